"""The codebook of a panel, from the same records that make its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from auxilia.panels.plan import STATE, Column
from auxilia.panels.units import Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """One column of a panel; `ordering` is the way to more order, `state_column` holds its cell states."""

    name: str
    label: str
    unit: str
    source: str
    years: str
    problems: str
    ordering: str
    added_by: str
    state_column: str


def codebook_of(
    unit: Unit, columns: Sequence[Column], adders: Mapping[str, str], notes: Sequence[str], states: bool
) -> list[Entry]:
    """One entry a key and value column, in the order of the panel; notes stand with the first key."""
    entries = [
        Entry(key.name, key.label, "", "", "", "; ".join(notes) if i == 0 else "", "none", "universe", "")
        for i, key in enumerate(unit.keys)
    ]
    for column in columns:
        state = column.name + STATE if states else ""
        entries.append(
            Entry(
                column.name,
                column.label,
                column.unit,
                column.source,
                column.years,
                column.problems,
                column.ordering,
                adders[column.name],
                state,
            )
        )
    return entries


def codebook_csv(entries: Sequence[Entry]) -> str:
    """The codebook as CSV with a header."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [field.name for field in fields(Entry)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(entry) for entry in entries)
    return buffer.getvalue()
