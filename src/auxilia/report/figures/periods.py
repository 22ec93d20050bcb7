"""Gains and losses of periods of several years: bars as wide as their period, up and down from one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auxilia.report.figures.axis import Axis, gridlines
from auxilia.report.figures.strip import ground
from auxilia.report.figures.svg import element, percent, picture, words
from auxilia.report.format import exact, runs, span

TOP, BOTTOM = 4, 4


@dataclass(frozen=True, slots=True)
class Period:
    """Years, what was gained (0 or more) and what was lost (0 or less), each with its words."""

    first: int
    last: int
    gained: float
    lost: float
    gain: str
    loss: str


def periods(
    name: str,
    title: str,
    axis: Axis,
    data: Sequence[Period],
    reach: float,
    described: str,
    *,
    plot: float = 64,
) -> str:
    """The picture; `reach` is the largest gain or loss of all rows that share the scale."""
    height = TOP + plot + BOTTOM
    middle = TOP + plot / 2
    unit = plot / 2 / (reach or 1.0)
    told = {year for period in data for year in range(period.first, period.last + 1)}
    drawn = [
        ground(axis, "none", first, last, TOP, plot)
        for first, last in runs(y for y in axis.years if y not in told)
    ]
    for period in data:
        drawn.append(
            _bar(axis, period, period.gained * unit, middle, f"{period.gain}: {exact(period.gained)}")
        )
        drawn.append(_bar(axis, period, period.lost * unit, middle, f"{period.loss}: {exact(period.lost)}"))
    line = element("line", class_="zero-line", x1="0%", x2="100%", y1=middle, y2=middle)
    return picture(name, title, described, height, *drawn, gridlines(axis, height), line, kind="periods")


def _bar(axis: Axis, period: Period, size: float, middle: float, told: str) -> str:
    left, width = axis.stretch(period.first, period.last)
    return element(
        "rect",
        element("title", words(f"{span(period.first, period.last)}, {told}")),
        class_="gain" if size >= 0 else "loss",
        x=percent(left + width * 0.05),
        width=percent(width * 0.9),
        y=middle - max(size, 0.0),
        height=max(abs(size), 0.5),
    )
