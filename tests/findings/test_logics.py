"""Page 2: the models against a likelihood written out by hand, and the committed page against the ledger."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from scipy.optimize import minimize

from auxilia.errors import UsageError
from auxilia.ledger import Ledger
from auxilia.report.findings import Finding, files_of, page_called
from auxilia.report.findings.logics import page as whole
from auxilia.report.findings.logics.choices import PART as CHOICES
from auxilia.report.findings.logics.choices import models, told, world
from auxilia.report.findings.logics.choices.numbers import Figures, part, signed
from auxilia.report.findings.logics.choices.terms import ALL, CAUSES, ERAS, SHORT
from auxilia.report.findings.record import silent
from findings.choosing import (
    ALLIES,
    JOINED,
    LATE,
    RIVALS,
    STATES,
    USA,
    YEARS,
    Choosing,
    choosing_ledger,
)

DOCS = Path(__file__).resolve().parents[2] / "docs" / "findings"
Array = np.ndarray[Any, Any]


@pytest.fixture(scope="module")
def choosing() -> Choosing:
    return choosing_ledger()


@pytest.fixture(scope="module")
def looked(choosing: Choosing) -> world.World:
    return world.world(choosing.ledger.con)


@pytest.fixture(scope="module", autouse=True)
def choices_alone() -> Iterator[None]:
    """The part from dated choices alone: that from waves has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole, "PARTS", (CHOICES,))
        yield


@pytest.fixture(scope="module")
def page(choosing: Choosing) -> Finding:
    return page_called("logics").compute(choosing.ledger, silent)  # type: ignore[arg-type]


def there(year: int) -> list[int]:
    """The members of a year."""
    return [k for k, actor in enumerate(STATES) if actor != LATE or year >= JOINED]


def values_of(made: Choosing, name: str) -> Array:
    """Values by year and state as the page fills them: the late state by its first year, else the median."""
    values = made.values[name].copy()
    late = STATES.index(LATE)
    if name == "vdem:polyarchy":
        values[:, late] = np.median(np.delete(values, late, axis=1), axis=1)
    elif name == "ucdp:intensity":
        values[: JOINED - YEARS[0], late] = 0
    else:
        values[: JOINED - YEARS[0], late] = values[JOINED - YEARS[0], late]
    return np.log(values) if name.startswith("worldbank") else values


def in_steps(values: Array) -> Array:
    """Values of states about their mean, distances of pairs, in standard deviations over members."""
    cells = [values[y, k] for y, year in enumerate(YEARS) for k in there(year)]
    if values.ndim == 2:
        return np.asarray((values - np.mean(cells)) / np.std(cells))
    pairs = [
        values[y, i, j] for y, year in enumerate(YEARS) for i in there(year) for j in there(year) if i != j
    ]
    return np.asarray(values / np.std(pairs))


def tied(pairs: Sequence[tuple[str, str]]) -> set[tuple[int, int]]:
    """Pairs of numbers, both ways round."""
    found = {(STATES.index(a), STATES.index(b)) for a, b in pairs}
    return found | {(b, a) for a, b in found}


def sets_by_hand(made: Choosing, provider: str) -> list[tuple[Array, int, list[int]]]:
    """Each order from 1955 on: statistics of the open states in the order of `CAUSES`, and who was chosen."""
    own = STATES.index(provider)
    allies = tied([(a, b) for a, many in ALLIES.items() for b in many])
    rivals = tied(RIVALS)
    gdp, wealth, free = (
        in_steps(values_of(made, name))
        for name in ("worldbank:gdp_filled", "worldbank:gdp_capita_filled", "vdem:polyarchy")
    )
    war, votes = values_of(made, "ucdp:intensity"), values_of(made, "unga:ideal_all_2024")
    apart = in_steps(np.abs(votes[:, :, None] - votes[:, None, :]))
    km = in_steps(np.broadcast_to(np.log1p(made.km), (len(YEARS), *made.km.shape)))
    sets = []
    for seller, buyer, year in made.orders:
        if seller != own or year < 1955:
            continue
        before, open_to = year - 1 - YEARS[0], [k for k in there(year) if k != own]
        lately = {(i, j) for i, j, when in made.orders if year - 3 <= when < year}
        rows = []
        for k in open_to:
            past = sum(2 ** (-(year - when) / 5) for i, j, when in made.orders
                       if (i, j) == (own, k) and when < year)  # fmt: skip
            enemies = [r for r in range(len(STATES)) if (own, r) in rivals]
            rows.append([
                math.log1p(past),
                math.log1p(sum((i, k) in lately for i in range(len(STATES)))),
                gdp[before, k],
                wealth[before, k],
                km[before, own, k],
                free[before, k],
                war[before, k],
                apart[before, own, k],
                (own, k) in allies,
                (own, k) in rivals,
                any((r, k) in allies for r in enemies),
                any((r, k) in rivals for r in enemies),
                any((r, k) in lately for r in enemies),
            ])  # fmt: skip
        sets.append((np.array(rows, float), open_to.index(buyer), open_to))
    return sets


