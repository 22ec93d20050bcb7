"""The patterns that pictures share, and samples of each mark for the legend."""

from __future__ import annotations

from typing import Literal

from auxilia.report.coverage import Ground
from auxilia.report.figures.axis import Axis
from auxilia.report.figures.spells import thickness
from auxilia.report.figures.strip import BAND, Cell, Mark, ground, mark
from auxilia.report.figures.svg import element, words
from auxilia.vocabulary import PRACTICES

SAMPLE = Axis(2001, 2001)


def definitions() -> str:
    """Hatches and dots, defined once in the page."""
    hatches = [
        element(
            "pattern",
            element(
                "path",
                d=f"M-1 1L1 -1M0 {size}L{size} 0M{size - 1} {size + 1}L{size + 1} {size - 1}",
                class_="hatch-line",
            ),
            id=name,
            width=size,
            height=size,
            patternUnits="userSpaceOnUse",
        )
        for name, size in (("hatch", 4), ("hatch-thin", 8))
    ]
    dots = [
        element(
            "pattern",
            element("circle", cx=1.5, cy=1.5, r=0.8, class_=f"dot p-{practice}"),
            id=f"dots-{practice}",
            width=3,
            height=3,
            patternUnits="userSpaceOnUse",
        )
        for practice in PRACTICES
    ]
    return element(
        "svg",
        element("title", "Patterns"),
        element("desc", "Hatches and dots that the pictures of this page use."),
        element("defs", *hatches, *dots),
        class_="defs",
        width=0,
        height=0,
        aria_hidden="true",
    )


def swatch(kind: Mark, practice: str = "train") -> str:
    """A sample of a mark."""
    up = PRACTICES.index(practice) * BAND - 1
    drawn = mark(SAMPLE, Cell(practice, SAMPLE.first, SAMPLE.last, kind, kind))
    return _sample(f"{kind}-{practice}", element("g", drawn, transform=f"translate(0 {-up})"))


def ground_swatch(kind: Ground) -> str:
    """A sample of a ground."""
    return _sample(kind, ground(SAMPLE, kind, SAMPLE.first, SAMPLE.last, 1, BAND + 2))


def figure_swatch(kind: Literal["uncertain", "zero"]) -> str:
    """A sample of a figure that is estimated, or printed as zero."""
    css = {"uncertain": "bar uncertain", "zero": "printed-zero"}[kind]
    drawn = element(
        "rect",
        class_=css,
        x="12%",
        width="76%",
        y=2 if kind == "uncertain" else 7,
        height=8 if kind == "uncertain" else 3,
    )
    return _sample(f"figure-{kind}", drawn)


def end_swatch(kind: Literal["order", "disorder"]) -> str:
    """A sample of the cap at the end of a scale."""
    drawn = element("rect", class_=f"end {kind}", x=11, width=4, y=0, height=BAND + 4)
    return _sample(f"end-{kind}", drawn)


def level_swatch() -> str:
    """A sample of a level between its bounds."""
    band = element("rect", class_="bounds", x="0%", width="100%", y=1, height=BAND + 2)
    line = element("rect", class_="level", x="0%", width="100%", y=BAND / 2 + 1, height=2)
    return _sample("level", band + line)


def event_swatch() -> str:
    """A sample of the upright line in the year of an event."""
    return _sample("event", element("line", class_="event", x1="50%", x2="50%", y1=0, y2=BAND + 4))


def gain_swatch(kind: Literal["gain", "loss"]) -> str:
    """A sample of what a period gained or lost."""
    return _sample(kind, element("rect", class_=kind, x="12%", width="76%", y=2, height=8))


def thickness_swatch(value: float) -> str:
    """A sample line of the thickness that this volume has."""
    size = thickness(value)
    line = element("rect", class_="spell", x="0%", width="100%", y=(BAND + 4 - size) / 2, height=size)
    return _sample(f"tiv-{value:g}", line)


def _sample(name: str, drawn: str) -> str:
    """Samples are decoration: the words beside them say what they stand for."""
    head = element("title", words(f"Sample: {name}")) + element("desc", "A sample for the legend.")
    return element("svg", head, drawn, class_="pic swatch", aria_hidden="true", width=26, height=BAND + 4)
