"""One actor's ties along the years: a band each for train, equip and support.

Full bars are assistance, outlined ones an estimate, dotted ones an allegation, thin lines ties that bind both
ends, dashed lines a figure over several years. The ground tells no cover, cover in part, silence of a source
that covers the cell, and silence that means none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from auxilia.report.coverage import Ground, stretches
from auxilia.report.figures.axis import Axis, gridlines
from auxilia.report.figures.svg import element, percent, picture, words
from auxilia.vocabulary import PRACTICES

Mark = Literal["sure", "uncertain", "alleged", "mutual", "zero", "withheld", "span"]
BAND, BAR, GAP = 8, 6, 2
HEIGHT = len(PRACTICES) * BAND + GAP
HATCHES: Mapping[Ground, str] = {"none": "hatch", "narrow": "hatch-thin"}


@dataclass(frozen=True, slots=True)
class Cell:
    """Marks of one kind in a run of years of one practice; `words` say what stands there, with sources."""

    practice: str
    first: int
    last: int
    mark: Mark
    words: str


def strip(
    name: str,
    title: str,
    description: str,
    axis: Axis,
    grounds: Mapping[str, Sequence[Ground]],
    cells: Iterable[Cell],
) -> str:
    """The picture of one row. `grounds` holds one ground a year of the axis for each practice."""
    drawn = [
        ground(axis, kind, first, last, practice_top(practice))
        for practice in PRACTICES
        for kind, first, last in stretches(list(grounds[practice]), axis.first)
    ]
    marks = [mark(axis, cell) for cell in cells if axis.holds(cell.first, cell.last)]
    return picture(name, title, description, HEIGHT, *drawn, gridlines(axis, HEIGHT), *marks, kind="strip")


def practice_top(practice: str) -> int:
    """The upper edge of a practice's band, in pixels."""
    return PRACTICES.index(practice) * BAND + GAP // 2


def ground(axis: Axis, kind: Ground, first: int, last: int, top: float, height: float = BAND) -> str:
    """The ground of a run of years; a page's style may give it another fill than the pattern here."""
    if kind == "absent":
        return ""
    left, width = axis.stretch(first, last)
    place = {"x": percent(left), "y": top, "width": percent(width), "height": height}
    hatch = HATCHES.get(kind)
    if hatch:
        return element("rect", class_=f"ground {hatch}", fill=f"url(#{hatch})", **place)
    return element("rect", class_=f"ground {kind}", **place)


def mark(axis: Axis, cell: Cell) -> str:
    """One mark with its words, which a pointer resting on it shows."""
    top = practice_top(cell.practice) + (BAND - BAR) / 2
    left, width = axis.stretch(max(cell.first, axis.first), min(cell.last, axis.last))
    told = element("title", words(cell.words))
    if cell.mark == "span":
        return element("g", told, *_span(left, width, top), class_=f"mark span p-{cell.practice}")
    thin = cell.mark == "mutual"
    return element(
        "rect",
        told,
        class_=f"mark {cell.mark} p-{cell.practice}",
        x=percent(left),
        y=top + (BAR / 2 - 1 if thin else 0),
        width=percent(width),
        height=2 if thin else BAR,
        fill=f"url(#dots-{cell.practice})" if cell.mark == "alleged" else None,
    )


def _span(left: float, width: float, top: float) -> list[str]:
    middle = top + BAR / 2
    ends = [
        element("line", x1=percent(x), x2=percent(x), y1=top + 1, y2=top + BAR - 1)
        for x in (left, left + width)
    ]
    line = element("line", class_="dash", x1=percent(left), x2=percent(left + width), y1=middle, y2=middle)
    return [line, *ends]