def fitted_by_hand(sets: list[tuple[Array, int, list[int]]], kept: list[int]) -> tuple[Array, Array, float]:
    """Conditional logit: estimates, errors clustered by the states that could be chosen, log-likelihood."""

    def loss(theta: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros(len(theta))
        for x, chosen, _ in sets:
            score = x[:, kept] @ theta
            share = np.exp(score - score.max())
            share /= share.sum()
            total -= math.log(share[chosen])
            slope -= x[chosen, kept] - share @ x[:, kept]
        return total, slope

    best = minimize(loss, np.zeros(len(kept)), jac=True, method="BFGS", options={"gtol": 1e-9})
    information, by_state = np.zeros((len(kept), len(kept))), np.zeros((len(STATES), len(kept)))
    for x, chosen, open_to in sets:
        share = np.exp(x[:, kept] @ best.x)
        share /= share.sum()
        centred = x[:, kept] - share @ x[:, kept]
        information += (share[:, None] * centred).T @ centred
        happened = np.zeros(len(open_to))
        happened[chosen] = 1
        by_state[open_to] += (happened - share)[:, None] * centred
    clusters = int((np.abs(by_state).sum(axis=1) > 0).sum())
    inverse = np.linalg.inv(information)
    errors = inverse @ (by_state.T @ by_state) @ inverse * clusters / (clusters - 1)
    return best.x, np.sqrt(np.diag(errors)), -float(best.fun)


@pytest.mark.parametrize("bare", [False, True])
def test_estimates_and_errors_are_those_of_a_likelihood_by_hand(
    choosing: Choosing, looked: world.World, bare: bool
) -> None:
    fit = models.fitted(looked, USA, "arms")
    assert fit.left_out == ("rival",)  # Russia alone is a rival of the United States here
    kept = [k for k, cause in enumerate(CAUSES) if cause.key not in ("rival", *["inertia"] * bare)]
    theta, errors, loglik = fitted_by_hand(sets_by_hand(choosing, USA), kept)
    found = fit.bare if bare else fit.coefficients
    assert [each.cause for each in found] == [CAUSES[k].key for k in kept]
    assert [each.estimate for each in found] == pytest.approx(theta.tolist(), abs=1e-5)
    assert [each.se for each in found] == pytest.approx(errors.tolist(), abs=1e-5)
    if not bare:
        assert fit.loglik == pytest.approx(loglik, abs=1e-7)


def test_what_tells_how_well_a_model_does_is_counted_by_hand(choosing: Choosing, looked: world.World) -> None:
    fit = models.fitted(looked, USA, "arms")
    sets = sets_by_hand(choosing, USA)
    kept = [k for k, cause in enumerate(CAUSES) if cause.key != "rival"]
    theta = np.array([each.estimate for each in fit.coefficients])
    better = [int((x[:, kept] @ theta > (x[:, kept] @ theta)[chosen]).sum()) for x, chosen, _ in sets]
    assert fit.recall[5] == pytest.approx(np.mean([place < 5 for place in better]))
    assert fit.chance[5] == pytest.approx(np.mean([5 / len(x) for x, _, _ in sets]))
    assert fit.null == pytest.approx(-sum(math.log(len(x)) for x, _, _ in sets))
    assert fit.alternatives == pytest.approx(np.mean([len(x) for x, _, _ in sets]))
    alone = fitted_by_hand(sets, [0])[2]
    assert fit.alone == pytest.approx(100 * (alone - fit.null) / (fit.loglik - fit.null), abs=1e-4)
    peace = fitted_by_hand(sets, [k for k in kept if CAUSES[k].key != "war"])[2]
    assert fit.lost["war"] == pytest.approx(100 * (fit.loglik - peace) / (fit.loglik - fit.null), abs=1e-4)
    ally = next(k for k, cause in enumerate(CAUSES) if cause.key == "ally")
    assert fit.holds["ally"][0] == sum(x[chosen, ally] for x, chosen, _ in sets)
    assert fit.recipients == len({open_to[chosen] for _, chosen, open_to in sets})


def test_the_rule_of_the_draws_is_found_again(looked: world.World) -> None:
    found = models.estimates(looked, ALL, "arms").of("un_distance", bare=True)
    assert found is not None
    step = looked.covariates["un_distance"]
    assert found.interval[1] < -0.5
    # One point of distance takes one from the log odds: the estimate, in steps, is minus the step.
    present = looked.frame.present[:, :, None] & looked.frame.present[:, None, :]
    size = step.values[present & ~np.eye(len(STATES), dtype=bool)].std()
    assert found.estimate == pytest.approx(-size, abs=0.25)


def test_an_era_explains_its_own_choices(choosing: Choosing, looked: world.World) -> None:
    number = {
        era: models.estimates(looked, USA, "arms", span=years, causes=SHORT).events
        for era, years in ERAS.items()
    }
    own = [year for seller, _, year in choosing.orders if STATES[seller] == USA]
    assert number == {
        "1955-1991": sum(1955 <= year <= 1991 for year in own),
        "1992-2020": sum(year >= 1992 for year in own),
    }


def test_a_term_of_too_few_recipients_is_left_out_and_a_short_model_is_short(looked: world.World) -> None:
    short = models.fitted(looked, USA, "support", causes=SHORT)
    assert tuple(each.cause for each in short.coefficients) == SHORT
    assert set(short.left_out) == {cause.key for cause in CAUSES} - set(SHORT)
    assert set(short.lost) == {"habit", "opportunity", "war", "alignment"}


def test_the_page_holds_the_numbers_of_the_models(page: Finding, looked: world.World) -> None:
    numbers = {number.key: number for number in page.numbers}
    fit = models.fitted(looked, USA, "arms")
    for each in fit.coefficients:
        number = numbers[f"arms.{USA}.{each.cause}"]
        assert number.value == pytest.approx(each.estimate, abs=1e-9)
        assert number.shown == signed(each.estimate)
        assert numbers[f"arms.{USA}.{each.cause}.se"].value == pytest.approx(each.se, abs=1e-9)
    assert numbers[f"arms.{USA}.events"].n == 132
    assert numbers[f"arms.{USA}.un_distance"].sources == tuple(
        sorted({"sipri_transfers", *(s for c in CAUSES if c.key != "rival" for s in c.sources)})
    )
    assert f"| State USA | arms orders | 132 | {fit.recipients} |" in page.text
    assert "{{" not in page.text
    assert "None" not in page.text
    assert page.text.count("\n## Choices") == 1


def test_every_deal_and_line_is_accounted_for(page: Finding, choosing: Choosing) -> None:
    """Explained, history or left out for a reason: together all that the source has."""
    numbers = {number.key: number.value for number in page.numbers}
    for key, asked in (
        ("train", "source_id = 'us_fmtr' AND measure = 'trainees'"),
        ("arms", "source_id = 'sipri_transfers' AND facet IN ('ordered', 'ordered_items')"),
    ):
        ((there,),) = choosing.ledger.con.execute(
            f"SELECT count(*) FROM core_claims WHERE {asked}"
        ).fetchall()
        parts = [value for name, value in numbers.items() if name.startswith(f"{key}.left_out.")]
        assert numbers[f"{key}.explained"] > 0
        assert numbers[f"{key}.all"] == numbers[f"{key}.explained"] + sum(parts) == there
    early = sum(year < 1955 for *_, year in choosing.orders)
    assert numbers["arms.left_out.before the first day: history only"] == early > 0


def test_words_follow_the_intervals(page: Finding, looked: world.World) -> None:
    """What a model finds with certainty is said in plain words, with its sign, and nothing else."""
    fit = models.fitted(looked, USA, "arms")
    favoured: dict[bool, list[str]] = {True: [], False: []}
    for cause in CAUSES:
        found = fit.of(cause.key, bare=True)
        if found is not None and not found.interval[0] <= 0 <= found.interval[1]:
            favoured[found.estimate > 0].append(cause.plain)
    assert favoured[True] or favoured[False]
    more, less = ("; ".join(favoured[sign]) or "–" for sign in (True, False))
    assert f"| State USA | arms orders | {more} | {less} |" in page.text
    pooled = models.fitted(looked, ALL, "arms").of("un_distance", bare=True)
    assert pooled is not None
    assert pooled.interval[1] < 0
    (said,) = [line for line in page.text.splitlines() if line.startswith("- **In plain words.**")]
    arms = said.split("arms go more often to")[1].split(". Support")[0]
    more, less = arms.split(", and less often to ")
    assert "states that vote otherwise in the UN" in less
    assert "states that vote otherwise in the UN" not in more


@pytest.mark.parametrize(
    ("share", "word"),
    [(98.0, "nearly all"), (61.0, "most"), (55.0, "half"), (38.0, "a part"), (-1.0, "a part")],
)
def test_shares_are_said_in_words(looked: world.World, share: float, word: str) -> None:
    fit = replace(models.fitted(looked, USA, "support", causes=SHORT), alone=share)
    figures = Figures([fit], {}, looked, {actor: actor for actor in STATES})
    assert figures.most(f"support.{USA}.alone") == word


def test_every_picture_is_drawn_and_named_in_the_text(page: Finding) -> None:
    assert [picture.name for picture in page.pictures] == ["without-habit", "with-habit", "eras"]
    for picture in page.pictures:
        root = ElementTree.fromstring(picture.svg)
        assert root.findtext("{http://www.w3.org/2000/svg}title") == picture.title
        assert f"({page.page.name}/{picture.name}.svg)" in page.text


def test_the_same_ledger_gives_the_same_bytes(page: Finding, choosing: Choosing) -> None:
    again = page_called("logics").compute(choosing.ledger, silent)  # type: ignore[arg-type]
    assert files_of(again, choosing.ledger) == files_of(page, choosing.ledger)  # type: ignore[arg-type]


def test_the_starter_ledger_is_refused_with_the_mend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUXILIA_HOME", str(tmp_path))
    with Ledger() as ledger, pytest.raises(UsageError, match="auxilia build"):
        page_called("logics").compute(ledger, silent)


@pytest.mark.parametrize(
    ("value", "text"), [(-0.312, "−0.31"), (1.03, "1.03"), (-0.004, "0.00"), (0.0, "0.00")]
)
def test_log_odds_are_shown_with_a_true_minus(value: float, text: str) -> None:
    assert signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(33.4, "33 %"), (1.06, "1.1 %"), (0.01, "under 0.1 %"), (0.0, "0 %"), (-2.0, "−2.0 %")],
)
def test_shares_are_shown_in_percent(value: float, text: str) -> None:
    assert part(value) == text


