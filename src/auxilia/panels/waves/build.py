"""Waves from a plan: networks, behaviours, covariates and presence as arrays, with their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from auxilia.errors import UsageError
from auxilia.panels.streams.frame import Bools, Con, Floats
from auxilia.panels.system import reach
from auxilia.panels.waves.cells import of_ties, of_values
from auxilia.panels.waves.making import classed, over_waves, ties_of
from auxilia.panels.waves.plan import Plan, Value

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

Spell = tuple[float, float]


@dataclass(frozen=True, eq=False, slots=True)
class Waves:
    """Arrays for a model of W waves, P = W - 1 periods, n actors.

    networks
        (W, providers, n): 0, 1, nan for missing, 10 for a tie that could not be.
    behaviors
        (n, W), classes from 1 up.
    states, pairs
        Covariates by period: (n, P) and (P, providers, n).
    presence
        For each provider pairs of join and leave, where wave 1 is at 1.0.
    labels, sources
        By name of a network, behaviour or covariate: what it is, and the sources that it rests on.
    """

    actors: tuple[str, ...]
    providers: tuple[str, ...]
    years: tuple[int, ...]
    networks: Mapping[str, Floats]
    behaviors: Mapping[str, Floats]
    states: Mapping[str, Floats]
    pairs: Mapping[str, Floats]
    presence: tuple[tuple[float, ...], ...]
    there: Bools
    labels: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]


def build(ledger: Ledger, plan: Plan, providers: Sequence[str] = ()) -> Waves:
    """Read what the plan asks for; with `providers`, covariates of pairs are theirs only.

    Raises
    ------
    UsageError
        When the ledger does not reach the years, has no such ties or values, or knows an actor left out not.
    """
    spells = _spells(ledger.con, plan, {ledger.find(name) for name in plan.without})
    actors = tuple(sorted(spells))
    there = np.array([[_is_there(spells[actor], year) for actor in actors] for year in plan.years])
    years = _years(ledger.con, plan)
    cells = of_ties(ledger, actors, years, plan.networks)
    networks = {}
    for one in plan.networks:
        made = ties_of(cells[one.name], one, years, plan.years)
        made[~(there[:, :, None] & there[:, None, :])] = 0.0
        networks[one.name] = made
    known = of_values(ledger, actors, years, (*plan.behaviors, *plan.covariates), providers)
    waves = {
        one.name: over_waves(known[one.name].values, one, years, plan.spans)
        for one in (*plan.behaviors, *plan.covariates)
    }
    behaviors = {one.name: classed(np.where(there, waves[one.name], np.nan), one).T for one in plan.behaviors}
    states = {
        one.name: _of_periods(one, np.where(there, waves[one.name], np.nan)).T
        for one in plan.covariates
        if one.of == "state"
    }
    pairs = {one.name: _of_periods(one, waves[one.name]) for one in plan.covariates if one.of == "pair"}
    sources = {name: each.sources for name, each in cells.items()}
    sources |= {name: each.sources for name, each in known.items()}
    labels = {name: each.label for name, each in known.items()}
    for other in plan.others:
        pairs[other.name] = _others(networks[other.network], pairs[other.through])
        sources[other.name] = tuple(sorted({*sources[other.network], *sources[other.through]}))
        labels[other.name] = (
            f"Somebody to whom {other.through} ties the provider has a tie of {other.network}"
        )
    times = tuple(_times(spells[actor], plan.years) for actor in actors)
    return Waves(
        actors, actors, plan.years, networks, behaviors, states, pairs, times, there, labels, sources
    )


def seen_from(waves: Waves, provider: str) -> Waves:
    """The waves of one provider alone: a network of one sender and all recipients.

    Recipients that are not there, and the provider itself, are impossible receivers (10).

    Raises
    ------
    UsageError
        When the provider is no member of the system in these years.
    """
    if provider not in waves.actors:
        raise UsageError(
            f"{provider} is no member of the state system in {waves.years[0]} to {waves.years[-1]}. "
            "Name another provider, or other years."
        )
    own = waves.actors.index(provider)
    networks = {}
    for name, ties in waves.networks.items():
        row = ties[:, own : own + 1].copy()
        row[~waves.there[:, None, :]] = 10.0
        row[:, 0, own] = 10.0
        networks[name] = row
    pairs = {name: values[:, own : own + 1] for name, values in waves.pairs.items()}
    return replace(
        waves,
        providers=(provider,),
        networks=networks,
        behaviors={},
        pairs=pairs,
        presence=(waves.presence[own],),
    )


def _of_periods(one: Value, values: Floats) -> Floats:
    return values[1:] if one.moment == "end" else values[:-1]


def _others(ties: Floats, through: Floats) -> Floats:
    """(P, n, n): 1 where an actor with `through` > 0 from the provider is tied to the recipient."""
    linked, has = np.nan_to_num(through) > 0, ties[:-1] == 1
    return np.asarray(linked.astype(np.float64) @ has.astype(np.float64) > 0, np.float64)


def _years(con: Con, plan: Plan) -> range:
    """All years that the waves need, as far as the ledger reaches."""
    begins, ends = reach(con, "gw")
    first = min(plan.spans[0][0], *(plan.years[0] - one.years + 1 - one.gap for one in plan.networks))
    last = max(plan.years[-1] + one.gap for one in plan.networks)
    if first < begins or plan.years[-1] > ends:
        raise UsageError(
            f"the waves need the years {first} to {plan.years[-1]}; the ledger has {begins} to {ends}."
        )
    return range(first, min(last, ends) + 1)


def _spells(con: Con, plan: Plan, without: set[str]) -> dict[str, list[Spell]]:
    """Actor -> spells of membership, in years (2001.5 is mid-2001), that touch the waves.

    A state that two of the waves have, at least at one end of a period, is an actor.
    """
    rows = con.execute(
        "SELECT actor_id, date_start, date_end FROM core_actor_codes "
        "WHERE scheme = 'gw' AND role = 'member' ORDER BY ALL"
    ).fetchall()
    spells: dict[str, list[Spell]] = {}
    for actor, begins, ends in rows:
        start, end = _moment(begins), _moment(ends + dt.timedelta(days=1)) if ends else 9999.0
        before = spells.setdefault(actor, [])
        # A new code of the same actor on the next day is no break.
        if before and start - before[-1][1] < 0.01:
            before[-1] = (before[-1][0], end)
        else:
            before.append((start, end))
    return {
        actor: found
        for actor, found in spells.items()
        if actor not in without and any(_is_there(found, year) for year in plan.years)
    }


def _moment(day: dt.date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _is_there(spells: Sequence[Spell], year: int) -> bool:
    """At the end of a year."""
    return any(start < year + 1 <= end for start, end in spells)


def _times(spells: Sequence[Spell], years: Sequence[int]) -> tuple[float, ...]:
    """Join and leave times on the scale of waves: wave k stands at k, the end of its year."""
    ends = [year + 1.0 for year in years]
    places = np.arange(1.0, len(years) + 1)
    times = [
        (float(np.interp(start, ends, places)), float(np.interp(end, ends, places))) for start, end in spells
    ]
    return tuple(time for pair in times if pair[0] < pair[1] for time in pair)
