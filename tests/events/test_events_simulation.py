"""Simulation: its statistics are those of estimation, its parameters are found again with honest errors."""

from collections.abc import Callable

import numpy as np
import pytest
from event_samples import ACTORS, history

from auxilia import events as ev
from auxilia.errors import ModelError
from auxilia.events.catalogue import catalogue
from auxilia.events.design import prepare, walk
from auxilia.events.live import Live, Moment
from auxilia.events.simulation import past_events

N = 10
NOTHING = np.empty(0, np.int64)


def world(seed: int = 0) -> ev.History:
    """Ten actors to whom nothing has happened yet, with an alliance and a changing attribute."""
    rng = np.random.default_rng(seed)
    ally = np.triu((rng.random((N, N)) < 0.3).astype(float), 1)
    return ev.History(
        N,
        {
            "orders": ev.EventStream(np.empty(0), NOTHING, NOTHING),
            "agreements": ev.EventStream(np.arange(1.0, 161), *pairs(rng, 160), directed=False),
            "alliance": ev.StateNetwork(ally + ally.T, [10.0, 20.0], [0, 3], [1, 4], [1.0, 0.0]),
        },
        {"wealth": ev.Attribute(rng.normal(size=N), [5.0, 15.0], [2, 6], [1.0, -1.0])},
    )


