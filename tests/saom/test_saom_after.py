"""After estimation: tests, goodness of fit, relative importance, tables, simulation forward."""

import itertools
from dataclasses import astuple
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pytest
from saom_worlds import TERMS, simulated

from auxilia import saom
from auxilia.errors import ModelError
from auxilia.report.models import goodness_picture, importance_picture
from auxilia.saom.goodness import triad_census
from auxilia.saom.prepared import prepare

QUICK = saom.Settings(phase3=600, subphases=3, rounds=2)


@pytest.fixture(scope="module")
def data() -> saom.Data:
    return simulated(1, actors=20)


@pytest.fixture(scope="module")
def fit(data: saom.Data) -> saom.Fit:
    return saom.estimate(data, TERMS, rng=4, settings=QUICK)


def test_wald_is_the_square_of_the_ratio(fit: saom.Fit) -> None:
    theta, error = fit["ties: recip"]
    test = saom.wald(fit, ["ties: recip"])
    assert test.statistic == pytest.approx((theta / error) ** 2)
    assert test.one_sided == pytest.approx(theta / error)
    assert saom.wald(fit, ["ties: recip"], [theta]).p == pytest.approx(1.0)
    weights = np.zeros(len(fit.parameters))
    weights[fit.names.index("ties: recip")] = 2.0
    assert saom.contrast(fit, weights, np.zeros(1)).statistic == pytest.approx(test.statistic)
    with pytest.raises(ModelError, match=r"no parameter 'ties: recp'\. The model has"):
        saom.wald(fit, ["ties: recp"])


def test_a_score_test_finds_what_is_there_and_its_step_goes_there(data: saom.Data, fit: saom.Fit) -> None:
    """Reciprocity left out is found; the one-step estimate is nearer to the full estimate than zero is."""
    without = [TERMS[0], saom.effect("ties", "recip", tested=True), *TERMS[2:]]
    less = saom.estimate(data, without, rng=4, settings=QUICK)
    test = saom.score_test(less)
    assert test.names == ("ties: recip",)
    assert test.p < 0.001
    assert test.one_sided > 3
    assert abs(test.step[0] - fit["ties: recip"][0]) < 0.6 * fit["ties: recip"][0]
    with pytest.raises(ModelError, match="score test is for fixed"):
        saom.score_test(fit, ["ties: recip"])
    with pytest.raises(ModelError, match="no parameter to test"):
        saom.score_test(fit)
    with pytest.raises(ModelError, match=r"was not estimated\. Use score_test"):
        saom.wald(less, ["ties: recip"])


def test_score_tests_hold_their_level() -> None:
    """An effect that is not there is called significant about as often as it should: 40 worlds at 5 %."""
    found = []
    for world in range(40):
        data = saom.Data({"ties": simulated(100 + world, actors=18, waves=2).variables["ties"]})
        terms = [*TERMS[:3], saom.effect("ties", "inPopSqrt", tested=True)]
        less = saom.estimate(
            data, terms, rng=world, settings=saom.Settings(phase3=200, subphases=2, rounds=1)
        )
        found.append(saom.score_test(less).p < 0.05)
    assert sum(found) <= 7


def test_time_heterogeneity_is_found_where_it_is_and_not_where_it_is_not(fit: saom.Fit) -> None:
    calm = saom.time_test(fit)
    assert calm.joint.freedom == 5
    assert calm.joint.p > 0.001
    first, second = simulated(3, actors=25, waves=2), simulated(4, actors=25, waves=2)
    ties = first.variables["ties"].waves
    sparse = (np.random.default_rng(1).random((25, 25)) < 0.05).astype(float)
    changed = saom.Data({"ties": saom.Network(np.stack([*ties, sparse]))})
    assert second.waves == 2
    moved = saom.estimate(changed, TERMS[:2], rng=1, settings=QUICK)
    test = saom.time_test(moved)
    assert test.joint.p < 0.01
    assert [one.freedom for one in test.by_effect] == [1, 1]
    assert [one.freedom for one in test.by_period] == [2]
    with pytest.raises(ModelError, match="one period"):
        saom.time_test(
            saom.estimate(first, TERMS, rng=1, settings=saom.Settings(phase3=60, subphases=1, rounds=1))
        )


def test_the_triad_census_is_that_of_networkx() -> None:
    rng = np.random.default_rng(1)
    for density in (0.1, 0.3, 0.6):
        x = (rng.random((13, 13)) < density).astype(np.uint8)
        np.fill_diagonal(x, 0)
        theirs = nx.triadic_census(nx.from_numpy_array(x, create_using=nx.DiGraph))
        assert dict(zip(saom.triads("x").labels, triad_census(x), strict=True)) == pytest.approx(theirs)


