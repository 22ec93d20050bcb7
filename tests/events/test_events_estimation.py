"""Estimation: bad models, sampling, robust errors, residuals, recall, drift."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from event_samples import ACTORS, history

from auxilia import events as ev
from auxilia.errors import ModelError, UnknownNameError
from auxilia.events.newton import climb

PAIR = ("inertia", ev.term("diff", "wealth"), "indeg")
TERMS = ("inertia", "recip", ev.term("same", "regime"), ev.term("indeg", weighted=True, transform="log1p"))


@pytest.fixture(scope="module")
def made() -> ev.History:
    return history(21, events=300)


@pytest.fixture(scope="module")
def agreed(made: ev.History) -> ev.History:
    orders = made.stream("orders")
    both = ev.EventStream(orders.time, orders.sender, orders.receiver, directed=False)
    return ev.History(ACTORS, {**made.networks, "orders": both}, made.attributes)


def fitted(model: ev.Model, made: ev.History, **more: object) -> tuple[ev.Fit, ev.Design]:
    laid = ev.prepare(model, made, **more)
    return ev.fit(laid), laid


def test_a_conditional_logit_by_hand(made: ev.History) -> None:
    """Maximised by bisection of the score in one dimension, and by its formula for errors and criteria."""
    fit, _ = fitted(ev.choice("orders", ev.term("higher", "wealth")), made)
    up = [each for each in shares_above(made) if 0 < each[1] < ACTORS - 1]
    low, high = -10.0, 10.0
    for _ in range(80):
        theta = (low + high) / 2
        p = np.array([k * np.exp(theta) / (k * np.exp(theta) + ACTORS - 1 - k) for _, k in up])
        score = sum(chosen for chosen, _ in up) - p.sum()
        low, high = (theta, high) if score > 0 else (low, theta)
    assert fit.theta[0] == pytest.approx(theta, abs=1e-6)
    assert fit.se[0] == pytest.approx((p * (1 - p)).sum() ** -0.5)
    assert fit.aic == pytest.approx(2 - 2 * fit.loglik)
    assert fit.bic == pytest.approx(np.log(300) - 2 * fit.loglik)
    assert fit.null_loglik == pytest.approx(-300 * np.log(ACTORS - 1))
    assert fit.p[0] == pytest.approx(2 * (1 - normal_below(abs(fit.z[0]))), abs=1e-4)
    assert "higher(wealth)" in str(fit)


def shares_above(made: ev.History) -> list[tuple[int, int]]:
    """For each event: whether the chosen stands below ego, and how many of all alternatives do."""
    record, orders, found = made.attribute("wealth"), made.stream("orders"), []
    for t, i, j in zip(orders.time, orders.sender, orders.receiver, strict=True):
        z = record.initial.copy()
        for when, actor, value in zip(record.time, record.actor, record.value, strict=True):
            if when < t:
                z[actor] = value
        found.append((int(z[i] > z[j]), int((z[i] > z).sum())))
    return found


def normal_below(z: float) -> float:
    grid = np.linspace(-8, z, 200_001)
    return float(np.trapezoid(np.exp(-(grid**2) / 2), grid) / np.sqrt(2 * np.pi))


def test_waiting_times_by_hand() -> None:
    """Without effects, the rate is events by time under risk, and its log has the error 1 / sqrt(events)."""
    made = history(3, events=50, start=0.0, end=25.0)
    for model, cells in ((ev.rate, ACTORS), (ev.rem, ACTORS * (ACTORS - 1))):
        fit = ev.fit(model("orders", intercept=True), made)
        assert fit.theta[0] == pytest.approx(np.log(50 / (25 * cells)))
        assert fit.se[0] == pytest.approx(50**-0.5)


def test_rate_and_choice_make_a_tie_oriented_model(made: ev.History) -> None:
    """With effects of ego alone, the rem is the rate model and a choice at random."""
    rate = ev.fit(ev.rate("orders", "outdeg", ev.term("ego", "wealth")), made)
    rem = ev.fit(ev.rem("orders", ev.term("outdeg", type="ego"), ev.term("ego", "wealth")), made)
    assert rem.theta == pytest.approx(rate.theta, abs=1e-6)
    assert rem.se == pytest.approx(rate.se)
    assert rem.loglik == pytest.approx(rate.loglik - 300 * np.log(ACTORS - 1))


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ((ev.term("ego", "wealth"),), r"'ego\(wealth\)' never varies .*leave it out"),
        (("inertia", ev.term("tie", "orders")), r"'inertia', 'tie\(orders\)' cannot be told apart|'tie"),
        ((ev.term("diff", "wealth"), ev.term("sim", "wealth")), "cannot be told apart: they are collinear"),
        ((ev.term("tie", "past"),), r"'tie\(past\)' separates: what happened always has the highest"),
        ((ev.term("tie", "never"),), "always has the lowest"),
        ((ev.term("tie", "one"), ev.term("tie", "other", weighted=True)), "run away: together they separate"),
    ],
)
def test_models_without_a_maximum_are_refused(terms: tuple, says: str, made: ev.History) -> None:
    orders = made.stream("orders")
    kept = ev.EventStream(orders.time[:20], orders.sender[:20], orders.receiver[:20])
    past = np.zeros((ACTORS, ACTORS))
    past[kept.sender, kept.receiver] = 1
    never = 1 - past - np.eye(ACTORS)
    even = (np.arange(ACTORS) % 2 == 0)[:, None]
    nets = {
        "past": past,
        "never": never,
        # Neither separates: 1.5 times the one and twice the other do.
        "one": np.where(even, past, never),
        "other": np.where(even, never / 2, past),
    }
    networks = {"orders": kept, **{name: ev.StateNetwork(net) for name, net in nets.items()}}
    data = ev.History(ACTORS, networks, made.attributes)
    with pytest.raises(ModelError, match=says):
        ev.fit(ev.choice("orders", *terms), data)


KEPT = 25


def narrow(made: ev.History) -> ev.History:
    """The first events alone, as a stream and as agreements, and who had ties in them."""
    orders = made.stream("orders")
    i, j = orders.sender[:KEPT], orders.receiver[:KEPT]
    ties = np.zeros((ACTORS, ACTORS))
    ties[i, j] = 1
    both = np.maximum(ties, ties.T)
    nets = {"ties": ties, "both": both, "others": 1 - both - np.eye(ACTORS)}
    streams = {
        "orders": ev.EventStream(orders.time[:KEPT], i, j),
        "pacts": ev.EventStream(orders.time[:KEPT], i, j, directed=False),
        "ours": ev.EventStream(orders.time[:KEPT], i * 0, np.where(i == 0, j, np.maximum(i, 1))),
    }
    networks = {**streams, **{name: ev.StateNetwork(net) for name, net in nets.items()}}
    attributes = {
        "one": ev.Attribute(np.ones(ACTORS)),
        "first": ev.Attribute(np.arange(ACTORS) == 0),
        "wealth": made.attribute("wealth"),
    }
    return ev.History(ACTORS, networks, attributes)


@pytest.mark.parametrize("timed", [False, True])
@pytest.mark.parametrize(
    ("make", "stream", "term", "says"),
    [
        (ev.rem, "orders", ev.term("alter", "one"), "'alter.one.' never varies"),
        (ev.rate, "orders", ev.term("ego", "one"), r"never varies between .* Mend: leave it out\.$"),
        (ev.rem, "orders", ev.term("tie", "ties"), "'tie.ties.' separates: .* always has the highest"),
        (ev.rate, "ours", ev.term("ego", "first"), "'ego.first.' separates"),
        (ev.coordination, "pacts", ev.term("alter", "one"), "never varies .*an effect of ego belongs into"),
        (ev.coordination, "pacts", ev.term("ego", "wealth"), "'ego.wealth.' never varies"),
        (ev.coordination, "pacts", ev.term("tie", "both"), "'tie.both.' separates: .* highest"),
        (ev.coordination, "pacts", ev.term("tie", "others"), "'tie.others.' separates: .* lowest"),
    ],
)
def test_effects_without_an_estimate_are_refused_in_every_model(
    make: Callable[..., ev.Model], stream: str, term: ev.Term, says: str, timed: bool, made: ev.History
) -> None:
    more = {"intercept": True} if timed and make is not ev.coordination else {}
    with pytest.raises(ModelError, match=says):
        ev.fit(make(stream, term, **more), narrow(made))


def test_a_tie_that_only_one_end_had_does_not_separate_agreements(made: ev.History) -> None:
    """Each pact goes along a tie of its first end, and other pairs stand as high: there is a maximum."""
    fit = ev.fit(ev.coordination("pacts", ev.term("tie", "ties")), narrow(made))
    assert fit.converged
    assert np.isfinite(fit.se[0])


def test_a_search_that_ends_early_is_told(made: ev.History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auxilia.events.estimation.climb", partial(climb, iterations=1))
    with pytest.warns(UserWarning, match="search ended before the maximum"):
        fit = ev.fit(ev.choice("orders", "inertia"), made)
    assert not fit.converged
    assert "not converged" in str(fit)


def test_wrong_calls_are_refused(made: ev.History, agreed: ev.History) -> None:
    model = ev.choice("orders", "inertia")
    with pytest.raises(ModelError, match="needs a history"):
        ev.fit(model)
    with pytest.raises(ModelError, match="directed=False"):
        ev.fit(ev.coordination("orders", "inertia"), made)
    with pytest.raises(ModelError, match="takes no sample"):
        ev.fit(ev.rate("orders", "outdeg"), made, sample=ev.Sample(3))
    with pytest.raises(ModelError, match="one control or more"):
        ev.Sample(0)
    with pytest.raises(ModelError, match="must be positive"):
        ev.fit(ev.rem("orders", intercept=True), made, grid=0.0)
    with pytest.raises(ModelError, match=r"`start` is \(2,\), and must be \(1,\)"):
        ev.fit(model, made, start=np.zeros(2))
    fit, laid = fitted(model, made)
    with pytest.raises(UnknownNameError, match="sender"):
        ev.robust(fit, laid, "provider")
    with pytest.raises(ModelError, match="another model"):
        ev.residuals(fit, ev.prepare(ev.choice("orders", "recip"), made))
    with pytest.raises(ModelError, match="two clusters"):
        ev.robust(fit, laid, np.zeros(ACTORS, int))
    with pytest.raises(ModelError, match="one for each of the 7 actors"):
        ev.robust(fit, laid, np.zeros(3, int))
    with pytest.raises(ModelError, match="no sender"):
        ev.robust(*fitted(ev.coordination("orders", "inertia"), agreed))
    with pytest.raises(ModelError, match="models of order"):
        ev.drift(*fitted(ev.rem("orders", "inertia", intercept=True), made))


def test_a_fit_is_frozen(made: ev.History) -> None:
    fit = ev.fit(ev.choice("orders", "inertia"), made)
    with pytest.raises(AttributeError):
        fit.loglik = 0.0


@pytest.mark.parametrize("model", [ev.choice("orders", *TERMS), ev.rem("orders", *TERMS, intercept=True)])
def test_a_sample_of_all_alternatives_is_no_sample(model: ev.Model, made: ev.History) -> None:
    whole, sampled = ev.fit(model, made), ev.fit(model, made, sample=ev.Sample(10_000, seed=4))
    assert sampled.theta == pytest.approx(whole.theta, abs=1e-6)
    assert sampled.se == pytest.approx(whole.se, rel=1e-6)


def test_samples_of_alternatives_are_unbiased(made: ev.History) -> None:
    """Over many samples the estimate's mean is the full one, within its Monte Carlo error."""
    for model in (ev.rem("orders", *TERMS), ev.rem("orders", *TERMS, intercept=True)):
        whole = ev.fit(model, made)
        drawn = np.array([ev.fit(model, made, sample=ev.Sample(15, seed)).theta for seed in range(40)])
        error = drawn.std(axis=0, ddof=1) / np.sqrt(len(drawn))
        # Four errors, and the bias of a ratio of sums over 15 controls.
        assert np.all(np.abs(drawn.mean(axis=0) - whole.theta) < 4 * error + 0.15 * whole.se)
    one, same = (ev.fit(model, made, sample=ev.Sample(15, 3)) for _ in range(2))
    assert np.array_equal(one.theta, same.theta)
    assert one.sample == ev.Sample(15, 3)
    assert one.alternatives < whole.alternatives / 2


