"""Likelihoods by brute force, gradients by differences, and the NumPy twins against the compiled kernels."""

import os
from dataclasses import replace

import numpy as np
import pytest
from event_samples import ACTORS, Scratch, compare, history, some_term

from auxilia import events as ev
from auxilia.errors import ModelError
from auxilia.events.blocks import joined
from auxilia.events.catalogue import catalogue
from auxilia.events.design import prepare, walk
from auxilia.events.jit import KERNELS, Kernel
from auxilia.events.likelihood import evaluate
from auxilia.events.newton import climb
from auxilia.events.survey import totals

TERMS = ("inertia", ev.term("trans"), ev.term("same", "regime"), ev.term("indeg", weighted=True))
OF_EGO = ("outdeg", ev.term("ego", "wealth"), ev.term("node_trans"))
THETA = np.array([-1.0, 0.4, -0.3, 0.5, 0.1])


def agreements(made: ev.History) -> ev.History:
    orders = made.stream("orders")
    agreed = ev.EventStream(orders.time, orders.sender, orders.receiver, directed=False)
    return ev.History(ACTORS, {**made.networks, "orders": agreed}, made.attributes)


def models() -> dict[str, tuple[ev.Model, ev.History]]:
    made = history(11)
    return {
        "choice": (ev.choice("orders", *TERMS), made),
        "rate": (ev.rate("orders", *OF_EGO), made),
        "rate, timed": (ev.rate("orders", *OF_EGO, intercept=True), made),
        "rem": (ev.rem("orders", *TERMS), made),
        "rem, timed": (ev.rem("orders", *TERMS, intercept=True), made),
        "rem, sampled": (ev.rem("orders", *TERMS, intercept=True), made),
        "coordination": (ev.coordination("orders", *TERMS), agreements(made)),
    }


def design(name: str) -> ev.Design:
    model, made = models()[name]
    return prepare(model, made, sample=ev.Sample(12) if "sampled" in name else None)


def at(name: str) -> np.ndarray:
    return THETA[-len(design(name).names) :].copy()


def brute_force(model: ev.Model, made: ev.History, theta: np.ndarray, events: int) -> float:
    """The log-likelihood of the first events from the formula, every statistic from scratch, one by one."""
    stream, total = made.stream("orders"), 0.0
    changes = set(stream.time[:events])
    if model.timed:  # all times at which anything at all changes
        for record in (*made.networks.values(), *made.attributes.values()):
            changes |= {float(t) for t in record.time if stream.time[0] < t < stream.time[events - 1]}
    before = stream.time[0]
    for time in sorted(changes):
        seen = int((stream.time < time).sum())
        scratch = Scratch(made, time, seen)
        side = "ego" if model.kind == "rate" else "alter"
        eta = sum(
            b * scratch.statistic(term.parts[0], side)
            for b, term in zip(theta[int(model.timed) :], model.terms, strict=True)
        )
        eta = eta + theta[0] * model.timed
        np.fill_diagonal(eta, -np.inf)
        here = [e for e in range(events) if stream.time[e] == time]
        for e in here:
            total += log_share(model, eta, stream.sender[e], stream.receiver[e])
        if model.timed:
            rates = np.exp(eta.max(axis=1) if model.kind == "rate" else eta)
            total -= (time - before) * rates.sum()
        before = time
    return total


def log_share(model: ev.Model, eta: np.ndarray, i: int, j: int) -> float:
    """The log of the probability of i -> j, or of its rate."""
    if model.kind == "rate":
        own = eta.max(axis=1)  # the same for all whom i could turn to
        return own[i] - (0.0 if model.timed else np.log(np.exp(own).sum()))
    if model.kind == "rem":
        return eta[i, j] - (0.0 if model.timed else np.log(np.exp(eta).sum()))
    p = np.exp(eta) / np.exp(eta).sum(axis=1, keepdims=True)
    if model.kind == "choice":
        return np.log(p[i, j])
    both = p * p.T
    return np.log(both[i, j] / np.triu(both).sum())


