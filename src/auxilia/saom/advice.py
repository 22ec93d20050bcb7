"""Whether an estimation converged, and what to say where it did not or the data do not determine it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from auxilia.saom.arrays import Bools, Floats
from auxilia.saom.results import OVERALL_LIMIT, T_LIMIT

RUNAWAY = 15.0


def overall_ratio(deviations: Floats, spread: Floats) -> float:
    """Overall maximum convergence ratio: the largest t-ratio of any linear combination."""
    if not deviations.size:
        return 0.0
    return float(np.sqrt(max(0.0, float(deviations @ np.linalg.pinv(spread) @ deviations))))


def go_on(ratios: Floats, overall: float, free: Bools, names: Sequence[str], draws: int) -> str:
    """What to do after `draws` simulations in phase 3 that show no convergence."""
    order = [int(place) for place in np.argsort(-np.abs(ratios)) if free[place]]
    worst = order[0] if order else 0
    return (
        f"not converged: largest t-ratio {abs(ratios[worst]):.2f} ({names[worst]}), overall {overall:.2f} "
        f"(limits {T_LIMIT}, {OVERALL_LIMIT}).{_by_chance(int(free.sum()), draws)} Go on with previous=fit; "
        "if that does not help, simplify the model or condition on a variable."
    )


def singular(problem: str) -> str:
    """What to say of effects that hang together where the estimation ended; empty without a problem."""
    if not problem:
        return ""
    return (
        f"{problem} If they differ in the data, it is perhaps separation: the data do not contradict an "
        "infinite value."
    )


def _by_chance(count: int, draws: int) -> str:
    """What of the overall ratio is there even at the solution, where its square times n is chi-squared."""
    chance = float(np.sqrt(count / draws))
    if chance < 0.5 * OVERALL_LIMIT:
        return ""
    return (
        f" With {count} parameters, {draws:,} simulations in phase 3 leave about {chance:.2f} of the overall "
        "ratio to chance: raise phase3."
    )


def grown(theta: Floats, among: Bools, names: Sequence[str]) -> str:
    """What to add where one of these parameters has grown large."""
    away = np.where(among, np.abs(theta), 0.0)
    if away.max(initial=0.0) <= RUNAWAY:
        return ""
    return f" {names[int(away.argmax())]} has grown large: the data may not determine it (separation)."


def separated(theta: Floats, spread: Floats, names: tuple[str, ...], basic: Bools) -> str:
    """What to say when a large estimate is hardly determined and hangs on another: the sign of separation."""
    error = np.sqrt(np.diag(spread))
    known = np.isfinite(error)
    for place in np.flatnonzero(known & ~basic & (np.abs(theta) > 3.0)):
        if error[place] < 0.5 * abs(theta[place]):
            continue
        tied = np.abs(spread[place] / (error[place] * error))
        tied[place] = 0.0
        other = int(np.where(known, tied, 0.0).argmax())
        if tied[other] > 0.9:
            return (
                f"{names[place]} is large and hardly determined, and hangs on {names[other]}: perhaps "
                "separation (the data do not contradict an infinite value). Leave it out, or fix it at "
                "a large value and test it."
            )
    return ""
