"""What a tie is made of, and which ties are made alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy.typing as npt

from auxilia.measures.arrays import Floats, Ints, at_least, codes
from auxilia.measures.grouping import Groups, group_by
from auxilia.measures.inputs import Amounts
from auxilia.measures.meetings import meetings
from auxilia.measures.negatives import Negative, Treated, totals
from auxilia.measures.portfolios import change
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import shares


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint(Result):
    """One row a tie, year and cell of practice, instrument and purpose."""

    provider: Annotated[Ints, key("provider", "actor")]
    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    practice: Annotated[Ints, key("practice", "code")]
    instrument: Annotated[Ints, key("instrument", "code")]
    purpose: Annotated[Ints, key("purpose", "code")]
    share: Annotated[Floats, column("part of the tie", "share", whole=("provider", "recipient", "year"))]
    negatives: Treated


@dataclass(frozen=True, slots=True, eq=False)
class FingerprintSimilarity(Result):
    """One row a recipient, year and pair of its providers with something in common, lower id first."""

    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    provider_a: Annotated[Ints, key("one provider", "actor")]
    provider_b: Annotated[Ints, key("the other provider", "actor")]
    similarity: Annotated[Floats, column("part of the two fingerprints that is the same", "share")]
    negatives: Treated


@dataclass(frozen=True, slots=True, eq=False)
class FingerprintChange(Result):
    """One row a tie and year in which it was there, and `lag` years before."""

    provider: Annotated[Ints, key("provider", "actor")]
    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("the later year", "year")]
    dissimilarity: Annotated[Floats, column("part of the fingerprint that changed", "share")]
    lag: int
    negatives: Treated


@measure("dyad")
def fingerprint(
    amounts: Amounts,
    practice: npt.ArrayLike,
    instrument: npt.ArrayLike,
    purpose: npt.ArrayLike,
    *,
    negative: Negative = "refuse",
) -> Fingerprint:
    """Fingerprint of a tie: its composition over practice, instrument and purpose.

    Two ties of one sum may be wholly different relations: courses for civilian control here, arms for
    internal security there.

    Formula
    -------
    f_ijt(c) = w_ijt(c) / sum_d w_ijt(d), for cells c = (practice, instrument, purpose).

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage; for composition by presence give each row the weight 1.
    practice, instrument, purpose
        The cell of each row of `amounts`, numbered from 0. A purpose not stated is a category of its own; a
        row with several purposes is divided among them before.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`; parts are the sums of a tie's cells.

    Returns
    -------
    Fingerprint
        By provider, recipient, year and cell; the shares of a tie and year sum to 1.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    1 for courses (practice 0, instrument 0), 3 for arms (1, 1), purpose not stated (0).

    >>> from auxilia.measures import Amounts
    >>> fingerprint(Amounts([0, 0], [9, 9], [2010, 2010], [1, 3]), [0, 1], [0, 1], [0, 0]).share
    array([0.25, 0.75])

    References
    ----------
    Aitchison, J. (1986). The Statistical Analysis of Compositional Data. Chapman and Hall.
    """
    cells, weight, treated = _cells(amounts, practice, instrument, purpose, negative)
    whole = group_by(*cells.columns[:3])
    provider, recipient, year, practices, instruments, purposes = cells.columns
    return Fingerprint(
        provider, recipient, year, practices, instruments, purposes, shares(whole, weight), treated
    )


@measure("dyad")
def fingerprint_similarity(
    amounts: Amounts,
    practice: npt.ArrayLike,
    instrument: npt.ArrayLike,
    purpose: npt.ArrayLike,
    *,
    negative: Negative = "refuse",
) -> FingerprintSimilarity:
    """Similarity of fingerprints: how alike two providers of one recipient assist it.

    1 where both do the same things in the same proportions, whatever their sums: substitutes, or rivals. 0
    where they do wholly different things.

    Formula
    -------
    sim_ikjt = sum_c min(f_ijt(c), f_kjt(c)) = 1 - 1/2 sum_c |f_ijt(c) - f_kjt(c)|.

    Parameters
    ----------
    amounts, practice, instrument, purpose, negative
        As for `fingerprint`.

    Returns
    -------
    FingerprintSimilarity
        By recipient, year and pair of providers; pairs with no cell in common are not listed: theirs is 0.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    0 gives a quarter in courses and the rest in arms; 1 gives arms alone.

    >>> from auxilia.measures import Amounts
    >>> both = Amounts([0, 0, 1], [9, 9, 9], [2010] * 3, [1, 3, 7])
    >>> fingerprint_similarity(both, [0, 1, 1], [0, 1, 1], [0, 0, 0]).similarity
    array([0.75])

    References
    ----------
    Renkonen, O. (1938). Statistisch-ökologische Untersuchungen. Annales Zoologici Societatis Vanamo 6,
    1-231.
    """
    cells, weight, treated = _cells(amounts, practice, instrument, purpose, negative)
    some = weight > 0
    provider, recipient, year, *cell = (part[some] for part in cells.columns)
    share = shares(group_by(provider, recipient, year), weight[some])
    where = group_by(recipient, year)
    met = meetings(provider, group_by(*cell).of_row, where.of_row, share)
    return FingerprintSimilarity(
        where.columns[0][met.year], where.columns[1][met.year], met.first, met.second, met.total, treated
    )


@measure("dyad")
def fingerprint_change(
    amounts: Amounts,
    practice: npt.ArrayLike,
    instrument: npt.ArrayLike,
    purpose: npt.ArrayLike,
    *,
    lag: int = 1,
    negative: Negative = "refuse",
) -> FingerprintChange:
    """Change of a fingerprint: how far a tie is made of other things than before.

    Formula
    -------
    1/2 sum_c |f_ijt(c) - f_ij(t-lag)(c)|.

    Parameters
    ----------
    amounts, practice, instrument, purpose, negative
        As for `fingerprint`.
    lag
        Calendar years between the two fingerprints.

    Returns
    -------
    FingerprintChange
        By provider, recipient and year, where the tie is there both then and `lag` years before.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    Courses alone, a year later half courses and half arms.

    >>> from auxilia.measures import Amounts
    >>> tie = Amounts([0] * 3, [9] * 3, [2010, 2011, 2011], [8, 1, 1])
    >>> fingerprint_change(tie, [0, 0, 1], [0, 0, 1], [0, 0, 0]).dissimilarity
    array([0.5])

    References
    ----------
    Bray, J. R., Curtis, J. T. (1957). An Ordination of the Upland Forest Communities of Southern Wisconsin.
    Ecological Monographs 27(4), 325-349.
    """
    years = at_least(lag, 1, "lag")
    cells, weight, treated = _cells(amounts, practice, instrument, purpose, negative)
    provider, recipient, year, *cell = cells.columns
    dyad = group_by(provider, recipient)
    found = change(dyad.of_row, year, group_by(*cell).of_row, weight, years)
    return FingerprintChange(
        provider=dyad.columns[0][found.whole],
        recipient=dyad.columns[1][found.whole],
        year=found.year,
        dissimilarity=found.dissimilarity,
        lag=years,
        negatives=treated,
    )


def _cells(
    amounts: Amounts,
    practice: npt.ArrayLike,
    instrument: npt.ArrayLike,
    purpose: npt.ArrayLike,
    negative: Negative,
) -> tuple[Groups, Floats, Treated]:
    """Every tie's cells, what each weighs (cells,), and how negative amounts were treated."""
    cells = group_by(
        amounts.provider,
        amounts.recipient,
        amounts.year,
        codes(practice, "practice", amounts.rows),
        codes(instrument, "instrument", amounts.rows),
        codes(purpose, "purpose", amounts.rows),
    )
    return cells, *totals(amounts, cells, negative)