@pytest.mark.parametrize("name", ["choice", "rate", "rate, timed", "rem", "rem, timed", "coordination"])
def test_the_likelihood_of_ten_events_by_brute_force(name: str) -> None:
    model, made = models()[name]
    ten = ev.History(ACTORS, made.networks, made.attributes, end=float(made.stream("orders").time[9]))
    there = totals(prepare(model, ten), at(name))
    assert there.loglik == pytest.approx(brute_force(model, ten, at(name), 10), rel=1e-12)


@pytest.mark.parametrize("name", models())
def test_the_gradient_is_the_slope(name: str) -> None:
    laid, theta, step = design(name), at(name), 1e-5
    here = totals(laid, theta)
    for k in range(len(theta)):
        up, down = theta.copy(), theta.copy()
        up[k] += step
        down[k] -= step
        slope = (totals(laid, up).loglik - totals(laid, down).loglik) / (2 * step)
        assert here.score[k] == pytest.approx(slope, rel=1e-6, abs=1e-6)
        if name != "coordination":  # there the information is the expected one, which is not the curvature
            bend = -(totals(laid, up).score - totals(laid, down).score) / (2 * step)
            assert here.information[k] == pytest.approx(bend, rel=1e-6, abs=1e-6)


def test_the_information_of_agreements_is_that_of_the_scores() -> None:
    """Expected information: the mean outer product of scores over all pairs that could agree."""
    laid, theta = design("coordination"), at("coordination")
    expected = np.zeros((len(theta), len(theta)))
    for block, pieces in laid.pieces(theta):
        for r in range(len(block.at.chosen)):
            low, high = block.at.start[r : r + 2]
            for place in range(high - low):
                risk = block.risk._replace(chosen=np.where(np.arange(len(block.at.chosen)) == r, place, 0))

                score = evaluate("pairs", theta, block.x, risk).score[r]
                expected += pieces.share[low + place] / 2 * np.outer(score, score)
    assert totals(laid, theta).information == pytest.approx(expected)


@pytest.mark.parametrize("name", models())
def test_twins_do_what_the_kernels_do(name: str, without_jit: None) -> None:
    plain = totals(design(name), at(name))
    assert all(kernel._run in (None, kernel.twin) for kernel in KERNELS.values())
    os.environ["NUMBA_DISABLE_JIT"] = "0"
    for kernel in KERNELS.values():
        kernel._run = None
    compiled = totals(design(name), at(name))
    assert any(kernel._run not in (None, kernel.twin) for kernel in KERNELS.values())
    assert plain.loglik == pytest.approx(compiled.loglik, rel=1e-12)
    assert plain.score == pytest.approx(compiled.score, rel=1e-9, abs=1e-9)
    assert plain.information == pytest.approx(compiled.information, rel=1e-9, abs=1e-9)


def test_every_effect_kernel_runs_as_numpy(without_jit: None) -> None:
    """The texts of the effects' kernels are NumPy: with the JIT off they are their own twins."""
    families = {effect.kernel: effect.name for effect in catalogue().values() if effect.kernel is not None}
    assert len(families) >= 10
    compare(ev.rem("orders", *(some_term(name) for name in families.values())), history(13))


def test_without_numba_it_says_so_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "numba", None)
    kernel = Kernel(lambda x: x + 1, None, fast=False)
    with pytest.warns(UserWarning, match="Numba is not installed"):
        assert kernel(1) == 2


