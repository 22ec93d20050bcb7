"""The tables that answer a state: ties, figures, claims, units and cells, as queries with values apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auxilia.errors import LedgerError
from auxilia.explorer.book import Book
from auxilia.explorer.cells import cells
from auxilia.explorer.choices import TableName
from auxilia.explorer.columns import columns
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State
from auxilia.explorer.trouble import ParameterError
from auxilia.ledger.resolve import sql as ledger_sql

ENDS = ("provider", "provider_name", "recipient", "recipient_name")
NAMED = (
    "LEFT JOIN core_actors AS p ON p.actor_id = x.provider_id "
    "LEFT JOIN core_actors AS r ON r.actor_id = x.recipient_id"
)
END_COLUMNS = (
    "x.provider_id AS provider, coalesce(p.name, x.provider_id) AS provider_name, "
    "x.recipient_id AS recipient, coalesce(r.name, x.recipient_id) AS recipient_name"
)
STATUS = (
    "CASE WHEN x.value = 0 THEN 'observed_zero' WHEN x.value IS NOT NULL THEN 'observed' "
    "WHEN x.measure = 'presence' THEN 'presence' ELSE 'not_reported' END AS value_status"
)
# Of each table: the fields of a state that it cannot be asked for.
WITHOUT: dict[TableName, tuple[str, ...]] = {
    "ties": ("stage", "measure"),
    "figures": (),
    "claims": (),
    "units": ("instrument",),
    "cells": ("stage", "measure", "instrument", "programme", "source"),
}


@dataclass(frozen=True, slots=True)
class Where:
    """A condition and its values; where an `actor` is named, it stands at either end of the rows."""

    text: str
    values: tuple[object, ...]
    actor: str = ""

    def rows(self, table: str, values: tuple[object, ...] = ()) -> tuple[str, tuple[object, ...]]:
        """The query of a table's rows, and its values; `values` are those of the table itself."""
        if not self.actor:
            return f"SELECT * FROM {table} WHERE {self.text}", (*values, *self.values)
        # Two conditions on one column each: with OR the engine reads every column of every row.
        given = f"SELECT * FROM {table} WHERE provider_id = ? AND {self.text}"
        taken = f"SELECT * FROM {table} WHERE recipient_id = ? AND provider_id <> ? AND {self.text}"
        ends = ((self.actor,), (self.actor, self.actor))
        both = [value for end in ends for value in (*values, *end, *self.values)]
        return f"{given} UNION ALL {taken}", tuple(both)


EVERYTHING = Where("true", ())


def about(actor_id: str) -> Where:
    """Rows with the actor at either end."""
    return Where("true", (), actor_id)


def table_of(book: Book, state: State, also: Where = EVERYTHING) -> Relation:
    """The table that answers a state; `also` narrows it to what a page is about.

    Raises
    ------
    ParameterError
        When the table has no such column to be asked for.
    LedgerError
        When claims are asked of the starter ledger.
    """
    name = state.shown_table
    for field in WITHOUT[name]:
        if getattr(state, field):
            raise ParameterError(
                field, ",".join(getattr(state, field)), f"the table {name} has no {field}; table=figures has"
            )
    if state.licence == "own":
        return MAKERS[name](book, state, also)
    free = book.free_sources if name == "claims" else book.open_sources
    shown = "rows of sources that may be passed on, and none of the others"
    left_out = [source for source in book.sources if source not in free]
    made = MAKERS[name](book, state, also)
    return made.with_notes(f"Holds {shown}. Left out by licence: {', '.join(left_out) or 'nothing'}.")


def where_of(book: Book, state: State, also: Where, lists: tuple[str, ...], years: tuple[str, str]) -> Where:
    """The condition of a state on a table whose columns are the usual ones.

    `lists` are the fields whose column is a list in text (`sources` for `source`); `years` the expressions of
    a row's first and last year.
    """
    texts = [also.text]
    values = list(also.values)
    for field, column in (
        ("provider", "provider_id"),
        ("recipient", "recipient_id"),
        ("practice", "practice"),
        ("instrument", "instrument"),
        ("stage", "stage"),
        ("measure", "measure"),
        ("programme", "programme_id"),
    ):
        wanted = getattr(state, field)
        if wanted and field in lists:
            texts.append(_any(f"{field}s"))
            values.append(list(wanted))
        elif wanted:
            texts.append(_in(column, wanted))
            values += wanted
    for wanted in _source_lists(book, state):
        texts.append(_any("sources") if "source" in lists else _in("source_id", wanted))
        values += [list(wanted)] if "source" in lists else wanted
    if state.year is not None:
        texts.append(f"{years[0]} <= ? AND {years[1]} >= ?")
        values += [state.year.end, state.year.start]
    return Where(" AND ".join(texts), tuple(values), also.actor)


def _source_lists(book: Book, state: State) -> list[tuple[str, ...]]:
    """The sources of which a row must have one; a public book holds open ones alone."""
    found = [state.source] if state.source else []
    return [*found, book.open_sources] if state.licence == "open" and not book.public else found


def _in(column: str, wanted: tuple[str, ...]) -> str:
    """IN lets the engine skip the blocks that do not hold the value; a list would not."""
    return f"{column} IN ({', '.join('?' * len(wanted))})" if wanted else "false"


def _any(column: str) -> str:
    return f"list_has_any(string_split({column}, '; '), ?)"


