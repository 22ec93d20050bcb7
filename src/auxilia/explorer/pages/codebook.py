"""The codebook: the columns of every table, and the indicators of states and pairs of states."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.choices import TABLES
from auxilia.explorer.columns import COLUMNS, columns
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.tables import table_of

ROUTE = "/codebook"
TEMPLATE = "codebook.html.j2"
MEANS = "The indicators of states and of pairs of states: unit, years, what silence means, problems."


def subject(asked: Asked) -> Subject:
    """Every indicator of the ledger."""
    relation = Relation(
        "codebook",
        "Indicators of states and of pairs of states",
        columns(
            "key", "name", "label", "family", "of", "unit_of_measure", "ordering", "year_from", "year_to",
            "absence", "problems", "source",
        ),
        "SELECT indicator AS key, name, label, family, of, unit AS unit_of_measure, ordering, "
        "year_from, year_to, "
        "absence, problems, source_id AS source FROM core_indicators",
        (),
        "family, of, key",
        "SELECT source_id AS source FROM core_indicators",
    )  # fmt: skip
    return Subject("/codebook", "Codebook", "What every column means", asked.state, relation)


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """Indicators, and the columns of each table that can be asked for."""
    tables = []
    for table in TABLES:
        if table == "claims" and not asked.book.has_claims:
            continue
        ends = {"provider": ("state:USA",)} if table == "cells" else {}
        relation = table_of(asked.book, State(table=table, **ends))  # type: ignore[arg-type]
        tables.append((table, relation.title, [COLUMNS[name] for name in relation.names]))
    return {"rows": subject.relation.page(asked.con, 1, 500), "tables": tables}
