"""Where estimation begins: rates from distances, density and trend from what rose and fell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from auxilia.saom import plain
from auxilia.saom.arrays import Floats
from auxilia.saom.layout import Layout
from auxilia.saom.plain_simulation import Chain, rate_values, start
from auxilia.saom.prepared import Prepared


def starting_values(layout: Layout, groups: Sequence[Prepared]) -> Floats:
    """Zero for all but rates, density and linear shape; rates make up for initial values of rate effects."""
    theta = np.zeros(len(layout))
    for (name, g, period), place in layout.basic.items():
        data = groups[g]
        end = (data.networks.get(name) or data.behaviors[name]).value[period + 1]
        moved = plain.distance(data, period, name, end).sum()
        theta[place] = max(0.1, (moved + 0.2) / data.data.actors)
        if name in data.behaviors:
            theta[place] *= 1.3
        theta[place] /= _quickened(layout, data, name, g, period)
    for name, terms in layout.terms.items():
        for term, place in terms:
            if term.effect == "density" and term.function == "evaluation":
                theta[place] = _density(name, groups)
            elif term.effect == "linear" and term.function == "evaluation":
                theta[place] = _trend(name, groups)
    return theta


def _quickened(layout: Layout, data: Prepared, name: str, group: int, period: int) -> float:
    """How much faster than the rate of the period actors change at its start, by initial rate effects."""
    initial = {place: layout.parameters[place].initial or 0.0 for _, place in layout.rates[name]}
    if not any(initial.values()):
        return 1.0
    nothing, all_there = np.zeros(len(layout)), np.ones(data.data.actors, dtype=bool)
    begun = start(data, period)
    chain = Chain(data, group, layout, nothing, period, begun, nothing, all_there)
    power = sum(initial[place] * rate_values(chain, one, begun) for one, place in layout.rates[name])
    return float(np.exp(power).mean())


def _density(name: str, groups: Sequence[Prepared]) -> float:
    """Half the log-odds of making against ending a tie, per opportunity."""
    made = kept = ended = absent = 0.5
    for data in groups:
        ties = data.networks[name]
        for period in range(data.periods):
            seen = ~(ties.missing[period] | ties.missing[period + 1])
            if ties.one_mode:
                seen &= ~np.eye(seen.shape[0], dtype=bool)
            before, after = ties.value[period] == 1, ties.value[period + 1] == 1
            made += float((seen & ~before & after).sum())
            absent += float((seen & ~before & ~after).sum())
            ended += float((seen & before & ~after).sum())
            kept += float((seen & before & after).sum())
    rise, fall = made / (made + absent), ended / (ended + kept)
    return float(np.clip(0.5 * np.log(rise / fall), -3.0, 3.0))


def _trend(name: str, groups: Sequence[Prepared]) -> float:
    """Mean step over the variance of steps."""
    steps = []
    for data in groups:
        levels = data.behaviors[name]
        for period in range(data.periods):
            seen = ~(levels.missing[period] | levels.missing[period + 1])
            steps.append((levels.value[period + 1] - levels.value[period])[seen])
    whole = np.concatenate(steps).astype(np.float64)
    return float(np.clip(whole.mean() / max(float(whole.var()), 0.1), -2.0, 2.0))
