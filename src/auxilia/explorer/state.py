"""One state: what is asked of the ledger, the same for page, API and shell.

An address holds a state as its query: `provider=USA,FRA&year=2010..2020&practice=train`. Lists are divided by
commas, or the parameter is repeated; years are written as at the shell. `serialise` gives the one canonical
form (the usual values left out, lists without repetition and in the order of the vocabulary), and
`parse(serialise(state))` is the state again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Protocol, cast, get_args
from urllib.parse import quote

from auxilia.errors import UnknownNameError, UsageError
from auxilia.explorer.choices import (
    LARGEST_PAGE,
    LARGEST_PAGE_NUMBER,
    LICENCES,
    TABLES,
    USUAL_PAGE,
    VIEWS,
    Licence,
    TableName,
    View,
)
from auxilia.explorer.codes import LONGEST, code_of
from auxilia.explorer.trouble import ParameterError
from auxilia.ledger.years import FIRST, LAST, Years, parse_years
from auxilia.panels.system import System
from auxilia.panels.units import UnitName
from auxilia.vocabulary import INSTRUMENTS, MEASURES, PRACTICES, STAGES

MOST_VALUES = 50
UNITS: tuple[UnitName, ...] = get_args(UnitName)
SYSTEMS: tuple[System, ...] = get_args(System)
LAG = re.compile(r"[A-Za-z]\w{0,39}(:[1-9]\d?)?", re.ASCII)
Names = tuple[str, ...]


class Known(Protocol):
    """What a ledger knows, as far as a state can name it."""

    @property
    def sources(self) -> Names:
        """Ids of sources."""

    @property
    def programmes(self) -> Names:
        """Ids of programmes."""

    @property
    def releases(self) -> Names:
        """Names of releases."""

    def actor(self, asked: str) -> str:
        """The id of the actor meant; UnknownNameError where nothing answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is asked. Empty lists ask for everything; `year` is a closed range or None for all years.

    `table` is None where the view decides; `v` names a release, empty for the ledger in force. `unit`, `add`,
    `lag` and `system` ask for a panel, and mean nothing elsewhere.
    """

    provider: Names = ()
    recipient: Names = ()
    practice: Names = ()
    instrument: Names = ()
    stage: Names = ()
    measure: Names = ()
    source: Names = ()
    programme: Names = ()
    year: Years | None = None
    view: View = "table"
    table: TableName | None = None
    licence: Licence = "own"
    page: int = 1
    size: int = USUAL_PAGE
    v: str = ""
    unit: UnitName | Literal[""] = ""
    add: Names = ()
    lag: Names = ()
    system: System = "cow"

    @property
    def shown_table(self) -> TableName:
        """The table that answers: figures where a stage or measure is asked for, else ties."""
        return self.table or ("figures" if self.stage or self.measure else "ties")


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field is read from text and written again."""

    read: Callable[[str, Sequence[str], Known], object]
    write: Callable[[State], str]
    means: str
    allowed: Names = field(default=())


def parse(pairs: Iterable[tuple[str, str]], known: Known) -> State:
    """The state that the parameters of an address mean.

    Raises
    ------
    ParameterError
        For a parameter that does not exist, a value outside the vocabulary, a name that nobody answers to.
    """
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in FIELDS:
            raise ParameterError(name[:60], value, "there is no such parameter", tuple(FIELDS))
        if value.strip():
            given.setdefault(name, []).append(value)
    read = {name: FIELDS[name].read(name, values, known) for name, values in given.items()}
    return State(**read)  # type: ignore[arg-type]


def serialise(state: State) -> str:
    """The canonical query of a state, without the question mark; empty for the usual state."""
    usual = State()
    told = [
        f"{name}={quote(entry.write(state), safe=',:.@-_~')}"
        for name, entry in FIELDS.items()
        if getattr(state, name) != getattr(usual, name)
    ]
    return "&".join(told)


def _split(name: str, values: Sequence[str]) -> list[str]:
    found = [part.strip() for value in values for part in value.split(",")]
    found = list(dict.fromkeys(part for part in found if part))
    if len(found) > MOST_VALUES:
        raise ParameterError(
            name, ",".join(found), f"{len(found)} values are asked for, {MOST_VALUES} may be"
        )
    for part in found:
        if len(part) > LONGEST or not part.isprintable():
            raise ParameterError(name, part, "this is no name")
    return found


def _words(allowed: Sequence[str]) -> Callable[[str, Sequence[str], Known], Names]:
    def read(name: str, values: Sequence[str], _known: Known) -> Names:
        return _chosen(name, _split(name, values), allowed)

    return read


def _chosen(name: str, found: Sequence[str], allowed: Sequence[str]) -> Names:
    for part in found:
        if part not in allowed:
            raise ParameterError(name, part, "this is none of the values", tuple(allowed)[:MOST_VALUES])
    return tuple(sorted(found, key=list(allowed).index))


def _sources(name: str, values: Sequence[str], known: Known) -> Names:
    return _chosen(name, _split(name, values), known.sources)


def _programmes(name: str, values: Sequence[str], known: Known) -> Names:
    ends = {programme.partition(":")[2]: programme for programme in known.programmes}
    found = [ends.get(part, part) for part in _split(name, values)]
    return _chosen(name, list(dict.fromkeys(found)), known.programmes)


def _actors(name: str, values: Sequence[str], known: Known) -> Names:
    found = []
    for part in _split(name, values):
        try:
            found.append(known.actor(part))
        except UnknownNameError as error:
            raise ParameterError(name, part, "no actor answers to it", error.suggestions) from error
    return tuple(sorted(dict.fromkeys(found)))