@pytest.fixture(scope="module")
def committed() -> Mapping[str, float]:
    """Key -> value of the committed page."""
    rows = csv.DictReader(io.StringIO((DOCS / "2-logics.csv").read_text("utf-8")))
    return {row["key"]: float(row["value"]) for row in rows}


@pytest.fixture(scope="module")
def full_world(full_ledger: Ledger) -> world.World:
    return world.world(full_ledger.con)


def same(figures: Figures, committed: Mapping[str, float]) -> None:
    """Every number of the figures is the committed one, to four places and what rounding leaves open."""
    found = {number.key: number.value for number in figures.numbers}
    assert found.keys() <= committed.keys()
    differing = {key: (value, committed[key]) for key, value in found.items()
                 if not math.isclose(value, committed[key], rel_tol=1e-4, abs_tol=5e-4)}  # fmt: skip
    assert differing == {}


@pytest.mark.mirror
def test_the_committed_models_of_years_are_those_of_the_full_ledger(
    full_ledger: Ledger, full_world: world.World, committed: Mapping[str, float]
) -> None:
    names = told.names_of(full_ledger)
    fits = [models.fitted(full_world, f"state:{code}", "arms") for code in ("FRA", "CHN", "TUR")]
    fits.append(models.fitted(full_world, "state:IRN", "arms", causes=SHORT))
    fits += [models.fitted(full_world, ALL, practice) for practice in ("support", "rebels")]
    eras = {
        era: [models.estimates(full_world, "state:RUS", "arms", span=years)] for era, years in ERAS.items()
    }
    figures = Figures(fits, eras, full_world, names)
    assert len(figures.numbers) > 400
    same(figures, committed)


@pytest.mark.mirror
def test_the_committed_model_of_trainings_is_that_of_the_full_ledger(
    full_ledger: Ledger, full_world: world.World, committed: Mapping[str, float]
) -> None:
    fit = models.fitted(full_world, "state:USA", "train")
    same(Figures([fit], {}, full_world, told.names_of(full_ledger)), committed)


def test_the_committed_page_is_whole(committed: Mapping[str, float]) -> None:
    text = (DOCS / "2-logics.md").read_text("utf-8")
    for name in ("without-habit", "with-habit", "eras"):
        assert f"(2-logics/{name}.svg)" in text
        ElementTree.parse(DOCS / "2-logics" / f"{name}.svg")
    for code in ("USA", "RUS", "CHN", "FRA", "GBR", "DEU", "ISR", "TUR", "IRN"):
        assert f"arms.state:{code}.events" in committed
