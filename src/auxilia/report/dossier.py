"""A whole dossier as records: the actor's two directions or a dyad's, and what stands below both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from auxilia.ledger.provenance import Provenance
from auxilia.report import adding, closing, gather, words
from auxilia.report.blocks import side_view
from auxilia.report.compare import Comparison, compare, overview
from auxilia.report.dependency import dependency_section, share_section
from auxilia.report.figures import Axis, axis_for
from auxilia.report.format import span, the
from auxilia.report.order import Order, actor_order, dyad_order, years_of_coups
from auxilia.report.records import Actor, Side
from auxilia.report.sections import Section
from auxilia.report.sides import Gathered, Ledger, gather_side
from auxilia.report.strips import bound_table
from auxilia.report.views import Block, Compared, Page

# An actor that gives this many times the tie-years that it receives is shown as a provider first.
PROVIDER_FIRST = 3


def actor_page(ledger: Ledger, actor_id: str, provenance: Provenance) -> Page:
    """The dossier of an actor, as recipient and as provider.

    Raises
    ------
    UnknownNameError
        When the ledger has no such actor.
    """
    actor = ledger.actor(actor_id)
    received = gather_side(ledger, Side(None, actor_id), "received")
    provided = gather_side(ledger, Side(actor_id, None), "provided")
    axis = _axis(ledger, actor, (received, provided))
    comparisons, apart = _compared(ledger, (received, provided))
    heads = {"received": f"What {the(actor.name)} receives", "provided": f"What {the(actor.name)} provides"}
    views = []
    provider_first = provided.assisted > PROVIDER_FIRST * received.assisted
    for found in (provided, received) if provider_first else (received, provided):
        sentences = tuple(words.opening(actor, found.side.role, found.partners, claims=ledger.claims))
        views.append(side_view(ledger, found, axis, heads[found.name], sentences))
    order = actor_order(ledger, actor, received, axis)
    dependency = dependency_section(ledger, actor, axis)
    return Page(
        _kicker(actor),
        actor.name,
        provenance,
        _lead(comparisons, views[1].sentences[:1] if views[1].strips else ()),
        tuple(views),
        order,
        dependency,
        _bound(received),
        Compared(comparisons, overview("compared", comparisons) if comparisons else None, apart),
        closing.actor_conflicts(ledger, actor, received, provided),
        closing.coverage(ledger, (received, provided)),
        *closing.sources(ledger, (received, provided), _more_sources(order, dependency)),
        closing.cite(actor.name, provenance),
        closing.glossary_of((received, provided)),
    )


def dyad_page(ledger: Ledger, provider_id: str, recipient_id: str, provenance: Provenance) -> Page:
    """The dossier of a directed pair, with the other direction after it.

    Raises
    ------
    UnknownNameError
        When the ledger has no such actor.
    """
    provider, recipient = ledger.actor(provider_id), ledger.actor(recipient_id)
    there = gather_side(ledger, Side(provider_id, recipient_id), "there")
    back = gather_side(ledger, Side(recipient_id, provider_id), "back")
    axis = _axis(ledger, recipient, (there, back))
    comparisons, apart = _compared(ledger, (there,))
    ends = ((there, provider, recipient), (back, recipient, provider))
    views = []
    for found, a, b in ends:
        sentences = tuple(words.dyad_opening(a, b, found.partners, found.by_source))
        views.append(side_view(ledger, found, axis, f"{a.name} to {b.name}", sentences))
    title = f"{provider.name} to {recipient.name}"
    order = dyad_order(ledger, provider, recipient, there, axis)
    dependency = share_section(ledger, provider, recipient, axis)
    return Page(
        "Security assistance between two actors",
        title,
        provenance,
        _lead(comparisons),
        tuple(views),
        order,
        dependency,
        None,
        Compared(comparisons, overview("compared", comparisons) if comparisons else None, apart),
        closing.dyad_conflicts(ledger, provider, recipient, there),
        closing.coverage(ledger, (there,)),
        *closing.sources(ledger, (there, back), _more_sources(order, dependency)),
        closing.cite(title, provenance),
        closing.glossary_of((there, back)),
    )


def _more_sources(order: Order | None, dependency: Section | None) -> frozenset[str]:
    """The sources of what stands beside the ties."""
    return frozenset(s for part in (order, dependency) if part for s in part.source_ids)


def _axis(ledger: Ledger, actor: Actor, sides: Iterable[Gathered]) -> Axis:
    """The years of the dossier, with the coups of one state as its events."""
    found = list(sides)
    axis = axis_for({y for side in found for y in side.years}, {y for side in found for y in side.covered})
    return replace(
        axis,
        events=ledger.once(years_of_coups).get(actor.actor_id, ()),
        event="coup",
        legend=f"year with a coup in {the(actor.name)} that succeeded (coups)",
    )


def _kicker(actor: Actor) -> str:
    kinds = {"state": "State", "group": "Armed group", "organisation": "Organisation", "unit": "Unit"}
    codes = [
        kinds.get(actor.kind, "Actor"),
        actor.name_long if actor.name_long != actor.name else "",
        actor.iso3,
        f"GW {actor.gwcode}" if actor.gwcode is not None else "",
        f"COW {actor.ccode_cow}" if actor.ccode_cow is not None else "",
        _lifetime(actor),
    ]
    return " · ".join(code for code in codes if code)


def _lifetime(actor: Actor) -> str:
    if actor.year_from is None:
        return ""
    return span(actor.year_from, actor.year_to) if actor.year_to else f"since {actor.year_from}"


def _lead(comparisons: Sequence[Comparison], also: Iterable[str] = ()) -> tuple[str, ...]:
    """What the first paragraph says after the sentences of the first direction."""
    return tuple(s for s in (*also, words.differences(comparisons), words.SILENCE) if s)


def _compared(ledger: Ledger, sides: Iterable[Gathered]) -> tuple[tuple[Comparison, ...], tuple[str, ...]]:
    """Every overlap of which both sources print figures, and those of which they print none in common."""
    made, apart = [], []
    for found in sides:
        for overlap in ledger.once(gather.overlaps):
            if not {overlap.source_a, overlap.source_b} & found.source_ids:
                continue
            programme = ledger.programmes.get(overlap.programme_id)
            years = adding.overlap_years(ledger.figures(found.side), overlap)
            named = programme.short if programme else "All programmes"
            comparison = compare(overlap, years, named, found.name)
            if comparison:
                made.append(comparison)
            elif {overlap.source_a, overlap.source_b} <= found.source_ids:
                apart.append(words.not_comparable(overlap, named))
    return tuple(made), tuple(dict.fromkeys(apart))


def _bound(received: Gathered) -> Block | None:
    """Agreements and exercises, once: they stand on both ends alike."""
    bound = [partner for partner in received.partners if partner.bound]
    if not bound:
        return None
    sentences = (
        "An agreement or an exercise binds or brings together both sides; it says nothing of who assists "
        "whom. A year in which there is also assistance in the same practice stands with the assistance.",
    )
    ordered = sorted(bound, key=lambda p: (p.actor.name, p.actor.actor_id))
    summary = f"Partners of agreements and exercises ({len(ordered)})"
    tables = (bound_table("bound-ties", summary, ordered),)
    return Block("bound", "Ties that bind both sides", sentences, folded=tables)