def pairs(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    i = rng.integers(0, N, count)
    return i, (i + rng.integers(1, N, count)) % N


@pytest.mark.parametrize("rule", ["together", "as_listed"])
@pytest.mark.parametrize("kind", ["rem", "coordination"])
def test_live_statistics_are_those_of_the_walk(kind: str, rule: str) -> None:
    made = history(31, ties=True, simultaneous=rule, present=ev.Attribute(np.ones(ACTORS), [19.5], [0], [0]))
    if kind == "coordination":
        orders = made.stream("orders")
        agreed = ev.EventStream(orders.time, orders.sender, orders.receiver, directed=False)
        made = ev.History(ACTORS, {**made.networks, "orders": agreed}, made.attributes, simultaneous=rule)
    rivalry, seen = ev.Layer("rivalry"), set()
    terms: list[ev.Term] = []
    for name, effect in catalogue().items():
        networks = [rivalry, None] if name.startswith("rival") else [None, rivalry][: effect.networks]
        terms.append(ev.term(name, *networks, *["wealth", "regime"][: effect.attributes]))
        if effect.kernel is not None and effect.kernel not in seen and not effect.reads[0].latest:
            seen.add(effect.kernel)
            for more in ({"window": 4.0, "weighted": True}, {"half_life": 2.0, "weighted": True}):
                terms.append(ev.term(name, *networks, *["wealth"][: effect.attributes], **more))
    terms += [ev.during("inertia", 3.0, 9.0)]
    model = getattr(ev, kind)("orders", *terms)
    design, live = prepare(model, made), Live(model, made)
    stream = made.stream("orders")
    past = past_events(stream, len(stream))
    for block in walk(design, merge=False):
        for r in range(block.at.first, block.at.last):
            low, high = block.at.start[r - block.at.first : r - block.at.first + 2]
            moment = Moment(design.clock.time[r])
            opened = live.open(moment)
            assert np.array_equal(opened.row, block.at.row[low:high])
            at = block.at._replace(
                first=0, last=1, start=np.array([0, high - low]), row=opened.row, col=opened.col
            )
            x = live.statistics(moment, at)
            for k, name in enumerate(model.names):
                assert x[k] == pytest.approx(block.x[k, low:high], rel=1e-9, abs=1e-9), (name, r)
            live.tell(past[r])


def covered(
    fits: Callable[[int], tuple[np.ndarray, np.ndarray]], truth: np.ndarray, runs: int
) -> tuple[np.ndarray, float]:
    """The mean of (estimate - truth) / error over runs, and the share of 95 % intervals with the truth."""
    z = []
    for seed in range(runs):
        theta, se = fits(seed)
        z.append((theta - truth) / se)
    return np.mean(z, axis=0), float((np.abs(z) < 1.96).mean())


RUNS = 60
RATE = (
    ev.rate("orders", ev.term("outdeg", window=5.0), ev.term("ego", "wealth"), intercept=True),
    np.array([-1.0, 0.1, 0.3]),
)
CHOICE = (
    ev.choice("orders", "inertia", "recip", ev.term("trans", window=20.0), ev.term("tie", "alliance")),
    np.array([0.8, 0.5, -0.1, 0.6]),
)
TIES = (ev.rem("orders", "inertia", "recip", ev.term("diff", "wealth")), np.array([1.0, 0.6, -0.3]))
WAITS = (
    ev.rem("orders", "inertia", ev.term("tie", "alliance"), ev.term("indeg", window=8.0), intercept=True),
    np.array([-3.5, 0.6, 0.5, 0.05]),
)
PACTS = (
    ev.coordination("agreements", "inertia", ev.term("tie", "alliance"), ev.term("alter", "wealth")),
    np.array([0.5, 0.7, 0.3]),
)


def refit(model: ev.Model, made: ev.History) -> tuple[np.ndarray, np.ndarray]:
    fit = ev.fit(model, made)
    return fit.theta, fit.se


def dynam(seed: int) -> tuple[np.ndarray, np.ndarray]:
    made = ev.simulate(
        (RATE[0], CHOICE[0]), (RATE[1], CHOICE[1]), world(), rng=seed, start=0, events=160
    ).history
    one, other = refit(RATE[0], made), refit(CHOICE[0], made)
    return np.append(one[0], other[0]), np.append(one[1], other[1])


SETTINGS = {
    "rate and choice": (np.append(RATE[1], CHOICE[1]), dynam),
    "rem": (
        TIES[1],
        lambda seed: refit(TIES[0], ev.simulate(*TIES, world(), rng=seed, start=0, events=160).history),
    ),
    "rem, timed": (
        WAITS[1],
        lambda seed: refit(WAITS[0], ev.simulate(*WAITS, world(), rng=seed, start=0, until=40.0).history),
    ),
    "choice, drawn anew": (
        CHOICE[1],
        lambda seed: refit(CHOICE[0], ev.redraw(*CHOICE, drawn_from(), rng=seed).history),
    ),
    "coordination, drawn anew": (
        PACTS[1],
        lambda seed: refit(PACTS[0], ev.redraw(*PACTS, world(), rng=seed).history),
    ),
}


def drawn_from() -> ev.History:
    rng = np.random.default_rng(3)
    return ev.History(
        N,
        {**world().networks, "orders": ev.EventStream(np.sort(rng.uniform(0, 40, 160)), *pairs(rng, 160))},
        world().attributes,
    )


@pytest.mark.parametrize("name", SETTINGS)
def test_parameters_are_found_again_and_intervals_hold_them(name: str) -> None:
    truth, run = SETTINGS[name]
    bias, coverage = covered(run, truth, RUNS)
    # Four errors of a mean of 60, and a little for the bias of maximum likelihood from 160 events.
    assert np.all(np.abs(bias) < 4 / np.sqrt(RUNS) + 0.2), bias
    intervals = RUNS * len(truth)
    assert abs(coverage - 0.95) < 4 * np.sqrt(0.95 * 0.05 / intervals) + 0.01, coverage


def test_a_seed_makes_the_same_stream_again() -> None:
    one, same = (ev.simulate(*TIES, world(), rng=7, start=0, events=30) for _ in range(2))
    other = ev.simulate(*TIES, world(), rng=8, start=0, events=30)
    assert np.array_equal(one.stream.receiver, same.stream.receiver)
    assert not np.array_equal(one.stream.receiver, other.stream.receiver)
    assert (one.seed, one.first, len(one.stream)) == (7, 0, 30)
    assert ev.simulate(*TIES, world(), rng=np.random.default_rng(7), start=0, events=30).seed is None
    drawn = ev.simulate(*TIES, world(), start=0, events=30)
    again = ev.simulate(*TIES, world(), rng=drawn.seed, start=0, events=30)
    assert np.array_equal(drawn.stream.receiver, again.stream.receiver)


def test_a_stream_goes_on_from_its_history() -> None:
    made = drawn_from()
    on = ev.simulate(*WAITS, made, rng=1, until=50.0)
    assert on.first == 160
    assert np.array_equal(on.stream.time[:160], made.stream("orders").time)
    assert on.stream.time[160:].min() > made.stream("orders").time[-1]
    assert on.stream.time.max() < 50
    assert on.stream.modelled.tolist() == [False] * 160 + [True] * (len(on.stream) - 160)
    assert (on.history.start, on.history.end) == (made.stream("orders").time[-1], 50.0)


def test_absent_actors_do_not_act() -> None:
    gone = ev.Attribute(np.ones(N), [10.0], [0], [0])
    made = ev.History(N, world().networks, world().attributes, present=gone)
    stream = ev.simulate(*WAITS, made, rng=1, start=0, until=40.0).stream
    early = stream.time < 10
    assert 0 in stream.sender[early]
    assert 0 not in np.append(stream.sender[~early], stream.receiver[~early])


def test_a_grid_does_not_change_rates_that_are_constant() -> None:
    counts = [
        [
            len(ev.simulate(*WAITS, world(), rng=seed, start=0, until=15.0, grid=grid).stream)
            for seed in range(40)
        ]
        for grid in (None, 0.5)
    ]
    one, other = np.array(counts)
    assert abs(one.mean() - other.mean()) < 4 * np.sqrt((one.var() + other.var()) / 40)


def test_redrawing_keeps_times_senders_and_what_is_not_explained() -> None:
    made = drawn_from()
    orders = made.stream("orders")
    some = ev.EventStream(orders.time, orders.sender, orders.receiver, modelled=np.arange(160) >= 80)
    drawn = ev.redraw(*CHOICE, ev.History(N, {**made.networks, "orders": some}, made.attributes), rng=1)
    assert np.array_equal(drawn.stream.time, orders.time)
    assert np.array_equal(drawn.stream.sender, orders.sender)
    assert np.array_equal(drawn.stream.receiver[:80], orders.receiver[:80])
    assert (drawn.stream.receiver[80:] != orders.receiver[80:]).mean() > 0.5


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: ev.simulate(*TIES, world(), start=0), "needs an end"),
        (lambda: ev.simulate(*CHOICE, world(), start=0, events=3), "alone makes no process"),
        (lambda: ev.simulate((CHOICE[0], RATE[0]), TIES[1], world(), events=3), "in this order"),
        (lambda: ev.redraw(*TIES, drawn_from()), "simulated forward"),
        (
            lambda: ev.simulate(
                ev.rem("orders", ev.term("inertia", weighted=True), intercept=True),
                np.array([0.0, 3.0]),
                world(),
                rng=1,
                start=0,
                until=1e6,
            ),
            "explodes",
        ),
        (
            lambda: ev.simulate(
                ev.rem("orders", ev.term("inertia", kinds=("arms",))), np.array([1.0]), world(), events=3
            ),
            "no kinds",
        ),
    ],
)
def test_what_cannot_be_simulated_is_refused(call: Callable[[], object], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        call()
