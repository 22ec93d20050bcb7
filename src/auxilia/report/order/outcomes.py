"""Readings of the ledger -> outcomes along the years: zeros where the codebook says that silence is zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from auxilia.report.order.families import RISE, SHOWN
from auxilia.report.order.gather import Readings
from auxilia.report.order.records import Indicator, Outcome, Reading
from auxilia.report.records import Actor

FIRST, LAST = 1700, 2100


def lifetime(*actors: Actor) -> range:
    """The years in which all of them existed."""
    first = max(actor.year_from or FIRST for actor in actors)
    last = min(actor.year_to or LAST for actor in actors)
    return range(first, last + 1)


def outcome(indicator: Indicator, found: Mapping[int, Reading], existing: range, *, known: bool) -> Outcome:
    """One indicator of a state or pair; `known` says that the source's list of states holds it."""
    readings = dict(found)
    if indicator.absence == "zero" and known:
        covered = range(indicator.year_from, indicator.year_to + 1)
        readings = {year: Reading(0.0) for year in covered if year in existing} | readings
    return Outcome(indicator, indicator.label, RISE[indicator.ordering], readings, existing)


def known_to(
    source_id: str, actors: Iterable[Actor], found: Readings, codebook: Mapping[str, Indicator]
) -> bool:
    """Whether a source's silence on these states is a zero: both lists of states have them, or it names them.

    A state outside one of the two lists (Correlates of War, Gleditsch and Ward) may be out of the source's.
    """
    listed = all(actor.gwcode is not None and actor.ccode_cow is not None for actor in actors)
    return listed or any(codebook[i].source_id == source_id for i in found if i in codebook)


def leading(family_of: Iterable[str], outcomes: Mapping[str, Outcome], axis: range) -> list[Outcome]:
    """The first few of the indicators named that have something to show on the axis."""
    shown = (outcomes[i] for i in family_of if i in outcomes and _tells(outcomes[i], axis))
    return [found for found, _ in zip(shown, range(SHOWN), strict=False)]


def _tells(found: Outcome, axis: range) -> bool:
    return any(year in axis for year in found.values)


def distance(
    indicator: Indicator,
    label: str,
    first: Mapping[int, Reading],
    second: Mapping[int, Reading],
    existing: range,
) -> Outcome:
    """How far two states stand apart on one scale.

    The bounds are the least and the greatest distance that the two printed intervals allow.
    """
    readings = dict(_apart(first, second))
    return Outcome(indicator, label, "a rise: further apart", readings, existing)


def _apart(first: Mapping[int, Reading], second: Mapping[int, Reading]) -> Iterator[tuple[int, Reading]]:
    for year in sorted(first.keys() & second.keys()):
        a, b = first[year], second[year]
        if a.value is None or b.value is None:
            continue
        low, high = _reach(a, b)
        yield year, Reading(abs(a.value - b.value), low, high)


def _reach(a: Reading, b: Reading) -> tuple[float | None, float | None]:
    if a.bounds is None or b.bounds is None:
        return None, None
    (low_a, high_a), (low_b, high_b) = a.bounds, b.bounds
    return max(0.0, low_a - high_b, low_b - high_a), max(high_a - low_b, high_b - low_a)
