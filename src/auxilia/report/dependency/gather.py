"""Queries on a ledger for the section on dependency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from auxilia.report.adding import SCALE, Figures, scaled
from auxilia.report.asking import Con
from auxilia.report.dependency.records import LENGTH, Given, Weighing
from auxilia.report.gather import rows
from auxilia.report.order.gather import Readings


def _ordered(figures: Figures) -> Iterator[tuple[str, int, int]]:
    """Orders carry the year in which they were placed; deliveries are told over several years."""
    for heading in figures:
        kind = heading.kind
        if (kind.source_id, kind.measure, kind.stage) != (ARMS.source_id, "tiv", "ordered"):
            continue
        for figure in heading.figures:
            one = figure.year_from is not None and figure.year_from == figure.year_to
            if one and figure.value is not None and figure.value > 0:
                yield figure.partner_id, figure.year_from or 0, scaled(figure.value)


def _supported(figures: Figures) -> Iterator[tuple[str, int, int]]:
    seen = set()
    for heading in figures:
        kind = heading.kind
        if kind.source_id != SUPPORT.source_id or kind.alleged or kind.mutual:
            continue
        for figure in heading.figures:
            if figure.value != 0:
                seen |= {(figure.partner_id, year, heading.practice) for year in figure.years}
    for partner, year, _ in seen:
        yield partner, year, SCALE


ARMS = Weighing(
    "sipri_transfers",
    "arms",
    "volume of major arms ordered, by the year of the order (deliveries come later)",
    "million TIV",
    _ordered,
)
SUPPORT = Weighing(
    "ucdp_esd",
    "support",
    "support of any kind in armed conflicts: one for each provider, practice and year",
    "practice-years",
    _supported,
)
WEIGHINGS = (ARMS, SUPPORT)


def window(con: Con, source_id: str) -> tuple[int, int] | None:
    """The years that a source covers as a whole; None where the ledger does not hold it."""
    found = rows(
        con,
        "SELECT min(year_from), max(year_to) FROM core_coverage WHERE source_id = ? "
        "AND source_id IN (SELECT source_id FROM out_tie_figures)",
        (source_id,),
    )
    first, last = found[0]
    return None if first is None else (first, last)


def given(figures: Figures, weighing: Weighing, actor_id: str, first: int, number: int) -> list[Given]:
    """What each provider gave in each whole period from `first` on, the largest first."""
    totals: defaultdict[tuple[int, str], int] = defaultdict(int)
    for provider, year, weight in weighing.weigh(figures):
        period = (year - first) // LENGTH
        if provider != actor_id and 0 <= period < number:
            totals[(period, provider)] += weight
    made = [Given(provider, period, total / SCALE) for (period, provider), total in totals.items() if total]
    return sorted(made, key=lambda g: (g.period, -g.weight, g.provider_id))


def positions(points: Readings, actors: Iterable[str], first: int) -> list[tuple[str, int, float]]:
    """Each provider's mean place on one scale in each period."""
    found: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for actor in actors:
        for year, reading in points.get(actor, {}).items():
            if reading.value is not None and year >= first:
                found[(actor, (year - first) // LENGTH)].append(reading.value)
    return [(*key, sum(values) / len(values)) for key, values in sorted(found.items())]


def supports(con: Con) -> dict[str, list[tuple[str, str, str, int]]]:
    """By supported and by opponent: supporting state, supported, opponent and year."""
    found = rows(
        con,
        "SELECT DISTINCT provider_id, recipient_id, opponent_id, year FROM core_claims "
        "WHERE countable AND NOT mutual AND certainty <> 'alleged' AND year IS NOT NULL "
        "AND opponent_id IS NOT NULL AND starts_with(provider_id, 'state:') AND value IS DISTINCT FROM 0 "
        "ORDER BY ALL",
    )
    made: defaultdict[str, list[tuple[str, str, str, int]]] = defaultdict(list)
    for provider, recipient, opponent, year in found:
        for end in {recipient, opponent}:
            made[end].append((provider, recipient, opponent, year))
    return dict(made)


def sides(con: Con, actor_id: str) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """By opponent and year: the conflicts (id, name) in which it stands on the other side of the actor."""
    found = rows(
        con,
        "SELECT DISTINCT o.actor_id, o.year, o.conflict_id, o.name FROM core_conflicts AS o "
        "JOIN core_conflicts AS a USING (conflict_id, year) "
        "WHERE a.actor_id = ? AND o.side <> a.side AND o.role = 'primary' ORDER BY ALL",
        (actor_id,),
    )
    made: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for opponent, year, conflict, name in found:
        made.setdefault((opponent, year), []).append((conflict, name))
    return made


def naming_providers(con: Con) -> dict[str, int]:
    """By recipient: how many providers' training names its forces."""
    query = "SELECT recipient_id, count(DISTINCT provider_id) FROM out_unit_figures GROUP BY 1"
    return {row[0]: int(row[1]) for row in rows(con, query)}
