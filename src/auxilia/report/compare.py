"""The same dollars told by several sources, side by side; never added together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from auxilia.report.format import exact, plural, ratio, span, unit, year
from auxilia.report.frame import CONCESSIONS, kind_words
from auxilia.report.records import Kind, Overlap
from auxilia.report.tables import Table, table

# Ratios within these bounds are called close; outside, the sources differ.
CLOSE = (0.8, 1.25)
# Beyond these, the one is a small part of the other: no difference about the same thing.
PART = (0.2, 5.0)
Years = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sources about one programme: the reason, the sentence, the table, the median ratio of the years."""

    name: str
    programme: str
    source_a: str
    source_b: str
    reason: str
    sentence: str
    table: Table
    kinds: tuple[str, str]
    common: int
    ratios: tuple[float, ...]

    @property
    def middle(self) -> float | None:
        """The median ratio of the years in which both print a figure."""
        return median(self.ratios) if self.ratios else None

    @property
    def heading(self) -> str:
        """The two sources and what they speak of."""
        return f"{self.programme}: {self.source_a} beside {self.source_b}"

    @property
    def differ(self) -> bool:
        """Whether the sources disagree in the middle year, and not as a part does with its whole."""
        if self.middle is None:
            return False
        return PART[0] <= self.middle <= PART[1] and not CLOSE[0] <= self.middle <= CLOSE[1]


def compare(overlap: Overlap, found: Mapping[Kind, Years], programme: str, prefix: str) -> Comparison | None:
    """The comparison, or None where the two sources print no figure for the same year."""
    a = _columns(overlap.source_a, found)
    b = _columns(overlap.source_b, found)
    if not a or not b:
        return None
    left, right = a[0], b[0]
    common = len(found[left].keys() & found[right].keys())
    if not common:
        return None
    comparable = (left.measure, left.fiscal, left.price_basis) == (
        right.measure,
        right.fiscal,
        right.price_basis,
    )
    ratios = _ratios(found[left], found[right]) if comparable else {}
    name = f"{prefix}-{overlap.source_a}-{overlap.source_b}-{overlap.programme_id or 'all'}"
    name = name.replace("_", "-").replace(":", "-")
    return Comparison(
        name,
        programme,
        overlap.source_a,
        overlap.source_b,
        overlap.reason,
        _sentence(left, right, ratios, comparable=comparable),
        _table(name, found, (*a, *b), ratios, (left, right)),
        (_short_kind(left), _short_kind(right)),
        common,
        tuple(ratios.values()),
    )


def overview(name: str, found: Sequence[Comparison]) -> Table:
    """All comparisons in one table."""
    rows = [
        (
            c.programme,
            f"{c.source_a}: {c.kinds[0]}",
            f"{c.source_b}: {c.kinds[1]}",
            c.reason,
            f"{c.common}",
            ratio(c.middle) if c.middle is not None else "",
            f"{ratio(min(c.ratios))} to {ratio(max(c.ratios))}" if c.ratios else "",
        )
        for c in found
    ]
    heads = (
        "Programme",
        "One source",
        "The other",
        "Why they overlap",
        "Years with both",
        "Median ratio",
        "Range",
    )
    return table(name, "The one source divided by the other", heads, rows, numbers=3)


def _columns(source: str, found: Mapping[Kind, Years]) -> list[Kind]:
    """The kinds of one source, current prices alone where it has them, the one with most years first."""
    kinds = [kind for kind in found if kind.source_id == source and not kind.alleged]
    current = [kind for kind in kinds if kind.price_basis == "current"]
    return sorted(current or kinds, key=lambda k: (-len(found[k]), k.stage, k.concession, k.price_basis))


def _ratios(a: Years, b: Years) -> dict[int, float]:
    return {y: a[y] / b[y] for y in sorted(a.keys() & b.keys()) if a[y] > 0 and b[y] > 0}


def _sentence(a: Kind, b: Kind, ratios: Mapping[int, float], *, comparable: bool) -> str:
    ends = f"{a.source_id} ({_short_kind(a)}) and {b.source_id} ({_short_kind(b)})"
    if not comparable:
        return f"{ends} use different measures, prices or calendars: no ratio is formed."
    if not ratios:
        return f"{ends} have no year in which both print a figure above zero."
    years = plural(len(ratios), "fiscal year" if a.fiscal else "year")
    low, high = min(ratios.values()), max(ratios.values())
    spread = f", from {ratio(low)} to {ratio(high)}" if len(ratios) > 1 else ""
    return (
        f"In the {years} in which both print a figure, {a.source_id} ({_short_kind(a)}) stands at "
        f"{ratio(median(ratios.values()))} times {b.source_id} ({_short_kind(b)}), as a median{spread}."
    )


def _short_kind(kind: Kind) -> str:
    concession = CONCESSIONS[kind.concession].lower()
    return f"{kind_words(kind).split(',')[0]}, {concession}"


def _table(
    name: str,
    found: Mapping[Kind, Years],
    kinds: tuple[Kind, ...],
    ratios: Mapping[int, float],
    pair: tuple[Kind, Kind],
) -> Table:
    years = sorted({y for kind in kinds for y in found[kind]})
    heads = [
        f"{k.source_id}: {CONCESSIONS[k.concession].lower()}, {kind_words(k)}, {unit(k.measure)}"
        for k in kinds
    ]
    rows = [
        (
            year(y, fiscal=pair[0].fiscal),
            *(exact(found[kind][y]) if y in found[kind] else "" for kind in kinds),
            ratio(ratios[y]) if y in ratios else "",
        )
        for y in years
    ]
    both = f"{pair[0].source_id} ÷ {pair[1].source_id}"
    summary = f"Side by side, {span(years[0], years[-1], fiscal=pair[0].fiscal)}"
    return table(f"{name}-years", summary, ("Year", *heads, both), rows, numbers=len(heads) + 1)