def test_merging_like_alternatives_changes_nothing() -> None:
    laid, theta = design("rem"), at("rem")
    apart, merged = list(walk(laid, merge=False)), list(walk(laid))
    assert sum(block.x.shape[1] for block in merged) < 0.7 * sum(block.x.shape[1] for block in apart)
    for one, other in zip(apart, merged, strict=True):
        a, b = evaluate("choice", theta, one.x, one.risk), evaluate("choice", theta, other.x, other.risk)
        assert a.loglik == pytest.approx(b.loglik, rel=1e-12)
        assert a.score == pytest.approx(b.score, rel=1e-9, abs=1e-9)
        assert a.information == pytest.approx(b.information, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", models())
def test_joining_blocks_changes_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auxilia.events.design.ROWS", 32)
    laid, theta = design(name), at(name)
    apart = list(walk(laid))
    some, one = joined(apart, 2 * max(block.x.shape[1] for block in apart)), joined(apart, 10**9)
    assert len(apart) > len(some) > len(one) == 1
    for blocks in (some, one):
        pieces = [evaluate(laid.likelihood, theta, block.x, block.risk) for block in blocks]
        alone = [evaluate(laid.likelihood, theta, block.x, block.risk) for block in apart]
        for k in (0, 1, 3):
            together, before = (np.concatenate([each[k] for each in found]) for found in (pieces, alone))
            assert together == pytest.approx(before, rel=1e-12, abs=1e-12)
        assert sum(each.information for each in pieces) == pytest.approx(
            sum(each.information for each in alone)
        )
    assert (one[0].at.first, one[0].at.last) == (0, len(laid.clock.time))
    assert np.array_equal(np.diff(one[0].at.start), np.concatenate([np.diff(b.at.start) for b in apart]))
    assert np.array_equal(one[0].at.chosen, np.concatenate([block.at.chosen for block in apart]))


@pytest.mark.parametrize("name", models())
@pytest.mark.parametrize("memory", [600, 0.001])
def test_a_design_of_fewer_terms_is_that_of_the_smaller_model(name: str, memory: float) -> None:
    model, made = models()[name]
    sample = ev.Sample(12) if "sampled" in name else None
    whole = prepare(model, made, sample=sample, memory_mb=memory)
    some = (model.terms[2], model.terms[0])
    theta = np.array([-1.0, 0.3, -0.2][1 - model.timed :])
    totals(whole, at(name))
    less = whole.reduced(*some)
    anew = prepare(replace(model, terms=some), made, sample=sample)
    assert (whole.kept, less.names) == (memory > 1, anew.names)
    assert totals(less, theta).loglik == pytest.approx(totals(anew, theta).loglik, rel=1e-12)
    assert totals(less, theta).score == pytest.approx(totals(anew, theta).score, rel=1e-9, abs=1e-9)
    with pytest.raises(ModelError, match="has no term 'ps_abba'"):
        whole.reduced("ps_abba")


def test_statistics_that_do_not_fit_into_memory_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auxilia.events.design.ROWS", 64)
    monkeypatch.setattr("auxilia.events.estimation.THIN", 20)
    made = history(17, events=400)
    model = ev.choice(
        "orders", "inertia", "recip", ev.term("indeg", half_life=0.01), ev.term("same", "regime")
    )
    roomy, narrow = prepare(model, made), prepare(model, made, memory_mb=0.001)
    one, other = ev.fit(roomy), ev.fit(narrow)
    assert (roomy.kept, narrow.kept) == (True, False)
    assert one.theta == pytest.approx(other.theta, abs=1e-6)
    assert one.loglik == pytest.approx(other.loglik, rel=1e-12)


def test_the_search_backs_off_from_where_the_likelihood_is_flat() -> None:
    """One alternative in 83 is a repeat, and most events repeat: the first step goes far beyond the peak."""
    rng = np.random.default_rng(0)
    n, events = 84, 400
    sender = rng.integers(0, n, events)
    receiver = np.where(rng.random(events) < 0.9, (sender + 1) % n, (sender + rng.integers(2, n, events)) % n)
    made = ev.History(n, {"orders": ev.EventStream(np.arange(events), sender, receiver)})
    fit = ev.fit(ev.choice("orders", "inertia"), made)
    assert fit.converged
    assert np.abs(fit.score).max() < 1e-3
    assert 3 < fit.theta[0] < 9


def test_the_search_tells_of_a_start_that_cannot_be() -> None:
    laid = design("choice")
    with pytest.raises(ModelError, match="not finite at the start"):
        climb(lambda theta: totals(laid, theta), np.full(4, np.nan), laid.names)
