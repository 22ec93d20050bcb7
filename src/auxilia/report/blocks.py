"""The blocks of one direction, from its records: strips, charts, programmes, forces."""

from __future__ import annotations

from auxilia.report.below import below
from auxilia.report.cards import cards
from auxilia.report.figures import Axis, axis_row, event_swatch, ground_swatch, swatch
from auxilia.report.format import capital, label, listing, plural, the
from auxilia.report.frame import Frame
from auxilia.report.partners import Partner
from auxilia.report.programmes import programme_cards
from auxilia.report.sides import Gathered, Ledger
from auxilia.report.strips import Grounds, grounds, seen_grounds, seen_marks, strip_row, ties_table
from auxilia.report.subjects import SUBJECTS, charts_of
from auxilia.report.views import SideView, Strips
from auxilia.vocabulary import PRACTICES

SHOWN_ROWS = {"recipient": 20, "provider": 30}


def side_view(
    ledger: Ledger, found: Gathered, axis: Axis, heading: str, sentences: tuple[str, ...]
) -> SideView:
    """All blocks of one direction."""
    frame = Frame(found.side, found.name, axis, found.coverage, ledger.actors, ledger.programmes)
    partner = "" if found.side.dyad else capital(frame.other)
    return SideView(
        found.name,
        heading,
        sentences,
        tuple(cards(found)),
        _strips(ledger, found, axis),
        tuple(charts_of(ledger, found, frame, entry) for entry in SUBJECTS),
        programme_cards(ledger, found),
        tuple(below(found, ledger.actors, partner=partner)),
        _undated(found),
    )


def _strips(ledger: Ledger, found: Gathered, axis: Axis) -> Strips | None:
    """Partners (in a dyad: sources) along the years; None where nothing is on record."""
    side = found.side
    every = found.by_source if side.dyad else tuple(p for p in found.partners if p.assists)
    if not every:
        return None
    shown = every if side.dyad else every[: SHOWN_ROWS[side.role]]
    ground = [_ground(ledger, found, partner, axis) for partner in shown]
    rows = []
    for place, (partner, under) in enumerate(zip(shown, ground, strict=True), 1):
        who = partner.actor.actor_id if side.dyad else partner.actor.name
        title = f"{who}: training, equipment and support by year"
        rows.append(strip_row(f"{found.name}-strip-{place}", who, partner, axis, under, title))
    legend = [(swatch(kind), text) for kind, text in seen_marks(shown)]
    narrow = listing(label("instrument", kind).lower() for kind in found.coverage.narrow())
    legend += [
        (ground_swatch(kind), f"{text}: {narrow}" if kind == "narrow" else text)
        for kind, text in seen_grounds(ground)
        if kind != "absent"
    ]
    legend += [(event_swatch(), axis.legend)] if axis.events else []
    head = "Source" if side.dyad else "Provider" if side.role == "recipient" else "Recipient"
    more = len(every) - len(shown)
    return Strips(
        _strip_heading(ledger, found),
        _strip_caption(found, len(shown), len(every)),
        axis_row(axis),
        tuple(rows),
        f"and {plural(more, f'more {head.lower()}')}, in the table" if more else "",
        tuple((swatch("sure", practice), label("practice", practice)) for practice in PRACTICES),
        tuple(legend),
        ties_table(
            f"{found.name}-ties", f"The ties as a table ({plural(len(every), head.lower())})", head, every
        ),
    )


def _ground(ledger: Ledger, found: Gathered, partner: Partner, axis: Axis) -> Grounds:
    provider, recipient = (ledger.actors[end] for end in found.side.ends(partner.actor.actor_id))
    coverage = found.coverage.of(partner.actor.actor_id) if found.side.dyad else found.coverage
    return grounds(coverage, provider, recipient, axis)


def _strip_heading(ledger: Ledger, found: Gathered) -> str:
    if found.side.dyad:
        return "What each source says, year by year"
    name = the(ledger.actors[found.side.named[0]].name)
    who = "Who assisted" if found.side.role == "recipient" else "Whom"
    return (
        f"{who} {name}, year by year"
        if found.side.role == "recipient"
        else f"{who} {name} assisted, year by year"
    )


def _strip_caption(found: Gathered, shown: int, every: int) -> str:
    n_claims = sum(p.all.n_claims for p in found.partners)
    if found.side.dyad:
        order = "a row for each source, with its own cover"
    else:
        order = "ordered by years on record" + (f", the first {shown} of {every}" if shown < every else "")
        if any(partner.coalition for partner in found.partners):
            order += ", members of coalitions alone at the end"
    return (
        f"Each row has three bands: train above, equip in the middle, support below; {order}. "
        f"n = {plural(n_claims, 'claim')}. Fiscal years stand at the year whose name they bear."
    )


def _undated(found: Gathered) -> tuple[str, ...]:
    return tuple(
        f"{label('practice', practice)}: {label('instrument', instrument).lower()}, without a year "
        f"({source}, {plural(count, 'claim')})"
        for practice, instrument, source, count in found.undated
    )
