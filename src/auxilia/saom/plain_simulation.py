"""The simulator in plain NumPy: the compiled one's twin, for tests and for where Numba is missing or off.

It draws the same random numbers in the same order, so that both give the same chain of ministeps from one
stream.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from auxilia.saom import plain
from auxilia.saom.arrays import AnyArray, Bools, Floats
from auxilia.saom.layout import Layout, rate_source
from auxilia.saom.prepared import Prepared
from auxilia.saom.specification import Bound, Rate, Term, functions_of

State = dict[str, AnyArray]


@dataclass(slots=True)
class Chain:
    """One period of one group on its way: the state, the scores, who is there."""

    data: Prepared
    group: int
    layout: Layout
    theta: Floats
    period: int
    state: State
    scores: Floats
    present: Bools

    def view(self) -> plain.View:
        """The state as effects see it."""
        graphs = {name: plain.Graph(self.state[name]) for name in self.data.networks}
        behaviors = {name: self.state[name] for name in self.data.behaviors}
        return plain.View(self.data, self.period, graphs, behaviors, statistics=False)


def start(data: Prepared, period: int) -> State:
    """All variables as they were at the start of the period."""
    return {name: one.value[period].copy() for name, one in data.variables.items()}


def simulate(  # noqa: PLR0913 - what the compiled `simulate` takes
    data: Prepared,
    group: int,
    layout: Layout,
    theta: Floats,
    period: int,
    rng: np.random.Generator,
    *,
    condition: str | None = None,
    goal: int = 0,
    onward: State | None = None,
    settle: bool = True,
) -> tuple[State, Floats, float]:
    """Run one period; the state at its end, the scores (parameters,) and the time it took.

    `condition`: the variable whose distance from the start ends the period at `goal`. `onward`: the state to
    go on from. `settle`: whether those who left are set back to the start.
    """
    chain = _begin(data, group, layout, theta, period, onward)
    names, now, waiting = list(data.data.variables), 0.0, events(data, period)
    while True:
        rates = {name: rates_of(chain, name) for name in names}
        totals = np.array([rate.sum() for rate in rates.values()])
        tau = float(-np.log(1.0 - rng.random()) / totals.sum())
        moving = bool(waiting) and waiting[0][0] <= min(now + tau, 1.0)
        ends = condition is None and now + tau >= 1.0
        if moving:
            tau = waiting[0][0] - now
        elif ends:
            tau = 1.0 - now
        now += tau
        _waited(chain, rates, tau)
        if moving:
            _, actor, joins = waiting.pop(0)
            move(chain, actor, joins)
            continue
        if ends:
            break
        which = _pick(np.concatenate(list(rates.values())), rng.random() * totals.sum())
        before = np.cumsum([rate.size for rate in rates.values()])
        name = names[int(np.searchsorted(before, which, side="right"))]
        ego = which - int(before[names.index(name)]) + rates[name].size
        _acted(chain, name, ego)
        step = _network_step if name in data.networks else _behavior_step
        step(chain, name, ego, rng)
        if name == condition and _conditional_distance(chain, name) >= goal:
            break
    if settle:
        _put_back(chain)
    return chain.state, chain.scores, now


def _begin(
    data: Prepared, group: int, layout: Layout, theta: Floats, period: int, onward: State | None
) -> Chain:
    present = presence(data, period)
    state = (
        start(data, period) if onward is None else {name: values.copy() for name, values in onward.items()}
    )
    if onward is not None:
        for name, ties in data.networks.items():
            state[name][~present] = 0
            if ties.one_mode:
                state[name][:, ~present] = 0
    return Chain(data, group, layout, theta, period, state, np.zeros(len(layout)), present)


def _conditional_distance(chain: Chain, name: str) -> int:
    """Ties or steps away from the start of the period, among what is observed at both ends."""
    one = chain.data.variables[name]
    seen = ~(one.missing[chain.period] | one.missing[chain.period + 1])
    begun, now = one.value[chain.period].astype(np.int64), chain.state[name].astype(np.int64)
    return int(np.abs(begun - now)[seen].sum())


def _pick(weights: Floats, draw: float) -> int:
    passed = np.flatnonzero(np.cumsum(weights) > draw)
    return int(passed[0]) if passed.size else int(np.flatnonzero(weights > 0)[-1])


def presence(data: Prepared, period: int) -> Bools:
    """Who is there at the start of a period."""
    spans = data.data.presence
    if spans is None:
        return np.ones(data.data.actors, dtype=bool)
    pairs = [list(zip(list(s)[::2], list(s)[1::2], strict=True)) for s in spans]
    return np.array([any(join <= period + 1 <= leave for join, leave in one) for one in pairs])


def events(data: Prepared, period: int) -> list[tuple[float, int, bool]]:
    """Who joins and leaves within a period, in time; at the very start of it `presence` says so."""
    found = []
    for actor, span in enumerate(data.data.presence or ()):
        for place, time in enumerate(span):
            if int(time) == period + 1 and time - int(time) > 1e-10:
                found.append((time - int(time), actor, place % 2 == 0))
    return sorted(found, key=lambda event: event[0])


def move(chain: Chain, actor: int, joins: bool) -> None:
    """An actor joins, with the ties of the start of the period, or leaves, and its ties end."""
    chain.present[actor] = joins
    for name, ties in chain.data.networks.items():
        x, begun = chain.state[name], ties.value[chain.period]
        there = chain.present if ties.one_mode else np.ones(ties.shape[1], dtype=bool)
        x[actor] = np.where(there, begun[actor], x[actor]) if joins else 0
        if ties.one_mode:
            x[:, actor] = np.where(there, begun[:, actor], x[:, actor]) if joins else 0


def _put_back(chain: Chain) -> None:
    gone = ~chain.present
    for name, ties in chain.data.networks.items():
        begun, x = ties.value[chain.period], chain.state[name]
        x[gone] = begun[gone]
        if ties.one_mode:
            x[:, gone] = begun[:, gone]
    for name, levels in chain.data.behaviors.items():
        chain.state[name][gone] = levels.value[chain.period][gone]


def rate_values(chain: Chain, one: Rate, state: Mapping[str, AnyArray]) -> Floats:
    """What a rate effect says of each actor."""
    name = rate_source(one, chain.data)
    if name in chain.data.attributes:
        return cast("Floats", chain.data.attributes[name].value[chain.period])
    if name in chain.data.behaviors:
        return cast("Floats", state[name].astype(np.float64))
    x = state[name]
    of = one.effect.split("Rate")[0]
    degree = {"out": x.sum(axis=1), "in": x.sum(axis=0)}.get(of)
    if degree is None:
        degree = (x * x.T).sum(axis=1)
    form = one.effect.split("Rate")[1]
    degree = degree.astype(np.float64)
    return cast("Floats", {"": degree, "Inv": 1.0 / (degree + 1.0), "Log": np.log(degree + 1.0)}[form])


def rates_of(chain: Chain, name: str) -> Floats:
    """Rate of each actor now."""
    basic = chain.theta[chain.layout.basic[name, chain.group, chain.period]]
    power = np.zeros(chain.present.size)
    for one, place in chain.layout.rates[name]:
        power += chain.theta[place] * rate_values(chain, one, chain.state)
    return cast("Floats", np.where(chain.present & _able(chain, name), basic * np.exp(power), 0.0))


def _able(chain: Chain, name: str) -> Bools:
    if name not in chain.data.networks:
        return np.ones(chain.present.size, dtype=bool)
    ties = chain.data.networks[name]
    fixed = ties.fixed[chain.period]
    if not ties.one_mode:
        return cast("Bools", fixed.sum(axis=1) < ties.shape[1])
    others = chain.present[None, :] & ~np.eye(chain.present.size, dtype=bool)
    return cast("Bools", (fixed & others).sum(axis=1) < others.sum(axis=1))


def _waited(chain: Chain, rates: Mapping[str, Floats], tau: float) -> None:
    for name, rate in rates.items():
        place = chain.layout.basic[name, chain.group, chain.period]
        chain.scores[place] -= rate.sum() * tau / chain.theta[place]
        for one, at in chain.layout.rates[name]:
            chain.scores[at] -= (rate * rate_values(chain, one, chain.state)).sum() * tau


def _acted(chain: Chain, name: str, ego: int) -> None:
    place = chain.layout.basic[name, chain.group, chain.period]
    chain.scores[place] += 1.0 / chain.theta[place]
    for one, at in chain.layout.rates[name]:
        chain.scores[at] += rate_values(chain, one, chain.state)[ego]


def _parts(chain: Chain, name: str) -> list[tuple[Term, int, tuple[Bound, ...]]]:
    return [(term, place, functions_of(term, chain.data)) for term, place in chain.layout.terms[name]]


def contributions(chain: Chain, name: str, ego: int) -> tuple[Floats, list[int]]:
    """What each change of a tie adds (terms, choices); the last choice of a two-mode network is to stay."""
    ties, view = chain.data.networks[name], chain.view()
    mine = chain.state[name][ego].astype(np.float64)
    rows, places = [], []
    for term, place, bounds in _parts(chain, name):
        told = np.prod([plain.changes(bound, view, ego) for bound in bounds], axis=0)
        sign = {"evaluation": 1.0 - 2.0 * mine, "endowment": -mine, "creation": 1.0 - mine}[term.function]
        row = told * sign
        if ties.one_mode:
            row[ego] = 0.0
        rows.append(row if ties.one_mode else np.append(row, 0.0))
        places.append(place)
    return np.array(rows), places


def permitted(chain: Chain, name: str, ego: int) -> Bools:
    ties, mine = chain.data.networks[name], chain.state[name][ego] == 1
    can = ~ties.fixed[chain.period][ego]
    can &= ~(mine & ties.up_only[chain.period]) & ~(~mine & ties.down_only[chain.period])
    if ties.one_mode:
        can[ego] = True
        return cast("Bools", can)
    return np.append(can, True)


def _network_step(chain: Chain, name: str, ego: int, rng: np.random.Generator) -> None:
    ties = chain.data.networks[name]
    rows, places = contributions(chain, name, ego)
    can = permitted(chain, name, ego)
    worth = np.where(can, chain.theta[places] @ rows, -np.inf)
    chances = np.exp(worth - max(0.0, worth.max()))
    chosen = _pick(chances, rng.random() * chances.sum())
    rows = np.where(can, rows, 0.0)
    chain.scores[places] += rows[:, chosen] - rows @ chances / chances.sum()
    if chosen != (ego if ties.one_mode else ties.shape[1]):
        chain.state[name][ego, chosen] ^= 1


def steps(chain: Chain, name: str, ego: int) -> tuple[Floats, list[int], Bools]:
    """What a step down, none, and a step up add, by term (terms, 3), and which of them are possible."""
    levels, view = chain.data.behaviors[name], chain.view()
    values = chain.state[name] - levels.mean
    now = chain.state[name][ego]
    can = np.array(
        [
            now > levels.low and not levels.up_only[chain.period],
            True,
            now < levels.high and not levels.down_only[chain.period],
        ]
    )
    rows, places = [], []
    for term, place, bounds in _parts(chain, name):
        row = np.zeros(3)
        for side, step in ((0, -1.0), (2, 1.0)):
            if can[side]:
                gains: list[Any] = [
                    plain.behavior_statistic(b, view, values, ego, values[ego] + step)
                    - plain.behavior_statistic(b, view, values, ego, values[ego])
                    for b in bounds
                ]
                row[side] = float(np.prod(gains)) / step ** (len(gains) - 1)
        row *= {"evaluation": (1, 0, 1), "endowment": (1, 0, 0), "creation": (0, 0, 1)}[term.function]
        rows.append(row)
        places.append(place)
    return np.array(rows), places, can


def _behavior_step(chain: Chain, name: str, ego: int, rng: np.random.Generator) -> None:
    table, places, can = steps(chain, name, ego)
    worth = chain.theta[places] @ table
    chances = np.where(can, np.exp(worth - worth[can].max()), 0.0)
    chosen = _pick(chances, rng.random() * chances.sum())
    chain.scores[places] += table[:, chosen] - table @ chances / chances.sum()
    chain.state[name][ego] += chosen - 1


def statistics(
    data: Prepared, group: int, layout: Layout, period: int, state: Mapping[str, AnyArray]
) -> Floats:
    """All statistics of a state at the end of a period, (parameters,)."""
    found = np.zeros(len(layout))
    chain = Chain(data, group, layout, found, period, {}, found, np.ones(data.data.actors, dtype=bool))
    begun: State = {}
    for name in data.data.variables:
        moved = plain.distance(data, period, name, state[name])
        found[layout.basic[name, group, period]] = moved.sum()
        for term, place in layout.terms[name]:
            found[place] = plain.statistic(functions_of(term, data), term.function, data, period, state)
        for one, place in layout.rates[name]:
            begun = {
                k: v.before(period) if name in data.networks else v.initial(period)
                for k, v in data.networks.items()
            }
            begun |= {k: v.value[period] for k, v in data.behaviors.items()}
            found[place] = float((rate_values(chain, one, begun) * moved).sum())
    return found
