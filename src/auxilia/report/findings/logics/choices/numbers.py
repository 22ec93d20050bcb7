"""The numbers of the part: every estimate with its interval, and what tells how well a model does."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from auxilia.report.findings.logics.choices.models import Estimates, Fitted, interval
from auxilia.report.findings.logics.choices.terms import ALL, CAUSES, GROUPS, PRACTICES, TOPS
from auxilia.report.findings.logics.choices.world import FIRST, LAST, World
from auxilia.report.findings.record import Number
from auxilia.report.format import MINUS, exact, span


@dataclass(frozen=True, slots=True)
class About:
    """What all numbers of one model share."""

    key: str
    what: str
    period: str
    choices: int
    sources: tuple[str, ...]
    own: str


class Figures:
    """The numbers by key, and pieces of sentences made of them."""

    def __init__(
        self,
        fits: Sequence[Fitted],
        eras: Mapping[str, Sequence[Estimates]],
        found: World,
        names: Mapping[str, str],
        named: Collection[str] = (),
    ) -> None:
        self._numbers: dict[str, Number] = {}
        for fit in fits:
            about = _about(fit, names)
            self._estimates(fit, about)
            self._quality(fit, about)
        for era, models in eras.items():
            for model in models:
                self._estimates(model, _about(model, names, era))
        self._world(found, names, named)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All of them, in the order of the models."""
        return tuple(self._numbers.values())

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that a number rests on."""
        return tuple(sorted({source for number in self.numbers for source in number.sources}))

    def __call__(self, key: str) -> str:
        """A number as it is shown."""
        return self._numbers[key].shown

    def holds(self, key: str) -> bool:
        """Whether there is such a number."""
        return key in self._numbers

    def cell(self, key: str) -> str:
        """An estimate with its error, as a table shows it: bold where clear of zero, a dash without one."""
        if key not in self._numbers:
            return "–"
        text = f"{self(key)} ({self(f'{key}.se')})"
        return f"**{text}**" if self.clear(key) else text

    def times(self, key: str) -> str:
        """An odds ratio with its interval in words: 2.1 times the odds (1.6 to 2.8)."""
        low, high = (math.exp(end) for end in self._interval(key))
        unclear = "" if self.clear(key) else ", not clear"
        return f"{math.exp(self._numbers[key].value):.2f} times the odds ({low:.2f} to {high:.2f}{unclear})"

    def odds(self, key: str) -> str:
        """An odds ratio alone, with a star where its interval holds one."""
        return f"{math.exp(self._numbers[key].value):.2f}{'' if self.clear(key) else '*'}"

    def doubled(self, key: str) -> str:
        """What twice the past choices do to the odds; a dash without the estimate."""
        return f"{2 ** self._numbers[key].value:.1f}" if key in self._numbers else "–"

    def favoured(self, model: str, sign: int) -> str:
        """Whom a model finds chosen more often (1) or less often (-1) with certainty, in words."""
        among = [each for each in CAUSES if self.clear(f"{model}{each.key}") == sign]
        at_war = model.startswith(("support.", "rebels."))
        return "; ".join(each.at_war if at_war and each.at_war else each.plain for each in among) or "–"

    def listed(self, model: str, sign: int) -> str:
        """The same within a sentence."""
        *first, last = self.favoured(model, sign).replace("–", "nobody in particular").split("; ")
        return f"{', '.join(first)} and {last}" if first else last

    def most(self, key: str) -> str:
        """A share in words."""
        value = self._numbers[key].value if key in self._numbers else 0.0
        return "nearly all" if value >= 90 else "most" if value >= 60 else "half" if value >= 40 else "a part"

    def clear(self, key: str) -> int:
        """1 or -1 where the interval lies above or below zero, else 0."""
        if key not in self._numbers:
            return 0
        low, high = self._interval(key)
        return (low > 0) - (high < 0)

    def _interval(self, key: str) -> tuple[float, float]:
        return interval(self._numbers[key].value, self._numbers[f"{key}.se"].value)

    def _estimates(self, model: Estimates, about: About) -> None:
        for bare, cause in ((bare, cause) for bare in (False, True) for cause in CAUSES):
            coefficient = model.of(cause.key, bare=bare)
            if coefficient is None:
                continue
            key, without = ("bare.", ", in the model without habit") if bare else ("", "")
            for end, said, value in (
                ("", "", coefficient.estimate),
                (".se", ", standard error", coefficient.se),
            ):
                what = f"{cause.label}, {cause.unit}{without}{said}"
                self._put(about, f"{key}{cause.key}{end}", what, value, "log odds", signed(value))
        self._put(about, "events", "choices explained", model.events, "count", exact(model.events), own=True)
        labels = {cause.key: cause.label for cause in CAUSES}
        for name, (choices, recipients) in model.holds.items():
            what = f"choices of states with: {labels[name]}"
            self._put(about, f"holds.{name}", what, choices, "count", exact(choices))
            what = f"recipients among choices of states with: {labels[name]}"
            self._put(about, f"holds.{name}.recipients", what, recipients, "count", exact(recipients))

    def _quality(self, fit: Fitted, about: About) -> None:
        for key, what, value in (
            ("recipients", "recipients chosen", fit.recipients),
            ("alternatives", "states open to each choice, mean", round(fit.alternatives, 1)),
        ):
            self._put(about, key, what, value, "count", f"{value:,.0f}", own=True)
        for key, what, value in (
            ("loglik", "log-likelihood", fit.loglik),
            ("null", "log-likelihood of choice at random", fit.null),
        ):
            self._put(about, key, what, value, "log", exact(round(value)))
        gain = 100 * (1 - fit.loglik / fit.null)
        self._put(about, "gain", "log-likelihood above choice at random", gain, "percent", part(gain))
        for top in TOPS:
            for key, of, said in (("recall", fit.recall, "the model"), ("chance", fit.chance, "chance")):
                what = f"chosen recipient among the {top} likeliest by {said}"
                self._put(about, f"{key}{top}", what, 100 * of[top], "percent", part(100 * of[top]))
        for group in (group for group in GROUPS if group in fit.lost):
            value = fit.lost[group]
            self._put(about, f"lost.{group}", f"gain lost without {group}", value, "percent", part(value))
        self._put(
            about, "alone", "gain that habit has alone", fit.alone, "percent", part(fit.alone), own=True
        )

    def _world(self, found: World, names: Mapping[str, str], named: Collection[str]) -> None:
        for name, stream in found.streams.items():
            practice = PRACTICES[name]
            about = About(name, practice.label, practice.period, len(stream.time), (stream.source,), "")
            counted = {"before the first day: history only": found.before(name), **stream.left_out}
            for why, count in counted.items():
                self._put(about, f"left_out.{why}", why, count, "count", exact(count))
            explained = sum(found.number(name).values())
            self._put(about, "explained", "choices of all providers", explained, "count", exact(explained))
            whole = explained + sum(counted.values())
            self._put(about, "all", "explained and left out", whole, "count", exact(whole))
            for actor, count in found.number(name).items():
                if actor in named:
                    what = f"choices of {names[actor]}"
                    self._put(about, f"choices.{actor}", what, count, "count", exact(count))
        for name, covariate in found.covariates.items():
            years = span(FIRST, LAST)
            about = About("filled", covariate.name, years, covariate.cells, covariate.sources, "")
            for key, count, said in (
                ("nearest", covariate.nearest, "value of the nearest year taken"),
                ("middle", covariate.middle, "middle of the year taken"),
            ):
                value = 100 * count / covariate.cells
                self._put(about, f"{name}.{key}", said, value, "percent", part(value))

    def _put(
        self, about: About, key: str, what: str, value: float, unit: str, shown: str, *, own: bool = False
    ) -> None:
        of = "cells" if about.key == "filled" else "choices"
        sources = (about.own,) if own else about.sources
        self._numbers[f"{about.key}.{key}"] = Number(
            f"{about.key}.{key}", f"{about.what}: {what}", value, unit, shown, about.period, about.choices,
            of, tuple(sorted(sources)),
        )  # fmt: skip


def _about(model: Estimates, names: Mapping[str, str], era: str = "") -> About:
    practice = PRACTICES[model.practice]
    kept = [cause for cause in CAUSES if cause.key not in model.left_out]
    every = {practice.source, *(source for cause in kept for source in cause.sources)}
    key = ".".join(piece for piece in (model.practice, model.provider, era) if piece)
    what = f"{names[model.provider]}, {practice.label}"
    period = era.replace("-", "–") or practice.period
    return About(key, what, period, model.events, tuple(sorted(every)), practice.source)


def signed(value: float) -> str:
    """Two places and a true minus: −0.31, 1.03."""
    return f"{MINUS if round(value, 2) < 0 else ''}{abs(value):.2f}"


def part(value: float) -> str:
    """A share: 33 %, 1.1 %, under 0.1 %."""
    if 0 < abs(value) < 0.05:
        return "under 0.1 %"
    text = f"{abs(value):.0f} %" if abs(value) >= 9.95 or value == 0 else f"{abs(value):.1f} %"
    return f"{MINUS}{text}" if value < 0 else text


def tally(figures: Figures, fits: Sequence[Fitted]) -> dict[str, dict[str, int]]:
    """In how many arms models of single providers a term is clear above, clear below zero, estimated."""
    counts = {}
    single = [fit for fit in fits if fit.practice == "arms" and fit.provider != ALL]
    for bare in ("", "bare."):
        for cause in CAUSES:
            keys = [f"arms.{fit.provider}.{bare}{cause.key}" for fit in single
                    if fit.of(cause.key, bare=bool(bare))]  # fmt: skip
            signs = [figures.clear(key) for key in keys]
            counts[bare + cause.key] = {"up": signs.count(1), "down": signs.count(-1), "of": len(signs)}
    return counts


def ordered(fits: Iterable[Fitted], practice: str) -> tuple[Fitted, ...]:
    """The models of one practice, all providers together last."""
    chosen = [fit for fit in fits if fit.practice == practice]
    return tuple(sorted(chosen, key=lambda fit: (fit.provider == ALL, -fit.events)))
