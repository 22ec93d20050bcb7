"""Shares of providers by period, and the measures of dependency that follow from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import isnan

from auxilia.report.dependency.records import LENGTH, Given, Portfolio

ITSELF = "the recipient"


def portfolios(
    found: Sequence[Given], positions: Sequence[tuple[str, int, float]], first: int
) -> list[Portfolio]:
    """One portfolio for each period in which anything was given; period 0 begins in the year `first`.

    Needs NumPy (`auxilia.measures.recipient`: dependency, polarisation, switching).
    """
    from auxilia.measures import Amounts, Distances  # noqa: PLC0415 - the light core has no NumPy
    from auxilia.measures.recipient.dependency import dependency  # noqa: PLC0415
    from auxilia.measures.recipient.polarisation import polarised_dependence  # noqa: PLC0415
    from auxilia.measures.recipient.switching import switching  # noqa: PLC0415

    known = sorted({g.provider_id for g in found} | {actor for actor, _, _ in positions})
    ids = {actor: place for place, actor in enumerate((ITSELF, *known))}
    amounts = Amounts(
        [ids[g.provider_id] for g in found],
        [0] * len(found),
        [g.period for g in found],
        [g.weight for g in found],
    )
    apart = Distances.of_positions(
        [ids[actor] for actor, _, _ in positions], [p for _, p, _ in positions], [x for _, _, x in positions]
    )
    told, changed = dependency(amounts), switching(amounts)
    polar = polarised_dependence(amounts, apart, missing="renormalise")
    moved = dict(zip(changed.year.tolist(), changed.dissimilarity.tolist(), strict=True))
    spread = dict(zip(polar.year.tolist(), polar.polarised.tolist(), strict=True))
    weights: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for entry in found:
        weights[entry.period][entry.provider_id] = entry.weight
    measured = zip(
        told.year.tolist(), told.herfindahl.tolist(), told.effective_providers.tolist(), strict=True
    )
    return [
        _portfolio(
            first + LENGTH * period,
            weights[period],
            (herfindahl, effective),
            _known(spread.get(period)),
            _known(moved.get(period)),
        )
        for period, herfindahl, effective in measured
    ]


def _portfolio(
    first: int,
    weights: dict[str, float],
    spread: tuple[float, float],
    polarised: float | None,
    changed: float | None,
) -> Portfolio:
    total = sum(weights.values())
    shares = {provider: weight / total for provider, weight in weights.items()}
    return Portfolio(first, first + LENGTH - 1, total, shares, *spread, polarised, changed)


def _known(value: float | None) -> float | None:
    return None if value is None or isnan(value) else value
