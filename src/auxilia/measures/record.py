"""One measure as a record: its name, level, words, formula, columns and reference.

A measure is a pure function with `@measure(...)` above it, in a module of the folder of its level; it is
found by looking (`auxilia.measures.catalogue`). What people read of it is its docstring; what its columns
hold stands beside each column of its result, and the tests that every measure must pass follow from that.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import Any, Literal, ParamSpec, TypeVar, get_args

from auxilia.errors import ModelError
from auxilia.measures.arrays import Columns, frozen
from auxilia.measures.inputs import Amounts, Ties

Level = Literal["dyad", "recipient", "provider", "triad", "system"]
Holds = Literal[
    "actor", "year", "code", "label", "weight", "share", "index", "count", "years", "flag", "grade"
]
LEVELS: tuple[str, ...] = get_args(Level)
HOLDS: dict[str, str] = {
    "actor": "actor id",
    "year": "year",
    "code": "category as given",
    "label": "group found by the measure",
    "weight": "unit of the amounts",
    "share": "share, 0 to 1",
    "index": "number without unit",
    "count": "count",
    "years": "years",
    "flag": "0 or 1",
    "grade": "grade, 0 to 3",
}

Given = ParamSpec("Given")
Returned = TypeVar("Returned", bound="Result")


@dataclass(frozen=True, slots=True)
class About:
    """What a column holds, and over which columns its shares sum to 1."""

    label: str
    holds: Holds
    key: bool
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a result with what it holds."""

    name: str
    about: About


def key(label: str, holds: Holds) -> About:
    """A column that, with the other keys, names a row of a result."""
    return About(label, holds, key=True)


def column(label: str, holds: Holds, *, whole: tuple[str, ...] = ()) -> About:
    """A column of a result that holds what is measured."""
    return About(label, holds, key=False, whole=whole)


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Base of all results: equally long columns, read-only, one row for each value of the keys.

    Rows are in the order of the keys. A column is declared as `name: Annotated[type, column(...)]`; other
    fields are choices that hold for all rows.
    """

    def __post_init__(self) -> None:
        for item in self.described():
            object.__setattr__(self, item.name, frozen(getattr(self, item.name)))

    def columns(self) -> Columns:
        """The columns by name, for a table."""
        return {item.name: getattr(self, item.name) for item in self.described()}

    @classmethod
    def described(cls) -> tuple[Column, ...]:
        """What each column holds."""
        hints = typing.get_type_hints(cls, include_extras=True)
        abouts = ((item.name, getattr(hints[item.name], "__metadata__", ())) for item in fields(cls))
        return tuple(Column(name, extra[0]) for name, extra in abouts if extra)


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of the catalogue; all of its words come from the function's docstring.

    `takes` names the parameters, `result` the class of the result.
    """

    name: str
    level: Level
    function: Callable[..., Result]
    result: type[Result]

    @property
    def takes(self) -> tuple[str, ...]:
        """The names of its parameters."""
        return tuple(inspect.signature(self.function).parameters)

    @property
    def requires(self) -> tuple[str, ...]:
        """The names of those without a default."""
        parameters = inspect.signature(self.function).parameters.values()
        return tuple(item.name for item in parameters if item.default is item.empty)

    @property
    def label(self) -> str:
        """Its first line."""
        return _sections(self.function)[""].split("\n\n")[0].replace("\n", " ")

    @property
    def words(self) -> str:
        """What it says, before the formula."""
        return _sections(self.function)[""].partition("\n\n")[2].strip()

    @property
    def formula(self) -> str:
        """How it is computed."""
        return _sections(self.function)["Formula"]

    @property
    def example(self) -> str:
        """A few lines worked by hand."""
        return _sections(self.function)["Examples"]

    @property
    def reference(self) -> str:
        """Where it comes from."""
        return _sections(self.function)["References"]


def measure(level: Level) -> Callable[[Callable[Given, Returned]], Callable[Given, Returned]]:
    """Make a function a measure of this level, and guard its door.

    The arguments must be of the kinds of input that the function is written for: amounts are not taken for
    ties, nor ties for amounts.
    """

    def make(function: Callable[Given, Returned]) -> Callable[Given, Returned]:
        hints = typing.get_type_hints(function)
        result = hints.pop("return")
        wanted = {name: kinds for name, hint in hints.items() if (kinds := _kinds(hint))}
        signature = inspect.signature(function)

        @wraps(function)
        def guarded(*args: Given.args, **kwargs: Given.kwargs) -> Returned:
            bound = signature.bind(*args, **kwargs).arguments
            for name, kinds in wanted.items():
                if name in bound and not isinstance(bound[name], kinds):
                    raise ModelError(f"{function.__name__}: {_wrong(name, kinds, bound[name])}")
            return function(*args, **kwargs)

        record = Measure(function.__name__, level, guarded, result)
        guarded.__measure__ = record  # type: ignore[attr-defined]
        return guarded

    return make


def _kinds(hint: Any) -> tuple[type, ...]:
    """The input records that a parameter takes: those of this package, alone or one of several."""
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    return tuple(
        option
        for option in options
        if isinstance(option, type) and option.__module__.startswith("auxilia.measures")
    )


def _wrong(name: str, kinds: tuple[type, ...], value: object) -> str:
    if kinds == (Ties,) and isinstance(value, Amounts):
        return (
            f"{name} carries amounts, and this measure counts ties. "
            "Mend: say which amounts count as a tie, such as amounts.ties(above=0)."
        )
    if kinds == (Amounts,) and isinstance(value, Ties):
        return (
            f"{name} has no amounts, and this measure weighs ties. "
            "Mend: build Amounts(provider, recipient, year, weight)."
        )
    expected = " or ".join(kind.__name__ for kind in kinds)
    return f"{name} is {type(value).__name__}. Mend: pass {expected}."


def _sections(function: Callable[..., Result]) -> dict[str, str]:
    """The docstring by its headings; what stands before the first is under ""."""
    lines = (inspect.getdoc(function) or "").splitlines()
    sections: dict[str, list[str]] = {"": []}
    current = sections[""]
    for number, line in enumerate(lines):
        if number + 1 < len(lines) and line and set(lines[number + 1]) == {"-"}:
            current = sections.setdefault(line, [])
        elif not (line and set(line) == {"-"}):
            current.append(line)
    return {heading: "\n".join(body).strip() for heading, body in sections.items()}
