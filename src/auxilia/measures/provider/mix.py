"""By which instruments a provider assists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy.typing as npt

from auxilia.measures.arrays import Floats, Ints, codes
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Amounts
from auxilia.measures.negatives import Negative, Treated, totals
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import shares


@dataclass(frozen=True, slots=True, eq=False)
class InstrumentMix(Result):
    """One row a provider, year and instrument; `negatives` says how negative amounts were treated."""

    provider: Annotated[Ints, key("provider", "actor")]
    year: Annotated[Ints, key("year", "year")]
    instrument: Annotated[Ints, key("instrument", "code")]
    weight: Annotated[Floats, column("amount given by this instrument", "weight")]
    share: Annotated[Floats, column("part of all the provider gives", "share", whole=("provider", "year"))]
    negatives: Treated


@measure("provider")
def instrument_mix(
    amounts: Amounts, instrument: npt.ArrayLike, *, negative: Negative = "refuse"
) -> InstrumentMix:
    """Instrument mix of a provider: what part of its assistance takes which form.

    Formula
    -------
    m_ipt = sum_j w_ijpt / sum_q sum_j w_ijqt, for provider i, instrument p, year t.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    instrument
        The instrument (or practice) of each row of `amounts`, numbered from 0.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`; parts are the sums of an instrument.

    Returns
    -------
    InstrumentMix
        By provider, year and instrument; the shares of a provider and year sum to 1.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    Provider 0 gives 1 as courses (0) and 3 as arms (1).

    >>> from auxilia.measures import Amounts
    >>> instrument_mix(Amounts([0, 0], [9, 9], [2010, 2010], [1, 3]), instrument=[0, 1]).share
    array([0.25, 0.75])

    References
    ----------
    Baldwin, D. A. (1985). Economic Statecraft, ch. 2. Princeton University Press.
    """
    kinds = codes(instrument, "instrument", amounts.rows)
    cells = group_by(amounts.provider, amounts.year, kinds)
    weight, treated = totals(amounts, cells, negative)
    whole = group_by(*cells.columns[:2])
    provider, year, instrument = cells.columns
    return InstrumentMix(provider, year, instrument, weight, shares(whole, weight), treated)
