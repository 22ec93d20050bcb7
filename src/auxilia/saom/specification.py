"""What a model says: effects on variables, rates, interactions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal, get_args

from auxilia.errors import ModelError
from auxilia.saom.catalogue import Effect, find
from auxilia.saom.prepared import Prepared

Function = Literal["evaluation", "endowment", "creation"]
MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True)
class Term:
    """One effect of a model on `variable`.

    others
        Names of the networks, behaviours and covariates that the effect reads, in RSiena's order by kind.
    function
        "evaluation", "endowment" (maintenance) or "creation".
    parameter
        Internal parameter; None for the effect's default.
    parts
        The terms whose product this is; empty for a plain effect.
    fixed, tested
        Not estimated; not estimated but given a score test.
    initial
        Where estimation begins; None for the default.
    """

    variable: str
    effect: str
    others: tuple[str, ...] = ()
    function: Function = "evaluation"
    parameter: float | None = None
    parts: tuple[Term, ...] = ()
    fixed: bool = False
    tested: bool = False
    initial: float | None = None

    @property
    def name(self) -> str:
        """As tables print it."""
        inside = ", ".join([*self.others, *([f"{self.parameter:g}"] if self.parameter is not None else [])])
        plain = " x ".join(part.name for part in self.parts) or self.effect + (
            f" ({inside})" if inside else ""
        )
        return plain if self.function == "evaluation" else f"{self.function}: {plain}"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate that differs among actors of `variable`: exp(alpha a_i) times the rate of the period.

    effect
        "RateX" (a covariate or behaviour), "outRate", "inRate", "recipRate", and their "Inv" and "Log" forms
        (out- and in-degrees, reciprocated ties of a network: 1 / (d + 1), log(d + 1)).
    other
        The covariate, behaviour or network; the variable itself when it is a network and `other` is empty.
    """

    variable: str
    effect: str
    other: str = ""
    fixed: bool = False
    tested: bool = False
    initial: float | None = None

    @property
    def name(self) -> str:
        """As tables print it."""
        return f"rate: {self.effect}" + (f" ({self.other})" if self.other else "")


RATES = ("RateX", *tuple(f"{d}Rate{form}" for d in ("out", "in", "recip") for form in ("", "Inv", "Log")))


def effect(
    variable: str,
    name: str,
    *others: str,
    function: str = "evaluation",
    parameter: float | None = None,
    fixed: bool = False,
    tested: bool = False,
    initial: float | None = None,
) -> Term:
    """An effect by its RSiena short name: `effect("friendship", "simX", "smoke1")`."""
    kind = "endowment" if function == MAINTENANCE else function
    if kind not in get_args(Function):
        raise ModelError(f"function {function!r}. Allowed: {', '.join(get_args(Function))}, {MAINTENANCE}.")
    return Term(variable, name, others, kind, parameter, (), fixed, tested, initial)  # type: ignore[arg-type]


def interaction(
    *parts: Term, fixed: bool = False, tested: bool = False, initial: float | None = None
) -> Term:
    """The product of two or three effects on one variable (RSiena manual, section 5.10)."""
    if len(parts) not in {2, 3}:
        raise ModelError(f"an interaction of {len(parts)} effects. Give two or three.")
    if len({(part.variable, part.function) for part in parts}) > 1 or any(part.parts for part in parts):
        raise ModelError(
            "the parts of an interaction act on one variable, in one function, and are plain effects."
        )
    first = parts[0]
    return Term(first.variable, "unspInt", (), first.function, None, parts, fixed, tested, initial)


def rate(
    variable: str,
    effect: str,
    other: str = "",
    *,
    fixed: bool = False,
    tested: bool = False,
    initial: float | None = None,
) -> Rate:
    """A rate effect: `rate("friendship", "outRate")`, `rate("friendship", "RateX", "smoke1")`."""
    if effect not in RATES:
        raise ModelError(f"rate effect {effect!r}. Allowed: {', '.join(RATES)}.")
    return Rate(variable, effect, other, fixed, tested, initial)


