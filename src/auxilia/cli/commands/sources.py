"""`auxilia sources`: the sources, and whether their addresses still answer."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import format_options, home_option

CHECKED = ("source", "file", "state", "address", "says")
# Addresses and what is said of them are read whole.
WIDEST = 1000


@click.command("sources")
@click.option(
    "--check", is_flag=True, help="Ask each address, without downloading, what moved or is overdue."
)
@format_options
@home_option
def command(check: bool, style: str, output: Path | None, everything: bool, home: Path | None) -> None:
    """List the sources: what they are, their years, claims and licence."""
    from auxilia.cli.output import show
    from auxilia.ledger import Ledger, default_home

    if check:
        _check((home or default_home()).expanduser(), style, output)
        return
    with Ledger(home) as ledger:
        show(ledger, ledger.sources(), style, output, everything=everything)


def _check(home: Path, style: str, output: Path | None) -> None:
    from auxilia.cli.output import put_rows
    from auxilia.cli.progress import Progress
    from auxilia.errors import UsageError
    from auxilia.ledger.fetching import check_addresses

    if style == "parquet":
        raise UsageError("a check is printed as table, csv or json.")
    results = check_addresses(home, Progress())
    rows = [(r.source_id, r.name, r.state, r.new_url or r.url, r.detail or None) for r in results]
    put_rows(CHECKED, rows, style, output, everything=True, widest=WIDEST)
    click.echo(f"Asked of the publishers now, and held against the files at {home}.", err=True)
