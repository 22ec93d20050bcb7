"""A ledger as others may see it: sources whose terms forbid passing figures on say nothing in it.

The tables keep their names, so that every page, table and count is made of what is left. Of sources that let
derived figures alone be passed on, the single claims stay out.
"""

from __future__ import annotations

import duckdb

from auxilia.explorer.sources import OPEN_TERMS
from auxilia.ledger.resolve import sql as ledger_sql
from auxilia.readers.raw import quoted, text

FIGURES = (
    "core_coverage",
    "core_covered",
    "core_withheld",
    "core_conflicts",
    "core_indicators",
    "out_tie_figures",
    "out_unit_figures",
    "out_state_years",
    "out_dyad_years",
)
ROWS = ("core_claims", "core_actor_names", "core_unresolved", "core_signals")


def narrow(con: duckdb.DuckDBPyConnection) -> None:
    """Replace the views of a full ledger by views of what may be passed on; once, before anybody reads."""
    terms = dict(con.execute("SELECT source_id, redistribute FROM ledger.core_sources").fetchall())
    open_ = sorted(source for source, term in terms.items() if term in OPEN_TERMS)
    free = sorted(source for source, term in terms.items() if term == "yes")
    for tables, sources in ((FIGURES, open_), (ROWS, free)):
        for table in tables:
            con.execute(
                f"CREATE OR REPLACE VIEW {table} AS FROM ledger.{table} WHERE source_id IN ({_list(sources)})"
            )
    con.execute(
        "CREATE OR REPLACE VIEW core_sources AS SELECT * REPLACE ("
        f"CASE WHEN source_id IN ({_list(open_)}) THEN n_claims ELSE 0 END AS n_claims) "
        "FROM ledger.core_sources"
    )
    con.execute("DROP VIEW out_ties")
    con.execute(f"CREATE TABLE out_ties AS {ledger_sql('ties')}")
    for (view,) in con.execute(
        "SELECT view_name FROM duckdb_views() WHERE starts_with(view_name, 'raw_') AND NOT internal"
    ).fetchall():
        if view.removeprefix("raw_").partition("__")[0] not in free:
            con.execute(f"DROP VIEW {quoted(view)}")


def _list(sources: list[str]) -> str:
    return ", ".join(text(source) for source in sources) or "NULL"
