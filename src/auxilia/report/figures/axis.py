"""The time axis that all pictures of a dossier share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auxilia.report.figures.svg import element, percent, words
from auxilia.report.format import plural

# Open sources on assistance begin after the Second World War; what is older stands in the tables.
FLOOR = 1945
STEPS = ((14, 2), (30, 5), (95, 10), (10_000, 20))


# Words of events nearer to each other than this (percent of the axis) would run into one another.
ROOM = 9.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The years from `first` to `last`, each as wide as any other.

    Every picture on the axis has an upright line in the years of `events`; `event` is what one is called,
    `legend` says what the lines are.
    """

    first: int
    last: int
    events: tuple[int, ...] = ()
    event: str = ""
    legend: str = ""

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
        after = self.last + 1
        inside = self.first if year < self.first else after if year > after else year
        return (inside - self.first) * (100 / (after - self.first))

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
    """Thin lines at the years that are written out, dotted ones in the middle of the years of events."""
    lines = [("grid", axis.left(year)) for year in axis.ticks]
    lines += [("event", axis.left(year + 0.5)) for year in _events(axis)]
    return "".join(
        element("line", class_=css, x1=percent(x), x2=percent(x), y1=0, y2=height) for css, x in lines
    )


def _events(axis: Axis) -> list[int]:
    return sorted({year for year in axis.events if year in axis.years})


def _named_events(axis: Axis) -> list[tuple[float, str]]:
    """Place and words of each event; neighbours without room for words of their own share them."""
    groups: list[list[int]] = []
    for year in _events(axis):
        if groups and axis.left(year) - axis.left(groups[-1][-1]) < ROOM:
            groups[-1].append(year)
        else:
            groups.append([year])
    return [
        (axis.left((g[0] + g[-1]) / 2 + 0.5), axis.event if len(g) == 1 else plural(len(g), axis.event))
        for g in groups
    ]


def axis_row(axis: Axis) -> str:
    """The written years; decoration beside pictures that say their years themselves."""
    named = _named_events(axis)
    foot = 24 if named else 11
    told = [(axis.left(year), foot, "tick", str(year)) for year in axis.ticks]
    told += [(place, 11, "tick event-word", text) for place, text in named]
    marks = [
        element("text", words(text), class_=css, x=percent(place), y=y, text_anchor=anchor(place))
        for place, y, css, text in told
    ]
    return element(
        "svg",
        element("title", words(f"Years {axis.first} to {axis.last}")),
        element("desc", words("The time axis of the pictures below.")),
        *marks,
        class_="pic years",
        aria_hidden="true",
        width="100%",
        height=foot + 3,
    )


def anchor(place: float) -> str:
    """How to anchor text at a place so that it does not leave the picture."""
    return "start" if place < 4 else "end" if place > 96 else "middle"
