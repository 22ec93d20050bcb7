"""Which figures of ties are asked for, and how they become yearly values of a directed pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from auxilia.errors import UnknownNameError, UsageError
from auxilia.panels.adding import nearest
from auxilia.panels.fiscal import calendar_sql
from auxilia.panels.literals import quoted, quoted_list
from auxilia.vocabulary import PRACTICES

FILTERS = {
    "instrument": "instrument",
    "source": "source_id",
    "programme": "programme_id",
    "stage": "stage",
    "price": "price_basis",
    "concession": "concession",
    "certainty": "certainty",
}
# A presence over several years stands in each of them; a sum over several years tells of no single one.
YEARLY = """
    SELECT *,
        unnest(range(greatest(year_from, $first), least(coalesce(year_to, year_from), $last) + 1))::INTEGER
            AS year
    FROM out_tie_figures WHERE year_from IS NOT NULL AND (measure = 'presence' OR year_from = year_to)
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """The figures asked for. `where` holds the conditions beyond the practice; empty: every tie."""

    practices: tuple[str, ...]
    together: bool
    measure: str | None
    sources: tuple[str, ...]
    instruments: tuple[str, ...]
    where: str
    fiscal: str
    spread: bool

    @property
    def dated(self) -> str:
        """The condition that a figure tells of the years asked for: of one, or of each of several in part."""
        return "year_to IS NOT NULL" if self.spread else "year_from = year_to"

    @property
    def groups(self) -> tuple[str, ...]:
        """The practices that get a column of their own, or `all` for one column."""
        return ("all",) if self.together else self.practices


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be added up: figures of one source, stage, measure and price basis, all fiscal or none."""

    source: str
    stage: str
    measure: str
    price_basis: str | None
    fiscal: bool


def selection(options: Mapping[str, str]) -> Selection:
    """The selection that the options describe; their words are checked."""
    practices = _words(options, "practice") or PRACTICES
    where = "".join(
        f" AND {column} IN ({quoted_list(_words(options, name))})"
        for name, column in FILTERS.items()
        if name in options
    )
    if "mutual" in options:
        where += " AND mutual" if options["mutual"] == "yes" else " AND NOT mutual"
    measure = options.get("measure")
    return Selection(
        PRACTICES if practices == ("all",) else practices,
        practices == ("all",),
        None if measure == "presence" else measure,
        _words(options, "source"),
        _words(options, "instrument"),
        where,
        options.get("fiscal", "as_is"),
        options.get("spread") == "even",
    )


def _words(options: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(options[name].split("+")) if name in options else ()


def check_names(con: duckdb.DuckDBPyConnection, options: Mapping[str, str]) -> None:
    """Refuse sources, programmes and price bases that no figure of the ledger has.

    Raises
    ------
    UnknownNameError
        With those that there are.
    """
    for name in ("source", "programme", "price"):
        column = FILTERS[name]
        rows = con.execute(
            f"SELECT DISTINCT {column} FROM out_tie_figures WHERE {column} IS NOT NULL ORDER BY 1"
        ).fetchall()
        known = tuple(row[0] for row in rows)
        for word in _words(options, name):
            if word not in known:
                raise UnknownNameError(word, f"{name} of ties", nearest(word, known) or known[:8])


def kind_of(con: duckdb.DuckDBPyConnection, chosen: Selection) -> Kind:
    """The one kind of figures that a selection by measure holds.

    Raises
    ------
    UsageError
        When there are none, or kinds that must not be added up; the message lists them.
    """
    rows = con.execute(
        "SELECT DISTINCT source_id, stage, measure, price_basis, fiscal FROM out_tie_figures "
        f"WHERE measure = {quoted(chosen.measure or '')} AND {chosen.dated} "
        f"AND practice IN ({quoted_list(chosen.practices)}){chosen.where} ORDER BY ALL"
    ).fetchall()
    kinds = [Kind(*row) for row in rows]
    if not kinds:
        raise UsageError(
            f"no yearly figures in {chosen.measure} answer to this choice of ties. "
            "Leave an option out; `auxilia ties --format csv` shows what there is."
        )
    if len(kinds) > 1:
        listed = "; ".join(
            f"source={k.source}:stage={k.stage}"
            + (f":price={k.price_basis}" if k.price_basis else "")
            + (" (fiscal years)" if k.fiscal else "")
            for k in kinds
        )
        raise UsageError(
            f"figures in {chosen.measure} of different sources, stages, price bases or kinds of years are "
            f"never added up. Choose one of: {listed}."
        )
    return kinds[0]


def left_out(con: duckdb.DuckDBPyConnection, chosen: Selection) -> str:
    """What a selection by measure leaves out because it is told for several years at once; empty: nothing."""
    several = "year_to IS DISTINCT FROM year_from"
    rows = con.execute(
        f"SELECT count(*) FILTER ({several}), "
        f"sum(abs(value)) FILTER ({several}) / nullif(sum(abs(value)), 0) FROM out_tie_figures "
        f"WHERE measure = {quoted(chosen.measure or '')} AND practice IN ({quoted_list(chosen.practices)})"
        f"{chosen.where}"
    ).fetchall()
    figures, share = rows[0]
    if chosen.spread or not figures:
        return ""
    of_sum = f" ({share:.0%} of the sum)" if share is not None else ""
    return (
        f"{figures} figures in {chosen.measure} tell of several years at once{of_sum} and stand in no year. "
        "spread=even puts them into their years in equal parts."
    )


def practices_told(con: duckdb.DuckDBPyConnection, chosen: Selection) -> tuple[str, ...]:
    """The practices of which the selected figures tell."""
    rows = con.execute(
        "SELECT DISTINCT practice FROM out_tie_figures "
        f"WHERE measure = {quoted(chosen.measure or '')} AND {chosen.dated}{chosen.where}"
    ).fetchall()
    return tuple(practice for practice in PRACTICES if (practice,) in rows)


def sources_told(con: duckdb.DuckDBPyConnection, chosen: Selection, group: str) -> tuple[str, ...]:
    """The sources of the selected figures of one practice."""
    measure = f" AND measure = {quoted(chosen.measure)}" if chosen.measure else ""
    rows = con.execute(
        f"SELECT DISTINCT source_id FROM out_tie_figures WHERE {_in(group)}{measure}{chosen.where} ORDER BY 1"
    ).fetchall()
    return tuple(row[0] for row in rows)


def presence_sql(chosen: Selection) -> str:
    """Query: pairs and years with 1 (a tie), 0 (a stated none) or nothing, one column a practice.

    Counts of soldiers are figures and no ties, as in `out_ties`.
    """
    columns = ", ".join(
        f"max(CASE WHEN {_in(group)} THEN (state = 'observed')::TINYINT END) AS {group}"
        for group in chosen.groups
    )
    ties = "SELECT provider_id, recipient_id, year, practice, state FROM out_ties"
    if chosen.where:
        stated = "bool_and(coalesce(value = 0, false) AND n_valued = n_claims)"
        ties = (
            "SELECT provider_id, recipient_id, year, practice, "
            f"CASE WHEN {stated} THEN 'observed_zero' ELSE 'observed' END AS state "
            f"FROM ({YEARLY}) WHERE measure <> 'troops'{chosen.where} GROUP BY ALL"
        )
    return (
        f"SELECT provider_id AS actor_a, recipient_id AS actor_b, year, {columns} FROM ({ties}) "
        f"WHERE year BETWEEN $first AND $last AND practice IN ({quoted_list(chosen.practices)}) "
        "GROUP BY provider_id, recipient_id, year"
    )


def _in(group: str) -> str:
    return "true" if group == "all" else f"practice = {quoted(group)}"


def amounts_sql(chosen: Selection) -> str:
    """Query: pairs and years with the sums of the selected figures, one column a practice.

    `<practice>` is the sum of the printed figures, negative ones included; `<practice>_none` says that every
    figure is a printed zero; `<practice>_figures` counts the figures, printed or not.
    """
    columns = ", ".join(
        f"sum(value::DECIMAL(30, 4)) FILTER ({_in(g)})::DOUBLE AS {g}, "
        f"bool_and(value = 0 AND n_valued = n_claims) FILTER ({_in(g)}) AS {g}_none, "
        f"count(*) FILTER ({_in(g)}) AS {g}_figures"
        for g in chosen.groups
    )
    figures = "SELECT *, year_from AS year FROM out_tie_figures"
    if chosen.spread:
        figures = (
            "SELECT * REPLACE (value / (year_to - year_from + 1) AS value), "
            "unnest(range(year_from, year_to + 1))::INTEGER AS year FROM out_tie_figures"
        )
    yearly = (
        f"SELECT provider_id AS actor_a, recipient_id AS actor_b, year, {columns} "
        f"FROM ({figures} WHERE {chosen.dated}) WHERE measure = {quoted(chosen.measure or '')} "
        f"AND practice IN ({quoted_list(chosen.practices)}){chosen.where} "
        "AND year BETWEEN $first AND $last + 1 GROUP BY provider_id, recipient_id, year"
    )
    return calendar_sql(yearly, chosen.groups) if chosen.fiscal == "us_quarters" else yearly
