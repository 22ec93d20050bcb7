"""The contract of a source's queries: the columns that its `claims.sql` and `actors.sql` fill.

A source names actors as it prints them, in a scheme (`name`, `gw`, `cow`, `iso3`, `ucdp`, `actor`); the
ledger resolves them later. `facet` tells apart the claims of one record (`trainees`, `cost`).
"""

from __future__ import annotations

from dataclasses import dataclass

from auxilia.vocabulary import words

SCHEMES = ("name", "gw", "cow", "iso3", "ucdp", "actor")


@dataclass(frozen=True, slots=True)
class ContractColumn:
    """One column: its name, DuckDB type, whether it must be filled, and the words allowed in it."""

    name: str
    type: str
    required: bool = False
    allowed: tuple[str, ...] = ()


CLAIM_COLUMNS = (
    ContractColumn("record_id", "VARCHAR", required=True),
    ContractColumn("facet", "VARCHAR", required=True),
    ContractColumn("file", "VARCHAR", required=True),
    ContractColumn("locator", "VARCHAR", required=True),
    ContractColumn("provider_scheme", "VARCHAR", required=True, allowed=SCHEMES),
    ContractColumn("provider_ref", "VARCHAR", required=True),
    ContractColumn("provider_text", "VARCHAR", required=True),
    ContractColumn("recipient_scheme", "VARCHAR", required=True, allowed=SCHEMES),
    ContractColumn("recipient_ref", "VARCHAR", required=True),
    ContractColumn("recipient_text", "VARCHAR", required=True),
    ContractColumn("unit_text", "VARCHAR"),
    ContractColumn("opponent_scheme", "VARCHAR", allowed=SCHEMES),
    ContractColumn("opponent_ref", "VARCHAR"),
    ContractColumn("opponent_text", "VARCHAR"),
    ContractColumn("practice", "VARCHAR", required=True, allowed=words.PRACTICES),
    ContractColumn("instrument", "VARCHAR", required=True, allowed=words.INSTRUMENTS),
    ContractColumn("concession", "VARCHAR", required=True, allowed=words.CONCESSIONS),
    ContractColumn("stage", "VARCHAR", required=True, allowed=words.STAGES),
    ContractColumn("date_start", "DATE"),
    ContractColumn("date_end", "DATE"),
    ContractColumn("date_precision", "VARCHAR", required=True, allowed=words.DATE_PRECISIONS),
    ContractColumn("year", "INTEGER"),
    ContractColumn("fiscal_year", "INTEGER"),
    ContractColumn("measure", "VARCHAR", required=True, allowed=words.MEASURES),
    ContractColumn("value", "DOUBLE"),
    ContractColumn("value_low", "DOUBLE"),
    ContractColumn("value_high", "DOUBLE"),
    ContractColumn("price_basis", "VARCHAR"),
    ContractColumn("programme_id", "VARCHAR"),
    ContractColumn("certainty", "VARCHAR", required=True, allowed=words.CERTAINTIES),
    ContractColumn("countable", "BOOLEAN", required=True),
    ContractColumn("reason", "VARCHAR"),
    ContractColumn("mutual", "BOOLEAN", required=True),
    ContractColumn("note", "VARCHAR"),
)


# What a source's `actors.sql` tells of the actors it numbers: armed groups, and governments by their state.
ACTOR_COLUMNS = (
    ContractColumn("actor_id", "VARCHAR", required=True),
    ContractColumn("kind", "VARCHAR", required=True, allowed=("group", "government")),
    ContractColumn("ucdp_id", "VARCHAR", required=True),
    ContractColumn("name", "VARCHAR", required=True),
    ContractColumn("name_long", "VARCHAR"),
    ContractColumn("gwno", "INTEGER"),
    ContractColumn("aliases", "VARCHAR"),
)


# What `states.sql` tells: one value of one indicator for one actor and year.
STATE_COLUMNS = (
    ContractColumn("indicator", "VARCHAR", required=True),
    ContractColumn("actor_scheme", "VARCHAR", required=True, allowed=SCHEMES),
    ContractColumn("actor_ref", "VARCHAR", required=True),
    ContractColumn("actor_text", "VARCHAR", required=True),
    ContractColumn("year", "INTEGER", required=True),
    ContractColumn("value", "DOUBLE"),
    ContractColumn("value_low", "DOUBLE"),
    ContractColumn("value_high", "DOUBLE"),
    ContractColumn("missing", "VARCHAR"),
    ContractColumn("file", "VARCHAR", required=True),
    ContractColumn("locator", "VARCHAR", required=True),
)

# What `dyads.sql` tells: one value of one indicator for a pair of actors and a year. A pair without direction
# is told once; `directed` says which it is.
DYAD_COLUMNS = (
    ContractColumn("indicator", "VARCHAR", required=True),
    ContractColumn("directed", "BOOLEAN", required=True),
    ContractColumn("a_scheme", "VARCHAR", required=True, allowed=SCHEMES),
    ContractColumn("a_ref", "VARCHAR", required=True),
    ContractColumn("a_text", "VARCHAR", required=True),
    ContractColumn("b_scheme", "VARCHAR", required=True, allowed=SCHEMES),
    ContractColumn("b_ref", "VARCHAR", required=True),
    ContractColumn("b_text", "VARCHAR", required=True),
    ContractColumn("year", "INTEGER", required=True),
    ContractColumn("value", "DOUBLE"),
    ContractColumn("file", "VARCHAR", required=True),
    ContractColumn("locator", "VARCHAR", required=True),
)

# What `conflicts.sql` tells: one party on one side of one conflict in one year.
CONFLICT_COLUMNS = (
    ContractColumn("conflict_id", "VARCHAR", required=True),
    ContractColumn("name", "VARCHAR", required=True),
    ContractColumn(
        "kind",
        "VARCHAR",
        required=True,
        allowed=("extrasystemic", "interstate", "intrastate", "internationalised", "nonstate"),
    ),
    ContractColumn("year", "INTEGER", required=True),
    ContractColumn("side", "VARCHAR", required=True, allowed=("a", "b")),
    ContractColumn("role", "VARCHAR", required=True, allowed=("primary", "secondary")),
    ContractColumn("party_scheme", "VARCHAR", required=True, allowed=SCHEMES),
    ContractColumn("party_ref", "VARCHAR", required=True),
    ContractColumn("party_text", "VARCHAR", required=True),
    ContractColumn("location_gw", "VARCHAR"),
    ContractColumn("intensity", "INTEGER"),
    ContractColumn("file", "VARCHAR", required=True),
    ContractColumn("locator", "VARCHAR", required=True),
)


def create_table_sql(table: str, columns: tuple[ContractColumn, ...]) -> str:
    """The statement that makes an empty table of the contract; its constraints are the contract."""
    return f"CREATE TABLE {table} ({', '.join(_column_sql(column) for column in columns)})"


def _column_sql(column: ContractColumn) -> str:
    sql = f"{column.name} {column.type}"
    if column.required:
        sql += " NOT NULL"
    if column.allowed:
        words_sql = ", ".join(f"'{word}'" for word in column.allowed)
        sql += f" CHECK ({column.name} IN ({words_sql}))"
    return sql
