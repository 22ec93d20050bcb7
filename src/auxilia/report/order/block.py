"""The section on order, of a state and of a directed pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auxilia.report import strips
from auxilia.report.figures import (
    Axis,
    axis_row,
    end_swatch,
    event_swatch,
    figure_swatch,
    ground_swatch,
    level_swatch,
)
from auxilia.report.format import capital, the
from auxilia.report.order import gather, rows, words
from auxilia.report.order.families import (
    DYAD_ALIGNMENT,
    DYAD_COMPETITION,
    DYAD_IDEAL_POINTS,
    FAMILIES,
    IDEAL_POINTS,
    Family,
)
from auxilia.report.order.outcomes import distance, known_to, leading, lifetime, outcome
from auxilia.report.order.records import Indicator, Outcome
from auxilia.report.order.views import FamilyBlock, Order
from auxilia.report.partners import Partner
from auxilia.report.records import Actor
from auxilia.report.sides import Gathered, Ledger
from auxilia.report.strips import StripRow, strip_row

BESIDE, NEIGHBOURS = 5, 4
Codebook = Mapping[str, Indicator]


@dataclass(frozen=True, slots=True)
class Told:
    """What a family shows in place of its leading indicators: rows, sentences, more for the table."""

    shown: Sequence[Outcome]
    notes: Sequence[str]
    aside: Sequence[Outcome] = ()


def actor_order(ledger: Ledger, actor: Actor, received: Gathered, axis: Axis) -> Order | None:
    """Six families of outcomes of a state, under the ties it receives; None for what is no state."""
    if actor.kind != "state":
        return None
    heading = f"Order in {the(actor.name)}, beside the ties"
    codebook = ledger.once(gather.indicators)
    if not codebook:
        return _silent(received.name, heading)
    outcomes = _of_state(ledger, actor, codebook)
    aligned = _distances(ledger, actor, received, codebook)
    told = {"alignment": Told(aligned, words.aligned(actor, aligned))}
    families = [_family(f"order-{f.name}", f, outcomes, axis, told.get(f.name)) for f in FAMILIES]
    partners = [partner for partner in received.partners if partner.assists][:BESIDE]
    beside = tuple(_strip(ledger, received, partner, axis) for partner in partners)
    sentences = words.opening(actor, outcomes, axis.years)
    return _order(received.name, heading, sentences, axis, beside, families)


def dyad_order(
    ledger: Ledger, provider: Actor, recipient: Actor, there: Gathered, axis: Axis
) -> Order | None:
    """Alignment and disputes of the pair, and the outcomes of the recipient, under the tie between them."""
    if recipient.kind != "state":
        return None
    heading = f"Order in {the(recipient.name)}, beside the tie"
    codebook = ledger.once(gather.indicators)
    if not codebook:
        return _silent(there.name, heading)
    outcomes = _of_state(ledger, recipient, codebook)
    told = {"alignment": Told((), [words.no_pair(provider)])}
    if provider.kind == "state":
        told = _of_pair(ledger, (provider, recipient), codebook, outcomes, axis)
    families = [_family(f"order-{f.name}", f, outcomes, axis, told.get(f.name)) for f in FAMILIES]
    beside = tuple(_strip(ledger, there, partner, axis) for partner in there.partners if partner.assists)
    sentences = words.opening(recipient, outcomes, axis.years)
    return _order(there.name, heading, sentences, axis, beside, families)


def _silent(after: str, heading: str) -> Order:
    return Order(after, heading, (words.NO_OUTCOMES,), "", (), (), (), frozenset())


def _order(
    after: str,
    heading: str,
    sentences: Sequence[str],
    axis: Axis,
    beside: tuple[StripRow, ...],
    families: Sequence[FamilyBlock],
) -> Order:
    used = frozenset(source for family in families for source in family.source_ids)
    legend = (
        (level_swatch(), "value, and pale its bounds where the source gives them"),
        (figure_swatch("zero"), "none"),
        (end_swatch("order"), "this end counts as order"),
        (end_swatch("disorder"), "this end counts as disorder"),
        (ground_swatch("none"), "not covered by the source"),
        (ground_swatch("open"), "covered: no value"),
        *(((event_swatch(), axis.legend),) if axis.events else ()),
    )
    return Order(after, heading, tuple(sentences), axis_row(axis), beside, legend, tuple(families), used)


def _of_state(ledger: Ledger, actor: Actor, codebook: Codebook) -> dict[str, Outcome]:
    found = gather.state_years(ledger.ask(gather.OUTCOMES, actor.actor_id))
    existing = lifetime(actor)
    return {
        name: outcome(
            indicator,
            found.get(name, {}),
            existing,
            known=known_to(indicator.source_id, (actor,), found, codebook),
        )
        for name, indicator in codebook.items()
        if indicator.of == "state"
    }


def _distances(ledger: Ledger, actor: Actor, received: Gathered, codebook: Codebook) -> list[Outcome]:
    """Distances to the providers that are states and longest on record."""
    name = next((i for i in IDEAL_POINTS if i in codebook), None)
    if name is None:
        return []
    providers = [p.actor for p in received.partners if p.assists and p.actor.kind == "state"][:NEIGHBOURS]
    points = ledger.once(gather.readings_of, name)
    made = (
        distance(
            words.apart(codebook[name]),
            f"Distance to {the(provider.name)}",
            points.get(actor.actor_id, {}),
            points.get(provider.actor_id, {}),
            lifetime(actor, provider),
        )
        for provider in providers
    )
    return [found for found in made if found.values]


def _of_pair(
    ledger: Ledger, pair: tuple[Actor, Actor], codebook: Codebook, outcomes: Mapping[str, Outcome], axis: Axis
) -> dict[str, Told]:
    """What is told of the pair itself: alignment, and disputes and rivalry before the recipient's own."""
    provider, recipient = pair
    found = gather.dyad_years(ledger.con, provider.actor_id, recipient.actor_id)
    existing = lifetime(*pair)
    made = {
        name: outcome(
            codebook[name],
            found.get(name, {}),
            existing,
            known=known_to(codebook[name].source_id, pair, found, codebook),
        )
        for name in (*DYAD_ALIGNMENT, *DYAD_COMPETITION)
        if name in codebook
    }
    aligned = _pair_distances(ledger, pair, codebook)
    aligned += [made[i] for i in DYAD_ALIGNMENT if i in made and any(made[i].values.values())]
    hostile = [
        made[i] for i in DYAD_COMPETITION if i in made and any(made[i].within(axis.years).values.values())
    ]
    quiet = [made[i] for i in DYAD_COMPETITION if i in made and made[i] not in hostile and made[i].values]
    own = leading(next(f.leading for f in FAMILIES if f.name == "competition"), outcomes, axis.years)
    return {
        "alignment": Told(aligned, words.aligned(recipient, aligned)),
        "competition": Told(hostile + own, words.quiet(pair, quiet, axis.years), quiet),
    }


