"""`auxilia logics`: estimate how ties form and end from a specification, and write a report."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auxilia.cli.options import home_option

if TYPE_CHECKING:
    from auxilia import saom
    from auxilia.ledger import Ledger
    from auxilia.report import logics

STYLES = ("text", "latex", "json")


@click.command("logics")
@click.argument("name", metavar="[NAME | FILE.toml]", required=False)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where the report goes (HTML)."
)
@click.option("-f", "--format", "style", type=click.Choice(STYLES), default="text", show_default=True,
              help="How estimates are printed.")  # fmt: skip
@click.option(
    "--waves", "only_waves", is_flag=True, help="Build the waves and tell how alike they are; no estimate."
)
@click.option("--show", is_flag=True, help="Print the specification, to start one of your own from.")
@click.option("--resume", is_flag=True, help="Go on where an interrupted estimation stopped.")
@click.option("--processes", type=click.IntRange(1), default=1, show_default=True, help="How many at once.")
@home_option
def command(
    name: str | None,
    output: Path | None,
    style: str,
    only_waves: bool,
    show: bool,
    resume: bool,
    processes: int,
    home: Path | None,
) -> None:
    """Estimate how ties and order evolve, from a specification (docs/logics.md), and write a report.

    Without a name it lists the specifications that come with the program; a file of your own ends in .toml.
    Exit code 1 says that a model did not converge.

    \b
    auxilia logics
    auxilia logics providers --processes 2
    auxilia logics mine.toml --waves
    """
    from auxilia.cli.output import say_where
    from auxilia.errors import UsageError
    from auxilia.ledger import Ledger

    try:
        from auxilia.report import logics
    except ImportError as error:
        raise UsageError(f"models need {error.name}. Install them: pip install 'auxilia[models]'.") from None
    if name is None:
        for one in logics.shipped():
            click.echo(f"{one.name}: {one.title}")
        return
    spec = logics.spec_called(name)
    if show:
        click.echo(spec.text, nl=False)
        return
    with Ledger(home) as ledger:
        if only_waves:
            _tell_waves(ledger, spec)
        else:
            _estimate(ledger, spec, _Shelf(home, ledger, spec, resume), processes, style, output)
        say_where(ledger)


def _tell_waves(ledger: Ledger, spec: logics.Spec) -> None:
    from auxilia.cli.output import table
    from auxilia.report import logics
    from auxilia.report.logics.tables import of_waves

    found = list(logics.models(ledger, spec))
    for ties in spec.plan.networks:
        one = logics.definition(ties, spec, found)
        click.echo("\n".join(filter(None, (f"{one.name}: {one.told}", one.consequence, one.warning))) + "\n")
    told = of_waves(found, logics.names_of(ledger))
    click.echo(table([column.label for column in told.columns], told.rows), nl=False)


def _estimate(
    ledger: Ledger, spec: logics.Spec, shelf: _Shelf, processes: int, style: str, output: Path | None
) -> None:
    from auxilia.errors import UsageError
    from auxilia.report import logics

    run = logics.Run(_Told(), processes, shelf.known, shelf.keep)
    found = []
    try:
        for answer in logics.answers(ledger, spec, run):
            found.append(answer)
            _warn(spec, answer)
    except KeyboardInterrupt:
        click.echo("\nInterrupted. Go on with --resume.", err=True)
        sys.exit(130)
    path = output or Path(f"auxilia-logics-{spec.name}.html")
    try:
        path.write_text(logics.report(ledger, spec, found), "utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error}. Name another file with --output.") from error
    click.echo(_shown(ledger, found, style))
    click.echo(path, err=True)
    if not all(answer.fit.converged for answer in found):
        sys.exit(1)


def _warn(spec: logics.Spec, answer: logics.Answer) -> None:
    from auxilia.report import logics

    for ties in spec.plan.networks:
        seen = answer.model.seen
        said = logics.warning(ties.name, {answer.model.provider: seen.networks[ties.name]}, seen.years)
        if said:
            click.echo(f"Warning: {said}", err=True)
    if answer.fit.advice:
        click.echo(f"{answer.model.provider} {answer.fit.advice}".strip(), err=True)


class _Shelf:
    """Checkpoints of this very specification on this very ledger, one a model."""

    def __init__(self, home: Path | None, ledger: Ledger, spec: logics.Spec, resume: bool) -> None:
        from auxilia.errors import UsageError
        from auxilia.ledger.home import default_home

        key = hashlib.sha256(f"{ledger.provenance.build_id}\n{spec.text}".encode()).hexdigest()[:16]
        self.folder = (home or default_home()) / "models"
        self.stem = f"{spec.name}-{key}"
        self.resume = resume
        if resume and not list(self.folder.glob(f"{self.stem}*.npz")):
            raise UsageError(
                "nothing to resume: this specification, as it is now, has no interrupted estimation "
                "on this ledger."
            )

    def _path(self, provider: str) -> Path:
        return self.folder / f"{self.stem}{'-' + provider.rpartition(':')[2] if provider else ''}.npz"

    def known(self, provider: str) -> saom.Checkpoint | None:
        import numpy as np

        from auxilia import saom

        path = self._path(provider)
        if not self.resume or not path.exists():
            return None
        with np.load(path) as stored:
            return saom.Checkpoint.from_arrays(stored)

    def keep(self, provider: str, checkpoint: saom.Checkpoint | None) -> None:
        import numpy as np

        path = self._path(provider)
        if checkpoint is None:
            path.unlink(missing_ok=True)
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".part")
        with aside.open("wb") as file:
            np.savez(file, **checkpoint.as_arrays())
        aside.replace(path)


class _Told:
    """What runs, how far it is, and how long it may still take, on standard error."""

    def __init__(self) -> None:
        self.part, self.began = "", time.monotonic()

    def __call__(self, provider: str, part: str, done: int, whole: int) -> None:
        now, name = time.monotonic(), f"{provider} {part}".strip()
        if name != self.part:
            self.part, self.began = name, now
            if not sys.stderr.isatty():
                click.echo(f"{name}: {whole:,}", err=True)
        left = (now - self.began) * (whole - done) / max(done, 1)
        line = f"{name:20} {done:>6,} of {whole:,}, at most {left:.0f} s left"
        if sys.stderr.isatty():
            click.echo(f"\r{line:70}", err=True, nl=done == whole)


def _shown(ledger: Ledger, found: list[logics.Answer], style: str) -> str:
    from auxilia import saom
    from auxilia.report import logics
    from auxilia.report.logics.record import record

    names = logics.names_of(ledger)
    if style == "json":
        told: list[dict[str, Any]] = [record(answer) for answer in found]
        return json.dumps(told, indent=2)
    fits = [answer.fit for answer in found]
    titles = [names.get(answer.model.provider, "all") for answer in found]
    if style == "latex":
        return saom.latex(fits, titles).rstrip()
    return "\n\n".join(f"{title}\n{saom.text(fit)}" for title, fit in zip(titles, fits, strict=True))
