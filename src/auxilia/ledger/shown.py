"""Ties as they are shown to people: names instead of ids, the columns in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import duckdb

from auxilia.ledger.cells import Cell
from auxilia.ledger.query import Ledger, YearsGiven
from auxilia.vocabulary import PRACTICES

NAMES = """
    LEFT JOIN core_actors AS p ON p.actor_id = x.provider_id
    LEFT JOIN core_actors AS r ON r.actor_id = x.recipient_id
"""
PERIOD = (
    "CASE WHEN x.fiscal THEN 'FY' ELSE '' END || "
    "CASE WHEN x.year_from IS NULL THEN 'undated' WHEN x.year_to IS NULL THEN x.year_from || '-' "
    "WHEN x.year_to > x.year_from THEN x.year_from || '-' || x.year_to ELSE x.year_from::VARCHAR END"
)
CLAIM_PERIOD = (
    "CASE WHEN x.date_precision = 'fiscal_year' OR x.fiscal_year IS NOT NULL THEN 'FY' ELSE '' END || "
    "CASE WHEN x.year IS NOT NULL THEN x.year::VARCHAR "
    "WHEN x.date_start IS NULL THEN 'undated' WHEN x.date_end IS NULL THEN year(x.date_start) || '-' "
    "WHEN year(x.date_end) > year(x.date_start) THEN year(x.date_start) || '-' || year(x.date_end) "
    "ELSE year(x.date_start)::VARCHAR END"
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


def claims_shown(
    ledger: Ledger,
    provider: str | None,
    recipient: str | None,
    *,
    practice: str | None,
    years: YearsGiven,
    unit: str | None = None,
) -> duckdb.DuckDBPyRelation:
    """Every claim, with names, and where in which file it stands."""
    rows = ledger.claims(provider, recipient, practice=practice, years=years, unit=unit)
    return ledger.con.sql(
        "SELECT coalesce(p.name, x.provider_id) AS provider, coalesce(r.name, x.recipient_id) AS recipient, "
        f"{CLAIM_PERIOD} AS period, x.practice, x.programme_id AS programme, "
        "x.unit_text AS unit, x.measure, x.value, x.price_basis, x.stage, x.countable, x.reason, "
        "x.source_id AS source, x.file, x.locator, x.note, x.claim_id "
        f"FROM ({rows.sql_query()}) AS x {NAMES} "
        "ORDER BY provider, recipient, coalesce(x.year, year(x.date_start)), x.practice, x.claim_id"
    )


def cells_shown(
    ledger: Ledger, provider: str, recipient: str, *, practice: str | None, years: YearsGiven
) -> duckdb.DuckDBPyRelation:
    """The cell state of each source by spells of years: what its silence means, and where it does not look.

    Sources that cover none of the years asked for are left out.
    """
    practices = [practice] if practice else list(PRACTICES)
    rows = [
        (name, source, spell[0], spell[-1], state)
        for name in practices
        for source, cells in groupby(
            ledger.cells(provider, recipient, practice=name, years=years), lambda cell: cell.source_id
        )
        if (spells := _spells(cells)) and {state for state, _ in spells} != {"not_covered"}
        for state, spell in spells
    ]
    marks = ", ".join(["(?, ?, ?::INTEGER, ?::INTEGER, ?)"] * len(rows)) or "('', '', 0, 0, '')"
    given = [value for row in rows for value in row]
    return ledger.con.sql(
        f"SELECT * FROM (VALUES {marks}) AS t(practice, source, year_from, year_to, state) "
        "WHERE source <> '' ORDER BY practice, source, year_from",
        params=given,
    )


def _spells(cells: Iterable[Cell]) -> list[tuple[str, list[int]]]:
    """Runs of years with one state."""
    return [(state, [cell.year for cell in run]) for state, run in groupby(cells, lambda cell: cell.state)]


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
