"""Parameters in their order: for each variable its rates by group and period, rate effects, effects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auxilia.errors import ModelError
from auxilia.saom.prepared import Prepared
from auxilia.saom.specification import RATES, Rate, Term, functions_of


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: `kind` is "basic rate", "rate", "evaluation", "endowment" or "creation"."""

    variable: str
    name: str
    kind: str
    group: int = -1
    period: int = -1
    fixed: bool = False
    tested: bool = False
    initial: float | None = None

    @property
    def basic(self) -> bool:
        """Whether it is the rate of one period, which must stay positive."""
        return self.kind == "basic rate"

    @property
    def label(self) -> str:
        """Variable and name."""
        return f"{self.variable}: {self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where each part of the model finds its parameter."""

    parameters: tuple[Parameter, ...]
    basic: dict[tuple[str, int, int], int]
    rates: dict[str, tuple[tuple[Rate, int], ...]]
    terms: dict[str, tuple[tuple[Term, int], ...]]

    def __len__(self) -> int:
        return len(self.parameters)


def lay_out(groups: Sequence[Prepared], terms: Sequence[Term], rates: Sequence[Rate]) -> Layout:
    """Put the parameters in order; ModelError when an effect is given twice or a variable has none."""
    first = groups[0]
    names = list(first.data.variables)
    _check(groups, terms, rates)
    parameters: list[Parameter] = []
    basic: dict[tuple[str, int, int], int] = {}
    placed_rates: dict[str, tuple[tuple[Rate, int], ...]] = {}
    placed_terms: dict[str, tuple[tuple[Term, int], ...]] = {}
    for name in names:
        for g, group in enumerate(groups):
            for period in range(group.periods):
                basic[name, g, period] = len(parameters)
                of = f" of group {g + 1}" if len(groups) > 1 else ""
                parameters.append(Parameter(name, f"rate (period {period + 1}{of})", "basic rate", g, period))
        placed_rates[name] = _place(parameters, [r for r in rates if r.variable == name])
        placed_terms[name] = _place(parameters, [t for t in terms if t.variable == name])
    return Layout(tuple(parameters), basic, placed_rates, placed_terms)


def _place(parameters: list[Parameter], parts: Sequence[Rate] | Sequence[Term]) -> tuple[tuple, ...]:  # type: ignore[type-arg]
    found = []
    for part in parts:
        kind = part.function if isinstance(part, Term) else "rate"
        found.append((part, len(parameters)))
        parameters.append(
            Parameter(
                part.variable,
                part.name,
                kind,
                fixed=part.fixed or part.tested,
                tested=part.tested,
                initial=part.initial,
            )
        )
    return tuple(found)


def _check(groups: Sequence[Prepared], terms: Sequence[Term], rates: Sequence[Rate]) -> None:
    _check_alike(groups)
    _check_parts(groups[0], terms, rates)
    for group in groups:
        for term in terms:
            functions_of(term, group)
        for one in rates:
            rate_source(one, group)


def _check_alike(groups: Sequence[Prepared]) -> None:
    """Groups have the same variables and covariates."""
    first = groups[0]
    for g, group in enumerate(groups[1:], start=2):
        for what in ("variables", "covariates"):
            here, there = set(getattr(first.data, what)), set(getattr(group.data, what))
            if here != there:
                raise ModelError(
                    f"group {g}: its {what} are {sorted(there)}; those of group 1 are {sorted(here)}."
                )


def _check_parts(first: Prepared, terms: Sequence[Term], rates: Sequence[Rate]) -> None:
    """Each part acts on a variable and is given once, and each variable has an effect."""
    known = set(first.data.variables)
    parts: list[Term | Rate] = [*terms, *rates]
    for part in parts:
        if part.variable not in known:
            raise ModelError(
                f"{part.name}: no variable {part.variable!r}. Variables: {', '.join(sorted(known))}."
            )
    seen: set[tuple[str, str]] = set()
    for part in parts:
        key = (part.variable, part.name)
        if key in seen:
            raise ModelError(
                f"{part.variable}: {part.name} is given twice; its two parameters could not be told apart."
            )
        seen.add(key)
    for name in first.data.variables:
        if not any(term.variable == name for term in terms):
            shape = "density" if name in first.networks else "linear"
            raise ModelError(f"{name} has no effect. Give at least effect({name!r}, {shape!r}).")


def rate_source(one: Rate, data: Prepared) -> str:
    """What a rate effect looks at; ModelError when it is of the wrong kind."""
    name = one.other or one.variable
    if one.effect not in RATES:
        raise ModelError(f"rate effect {one.effect!r}. Allowed: {', '.join(RATES)}.")
    if one.effect == "RateX":
        if name not in data.attributes and name not in data.behaviors:
            raise ModelError(f"{one.variable}: RateX needs a covariate or behaviour, not {name!r}.")
    elif name not in data.networks:
        raise ModelError(f"{one.variable}: {one.effect} needs a network, not {name!r}.")
    elif not data.networks[name].one_mode and not one.effect.startswith("out"):
        raise ModelError(f"{one.variable}: {one.effect} needs a one-mode network; {name!r} is two-mode.")
    return name
