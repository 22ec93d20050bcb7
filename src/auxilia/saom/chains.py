"""Many simulations, over processes: one seed gives one answer, however many processes there are.

A few simulations in a row draw from a stream of their own, found from the seed by their phase and number.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from auxilia.saom.arrays import AnyArray, Floats
from auxilia.saom.engine import Engine
from auxilia.saom.layout import Layout
from auxilia.saom.plain_engine import PlainEngine
from auxilia.saom.prepared import Prepared

Anyone = Engine | PlainEngine
Made = TypeVar("Made")
Progress = Callable[[str, int, int], None]
_ENGINES: dict[str, Anyone] = {}
# Simulations from one stream: to make a stream takes as long as the tenth part of a small simulation.
BLOCK = 10


@dataclass(frozen=True, slots=True, eq=False)
class Recipe:
    """What a process needs to build the engine; `token` tells recipes apart."""

    groups: tuple[Prepared, ...]
    layout: Layout
    condition: str | None
    token: str


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Simulations: statistics and scores (simulations, rows, parameters), times (simulations, rows)."""

    statistics: Floats
    scores: Floats
    times: Floats


def stream(seed: int, phase: int, number: int) -> np.random.Generator:
    """The random stream of one block of simulations, or of one piece of work."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(phase, number))))


def compiles() -> bool:
    """Whether Numba is here and switched on."""
    if os.environ.get("NUMBA_DISABLE_JIT", "0") not in {"", "0"}:
        return False
    if importlib.util.find_spec("numba") is None:
        warnings.warn("Numba is not installed: the model runs in NumPy, many times slower.", stacklevel=3)
        return False
    return True


def engine_of(recipe: Recipe) -> Anyone:
    """The engine of a recipe in this process, built once."""
    if recipe.token not in _ENGINES:
        _ENGINES.clear()
        made = Engine if compiles() else PlainEngine
        _ENGINES[recipe.token] = made(recipe.groups, recipe.layout, recipe.condition)
    return _ENGINES[recipe.token]


def seed_of(rng: int | np.random.Generator | None) -> int:
    """The seed behind `rng`: itself, or drawn from a generator."""
    if isinstance(rng, int):
        return rng
    generator = np.random.default_rng() if rng is None else rng
    return int(generator.integers(2**62))


def _simulations(
    recipe: Recipe, theta: Floats, seed: int, phase: int, count: int, blocks: Sequence[int]
) -> Draws:
    """The simulations of these blocks, of `count` in all."""
    engine, made = engine_of(recipe), []
    for block in blocks:
        size = min(BLOCK, count - BLOCK * block)
        made.append(engine.simulations(theta, stream(seed, phase, block), size))
    return Draws(*[np.concatenate(part) for part in zip(*made, strict=True)])


def _mapped(
    recipe: Recipe,
    work: Callable[[Anyone, np.random.Generator], Any],
    seed: int,
    phase: int,
    numbers: Sequence[int],
) -> list[Any]:
    engine = engine_of(recipe)
    return [work(engine, stream(seed, phase, number)) for number in numbers]


def chunks(count: int, processes: int) -> list[range]:
    """Consecutive numbers, about eight pieces a process, so that progress can be told."""
    pieces = max(1, min(count, 8 * processes))
    edges = [round(count * k / pieces) for k in range(pieces + 1)]
    return [range(a, b) for a, b in itertools.pairwise(edges) if b > a]


def _over(jobs: Sequence[Any], processes: int, name: str, count: int, progress: Progress | None) -> list[Any]:
    """Run delayed jobs in order, telling how many simulations are done."""
    from joblib import Parallel  # noqa: PLC0415 - only many processes need it

    found: list[Any] = []
    done = 0
    for part, size in zip(
        Parallel(n_jobs=processes, return_as="generator")(job for job, _ in jobs),
        [n for _, n in jobs],
        strict=True,
    ):
        found.append(part)
        done += size
        if progress:
            progress(name, done, count)
    return found


def simulations(
    recipe: Recipe,
    theta: Floats,
    count: int,
    seed: int,
    phase: int,
    *,
    processes: int = 1,
    progress: Progress | None = None,
) -> Draws:
    """`count` simulations at `theta`."""
    name = f"phase {phase}"
    parts: list[Draws] = []
    pieces = chunks(-(-count // BLOCK), processes)
    if processes == 1:
        for piece in pieces:
            parts.append(_simulations(recipe, theta, seed, phase, count, piece))
            if progress:
                progress(name, min(BLOCK * piece.stop, count), count)
    else:
        from joblib import delayed  # noqa: PLC0415

        jobs = [
            (
                delayed(_simulations)(recipe, theta, seed, phase, count, piece),
                min(BLOCK * piece.stop, count) - BLOCK * piece.start,
            )
            for piece in pieces
        ]
        parts = _over(jobs, processes, name, count, progress)
    return Draws(
        *[
            np.concatenate([getattr(part, what) for part in parts])
            for what in ("statistics", "scores", "times")
        ]
    )


def mapped(
    recipe: Recipe,
    work: Callable[[Anyone, np.random.Generator], Made],
    count: int,
    seed: int,
    phase: int,
    *,
    processes: int = 1,
    progress: Progress | None = None,
) -> list[Made]:
    """`work(engine, stream)` for `count` streams, in order."""
    pieces = chunks(count, processes)
    if processes == 1:
        found: list[Made] = []
        for piece in pieces:
            found.extend(_mapped(recipe, work, seed, phase, piece))
            if progress:
                progress("simulations", piece.stop, count)
        return found
    from joblib import delayed  # noqa: PLC0415

    jobs = [(delayed(_mapped)(recipe, work, seed, phase, piece), len(piece)) for piece in pieces]
    return [one for part in _over(jobs, processes, "simulations", count, progress) for one in part]


def covariance(values: AnyArray) -> Floats:
    """Covariance of columns as a matrix, whatever their number."""
    return np.atleast_2d(np.cov(values, rowvar=False))
