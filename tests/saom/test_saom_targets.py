"""Observed statistics of every effect against RSiena's own, on five data sets.

Both are sums of a few hundred terms in double precision and RSiena's are stored with 15 digits: 1e-8 holds.
"""

from pathlib import Path

import pytest
from saom_departures import DEPARTURES, Departure, departs
from saom_observed import SETS, Target, prepared, targets

from auxilia.saom import plain
from auxilia.saom.catalogue import Effect, catalogue, find
from auxilia.saom.prepared import Prepared
from auxilia.saom.specification import effect, functions_of

# RSiena leaves the factor -1 / range out of these for maintenance and creation, and counts pairs of ties
# twice: the equations are the same.
UNSCALED = {f"{sum_}{kind}" for sum_ in ("av", "tot") for kind in ("Sim", "AttHigher", "AttLower")}
TWICE = {"cl.XWX"}


def scale(data: Prepared, target: Target) -> float:
    """RSiena's statistic over ours."""
    if target.effect in UNSCALED and target.function != "evaluation":
        return -data.behaviors[target.variable].range
    return 2.0 if target.effect in TWICE else 1.0


def ours(data: Prepared, target: Target) -> tuple[float, ...]:
    """The statistic by period. RSiena also tells parameters that play no part: ours agrees without them."""
    reads = find("network" if target.variable in data.networks else "behavior", target.effect).reads("p")
    term = effect(
        target.variable,
        target.effect,
        *target.others,
        function=target.function,
        parameter=target.parameter if reads else None,
    )
    bounds = functions_of(term, data)
    ends = {name: ties.value for name, ties in data.networks.items()}
    ends |= {name: levels.value for name, levels in data.behaviors.items()}
    return tuple(
        scale(data, target)
        * plain.statistic(bounds, target.function, data, period, {k: v[period + 1] for k, v in ends.items()})
        for period in range(data.periods)
    )


def takes(data: Prepared, target: Target, found: Effect) -> bool:
    """Whether ours takes networks of these modes; RSiena may read numbers of receivers as those of actors."""
    named = [name for name in (target.variable, *target.others) if name in data.networks]
    allowed = (found.two_mode, found.w_two_mode)
    return all(
        mode == "also" or (mode == "no") == data.networks[name].one_mode
        for name, mode in zip(named, allowed, strict=False)
    )


def known(data: Prepared, target: Target) -> bool:
    kind = "network" if target.variable in data.networks else "behavior"
    found = catalogue().get((kind, target.effect))
    if found is None or not takes(data, target, found):
        return False
    return target.function in found.types


@pytest.mark.reference
@pytest.mark.parametrize("name", SETS)
def test_statistics_are_those_of_rsiena(name: str, answers: Path) -> None:
    data = prepared(answers, name)
    asked = [target for target in targets(answers, name) if known(data, target) and not departs(name, target)]
    assert len(asked) > 20
    wrong = []
    for target in asked:
        found = ours(data, target)
        if found != pytest.approx(target.values, abs=1e-8):
            wrong.append(f"{target}: ours {found}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.reference
@pytest.mark.parametrize("one", DEPARTURES, ids=lambda one: one.effects[0])
def test_rows_said_to_depart_from_the_formula_do(one: Departure, answers: Path) -> None:
    name = one.data or ("twomode" if one.variable == "venues" else "s50")
    data = prepared(answers, name)
    rows = [target for target in targets(answers, name) if one.covers(name, target)]
    assert {target.effect for target in rows} == set(one.effects)
    offered = [target for target in rows if known(data, target)]
    assert not [one for one in offered if ours(data, one) == pytest.approx(one.values, abs=1e-8)]
