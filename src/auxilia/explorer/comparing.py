"""One cell or row of cells, source by source: what each says, what it covers, and why they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from auxilia.explorer.subject import Asked
from auxilia.ledger.cells import cell_states
from auxilia.report.format import amount, basis, label, span, unit
from auxilia.vocabulary import CellState

MOST_YEARS = 12
FIGURES = """
SELECT source_id, practice, year_from, year_to, fiscal, instrument, concession, stage, measure, price_basis,
    programme_id, value, certainty, mutual, n_claims
FROM out_tie_figures
WHERE provider_id = ? AND recipient_id = ? AND practice = ? AND year_from <= ?
    AND coalesce(year_to, year_from) >= ?
ORDER BY source_id, measure, stage, price_basis NULLS FIRST, year_from, instrument, programme_id NULLS FIRST,
    concession
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as a source prints it."""

    source_id: str
    practice: str
    year_from: int
    year_to: int
    fiscal: bool
    instrument: str
    concession: str
    stage: str
    measure: str
    price_basis: str | None
    programme_id: str | None
    value: float | None
    certainty: str
    mutual: bool
    n_claims: int

    @property
    def told(self) -> str:
        """The value with its unit; presence has none."""
        if self.measure == "presence":
            return "on record, no amount"
        return amount(self.value, self.measure) if self.value is not None else "no figure printed"

    @property
    def kind(self) -> str:
        """Stage, price basis, calendar: what the value means."""
        parts = (
            label("instrument", self.instrument).lower(),
            label("stage", self.stage).lower(),
            basis(self.price_basis or ""),
            "fiscal year" if self.fiscal else "",
            self.certainty if self.certainty != "confirmed" else "",
        )
        return ", ".join(part for part in parts if part)

    @property
    def period(self) -> str:
        """Its years."""
        return span(self.year_from, self.year_to, fiscal=self.fiscal)


@dataclass(frozen=True, slots=True)
class Voice:
    """One source on the cell: its state in each year, its figures, its cover in words."""

    source_id: str
    states: tuple[tuple[int, CellState], ...]
    figures: tuple[Figure, ...]
    cover: tuple[str, ...]

    @property
    def speaks(self) -> bool:
        """Whether it says anything, be it that there was none."""
        return any(state != "not_covered" for _, state in self.states)


def voices(asked: Asked, provider: str, recipient: str, practice: str, years: Sequence[int]) -> list[Voice]:
    """Every source on one cell, those that speak first."""
    rows = asked.con.execute(FIGURES, [provider, recipient, practice, years[-1], years[0]]).fetchall()
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        whole: tuple[Any, ...] = (*row[:3], row[3] if row[3] is not None else row[2], *row[4:])
        figure = Figure(*whole)
        figures[figure.source_id].append(figure)
    states: defaultdict[str, list[tuple[int, CellState]]] = defaultdict(list)
    for cell in cell_states(
        asked.con, provider_id=provider, recipient_id=recipient, practice=practice, years=years
    ):
        if cell.source_id in asked.book.speaking:
            states[cell.source_id].append((cell.year, cell.state))
    covers = _covers(asked, practice)
    made = [Voice(i, tuple(told), tuple(figures[i]), covers.get(i, ())) for i, told in states.items()]
    return sorted(made, key=lambda v: (not v.figures, not v.speaks, v.source_id))


def _covers(asked: Asked, practice: str) -> dict[str, tuple[str, ...]]:
    rows = asked.con.execute(
        "SELECT source_id, coalesce(instrument, ''), year_from, year_to, coalesce(note, '') FROM "
        "core_coverage "
        "WHERE practice = ? ORDER BY ALL",
        [practice],
    ).fetchall()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for source, instrument, first, last, note in rows:
        kind = f"{label('instrument', instrument).lower()} alone" if instrument else "all kinds"
        found[source].append(f"{kind}, {span(first, last)}" + (f": {note}" if note else ""))
    return {source: tuple(told) for source, told in found.items()}


def reasons(asked: Asked, found: Sequence[Voice]) -> list[tuple[str, str, list[str]]]:
    """For every two sources that speak: why their figures need not agree."""
    speaking = [voice for voice in found if voice.figures]
    recorded = {
        frozenset(row[:2]): row[2]
        for row in asked.con.execute(
            "SELECT source_a, source_b, reason FROM core_overlaps ORDER BY ALL"
        ).fetchall()
    }
    made = []
    for place, a in enumerate(speaking):
        for b in speaking[place + 1 :]:
            told = _why(a, b)
            known = recorded.get(frozenset((a.source_id, b.source_id)))
            if known:
                told.insert(0, f"They tell partly of the same dollars: {known}.")
            made.append((a.source_id, b.source_id, told or ["Same scope, stage and basis: they disagree."]))
    return made


def _why(a: Voice, b: Voice) -> list[str]:
    """Scope, measure, stage, basis, calendar and period, as far as the two have nothing in common."""
    told = []
    for field, words in (
        ("measure", "They count different things"),
        ("instrument", "They speak of different kinds of help"),
        ("stage", "They stand at different stages"),
        ("price_basis", "They use different prices"),
        ("programme_id", "They name different programmes"),
    ):
        left, right = (_values(voice, field) for voice in (a, b))
        if left and right and not left & right:
            told.append(
                f"{words}: {_list(field, left)} ({a.source_id}), {_list(field, right)} ({b.source_id})."
            )
    calendars = [{figure.fiscal for figure in voice.figures} for voice in (a, b)]
    if not calendars[0] & calendars[1]:
        fiscal = a if True in calendars[0] else b
        told.append(f"{fiscal.source_id} counts fiscal years, the other calendar years.")
    long = [v.source_id for v in (a, b) if all(f.year_from != f.year_to for f in v.figures)]
    if len(long) == 1:
        told.append(f"{long[0]} tells sums over several years, not of any one.")
    return told


def _values(voice: Voice, field: str) -> set[str]:
    return {getattr(f, field) for f in voice.figures if getattr(f, field) is not None}


def _list(field: str, values: set[str]) -> str:
    if field == "measure":
        return ", ".join(sorted(unit(value) for value in values))
    if field in ("instrument", "stage"):
        return ", ".join(sorted(label(field, value).lower() for value in values))
    return ", ".join(sorted(basis(value) or value for value in values))


def pairs_with_most(asked: Asked, limit: int) -> list[tuple[Any, ...]]:
    """Cells of which most sources tell: where comparing is worth the while."""
    return asked.con.execute(
        "SELECT provider_id, recipient_id, practice, year, n_sources FROM out_ties "
        "WHERE NOT mutual AND n_sources > 1 "
        "QUALIFY row_number() OVER (PARTITION BY recipient_id "
        "ORDER BY n_sources DESC, year DESC, practice, provider_id) = 1 "
        "ORDER BY n_sources DESC, year DESC, provider_id, recipient_id LIMIT ?",
        [limit],
    ).fetchall()
