"""Panels as charts: rows of bars along the shared time axis, with captions, notes and table twins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auxilia.report.chart_tables import tables_of
from auxilia.report.figures import Bars, bars
from auxilia.report.format import amount, basis, capital, listing, plural, span, unit, year
from auxilia.report.frame import CONCESSIONS, NO_PROGRAMME, Frame, kind_name, kind_words, slug
from auxilia.report.records import Kind
from auxilia.report.series import STOCKS, Panel, Series
from auxilia.report.tables import Table

SHOWN_PROGRAMMES, SHOWN_PARTNERS, SHOWN_PERIODS = 6, 10, 4


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a chart: its name, the small print under it, the note beside it, and the picture."""

    label: str
    small: str
    note: str
    picture: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together; `more` says what is not drawn."""

    heading: str
    rows: tuple[Row, ...]
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """One source, stage, measure and price basis; `years` are those with a figure above or below zero."""

    name: str
    title: str
    caption: str
    source_id: str
    stage: str
    basis: str
    years: int
    n_claims: int
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    tables: tuple[Table, ...]

    @property
    def extent(self) -> str:
        """How many years have a figure, in words."""
        return f"{plural(self.years, 'year')} with a figure" if self.years else "no single year with a figure"


def chart(frame: Frame, panel: Panel, title: str) -> Chart:
    """The chart of one panel: all lines of the source, then programmes, then partners."""
    name = f"{frame.prefix}-{kind_name(panel.kind)}"
    groups = [_totals(frame, panel, name)]
    if len({series.key for series in panel.programmes}) > 1:
        groups.append(_programmes(frame, panel, name))
    if not frame.side.dyad and len({series.key for series in panel.partners}) > 1:
        groups.append(_partners(frame, panel, name))
    drawn = tuple(group for group in groups if group.rows)
    scale = " Each row has its own scale." if drawn else ""
    return Chart(
        name,
        title,
        capital(f"{unit(panel.kind.measure)}, {kind_words(panel.kind)}.{scale}"),
        panel.kind.source_id,
        panel.kind.stage,
        basis(panel.kind.price_basis),
        len({y for series in panel.programmes for y, value in series.values.items() if value}),
        panel.n_claims,
        drawn,
        tuple(_notes(panel)),
        tuple(tables_of(frame, panel, name)),
    )


def _totals(frame: Frame, panel: Panel, name: str) -> Group:
    covered = frame.covered(panel)
    rows = [
        _row(frame, panel.kind, f"{name}-all-{s.concession}", (CONCESSIONS[s.concession], ""), s, covered, 54)
        for s in panel.totals
        if s.moves(frame.axis.years)
    ]
    return Group("", tuple(rows))


def _programmes(frame: Frame, panel: Panel, name: str) -> Group:
    moving = [series for series in panel.programmes if series.moves(frame.axis.years)]
    shown = moving[:SHOWN_PROGRAMMES]
    covered = frame.covered(panel)
    rows = [
        _row(
            frame,
            panel.kind,
            f"{name}-{slug(s.key)}-{s.concession}",
            _with_terms(frame.programme(s.key), s),
            s,
            covered,
            30,
        )
        for s in shown
    ]
    left_out = (*more(len(moving) - len(shown), "row"), *_zeros(frame, panel))
    named = [not series.key.startswith(NO_PROGRAMME) for series in panel.programmes]
    heading = (
        "By programme"
        if all(named)
        else "By kind of help"
        if not any(named)
        else "By programme or kind of help"
    )
    return Group(heading, tuple(rows), left_out)


def _partners(frame: Frame, panel: Panel, name: str) -> Group:
    moving = [series for series in panel.partners if series.moves(frame.axis.years)]
    shown = moving[:SHOWN_PARTNERS]
    rows = [
        _row(
            frame,
            panel.kind,
            f"{name}-{slug(s.key)}-{s.concession}",
            _with_terms((frame.actors[s.key].name, ""), s),
            s,
            frame.covered(panel, s.key),
            24,
        )
        for s in shown
    ]
    return Group(f"By {frame.other}", tuple(rows), tuple(more(len(moving) - len(shown), "row")))


def _row(
    frame: Frame,
    kind: Kind,
    name: str,
    who: tuple[str, str],
    series: Series,
    covered: frozenset[int],
    plot: int,
) -> Row:
    data = Bars(series.values, unit(kind.measure), covered, kind.fiscal, series.uncertain)
    title = f"{who[0]}: {unit(kind.measure)} by year, {kind_words(kind)}, source {kind.source_id}"
    picture = bars(name, title, frame.axis, data, plot=plot)
    return Row(who[0], who[1], told(series, kind), picture)


def told(series: Series, kind: Kind) -> str:
    """A series in a few words: its sum and years, or its last figure where years are never added up."""
    first, last = min(series.values), max(series.values)
    if kind.measure in STOCKS:
        return f"last: {amount(series.values[last], kind.measure)} in {year(last, fiscal=kind.fiscal)}"
    return f"{amount(sum(series.values.values()), kind.measure)}, {span(first, last, fiscal=kind.fiscal)}"


def _with_terms(who: tuple[str, str], series: Series) -> tuple[str, str]:
    """Short name, and under it the long name and on what terms the money is given."""
    terms = CONCESSIONS[series.concession].lower() if series.concession else ""
    return who[0], "; ".join(part for part in (who[1], terms) if part)


def more(count: int, noun: str) -> Iterable[str]:
    """What is not drawn."""
    if count > 0:
        yield f"and {plural(count, f'more {noun}')}, in the table"


def _zeros(frame: Frame, panel: Panel) -> Iterable[str]:
    named = sorted(
        {frame.programme(s.key)[0] for s in panel.programmes if s.values and not any(s.values.values())}
    )
    if named:
        yield f"Printed as zero in every year: {listing(named)}."


def _notes(panel: Panel) -> Iterable[str]:
    if not any(any(s.values.values()) for s in panel.programmes) and any(s.values for s in panel.programmes):
        yield "The source prints zero in every year."
    yield from _period_notes(panel)
    if any(value < 0 for s in panel.programmes for value in s.values.values()):
        yield "Figures below zero are funds that were unbound again (deobligations)."


def _period_notes(panel: Panel) -> Iterable[str]:
    """The largest sums over several years; people present are never added up and stand in the table alone."""
    if panel.kind.measure in STOCKS:
        count = sum(len(series.periods) for series in panel.programmes)
        if count:
            yield f"{plural(count, 'figure')} over several years or without a year: in the table."
        return
    grouped: defaultdict[tuple[str, int | None, int | None], float] = defaultdict(float)
    for series in panel.programmes:
        for period in series.periods:
            grouped[(series.concession, period.year_from, period.year_to)] += period.value
    ranked: Sequence[tuple[tuple[str, int | None, int | None], float]] = sorted(
        grouped.items(), key=lambda entry: (-abs(entry[1]), str(entry[0]))
    )
    for (concession, first, last), value in ranked[:SHOWN_PERIODS]:
        terms = f" ({CONCESSIONS[concession].lower()})" if concession else ""
        told_ = amount(value, panel.kind.measure)
        yield f"Told as one sum for {span(first, last)}{terms}: {told_}; not drawn."
    if len(ranked) > SHOWN_PERIODS:
        rest = plural(len(ranked) - SHOWN_PERIODS, "further sum")
        yield f"{rest} over several years or without a year: in the table."
