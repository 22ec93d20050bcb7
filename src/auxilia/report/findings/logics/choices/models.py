"""One choice model a provider and practice: whom does it turn to, given that it turns to somebody?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from auxilia import events
from auxilia.errors import UsageError
from auxilia.events import Design, History, Layer, Sample, Term, term
from auxilia.panels.streams.frame import Bools, Floats
from auxilia.report.findings.logics.choices.terms import (
    CAUSES,
    GROUPS,
    HALF_LIFE,
    LATELY,
    LEAST_CHOICES,
    LEAST_RECIPIENTS,
    TOPS,
)
from auxilia.report.findings.logics.choices.world import World, history

EVERY = tuple(cause.key for cause in CAUSES)
# A quarter of a million trainings are estimated against so many states drawn for each; recall uses all.
SAMPLES: Mapping[str, Sample] = {"train": Sample(15, seed=6)}


def interval(estimate: float, se: float) -> tuple[float, float]:
    """The 95 percent interval of an estimate."""
    return estimate - 1.96 * se, estimate + 1.96 * se


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A log odds ratio, with errors clustered by recipient (by provider where there are several)."""

    cause: str
    estimate: float
    se: float

    @property
    def interval(self) -> tuple[float, float]:
        """At 95 percent."""
        return interval(self.estimate, self.se)


@dataclass(frozen=True, slots=True)
class Estimates:
    """A model with all terms, and (`bare`) the same without habit; `left_out` could not be estimated.

    `holds` counts, for terms of yes and no, the choices that have it and the recipients among these.
    """

    provider: str
    practice: str
    coefficients: tuple[Coefficient, ...]
    bare: tuple[Coefficient, ...]
    left_out: tuple[str, ...]
    holds: Mapping[str, tuple[int, int]]
    events: int

    def of(self, cause: str, *, bare: bool = False) -> Coefficient | None:
        """The coefficient of a cause, where it could be estimated; `bare`: in the model without habit."""
        among = self.bare if bare else self.coefficients
        return next((each for each in among if each.cause == cause), None)


@dataclass(frozen=True, slots=True)
class Fitted(Estimates):
    """A model with what tells how well it does.

    `lost`: what the log-likelihood loses, in percent of its gain, without a group of terms; `alone`: what is
    left of the gain with nothing but habit. `alternatives`: how many there are on average.
    """

    recipients: int
    alternatives: float
    loglik: float
    null: float
    recall: Mapping[int, float]
    chance: Mapping[int, float]
    lost: Mapping[str, float]
    alone: float


def terms() -> dict[str, Term]:
    """Cause -> term."""
    lately = Layer("arms", window=LATELY)
    return {
        "inertia": term("inertia", half_life=HALF_LIFE, transform="log1p"),
        "suppliers": term("indeg", lately, transform="log1p"),
        "gdp": term("alter", "gdp"),
        "wealth": term("alter", "wealth"),
        "distance": term("tie", Layer("distance", weighted=True)),
        "democracy": term("alter", "democracy"),
        "war": term("alter", "war"),
        "un_distance": term("tie", Layer("un_distance", weighted=True)),
        "ally": term("tie", "ally"),
        "rival": term("tie", "rival"),
        "rivals_ally": term("mixed_trans", "rival", "ally", transform="positive"),
        "rivals_rival": term("trans", "rival", transform="positive"),
        "rivals_sale": term("rival_presence", "rival", lately, transform="positive"),
    }


@dataclass(frozen=True, eq=False, slots=True)
class _Asked:
    """What is estimated on what: a practice, its history, the terms that can be estimated, and its design."""

    practice: str
    past: History
    kept: Mapping[str, Term]
    left_out: tuple[str, ...]
    holds: Mapping[str, tuple[int, int]]
    design: Design

    def without(self, gone: Collection[str]) -> dict[str, Term]:
        return {key: each for key, each in self.kept.items() if key not in gone}


def estimates(
    found: World,
    provider: str,
    practice: str,
    *,
    span: tuple[float, float] | None = None,
    causes: Collection[str] = EVERY,
) -> Estimates:
    """Estimate with and without habit, over a span of years if given."""
    asked = _asked(found, provider, practice, span, causes)
    return _estimates(provider, asked, _fit(asked.design))


