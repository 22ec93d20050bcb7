"""Key numbers, each with its source, stage and years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auxilia.report.format import exact, plural, short, span, unit, year
from auxilia.report.frame import CONCESSIONS, kind_words
from auxilia.report.records import PARTNER, Kind
from auxilia.report.series import MONEY, Panel, Series
from auxilia.report.sides import Gathered


@dataclass(frozen=True, slots=True)
class Card:
    """A number as people read it, its exact value, what it is, and where it comes from."""

    value: str
    exact: str
    what: str
    source: str


def cards(found: Gathered) -> list[Card]:
    """At most seven numbers of one side; an empty list where nothing is on record."""
    plain = [panel for panel in found.panels if not (panel.kind.alleged or panel.kind.mutual)]
    made = [
        _count(found),
        _sum(plain, ("trainees",), "places on courses"),
        _sum(plain, ("usd",), ""),
        _sum(plain, ("eur",), ""),
        _sum(plain, ("tiv",), "volume of arms"),
        _stock(plain),
        _units(found),
    ]
    return [card for card in made if card is not None]


def _count(found: Gathered) -> Card | None:
    """Partners; in a dyad, years."""
    assisting = [partner for partner in found.partners if partner.all.assisted]
    counted = [partner for partner in assisting if not partner.coalition] or assisting
    if not counted:
        return None
    side = found.side
    years = {y for partner in counted for y in partner.all.assisted}
    telling = [source.actor.actor_id for source in found.by_source if source.assists]
    sources = sorted(telling or {source for partner in counted for source in partner.sources})
    count, noun = (len(years), "year") if side.dyad else (len(counted), PARTNER[side.role])
    what = plural(count, noun).split(" ", 1)[1]
    told = f"{what} on record, {span(min(years), max(years))}"
    members = len(assisting) - len(counted)
    told += f"; {members:,} more as members of a coalition alone" if members else ""
    return Card(f"{count:,}", plural(count, noun), told, ", ".join(sources))


def _sum(found: Sequence[Panel], measures: Sequence[str], what: str) -> Card | None:
    """The kind with most years; constant prices where there are any, since years are added up."""
    candidates = [
        (panel.kind, series)
        for panel in found
        if panel.kind.measure in measures and panel.kind.stage != "ordered"
        for series in panel.totals
        if series.total > 0
    ]
    if not candidates:
        return None
    kind, series = max(candidates, key=_weight)
    words = what or CONCESSIONS[series.concession].lower()
    period = span(series.first, series.last, fiscal=kind.fiscal)
    return Card(
        short(series.total),
        f"{exact(series.total)} {unit(kind.measure)}",
        f"{unit(kind.measure)}: {words}, {period}",
        f"{kind.source_id}; {_stated(kind)}",
    )


def _weight(entry: tuple[Kind, Series]) -> tuple[int, bool, float]:
    kind, series = entry
    constant = kind.measure in MONEY and kind.price_basis != "current"
    return len(series.values) + len(series.periods), constant, series.total


def _stated(kind: Kind) -> str:
    words = kind_words(kind).split(", ")
    return ", ".join(word for word in words if "years" not in word)


def _stock(found: Sequence[Panel]) -> Card | None:
    candidates = [(p.kind, s) for p in found if p.kind.measure == "troops" for s in p.totals if s.values]
    if not candidates:
        return None
    kind, series = max(candidates, key=lambda e: len(e[1].values))
    peak = max(series.values, key=lambda y: (series.values[y], -y))
    last = max(series.values)
    return Card(
        short(series.values[peak]),
        f"{exact(series.values[peak])} {unit(kind.measure)}",
        f"soldiers present in {year(peak)}, the highest year; {exact(series.values[last])} in {year(last)}",
        f"{kind.source_id}; {_stated(kind)}",
    )


def _units(found: Gathered) -> Card | None:
    forces = found.forces
    if not forces or any(force.others for force in forces):
        return None
    years = {year for force in forces for year in force.years or ()}
    sources = {force.source_id for force in forces}
    fiscal = not sources.isdisjoint(found.fiscal)
    period = span(min(years), max(years), fiscal=fiscal) if years else "undated"
    names = {(force.recipient_id, force.unit_id) for force in forces}
    return Card(
        f"{len(names):,}",
        plural(len(names), "unit"),
        f"units and forces named as trained, {period}",
        ", ".join(sorted(sources)),
    )
