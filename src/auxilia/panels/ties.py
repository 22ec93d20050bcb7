"""Columns of ties: on a directed pair, and over all partners of an actor."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from auxilia.errors import UsageError
from auxilia.panels import covers as cover
from auxilia.panels.adding import Context
from auxilia.panels.cells import word
from auxilia.panels.covers import Cover, covers_of
from auxilia.panels.figures import (
    Kind,
    Selection,
    amounts_sql,
    check_names,
    kind_of,
    left_out,
    practices_told,
    presence_sql,
    selection,
    sources_told,
)
from auxilia.panels.literals import quoted, quoted_list
from auxilia.panels.plan import NAME_LIMIT, Addition, Column, Right, fit

FISCAL_WORDS = {"as_is": "as they stand", "us_quarters": "in quarters to calendar years"}
# Options that the label of an amount says by itself, or that its notes explain.
SAID = ("practice", "name", "measure", "stage", "source", "price", "fiscal", "spread")
MONEY = {"usd": "USD", "eur": "EUR"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for ties: the selection, the kind of its figures (None: presence), its tables' alias."""

    text: str
    chosen: Selection
    kind: Kind | None
    alias: str
    name: str | None
    narrowed: str

    def column_name(self, group: str, room: int = 0) -> str:
        """The name of the column of one practice, leaving room for a suffix."""
        if self.name:
            whole = self.name if len(self.chosen.groups) == 1 else f"{self.name}_{group}"
        elif self.kind is None:
            whole = f"tie_{'any' if group == 'all' else group}"
        else:
            base = re.sub(r"\D", "", self.kind.price_basis or "")
            whole = "_".join(part for part in (group, self.kind.measure, base) if part)
        return fit(whole, NAME_LIMIT - room)

    def label(self, group: str) -> str:
        """What the column says, in words."""
        practice = "any practice" if group == "all" else f"practice {group}"
        if self.kind is None:
            return f"tie of {practice}" + (f" (only {self.narrowed})" if self.narrowed else "")
        only = ", ".join(part for part in (self.kind.source, self.narrowed) if part)
        return f"{self.unit()} {self.kind.stage.replace('_', ' ')}, {practice} ({only})"

    def unit(self) -> str:
        """The unit of the values."""
        if self.kind is None:
            return "1 if so"
        if self.kind.measure not in MONEY:
            return self.kind.measure
        money, basis = MONEY[self.kind.measure], self.kind.price_basis or "current"
        return f"current {money}" if basis == "current" else f"{money} of {re.sub(r'[^0-9]', '', basis)}"


def ask(context: Context, options: Mapping[str, str]) -> Asked:
    """Read and check a request for ties.

    Raises
    ------
    UsageError
        For unknown names, for figures that must not be added up, for a fiscal rule that does not fit.
    """
    check_names(context.con, options)
    chosen = selection(options)
    kind = kind_of(context.con, chosen) if chosen.measure else None
    if kind and "practice" not in options:
        chosen = replace(chosen, practices=practices_told(context.con, chosen))
    if chosen.fiscal == "us_quarters":
        _check_fiscal(context, chosen, kind)
    text = ":".join(("ties", *(f"{key}={value}" for key, value in options.items() if key != "name")))
    alias = re.sub(r"\W+", "_", text)
    said = SAID if kind else ("practice", "name")
    narrowed = ", ".join(f"{key} {value}" for key, value in options.items() if key not in said)
    return Asked(text, chosen, kind, alias, options.get("name"), narrowed)


def _check_fiscal(context: Context, chosen: Selection, kind: Kind | None) -> None:
    if kind is None or not kind.fiscal:
        raise UsageError("the rule us_quarters is for figures by fiscal year; these are not. Leave it out.")
    rows = context.con.execute(
        f"SELECT DISTINCT provider_id FROM out_tie_figures WHERE source_id = '{kind.source}' "
        f"AND measure = '{kind.measure}' AND practice IN ({quoted_list(chosen.practices)}){chosen.where} "
        "AND provider_id <> 'state:USA' ORDER BY 1"
    ).fetchall()
    if rows:
        raise UsageError(
            f"the rule us_quarters is for the United States; {kind.source} also tells of {rows[0][0]}. "
            "Use fiscal=as_is."
        )


