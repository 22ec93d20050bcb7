"""`auxilia report`: a dossier as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from auxilia.cli.options import home_option


@click.command("report")
@click.argument("subject", metavar="ACTOR | PROVIDER-RECIPIENT | system")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), help="File to write; - for output."
)
@home_option
def command(subject: str, output: Path | None, home: Path | None) -> None:
    """Write the dossier of an actor, of a provider and a recipient, or of the whole system, as one HTML file.

    \b
    auxilia report MLI
    auxilia report USA-EGY -o egypt.html
    auxilia report system
    """
    from auxilia.cli.output import say_where
    from auxilia.errors import UsageError
    from auxilia.ledger import Ledger
    from auxilia.report import actor_dossier, dyad_dossier, system_dossier

    with Ledger(home) as ledger:
        ends = ("system",) if subject.lower() == "system" else ledger.subject(subject)
        if ends == ("system",):
            html = system_dossier(ledger.con, provenance=ledger.provenance)
        elif len(ends) == 2:
            html = dyad_dossier(ledger.con, ends[0], ends[1], provenance=ledger.provenance)
        else:
            html = actor_dossier(ledger.con, ends[0], provenance=ledger.provenance)
        if output is not None and str(output) == "-":
            click.echo(html, nl=False)
        else:
            path = output or Path("-".join(["auxilia", *(_short(end) for end in ends)]) + ".html")
            try:
                path.write_text(html, "utf-8")
            except OSError as error:
                raise UsageError(
                    f"{path} cannot be written: {error}. Name another file with --output."
                ) from error
            click.echo(path)
        say_where(ledger)


def _short(actor_id: str) -> str:
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in actor_id.split(":", 1)[-1])[:60]
