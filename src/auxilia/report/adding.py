"""The figures of one side, grouped and added up in the ways that a dossier shows them; no queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from auxilia.report.records import Amount, Figure, Heading, Kind, Overlap, Span, Tie

Figures = Sequence[Heading]
Amounts = dict[Kind, tuple[Amount, ...]]
Period = tuple[str, int | None, int | None]
# Sums are made of whole ten-thousandths, so that they are the same in any order.
SCALE = 10_000
MONEY = ("usd", "eur")
SURE = ("confirmed", "uncertain")


def scaled(value: float) -> int:
    """A value in ten-thousandths."""
    return round(value * SCALE)


def by_programme(figures: Figures) -> Amounts:
    """The valued figures by programme; where one names none, the kind of help stands in its place."""
    return _amounts(figures, lambda heading: f"kind:{heading.practice}/{heading.instrument}")


def by_partner(figures: Figures) -> Amounts:
    """The valued figures by partner."""
    return _amounts(figures, None)


def _amounts(figures: Figures, unnamed: Callable[[Heading], str] | None) -> Amounts:
    """The valued figures, added up within one kind, key and period.

    The key is the partner, or the programme, for which `unnamed` gives a word where there is none.
    """
    grouped: defaultdict[Kind, dict[Period, list[int]]] = defaultdict(dict)
    for heading in figures:
        if heading.kind.measure == "presence":
            continue
        entries, uncertain = grouped[heading.kind], heading.certainty == "uncertain"
        word = unnamed(heading) if unnamed else ""
        # The one loop that a side of a hundred thousand figures goes through more than once.
        for partner, programme, first, last, value, n_claims, _ in heading.figures:
            if value is None:
                continue
            key = (programme or word if word else partner), first, (first if last is None else last)
            known = entries.get(key)
            if known is None:
                known = entries[key] = [0, 0, 0]
            known[0] += round(value * SCALE)
            known[1] += n_claims
            known[2] |= uncertain
    return {
        kind: tuple(
            Amount(*entry, total / SCALE, n_claims, bool(uncertain))
            for entry, (total, n_claims, uncertain) in sorted(entries.items(), key=_by_period)
        )
        for kind, entries in sorted(grouped.items())
        if entries
    }


def _by_period(entry: tuple[Period, object]) -> tuple[object, ...]:
    """By key and years, those without a year last."""
    key, first, last = entry[0]
    return key, first is None, first or 0, last is None, last or 0


def helps(figures: Figures) -> dict[Kind, frozenset[tuple[str, str]]]:
    """By kind of figure: the practices and instruments of which it tells, for the cover of its charts."""
    grouped: defaultdict[Kind, set[tuple[str, str]]] = defaultdict(set)
    for heading in figures:
        if any(figure.value is not None for figure in heading.figures):
            grouped[heading.kind._replace(concession="")].add((heading.practice, heading.instrument))
    return {kind: frozenset(pairs) for kind, pairs in grouped.items()}


def training_lines(figures: Figures) -> dict[str, int]:
    """Claims about trainees by source: the lines of which some name a force."""
    found: defaultdict[str, int] = defaultdict(int)
    for heading in figures:
        if heading.kind.measure == "trainees":
            found[heading.kind.source_id] += sum(figure.n_claims for figure in heading.figures)
    return dict(found)


def fiscal_sources(figures: Figures) -> frozenset[str]:
    """The sources that count trainees by fiscal years."""
    kinds = (heading.kind for heading in figures)
    return frozenset(kind.source_id for kind in kinds if kind.measure == "trainees" and kind.fiscal)


def overlap_years(figures: Figures, overlap: Overlap) -> dict[Kind, dict[int, float]]:
    """What the two sources of an overlap print of its programme, year by year, money and volumes alike."""
    sources, wanted = (overlap.source_a, overlap.source_b), overlap.programme_id
    totals: defaultdict[tuple[Kind, int], int] = defaultdict(int)
    for heading in figures:
        kind = heading.kind
        if kind.source_id not in sources or kind.measure not in MONEY:
            continue
        for figure in heading.figures:
            if not figure.programme_id or (wanted and figure.programme_id != wanted):
                continue
            if figure.value is not None and figure.year_from is not None and figure.year_from == figure.end:
                totals[(kind, figure.year_from)] += scaled(figure.value)
    grouped: defaultdict[Kind, dict[int, float]] = defaultdict(dict)
    for (kind, year), total in sorted(totals.items()):
        grouped[kind][year] = total / SCALE
    return dict(grouped)


def programme_figures(figures: Figures) -> dict[str, tuple[tuple[Kind, float, int, int], ...]]:
    """By programme: each kind of figure with its sum and its first and last year (trainees and money)."""
    found: dict[tuple[str, Kind], list[tuple[int, int, int]]] = {}
    for heading in figures:
        if heading.kind.measure not in (*MONEY, "trainees"):
            continue
        for figure in heading.figures:
            if figure.programme_id and figure.value is not None and figure.year_from is not None:
                told = (scaled(figure.value), *figure.span)
                found.setdefault((figure.programme_id, heading.kind), []).append(told)
    grouped: defaultdict[str, list[tuple[Kind, float, int, int]]] = defaultdict(list)
    for (programme, kind), entries in sorted(found.items()):
        totals, firsts, lasts = zip(*entries, strict=True)
        grouped[programme].append((kind, sum(totals) / SCALE, min(firsts), max(lasts)))
    return {programme: tuple(entries) for programme, entries in grouped.items()}


def spans(figures: Figures) -> tuple[Span, ...]:
    """Figures over several years of which the same source tells no single year; else the ties have them."""
    totals: defaultdict[tuple[str, str, int, int, str, str, str], int] = defaultdict(int)
    for heading in figures:
        for figure in heading.figures:
            if figure.value != 0 and _long(heading, figure):
                end = (heading.kind.source_id, heading.instrument, heading.certainty)
                totals[(figure.partner_id, heading.practice, *figure.span, *end)] += figure.n_claims
    tellers = {(partner, practice, source) for partner, practice, _, _, source, _, _ in totals}
    years = _single_years(figures, tellers)
    return tuple(
        Span(*key, n_claims)
        for key, n_claims in sorted(totals.items())
        if years[(key[0], key[1], key[4])].isdisjoint(range(key[2], key[3] + 1))
    )


def _long(heading: Heading, figure: Figure) -> bool:
    """Whether a figure is told of several years together."""
    return len(figure.years) > 1 and heading.kind.measure != "presence"


def _single_years(
    figures: Figures, tellers: Iterable[tuple[str, str, str]]
) -> dict[tuple[str, str, str], set[int]]:
    """By partner, practice and source: the years of which the source tells by themselves."""
    found: dict[tuple[str, str, str], set[int]] = {teller: set() for teller in tellers}
    sources = {source for _, _, source in found}
    for heading in figures:
        if heading.kind.source_id not in sources:
            continue
        for figure in heading.figures:
            known = found.get((figure.partner_id, heading.practice, heading.kind.source_id))
            told = known is not None and figure.year_from is not None and figure.value != 0
            if told and not _long(heading, figure):
                found[(figure.partner_id, heading.practice, heading.kind.source_id)].update(figure.years)
    return found


def undated(figures: Figures) -> tuple[tuple[str, str, str, int], ...]:
    """Ties without any year: practice, instrument, source, claims; zeros tell of no tie."""
    totals: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for heading in figures:
        for figure in heading.figures:
            if figure.year_from is None and not (figure.n_valued == figure.n_claims and not figure.value):
                told = (heading.practice, heading.instrument, heading.kind.source_id)
                totals[told] += figure.n_claims
    return tuple((*key, n_claims) for key, n_claims in sorted(totals.items()))


def source_ties(figures: Figures) -> list[Tie]:
    """The yearly ties source by source: the source's id stands in place of the partner.

    Counts of soldiers are figures and no ties, as in `out_ties`.
    """
    grouped: defaultdict[tuple[str, str, int], list[tuple[Heading, Figure]]] = defaultdict(list)
    for heading in figures:
        if heading.kind.measure == "troops":
            continue
        for figure in heading.figures:
            if heading.kind.measure == "presence" or figure.year_from == figure.year_to:
                for year in figure.years:
                    grouped[(heading.kind.source_id, heading.practice, year)].append((heading, figure))
    return [_tie(*key, entries) for key, entries in sorted(grouped.items())]


def _tie(source: str, practice: str, year: int, entries: Sequence[tuple[Heading, Figure]]) -> Tie:
    zero = all(figure.value == 0 and figure.n_valued == figure.n_claims for _, figure in entries)
    certainties = {heading.certainty for heading, _ in entries}
    return Tie(
        source,
        practice,
        year,
        "observed_zero" if zero else "observed",
        next((word for word in SURE if word in certainties), "alleged"),
        all(heading.kind.mutual for heading, _ in entries),
        sum(figure.n_claims for _, figure in entries),
        (source,),
        tuple(sorted({heading.instrument for heading, _ in entries})),
        tuple(sorted({figure.programme_id for _, figure in entries if figure.programme_id})),
    )
