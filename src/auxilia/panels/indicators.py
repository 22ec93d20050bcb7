"""Columns from the ledger's indicators: values of states at the ends of a row, values of pairs on the row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from auxilia.errors import UnknownNameError, UsageError
from auxilia.panels.adding import Adder, Context, Indicator, Option
from auxilia.panels.cells import told
from auxilia.panels.literals import quoted
from auxilia.panels.plan import NAME_LIMIT, Addition, Column, Right, fit

SUFFIX_ROOM = 2
# Answers to a question are kept as small numbers: a large panel takes half the memory.
FLAGS, SMALL = ("1 if so", "0 or 1"), "::TINYINT"
ENDS = Option("Whose values: the provider's (p), the recipient's (r) or both.", ("p", "r", "both"))
ONLY = Option("Some of the indicators, by id or name, joined by +.")
BOUNDS = Option("Also the lower and upper bounds that the source gives.", ("yes", "no"))
OPTIONS = {"ends": ENDS, "only": ONLY, "bounds": BOUNDS}


def indicator_adder(name: str, title: str, *patterns: str) -> Adder:
    """An adder of the indicators whose ids match; values of pairs are left out where rows are no pairs."""

    def build(context: Context, options: Mapping[str, str]) -> Addition:
        return add_indicators(context, name, context.matching(*patterns), options)

    return Adder(name, title, build, options=OPTIONS)


def family_adder(name: str, title: str) -> Adder:
    """An adder of all indicators of one family of order outcomes."""

    def build(context: Context, options: Mapping[str, str]) -> Addition:
        return add_indicators(context, name, of_family(context, name), options)

    return Adder(name, title, build, options=OPTIONS)


def of_family(context: Context, family: str) -> tuple[Indicator, ...]:
    """The indicators of a family.

    Raises
    ------
    UsageError
        When the ledger has none.
    """
    found = tuple(one for one in context.indicators if one.family == family)
    if not found:
        raise UsageError(f"this ledger has no indicator of the family {family}. Run auxilia build.")
    return found


def add_indicators(
    context: Context, asked: str, indicators: Sequence[Indicator], options: Mapping[str, str]
) -> Addition:
    """The addition of some indicators.

    Raises
    ------
    UsageError
        When nothing is left to add, or an option does not fit the unit.
    """
    chosen = narrowed(indicators, options.get("only"))
    states = [one for one in chosen if one.of == "state"]
    pairs = [one for one in chosen if one.of == "dyad" and context.unit.pair]
    if not states and not pairs:
        raise UsageError(
            f"{asked} has values of pairs of states only; a {context.unit.name} panel has no pairs."
        )
    ends = chosen_ends(context, options)
    bounds = options.get("bounds") == "yes"
    columns = [c for one in states for c in entity_columns_of(one, ends, bounds)]
    rights = [entity_right(one) for one in states]
    for one in pairs:
        right, named = pair_right(context, one), named_pairs(context, one)
        rights += [right, *named]
        columns.append(pair_column(context, one, right, named))
    return Addition(asked, tuple(rights), tuple(columns))


def narrowed(indicators: Sequence[Indicator], only: str | None) -> list[Indicator]:
    """The indicators that the option `only` names, all where it names none.

    Raises
    ------
    UnknownNameError
        For a name that none of them has.
    """
    if only is None:
        return list(indicators)
    known = {word: one for one in indicators for word in (one.id, one.name)}
    for asked in only.split("+"):
        if asked not in known:
            raise UnknownNameError(asked, "indicator here", tuple(one.name for one in indicators))
    return [known[asked] for asked in only.split("+")]


def chosen_ends(context: Context, options: Mapping[str, str]) -> tuple[str, ...]:
    """The suffixes of the ends that an option names.

    Raises
    ------
    UsageError
        When the unit has no such ends.
    """
    ends = options.get("ends", "both")
    if ends == "both":
        return context.unit.suffixes
    if f"_{ends}" not in context.unit.suffixes:
        raise UsageError(f"a {context.unit.name} panel has no end {ends!r}.")
    return (f"_{ends}",)


def alias(one: Indicator) -> str:
    """The alias of an indicator's table in the query."""
    return "i_" + re.sub(r"\W", "_", one.id)


def entity_name(one: Indicator) -> str:
    """The name of an indicator's column, without the suffix of an end."""
    return fit(one.name, NAME_LIMIT - SUFFIX_ROOM)


def entity_right(one: Indicator) -> Right:
    """The values of one indicator of states."""
    rows = f"FROM out_state_years WHERE indicator = {quoted(one.id)} AND year BETWEEN $first AND $last"
    return Right(
        alias(one),
        "entity",
        f"SELECT actor_id, year, value, value_low, value_high, missing {rows}",
        f"SELECT actor_id || ' in ' || year, count(*) {rows} GROUP BY actor_id, year HAVING count(*) > 1 "
        "ORDER BY ALL LIMIT 1",
        names="" if one.absence == "zero" else one.id,
    )


