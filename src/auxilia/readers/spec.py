"""`source.toml`: what a source is, which files it has, what it covers and what its columns mean.

Every column of a source's tables is declared: used (with its type) or ignored (with the reason).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

from auxilia.errors import SourceError
from auxilia.snapshots import Address

ColumnType = Literal["text", "integer", "number", "money", "year", "date", "flag"]
Redistribute = Literal["yes", "derived", "no"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Citation:
    """How the source wants to be cited; the reference managers' fields."""

    type: str
    authors: tuple[str, ...]
    year: int
    title: str
    container: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms, as best known. `redistribute` says what may travel: rows, derived figures, nothing."""

    name: str
    redistribute: Redistribute
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the source speaks about. `absence` says what silence inside it means."""

    provider: str
    recipient: str
    practice: str
    year_from: int
    year_to: int
    absence: Literal["zero", "not_reported"]
    instrument: str = ""
    note: str = ""


Family = Literal["authority", "alignment", "norms", "fragmentation", "competition", "violence", "covariate"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a source tells of states or pairs of states, year by year: one entry of the codebook.

    `ordering` says which way is more order: `higher`, `lower`, or `none` where it is no order outcome.
    `name` is the column of panels (at most 28 characters); `absence` what a state-year without a value means
    inside the years covered.
    """

    id: str
    name: str
    label: str
    family: Family
    of: Literal["state", "dyad"]
    unit: str
    ordering: Literal["higher", "lower", "none"]
    year_from: int
    year_to: int
    absence: Literal["zero", "not_reported"] = "not_reported"
    problems: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column. `name` is as printed, `as_` the name that `claims.sql` uses.

    `lookup` is `file:key`, or `file:other,key` where the listed pairs are of this column and another of the
    table (by its `as_`). `pattern` is a regular expression that the whole cell must match.
    """

    name: str
    as_: str = ""
    type: ColumnType = "text"
    required: bool = False
    missing: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    lookup: str = ""
    pattern: str = ""
    min: float | None = None
    max: float | None = None
    formats: tuple[str, ...] = ()
    optional: bool = False
    ignored: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the source, its columns and the least and most rows it may have.

    `optional` says why a table may be absent; one that is there has its rows all the same.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[int, int]
    optional: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """A total of the whole table that must hold: one number, between `min` and `max`.

    With a `table` the number is that of its rows; it is not asked for where an optional table is absent.
    """

    name: str
    sql: str
    min: float
    max: float
    table: str = ""


@dataclass(frozen=True, slots=True)
class Spec:
    """The whole `source.toml`; `folder` is where it lies."""

    id: str
    title: str
    producer: str
    version: str
    homepage: str
    cadence: str
    folder: Path
    citation: Citation
    licence: Licence
    files: tuple[Address, ...]
    covers: tuple[Cover, ...]
    tables: tuple[Table, ...]
    indicators: tuple[Indicator, ...] = ()
    guards: tuple[Guard, ...] = ()
    quirks: tuple[str, ...] = field(default=())


def load_spec(folder: Path) -> Spec:
    """Read and check `folder/source.toml`.

    Raises
    ------
    SourceError
        Naming the file, the entry and the mend where a key is missing, unknown or ill-typed.
    """
    path = folder / "source.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            f"source.toml cannot be read: {error}",
            source=folder.name,
            file=path.name,
            mend="correct the file",
        ) from error
    where = folder.name
    tables = tuple(_table(name, entry, where) for name, entry in _take(data, "tables", where).items())
    return Spec(
        id=_take(data, "id", where),
        title=_take(data, "title", where),
        producer=_take(data, "producer", where),
        version=_take(data, "version", where),
        homepage=_take(data, "homepage", where),
        cadence=_take(data, "cadence", where),
        folder=folder,
        citation=_record(Citation, _take(data, "citation", where), where),
        licence=_record(Licence, _take(data, "licence", where), where),
        files=tuple(
            _record(Address, {"source_id": folder.name, **entry}, where)
            for entry in _take(data, "files", where)
        ),
        covers=tuple(_record(Cover, entry, where) for entry in data.get("covers", [])),
        indicators=tuple(_record(Indicator, entry, where) for entry in data.get("indicators", [])),
        tables=tables,
        guards=(
            *(_row_guard(table) for table in tables),
            *(_record(Guard, entry, where) for entry in data.get("guards", [])),
        ),
        quirks=tuple(data.get("quirks", [])),
    )


def _take(data: dict[str, Any], key: str, where: str) -> Any:
    if key not in data:
        raise SourceError(f"source.toml lacks {key!r}", source=where, file="source.toml", mend=f"add {key!r}")
    return data[key]


def _record(kind: type[T], entry: dict[str, Any], where: str) -> T:
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    unknown = sorted(set(values) - known)
    problem = f"unknown key {unknown[0]!r}; the keys are {', '.join(sorted(known))}" if unknown else ""
    if not problem:
        try:
            return kind(**values)
        except TypeError as error:
            problem = str(error)
    raise SourceError(
        f"source.toml, {kind.__name__.lower()}: {problem}",
        source=where,
        file="source.toml",
        mend="correct it",
    )


def _table(name: str, entry: dict[str, Any], where: str) -> Table:
    columns = []
    for printed, column in _take(entry, "columns", where).items():
        values = {"name": printed, **{("as_" if k == "as" else k): v for k, v in column.items()}}
        values.setdefault("as_", printed)
        columns.append(_record(Column, values, where))
    return _record(Table, {**entry, "name": name, "columns": columns}, where)


def _row_guard(table: Table) -> Guard:
    low, high = table.rows
    return Guard(f"rows of {table.name}", f'SELECT count(*) FROM t."{table.name}"', low, high, table.name)
