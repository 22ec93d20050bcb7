"""Competitive intervention: different states behind the two sides of one conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from auxilia.report.dependency.records import Backed


def backed(
    actor_id: str,
    supports: Iterable[tuple[str, str, str, int]],
    sides: Mapping[tuple[str, int], list[tuple[str, str]]],
) -> list[Backed]:
    """Each conflict and year with a supporter of either side, as claims that name the opponent tell.

    `sides` gives the conflicts in which an opponent stands against the actor; support against an opponent
    that no conflict of the year lists is no part of any.
    """
    found: defaultdict[tuple[str, str, int], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for supporter, supported, opponent, year in supports:
        other = opponent if supported == actor_id else supported
        if supporter in (actor_id, other):
            continue
        for conflict, name in sides.get((other, year), ()):
            found[(conflict, name, year)][supported != actor_id].add(supporter)
    return [
        Backed(conflict, name, year, frozenset(government), frozenset(opponents))
        for (conflict, name, year), (government, opponents) in sorted(found.items())
    ]
