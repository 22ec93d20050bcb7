"""`auxilia logics`: a specification read, estimated and reported, and files that are wrong."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from auxilia import saom
from auxilia.errors import UsageError
from auxilia.ledger import Ledger
from auxilia.report import logics
from auxilia.report.findings.logics.coevolution import terms
from auxilia.report.findings.logics.coevolution.numbers import Estimated, Which, figures
from auxilia.report.logics.foretold import foretold
from auxilia.report.logics.record import record
from logics.small import NAMES, PROVIDERS, SPEC


@pytest.fixture(scope="module")
def answers(ledger: Ledger, spec_file: Path) -> list[logics.Answer]:
    return list(logics.answers(ledger, logics.read_spec(spec_file)))


@pytest.fixture(scope="module")
def two(ledger: Ledger, spec_file: Path) -> list[logics.Answer]:
    return list(logics.answers(ledger, logics.read_spec(spec_file.parent / "two.toml")))


def test_the_answer_is_that_of_saom_on_tables_read_by_hand(
    answers: list[logics.Answer], ledger: Ledger
) -> None:
    """Waves read by SQL, estimated without specification and bridge: the same seed gives the same answer."""
    n = len(NAMES)
    place = {actor: k for k, actor in enumerate(sorted(f"state:{name}" for name in NAMES))}
    everybody = list(answers[0].model.seen.actors)
    own = [everybody.index(actor) for actor in place]
    ties = np.zeros((4, n, n))
    for a, b, year in ledger.con.execute(
        "SELECT provider_id, recipient_id, year_from FROM out_tie_figures"
    ).fetchall():
        if 2000 <= year <= 2011:
            ties[(year - 2000) // 3, place[a], place[b]] = 1
    seen = answers[0].model.seen
    assert (seen.networks["equip"][:, own][:, :, own] == ties).all()
    assert seen.networks["equip"].sum() == ties.sum()
    unrest = np.zeros((n, 4))
    for actor, year, value in ledger.con.execute(
        "SELECT actor_id, year, value FROM out_state_years WHERE indicator = 'left:unrest'"
    ).fetchall():
        unrest[place[actor], (year - 2000) // 3] = max(unrest[place[actor], (year - 2000) // 3], value + 1)
    assert (seen.behaviors["unrest"][own] == unrest).all()
    size = seen.states["size"]
    data = saom.Data(
        {"equip": saom.Network(seen.networks["equip"]), "unrest": saom.Behavior(seen.behaviors["unrest"])},
        {"size": saom.Covariate(size), "foe": saom.Dyadic(seen.pairs["foe"])},
        seen.presence,
    )
    e = saom.effect
    terms = [e("equip", "density"), e("equip", "altX", "size"), e("equip", "X", "foe"), e("unrest", "linear"),
             e("unrest", "indeg", "equip")]  # fmt: skip
    fit = saom.estimate(data, terms, settings=saom.Settings(phase3=500), rng=3)
    assert answers[0].fit.theta.tolist() == fit.theta.tolist()
    assert answers[0].fit.converged
    # The draws prefer large receivers.
    estimate, error = fit["equip: altX (size)"]
    assert estimate > 3 * error > 0


def test_chances_are_those_of_many_simulations(answers: list[logics.Answer]) -> None:
    """Ties held likely stand at the end more often; sums agree with the simulated densities of phase 3."""
    fit, seen = answers[0].fit, answers[0].model.seen
    chance = saom.chances(fit, draws=400, seed=1)["equip"]
    assert chance.shape == (3, len(seen.actors), len(seen.actors))
    place = fit.names.index("equip: density")
    simulated = fit.draws.statistics[:, :, place] + np.array(
        [seen.networks["equip"][k + 1].sum() for k in range(3)]
    )
    error = simulated.std(axis=0) * np.sqrt(1 / 400 + 1 / len(simulated))
    assert (np.abs(chance.sum(axis=(1, 2)) - simulated.mean(axis=0)) < 4 * error).all()
    alone, beside = (saom.chances(fit, draws=40, seed=1, processes=k)["equip"] for k in (1, 2))
    assert (alone == beside).all()


def test_how_well_ties_are_foretold_is_brute_force() -> None:
    rng = np.random.default_rng(2)
    waves = (rng.random((3, 9, 9)) < 0.4).astype(float)
    waves[1, 2, :] = 10
    chances = np.round(rng.random((2, 9, 9)), 1)
    wins = {"made": [0.0, 0], "ended": [0.0, 0]}
    for p in range(2):
        cells = [(i, j) for i in range(9) for j in range(9)
                 if i != j and waves[p, i, j] < 10 and waves[p + 1, i, j] < 10]  # fmt: skip
        for kind, before, sign in (("made", 0, 1), ("ended", 1, -1)):
            among = [c for c in cells if waves[p][c] == before]
            for x in (c for c in among if waves[p + 1][c] != before):
                for y in (c for c in among if waves[p + 1][c] == before):
                    apart = sign * (chances[p][x] - chances[p][y])
                    wins[kind][0] += (apart > 0) + 0.5 * (apart == 0)
                    wins[kind][1] += 1
    found = foretold(waves, chances)
    assert found.made == pytest.approx(wins["made"][0] / wins["made"][1])
    assert found.ended == pytest.approx(wins["ended"][0] / wins["ended"][1])


def test_each_provider_is_a_model_of_its_own(two: list[logics.Answer]) -> None:
    assert [answer.model.provider for answer in two] == ["state:USA", "state:RUS"]
    usa, russia = two
    # Both have foes: the one three, the other one; of a foe's ties enough are met by own ones.
    assert usa.model.left_out == ()
    assert usa.model.seen.networks["equip"].shape[1] == 1
    assert usa.fit.parameters[-1].name == "X (foes_arm)"
    told = record(usa)
    ties = usa.model.seen.networks["equip"]
    assert [look["ties"] for look in told["waves"]["equip"]] == [(wave % 10 == 1).sum() for wave in ties[:-1]]
    density = next(p for p in told["parameters"] if p["effect"] == "density")
    assert density["target"] == sum((wave == 1).sum() for wave in ties[1:])
    assert russia.foretold["equip"].n_made == sum(look["made"] for look in record(russia)["waves"]["equip"])


def test_findings_tell_where_a_feature_is_farthest_off(answers: list[logics.Answer]) -> None:
    key = f"{terms.ORDER}.all."
    found = figures([Estimated(Which(terms.ORDER, "all"), record(answers[0]))], {})
    assert len(answers[0].goodness) == 5
    for one in answers[0].goodness:
        label, *more = found.below(f"{key}farthest.{one.name}.")
        assert more == [f"{label}.low", f"{label}.high"]
        column = one.simulated[:, one.labels.index(label)]
        observed, low, high = (found.value(f"{key}farthest.{one.name}.{end}") for end in (label, *more))
        assert observed == one.observed[one.labels.index(label)]
        assert [low, high] == pytest.approx(np.quantile(column, [0.025, 0.975]))
        p = found.value(f"{key}goodness.{one.name}")
        assert found(f"{key}goodness.{one.name}") == ("under 0.017" if p == 0 else f"{p:.3f}")


def test_a_term_that_too_few_ties_have_is_left_out(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    path.write_text(PROVIDERS.replace('"RUS"', '"JPN"'), "utf-8")
    _, japan = logics.models(ledger, logics.read_spec(path))
    assert japan.left_out == ("X (foes_arm)",)
    assert [term.name for term in japan.terms] == ["density", "altX (size)"]


class Text(HTMLParser):
    """The words of a page, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.tags = "", []  # type: ignore[var-annotated]

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_report_holds_the_estimates_and_asks_nothing_of_the_net(
    answers: list[logics.Answer], ledger: Ledger, spec_file: Path
) -> None:
    spec = logics.read_spec(spec_file)
    html = logics.report(ledger, spec, answers)
    page = Text()
    page.feed(html)
    fit = answers[0].fit
    for label in ("equip: density", "unrest: indeg (equip)"):
        estimate, error = fit[label]
        shown = f"{abs(estimate):.3f}"
        assert re.search(rf"{'−' if estimate < 0 else ''}{shown}[*+]* \({error:.3f}\)", page.words)
    for words in ("Who arms whom?", "A test.", "Invented.", "in any of the 3 years up to the wave", "Jaccard",
                  "Goodness of fit", "Relative importance", "left", 'add = "left:unrest"'):  # fmt: skip
        assert words in page.words
    assert not any(tag in ("script", "link", "img") for tag, _ in page.tags)
    assert not re.search(r'(src|href)="(?!#)(?!https?://)', html)
    assert html == logics.report(ledger, spec, answers)


