"""The dated state system: which states there are in which year, by COW or by Gleditsch and Ward.

A state is in the system in a year when one of its spells has a day in that year; a pair is when both have a
day in common. Microstates of Gleditsch and Ward are not members. Where one actor has two codes in one year
(Germany 255 and 260 in 1990, Yemen 678 and 679), values stand at the code in force at the year's end and the
other row's cells are not covered. Where one code has two actors in one year (345 in 2006), the row is that of
the actor at the year's end.
"""

from __future__ import annotations

from typing import Literal, cast, get_args

import duckdb

from auxilia.errors import UnknownNameError, UsageError
from auxilia.ledger.years import FIRST, LAST, Years, parse_years
from auxilia.panels.trouble import PanelError

System = Literal["cow", "gw"]
SYSTEMS: tuple[str, ...] = get_args(System)
CODE_NAMES = {"cow": "ccode_cow", "gw": "gwcode"}
DEFAULT_FIRST = 1946

SPELLS = """
    SELECT code::INTEGER AS code, actor_id, date_start AS first_day,
        coalesce(date_end, DATE '9999-12-31') AS last_day
    FROM core_actor_codes
    WHERE scheme = $scheme AND role = 'member'
"""
# One row a code and year of the spells: its days in that year, and the actor that has it at the year's end.
STATE_YEARS = f"""
    WITH spells AS ({SPELLS}),
    spell_years AS (
        SELECT code, actor_id, years.range::INTEGER AS year,
            greatest(first_day, make_date(years.range::INTEGER, 1, 1)) AS first_day,
            least(last_day, make_date(years.range::INTEGER, 12, 31)) AS last_day
        FROM spells
        JOIN range($first, $last + 1) AS years ON years.range BETWEEN year(first_day) AND year(last_day)
    ),
    code_years AS (
        SELECT code, year, arg_max(actor_id, last_day) AS actor_id,
            min(first_day) AS first_day, max(last_day) AS last_day
        FROM spell_years GROUP BY code, year
    )
    SELECT *, CASE WHEN last_day = max(last_day) OVER (PARTITION BY actor_id, year) THEN year END AS held
    FROM code_years
"""


def checked_system(con: duckdb.DuckDBPyConnection, given: str) -> System:
    """The system, if it is one and its spells do not overlap.

    Raises
    ------
    UnknownNameError
        For another word.
    PanelError
        When two spells of one code, or two codes of one actor, share a day.
    """
    if given not in SYSTEMS:
        raise UnknownNameError(given, "state system", SYSTEMS)
    for of, what in (("code", "code"), ("actor_id", "actor")):
        rows = con.execute(
            f"SELECT a.{of}, a.first_day, a.last_day, b.first_day, b.last_day "
            f"FROM ({SPELLS}) AS a JOIN ({SPELLS}) AS b ON a.{of} = b.{of} "
            "AND (a.first_day, a.code, a.actor_id) < (b.first_day, b.code, b.actor_id) "
            "AND b.first_day <= a.last_day ORDER BY ALL LIMIT 1",
            {"scheme": given},
        ).fetchall()
        if rows:
            name, *days = rows[0]
            raise PanelError(
                f"two spells of {what} {name} in system {given} overlap: {days[0]} to {days[1]} and "
                f"{days[2]} to {days[3]}. Mend: correct the dates in the table of actor codes."
            )
    return cast(System, given)


def checked_years(
    con: duckdb.DuckDBPyConnection, system: System, given: str | int | tuple[int, int] | None
) -> Years:
    """The years of a panel: within the system, and no later than the last year that a source reaches.

    None means 1946 to the last year; an open end means as far as it goes.

    Raises
    ------
    UsageError
        When a year asked for is before the system begins or after every source ends.
    """
    begins, ends = reach(con, system)
    if given is None:
        return Years(max(begins, min(DEFAULT_FIRST, ends)), ends)
    span = parse_years(given)
    start = begins if span.start == FIRST else span.start
    end = ends if span.end == LAST else span.end
    if start < begins or end < begins:
        raise UsageError(f"the state system {system} begins in {begins}; {given} reaches before it.")
    if end > ends:
        raise UsageError(f"no source of this ledger reaches {end}: the last year is {ends}.")
    if start > end:
        raise UsageError(f"the years {start} to {end} do not run from an earlier to a later one.")
    return Years(start, end)


def reach(con: duckdb.DuckDBPyConnection, system: System) -> tuple[int, int]:
    """The first year of the system, and the last year that any source of the ledger reaches.

    Raises
    ------
    PanelError
        When the ledger has no spells or no years.
    """
    (begins,) = con.execute(f"SELECT min(year(first_day)) FROM ({SPELLS})", {"scheme": system}).fetchall()[0]
    (ends,) = con.execute(
        "SELECT max(year) FROM (SELECT max(year_to) AS year FROM core_sources "
        "UNION ALL SELECT max(year_to) FROM core_indicators)"
    ).fetchall()[0]
    if begins is None or ends is None:
        raise PanelError(
            f"this ledger has no dated codes of {system}, or no years. Mend: run `auxilia build` again."
        )
    return begins, ends


def doubled(con: duckdb.DuckDBPyConnection, system: System, years: Years) -> list[str]:
    """One sentence for each row of the system whose values stand at another code of the same actor."""
    rows = con.execute(
        f"SELECT a.year, a.code, a.actor_id, b.code FROM ({STATE_YEARS}) AS a "
        f"JOIN ({STATE_YEARS}) AS b ON a.actor_id = b.actor_id AND a.year = b.year AND b.held IS NOT NULL "
        "WHERE a.held IS NULL ORDER BY ALL",
        {"scheme": system, "first": years.start, "last": years.end},
    ).fetchall()
    return [
        f"{year}: code {code} ({actor}) carries no values; they stand at code {other}, in force at the end "
        "of the year"
        for year, code, actor, other in rows
    ]
