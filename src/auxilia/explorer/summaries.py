"""What the views draw: ties counted, or figures added up within one kind, by the ends and years of the view.

A count of ties adds years in which something is on record; a sum of figures keeps source, measure, stage,
price basis and calendar apart, so that nothing is added that may not be. Ties that bind both ends count in
neither, unless agreements or exercises are asked for by name.
"""

from __future__ import annotations

from dataclasses import replace

from auxilia.explorer.book import Book
from auxilia.explorer.choices import View
from auxilia.explorer.columns import Column, columns
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State
from auxilia.explorer.tables import table_of
from auxilia.explorer.worldmap import world
from auxilia.vocabulary import CELL_STATES

ENDS = ("provider", "provider_name", "recipient", "recipient_name")
PAIRS = (*ENDS, "practice")
KIND = ("source", "measure", "stage", "price_basis", "fiscal")
BINDING = ("agreement", "exercise")


def summary_of(book: Book, state: State) -> Relation:
    """The rows behind a view: the table itself, or its summary."""
    table = replace(state, table=state.shown_table)
    if state.view == "table" or table.shown_table in ("claims", "units"):
        return table_of(book, state)
    by = _by(state)
    if table.shown_table == "cells":
        return _reasoned(table_of(book, table), state, by)
    if state.view == "map":
        ties = table_of(book, replace(table, table="ties", stage=(), measure=()))
        return world(book, state, ties, by[0], one_sided(state), bool(set(state.instrument) & set(BINDING)))
    if table.shown_table == "ties":
        return _counted(table_of(book, table), state, by)
    return _added(table_of(book, table), state, by)


def _by(state: State) -> tuple[str, ...]:
    """By what a view's rows are told apart; ranked bars rank the end that is not asked for."""
    other = ("provider", "provider_name") if _recipients_asked(state) else ("recipient", "recipient_name")
    found: dict[View, tuple[str, ...]] = {
        "ranked": (*other, "practice"),
        "map": (*other, "practice"),
        "timeline": ("practice",),
    }
    return found.get(state.view, PAIRS)


def _recipients_asked(state: State) -> bool:
    return bool(state.recipient) and not state.provider


def one_sided(state: State) -> str:
    """Agreements and exercises are left out of counts of assistance, unless asked for."""
    return "true" if set(state.instrument) & set(BINDING) else "NOT mutual"


def _counted(rows: Relation, state: State, by: tuple[str, ...]) -> Relation:
    years = ("year",) if state.view == "timeline" else ()
    named = ", ".join((*by, *years))
    shape: tuple[Column, ...] = columns(
        *by,
        *years,
        "n_ties",
        "n_providers",
        "n_recipients",
        "n_claims",
        *(() if years else ("year_from", "year_to")),
    )
    span = "" if years else ", min(year) AS year_from, max(year) AS year_to"
    query = (
        f"SELECT {named}, count(*)::BIGINT AS n_ties, count(DISTINCT provider)::BIGINT AS n_providers, "
        f"count(DISTINCT recipient)::BIGINT AS n_recipients, sum(n_claims)::BIGINT AS n_claims{span} "
        f"FROM ({rows.sql}) WHERE state = 'observed' AND {one_sided(state)} GROUP BY {named}"
    )
    order = f"{named}" if years else f"n_ties DESC, {named}"
    note = "A tie-year is a pair, practice and year of which something one-sided is on record."
    return replace(
        rows,
        name=f"ties_{state.view}",
        title="Years of assistance on record",
        columns=shape,
        sql=query,
        order=order,
        notes=(*rows.notes, note),
        source_column="",
    )


def _reasoned(rows: Relation, state: State, by: tuple[str, ...]) -> Relation:
    """Cells counted by their state."""
    years = ("year",) if state.view == "timeline" else ()
    named = ", ".join((*by, *years))
    counts = {f"n_{word.removeprefix('observed_')}": word for word in CELL_STATES}
    counted = ", ".join(
        f"count(*) FILTER (tie_status = '{word}')::BIGINT AS {name}" for name, word in counts.items()
    )
    return replace(
        rows,
        name=f"cells_{state.view}",
        title="Cells by what is known of them",
        columns=columns(*by, *years, *counts, "n_claims"),
        sql=f"SELECT {named}, {counted}, sum(n_claims)::BIGINT AS n_claims FROM ({rows.sql}) GROUP BY ALL",
        order=named,
        source_column="",
    )


def _added(rows: Relation, state: State, by: tuple[str, ...]) -> Relation:
    years = ("year_from", "year_to") if state.view == "timeline" else ()
    named = ", ".join((*by, *years, *KIND))
    span = () if years else ("year_from", "year_to")
    shape = columns(*by, *years, *KIND, "value", "n_figures", "n_claims", *span)
    ends = "" if years else ", min(year_from)::INTEGER AS year_from, max(year_to)::INTEGER AS year_to"
    query = (
        f"SELECT {named}, sum(value::DECIMAL(30, 4))::DOUBLE AS value, count(*)::BIGINT AS n_figures, "
        f"sum(n_claims)::BIGINT AS n_claims{ends} FROM ({rows.sql}) "
        f"WHERE {one_sided(state)} AND measure <> 'presence' AND value IS NOT NULL GROUP BY {named}"
    )
    listed = ", ".join(f"{name} NULLS LAST" for name in (*by, *KIND))
    order = f"year_from NULLS LAST, year_to NULLS LAST, {listed}" if years else f"abs(value) DESC, {listed}"
    note = (
        "Added up within one source, measure, stage, price basis and calendar, never across them. A stock of "
        "troops is no flow: its sum counts soldier-years."
    )
    return replace(
        rows,
        name=f"figures_{state.view}",
        title="Figures added up within one kind",
        columns=shape,
        sql=query,
        order=order,
        notes=(*rows.notes, note),
        source_column="",
    )