@pytest.mark.parametrize("kind", ["choice", "rate", "rem", "rem, timed", "coordination"])
def test_residuals_add_up(kind: str, made: ev.History, agreed: ev.History) -> None:
    ego = ("outdeg", ev.term("ego", "wealth"))
    model, data = {
        "choice": (ev.choice("orders", *TERMS), made),
        "rate": (ev.rate("orders", *ego), made),
        "rem": (ev.rem("orders", *TERMS), made),
        "rem, timed": (ev.rem("orders", *TERMS, intercept=True), made),
        "coordination": (ev.coordination("orders", *PAIR), agreed),
    }[kind]
    fit, laid = fitted(model, data)
    rest = ev.residuals(fit, laid)
    assert rest.loglik.sum() == pytest.approx(fit.loglik)
    assert rest.score.sum(axis=0) == pytest.approx(np.zeros(len(fit.names)), abs=1e-3)
    ends = 600 if kind == "coordination" else 300
    assert rest.sent.sum() == ends
    assert rest.expected_sent.sum() == pytest.approx(ends, rel=1e-6)
    assert rest.expected_received.sum() == pytest.approx(ends, rel=1e-6)
    if kind == "choice":  # who acts is given
        assert rest.expected_sent == pytest.approx(rest.sent)
    happened = ~np.isnan(rest.better)
    assert happened.sum() == 300
    assert np.all(rest.equal[happened] >= 1)
    assert np.all(rest.better[happened] + rest.equal[happened] <= rest.alternatives[happened])
    assert 0 < rest.recall(2) < rest.recall(5) <= rest.recall(10_000) == 1
    if kind != "coordination":  # where these random events have no pattern to find
        assert rest.recall(2) > rest.recall_by_chance(2) > 0
    if kind == "rem":
        given = ev.residuals(fit, laid, given_sender=True)
        assert given.recall(2) > rest.recall(2)
        assert set(given.alternatives) == {ACTORS - 1}


