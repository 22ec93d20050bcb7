"""The model in plain NumPy, straight from the definitions: the twin of the compiled engine, and slow.

A `View` is one state of the world as effects see it. Statistics and change statistics are computed for every
ego in turn by calling the effects' own functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

import numpy as np

from auxilia.saom.arguments import path
from auxilia.saom.arrays import AnyArray, Bytes, Floats
from auxilia.saom.catalogue import Function, asks
from auxilia.saom.prepared import Prepared, Ties
from auxilia.saom.specification import Bound

STATISTIC, SIMULATION = "statistic", "simulation"


@dataclass(slots=True)
class Graph:
    """A network in one state, with everything that is derived from it."""

    x: Bytes
    derived: dict[str, AnyArray] = field(default_factory=dict)

    def get(self, word: str) -> AnyArray:
        """What `x_<word>` or `w_<word>` asks for."""
        if not self.derived:
            x = self.x
            self.derived["outdeg"] = x.sum(axis=1).astype(np.float64)
            self.derived["indeg"] = x.sum(axis=0).astype(np.float64)
            if x.shape[0] == x.shape[1]:
                self.derived["recdeg"] = (x * x.T).sum(axis=1).astype(np.float64)
            self.derived["out"] = _listed(x)
            self.derived["in"] = _listed(x.T)
        return self.derived[word]


def _listed(x: Bytes) -> AnyArray:
    """Where the ties of each row are, in order, before all other places."""
    return np.argsort(x == 0, axis=1, kind="stable").astype(np.uint16)


@dataclass(slots=True)
class View:
    """A state: networks, behaviours (raw values) and the covariates of a period.

    In statistics, what is missing is marked; in simulations nothing is.
    """

    data: Prepared
    period: int
    graphs: Mapping[str, Graph]
    behaviors: Mapping[str, AnyArray]
    statistics: bool = True
    told: dict[str, dict[str, Any]] = field(default_factory=dict)

    def words(self, bound: Bound) -> dict[str, Any]:
        """All that an effect may ask for, but for what depends on ego."""
        asked = f"{bound.effect.target} {bound.variable} {bound.reads} {bound.parameter}"
        if asked not in self.told:
            self.told[asked] = self._words(bound)
        return self.told[asked]

    def _words(self, bound: Bound) -> dict[str, Any]:
        found: dict[str, Any] = {"p": bound.parameter}
        for letter, name in bound.reads.items():
            if letter in "xw":
                self._network(letter, name, found)
            elif letter in "vu":
                self._attribute(letter, name, found)
            else:
                self._pairs(letter, name, found)
        if "x" in bound.reads:
            found["n"], found["m"] = self.graphs[bound.reads["x"]].x.shape
        if bound.effect.target == "behavior":
            self._behavior(bound.variable, found)
        return found

    def _network(self, letter: str, name: str, found: dict[str, Any]) -> None:
        graph, ties = self.graphs[name], self.data.networks[name]
        found[letter] = graph.x
        for word in ("outdeg", "indeg", "out", "in", *(["recdeg"] if ties.one_mode else [])):
            found[f"{letter}_{word}"] = graph.get(word)
        for word in ("out", "in", "rec", "shared"):
            found[f"{letter}_av{word}"] = getattr(ties, f"average_{word}")
        missing = ties.missing[self.period] | ties.missing[self.period + 1]
        found[f"{letter}_miss"] = (missing & self.statistics).astype(np.uint8)
        found |= {f"{letter}_balance": ties.balance, f"{letter}_equivalence": ties.equivalence}

    def _attribute(self, letter: str, name: str, found: dict[str, Any]) -> None:
        if name in self.data.behaviors:
            levels = self.data.behaviors[name]
            value, missing = self.behaviors[name] - levels.mean, levels.missing[self.period]
            found[f"{letter}_mean"] = levels.mean
        else:
            covariate = self.data.attributes[name]
            value, missing = covariate.value[self.period], covariate.missing[self.period]
            found[f"{letter}_mean"] = covariate.mean
        one = self.data.behaviors.get(name) or self.data.attributes[name]
        found[letter], found[f"{letter}_miss"] = value, (missing & self.statistics).astype(np.float64)
        found[f"{letter}_range"], found[f"{letter}_simmean"] = one.range, one.similarity

    def _pairs(self, letter: str, name: str, found: dict[str, Any]) -> None:
        pairs = self.data.pairs[name]
        found[letter], found[f"{letter}_mean"] = pairs.value[self.period], pairs.mean
        found[f"{letter}_miss"] = (pairs.missing[self.period] & self.statistics).astype(np.float64)

    def _behavior(self, name: str, found: dict[str, Any]) -> None:
        levels, value = self.data.behaviors[name], self.behaviors[name]
        found.setdefault("n", value.size)
        found["z"] = value - levels.mean
        either = levels.missing[self.period] | levels.missing[self.period + 1]
        found["z_miss"] = (either & self.statistics).astype(np.float64)
        found |= {"z_mean": levels.mean, "z_range": levels.range, "z_simmean": levels.similarity}
        found |= {"z_min": float(levels.low), "z_max": float(levels.high)}


@cache
def table(name: str) -> bool:
    """Whether a word is a table from ego."""
    return path(name) is not None


def reach(name: str, ego: int, words: dict[str, Any]) -> Floats:
    """The table of this name from ego: ties, or numbers of two-step ways."""
    if name not in words:
        way = path(name)
        assert way is not None
        ways = (words[way.first] if way.forward else words[way.first].T).astype(np.float64)
        if way.second:
            ways = ways @ (words[way.second] if way.then_forward else words[way.second].T)
        words[name] = ways
    return cast("Floats", words[name][ego])


def call(function: Function, ego: int, words: dict[str, Any], **more: Any) -> Any:
    """Call an effect's function for one ego."""
    given: dict[str, Any] = {}
    for name in asks(function):
        if name in more:
            given[name] = more[name]
        elif name == "ego":
            given[name] = ego
        else:
            given[name] = _plain(reach(name, ego, words) if table(name) else words[name])
    return function(**given)


