"""A first look at a design: its likelihood without effects, and effects that nothing can be learnt about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from auxilia.errors import ModelError
from auxilia.events.arrays import Floats
from auxilia.events.blocks import Block
from auxilia.events.design import Design
from auxilia.events.newton import Sums


@dataclass(frozen=True, slots=True)
class Survey:
    """The parameters without effects, the log-likelihood, score and information there, and at a guess."""

    theta: Floats
    sums: Sums
    guessed: Sums | None


def totals(design: Design, theta: Floats) -> Sums:
    """Log-likelihood, score and information of all risk sets."""
    (sums,) = _totals(design, [theta])
    return sums


def _totals(
    design: Design, thetas: Sequence[Floats], each: Callable[[Block], None] | None = None
) -> list[Sums]:
    """The totals at several parameters in one walk; `each` may look at the blocks in passing."""
    effects = len(design.names)
    loglik = np.zeros(len(thetas))
    score, information = np.zeros((len(thetas), effects)), np.zeros((len(thetas), effects, effects))
    for block, pieces in design.pieces_at(thetas):
        for k, here in enumerate(pieces):
            loglik[k] += here.loglik.sum()
            score[k] += here.score.sum(axis=0)
            information[k] += here.information
        if each is not None:
            each(block)
    return [Sums(float(value), *rest) for value, *rest in zip(loglik, score, information, strict=True)]


def survey(design: Design, guess: Floats | None = None) -> Survey:
    """Evaluate a design without effects, and in the same walk at a guess (P,) where there is one.

    Raises
    ------
    ModelError
        For a statistic that is not finite, an effect that never varies, or one that separates by itself.
    """
    theta = without_effects(design)
    reach = REACH[design.likelihood](len(theta))
    sums, *guessed = _totals(design, [theta] if guess is None else [theta, guess], reach.add)
    _judge(design, reach)
    return Survey(theta, sums, guessed[0] if guessed else None)


def without_effects(design: Design) -> Floats:
    """The parameters (P,) at zero, the intercept at the log of events per time under risk."""
    theta = np.zeros(len(design.names))
    if design.model.timed:
        if not design.exposure > 0:
            raise ModelError(
                "No time passes while the events are observed. Mend: set `start`, or drop the intercept."
            )
        theta[0] = np.log((design.clock.event >= 0).sum() / design.exposure)
    return theta


class _Within:
    """How far statistics vary within risk sets, and reach above and below the chosen; (P,) each."""

    def __init__(self, effects: int) -> None:
        self.width, self.above, self.below = np.zeros((3, effects))

    def add(self, block: Block) -> None:
        low = block.risk.start[:-1]
        high, deep = np.maximum.reduceat(block.x, low, axis=1), np.minimum.reduceat(block.x, low, axis=1)
        own = block.x[:, low + block.risk.chosen]
        self.width += (high - deep).sum(axis=1)
        self.above += (high - own).sum(axis=1)
        self.below += (own - deep).sum(axis=1)


class _Paired:
    """The same for agreements: a pair stands as high as both ends stand among whom they could turn to."""

    def __init__(self, effects: int) -> None:
        self.width, self.above, self.below = np.zeros((3, effects))

    def add(self, block: Block) -> None:
        low, rows = block.risk.start[:-1], block.risk.bounds[:-1]
        per_row, own = np.diff(block.risk.bounds), low + block.risk.chosen
        high, deep = np.maximum.reduceat(block.x, rows, axis=1), np.minimum.reduceat(block.x, rows, axis=1)
        self.width += (high - deep).sum(axis=1)
        down, up = (block.x - np.repeat(edge, per_row, axis=1) for edge in (high, deep))
        down, up = down + down[:, block.risk.mirror], up + up[:, block.risk.mirror]
        self.above += (np.maximum.reduceat(down, low, axis=1) - down[:, own]).sum(axis=1)
        self.below += (up[:, own] - np.minimum.reduceat(up, low, axis=1)).sum(axis=1)


class _Overall:
    """The same over all alternatives at all times, for models of waiting times."""

    def __init__(self, effects: int) -> None:
        self.top, self.own_top = np.full((2, effects), -np.inf)
        self.deep, self.own_deep = np.full((2, effects), np.inf)

    def add(self, block: Block) -> None:
        at = (block.risk.start[:-1] + block.risk.chosen)[block.risk.chosen >= 0]
        self.top = np.maximum(self.top, np.max(block.x, axis=1, initial=-np.inf))
        self.deep = np.minimum(self.deep, np.min(block.x, axis=1, initial=np.inf))
        self.own_top = np.maximum(self.own_top, np.max(block.x[:, at], axis=1, initial=-np.inf))
        self.own_deep = np.minimum(self.own_deep, np.min(block.x[:, at], axis=1, initial=np.inf))

    @property
    def width(self) -> Floats:
        return np.asarray(self.top - self.deep)

    @property
    def above(self) -> Floats:
        """Zero where all events stand at the top."""
        return np.asarray(self.top - self.own_deep)

    @property
    def below(self) -> Floats:
        return np.asarray(self.own_top - self.deep)


Reach: TypeAlias = _Within | _Paired | _Overall
REACH: Mapping[str, type[Reach]] = {"choice": _Within, "pairs": _Paired, "timed": _Overall}


def _judge(design: Design, reach: Reach) -> None:
    whose = "the alternatives of an event"
    hint = ""
    if design.model.kind in ("choice", "coordination"):
        hint = " (an effect of ego belongs into a rate model, a rem or an interaction)"
    if design.model.timed:
        whose = "those under risk at any time"
    for k, name in enumerate(design.names):
        if name == "intercept" and design.model.timed:
            continue
        if not np.isfinite(reach.width[k]):
            raise ModelError(
                f"{name!r} takes values that are not finite. Mend: rescale it, or check its weights."
            )
        if reach.width[k] == 0:
            raise ModelError(
                f"{name!r} never varies between {whose}, nothing can be learnt of it. "
                f"Mend: leave it out{hint}."
            )
        if min(reach.above[k], reach.below[k]) == 0:
            end = "highest" if reach.above[k] == 0 else "lowest"
            raise ModelError(
                f"{name!r} separates: what happened always has the {end} value there is, and its estimate "
                "runs to infinity. Mend: leave it out, use a coarser measure, or explain fewer events."
            )
