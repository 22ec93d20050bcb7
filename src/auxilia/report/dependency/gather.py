"""Queries on a ledger for the section on dependency."""

from __future__ import annotations

from collections.abc import Iterable

from auxilia.report.dependency.records import LENGTH, Given, Weighing
from auxilia.report.gather import Con, rows

# Orders carry the year in which they were placed; deliveries are told over several years.
ARMS = Weighing(
    "sipri_transfers",
    "arms",
    "volume of major arms ordered, by the year of the order (deliveries come later)",
    "million TIV",
    "SELECT provider_id, (year_from - $1) // $2 AS period, sum(value::DECIMAL(30, 4))::DOUBLE AS weight "
    "FROM out_tie_figures WHERE source_id = 'sipri_transfers' AND measure = 'tiv' AND stage = 'ordered' "
    "AND year_from = year_to AND value > 0",
)
SUPPORT = Weighing(
    "ucdp_esd",
    "support",
    "support of any kind in armed conflicts: one for each provider, practice and year",
    "practice-years",
    "SELECT provider_id, (year - $1) // $2 AS period, count(DISTINCT (practice, year))::DOUBLE AS weight "
    "FROM (SELECT *, unnest(range(year_from, coalesce(year_to, year_from) + 1))::INTEGER AS year "
    "FROM out_tie_figures WHERE source_id = 'ucdp_esd' AND certainty <> 'alleged' AND NOT mutual "
    "AND value IS DISTINCT FROM 0) WHERE true",
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


def given(con: Con, weighing: Weighing, actor_id: str, first: int, number: int) -> list[Given]:
    """What each provider gave in each whole period from `first` on, the largest first."""
    found = rows(
        con,
        f"SELECT * FROM ({weighing.query} AND recipient_id = $3 AND provider_id <> $3 GROUP BY 1, 2) "
        "WHERE period BETWEEN 0 AND $4 ORDER BY period, weight DESC, provider_id",
        (first, LENGTH, actor_id, number - 1),
    )
    return [Given(row[0], row[1], row[2]) for row in found]


def positions(con: Con, indicator: str, actors: Iterable[str], first: int) -> list[tuple[str, int, float]]:
    """Each provider's mean place on one scale in each period."""
    found = rows(
        con,
        "SELECT actor_id, (year - $3) // $4 AS period, avg(value) FROM "
        "(SELECT * FROM out_state_years ORDER BY actor_id, year) "
        "WHERE indicator = $1 AND list_contains($2, actor_id) AND value IS NOT NULL AND year >= $3 "
        "GROUP BY ALL ORDER BY ALL",
        (indicator, sorted(actors), first, LENGTH),
    )
    return [(row[0], row[1], row[2]) for row in found]


def supports(con: Con, actor_id: str) -> list[tuple[str, str, str, int]]:
    """Supporting state, supported, opponent and year, where the actor is the supported or the opponent."""
    found = rows(
        con,
        "SELECT DISTINCT provider_id, recipient_id, opponent_id, year FROM core_claims "
        "WHERE countable AND NOT mutual AND certainty <> 'alleged' AND year IS NOT NULL "
        "AND opponent_id IS NOT NULL AND starts_with(provider_id, 'state:') AND value IS DISTINCT FROM 0 "
        "AND (recipient_id = $1 OR opponent_id = $1) ORDER BY ALL",
        (actor_id,),
    )
    return [(row[0], row[1], row[2], row[3]) for row in found]


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


def naming_providers(con: Con, actor_id: str) -> int:
    """How many providers' training names the forces of a state."""
    query = "SELECT count(DISTINCT provider_id) FROM out_unit_figures WHERE recipient_id = ?"
    return int(rows(con, query, (actor_id,))[0][0])
