"""What stands at the end of a dossier: conflicts, coverage, sources, how to cite, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auxilia.ledger.provenance import Provenance
from auxilia.report import conflicts, gather_figures, words
from auxilia.report.coverage import WARRING
from auxilia.report.format import label, listing, means, span, the
from auxilia.report.partners import Partner
from auxilia.report.reach import end_words, reach
from auxilia.report.records import Actor, Backing, Cover, Source
from auxilia.report.sides import Gathered, Ledger
from auxilia.report.strips import ties_table
from auxilia.report.tables import table
from auxilia.report.views import Block
from auxilia.sources import discover

CONFLICTS = "Armed groups and opponents"
ONLY_FULL = "Who supported whose opponents is told by single claims, which the starter ledger does not hold."


def actor_conflicts(ledger: Ledger, actor: Actor, received: Gathered, provided: Gathered) -> Block:
    """Who helped the actor's opponents, whom the actor was helped against, and which groups it helped."""
    groups = conflicts.group_partners(provided.partners)
    told = _groups_sentence(actor, groups)
    given_head = f"Armed groups that {the(actor.name)} supported"
    if not ledger.claims:
        listed = (ties_table("groups", given_head, "Group", groups),) if groups else ()
        return Block("conflicts", CONFLICTS, (told, ONLY_FULL), listed)
    backings = ledger.once(gather_figures.backings)
    against, helped = backings.against(actor.actor_id), backings.of(received.side)
    ids = {partner.actor.actor_id for partner in groups}
    given = [b for b in backings.of(provided.side) if b.recipient_id in ids]
    asked = (
        Asked(
            "opponents", f"Who supported opponents of {the(actor.name)}", against, ("provider", "recipient")
        ),
        Asked("against", f"Against whom {the(actor.name)} was supported", helped, ("provider", "opponent")),
        Asked("groups", given_head, given, ("recipient", "opponent")),
    )
    return _block(ledger, (conflicts.backers_sentence(actor, against, ledger.actors), told), asked)


def dyad_conflicts(ledger: Ledger, provider: Actor, recipient: Actor, there: Gathered) -> Block:
    """Against whom the provider helped, and whether it also helped the recipient's opponents."""
    if not ledger.claims:
        return Block("conflicts", CONFLICTS, (ONLY_FULL,))
    backings = ledger.once(gather_figures.backings)
    helped, opposed = backings.of(there.side), backings.against(recipient.actor_id)
    against = [b for b in opposed if b.provider_id == provider.actor_id]
    told = f"{the(provider.name)} as a supporter of an opponent of {the(recipient.name)}."
    opponents = f"Opponents of {the(recipient.name)} that {the(provider.name)} supported"
    asked = (
        Asked(
            "against",
            f"Against whom {the(provider.name)} supported {the(recipient.name)}",
            helped,
            ("opponent",),
        ),
        Asked("opponents", opponents, against, ("recipient",)),
    )
    return _block(ledger, (f"Claims also name {told}" if against else f"No claim names {told}",), asked)


def _groups_sentence(actor: Actor, groups: Sequence[Partner]) -> str:
    """How many armed groups the actor helped, allegations told apart."""
    firm = sum(1 for group in groups if group.all.assisted)
    more = len(groups) - firm
    alleged = f"; {more} more by allegation alone" if more else ""
    if not firm:
        alleged = f"; {words.counted(more, 'armed group')} so by allegation alone" if more else ""
        return f"No armed group is firmly on record as supported by {the(actor.name)}{alleged}."
    return f"{words.counted(firm, 'armed group')} on record as supported by {the(actor.name)}{alleged}."


@dataclass(frozen=True, slots=True)
class Asked:
    """A table of backings that is wanted: its name, caption, entries, and the ends that head its rows."""

    name: str
    caption: str
    found: Sequence[Backing]
    ends: tuple[str, ...]


def _block(ledger: Ledger, sentences: tuple[str, ...], asked: Iterable[Asked]) -> Block:
    """The first table of each question stands open, what is past its rows is folded away."""
    made = [
        conflicts.backing_tables(a.name, a.caption, a.found, ledger.actors, ends=a.ends)
        for a in asked
        if a.found
    ]
    opened = tuple(tables[0] for tables in made)
    folded = tuple(entry for tables in made for entry in tables[1:])
    return Block("conflicts", CONFLICTS, sentences, opened, folded)


