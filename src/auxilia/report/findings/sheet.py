"""A picture as a file of its own: title, rows with their words left and right, and the source burned in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from auxilia.report.figures import definitions
from auxilia.report.figures.svg import element, words

WIDTH, MARGIN = 800, 16
LEFT, RIGHT = 236, 148
PLOT = WIDTH - 2 * MARGIN - LEFT - RIGHT
LINE, GAP = 14, 6
# The colours of the visual language; a file of its own cannot ask the page for them.
STYLE = """
svg{overflow:visible}
.sheet{font:12px Inter,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}
.paper{fill:#fbfaf7}.head{font-weight:700;font-size:14px;fill:#1d2126}.said{fill:#5d5f62}
.name{fill:#1d2126;font-weight:500}.small{font-size:10.5px;fill:#5d5f62}.block{font-weight:700;fill:#1d2126}
.hatch-line{stroke:#b9b5ab;stroke-width:.8;fill:none}.grid{stroke:#d9d6cf;stroke-width:.6}
.scale{stroke:#d9d6cf;stroke-width:.8;stroke-dasharray:2 2}.zero-line{stroke:#1d2126;stroke-width:.8}
.tick,.value{font-size:10.5px;fill:#5d5f62;paint-order:stroke;stroke:#fbfaf7;stroke-width:3px}
.value{fill:#1d2126;font-weight:600}.bar{fill:#39434d}.bar.negative{fill:#d55e00}
.bar.uncertain{fill-opacity:.4;stroke:#39434d;stroke-width:1}
.level{fill:#1d2126}.riser{stroke:#1d2126;stroke-width:.9}.printed-zero{fill:none;stroke:#5d5f62;stroke-width:.7}
.ground.hatch{fill:#e7e4dd}.ground.open{fill:url(#hatch)}.ground.zero{fill:none;stroke:#d9d6cf;stroke-width:.7}
.part{stroke:#fbfaf7;stroke-width:1}.part.first{fill:#b35806}.part.second{fill:#ddd8cc}.part.third{fill:#5e3c99}
.part.lighter{fill:#e9a25b}.in-dark{fill:#fff;font-weight:600}.in-light{fill:#1d2126}
.in-dark,.in-light{font-size:10.5px}
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, a smaller line below it, a drawing `height` pixels high, and words at its right.

    A row without a drawing heads the rows below it.
    """

    name: str
    below: str = ""
    drawn: str = ""
    height: float = 16
    note: str = ""


def sheet(name: str, title: str, said: str, rows: Sequence[Row], source: str, described: str) -> str:
    """The picture as the text of an SVG file."""
    parts, y = _lines(title, "head", MARGIN + 12, 96)
    more, y = _lines(said, "said", y + 2, 126)
    parts += more
    y += GAP
    for row in rows:
        drawn, y = _row(row, y)
        parts += drawn
    more, y = _lines(source, "small", y + 16, 138)
    parts += more
    return framed(name, title, described, [definitions()], parts, (WIDTH, round(y + MARGIN - LINE / 2)))


def framed(
    name: str,
    title: str,
    described: str,
    defined: Sequence[str],
    parts: Sequence[str],
    size: tuple[float, float],
) -> str:
    """The text of an SVG file: what it shows, in words too, on paper of `size` (width, height; pixels)."""
    width, height = size
    head = element("title", words(title), id=f"{name}-title")
    head += element("desc", words(described), id=f"{name}-desc")
    paper = element("rect", class_="paper", width=width, height=height)
    svg = element("svg", head, element("style", STYLE), *defined, paper, *parts,
                  xmlns="http://www.w3.org/2000/svg", class_="sheet", role="img",
                  aria_labelledby=f"{name}-title {name}-desc", viewBox=f"0 0 {width} {height}",
                  width=width, height=height)  # fmt: skip
    return svg + "\n"


def _lines(text: str, css: str, y: float, letters: int) -> tuple[list[str], float]:
    lines = wrap(text, letters)
    step = LINE + 3 if css == "head" else LINE
    drawn = [
        element("text", words(line), class_=css, x=MARGIN, y=y + place * step)
        for place, line in enumerate(lines)
    ]
    return drawn, y + step * len(lines)


def _row(row: Row, y: float) -> tuple[list[str], float]:
    if not row.drawn:
        return [element("text", words(row.name), class_="block", x=MARGIN, y=y + 20)], y + 28
    middle = y + row.height / 2 + (0 if row.below else 4)
    plot = MARGIN + LEFT
    place = {"x": plot, "y": y, "width": PLOT, "height": row.height}
    return [
        element("text", words(row.name), class_="name", x=plot - 12, y=middle, text_anchor="end"),
        element("text", words(row.below), class_="small", x=plot - 12, y=middle + 13, text_anchor="end")
        if row.below
        else "",
        element("svg", row.drawn, **place),
        element("text", words(row.note), class_="small", x=plot + PLOT + 12, y=middle),
    ], y + row.height + GAP
