"""How many providers meet in one recipient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import numpy.typing as npt

from auxilia.measures.arrays import Ints, codes
from auxilia.measures.grouping import group_by, unique_rows
from auxilia.measures.inputs import Ties
from auxilia.measures.record import Result, column, key, measure


@dataclass(frozen=True, slots=True, eq=False)
class CoProvision(Result):
    """One row a recipient and year."""

    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_providers: Annotated[Ints, column("providers", "count")]
    n_pairs: Annotated[Ints, column("pairs of providers that meet here", "count")]
    n_practices: Annotated[Ints, column("practices with a provider", "count")]
    n_shared_practices: Annotated[Ints, column("practices with two providers or more", "count")]


@measure("recipient")
def co_provision(ties: Ties, practice: npt.ArrayLike) -> CoProvision:
    """Providers that assist the same recipient in the same year.

    How many providers a recipient has, how many pairs of them meet there, and in how many practices they
    meet: two trainers are closer rivals, or partners, than one that trains and one that equips.

    Formula
    -------
    n_jt = number of i with a tie i -> j in t; pairs_jt = n_jt (n_jt - 1) / 2; shared_jt = number of
    practices p in which two or more i have a tie with j in t.

    Parameters
    ----------
    ties
        Ties.
    practice
        The practice of each row of `ties`, numbered from 0.

    Returns
    -------
    CoProvision
        By recipient and year.

    Examples
    --------
    Providers 0 and 1 both train recipient 9 (practice 0); 2 equips it (practice 1).

    >>> from auxilia.measures import Ties
    >>> found = co_provision(Ties([0, 1, 2], [9, 9, 9], [2010] * 3), practice=[0, 0, 1])
    >>> found.n_providers, found.n_pairs, found.n_shared_practices
    (array([3]), array([3]), array([1]))

    References
    ----------
    Wasserman, S., Faust, K. (1994). Social Network Analysis, ch. 8. Cambridge University Press.
    """
    kinds = codes(practice, "practice", ties.rows)
    recipient, year, practices, _ = unique_rows(ties.recipient, ties.year, kinds, ties.provider)
    dyads = group_by(*unique_rows(ties.recipient, ties.year, ties.provider)[:2])
    by_practice = group_by(recipient, year, practices)
    whole = group_by(*by_practice.columns[:2])
    n_providers = dyads.count()
    shared = (by_practice.count() > 1).astype(np.float64)
    recipient, year = whole.columns
    return CoProvision(
        recipient=recipient,
        year=year,
        n_providers=n_providers,
        n_pairs=n_providers * (n_providers - 1) // 2,
        n_practices=whole.count(),
        n_shared_practices=whole.sum(shared).astype(np.int64),
    )
