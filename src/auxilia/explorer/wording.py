"""A state in words: the title of what is asked for, and what the ledger answers in two or three sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from auxilia.explorer.book import Book
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State
from auxilia.explorer.subject import Asked
from auxilia.explorer.summaries import one_sided
from auxilia.explorer.tables import table_of
from auxilia.ledger.years import FIRST, LAST, Years
from auxilia.report.format import capital, label, listing, plural, span, the
from auxilia.vocabulary import CELL_STATES

NOUNS = {"train": "training", "equip": "equipment", "support": "support"}
DEEDS = {"train": "training", "equip": "equipping", "support": "otherwise supporting"}
MOST_NAMED, LEADING = 3, 3
TABLES = {
    "ties": "",
    "figures": "figures on ",
    "claims": "claims on ",
    "units": "forces below the state: ",
    "cells": "cover of ",
}
NOTHING = "Nothing is on record for this. Whether any source looks there, the table cells says."
COUNTED = """
SELECT count(DISTINCT provider), count(DISTINCT recipient), min(year), max(year), sum(n_claims)::BIGINT
FROM ({sql}) WHERE state = 'observed' AND {one_sided}
"""
LEADERS = """
SELECT {end}_name, count(DISTINCT {counted})::BIGINT AS n FROM ({sql})
WHERE state = 'observed' AND {one_sided} GROUP BY {end}, {end}_name ORDER BY n DESC, {end} LIMIT {most}
"""
HELD = """
SELECT count(*)::BIGINT, count(DISTINCT source), min({first})::INTEGER, max({last})::INTEGER FROM ({sql})
"""


def title_of(book: Book, state: State) -> str:
    """What a state asks for, as a title: Training for Mali by the United States, 2010–2020."""
    deeds = listing(NOUNS[practice] for practice in state.practice) or "assistance"
    told = capital(f"{TABLES[state.shown_table]}{deeds}")
    told += f" for {_named(book, state.recipient, 'recipient')}" if state.recipient else ""
    told += f" by {_named(book, state.provider, 'provider')}" if state.provider else ""
    told += " on record" if not (state.recipient or state.provider) else ""
    return f"{told}{_years(state.year)}"


def _named(book: Book, actors: Sequence[str], kind: str) -> str:
    if len(actors) > MOST_NAMED:
        return plural(len(actors), kind)
    return listing(the(book.name(actor)) for actor in actors)


def _years(years: Years | None) -> str:
    if years is None:
        return ""
    if years.start == FIRST:
        return f", to {years.end}"
    return f", since {years.start}" if years.end == LAST else f", {span(years.start, years.end)}"


def sentences(asked: Asked) -> list[str]:
    """What the ledger answers to a state, before any row of it."""
    state = asked.state
    table = table_of(asked.book, state)
    if state.shown_table == "ties":
        told = _ties(asked, table)
    elif state.shown_table == "cells":
        told = _cells(asked, table)
    else:
        told = _rows(asked, table)
    return [*told, *_narrowed(asked.book, state)]


def _ties(asked: Asked, table: Relation) -> list[str]:
    state = asked.state
    condition = one_sided(state)
    providers, recipients, first, last, claims = _one(
        asked, COUNTED.format(sql=table.sql, one_sided=condition), table
    )
    if not claims:
        return [NOTHING]
    deeds = [DEEDS[practice] for practice in state.practice or tuple(DEEDS)]
    whom = _whom(asked, state, recipients)
    who = _who(asked, state, providers)
    told = [
        f"{capital(who)} {'is' if providers == 1 else 'are'} on record as "
        f"{_either(deeds)} {whom}, {span(first, last)}; n = {plural(claims, 'claim')}."
    ]
    end = "provider" if providers > 1 else "recipient"
    if max(providers, recipients) > 1:
        told.append(_leaders(asked, table, condition, end, alone=min(providers, recipients) == 1))
    return told


def _who(asked: Asked, state: State, number: int) -> str:
    if state.provider and number <= MOST_NAMED and number == len(state.provider):
        return listing(the(asked.book.name(actor)) for actor in state.provider)
    return plural(number, "actor")


def _whom(asked: Asked, state: State, number: int) -> str:
    if state.recipient and number <= MOST_NAMED and number == len(state.recipient):
        return f"the forces of {listing(the(asked.book.name(actor)) for actor in state.recipient)}"
    return f"the forces of {plural(number, 'actor')}"


def _either(deeds: Sequence[str]) -> str:
    return deeds[0] if len(deeds) == 1 else f"{', '.join(deeds[:-1])} or {deeds[-1]}"


def _leaders(asked: Asked, table: Relation, condition: str, end: str, *, alone: bool) -> str:
    """The ends with most on record: by years where one stands at the other end, else by partners."""
    other = "recipient" if end == "provider" else "provider"
    query = LEADERS.format(
        end=end, counted="year" if alone else other, sql=table.sql, one_sided=condition, most=LEADING
    )
    found = asked.con.execute(query, list(table.values)).fetchall()
    unit = "year" if alone else other
    parts = [f"{the(name)} ({plural(n, unit) if not place else n})" for place, (name, n) in enumerate(found)]
    counted = "Longest on record" if alone else f"With most {other}s"
    return f"{counted}: {listing(parts)}."


def _rows(asked: Asked, table: Relation) -> list[str]:
    first = next(name for name in ("year_from", "year") if name in table.names)
    last = "year_to" if "year_to" in table.names else first
    query = HELD.format(first=first, last=f"coalesce({last}, {first})", sql=table.sql)
    rows, sources, start, end = _one(asked, query, table)
    if not rows:
        return [NOTHING]
    kind = {"figures": "figure", "claims": "claim", "units": "figure"}[asked.state.shown_table]
    when = f", {span(start, end)}" if start else ""
    about = " of forces below the state" if asked.state.shown_table == "units" else ""
    told = f"{plural(rows, kind)}{about} by {plural(sources, 'source')}{when}."
    return [
        capital(told),
        "Each stands as its source prints it; sources tell partly of the same, and are never added up.",
    ]


def _cells(asked: Asked, table: Relation) -> list[str]:
    counts = dict(
        asked.con.execute(
            f"SELECT tie_status, count(*)::BIGINT FROM ({table.sql}) GROUP BY 1", list(table.values)
        ).fetchall()
    )
    whole = sum(counts.values())
    parts = [
        f"{counts[word]:,} {label('cell_state', word).lower()}" for word in CELL_STATES if word in counts
    ]
    return [f"{plural(whole, 'cell')} of provider, recipient, practice and year: {listing(parts)}."]


def _one(asked: Asked, query: str, table: Relation) -> tuple[Any, ...]:
    return asked.con.execute(query, list(table.values)).fetchall()[0]


def _narrowed(book: Book, state: State) -> list[str]:
    """What else the state narrows the answer to."""
    parts = [
        f"{name} {listing(label(name, word) for word in getattr(state, name))}"
        for name in ("instrument", "stage", "measure")
        if getattr(state, name)
    ]
    programmes = book.programme_records
    parts += [f"source {listing(state.source)}"] if state.source else []
    parts += [f"programme {listing(programmes[p].short for p in state.programme)}"] if state.programme else []
    return [f"Narrowed to {'; '.join(parts)}."] if parts else []
