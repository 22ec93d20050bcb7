"""Simulation forward: from any observed wave, for any horizon, with changes on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom.arrays import AnyArray, Floats
from auxilia.saom.chains import Anyone, Progress, Recipe, mapped, seed_of
from auxilia.saom.data import Behavior, Covariate, Data, Dyadic, Network, TwoMode, check_presence
from auxilia.saom.layout import Layout, lay_out
from auxilia.saom.prepared import Prepared, prepare
from auxilia.saom.results import Fit
from auxilia.saom.specification import Rate, Term

State = dict[str, AnyArray]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One period of the future.

    theta
        Changes of parameters by label ("friendship: recip"), rates of the period under "VARIABLE: rate".
    covariates
        New values by name, uncentred: (actors,), or (senders, receivers). They stay until changed again.
    rate_factor
        Multiplies all rates: half a period is 0.5.
    """

    theta: Mapping[str, float] | None = None
    covariates: Mapping[str, Any] | None = None
    rate_factor: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Future:
    """Simulated futures: `states[draw][step]` maps variables to ties or values; `measured`, if asked for."""

    states: tuple[tuple[State, ...], ...]
    measured: Floats
    seed: int


def forward(  # noqa: PLR0913 - what a user may set; all but two by keyword
    fit: Fit | tuple[Data, Sequence[Term], Sequence[Rate], Floats],
    steps: int | Sequence[Step],
    *,
    wave: int | None = None,
    draws: int = 1000,
    presence: Sequence[Sequence[float]] | None = None,
    uncertain: bool = False,
    measure: Callable[[State], Sequence[float]] | None = None,
    rng: int | np.random.Generator | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> Future:
    """Simulate from a wave (the last one by default), each step from where the last ended.

    fit
        An estimate, or data with a model and its parameters.
    steps
        How many periods of the last period's rates, or one `Step` for each.
    presence
        Who is there in the future: pairs of join and leave by actor, the start being 1.0; all by default.
    uncertain
        Whether each draw takes its own parameters from the estimate's normal distribution.
    measure
        Numbers to keep of each state, in place of the states: `measured` is (draws, steps, numbers).
    """
    plan = [Step() for _ in range(steps)] if isinstance(steps, int) else list(steps)
    if not plan:
        raise ModelError("no step to simulate.")
    source, terms, rates, theta = _source(fit)
    start = source.data.waves if wave is None else wave
    if not 1 <= start <= source.data.waves:
        raise ModelError(f"wave {start}: the data have {source.data.waves}.")
    future = _future(source, start - 1, plan, presence)
    layout = lay_out([future], terms, rates)
    known = fit.parameters if isinstance(fit, Fit) else lay_out([source], terms, rates).parameters
    thetas = _thetas(layout, known, theta, plan, source)
    spread = _spread(fit, layout, known) if uncertain else None
    recipe = Recipe((future,), layout, None, f"forward-{id(plan)}-{seed_of(None)}")
    seed = seed_of(rng)

    def work(engine: Anyone, stream: np.random.Generator) -> Any:
        chosen = thetas
        if spread is not None:
            move = spread @ stream.standard_normal(spread.shape[1])
            chosen = [np.where(_basic(layout), np.maximum(one + move, 0.01), one + move) for one in thetas]
        states = engine.forward(chosen, stream)
        return states if measure is None else [list(measure(state)) for state in states]

    made = mapped(recipe, work, draws, seed, 95, processes=processes, progress=progress)
    if measure is not None:
        return Future((), np.array(made, dtype=np.float64), seed)
    return Future(tuple(tuple(states) for states in made), np.zeros(0), seed)


def _source(
    fit: Fit | tuple[Data, Sequence[Term], Sequence[Rate], Floats],
) -> tuple[Prepared, list[Term], list[Rate], Floats]:
    if isinstance(fit, Fit):
        if len(fit.recipe.groups) > 1:
            raise ModelError(
                "the fit has several groups. Give (data, terms, rates, theta) of the one to go on with."
            )
        layout = fit.recipe.layout
        terms = [term for placed in layout.terms.values() for term, _ in placed]
        rates = [one for placed in layout.rates.values() for one, _ in placed]
        return fit.recipe.groups[0], terms, rates, fit.theta
    data, terms, rates, theta = fit[0], list(fit[1]), list(fit[2]), np.asarray(fit[3], dtype=np.float64)
    return prepare(data), terms, rates, theta


def _future(
    source: Prepared, wave: int, steps: Sequence[Step], presence: Sequence[Sequence[float]] | None
) -> Prepared:
    """Data that stand still from the wave on, with the covariates of each step and the source's centres."""
    count, data = len(steps) + 1, source.data
    check_presence(presence, data.actors, count)
    variables = _still(source, wave, count)
    attributes, pairs = {}, {}
    for name, covariate in (data.covariates or {}).items():
        if isinstance(covariate, Covariate):
            old = source.attributes[name]
            value = _carried(old.value, old.mean, wave, steps, name)
            attributes[name] = replace(old, value=value, missing=np.zeros(value.shape, dtype=bool))
        elif isinstance(covariate, Dyadic):
            before = source.pairs[name]
            whole = _carried(before.value, 0.0, wave, steps, name)
            pairs[name] = replace(before, value=whole, missing=np.zeros(whole.shape, dtype=bool))
    networks = {
        name: replace(
            ties,
            value=np.repeat(_absent(ties.value[wave][None], presence, ties.one_mode), count, axis=0),
            missing=np.zeros((count, *ties.shape), dtype=bool),
            fixed=np.repeat(ties.fixed[wave][None], count, axis=0),
            up_only=np.zeros(count - 1, dtype=bool),
            down_only=np.zeros(count - 1, dtype=bool),
        )
        for name, ties in source.networks.items()
    }
    behaviors = {
        name: replace(
            levels,
            value=np.repeat(levels.value[wave][None], count, axis=0),
            missing=np.zeros((count, data.actors), dtype=bool),
            up_only=np.zeros(count - 1, dtype=bool),
            down_only=np.zeros(count - 1, dtype=bool),
        )
        for name, levels in source.behaviors.items()
    }
    shell = object.__new__(Data)
    object.__setattr__(shell, "variables", variables)
    object.__setattr__(shell, "covariates", dict(data.covariates or {}))
    object.__setattr__(shell, "presence", presence)
    return Prepared(shell, networks, behaviors, attributes, pairs)


def _still(source: Prepared, wave: int, count: int) -> dict[str, Network | TwoMode | Behavior]:
    made: dict[str, Network | TwoMode | Behavior] = {}
    for name in source.data.variables:
        if name in source.networks:
            ties = source.networks[name]
            kind = Network if ties.one_mode else TwoMode
            made[name] = kind(np.repeat(ties.value[wave][None].astype(np.float64), count, axis=0))
        else:
            made[name] = Behavior(np.repeat(source.behaviors[name].value[wave][:, None], count, axis=1))
    return made


def _absent(ties: AnyArray, presence: Sequence[Sequence[float]] | None, one_mode: bool) -> AnyArray:
    found = ties.copy()
    for actor, times in enumerate(presence or ()):
        if times[0] > 1.0:
            found[:, actor] = 0
            if one_mode:
                found[:, :, actor] = 0
    return found


def _carried(value: Floats, mean: float, wave: int, steps: Sequence[Step], name: str) -> Floats:
    """Values by step: the last known ones until a step changes them."""
    now, found = value[min(wave, len(value) - 1)], []
    for step in steps:
        if step.covariates and name in step.covariates:
            new = np.asarray(step.covariates[name], dtype=np.float64)
            if new.shape != now.shape:
                raise ModelError(
                    f"{name}: a step gives values of shape {new.shape}; they must be {now.shape}."
                )
            now = new - mean
        found.append(now)
    return np.array(found)


def _basic(layout: Layout) -> AnyArray:
    return np.array([parameter.basic for parameter in layout.parameters])


def _thetas(
    layout: Layout, known: Sequence[Any], theta: Floats, steps: Sequence[Step], source: Prepared
) -> list[Floats]:
    """Parameters by step: those of the estimate, the last period's rates, and the changes of steps so far."""
    values = {(p.variable, p.name): float(theta[place]) for place, p in enumerate(known) if not p.basic}
    last = {p.variable: float(theta[place]) for place, p in enumerate(known) if p.basic}
    changed: dict[str, float] = {}
    found = []
    labels = {p.label for p in layout.parameters if not p.basic} | {
        f"{v}: rate" for v in source.data.variables
    }
    for step in steps:
        for label in step.theta or {}:
            if label not in labels:
                raise ModelError(
                    f"a step changes {label!r}, which the model does not have: {'; '.join(sorted(labels))}."
                )
        changed |= dict(step.theta or {})
        row = np.zeros(len(layout))
        for place, p in enumerate(layout.parameters):
            if p.basic:
                row[place] = changed.get(f"{p.variable}: rate", last[p.variable]) * step.rate_factor
            else:
                row[place] = changed.get(p.label, values.get((p.variable, p.name), 0.0))
        found.append(row)
    return found


def _spread(fit: Any, layout: Layout, known: Sequence[Any]) -> Floats:
    """A square root of the estimates' covariance, in the places of the future's parameters."""
    if not isinstance(fit, Fit):
        raise ModelError("uncertain=True needs an estimate, with its covariance.")
    free = [place for place, p in enumerate(known) if not p.fixed and not p.basic]
    values, vectors = np.linalg.eigh(fit.covariance[np.ix_(free, free)])
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    places = {(p.variable, p.name): place for place, p in enumerate(layout.parameters)}
    rows = np.zeros((len(layout), len(free)))
    for k, place in enumerate(free):
        rows[places[known[place].variable, known[place].name]] = root[k]
    return rows
