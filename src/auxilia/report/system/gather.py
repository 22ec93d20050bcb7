"""Queries on a ledger for the dossier of the system."""

from __future__ import annotations

from auxilia.report.asking import Con
from auxilia.report.gather import rows
from auxilia.report.system.records import FIRST, Seen, Window

# Neither a promise nor a joint exercise is help that was given; an order is not yet a delivery.
PROMISES = ("agreement", "access", "exercise")
BEFORE = ("announced", "ordered")
# A name that stands for several or unknown actors is nobody who could be counted.
NOBODY = ("aggregate", "unresolved")

TOLD = """
    WITH yearly AS (
        SELECT source_id, practice, instrument, provider_id, recipient_id,
            unnest(range(year_from, coalesce(year_to, year_from) + 1))::INTEGER AS year
        FROM out_tie_figures
        WHERE NOT mutual AND certainty <> 'alleged' AND year_from IS NOT NULL
            AND measure <> 'troops' AND (measure = 'presence' OR year_from = year_to)
            AND coalesce(value, 1) > 0
            AND NOT list_contains(?, stage) AND NOT list_contains(?, instrument)
            AND provider_id <> recipient_id
    )
    SELECT DISTINCT y.source_id, y.practice, y.provider_id, y.recipient_id, y.year
    FROM yearly AS y SEMI JOIN core_coverage AS c
        ON c.source_id = y.source_id AND c.practice = y.practice
        AND y.year BETWEEN c.year_from AND c.year_to
    WHERE y.year >= ?
"""
NAMED = """
    SELECT t.* FROM told AS t
    JOIN core_actors AS p ON p.actor_id = t.provider_id
    JOIN core_actors AS r ON r.actor_id = t.recipient_id
    WHERE NOT list_contains(?, p.kind) AND NOT list_contains(?, r.kind)
    ORDER BY ALL
"""


# Counts of soldiers are figures and no ties, as in out_ties: what tells of nothing else is no window.
COVERED = """
    WITH told AS (
        FROM out_tie_figures WHERE NOT mutual AND (measure = 'presence' OR year_from = year_to)
    ),
    years AS (
        SELECT source_id, min(year_from) AS first, max(coalesce(year_to, year_from)) AS last
        FROM told GROUP BY source_id
    ),
    soldiers AS (
        SELECT source_id, practice, instrument FROM told
        GROUP BY ALL HAVING bool_and(measure = 'troops')
    )
    SELECT c.source_id, c.practice,
        coalesce(string_agg(DISTINCT c.instrument, '; ' ORDER BY c.instrument), ''),
        c.provider, c.recipient,
        greatest(min(c.year_from), any_value(y.first), $2)::INTEGER,
        least(max(c.year_to), any_value(y.last))::INTEGER
    FROM core_coverage AS c JOIN years AS y USING (source_id)
        ANTI JOIN soldiers AS s USING (source_id, practice, instrument)
    WHERE c.instrument IS NULL OR NOT list_contains($1, c.instrument)
    GROUP BY c.source_id, c.practice, c.provider, c.recipient ORDER BY ALL
"""
STATES = """
    WITH years AS (
        SELECT unnest(range(?, (SELECT max(year_to) FROM core_coverage) + 1))::INTEGER AS year
    )
    SELECT y.year, count(*) FROM years AS y JOIN core_actors AS a
        ON a.kind = 'state' AND a.gwcode IS NOT NULL AND year(a.date_start) <= y.year
        AND (a.date_end IS NULL OR year(a.date_end) >= y.year)
    GROUP BY ALL ORDER BY ALL
"""


def seen(con: Con) -> tuple[Seen, ...]:
    """Help that was given, year by year, between actors with a name, within what each source covers."""
    values = (list(BEFORE), list(PROMISES), FIRST, list(NOBODY), list(NOBODY))
    return tuple(Seen(*row) for row in rows(con, f"WITH told AS ({TOLD}) {NAMED}", values))


def windows(con: Con) -> tuple[Window, ...]:
    """What each source covers and tells year by year, promises and exercises left aside, from 1946 on.

    A source may cover years of which it tells a sum alone: they are no part of its window.
    """
    values = (list(PROMISES), FIRST)
    return tuple(Window(*row) for row in rows(con, COVERED, values))


def states(con: Con) -> dict[int, int]:
    """How many states there were on any day of each year since 1946; the last year is that of the sources."""
    return {row[0]: row[1] for row in rows(con, STATES, (FIRST,))}


def positions(con: Con, indicator: str) -> list[tuple[str, int, float]]:
    """State, year and place on one scale, such as an ideal point of one release."""
    found = rows(
        con,
        "SELECT actor_id, year, value FROM out_state_years "
        "WHERE indicator = ? AND value IS NOT NULL ORDER BY ALL",
        (indicator,),
    )
    return [(row[0], row[1], row[2]) for row in found]