def _pair_distances(ledger: Ledger, pair: tuple[Actor, Actor], codebook: Codebook) -> list[Outcome]:
    """The distance of the pair in each release apart."""
    made = []
    for name in DYAD_IDEAL_POINTS:
        if name not in codebook:
            continue
        points = ledger.once(gather.readings_of, name)
        first, second = (points.get(actor.actor_id, {}) for actor in pair)
        made.append(
            distance(
                words.apart(codebook[name]), words.release(codebook[name]), first, second, lifetime(*pair)
            )
        )
    return [found for found in made if found.values]


def _family(
    name: str,
    family: Family,
    outcomes: Mapping[str, Outcome],
    axis: Axis,
    told: Told | None,
) -> FamilyBlock:
    """One family: what is told of it, or the leading indicators of the state."""
    told = told or Told(leading(family.leading, outcomes, axis.years), ())
    drawn = tuple(rows.order_row(name, axis, found) for found in told.shown)
    own = [o for o in outcomes.values() if o.indicator.family == family.name and o.values]
    last = {o.indicator.indicator: o for o in (*own, *told.aside, *told.shown)}
    tables = [rows.year_table(f"{name}-years", axis, told.shown)] if told.shown else []
    tables += [rows.codebook_table(f"{name}-codebook", tuple(last.values()))] if last else []
    lacking = f"No source in this ledger prints an indicator of {family.heading.lower()} here."
    notes = (*told.notes, *(() if drawn else (lacking,)))
    sources = frozenset(o.indicator.source_id for o in last.values())
    return FamilyBlock(name, family.heading, family.lead, drawn, notes, tuple(tables), sources)


def _strip(ledger: Ledger, found: Gathered, partner: Partner, axis: Axis) -> StripRow:
    provider, recipient = (ledger.actors[end] for end in found.side.ends(partner.actor.actor_id))
    ground = strips.grounds(found.coverage, provider, recipient, axis)
    who = partner.actor.name if not found.side.dyad else capital(provider.name)
    name = f"order-beside-{partner.actor.actor_id.replace(':', '-')}"
    return strip_row(name, who, partner, axis, ground, f"{who}: training, equipment and support by year")
