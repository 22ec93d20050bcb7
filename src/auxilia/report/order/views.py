"""What the template of the section on order shows."""

from __future__ import annotations

from dataclasses import dataclass

from auxilia.report.strips import StripRow
from auxilia.report.tables import Table


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One indicator: name, what a rise means, highest, lowest and last value, the picture, its source."""

    label: str
    up: str
    note: str
    picture: str
    source_id: str


@dataclass(frozen=True, slots=True)
class FamilyBlock:
    """One family: its rows, sentences on what is not drawn, its tables, and the sources of all."""

    name: str
    heading: str
    lead: str
    rows: tuple[OrderRow, ...]
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    source_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Order:
    """The whole section; it stands after the side named `after`. Without families the sentences say why."""

    after: str
    heading: str
    sentences: tuple[str, ...]
    axis: str
    beside: tuple[StripRow, ...]
    legend: tuple[tuple[str, str], ...]
    families: tuple[FamilyBlock, ...]
    source_ids: frozenset[str]
