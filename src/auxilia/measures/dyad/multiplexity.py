"""In how many ways two actors are tied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy.typing as npt

from auxilia.measures.arrays import Ints, codes
from auxilia.measures.grouping import group_by, unique_rows
from auxilia.measures.inputs import Ties
from auxilia.measures.record import Result, column, key, measure


@dataclass(frozen=True, slots=True, eq=False)
class Multiplexity(Result):
    """One row a tie and year."""

    provider: Annotated[Ints, key("provider", "actor")]
    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_practices: Annotated[Ints, column("practices present", "count")]
    n_instruments: Annotated[Ints, column("instruments present", "count")]


@measure("dyad")
def multiplexity(ties: Ties, practice: npt.ArrayLike, instrument: npt.ArrayLike) -> Multiplexity:
    """Multiplexity of a tie: how many practices and instruments it consists of.

    Formula
    -------
    n_practices_ijt = number of practices p with a tie i -> j in t; n_instruments likewise.

    Parameters
    ----------
    ties
        Ties, one row a practice and instrument.
    practice, instrument
        The practice and the instrument of each row of `ties`, numbered from 0.

    Returns
    -------
    Multiplexity
        By provider, recipient and year.

    Examples
    --------
    Courses (practice 0, instrument 0) and exercises (0, 1), and arms (1, 2).

    >>> from auxilia.measures import Ties
    >>> found = multiplexity(Ties([0] * 3, [9] * 3, [2010] * 3), practice=[0, 0, 1], instrument=[0, 1, 2])
    >>> found.n_practices, found.n_instruments
    (array([2]), array([3]))

    References
    ----------
    Kivela, M., Arenas, A., Barthelemy, M., Gleeson, J. P., Moreno, Y., Porter, M. A. (2014). Multilayer
    Networks. Journal of Complex Networks 2(3), 203-271.
    """
    practices = codes(practice, "practice", ties.rows)
    instruments = codes(instrument, "instrument", ties.rows)
    ends = (ties.provider, ties.recipient, ties.year)
    by_practice = group_by(*unique_rows(*ends, practices)[:3])
    by_instrument = group_by(*unique_rows(*ends, instruments)[:3])
    provider, recipient, year = by_practice.columns
    return Multiplexity(provider, recipient, year, by_practice.count(), by_instrument.count())
