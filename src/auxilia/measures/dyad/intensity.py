"""How much passes through a tie."""

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
class Intensity(Result):
    """One row a tie, year and kind of figure; `negatives` says how shares treat negative amounts."""

    provider: Annotated[Ints, key("provider", "actor")]
    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    kind: Annotated[Ints, key("kind of figure: measure, stage and price basis", "code")]
    amount: Annotated[Floats, column("sum of this kind, negative parts taken off", "weight")]
    of_provider: Annotated[Floats, column("part of all the provider gives of this kind", "share")]
    of_recipient: Annotated[Floats, column("part of all the recipient gets of this kind", "share")]
    negatives: Treated


@measure("dyad")
def intensity(amounts: Amounts, kind: npt.ArrayLike, *, negative: Negative = "refuse") -> Intensity:
    """Intensity of a tie: its amount in each kind of figure, and what part that is for both ends.

    Kinds (dollars obligated, trainees delivered, trend-indicator values) are kept apart: they are never added
    together. The same amount may be little to its provider and nearly everything to its recipient.

    Formula
    -------
    a_ijmt = sum of w over the rows of i, j, m, t; of_provider = a_ijmt / sum_k a_ikmt; of_recipient =
    a_ijmt / sum_k a_kjmt, for kind m.

    Parameters
    ----------
    amounts
        Amounts, each in the unit of its kind.
    kind
        What each row of `amounts` counts: one number for each measure, stage and price basis.
    negative
        What to do with negative amounts in the two shares: `refuse`, `floor` or `gross`; `amount` is always
        the plain sum.

    Returns
    -------
    Intensity
        By provider, recipient, year and kind.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    Provider 0 gives 30 to 8 and 10 to 9 (kind 0); 9 gets nothing else.

    >>> from auxilia.measures import Amounts
    >>> found = intensity(Amounts([0, 0], [8, 9], [2010, 2010], [30, 10]), kind=[0, 0])
    >>> found.amount, found.of_provider, found.of_recipient
    (array([30., 10.]), array([0.75, 0.25]), array([1., 1.]))

    References
    ----------
    Barrat, A., Barthelemy, M., Pastor-Satorras, R., Vespignani, A. (2004). The Architecture of Complex
    Weighted Networks. PNAS 101(11), 3747-3752.
    """
    kinds = codes(kind, "kind", amounts.rows)
    cells = group_by(amounts.provider, amounts.recipient, amounts.year, kinds)
    provider, recipient, year, of_kind = cells.columns
    weight, treated = totals(amounts, cells, negative)
    provider, recipient, year, kind = cells.columns
    return Intensity(
        provider=provider,
        recipient=recipient,
        year=year,
        kind=kind,
        amount=cells.net(amounts.weight),
        of_provider=shares(group_by(provider, year, of_kind), weight),
        of_recipient=shares(group_by(recipient, year, of_kind), weight),
        negatives=treated,
    )
