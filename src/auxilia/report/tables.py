"""The table twin of each picture: exact values for readers who compute, and for those who do not see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A head; figures stand to the right, text to the left."""

    label: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as text, the first of each row heading it. `summary` names the table where it is folded away."""

    name: str
    summary: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def table(
    name: str, summary: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int = 0
) -> Table:
    """A table whose last `numbers` columns hold figures."""
    first_number = len(heads) - numbers
    columns = tuple(Column(head, place >= first_number) for place, head in enumerate(heads))
    return Table(name, summary, columns, tuple(tuple(row) for row in rows))
