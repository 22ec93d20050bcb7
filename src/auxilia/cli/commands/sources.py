"""`auxilia sources`: the sources, and whether their addresses still answer."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import format_options, home_option


@click.command("sources")
@click.option(
    "--check", is_flag=True, help="Ask each address, without downloading, what moved or is overdue."
)
@format_options
@home_option
def command(check: bool, style: str, output: Path | None, everything: bool, home: Path | None) -> None:
    """List the sources: what they are, their years, claims and licence."""
    from auxilia.cli.output import show, table
    from auxilia.ledger import Ledger, default_home

    if check:
        from auxilia.cli.progress import Progress
        from auxilia.ledger.fetching import check_addresses

        results = check_addresses((home or default_home()).expanduser(), Progress())
        checked = [(r.source_id, r.name, r.state, r.new_url or r.url, r.detail or None) for r in results]
        click.echo(table(["source", "file", "state", "address", "says"], checked, widest=1000), nl=False)
        return
    with Ledger(home) as ledger:
        show(ledger, ledger.sources(), style, output, everything=everything)