def _plain(value: Any) -> Any:
    """An array as a view whose elements are Python's own numbers, which loops read several times faster."""
    return value.data if isinstance(value, np.ndarray) else value


def row(function: Function, ego: int, words: dict[str, Any], **more: Any) -> Floats:
    """What `function` writes for ego: m values, or one in an "ego" statistic."""
    out = np.zeros(words["m"])
    call(function, ego, words, out=out.data, **more)
    return out


def tie_statistics(bound: Bound, words: dict[str, Any], summed: Bytes) -> Floats:
    """t_ij of a "tie" effect for all egos with a tie in `summed`, 0 on the diagonal of a one-mode network."""
    found = np.zeros(summed.shape)
    for ego in np.flatnonzero(summed.any(axis=1)).tolist():
        found[ego] = row(bound.effect.statistic, ego, words)
    if "x_recdeg" in words:
        np.fill_diagonal(found, 0.0)
    return found


def ego_statistics(bound: Bound, words: dict[str, Any]) -> Floats:
    """s_i of an "ego" effect."""
    return np.array([row(bound.effect.statistic, ego, words)[0] for ego in range(words["n"])])


def network_statistic(bounds: tuple[Bound, ...], view: View, summed: Bytes) -> float:
    """The statistic of an effect (or of a product of effects) on a network, over the ties of `summed`."""
    words = [view.words(bound) for bound in bounds]
    if bounds[0].effect.shape == "ego":
        return float(ego_statistics(bounds[0], words[0]).sum())
    ties = np.prod([tie_statistics(b, w, summed) for b, w in zip(bounds, words, strict=True)], axis=0)
    return float((summed * ties).sum()) / bounds[0].effect.divisor


def changes(bound: Bound, view: View, ego: int) -> Floats:
    """Change statistics of one ego: with the tie to j minus without, for all j."""
    words = view.words(bound)
    function = bound.effect.changing or bound.effect.statistic
    return row(function, ego, words)


def behavior_statistic(bound: Bound, view: View, values: Floats, ego: int, zi: float) -> float:
    """s_i of an effect on behaviour when ego's value is `zi` and all values are `values` (both centred)."""
    return float(call(bound.effect.statistic, ego, view.words(bound), zi=zi, z=_plain(values)))


