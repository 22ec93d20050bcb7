"""A first look at a design: its likelihood without effects, and effects that nothing can be learnt about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    """The parameters without effects, and the log-likelihood, score and information there."""

    theta: Floats
    sums: Sums


def totals(design: Design, theta: Floats, each: Callable[[Block], None] | None = None) -> Sums:
    """Log-likelihood, score and information of all risk sets; `each` may look at the blocks in passing."""
    loglik, score = 0.0, np.zeros(len(theta))
    information = np.zeros((len(theta), len(theta)))
    for block, pieces in design.pieces(theta):
        loglik += float(pieces.loglik.sum())
        score += pieces.score.sum(axis=0)
        information += pieces.information
        if each is not None:
            each(block)
    return Sums(loglik, score, information)


def survey(design: Design) -> Survey:
    """Evaluate a design without effects.

    Raises
    ------
    ModelError
        For a statistic that is not finite, an effect that never varies, or one that separates by itself.
    """
    theta = np.zeros(len(design.names))
    if design.model.timed:
        if not design.exposure > 0:
            raise ModelError(
                "No time passes while the events are observed. Mend: set `start`, or drop the intercept."
            )
        theta[0] = np.log((design.clock.event >= 0).sum() / design.exposure)
    reach = REACH[design.likelihood](len(theta))
    sums = totals(design, theta, reach.add)
    _judge(design, reach)
    return Survey(theta, sums)


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