def covers_of_group(context: Context, asked: Asked, group: str) -> tuple[Cover, ...]:
    """The covers that say what silence means in the column of one practice."""
    chosen = asked.chosen
    practices = chosen.practices if group == "all" else (group,)
    sources = chosen.sources or ((asked.kind.source,) if asked.kind else ())
    found = covers_of(context.con, practices, sources, chosen.instruments)
    if chosen.fiscal == "us_quarters":
        return tuple(replace(c, year_to=c.year_to - 1) for c in found if c.year_to > c.year_from)
    return found


def _data_sql(asked: Asked) -> str:
    return amounts_sql(asked.chosen) if asked.kind else presence_sql(asked.chosen)


def entry_of(context: Context, asked: Asked, group: str, covers: Sequence[Cover]) -> Column:
    """A column without name and expressions: the codebook entry that all columns of a request share."""
    years = f"{min(c.year_from for c in covers)}-{max(c.year_to for c in covers)}" if covers else ""
    problems = (
        "Each year of a spell counts; a sum over several years counts in none. "
        "A zero is that of a source that looked, within what it looks at."
    )
    if asked.kind:
        sums = "stand in equal parts in each" if asked.chosen.spread else "are left out"
        problems = f"Negative figures (deobligations) are kept. Sums over several years {sums}."
        if asked.kind.fiscal:
            problems += f" Fiscal years of the provider, {FISCAL_WORDS[asked.chosen.fiscal]}."
    told = sources_told(context.con, asked.chosen, group)
    source = "; ".join(sorted({*told, *(c.source for c in covers)}))
    return Column("", "", "", unit=asked.unit(), source=source, years=years, problems=problems)


def pair_ties(context: Context, asked: Asked) -> Addition:
    """Ties from the provider to the recipient of the row."""
    if context.unit.pair is None:
        raise UsageError(f"a {context.unit.name} panel has no pairs.")
    data = Right(asked.alias, "directed", _data_sql(asked))
    rights, columns = [data], []
    for group in asked.chosen.groups:
        covers = covers_of_group(context, asked, group)
        tables, hidden, level = _pair_level(context, f"{asked.alias}_{group}", covers)
        withheld = _withheld(context, asked, group, covers)
        entry = entry_of(context, asked, group, covers)
        rights += [*tables, *withheld]
        columns += [*hidden, _pair_column(asked, group, level, withheld, entry)]
    return Addition(asked.text, tuple(rights), tuple(columns), notes_of(context, asked))


def notes_of(context: Context, asked: Asked) -> tuple[str, ...]:
    """What a request for amounts leaves out."""
    note = left_out(context.con, asked.chosen) if asked.kind else ""
    return (f"{asked.text}: {note}",) if note else ()


def _pair_level(
    context: Context, name: str, covers: Sequence[Cover]
) -> tuple[list[Right], list[Column], str]:
    """Tables, hidden columns and expression of the level of a pair and year."""
    a, b = context.unit.pair or ("", "")
    state = {
        x: "" if context.unit.name == "dyad-year" else f"starts_with({x}.actor_id, 'state:')" for x in (a, b)
    }
    rights, hidden, levels = [], [], []
    for end, other, sql in ((a, b, cover.provider_levels(covers)), (b, a, cover.recipient_levels(covers))):
        table = f"{name}_{'given' if end == a else 'received'}"
        rights.append(Right(table, "entity", sql))
        for level in ("any_level", "states_level"):
            hidden.append(Column(f"{table}_{level}", f"{table}.{level}", "", ends=()))
            needs = state[other] if level == "states_level" else ""
            value = f"{end}.{table}_{level}"
            levels.append(f"CASE WHEN {needs} THEN {value} END" if needs else value)
    return rights, hidden, f"greatest({', '.join(levels)})"


def _withheld(context: Context, asked: Asked, group: str, covers: Sequence[Cover]) -> list[Right]:
    """The cells of one practice that a source keeps back, if there are any."""
    practices = asked.chosen.practices if group == "all" else (group,)
    rows = (
        f"FROM core_withheld WHERE practice IN ({quoted_list(practices)}) "
        f"AND source_id IN ({quoted_list(dict.fromkeys(c.source for c in covers)) or quoted('')})"
    )
    if not context.con.execute(f"SELECT 1 {rows} LIMIT 1").fetchall():
        return []
    sql = (
        f"SELECT DISTINCT provider_id AS actor_a, recipient_id AS actor_b, year {rows} "
        "AND year BETWEEN $first AND $last"
    )
    return [Right(f"{asked.alias}_{group}_withheld", "directed", sql)]


