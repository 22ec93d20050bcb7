"""States that meet in conflicts: on the same side, on opposite sides, and through others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Ints
from auxilia.measures.conflicts import Sides, Support
from auxilia.measures.grouping import group_by, unique_rows
from auxilia.measures.meetings import meetings
from auxilia.measures.record import Result, column, key, measure


@dataclass(frozen=True, slots=True, eq=False)
class CoSponsorship(Result):
    """One row a year and pair of supporters on one side, lower id first."""

    year: Annotated[Ints, key("year", "year")]
    sponsor_a: Annotated[Ints, key("one supporter", "actor")]
    sponsor_b: Annotated[Ints, key("the other supporter", "actor")]
    n_sides: Annotated[Ints, column("sides of conflicts that both support", "count")]


@dataclass(frozen=True, slots=True, eq=False)
class RivalSponsorship(Result):
    """One row a year and pair of supporters on opposite sides, lower id first."""

    year: Annotated[Ints, key("year", "year")]
    sponsor_a: Annotated[Ints, key("one supporter", "actor")]
    sponsor_b: Annotated[Ints, key("the other supporter", "actor")]
    n_conflicts: Annotated[Ints, column("conflicts in which they support opposite sides", "count")]


@dataclass(frozen=True, slots=True, eq=False)
class Proxies(Result):
    """One row a sponsor, target and year."""

    sponsor: Annotated[Ints, key("who supports others against the target", "actor")]
    target: Annotated[Ints, key("whom the supported fight", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_proxies: Annotated[Ints, column("actors that the sponsor supports against the target", "count")]
    n_returned: Annotated[Ints, column("actors that the target supports against the sponsor", "count")]


@measure("triad")
def co_sponsorship(sides: Sides) -> CoSponsorship:
    """Co-sponsorship: two states support the same side of a conflict.

    Formula
    -------
    n_ikt = number of (conflict, side) that both i and k support in t.

    Parameters
    ----------
    sides
        Supporters of the two sides of conflicts.

    Returns
    -------
    CoSponsorship
        By year and pair; pairs that share no side are not listed.

    Examples
    --------
    States 5 and 6 support side 0 of conflict 0, state 7 its side 1.

    >>> from auxilia.measures import Sides
    >>> found = co_sponsorship(Sides([5, 6, 7], [0, 0, 0], [0, 0, 1], [2010] * 3))
    >>> found.sponsor_a, found.sponsor_b, found.n_sides
    (array([5]), array([6]), array([1]))

    References
    ----------
    San-Akca, B. (2016). States in Disguise: Causes of State Support for Rebel Groups. Oxford University
    Press.
    """
    place = group_by(sides.conflict, sides.side).of_row
    met = meetings(sides.supporter, place, sides.year, np.ones(place.size))
    return CoSponsorship(met.year, met.first, met.second, met.total.astype(np.int64))


@measure("triad")
def rival_sponsorship(sides: Sides) -> RivalSponsorship:
    """Rival sponsorship: two states support opposite sides of a conflict.

    Formula
    -------
    n_ikt = number of conflicts in which i supports one side in t and k the other, i and k being different.

    Parameters
    ----------
    sides
        Supporters of the two sides of conflicts.

    Returns
    -------
    RivalSponsorship
        By year and pair; pairs that never stand on opposite sides are not listed.

    Examples
    --------
    States 5 and 6 support side 0 of conflict 0, state 7 its side 1.

    >>> from auxilia.measures import Sides
    >>> found = rival_sponsorship(Sides([5, 6, 7], [0, 0, 0], [0, 0, 1], [2010] * 3))
    >>> found.sponsor_a, found.sponsor_b, found.n_conflicts
    (array([5, 6]), array([7, 7]), array([1, 1]))

    References
    ----------
    Anderson, N. (2019). Competitive Intervention, Protracted Conflict, and the Global Prevalence of Civil
    War. International Studies Quarterly 63(3), 692-706.
    """
    one, other = _opposed(sides)
    a = np.minimum(sides.supporter[one], sides.supporter[other])
    b = np.maximum(sides.supporter[one], sides.supporter[other])
    year, a, b, _ = unique_rows(sides.year[one], a, b, sides.conflict[one])
    pairs = group_by(year, a, b)
    years, sponsor_a, sponsor_b = pairs.columns
    return RivalSponsorship(years, sponsor_a, sponsor_b, pairs.count())


@measure("triad")
def proxies(support: Support) -> Proxies:
    """Proxies: whom a sponsor supports against a target, and whom the target supports against it.

    A sponsor that helps another fight a target meets it without fighting. Where both have proxies against
    each other the rivalry is fought by others on both sides.

    Formula
    -------
    n_proxies_ikt = number of a with support i -> a against k in t; n_returned = n_proxies_kit.

    Parameters
    ----------
    support
        Support against whom. Leave out supported states when only armed groups are meant as proxies.

    Returns
    -------
    Proxies
        By sponsor, target and year.

    Examples
    --------
    State 0 supports groups 7 and 8 against state 1, state 1 supports group 9 against state 0.

    >>> from auxilia.measures import Support
    >>> found = proxies(Support([0, 0, 1], [7, 8, 9], [1, 1, 0], [2010] * 3))
    >>> found.n_proxies, found.n_returned
    (array([2, 1]), array([1, 2]))

    References
    ----------
    Salehyan, I., Gleditsch, K. S., Cunningham, D. E. (2011). Explaining External Support for Insurgent
    Groups. International Organization 65(4), 709-744.

    Mumford, A. (2013). Proxy Warfare. Polity.
    """
    each = group_by(support.supporter, support.opponent, support.year)
    sponsor, target, year = each.columns
    count = each.count()
    both = group_by(np.concatenate([sponsor, target]), np.concatenate([target, sponsor]), np.tile(year, 2))
    against = np.zeros(both.n, dtype=np.int64)
    against[both.of_row[: count.size]] = count
    return Proxies(sponsor, target, year, count, against[both.of_row[count.size :]])


def _opposed(sides: Sides) -> tuple[Ints, Ints]:
    """Rows of every two different supporters on side 0 and side 1 of one conflict and year."""
    where = group_by(sides.conflict, sides.year)
    zero, one = (np.flatnonzero(sides.side == side) for side in (0, 1))
    ordered = one[np.argsort(where.of_row[one], kind="stable")]
    start = np.searchsorted(where.of_row[ordered], where.of_row[zero], side="left")
    stop = np.searchsorted(where.of_row[ordered], where.of_row[zero], side="right")
    left = np.repeat(zero, stop - start)
    offset = np.arange(left.size) - np.repeat(np.cumsum(stop - start) - (stop - start), stop - start)
    right = ordered[np.repeat(start, stop - start) + offset]
    different = sides.supporter[left] != sides.supporter[right]
    return left[different], right[different]
