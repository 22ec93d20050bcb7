"""A specification of logics: which ties of whom evolve with what, and by which effects, as a TOML file.

```toml
title = "..."                       # also: question, note, limits (lines), seed
[waves]
first = 1993                        # each wave stands at the end of its year
last = 2017
every = 2                           # also: without = ["actors", "left out"]
[networks.equip]                    # a kind of ties; the options are those of the adder `ties` of panels
practice = "equip"
source = "sipri_transfers"
rule = "window"                     # year, window (of `years`) or spell (bridging `gap` silent years)
years = 2                           # also: threshold (with a measure), silence, not_covered
[behaviors.violence]                # ordered classes of states, from an adder or indicator of panels
add = "ucdp:intensity"
over = "max"                        # of the years of a wave: mean, max, min, sum, first, last
cuts = [1, 2]                       # or classes = 5
[covariates.democracy]              # of states, or of = "pair"; also: column, shape, standard, fill, moment
add = "vdem:polyarchy"
[covariates.rivals_sell]            # 1 where an actor to whom `through` ties the provider has a tie
of = "others"
network = "equip"
through = "rivalry"
[[effects]]                         # RSiena's short names: docs/saom.md
variable = "equip"
effect = "altX"
others = ["democracy"]              # also: function, parameter, fixed, tested, initial; parts of a product
[settings]
phase3 = 1000                       # the fields of auxilia.saom.Settings
```

With `providers = ["USA", ...]` each of them is a model of its own: a network of one sender.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from auxilia import saom
from auxilia.errors import AuxiliaError, UsageError
from auxilia.panels.waves import Others, Plan, Ties, Value

T = TypeVar("T")
NAME = re.compile(r"[a-z][a-z0-9_]{0,19}")
TOP = {"title", "question", "note", "limits", "seed", "providers", "waves", "networks", "behaviors",
       "covariates", "effects", "rates", "settings", "goodness"}  # fmt: skip
WAVES = {"first", "last", "every", "years", "without"}
DEFINITION = {"rule", "years", "gap", "threshold", "silence", "not_covered"}
OPTIONS = {"practice", "instrument", "source", "programme", "stage", "price", "concession", "certainty",
           "mutual", "measure", "fiscal", "spread"}  # fmt: skip
BEHAVIOR = {"add", "column", "over", "shape", "fill", "cuts", "classes"}
COVARIATE = {"of", "add", "column", "over", "shape", "standard", "fill", "moment"}
OTHERS = {"of", "network", "through"}
PART = {"effect", "others", "parameter"}
EFFECT = {"variable", "function", "fixed", "tested", "initial", "parts", *PART}
RATE = {"variable", "effect", "other", "fixed", "tested", "initial"}
SETTINGS = {one.name for one in fields(saom.Settings)}


@dataclass(frozen=True, slots=True)
class Spec:
    """What a specification says. `providers` are names as written; none: all actors in one model.

    `goodness`: how many simulations goodness of fit rests on.
    """

    name: str
    title: str
    question: str
    note: str
    limits: tuple[str, ...]
    providers: tuple[str, ...]
    plan: Plan
    terms: tuple[saom.Term, ...]
    rates: tuple[saom.Rate, ...]
    settings: saom.Settings
    seed: int
    goodness: int
    text: str


def read_spec(path: Path | Traversable) -> Spec:
    """Read a specification.

    Raises
    ------
    UsageError
        With the file, the key that is wrong, and what it may be.
    """
    try:
        text = path.read_text("utf-8")
        told = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML ({error}).") from None
    try:
        return _spec(Path(path.name).stem, told, text)
    except (AuxiliaError, TypeError, ValueError) as error:
        raise UsageError(f"{path}: {error}") from error


def _spec(name: str, told: Mapping[str, Any], text: str) -> Spec:
    _only("the file", told, TOP)
    for key in ("title", "waves", "networks", "effects"):
        if key not in told:
            raise UsageError(f"no {key}. A specification needs title, waves, networks and effects.")
    networks = _each("networks", told["networks"], _ties)
    behaviors = _each("behaviors", told.get("behaviors", {}), _behavior)
    covariates = _each("covariates", told.get("covariates", {}), _covariate)
    plan = Plan(
        _years(told["waves"]),
        tuple(networks),
        tuple(behaviors),
        tuple(one for one in covariates if isinstance(one, Value)),
        tuple(one for one in covariates if isinstance(one, Others)),
        tuple(_words("waves: without", told["waves"].get("without", []))),
    )
    _only("settings", told.get("settings", {}), SETTINGS)
    providers = _words("providers", told.get("providers", []))
    if providers and behaviors:
        raise UsageError("providers: a model of one provider has no behaviors. Leave one of the two out.")
    return Spec(
        name,
        _text(told, "title"),
        _text(told, "question"),
        _text(told, "note"),
        tuple(_words("limits", told.get("limits", []))),
        tuple(providers),
        plan,
        tuple(_placed("effect", told["effects"], _term)),
        tuple(_placed("rate", told.get("rates", []), _rate)),
        saom.Settings(**told.get("settings", {})),
        _whole(told, "seed", 1),
        _whole(told, "goodness", 500),
        text,
    )


def _years(told: Mapping[str, Any]) -> tuple[int, ...]:
    _only("waves", told, WAVES)
    if "years" in told:
        return tuple(int(year) for year in told["years"])
    for key in ("first", "last"):
        if key not in told:
            raise UsageError(f"waves: no {key}. Give first, last and every, or the years one by one.")
    return tuple(range(_whole(told, "first", 0), _whole(told, "last", 0) + 1, _whole(told, "every", 1)))


def _ties(name: str, told: Mapping[str, Any]) -> Ties:
    _only("it", told, DEFINITION | OPTIONS)
    options = {key: str(value) for key, value in told.items() if key in OPTIONS}
    given = {key: value for key, value in told.items() if key in DEFINITION}
    if "threshold" in given:
        given["threshold"] = float(given["threshold"])
    return Ties(name, options, **given)


def _behavior(name: str, told: Mapping[str, Any]) -> Value:
    _only("it", told, BEHAVIOR)
    return _value(name, told)


def _covariate(name: str, told: Mapping[str, Any]) -> Value | Others:
    if told.get("of") == "others":
        _only("it", told, OTHERS)
        _needs(told, "network", "through")
        return Others(name, told["network"], told["through"])
    _only("it", told, COVARIATE)
    return _value(name, told)


def _value(name: str, told: Mapping[str, Any]) -> Value:
    _needs(told, "add")
    given = dict(told)
    column = given.pop("column", ())
    given["column"] = (column,) if isinstance(column, str) else tuple(column)
    given["cuts"] = tuple(float(cut) for cut in given.get("cuts", ()))
    return Value(name, **given)


def _term(told: Mapping[str, Any]) -> saom.Term:
    _only("it", told, EFFECT)
    _needs(told, "variable")
    more = {key: told[key] for key in ("fixed", "tested", "initial") if key in told}
    if "parts" in told:
        parts = [
            _plain({"variable": told["variable"], "function": told.get("function", "evaluation"), **one})
            for one in told["parts"]
        ]
        return saom.interaction(*parts, **more)
    return _plain(told, **more)


def _plain(told: Mapping[str, Any], **more: Any) -> saom.Term:
    _needs(told, "effect")
    given = {key: told[key] for key in ("function", "parameter") if key in told}
    return saom.effect(told["variable"], told["effect"], *told.get("others", []), **given, **more)


def _rate(told: Mapping[str, Any]) -> saom.Rate:
    _only("it", told, RATE)
    _needs(told, "variable", "effect")
    return saom.rate(**told)


def _each(what: str, told: Mapping[str, Any], made: Callable[[str, Mapping[str, Any]], T]) -> list[T]:
    found = []
    for name, one in told.items():
        if not NAME.fullmatch(name):
            raise UsageError(f"{what}.{name}: names have up to 20 small letters, digits and _.")
        if not isinstance(one, Mapping):
            raise UsageError(f"{what}.{name}: {one!r} is no table. Write [{what}.{name}] and its keys.")
        try:
            found.append(made(name, one))
        except (AuxiliaError, TypeError, ValueError) as error:
            raise UsageError(f"{what}.{name}: {error}") from error
    return found


def _placed(what: str, told: Sequence[Mapping[str, Any]], made: Callable[[Mapping[str, Any]], T]) -> list[T]:
    found = []
    for place, one in enumerate(told, start=1):
        try:
            found.append(made(one))
        except (AuxiliaError, TypeError, ValueError) as error:
            raise UsageError(f"{what} {place}: {error}") from error
    return found


def _only(what: str, told: Mapping[str, Any], allowed: set[str]) -> None:
    odd = sorted(set(told) - allowed)
    if odd:
        raise UsageError(f"{what} has the key {odd[0]!r}. Allowed: {', '.join(sorted(allowed))}.")


def _needs(told: Mapping[str, Any], *keys: str) -> None:
    for key in keys:
        if key not in told:
            raise UsageError(f"no {key}. Add {key} = ...")


def _text(told: Mapping[str, Any], key: str) -> str:
    return " ".join(str(told.get(key, "")).split())


def _whole(told: Mapping[str, Any], key: str, default: int) -> int:
    value = told.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise UsageError(f"{key} is {value!r}; it is a whole number.")
    return value


def _words(key: str, told: Any) -> list[str]:
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise UsageError(f'{key} is {told!r}; it is a list of words: ["...", "..."].')
    return [" ".join(one.split()) for one in told]
