"""`auxilia export`: the rows of any address of the explorer, in any of its formats."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option


@click.command("export")
@click.argument("address")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; its ending is the format.",
)
@home_option
def command(address: str, output: Path | None, home: Path | None) -> None:
    """Write what an address of the explorer answers: the same rows, the same bytes.

    ADDRESS is a page's path with its parameters; its ending, or that of --output, is the format: json, csv,
    parquet, xlsx, dta, rds, graphml, gexf, bib, ris, csl.json.

    \b
    auxilia export /dyad/USA/EGY.csv
    auxilia export "/explore?provider=USA,RUS,CHN,FRA&table=cells&year=1990..2017" -o cells.dta
    """
    from auxilia.errors import UsageError

    try:
        from auxilia.explorer.shell import export
    except ImportError as error:
        raise UsageError(
            f"exports need the extra `web` ({error}). Mend: pip install 'auxilia[web]'"
        ) from error
    written = export(address, output, home)
    click.echo(written.path)
    click.echo(f"{written.rows:,} rows. {written.licence}", err=True)
    click.echo(f"From {written.ledger}.", err=True)
