"""Sentences of the section on order. What stands beside the ties is told; nothing is told of causes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from auxilia.report.format import exact, listing, number, plural, span, the
from auxilia.report.order.records import Indicator, Outcome
from auxilia.report.records import Actor

NO_OUTCOMES = (
    "This ledger holds no order outcomes (conflict, repression, disputes, votes in the United Nations); "
    "`auxilia build` makes one that does."
)
CONVENTION = (
    "Outcomes stand beside the ties on the same years. Which end of an indicator counts as order is a "
    "convention of its family, the same for all states, and no verdict on a policy; what stands side by side "
    "need not hang together."
)
HOSTILITY: Mapping[str, str] = {
    "cow:mid_hostility_dyad": "a militarised dispute",
    "rivalries:tss": "a strategic rivalry",
    "ucdp:interstate": "an armed conflict",
    "ucdp:fights_against": "troops of the one beside an enemy of the other's government",
}
CONFLICT, DEATHS, PROTECTION = "ucdp:intensity", "ucdp:battle_deaths", "hrps:theta"


def opening(actor: Actor, outcomes: Mapping[str, Outcome], axis: range) -> list[str]:
    """Sentences of figures, and last how to read what follows."""
    telling = (
        (CONFLICT, partial(_conflict, actor)),
        (DEATHS, _deaths),
        ("coups:successes", _coups),
        (PROTECTION, _protection),
    )
    told = [tell(outcomes[name].within(axis)) for name, tell in telling if name in outcomes]
    return [sentence for sentence in (*told, CONVENTION) if sentence]


def _conflict(actor: Actor, found: Outcome) -> str:
    """In how many years an armed conflict is on record."""
    values = found.values
    if not values:
        return ""
    seen = [year for year, value in values.items() if value]
    source = found.indicator.source_id
    period = span(min(values), max(values))
    if not seen:
        return f"No armed conflict over {the(actor.name)} is on record in {period} ({source})."
    wars = sum(1 for value in values.values() if value >= 2)
    grave = f", {'one' if wars == 1 else wars} of them with a thousand battle deaths or more" if wars else ""
    return (
        f"An armed conflict over {the(actor.name)} is on record in {len(seen)} of the "
        f"{plural(len(values), 'year')} {period}{grave} ({source})."
    )


def _deaths(found: Outcome) -> str:
    """When most people were killed in battle."""
    values = found.values
    most = max(values.values(), default=0)
    if not most:
        return ""
    worst = min(year for year, value in values.items() if value == most)
    return f"Battle deaths were highest in {worst}: {exact(most)} ({found.indicator.source_id})."


def _coups(found: Outcome) -> str:
    """In which years a coup succeeded."""
    seen = sorted((year, value) for year, value in found.values.items() if value)
    if not seen:
        return ""
    when = listing(str(year) if value == 1 else f"{year} ({value:.0f})" for year, value in seen)
    period = span(min(found.values), max(found.values))
    return f"Coups succeeded in {when} ({found.indicator.source_id}, {period})."


def _protection(found: Outcome) -> str:
    values = found.values
    if len(values) < 2:
        return ""
    first, last = min(values), max(values)
    return (
        f"The score of protection from torture, killing, disappearance and political imprisonment stood at "
        f"{number(values[first])} in {first} and at {number(values[last])} in {last} "
        f"(higher is better protected; {found.indicator.source_id})."
    )


def aligned(actor: Actor, found: Sequence[Outcome]) -> list[str]:
    """What the distances are taken from; or that there are none."""
    if not found:
        return [f"No ideal points of {the(actor.name)} and a provider stand in one release in this ledger."]
    scales = sorted({o.indicator.label for o in found if o.up == "a rise: further apart"})
    told = [f"Scale: {listing(scales)}."] if scales else []
    return [
        *told,
        "Their bounds are the least and the greatest distance that the two printed intervals allow.",
    ]


def no_pair(provider: Actor) -> str:
    """A provider that has no vote in the General Assembly."""
    return f"{the(provider.name)} is no state: alignment in the United Nations is not defined."


def apart(indicator: Indicator) -> Indicator:
    """A scale of the codebook as one of distances: from nothing to the range of nine tenths of all states."""
    return replace(indicator, ordering="lower", counts=False, low=0.0, high=indicator.high - indicator.low)


def release(indicator: Indicator) -> str:
    """What a row of a distance is called in a dyad: the votes and the release, after the codebook's label."""
    _, _, votes = indicator.label.partition(", ")
    return f"Distance in the UN: {votes or indicator.label}"


def quiet(pair: tuple[Actor, Actor], silent: Sequence[Outcome], axis: range) -> list[str]:
    """Which kinds of hostility between the two are not on record, and over which years that is known."""
    told = []
    for found in silent:
        values = found.within(axis).values
        if values:
            indicator = found.indicator
            period = span(min(values), max(values))
            told.append(f"{HOSTILITY[indicator.indicator]} ({indicator.source_id}, {period})")
    if not told:
        return []
    a, b = (the(actor.name) for actor in pair)
    return [f"Not on record between {a} and {b}: {listing(told)}."]
