"""`auxilia sql`: a query of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import format_options, home_option


@click.command("sql")
@click.argument("query")
@format_options
@home_option
def command(query: str, style: str, output: Path | None, everything: bool, home: Path | None) -> None:
    """Run one SELECT on the ledger, read-only.

    Tables: core_* (what sources state), out_* (what people use), raw_<source>__<table> (what the files say;
    full ledger only). `auxilia sql "SHOW ALL TABLES"` lists them.

    \b
    auxilia sql "SELECT source_id, count(*) FROM out_tie_figures GROUP BY 1"
    """
    from auxilia.cli.output import show
    from auxilia.ledger import Ledger

    with Ledger(home) as ledger:
        show(ledger, ledger.sql(query), style, output, everything=everything)
