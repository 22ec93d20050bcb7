"""The partners of one side, each with the years in which it is on record, and in what way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auxilia.report.gather import Names
from auxilia.report.records import LONG_SPAN, Actor, Span, Tie


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record of one partner, in one practice or in all.

    Years of assistance, told apart from years of allegation alone and from years with nothing but agreements
    or exercises that bind both ends. Years within a period of delivery count as assistance; a sum over
    decades counts none.
    """

    assisted: tuple[int, ...]
    alleged: tuple[int, ...]
    mutual: tuple[int, ...]
    zero: tuple[int, ...]
    sources: tuple[str, ...]
    instruments: tuple[str, ...]
    n_claims: int

    @property
    def first(self) -> int | None:
        """The first year of assistance, alleged or not."""
        return min((*self.assisted, *self.alleged), default=None)

    @property
    def last(self) -> int | None:
        """The last year of assistance, alleged or not."""
        return max((*self.assisted, *self.alleged), default=None)


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner with its ties, by year and by practice.

    `coalition`: its assistance is on record as that of a member of a coalition alone.
    """

    actor: Actor
    ties: tuple[Tie, ...]
    spans: tuple[Span, ...]
    all: Record
    by_practice: Mapping[str, Record]
    coalition: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that tell of assistance, those of agreements and exercises left aside."""
        told = {s for tie in self.ties if tie.state == "observed" and not tie.mutual for s in tie.sources}
        return tuple(sorted(told | {span.source_id for span in self.spans}))

    @property
    def bound(self) -> tuple[int, ...]:
        """The years with an agreement or exercise and nothing one-sided in its practice."""
        return tuple(sorted({tie.year for tie in self.ties if tie.mutual and tie.state == "observed"}))

    @property
    def assists(self) -> bool:
        """Whether anything one-sided is on record, alleged or a sum over several years included."""
        return bool(self.all.assisted or self.all.alleged or self.spans)


def partners(
    actors: Names | Mapping[str, Actor],
    ties: Iterable[Tie],
    spans: Iterable[Span],
    coalition: frozenset[str] = frozenset(),
) -> tuple[Partner, ...]:
    """Partners by their years of assistance, the longest first, members of coalitions after all others."""
    tied: defaultdict[str, list[Tie]] = defaultdict(list)
    spanned: defaultdict[str, list[Span]] = defaultdict(list)
    for tie in ties:
        tied[tie.partner_id].append(tie)
    for span in spans:
        spanned[span.partner_id].append(span)
    found = [
        _partner(actors[i], tuple(tied[i]), tuple(spanned[i]), coalition=i in coalition)
        for i in {*tied, *spanned}
    ]
    return tuple(sorted(found, key=_rank))


def _rank(partner: Partner) -> tuple[bool, int, int, int, int, str, str]:
    record = partner.all
    return (
        partner.coalition or not partner.assists,
        -len(record.assisted),
        -len(record.alleged),
        -len(partner.spans),
        -len(record.mutual),
        partner.actor.name,
        partner.actor.actor_id,
    )


def _partner(actor: Actor, ties: tuple[Tie, ...], spans: tuple[Span, ...], *, coalition: bool) -> Partner:
    practices = sorted({tie.practice for tie in ties} | {span.practice for span in spans})
    by_practice = {
        practice: record_of(
            (tie for tie in ties if tie.practice == practice),
            (span for span in spans if span.practice == practice),
        )
        for practice in practices
    }
    return Partner(actor, ties, spans, record_of(ties, spans), by_practice, coalition)


def record_of(ties: Iterable[Tie], spans: Iterable[Span]) -> Record:
    """What ties and spans put on record together."""
    ties, spans = tuple(ties), tuple(spans)
    observed = [tie for tie in ties if tie.state == "observed"]
    one_sided = [tie for tie in observed if not tie.mutual]
    within = {
        year
        for span in spans
        if span.certainty != "alleged" and span.year_to - span.year_from < LONG_SPAN
        for year in range(span.year_from, span.year_to + 1)
    }
    assisted = {tie.year for tie in one_sided if tie.certainty != "alleged"} | within
    alleged = {tie.year for tie in one_sided if tie.certainty == "alleged"} - assisted
    mutual = {tie.year for tie in observed if tie.mutual} - assisted - alleged
    zero = {tie.year for tie in ties if tie.state == "observed_zero"} - assisted - alleged - mutual
    return Record(
        tuple(sorted(assisted)),
        tuple(sorted(alleged)),
        tuple(sorted(mutual)),
        tuple(sorted(zero)),
        tuple(sorted({s for tie in observed for s in tie.sources} | {span.source_id for span in spans})),
        tuple(sorted({i for tie in observed for i in tie.instruments} | {span.instrument for span in spans})),
        sum(tie.n_claims for tie in ties) + sum(span.n_claims for span in spans),
    )
