"""The pictures of the part: estimates with their intervals, one panel a model or variable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auxilia.report.figures.svg import element, words
from auxilia.report.findings.logics.coevolution import terms
from auxilia.report.findings.logics.coevolution.numbers import Figures, Which
from auxilia.report.findings.record import Picture
from auxilia.report.findings.sheet import framed

WIDTH, LEFT, TOP = 830, 204, 82
STEP, HEAD, FOOT = 22, 34, 48
GAP = 16
# Log odds at the edges of a panel; what lies beyond is drawn at the edge as an arrow.
LOW, HIGH = -2.0, 2.0
TICKS = (-2, -1, 0, 1, 2)
CLEAR, UNCLEAR = "#0072b2", "#8a8f94"
SAID = (
    "Log odds of a choice for one step of each term, others held equal. Right of the line: more.",
    "Steps stand in the table. Blue: clear of zero. Arrow: beyond the edge. No mark: not in the model.",
)
ENDOGENOUS = ("density", "recip", "outTrunc", "outActSqrt", "inPopSqrt", "outPopSqrt", "gwespFF")


@dataclass(frozen=True, slots=True)
class Column:
    """One panel: its title, what stands below it, and the key of each row's number."""

    title: str
    below: str
    keys: Mapping[str, str]


def drawn(
    found: Figures, models: Sequence[Which], names: Mapping[str, str], source: str
) -> tuple[Picture, ...]:
    """One picture a specification, of those that were estimated."""
    pictures = []
    of = {
        spec: [model for model in models if model.spec == spec]
        for spec in (terms.PROVIDERS, terms.PRACTICES, terms.ORDER)
    }
    if of[terms.PROVIDERS]:
        columns = [
            Column(names[model.provider], _changes(found, model, "equip"), _keys(found, model.key, "equip"))
            for model in of[terms.PROVIDERS]
        ]
        title = "Whom six providers arm: what goes with a tie"
        pictures.append(panels("waves-providers", title, columns, found, source))
    for model in of[terms.PRACTICES]:
        columns = [
            Column(terms.VARIABLES[name], _changes(found, model, name), _keys(found, model.key, name))
            for name in ("equip", "train", "support")
        ]
        title = "Arms, training in war and other support in war: what goes with a tie" + _held(found, model)
        pictures.append(panels("waves-practices", title, columns, found, source))
    for model in of[terms.ORDER]:
        keys = {
            f"{terms.VARIABLES[name]} – {terms.label(effect)}": f"{model.key}{name}.{effect}"
            for name in ("equip", "violence", "alignment", "authority")
            for effect in found.effects(model.key, name)
            if effect not in (*ENDOGENOUS, "linear", "quad") and not effect.startswith("rate")
        }
        title = "Arms and order: who is armed, and what follows" + _held(found, model)
        column = Column("estimate", _changes(found, model, "equip"), keys)
        pictures.append(panels("waves-order", title, [column], found, source, left=340))
    return tuple(pictures)


def _held(found: Figures, model: Which) -> str:
    """What a picture that is shown without its page must say of itself."""
    return "" if found.value(f"{model.key}converged") else " (provisional: the model has not converged)"


def panels(
    name: str, title: str, columns: Sequence[Column], found: Figures, source: str, *, left: int = LEFT
) -> Picture:
    """Panels side by side, with the same rows."""
    rows = list(dict.fromkeys(row for column in columns for row in column.keys))
    each = f", one panel each for {', '.join(column.title for column in columns)}" if len(columns) > 1 else ""
    alt = f"{title}. Estimates and their 95 percent intervals{each}. The table holds every number."
    inner = (WIDTH - left - 16) / len(columns) - GAP
    body = [element("text", words(title), class_="head", x=16, y=28)]
    body += [element("text", words(line), class_="said", x=16, y=47 + 15 * k) for k, line in enumerate(SAID)]
    for k, row in enumerate(rows):
        y = TOP + HEAD + STEP * (k + 0.5) + 4
        body.append(
            element(
                "text",
                words(terms.label(row).partition(":")[0]),
                class_="name",
                x=left - 12,
                y=y,
                text_anchor="end",
            )
        )
    for place, column in enumerate(columns):
        body += _panel(column, rows, found, left + place * (inner + GAP), inner)
    height = TOP + HEAD + STEP * len(rows) + FOOT
    body.append(element("text", words(source), class_="small", x=16, y=height - 10))
    return Picture(name, title, alt, framed(name, title, alt, [], body, (WIDTH, height)))


def _panel(column: Column, rows: Sequence[str], found: Figures, x: float, inner: float) -> list[str]:
    below = TOP + HEAD + STEP * len(rows)
    body = [
        element("text", words(column.title), class_="block", x=x, y=TOP + 13),
        element("text", words(column.below), class_="small", x=x, y=TOP + 27),
    ]
    for tick in TICKS:
        css, at = ("zero-line" if tick == 0 else "grid"), x + _across(tick, inner)
        body.append(element("line", class_=css, x1=at, x2=at, y1=TOP + HEAD, y2=below))
        if LOW < tick < HIGH:
            told = f"{tick}".replace("-", "−")
            body.append(element("text", words(told), class_="tick", x=at, y=below + 13, text_anchor="middle"))
    for k, row in enumerate(rows):
        if row in column.keys:
            body += _mark(found, column.keys[row], x, TOP + HEAD + STEP * (k + 0.5), inner)
    return body


def _mark(found: Figures, key: str, x: float, y: float, inner: float) -> list[str]:
    value = found.value(key)
    low, high = (x + _across(min(max(end, LOW), HIGH), inner) for end in found.interval(key))
    colour = CLEAR if found.clear(key) else UNCLEAR
    line = element("line", x1=low, x2=high, y1=y, y2=y, stroke=colour, stroke_width=1.8)
    if LOW <= value <= HIGH:
        return [line, element("circle", cx=x + _across(value, inner), cy=y, r=3.6, fill=colour)]
    edge, way = (x + _across(HIGH, inner), 1) if value > HIGH else (x + _across(LOW, inner), -1)
    tips = " ".join(f"{edge + dx * way:.2f},{y + dy:.2f}" for dx, dy in ((-6, -4), (2, 0), (-6, 4)))
    return [element("polygon", points=tips, fill=colour)]


def _across(value: float, inner: float) -> float:
    return (value - LOW) / (HIGH - LOW) * inner


def _keys(found: Figures, model: str, variable: str) -> dict[str, str]:
    return {
        effect: f"{model}{variable}.{effect}"
        for effect in found.effects(model, variable)
        if effect not in ENDOGENOUS and not effect.startswith("rate")
    }


def _changes(found: Figures, model: Which, network: str) -> str:
    return f"n = {sum(found.value(f'{model.key}{kind}.{network}') for kind in ('made', 'ended')):,.0f}"
