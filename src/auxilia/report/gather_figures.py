"""Queries on forces and on single claims: who was trained, who was backed against whom, arms transfers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auxilia.report.asking import Con, Question, Rows
from auxilia.report.gather import ENDS, parts, rows
from auxilia.report.records import Backing, Deal, Force, Side

FORCES = Question(
    "SELECT provider_id, recipient_id, unit_id, unit_name, force, source_id, stage, "
    "sum(value::DECIMAL(30, 4))::DOUBLE AS trainees, sum(n_claims)::BIGINT, "
    "list(DISTINCT year ORDER BY year) FILTER (year IS NOT NULL) "
    "FROM out_unit_figures WHERE {where} AND measure = 'trainees' GROUP BY ALL ORDER BY trainees DESC "
    "NULLS LAST, unit_id, unit_name, force, provider_id, recipient_id, source_id, stage",
    ENDS,
)


def forces(found: Rows) -> tuple[Force, ...]:
    """Trainees by unit, force, ends and source, the largest first."""
    return tuple(map(Force._make, found))


@dataclass(frozen=True, slots=True)
class Backings:
    """Everything that was given against somebody, by each of the three ends."""

    by_provider: Mapping[str, Sequence[Backing]]
    by_recipient: Mapping[str, Sequence[Backing]]
    by_opponent: Mapping[str, Sequence[Backing]]

    def of(self, side: Side) -> tuple[Backing, ...]:
        """What was given on one side."""
        if side.provider_id is None:
            return tuple(self.by_recipient.get(side.recipient_id or "", ()))
        given = self.by_provider.get(side.provider_id, ())
        return tuple(b for b in given if side.holds(b.provider_id, b.recipient_id))

    def against(self, actor_id: str) -> tuple[Backing, ...]:
        """What was given to the actor's opponents."""
        return tuple(self.by_opponent.get(actor_id, ()))


def backings(con: Con) -> Backings:
    """The claims in which help was against somebody, by the three ends and the practice."""
    found = rows(
        con,
        "SELECT provider_id, recipient_id, opponent_id, practice, "
        "string_agg(DISTINCT instrument, '; ' ORDER BY instrument), "
        "list(DISTINCT year ORDER BY year) FILTER (certainty <> 'alleged' AND year IS NOT NULL), "
        "list(DISTINCT year ORDER BY year) FILTER (certainty = 'alleged' AND year IS NOT NULL), "
        "list(DISTINCT year ORDER BY year) FILTER (contains(note, 'in coalition') AND year IS NOT NULL), "
        "string_agg(DISTINCT source_id, '; ' ORDER BY source_id), count(*) "
        "FROM core_claims WHERE countable AND opponent_id IS NOT NULL "
        "GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
    )
    ends: tuple[defaultdict[str, list[Backing]], ...] = tuple(defaultdict(list) for _ in range(3))
    for row in found:
        backing = _backing(row)
        for end, actor_id in zip(ends, row[:3], strict=True):
            end[actor_id].append(backing)
    return Backings(*ends)


def _backing(row: tuple[Any, ...]) -> Backing:
    provider, recipient, opponent, practice, instruments, firm, alleged, coalition, sources, n_claims = row
    years = (tuple(firm or ()), tuple(alleged or ()), tuple(coalition or ()))
    return Backing(
        provider, recipient, opponent, practice, parts(instruments), *years, parts(sources), n_claims
    )


def coalition_pairs(con: Con) -> frozenset[tuple[str, str]]:
    """Provider and recipient whose every one-sided claim says that help was given within a coalition."""
    found = rows(
        con,
        "SELECT provider_id, recipient_id FROM core_claims WHERE countable AND NOT mutual "
        "AND value IS DISTINCT FROM 0 GROUP BY 1, 2 "
        "HAVING bool_and(coalesce(contains(note, 'in coalition'), false))",
    )
    return frozenset((row[0], row[1]) for row in found)


def deals(con: Con) -> Mapping[str, Sequence[Deal]]:
    """By actor at either end: its arms transfers, the largest delivered volume (million TIV) first."""
    found = rows(
        con,
        "SELECT provider_id, recipient_id, coalesce(note, ''), coalesce(year, year(date_start)), "
        "coalesce(year, year(date_end)), value, certainty, source_id, locator FROM core_claims "
        "WHERE countable AND measure = 'tiv' AND stage = 'delivered' AND value > 0 "
        "ORDER BY value DESC, record_id, facet",
    )
    made: defaultdict[str, list[Deal]] = defaultdict(list)
    for row in found:
        deal = Deal(*row)
        for end in {deal.provider_id, deal.recipient_id}:
            made[end].append(deal)
    return made
