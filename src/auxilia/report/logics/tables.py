"""The tables of a run: coefficients as scholars print them, waves, and diagnostics."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from auxilia.panels.waves import looks
from auxilia.report.format import MINUS, chance, counted
from auxilia.report.logics.models import Model
from auxilia.report.logics.running import Answer
from auxilia.report.tables import Table, table
from auxilia.saom import catalogue
from auxilia.saom.tables import stars

Names = Mapping[str, str]


def signed(value: float, digits: int = 2) -> str:
    """A number with a true minus; a dash for none."""
    if not math.isfinite(value):
        return "–"
    text = f"{abs(value):.{digits}f}"
    return f"{MINUS}{text}" if value < 0 and float(text) else text


def of_waves(models: Sequence[Model], names: Names) -> Table:
    """Ties wave by wave, what changed, and how alike adjacent waves are."""
    rows = []
    for model in models:
        years = model.seen.years
        for name, ties in model.seen.networks.items():
            for place, look in enumerate(looks(ties)):
                rows.append(
                    (
                        _whose(model, name, names),
                        f"{years[place]} to {years[place + 1]}",
                        str(look.ties),
                        str(look.after),
                        str(look.kept),
                        str(look.made),
                        str(look.ended),
                        f"{100 * look.density:.1f}",
                        signed(look.alike),
                    )
                )
    heads = ("ties", "waves", "ties before", "after", "kept", "made", "ended", "density (%)", "Jaccard")
    return table(
        "waves", "Waves: kept, made and ended count pairs that are free in both", heads, rows, numbers=7
    )


def of_effects(answers: Sequence[Answer], names: Names, *, rates: bool) -> Table:
    """Estimates with stars and standard errors, one column a model; the rates of periods apart."""
    by_model = [_estimates(answer, rates) for answer in answers]
    keys = list(dict.fromkeys(key for one in by_model for key in one))
    order = list(dict.fromkeys(variable for variable, _ in keys))
    keys.sort(key=lambda key: order.index(key[0]))
    rows = [
        (variable, effect, *((says(variable, effect, answers),) if not rates else ()),
         *(one.get((variable, effect), "–") for one in by_model))
        for variable, effect in keys
    ]  # fmt: skip
    heads = ["variable", "effect", *(() if rates else ("what it says",)),
             *(names.get(answer.model.provider, "estimate (s.e.)") for answer in answers)]  # fmt: skip
    summary = (
        "Rates of change, by period"
        if rates
        else ("Estimates with standard errors; + p < .1, * p < .05, ** p < .01, *** p < .001, two-sided")
    )
    return table("rates" if rates else "effects", summary, heads, rows, numbers=len(answers))


def of_convergence(answers: Sequence[Answer], names: Names) -> Table:
    """How estimation went, one row a model."""
    rows = [
        (
            names.get(answer.model.provider, "all"),
            "yes" if answer.fit.converged else "no",
            f"{largest(answer):.3f}",
            f"{answer.fit.overall_ratio:.3f}",
            f"{answer.fit.simulations:,}",
            str(answer.fit.seed),
        )
        for answer in answers
    ]
    heads = ("model", "converged", "largest t-ratio", "overall ratio", "simulations", "seed")
    told = "Convergence: every t-ratio under 0.1 and the overall one under 0.25"
    return table("convergence", told, heads, rows, numbers=4)


def of_goodness(answers: Sequence[Answer], names: Names) -> Table:
    """What was not fitted: p of each feature, and where it lies farthest from the simulations."""
    rows = []
    for answer in answers:
        for one in answer.goodness:
            off = one.farthest()
            rows.append(
                (
                    names.get(answer.model.provider, "all"),
                    one.name,
                    signed(one.distance, 1),
                    chance(one.p, len(one.simulated)),
                    off.label,
                    counted(off.observed),
                    f"{counted(off.low)} to {counted(off.high)}",
                )
            )
    told = "Goodness of fit: a small p says that the observation is not typical of the model"
    heads = ("model", "feature", "distance", "p", "farthest off", "observed", "95 % of simulations")
    return table("goodness", told, heads, rows, numbers=5)


def of_foretold(answers: Sequence[Answer], names: Names) -> Table:
    """Areas under the curve of ties made and ended."""
    rows = [
        (
            _whose(answer.model, name, names),
            str(one.n_made),
            signed(one.made),
            str(one.n_ended),
            signed(one.ended),
        )
        for answer in answers
        for name, one in answer.foretold.items()
    ]
    heads = ("ties", "made", "told apart", "ended", "told apart")
    told = "How well ties that are made and that end are told from others (0.5: guessing, 1: always)"
    return table("foretold", told, heads, rows, numbers=4)


def of_importance(answers: Sequence[Answer], names: Names) -> Table:
    """The mean share of each effect in the choices of actors."""
    rows = [
        (_whose(answer.model, variable, names), effect, signed(float(share)))
        for answer in answers
        for variable, one in answer.importance.items()
        for effect, share in zip(one.names, one.expected, strict=True)
    ]
    return table("importance", "Relative importance of effects, at the wave in the middle",
                 ("variable", "effect", "mean share"), rows, numbers=1)  # fmt: skip


def of_time(answers: Sequence[Answer], names: Names) -> Table:
    """Whether parameters differ between periods."""
    rows = [
        (names.get(answer.model.provider, "all"), told, signed(test.statistic, 1), str(test.freedom),
         signed(test.p, 3))
        for answer in answers
        if answer.time is not None
        for told, test in (
            ("all effects", answer.time.joint),
            *((one.names[0].removesuffix(" in period 2"), one) for one in answer.time.by_effect),
        )
    ]  # fmt: skip
    heads = ("model", "does it differ between periods", "chi-squared", "d.f.", "p")
    return table("time", "Heterogeneity over time: score tests", heads, rows, numbers=3)


def largest(answer: Answer) -> float:
    """The largest absolute t-ratio of convergence."""
    return float(np.abs(answer.fit.t_ratios[answer.fit.free]).max(initial=0.0))


def says(variable: str, effect: str, answers: Sequence[Answer]) -> str:
    """What an effect says, in the words of the catalogue; empty for a product."""
    plain = effect.partition(": ")[2] or effect
    names = plain.split(" (")[0]
    behaves = variable in answers[0].model.seen.behaviors
    found = catalogue().get(("behavior" if behaves else "network", names))
    return "" if found is None or " x " in plain else found.meaning


def _estimates(answer: Answer, rates: bool) -> dict[tuple[str, str], str]:
    told = zip(answer.fit.parameters, answer.fit.theta, answer.fit.se, strict=True)
    return {(one.variable, one.name): _cell(float(theta), float(se))
            for one, theta, se in told if one.basic == rates}  # fmt: skip


def _cell(theta: float, se: float) -> str:
    error = signed(se, 3) if math.isfinite(se) else "fixed"
    return f"{signed(theta, 3)}{stars(theta, se)} ({error})"


def _whose(model: Model, name: str, names: Names) -> str:
    provider = model.provider
    return f"{names.get(provider, provider)}: {name}" if provider else name
