"""How many take part, and how densely they are tied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.errors import ModelError
from auxilia.measures.arrays import Floats, Ints, yearly
from auxilia.measures.grouping import group_by, unique_rows
from auxilia.measures.inputs import Network, Ties, opposite, positive_dyads
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import divided


@dataclass(frozen=True, slots=True, eq=False)
class Numbers(Result):
    """One row a year with a tie."""

    year: Annotated[Ints, key("year", "year")]
    n_providers: Annotated[Ints, column("actors that provide", "count")]
    n_recipients: Annotated[Ints, column("actors that receive", "count")]
    n_both: Annotated[Ints, column("actors that do both", "count")]
    n_ties: Annotated[Ints, column("ties", "count")]
    recipients_per_provider: Annotated[Floats, column("ties of the average provider", "index")]


@dataclass(frozen=True, slots=True, eq=False)
class Density(Result):
    """One row a year with a tie."""

    year: Annotated[Ints, key("year", "year")]
    n_actors: Annotated[Ints, column("actors that could assist, as given", "count")]
    density: Annotated[Floats, column("part of possible ties that is there", "share")]


@dataclass(frozen=True, slots=True, eq=False)
class SystemReciprocity(Result):
    """One row a year with a tie."""

    year: Annotated[Ints, key("year", "year")]
    reciprocity: Annotated[Floats, column("part of all that is given that is returned", "share")]


@measure("system")
def numbers_of_actors(ties: Ties) -> Numbers:
    """Numbers of providers, recipients and ties.

    Formula
    -------
    n_providers_t = number of i with any i -> j in t; n_recipients_t = number of j; n_ties_t = number of (i,
    j).

    Parameters
    ----------
    ties
        Ties.

    Returns
    -------
    Numbers
        By year.

    Examples
    --------
    0 assists 1 and 2, and 1 assists 2: 1 is both.

    >>> from auxilia.measures import Ties
    >>> found = numbers_of_actors(Ties([0, 0, 1], [1, 2, 2], [2010] * 3))
    >>> found.n_providers, found.n_recipients, found.n_both, found.n_ties
    (array([2]), array([2]), array([1]), array([3]))

    References
    ----------
    Wasserman, S., Faust, K. (1994). Social Network Analysis, ch. 4. Cambridge University Press.
    """
    provider, recipient, year = ties.dyads()
    dyads = group_by(year)
    providers = group_by(unique_rows(year, provider)[0]).count()
    recipients = group_by(unique_rows(year, recipient)[0]).count()
    anyone = unique_rows(np.tile(year, 2), np.concatenate([provider, recipient]))[0]
    return Numbers(
        year=dyads.columns[0],
        n_providers=providers,
        n_recipients=recipients,
        n_both=providers + recipients - group_by(anyone).count(),
        n_ties=dyads.count(),
        recipients_per_provider=dyads.count() / providers,
    )


@measure("system")
def density(ties: Ties, population: Mapping[int, int]) -> Density:
    """Density: what part of the ties that could be is there.

    Every actor that exists could assist every other; how many exist is not to be seen from the ties, so it is
    given.

    Formula
    -------
    n_ties_t / (n_t (n_t - 1)), with n_t the actors of the year.

    Parameters
    ----------
    ties
        Ties.
    population
        Year -> number of actors that exist, with and without ties.

    Returns
    -------
    Density
        By year.

    Raises
    ------
    ModelError
        For a year without a number, or with fewer actors than have ties.

    Examples
    --------
    Two ties among three states, of six possible.

    >>> from auxilia.measures import Ties
    >>> density(Ties([0, 0], [1, 2], [2010, 2010]), {2010: 3}).density.round(3)
    array([0.333])

    References
    ----------
    Wasserman, S., Faust, K. (1994). Social Network Analysis, ch. 4. Cambridge University Press.
    """
    provider, recipient, year = ties.dyads()
    dyads = group_by(year)
    years = dyads.columns[0]
    actors = yearly(population, years, "population")
    present = group_by(unique_rows(np.tile(year, 2), np.concatenate([provider, recipient]))[0]).count()
    if (present > actors).any():
        row = int(np.argmax(present > actors))
        raise ModelError(
            f"{present[row]} actors have ties in {years[row]}, more than the population of {actors[row]}. "
            "Mend: count all actors that could assist, or leave out ties of others."
        )
    return Density(years, actors, dyads.count() / (actors * (actors - 1.0)))


@measure("system")
def system_reciprocity(network: Network) -> SystemReciprocity:
    """Reciprocity of the system: what part of all that is given is given back.

    Formula
    -------
    r_t = sum_ij min(w_ijt, w_jit) / sum_ij w_ijt; with ties, the part of ties that are mutual.

    Parameters
    ----------
    network
        Amounts, or ties that weigh 1 each.

    Returns
    -------
    SystemReciprocity
        By year.

    Raises
    ------
    ModelError
        Where a tie's yearly sum is negative.

    Examples
    --------
    0 gives 4 to 1 and gets 1 back: 2 of 5.

    >>> from auxilia.measures import Amounts
    >>> system_reciprocity(Amounts([0, 1], [1, 0], [2010, 2010], [4, 1])).reciprocity
    array([0.4])

    References
    ----------
    Squartini, T., Picciolo, F., Ruzzenenti, F., Garlaschelli, D. (2013). Reciprocity of Weighted Networks.
    Scientific Reports 3, 2729.
    """
    provider, recipient, year, weight = positive_dyads(network)
    years = group_by(year)
    returned = np.minimum(weight, opposite(provider, recipient, year, weight))
    return SystemReciprocity(years.columns[0], divided(years.sum(returned), years.sum(weight)))