def coverage(ledger: Ledger, sides: Sequence[Gathered]) -> Block:
    """What the sources speak about, what their silence means, and what nobody covers."""
    covers = sorted({cover for found in sides for cover in found.coverage.covers}, key=_cover_order)
    sentences = [sentence for found in sides for sentence in reach(ledger, found)]
    grouped: dict[tuple[object, ...], list[Cover]] = {}
    for cover in covers:
        key = (
            cover.source_id,
            cover.provider,
            cover.recipient,
            cover.year_from,
            cover.year_to,
            cover.absence,
        )
        grouped.setdefault((*key, cover.instrument, cover.note), []).append(cover)
    rows = [_cover_row(ledger, entries) for entries in grouped.values()]
    heads = ("Source", "Who to whom", "Practice", "Years", "Silence means", "Note")
    return Block(
        "coverage",
        "What is not covered",
        (words.SILENCE, *sentences),
        folded=(table("covers", "What each source covers", heads, rows),) if rows else (),
    )


def _cover_order(cover: Cover) -> tuple[str, int, str, str, str, str]:
    return cover.source_id, cover.year_from, cover.provider, cover.recipient, cover.practice, cover.instrument


def _cover_row(ledger: Ledger, entries: Sequence[Cover]) -> tuple[str, ...]:
    first = entries[0]
    practices = listing(label("practice", cover.practice).lower() for cover in entries)
    kind = f" ({label('instrument', first.instrument).lower()})" if first.instrument else ""
    note = first.note
    if first.recipient == WARRING and not note:
        note = "Only in years of armed conflict."
    return (
        first.source_id,
        f"{end_words(ledger, first.provider)} to {end_words(ledger, first.recipient)}",
        f"{practices}{kind}",
        span(first.year_from, first.year_to),
        words.ABSENCE[first.absence],
        note,
    )


def sources(
    ledger: Ledger, sides: Iterable[Gathered], outcomes: frozenset[str]
) -> tuple[tuple[Source, ...], tuple[str, ...], tuple[str, ...]]:
    """The sources behind the dossier; those of the ledger that say nothing here; those it does not hold.

    `outcomes` are the sources of order outcomes.
    """
    used = {source for found in sides for source in found.source_ids} | outcomes
    every = ledger.sources.values()
    silent = [f"{s.source_id} ({s.title})" for s in every if s.held and s.source_id not in used]
    held = {source.source_id for source in every if source.held}
    absent = [f"{s.id} ({s.title})" for s in discover().values() if s.covers and s.id not in held]
    return tuple(s for s in every if s.source_id in used), tuple(silent), tuple(absent)


def cite(title: str, provenance: Provenance) -> str:
    """The citation of the dossier itself; its sources are cited beside it."""
    year = provenance.built[:4]
    return (
        f"auxilia ({year}). “{title}”: dossier of security assistance. auxilia {provenance.auxilia}, "
        f"{provenance.kind} ledger, build {provenance.build_id}, {provenance.built[:10]}."
    )


def glossary_of(sides: Iterable[Gathered]) -> tuple[tuple[str, str], ...]:
    """The fixed words that the page uses, with what they mean."""
    kinds = [panel.kind for found in sides for panel in found.panels]
    ties = [tie for found in sides for partner in found.partners for tie in partner.ties]
    wanted = [
        *(("practice", tie.practice) for tie in ties),
        *(("measure", kind.measure) for kind in kinds),
        *(("stage", kind.stage) for kind in kinds),
        *(("certainty", tie.certainty) for tie in ties),
        *(("instrument", word) for tie in ties for word in tie.instruments),
    ]
    order = {"practice": 0, "instrument": 1, "stage": 2, "measure": 3, "certainty": 4}
    found = sorted(set(wanted), key=lambda entry: (order[entry[0]], entry[1]))
    return tuple((f"{label(*entry)} ({entry[0]})", means(*entry)) for entry in found if means(*entry))
