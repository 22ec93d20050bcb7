"""The questions of a ledger, in Python: relations that turn into pandas, polars or Arrow at one's wish."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import duckdb

from auxilia.errors import LedgerError, UnknownNameError, UsageError
from auxilia.ledger.cells import Cell, cell_states
from auxilia.ledger.names import Door
from auxilia.ledger.opening import open_ledger
from auxilia.ledger.years import Years, parse_years
from auxilia.readers.raw import text
from auxilia.vocabulary import PRACTICES

YearsGiven = str | int | tuple[int, int] | None


class Ledger:
    """A ledger opened for reading.

    `con` is the DuckDB connection itself; `provenance` says which ledger it is. A context manager.
    """

    def __init__(self, home: str | Path | None = None) -> None:
        opened = open_ledger(Path(home).expanduser() if home is not None else None)
        self.con, self.provenance, self._scratch = opened.con, opened.provenance, opened.scratch
        self._door = Door(self.con)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; relations taken from it can no longer be read."""
        self.con.close()

    def find(self, name: str) -> str:
        """The actor id that a name, code or id means (`Mali`, `MLI`, `432`, `state:MLI`).

        Raises
        ------
        UnknownNameError
            With the nearest known names.
        """
        return self._door.find(name)

    def ties(
        self,
        provider: str | None = None,
        recipient: str | None = None,
        *,
        practice: str | None = None,
        years: YearsGiven = None,
    ) -> duckdb.DuckDBPyRelation:
        """One row a tie and year: provider, recipient, practice, year, what is known and by which sources.

        Raises
        ------
        UsageError
            For an unknown name, practice or range of years.
        """
        span = parse_years(years)
        where = self._ends(provider, recipient, practice)
        where.append(f"year BETWEEN {span.start} AND {span.end}")
        return self._select("out_ties", where)

    def figures(
        self,
        provider: str | None = None,
        recipient: str | None = None,
        *,
        practice: str | None = None,
        years: YearsGiven = None,
    ) -> duckdb.DuckDBPyRelation:
        """One row a figure: what one source says of a tie in one measure, stage, price basis and period.

        A figure over several years is given when its period meets the range asked for.
        """
        where = self._ends(provider, recipient, practice)
        where += _meets(parse_years(years), "year_from", "coalesce(year_to, year_from)")
        return self._select("out_tie_figures", where)

    def claims(
        self,
        provider: str | None = None,
        recipient: str | None = None,
        *,
        practice: str | None = None,
        years: YearsGiven = None,
        unit: str | None = None,
        source: str | None = None,
    ) -> duckdb.DuckDBPyRelation:
        """One row a claim: the sources' own statements with record, locator and file hash.

        Raises
        ------
        LedgerError
            On the starter ledger, which carries figures and no single claims.
        """
        if self.provenance.kind == "starter":
            raise LedgerError(
                "the starter ledger carries derived figures and no single claims. "
                "Mend: run `auxilia build` for the full ledger, or ask for ties and figures."
            )
        where = self._ends(provider, recipient, practice)
        first, last = "coalesce(year, year(date_start))", "coalesce(year, year(date_end), year(date_start))"
        where += _meets(parse_years(years), first, last)
        where += self._units(unit)
        if source is not None:
            where.append(f"source_id = {text(self.source_id(source))}")
        return self._select("core_claims", where)

    def units(
        self,
        recipient: str | None = None,
        *,
        provider: str | None = None,
        unit: str | None = None,
        years: YearsGiven = None,
    ) -> duckdb.DuckDBPyRelation:
        """One row a figure of a force below the state."""
        span = parse_years(years)
        where = self._ends(provider, recipient, None) + self._units(unit)
        where.append(f"coalesce(year, {span.start}) BETWEEN {span.start} AND {span.end}")
        return self._select("out_unit_figures", where)

    def actors(self, kind: str | None = None) -> duckdb.DuckDBPyRelation:
        """One row an actor: id, kind, names, codes, dates of validity.

        Raises
        ------
        UnknownNameError
            When the ledger has no actor of that kind.
        """
        if kind is None:
            return self._select("core_actors", [])
        kinds = [
            row[0] for row in self.con.execute("SELECT DISTINCT kind FROM core_actors ORDER BY 1").fetchall()
        ]
        if kind not in kinds:
            raise UnknownNameError(kind, "kind of actor", tuple(kinds))
        return self._select("core_actors", [f"kind = {text(kind)}"])

    def sources(self) -> duckdb.DuckDBPyRelation:
        """One row a source: title, years, how many claims and indicators it gives, and its licence."""
        return self.con.sql(
            "SELECT s.source_id, s.title, min(coalesce(s.year_from, i.year_from)) AS year_from, "
            "max(coalesce(s.year_to, i.year_to)) AS year_to, s.n_claims AS claims, "
            "count(i.indicator) AS indicators, s.licence, s.redistribute "
            "FROM core_sources AS s LEFT JOIN core_indicators AS i USING (source_id) "
            "GROUP BY ALL ORDER BY s.source_id"
        )

    def cells(
        self, provider: str, recipient: str, *, practice: str, years: YearsGiven, source: str | None = None
    ) -> list[Cell]:
        """The cell state of every covered or asked-for year, source by source."""
        span = parse_years(years)
        return cell_states(
            self.con,
            provider_id=self.find(provider),
            recipient_id=self.find(recipient),
            practice=_practice(practice),
            years=range(span.start, span.end + 1),
            source_id=self.source_id(source) if source else None,
        )

    def subject(self, asked: str) -> tuple[str, ...]:
        """The actor, or the provider and the recipient, that `MLI`, `USA-EGY` or `Guinea-Bissau` means.

        Raises
        ------
        UnknownNameError
            With the nearest known names.
        """
        try:
            return (self.find(asked),)
        except UnknownNameError:
            for place, letter in enumerate(asked):
                if letter == "-":
                    try:
                        return self.find(asked[:place]), self.find(asked[place + 1 :])
                    except UnknownNameError:
                        continue
            raise

    def parquet(self, relation: duckdb.DuckDBPyRelation) -> bytes:
        """A relation as the bytes of a Parquet file."""
        self._scratch.mkdir()
        try:
            path = self._scratch / "rows.parquet"
            relation.write_parquet(str(path), compression="zstd")
            return path.read_bytes()
        finally:
            shutil.rmtree(self._scratch)

    def source_id(self, name: str) -> str:
        """The id of a source of this ledger.

        Raises
        ------
        UnknownNameError
            With the ids that there are.
        """
        known = [
            row[0] for row in self.con.execute("SELECT source_id FROM core_sources ORDER BY 1").fetchall()
        ]
        if name not in known:
            raise UnknownNameError.among(name, "source", known)
        return name

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """A query of one's own, read-only.

        Raises
        ------
        UsageError
            When the query cannot be run, or is no query.
        """
        try:
            kinds = [statement.type for statement in self.con.extract_statements(query)]
            if kinds != [duckdb.StatementType.SELECT]:
                raise UsageError(
                    "one SELECT (or FROM, WITH, SUMMARIZE) statement is asked for, nothing else."
                )
            return self.con.sql(query)
        except duckdb.Error as error:
            raise UsageError(f"the query cannot be run: {error}") from error

    def _ends(self, provider: str | None, recipient: str | None, practice: str | None) -> list[str]:
        where = []
        if provider is not None:
            where.append(f"provider_id = {text(self.find(provider))}")
        if recipient is not None:
            where.append(f"recipient_id = {text(self.find(recipient))}")
        if practice is not None:
            where.append(f"practice = {text(_practice(practice))}")
        return where

    def _units(self, unit: str | None) -> list[str]:
        if unit is None:
            return []
        return [f"unit_id IN ({', '.join(text(u) for u in self._door.unit(unit))})"]

    def _select(self, table: str, where: Sequence[str]) -> duckdb.DuckDBPyRelation:
        conditions = f" WHERE {' AND '.join(where)}" if where else ""
        return self.con.sql(f"SELECT * FROM {table}{conditions}")


def _meets(span: Years, first: str, last: str) -> list[str]:
    if span == Years():
        return []
    return [f"{first} <= {span.end}", f"{last} >= {span.start}"]


def _practice(given: str) -> str:
    if given not in PRACTICES:
        raise UnknownNameError(given, "practice", PRACTICES)
    return given
