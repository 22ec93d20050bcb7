"""The prose of the part: sentences that follow the numbers, and what the templates are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from auxilia.panels.waves import LEAST_ALIKE
from auxilia.report.findings.logics.coevolution import terms
from auxilia.report.findings.logics.coevolution.numbers import Figures, Which
from auxilia.report.findings.prose import prose
from auxilia.report.findings.record import Picture

if TYPE_CHECKING:
    from auxilia.report.logics import Spec

PACKAGE = "auxilia.report.findings.logics.coevolution"
FAILS = 0.05
RIVALS = "equip.X (rivals_arm)"


def prosed(
    found: Figures,
    specs: Sequence[Spec],
    models: Sequence[Which],
    names: Mapping[str, str],
    name: str,
    pictures: Sequence[Picture],
) -> tuple[str, str]:
    """Bullets for the head of the page, and the section."""
    six = [model for model in models if model.spec == terms.PROVIDERS]
    whole = [model for model in models if model.spec != terms.PROVIDERS]
    given = {
        "n": found,
        "name": name,
        "models": models,
        "six": six,
        "specs": {spec.name: spec for spec in specs},
        "names": names,
        "variables": terms.VARIABLES,
        "label": terms.label,
        "feature": terms.feature,
        "effects": lambda among, *variables: list(
            dict.fromkeys(e for v in variables for m in among for e in found.effects(m.key, v))
        ),
        "pictures": {picture.name: picture for picture in pictures},
        "drawn": [picture.name for picture in pictures],
        "unlike": {model.provider: _unlike(model, found) for model in six},
        "rivals": _rivals(found, six, names),
        "crossing": _crossing(found),
        "influence": _influence(found),
        "features": [
            (f"{model.key}goodness.{feature}", feature, model.spec, *_farthest(model, feature, found))
            for model in whole
            for feature in found.below(f"{model.key}goodness.")
        ],
        "failing": _failing(found, whole),
    }
    short, text = (prose(PACKAGE, template, **given) for template in ("short.md.j2", "coevolution.md.j2"))
    return short, text


def _unlike(model: Which, found: Figures) -> str:
    """A warning where adjacent waves of a provider are less alike than the rule of thumb."""
    start = f"{model.key}jaccard.equip."
    years = [one for one in found.below(start) if one.isdigit() and found.value(start + one) < LEAST_ALIKE]
    if not years:
        return ""
    told = ", ".join(f"{year} ({found(start + year)})" for year in years)
    return f" Its waves are very unlike (Jaccard under {LEAST_ALIKE}) from {told} on: read with care."


def _rivals(found: Figures, six: Sequence[Which], names: Mapping[str, str]) -> str:
    known = [model for model in six if found.holds(f"{model.key}{RIVALS}")]
    unclear = [names[model.provider] for model in known if not found.clear(f"{model.key}{RIVALS}")]
    clear = [
        f"{names[model.provider]}: {found.odds(f'{model.key}{RIVALS}')}"
        for model in known
        if found.clear(f"{model.key}{RIVALS}")
    ]
    gone = [names[model.provider] for model in six if model not in known]
    told = ", ".join(unclear) or "none"
    more = f"; it is clear for {'; '.join(clear)}" if clear else ""
    return f"{told}{more}; too few ties have it or lack it for {', '.join(gone)}" if gone else f"{told}{more}"


def _crossing(found: Figures) -> str:
    """Which kind of tie goes with which, by the cross-network terms."""
    key = f"{terms.PRACTICES}.all."
    said: dict[int, list[str]] = {1: [], 0: [], -1: []}
    for onto in ("equip", "train", "support"):
        for of in ("equip", "train", "support"):
            one = f"{key}{onto}.crprod ({of})"
            if found.holds(one):
                size = f"{found(one)}, s.e. {found(f'{one}.se')}"
                said[found.clear(one)].append(f"{_short(onto)} where there is {_short(of)} ({size})")
    parts = [
        f"{lead}: {'; '.join(said[sign])}."
        for sign, lead in ((1, "Likelier in the same pair"), (-1, "Less likely in it"), (0, "Not clear"))
        if said[sign]
    ]
    return " ".join(parts)


def _short(variable: str) -> str:
    return {"equip": "arming", "train": "training", "support": "other support"}[variable]


def _influence(found: Figures) -> str:
    key = f"{terms.ORDER}.all.alignment.avInSim (equip)"
    if not found.holds(key):
        return ""
    way = {1: "moves towards", -1: "moves away from", 0: "does not clearly follow"}[found.clear(key)]
    return f"a vote in the UN {way} that of those who arm it ({found(key)}, s.e. {found(f'{key}.se')})."


def _farthest(model: Which, feature: str, found: Figures) -> tuple[str, str]:
    """Where a feature lies farthest from the simulations: the key of its number, and the place in words."""
    start = f"{model.key}farthest.{feature}."
    label = found.below(start)[0]
    return f"{start}{label}", terms.place(feature, label)


def _failing(found: Figures, whole: Sequence[Which]) -> str:
    tried = [
        found.value(f"{model.key}goodness.{feature}")
        for model in whole
        for feature in found.below(f"{model.key}goodness.")
    ]
    return (
        f"So it is for {sum(p < FAILS for p in tried)} of {len(tried)} features at {FAILS}." if tried else ""
    )
