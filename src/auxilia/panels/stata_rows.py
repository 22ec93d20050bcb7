"""The rows of a panel in Stata's terms: each column in its smallest kind, each reason as a missing value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from auxilia.errors import UsageError
from auxilia.panels.codebook import Entry
from auxilia.panels.literals import quoted, quoted_list
from auxilia.panels.stata import (
    BOUNDS,
    MISSING_IN_LABELS,
    REASON_WORDS,
    REASONS,
    TEXT_LIMIT,
    Dataset,
    Variable,
    missing,
    write,
)
from auxilia.vocabulary import CELL_STATES

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK = 122_880
NAME_LETTERS = 32
WHOLE = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "HUGEINT",
    "BOOLEAN",
)
WHY = {MISSING_IN_LABELS + reason: word for reason, word in REASON_WORDS.items()}
LABELS = {
    "cell_state": dict(enumerate(CELL_STATES, 1)),
    "why_missing": WHY,
    "yes_no": {0: "no", 1: "yes"} | WHY,
}
FLAGS = ("1 if so", "0 or 1")


def to_stata(parquet: Path, target: Path, entries: Sequence[Entry], title: str, states: bool) -> None:
    """Write a panel (`parquet`, with its cell states) as a Stata file; `states`: with columns of them.

    Raises
    ------
    UsageError
        For names or texts that are longer than Stata takes, or without the extra `frames`.
    """
    try:
        import numpy  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        raise UsageError("Stata files need the extra frames: pip install 'auxilia[frames]'.") from error
    with duckdb.connect() as con:
        source = f"FROM read_parquet({quoted(str(parquet))}, file_row_number = true)"
        kinds = _kinds(con, source)
        of_state = {entry.state_column for entry in entries if entry.state_column}
        names = [name for name in kinds if states or name not in of_state]
        _check(names, kinds)
        known = {entry.name: entry for entry in entries}
        # Cell states are five words, kept as numbers with labels.
        kinds |= dict.fromkeys(of_state & kinds.keys(), "byte")
        variables = [_variable(name, kinds[name], known.get(name), name in of_state) for name in names]
        chosen = [_value(one, known.get(one.name), one.name in of_state) for one in variables]
        (rows,) = con.execute(f"SELECT count(*) {source}").fetchall()[0]
        notes = [entry.problems for entry in entries[:1] if entry.problems]
        reasons = ", ".join(f".{'abc'[i - 1]} {word}" for i, word in REASON_WORDS.items())
        data = Dataset(tuple(variables), rows, title, (title, f"Missing values: {reasons}", *notes), LABELS)
        write(target, data, _chunks(con, f"SELECT {', '.join(chosen)} {source}", rows))


def _chunks(con: duckdb.DuckDBPyConnection, sql: str, rows: int) -> Iterator[dict[str, NDArray[Any]]]:
    for first in range(0, rows, CHUNK):
        within = f"WHERE file_row_number BETWEEN {first} AND {first + CHUNK - 1}"
        yield con.execute(f"{sql} {within} ORDER BY file_row_number").fetchnumpy()


def _kinds(con: duckdb.DuckDBPyConnection, source: str) -> dict[str, str]:
    """The smallest kind that holds each column."""
    columns = con.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) {source}").fetchall()
    texts = [name for name, kind, *_ in columns if kind in ("VARCHAR", "DATE") or kind.startswith("ENUM")]
    numbers = [name for name, *_ in columns if name not in texts]
    facts = [f"max(octet_length(encode({name}::VARCHAR)))" for name in texts]
    for name in numbers:
        number = f"{name}::DOUBLE"
        facts += [f"min({number})", f"max({number})", f"bool_and({number} = trunc({number}))"]
    told = list(con.execute(f"SELECT {', '.join(facts)} {source}").fetchall()[0])
    kinds = {name: f"str{max(told.pop(0) or 1, 1)}" for name in texts}
    for name in numbers:
        kinds[name] = _kind(*(told.pop(0) for _ in range(3)))
    return {name: kinds[name] for name, *_ in columns}


def _kind(least: float | None, most: float | None, whole: bool | None) -> str:
    if least is None or most is None:
        return "byte"
    fits = (kind for kind, (low, high) in BOUNDS.items() if whole and low <= least and most <= high)
    return next(fits, "double")


def _check(names: Sequence[str], kinds: dict[str, str]) -> None:
    long = [name for name in names if len(name) > NAME_LETTERS]
    if long:
        raise UsageError(f"Stata takes names of {NAME_LETTERS} letters at most; {long[0]} is longer.")
    wide = [n for n in names if kinds[n].startswith("str") and int(kinds[n][3:]) > TEXT_LIMIT]
    if wide:
        raise UsageError(
            f"column {wide[0]} has texts of more than {TEXT_LIMIT} bytes. Write a Parquet or CSV file."
        )


def _variable(name: str, kind: str, entry: Entry | None, state: bool) -> Variable:
    if state:
        return Variable(name, kind, f"Cell state of {name.removesuffix('_state')}", "cell_state")
    if entry is None:
        return Variable(name, kind)
    facts = {"Unit": entry.unit, "Source": entry.source, "Years": entry.years, "Problems": entry.problems}
    told = (entry.label, *(f"{word}: {fact}" for word, fact in facts.items() if fact))
    labels = ("yes_no" if entry.unit in FLAGS else "why_missing") if entry.state_column else ""
    return Variable(name, kind, entry.label, labels, told if entry.state_column else ())


def _value(variable: Variable, entry: Entry | None, state: bool) -> str:
    """A column in Stata's numbers, none of them missing to DuckDB."""
    name, kind = variable.name, variable.kind
    if state:
        return f"list_position([{quoted_list(CELL_STATES)}], {name}::VARCHAR)::TINYINT AS {name}"
    if variable.bytes:
        return f"coalesce({name}::VARCHAR, '') AS {name}"
    why = ""
    if entry and entry.state_column:
        cases = " ".join(f"WHEN '{s}' THEN {missing(kind, i)!r}" for s, i in REASONS.items())
        why = f"CASE {entry.state_column}::VARCHAR {cases} END, "
    sql_type = {"byte": "TINYINT", "int": "SMALLINT", "long": "INTEGER", "double": "DOUBLE"}[kind]
    return f"coalesce({name}::DOUBLE, {why}{missing(kind, 0)!r})::{sql_type} AS {name}"
