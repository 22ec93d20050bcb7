"""From waves to a model: the data that `auxilia.saom` takes, one model or one a provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from auxilia import saom
from auxilia.errors import ModelError
from auxilia.panels import waves
from auxilia.report.logics.spec import Spec

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

# A yes-or-no covariate that fewer ties of a provider have, or lack, is left out of its model.
LEAST = 5


@dataclass(frozen=True, eq=False, slots=True)
class Model:
    """What is estimated at once: the waves of all actors (`provider` empty) or of one provider.

    `left_out` names the terms that too few ties of the provider have, or lack.
    """

    provider: str
    seen: waves.Waves
    data: saom.Data
    terms: tuple[saom.Term, ...]
    left_out: tuple[str, ...] = ()


def models(ledger: Ledger, spec: Spec) -> Iterator[Model]:
    """Read the ledger once and give each model of a specification.

    Raises
    ------
    UsageError
        When the ledger does not hold what the specification asks for.
    ModelError
        When the waves are no data for a model; the provider is named.
    """
    named = tuple(ledger.find(name) for name in spec.providers)
    seen = waves.build(ledger, spec.plan, named)
    if not named:
        yield Model("", seen, _data(seen), spec.terms)
        return
    for provider in named:
        own = waves.seen_from(seen, provider)
        poor = {term.name for term in spec.terms if _poor(term, own)}
        terms = tuple(term for term in spec.terms if term.name not in poor)
        try:
            data = _data(own)
        except ModelError as error:
            raise ModelError(f"{spec.name}: the ties of {provider}: {error}") from error
        yield Model(provider, own, data, terms, tuple(sorted(poor)))


def _data(seen: waves.Waves) -> saom.Data:
    one_mode = seen.providers == seen.actors
    networks = {
        name: saom.Network(ties) if one_mode else saom.TwoMode(ties) for name, ties in seen.networks.items()
    }
    behaviors = {name: saom.Behavior(values) for name, values in seen.behaviors.items()}
    states = {name: saom.Covariate(values) for name, values in seen.states.items()}
    pairs = {name: saom.Dyadic(values) for name, values in seen.pairs.items()}
    return saom.Data({**networks, **behaviors}, {**states, **pairs}, seen.presence)


def _poor(term: saom.Term, seen: waves.Waves) -> bool:
    """Whether a yes-or-no covariate of pairs in the term holds, or fails, for too few ties or non-ties.

    Both must have it, or the estimate runs away (separation).
    """
    for name in {other for one in (term, *term.parts) for other in one.others} & set(seen.pairs):
        values = seen.pairs[name]
        known = values[~np.isnan(values)]
        if not np.isin(known, (0.0, 1.0)).all():
            continue
        ties = seen.networks[term.variable][1:]
        sides = [(ties == tie) & (values == yes) for tie in (0, 1) for yes in (0, 1)]
        if min(int(side.sum()) for side in sides) < LEAST:
            return True
    return False