def test_what_ships_can_be_read() -> None:
    named = {spec.name for spec in logics.shipped()}
    assert {"train-equip-support", "providers", "arms-and-order"} <= named
    for spec in logics.shipped():
        assert spec.question
        assert spec.note
        assert spec.limits
        assert spec.plan.years[-1] == 2017


@pytest.mark.parametrize(
    ("found", "put", "said"),
    [
        ("seed = 3", "seed = [", r"not TOML"),
        ("seed = 3", "sead = 3", r"the key 'sead'.*Allowed: .*seed"),
        ("seed = 3", "seed = 'x'", r"seed is 'x'; it is a whole number"),
        ("first = 2002", "frist = 2002", r"waves has the key 'frist'"),
        ('rule = "window"', 'rule = "windoww"', r"networks\.equip: No rule of ties.*window"),
        ("years = 3", "gap = 3", r"networks\.equip: .*gap is that of a spell"),
        ('add = "left:size"', 'ad = "left:size"', r"covariates\.size: it has the key 'ad'"),
        ('add = "left:size"', "", r"covariates\.size: no add"),
        ("cuts = [1, 2]", "cuts = [2, 1]", r"behaviors\.unrest: .*do not rise"),
        ("cuts = [1, 2]", "", r"'unrest' is one of states, in ordered classes"),
        ('of = "pair"', 'of = "others"', r"covariates\.foe: it has the key 'add'"),
        ("phase3 = 500", "phase = 200", r"settings has the key 'phase'.*phase3"),
        ("phase3 = 500", "phase3 = 2", r"phase3 is 2"),
        ("[networks.equip]", "[networks.Equip]", r"networks\.Equip: names have"),
        ('variable = "unrest"\neffect = "linear"', 'effect = "linear"', r"effect 4: no variable"),
        ('effect = "density"', 'effect = "density"\nfunction = "x"', r"effect 1: function 'x'"),
        ("limits = [", 'providers = ["USA"]\nlimits = [', r"model of one provider has no behaviors"),
        ("title = ", "titel = ", r"the key 'titel'"),
    ],
)
def test_a_wrong_file_is_named_with_the_key_and_the_mend(
    tmp_path: Path, found: str, put: str, said: str
) -> None:
    path = tmp_path / "wrong.toml"
    assert found in SPEC
    path.write_text(SPEC.replace(found, put, 1), "utf-8")
    with pytest.raises(UsageError, match=rf"wrong\.toml: .*{said}"):
        logics.read_spec(path)