def _ties(book: Book, state: State, also: Where) -> Relation:
    where = where_of(book, state, also, ("source", "instrument", "programme"), ("year", "year"))
    table, values = ties_table(book, state)
    rows, values = where.rows(table, values)
    return Relation(
        "ties",
        "Ties: provider, recipient, practice and year",
        columns(
            *ENDS, "practice", "year", "state", "certainty", "mutual", "n_claims", "n_sources", "sources",
            "instruments", "programmes",
        ),
        f"SELECT {END_COLUMNS}, x.practice, x.year, x.state, x.certainty, x.mutual, x.n_claims, x.n_sources, "
        f"x.sources, x.instruments, x.programmes FROM ({rows}) AS x {NAMED}",
        values,
        "year, provider, recipient, practice",
        f"SELECT unnest(string_split(sources, '; ')) AS source FROM ({rows})",
        ("A year without a row is no statement: the table cells says what was covered.",),
        source_column="sources",
    )  # fmt: skip


def ties_table(book: Book, state: State) -> tuple[str, tuple[object, ...]]:
    """The table of ties: as built, or made again from the figures that may be passed on."""
    if state.licence == "own" or book.public:
        return "out_ties", ()
    yearly = ledger_sql("ties").replace(
        "FROM out_tie_figures", "FROM (SELECT * FROM out_tie_figures WHERE list_contains(?, source_id))"
    )
    return f"({yearly})", (list(book.open_sources),)


def _figures(book: Book, state: State, also: Where) -> Relation:
    where = where_of(book, state, also, (), ("year_from", "coalesce(year_to, year_from)"))
    rows, values = where.rows("out_tie_figures")
    return Relation(
        "figures",
        "Figures: what one source says in one measure, stage and period",
        columns(
            *ENDS, "practice", "year_from", "year_to", "fiscal", "source", "instrument",
            "concession", "stage", "measure", "price_basis", "value", "value_status", "programme",
            "certainty", "mutual", "n_claims",
        ),
        f"SELECT {END_COLUMNS}, x.practice, x.year_from, x.year_to, x.fiscal, x.source_id AS source, "
        "x.instrument, x.concession, x.stage, x.measure, x.price_basis, x.value, "
        f"{STATUS}, x.programme_id AS programme, x.certainty, x.mutual, x.n_claims "
        f"FROM ({rows}) AS x {NAMED}",
        values,
        "year_from NULLS LAST, year_to NULLS LAST, provider, recipient, practice, source, measure, stage, "
        "price_basis NULLS LAST, programme NULLS LAST, instrument, concession, certainty, fiscal, mutual",
        f"SELECT source_id AS source FROM ({rows})",
        ("Rows are never added up: sources tell partly of the same dollars.",),
        source_column="source",
    )  # fmt: skip


def _claims(book: Book, state: State, also: Where) -> Relation:
    if not book.has_claims:
        raise LedgerError(
            "the starter ledger holds derived figures and no single claims. "
            "Mend: run `auxilia build`, or ask for table=figures."
        )
    first = "coalesce(year, year(date_start))"
    last = "coalesce(year, year(date_end), year(date_start))"
    if state.licence == "open":
        free = list(book.free_sources)
        also = Where(f"{also.text} AND list_contains(?, source_id)", (*also.values, free), also.actor)
    where = where_of(book, state, also, (), (first, last))
    rows, values = where.rows("core_claims")
    return Relation(
        "claims",
        "Claims: the sources' own statements, each with its record and place",
        columns(
            "claim", "source", "record", "file", "locator", *ENDS, "practice", "instrument", "concession",
            "stage", "year", "date_start", "date_end", "measure", "price_basis", "value", "value_status",
            "value_low", "value_high", "programme", "unit", "unit_text", "opponent", "certainty", "mutual",
            "countable", "reason", "provider_text", "recipient_text", "note",
        ),
        "SELECT x.claim_id AS claim, x.source_id AS source, x.record_id AS record, x.file, x.locator, "
        f"{END_COLUMNS}, x.practice, x.instrument, x.concession, x.stage, x.year, x.date_start, x.date_end, "
        f"x.measure, x.price_basis, x.value, {STATUS}, x.value_low, x.value_high, "
        "x.programme_id AS programme, x.unit_id AS unit, x.unit_text, x.opponent_id AS opponent, "
        "x.certainty, "
        "x.mutual, x.countable, x.reason, x.provider_text, x.recipient_text, x.note "
        f"FROM ({rows}) AS x {NAMED}",
        values,
        "coalesce(year, year(date_start)) NULLS LAST, source, claim",
        f"SELECT source_id AS source FROM ({rows})",
        source_column="source",
    )  # fmt: skip


def _units(book: Book, state: State, also: Where) -> Relation:
    where = where_of(book, state, also, (), ("year", "year"))
    rows, values = where.rows("out_unit_figures")
    return Relation(
        "units",
        "Forces below the state, as sources name them",
        columns(
            "unit", "unit_name", "force", *ENDS, "practice", "year", "source", "programme", "stage",
            "measure", "price_basis", "value", "value_status", "n_claims",
        ),
        f"SELECT x.unit_id AS unit, x.unit_name, x.force, {END_COLUMNS}, x.practice, x.year, "
        "x.source_id AS source, x.programme_id AS programme, x.stage, x.measure, x.price_basis, x.value, "
        f"{STATUS}, x.n_claims FROM ({rows}) AS x {NAMED}",
        values,
        "recipient, unit, year NULLS LAST, provider, practice, source, measure, programme NULLS LAST, stage, "
        "price_basis NULLS LAST",
        f"SELECT source_id AS source FROM ({rows})",
        source_column="source",
    )  # fmt: skip


def _cells(book: Book, state: State, also: Where) -> Relation:
    if also is not EVERYTHING:
        raise ParameterError("table", "cells", "name the ends: /explore?table=cells&provider=...")
    ties, values = ties_table(book, state)
    return cells(book, state, ties, values)


MAKERS: dict[TableName, Callable[[Book, State, Where], Relation]] = {
    "ties": _ties,
    "figures": _figures,
    "claims": _claims,
    "units": _units,
    "cells": _cells,
}
