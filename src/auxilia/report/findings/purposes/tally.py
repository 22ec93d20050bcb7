"""Sums over flows and slices by programme, by objective and by recipient: plain dictionaries, no ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from auxilia.report.findings.purposes.gather import Flow, Programme, Slice

STATED = "stated"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Group:
    """What is compared: everything, the programmes that state one objective, or those without a purpose."""

    key: str
    label: str
    programmes: frozenset[str] | None
    reading: str | None

    def holds(self, entry: Flow | Slice) -> bool:
        """Whether a figure belongs to the group."""
        return (self.programmes is None or entry.programme_id in self.programmes) and (
            self.reading is None or entry.reading == self.reading
        )


def objective_groups(programmes: Sequence[Programme], codes: Mapping[str, str]) -> list[Group]:
    """One group for each objective that a programme states; programmes stand whole in all of theirs."""
    return [
        Group(
            code,
            label,
            frozenset(p.programme_id for p in programmes if label in p.objectives),
            STATED,
        )
        for code, label in codes.items()
        if any(label in p.objectives for p in programmes)
    ]


def by_year(flows: Iterable[Flow]) -> dict[int, float]:
    """Sums by fiscal year."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    for flow in flows:
        found[flow.year].append(flow.value)
    return {year: round(fsum(values), 4) for year, values in sorted(found.items())}


def total(entries: Iterable[Flow | Slice]) -> float:
    """The sum, to four places as the ledger's own."""
    return round(fsum(entry.value for entry in entries), 4)


def by_recipient(flows: Iterable[Flow]) -> list[tuple[str, str, float]]:
    """(id, name, sum) of single states, the largest first."""
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for flow in flows:
        if flow.one_state:
            found[(flow.recipient_id, flow.recipient)].append(flow.value)
    ranked = ((actor, name, round(fsum(values), 4)) for (actor, name), values in found.items())
    return sorted(ranked, key=lambda entry: (-entry[2], entry[0]))


def effective(amounts: Iterable[float]) -> float:
    """The effective number: one over the sum of squared shares, sums below zero set to zero.

    Hirschman, A. O. (1945); Laakso and Taagepera (1979). Four recipients of a quarter each make 4.
    """
    kept = [amount for amount in amounts if amount > 0]
    whole = fsum(kept)
    return 1 / fsum((amount / whole) ** 2 for amount in kept)


def levels(slices: Iterable[Slice], lens: str) -> dict[str, float]:
    """Level -> sum, for one lens."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for entry in slices:
        if entry.lens == lens:
            found[entry.level].append(entry.value)
    return {level: round(fsum(values), 4) for level, values in sorted(found.items())}
