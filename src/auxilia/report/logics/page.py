"""The report of a run: one HTML file with the question, the waves, the estimates, diagnostics and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auxilia.ledger import Provenance
from auxilia.panels.streams.frame import Floats
from auxilia.panels.waves import LEAST_ALIKE, Ties, consequence, looks, told
from auxilia.report import closing
from auxilia.report.findings.prose import citations
from auxilia.report.logics import tables
from auxilia.report.logics.models import Model
from auxilia.report.logics.running import Answer
from auxilia.report.logics.spec import Spec
from auxilia.report.models import goodness_picture, importance_picture
from auxilia.report.tables import Table

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

LIMITS = (
    "The model is of choices that actors make one at a time between waves, by what they see then. It tells "
    "which rules agree with how ties changed; it proves no motive and no cause: what is not in it may stand "
    "behind both.",
    "A tie is what sources tell. Secret ties are missing, and what is told more often of some states than of "
    "others looks like preference.",
    "A coefficient is the change in the log odds of one choice against another that goes with one step of a "
    "term. Sizes are not comparable between models with other terms or other waves.",
)


@dataclass(frozen=True, slots=True)
class Definition:
    """One kind of ties: its definition and consequence in words, and a warning where waves are too unlike."""

    name: str
    told: str
    consequence: str
    warning: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with its heading, as SVG."""

    heading: str
    svg: str


@dataclass(frozen=True, slots=True)
class LogicsPage:
    """All that the template shows."""

    kicker: str
    title: str
    provenance: Provenance
    question: str
    note: str
    definitions: tuple[Definition, ...]
    states: tuple[str, ...]
    waves: Table
    effects: Table
    rates: Table
    convergence: Table
    advice: tuple[str, ...]
    diagnostics: tuple[Table, ...]
    pictures: tuple[Drawn, ...]
    limits: tuple[str, ...]
    citations: tuple[str, ...]
    text: str
    cite: str


def page(ledger: Ledger, spec: Spec, answers: Sequence[Answer]) -> LogicsPage:
    """The report of a specification and its answers."""
    names = names_of(ledger)
    first = answers[0].model.seen
    sources = sorted({one for each in first.sources.values() for one in each} | {"gw"})
    drawn = [
        Drawn(f"Goodness of fit{_of(one, names)}", goodness_picture(one.goodness))
        for one in answers
        if one.goodness
    ] + [
        Drawn(f"Relative importance for {weights.variable}{_of(one, names)}", importance_picture(weights))
        for one in answers
        for weights in one.importance.values()
    ]
    whole = (tables.of_goodness, tables.of_foretold, tables.of_importance, tables.of_time)
    diagnostics = tuple(found for found in (make(answers, names) for make in whole) if found.rows)
    years = first.years
    return LogicsPage(
        f"Logics, {years[0]} to {years[-1]}, {len(years)} waves, {len(first.actors)} states",
        spec.title,
        ledger.provenance,
        spec.question,
        spec.note,
        tuple(definition(one, spec, [each.model for each in answers]) for one in spec.plan.networks),
        tuple(f"{name}: {label} ({', '.join(first.sources[name])})" for name, label in first.labels.items()),
        tables.of_waves([one.model for one in answers], names),
        tables.of_effects(answers, names, rates=False),
        tables.of_effects(answers, names, rates=True),
        tables.of_convergence(answers, names),
        tuple(
            f"{names.get(one.model.provider, 'The model')}: {one.fit.advice}"
            for one in answers
            if one.fit.advice
        ),
        diagnostics,
        tuple(drawn),
        (*spec.limits, *LIMITS),
        tuple(line.replace("`", "") for line in citations(ledger, sources)),
        spec.text,
        closing.cite(spec.title, ledger.provenance),
    )


def definition(ties: Ties, spec: Spec, models: Sequence[Model]) -> Definition:
    """What a tie is here, what follows from it, and whether adjacent waves are alike enough."""
    networks = {one.provider: one.seen.networks[ties.name] for one in models}
    return Definition(
        ties.name,
        told(ties),
        consequence(ties, spec.plan.years),
        warning(ties.name, networks, spec.plan.years),
    )


def warning(name: str, networks: Mapping[str, Floats], years: Sequence[int]) -> str:
    """Which adjacent waves are less alike than the field's rule of thumb; empty where all are."""
    low = [
        f"{f'{whose}, ' if whose else ''}{years[place]} to {years[place + 1]} ({look.alike:.2f})"
        for whose, waves in networks.items()
        for place, look in enumerate(looks(waves))
        if look.alike < LEAST_ALIKE
    ]
    if not low:
        return ""
    return (
        f"{name}: the Jaccard coefficient of adjacent waves is under {LEAST_ALIKE}: {'; '.join(low)}. "
        "So much changes between these waves that a model of gradual change has little to hold on to. "
        "A wider window, a spell or waves nearer to each other make them more alike."
    )


def advice(answer: Answer, names: Mapping[str, str]) -> list[str]:
    """What a reader must know of how an estimation went: what was left out, what did not converge."""
    model, whose = answer.model, names.get(answer.model.provider, "The model")
    told = [f"{whose}: {answer.fit.advice}"] if answer.fit.advice else []
    if model.left_out:
        told.append(f"{whose}: too few ties have, or lack, {', '.join(model.left_out)}; left out.")
    return told


def names_of(ledger: Ledger) -> dict[str, str]:
    """Actor -> name, of states."""
    return dict(ledger.con.execute("SELECT actor_id, name FROM core_actors WHERE kind = 'state'").fetchall())


def _of(answer: Answer, names: Mapping[str, str]) -> str:
    return f": {names.get(answer.model.provider, answer.model.provider)}" if answer.model.provider else ""
