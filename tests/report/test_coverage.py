"""The ground under the marks: grey exactly where no source covers the cell."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from auxilia.ledger.cells import cell_states
from auxilia.report import actor_dossier, dyad_dossier
from auxilia.report.coverage import Coverage, stretches
from auxilia.report.gather import covered, covers
from auxilia.report.records import Actor
from auxilia.vocabulary import PRACTICES
from report.ledger import ARCADIA, FULL, HOSTILE, PONTUS, QUIRINIA, mini_ledger
from report.pages import Element, parse

YEARS = range(1985, 2011)
BAND = 8


def held(con: duckdb.DuckDBPyConnection) -> Coverage:
    found = tuple(cover for cover in covers(con) if cover.source_id != "unheld")
    return Coverage(found, covered(con))


def known(
    con: duckdb.DuckDBPyConnection, provider: str, recipient: str, practice: str
) -> dict[int, set[str]]:
    """Year -> the states that the ledger's own table of cells gives, silence alone."""
    con.execute("DELETE FROM out_tie_figures")
    con.execute("DELETE FROM core_withheld")
    found: dict[int, set[str]] = {year: set() for year in YEARS}
    for source in ("reports", "budget", "register", "wars", "pacts", "garrisons"):
        for cell in cell_states(
            con,
            provider_id=provider,
            recipient_id=recipient,
            practice=practice,
            years=YEARS,
            source_id=source,
        ):
            found[cell.year].add(cell.state)
    return found


@pytest.mark.parametrize("practice", PRACTICES)
@pytest.mark.parametrize("provider", [PONTUS, QUIRINIA, "ucdp:7"])
@pytest.mark.parametrize("recipient", [ARCADIA, HOSTILE, "ucdp:7"])
def test_the_ground_agrees_with_the_ledgers_own_cells(provider: str, recipient: str, practice: str) -> None:
    con = mini_ledger()
    coverage = held(con)
    ends = [
        Actor(end, "state" if end.startswith("state:") else "group", end) for end in (provider, recipient)
    ]
    drawn = coverage.grounds(ends[0], ends[1], practice, YEARS)
    states = known(con, provider, recipient, practice)
    if provider == recipient:
        return
    for year, ground in zip(YEARS, drawn, strict=True):
        assert (ground == "none") == (states[year] == {"not_covered"}), year
        assert (ground == "zero") <= ("observed_zero" in states[year]), year


def test_a_source_about_one_provider_says_nothing_of_help_to_it() -> None:
    coverage = held(mini_ledger())
    pontus = Actor(PONTUS, "state", "Pontus")
    assert PONTUS not in {cover.provider for cover in coverage.touching(None, pontus)}
    assert PONTUS in {cover.provider for cover in coverage.touching(pontus, None)}


def test_before_a_state_exists_there_is_no_ground() -> None:
    coverage = held(mini_ledger())
    ends = Actor(PONTUS, "state", "Pontus"), Actor(ARCADIA, "state", "Arcadia", year_from=2001, year_to=2002)
    drawn = coverage.grounds(*ends, "train", range(2000, 2004))
    assert drawn == ["absent", "open", "open", "absent"]


def test_stretches_cover_every_year_once() -> None:
    assert stretches(["none", "none", "open", "none"], 1990) == [
        ("none", 1990, 1991),
        ("open", 1992, 1992),
        ("none", 1993, 1993),
    ]


def bare_years(picture: Element, band: int, first: int, count: int) -> set[int]:
    """The years of one band whose ground is that of no cover, read back from the picture's percentages."""
    width = 100 / count
    found = set()
    for rect in picture.all("rect", "hatch"):
        if int(float(rect.attributes["y"])) // BAND != band:
            continue
        left, wide = (float(rect.attributes[name].rstrip("%")) for name in ("x", "width"))
        start = round(left / width)
        found |= {first + start + step for step in range(round(wide / width))}
    return found


def axis_of(page: Element) -> tuple[int, int]:
    """First year and number of years of the page's axis, as its title says."""
    title = next(page.all("svg", "years")).children[0].text
    first, last = (int(word) for word in title.split() if word.isdigit())
    return first, last - first + 1


def oracle(practice: str, provider: str, sources: set[str]) -> Iterator[int]:
    """By hand: the years in which the invented sources cover help to Arcadia."""
    spans = {
        "train": {"reports": (PONTUS, 2000, 2004), "budget": (PONTUS, 1998, 2006)},
        "equip": {"register": (provider, 1990, 2006)},
        "support": {
            "wars": (provider, 1999, 2001),
            "pacts": (provider, 1990, 2006),
            "garrisons": (PONTUS, 2001, 2006),
        },
    }
    for source, (who, first, last) in spans[practice].items():
        if source in sources and who == provider:
            yield from range(first, last + 1)


@pytest.mark.parametrize(("row", "provider"), [(1, PONTUS), (2, QUIRINIA)])
def test_the_picture_of_a_partner_is_grey_exactly_where_nothing_is_covered(row: int, provider: str) -> None:
    page = parse(actor_dossier(mini_ledger(), ARCADIA, provenance=FULL))
    first, count = axis_of(page)
    picture = page.find(f"received-strip-{row}")
    for band, practice in enumerate(PRACTICES):
        bare = set(range(first, first + count)) - set(
            oracle(practice, provider, {"reports", "budget", "register", "wars", "pacts", "garrisons"})
        )
        assert bare_years(picture, band, first, count) == bare, practice


def test_in_a_dyad_each_source_is_grey_by_its_own_cover() -> None:
    page = parse(dyad_dossier(mini_ledger(), PONTUS, ARCADIA, provenance=FULL))
    first, count = axis_of(page)
    names = [e.words() for e in page.find("there-strips").all("div", "who") if e.words()]
    assert len(names) == 3
    for place, source in enumerate(names, 1):
        picture = page.find(f"there-strip-{place}")
        for band, practice in enumerate(PRACTICES):
            bare = set(range(first, first + count)) - set(oracle(practice, PONTUS, {source}))
            assert bare_years(picture, band, first, count) == bare, (source, practice)


def test_bars_stand_apart_where_their_source_is_silent() -> None:
    page = parse(actor_dossier(mini_ledger(), ARCADIA, provenance=FULL))
    first, count = axis_of(page)
    picture = page.find("received-reports-trainees-delivered-fy-all-")
    width = 100 / count
    found = set()
    for rect in picture.all("rect", "hatch"):
        left, wide = (float(rect.attributes[name].rstrip("%")) for name in ("x", "width"))
        start = round(left / width)
        found |= {first + start + step for step in range(round(wide / width))}
    assert found == set(range(first, first + count)) - set(range(2000, 2005))
