"""`auxilia panel`: a table for models, with an explicit unit of analysis."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auxilia.cli.options import FORMATS, home_option

if TYPE_CHECKING:
    from auxilia.panels import Panel
    from auxilia.panels.diagnose import ColumnReport

UNITS = ("state-year", "dyad-year", "actor-year", "conflict-year", "tie-year")
REPORT = ("column", "added by", "observed", "zero", "not reported", "withheld", "not covered")


@click.command("panel")
@click.argument("unit", required=False, type=click.Choice(UNITS))
@click.option(
    "--providers", default="", help="Who provides (dyad-year, tie-year): names, separated by commas."
)
@click.option("--recipients", default="", help="Who receives; the actors of the other units.")
@click.option("--years", help="2010, 2010..2020, 2010.. or ..2020 (default: from 1946).")
@click.option(
    "--system", type=click.Choice(("cow", "gw")), default="cow", show_default=True, help="The state system."
)
@click.option("--add", "adds", multiple=True, help="Adders or indicators, separated by commas; repeatable.")
@click.option("--lag", "lags", multiple=True, metavar="COLUMN[:YEARS]", help="The value YEARS years ago.")
@click.option("--lead", "leads", multiple=True, metavar="COLUMN[:YEARS]", help="The value YEARS years later.")
@click.option(
    "--window",
    "windows",
    multiple=True,
    metavar="COLUMN:HOW:YEARS",
    help="sum, mean, min or max of the years.",
)
@click.option(
    "--deflate", "deflates", multiple=True, metavar="COLUMN", help="Current USD in constant prices."
)
@click.option("--no-states", is_flag=True, help="Leave the columns of cell states out.")
@click.option("--adders", "listing", is_flag=True, help="List what can be added, and leave.")
@click.option("-f", "--format", "style", type=click.Choice(FORMATS), default="table", show_default=True,
              help="How to print where no file is named.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
              help="File to write: .parquet, .csv or .dta.")  # fmt: skip
@home_option
def command(
    unit: str | None,
    providers: str,
    recipients: str,
    years: str | None,
    system: str,
    adds: tuple[str, ...],
    lags: tuple[str, ...],
    leads: tuple[str, ...],
    windows: tuple[str, ...],
    deflates: tuple[str, ...],
    no_states: bool,
    listing: bool,
    style: str,
    output: Path | None,
    home: Path | None,
) -> None:
    """Make a panel: rows from the dated state system, columns by name, a state beside every cell.

    An adder takes options after colons: ties:practice=train:measure=trainees. Any indicator can be added by
    its id: cow:cinc. The codebook is written beside the file.

    \b
    auxilia panel dyad-year --providers USA,RUS,CHN,FRA --years 1990..2017 --add ties,alignment -o out.dta
    auxilia panel state-year --years 2010..2020 --add violence,vdem:polyarchy --lag battle_deaths:1 -f csv
    auxilia panel --adders
    """
    from auxilia.cli.output import say_where, show
    from auxilia.ledger import Ledger
    from auxilia.panels import build
    from auxilia.panels.writing import checked_path

    if listing:
        _list_adders()
        return
    if unit is None:
        raise click.UsageError(f"name a unit of analysis: {', '.join(UNITS)}.")
    if output is not None:
        checked_path(output)
    with Ledger(home) as ledger:
        panel = build(
            ledger,
            unit,  # type: ignore[arg-type]  # click has checked the word
            years=years,
            providers=_names(providers),
            recipients=_names(recipients),
            system=system,
            states=not no_states,
        )
        panel = panel.add(*(name for one in adds for name in _names(one)))
        panel = _derived(panel, lags, leads, windows, deflates)
        for note in panel.notes:
            click.echo(note, err=True)
        if output is None:
            show(ledger, panel.relation, style)
            return
        written = panel.write(output)
        _say(written.reports)
        kept = f"{written.rows} rows, before and after the joins"
        click.echo(f"{written.path}: {kept}; codebook: {written.codebook}", err=True)
        say_where(ledger)


def _names(given: str) -> list[str]:
    return [name.strip() for name in given.split(",") if name.strip()]


def _derived(
    panel: Panel, lags: Sequence[str], leads: Sequence[str], windows: Sequence[str], deflates: Sequence[str]
) -> Panel:
    for column in deflates:
        panel = panel.deflate(column)
    for one in lags:
        name, _, number = one.partition(":")
        panel = panel.lag(name, _number(one, number or "1"))
    for one in leads:
        name, _, number = one.partition(":")
        panel = panel.lead(name, _number(one, number or "1"))
    for one in windows:
        name, how, number = [*one.split(":"), "", ""][:3]
        panel = panel.window(name, _number(one, number), how)
    return panel


def _number(asked: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise click.UsageError(f"{asked!r}: write a whole number of years at the end.")
    return int(text)


def _say(reports: Sequence[ColumnReport]) -> None:
    """What each column found, on standard error."""
    from auxilia.cli.output import table

    rows = [
        (r.column, r.adder, r.observed, r.observed_zero, r.not_reported, r.withheld, r.not_covered)
        for r in reports
    ]
    if rows:
        click.echo(table(REPORT, rows), err=True, nl=False)


def _list_adders() -> None:
    from auxilia.panels import adders

    for name, adder in sorted(adders().items()):
        click.echo(f"{name}: {adder.title}")
        click.echo(f"    units: {', '.join(adder.units)}")
        for key, option in adder.options.items():
            words = f" ({', '.join(option.allowed)})" if option.allowed else ""
            click.echo(f"    {key}= {option.means}{words}")
