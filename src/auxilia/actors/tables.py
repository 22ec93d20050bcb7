"""The tables of actors, their codes and their printed names, as they stand in `data/`.

An actor is in one table: `states.csv`, `territories.csv`, `groups.csv` (groups and coalitions that UCDP's
list does not have), `organisations.csv` or `aggregates.csv` (printed recipients that are no actor: regions,
"not specified").
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

Kind = Literal["state", "group", "organisation", "aggregate", "unit", "company", "other"]
KINDS: tuple[str, ...] = get_args(Kind)

TABLES = {
    "states": "state",
    "territories": "other",
    "groups": "group",
    "organisations": "organisation",
    "aggregates": "aggregate",
}

Role = Literal["member", "microstate", "iso", "usage"]
ROLES: tuple[str, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives or gets assistance.

    `date_start` and `date_end` of a state are its first and last day in the system of Gleditsch and Ward,
    None where it was never a member or still is. `parent_id` is the state of a territory, the organisation
    of a mission, the home of a group.
    """

    actor_id: str
    kind: Kind
    name: str
    name_long: str = ""
    iso3: str = ""
    parent_id: str = ""
    date_start: dt.date | None = None
    date_end: dt.date | None = None
    note: str = ""
    continent: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code that a system of codes gives an actor for a time.

    `role`: `member` and `microstate` are spells in the system's own lists, `iso` the standard, `usage` a code
    that sources use beyond the lists, with the reason in `note`.
    """

    scheme: str
    code: str
    actor_id: str
    date_start: dt.date | None
    date_end: dt.date | None
    role: Role
    note: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A printed name that means an actor from the year `since` on (None: from the beginning), and why."""

    text: str
    actor_id: str
    since: int | None
    reason: str


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.csv`."""
    text = files("auxilia.actors").joinpath("data", f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def load_actors() -> tuple[Actor, ...]:
    """All actors of the tables, in the order of their ids."""
    found = [_actor(row, kind) for table, kind in TABLES.items() for row in read_rows(table)]
    return tuple(sorted(found, key=lambda actor: actor.actor_id))


@cache
def load_codes() -> tuple[Code, ...]:
    """All dated codes, as they stand in the table."""
    return tuple(
        Code(
            row["scheme"],
            row["code"],
            row["actor_id"],
            _date(row["date_start"]),
            _date(row["date_end"]),
            cast(Role, checked("state_codes", row["role"], ROLES)),
            row["note"],
        )
        for row in read_rows("state_codes")
    )


@cache
def load_aliases() -> tuple[Alias, ...]:
    """All printed names that are no mere spelling of a name in the tables of actors."""
    return tuple(
        Alias(row["text"], row["actor_id"], int(row["since"]) if row["since"] else None, row["reason"])
        for row in read_rows("aliases")
    )


def _actor(row: dict[str, str], kind: str) -> Actor:
    return Actor(
        actor_id=row["actor_id"],
        kind=cast(Kind, checked("groups", row.get("kind") or kind, KINDS)),
        name=row["name"],
        name_long=row["name_long"] or row["name"],
        iso3=row.get("iso3", ""),
        parent_id=row.get("parent_id", ""),
        date_start=_date(row.get("date_start", "")),
        date_end=_date(row.get("date_end", "")),
        note=row["note"],
        continent=row.get("continent", ""),
        region=row.get("region", ""),
    )


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def checked(table: str, text: str, allowed: tuple[str, ...]) -> str:
    """The word, if the vocabulary has it.

    Raises
    ------
    ValueError
        Naming the table and the allowed words.
    """
    if text not in allowed:
        raise ValueError(f"{table}.csv: {text!r} is not one of {', '.join(allowed)}")
    return text
