"""The contract of an adder, and how one is asked for: `ties`, `cow:cinc`, `ties:measure=tiv:source=...`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import duckdb

from auxilia.errors import UnknownNameError, UsageError
from auxilia.panels.plan import Addition
from auxilia.panels.units import Request, Unit, UnitName


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the ledger's codebook: what a source tells of states, or of pairs of states, by year."""

    id: str
    source_id: str
    name: str
    label: str
    family: str
    of: str
    unit: str
    ordering: str
    year_from: int
    year_to: int
    absence: str
    problems: str | None


@dataclass(frozen=True, slots=True)
class Context:
    """What an adder may look at: the ledger, the unit, whose rows are wanted, the indicators there are."""

    con: duckdb.DuckDBPyConnection
    unit: Unit
    request: Request
    indicators: tuple[Indicator, ...]

    def matching(self, *patterns: str) -> tuple[Indicator, ...]:
        """The indicators whose ids match a pattern with `*`, in the order of the patterns.

        Raises
        ------
        UsageError
            When the ledger has none.
        """
        found = [one for pattern in patterns for one in self.indicators if fnmatchcase(one.id, pattern)]
        if not found:
            sources = ", ".join(dict.fromkeys(pattern.split(":")[0] for pattern in patterns))
            raise UsageError(
                f"this ledger has no indicator {' or '.join(patterns)}. "
                f"Build the sources {sources}: auxilia build --source {sources.split(', ')[0]}."
            )
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Option:
    """One option of an adder: what it means, and the words it takes (empty: any text)."""

    means: str
    allowed: tuple[str, ...] = ()


ALL_UNITS: tuple[UnitName, ...] = ("state-year", "dyad-year", "actor-year", "conflict-year", "tie-year")


@dataclass(frozen=True, slots=True)
class Adder:
    """Adds columns to a panel. `build` gets the options as they were typed, already checked by name."""

    name: str
    title: str
    build: Callable[[Context, Mapping[str, str]], Addition]
    units: tuple[UnitName, ...] = ALL_UNITS
    options: Mapping[str, Option] = field(default_factory=dict)


def load_indicators(con: duckdb.DuckDBPyConnection) -> tuple[Indicator, ...]:
    """All indicators of the ledger, in the order of their ids."""
    rows = con.execute(
        "SELECT indicator, source_id, name, label, family, of, unit, ordering, year_from, year_to, absence, "
        "problems FROM core_indicators ORDER BY indicator"
    ).fetchall()
    return tuple(Indicator(*row) for row in rows)


def split_asked(asked: str) -> tuple[str, dict[str, str]]:
    """The name and the options of `name:option=value:option=value`; the name may hold colons itself.

    Raises
    ------
    UsageError
        When an option has no value, or stands twice.
    """
    pieces = asked.strip().split(":")
    first = next((i for i, piece in enumerate(pieces) if "=" in piece), len(pieces))
    options: dict[str, str] = {}
    for piece in _options(pieces[first:]):
        key, _, value = piece.partition("=")
        if not key or not value or key in options:
            raise UsageError(f"{asked!r}: write each option once, as {key or 'option'}=value.")
        options[key] = value
    return ":".join(pieces[:first]), options


def _options(pieces: list[str]) -> list[str]:
    """Options, where a piece without `=` belongs to the value before it (`programme=us:imet`)."""
    joined: list[str] = []
    for piece in pieces:
        if "=" in piece:
            joined.append(piece)
        else:
            joined[-1] += f":{piece}"
    return joined


def run_adder(adder: Adder, context: Context, options: Mapping[str, str]) -> Addition:
    """Check unit and options, and let the adder build.

    Raises
    ------
    UsageError
        When the adder does not serve the unit, or an option is none of its own.
    """
    if context.unit.name not in adder.units:
        raise UsageError(
            f"{adder.name} cannot be added to a {context.unit.name} panel, only to {', '.join(adder.units)}."
        )
    for key, value in options.items():
        if key not in adder.options:
            raise UnknownNameError(key, f"option of {adder.name}", tuple(adder.options))
        allowed = adder.options[key].allowed
        for word in value.split("+"):
            if allowed and word not in allowed:
                raise UnknownNameError(word, f"value of {key}", allowed)
    return adder.build(context, options)


def nearest(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The known names nearest to one, best first."""
    return tuple(difflib.get_close_matches(name, known, n=4, cutoff=0.5))
