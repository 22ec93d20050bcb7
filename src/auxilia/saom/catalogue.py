"""The catalogue of effects: each is a declaration and one or two pure functions in a module under `effects/`.

Modules are found by looking: a new effect touches no existing file. What the functions may ask for stands in
`auxilia.saom.arguments`. They are compiled one by one, so they call nothing but `math` and NumPy scalars.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from auxilia.errors import UnknownNameError
from auxilia.saom.arguments import kind

Function = Callable[..., Any]
Target = Literal["network", "behavior"]
Shape = Literal["tie", "ego", "value"]
FUNCTIONS = ("evaluation", "endowment", "creation")


@cache
def asks(function: Function) -> tuple[str, ...]:
    """The words that a function asks for, in order; ValueError for an unknown one."""
    words = tuple(inspect.signature(function).parameters)
    for word in words:
        kind(word)
    return words


@dataclass(slots=True, eq=False)
class Effect:
    """One effect on a network or on a behaviour.

    name
        RSiena's short name.
    formula
        What is summed, in words that print anywhere.
    shape
        "tie": `statistic` writes t_ij for all j, and s_i = sum_j x_ij t_ij. "ego": it writes s_i itself to
        out[0]. "value": an effect on behaviour; it returns s_i for the value `zi`.
    statistic
        The pure function that defines the effect.
    change
        For "tie" and "ego": s_i with the tie i -> j minus s_i without it, for all j, whatever the tie is now.
        The statistic itself where ego's other ties do not matter. Effects on behaviour need none: it is the
        difference of two values.
    parameter
        Default of the internal parameter `p`.
    divisor
        The statistic of a whole network is the sum over ego divided by this (a three-cycle is seen by three).
    change_of
        What `change` is the difference of. "actor": ego's s_i. "tie": t_ij alone; what the tie does to the
        worth of ego's other ties is left out (RSiena's elementary effects). "receiver": the sum of t_ij over
        all ties to j, where an effect is about receivers.
    looks_back
        Whether statistics of lost and of new ties both look at the network at the start of the period as it
        is in simulations (new ties usually look at its end).
    v_of_receivers
        Whether, on a two-mode network, v belongs to the receivers.
    others_move
        Effects on behaviour: whether, for maintenance and creation, the others' values are taken back to the
        start of the period together with ego's.
    types
        Functions of the model in which the effect makes sense.
    two_mode
        "no", "also" or "only": whether x may be a two-mode network.
    w_two_mode
        The same for w.
    reference
        Who defined it.
    interaction
        "ego", "dyadic" or "" (neither), for interactions made by users (RSiena manual, section 5.10). Effects
        on behaviour: "OK" where s_i is the value times what does not depend on it.
    """

    name: str
    formula: str
    target: Target
    shape: Shape
    statistic: Function
    changing: Function | None = None
    parameter: float = 0.0
    divisor: float = 1.0
    change_of: Literal["actor", "tie", "receiver"] = "actor"
    looks_back: bool = False
    v_of_receivers: bool = False
    others_move: bool = False
    types: tuple[str, ...] = FUNCTIONS
    two_mode: Literal["no", "also", "only"] = "no"
    w_two_mode: Literal["no", "also", "only"] = "no"
    reference: str = "RSiena manual"
    interaction: str = ""
    words: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.words = asks(self.statistic)

    def change(self, function: Function) -> Function:
        """Declare the change statistic."""
        asks(function)
        self.changing = function
        return function

    @property
    def functions(self) -> tuple[Function, ...]:
        """The statistic, and the change statistic where it is another function."""
        return (self.statistic,) if self.changing is None else (self.statistic, self.changing)

    def reads(self, letter: str) -> bool:
        """Whether any function asks for something of w, v, u, d or e."""
        words = {word for function in self.functions for word in asks(function)}
        parts = {part for word in words for part in word.split("_")}
        return bool({letter, f"{letter}o", f"{letter}i"} & parts)

    @property
    def meaning(self) -> str:
        """The first line of the docstring."""
        return (self.statistic.__doc__ or "").strip().splitlines()[0]


def network_effect(
    name: str, formula: str, *, shape: Literal["tie", "ego"] = "tie", **more: Any
) -> Callable[[Function], Effect]:
    """Declare the pure function below as an effect on a network; `more` are further fields of `Effect`."""

    def declare(function: Function) -> Effect:
        return Effect(name, formula, "network", shape, function, **more)

    return declare


def behavior_effect(name: str, formula: str, **more: Any) -> Callable[[Function], Effect]:
    """Declare the pure function below as an effect on a behaviour; `more` are further fields of `Effect`."""

    def declare(function: Function) -> Effect:
        return Effect(name, formula, "behavior", "value", function, **more)

    return declare


@cache
def catalogue() -> dict[tuple[Target, str], Effect]:
    """All effects by what they act on and name, from every module under `effects/`."""
    package = importlib.import_module("auxilia.saom.effects")
    found: dict[tuple[Target, str], Effect] = {}
    for module in sorted(info.name for info in pkgutil.walk_packages(package.__path__)):
        for value in vars(importlib.import_module(f"{package.__name__}.{module}")).values():
            if not isinstance(value, Effect):
                continue
            key = (value.target, value.name)
            if found.setdefault(key, value) is not value:
                raise RuntimeError(f"two effects on a {value.target} are named {value.name!r}: see {module}")
    return found


def find(target: Target, name: str) -> Effect:
    """The effect of this name on a network or behaviour; UnknownNameError with the nearest names if none."""
    found = catalogue()
    if (target, name) not in found:
        names = {key[1].lower(): key[1] for key in found if key[0] == target}
        near = difflib.get_close_matches(name.lower(), list(names), 3, 0.5)
        raise UnknownNameError(name, f"effect on a {target}", [names[key] for key in near])
    return found[target, name]
