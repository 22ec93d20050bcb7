"""The contract of claims: the columns that every source's `claims.sql` fills.

A source names actors as it prints them, in a scheme (`name`, `gw`, `cow`, `iso3`, `ucdp`, `actor`); the
ledger resolves them later. `facet` tells apart the claims of one record (`trainees`, `cost`).
"""

from __future__ import annotations

from dataclasses import dataclass

from auxilia.vocabulary import words

SCHEMES = ("name", "gw", "cow", "iso3", "ucdp", "actor")


@dataclass(frozen=True, slots=True)
class ClaimColumn:
    """One column: its name, DuckDB type, whether it must be filled, and the words allowed in it."""

    name: str
    type: str
    required: bool = False
    allowed: tuple[str, ...] = ()


CLAIM_COLUMNS = (
    ClaimColumn("record_id", "VARCHAR", required=True),
    ClaimColumn("facet", "VARCHAR", required=True),
    ClaimColumn("file", "VARCHAR", required=True),
    ClaimColumn("locator", "VARCHAR", required=True),
    ClaimColumn("provider_scheme", "VARCHAR", required=True, allowed=SCHEMES),
    ClaimColumn("provider_ref", "VARCHAR", required=True),
    ClaimColumn("provider_text", "VARCHAR", required=True),
    ClaimColumn("recipient_scheme", "VARCHAR", required=True, allowed=SCHEMES),
    ClaimColumn("recipient_ref", "VARCHAR", required=True),
    ClaimColumn("recipient_text", "VARCHAR", required=True),
    ClaimColumn("unit_text", "VARCHAR"),
    ClaimColumn("opponent_scheme", "VARCHAR", allowed=SCHEMES),
    ClaimColumn("opponent_ref", "VARCHAR"),
    ClaimColumn("opponent_text", "VARCHAR"),
    ClaimColumn("practice", "VARCHAR", required=True, allowed=words.PRACTICES),
    ClaimColumn("instrument", "VARCHAR", required=True, allowed=words.INSTRUMENTS),
    ClaimColumn("concession", "VARCHAR", required=True, allowed=words.CONCESSIONS),
    ClaimColumn("stage", "VARCHAR", required=True, allowed=words.STAGES),
    ClaimColumn("date_start", "DATE"),
    ClaimColumn("date_end", "DATE"),
    ClaimColumn("date_precision", "VARCHAR", required=True, allowed=words.DATE_PRECISIONS),
    ClaimColumn("year", "INTEGER"),
    ClaimColumn("fiscal_year", "INTEGER"),
    ClaimColumn("measure", "VARCHAR", required=True, allowed=words.MEASURES),
    ClaimColumn("value", "DOUBLE"),
    ClaimColumn("value_low", "DOUBLE"),
    ClaimColumn("value_high", "DOUBLE"),
    ClaimColumn("price_basis", "VARCHAR"),
    ClaimColumn("programme_id", "VARCHAR"),
    ClaimColumn("certainty", "VARCHAR", required=True, allowed=words.CERTAINTIES),
    ClaimColumn("countable", "BOOLEAN", required=True),
    ClaimColumn("reason", "VARCHAR"),
    ClaimColumn("mutual", "BOOLEAN", required=True),
    ClaimColumn("note", "VARCHAR"),
)


def create_claims_sql(table: str) -> str:
    """The statement that makes an empty table of claims; its constraints are the contract."""
    columns = ", ".join(_column_sql(column) for column in CLAIM_COLUMNS)
    return f"CREATE TABLE {table} ({columns})"


def _column_sql(column: ClaimColumn) -> str:
    sql = f"{column.name} {column.type}"
    if column.required:
        sql += " NOT NULL"
    if column.allowed:
        words_sql = ", ".join(f"'{word}'" for word in column.allowed)
        sql += f" CHECK ({column.name} IN ({words_sql}))"
    return sql
