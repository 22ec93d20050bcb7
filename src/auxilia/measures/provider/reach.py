"""How many recipients a provider reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.grouping import group_by, unique_rows
from auxilia.measures.inputs import Ties
from auxilia.measures.record import Result, column, key, measure


@dataclass(frozen=True, slots=True, eq=False)
class Reach(Result):
    """One row a provider and year."""

    provider: Annotated[Ints, key("provider", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_recipients: Annotated[Ints, column("recipients", "count")]
    share_of_recipients: Annotated[Floats, column("part of all recipients of the year", "share")]


@measure("provider")
def reach(ties: Ties) -> Reach:
    """Reach of a provider: how many recipients it has, and what part of all recipients of the year.

    Formula
    -------
    n_it = number of j with a tie i -> j in t; share = n_it / number of actors with any provider in t.

    Parameters
    ----------
    ties
        Ties.

    Returns
    -------
    Reach
        By provider and year.

    Examples
    --------
    Provider 0 assists 8 and 9, provider 1 assists 9.

    >>> from auxilia.measures import Ties
    >>> found = reach(Ties([0, 0, 1], [8, 9, 9], [2010] * 3))
    >>> found.n_recipients, found.share_of_recipients
    (array([2, 1]), array([1. , 0.5]))

    References
    ----------
    Freeman, L. C. (1978). Centrality in Social Networks: Conceptual Clarification. Social Networks 1(3),
    215-239.
    """
    provider, recipient, year = ties.dyads()
    of_provider = group_by(provider, year)
    recipients = group_by(unique_rows(year, recipient)[0])
    in_year = group_by(of_provider.columns[1])
    everyone = recipients.count()[in_year.of_row]
    provider, year = of_provider.columns
    return Reach(provider, year, of_provider.count(), of_provider.count() / everyone)
