"""Outcomes as rows of pictures, and as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auxilia.report.figures import Axis, Bars, Level, Levels, bars, levels
from auxilia.report.format import capital, listing, number, plural, span, years
from auxilia.report.frame import slug
from auxilia.report.order.records import Outcome, Reading
from auxilia.report.order.views import OrderRow
from auxilia.report.tables import Table, table

COUNTED = {"higher": "order", "lower": "disorder", "none": "no direction"}


def order_row(prefix: str, axis: Axis, found: Outcome) -> OrderRow:
    """One indicator along the years of the dossier."""
    indicator = found.indicator
    here = found.within(axis.years)
    name = f"{prefix}-{slug(found.label)}-{slug(indicator.indicator)}"
    title = f"{found.label}, by year; source {indicator.source_id}"
    draw = _bars if indicator.counts else _levels
    picture = draw(name, title, axis, here)
    return OrderRow(found.label, found.up, note(here), picture, indicator.source_id)


def _bars(name: str, title: str, axis: Axis, found: Outcome) -> str:
    bare = {year for year in axis.years if year not in found.existing}
    data = Bars(
        found.values,
        found.indicator.unit,
        frozenset(bare | set(found.covered)),
        fiscal=False,
        bounds={year: r.bounds for year, r in found.readings.items() if r.bounds is not None},
        ordering=found.indicator.ordering,
    )
    return bars(name, title, axis, data, plot=32, described=described(found))


def _levels(name: str, title: str, axis: Axis, found: Outcome) -> str:
    indicator = found.indicator
    data = Levels(
        {year: Level(r.value, r.low, r.high, r.missing) for year, r in found.readings.items()},
        indicator.low,
        indicator.high,
        indicator.unit,
        indicator.ordering,
        found.covered,
        frozenset(year for year in axis.years if year not in found.existing),
    )
    return levels(name, title, axis, data, described(found))


def note(found: Outcome) -> str:
    """The last value, and the highest and lowest, each with its year."""
    values = found.values
    if not values:
        return "no value in these years"
    last = max(values)
    if not any(values.values()):
        return f"none in {span(min(values), last)}"
    told = f"{number(values[last])} in {last}"
    high, low = max(values.values()), min(values.values())
    if high == low:
        return f"{told}, as in every year"
    highest = f"highest {number(high)} {_when(values, high)}"
    return (
        f"{told}; {highest}" if low == 0 else f"{told}; {highest}, lowest {number(low)} {_when(values, low)}"
    )


def _when(values: Mapping[int, float], value: float) -> str:
    """In which year or years a value stands; the number of years where there are many."""
    found = [year for year, held in sorted(values.items()) if held == value]
    return f"in {listing(map(str, found))}" if len(found) <= 2 else f"in {len(found)} years"


def described(found: Outcome) -> str:
    """The row in words, so that nobody needs to see it."""
    values = found.values
    indicator = found.indicator
    told = [f"{capital(note(found))}, in: {indicator.unit}.", f"{capital(found.up)}."]
    if values:
        told.append(f"Years with a value: {years(values)}.")
    told.append(f"The source covers {span(indicator.year_from, indicator.year_to)}.")
    return " ".join(told)


def year_table(name: str, axis: Axis, shown: Sequence[Outcome]) -> Table:
    """The rows of a family year by year: value, with its bounds in brackets."""
    span_ = sorted({year for found in shown for year in found.readings if year in axis.years})
    rows = [(str(year), *(_cell(found.readings.get(year)) for found in shown)) for year in span_]
    summary = f"The values by year ({len(span_)})"
    return table(name, summary, ("Year", *(found.label for found in shown)), rows, numbers=len(shown))


def _cell(reading: Reading | None) -> str:
    if reading is None:
        return ""
    low, high = reading.bounds or (0.0, 0.0)
    bounds = f" ({number(low)} to {number(high)})" if high > low else ""
    if reading.value is None:
        return f"not known{bounds}" if bounds else reading.missing
    return f"{number(reading.value)}{bounds}"


def codebook_table(name: str, every: Sequence[Outcome]) -> Table:
    """Every indicator of the family that tells of this state: source, unit, direction, years, problems."""
    rows = [
        (
            found.indicator.label,
            found.indicator.source_id,
            found.indicator.unit,
            COUNTED[found.indicator.ordering],
            span(found.indicator.year_from, found.indicator.year_to),
            "none" if found.indicator.absence == "zero" else "not reported",
            found.indicator.problems or "none stated",
            _last(found),
        )
        for found in sorted(every, key=lambda o: o.indicator.indicator)
    ]
    summary = f"Source, unit and known problems of {plural(len(rows), 'indicator')} of this family"
    heads = ("Indicator", "Source", "Unit", "A rise counts as", "Covers", "Silence means", "Known problems")
    return table(name, summary, (*heads, "Last value"), rows, numbers=1)


def _last(found: Outcome) -> str:
    if not found.values:
        return ""
    year = max(found.values)
    return f"{number(found.values[year])} in {year}"
