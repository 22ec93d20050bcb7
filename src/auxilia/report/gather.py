"""Queries on a ledger -> frozen records. Everything else in this package is pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb

from auxilia.errors import UnknownNameError
from auxilia.report.adding import SCALE
from auxilia.report.records import (
    Actor,
    Cover,
    Figure,
    File,
    Kind,
    Overlap,
    Programme,
    Side,
    Source,
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

    def __contains__(self, actor_id: str) -> bool:
        return actor_id in self._known

    def __getitem__(self, actor_id: str) -> Actor:
        known = self._known.get(actor_id)
        return known or Actor(actor_id, "unresolved", actor_id.removeprefix("text:"))


def figures(con: Con, side: Side) -> tuple[Figure, ...]:
    """Every figure of one side; which comes first is nobody's business."""
    found = rows(
        con,
        f"SELECT {side.partner}, practice, instrument, source_id, measure, stage, coalesce(price_basis, ''), "
        "concession, fiscal, mutual, programme_id, certainty, year_from, year_to, value, n_claims, n_valued "
        f"FROM out_tie_figures WHERE {side.where}",
        side.values,
    )
    kinds: dict[tuple[Any, ...], Kind] = {}
    return tuple(_figure(row, kinds) for row in found)


def _figure(row: tuple[Any, ...], kinds: dict[tuple[Any, ...], Kind]) -> Figure:
    partner, practice, instrument, *fields, mutual, programme, certainty, first, last, value, n, valued = row
    key = (*fields, certainty == "alleged", mutual)
    kind = kinds.get(key) or kinds.setdefault(key, Kind(*key))
    scaled = None if value is None else round(value * SCALE)
    return Figure(
        partner, practice, instrument, kind, programme, certainty, first, last, value, scaled, n, valued
    )


def ties(con: Con, side: Side) -> list[Tie]:
    """The yearly ties of one side."""
    found = rows(
        con,
        f"SELECT {side.partner}, practice, year, state, certainty, mutual, n_claims, sources, instruments, "
        f"programmes FROM out_ties WHERE {side.where} ORDER BY ALL",
        side.values,
    )
    return [_tie(row) for row in found]


def withheld(con: Con) -> Rows:
    """Provider, recipient, practice, year and source of every figure that a source keeps back."""
    return rows(
        con,
        "SELECT DISTINCT provider_id, recipient_id, practice, year, source_id FROM core_withheld "
        "ORDER BY ALL",
    )


def with_withheld(told: list[Tie], side: Side, kept: Rows, *, by_source: bool) -> tuple[Tie, ...]:
    """The ties, and a mark in each cell of which a source says no more than that it withholds the figure.

    `by_source` puts the source in the place of the partner, as `adding.source_ties` does.
    """
    cells: dict[tuple[str, str, int], list[str]] = {}
    for provider, recipient, practice, year, source in kept:
        if side.holds(provider, recipient):
            partner = recipient if side.role == "provider" else provider
            cells.setdefault((source if by_source else partner, practice, year), []).append(source)
    seen = {(tie.partner_id, tie.practice, tie.year) for tie in told}
    return *told, *(
        Tie(*cell, "withheld", "confirmed", False, 0, tuple(dict.fromkeys(sources)), (), ())
        for cell, sources in sorted(cells.items())
        if cell not in seen
    )


def _tie(row: tuple[Any, ...]) -> Tie:
    partner, practice, year, state, certainty, mutual, n_claims, *lists = row
    sources, instruments, programmes = (parts(text) for text in lists)
    return Tie(partner, practice, year, state, certainty, mutual, n_claims, sources, instruments, programmes)


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


def covered(con: Con) -> frozenset[tuple[str, str, int]]:
    """Source, recipient and year where a source's cover is a list of its own (warring parties)."""
    found = rows(con, "SELECT source_id, recipient_id, year FROM core_covered")
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
