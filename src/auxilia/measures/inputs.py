"""Ties with and without amounts: which of the two a measure takes is part of its type.

`Amounts` carries weights; `Ties` says only that a tie was there. The one way from the first to the second is
`Amounts.ties(above=...)`, so that a weighted tie never becomes a binary one in silence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from auxilia.errors import ModelError
from auxilia.measures.arrays import Floats, Ints, different_ends, frozen, numbers, same_length, whole_numbers
from auxilia.measures.grouping import group_by


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Ties:
    """Directed ties that are there or not: provider -> recipient in a year.

    Parameters
    ----------
    provider, recipient
        Actor ids (rows,), numbered from 0 in one common list.
    year
        Calendar or fiscal year (rows,).
    rule
        What counts as a tie, in words; kept for the reader of a result.

    A tie that stands in several rows (by practice, say) is one tie.

    Raises
    ------
    ModelError
        For columns of unequal length, ids below 0, and what an actor does for itself.
    """

    provider: Ints
    recipient: Ints
    year: Ints
    rule: str

    def __init__(
        self,
        provider: npt.ArrayLike,
        recipient: npt.ArrayLike,
        year: npt.ArrayLike,
        *,
        rule: str = "as given",
    ) -> None:
        ends = _ends(provider, recipient, year)
        for name, value in zip(("provider", "recipient", "year", "rule"), (*ends, rule), strict=True):
            object.__setattr__(self, name, value)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return int(self.year.size)

    def dyads(self) -> tuple[Ints, Ints, Ints]:
        """Provider, recipient and year of every tie once, ordered by them."""
        provider, recipient, year = group_by(self.provider, self.recipient, self.year).columns
        return provider, recipient, year


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Amounts:
    """Directed ties with amounts: provider -> recipient in a year, in one measure at one stage.

    Parameters
    ----------
    provider, recipient
        Actor ids (rows,), numbered from 0 in one common list.
    year
        Calendar or fiscal year (rows,).
    weight
        Amounts (rows,), all in one unit; negative ones are obligations taken back.

    Rows of one provider, recipient and year are parts of one tie and add up.

    Raises
    ------
    ModelError
        For columns of unequal length, ids below 0, missing or infinite amounts, and what an actor does for
        itself.
    """

    provider: Ints
    recipient: Ints
    year: Ints
    weight: Floats

    def __init__(
        self,
        provider: npt.ArrayLike,
        recipient: npt.ArrayLike,
        year: npt.ArrayLike,
        weight: npt.ArrayLike,
    ) -> None:
        ends = _ends(provider, recipient, year)
        amounts = numbers(weight, "weight")
        same_length(provider=ends[0], weight=amounts)
        for name, value in zip(("provider", "recipient", "year", "weight"), (*ends, amounts), strict=True):
            object.__setattr__(self, name, value)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return int(self.year.size)

    def dyads(self) -> tuple[Ints, Ints, Ints, Floats]:
        """Provider, recipient, year and sum of every tie once, ordered by the first three."""
        groups = group_by(self.provider, self.recipient, self.year)
        provider, recipient, year = groups.columns
        return provider, recipient, year, groups.net(self.weight)

    def ties(self, *, above: float) -> Ties:
        """The ties whose yearly sum is greater than `above`: made binary by a rule that is stated."""
        if not np.isfinite(above):
            raise ModelError(f"above={above!r} must be a number, such as 0.")
        provider, recipient, year, total = self.dyads()
        kept = total > above
        return Ties(provider[kept], recipient[kept], year[kept], rule=f"yearly sum above {above:g}")


Network = Amounts | Ties


def weighted_dyads(network: Network) -> tuple[Ints, Ints, Ints, Floats]:
    """Provider, recipient, year and weight of every tie once; a tie without an amount weighs 1."""
    if isinstance(network, Amounts):
        return network.dyads()
    provider, recipient, year = network.dyads()
    return provider, recipient, year, np.ones(year.size)


def positive_dyads(network: Network) -> tuple[Ints, Ints, Ints, Floats]:
    """The ties of `weighted_dyads` that weigh something.

    Raises
    ------
    ModelError
        Where a tie's yearly sum is negative: what has no shares has no place in a graph.
    """
    provider, recipient, year, weight = weighted_dyads(network)
    if (weight < 0).any():
        row = int(np.argmax(weight < 0))
        raise ModelError(
            f"the amounts of {provider[row]} -> {recipient[row]} in {year[row]} sum to {weight[row]:g}; "
            "a graph has no negative ties. Mend: net over longer periods, leave such ties out, or "
            "count ties with amounts.ties(above=0)."
        )
    kept = weight > 0
    return provider[kept], recipient[kept], year[kept], weight[kept]


def opposite(provider: Ints, recipient: Ints, year: Ints, weight: Floats) -> Floats:
    """The weight of each tie's opposite (rows,), 0 where there is none; a tie stands once a year."""
    size = weight.size
    both = group_by(
        np.concatenate([provider, recipient]), np.concatenate([recipient, provider]), np.tile(year, 2)
    )
    given = np.zeros(both.n)
    given[both.of_row[:size]] = weight
    return given[both.of_row[size:]]


def _ends(provider: npt.ArrayLike, recipient: npt.ArrayLike, year: npt.ArrayLike) -> tuple[Ints, Ints, Ints]:
    givers = whole_numbers(provider, "provider")
    takers = whole_numbers(recipient, "recipient")
    years = whole_numbers(year, "year", low=None)
    same_length(provider=givers, recipient=takers, year=years)
    different_ends(givers, takers, ("provider", "recipient"))
    return frozen(givers), frozen(takers), frozen(years)