@dataclass(frozen=True, slots=True)
class Bound:
    """A plain effect with the things it reads, by letter: x, w networks; v, u attributes; d, e pairs."""

    effect: Effect
    variable: str
    reads: dict[str, str]
    parameter: float


def bind(term: Term, data: Prepared) -> Bound:
    """Look up what the term names; ModelError says what does not fit."""
    if term.variable in data.networks:
        target: Literal["network", "behavior"] = "network"
    elif term.variable in data.behaviors:
        target = "behavior"
    else:
        known = ", ".join([*data.networks, *data.behaviors])
        raise ModelError(f"{term.effect}: no variable {term.variable!r}. Variables: {known}.")
    found = find(target, term.effect)
    label = f"{term.variable}: {term.effect}"
    if term.function not in found.types:
        raise ModelError(f"{label} has no {term.function} function. It has: {', '.join(found.types)}.")
    letters = _letters(found)
    reads = {"x": term.variable} if target == "network" else {}
    left = list(term.others)
    for letter in letters:
        named = _take(left, letter, data)
        if named is None:
            raise ModelError(f"{label} needs {_KINDS[letter]} beside {list(term.others)}.")
        reads[letter] = named
    if left:
        raise ModelError(
            f"{label} does not read {left[0]!r}. It reads: {[_KINDS[x] for x in letters] or 'nothing'}."
        )
    _modes(found, reads, data, label)
    parameter = found.parameter if term.parameter is None else term.parameter
    if parameter != found.parameter and not found.reads("p"):
        raise ModelError(f"{label} has no internal parameter; parameter={parameter:g} would change nothing.")
    return Bound(found, term.variable, reads, float(parameter))


_KINDS = {
    "x": "a network",
    "w": "another network",
    "v": "a covariate or behaviour",
    "u": "another covariate or behaviour",
    "d": "a dyadic covariate",
    "e": "another dyadic covariate",
}


def _letters(found: Effect) -> list[str]:
    wanted = [letter for letter in "xwvude" if found.reads(letter)]
    return [letter for letter in wanted if letter != "x" or found.target == "behavior"]


def _take(left: list[str], letter: str, data: Prepared) -> str | None:
    kinds: dict[str, Collection[str]] = {
        "x": data.networks,
        "w": data.networks,
        "v": {*data.attributes, *data.behaviors},
        "u": {*data.attributes, *data.behaviors},
        "d": data.pairs,
        "e": data.pairs,
    }
    for place, name in enumerate(left):
        if name in kinds[letter]:
            return left.pop(place)
    return None


def _modes(found: Effect, reads: dict[str, str], data: Prepared, label: str) -> None:
    for letter, allowed in (("x", found.two_mode), ("w", found.w_two_mode)):
        if letter in reads:
            one = data.networks[reads[letter]].one_mode
            if (allowed == "no" and not one) or (allowed == "only" and one):
                raise ModelError(
                    f"{label} does not take the {'one' if one else 'two'}-mode network {reads[letter]!r}."
                )


def functions_of(term: Term, data: Prepared) -> tuple[Bound, ...]:
    """The plain effects of a term, one or the parts of an interaction."""
    parts = term.parts or (term,)
    found = tuple(bind(replace(part, function=term.function), data) for part in parts)
    target = found[0].effect.target
    if len(found) > 1 and target == "network":
        free = [one for one in found if one.effect.interaction == ""]
        whole = any(one.effect.shape != "tie" or one.effect.change_of == "receiver" for one in found)
        if len(free) > 1 or whole:
            raise ModelError(
                f"{term.name}: at most one effect of an interaction may depend on ego's other ties; "
                "the others must be ego effects (egoX) or dyadic effects (density, recip, X, altX, simX ...)."
            )
    if len(found) > 1 and sum(one.effect.interaction != "OK" for one in found) > 1 and target == "behavior":
        raise ModelError(
            f"{term.name}: at most one effect of an interaction may depend on the value other than by "
            "a factor; the others must be like linear, effFrom, indeg, avAlt."
        )
    return found
