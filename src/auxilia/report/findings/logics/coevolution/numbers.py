"""The numbers of the part: every estimate with its error, and what tells how well a model does."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from auxilia.report.findings.logics.coevolution import terms
from auxilia.report.findings.record import Number
from auxilia.report.format import MINUS, chance, counted, exact

ALL = "all"
Z95 = 1.96


@dataclass(frozen=True, slots=True)
class Which:
    """One model: of a specification, and of a provider or `all`."""

    spec: str
    provider: str

    @property
    def key(self) -> str:
        """How the keys of its numbers begin."""
        return f"{self.spec}.{self.provider}."


@dataclass(frozen=True, slots=True)
class Estimated:
    """A model as plain numbers (`auxilia.report.logics.record`)."""

    which: Which
    record: Mapping[str, Any]


class Figures:
    """The numbers by key, and pieces of sentences made of them."""

    def __init__(self, numbers: Mapping[str, Number]) -> None:
        self._numbers = dict(numbers)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All of them, in the order of the models."""
        return tuple(self._numbers.values())

    def __call__(self, key: str) -> str:
        """A number as it is shown; a dash where there is none."""
        return self._numbers[key].shown if key in self._numbers else "–"

    def holds(self, key: str) -> bool:
        """Whether there is such a number."""
        return key in self._numbers

    def value(self, key: str) -> float:
        """The number itself."""
        return self._numbers[key].value

    def interval(self, key: str) -> tuple[float, float]:
        """At 95 percent."""
        estimate, error = self._numbers[key].value, self._numbers[f"{key}.se"].value
        return estimate - Z95 * error, estimate + Z95 * error

    def clear(self, key: str) -> int:
        """1 or -1 where the interval lies above or below zero, else 0."""
        if key not in self._numbers:
            return 0
        low, high = self.interval(key)
        return (low > 0) - (high < 0)

    def cell(self, key: str) -> str:
        """An estimate with its error, as a table shows it: bold where clear of zero, a dash without one."""
        if key not in self._numbers:
            return "–"
        text = f"{self(key)} ({self(f'{key}.se')})"
        return f"**{text}**" if self.clear(key) else text

    def effects(self, model: str, variable: str) -> list[str]:
        """The effects on a variable in a model, in their order; not the rates of periods."""
        start = f"{model}{variable}."
        found = self.below(start)
        return [one for one in found if f"{start}{one}.se" in self._numbers and "(period " not in one]

    def below(self, start: str) -> list[str]:
        """What follows `start` in the keys that begin with it."""
        return [key.removeprefix(start) for key in self._numbers if key.startswith(start)]

    def favoured(self, model: str, variable: str, sign: int) -> list[str]:
        """Whom a model finds chosen more (1) or less (-1) with certainty."""
        return [
            terms.plain(effect)
            for effect in self.effects(model, variable)
            if terms.plain(effect) and self.clear(f"{model}{variable}.{effect}") == sign
        ]

    def more_and_less(self, model: str, variable: str, more: str, less: str, between: str = "; ") -> str:
        """Both within a sentence, each with its lead; what the model does not know is left out."""
        told = [
            lead + _listed(found)
            for lead, sign in ((more, 1), (less, -1))
            if (found := self.favoured(model, variable, sign))
        ]
        return between.join(told) or f"{more}nobody in particular"

    def odds(self, key: str) -> str:
        """An odds ratio with its interval: 2.1 times the odds (1.6 to 2.8)."""
        low, high = (math.exp(end) for end in self.interval(key))
        unclear = "" if self.clear(key) else ", not clear"
        return f"{math.exp(self.value(key)):.2f} times the odds ({low:.2f} to {high:.2f}{unclear})"


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def figures(models: Sequence[Estimated], names: Mapping[str, str]) -> Figures:
    """The numbers of models."""
    found: dict[str, Number] = {}
    for model in models:
        found |= {number.key: number for number in _Numbers(model, names).made}
    return Figures(found)


