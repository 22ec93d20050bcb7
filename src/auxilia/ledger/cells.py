"""The five cell states: what a source says, or does not say, of a provider, recipient, practice and year.

observed        it states a tie, with or without a figure, or soldiers of the one in the other
observed_zero   it prints zero, or it looked and its silence means none
not_reported    it covers the cell and is silent, and silence may mean anything
withheld        it says that it withholds the figure
not_covered     it does not speak about the cell, or one of the ends does not exist yet or any more
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from auxilia.vocabulary import CellState

# Sources of order outcomes say nothing of ties.
SOURCES = (
    "SELECT source_id FROM core_sources WHERE source_id IN (SELECT source_id FROM core_coverage) ORDER BY 1"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """The state of one source's cell in one year."""

    source_id: str
    year: int
    state: CellState


@dataclass(frozen=True, slots=True)
class Cover:
    """One line of the table of coverage."""

    source_id: str
    provider: str
    recipient: str
    year_from: int
    year_to: int
    absence: str


def cell_states(
    con: duckdb.DuckDBPyConnection,
    *,
    provider_id: str,
    recipient_id: str,
    practice: str,
    years: Iterable[int],
    source_id: str | None = None,
    ties_only: bool = False,
) -> list[Cell]:
    """One cell for each source and year, in the order of sources and years.

    A source outside of whose coverage the dyad lies gives `not_covered`, unless it states a tie all the same.
    `ties_only` leaves soldiers out, who are stated and make no tie.
    """
    asked = sorted(set(years))
    ends = [provider_id, recipient_id, practice]
    stated = _stated(con, ends, ties_only=ties_only)
    withheld = set(
        con.execute(
            "SELECT source_id, year FROM core_withheld "
            "WHERE provider_id = ? AND recipient_id = ? AND practice = ?",
            ends,
        ).fetchall()
    )
    covers = _covers(con, practice)
    kinds = {"states": {a for a in (provider_id, recipient_id) if a.startswith("state:")}}
    listed = set(
        con.execute(
            "SELECT source_id, year FROM core_covered WHERE recipient_id = ?", [recipient_id]
        ).fetchall()
    )
    ids = [row[0] for row in con.execute(SOURCES).fetchall()]
    alive = _alive(con, provider_id, recipient_id)
    cells = []
    for source in ids if source_id is None else [source_id]:
        own = [
            c
            for c in covers
            if c.source_id == source and _meets(c, provider_id, recipient_id, kinds["states"])
        ]
        for year in asked:
            state = stated.get((source, year)) or ("withheld" if (source, year) in withheld else None)
            silence = _silence(own, year, (source, year) in listed) if year in alive else "not_covered"
            cells.append(Cell(source, year, state or silence))
    return cells


def _alive(con: duckdb.DuckDBPyConnection, provider_id: str, recipient_id: str) -> range:
    """The years in which both ends exist, as far as their dates are known."""
    start, end = con.execute(
        "SELECT max(year(date_start)), min(year(date_end)) FROM core_actors WHERE actor_id IN (?, ?)",
        [provider_id, recipient_id],
    ).fetchall()[0]
    return range(start or 0, (end or 9999) + 1)


def _stated(
    con: duckdb.DuckDBPyConnection, ends: Sequence[str], *, ties_only: bool
) -> dict[tuple[str, int], CellState]:
    rows = con.execute(
        "SELECT source_id, year, bool_and(coalesce(value = 0, false) AND n_valued = n_claims) FROM ("
        "SELECT *, unnest(range(year_from, coalesce(year_to, year_from) + 1))::INTEGER AS year "
        "FROM out_tie_figures "
        "WHERE provider_id = ? AND recipient_id = ? AND practice = ? AND year_from IS NOT NULL "
        "AND (measure = 'presence' OR year_from = year_to) AND NOT (measure = 'troops' AND ?)) GROUP BY ALL",
        [*ends, ties_only],
    ).fetchall()
    return {(source, year): "observed_zero" if zero else "observed" for source, year, zero in rows}


def _covers(con: duckdb.DuckDBPyConnection, practice: str) -> list[Cover]:
    rows = con.execute(
        "SELECT source_id, provider, recipient, year_from, year_to, absence FROM core_coverage "
        "WHERE practice = ?",
        [practice],
    ).fetchall()
    return [Cover(*row) for row in rows]


def _meets(cover: Cover, provider_id: str, recipient_id: str, states: set[str]) -> bool:
    """Whether the dyad lies in the cover; `warring parties` is decided year by year."""
    provider = cover.provider in ("any", provider_id) or (
        cover.provider == "states" and provider_id in states
    )
    recipient = cover.recipient in ("any", "warring parties", recipient_id) or (
        cover.recipient == "states" and recipient_id in states
    )
    return provider and recipient


def _silence(covers: Sequence[Cover], year: int, listed: bool) -> CellState:
    inside = [
        c for c in covers if c.year_from <= year <= c.year_to and (c.recipient != "warring parties" or listed)
    ]
    if not inside:
        return "not_covered"
    return "observed_zero" if all(c.absence == "zero" for c in inside) else "not_reported"
