"""One download: the rows, where they come from, and how they are cited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from auxilia.explorer.book import Book
from auxilia.explorer.citing import Work, view_work
from auxilia.explorer.relation import Con, Relation
from auxilia.explorer.sources import Source

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Job:
    """A relation to be written. `address` is where it was asked for, `selection` the state's query."""

    book: Book
    con: Con
    relation: Relation
    title: str
    address: str
    selection: str

    @cached_property
    def rows(self) -> int:
        """How many rows there are."""
        return self.relation.count(self.con)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources behind the rows."""
        known = self.book.source_records
        return tuple(known[i] for i in self.relation.sources(self.con) if i in known)

    @property
    def work(self) -> Work:
        """The view itself as a work to be cited."""
        return view_work(self.book, self.title, self.address)

    def batches(self) -> Iterator[list[tuple[Any, ...]]]:
        """The rows, some thousands at a time."""
        return self.relation.batches(self.con)

    @property
    def told(self) -> dict[str, str]:
        """Release, filter, citation and licence in words, for the files that can carry them."""
        own = self.book.provenance
        closed = [s.source_id for s in self.sources if not s.open]
        licence = (
            f"Rows of {', '.join(closed)} are for your own use and may not be passed on; "
            "licence=open leaves them out."
            if closed
            else "Every source behind these rows lets derived figures be passed on."
        )
        return {
            "title": self.title,
            "program": f"auxilia {own.auxilia}",
            "ledger": f"{own.kind} ledger, build {own.build_id}, {own.built[:10]}",
            "release": self.book.release,
            "address": self.address,
            "filter": self.selection,
            "rows": str(self.rows),
            "sources": "; ".join(f"{s.source_id}: {s.citation} Licence: {s.licence}." for s in self.sources),
            "licence": licence,
            "notes": " ".join(self.relation.notes),
        }


def inert(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
