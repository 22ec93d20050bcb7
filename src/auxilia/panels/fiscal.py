"""Fiscal to calendar years by rule.

`as_is`: the provider's fiscal year stands as the year, and the codebook says so.

`us_quarters`: the fiscal year of the United States in quarters of equal weight. Fiscal year Y ran from July
of Y - 1 to June of Y up to 1976, and runs from October of Y - 1 to September of Y since 1977. The
transition quarter (July to September 1976) stands with fiscal 1976, which therefore has five quarters:

    fiscal year     to calendar Y - 1    to calendar Y
    up to 1975                    1/2              1/2
    1976                          2/5              3/5
    from 1977 on                  1/4              3/4

A calendar year has a value only where both of its fiscal years have one: silence about one is no zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

FiscalRule = Literal["as_is", "us_quarters"]
FISCAL_RULES: tuple[str, ...] = get_args(FiscalRule)
# The share of a fiscal year that lies in the calendar year before it.
BEFORE = "CASE WHEN year < 1976 THEN 0.5 WHEN year = 1976 THEN 0.4 ELSE 0.25 END"


def calendar_sql(yearly: str, columns: Sequence[str]) -> str:
    """A query of pairs by calendar year from one by fiscal year, under the rule `us_quarters`.

    Each of `columns` comes with `<column>_none` and `<column>_figures`, as in `figures.amounts_sql`.
    """
    chosen = ", ".join(
        f"CASE WHEN count({c}) = 2 THEN sum({c} * share)::DOUBLE END AS {c}, "
        f"count({c}_none) = 2 AND bool_and({c}_none) AS {c}_none, sum({c}_figures)::BIGINT AS {c}_figures"
        for c in columns
    )
    return (
        f"SELECT actor_a, actor_b, year, {chosen} FROM ("
        f"SELECT * REPLACE (year - 1 AS year), {BEFORE} AS share FROM ({yearly}) "
        f"UNION ALL SELECT *, 1 - {BEFORE} FROM ({yearly})) "
        "WHERE year BETWEEN $first AND $last GROUP BY actor_a, actor_b, year"
    )
