"""Compiled effects give the numbers of the plain functions that they are made of.

To compile all of them takes minutes: a fixed spread stands for them, AUXILIA_ALL_EFFECTS=1 takes all.
"""

import contextlib
import os
from functools import cache

import numpy as np
import pytest
from test_saom_contract import EFFECTS, PARAMETERS, cases, sample

from auxilia.saom import plain_simulation
from auxilia.saom.catalogue import Effect
from auxilia.saom.chains import stream
from auxilia.saom.compiling import compile_all, compiled, file_of
from auxilia.saom.data import Behavior, Covariate, Data, Dyadic, Network, TwoMode
from auxilia.saom.engine import Engine
from auxilia.saom.layout import Layout, lay_out
from auxilia.saom.prepared import Prepared, prepare
from auxilia.saom.specification import Term, effect

TAKEN = EFFECTS if os.environ.get("AUXILIA_ALL_EFFECTS") == "1" else EFFECTS[::8]
SIZE = 25


def terms_of(found: Effect) -> list[Term]:
    """The effect in every function and on every mode of network that it has."""
    return [
        effect(variable, found.name, *others, function=function, parameter=PARAMETERS.get(found.name))
        for variable, others in cases(found)
        for function in found.types
    ]


def batches() -> list[list[Effect]]:
    return [TAKEN[begin : begin + SIZE] for begin in range(0, len(TAKEN), SIZE)]


@cache
def world() -> Prepared:
    """The sample of the contract, with something missing everywhere: statistics have to leave it out."""
    whole = sample()
    variables: dict[str, Network | TwoMode | Behavior] = {}
    for name, one in whole.variables.items():
        if isinstance(one, Behavior):
            values = one.values.astype(float)
            values[2, 1] = np.nan
            variables[name] = Behavior(values, allow_only=False)
        else:
            waves = one.waves.copy()
            waves[0, 3, 2], waves[1, 5, 4], waves[2, 6, 1] = np.nan, np.nan, np.nan
            variables[name] = type(one)(waves, allow_only=False)
    covariates: dict[str, Covariate | Dyadic] = {}
    for name, given in (whole.covariates or {}).items():
        values = given.values.astype(float)
        values[(4,) if isinstance(given, Covariate) else (4, 1)] = np.nan
        covariates[name] = type(given)(values)
    return prepare(Data(variables, covariates))


def laid_out(effects: list[Effect]) -> Layout:
    terms = [term for found in effects for term in terms_of(found)]
    for name in world().variables.keys() - {term.variable for term in terms}:
        terms.append(effect(name, "linear" if name in world().behaviors else "density"))
    return lay_out([world()], terms, [])


def differing(layout: Layout, ours: np.ndarray, plain: np.ndarray) -> list[str]:
    """The parameters of which the compiled number is not the plain one."""
    close = np.isclose(ours, plain, rtol=1e-9, atol=1e-9)
    return [
        f"{one.label}: {mine}, not {theirs}"
        for one, same, mine, theirs in zip(layout.parameters, close, ours, plain, strict=True)
        if not same
    ]


@pytest.fixture(scope="module", autouse=True)
def together() -> None:
    """One process compiles all; an effect at which it stops is named by the test of that effect."""
    with contextlib.suppress(RuntimeError):
        compile_all(
            dict(file_of(one, found.target == "network") for found in TAKEN for one in found.functions)
        )


@pytest.mark.parametrize("found", TAKEN, ids=lambda one: f"{one.target}-{one.name}")
def test_an_effect_compiles(found: Effect) -> None:
    for function in found.functions:
        assert compiled(function, found.target == "network").address


@pytest.mark.parametrize("effects", batches(), ids=lambda many: f"{many[0].name}-{many[-1].name}")
def test_compiled_statistics_are_the_plain_ones(effects: list[Effect]) -> None:
    layout = laid_out(effects)
    engine = Engine([world()], layout)
    for period in range(world().periods):
        state = {name: one.value[period + 1] for name, one in world().variables.items()}
        told = plain_simulation.statistics(world(), 0, layout, period, state)
        assert not differing(layout, engine.observed[period], told)


@pytest.mark.parametrize("effects", batches(), ids=lambda many: f"{many[0].name}-{many[-1].name}")
def test_compiled_changes_are_the_plain_ones(effects: list[Effect]) -> None:
    """Scores are sums of change statistics. Effects weigh nothing: a wrong one leaves the chain as it is."""
    layout = laid_out(effects)
    engine = Engine([world()], layout)
    theta = np.array([2.0 * one.basic for one in layout.parameters])
    seen = np.zeros(len(layout))
    for period in range(world().periods):
        scores = np.zeros(len(layout))
        engine.period(period, theta, stream(5, period, 1), scores, scored=True, turn=0)
        state, told, _ = plain_simulation.simulate(world(), 0, layout, theta, period, stream(5, period, 1))
        for name, values in state.items():
            assert (engine.state()[name] == values).all(), (name, period)
        assert not differing(layout, scores, told)
        seen += abs(told)
    # Patterns of rare effects need not turn up in a short chain.
    assert (seen > 0).mean() > 0.8
