"""The catalogue of effects: each is one declaration and one pure function in a module under `effects/`.

Modules are found by looking: a new effect touches no existing file. The pure function says what the statistic
is, from the present state alone; the kernel of its family updates it change by change. One contract suite
holds the two against each other for every effect.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from auxilia.errors import UnknownNameError
from auxilia.events.arrays import AnyArray
from auxilia.events.jit import Kernel

Shape = Literal["dyad", "actor"]
Side = Literal["ego", "alter"]
Define = Callable[..., AnyArray]
# values, the time of each value's risk set, the unit of time
Finish = Callable[[AnyArray, AnyArray, float], AnyArray]


@dataclass(frozen=True, slots=True)
class Read:
    """One array that an effect reads: its first or second network or attribute.

    `turned` networks come transposed; `latest` holds the time of the last event of each cell (-inf before the
    first).
    """

    kind: Literal["network", "attribute"]
    argument: int = 0
    turned: bool = False
    latest: bool = False


X, XT = Read("network"), Read("network", turned=True)
Y, YT = Read("network", 1), Read("network", 1, turned=True)
LAST, LAST_T = Read("network", latest=True), Read("network", turned=True, latest=True)
Z, W = Read("attribute"), Read("attribute", 1)


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect.

    name
        goldfish's name, else that of the literature.
    formula, reference
        In words that print anywhere; who defined it.
    reads
        What `define` takes, in this order.
    shape
        "dyad": the statistic is (n, n), of i -> j. "actor": (n,), of the actor who turns (type "ego") or is
        turned to (type "alter").
    define
        The statistic from scratch. For attributes alone: an elementwise function of ego's and alter's value.
        For the effects of the last event (i, j; a, b): an elementwise function of the four.
    kernel
        Updates the state by a log of changes; None for elementwise effects.
    begin
        The kernel's first state where it is more than the statistic (else `define`).
    finish
        What remains to be done to emitted values with the time at hand.
    side
        Whose value it is, where the name says so already.
    mirrored
        The state holds the statistic of i -> j at [j, i].
    powers
        The degree in which the statistic grows with each network; a decay of it is applied so often.
    """

    name: str
    formula: str
    reference: str
    reads: tuple[Read, ...]
    shape: Shape
    define: Define
    kernel: Kernel | None = None
    begin: Define | None = None
    finish: Finish | None = None
    side: Side | None = None
    mirrored: bool = False
    powers: tuple[int, ...] = (1, 1)

    @property
    def networks(self) -> int:
        """How many networks must be named."""
        return len({read.argument for read in self.reads if read.kind == "network"})

    @property
    def attributes(self) -> int:
        """How many attributes must be named."""
        return len({read.argument for read in self.reads if read.kind == "attribute"})

    @property
    def meaning(self) -> str:
        """The first line of the pure function's docstring."""
        return (self.define.__doc__ or "").strip().splitlines()[0]


def effect(
    name: str,
    formula: str,
    reads: tuple[Read, ...],
    *,
    shape: Shape = "dyad",
    reference: str = "goldfish",
    **more: object,
) -> Callable[[Define], Effect]:
    """Declare the pure function below as an effect; `more` are further fields of `Effect`."""

    def declare(define: Define) -> Effect:
        return Effect(name, formula, reference, reads, shape, define, **more)  # type: ignore[arg-type]

    return declare


@cache
def catalogue() -> dict[str, Effect]:
    """All effects by name, from every module under `effects/`."""
    package = importlib.import_module("auxilia.events.effects")
    found: dict[str, Effect] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        for value in vars(importlib.import_module(f"{package.__name__}.{module}")).values():
            if isinstance(value, Effect) and found.setdefault(value.name, value) is not value:
                raise RuntimeError(f"two effects are named {value.name!r}; one of them is in {module}")
    return found


def find(name: str) -> Effect:
    """The effect of this name; UnknownNameError with the nearest names otherwise."""
    found = catalogue()
    if name not in found:
        plain = {key.replace("_", "").lower(): key for key in found}
        near = difflib.get_close_matches(name.replace("_", "").lower(), list(plain), 3, 0.5)
        raise UnknownNameError(name, "effect", [plain[key] for key in near])
    return found[name]
