"""A level year by year with its bounds, on a scale that nine tenths of all states share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auxilia.report.figures.axis import Axis, gridlines
from auxilia.report.figures.strip import ground
from auxilia.report.figures.svg import element, percent, picture, words
from auxilia.report.format import number, runs

TOP, BOTTOM = 6, 6
CAP_LEFT, CAP_WIDTH = -7, 4
RISER = 1.5


@dataclass(frozen=True, slots=True)
class Level:
    """One year: value and bounds, or bounds alone, or neither with the reason.

    `period` names the years that the value belongs to, where it is not that of the year alone.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    missing: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels by year, the scale, the unit, and the years on a ground of their own.

    `ordering` says which end counts as order; `bare` are the years in which there was nobody to measure.
    """

    years: Mapping[int, Level]
    low: float
    high: float
    unit: str
    ordering: str
    covered: range
    bare: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    plot: float

    def y(self, value: float) -> float:
        return TOP + self.plot * (self.high - value) / (self.high - self.low)


def levels(name: str, title: str, axis: Axis, data: Levels, described: str, *, plot: float = 44) -> str:
    """The picture: a stair of levels over pale bounds; years out of the source's reach stand apart."""
    shown = {year: level for year, level in data.years.items() if year in axis.years}
    scale = _scale(data, shown.values(), plot)
    height = TOP + plot + BOTTOM
    return picture(
        name,
        title,
        described,
        height,
        *_grounds(axis, data, shown, plot),
        gridlines(axis, height),
        *ends(data.ordering, TOP, plot),
        *(_bounds(axis, scale, year, level) for year, level in sorted(shown.items())),
        *_risers(axis, scale, shown),
        *(_step(axis, scale, year, level, data.unit) for year, level in sorted(shown.items())),
        *_marks(scale),
        kind="levels",
    )


def ends(ordering: str, top: float, plot: float) -> Iterator[str]:
    """Caps beside the picture: which end counts as order, and which as disorder."""
    if ordering not in ("higher", "lower"):
        return
    above, below = ("order", "disorder") if ordering == "higher" else ("disorder", "order")
    size = plot / 3
    for kind, y in ((above, top), (below, top + plot - size)):
        told = element("title", words(f"this end counts as {kind}"))
        yield element("rect", told, class_=f"end {kind}", x=CAP_LEFT, y=y, width=CAP_WIDTH, height=size)


def _scale(data: Levels, shown: Iterable[Level], plot: float) -> _Scale:
    found = [v for level in shown for v in (level.value, level.low, level.high) if v is not None]
    low, high = min([data.low, *found]), max([data.high, *found])
    return _Scale(low, high if high > low else low + 1.0, plot)


def _grounds(axis: Axis, data: Levels, shown: Mapping[int, Level], plot: float) -> Iterator[str]:
    silent = [y for y in axis.years if y not in shown and y not in data.bare and y in data.covered]
    outside = [y for y in axis.years if y not in shown and y not in data.bare and y not in data.covered]
    for first, last in runs(outside):
        yield ground(axis, "none", first, last, TOP, plot)
    for first, last in runs(silent):
        yield ground(axis, "open", first, last, TOP, plot)
    for year, level in shown.items():
        if level.value is None and level.low is None:
            left, width = axis.stretch(year, year)
            told = element("title", words(f"{year}: no value ({level.missing})"))
            place = {"x": percent(left), "width": percent(width), "y": TOP, "height": plot}
            yield element("rect", told, class_="ground open", **place)


def _bounds(axis: Axis, scale: _Scale, year: int, level: Level) -> str:
    if level.low is None or level.high is None:
        return ""
    left, width = axis.stretch(year, year)
    top, foot = scale.y(level.high), scale.y(level.low)
    place = {"x": percent(left), "width": percent(width), "y": top, "height": max(foot - top, 0.5)}
    told = (
        ""
        if level.value is not None
        else element("title", words(f"{year}: between {number(level.low)} and {number(level.high)}"))
    )
    return element("rect", told, class_="bounds", **place)


def _risers(axis: Axis, scale: _Scale, shown: Mapping[int, Level]) -> Iterator[str]:
    """Upright lines between neighbouring years, so that the stair reads as one line."""
    known: Sequence[tuple[int, float]] = [
        (y, lv.value) for y, lv in sorted(shown.items()) if lv.value is not None
    ]
    for (year, before), (following, after) in pairwise(known):
        low, high = sorted((scale.y(before), scale.y(after)))
        if following == year + 1 and high - low > RISER:
            x = percent(axis.left(following))
            yield element("line", class_="riser", x1=x, x2=x, y1=low, y2=high)


def _step(axis: Axis, scale: _Scale, year: int, level: Level, unit: str) -> str:
    if level.value is None:
        return ""
    left, width = axis.stretch(year, year)
    between = (
        ""
        if level.low is None or level.high is None
        else (f" (between {number(level.low)} and {number(level.high)})")
    )
    told = element("title", words(f"{level.period or year}: {number(level.value)}{between}; {unit}"))
    place = {"x": percent(left), "width": percent(width), "y": scale.y(level.value) - 1, "height": 2}
    return element("rect", told, class_="level", **place)


def _marks(scale: _Scale) -> Iterator[str]:
    """The ends of the scale, written."""
    for value, y in ((scale.high, TOP + 6), (scale.low, TOP + scale.plot + 3)):
        yield element("text", words(number(value)), class_="tick", x="100%", y=y, text_anchor="end")
