"""Militarised competition: disputes, rivals, spending; of the state, of the pair, and of its rivals."""

from collections.abc import Mapping
from dataclasses import replace
from fnmatch import fnmatchcase

from auxilia.panels.adding import Adder, Context, Indicator, Option
from auxilia.panels.cells import word
from auxilia.panels.indicators import (
    OPTIONS,
    SUFFIX_ROOM,
    add_indicators,
    alias,
    chosen_ends,
    of_family,
)
from auxilia.panels.literals import quoted
from auxilia.panels.plan import NAME_LIMIT, Addition, Column, Right, fit

# What is added up over rivals: what they spend and import, their soldiers and their disputes.
SUMMED = ("*:milex", "*:milex_constant", "*:milex_current", "*:milper", "*:arms_imports", "*:mids")
LISTS = {"tss": "rivalries:tss", "td": "rivalries:td"}

# One row a state and year with a rival: how many rivals, how many of them have a value, and its sum.
RIVALS = """
    WITH pairs AS (
        SELECT actor_a AS actor_id, actor_b AS rival, year FROM out_dyad_years
        WHERE indicator = {rivalry} AND value > 0 AND year BETWEEN $first AND $last
        UNION SELECT actor_b, actor_a, year FROM out_dyad_years
        WHERE indicator = {rivalry} AND value > 0 AND year BETWEEN $first AND $last
    ),
    members AS (SELECT DISTINCT actor_id AS rival, held AS year FROM entities WHERE member)
    SELECT p.actor_id, p.year, count(*) AS rivals, count({value}) AS valued, sum({value}) AS value
    FROM pairs AS p SEMI JOIN members USING (rival, year)
    LEFT JOIN (FROM out_state_years WHERE indicator = {indicator}) AS v
        ON v.actor_id = p.rival AND v.year = p.year
    GROUP BY p.actor_id, p.year
"""


def build(context: Context, options: Mapping[str, str]) -> Addition:
    """The family's indicators at the ends, and the sums of those that can be summed over each end's rivals.

    A sum is given where every rival has a value, or silence about it means none; a state without rivals has
    an observed zero.
    """
    family = of_family(context, "competition")
    own = {key: options[key] for key in ("ends", "only", "bounds") if key in options}
    added = add_indicators(context, "competition", family, own)
    rivalry = context.matching(LISTS[options.get("rivalry", "tss")])[0]
    taken = {column.source for column in added.columns}
    summed = [one for one in family if one.of == "state" and one.id in taken and _sums(one)]
    ends = chosen_ends(context, own)
    return replace(
        added,
        rights=added.rights + tuple(_right(one, rivalry) for one in summed),
        columns=added.columns + tuple(_column(one, rivalry, ends) for one in summed),
    )


def _sums(one: Indicator) -> bool:
    return any(fnmatchcase(one.id, pattern) for pattern in SUMMED)


def _right(one: Indicator, rivalry: Indicator) -> Right:
    value = "v.value"
    if one.absence == "zero":
        value = (
            f"coalesce(v.value, CASE WHEN v.missing IS NULL AND p.year BETWEEN {one.year_from} AND "
            f"{one.year_to} THEN 0 END)"
        )
    sql = RIVALS.format(rivalry=quoted(rivalry.id), indicator=quoted(one.id), value=value)
    return Right(f"r{alias(one)}", "entity", sql)


def _column(one: Indicator, rivalry: Indicator, ends: tuple[str, ...]) -> Column:
    table = f"r{alias(one)}"
    first, last = max(one.year_from, rivalry.year_from), min(one.year_to, rivalry.year_to)
    covered = f"e.member AND e.held BETWEEN {first} AND {last}"
    value = (
        f"CASE WHEN NOT ({covered}) THEN NULL WHEN {table}.rivals IS NULL THEN 0 "
        f"WHEN {table}.valued = {table}.rivals THEN {table}.value END"
    )
    state = (
        f"CASE WHEN e.held IS NULL OR NOT ({covered}) THEN {word('not_covered')} "
        f"WHEN {table}.rivals IS NULL OR ({table}.valued = {table}.rivals AND {table}.value = 0) "
        f"THEN {word('observed_zero')} WHEN {table}.valued = {table}.rivals THEN {word('observed')} "
        f"ELSE {word('not_reported')} END"
    )
    return Column(
        fit(f"rivals_{one.name}", NAME_LIMIT - SUFFIX_ROOM),
        value,
        state,
        f"Sum over its rivals: {one.label[0].lower()}{one.label[1:]}",
        one.unit,
        f"{one.id}; {rivalry.id}",
        f"{first}-{last}",
        f"Given where every rival of the year has a value. {one.problems or ''}".strip(),
        one.ordering,
        ends,
    )


ADDER = Adder(
    "competition",
    "Disputes, rivals and military spending: of each end, of the pair, and of each end's rivals.",
    build,
    options={**OPTIONS, "rivalry": Option("Whose list of rivals.", tuple(LISTS))},
)
