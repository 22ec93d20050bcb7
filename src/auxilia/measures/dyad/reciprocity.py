"""Whether what goes one way comes back the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.inputs import Network, opposite, positive_dyads
from auxilia.measures.record import Result, column, key, measure


@dataclass(frozen=True, slots=True, eq=False)
class Reciprocity(Result):
    """One row a tie and year."""

    provider: Annotated[Ints, key("provider", "actor")]
    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    given: Annotated[Floats, column("amount from provider to recipient, 1 where ties have none", "weight")]
    returned: Annotated[Floats, column("amount from recipient to provider", "weight")]
    reciprocated: Annotated[Floats, column("part of what is given that is returned, at most all", "share")]


@measure("dyad")
def reciprocity(network: Network) -> Reciprocity:
    """Reciprocity of a tie: how much of what one end gives the other end gives back.

    Security assistance mostly runs one way; alliances and exercises run both. With amounts, a tie may be
    returned in part.

    Formula
    -------
    r_ijt = min(w_ijt, w_jit) / w_ijt.

    Parameters
    ----------
    network
        Amounts, or ties that weigh 1 each.

    Returns
    -------
    Reciprocity
        By provider, recipient and year.

    Raises
    ------
    ModelError
        Where a tie's yearly sum is negative.

    Examples
    --------
    0 gives 4 to 1 and gets 1 back.

    >>> from auxilia.measures import Amounts
    >>> reciprocity(Amounts([0, 1], [1, 0], [2010, 2010], [4, 1])).reciprocated
    array([0.25, 1.  ])

    References
    ----------
    Squartini, T., Picciolo, F., Ruzzenenti, F., Garlaschelli, D. (2013). Reciprocity of Weighted Networks.
    Scientific Reports 3, 2729.
    """
    provider, recipient, year, weight = positive_dyads(network)
    returned = opposite(provider, recipient, year, weight)
    return Reciprocity(
        provider, recipient, year, weight, returned, reciprocated=np.minimum(weight, returned) / weight
    )
