"""Ties as they are shown to people: names instead of ids, the columns in the order of reading."""

from __future__ import annotations

import duckdb

from auxilia.ledger.query import Ledger, YearsGiven

NAMES = """
    LEFT JOIN core_actors AS p ON p.actor_id = x.provider_id
    LEFT JOIN core_actors AS r ON r.actor_id = x.recipient_id
"""
PERIOD = (
    "CASE WHEN x.year_from IS NULL THEN 'undated' WHEN x.year_to IS NULL THEN x.year_from || '-' "
    "WHEN x.year_to > x.year_from THEN x.year_from || '-' || x.year_to "
    "WHEN x.fiscal THEN 'FY' || x.year_from ELSE x.year_from::VARCHAR END"
)


def figures_shown(
    ledger: Ledger,
    provider: str | None,
    recipient: str | None,
    *,
    practice: str | None,
    years: YearsGiven,
) -> duckdb.DuckDBPyRelation:
    """Every figure, with names; `period` is a year, a fiscal year (FY) or a span."""
    rows = ledger.figures(provider, recipient, practice=practice, years=years)
    return ledger.con.sql(
        f"SELECT coalesce(p.name, x.provider_id) AS provider, coalesce(r.name, x.recipient_id) AS recipient, "
        f"{PERIOD} AS period, x.practice, x.instrument, x.programme_id AS programme, x.measure, x.value, "
        "x.price_basis, x.stage, x.concession, x.source_id AS source, x.certainty, x.mutual, "
        "x.n_claims AS claims "
        f"FROM ({rows.sql_query()}) AS x {NAMES} "
        "ORDER BY provider, recipient, x.year_from, x.year_to, x.practice, x.source_id, x.measure, x.stage, "
        "x.price_basis, x.programme_id, x.instrument, x.concession, x.certainty"
    )


def ties_shown(
    ledger: Ledger,
    provider: str | None,
    recipient: str | None,
    *,
    practice: str | None,
    years: YearsGiven,
) -> duckdb.DuckDBPyRelation:
    """One row a tie and year, with names."""
    rows = ledger.ties(provider, recipient, practice=practice, years=years)
    return ledger.con.sql(
        "SELECT coalesce(p.name, x.provider_id) AS provider, coalesce(r.name, x.recipient_id) AS recipient, "
        "x.year, x.practice, x.instruments, x.programmes, x.sources, x.state, x.certainty, x.mutual, "
        f"x.n_claims AS claims FROM ({rows.sql_query()}) AS x {NAMES} "
        "ORDER BY provider, recipient, x.year, x.practice"
    )


def units_shown(
    ledger: Ledger, provider: str | None, recipient: str | None, *, unit: str, years: YearsGiven
) -> duckdb.DuckDBPyRelation:
    """Figures of forces below the state, with names."""
    rows = ledger.units(recipient, provider=provider, unit=unit, years=years)
    return ledger.con.sql(
        "SELECT coalesce(p.name, x.provider_id) AS provider, coalesce(r.name, x.recipient_id) AS recipient, "
        "x.unit_name AS unit, x.force, x.year, x.practice, x.programme_id AS programme, x.measure, x.value, "
        f"x.stage, x.source_id AS source, x.n_claims AS claims FROM ({rows.sql_query()}) AS x {NAMES} "
        "ORDER BY provider, recipient, unit, x.year, x.practice, programme, x.measure"
    )
