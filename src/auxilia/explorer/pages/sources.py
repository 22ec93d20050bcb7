"""Every source: what it covers, under which terms, and how much of the ledger it carries."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.columns import columns
from auxilia.explorer.coverage import cover_rows
from auxilia.explorer.relation import Relation
from auxilia.explorer.subject import Asked, Subject
from auxilia.report.figures import axis_for, axis_row
from auxilia.report.format import plural

ROUTE = "/sources"
TEMPLATE = "sources.html.j2"
MEANS = "The sources: title, version, terms, citation, number of claims and years."


def subject(asked: Asked) -> Subject:
    """Every source of the ledger."""
    relation = Relation(
        "sources",
        "Sources",
        columns(
            "source", "title", "producer", "version", "licence_terms", "redistribute", "n_claims",
            "year_from", "year_to", "citation", "homepage",
        ),
        "SELECT source_id AS source, title, producer, version, licence AS licence_terms, "
        "redistribute, n_claims, "
        "year_from, year_to, citation, homepage FROM core_sources",
        (),
        "source",
        "SELECT source_id AS source FROM core_sources",
    )  # fmt: skip
    return Subject("/sources", "Sources", "Where it comes from", asked.state, relation)


def model(asked: Asked, _subject: Subject) -> dict[str, Any]:
    """Coverage along the years, a row for each source, and the sources themselves."""
    records = asked.book.source_records.values()
    axis = axis_for([1946], [asked.book.bounds.last])
    open_ = sum(1 for source in records if source.open)
    return {
        "records": sorted(records, key=lambda s: (-s.n_claims, s.source_id)),
        "axis": axis_row(axis),
        "covers": cover_rows(asked, axis),
        "sentence": (
            f"{plural(len(records), 'source')} with "
            f"{plural(sum(s.n_claims for s in records), 'claim')}; figures "
            f"derived from {open_} of them may be passed on."
        ),
    }
