"""Sentences written from the data, and never more than the data say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from auxilia.report.compare import Comparison
from auxilia.report.format import capital, label, listing, plural, ratio, the, years
from auxilia.report.partners import Partner
from auxilia.report.records import PARTNER, Actor, Overlap, Role
from auxilia.vocabulary import PRACTICES

KINDS = (
    ("state", "state", "states"),
    ("group", "armed group", "armed groups"),
    ("organisation", "organisation", "organisations"),
    ("aggregate", "collective or unnamed actor", "collective or unnamed actors"),
    ("unresolved", "name not yet identified", "names not yet identified"),
    ("other", "territory or other actor", "territories or other actors"),
)
DONE = {
    "recipient": {"train": "trained it", "equip": "equipped it", "support": "supported it otherwise"},
    "provider": {"train": "trained", "equip": "equipped", "support": "supported otherwise"},
}
HELPING = "on record as training, equipping or otherwise supporting"
NAMED = 4
UNTOLD = (
    "Members of coalitions are counted like others here: single claims tell them apart, in the full ledger."
)
SILENCE = "Where no source looks, nothing is known: silence here is not absence."
FISCAL = (
    "FY marks the provider's fiscal year. The fiscal year of the United States runs from October to "
    "September and bears the year in which it ends (to 1976: July to June)."
)
ABSENCE = {
    "zero": "there was none, as far as the source could find",
    "not_reported": "not reported; there may have been some",
}


def opening(actor: Actor, role: Role, partners: Sequence[Partner], *, claims: bool) -> list[str]:
    """The first sentences of one side of an actor; `claims` says that the ledger holds single claims."""
    counted = [p for p in partners if p.all.assisted and not p.coalition]
    members = [p for p in partners if p.all.assisted and p.coalition]
    alleged = [p for p in partners if p.all.alleged and not p.all.assisted]
    if counted or not members:
        found = [_who(actor, role, counted), _longest(counted), _practices(role, counted)]
        found.append(_coalition(role, members))
        found.append(UNTOLD if len(counted) > 1 and not claims else "")
    else:
        found = [_who(actor, role, members), "All of it is on record as help of members of a coalition."]
    found += [_alleged(alleged), *_bound(partners)]
    return [capital(sentence) for sentence in found if sentence]


def dyad_opening(
    provider: Actor, recipient: Actor, partners: Sequence[Partner], by_source: Sequence[Partner]
) -> list[str]:
    """The first sentences of a dyad: its one partner (or none), and its ties source by source."""
    giver, taker = the(provider.name), the(recipient.name)
    found = []
    for partner in partners:
        record = partner.all
        if record.assisted:
            found.append(f"{giver} is {HELPING} {forces_of(recipient)} {_in_years(record.assisted)}.")
            found.append(f"By practice: {_by_practice(partner)}.")
        if record.alleged:
            found.append(f"In {years(record.alleged)} assistance is alleged only.")
    telling = sorted(source.actor.actor_id for source in by_source if source.assists)
    if telling:
        speak = "source speaks" if len(telling) == 1 else "sources speak"
        found.append(f"{len(telling)} {speak} of it: {listing(telling)}.")
    if not found:
        found.append(f"No source in this ledger puts assistance from {giver} to {taker} on record.")
    bound = sorted({year for source in by_source for year in source.bound})
    if bound:
        told = f"agreements and exercises that bind both sides are on record {_between(bound)}"
        found.append(f"{told}; they are told apart.")
    return [capital(sentence) for sentence in found]


def _in_years(found: Sequence[int]) -> str:
    return f"in {found[0]} alone" if len(found) == 1 else f"in {len(found)} years {_between(found)}"


def _by_practice(partner: Partner) -> str:
    return listing(
        f"{label('practice', practice).lower()} in {plural(len(record.assisted), 'year')}"
        for practice in PRACTICES
        if (record := partner.by_practice.get(practice)) and record.assisted
    )


def _between(found: Sequence[int]) -> str:
    return f"between {found[0]} and {found[-1]}" if found[0] != found[-1] else f"in {found[0]}"


def _kinds(partners: Iterable[Partner]) -> str:
    """How many of each kind; every partner is counted, one of an unknown kind among the others."""
    known = {kind for kind, _, _ in KINDS}
    counts = Counter(p.actor.kind if p.actor.kind in known else "other" for p in partners)
    return listing(
        f"one {one}" if counts[kind] == 1 else f"{counts[kind]:,} {many}"
        for kind, one, many in KINDS
        if counts[kind]
    )


def _who(actor: Actor, role: Role, counted: Sequence[Partner]) -> str:
    if not counted:
        end = "provider to" if role == "recipient" else "recipient of assistance from"
        return f"No source in this ledger puts a {end} {the(actor.name)} on record."
    seen = sorted({year for partner in counted for year in partner.all.assisted})
    if len(counted) == 1:
        other = counted[0].actor
        giver, taker = (other, actor) if role == "recipient" else (actor, other)
        told = f"{_between(seen)} ({plural(len(seen), 'year')})"
        return f"{the(giver.name)} is {HELPING} {forces_of(taker)} {told}; no other {PARTNER[role]} is."
    if role == "recipient":
        return f"{_kinds(counted)} are {HELPING} {forces_of(actor)} {_between(seen)}."
    return f"{the(actor.name)} is {HELPING} {_kinds(counted)} {_between(seen)}."


def forces_of(actor: Actor) -> str:
    """Whom help to an actor reaches: a state's security forces, or the actor itself."""
    return f"the security forces of {the(actor.name)}" if actor.kind == "state" else actor.name


