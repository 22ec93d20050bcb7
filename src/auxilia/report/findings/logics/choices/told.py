"""The record of the part, and its computation from a full ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from auxilia.report.findings.logics.choices.terms import (
    ALL,
    CAUSES,
    ERAS,
    FEW,
    GROUPS,
    LEAST,
    LEAST_FEW,
    PRACTICES,
    SHORT,
    TOPS,
)
from auxilia.report.findings.logics.choices.words import DATA, LIMITS, METHOD
from auxilia.report.findings.logics.part import SOURCE, Part, Told, numerics, refuse_starter
from auxilia.report.findings.prose import prose
from auxilia.report.findings.record import Picture, Report

if TYPE_CHECKING:
    from auxilia.ledger import Ledger
    from auxilia.report.findings.logics.choices.models import Estimates, Fitted
    from auxilia.report.findings.logics.choices.world import World

PACKAGE = "auxilia.report.findings.logics.choices"
# Those of the panels; the tables and the numbers have all.
SHOWN = ("USA", "RUS", "CHN", "FRA", "GBR", "DEU", "ISR", "TUR", "IRN")
OVER_TIME = ("USA", "RUS", "CHN", "FRA")
# Of so many who began most support in wars the page tells the numbers.
MOST = 12
FORMS = {"train": "square", "arms": "circle", "support": "diamond", "rebels": "triangle"}


def compute(ledger: Ledger, name: str, report: Report) -> Told:
    """The part from the dated claims of a ledger; `name` is that of the page.

    Raises
    ------
    UsageError
        When the ledger has no claims, or the numerical extra is not installed.
    """
    refuse_starter(ledger, "single dated claims", "none")
    with numerics():
        from auxilia.report.findings.logics.choices import world  # noqa: PLC0415 - see below
    report("reading", "claims and covariates", 0, 1)
    found = world.world(ledger.con)
    fits, eras = estimated(found, report)
    return written(names_of(ledger), found, fits, eras, name)


def estimated(found: World, report: Report) -> tuple[list[Fitted], dict[str, list[Estimates]]]:
    """All models: of each provider and practice, and of the larger sellers of arms in each era."""
    from auxilia.report.findings.logics.choices import models  # noqa: PLC0415 - the numerics are paid here

    asked = [(provider, "train", models.EVERY) for provider in found.providers("train")]
    asked += [(provider, "arms", models.EVERY) for provider in found.providers("arms")]
    for practice in ("arms", "support", "rebels"):
        few = set(found.providers(practice, LEAST_FEW)) - set(found.providers(practice))
        among = FEW if practice == "arms" else found.number(practice)
        asked += [(provider, practice, SHORT) for provider in among if provider in few]
    asked += [(ALL, practice, models.EVERY) for practice in ("arms", "support", "rebels")
              if sum(found.number(practice).values()) >= LEAST]  # fmt: skip
    fits = []
    for done, (provider, practice, causes) in enumerate(asked):
        report("estimating", f"{PRACTICES[practice].label}, {provider}", done, len(asked))
        fits.append(models.fitted(found, provider, practice, causes=causes))
    eras = {}
    for done, (era, years) in enumerate(ERAS.items()):
        report("estimating", era, done, len(ERAS))
        large = found.providers("arms", LEAST, years)
        chosen = [f"state:{code}" for code in OVER_TIME if f"state:{code}" in large]
        eras[era] = [models.estimates(found, provider, "arms", span=years) for provider in (*chosen, ALL)]
    return fits, eras


def written(
    names: Mapping[str, str],
    found: World,
    fits: Sequence[Fitted],
    eras: Mapping[str, Sequence[Estimates]],
    name: str,
) -> Told:
    """The part from models that were estimated."""
    from auxilia.report.findings.logics.choices import numbers  # noqa: PLC0415 - see `estimated`

    starters = _starters(found)
    figures = numbers.Figures(fits, eras, found, names, starters)
    drawn = _pictures(fits, eras, names)
    given = {
        "n": figures,
        "name": name,
        "pictures": {picture.name: picture for picture in drawn},
        "causes": CAUSES,
        "groups": GROUPS,
        "practices": PRACTICES,
        "tops": TOPS,
        "names": names,
        "models": [fit for practice in PRACTICES for fit in numbers.ordered(fits, practice)],
        "shown": [fit for who in _by_provider(SHOWN) for fit in fits if fit.provider == who],
        "over": [who for who in _by_provider(OVER_TIME)
                 if all(who in (model.provider for model in models) for models in eras.values())],
        "eras": list(eras),
        "starters": starters,
        "tally": numbers.tally(figures, fits),
        "streams": found.streams,
        "covariates": found.covariates,
        "least": LEAST,
        "least_few": LEAST_FEW,
    }  # fmt: skip
    short, text = (prose(PACKAGE, template, **given) for template in ("short.md.j2", "choices.md.j2"))
    return Told(short, text, figures.numbers, drawn)


def _by_provider(codes: Sequence[str]) -> tuple[str, ...]:
    return (*(f"state:{code}" for code in codes), ALL)


def _starters(found: World) -> list[str]:
    """Who began most support in wars, and those shown."""
    begun = Counter(found.number("support")) + Counter(found.number("rebels"))
    most = {who for who, _ in begun.most_common(MOST)} | {f"state:{code}" for code in SHOWN}
    return sorted(most & set(found.frame.actors), key=lambda who: (-begun[who], who))


def _pictures(
    fits: Sequence[Fitted], eras: Mapping[str, Sequence[Estimates]], names: Mapping[str, str]
) -> tuple[Picture, ...]:
    from auxilia.report.findings.logics.choices.pictures import (  # noqa: PLC0415 - see `estimated`
        Look,
        Panel,
        coefficients,
    )

    looks = {key: Look(FORMS[key], practice.label) for key, practice in PRACTICES.items()}
    order = _by_provider(SHOWN)
    by_provider = {who: [(fit.practice, fit) for fit in fits if fit.provider == who] for who in order}
    panels = [Panel(names[who], models) for who, models in by_provider.items() if models]
    title = "What goes with being chosen, provider by provider: "
    drawn = [
        coefficients("without-habit", f"{title}habit set aside", panels, looks, SOURCE, bare=True),
        coefficients("with-habit", f"{title}beyond habit", panels, looks, SOURCE, bare=False),
    ]
    looks = {
        era: Look(form, era.replace("-", "–")) for era, form in zip(eras, ("triangle", "circle"), strict=True)
    }
    order = _by_provider(OVER_TIME)
    over = {who: [(era, model) for era, models in eras.items() for model in models if model.provider == who]
            for who in order}  # fmt: skip
    panels = [Panel(names[who], models) for who, models in over.items() if models]
    title = "Who was armed before and after the end of the Soviet Union: habit set aside"
    drawn.append(coefficients("eras", title, panels, looks, SOURCE, bare=True))
    return tuple(drawn)


def names_of(ledger: Ledger) -> dict[str, str]:
    rows = ledger.con.execute("SELECT actor_id, name FROM core_actors WHERE kind = 'state'").fetchall()
    return {**dict(rows), ALL: "All providers"}


PART = Part(data=DATA, method=METHOD, limits=LIMITS, compute=compute)
