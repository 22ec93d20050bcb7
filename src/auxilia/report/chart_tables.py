"""The tables beside a chart: by year, over several years, by partner; exact values all."""

from __future__ import annotations

from collections.abc import Iterable

from auxilia.report.format import capital, exact, span, unit, year
from auxilia.report.frame import CONCESSIONS, Frame
from auxilia.report.series import STOCKS, Panel, Series
from auxilia.report.tables import Table, table


def tables_of(frame: Frame, panel: Panel, name: str) -> Iterable[Table]:
    """The table twins of one panel."""
    years = sorted({y for series in panel.programmes for y in series.values})
    if years:
        yield _year_table(frame, panel, name, years)
    periods = _period_rows(frame, panel)
    if periods:
        heads = ("Programme", "Period", capital(unit(panel.kind.measure)))
        yield table(
            f"{name}-periods",
            f"Over several years or without a year ({len(periods)})",
            heads,
            periods,
            numbers=1,
        )
    if not frame.side.dyad and len({series.key for series in panel.partners}) > 1:
        yield _partner_table(frame, panel, name)


def _year_table(frame: Frame, panel: Panel, name: str, years: list[int]) -> Table:
    several = len({series.key for series in panel.programmes}) > 1
    shown = [*panel.totals, *(panel.programmes if several else ())]
    heads = [_head(frame, series) for series in shown]
    rows = [
        (
            year(y, fiscal=panel.kind.fiscal),
            *(exact(series.values[y]) if y in series.values else "" for series in shown),
        )
        for y in years
    ]
    summary = f"The figures by year ({len(years)}), in {unit(panel.kind.measure)}"
    return table(f"{name}-years", summary, ("Year", *heads), rows, numbers=len(heads))


def _head(frame: Frame, series: Series) -> str:
    terms = CONCESSIONS[series.concession]
    if not series.key:
        return terms
    short = frame.programme(series.key)[0]
    return f"{short} ({terms.lower()})" if series.concession else short


def _period_rows(frame: Frame, panel: Panel) -> list[tuple[str, str, str]]:
    return [
        (_head(frame, series), span(period.year_from, period.year_to), exact(period.value))
        for series in panel.programmes
        for period in series.periods
    ]


def _partner_table(frame: Frame, panel: Panel, name: str) -> Table:
    """Every partner: its sum, or its highest year where years are never added up."""
    kind = panel.kind
    stock = kind.measure in STOCKS
    rows = [
        (
            frame.actors[series.key].name,
            CONCESSIONS[series.concession],
            span(series.first, series.last, fiscal=kind.fiscal),
            f"{len(series.values):,}",
            exact(max(series.values.values(), default=0.0) if stock else series.total),
        )
        for series in panel.partners
    ]
    heads = (
        capital(frame.other),
        "Terms",
        "Period",
        "Years with a figure",
        "Highest year" if stock else "All years",
    )
    summary = f"By {frame.other} ({len(rows)}), in {unit(kind.measure)}"
    return table(f"{name}-partners", summary, heads, rows, numbers=2)
