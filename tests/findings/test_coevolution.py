"""The part of page 2 from waves: committed numbers against the ledger, and text against numbers."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from auxilia import saom
from auxilia.errors import UsageError
from auxilia.ledger import Ledger
from auxilia.panels import waves
from auxilia.report import logics
from auxilia.report.findings.logics.coevolution import terms, told
from auxilia.report.findings.logics.coevolution.numbers import Figures, Which, signed
from auxilia.report.findings.logics.coevolution.pictures import drawn
from auxilia.report.findings.logics.coevolution.prosing import prosed
from auxilia.report.findings.logics.part import SOURCE
from auxilia.report.findings.record import Number, silent
from auxilia.report.format import chance
from auxilia.report.logics.foretold import foretold
from auxilia.report.logics.models import Model
from auxilia.saom.engine import Engine
from auxilia.saom.layout import lay_out
from auxilia.saom.prepared import prepare

DOCS = Path(__file__).resolve().parents[2] / "docs" / "findings"
PAGE = "2-logics"
NAMES = {"state:USA": "United States", "state:RUS": "Russia", "state:CHN": "China", "state:FRA": "France",
         "state:GBR": "United Kingdom", "state:TUR": "Turkey"}  # fmt: skip
WHICH = [
    Which(spec, provider)
    for spec in terms.SPECS
    for provider in (NAMES if spec == terms.PROVIDERS else ("all",))
]


@pytest.fixture(scope="module")
def committed() -> dict[str, Number]:
    """The numbers of the part as committed."""
    rows = csv.DictReader(io.StringIO((DOCS / f"{PAGE}.csv").read_text("utf-8")))
    starts = tuple(f"{spec}." for spec in terms.SPECS)
    return {
        row["key"]: Number(row["key"], row["what"], float(row["value"]), row["unit"], row["shown"],
                           row["period"], int(row["n"]), row["of"], tuple(row["sources"].split("; ")))
        for row in rows
        if row["key"].startswith(starts)
    }  # fmt: skip


def test_the_committed_text_is_written_from_the_committed_numbers(committed: Mapping[str, Number]) -> None:
    """The page says what its table of numbers says, word for word; its pictures are drawn from them."""
    found, page = Figures(committed), (DOCS / f"{PAGE}.md").read_text("utf-8")
    specs = [logics.spec_called(name) for name in terms.SPECS]
    pictures = drawn(found, WHICH, NAMES, SOURCE)
    short, text = prosed(found, specs, WHICH, NAMES, PAGE, pictures)
    assert text in page
    assert short in page
    assert len(pictures) == len(terms.SPECS)
    for picture in pictures:
        stored = ElementTree.parse(DOCS / PAGE / f"{picture.name}.svg").getroot()
        fresh = ElementTree.fromstring(picture.svg)
        assert [(one.tag, one.text) for one in stored.iter()] == [(one.tag, one.text) for one in fresh.iter()]


def test_convergence_is_told_as_it_is(committed: Mapping[str, Number]) -> None:
    page = (DOCS / f"{PAGE}.md").read_text("utf-8")
    for which in WHICH:
        fine = (
            committed[f"{which.key}largest_t"].value < 0.1 and committed[f"{which.key}overall"].value < 0.25
        )
        assert committed[f"{which.key}converged"].value == fine
        largest, overall = (committed[f"{which.key}{key}"].shown for key in ("largest_t", "overall"))
        said = f"largest t-ratio {largest}, overall {overall}"
        (line,) = [line for line in page.splitlines() if said in line and "onverged" in line]
        assert ("**Not converged**" in line) == (not fine)


@pytest.fixture(scope="module")
def models(full_ledger: Ledger) -> dict[str, Model]:
    """Every model of the page, by the beginning of its keys; built, not estimated."""
    found = {}
    for spec in terms.SPECS:
        for model in logics.models(full_ledger, logics.spec_called(spec)):
            found[Which(spec, model.provider or "all").key] = model
    return found


@pytest.mark.mirror
def test_the_committed_waves_are_those_of_the_full_ledger(
    models: Mapping[str, Model], committed: Mapping[str, Number]
) -> None:
    assert set(models) == {which.key for which in WHICH}
    for key, model in models.items():
        for name, ties in model.seen.networks.items():
            looked = waves.looks(ties)
            for year, look in zip(model.seen.years[:-1], looked, strict=True):
                assert committed[f"{key}ties.{name}.{year}"].value == look.ties
                if not math.isnan(look.alike):
                    assert committed[f"{key}jaccard.{name}.{year}"].value == pytest.approx(
                        look.alike, abs=1e-4
                    )
            assert committed[f"{key}ties.{name}.{model.seen.years[-1]}"].value == looked[-1].after
            assert committed[f"{key}made.{name}"].value == sum(one.made for one in looked)
            assert committed[f"{key}ended.{name}"].value == sum(one.ended for one in looked)
        assert committed[f"{key}actors"].value == len(model.seen.actors)


@pytest.mark.mirror
def test_the_committed_targets_are_those_of_the_full_ledger(
    models: Mapping[str, Model], committed: Mapping[str, Number]
) -> None:
    """What each model was fitted to: observed statistics, from the ledger of today."""
    for key, model in models.items():
        spec = logics.spec_called(key.split(".")[0])
        ready = prepare(model.data)
        layout = lay_out([ready], model.terms, spec.rates)
        observed = Engine([ready], layout).observed.sum(axis=0)
        for parameter, target in zip(layout.parameters, observed, strict=True):
            one = committed[f"{key}{parameter.variable}.{parameter.name}.target"]
            assert one.value == pytest.approx(float(target), rel=1e-6, abs=1e-3), one.key


@pytest.mark.mirror
@pytest.mark.parametrize("provider", ["state:TUR", "state:CHN"])
def test_the_committed_estimates_come_again(
    models: Mapping[str, Model], committed: Mapping[str, Number], provider: str
) -> None:
    """One seed gives one answer; another processor may round differently, which moves an estimate by a small
    part of its error (Monte Carlo error at 2,000 simulations)."""
    spec, key = logics.spec_called(terms.PROVIDERS), Which(terms.PROVIDERS, provider).key
    model = models[key]
    fit = saom.estimate(model.data, model.terms, rates=spec.rates, settings=spec.settings, rng=spec.seed)
    assert fit.converged
    for label, theta in zip(fit.names, fit.theta, strict=True):
        name = f"{key}{label.replace(': ', '.', 1)}"
        assert abs(committed[name].value - theta) < 0.2 * committed[f"{name}.se"].value, name
    again = foretold(model.seen.networks["equip"], saom.chances(fit, draws=500)["equip"])
    assert committed[f"{key}foretold.equip.made"].value == pytest.approx(again.made, abs=0.03)


def number(key: str, value: float) -> Number:
    return Number(key, key, value, "log odds", signed(value), "2000", 1, "ties", ())


def test_words_follow_the_intervals() -> None:
    told_of = {"altX (democracy)": (-0.5, 0.1), "altX (gdp)": (0.4, 0.1), "X (ally)": (0.3, 0.2),
               "X (distance)": (-0.9, 0.2)}  # fmt: skip
    numbers = {}
    for effect, (estimate, error) in told_of.items():
        numbers[f"m.all.equip.{effect}"] = number(f"m.all.equip.{effect}", estimate)
        numbers[f"m.all.equip.{effect}.se"] = number(f"m.all.equip.{effect}.se", error)
    found = Figures(numbers)
    assert found.favoured("m.all.", "equip", 1) == ["large economies"]
    assert found.more_and_less("m.all.", "equip", "more to ", "less to ") == (
        "more to large economies; less to democracies and far states"
    )
    assert found.more_and_less("m.all.", "train", "more to ", "less to ") == "more to nobody in particular"
    assert found.clear("m.all.equip.X (ally)") == 0
    assert found.cell("m.all.equip.altX (gdp)") == "**0.40 (0.10)**"
    assert found.cell("m.all.equip.X (ally)") == "0.30 (0.20)"
    assert found.cell("m.all.equip.X (votes)") == "–"
    assert found.odds("m.all.equip.X (ally)") == "1.35 times the odds (0.91 to 2.00, not clear)"
    assert [chance(0.0), chance(0.0, 250), chance(0.25, 250)] == ["under 0.001", "under 0.004", "0.250"]


def test_every_effect_of_a_specification_has_a_word() -> None:
    for spec in terms.SPECS:
        for term in logics.spec_called(spec).terms:
            assert terms.label(term.name) != term.name


def test_provenance_names_the_sources_of_the_waves() -> None:
    stored = json.loads((DOCS / f"{PAGE}.json").read_text("utf-8"))
    assert {"sipri_transfers", "ucdp_esd", "gw", "vdem", "unga"} <= {
        one["source_id"] for one in stored["sources"]
    }


def test_the_starter_ledger_is_refused_with_the_mend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUXILIA_HOME", str(tmp_path))
    with Ledger() as ledger, pytest.raises(UsageError, match="auxilia build"):
        told.PART.compute(ledger, PAGE, silent)


def test_a_model_that_did_not_converge_is_called_so(committed: Mapping[str, Number]) -> None:
    key = f"{WHICH[0].key}converged"
    changed = {**committed, key: replace(committed[key], value=0.0, shown="0")}
    specs = [logics.spec_called(name) for name in terms.SPECS]
    found = Figures(changed)
    _, text = prosed(found, specs, WHICH, NAMES, PAGE, drawn(found, WHICH, NAMES, SOURCE))
    plain = sum(committed[f"{which.key}converged"].value == 0 for which in WHICH)
    assert text.count("**Not converged**") == plain + (committed[key].value == 1)
