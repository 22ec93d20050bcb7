"""Terms of a model: an effect, what it looks at, and how its statistic enters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias, get_args

from auxilia.errors import ModelError, UnknownNameError
from auxilia.events.arrays import Floats
from auxilia.events.catalogue import Effect, Side, find
from auxilia.events.layers import Layer

Named = Literal["identity", "log1p", "sqrt", "square", "positive", "absent"]
Transform: TypeAlias = Named | Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Term:
    """One term; made by `term`, `interaction`, `during` and `scaled`.

    `parts` are multiplied, and so are the values in time: `period` (from, to], and the global covariate
    named.
    """

    parts: tuple[Part, ...]
    period: tuple[float, float] | None = None
    scale: str | None = None

    @property
    def label(self) -> str:
        """How the term is printed."""
        text = " x ".join(part.label for part in self.parts)
        if self.period is not None:
            text += f" in ({self.period[0]:g}, {self.period[1]:g}]"
        return text if self.scale is None else f"{text} x {self.scale}"


@dataclass(frozen=True, slots=True)
class Part:
    """One statistic: an effect on its layers and attributes."""

    effect: str
    layers: tuple[Layer, ...]
    attributes: tuple[str, ...]
    side: Side | None
    transform: Transform
    unit: float

    @property
    def declared(self) -> Effect:
        """The effect's declaration."""
        return find(self.effect)

    @property
    def label(self) -> str:
        """The effect with what sets it apart from its defaults."""
        shown: list[str] = [layer.network for layer in self.layers if layer.network is not None]
        shown += self.attributes
        for name in ("window", "half_life", "kinds"):
            values = {getattr(layer, name) for layer in self.layers} - {None}
            shown += [f"{name}={value}" for value in sorted(values, key=str)]
        shown += ["weighted"] * any(layer.weighted for layer in self.layers)
        shown += [self.side] if self.side is not None and self.declared.side is None else []
        named = self.transform if isinstance(self.transform, str) else self.transform.__name__
        shown += [named] * (named != "identity")
        return f"{self.effect}({', '.join(map(str, shown))})" if shown else self.effect


def term(
    effect: str,
    *of: str | Layer | None,
    window: float | None = None,
    half_life: float | None = None,
    weighted: bool = False,
    kinds: tuple[str | int, ...] | None = None,
    type: Side | None = None,  # noqa: A002 - the field's word
    transform: Transform = "identity",
    unit: float = 1.0,
) -> Term:
    """A term by the name of its effect.

    Parameters
    ----------
    effect
        A name of the catalogue.
    of
        The networks it reads (names, or `Layer`s with windows of their own; None is the explained stream),
        then its attributes. An effect of one network reads the explained stream when none is named.
    window, half_life, weighted, kinds
        For all its networks named by a plain name (see `Layer`).
    type
        "ego" or "alter", for effects of one actor; by default ego in rate models, alter in the others.
    transform
        Of the statistic: identity, log1p, sqrt, square, positive (1 where it is above zero), absent (1 where
        it is zero), or a function of arrays, value by value.
    unit
        For recency: how much time is one unit.

    Raises
    ------
    UnknownNameError, ModelError
        For a name that is not in the catalogue, or arguments that the effect does not take.
    """
    declared = find(effect)
    if isinstance(transform, str) and transform not in get_args(Named):
        raise UnknownNameError(transform, "transform", get_args(Named))
    if type is not None and (
        type not in get_args(Side) or declared.shape != "actor" or declared.side is not None
    ):
        raise ModelError(
            f"{effect!r} takes no type {type!r}. Mend: leave `type` out, or give it to a degree."
        )
    if not unit > 0:
        raise ModelError(f"The unit of time must be positive, not {unit}.")
    named = _named(declared, of)
    _no_idle(declared, named[: declared.networks], Layer(None, window, half_life, weighted, kinds), unit)
    layers = tuple(
        name if isinstance(name, Layer) else Layer(name, window, half_life, weighted, kinds)
        for name in named[: declared.networks]
    )
    attributes = tuple(str(name) for name in named[declared.networks :])
    return Term((Part(effect, layers, attributes, type or declared.side, transform, unit),))


def interaction(*terms: str | Term) -> Term:
    """The product of the statistics of two or more terms."""
    made = [as_term(each) for each in terms]
    if len(made) < 2 or any(each.period or each.scale for each in made):
        raise ModelError(
            "An interaction takes two or more plain terms. Mend: set periods on the interaction."
        )
    return Term(tuple(part for each in made for part in each.parts))


def during(each: str | Term, after: float, until: float) -> Term:
    """The term within (after, until], zero outside."""
    if not after < until:
        raise ModelError(f"A period must end ({until}) after it begins ({after}).")
    return replace(as_term(each), period=(after, until))


def periods(each: str | Term, cuts: tuple[float, ...]) -> tuple[Term, ...]:
    """The term once per period between the cuts: an effect that changes in steps."""
    edges = (float("-inf"), *cuts, float("inf"))
    return tuple(during(each, after, until) for after, until in pairwise(edges))


def scaled(each: str | Term, name: str) -> Term:
    """The term times a global covariate: an effect that changes with time, a price, an order of the world."""
    return replace(as_term(each), scale=name)


def as_term(each: str | Term) -> Term:
    """A plain name is the effect on the explained stream."""
    return term(each) if isinstance(each, str) else each


def _no_idle(declared: Effect, networks: tuple[str | Layer | None, ...], given: Layer, unit: float) -> None:
    """Raise ModelError for arguments that would do nothing."""
    if given != Layer() and all(isinstance(network, Layer) for network in networks):
        whose = "reads no network" if not networks else "names its networks as layers"
        raise ModelError(
            f"{declared.name!r} {whose}, and takes no window, half-life, weights or kinds itself. "
            "Mend: leave them out, or give them to the layer."
        )
    if unit != 1.0 and declared.finish is None:
        raise ModelError(f"{declared.name!r} counts no time. Mend: leave `unit` out; it is for recency.")


def _named(declared: Effect, of: tuple[str | Layer | None, ...]) -> tuple[str | Layer | None, ...]:
    wanted = declared.networks + declared.attributes
    if len(of) == wanted - 1 and declared.networks == 1:
        of = (None, *of)
    if len(of) != wanted:
        raise ModelError(
            f"{declared.name!r} reads {declared.networks} networks and {declared.attributes} attributes "
            f"({declared.formula}), and {len(of)} names were given. Mend: name them in this order."
        )
    if any(isinstance(name, Layer) or name is None for name in of[declared.networks :]):
        raise ModelError(f"{declared.name!r}: its attributes must be names, after its networks.")
    return of
