"""A specification run: each model estimated, and what tells how well it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from auxilia import saom
from auxilia.errors import AuxiliaError, ModelError
from auxilia.report.logics.foretold import Foretold, foretold
from auxilia.report.logics.models import Model, models
from auxilia.report.logics.spec import Spec

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

# Told of what runs: the model (a provider, or empty), the part, how much is done, how much there is.
Told = Callable[[str, str, int, int], None]
CHANCES = 500


@dataclass(frozen=True, slots=True)
class Run:
    """How a specification is run: progress, processes, and a shelf for checkpoints.

    `known` gives the checkpoint of a provider ("": the whole model) that an interrupted estimation left;
    `keep` stores one, and None when the estimation is done.
    """

    told: Told = lambda *_: None
    processes: int = 1
    known: Callable[[str], saom.Checkpoint | None] = lambda _: None
    keep: Callable[[str, saom.Checkpoint | None], None] = lambda *_: None


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """An estimated model with its diagnostics.

    goodness
        Features that were not fitted; none for a single provider, whose network has nothing but its ties.
    importance
        By variable, at the wave in the middle.
    foretold
        By network: how well ties that were made and that ended are told apart from the others.
    time
        Whether parameters differ between periods; None with one period.
    """

    model: Model
    fit: saom.Fit
    goodness: tuple[saom.Goodness, ...]
    importance: dict[str, saom.Importance]
    foretold: dict[str, Foretold]
    time: saom.TimeTest | None
    tested: saom.Test | None


def answers(ledger: Ledger, spec: Spec, run: Run | None = None) -> Iterator[Answer]:
    """Estimate each model of a specification in turn.

    Raises
    ------
    UsageError
        When the ledger does not hold what is asked for.
    ModelError
        When a model cannot be estimated; the provider is named.
    """
    chosen = run or Run()
    for model in models(ledger, spec):
        try:
            yield _answer(model, spec, chosen)
        except ModelError as error:
            whose = f" of {model.provider}" if model.provider else ""
            raise ModelError(f"{spec.name}: the model{whose}: {error}") from error


def _answer(model: Model, spec: Spec, run: Run) -> Answer:
    who = model.provider

    def told(part: str, done: int, whole: int) -> None:
        run.told(who, part, done, whole)

    fit = saom.estimate(
        model.data,
        model.terms,
        rates=spec.rates,
        settings=spec.settings,
        rng=spec.seed,
        processes=run.processes,
        progress=told,
        resume=run.known(who),
        on_checkpoint=lambda checkpoint: run.keep(who, checkpoint),
    )
    features = _features(model)
    tried: tuple[saom.Goodness, ...] = ()
    if features:
        tried = saom.goodness(
            fit,
            features,
            draws=spec.goodness,
            processes=run.processes,
            progress=lambda _, done, whole: told("goodness", done, whole),
        )
    likely = saom.chances(
        fit,
        draws=CHANCES,
        processes=run.processes,
        progress=lambda _, done, whole: told("chances", done, whole),
    )
    seen = {name: foretold(ties, likely[name]) for name, ties in model.seen.networks.items()}
    middle = (len(model.seen.years) + 1) // 2
    weights = {name: saom.importance(fit, name, middle) for name in model.data.variables}
    tested = saom.score_test(fit) if any(one.tested for one in fit.parameters) else None
    run.keep(who, None)
    return Answer(model, fit, tried, weights, seen, _time(fit), tested)


def _time(fit: saom.Fit) -> saom.TimeTest | None:
    try:
        return saom.time_test(fit)
    except (AuxiliaError, np.linalg.LinAlgError):
        # One period, or statistics of single periods that hang together: no test.
        return None


def _features(model: Model) -> list[saom.Feature]:
    """Degrees and triads of each network, levels of each behaviour, and both together."""
    if model.provider:
        return []
    found: list[saom.Feature] = []
    for name, waves in model.seen.networks.items():
        ties = np.nan_to_num(waves % 10)
        for made, axis in ((saom.outdegrees, 2), (saom.indegrees, 1)):
            most = int(np.quantile(ties.sum(axis=axis), 0.99))
            found.append(made(name, min(max(most, 2), 10)))
        found.append(saom.triads(name))
    for name, values in model.seen.behaviors.items():
        found.append(saom.values(name, int(np.nanmin(values)), int(np.nanmax(values))))
        found += [saom.association(network, name) for network in model.seen.networks]
    return found