def test_ranks_by_hand() -> None:
    """The third event repeats the first, the last the second, the fourth none; ties count by chance."""
    orders = ev.EventStream([1, 2, 3, 4, 5], [0, 1, 0, 0, 1], [1, 2, 1, 2, 2])
    made = ev.History(4, {"orders": orders})
    fit, laid = fitted(ev.choice("orders", "inertia"), made)
    rest = ev.residuals(fit, laid)
    assert fit.theta[0] > 0
    assert rest.better.tolist() == [0, 0, 0, 1, 0]
    assert rest.equal.tolist() == [3, 3, 1, 2, 1]
    assert rest.recall(1) == pytest.approx((1 / 3 + 1 / 3 + 1 + 0 + 1) / 5)
    assert rest.recall(2) == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 2 + 1) / 5)
    assert rest.recall_by_chance(1) == pytest.approx(1 / 3)
    assert rest.deviance == pytest.approx(np.sqrt(-2 * rest.loglik))


def test_robust_errors_are_the_sandwich(made: ev.History, agreed: ev.History) -> None:
    fit, laid = fitted(ev.choice("orders", *TERMS), made)
    rest, (sender, receiver) = ev.residuals(fit, laid), laid.actors
    for cluster, label in (("sender", sender), ("event", np.arange(300)), (np.arange(7) // 2, sender // 2)):
        sums = np.array([rest.score[label == each].sum(axis=0) for each in np.unique(label)])
        meat = sums.T @ sums * len(sums) / (len(sums) - 1)
        made_ = ev.robust(fit, laid, cluster)
        assert made_.covariance == pytest.approx(fit.covariance @ meat @ fit.covariance)
        assert made_.clusters == len(sums)
    both, laid = fitted(ev.coordination("orders", *PAIR), agreed)
    assert ev.robust(both, laid, "dyad").clusters == len(
        {frozenset(p) for p in zip(sender, receiver, strict=True)}
    )


def test_robust_errors_of_waiting_times_spread_the_time_under_risk(made: ev.History) -> None:
    """The scores of senders sum to the score, and a sender who never acts still was at risk."""
    fit, laid = fitted(ev.rem("orders", "inertia", intercept=True), made)
    assert ev.robust(fit, laid).clusters == ACTORS
    assert ev.robust(fit, laid, "dyad").clusters == ACTORS * (ACTORS - 1)
    poisson = ev.fit(laid)
    assert ev.robust(poisson, laid, "dyad").se == pytest.approx(poisson.se, rel=0.6)


def test_drift_finds_an_effect_that_fades() -> None:
    """Actors follow their favourites in the first half, and choose at random in the second."""
    rng = np.random.default_rng(5)
    n, events = 12, 500
    sender = rng.integers(0, n, events)
    faithful = (rng.random(events) < 0.8) & (np.arange(events) < 250)
    receiver = (sender + np.where(faithful, 1, rng.integers(1, n, events))) % n
    favourite = ev.StateNetwork(np.roll(np.eye(n), 1, axis=1))
    made = ev.History(
        n, {"orders": ev.EventStream(np.arange(events), sender, receiver), "favourite": favourite}
    )
    model = ev.choice("orders", ev.term("tie", "favourite"))
    fit, laid = fitted(model, made)
    assert ev.drift(fit, laid).p[0] < 1e-6
    early, late = ev.fit(ev.choice("orders", *ev.periods(model.terms[0], (249.5,))), made).theta
    assert early > late + 0.5
    steady, laid = fitted(model, ev.History(n, made.networks, end=249.0))
    assert ev.drift(steady, laid).p[0] > 0.001
