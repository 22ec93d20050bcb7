"""The JSON that the API answers with: one envelope for success, one for trouble.

{"ok": true, "address", "title", "ledger", "state", "table", "columns", "rows", "page", "sources", "notes",
 "formats", "citation", "cover"}
{"ok": false, "error": {"status", "code", "message", "parameter", "given", "allowed", "suggestions"}}
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from auxilia.explorer.book import Book
from auxilia.explorer.columns import Column
from auxilia.ledger.provenance import Provenance


class LedgerTold(msgspec.Struct, frozen=True):
    """Which ledger answered; the folder on the disk is nobody's business."""

    kind: str
    build: str
    built: str
    auxilia: str
    release: str


class ColumnTold(msgspec.Struct, frozen=True):
    """One column of the rows."""

    name: str
    type: str
    label: str
    means: str


class SourceTold(msgspec.Struct, frozen=True):
    """A source behind the rows, with what its licence allows."""

    id: str
    title: str
    citation: str
    licence: str
    redistribute: str


class PageTold(msgspec.Struct, frozen=True):
    """Which of the rows these are; `next` and `previous` are addresses."""

    number: int
    size: int
    rows: int
    pages: int
    next: str | None
    previous: str | None


class CoverTold(msgspec.Struct, frozen=True):
    """Years in which sources cover a practice between the ends asked for: `reach` is whole or part."""

    practice: str
    reach: str
    first: int
    last: int


class Envelope(msgspec.Struct, frozen=True):
    """What a JSON address answers. `citation` is one sentence for pictures; `cover` is told of /explore."""

    ok: bool
    address: str
    title: str
    ledger: LedgerTold
    state: dict[str, Any]
    table: str
    columns: list[ColumnTold]
    rows: list[dict[str, Any]]
    page: PageTold
    sources: list[SourceTold]
    notes: list[str]
    formats: dict[str, str]
    citation: str
    cover: list[CoverTold] = msgspec.field(default_factory=list)


class ErrorTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was wrong and what would be right."""

    status: int
    code: str
    message: str
    parameter: str = ""
    given: str = ""
    allowed: list[str] = msgspec.field(default_factory=list)
    suggestions: list[str] = msgspec.field(default_factory=list)


class Trouble(msgspec.Struct, frozen=True):
    """What a JSON address answers when it cannot."""

    ok: bool
    error: ErrorTold


def ledger_told(provenance: Provenance, release: str = "") -> LedgerTold:
    """Which ledger answered."""
    return LedgerTold(provenance.kind, provenance.build_id, provenance.built, provenance.auxilia, release)


def columns_told(shape: Sequence[Column]) -> list[ColumnTold]:
    """The columns with their codebook."""
    return [ColumnTold(c.name, c.type, c.label, c.means) for c in shape]


def sources_told(book: Book, ids: Sequence[str]) -> list[SourceTold]:
    """The sources by id."""
    records = book.source_records
    return [
        SourceTold(s.source_id, s.title, s.citation, s.licence, s.redistribute)
        for s in (records[i] for i in ids if i in records)
    ]


def records(shape: Sequence[Column], rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows as objects; days as ISO text."""
    names = [column.name for column in shape]
    days = any(column.type == "date" for column in shape)
    if not days:
        return [dict(zip(names, row, strict=True)) for row in rows]
    return [{n: _plain(v) for n, v in zip(names, row, strict=True)} for row in rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def encode(told: msgspec.Struct | Mapping[str, object]) -> bytes:
    """The bytes of an answer; a number that is none becomes null."""
    return msgspec.json.encode(told)
