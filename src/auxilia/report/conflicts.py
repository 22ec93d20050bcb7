"""Help in armed conflicts: who backed whom against whom, and what went to armed groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from auxilia.report.format import exact, label, listing, plural, span, the, years
from auxilia.report.gather import Names
from auxilia.report.partners import Partner
from auxilia.report.records import Actor, Backing, Deal, Side
from auxilia.report.tables import Table, table
from auxilia.vocabulary import PRACTICES

SHOWN, LISTED, SHOWN_DEALS = 10, 120, 5


def backing_tables(
    name: str, caption: str, found: Iterable[Backing], actors: Names, *, ends: Sequence[str]
) -> list[Table]:
    """Backings as a table, the longest first, and a second one for what is past the first rows.

    `ends` are the ends to name, of `provider`, `recipient` and `opponent`, in the order of the columns.
    """
    grouped: defaultdict[tuple[str, ...], list[Backing]] = defaultdict(list)
    for backing in found:
        ids = {
            "provider": backing.provider_id,
            "recipient": backing.recipient_id,
            "opponent": backing.opponent_id,
        }
        grouped[tuple(ids[end] for end in ends)].append(backing)
    rows = [_row(ids, entries, actors) for ids, entries in sorted(grouped.items(), key=_rank)]
    heads = [HEADS[end] for end in ends]
    heads += ["How", "Years", "Alleged only", "In a coalition", "Sources", "Claims"]
    shown = table(name, caption, heads, rows[:SHOWN], numbers=1)
    if len(rows) <= SHOWN:
        return [shown]
    rest = rows[SHOWN:LISTED]
    past = len(rows) - SHOWN - len(rest)
    return [
        shown,
        table(
            f"{name}-rest",
            f"{caption}: {len(rest)} more" + (f"; {past:,} further in the ledger" if past else ""),
            heads,
            rest,
            numbers=1,
        ),
    ]


HEADS = {"provider": "Supporter", "recipient": "Supported", "opponent": "Against"}


def _rank(entry: tuple[tuple[str, ...], list[Backing]]) -> tuple[int, tuple[str, ...]]:
    return -len({year for backing in entry[1] for year in (*backing.years, *backing.alleged)}), entry[0]


def _row(ids: Iterable[str], entries: Sequence[Backing], actors: Names) -> tuple[str, ...]:
    confirmed = {year for backing in entries for year in backing.years}
    alleged = {year for backing in entries for year in backing.alleged} - confirmed
    coalition = {year for backing in entries for year in backing.coalition}
    instruments = sorted({word for backing in entries for word in backing.instruments})
    practices = [p for p in PRACTICES if any(backing.practice == p for backing in entries)]
    how = f"{listing(label('practice', p).lower() for p in practices)}"
    kinds = ", ".join(label("instrument", word).lower() for word in instruments)
    return (
        *(actors[actor].name for actor in ids),
        f"{how} ({kinds})",
        years(confirmed),
        years(alleged),
        years(coalition),
        ", ".join(sorted({source for backing in entries for source in backing.sources})),
        f"{sum(backing.n_claims for backing in entries):,}",
    )


def backers_sentence(actor: Actor, found: Sequence[Backing], actors: Names) -> str:
    """Who helped the other side, in one sentence."""
    firm = sorted({actors[b.provider_id].name for b in found if b.years})
    only_alleged = {actors[b.provider_id].name for b in found if not b.years} - set(firm)
    sides = {b.recipient_id for b in found}
    if not found:
        return f"No claim names a supporter of an opponent of {the(actor.name)}."
    ends = f"{plural(len(firm), 'supporter')} of {plural(len(sides), 'opponent')} of {the(actor.name)}"
    text = f"{ends} {'is' if len(firm) == 1 else 'are'} on record"
    return f"{text}; {len(only_alleged)} more by allegation alone." if only_alleged else f"{text}."


def group_partners(partners: Iterable[Partner]) -> list[Partner]:
    """The partners that are armed groups."""
    return [partner for partner in partners if partner.actor.kind == "group" and partner.assists]


def deals_tables(name: str, deals: Sequence[Deal], side: Side, actors: Names) -> tuple[Table, ...]:
    """The largest arms transfers, with the record of each; what is past the first rows is a second table.

    An end that is given is not repeated.
    """
    ends = [] if side.provider_id else ["Supplier"]
    ends += [] if side.recipient_id else ["Recipient"]
    rows = [
        (
            *(actors[deal.provider_id if end == "Supplier" else deal.recipient_id].name for end in ends),
            deal.note + (" (estimated)" if deal.certainty != "confirmed" else ""),
            span(deal.year_from, deal.year_to),
            f"{deal.source_id}: {deal.locator}",
            exact(deal.value),
        )
        for deal in deals
    ]
    heads = (*ends, "What", "Delivered", "Record", "Million TIV")
    found = (
        (name, "The {} largest transfers by volume", rows[:SHOWN_DEALS]),
        (f"{name}-rest", "The next {} by volume", rows[SHOWN_DEALS:]),
    )
    return tuple(
        table(key, summary.format(len(told)), heads, told, numbers=1) for key, summary, told in found if told
    )