def _pair_column(asked: Asked, group: str, level: str, withheld: Sequence[Right], entry: Column) -> Column:
    value = f"{asked.alias}.{group}"
    kept_back = f"{withheld[0].alias}.pair_key IS NOT NULL" if withheld else ""
    free = f"AND NOT {kept_back} " if kept_back else ""
    silent = f"{level} = 2 AND u.held IS NOT NULL {free}{_and_unsaid(asked, group)}"
    return replace(
        entry,
        name=asked.column_name(group),
        value=f"coalesce({value}, CASE WHEN {silent}THEN 0::TINYINT END)",
        state=_state(asked, group, level, "u.held", kept_back),
        label=f"Provider to recipient: {asked.label(group)}",
    )


def _and_unsaid(asked: Asked, group: str) -> str:
    """Where a figure is told of but not printed, silence is no zero."""
    return f"AND {asked.alias}.{group}_figures IS NULL " if asked.kind else ""


def _state(asked: Asked, group: str, level: str, at: str, kept_back: str = "") -> str:
    value = f"{asked.alias}.{group}"
    zero, unsaid = f"{value} = 0", ""
    if asked.kind:
        zero = f"{value}_none"
        unsaid = f"WHEN {value}_figures > 0 THEN {word('not_reported')} "
    held = f"WHEN {kept_back} THEN {word('withheld')} " if kept_back else ""
    return (
        f"CASE WHEN {at} IS NULL THEN {word('not_covered')} WHEN {zero} THEN {word('observed_zero')} "
        f"WHEN {value} IS NOT NULL THEN {word('observed')} {unsaid}{held}"
        f"WHEN {level} = 2 THEN {word('observed_zero')} WHEN {level} = 1 THEN {word('not_reported')} "
        f"ELSE {word('not_covered')} END"
    )


def partner_ties(context: Context, asked: Asked) -> Addition:
    """Ties of an actor with all its partners: providers it has (`_in`), recipients it has (`_out`).

    A presence becomes the number of partners, an amount its sum over them.
    """
    rights: list[Right] = []
    columns: list[Column] = []
    for direction, end in (("in", "actor_b"), ("out", "actor_a")):
        alias = f"{asked.alias}_{direction}"
        turned = replace(asked, alias=alias)
        rights.append(Right(alias, "entity", _partners_sql(asked, end)))
        for group in asked.chosen.groups:
            covers = covers_of_group(context, asked, group)
            levels = cover.received_levels(covers) if direction == "in" else cover.given_levels(covers)
            table = f"{alias}_{group}"
            rights.append(Right(table, "entity", levels))
            level = f"greatest({table}.any_level, {table}.states_level)"
            entry = entry_of(context, asked, group, covers)
            columns.append(_partner_column(turned, group, level, direction, entry))
    return Addition(asked.text, tuple(rights), tuple(columns), notes_of(context, asked))


def _partners_sql(asked: Asked, end: str) -> str:
    sums = "sum({0})::INTEGER AS {0}"
    if asked.kind:
        sums = (
            "sum({0}::DECIMAL(30, 4))::DOUBLE AS {0}, bool_and({0}_none) AS {0}_none, "
            "sum({0}_figures) AS {0}_figures"
        )
    columns = ", ".join(sums.format(group) for group in asked.chosen.groups)
    return f"SELECT {end} AS actor_id, year, {columns} FROM ({_data_sql(asked)}) GROUP BY {end}, year"


def _partner_column(asked: Asked, group: str, level: str, direction: str, entry: Column) -> Column:
    value = f"{asked.alias}.{group}"
    what = "Number of" if asked.kind is None else "Sum over"
    who = "providers" if direction == "in" else "recipients"
    suffix = f"_{direction}"
    return replace(
        entry,
        name=asked.column_name(group, len(suffix)) + suffix,
        value=f"coalesce({value}, CASE WHEN {level} = 2 {_and_unsaid(asked, group)}THEN 0 END)",
        state=_state(asked, group, level, "e.held"),
        unit=who if asked.kind is None else asked.unit(),
        label=f"{what} {who}: {asked.label(group)}",
        ends=("",),
    )
