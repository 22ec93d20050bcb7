"""`auxilia ties`: what is known of the ties between two actors."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import format_options, home_option
from auxilia.vocabulary.words import PRACTICES


@click.command("ties")
@click.argument("names", nargs=-1, metavar="[PROVIDER [RECIPIENT]]")
@click.option("--provider", help="Who provides.")
@click.option("--recipient", help="Who receives.")
@click.option("--practice", type=click.Choice(PRACTICES), help="One practice only.")
@click.option("--years", help="2010, 2010..2020, 2010.. or ..2020.")
@click.option("--unit", help="A force below the state: part of its name or its id.")
@click.option("--yearly", is_flag=True, help="One row a tie and year, without figures.")
@format_options
@home_option
def command(
    names: tuple[str, ...],
    provider: str | None,
    recipient: str | None,
    practice: str | None,
    years: str | None,
    unit: str | None,
    yearly: bool,
    style: str,
    output: Path | None,
    everything: bool,
    home: Path | None,
) -> None:
    """Show the ties between actors, with every figure that a source prints.

    Each row is what one source says in one measure, stage and period; rows are never added up, because
    sources partly tell of the same dollars.

    \b
    auxilia ties USA MLI --years 2010..2020
    auxilia ties --recipient Mali --practice train
    """
    from auxilia.cli.output import show
    from auxilia.ledger import Ledger
    from auxilia.ledger.shown import figures_shown, ties_shown, units_shown

    if len(names) > 2:
        raise click.UsageError(f"two names at most (provider and recipient), {len(names)} were given.")
    if names and (provider or recipient) and len(names) + bool(provider) + bool(recipient) > 2:
        raise click.UsageError("an end is named twice: once as an argument and once as an option.")
    given = list(names)
    provider = provider or (given.pop(0) if given else None)
    recipient = recipient or (given.pop(0) if given else None)
    with Ledger(home) as ledger:
        if unit:
            rows = units_shown(ledger, provider, recipient, unit=unit, years=years)
        elif yearly:
            rows = ties_shown(ledger, provider, recipient, practice=practice, years=years)
        else:
            rows = figures_shown(ledger, provider, recipient, practice=practice, years=years)
        show(ledger, rows, style, output, everything=everything)
