"""The section on dependency and competition of a state's dossier."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from auxilia.report.dependency import gather
from auxilia.report.dependency.fought import both_sides
from auxilia.report.dependency.portfolios import portfolios
from auxilia.report.dependency.records import LENGTH, Given, Portfolio, Weighing
from auxilia.report.dependency.rows import portfolio_figure, share_figure
from auxilia.report.extra import MISSING, with_models
from auxilia.report.figures import Axis, axis_row
from auxilia.report.format import listing, number, span, the
from auxilia.report.order.families import IDEAL_POINTS
from auxilia.report.order.gather import indicators, readings_of
from auxilia.report.records import Actor, Side
from auxilia.report.sections import Figure, Section
from auxilia.report.sides import Ledger

NAMED = 3
NOBODY = ("aggregate", "unresolved")
ONLY_FULL = (
    "Who supports both sides of a war is told by single claims, which the starter ledger does not hold."
)
FORCES = (
    "Which forces inside the state have separate providers cannot be told: no more than one provider's books "
    "name the forces that were trained."
)


def dependency_section(ledger: Ledger, actor: Actor, axis: Axis) -> Section | None:
    """Shares of providers, concentration, polarised dependence, switching; both sides supported."""
    if actor.kind != "state":
        return None
    made = [_weighed(ledger, actor, axis, weighing) for weighing in gather.WEIGHINGS]
    figures = [figure for figure, _ in made if figure]
    sentences = [sentence for _, sentence in made if sentence]
    fought, told = both_sides(ledger, actor, axis)
    forces = [FORCES] if ledger.once(gather.naming_providers).get(actor.actor_id, 0) < 2 else []
    if not figures and not sentences:
        sentences = ["No measure in this ledger shows more than one provider, so that shares tell nothing."]
    heading = f"On whom {the(actor.name)} depends"
    lines = tuple(dict.fromkeys((*sentences, told, *forces)))
    return Section("dependency", heading, lines, (*figures, *fought), (), axis_row(axis))


def _weighed(ledger: Ledger, actor: Actor, axis: Axis, weighing: Weighing) -> tuple[Figure | None, str]:
    """The figure of one measure, with its sentence; nothing where fewer than two providers are to be seen."""
    window, every, found = _given(ledger, actor, weighing)
    providers = {g.provider_id for g in found}
    if window is None or len(providers) < 2:
        return None, ""
    first, _ = window
    codebook = ledger.once(indicators)
    scale = next((name for name in IDEAL_POINTS if name in codebook), None)
    places = gather.positions(ledger.once(readings_of, scale), providers, first) if scale else []
    told = with_models(lambda: portfolios(found, places, first))
    if told is None:
        return None, MISSING
    unnamed = sum(g.weight for g in every) - sum(g.weight for g in found)
    sources = (weighing.source_id, *((codebook[scale].source_id,) if scale and places else ()))
    figure = portfolio_figure(ledger, axis, weighing, window, told, unnamed, sources)
    return figure, _sentence(ledger, weighing, told)


def share_section(ledger: Ledger, provider: Actor, recipient: Actor, axis: Axis) -> Section | None:
    """How much of what a state receives is one provider's, measure by measure."""
    figures, sentences = [], []
    for weighing in gather.WEIGHINGS if recipient.kind == "state" else ():
        window, _, found = _given(ledger, recipient, weighing)
        if window is None or provider.actor_id not in {g.provider_id for g in found}:
            continue
        told = with_models(partial(portfolios, found, [], window[0]))
        if told is None:
            return None
        figures.append(share_figure(ledger, axis, weighing, window, told, provider.actor_id))
        sentences.append(_share_sentence(weighing, told, provider))
    if not figures:
        return None
    heading = f"How far {the(recipient.name)} depends on {the(provider.name)}"
    return Section("dependency", heading, tuple(sentences), tuple(figures), (), axis_row(axis))


def _given(
    ledger: Ledger, actor: Actor, weighing: Weighing
) -> tuple[tuple[int, int] | None, list[Given], list[Given]]:
    """The years of a source, all that a state was given in them, and what named providers gave of it."""
    window = ledger.once(gather.window, weighing.source_id)
    if window is None:
        return None, [], []
    first, last = window
    figures = ledger.figures(Side(None, actor.actor_id))
    every = gather.given(figures, weighing, actor.actor_id, first, (last - first + 1) // LENGTH)
    return window, every, [g for g in every if ledger.actors[g.provider_id].kind not in NOBODY]


def _share_sentence(weighing: Weighing, told: Sequence[Portfolio], provider: Actor) -> str:
    shares = {p.first: p.shares.get(provider.actor_id, 0.0) for p in told}
    last, most = told[-1], max(told, key=lambda p: (shares[p.first], -p.first))
    where = f"in {span(last.first, last.last)}"
    told_most = (
        ""
        if most is last
        else f", and at most {100 * shares[most.first]:.0f} %, in {span(most.first, most.last)}"
    )
    return (
        f"By {weighing.what}, {the(provider.name)} held {100 * shares[last.first]:.0f} % {where}{told_most} "
        f"({weighing.source_id})."
    )


def _sentence(ledger: Ledger, weighing: Weighing, told: Sequence[Portfolio]) -> str:
    last = told[-1]
    most = max(last.shares.values())
    top = sorted(the(ledger.actors[p].name) for p, share in last.shares.items() if share == most)
    held = f"{listing(top)} held {100 * most:.0f} %{' each' if len(top) > 1 else ''}"
    if len(top) > NAMED:
        held = f"{len(top)} providers held {100 * most:.0f} % each"
    return (
        f"By {weighing.what}, {held} in {span(last.first, last.last)} ({weighing.source_id}); the shares are "
        f"spread as among {number(last.effective)} equal providers."
    )
