"""`auxilia build`: the sources into the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option
from auxilia.cli.progress import Progress


@click.command("build")
@click.option(
    "--mirror",
    type=click.Path(file_okay=False, path_type=Path),
    help="Take the files from a folder laid out by source instead of downloading them.",
)
@click.option(
    "--source", "sources", multiple=True, metavar="ID", help="Only this source; repeat for several."
)
@click.option(
    "--refresh", is_flag=True, help="Ask the publishers for newer files, even where one is at hand."
)
@home_option
def command(mirror: Path | None, sources: tuple[str, ...], refresh: bool, home: Path | None) -> None:
    """Build the ledger from the sources.

    Files come from the publishers' own addresses, or from a mirror. What has not changed is not read again,
    and the ledger in force stays whole until the new one is complete.
    """
    from importlib.metadata import version

    from auxilia.ledger import default_home
    from auxilia.ledger.build import build
    from auxilia.ledger.fetching import fetcher

    root = (home or default_home()).expanduser()
    progress = Progress()
    try:
        built = build(
            root,
            fetcher(root, mirror=mirror, refresh=refresh, report=progress),
            only=sources,
            report=progress,
            version=version("auxilia"),
        )
    finally:
        progress.close()
    done = (
        "nothing has changed"
        if built.unchanged
        else f"read {len(built.read)}, resolved {len(built.resolved)}"
    )
    for signal in built.signals:
        click.echo(
            f"Noticed in {signal.source_id}, {signal.table} {signal.column}: {signal.message}", err=True
        )
    for source_id, steps in built.left_out.items():
        click.echo(f"Left out: {source_id}. {steps}", err=True)
    count = len(built.sources)
    click.echo(f"{built.folder / 'ledger.duckdb'}")
    click.echo(
        f"Ledger {built.build_id}: {count} source{'s' if count != 1 else ''}, {done}, {built.seconds:.1f} s.",
        err=True,
    )
