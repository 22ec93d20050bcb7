"""Columns made of columns of a panel: lags, leads, windows and deflated amounts, by calendar years."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

import duckdb

from auxilia.errors import UnknownNameError, UsageError
from auxilia.panels.cells import word
from auxilia.panels.compiling import Derived
from auxilia.panels.plan import NAME_LIMIT, STATE, Column, fit
from auxilia.panels.units import Unit

How = Literal["sum", "mean", "min", "max"]
HOWS: tuple[str, ...] = get_args(How)
GONE = f"coalesce(max({{0}}{STATE}) OVER ({{1}}), {word('not_covered')})"


def shifted(unit: Unit, of: Column, years: int, level: int) -> Derived:
    """The value of the same series `years` calendar years ago (ahead of time where negative).

    A year in which the series has no row is not covered; the row before is no substitute for the year before.

    Raises
    ------
    UsageError
        For zero years.
    """
    if years == 0:
        raise UsageError("a lag or lead of 0 years is the column itself.")
    where, n = ("PRECEDING", years) if years > 0 else ("FOLLOWING", -years)
    frame = _frame(unit, f"{n} {where} AND {n} {where}")
    word_for = f"_lag{n}" if years > 0 else f"_lead{n}"
    column = replace(
        of,
        name=fit(of.name, NAME_LIMIT - len(word_for)) + word_for,
        value=f"max({of.name}) OVER ({frame})",
        state=GONE.format(of.name, frame),
        label=f"{of.label}, {n} {'year' if n == 1 else 'years'} {'earlier' if years > 0 else 'later'}",
    )
    return Derived(column, back=max(years, 0), ahead=max(-years, 0), level=level)


def windowed(unit: Unit, of: Column, years: int, how: str, level: int) -> Derived:
    """Sum, mean, least or greatest value over the year and the `years - 1` calendar years before it.

    Given only where every year of the window has a value: a sum over fewer years would count silence as zero.

    Raises
    ------
    UsageError
        For another way, or a window of fewer than two years.
    """
    if how not in HOWS:
        raise UnknownNameError(how, "way to sum up a window", HOWS)
    if years < 2:
        raise UsageError(f"a window has two years or more, not {years}.")
    frame = _frame(unit, f"{years - 1} PRECEDING AND CURRENT ROW")
    full = f"count({of.name}) OVER ({frame}) = {years}"
    state = f"{of.name}{STATE}"
    suffix = f"_{how}{years}"
    column = replace(
        of,
        name=fit(of.name, NAME_LIMIT - len(suffix)) + suffix,
        value=f"CASE WHEN {full} THEN {'avg' if how == 'mean' else how}({of.name}) OVER ({frame}) END",
        state=(
            f"CASE WHEN {full} AND bool_and({state} = 'observed_zero') OVER ({frame}) "
            f"THEN {word('observed_zero')} WHEN {full} THEN {word('observed')} "
            f"WHEN count(*) OVER ({frame}) < {years} OR bool_or({state} = 'not_covered') OVER ({frame}) "
            f"THEN {word('not_covered')} WHEN bool_or({state} = 'withheld') OVER ({frame}) "
            f"THEN {word('withheld')} ELSE {word('not_reported')} END"
        ),
        label=f"{of.label}, {how} of {years} years",
    )
    return Derived(column, back=years - 1, level=level)


def _frame(unit: Unit, between: str) -> str:
    return f"PARTITION BY {', '.join(unit.series)} ORDER BY year RANGE BETWEEN {between}"


GREENBOOK = """
    SELECT year_from, sum(value) FILTER (price_basis = 'current') / sum(value) FILTER (price_basis = $basis)
    FROM out_tie_figures
    WHERE source_id = 'us_greenbook' AND measure = 'usd' AND value > 0
    GROUP BY year_from ORDER BY year_from
"""


def deflated(con: duckdb.DuckDBPyConnection, of: Column, deflator: str, level: int) -> Derived:
    """Current US dollars in the prices of one year.

    The deflator `us_greenbook` is the one that the US Overseas Loans and Grants use: current by constant
    dollars of its figures, by fiscal year. The row's year is taken as the fiscal year of that number.

    Raises
    ------
    UsageError
        When the column is not in current US dollars, or the ledger does not have the deflator.
    """
    if deflator != "us_greenbook":
        raise UnknownNameError(deflator, "deflator", ("us_greenbook",))
    if "current USD" not in of.unit:
        raise UsageError(
            f"{of.name} is in {of.unit or 'no unit'}; the deflator us_greenbook is for current USD only."
        )
    rows = con.execute(
        "SELECT max(price_basis) FROM out_tie_figures "
        "WHERE source_id = 'us_greenbook' AND starts_with(price_basis, 'constant_')"
    ).fetchall()
    basis = rows[0][0]
    if basis is None:
        raise UsageError("this ledger has no constant dollars of us_greenbook. Build it.")
    prices = con.execute(GREENBOOK, {"basis": basis}).fetchall()
    pairs = ", ".join(f"{year}: {ratio!r}::DOUBLE" for year, ratio in prices if ratio)
    rate = f"(MAP {{{pairs}}})[year]"
    base = basis.removeprefix("constant_")
    name = of.name.replace("_current", f"_{base}") if "_current" in of.name else f"{of.name}_{base}"
    column = replace(
        of,
        name=fit(name),
        value=f"{of.name} / {rate}",
        state=f"CASE WHEN {rate} IS NULL THEN {word('not_covered')} ELSE {of.name}{STATE} END",
        unit=of.unit.replace("current USD", f"USD of {base}"),
        label=f"{of.label}, in dollars of {base}",
        problems=f"Deflated by the implied deflator of us_greenbook (fiscal years). {of.problems}".strip(),
    )
    return Derived(column, level=level)
