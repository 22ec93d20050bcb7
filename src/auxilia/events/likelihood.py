"""Likelihoods of risk sets, with their scores and information; each kernel has its NumPy twin beside it.

All take `x` (P, M), the statistics of the alternatives of R risk sets one after the other, bounded by `start`
(R + 1,), and write the log-likelihood (R,) and the score (R, P) of each set, the information (P, P), and of
each alternative the probability, or in waiting-time models the rate times the duration (M,).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from auxilia.events.arrays import Floats, Ints
from auxilia.events.jit import kernel


class Risk(NamedTuple):
    """Risk sets without their statistics.

    `start` (R + 1,), `chosen` (R,) place of the event in its set or -1; `duration` (R,) time under risk;
    `offset` (M,) added to the linear predictor, or empty; `bounds` (S + 1,) and `mirror` (M,): in
    coordination models the rows of each sender, and the place of j -> i beside i -> j (else empty).
    """

    start: Ints
    chosen: Ints
    duration: Floats
    offset: Floats
    bounds: Ints
    mirror: Ints


class Pieces(NamedTuple):
    """What an evaluation yields (shapes in the module)."""

    loglik: Floats
    score: Floats
    information: Floats
    share: Floats


def evaluate(kind: str, theta: Floats, x: Floats, risk: Risk) -> Pieces:
    """Evaluate risk sets under "choice" (also the order of ties or senders), "timed" or "pairs"."""
    sets, effects = len(risk.chosen), len(theta)
    pieces = Pieces(
        np.zeros(sets), np.zeros((sets, effects)), np.zeros((effects, effects)), np.empty(x.shape[1])
    )
    {"choice": multinomial, "timed": waiting, "pairs": pairs}[kind](theta, x, risk, *pieces)
    information = pieces.information
    return pieces._replace(information=np.tril(information) + np.tril(information, -1).T)


def _multinomial_twin(
    theta: Floats, x: Floats, risk: Risk, loglik: Floats, score: Floats, information: Floats, share: Floats
) -> None:
    low, counts = risk.start[:-1], np.diff(risk.start)
    eta = theta @ x
    at = low + risk.chosen
    own = eta[at]
    if risk.offset.size:
        eta = eta + risk.offset
    top = np.maximum.reduceat(eta, low)
    share[:] = np.exp(eta - np.repeat(top, counts))
    total = np.add.reduceat(share, low)
    share /= np.repeat(total, counts)
    loglik[:] = own - top - np.log(total)
    mean = np.add.reduceat(share * x, low, axis=1)
    score[:] = (x[:, at] - mean).T
    y = x - np.repeat(mean, counts, axis=1)
    information += (share * y) @ y.T


@kernel(twin=_multinomial_twin, fast=True)
def multinomial(  # noqa: C901, PLR0912 - a kernel calls no other
    theta: Floats, x: Floats, risk: Risk, loglik: Floats, score: Floats, information: Floats, share: Floats
) -> None:
    """Conditional logit: one alternative of each set (McFadden 1974; Cox's partial likelihood)."""
    effects = theta.size
    start = risk.start
    width = 0
    for r in range(start.size - 1):
        width = max(width, start[r + 1] - start[r])
    y = np.empty((effects, width))
    for r in range(start.size - 1):
        low, count = start[r], start[r + 1] - start[r]
        p = share[low : low + count]
        for a in range(count):
            p[a] = risk.offset[low + a] if risk.offset.size else 0.0
        for k in range(effects):
            slope = theta[k]
            for a in range(count):
                p[a] += slope * x[k, low + a]
        own = p[risk.chosen[r]]
        if risk.offset.size:
            own -= risk.offset[low + risk.chosen[r]]
        top = -np.inf
        for a in range(count):
            top = max(top, p[a])
        for a in range(count):
            p[a] = np.exp(p[a] - top)
        total = 0.0
        for a in range(count):
            total += p[a]
        for a in range(count):
            p[a] /= total
        loglik[r] = own - top - np.log(total)
        for k in range(effects):
            mean = 0.0
            for a in range(count):
                mean += p[a] * x[k, low + a]
            score[r, k] = x[k, low + risk.chosen[r]] - mean
            for a in range(count):
                y[k, a] = x[k, low + a] - mean
        for k in range(effects):
            for m in range(k + 1):
                moment = 0.0
                for a in range(count):
                    moment += p[a] * y[k, a] * y[m, a]
                information[k, m] += moment


def _waiting_twin(
    theta: Floats, x: Floats, risk: Risk, loglik: Floats, score: Floats, information: Floats, share: Floats
) -> None:
    low, counts = risk.start[:-1], np.diff(risk.start)
    eta = theta @ x
    event = risk.chosen >= 0
    at = (low + risk.chosen)[event]
    loglik[event] += eta[at]
    score[event] += x[:, at].T
    share[:] = np.exp(eta + (risk.offset if risk.offset.size else 0.0)) * np.repeat(risk.duration, counts)
    some = counts > 0  # an interval in which nobody could act adds nothing
    loglik[some] -= np.add.reduceat(share, low[some])
    score[some] -= np.add.reduceat(share * x, low[some], axis=1).T
    information += (share * x) @ x.T


@kernel(twin=_waiting_twin, fast=True)
def waiting(  # noqa: C901, PLR0912 - a kernel calls no other
    theta: Floats, x: Floats, risk: Risk, loglik: Floats, score: Floats, information: Floats, share: Floats
) -> None:
    """Waiting times: constant rates within each interval (Butts 2008; Stadtfeld, Hollway & Block 2017)."""
    effects = theta.size
    for r in range(risk.start.size - 1):
        low, count = risk.start[r], risk.start[r + 1] - risk.start[r]
        p = share[low : low + count]
        for a in range(count):
            p[a] = 0.0
        for k in range(effects):
            slope = theta[k]
            for a in range(count):
                p[a] += slope * x[k, low + a]
        if risk.chosen[r] >= 0:
            loglik[r] += p[risk.chosen[r]]
            for k in range(effects):
                score[r, k] += x[k, low + risk.chosen[r]]
        if risk.offset.size:
            for a in range(count):
                p[a] += risk.offset[low + a]
        for a in range(count):
            p[a] = np.exp(p[a]) * risk.duration[r]
        for a in range(count):
            loglik[r] -= p[a]
        for k in range(effects):
            for a in range(count):
                score[r, k] -= p[a] * x[k, low + a]
            for m in range(k + 1):
                moment = 0.0
                for a in range(count):
                    moment += p[a] * x[k, low + a] * x[m, low + a]
                information[k, m] += moment


def _pairs_twin(
    theta: Floats, x: Floats, risk: Risk, loglik: Floats, score: Floats, information: Floats, share: Floats
) -> None:
    low, counts = risk.start[:-1], np.diff(risk.start)
    rows = risk.bounds[:-1]
    per_row = np.diff(risk.bounds)
    eta = theta @ x
    top = np.repeat(np.maximum.reduceat(eta, rows), per_row)
    log_p = eta - top - np.repeat(np.log(np.add.reduceat(np.exp(eta - top), rows)), per_row)
    mean = np.add.reduceat(np.exp(log_p) * x, rows, axis=1)
    y = x - np.repeat(mean, per_row, axis=1)
    both, gap = log_p + log_p[risk.mirror], y + y[:, risk.mirror]
    high = np.maximum.reduceat(both, low)
    share[:] = np.exp(both - np.repeat(high, counts))
    total = np.add.reduceat(share, low) / 2
    share /= np.repeat(total, counts)
    at = low + risk.chosen
    loglik[:] = both[at] - high - np.log(total)
    expected = np.add.reduceat(share * gap, low, axis=1) / 2
    score[:] = (gap[:, at] - expected).T
    gap -= np.repeat(expected, counts, axis=1)
    information += (share * gap) @ gap.T / 2


@kernel(twin=_pairs_twin, fast=True)
def pairs(  # noqa: C901, PLR0912 - a kernel calls no other
    theta: Floats, x: Floats, risk: Risk, loglik: Floats, score: Floats, information: Floats, share: Floats
) -> None:
    """Coordination: the pair {i, j} in proportion to p(i -> j) p(j -> i); the information is expected."""
    effects = theta.size
    log_p = np.zeros(share.size)
    y = np.empty((effects, share.size))
    for k in range(effects):
        for a in range(share.size):
            log_p[a] += theta[k] * x[k, a]
    for b in range(risk.bounds.size - 1):
        low, high = risk.bounds[b], risk.bounds[b + 1]
        top = -np.inf
        for a in range(low, high):
            top = max(top, log_p[a])
        total = 0.0
        for a in range(low, high):
            total += np.exp(log_p[a] - top)
        for a in range(low, high):
            log_p[a] -= top + np.log(total)
        for k in range(effects):
            mean = 0.0
            for a in range(low, high):
                mean += np.exp(log_p[a]) * x[k, a]
            for a in range(low, high):
                y[k, a] = x[k, a] - mean
    for r in range(risk.start.size - 1):
        low, high = risk.start[r], risk.start[r + 1]
        top = -np.inf
        for a in range(low, high):
            top = max(top, log_p[a] + log_p[risk.mirror[a]])
        total = 0.0
        for a in range(low, high):
            share[a] = np.exp(log_p[a] + log_p[risk.mirror[a]] - top)
            total += share[a] / 2
        at = low + risk.chosen[r]
        loglik[r] = log_p[at] + log_p[risk.mirror[at]] - top - np.log(total)
        gap = np.empty((effects, high - low))
        for a in range(low, high):
            share[a] /= total
        for k in range(effects):
            expected = 0.0
            for a in range(low, high):
                gap[k, a - low] = y[k, a] + y[k, risk.mirror[a]]
                expected += share[a] * gap[k, a - low] / 2
            score[r, k] = gap[k, at - low] - expected
            for a in range(high - low):
                gap[k, a] -= expected
        for k in range(effects):
            for m in range(k + 1):
                moment = 0.0
                for a in range(low, high):
                    moment += share[a] * gap[k, a - low] * gap[m, a - low]
                information[k, m] += moment / 2