def test_a_missing_file_and_an_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml"):
        logics.spec_called(str(tmp_path / "none.toml"))
    with pytest.raises(UsageError, match="providers"):
        logics.spec_called("provider")


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "auxilia", "logics", *words, "--home", str(home)]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ)


def test_the_shell_lists_shows_and_tells_of_waves(home: Path, spec_file: Path) -> None:
    listed = run(home)
    assert "providers: " in listed.stdout
    assert run(home, str(spec_file), "--show").stdout == SPEC
    told = run(home, str(spec_file), "--waves")
    assert told.returncode == 0
    assert "Jaccard" in told.stdout
    assert "Windows of 3 years without overlap" in told.stdout
    unknown = run(home, "nothing")
    assert unknown.returncode == 2
    assert "train-equip-support" in unknown.stderr


def test_an_interrupted_run_goes_on_to_the_same_answer(home: Path, spec_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "slow.toml"
    path.write_text(SPEC.replace("phase3 = 500", "phase3 = 6000"), "utf-8")
    whole = run(home, str(path), "-f", "json", "-o", str(tmp_path / "a.html"))
    assert whole.returncode == 0, whole.stderr
    assert run(home, str(path), "--resume").returncode == 2
    began = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "auxilia",
            "logics",
            str(path),
            "--home",
            str(home),
            "-o",
            str(tmp_path / "b.html"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    for _ in range(1200):
        if list((home / "models").glob("slow-*.npz")) or began.poll() is not None:
            break
        time.sleep(0.05)
    began.send_signal(signal.SIGINT)
    _, errors = began.communicate(timeout=60)
    assert began.returncode == 130, errors
    assert b"--resume" in errors
    again = run(home, str(path), "--resume", "-f", "json", "-o", str(tmp_path / "b.html"))
    assert json.loads(again.stdout) == json.loads(whole.stdout)
    assert (tmp_path / "b.html").read_text() == (tmp_path / "a.html").read_text()
    assert not list((home / "models").glob("slow-*.npz"))


def test_products_rates_and_years_one_by_one_are_read(tmp_path: Path) -> None:
    path = tmp_path / "more.toml"
    more = """
[[effects]]
variable = "equip"
function = "creation"
parts = [{ effect = "recip" }, { effect = "X", others = ["foe"] }]
tested = true
[[rates]]
variable = "equip"
effect = "outRateLog"
initial = 0.5
[settings]"""
    told = SPEC.replace("[settings]", more.strip()).replace(
        "first = 2002\nlast = 2011\nevery = 3", "years = [2002, 2005, 2011]"
    )
    path.write_text(told, "utf-8")
    spec = logics.read_spec(path)
    assert spec.plan.years == (2002, 2005, 2011)
    assert spec.plan.spans == ((2000, 2002), (2003, 2005), (2006, 2011))
    product = spec.terms[-1]
    assert [part.effect for part in product.parts] == ["recip", "X"]
    assert (product.tested, product.function) == (True, "creation")
    assert spec.rates == (saom.rate("equip", "outRateLog", initial=0.5),)
