"""Queries on a ledger -> frozen records. Everything else in this package is pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from auxilia.errors import UnknownNameError
from auxilia.report.asking import Con, Question, Rows
from auxilia.report.records import (
    Actor,
    Cover,
    Figure,
    File,
    Heading,
    Kind,
    Overlap,
    Programme,
    Side,
    Source,
    Tie,
)


def rows(con: Con, query: str, values: Sequence[object] = ()) -> Rows:
    """All rows of a query."""
    return con.execute(query, list(values)).fetchall()


@lru_cache(1 << 14)
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


ENDS = ("provider_id", "recipient_id")
FIGURES = Question(
    "SELECT provider_id, recipient_id, concat_ws(chr(31), source_id, measure, stage, "
    "coalesce(price_basis, ''), concession, fiscal, mutual, practice, instrument, certainty), programme_id, "
    "year_from, year_to, value, n_claims, n_valued FROM out_tie_figures WHERE {where}",
    ENDS,
)
TIES = Question(
    "SELECT provider_id, recipient_id, practice, year, state, certainty, mutual, n_claims, sources, "
    "instruments, programmes FROM out_ties WHERE {where} ORDER BY ALL",
    ENDS,
)


def figures(found: Rows, side: Side) -> tuple[Heading, ...]:
    """The figures of one side under their headings; which comes first is nobody's business."""
    grouped: defaultdict[str, list[Figure]] = defaultdict(list)
    place = ENDS.index(side.partner)
    for row in found:
        grouped[row[2]].append(Figure(row[place], *row[3:]))
    return tuple(_heading(head, tuple(entries)) for head, entries in grouped.items())


def _heading(head: str, entries: tuple[Figure, ...]) -> Heading:
    """One text for what many rows have in common is read much faster than ten columns of it."""
    source, measure, stage, basis, concession, *flags, practice, instrument, certainty = head.split(chr(31))
    fiscal, mutual = (flag == "true" for flag in flags)
    kind = Kind(source, measure, stage, basis, concession, fiscal, certainty == "alleged", mutual)
    return Heading(kind, practice, instrument, certainty, entries)


def ties(found: Rows, side: Side) -> list[Tie]:
    """The yearly ties of one side."""
    place = ENDS.index(side.partner)
    return [_tie((row[place], *row[2:])) for row in found]


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
            partner = side.partner_of(provider, recipient)
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