def _coalition(role: Role, members: Sequence[Partner]) -> str:
    if not members:
        return ""
    seen = sorted({year for partner in members for year in partner.all.assisted})
    more = f"{_kinds(members)} more" if len(members) > 1 else "one more"
    if role == "provider":
        return f"To {more} it gave only as a member of a coalition, {_between(seen)}."
    verb, noun = ("is", "a member") if len(members) == 1 else ("are", "members")
    return f"{more} {verb} on record only as {noun} of a coalition, {_between(seen)}."


def _longest(counted: Sequence[Partner]) -> str:
    if len(counted) < 2:
        return ""
    first, *others = counted[:NAMED]
    named = [f"{first.actor.name} ({plural(len(first.all.assisted), 'year')})"]
    named += [f"{partner.actor.name} ({len(partner.all.assisted)})" for partner in others]
    return f"On record in most years: {listing(named)}."


def _practices(role: Role, counted: Sequence[Partner]) -> str:
    if len(counted) < 2:
        return ""
    counts = {
        practice: sum(1 for p in counted if practice in p.by_practice and p.by_practice[practice].assisted)
        for practice in PRACTICES
    }
    be = {"recipient": ("", ""), "provider": ("was ", "were ")}[role]
    done = listing(
        f"{'one' if count == 1 else count} {be[count != 1]}{DONE[role][practice]}"
        for practice, count in counts.items()
        if count
    )
    return f"Of these {PARTNER[role]}s, {done}."


def _alleged(alleged: Sequence[Partner]) -> str:
    if not alleged:
        return ""
    named = [f"{p.actor.name} ({years(p.all.alleged)})" for p in alleged[:NAMED]]
    named += [f"{len(alleged) - NAMED} more"] if len(alleged) > NAMED else []
    return f"Alleged only, and not counted: {listing(named)}."


def _bound(partners: Iterable[Partner]) -> list[str]:
    bound = [partner for partner in partners if partner.bound]
    if not bound:
        return []
    only = sum(1 for partner in bound if not partner.assists)
    extra = f", {'one' if only == 1 else only} of them not otherwise on record" if only else ""
    told = f"Agreements and exercises that bind both sides are on record with {_kinds(bound)}{extra}"
    return [f"{told}; they are told apart."]


def differences(comparisons: Sequence[Comparison]) -> str:
    """What the sources dispute about the same dollars, in one sentence: one example for each programme."""
    apart = {c.programme: c for c in reversed(comparisons) if c.differ and len(c.ratios) > 2}
    told = [
        f"for {c.programme}, {c.source_a} stands at {ratio(c.middle or 0)} times {c.source_b}"
        for _, c in sorted(apart.items())[:2]
    ]
    if not told:
        return ""
    return f"Where sources tell partly of the same dollars they differ: {listing(told)} (medians; see below)."


def counted(count: int, noun: str) -> str:
    """One armed group is, 2 armed groups are."""
    return f"{plural(count, noun)} {'is' if count == 1 else 'are'}"


def not_comparable(overlap: Overlap, programme: str) -> str:
    """An overlap whose two sources print nothing that can be laid side by side here."""
    pair = f"{overlap.source_a} and {overlap.source_b} overlap ({overlap.reason})"
    return f"{programme}: {pair}; no common figures here."