def test_features_count_what_networkx_counts() -> None:
    rng = np.random.default_rng(2)
    x = (rng.random((15, 15)) < 0.12).astype(np.uint8)
    np.fill_diagonal(x, 0)
    state = {"x": x, "z": rng.integers(1, 4, 15)}
    graph = nx.from_numpy_array(x, create_using=nx.DiGraph)
    lengths = [d for _, row in nx.all_pairs_shortest_path_length(graph) for d in row.values()]
    told = saom.geodesics("x").count(state)
    assert list(told[:5]) == [lengths.count(d) for d in range(1, 6)]
    assert told.sum() == 15 * 14
    assert list(saom.indegrees("x", 3).count(state)) == [
        sum(d <= k for _, d in graph.in_degree()) for k in range(4)
    ]
    assert saom.outdegrees("x", 30).count(state)[-1] == 15
    assert saom.values("z", 1, 3).count(state).sum() == 15
    pairs = [(i, j) for i, j in itertools.product(range(15), repeat=2) if x[i, j]]
    same, one, more = saom.association("x", "z").count(state)[:3]
    apart = [abs(int(state["z"][i]) - int(state["z"][j])) for i, j in pairs]
    assert (same, one, more) == (apart.count(0), apart.count(1), sum(a > 1 for a in apart))


def test_goodness_of_fit_accepts_its_own_model_and_not_another(data: saom.Data, fit: saom.Fit) -> None:
    features = [saom.indegrees("ties"), saom.triads("ties"), saom.values("level", 1, 4)]
    told = saom.goodness(fit, features, draws=150)
    assert [one.p > 0.01 for one in told] == [True, True, True]
    low, high = told[0].bands()
    assert (low <= high).all()
    assert told[0].simulated.shape == (150, 9)
    poor = saom.estimate(data, [TERMS[0], *TERMS[3:]], rng=1, settings=QUICK)
    assert saom.goodness(poor, [saom.triads("ties")], draws=150)[0].p < 0.05
    assert (saom.goodness(fit, features[:1], draws=20)[0].simulated == told[0].simulated[:20]).all()


def test_farthest_is_measured_in_standard_deviations_of_simulations() -> None:
    """Means 10 and 1, deviations 10 and 1: 15 is half of one off, 3 is two off."""
    labels, simulated = ("wide", "narrow", "never"), np.array([[0.0, 0, 7], [20, 2, 7]] * 50)

    def farthest(*observed: float) -> tuple[str, float, float, float]:
        one = saom.Goodness("x", labels, np.array(observed), simulated, 0.0, 1.0)
        return astuple(one.farthest())

    assert farthest(15, 3, 7) == ("narrow", 3, 0, 2)
    assert farthest(45, 3, 7) == ("wide", 45, 0, 20)
    assert farthest(45, 3, 8) == ("never", 8, 7, 7)


def test_relative_importance_by_hand(fit: saom.Fit) -> None:
    """Shares sum to one; an effect with a zero parameter has none; the choice of one actor by its formula."""
    for variable in ("ties", "level"):
        told = saom.importance(fit, variable, wave=2)
        assert told.relative.sum(axis=1) == pytest.approx(1.0)
        assert told.expected.sum() == pytest.approx(1.0)
        assert ((told.entropy >= -1e-12) & (told.entropy <= 1)).all()
    told = saom.importance(fit, "ties", wave=1)
    ties = prepare(fit.recipe.groups[0].data).networks["ties"].value[0].astype(float)
    theta = np.array([fit[f"ties: {name}"][0] for name in ("density", "recip", "transTrip")])
    ego, gains = 4, []
    for j in range(20):
        changed = ties.copy()
        if j != ego:
            changed[ego, j] = 1 - changed[ego, j]
        worth = [
            np.array([x[ego].sum(), (x[ego] * x[:, ego]).sum(), (x[ego] * (x[ego] @ x)).sum()])
            for x in (changed, ties)
        ]
        gains.append(worth[0] - worth[1])
    rows = np.array(gains).T

    def chances(weights: np.ndarray) -> np.ndarray:
        e = np.exp(weights @ rows)
        return e / e.sum()

    without = [
        np.abs(chances(np.where(np.arange(3) == k, 0, theta)) - chances(theta)).sum() for k in range(3)
    ]
    assert told.distance[ego] == pytest.approx(without)
    with pytest.raises(ModelError, match="wave 9 of 3"):
        saom.importance(fit, "ties", wave=9)


