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
@click.option("--yearly", "kind", flag_value="yearly", help="One row a tie and year, without figures.")
@click.option(
    "--claims", "kind", flag_value="claims", help="Each claim by itself: its file, page or row, wording."
)
@click.option(
    "--cells",
    "kind",
    flag_value="cells",
    help="What each source covers: reported, zero, silent, not looked at.",
)
@format_options
@home_option
def command(
    names: tuple[str, ...],
    provider: str | None,
    recipient: str | None,
    practice: str | None,
    years: str | None,
    unit: str | None,
    kind: str | None,
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
    auxilia ties USA MLI --years 1995..2005 --cells
    """
    from auxilia.cli.output import show
    from auxilia.ledger import Ledger
    from auxilia.ledger.shown import cells_shown, claims_shown, figures_shown, ties_shown, units_shown

    if len(names) > 2:
        raise click.UsageError(f"two names at most (provider and recipient), {len(names)} were given.")
    if names and (provider or recipient) and len(names) + bool(provider) + bool(recipient) > 2:
        raise click.UsageError("an end is named twice: once as an argument and once as an option.")
    given = list(names)
    provider = provider or (given.pop(0) if given else None)
    recipient = recipient or (given.pop(0) if given else None)
    if kind == "cells" and not (provider and recipient and years):
        raise click.UsageError("--cells wants a provider, a recipient and --years.")
    with Ledger(home) as ledger:
        if kind == "cells":
            rows = cells_shown(ledger, str(provider), str(recipient), practice=practice, years=years)
        elif kind == "claims":
            rows = claims_shown(ledger, provider, recipient, practice=practice, years=years, unit=unit)
        elif unit:
            rows = units_shown(ledger, provider, recipient, unit=unit, years=years)
        elif kind == "yearly":
            rows = ties_shown(ledger, provider, recipient, practice=practice, years=years)
        else:
            rows = figures_shown(ledger, provider, recipient, practice=practice, years=years)
        show(ledger, rows, style, output, everything=everything)
