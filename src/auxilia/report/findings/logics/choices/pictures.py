"""The pictures of the part: coefficients with their intervals, a small panel for each provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auxilia.report.figures.svg import element, words
from auxilia.report.findings.logics.choices.models import Coefficient, Estimates
from auxilia.report.findings.logics.choices.terms import CAUSES
from auxilia.report.findings.record import Picture
from auxilia.report.findings.sheet import framed

WIDTH, LEFT, TOP = 830, 146, 104
ACROSS, PANEL, INNER = 5, 134, 118
STEP, HEAD, FOOT = 22, 34, 34
# Log odds at the edges of a panel; what lies beyond is drawn at the edge as an arrow.
LOW, HIGH = -2.0, 2.0
TICKS = (-2, -1, 0, 1, 2)
# Okabe and Ito's colours, each with a form of its own for those who do not see them.
COLOURS: Mapping[str, str] = {
    "square": "#e69f00",
    "circle": "#0072b2",
    "diamond": "#009e73",
    "triangle": "#d55e00",
}
SAID = (
    "Log odds of being chosen for one step of each term, others held equal. Right of the line: chosen more.",
    "Steps stand in the table; arrow: the estimate lies beyond the edge; no mark: could not be estimated.",
)


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of mark: its form (a key of `COLOURS`) and what it stands for."""

    form: str
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The models of one provider, each with the kind of its mark."""

    title: str
    models: Sequence[tuple[str, Estimates]]


def coefficients(
    name: str, title: str, panels: Sequence[Panel], looks: Mapping[str, Look], source: str, *, bare: bool
) -> Picture:
    """Small multiples, five in a row; `bare`: of the models without habit."""
    without = "without" if bare else "with"
    alt = (
        f"{title}. Estimates {without} habit and their 95 percent intervals, one panel each for "
        f"{', '.join(panel.title for panel in panels)}. The tables hold every number."
    )
    causes = [cause for cause in CAUSES if not (bare and cause.key == "inertia")]
    tall = HEAD + STEP * len(causes) + FOOT
    drawn = _heads(title, looks)
    for number, panel in enumerate(panels):
        line, place = divmod(number, ACROSS)
        x, y = LEFT + place * PANEL, TOP + line * tall
        if place == 0:
            drawn += _labels([cause.label for cause in causes], y + HEAD)
        drawn += _panel(panel, [cause.key for cause in causes], looks, (x, y), bare)
    height = TOP + -(-len(panels) // ACROSS) * tall + 26
    drawn.append(element("text", words(source), class_="small", x=16, y=height - 12))
    return Picture(name, title, alt, framed(name, title, alt, [], drawn, (WIDTH, height)))


def _heads(title: str, looks: Mapping[str, Look]) -> list[str]:
    drawn = [element("text", words(title), class_="head", x=16, y=28)]
    drawn += [element("text", words(line), class_="said", x=16, y=47 + 15 * k) for k, line in enumerate(SAID)]
    x = 16.0
    for look in looks.values():
        drawn += [
            _mark(look.form, x + 5, 82),
            element("text", words(look.label), class_="name", x=x + 15, y=86),
        ]
        x += 34 + 6.6 * len(look.label)
    return drawn


def _labels(labels: Sequence[str], y: float) -> list[str]:
    return [
        element("text", words(label), class_="name", x=LEFT - 10, y=y + STEP * (k + 0.5) + 4,
                text_anchor="end")
        for k, label in enumerate(labels)
    ]  # fmt: skip


def _panel(
    panel: Panel, causes: Sequence[str], looks: Mapping[str, Look], corner: tuple[float, float], bare: bool
) -> list[str]:
    x, y = corner
    below = y + HEAD + STEP * len(causes)
    number = "n = " + ", ".join(f"{model.events:,}" for _, model in panel.models)
    drawn = [
        element("text", words(panel.title), class_="block", x=x, y=y + 13),
        element("text", words(number), class_="small", x=x, y=y + 27),
    ]
    for tick in TICKS:
        css = "zero-line" if tick == 0 else "grid"
        at = x + _across(tick)
        drawn.append(element("line", class_=css, x1=at, x2=at, y1=y + HEAD, y2=below))
        if LOW < tick < HIGH:
            label = f"{tick}".replace("-", "−")
            drawn.append(
                element("text", words(label), class_="tick", x=at, y=below + 13, text_anchor="middle")
            )
    for k, cause in enumerate(causes):
        for place, (kind, model) in enumerate(panel.models):
            found = model.of(cause, bare=bare)
            if found is not None:
                middle = y + HEAD + STEP * (k + (place + 1) / (len(panel.models) + 1))
                drawn += _interval(looks[kind].form, found, x, middle)
    return drawn


def _interval(form: str, found: Coefficient, x: float, y: float) -> list[str]:
    low, high = (x + _across(min(max(end, LOW), HIGH)) for end in found.interval)
    colour, value = COLOURS[form], found.estimate
    drawn = [element("line", x1=low, x2=high, y1=y, y2=y, stroke=colour, stroke_width=1.6)]
    if LOW <= value <= HIGH:
        return [*drawn, _mark(form, x + _across(value), y)]
    edge, way = (x + _across(HIGH), 1) if value > HIGH else (x + _across(LOW), -1)
    tips = ((edge - 6 * way, y - 4), (edge + 2 * way, y), (edge - 6 * way, y + 4))
    return [*drawn, element("polygon", points=_points(tips), fill=colour)]


def _across(value: float) -> float:
    return (value - LOW) / (HIGH - LOW) * INNER


def _mark(form: str, x: float, y: float) -> str:
    colour = COLOURS[form]
    if form == "circle":
        return element("circle", cx=x, cy=y, r=3.4, fill=colour)
    if form == "square":
        return element("rect", x=x - 3, y=y - 3, width=6, height=6, fill=colour)
    corners = ((0, -4), (4, 0), (0, 4), (-4, 0)) if form == "diamond" else ((0, -4), (4, 3), (-4, 3))
    return element("polygon", points=_points([(x + dx, y + dy) for dx, dy in corners]), fill=colour)


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
