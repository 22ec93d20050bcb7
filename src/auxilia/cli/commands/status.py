"""`auxilia status`: what the ledger holds, and what it could not place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import click

from auxilia.cli.options import home_option, plain_format_option

# Reasons and licences are read whole.
WIDEST = 200


class Section(NamedTuple):
    """A table of the status: its heading, what its heading counts, and the query."""

    title: str
    counts: str
    query: str


SECTIONS = (
    Section(
        "Actors", "actors", "SELECT kind, count(*) AS actors FROM core_actors GROUP BY kind ORDER BY kind"
    ),
    Section(
        "Not counted in ties, kept as claims",
        "claims",
        "SELECT source_id, count(*) AS claims, reason FROM core_claims WHERE NOT countable "
        "GROUP BY ALL ORDER BY source_id, claims DESC, reason",
    ),
    Section(
        "Names that nothing answers to, kept as printed",
        "lines",
        "SELECT source_id, printed, sum(n_claims)::BIGINT AS lines FROM core_unresolved "
        "GROUP BY ALL ORDER BY lines DESC, printed",
    ),
    Section(
        "Noticed by the readers",
        "signals",
        "SELECT source_id, table_name, column_name, message FROM core_signals ORDER BY ALL",
    ),
)


@click.command("status")
@plain_format_option
@home_option
def command(style: str, home: Path | None) -> None:
    """Show what the ledger holds: sources, actors, claims not counted, names not resolved, signals."""
    from auxilia.cli.output import as_json, say_where, table
    from auxilia.ledger import Ledger

    with Ledger(home) as ledger:
        sources = ledger.sources().project("source_id, claims, indicators, year_from, year_to, licence")
        tables = [(Section("Sources", "sources", ""), sources.columns, sources.fetchall())]
        for section in SECTIONS:
            relation = ledger.con.sql(section.query)
            tables.append((section, relation.columns, relation.fetchall()))
        if style == "json":
            told = {section.title: json.loads(as_json(columns, rows)) for section, columns, rows in tables}
            click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            for section, columns, rows in tables:
                click.echo(f"{section.title}: {_count(section, columns, rows):,} {section.counts}")
                if rows:
                    click.echo(table(columns, rows, widest=WIDEST))
        say_where(ledger)


def _count(section: Section, columns: list[str], rows: list[tuple[object, ...]]) -> int:
    """What a heading counts: its column summed, or the rows themselves."""
    if section.counts not in columns:
        return len(rows)
    place = columns.index(section.counts)
    return sum(value for row in rows if isinstance(value := row[place], int))
