"""One source: coverage, version, terms, quirks, files, how to cite it, and its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auxilia.explorer.codes import source_path
from auxilia.explorer.coverage import cover_rows
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.tables import table_of
from auxilia.explorer.trouble import NothingThereError
from auxilia.report.figures import Bars, axis_for, axis_row, bars
from auxilia.report.format import label, plural, span

ROUTE = "/source/{source}"
TEMPLATE = "source.html.j2"
MEANS = "One source: what it covers, its terms, and its figures."


def subject(asked: Asked) -> Subject:
    """The source that the path names."""
    asked.refuse("source")
    named = asked.parts["source"]
    known = asked.book.source_records.get(named)
    if known is None:
        near = [(i, source_path(i)) for i in asked.book.sources if named.lower() in i or i in named.lower()]
        raise NothingThereError(f"No source is known as {named!r}.", near or [("All sources", "/sources")])
    table = asked.state.table or "figures"
    relation = table_of(asked.book, replace(asked.state, source=(named,), table=table))
    return Subject(
        source_path(named), known.title, f"Source · {named}", asked.state, relation, {"source": known}
    )


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """What it covers, counts by measure, and what it does not let one do."""
    source = subject.known["source"]
    overlaps = asked.con.execute(
        "SELECT CASE WHEN source_a = ?1 THEN source_b ELSE source_a END, programme_id, reason FROM "
        "core_overlaps "
        "WHERE ?1 IN (source_a, source_b) ORDER BY ALL",
        [source.source_id],
    ).fetchall()
    files = asked.con.execute(
        "SELECT filename, sha256, bytes, coalesce(fetched, '') FROM core_files WHERE source_id = ? "
        "ORDER BY 1",
        [source.source_id],
    ).fetchall()
    measures = asked.con.execute(
        "SELECT practice, measure, stage, price_basis, count(*), sum(n_claims)::BIGINT, min(year_from), "
        "max(coalesce(year_to, year_from)) FROM out_tie_figures WHERE source_id = ? GROUP BY 1, 2, 3, 4 "
        "ORDER BY 6 DESC, 1, 2, 3, 4",
        [source.source_id],
    ).fetchall()
    indicators = asked.con.execute(
        "SELECT indicator, label, unit, year_from, year_to FROM core_indicators WHERE source_id = ? "
        "ORDER BY 2",
        [source.source_id],
    ).fetchall()
    axis = axis_for([1946], [asked.book.bounds.last])
    return {
        "source": source,
        "axis": axis_row(axis),
        "covers": cover_rows(asked, axis, source.source_id),
        "by_year": _by_year(asked, source.source_id, axis),
        "overlaps": overlaps,
        "files": files,
        "measures": measures,
        "indicators": indicators,
        "sentences": _sentences(source, len(measures), len(indicators)),
        "label": label,
    }


def _by_year(asked: Asked, source_id: str, axis: Any) -> str:
    rows = asked.con.execute(
        "SELECT year_from, sum(n_claims)::DOUBLE FROM out_tie_figures WHERE source_id = ? "
        "AND year_from IS NOT NULL GROUP BY 1 ORDER BY 1",
        [source_id],
    ).fetchall()
    covered = asked.con.execute(
        "SELECT DISTINCT unnest(range(year_from, year_to + 1)) FROM core_coverage WHERE source_id = ?",
        [source_id],
    ).fetchall()
    data = Bars(dict(rows), "claims", frozenset(row[0] for row in covered), fiscal=False)
    return bars("by-year", f"Claims of {source_id} by first year", axis, data) if rows else ""


def _sentences(source: Any, kinds: int, indicators: int) -> list[str]:
    if not source.n_claims:
        held = f"it gives {plural(indicators, 'indicator')}" if indicators else "it names actors and codes"
        return [f"This source makes no claims about assistance; {held}.", f"Terms: {source.terms}."]
    years = f", {span(source.year_from, source.year_to)}" if source.year_from else ""
    told = (
        f"{plural(source.n_claims, 'claim')} in this ledger come from it{years}, in "
        f"{plural(kinds, 'kind')} of figure."
    )
    return [told, f"Terms: {source.terms}."]
