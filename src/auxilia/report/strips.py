"""Ties along the years: partners (or sources) as rows of pictures, with their table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auxilia.report.coverage import GROUND_WORDS, Coverage, Ground, stretches
from auxilia.report.figures import Axis, Cell, strip
from auxilia.report.figures.strip import Mark
from auxilia.report.format import label, listing, plural, runs, span, years
from auxilia.report.partners import Partner, Record, record_of
from auxilia.report.records import Actor, Span, Tie
from auxilia.report.tables import Table, table
from auxilia.vocabulary import PRACTICES

Grounds = Mapping[str, Sequence[Ground]]
MARK_WORDS: Mapping[Mark, str] = {
    "sure": "assistance",
    "uncertain": "assistance, estimated or uncertain",
    "alleged": "alleged only",
    "mutual": "agreement or exercise that binds both sides",
    "zero": "a source says: none",
    "withheld": "a source has a figure and withholds it",
    "span": "a figure over these years; the single years are not told",
}
KIND_WORDS = {
    "group": "armed group",
    "organisation": "organisation",
    "aggregate": "collective",
    "unresolved": "name as printed, not identified",
    "other": "territory or other actor",
}


@dataclass(frozen=True, slots=True)
class StripRow:
    """One row: who, what kind of actor where it is no state, a note in words, and the picture."""

    who: str
    kind: str
    note: str
    picture: str


def mark_of(tie: Tie) -> Mark:
    """How a tie is drawn."""
    if tie.state == "withheld":
        return "withheld"
    if tie.state == "observed_zero":
        return "zero"
    if tie.mutual:
        return "mutual"
    if tie.certainty == "alleged":
        return "alleged"
    return "uncertain" if tie.certainty == "uncertain" else "sure"


def cells(ties: Iterable[Tie], spans: Iterable[Span]) -> list[Cell]:
    """Marks of equal kind, sources and instruments in neighbouring years as one."""
    grouped: defaultdict[tuple[str, Mark, tuple[str, ...], tuple[str, ...]], list[int]] = defaultdict(list)
    for tie in ties:
        grouped[(tie.practice, mark_of(tie), tie.sources, tie.instruments)].append(tie.year)
    drawn = [
        Cell(practice, first, last, mark, _told(practice, mark, first, last, instruments, sources))
        for (practice, mark, sources, instruments), found in grouped.items()
        for first, last in runs(found)
    ]
    periods = {(s.practice, s.year_from, s.year_to, s.source_id, s.instrument) for s in spans}
    drawn += [
        Cell(practice, first, last, "span", _told(practice, "span", first, last, (instrument,), (source,)))
        for practice, first, last, source, instrument in periods
    ]
    return sorted(
        drawn, key=lambda c: (c.mark != "span", PRACTICES.index(c.practice), c.first, c.last, c.words)
    )


def _told(
    practice: str, mark: Mark, first: int, last: int, instruments: Sequence[str], sources: Sequence[str]
) -> str:
    kinds = ", ".join(label("instrument", word).lower() for word in instruments)
    return (
        f"{label('practice', practice)} {span(first, last)}: {MARK_WORDS[mark]}"
        f"{f' ({kinds})' if kinds else ''}. Source: {', '.join(sources)}"
    )


def grounds(coverage: Coverage, provider: Actor, recipient: Actor, axis: Axis) -> Grounds:
    """The ground of each practice of one pair along the axis."""
    return {practice: coverage.grounds(provider, recipient, practice, axis.years) for practice in PRACTICES}


def strip_row(name: str, who: str, partner: Partner, axis: Axis, ground: Grounds, title: str) -> StripRow:
    """One partner's row."""
    drawn = strip(
        name,
        title,
        description(partner, ground, axis),
        axis,
        ground,
        cells(partner.ties, partner.spans),
    )
    return StripRow(who, KIND_WORDS.get(partner.actor.kind, ""), note(partner), drawn)


