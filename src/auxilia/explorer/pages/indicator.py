"""One indicator of states or pairs of states: definition, years, which way is order, and its values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auxilia.explorer.codes import indicator_path
from auxilia.explorer.columns import columns
from auxilia.explorer.relation import Relation
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.trouble import NothingThereError
from auxilia.report.figures import Bars, axis_for, axis_row, bars
from auxilia.report.format import label, plural, span
from auxilia.report.tables import table

ROUTE = "/indicator/{indicator}"
TEMPLATE = "indicator.html.j2"
MEANS = "One indicator: its values by actor and year (recipient=... asks for actors), or by pair and year."
SHOWN_ROWS = 60
RECORD = """
SELECT indicator, source_id, name, label, family, of, unit, ordering, year_from, year_to, absence,
    coalesce(problems, '') FROM core_indicators
"""
FIELDS = (
    "indicator", "source", "name", "label", "family", "of", "unit", "ordering", "year_from", "year_to",
    "absence", "problems",
)  # fmt: skip


def subject(asked: Asked) -> Subject:
    """The indicator that the path names."""
    named = asked.parts["indicator"].lower()
    rows = [
        dict(zip(FIELDS, row, strict=True)) for row in asked.con.execute(f"{RECORD} ORDER BY 1").fetchall()
    ]
    found = [row for row in rows if row["indicator"].lower() == named]
    if not found:
        near = [
            row
            for row in rows
            if named.rpartition(":")[2] in row["indicator"] or named in row["label"].lower()
        ]
        raise NothingThereError(
            f"No indicator is known as {asked.parts['indicator']!r}.",
            [(row["label"], indicator_path(row["indicator"])) for row in near[:8]]
            or [("Codebook", "/codebook")],
        )
    known = found[0]
    relation = _pairs(asked, known) if known["of"] == "dyad" else _states(asked, known)
    if asked.state.licence == "open" and known["source"] not in asked.book.open_sources:
        relation = replace(
            relation, sql=f"SELECT * FROM ({relation.sql}) WHERE false", sources_sql=""
        ).with_notes(f"Left out by licence: {known['source']}.")
    return Subject(
        indicator_path(known["indicator"]),
        known["label"],
        f"Indicator · {known['family']} · {known['indicator']}",
        asked.state,
        relation,
        {"indicator": known},
    )


def _states(asked: Asked, known: dict[str, Any]) -> Relation:
    where, values = _asked_for(asked, {"recipient": "actor_id", "provider": "actor_id"})
    return Relation(
        "indicator",
        known["label"],
        columns("actor", "actor_name", "year", "value", "value_status", "value_low", "value_high", "source"),
        "SELECT v.actor_id AS actor, coalesce(a.name, v.actor_id) AS actor_name, v.year, v.value, "
        "CASE WHEN v.value IS NULL THEN coalesce(v.missing, 'not_reported') WHEN v.value = 0 "
        "THEN 'observed_zero' ELSE 'observed' END AS value_status, v.value_low, v.value_high, "
        "v.source_id AS source "
        f"FROM (SELECT * FROM out_state_years WHERE indicator = ?{where}) AS v "
        "LEFT JOIN core_actors AS a USING (actor_id)",
        (known["indicator"], *values),
        "year, actor",
        "SELECT source_id AS source FROM core_indicators WHERE indicator = ?",
        sources_values=(known["indicator"],),
    )


def _pairs(asked: Asked, known: dict[str, Any]) -> Relation:
    where, values = _asked_for(asked, {"provider": "actor_a", "recipient": "actor_b"})
    return Relation(
        "indicator",
        known["label"],
        columns("actor_a", "actor_a_name", "actor_b", "actor_b_name", "directed", "year", "value", "source"),
        "SELECT v.actor_a, coalesce(a.name, v.actor_a) AS actor_a_name, v.actor_b, "
        "coalesce(b.name, v.actor_b) AS actor_b_name, v.directed, v.year, v.value, v.source_id AS source "
        f"FROM (SELECT * FROM out_dyad_years WHERE indicator = ?{where}) AS v "
        "LEFT JOIN core_actors AS a ON a.actor_id = v.actor_a "
        "LEFT JOIN core_actors AS b ON b.actor_id = v.actor_b",
        (known["indicator"], *values),
        "year, actor_a, actor_b",
        "SELECT source_id AS source FROM core_indicators WHERE indicator = ?",
        sources_values=(known["indicator"],),
    )


def _asked_for(asked: Asked, ends: dict[str, str]) -> tuple[str, list[object]]:
    """The condition of the state's actors and years."""
    told, values = "", list[object]()
    for field, column in ends.items():
        wanted = getattr(asked.state, field)
        if wanted:
            told += f" AND list_contains(?, {column})"
            values.append(list(wanted))
    if asked.state.year is not None:
        told += " AND year BETWEEN ? AND ?"
        values += [asked.state.year.start, asked.state.year.end]
    return told, values


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The definition, how many values it has in each year, and its first rows."""
    known = subject.known["indicator"]
    held = "out_dyad_years" if known["of"] == "dyad" else "out_state_years"
    counts = dict(
        asked.con.execute(
            f"SELECT year, count(value)::DOUBLE FROM {held} WHERE indicator = ? GROUP BY 1 ORDER BY 1",
            [known["indicator"]],
        ).fetchall()
    )
    axis = axis_for([1946], [asked.book.bounds.last])
    data = Bars(counts, "values", frozenset(range(known["year_from"], known["year_to"] + 1)), fiscal=False)
    what = "pairs of states" if known["of"] == "dyad" else "states"
    told = f"Told of {what}, {span(known['year_from'], known['year_to'])}, in {known['unit']}; "
    told += f"{plural(int(sum(counts.values())), 'value')} in this ledger."
    return {
        "indicator": known,
        "n_values": int(sum(counts.values())),
        "sentence": told,
        "order": {
            "higher": "A higher value is more order.",
            "lower": "A lower value is more order.",
            "none": "It has no direction of order.",
        }[known["ordering"]],
        "silence": label("cell_state", "observed_zero" if known["absence"] == "zero" else known["absence"]),
        "axis": axis_row(axis),
        "picture": bars("by-year", f"Values by year: {known['label']}", axis, data) if counts else "",
        "twin": table(
            "by-year-table",
            "Values by year, as a table",
            ("Year", "Values"),
            [(str(year), f"{int(n):,}") for year, n in counts.items()],
            numbers=1,
        ),
        "rows": subject.relation.page(asked.con, asked.state.page, SHOWN_ROWS),
        "ways": [("All indicators", "/codebook#indicators")],
    }
