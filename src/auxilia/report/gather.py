"""Queries on a ledger -> frozen records. Everything else in this package is pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb

from auxilia.errors import UnknownNameError
from auxilia.report.records import (
    Actor,
    Cover,
    File,
    Overlap,
    Programme,
    Side,
    Source,
    Span,
    Tie,
)

Con = duckdb.DuckDBPyConnection
Rows = list[tuple[Any, ...]]


def rows(con: Con, query: str, values: Sequence[object] = ()) -> Rows:
    """All rows of a query."""
    return con.execute(query, list(values)).fetchall()


def parts(text: str | None) -> tuple[str, ...]:
    """The entries of a list column, separated by `; `."""
    return tuple(part for part in (text or "").split("; ") if part)


def actor(con: Con, actor_id: str) -> Actor:
    """The actor with this id.

    Raises
    ------
    UnknownNameError
        When the ledger has none.
    """
    found = rows(con, f"{ACTORS} WHERE actor_id = ?", [actor_id])
    if not found:
        raise UnknownNameError(actor_id, "actor")
    return _actor(found[0])


ACTORS = (
    "SELECT actor_id, kind, name, name_long, iso3, gwcode, ccode_cow, year(date_start), year(date_end), note "
    "FROM core_actors"
)


def _actor(row: tuple[Any, ...]) -> Actor:
    actor_id, kind, name, name_long, iso3, gwcode, cow, first, last, note = row
    return Actor(actor_id, kind, name, name_long or "", iso3 or "", gwcode, cow, first, last, note or "")


class Names:
    """Every actor of the ledger by id; one that it does not list is shown under its printed name."""

    def __init__(self, con: Con) -> None:
        found = (_actor(row) for row in rows(con, f"{ACTORS} WHERE kind <> 'unit'"))
        self._known = {actor.actor_id: actor for actor in found}

    def __getitem__(self, actor_id: str) -> Actor:
        known = self._known.get(actor_id)
        return known or Actor(actor_id, "unresolved", actor_id.removeprefix("text:"))


def ties(con: Con, side: Side) -> tuple[Tie, ...]:
    """The yearly ties of one side, and the cells that a source withholds."""
    found = rows(
        con,
        f"SELECT {side.partner}, practice, year, state, certainty, mutual, n_claims, sources, instruments, "
        f"programmes FROM out_ties WHERE {side.where} ORDER BY ALL",
        side.values,
    )
    return _with_withheld(con, side, side.partner, [_tie(row) for row in found])


def _with_withheld(con: Con, side: Side, key: str, told: list[Tie]) -> tuple[Tie, ...]:
    """The ties, and a mark in each cell of which a source says no more than that it withholds the figure."""
    kept = rows(
        con,
        f"SELECT {key}, practice, year, string_agg(DISTINCT source_id, '; ' ORDER BY source_id) "
        f"FROM core_withheld WHERE {side.where} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        side.values,
    )
    seen = {(tie.partner_id, tie.practice, tie.year) for tie in told}
    return *told, *(
        Tie(partner, practice, year, "withheld", "confirmed", False, 0, parts(sources), (), ())
        for partner, practice, year, sources in kept
        if (partner, practice, year) not in seen
    )


def _tie(row: tuple[Any, ...]) -> Tie:
    partner, practice, year, state, certainty, mutual, n_claims, *lists = row
    sources, instruments, programmes = (parts(text) for text in lists)
    return Tie(partner, practice, year, state, certainty, mutual, n_claims, sources, instruments, programmes)


def source_ties(con: Con, side: Side) -> tuple[Tie, ...]:
    """The yearly ties of one side, source by source: the source's id stands in place of the partner.

    Counts of soldiers are figures and no ties, as in `out_ties`.
    """
    found = rows(
        con,
        "WITH yearly AS (SELECT *, "
        "unnest(range(year_from, coalesce(year_to, year_from) + 1))::INTEGER AS year "
        f"FROM out_tie_figures WHERE {side.where} AND year_from IS NOT NULL AND measure <> 'troops' "
        "AND (measure = 'presence' OR year_from = year_to)) "
        "SELECT source_id, practice, year, "
        "CASE WHEN bool_and(coalesce(value = 0, false) AND n_valued = n_claims) THEN 'observed_zero' "
        "ELSE 'observed' END, "
        "CASE WHEN bool_or(certainty = 'confirmed') THEN 'confirmed' WHEN bool_or(certainty = 'uncertain') "
        "THEN 'uncertain' ELSE 'alleged' END, bool_and(mutual), sum(n_claims)::BIGINT, source_id, "
        "string_agg(DISTINCT instrument, '; ' ORDER BY instrument), "
        "string_agg(DISTINCT programme_id, '; ' ORDER BY programme_id) "
        "FROM yearly GROUP BY source_id, practice, year ORDER BY ALL",
        side.values,
    )
    return _with_withheld(con, side, "source_id", [_tie(row) for row in found])


def spans(con: Con, side: Side) -> tuple[Span, ...]:
    """Figures over several years of which the same source tells no single year; else `ties` has them."""
    found = rows(
        con,
        "WITH told AS (SELECT *, coalesce(year_to, year_from) > year_from AND measure <> 'presence' AS long "
        f"FROM out_tie_figures WHERE {side.where} AND year_from IS NOT NULL AND value IS DISTINCT FROM 0) "
        f"SELECT s.{side.partner}, s.practice, s.year_from, s.year_to, s.source_id, s.instrument, "
        "s.certainty, sum(s.n_claims)::BIGINT FROM told AS s WHERE s.long AND NOT EXISTS ("
        f"SELECT 1 FROM told AS y WHERE NOT y.long AND y.{side.partner} = s.{side.partner} "
        "AND y.practice = s.practice AND y.source_id = s.source_id "
        "AND y.year_from <= s.year_to AND coalesce(y.year_to, y.year_from) >= s.year_from) "
        "GROUP BY ALL ORDER BY ALL",
        side.values,
    )
    return tuple(Span(*row) for row in found)


def undated(con: Con, side: Side) -> tuple[tuple[str, str, str, int], ...]:
    """Ties without any year: practice, instrument, source, claims."""
    found = rows(
        con,
        "SELECT practice, instrument, source_id, sum(n_claims)::BIGINT FROM out_tie_figures "
        f"WHERE {side.where} AND year_from IS NULL AND NOT (n_valued = n_claims AND value = 0) "
        "GROUP BY ALL ORDER BY ALL",
        side.values,
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in found)


def programmes(con: Con) -> dict[str, Programme]:
    """All programmes, by id."""
    found = rows(
        con,
        "SELECT programme_id, name, short, provider_id, authority, objectives, purpose, document, "
        "document_url FROM core_programmes ORDER BY programme_id",
    )
    return {row[0]: _programme(row) for row in found}


def _programme(row: tuple[Any, ...]) -> Programme:
    programme_id, name, short, provider, authority, objectives, purpose, document, url = row
    return Programme(
        programme_id, name, short, provider, authority, parts(objectives), purpose, document, url
    )


def sources(con: Con) -> dict[str, Source]:
    """All sources, by id. One without a figure in this ledger is not held."""
    files: defaultdict[str, list[File]] = defaultdict(list)
    for source_id, *file in rows(
        con,
        "SELECT source_id, filename, sha256, origin, coalesce(fetched, '') FROM core_files ORDER BY ALL",
    ):
        files[source_id].append(File(*file))
    held = {row[0] for row in rows(con, "SELECT DISTINCT source_id FROM out_tie_figures")}
    found = rows(
        con,
        "SELECT source_id, title, producer, version, homepage, licence, "
        "coalesce(licence_note, ''), citation, coalesce(quirks, '') FROM core_sources ORDER BY source_id",
    )
    return {row[0]: _source(row, held, tuple(files[row[0]])) for row in found}


def _source(row: tuple[Any, ...], held: set[str], files: tuple[File, ...]) -> Source:
    source_id, title, producer, version, homepage, licence, note, citation, quirks = row
    known = (source_id, title, producer, version, homepage, licence, note, citation)
    return Source(*known, tuple(quirks.splitlines()), source_id in held, files)


def covers(con: Con) -> tuple[Cover, ...]:
    """What the sources speak about."""
    found = rows(
        con,
        "SELECT source_id, provider, recipient, practice, coalesce(instrument, ''), year_from, year_to, "
        "absence, coalesce(note, '') FROM core_coverage ORDER BY ALL",
    )
    return tuple(Cover(*row) for row in found)


def covered(con: Con, side: Side) -> frozenset[tuple[str, str, int]]:
    """Source, recipient and year where a source's cover is a list of its own (warring parties)."""
    query = "SELECT source_id, recipient_id, year FROM core_covered"
    if side.recipient_id is None:
        found = rows(con, query)
    else:
        found = rows(con, f"{query} WHERE recipient_id = ?", [side.recipient_id])
    return frozenset((row[0], row[1], row[2]) for row in found)


def overlaps(con: Con) -> tuple[Overlap, ...]:
    """Which sources tell partly of the same dollars."""
    found = rows(
        con,
        "SELECT source_a, source_b, coalesce(programme_id, ''), reason FROM core_overlaps ORDER BY ALL",
    )
    return tuple(Overlap(*row) for row in found)


def has_claims(con: Con) -> bool:
    """Whether the ledger holds single claims; the starter ledger does not."""
    return bool(rows(con, "SELECT 1 FROM core_claims LIMIT 1"))