def note(partner: Partner) -> str:
    """How long this partner is on record, in a few words."""
    record = partner.all
    if record.assisted:
        within = " in a coalition" if partner.coalition else ""
        period = span(record.assisted[0], record.assisted[-1])
        told = f"{plural(len(record.assisted), 'year')}{within}, {period}"
        return f"{told}; {len(record.alleged)} more alleged" if record.alleged else told
    if record.alleged:
        return f"alleged only: {years(record.alleged)}"
    if partner.spans:
        return f"one sum: {listing(sorted({span(s.year_from, s.year_to) for s in partner.spans}))}"
    if record.mutual:
        return f"binding both sides: {span(record.mutual[0], record.mutual[-1])}"
    return "no assistance"


def description(partner: Partner, ground: Grounds, axis: Axis) -> str:
    """The row in words, so that nobody needs to see it."""
    told = []
    for practice in PRACTICES:
        record = partner.by_practice.get(practice)
        found = []
        if record:
            named = (
                ("", record.assisted),
                ("alleged ", record.alleged),
                ("agreements or exercises ", record.mutual),
                ("none ", record.zero),
            )
            found = [f"{word}{years(values)}" for word, values in named if values]
        bare = [
            span(first, last)
            for kind, first, last in stretches(list(ground[practice]), axis.first)
            if kind == "none"
        ]
        found += [f"not covered by any source {', '.join(bare)}"] if bare else []
        told.append(f"{label('practice', practice)}: {'; '.join(found) or 'nothing reported'}.")
    return " ".join(told)


def ties_table(name: str, summary: str, head: str, partners: Iterable[Partner]) -> Table:
    """Every partner, practice by practice, with the years of each kind and the sources."""
    rows = [
        (
            _named(partner),
            label("practice", practice),
            years(record.assisted),
            years(record.alleged),
            years(record.mutual),
            ", ".join(
                sorted({span(s.year_from, s.year_to) for s in partner.spans if s.practice == practice})
            ),
            *_evidence(record),
        )
        for partner in partners
        for practice in PRACTICES
        if (record := partner.by_practice.get(practice))
    ]
    told = ("Years of assistance", "Alleged only", "Agreements, exercises", "Periods told as one sum")
    return table(name, summary, (head, "Practice", *told, *EVIDENCE), rows, numbers=1)


def bound_table(name: str, summary: str, partners: Iterable[Partner]) -> Table:
    """Agreements and exercises alone, in the years in which nothing one-sided is on record."""
    rows = [
        (_named(partner), label("practice", practice), years(record.mutual), *_evidence(record))
        for partner in partners
        for practice in PRACTICES
        if (record := bound_record(partner, practice)).mutual
    ]
    return table(name, summary, ("Partner", "Practice", "Years", *EVIDENCE), rows, numbers=1)


def bound_record(partner: Partner, practice: str) -> Record:
    """What binds both sides in one practice, and nothing else."""
    return record_of((tie for tie in partner.ties if tie.mutual and tie.practice == practice), ())


EVIDENCE = ("Kinds", "Sources", "Claims")


def _evidence(record: Record) -> tuple[str, str, str]:
    kinds = ", ".join(label("instrument", word).lower() for word in record.instruments)
    return kinds, ", ".join(record.sources), f"{record.n_claims:,}"


def _named(partner: Partner) -> str:
    kind = KIND_WORDS.get(partner.actor.kind)
    return f"{partner.actor.name} ({kind})" if kind else partner.actor.name


def seen_grounds(ground: Iterable[Grounds]) -> list[tuple[Ground, str]]:
    """The grounds that occur, in words, for the legend."""
    seen = {kind for row in ground for kinds in row.values() for kind in kinds}
    return [(kind, words) for kind, words in GROUND_WORDS.items() if kind in seen]


def seen_marks(partners: Iterable[Partner]) -> list[tuple[Mark, str]]:
    """The marks that occur, in words, for the legend."""
    seen: set[Mark] = set()
    for partner in partners:
        seen |= {mark_of(tie) for tie in partner.ties}
        seen |= {"span"} if partner.spans else set()
    return [(mark, words) for mark, words in MARK_WORDS.items() if mark in seen]
