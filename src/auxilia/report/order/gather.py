"""Queries on the outcome tables -> frozen records."""

from __future__ import annotations

from collections import defaultdict

from auxilia.report.asking import Con, Question, Rows
from auxilia.report.figures.axis import FLOOR
from auxilia.report.gather import rows
from auxilia.report.order.records import Indicator, Reading

Readings = dict[str, dict[int, Reading]]

CODEBOOK = """
    WITH spread AS (
        SELECT indicator, quantile_cont(value, 0.05) AS low, quantile_cont(value, 0.95) AS high,
            bool_and(value = floor(value)) AS whole, min(value) = 0 AS from_zero
        FROM out_state_years WHERE year >= ? GROUP BY indicator
    )
    SELECT indicator, source_id, label, family, c.of, unit, ordering, year_from, year_to, absence,
        coalesce(problems, ''),
        ordering = 'lower' AND CASE absence WHEN 'zero' THEN coalesce(whole, true)
            ELSE coalesce(whole AND from_zero, false) END,
        coalesce(low, 0), coalesce(high, 0)
    FROM core_indicators AS c LEFT JOIN spread USING (indicator)
    WHERE family <> 'covariate' ORDER BY indicator
"""


def indicators(con: Con) -> dict[str, Indicator]:
    """The codebook of outcomes, covariates left aside."""
    return {row[0]: Indicator(*row) for row in rows(con, CODEBOOK, [FLOOR])}


OUTCOMES = Question(
    "SELECT actor_id, indicator, year, value, value_low, value_high, coalesce(missing, '') "
    "FROM out_state_years WHERE {where} AND indicator IN (SELECT indicator FROM core_indicators "
    "WHERE family <> 'covariate') ORDER BY indicator, year",
    ("actor_id",),
)


def state_years(found: Rows) -> Readings:
    """Every reading of one state, by indicator and year, covariates left aside."""
    grouped: defaultdict[str, dict[int, Reading]] = defaultdict(dict)
    for _, indicator, year, *reading in found:
        grouped[indicator][year] = Reading(*reading)
    return dict(grouped)


def years_of_coups(con: Con) -> dict[str, tuple[int, ...]]:
    """By state: the years with a coup that succeeded."""
    found = rows(
        con,
        "SELECT actor_id, year FROM out_state_years WHERE indicator = 'coups:successes' AND value > 0 "
        "ORDER BY actor_id, year",
    )
    grouped: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
    for actor_id, year in found:
        grouped[actor_id] += (year,)
    return dict(grouped)


def readings_of(con: Con, indicator: str) -> Readings:
    """One indicator of every state, by state and year."""
    found = rows(
        con,
        "SELECT actor_id, year, value, value_low, value_high, coalesce(missing, '') FROM out_state_years "
        "WHERE indicator = ? ORDER BY actor_id, year",
        [indicator],
    )
    grouped: defaultdict[str, dict[int, Reading]] = defaultdict(dict)
    for actor_id, year, *reading in found:
        grouped[actor_id][year] = Reading(*reading)
    return dict(grouped)


def dyad_years(con: Con, first: str, second: str) -> Readings:
    """Every reading of a pair, by indicator and year: without direction, or from the first to the second."""
    found = rows(
        con,
        "SELECT indicator, year, value FROM out_dyad_years WHERE actor_a = ? AND actor_b = ? UNION ALL "
        "SELECT indicator, year, value FROM out_dyad_years WHERE actor_a = ? AND actor_b = ? "
        "AND NOT directed ORDER BY indicator, year",
        [first, second, second, first],
    )
    grouped: defaultdict[str, dict[int, Reading]] = defaultdict(dict)
    for indicator, year, value in found:
        grouped[indicator][year] = Reading(value)
    return dict(grouped)