def fitted(found: World, provider: str, practice: str, *, causes: Collection[str] = EVERY) -> Fitted:
    """Estimate one model: all terms, all but habit, each group of terms left out in turn, and habit alone."""
    asked = _asked(found, provider, practice, None, causes)
    full = _fit(asked.design)
    told = _estimates(provider, asked, full)
    whole = asked.design if asked.design.sample is None else events.prepare(asked.design.model, asked.past)
    left = events.residuals(full, whole)
    lost, alone = _lost(asked, full)
    return Fitted(
        told.provider,
        told.practice,
        told.coefficients,
        told.bare,
        told.left_out,
        told.holds,
        told.events,
        recipients=int((left.received > 0).sum()),
        alternatives=float(np.nanmean(left.alternatives)),
        loglik=full.loglik,
        null=full.null_loglik,
        recall={top: left.recall(top) for top in TOPS},
        chance={top: left.recall_by_chance(top) for top in TOPS},
        lost=lost,
        alone=alone,
    )


def _asked(
    found: World, provider: str, practice: str, span: tuple[float, float] | None, causes: Collection[str]
) -> _Asked:
    past, sample = history(found, provider, practice, span), SAMPLES.get(practice)
    known = {key: each for key, each in terms().items() if key in causes}
    design = events.prepare(events.choice(practice, *known.values()), past, sample=sample)
    poor, holds = _poor(design, list(known))
    kept = {key: each for key, each in known.items() if key not in poor}
    if poor:
        design = design.reduced(*kept.values())
    left_out = tuple(key for key in EVERY if key not in kept)
    return _Asked(practice, past, kept, left_out, holds, design)


def _estimates(provider: str, asked: _Asked, full: events.Fit) -> Estimates:
    free = asked.without({"inertia"})
    barely = asked.design.reduced(*free.values())
    return Estimates(
        provider,
        asked.practice,
        _coefficients(full, asked.design, asked.kept),
        _coefficients(_fit(barely), barely, free),
        asked.left_out,
        asked.holds,
        full.events,
    )


def _fit(design: Design, start: Floats | None = None) -> events.Fit:
    found = events.fit(design, start=start)
    if not found.converged:
        raise UsageError(
            f"the model of {design.model.events} with {', '.join(design.names)} did not converge; "
            "the ledger holds too little for it. Build the ledger of all sources."
        )
    return found


def _coefficients(full: events.Fit, design: Design, keys: Iterable[str]) -> tuple[Coefficient, ...]:
    one = len(np.unique(design.actors[0])) == 1
    errors = events.robust(full, design, "receiver" if one else "sender")
    told = zip(keys, full.theta.tolist(), errors.se.tolist(), strict=True)
    return tuple(Coefficient(*each) for each in told)


def _lost(asked: _Asked, full: events.Fit) -> tuple[dict[str, float], float]:
    """Percent of the gain that goes with each group, and that habit has alone."""
    gain = full.loglik - full.null_loglik
    groups = {cause.key: cause.group for cause in CAUSES}
    places = list(asked.kept)

    def share(rest: Mapping[str, Term]) -> float:
        start = np.array([full.theta[places.index(key)] for key in rest])
        less = _fit(asked.design.reduced(*rest.values()), start)
        return 100 * (less.loglik - full.null_loglik) / gain

    lost = {}
    for group in GROUPS:
        rest = asked.without({key for key in places if groups[key] == group})
        if len(rest) < len(places):
            lost[group] = 100 - share(rest)
    return lost, share(asked.without({key for key in places if groups[key] != "habit"}))


def _poor(design: Design, keys: Sequence[str]) -> tuple[set[str], dict[str, tuple[int, int]]]:
    """Terms of yes and no that too few choices or recipients have or lack; and how many have each."""
    binary = np.ones(len(keys), bool)
    seen: list[Bools] = []
    for block in design.blocks():
        seen.append(block.x[:, block.at.start[:-1] + block.at.chosen] > 0)
        binary &= np.isin(block.x, (0.0, 1.0)).all(axis=1)
    yes, receiver = np.concatenate(seen, axis=1), design.actors[1]
    poor, holds = set(), {}
    for place, key in enumerate(keys):
        if not binary[place]:
            continue
        sides = [receiver[yes[place] == wanted] for wanted in (True, False)]
        holds[key] = (len(sides[0]), len(np.unique(sides[0])))
        if any(len(side) < LEAST_CHOICES or len(np.unique(side)) < LEAST_RECIPIENTS for side in sides):
            poor.add(key)
    return poor, holds
