"""The figures of one side, grouped and added up in the ways that a dossier shows them; no queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from auxilia.report.records import Amount, Figure, Kind, Overlap, Span, Tie

Figures = Sequence[Figure]
Amounts = dict[Kind, tuple[Amount, ...]]
SCALE = 10_000
MONEY = ("usd", "eur")
SURE = ("confirmed", "uncertain")


def by_programme(figure: Figure) -> str:
    """The programme; where a figure names none, the kind of help stands in its place."""
    return figure.programme_id or f"kind:{figure.practice}/{figure.instrument}"


def by_partner(figure: Figure) -> str:
    """The partner."""
    return figure.partner_id


def amounts(figures: Figures, key: Callable[[Figure], str]) -> Amounts:
    """The valued figures, added up within one kind, key and period."""
    grouped: defaultdict[Kind, dict[tuple[str, int | None, int | None], list[int]]] = defaultdict(dict)
    for figure in figures:
        if figure.scaled is None or figure.kind.measure == "presence":
            continue
        entry = (key(figure), figure.year_from, _end(figure))
        known = grouped[figure.kind].get(entry)
        if known is None:
            grouped[figure.kind][entry] = known = [0, 0, 0]
        known[0] += figure.scaled
        known[1] += figure.n_claims
        known[2] |= figure.certainty == "uncertain"
    return {
        kind: tuple(
            Amount(*entry, total / SCALE, n_claims, bool(uncertain))
            for entry, (total, n_claims, uncertain) in sorted(entries.items(), key=_by_period)
        )
        for kind, entries in sorted(grouped.items())
    }


def _by_period(entry: tuple[tuple[str, int | None, int | None], object]) -> tuple[object, ...]:
    """By key and years, those without a year last."""
    key, first, last = entry[0]
    return key, first is None, first or 0, last is None, last or 0


def _end(figure: Figure) -> int | None:
    return figure.year_from if figure.year_to is None else figure.year_to


def helps(figures: Figures) -> dict[Kind, frozenset[tuple[str, str]]]:
    """By kind of figure: the practices and instruments of which it tells, for the cover of its charts."""
    seen = {(f.kind, f.practice, f.instrument) for f in figures if f.scaled is not None}
    grouped: defaultdict[Kind, set[tuple[str, str]]] = defaultdict(set)
    for kind, practice, instrument in seen:
        grouped[kind._replace(concession="")].add((practice, instrument))
    return {kind: frozenset(pairs) for kind, pairs in grouped.items()}


def training_lines(figures: Figures) -> dict[str, int]:
    """Claims about trainees by source: the lines of which some name a force."""
    found: defaultdict[str, int] = defaultdict(int)
    for figure in figures:
        if figure.kind.measure == "trainees":
            found[figure.kind.source_id] += figure.n_claims
    return dict(found)


def fiscal_sources(figures: Figures) -> frozenset[str]:
    """The sources that count trainees by fiscal years."""
    return frozenset(f.kind.source_id for f in figures if f.kind.measure == "trainees" and f.kind.fiscal)


def overlap_years(figures: Figures, overlap: Overlap) -> dict[Kind, dict[int, float]]:
    """What the two sources of an overlap print of its programme, year by year, money and volumes alike."""
    sources = (overlap.source_a, overlap.source_b)
    totals: defaultdict[tuple[Kind, int], int] = defaultdict(int)
    for figure in figures:
        kind = figure.kind
        if kind.source_id not in sources or kind.measure not in MONEY or figure.programme_id is None:
            continue
        if overlap.programme_id and figure.programme_id != overlap.programme_id:
            continue
        if figure.scaled is not None and figure.year_from is not None and figure.year_from == _end(figure):
            totals[(kind, figure.year_from)] += figure.scaled
    grouped: defaultdict[Kind, dict[int, float]] = defaultdict(dict)
    for (kind, year), total in sorted(totals.items()):
        grouped[kind][year] = total / SCALE
    return dict(grouped)


def programme_figures(figures: Figures) -> dict[str, tuple[tuple[Kind, float, int, int], ...]]:
    """By programme: each kind of figure with its sum and its first and last year (trainees and money)."""
    found: dict[tuple[str, Kind], list[Figure]] = {}
    for figure in figures:
        told = figure.scaled is not None and figure.year_from is not None
        if figure.programme_id and told and figure.kind.measure in (*MONEY, "trainees"):
            found.setdefault((figure.programme_id, figure.kind), []).append(figure)
    grouped: defaultdict[str, list[tuple[Kind, float, int, int]]] = defaultdict(list)
    for (programme, kind), entries in sorted(found.items()):
        total = sum(figure.scaled or 0 for figure in entries) / SCALE
        first = min(figure.year_from or 0 for figure in entries)
        grouped[programme].append((kind, total, first, max(_end(figure) or 0 for figure in entries)))
    return {programme: tuple(entries) for programme, entries in grouped.items()}


def spans(figures: Figures) -> tuple[Span, ...]:
    """Figures over several years of which the same source tells no single year; else the ties have them."""
    told = [f for f in figures if f.year_from is not None and f.value != 0]
    long = [f for f in told if _long(f)]
    if not long:
        return ()
    single: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    wanted = {_teller(figure) for figure in long}
    for figure in told:
        if not _long(figure) and _teller(figure) in wanted:
            single[_teller(figure)].append(_years(figure))
    totals: defaultdict[tuple[str, str, int, int, str, str, str], int] = defaultdict(int)
    for figure in long:
        first, last = _years(figure)
        if not any(a <= last and b >= first for a, b in single[_teller(figure)]):
            end = (figure.kind.source_id, figure.instrument, figure.certainty)
            totals[(figure.partner_id, figure.practice, first, last, *end)] += figure.n_claims
    return tuple(Span(*key, n_claims) for key, n_claims in sorted(totals.items()))


def _teller(figure: Figure) -> tuple[str, str, str]:
    return figure.partner_id, figure.practice, figure.kind.source_id


def _years(figure: Figure) -> tuple[int, int]:
    first = figure.year_from or 0
    return first, first if figure.year_to is None else figure.year_to


def _long(figure: Figure) -> bool:
    first, last = _years(figure)
    return last > first and figure.kind.measure != "presence"


def undated(figures: Figures) -> tuple[tuple[str, str, str, int], ...]:
    """Ties without any year: practice, instrument, source, claims; zeros tell of no tie."""
    totals: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for figure in figures:
        if figure.year_from is None and not (figure.n_valued == figure.n_claims and not figure.value):
            totals[(figure.practice, figure.instrument, figure.kind.source_id)] += figure.n_claims
    return tuple((*key, n_claims) for key, n_claims in sorted(totals.items()))


def source_ties(figures: Figures) -> list[Tie]:
    """The yearly ties source by source: the source's id stands in place of the partner.

    Counts of soldiers are figures and no ties, as in `out_ties`.
    """
    grouped: defaultdict[tuple[str, str, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.year_from is None or figure.kind.measure == "troops":
            continue
        if figure.kind.measure == "presence" or figure.year_from == figure.year_to:
            first, last = _years(figure)
            for year in range(first, last + 1):
                grouped[(figure.kind.source_id, figure.practice, year)].append(figure)
    return [_tie(*key, entries) for key, entries in sorted(grouped.items())]


def _tie(source: str, practice: str, year: int, entries: Sequence[Figure]) -> Tie:
    zero = all(f.value == 0 and f.n_valued == f.n_claims for f in entries)
    certainties = {f.certainty for f in entries}
    return Tie(
        source,
        practice,
        year,
        "observed_zero" if zero else "observed",
        next((word for word in SURE if word in certainties), "alleged"),
        all(f.kind.mutual for f in entries),
        sum(f.n_claims for f in entries),
        (source,),
        tuple(sorted({f.instrument for f in entries})),
        tuple(sorted({f.programme_id for f in entries if f.programme_id})),
    )
