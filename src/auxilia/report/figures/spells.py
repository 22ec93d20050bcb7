"""Deliveries over several years: one line for each period, never split into years that nobody has told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auxilia.report.figures.axis import Axis, gridlines
from auxilia.report.figures.strip import ground
from auxilia.report.figures.svg import element, percent, picture, words
from auxilia.report.format import exact, plural, runs, span

LANE = 9
# The thickness of a line by its volume, in four steps that the legend names.
STEPS = ((1000, 7.0), (100, 4.5), (10, 2.5), (0, 1.2))


@dataclass(frozen=True, slots=True)
class Spell:
    """One period of delivery with its volume; `uncertain` where the source marks it as an estimate."""

    first: int
    last: int
    value: float
    uncertain: bool


def thickness(value: float) -> float:
    """The thickness of a line, in pixels."""
    return next(size for limit, size in STEPS if value >= limit)


def pack(entries: Sequence[Spell], lanes: int) -> tuple[list[list[Spell]], int]:
    """Spells in lanes without overlap, the largest first; and how many found no room."""
    taken: list[list[Spell]] = []
    left_out = 0
    for spell in sorted(entries, key=lambda s: (-s.value, s.first, s.last, s.uncertain)):
        lane = next((lane for lane in taken if all(_apart(spell, other) for other in lane)), None)
        if lane is not None:
            lane.append(spell)
        elif len(taken) < lanes:
            taken.append([spell])
        else:
            left_out += 1
    return taken, left_out


def _apart(a: Spell, b: Spell) -> bool:
    return a.last < b.first or b.last < a.first


def spells(
    name: str,
    title: str,
    axis: Axis,
    entries: Sequence[Spell],
    covered: frozenset[int],
    *,
    lanes: int = 5,
) -> tuple[str, int]:
    """The picture, and how many of the smallest spells it has no room for."""
    packed, left_out = pack([entry for entry in entries if axis.holds(entry.first, entry.last)], lanes)
    height = max(len(packed), 1) * LANE + 4
    drawn = [
        ground(axis, "none", first, last, 0, height)
        for first, last in runs(year for year in axis.years if year not in covered)
    ]
    lines = [_line(axis, spell, 2 + (row + 0.5) * LANE) for row, lane in enumerate(packed) for spell in lane]
    drawn += [gridlines(axis, height), *lines]
    return picture(name, title, describe(entries, left_out), height, *drawn, kind="spells"), left_out


def describe(entries: Iterable[Spell], left_out: int) -> str:
    """The picture in words."""
    found = list(entries)
    if not found:
        return "No delivery."
    largest = max(found, key=lambda s: (s.value, -s.first))
    text = (
        f"{plural(len(found), 'period')} of delivery between {min(s.first for s in found)} and "
        f"{max(s.last for s in found)}; the largest is {exact(largest.value)} million TIV, "
        f"{span(largest.first, largest.last)}."
    )
    return f"{text} {plural(left_out, 'smaller period')} not drawn." if left_out else text


def _line(axis: Axis, spell: Spell, y: float) -> str:
    left, width = axis.stretch(spell.first, spell.last)
    size = thickness(spell.value)
    told = f"{span(spell.first, spell.last)}: {exact(spell.value)} million TIV"
    return element(
        "rect",
        element("title", words(f"{told}, estimated" if spell.uncertain else told)),
        class_="spell uncertain" if spell.uncertain else "spell",
        x=percent(left + axis.width * 0.12),
        width=percent(width - axis.width * 0.24),
        y=y - size / 2,
        height=size,
    )
