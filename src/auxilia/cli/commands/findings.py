"""`auxilia findings`: compute a page of findings from the ledger, with its pictures and numbers."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option
from auxilia.cli.progress import Progress


@click.command("findings")
@click.argument("name", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("findings"),
    show_default=True,
    help="Folder to write into.",
)
@home_option
def command(name: str | None, output: Path, home: Path | None) -> None:
    """Compute a page of findings: text, pictures, every number, and the files that they come from.

    Without a name it lists the pages that there are.

    \b
    auxilia findings purposes
    auxilia findings logics -o docs/findings
    """
    from auxilia.cli.output import say_where
    from auxilia.ledger import Ledger
    from auxilia.report.findings import known_pages, page_called, write

    if name is None:
        for page in known_pages():
            click.echo(f"{page.slug}: {page.title}")
        return
    page = page_called(name)
    progress = Progress()
    with Ledger(home) as ledger:
        try:
            finding = page.compute(ledger, progress)
        finally:
            progress.close()
        for path in write(finding, ledger, output):
            click.echo(path)
        say_where(ledger)