def test_tables_print_estimates_as_scholars_do(fit: saom.Fit) -> None:
    theta, error = fit["ties: recip"]
    shown = saom.text(fit)
    assert f"{theta:9.3f} {error:9.3f}" in shown
    assert "overall maximum convergence ratio" in shown
    tex = saom.latex([fit, fit], ["Model 1", "A & B"])
    assert rf"recip & {theta:.3f}$^{{***}}$ & ({error:.3f})" in tex
    assert r"A \& B" in tex
    page = saom.markup([fit])
    assert f"<td>{theta:.3f}*** ({error:.3f})</td>" in page


def test_the_future_goes_on_from_the_last_wave(fit: saom.Fit) -> None:
    """With rates near nothing the state stays; many draws of one step are those of the last period."""
    still = saom.forward(fit, [saom.Step(rate_factor=1e-9)] * 2, draws=3, rng=1)
    last = prepare(fit.recipe.groups[0].data).networks["ties"].value[2]
    assert (still.states[2][1]["ties"] == last).all()
    told = saom.forward(fit, 3, draws=60, rng=2, measure=lambda s: [float(s["ties"].sum())])
    again = saom.forward(fit, 3, draws=60, rng=2, processes=2, measure=lambda s: [float(s["ties"].sum())])
    assert told.measured.shape == (60, 3, 1)
    assert (told.measured == again.measured).all()
    wild = saom.forward(fit, 3, draws=60, rng=2, uncertain=True, measure=lambda s: [float(s["ties"].sum())])
    assert wild.measured.std() > 0.9 * told.measured.std()


def test_changes_on_the_way_take_effect(fit: saom.Fit) -> None:
    steps = [saom.Step(), saom.Step(theta={"ties: density": -8.0, "ties: rate": 30.0})]
    told = saom.forward(fit, steps, draws=20, rng=1, measure=lambda s: [float(s["ties"].sum())])
    assert told.measured[:, 1].mean() < 0.25 * told.measured[:, 0].mean()
    gone = [(1.0, 1.5)] + [(1.0, 3.0)] * 19
    left = saom.forward(fit, 2, draws=5, rng=1, presence=gone)
    assert all(draw[1]["ties"][0].sum() == 0 for draw in left.states)
    with pytest.raises(ModelError, match="a step changes 'ties: dens'"):
        saom.forward(fit, [saom.Step(theta={"ties: dens": 1.0})], draws=1)
    with pytest.raises(ModelError, match="wave 4: the data have 3"):
        saom.forward(fit, 1, wave=4)


def test_covariates_of_the_future_are_centred_as_those_of_the_past() -> None:
    """A covariate that a step pushes up makes ties to those who have it."""
    rng = np.random.default_rng(1)
    ties = simulated(1, actors=20).variables["ties"]
    data = saom.Data({"ties": ties}, {"age": saom.Covariate(rng.normal(size=20))})
    terms = [*TERMS[:2], saom.effect("ties", "altX", "age", fixed=True, initial=1.0)]
    theta = np.array([6.0, 6.0, -1.6, 1.0, 1.0])
    new = np.where(np.arange(20) < 3, 6.0, 0.0)
    told = saom.forward(
        (data, terms, [], theta),
        [saom.Step(), saom.Step(covariates={"age": new})],
        draws=20,
        rng=1,
        measure=lambda s: [float(s["ties"][:, :3].mean())],
    )
    assert told.measured[:, 1].mean() > 2 * told.measured[:, 0].mean()
    with pytest.raises(ModelError, match=r"age: a step gives values of shape \(3,\)"):
        saom.forward((data, terms, [], theta), [saom.Step(covariates={"age": np.zeros(3)})], draws=1)


def test_pictures_hold_what_they_show(fit: saom.Fit) -> None:
    told = saom.goodness(fit, [saom.indegrees("ties", 5), saom.triads("ties")], draws=40)
    picture = ElementTree.fromstring(goodness_picture(told))
    dots = [one for one in picture.iter() if one.tag.endswith("circle")]
    words = [one.text for one in picture.iter() if one.tag.endswith("text")]
    assert len(dots) == 6 + 16
    assert f"p = {told[1].p:.3f}" in words
    assert f"{told[0].observed[0]:g}" in words
    shares = saom.importance(fit, "ties")
    bars = ElementTree.fromstring(importance_picture(shares))
    assert [f"{share:.2f}" for share in shares.expected] == [
        one.text for one in bars.iter() if one.tag.endswith("text") and (one.text or "").startswith("0.")
    ]
