"""A whole divided into named parts: one bar of a hundred percent, hatched where nothing can be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from auxilia.report.figures.svg import element, percent, picture, words
from auxilia.report.findings.book import share

Kind = Literal["first", "lighter", "second", "third", "unplaced"]
HEIGHT = 18
WRITTEN = 7.0
DARK = ("first", "third")


@dataclass(frozen=True, slots=True)
class Part:
    """A part in percent of the whole."""

    kind: Kind
    label: str
    value: float


def divided(name: str, title: str, parts: Sequence[Part]) -> str:
    """The picture of one row, its parts in the order given; a small part has its figure in its title alone.

    Raises
    ------
    ValueError
        When a part is negative or the parts are no whole: such a bar would mislead.
    """
    total = sum(part.value for part in parts)
    if any(part.value < 0 for part in parts) or abs(total - 100) > 0.01:
        raise ValueError(f"{title}: the parts {[round(p.value, 2) for p in parts]} do not make a whole")
    drawn, left = [], 0.0
    for part in parts:
        drawn += _part(part, left)
        left += part.value
    told = "; ".join(f"{part.label} {share(part.value)} %" for part in parts)
    return picture(name, title, told, HEIGHT, *drawn, kind="divided")


def _part(part: Part, left: float) -> list[str]:
    if part.value == 0:
        return []
    told = element("title", words(f"{part.label}: {share(part.value)} %"))
    place = {"x": percent(left), "y": 1, "width": percent(part.value), "height": HEIGHT - 2}
    if part.kind == "unplaced":
        drawn = [element("rect", told, class_="ground open", **place)]
    else:
        drawn = [element("rect", told, class_=f"part {part.kind}", **place)]
    if part.value >= WRITTEN and part.kind != "unplaced":
        css = "in-dark" if part.kind in DARK else "in-light"
        middle = percent(left + part.value / 2)
        drawn.append(
            element("text", words(share(part.value)), class_=css, x=middle, y=13, text_anchor="middle")
        )
    return drawn


def key_of(parts: Sequence[tuple[Kind, str]]) -> str:
    """The legend: a sample of each part with its words, in a row `HEIGHT` pixels high."""
    drawn = []
    for place, (kind, label) in enumerate(parts):
        left = 100 / len(parts) * place
        css = "ground open" if kind == "unplaced" else f"part {kind}"
        drawn.append(element("rect", class_=css, x=percent(left), y=3, width=14, height=12))
        drawn.append(element("svg", element("text", words(label), class_="small", x=19, y=13),
                             x=percent(left), width=percent(100 / len(parts)), height=HEIGHT))  # fmt: skip
    return element("svg", *drawn, width="100%", height=HEIGHT)
