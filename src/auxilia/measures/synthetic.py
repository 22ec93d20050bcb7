"""Invented networks on which every measure can be tried: for tests, documents and benchmarks.

Nothing in them is estimated from the world; they are as uneven as the world is, so that no branch stays idle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from auxilia.errors import ModelError
from auxilia.measures.arrays import Bools, Ints
from auxilia.measures.conflicts import Sides, Support
from auxilia.measures.distances import Distances
from auxilia.measures.inputs import Amounts, Network, Ties
from auxilia.measures.membership import Membership
from auxilia.measures.record import Measure


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """One value for each parameter that a measure may take, under the parameter's name.

    `practice`, `instrument`, `purpose`, `kind`, `force`, `own`, `valued` and `confirmed` are one entry a row
    of `amounts` and of `ties`, which have the same rows.
    """

    amounts: Amounts
    ties: Ties
    network: Network
    practice: Ints
    instrument: Ints
    purpose: Ints
    kind: Ints
    force: Ints
    own: Bools
    valued: Bools
    confirmed: Bools
    distances: Distances
    membership: Membership
    support: Support
    sides: Sides
    population: Mapping[int, int]
    scale: float

    def arguments(self, measure: Measure) -> dict[str, Any]:
        """What the measure takes of this world; choices that have a default are left to it.

        Raises
        ------
        ModelError
            For a required parameter that no world has.
        """
        known = {item.name for item in fields(self)}
        missing = [name for name in measure.requires if name not in known]
        if missing:
            raise ModelError(
                f"{measure.name} takes {', '.join(missing)}, which no invented world has. "
                "Mend: name the parameter as other measures do, or add it to auxilia.measures.synthetic."
            )
        return {name: getattr(self, name) for name in measure.requires}


def invent(
    rng: int | np.random.Generator,
    *,
    actors: int = 40,
    years: int = 12,
    rows: int = 2_000,
    first_year: int = 1990,
) -> World:
    """A world with `rows` rows of ties between `actors` actors in `years` years.

    A few actors provide most; amounts are lognormal, so that no two totals are equal; the same rows serve as
    ties and, with their amounts, as amounts.
    """
    draw = np.random.default_rng(rng)
    popular = draw.permutation(1 / np.arange(1, actors + 1) ** 0.8)
    provider = draw.choice(actors, rows, p=popular / popular.sum())
    recipient = (provider + draw.integers(1, actors, rows)) % actors
    year = first_year + draw.integers(0, years, rows)
    amounts = Amounts(provider, recipient, year, draw.lognormal(3, 2, rows))
    everyone, every_year = (
        grid.ravel() for grid in np.meshgrid(np.arange(actors), first_year + np.arange(years))
    )
    support = _support(draw, actors, max(60, rows // 20), first_year, years)
    return World(
        amounts=amounts,
        ties=Ties(provider, recipient, year, rule="invented"),
        network=amounts,
        practice=draw.integers(0, 3, rows),
        instrument=draw.integers(0, 8, rows),
        purpose=draw.integers(0, 5, rows),
        kind=draw.integers(0, 4, rows),
        force=draw.integers(0, 5, rows),
        own=draw.random(rows) < 0.4,
        valued=draw.random(rows) < 0.6,
        confirmed=draw.random(rows) < 0.8,
        distances=Distances.of_positions(everyone, every_year, draw.normal(size=everyone.size)),
        membership=Membership(everyone, every_year, draw.integers(0, 4, everyone.size)),
        support=support,
        sides=support.sides(),
        population={int(one): actors for one in np.unique(every_year)},
        scale=2.0,
    )


def _support(draw: np.random.Generator, actors: int, rows: int, first_year: int, years: int) -> Support:
    """Actors 0 and 1 fight each other, 2 and 3, and so on: four fights among all that support."""
    fight = draw.integers(0, min(4, actors // 3), rows)
    side = draw.integers(0, 2, rows)
    supported, opponent = 2 * fight + side, 2 * fight + 1 - side
    supporter = (2 * fight + 2 + draw.integers(0, actors - 2, rows)) % actors
    return Support(supporter, supported, opponent, first_year + draw.integers(0, years, rows))
