"""`auxilia status`: what the ledger holds, and what it could not place."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option

SECTIONS = (
    (
        "Sources",
        "SELECT source_id, n_claims AS claims, year_from, year_to, licence FROM core_sources ORDER BY 1",
    ),
    (
        "Actors",
        "SELECT kind, count(*) AS actors FROM core_actors GROUP BY kind ORDER BY kind",
    ),
    (
        "Not counted in ties (kept as claims)",
        "SELECT source_id, reason, count(*) AS claims FROM core_claims WHERE NOT countable "
        "GROUP BY ALL ORDER BY source_id, claims DESC",
    ),
    (
        "Unresolved names (kept under text:)",
        "SELECT source_id, printed, sum(n_claims)::BIGINT AS claims FROM core_unresolved "
        "GROUP BY ALL ORDER BY claims DESC, printed",
    ),
    (
        "Columns that nobody declared",
        "SELECT source_id, table_name, column_name FROM core_signals ORDER BY ALL",
    ),
)


@click.command("status")
@home_option
def command(home: Path | None) -> None:
    """Show what the ledger holds: sources, actors, claims not counted, names not resolved, new columns."""
    from auxilia.cli.output import say_where, table
    from auxilia.ledger import Ledger

    with Ledger(home) as ledger:
        for title, query in SECTIONS:
            relation = ledger.con.sql(query)
            rows = relation.fetchall()
            click.echo(f"{title}: {len(rows)}")
            if rows:
                click.echo(table(relation.columns, rows))
        say_where(ledger)