def _variables(name: str, values: Sequence[str], _known: Known) -> Names:
    """What a panel is asked for; the panel itself knows whether there is such a thing."""
    return tuple(_split(name, values))


def _lags(name: str, values: Sequence[str], _known: Known) -> Names:
    found = _split(name, values)
    for part in found:
        if not LAG.fullmatch(part):
            raise ParameterError(name, part, "write the name of a column, and after a colon 1 to 99 years")
    return tuple(found)


def _one(name: str, values: Sequence[str]) -> str:
    if len(set(values)) > 1:
        raise ParameterError(name, ",".join(values), "it is given more than once")
    return values[-1].strip()


def _choice(allowed: Sequence[str]) -> Callable[[str, Sequence[str], Known], str]:
    def read(name: str, values: Sequence[str], _known: Known) -> str:
        return _chosen(name, [_one(name, values)], allowed)[0]

    return read


def _years(name: str, values: Sequence[str], _known: Known) -> Years | None:
    given = _one(name, values)
    try:
        found = parse_years(given)
    except UsageError as error:
        raise ParameterError(name, given, "write 2010, 2010..2020, 2010.. or ..2020") from error
    return None if found == Years() else found


def _number(most: int) -> Callable[[str, Sequence[str], Known], int]:
    def read(name: str, values: Sequence[str], _known: Known) -> int:
        given = _one(name, values)
        if not (given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= most):
            raise ParameterError(name, given, f"a whole number from 1 to {most} is asked for")
        return int(given)

    return read


def _release(name: str, values: Sequence[str], known: Known) -> str:
    given = _one(name, values)
    if given not in known.releases:
        raise ParameterError(name, given, "there is no such release", known.releases)
    return given


def _listed(name: str) -> Callable[[State], str]:
    return lambda state: ",".join(getattr(state, name))


def _plain(name: str) -> Callable[[State], str]:
    return lambda state: str(getattr(state, name) or "")


def _coded(name: str) -> Callable[[State], str]:
    return lambda state: ",".join(code_of(actor) for actor in getattr(state, name))


def years_text(years: Years | None) -> str:
    """Years as an address writes them; empty for all years."""
    if years is None:
        return ""
    if years.start == years.end:
        return str(years.start)
    start, end = ("" if years.start == FIRST else years.start), ("" if years.end == LAST else years.end)
    return f"{start}..{end}"


FIELDS: dict[str, _Field] = {
    "provider": _Field(_actors, _coded("provider"), "Who provides: codes (USA), ids (ucdp:77) or names."),
    "recipient": _Field(_actors, _coded("recipient"), "Who receives: codes, ids or names."),
    "practice": _Field(_words(PRACTICES), _listed("practice"), "What is done.", PRACTICES),
    "instrument": _Field(_words(INSTRUMENTS), _listed("instrument"), "The finer kind.", INSTRUMENTS),
    "stage": _Field(_words(STAGES), _listed("stage"), "From announced to delivered.", STAGES),
    "measure": _Field(_words(MEASURES), _listed("measure"), "What a value counts.", MEASURES),
    "source": _Field(_sources, _listed("source"), "Ids of sources."),
    "programme": _Field(_programmes, _listed("programme"), "Programmes: imet or us:imet."),
    "year": _Field(_years, lambda state: years_text(state.year), "2010, 2010..2020, 2010.. or ..2020."),
    "view": _Field(_choice(VIEWS), _plain("view"), "How it is shown.", VIEWS),
    "table": _Field(_choice(TABLES), _plain("table"), "Which table answers.", TABLES),
    "licence": _Field(
        _choice(LICENCES),
        _plain("licence"),
        "own: everything this ledger holds, for your own use; open: only what may be passed on.",
        LICENCES,
    ),
    "page": _Field(_number(LARGEST_PAGE_NUMBER), _plain("page"), "The page of rows, from 1."),
    "size": _Field(_number(LARGEST_PAGE), _plain("size"), f"Rows a page, at most {LARGEST_PAGE}."),
    "unit": _Field(_choice(UNITS), _plain("unit"), "The unit of analysis of a panel.", UNITS),
    "add": _Field(_variables, _listed("add"), "What a panel holds: ties, cow:cinc, ties:measure=usd."),
    "lag": _Field(_lags, _listed("lag"), "Columns of a panel as they were before: tie_train or tie_train:2."),
    "system": _Field(_choice(SYSTEMS), _plain("system"), "The state system of a panel.", SYSTEMS),
    "v": _Field(_release, _plain("v"), "A release; empty for the ledger in force."),
}


PANEL_FIELDS = ("unit", "add", "lag", "system")


def as_record(state: State) -> dict[str, Any]:
    """The state as plain values for JSON: actors as codes, years as a pair; what is None is left out, and
    what asks for a panel where none is asked for.
    """
    record: dict[str, Any] = {}
    for entry in fields(State):
        value = getattr(state, entry.name)
        if entry.name in PANEL_FIELDS and not state.unit:
            continue
        if isinstance(value, Years):
            record["year"] = {"from": value.start, "to": value.end}
        elif entry.name in ("provider", "recipient"):
            record[entry.name] = [code_of(actor) for actor in cast(Names, value)]
        elif isinstance(value, tuple):
            record[entry.name] = list(value)
        elif value is not None:
            record[entry.name] = value
    return record