def start_graphs(data: Prepared, period: int) -> dict[str, Graph]:
    """The networks that statistics of a period predict from."""
    return {name: Graph(ties.before(period)) for name, ties in data.networks.items()}


def start_behaviors(data: Prepared, period: int) -> dict[str, AnyArray]:
    """The behaviours that statistics of a period predict from: 0 where missing at its start."""
    return {k: np.where(v.missing[period], 0, v.value[period]) for k, v in data.behaviors.items()}


def statistic(
    bounds: tuple[Bound, ...], function: str, data: Prepared, period: int, state: Mapping[str, AnyArray]
) -> float:
    """The statistic of a term when `state` is how the variables ended in the period.

    `state` maps every variable to its ties (n, m) or values (n,). RSiena's rules: what the variable itself is
    comes from its end, everything else from the start of the period.
    """
    variable = bounds[0].variable
    if variable in data.networks:
        return _network(bounds, function, data, period, state[variable])
    return _behavior(bounds, function, data, period, state[variable])


def _network(bounds: tuple[Bound, ...], function: str, data: Prepared, period: int, ties: Bytes) -> float:
    network: Ties = data.networks[bounds[0].variable]
    graphs, behaviors = start_graphs(data, period), start_behaviors(data, period)
    clean = network.clean(ties, period)
    if function == "endowment":
        now = network.fix(ties, period)
        lost = network.value[period] * (1 - now) * ~network.missing[period + 1]
        start = network.value[period] if bounds[0].effect.looks_back else network.initial(period)
        graphs[network.name] = Graph(start)
        return -network_statistic(bounds, View(data, period, graphs, behaviors), lost)
    graphs[network.name] = Graph(clean)
    summed = clean
    if function == "creation":
        summed = clean * (1 - network.value[period]) * ~network.missing[period]
        if bounds[0].effect.looks_back:
            graphs[network.name] = Graph(network.value[period])
    return network_statistic(bounds, View(data, period, graphs, behaviors), summed)


def _behavior(bounds: tuple[Bound, ...], function: str, data: Prepared, period: int, now: AnyArray) -> float:
    levels = data.behaviors[bounds[0].variable]
    either = levels.missing[period] | levels.missing[period + 1]
    view = View(data, period, start_graphs(data, period), start_behaviors(data, period))
    values = np.where(either, 0.0, now - levels.mean)
    lower = np.where(either, 0, levels.value[period] - now)
    if function == "evaluation":
        return sum(
            _product(bounds, view, values, ego, values[ego]) for ego in np.flatnonzero(~either).tolist()
        )
    sign, step = (1.0, lower) if function == "endowment" else (-1.0, -lower)
    moved = values + step if bounds[0].effect.others_move else values
    total = 0.0
    for ego in np.flatnonzero(step > 0).tolist():
        here = [behavior_statistic(b, view, values, ego, values[ego]) for b in bounds]
        back = [behavior_statistic(b, view, moved, ego, values[ego] + step[ego]) for b in bounds]
        total += sign * float(np.prod(np.subtract(here, back)) / (-step[ego]) ** (len(bounds) - 1))
    return total


def _product(bounds: tuple[Bound, ...], view: View, values: Floats, ego: int, zi: float) -> float:
    """s_i of a product of effects on behaviour: each beyond the first counts per unit of the value."""
    parts = [behavior_statistic(bound, view, values, ego, zi) for bound in bounds]
    if len(parts) == 1:
        return parts[0]
    return float(np.prod(parts) / zi ** (len(parts) - 1)) if zi else 0.0


def distance(data: Prepared, period: int, variable: str, state: AnyArray) -> AnyArray:
    """What each actor has changed in a period, as counted for rates: ties or steps, (n,)."""
    if variable in data.networks:
        ties = data.networks[variable]
        begun = ties.fix(ties.before(period), period)
        return cast("AnyArray", (begun != ties.clean(state, period)).sum(axis=1))
    levels = data.behaviors[variable]
    either = levels.missing[period] | levels.missing[period + 1]
    return np.where(either, 0, np.abs(state - levels.value[period]))
