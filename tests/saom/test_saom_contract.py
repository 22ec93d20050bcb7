"""One contract for all effects: change statistics are differences of statistics, actors have no rank."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from auxilia.saom import plain
from auxilia.saom.catalogue import Effect, catalogue
from auxilia.saom.data import Behavior, Covariate, Data, Dyadic, Network, TwoMode
from auxilia.saom.prepared import Prepared, prepare
from auxilia.saom.specification import Bound, effect, functions_of

N, M = 7, 5
ORDER = np.random.default_rng(1).permutation(N)
EFFECTS = sorted(catalogue().values(), key=lambda one: (one.target, one.name))


def sample(seed: int = 3, order: np.ndarray | None = None) -> Data:
    """Two one-mode, two two-mode networks, two behaviours, covariates of actors and pairs; in `order`."""
    rng = np.random.default_rng(seed)
    order = np.arange(N) if order is None else order
    one = [(rng.random((3, N, N)) < 0.45).astype(float) for _ in range(2)]
    two = [(rng.random((3, N, M)) < 0.5).astype(float) for _ in range(2)]
    one[0][:, 0], one[0][:, 1], two[0][:, 0] = 0, one[0][:, 1] * (np.arange(N) == 2), 0
    levels = [rng.integers(1, 5, (N, 3))[order] for _ in range(2)]
    one = [waves[:, order][:, :, order] for waves in one]
    two = [waves[:, order] for waves in two]
    return Data(
        {
            "ties": Network(one[0], allow_only=False),
            "other": Network(one[1], allow_only=False),
            "places": TwoMode(two[0], allow_only=False),
            "clubs": TwoMode(two[1], allow_only=False),
            "level": Behavior(levels[0], allow_only=False),
            "mood": Behavior(levels[1], allow_only=False),
        },
        {
            "age": Covariate(rng.integers(1, 4, N).astype(float)[order]),
            "size": Covariate(rng.integers(1, 4, N).astype(float)[order]),
            "kind": Covariate(rng.permutation(M).astype(float) // 2),
            "near": Dyadic(rng.random((N, N)).round(1)[np.ix_(order, order)]),
            "far": Dyadic(rng.random((N, N)).round(1)[np.ix_(order, order)]),
            "fit": Dyadic(rng.random((N, M)).round(1)[order]),
            "own": Dyadic(rng.random((N, M)).round(1)[order]),
        },
    )


def cases(found: Effect) -> list[tuple[str, tuple[str, ...]]]:
    """The variable an effect is tried on and what it reads there, for each mode that it allows."""
    if found.target == "behavior":
        modes = (
            [mode for mode in ("no", "only") if found.two_mode in {mode, "also"}]
            if found.reads("x")
            else [""]
        )
        return [
            ("level", _others(found, {"no": "other", "only": "places"}.get(mode, ""), mode)) for mode in modes
        ]
    variables = {"no": ["ties"], "also": ["ties", "places"], "only": ["places"]}[found.two_mode]
    return [
        (variable, _others(found, "", "only" if variable == "places" else "no")) for variable in variables
    ]


def _others(found: Effect, x: str, mode: str) -> tuple[str, ...]:
    named = [x] if x else []
    if found.reads("w"):
        one = {"no": "other" if found.target == "network" else "ties", "only": "clubs"}
        named.append(one[mode if found.w_two_mode == "also" else found.w_two_mode])
    receivers = found.target == "network" and mode == "only" and found.v_of_receivers
    named += ["kind" if receivers else "mood"] * found.reads("v") + ["age"] * found.reads("u")
    pairs = ("fit", "own") if mode == "only" and found.target == "network" else ("near", "far")
    return (*named, *[name for letter, name in zip("de", pairs, strict=True) if found.reads(letter)])


# Where the default would never tell levels of the sample apart.
PARAMETERS = {"threshold": 2, "threshold2": 3, "threshold3": 2, "threshold4": 3, "simAllFar": 1}


def bound(found: Effect, variable: str, others: tuple[str, ...], data: Prepared) -> Bound:
    term = effect(
        variable, found.name, *others, function=found.types[0], parameter=PARAMETERS.get(found.name)
    )
    return functions_of(term, data)[0]


@cache
def ready(seed: int = 3, shuffled: bool = False) -> Prepared:
    """The sample, prepared; perhaps with its actors in another order."""
    return prepare(sample(seed, ORDER if shuffled else None))


@cache
def begun(data: Prepared) -> dict[str, plain.Graph]:
    """Its networks at the first wave."""
    return {name: plain.Graph(ties.value[0]) for name, ties in data.networks.items()}


def view(data: Prepared, changed: dict[str, np.ndarray] | None = None) -> plain.View:
    graphs = begun(data) | {name: plain.Graph(ties) for name, ties in (changed or {}).items()}
    return plain.View(data, 0, graphs, {k: v.value[0] for k, v in data.behaviors.items()}, statistics=False)


def worth(one: Bound, words: dict[str, Any], ego: int) -> float:
    """s_i of ego."""
    values = plain.row(one.effect.statistic, ego, words)
    if one.effect.shape == "ego":
        return float(values[0])
    ties = words["x"][ego].astype(float)
    if "x_recdeg" in words:
        ties[ego] = 0
    return float(ties @ values)


def ends(one: Bound, data: Prepared, ego: int, j: int) -> list[dict[str, Any]]:
    """What the effect sees with the tie from ego to j, and without."""
    states = []
    for tie in (1, 0):
        changed = data.networks[one.variable].value[0].copy()
        changed[ego, j] = tie
        states.append(view(data, {one.variable: changed}).words(one))
    return states


def gain(one: Bound, there: dict[str, Any], gone: dict[str, Any], ego: int, j: int) -> float:
    """What the change statistic must be: what the tie adds to whatever the effect says that it changes."""
    if one.effect.change_of == "tie":
        return float(plain.row(one.effect.statistic, ego, there)[j])
    if one.effect.change_of == "receiver":
        with_it, without = (
            sum(plain.row(one.effect.statistic, i, words)[j] * words["x"][i, j] for i in range(N))
            for words in (there, gone)
        )
        return float(with_it - without)
    return worth(one, there, ego) - worth(one, gone, ego)


def check_changes(one: Bound, data: Prepared) -> None:
    """Every change statistic is the gain of the tie, whatever the tie is now."""
    ties, change = data.networks[one.variable], one.effect.functions[-1]
    for ego in range(N):
        told = plain.changes(one, view(data), ego)
        for j in (j for j in range(ties.shape[1]) if j != ego or not ties.one_mode):
            there, gone = ends(one, data, ego, j)
            for words in (there, gone):
                assert abs(plain.row(change, ego, words)[j] - told[j]) < 1e-9, (ego, j)
            assert abs(gain(one, there, gone, ego, j) - told[j]) < 1e-9, (ego, j)


NETWORK = [
    pytest.param(found, variable, others, id=f"{found.name}-{variable}")
    for found in EFFECTS
    if found.target == "network"
    for variable, others in cases(found)
]
BEHAVIOR = [
    pytest.param(found, others, id=f"{found.name}-{'-'.join(others)}")
    for found in EFFECTS
    if found.target == "behavior"
    for _, others in cases(found)
]


def moves(found: Effect, variable: str, others: tuple[str, ...], seed: int) -> bool:
    """Whether any tie changes the effect in this sample: some patterns are rare."""
    data = ready(seed)
    one, state = bound(found, variable, others, data), view(data)
    told = np.array([plain.changes(one, state, ego) for ego in range(N)])
    if data.networks[variable].one_mode:
        np.fill_diagonal(told, 0.0)
    return bool(abs(told).max() > 1e-12)


@pytest.mark.parametrize(("found", "variable", "others"), NETWORK)
def test_change_is_the_difference_of_statistics(
    found: Effect, variable: str, others: tuple[str, ...]
) -> None:
    data = ready()
    check_changes(bound(found, variable, others, data), data)
    assert any(moves(found, variable, others, seed) for seed in range(3, 60)), f"{found.name} never changes"


@pytest.mark.parametrize(("found", "variable", "others"), NETWORK)
def test_actors_on_networks_have_no_rank(found: Effect, variable: str, others: tuple[str, ...]) -> None:
    one, two = ready(), ready(shuffled=True)
    first, second = (bound(found, variable, others, data) for data in (one, two))
    told = np.array([plain.changes(first, view(one), ego) for ego in range(N)])
    moved = np.array([plain.changes(second, view(two), ego) for ego in range(N)])
    expected = told[ORDER][:, ORDER] if told.shape == (N, N) else told[ORDER]
    mask = ~np.eye(N, dtype=bool) if told.shape == (N, N) else np.ones(told.shape, dtype=bool)
    assert moved[mask] == pytest.approx(expected[mask], abs=1e-9)


def steps(found: Effect, others: tuple[str, ...], data: Prepared) -> np.ndarray:
    """s_i of every actor one step lower, where it is and one step higher."""
    one, state = bound(found, "level", others, data), view(data)
    values = state.words(one)["z"]
    told = [
        [plain.behavior_statistic(one, state, values, i, values[i] + step) for step in (-1, 0, 1)]
        for i in range(N)
    ]
    return np.array(told)


@pytest.mark.parametrize(("found", "others"), BEHAVIOR)
def test_actors_with_behaviour_have_no_rank(found: Effect, others: tuple[str, ...]) -> None:
    here, there = steps(found, others, ready()), steps(found, others, ready(shuffled=True))
    assert there == pytest.approx(here[ORDER], abs=1e-9)
    # Isolates and dense triads are rare: one of many samples has them.
    moved = (np.ptp(steps(found, others, ready(seed)), axis=1).max() > 0 for seed in range(3, 60))
    assert any(moved), f"{found.name} never changes"


@pytest.mark.parametrize("found", EFFECTS, ids=lambda one: f"{one.target}-{one.name}")
def test_an_effect_says_what_it_is(found: Effect) -> None:
    assert found.meaning.endswith((".", ":")) or ":" in found.meaning
    assert found.formula
    assert len(found.meaning) < 120


def test_names_are_those_of_rsiena_and_enough() -> None:
    names = {
        target: {one.name for one in EFFECTS if one.target == target} for target in ("network", "behavior")
    }
    assert len(names["network"]) >= 90
    assert len(names["behavior"]) >= 35


def test_without_allowing_it_a_function_is_refused() -> None:
    data = ready()
    some = next(one for one in EFFECTS if one.target == "network" and one.types == ("evaluation",))
    with pytest.raises(Exception, match="has no creation function"):
        functions_of(replace(effect("ties", some.name, *cases(some)[0][1]), function="creation"), data)
