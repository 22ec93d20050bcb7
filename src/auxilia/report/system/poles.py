"""How many poles: providers weighed by their recipients, apart or near as they vote at the United Nations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan

from auxilia.report.system.records import Seen


@dataclass(frozen=True, slots=True)
class Poles:
    """One year: effective number of providers, of poles for each scale, and the part of ties covered."""

    year: int
    providers: float
    by_scale: tuple[float | None, ...]
    covered: float | None


def poles(
    seen: Iterable[Seen], positions: Sequence[tuple[str, int, float]], scales: Sequence[float]
) -> list[Poles]:
    """Effective numbers by year.

    A provider weighs as many as it has recipients in the year. Needs NumPy
    (`auxilia.measures.system.concentration`, `auxilia.measures.system.poles`).
    """
    from auxilia.measures import Amounts, Distances  # noqa: PLC0415 - the light core has no NumPy
    from auxilia.measures.system.concentration import system_concentration  # noqa: PLC0415
    from auxilia.measures.system.poles import poles_by_distance  # noqa: PLC0415

    dyads = sorted({(e.provider_id, e.recipient_id, e.year) for e in seen})
    actors = {a for dyad in dyads for a in dyad[:2]} | {actor for actor, _, _ in positions}
    ids = {actor: place for place, actor in enumerate(sorted(actors))}
    ties = Amounts(
        [ids[p] for p, _, _ in dyads],
        [ids[r] for _, r, _ in dyads],
        [y for _, _, y in dyads],
        [1.0] * len(dyads),
    )
    spread = system_concentration(ties)
    providers = {p for p, _, _ in dyads}
    placed = [entry for entry in positions if entry[0] in providers]
    apart = Distances.of_positions(
        [ids[actor] for actor, _, _ in placed], [year for _, year, _ in placed], [x for _, _, x in placed]
    )
    found = [poles_by_distance(ties, apart, scale=scale, missing="renormalise") for scale in scales]
    return [
        Poles(
            int(year),
            float(spread.effective_providers[row]),
            tuple(_known(float(each.effective_poles[row])) for each in found),
            _known(float(found[0].covered[row])) if found else None,
        )
        for row, year in enumerate(spread.year)
    ]


def _known(value: float) -> float | None:
    return None if isnan(value) else value
