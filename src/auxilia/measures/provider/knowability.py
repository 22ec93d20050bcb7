"""How much of a provider's assistance can be known, and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import numpy.typing as npt

from auxilia.errors import ModelError
from auxilia.measures.arrays import Bools, Floats, Ints, codes, flags, same_length
from auxilia.measures.grouping import Groups, group_by
from auxilia.measures.inputs import Ties
from auxilia.measures.record import Result, column, key, measure

GRADES = ("publishes", "partly", "inferred", "opaque")


@dataclass(frozen=True, slots=True, eq=False)
class Knowability(Result):
    """One row a provider and year; `grade` is the place in `GRADES`."""

    provider: Annotated[Ints, key("provider", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_ties: Annotated[Ints, column("known ties, by recipient and practice", "count")]
    own: Annotated[Floats, column("part of them that the provider itself publishes", "share")]
    own_figures: Annotated[Floats, column("part of them for which it publishes a figure", "share")]
    confirmed: Annotated[Floats, column("part of them that some source states without reservation", "share")]
    grade: Annotated[Ints, column("0 publishes, 1 partly, 2 inferred by third parties, 3 opaque", "grade")]
    most: float


@measure("provider")
def knowability(
    ties: Ties,
    practice: npt.ArrayLike,
    own: npt.ArrayLike,
    valued: npt.ArrayLike,
    confirmed: npt.ArrayLike,
    *,
    most: float = 0.5,
) -> Knowability:
    """Knowability of a provider: does it publish, partly, is it inferred by others, or opaque?

    Graded on the ties that are known at all, from single claims: what nobody knows of is in no grade. A
    provider that publishes figures for `most` of its known ties publishes; one that publishes anything does
    so partly; one that others report without reservation is inferred; one of which there is nothing but
    reservations is opaque. The limit is a choice, and the three shares stand beside the grade.

    Formula
    -------
    grade = 0 if own_figures >= most; else 1 if own > 0; else 2 if confirmed > 0; else 3. A tie is a
    recipient and practice; it counts for a share if any of its claims does.

    Parameters
    ----------
    ties
        One row a claim.
    practice
        The practice of each row, numbered from 0.
    own
        Whether the provider itself published the claim.
    valued
        Whether the claim has a figure.
    confirmed
        Whether it is stated without reservation.
    most
        The part of known ties for which a provider that `publishes` publishes figures, above 0 and at most 1.

    Returns
    -------
    Knowability
        By provider and year.

    Raises
    ------
    ModelError
        For conditions that are not True or False, and a limit out of range.

    Examples
    --------
    Provider 0 publishes a figure for one of two ties, provider 1 is only alleged to have one.

    >>> from auxilia.measures import Ties
    >>> claims = Ties([0, 0, 1], [8, 9, 9], [2010] * 3)
    >>> yes, no = True, False
    >>> found = knowability(claims, [0, 0, 0], [yes, no, no], [yes, no, no], [yes, yes, no])
    >>> found.own_figures, found.grade
    (array([0.5, 0. ]), array([0, 3]))

    References
    ----------
    Florini, A. (ed.) (2007). The Right to Know: Transparency for an Open World. Columbia University Press.
    """
    if not 0 < most <= 1:
        raise ModelError(f"most={most!r} must be above 0 and at most 1.")
    kinds = codes(practice, "practice", ties.rows)
    stated = {
        "own": flags(own, "own"),
        "valued": flags(valued, "valued"),
        "confirmed": flags(confirmed, "confirmed"),
    }
    same_length(ties=ties.year, **stated)
    known = group_by(ties.provider, ties.year, ties.recipient, kinds)
    whole = group_by(*known.columns[:2])
    by_itself = _share(whole, known, stated["own"])
    figures = _share(whole, known, stated["own"] & stated["valued"])
    surely = _share(whole, known, stated["confirmed"])
    provider, year = whole.columns
    return Knowability(
        provider=provider,
        year=year,
        n_ties=whole.count(),
        own=by_itself,
        own_figures=figures,
        confirmed=surely,
        grade=np.select([figures >= most, by_itself > 0, surely > 0], [0, 1, 2], 3),
        most=most,
    )


def _share(whole: Groups, known: Groups, claims: Bools) -> Floats:
    """The part of each provider's ties (groups,) with at least one such claim."""
    some = (known.sum(claims.astype(np.float64)) > 0).astype(np.float64)
    return whole.sum(some) / whole.count()
