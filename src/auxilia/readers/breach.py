"""Which record broke the contract: asked only after the database has refused the whole."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from auxilia.readers.contract import ContractColumn
from auxilia.readers.raw import shown, text


@dataclass(frozen=True, slots=True)
class Breach:
    """What is wrong with a record, and where it stands in which file of the publisher."""

    problem: str
    file: str
    row: str
    column: str


def find_breach(
    con: duckdb.DuckDBPyConnection, query: str, columns: tuple[ContractColumn, ...]
) -> Breach | None:
    """A record that a query gives and the contract refuses; the contract's columns are held in their order.

    None where the query itself cannot be run to the end, or tells neither file nor place.
    """
    try:
        told = con.sql(query)
        given = set(told.columns)
        if not {"file", "locator"} <= given:
            return None
        for column in columns:
            found = _refused(told, column) if column.name in given else None
            if found:
                return found
    except duckdb.Error:
        return None
    return None


def _refused(told: duckdb.DuckDBPyRelation, column: ContractColumn) -> Breach | None:
    conditions = [f"{column.name} IS NULL"] if column.required else []
    if column.allowed:
        conditions.append(f"{column.name} NOT IN ({', '.join(map(text, column.allowed))})")
    if not conditions:
        return None
    rows = (
        told.filter(" OR ".join(conditions))
        .project(f"file, locator, {column.name}")
        .order("file, locator")
        .limit(1)
        .fetchall()
    )
    if not rows:
        return None
    file, locator, value = rows[0]
    problem = f"{column.name} is empty" if value is None else f"{column.name} is {shown(value)}"
    return Breach(problem, file, str(locator).removeprefix("row "), column.name)
