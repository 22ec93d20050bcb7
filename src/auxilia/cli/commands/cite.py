"""`auxilia cite`: how to cite the ledger and its sources."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option


@click.command("cite")
@click.argument("names", nargs=-1, metavar="[SOURCE | ACTOR | PROVIDER-RECIPIENT]...")
@click.option(
    "--style", type=click.Choice(("text", "bibtex", "ris")), default="text", show_default=True, help="Form."
)
@home_option
def command(names: tuple[str, ...], style: str, home: Path | None) -> None:
    """Print the citations behind a source, an actor or a pair; all sources where nothing is named.

    \b
    auxilia cite us_fmtr ucdp_esd
    auxilia cite USA-MLI --style bibtex
    """
    from auxilia.cli.output import say_where
    from auxilia.ledger import Ledger
    from auxilia.ledger.citing import cited

    with Ledger(home) as ledger:
        click.echo(cited(ledger, names, style))
        say_where(ledger)
