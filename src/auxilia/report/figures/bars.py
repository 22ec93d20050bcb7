"""Yearly figures of one kind as bars: one source, stage, measure and price basis to a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from auxilia.report.figures.axis import Axis, anchor, gridlines
from auxilia.report.figures.levels import ends
from auxilia.report.figures.strip import ground
from auxilia.report.figures.svg import element, percent, picture, words
from auxilia.report.format import exact, plural, runs, short

TOP, BOTTOM = 15, 3


@dataclass(frozen=True, slots=True)
class Bars:
    """Values by year, the unit in words, the years that the source covers, and estimates among the values.

    `bounds` are the low and high of a value where the source gives them; `ordering` says which end counts as
    order, and is empty where that is no question.
    """

    values: Mapping[int, float]
    unit: str
    covered: frozenset[int]
    fiscal: bool
    uncertain: frozenset[int] = field(default=frozenset())
    bounds: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    ordering: str = ""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values to pixels: the largest at the top of the plot, the least (or zero) at its foot."""

    low: float
    high: float
    plot: float

    def y(self, value: float) -> float:
        return TOP + self.plot * (self.high - value) / (self.high - self.low)


def bars(name: str, title: str, axis: Axis, data: Bars, *, plot: float = 44, described: str = "") -> str:
    """The picture: bars on a common zero line; years that the source does not cover stand apart."""
    shown = {year: value for year, value in data.values.items() if year in axis.years}
    reached = [*shown.values(), *(v for year, pair in data.bounds.items() if year in shown for v in pair)]
    low, high = min([0.0, *reached]), max([0.0, *reached])
    scale = _Scale(low, high if high > low else low + 1.0, plot)
    height = TOP + plot + BOTTOM
    drawn = [
        ground(axis, "none", first, last, TOP, plot)
        for first, last in runs(year for year in axis.years if year not in data.covered and year not in shown)
    ]
    return picture(
        name,
        title,
        described or describe(data),
        height,
        *drawn,
        gridlines(axis, height),
        _rule(scale),
        *ends(data.ordering, TOP, plot),
        *(_bar(axis, scale, data, year, value) for year, value in sorted(shown.items())),
        *(_whisker(axis, scale, year, *data.bounds[year]) for year in sorted(shown) if year in data.bounds),
        element("line", class_="zero-line", x1="0%", x2="100%", y1=scale.y(0), y2=scale.y(0)),
        *_labels(axis, scale, shown),
        kind="bars",
    )


def describe(data: Bars) -> str:
    """The picture in words."""
    if not data.values:
        return "No figure."
    prefix = "FY" if data.fiscal else ""
    high = max(data.values, key=lambda year: (data.values[year], -year))
    low = min(data.values, key=lambda year: (data.values[year], year))
    ends = f"between {prefix}{min(data.values)} and {prefix}{max(data.values)}"
    text = (
        f"{plural(len(data.values), 'year')} with a figure {ends}; "
        f"the highest is {exact(data.values[high])} {data.unit} in {prefix}{high}"
    )
    if data.values[low] < 0:
        text += f", the lowest {exact(data.values[low])} in {prefix}{low}"
    return text + "."


def _bar(axis: Axis, scale: _Scale, data: Bars, year: int, value: float) -> str:
    left, width = axis.stretch(year, year)
    prefix = "FY" if data.fiscal else ""
    told = element("title", words(f"{prefix}{year}: {exact(value)} {data.unit}"))
    place = {"x": percent(left + width * 0.09), "width": percent(width * 0.82)}
    if value == 0:
        return element("rect", told, class_="printed-zero", y=scale.y(0) - 3, height=3, **place)
    top, foot = sorted((scale.y(value), scale.y(0)))
    kind = "bar uncertain" if year in data.uncertain else "bar"
    kind += " negative" if value < 0 else ""
    return element("rect", told, class_=kind, y=top, height=max(foot - top, 0.8), **place)


def _whisker(axis: Axis, scale: _Scale, year: int, low: float, high: float) -> str:
    """The bounds of a value as an upright line; none where they are one."""
    if high <= low:
        return ""
    x = percent(axis.left(year + 0.5))
    return element("line", class_="whisker", x1=x, x2=x, y1=scale.y(high), y2=scale.y(low))


def _rule(scale: _Scale) -> str:
    """One round value as a line with its figure, so that heights can be read."""
    if scale.high <= 0:
        return ""
    step = round_below(scale.high)
    return element("line", class_="scale", x1="0%", x2="100%", y1=scale.y(step), y2=scale.y(step)) + element(
        "text", words(short(step)), class_="tick", x="0%", y=scale.y(step) - 2
    )


def round_below(value: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above the value."""
    power = 1e-9
    best = power
    while power <= value:
        best = max(factor * power for factor in (1, 2, 5) if factor * power <= value)
        power *= 10
    return float(f"{best:.1g}")


def _labels(axis: Axis, scale: _Scale, shown: Mapping[int, float]) -> Iterable[str]:
    """The highest value, written at its bar, and the lowest where it is negative."""
    if not shown:
        return
    high = max(shown, key=lambda year: (shown[year], -year))
    if shown[high]:
        yield _label(axis, high, scale.y(max(shown[high], 0)) - 3, shown[high])
    low = min(shown, key=lambda year: (shown[year], year))
    if shown[low] < 0 and low != high and scale.y(shown[low]) - scale.y(0) > 12:
        yield _label(axis, low, scale.y(shown[low]) - 2, shown[low])


def _label(axis: Axis, year: int, y: float, value: float) -> str:
    place = axis.left(year + 0.5)
    return element(
        "text", words(short(value)), class_="value", x=percent(place), y=y, text_anchor=anchor(place)
    )
