"""The time axis that all pictures of a dossier share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auxilia.report.figures.svg import element, percent, words

# Open sources on assistance begin after the Second World War; what is older stands in the tables.
FLOOR = 1945
STEPS = ((14, 2), (30, 5), (95, 10), (10_000, 20))


@dataclass(frozen=True, slots=True)
class Axis:
    """The years from `first` to `last`, each as wide as any other."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """The years in order."""
        return range(self.first, self.last + 1)

    @property
    def width(self) -> float:
        """One year in percent of the whole."""
        return 100 / len(self.years)

    def left(self, year: float) -> float:
        """Where a year begins, in percent; years outside are drawn at the edge."""
        return (min(max(year, self.first), self.last + 1) - self.first) * self.width

    def stretch(self, first: int, last: int) -> tuple[float, float]:
        """Left edge and width of a run of years, in percent."""
        left = self.left(first)
        return left, self.left(last + 1) - left

    def holds(self, first: int, last: int) -> bool:
        """Whether any year of the run lies on the axis."""
        return first <= self.last and last >= self.first

    @property
    def ticks(self) -> list[int]:
        """The years that are written out."""
        step = next(step for limit, step in STEPS if len(self.years) <= limit)
        return [year for year in self.years if year % step == 0]


def axis_for(observed: Iterable[int], covered: Iterable[int]) -> Axis:
    """From the first year on record to the last year on record or covered."""
    seen = sorted(year for year in observed if year >= FLOOR)
    if not seen:
        seen = sorted(year for year in covered if year >= FLOOR) or [FLOOR, FLOOR]
    last = max([seen[-1], *(year for year in covered if year >= seen[0])])
    return Axis(seen[0] - seen[0] % 5, max(last, seen[0] + 4))


def gridlines(axis: Axis, height: float) -> str:
    """Thin lines at the years that are written out."""
    return "".join(
        element(
            "line", class_="grid", x1=percent(axis.left(year)), x2=percent(axis.left(year)), y1=0, y2=height
        )
        for year in axis.ticks
    )


def axis_row(axis: Axis) -> str:
    """The written years; decoration beside pictures that say their years themselves."""
    marks = [
        element(
            "text",
            words(str(year)),
            class_="tick",
            x=percent(axis.left(year)),
            y=11,
            text_anchor=anchor(axis.left(year)),
        )
        for year in axis.ticks
    ]
    return element(
        "svg",
        element("title", words(f"Years {axis.first} to {axis.last}")),
        element("desc", words("The time axis of the pictures below.")),
        *marks,
        class_="pic years",
        aria_hidden="true",
        width="100%",
        height=14,
    )


def anchor(place: float) -> str:
    """How to anchor text at a place so that it does not leave the picture."""
    return "start" if place < 4 else "end" if place > 96 else "middle"
