"""`auxilia source`: one source, whole."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option


@click.command("source")
@click.argument("source_id", metavar="ID")
@home_option
def command(source_id: str, home: Path | None) -> None:
    """Show one source: what it covers, its quirks, licence, citation, files and every column's use."""
    from auxilia.cli.output import say_where, table
    from auxilia.errors import UnknownNameError
    from auxilia.ledger import Ledger
    from auxilia.ledger.citing import citation_text
    from auxilia.sources import discover

    specs = discover()
    if source_id not in specs:
        raise UnknownNameError(source_id, "source", tuple(specs))
    spec = specs[source_id]
    click.echo(f"{spec.id}: {spec.title}\n{spec.producer}. Version {spec.version}. {spec.homepage}\n")
    click.echo(f"Cite: {citation_text(spec)}")
    click.echo(f"Licence: {spec.licence.name}. {spec.licence.note}\nComes: {spec.cadence}\n")
    covers = [
        (c.provider, c.recipient, c.practice, c.instrument or None, c.year_from, c.year_to, c.absence)
        for c in spec.covers
    ]
    click.echo("Covers (silence means zero or not_reported):")
    click.echo(
        table(["provider", "recipient", "practice", "instrument", "year_from", "year_to", "silence"], covers)
    )
    click.echo("\n".join(f"- {quirk}" for quirk in spec.quirks))
    click.echo("\nColumns:")
    rows = [
        (
            t.name,
            c.name,
            c.type if not c.ignored else None,
            "used" if not c.ignored else f"ignored: {c.ignored}",
        )
        for t in spec.tables
        for c in t.columns
    ]
    click.echo(table(["table", "column", "type", "use"], rows))
    with Ledger(home) as ledger:
        files = ledger.con.execute(
            "SELECT filename, bytes, left(sha256, 16) AS sha256, origin, fetched FROM core_files "
            "WHERE source_id = ? ORDER BY filename",
            [source_id],
        ).fetchall()
        click.echo("Files in this ledger:")
        click.echo(table(["filename", "bytes", "sha256", "origin", "fetched"], files))
        say_where(ledger)
