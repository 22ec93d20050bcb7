"""Page 1: every number against a sum by hand, and the committed page against the ledger."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from auxilia.cli.main import cli
from auxilia.errors import UnknownNameError
from auxilia.ledger import Ledger
from auxilia.report.findings import Finding, files_of, known_pages, page_called, write
from auxilia.report.findings.book import Book
from auxilia.report.findings.divided import Part, divided
from findings.made import purposes_ledger

DOCS = Path(__file__).resolve().parents[2] / "docs" / "findings"
# These two tell how many providers all sources of the ledger name; the starter ledger has the open ones.
OF_ALL_SOURCES = ("providers", "providers.programmes")


@pytest.fixture(scope="module")
def made() -> Finding:
    return page_called("purposes").compute(purposes_ledger())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def numbers(made: Finding) -> Mapping[str, float]:
    return {number.key: number.value for number in made.numbers}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("programmes", 4),
        ("programmes.stated", 3),
        ("programmes.several", 2),
        ("objectives", 5),
        ("money.total", 1550),
        ("money.first", 1990),
        ("money.last", 2002),
        # Arcadia 300 + 50 + 600, Bithynia 100 + 60 + 150, Cilicia 250 - 100; the world has no recipient.
        ("money.recipients", 3),
        ("money.effective", (950 + 310 + 150) ** 2 / (950**2 + 310**2 + 150**2)),
        ("money.nowhere", 100 * 140 / 1550),
        ("money.stated", 300 + 100 + 600 - 100 + 150 + 140),
        ("money.outside its years", 50),
        ("money.not stated", 250),
        ("money.no programme", 60),
        ("money.no programme.share", 100 * 60 / 1550),
        ("money.programme.us:imet", 450),
        ("money.programme.us:imet.effective", 450**2 / (350**2 + 100**2)),
        ("money.programme.us:imet.top1", 100 * 350 / 450),
        ("money.programme.us:fmf", 790),
        # Cilicia gave back: a sum below zero makes no recipient.
        ("money.programme.us:fmf.recipients", 2),
        ("money.objective.human_rights", 400),
        ("money.objective.human_rights.share", 100 * 400 / 1190),
        ("money.objective.peacekeeping", 790),
        ("training.total", 100),
        ("training.effective", 100**2 / (30**2 + 30**2 + 40**2)),
        ("training.objective.peacekeeping.share", 60),
        ("sales.total", 2000),
        ("sales.before", 7000),
        ("sales.all.ucdp:intensity.minor", 25),
        ("sales.all.ucdp:intensity.war", 0),
        # From 1999 on 1500: war Arcadia 2000; smaller conflict Arcadia 2001; the world is no single state.
        ("money.all.ucdp:intensity.war", 100 * 300 / 1500),
        ("money.all.ucdp:intensity.minor", 100 * 600 / 1500),
        ("money.all.ucdp:intensity.unplaced", 100 * 140 / 1500),
        ("money.all.ucdp:intensity.none", 100 * (100 - 100 + 60 + 250 + 150) / 1500),
        ("money.human_rights.vdem:v2clkill.low", 75),
        ("money.human_rights.vdem:v2clkill.middle", 25),
        # Cilicia is not rated.
        ("training.all.vdem:polyarchy.unplaced", 30),
        ("training.all.vdem:polyarchy.low", 30),
        ("training.all.vdem:polyarchy.middle", 40),
        ("training.all.vdem:polyarchy.high", 0),
        # Without Arcadia (900) and Bithynia (310): Cilicia's 150 and the world's 140.
        ("money.without.vdem:polyarchy.low", 0),
        ("money.without.ucdp:internal_conflicts.some", 0),
        # Three rated states in three years.
        ("world.ucdp:intensity.war", 100 / 9),
        ("world.ucdp:intensity.minor", 100 / 9),
        ("world.ucdp:internal_conflicts.some", 100 / 9),
        ("providers", 1),
        ("providers.programmes", 1),
    ],
)
def test_a_number_is_the_sum_by_hand(numbers: Mapping[str, float], key: str, value: float) -> None:
    assert numbers[key] == pytest.approx(value, abs=1e-9)


def test_what_stands_behind_a_number_is_counted(made: Finding) -> None:
    by_key = {number.key: number for number in made.numbers}
    assert (by_key["money.total"].n, by_key["money.total"].of) == (12, "claims")
    assert by_key["money.total"].sources == ("us_greenbook",)
    assert by_key["training.all.vdem:polyarchy.low"].sources == ("us_fmtr", "vdem")


def test_levels_of_a_lens_add_up_to_a_hundred(numbers: Mapping[str, float]) -> None:
    for base in {key.rpartition(".")[0] for key in numbers if ".vdem:" in key or ".ucdp:intensity" in key}:
        held = [value for key, value in numbers.items() if key.rpartition(".")[0] == base]
        if len(held) == 4:
            assert sum(held) == pytest.approx(100)


def test_the_page_says_its_numbers_in_words(made: Finding) -> None:
    text = made.text
    assert "The United States obligated 1,550 dollars of 2020" in text
    assert "| SCHOOL | 1990–2000 | 450 | 29 % | 2 | 1.5 | Arcadia 78 %, Bithynia 22 % |" in text
    assert "| FUND (no stated purpose found) | 2002 | 250 | 16 % | 1 | 1.0 | Cilicia 100 % |" in text
    assert "(without Arcadia and Bithynia)" in text
    assert "`us_greenbook`: Nobody. The us_greenbook. Licence: CC0." in text
    assert "None" not in text
    assert "{{" not in text


def test_the_yearly_values_are_those_of_the_stocks(made: Finding) -> None:
    series = {(one.picture, one.row): one.values for one in made.yearly}
    assert series[("money-programmes", "SCHOOL")] == {1990: 50, 2000: 400}
    assert series[("money-objectives", "Peacekeeping (FINANCE)")] == {2001: 640, 2002: 150}
    # 2000: Arcadia, at war, 300 of 400.
    assert series[("shares-by-year", "Money (to states in conflict)")][2000] == 75


def test_every_picture_is_drawn_named_and_described(made: Finding) -> None:
    assert len({picture.name for picture in made.pictures}) == len(made.pictures) == 8
    for picture in made.pictures:
        root = ElementTree.fromstring(picture.svg)
        assert root.tag.endswith("svg")
        assert root.findtext("{http://www.w3.org/2000/svg}title") == picture.title
        assert f"({made.page.name}/{picture.name}.svg)" in made.text


def test_the_same_ledger_gives_the_same_bytes(made: Finding, tmp_path: Path) -> None:
    ledger = purposes_ledger()
    again = page_called("purposes").compute(ledger)  # type: ignore[arg-type]
    assert files_of(again, ledger) == files_of(made, ledger)  # type: ignore[arg-type]
    paths = write(again, ledger, tmp_path / "new")  # type: ignore[arg-type]
    told = json.loads((tmp_path / "new" / "1-purposes.json").read_text("utf-8"))
    assert told["ledger"]["build_id"] == "b0b0cafe"
    assert {source["source_id"] for source in told["sources"]} == {*made.sources}
    assert all(path.is_file() for path in paths)


def test_a_number_is_entered_once_and_in_a_known_unit() -> None:
    book = Book()
    about = {"period": "", "n": 1, "of": "claims", "sources": ["a"]}
    book.put("a", "A", 1, "count", **about)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="entered twice"):
        book.put("a", "A", 1, "count", **about)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no unit"):
        book.put("b", "B", 1, "furlongs", **about)  # type: ignore[arg-type]


def test_a_bar_whose_parts_make_no_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="do not make a whole"):
        divided("a", "A", [Part("first", "a", 60), Part("second", "b", 60)])


def test_an_unknown_page_is_told_with_those_that_there_are() -> None:
    assert [page.number for page in known_pages()] == sorted({page.number for page in known_pages()})
    with pytest.raises(UnknownNameError, match="purposes"):
        page_called("purpose")


def committed() -> dict[str, tuple[float, str]]:
    """Key -> (value, as shown) of the committed page."""
    rows = csv.DictReader(io.StringIO((DOCS / "1-purposes.csv").read_text("utf-8")))
    return {row["key"]: (float(row["value"]), row["shown"]) for row in rows}


def differing(finding: Finding) -> list[str]:
    """The numbers that the committed page and the finding tell differently, each in a few words."""
    now = {number.key: (round(number.value, 4), number.shown) for number in finding.numbers}
    then = committed()
    keys = sorted(key for key in {*now, *then} if now.get(key) != then.get(key))
    return [f"{key}: {then.get(key, '-')} on the page, {now.get(key, '-')} in the ledger" for key in keys]


def check(told: list[str], mend: str) -> None:
    """Fail in a few lines, with the commands that write the page again."""
    if told:
        pytest.fail("\n".join([f"{len(told)} differ:", *told[:5], f"Mend: {mend}"]), pytrace=False)


PAGE_ANEW = "auxilia build, then auxilia findings purposes -o docs/findings"
STARTER_ANEW = f"python -m auxilia.ledger.starter after {PAGE_ANEW}"


def test_the_committed_numbers_are_those_of_the_starter_ledger(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AUXILIA_HOME", str(tmp_path))
    with Ledger() as ledger:
        finding = page_called("purposes").compute(ledger)
    told = [line for line in differing(finding) if line.partition(":")[0] not in OF_ALL_SOURCES]
    check(told, STARTER_ANEW)


def test_the_command_writes_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUXILIA_HOME", str(tmp_path / "none"))
    ran = CliRunner().invoke(cli, ["findings", "purposes", "-o", str(tmp_path / "out")])
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / "out" / "1-purposes.csv").read_text("utf-8").startswith("key,what,value")
    assert "purposes: Purposes" in CliRunner().invoke(cli, ["findings"]).output


@pytest.mark.mirror
def test_the_committed_page_is_that_of_the_full_ledger(full_ledger: Ledger) -> None:
    finding = page_called("purposes").compute(full_ledger)
    check(differing(finding), PAGE_ANEW)
    stale = [
        f"{name} is not that of the ledger"
        for name, text in files_of(finding, full_ledger).items()
        if name.endswith((".svg", "years.csv")) and (DOCS / name).read_text("utf-8") != text
    ]
    check(stale, PAGE_ANEW)


def test_a_stale_page_is_told_shortly_with_its_command() -> None:
    with pytest.raises(pytest.fail.Exception) as failed:
        check([f"a.{n}: 1 on the page, 2 in the ledger" for n in range(400)], PAGE_ANEW)
    assert str(failed.value).splitlines()[0] == "400 differ:"
    assert len(str(failed.value).splitlines()) == 7
    assert "auxilia findings purposes -o docs/findings" in str(failed.value)
