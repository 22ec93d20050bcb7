"""What is known of each source and programme: terms, version, citation fields; read once a ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from auxilia.readers.spec import Citation

OPEN_TERMS = ("yes", "derived")


@dataclass(frozen=True, slots=True)
class Source:
    """A source as pages show it; `held` says that this ledger has figures or indicators of it."""

    source_id: str
    title: str
    producer: str
    version: str
    homepage: str
    cadence: str
    licence: str
    redistribute: str
    licence_note: str
    citation: str
    fields: Citation | None
    quirks: tuple[str, ...]
    n_claims: int
    year_from: int | None
    year_to: int | None
    held: bool

    @property
    def open(self) -> bool:
        """Whether figures derived from it may be passed on."""
        return self.redistribute in OPEN_TERMS

    @property
    def terms(self) -> str:
        """What its licence allows, in words."""
        return {
            "yes": "may be passed on",
            "derived": "figures derived from it may be passed on, its rows may not",
            "no": "for your own use: neither rows nor figures may be passed on",
        }[self.redistribute]


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme with its stated purpose and the document that states it."""

    programme_id: str
    name: str
    short: str
    provider_id: str
    practice: str
    instrument: str
    authority: str
    objectives: tuple[str, ...]
    purpose: str
    document: str
    document_url: str
    year_from: int | None
    year_to: int | None


class Catalogue:
    """The sources and programmes of one ledger."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        held = {row[0] for row in con.execute(HELD).fetchall()}
        self.sources = {row[0]: _source(row, held) for row in con.execute(SOURCES).fetchall()}
        self.programmes = {row[0]: _programme(row) for row in con.execute(PROGRAMMES).fetchall()}

    @cached_property
    def open_sources(self) -> tuple[str, ...]:
        """Ids of the sources of which derived figures may be passed on."""
        return tuple(i for i, source in self.sources.items() if source.open)

    @cached_property
    def speaking(self) -> tuple[str, ...]:
        """Ids of the sources whose cover counts: those of which this ledger has something."""
        return tuple(i for i, source in self.sources.items() if source.held)


HELD = """
SELECT DISTINCT source_id FROM out_tie_figures UNION SELECT DISTINCT source_id FROM out_state_years
UNION SELECT DISTINCT source_id FROM out_dyad_years
"""
SOURCES = """
SELECT source_id, title, producer, version, homepage, cadence, licence, redistribute,
    coalesce(licence_note, ''), citation, citation_json, coalesce(quirks, ''), n_claims, year_from, year_to
FROM core_sources ORDER BY source_id
"""
PROGRAMMES = """
SELECT programme_id, name, short, provider_id, coalesce(practice, ''), coalesce(instrument, ''), authority,
    objectives, purpose, document, document_url, year_from, year_to
FROM core_programmes ORDER BY programme_id
"""


def _source(row: tuple[Any, ...], held: set[str]) -> Source:
    citation_json, quirks, *counted = row[10:]
    told: dict[str, Any] = json.loads(citation_json)
    if told:
        told["authors"] = tuple(told["authors"])
    fields = Citation(**told) if told else None
    known: tuple[Any, ...] = (*row[:10], fields, tuple(quirks.splitlines()), *counted, row[0] in held)
    return Source(*known)


def _programme(row: tuple[Any, ...]) -> Programme:
    listed = tuple(part for part in row[7].split("; ") if part)
    known: tuple[Any, ...] = (*row[:7], listed, *row[8:])
    return Programme(*known)
