"""What a fit leaves over: residuals, recall, robust errors, and effects that drift in time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from auxilia.errors import ModelError, UnknownNameError
from auxilia.events.arrays import Floats, Ints
from auxilia.events.blocks import Block
from auxilia.events.design import Design, walk
from auxilia.events.estimation import Fit
from auxilia.events.likelihood import Pieces, evaluate

Cluster = Literal["sender", "receiver", "dyad", "event"]
CLUSTERS = ("sender", "receiver", "dyad", "event")


@dataclass(frozen=True, eq=False, slots=True)
class Residuals:
    """Residuals of the R risk sets of a fit, and of its n actors.

    loglik, score
        (R,), (R, P) contributions; the score is observed minus expected statistics (Schoenfeld's residuals;
        in waiting-time models the martingale's).
    better, equal, alternatives
        (R,) how many alternatives were likelier than what happened, as likely (itself included), and how many
        there were; NaN where an interval is censored.
    sent, expected_sent, received, expected_received
        (n,) events by actor and what the model expects. In coordination models both ends count as sent.
    """

    names: tuple[str, ...]
    loglik: Floats
    score: Floats
    better: Floats
    equal: Floats
    alternatives: Floats
    sent: Floats
    expected_sent: Floats
    received: Floats
    expected_received: Floats

    @property
    def deviance(self) -> Floats:
        """(R,) square roots of twice the negative log-likelihood: large where the model was surprised.

        NaN in waiting-time models, whose contributions are densities.
        """
        return np.sqrt(np.where(self.loglik <= 0, -2 * self.loglik, np.nan))

    def recall(self, top: int) -> float:
        """How often what happened was among the `top` likeliest alternatives; ties count by chance."""
        happened = ~np.isnan(self.better)
        share = np.clip((top - self.better[happened]) / self.equal[happened], 0, 1)
        return float(share.mean())

    def recall_by_chance(self, top: int) -> float:
        """The recall of a model that knows nothing."""
        number = self.alternatives[~np.isnan(self.alternatives)]
        return float(np.minimum(top / number, 1).mean())


@dataclass(frozen=True, eq=False, slots=True)
class Robust:
    """Sandwich errors of a fit: `covariance` (P, P), `se` (P,), over so many `clusters`."""

    names: tuple[str, ...]
    covariance: Floats
    se: Floats
    clusters: int


@dataclass(frozen=True, eq=False, slots=True)
class Drift:
    """Tests that effects are constant in time, (P,) each: chi-square of one degree of freedom and p."""

    names: tuple[str, ...]
    statistic: Floats
    p: Floats


def residuals(fit: Fit, design: Design, *, given_sender: bool = False) -> Residuals:
    """Residuals of a fit on the design it was fitted to.

    With `given_sender`, a tie-oriented model's ranks are among the ties of the one who acted.
    """
    actors = [np.zeros(design.history.n) for _ in range(4)]
    happened: list[Floats] = []
    logliks, scores = [], []
    for block, pieces in _whole(fit, design):
        logliks.append(pieces.loglik)
        scores.append(pieces.score)
        happened.append(_ranks(fit, design, block, pieces, given_sender))
        _count(block, pieces, actors, pairs=design.likelihood == "pairs")
    better, equal, number = np.concatenate(happened, axis=1)
    loglik, score = np.concatenate(logliks), np.concatenate(scores)
    sent, expected_sent, received, expected_received = actors
    return Residuals(
        design.names,
        loglik,
        score,
        better,
        equal,
        number,
        sent,
        expected_sent,
        received,
        expected_received,
    )


def robust(fit: Fit, design: Design, cluster: Cluster | Ints = "sender") -> Robust:
    """Standard errors that allow for dependence within clusters (Huber; Lin & Wei 1989).

    Parameters
    ----------
    fit, design
        The fit, and the design it was fitted to.
    cluster
        By sender (provider), receiver, dyad or event, or (n,) a label for each actor by which senders are
        grouped. Coordination models know "dyad" and "event".

    Raises
    ------
    ModelError, UnknownNameError
        For fewer than two clusters, or a grouping that the model does not have.
    """
    if isinstance(cluster, str) and cluster not in CLUSTERS:
        raise UnknownNameError(cluster, "cluster", CLUSTERS)
    if design.likelihood == "pairs" and (not isinstance(cluster, str) or cluster in ("sender", "receiver")):
        raise ModelError(
            "An agreement has no sender. Mend: cluster a coordination model by 'dyad' or 'event'."
        )
    sums: dict[int, Floats] = {}
    for block, pieces in _whole(fit, design):
        if design.likelihood == "pairs" or (isinstance(cluster, str) and cluster == "event"):
            label, part = _by_event(block, pieces, design, cluster)
        else:
            label, part = _labels(block, cluster, design.history.n), _parts(design, block, pieces)
        groups, member = np.unique(label, return_inverse=True)
        total = np.stack([np.bincount(member, row, len(groups)) for row in part], axis=1)
        for group, row in zip(groups.tolist(), total, strict=True):
            sums[group] = sums.get(group, 0.0) + row
    scores = np.array([row for row in sums.values() if np.any(row != 0)])
    if len(scores) < 2:
        raise ModelError(f"Robust errors need two clusters or more, and there is {len(scores)}.")
    meat = scores.T @ scores * len(scores) / (len(scores) - 1)
    covariance = fit.covariance @ meat @ fit.covariance
    return Robust(design.names, covariance, np.sqrt(np.diag(covariance)), len(scores))


def drift(fit: Fit, design: Design) -> Drift:
    """Test each effect against a trend in time (Grambsch & Therneau 1994), in models of order and choice.

    The statistic is the covariance of time with the scaled residuals, under the mean information of an event.
    """
    if design.model.timed:
        raise ModelError("The test of drift is for models of order. Mend: compare fits with `periods`.")
    score = np.concatenate([pieces.score for _, pieces in design.pieces(fit.theta)])
    time = design.clock.time - design.clock.time.mean()
    if not np.any(time != 0):
        raise ModelError("All events happened at one time.")
    scaled = score @ fit.covariance * len(score)
    statistic = (time @ scaled) ** 2 / (len(score) * np.diag(fit.covariance) * (time @ time))
    return Drift(design.names, statistic, np.array([math.erfc(math.sqrt(each / 2)) for each in statistic]))


def _whole(fit: Fit, design: Design) -> Iterator[tuple[Block, Pieces]]:
    """All alternatives of a fit, none merged."""
    if fit.names != design.names:
        raise ModelError("The fit is of another model than the design.")
    merged = design.model.kind == "rem" and design.sample is None
    for block in walk(design, merge=False) if merged else design.blocks():
        yield block, evaluate(design.likelihood, fit.theta, block.x, block.risk)


def _ranks(fit: Fit, design: Design, block: Block, pieces: Pieces, given_sender: bool) -> Floats:
    """(3, R): better, equal and all alternatives."""
    at, count = block.at, np.diff(block.at.start)
    value = np.log(pieces.share) if design.likelihood == "pairs" else fit.theta @ block.x
    own = np.where(at.chosen >= 0, at.start[:-1] + at.chosen, 0)
    gap = value - np.repeat(value[own] if len(value) else np.zeros(len(count)), count)
    counted = np.ones(len(value), bool)
    if given_sender:
        counted = at.row == np.repeat(at.row[own], count)
    sets = np.repeat(np.arange(len(count)), count)
    ways = 2 if design.likelihood == "pairs" else 1  # a pair stands there in both directions
    # What rounding sets apart is equal.
    rows = [counted & (gap > 1e-9), counted & (np.abs(gap) <= 1e-9), counted]
    found = np.stack([np.bincount(sets[each], minlength=len(count)) / ways for each in rows])
    return np.where(at.chosen >= 0, found, np.nan)


def _count(block: Block, pieces: Pieces, actors: list[Floats], *, pairs: bool) -> None:
    own = (block.at.start[:-1] + block.at.chosen)[block.at.chosen >= 0]
    n = len(actors[0])
    for k, ends in enumerate((block.at.row, block.at.col)):
        actors[2 * k] += np.bincount(ends[own], minlength=n)
        actors[2 * k + 1] += np.bincount(ends, pieces.share, n)
    if pairs:
        actors[0] += np.bincount(block.at.col[own], minlength=n)
        actors[2] += np.bincount(block.at.row[own], minlength=n)


def _parts(design: Design, block: Block, pieces: Pieces) -> Floats:
    """(P, M) what each alternative adds to the score: its residual times its (centred) statistics."""
    residual = -pieces.share
    residual[(block.at.start[:-1] + block.at.chosen)[block.at.chosen >= 0]] += 1.0
    if design.model.timed:
        return residual * block.x
    low, count = block.at.start[:-1], np.diff(block.at.start)
    mean = np.add.reduceat(pieces.share * block.x, low, axis=1)
    return np.asarray(residual * (block.x - np.repeat(mean, count, axis=1)))


def _labels(block: Block, cluster: Cluster | Ints, n: int) -> Ints:
    if not isinstance(cluster, str):
        labels = np.asarray(cluster)
        if labels.shape != (n,):
            raise ModelError(f"Labels must be one for each of the {n} actors, not {labels.shape}.")
        return np.unique(labels, return_inverse=True)[1][block.at.row]
    if cluster == "dyad":
        return block.at.row * n + block.at.col
    return block.at.row if cluster == "sender" else block.at.col


def _by_event(block: Block, pieces: Pieces, design: Design, cluster: Cluster | Ints) -> tuple[Ints, Floats]:
    label = np.arange(block.at.first, block.at.last)
    if isinstance(cluster, str) and cluster == "dyad":
        i, j = (ends[label] for ends in design.actors)
        label = np.minimum(i, j) * design.history.n + np.maximum(i, j)
    return label, pieces.score.T
