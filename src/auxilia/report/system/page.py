"""The dossier of the system as records."""

from __future__ import annotations

from dataclasses import replace

from auxilia.ledger.provenance import Provenance
from auxilia.report import closing, words
from auxilia.report.asking import Con
from auxilia.report.cards import Card
from auxilia.report.figures import Axis, axis_row, figure_swatch, gain_swatch, ground_swatch
from auxilia.report.format import exact, span
from auxilia.report.order.families import IDEAL_POINTS
from auxilia.report.order.gather import indicators
from auxilia.report.sections import Section
from auxilia.report.sides import Ledger
from auxilia.report.system import gather, numbers, parts
from auxilia.report.system.records import FIRST, ConstantSet, counts
from auxilia.report.system.views import SystemPage

TITLE = "The system of security assistance"


def system_page(con: Con, provenance: Provenance) -> SystemPage:
    """Who takes part since 1946, how it grew, how many poles it has, and who reaches furthest."""
    ledger = Ledger.read(con)
    seen, windows, states = gather.seen(con), gather.windows(con), gather.states(con)
    axis = Axis(FIRST, max([FIRST + 4, *(window.last for window in windows)]))
    sets = numbers.sets_of(windows, seen)
    names = {end: ledger.actors[end].name for w in windows for end in (w.provider, w.recipient) if ":" in end}
    codebook = indicators(con)
    scale = next((name for name in IDEAL_POINTS if name in codebook), None)
    positions = gather.positions(con, scale) if scale else []
    told = f"Scale: {codebook[scale].label}" if scale else ""
    made = (
        numbers.constant(axis, sets, states),
        parts.growth(axis, sets),
        parts.poles_section(axis, windows, seen, positions, told),
        parts.top_providers(windows, seen, ledger.actors),
        numbers.by_source(axis, windows, seen, names),
    )
    sections = tuple(replace(section, axis=axis_row(axis)) for section in made)
    used = frozenset({entry.source_id for entry in seen} | ({codebook[scale].source_id} if scale else set()))
    return SystemPage(
        f"All providers, all recipients, since {FIRST}",
        TITLE,
        provenance,
        _lead(sections[0], sets),
        (words.SILENCE,),
        tuple(_cards(sets)),
        (
            (figure_swatch("zero"), "none"),
            (ground_swatch("none"), "the source, or the constant set, does not cover it"),
            (gain_swatch("gain"), "gained"),
            (gain_swatch("loss"), "lost"),
        ),
        sections,
        *closing.sources(ledger, (), used),
        closing.cite(TITLE, provenance),
    )


def _lead(constant: Section, sets: list[ConstantSet]) -> tuple[str, ...]:
    """What grew, told by one set of sources that looks all the time."""
    if not sets:
        return constant.sentences
    return (
        "How many take part can be told only where the same sources look all the time.",
        *(numbers.grown(found) for found in sets),
    )


def _cards(sets: list[ConstantSet]) -> list[Card]:
    """Providers, recipients and ties at the end of the first constant set, with the beginning beside."""
    if not sets:
        return []
    found = sets[0]
    by_year = counts(found.seen)
    first, last = min(by_year), max(by_year)
    told = ", ".join(found.source_ids)
    return [
        Card(
            exact(getattr(by_year[last], what)),
            f"{exact(getattr(by_year[last], what))} {what}",
            f"{what} in {last}; {exact(getattr(by_year[first], what))} in {first}",
            f"{told}; {span(found.first, found.last)}",
        )
        for what in numbers.shown(found)
    ]