def entity_columns_of(one: Indicator, ends: tuple[str, ...], bounds: bool = False) -> list[Column]:
    """The column of an indicator of states, and of its bounds where they are asked for.

    A source whose silence means nothing does not cover a state that it never names.
    """
    table = alias(one)
    covered = f"e.member AND e.held BETWEEN {one.year_from} AND {one.year_to}"
    if one.absence != "zero":
        covered += f" AND named.{table}"
    name = entity_name(one)
    columns = []
    for what, suffix in (("value", ""), ("value_low", "_low"), ("value_high", "_high")):
        if suffix and not bounds:
            continue
        stated = f"{table}.{what}{SMALL if one.unit in FLAGS else ''}"
        value, state = told(stated, covered, one.absence, f"{table}.missing")
        words = {"": "", "_low": ", lower bound", "_high": ", upper bound"}[suffix]
        columns.append(
            Column(
                fit(name, NAME_LIMIT - SUFFIX_ROOM - len(suffix)) + suffix,
                value,
                state,
                one.label + words,
                one.unit,
                one.id,
                years_of(one),
                one.problems or "",
                one.ordering,
                ends,
            )
        )
    return columns


def pair_right(context: Context, one: Indicator) -> Right:
    """The values of one indicator of pairs; a pair without direction is found from both sides.

    Raises
    ------
    UsageError
        When some of its pairs have a direction and others none.
    """
    rows = f"FROM out_dyad_years WHERE indicator = {quoted(one.id)} AND year BETWEEN $first AND $last"
    kinds = context.con.execute(
        f"SELECT DISTINCT directed FROM out_dyad_years WHERE indicator = {quoted(one.id)}"
    ).fetchall()
    if len(kinds) > 1:
        raise UsageError(f"{one.id} has pairs with and without direction. Mend: split it in its source.")
    directed = (True,) in kinds
    key = "actor_a, actor_b" if directed else "least(actor_a, actor_b), greatest(actor_a, actor_b)"
    # Numbers are grouped in a fraction of the time that texts take; no two rows of one key differ in theirs.
    twice = f"hash({key}, year) IN (SELECT hash({key}, year) {rows} GROUP BY ALL HAVING count(*) > 1)"
    return Right(
        alias(one),
        "directed" if directed else "undirected",
        f"SELECT actor_a, actor_b, year, value {rows}",
        f"SELECT concat_ws(' ', {key}, 'in', year), count(*) {rows} AND {twice} GROUP BY {key}, year "
        "HAVING count(*) > 1 "
        "ORDER BY ALL LIMIT 1",
        sparse=one.id if one.absence == "zero" else "",
    )


def named_pairs(context: Context, one: Indicator) -> tuple[Right, ...]:
    """The pairs that an indicator covers, in each year, where it covers named pairs only; else nothing.

    A source whose silence means nothing and that has a value for fewer than half of the pairs of the states
    it names (votes alike with six states) covers the pairs that it names.
    """
    if one.absence == "zero":
        return ()
    pairs = (
        f"SELECT DISTINCT actor_a, actor_b, directed FROM out_dyad_years WHERE indicator = {quoted(one.id)}"
    )
    rows = context.con.execute(
        f"WITH pairs AS ({pairs}), ends AS (SELECT actor_a AS x FROM pairs UNION SELECT actor_b FROM pairs) "
        "SELECT (SELECT count(*) FROM pairs), (SELECT count(*) FROM ends), "
        "(SELECT any_value(directed) FROM pairs)"
    ).fetchall()
    known, states, directed = rows[0]
    if known * (2 if directed else 4) >= states * (states - 1):
        return ()
    sql = (
        f"SELECT actor_a, actor_b, unnest(range(greatest({one.year_from}, $first), "
        f"least({one.year_to}, $last) + 1))::INTEGER AS year FROM ({pairs})"
    )
    return (Right(f"{alias(one)}_named", "directed" if directed else "undirected", sql),)


def pair_column(context: Context, one: Indicator, right: Right, named: tuple[Right, ...] = ()) -> Column:
    """The column of an indicator of pairs, from its table and that of the pairs it covers."""
    covered = f"{both_members(context)}u.held BETWEEN {one.year_from} AND {one.year_to}"
    covered += "".join(f" AND {table.alias}.pair_key IS NOT NULL" for table in named)
    stated = f"{right.value}{SMALL if one.unit in FLAGS else ''}"
    value, state = told(stated, covered, one.absence)
    return Column(
        fit(one.name),
        value,
        state,
        one.label,
        one.unit,
        one.id,
        years_of(one),
        one.problems or "",
        one.ordering,
    )


def both_members(context: Context) -> str:
    """A condition that both ends are members of the system, where the unit does not make sure of it."""
    if context.unit.name == "dyad-year" or context.unit.pair is None:
        return ""
    return "".join(f"{alias}.member AND " for alias in context.unit.pair)


def years_of(one: Indicator) -> str:
    """The years that an indicator covers."""
    return f"{one.year_from}-{one.year_to}"
