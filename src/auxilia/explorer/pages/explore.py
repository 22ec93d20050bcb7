"""One state in the address: its rows as a table, its ranked bars and its matrix, without any script."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auxilia.explorer import bars
from auxilia.explorer.cells import MOST_ENDS
from auxilia.explorer.choices import TABLES, VIEWS, TableName, View
from auxilia.explorer.codes import code_of
from auxilia.explorer.islands import island
from auxilia.explorer.state import State, serialise, years_text
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.summaries import summary_of
from auxilia.explorer.tables import WITHOUT
from auxilia.explorer.wording import sentences, title_of
from auxilia.vocabulary import INSTRUMENTS, MEASURES, PRACTICES, STAGES

ROUTE = "/explore"
TEMPLATE = "explore.html.j2"
MEANS = "The ledger by any state: ties, figures, claims, units or cells, or the rows behind a view."
SHOWN_ROWS = 60
WITHOUT_SCRIPT = ("table", "ranked", "matrix", "timeline")


def subject(asked: Asked) -> Subject:
    """What the state asks for."""
    return Subject(
        "/explore",
        title_of(asked.book, asked.state),
        "Explore the ledger",
        asked.state,
        summary_of(asked.book, asked.state),
    )


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The rows of a page, the pictures of the view, the form, and ways to the other views."""
    state, relation = asked.state, subject.relation
    size = min(state.size, SHOWN_ROWS)
    count = relation.count(asked.con)
    rows = relation.page(asked.con, state.page, size)
    return {
        "state": state,
        "island": island(asked, subject),
        "years": years_text(state.year),
        "codes": {
            end: ", ".join(code_of(a) for a in getattr(state, end)) for end in ("provider", "recipient")
        },
        "lists": {"practice": PRACTICES, "instrument": INSTRUMENTS, "stage": STAGES, "measure": MEASURES},
        "sentences": sentences(asked),
        "columns": relation.columns,
        "rows": rows,
        "count": count,
        "size": size,
        "pages": max(1, -(-count // size)),
        "turn": {
            "previous": _turned(state, size, state.page - 1) if state.page > 1 else "",
            "next": _turned(state, size, state.page + 1) if state.page * size < count else "",
        },
        "views": [(view, _other(state, view)) for view in VIEWS if view in WITHOUT_SCRIPT],
        "tables": [(table, _table(state, table)) for table in TABLES if _answers(asked, table)],
        "pictures": bars.pictures(asked, state),
        "matrix": bars.matrix(asked, state) if _matrix(state) else None,
    }


def _matrix(state: State) -> bool:
    return state.view == "matrix" and state.shown_table in bars.DRAWN


def _turned(state: State, size: int, page: int) -> str:
    return f"/explore?{serialise(replace(state, page=page, size=size))}"


def _other(state: State, view: View) -> str:
    return _address(replace(state, view=view, page=1))


def _table(state: State, table: TableName) -> str:
    """The same asked of another table, without what that table cannot be asked for."""
    dropped: dict[str, Any] = dict.fromkeys(WITHOUT[table], ())
    return _address(replace(state, table=table, view="table", page=1, **dropped))


def _answers(asked: Asked, table: TableName) -> bool:
    """Whether a table can answer at all: claims are in full ledgers, cells want a provider."""
    if table == "claims":
        return asked.book.has_claims
    return table != "cells" or 1 <= len(asked.state.provider) <= MOST_ENDS


def _address(state: State) -> str:
    query = serialise(state)
    return f"/explore?{query}" if query else "/explore"
