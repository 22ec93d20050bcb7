"""What the silence of the tie sources means: how far each end of a row is covered.

A level is 1 where a source speaks of the cell and its silence may mean anything, 2 where its silence means
that there was none. Covers whose recipients are all states (or any actor) are a matter of the provider and
the year; covers of listed recipients (warring parties, Ukraine) are one of the recipient and the year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from auxilia.panels.literals import quoted_list

ALL = ("any", "states")
MATCH = "(c.{end} IN ('any', e.actor_id) OR (c.{end} = 'states' AND starts_with(e.actor_id, 'state:')))"


@dataclass(frozen=True, slots=True)
class Cover:
    """One line of the table of coverage, and whether its silence means none for what is asked."""

    source: str
    provider: str
    recipient: str
    year_from: int
    year_to: int
    zero: bool


def covers_of(
    con: duckdb.DuckDBPyConnection,
    practices: Sequence[str],
    sources: Sequence[str],
    instruments: Sequence[str],
) -> tuple[Cover, ...]:
    """The covers of some practices taken together, of some sources or all, of some instruments or all.

    A cover of one instrument tells of the whole practice only that somebody looked: its zero counts where
    that instrument alone, or that source alone, is asked for. A zero of several practices needs a source
    that covers them all.
    """
    where = f"practice IN ({quoted_list(practices)})"
    if sources:
        where += f" AND source_id IN ({quoted_list(sources)})"
    if instruments:
        where += f" AND (instrument IS NULL OR instrument IN ({quoted_list(instruments)}))"
    rows = con.execute(
        "SELECT source_id, provider, recipient, year_from, year_to, absence = 'zero', instrument, "
        "count(DISTINCT practice) OVER (PARTITION BY source_id) "
        f"FROM core_coverage WHERE {where} ORDER BY ALL"
    ).fetchall()
    return tuple(
        Cover(
            source,
            provider,
            recipient,
            first,
            last,
            zero
            and reached == len(practices)
            and (instrument is None or len(sources) == 1 or list(instruments) == [instrument]),
        )
        for source, provider, recipient, first, last, zero, instrument, reached in rows
    )


def provider_levels(covers: Sequence[Cover]) -> str:
    """Query: the level of each provider and year in covers of all recipients, to anyone and to states."""
    return _levels([c for c in covers if c.recipient in ALL], "provider", "recipient")


def recipient_levels(covers: Sequence[Cover]) -> str:
    """Query: the level of each recipient and year, from any provider and from states, in covers that list
    recipients."""
    return _levels(
        [c for c in covers if c.recipient not in ALL and c.provider in ALL], "recipient", "provider"
    )


def received_levels(covers: Sequence[Cover]) -> str:
    """Query: the level of each recipient and year, whoever provides; a zero where it is one from all."""
    return _levels(_one_sided(covers, "provider"), "recipient", "provider")


def given_levels(covers: Sequence[Cover]) -> str:
    """Query: the level of each provider and year, whoever receives; a zero where it is one to all."""
    return _levels(_one_sided(covers, "recipient"), "provider", "recipient")


def _one_sided(covers: Sequence[Cover], other: str) -> list[Cover]:
    """The covers with the other end left open: of one end alone, a zero towards some says nothing of all."""
    return [
        Cover(
            c.source,
            "any" if other == "provider" else c.provider,
            "any" if other == "recipient" else c.recipient,
            c.year_from,
            c.year_to,
            c.zero and getattr(c, other) in ALL,
        )
        for c in covers
    ]


def _levels(covers: Sequence[Cover], end: str, other: str) -> str:
    """One row an actor and year: the best level towards any actor and towards states, over the sources."""
    if not covers:
        return (
            "SELECT NULL::VARCHAR AS actor_id, NULL::INTEGER AS year, NULL::INTEGER AS any_level, "
            "NULL::INTEGER AS states_level WHERE false"
        )
    return f"""
        WITH c(source_id, provider, recipient, year_from, year_to, zero) AS (VALUES {_values(covers)}),
        by_source AS (
            SELECT e.actor_id, e.held AS year, c.source_id, c.{other},
                min(CASE WHEN c.zero THEN 2 ELSE 1 END) AS level
            FROM entities AS e JOIN c ON e.held BETWEEN c.year_from AND c.year_to AND ({MATCH.format(end=end)}
                OR (c.{end} = 'warring parties' AND (c.source_id, e.actor_id, e.held) IN
                    (SELECT (source_id, recipient_id, year) FROM core_covered)))
            GROUP BY ALL
        )
        SELECT actor_id, year, max(level) FILTER ({other} = 'any') AS any_level,
            max(level) FILTER ({other} = 'states') AS states_level
        FROM by_source GROUP BY actor_id, year
    """


def _values(covers: Sequence[Cover]) -> str:
    return ", ".join(
        f"({quoted_list((c.source, c.provider, c.recipient))}, {c.year_from}, {c.year_to}, {c.zero})"
        for c in covers
    )