class _Numbers:
    """The numbers of one model."""

    def __init__(self, model: Estimated, names: Mapping[str, str]) -> None:
        told, which = model.record, model.which
        self.told, self.key, self.sources = told, which.key, tuple(told["sources"])
        self.whose = f"{names.get(which.provider, 'all states')}, {which.spec}"
        self.period = f"{told['years'][0]}–{told['years'][-1]}"
        self.changes = {
            name: sum(one["made"] + one["ended"] for one in looks) for name, looks in told["waves"].items()
        }
        self.whole = sum(self.changes.values())
        self.made: list[Number] = []
        self._parameters()
        self._estimation()
        for name, looks in told["waves"].items():
            self._looks(name, looks, told["years"])
        self._diagnostics()

    def _put(
        self, key: str, what: str, value: float | None, unit: str, form: Callable[[float], str], n: int = -1
    ) -> None:
        if value is not None:
            self.made.append(
                Number(f"{self.key}{key}", f"{self.whose}: {what}", value, unit, form(value), self.period,
                       self.whole if n < 0 else n, "ties made or ended", self.sources)
            )  # fmt: skip

    def _parameters(self) -> None:
        for one in self.told["parameters"]:
            key, n = f"{one['variable']}.{one['effect']}", self.changes.get(one["variable"], self.whole)
            what = f"{one['variable']}, {one['effect']}"
            unit = "changes an actor" if one["kind"] == "basic rate" else "log odds"
            self._put(key, what, one["estimate"], unit, signed, n)
            self._put(f"{key}.se", f"{what}, standard error", one["se"], unit, signed, n)
            self._put(f"{key}.target", f"{what}, observed statistic", one["target"], "statistic", exact, n)

    def _estimation(self) -> None:
        told = self.told
        self._put("largest_t", "largest t-ratio of convergence", told["largest_t"], "ratio", thousandths)
        self._put("overall", "overall maximum convergence ratio", told["overall_ratio"], "ratio", thousandths)
        self._put("converged", "converged by the rule (1: yes)", int(told["converged"]), "count", exact)
        self._put("simulations", "simulations", told["simulations"], "count", exact)
        self._put("seed", "seed", told["seed"], "count", lambda value: f"{value:.0f}")
        self._put("actors", "states", told["actors"], "count", exact)
        self._put("waves", "waves", len(told["years"]), "count", exact)

    def _looks(self, name: str, looks: Sequence[Mapping[str, Any]], years: Sequence[int]) -> None:
        for place, one in enumerate(looks):
            what = f"{name}: Jaccard of the waves {years[place]} to {years[place + 1]}"
            n = one["ties"] + one["after"]
            self._put(f"jaccard.{name}.{years[place]}", what, one["jaccard"], "share", signed, n)
        for year, ties in zip(years, (*(one["ties"] for one in looks), looks[-1]["after"]), strict=True):
            self._put(f"ties.{name}.{year}", f"{name}: ties in {year}", ties, "count", exact)
        known = [one["jaccard"] for one in looks if one["jaccard"] is not None]
        for key, value in (("least", min(known)), ("mean", sum(known) / len(known)), ("most", max(known))):
            self._put(f"jaccard.{name}.{key}", f"{name}: Jaccard, {key}", value, "share", signed)

    def _diagnostics(self) -> None:
        told = self.told
        for name, one in told["foretold"].items():
            for kind in ("made", "ended"):
                n = one[f"n_{kind}"]
                what = f"{name}: ties {kind} that are told from others"
                self._put(f"foretold.{name}.{kind}", what, one[kind], "chance", signed, n)
                self._put(f"{kind}.{name}", f"{name}: ties {kind}", n, "count", exact, n)
        for name, one in told["goodness"].items():
            draws, what = one["draws"], f"goodness of fit, {name}"
            self._put(f"goodness.{name}", what, one["p"], "p", partial(chance, draws=draws))
            off = one["farthest"]
            key, what = f"farthest.{name}.{off['label']}", f"{name}, {off['label']}: farthest off the model"
            self._put(key, f"{what}, observed", off["observed"], "statistic", counted)
            self._put(f"{key}.low", f"{what}, 2.5 % of simulations", off["low"], "statistic", counted)
            self._put(f"{key}.high", f"{what}, 97.5 % of simulations", off["high"], "statistic", counted)
        for name, shares in told["importance"].items():
            for effect, share in shares.items():
                what = f"{name}, {effect}: share in choices"
                self._put(f"importance.{name}.{effect}", what, share, "share", signed)
        if told["time"]:
            self._put("time.p", "effects differ between periods", told["time"]["p"], "p", chance)


def signed(value: float) -> str:
    """Two places and a true minus: −0.31, 1.03."""
    return f"{MINUS if round(value, 2) < 0 else ''}{abs(value):.2f}"


def thousandths(value: float) -> str:
    """Three places."""
    return f"{value:.3f}"
