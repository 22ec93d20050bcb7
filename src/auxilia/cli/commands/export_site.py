"""`auxilia export-site`: the explorer's pages as files that any web server can hold."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option


@click.command("export-site")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--dyads", type=click.IntRange(0), default=100, show_default=True, help="Pairs with most on record."
)
@home_option
def command(folder: Path, dyads: int, home: Path | None) -> None:
    """Write the explorer as static files into a new FOLDER: actors, programmes, sources, the largest pairs.

    What asks the ledger anew (explore, compare, search) needs the server and is left out; links to it say so.

    \b
    auxilia export-site site
    """
    from auxilia.cli.progress import Progress
    from auxilia.errors import UsageError

    try:
        from auxilia.explorer.site import write_site
    except ImportError as error:
        raise UsageError(
            f"the explorer needs the extra `web` ({error}). Mend: pip install 'auxilia[web]'"
        ) from error
    progress = Progress()
    try:
        written = write_site(folder, home, dyads=dyads, progress=progress)
    finally:
        progress.close()
    click.echo(f"{folder}: {written.pages:,} pages, {written.files:,} files, {written.bytes:,} bytes")
