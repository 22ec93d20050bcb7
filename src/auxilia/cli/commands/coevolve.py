"""`auxilia coevolve`: estimate a model of ties and behaviour that evolve together, from a file."""

from __future__ import annotations

import hashlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auxilia.cli.options import home_option

if TYPE_CHECKING:
    from auxilia import saom
    from auxilia.cli.model_file import ModelFile

STYLES = ("text", "latex", "html", "json")


@click.command("coevolve")
@click.argument("model", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--resume", is_flag=True, help="Go on where an interrupted estimation stopped.")
@click.option("--processes", type=click.IntRange(1), default=1, show_default=True, help="How many at once.")
@click.option("-f", "--format", "style", type=click.Choice(STYLES), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@home_option
def command(
    model: Path, resume: bool, processes: int, style: str, output: Path | None, home: Path | None
) -> None:
    """Estimate the co-evolution model of a file (docs/saom.md): TOML beside CSV tables.

    Where it stands is kept below --home after every part of the estimation. An interrupted one (Ctrl-C, a
    killed process) goes on with --resume, to the same answer.
    """
    from auxilia.cli.model_file import read_model
    from auxilia.errors import UsageError

    try:
        told = read_model(model)
    except ImportError as error:
        raise UsageError(f"models need {error.name}. Install them: pip install 'auxilia[models]'.") from None
    fit = _estimated(told, _place(model, home), resume, processes)
    text = _shown(fit, style)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", "utf-8")
    if not fit.converged:
        click.echo(fit.advice, err=True)
        sys.exit(1)


def _place(model: Path, home: Path | None) -> Path:
    """Where checkpoints of this very file are kept."""
    from auxilia.ledger.home import default_home

    digest = hashlib.sha256(model.read_bytes()).hexdigest()[:16]
    return (home or default_home()) / "models" / f"{model.stem}-{digest}.npz"


def _estimated(told: ModelFile, place: Path, resume: bool, processes: int) -> saom.Fit:
    import numpy as np

    from auxilia import saom
    from auxilia.errors import UsageError

    known = None
    if resume:
        if not place.exists():
            raise UsageError(
                "nothing to resume: this model file, as it is now, has no interrupted estimation."
            )
        with np.load(place) as stored:
            known = saom.Checkpoint.from_arrays(stored)
    place.parent.mkdir(parents=True, exist_ok=True)

    def keep(checkpoint: saom.Checkpoint) -> None:
        aside = place.with_suffix(".part")
        with aside.open("wb") as file:
            np.savez(file, **checkpoint.as_arrays())
        aside.replace(place)

    try:
        fit = saom.estimate(
            told.data,
            told.terms,
            rates=told.rates,
            settings=told.settings,
            rng=told.seed,
            processes=processes,
            progress=_Told(),
            resume=known,
            on_checkpoint=keep,
        )
    except KeyboardInterrupt:
        click.echo("\nInterrupted. Go on with --resume.", err=True)
        sys.exit(130)
    place.unlink(missing_ok=True)
    return fit


class _Told:
    """What runs, how far it is, and how long it may still take, on standard error."""

    def __init__(self) -> None:
        self.part, self.began = "", time.monotonic()

    def __call__(self, part: str, done: int, whole: int) -> None:
        now = time.monotonic()
        if part != self.part:
            self.part, self.began = part, now
        left = (now - self.began) * (whole - done) / max(done, 1)
        line = f"{part:10} {done:>6,} of {whole:,}, at most {left:.0f} s left"
        if sys.stderr.isatty():
            click.echo(f"\r{line:60}", err=True, nl=done == whole)
        elif done == whole:
            click.echo(line, err=True)


def _shown(fit: saom.Fit, style: str) -> str:
    import json

    import numpy as np

    from auxilia import saom

    if style == "latex":
        return saom.latex([fit]).rstrip()
    if style == "html":
        return saom.markup([fit])
    if style == "text":
        return saom.text(fit)
    rows = [
        {
            "variable": one.variable,
            "effect": one.name,
            "kind": one.kind,
            "estimate": float(theta),
            "se": float(error) if np.isfinite(error) else None,
            "t_ratio": float(ratio),
        }
        for one, theta, error, ratio in zip(fit.parameters, fit.theta, fit.se, fit.t_ratios, strict=True)
    ]
    whole = {
        "parameters": rows,
        "overall_ratio": fit.overall_ratio,
        "converged": fit.converged,
        "advice": fit.advice,
        "simulations": fit.simulations,
        "seed": fit.seed,
    }
    return json.dumps(whole, indent=2)
