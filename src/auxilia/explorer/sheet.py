"""Every figure of a ledger in the order of its table, for a site that asks for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from auxilia.explorer.book import Book
from auxilia.explorer.state import State
from auxilia.explorer.subject import Subject
from auxilia.explorer.tables import table_of
from auxilia.report.asking import held_once

Rows = list[tuple[Any, ...]]


class _Sheet:
    """The figures of a book, found by their ends."""

    def __init__(self, book: Book) -> None:
        table = table_of(book, State(table="figures", licence="open"))
        with book.cursor() as con:
            self._rows = held_once([row for batch in table.batches(con) for row in batch])
        self._ends = tuple(table.names.index(end) for end in ("provider", "recipient"))
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(self._rows):
            for actor in {row[end] for end in self._ends}:
                self._places[actor].append(place)

    def of(self, ends: Sequence[str]) -> Rows:
        """The figures of an actor at either end, or of a pair."""
        found = [self._rows[place] for place in self._places[ends[0]]]
        if len(ends) == 1:
            return found
        return [row for row in found if [row[end] for end in self._ends] == list(ends)]


_sheet = cache(_Sheet)


def rows_of(book: Book, subject: Subject) -> Rows | None:
    """The rows of an actor or a pair, cut from the sheet; None for other subjects and larger books."""
    ends = subject.known.get("ends") or [actor for actor in (subject.known.get("actor"),) if actor]
    known = book.whole and ends and subject.relation.name == "figures"
    return _sheet(book).of(ends) if known else None
