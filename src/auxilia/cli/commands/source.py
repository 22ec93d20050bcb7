"""`auxilia source`: one source, whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auxilia.cli.options import home_option, plain_format_option

if TYPE_CHECKING:
    from auxilia.readers import Spec

# Reasons and names of columns are read whole.
WIDEST = 1000
FILES = ("filename", "bytes", "sha256", "origin", "fetched")


@click.command("source")
@click.argument("source_id", metavar="ID")
@plain_format_option
@home_option
def command(source_id: str, style: str, home: Path | None) -> None:
    """Show one source: what it covers, its quirks, licence, citation, files and every column's use."""
    from auxilia.cli.output import say_where
    from auxilia.errors import UnknownNameError
    from auxilia.ledger import Ledger
    from auxilia.sources import discover

    specs = discover()
    if source_id not in specs:
        raise UnknownNameError.among(source_id, "source", tuple(specs))
    with Ledger(home) as ledger:
        files = ledger.con.execute(
            f"SELECT {', '.join(FILES)} FROM core_files WHERE source_id = ? ORDER BY filename", [source_id]
        ).fetchall()
        _print_json(specs[source_id], files) if style == "json" else _print(specs[source_id], files)
        say_where(ledger)


def _print(spec: Spec, files: Sequence[Sequence[Any]]) -> None:
    from auxilia.cli.output import table
    from auxilia.ledger.citing import citation_text

    click.echo(f"{spec.id}: {spec.title}\n{spec.producer}. Version {spec.version}. {spec.homepage}\n")
    click.echo(f"Cite: {citation_text(spec)}")
    click.echo(f"Licence: {spec.licence.name}. {spec.licence.note}\nComes: {spec.cadence}\n")
    _print_covers(spec)
    click.echo("\n".join(f"- {quirk}" for quirk in spec.quirks))
    click.echo("\nColumns:")
    columns = [
        (t.name, c.name, None if c.ignored else c.type, f"ignored: {c.ignored}" if c.ignored else "used")
        for t in spec.tables
        for c in t.columns
    ]
    click.echo(table(["table", "column", "type", "use"], columns, widest=WIDEST))
    click.echo("Files in this ledger:")
    click.echo(table(FILES, files, widest=WIDEST))


def _print_covers(spec: Spec) -> None:
    from auxilia.cli.output import table

    if not spec.covers:
        return
    covers = [
        (
            c.provider,
            c.recipient,
            c.practice,
            c.instrument or None,
            c.year_from,
            c.year_to,
            c.absence,
            c.note or None,
        )
        for c in spec.covers
    ]
    head = ["provider", "recipient", "practice", "instrument", "year_from", "year_to", "silence", "note"]
    click.echo("Covers (silence means zero or not_reported):")
    click.echo(table(head, covers, widest=WIDEST))


def _print_json(spec: Spec, files: Sequence[Sequence[Any]]) -> None:
    from dataclasses import asdict

    from auxilia.ledger.citing import citation_text

    record = asdict(spec)
    del record["folder"], record["guards"]
    record["cite"] = citation_text(spec)
    record["files_here"] = [dict(zip(FILES, row, strict=True)) for row in files]
    click.echo(json.dumps(record, ensure_ascii=False, indent=1))
