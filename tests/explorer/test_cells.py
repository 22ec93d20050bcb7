"""The table of cells against the ledger's own cell states, source by source, and against the cover."""

from __future__ import annotations

from pathlib import Path

from auxilia.explorer.book import Book
from auxilia.explorer.state import State
from auxilia.explorer.tables import table_of
from auxilia.ledger.cells import cell_states
from auxilia.ledger.years import Years
from auxilia.vocabulary import PRACTICES
from report.ledger import ARCADIA, FRONT, PONTUS, QUIRINIA, mini_ledger

YEARS = range(1990, 2007)
ORDER = ("observed", "withheld", "observed_zero", "not_reported", "not_covered")


def test_cells_are_what_all_sources_together_say(book: Book) -> None:
    state = State(
        provider=(PONTUS, QUIRINIA),
        recipient=(ARCADIA, FRONT),
        table="cells",
        year=Years(YEARS[0], YEARS[-1]),
    )
    with book.cursor() as con:
        relation = table_of(book, state)
        found = [dict(zip(relation.names, row, strict=True)) for row in relation.page(con, 1, 1000)]
        wanted = {}
        for provider in state.provider:
            for recipient in state.recipient:
                for practice in PRACTICES:
                    told = cell_states(
                        con,
                        provider_id=provider,
                        recipient_id=recipient,
                        practice=practice,
                        years=YEARS,
                        ties_only=True,
                    )
                    narrow = {
                        row[0]
                        for row in con.execute(
                            "SELECT source_id FROM core_coverage WHERE practice = ? GROUP BY 1 "
                            "HAVING bool_and(instrument IS NOT NULL)",
                            [practice],
                        ).fetchall()
                    }
                    for year in YEARS:
                        states = {
                            "not_reported"
                            if c.state == "observed_zero"
                            and c.source_id in narrow
                            and not _printed(con, c, provider, recipient, practice)
                            else c.state
                            for c in told
                            if c.year == year and c.source_id in book.speaking
                        }
                        wanted[(provider, recipient, practice, year)] = min(states, key=ORDER.index)
    assert len(found) == len(wanted) == 2 * 2 * 3 * len(YEARS)
    assert {
        (row["provider"], row["recipient"], row["practice"], row["year"]): row["tie_status"] for row in found
    } == wanted
    assert {row["tie_status"] for row in found} == set(ORDER)
    for row in found:
        assert row["tie"] == {"observed": 1, "observed_zero": 0}.get(row["tie_status"])


def _printed(con: object, cell: object, provider: str, recipient: str, practice: str) -> bool:
    rows = con.execute(  # type: ignore[attr-defined]
        "SELECT 1 FROM out_tie_figures WHERE source_id = ? AND provider_id = ? AND recipient_id = ? "
        "AND practice = ? AND year_from = ? AND value = 0",
        [cell.source_id, provider, recipient, practice, cell.year],  # type: ignore[attr-defined]
    )
    return bool(rows.fetchall())


def test_a_state_is_in_the_grid_while_it_exists(tmp_path: Path) -> None:
    from .conftest import build_home  # noqa: PLC0415

    con = mini_ledger()
    con.execute(
        "UPDATE core_actors SET date_start = '2000-05-01', date_end = '2003-02-01' WHERE actor_id = ?",
        [ARCADIA],
    )
    book = Book(build_home(tmp_path, "c0ffee", con))
    state = State(provider=(PONTUS,), recipient=(ARCADIA,), practice=("train",), table="cells")
    with book.cursor() as reading:
        relation = table_of(book, state)
        years = [row[relation.names.index("year")] for row in relation.page(reading, 1, 1000)]
    assert years == [2000, 2001, 2002, 2003]
    book.close()
