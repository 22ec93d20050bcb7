"""Who provides how much of what a recipient gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Amounts
from auxilia.measures.negatives import Negative, Treated, tie_totals
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import shares


@dataclass(frozen=True, slots=True, eq=False)
class ProviderShares(Result):
    """One row a recipient, year and provider; `negatives` says how negative amounts were treated."""

    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    provider: Annotated[Ints, key("provider", "actor")]
    weight: Annotated[Floats, column("amount from this provider", "weight")]
    share: Annotated[Floats, column("part of all the recipient gets", "share", whole=("recipient", "year"))]
    negatives: Treated


@measure("recipient")
def provider_shares(amounts: Amounts, *, negative: Negative = "refuse") -> ProviderShares:
    """Shares of a recipient's providers.

    What part of all that a recipient gets in a year comes from each provider. A recipient whose amounts
    sum to zero has no shares (NaN).

    Formula
    -------
    s_ijt = w_ijt / sum_k w_kjt, for provider i, recipient j, year t.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    ProviderShares
        By recipient, year, provider; the shares of a recipient and year sum to 1.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    Recipient 9 gets 6 from provider 0 and 2 from provider 1.

    >>> from auxilia.measures import Amounts
    >>> provider_shares(Amounts([0, 1], [9, 9], [2010, 2010], [6, 2])).share
    array([0.75, 0.25])

    References
    ----------
    Hirschman, A. O. (1945). National Power and the Structure of Foreign Trade. University of California
    Press.
    """
    provider, recipient, year, weight, treated = tie_totals(amounts, negative)
    rows = group_by(recipient, year, provider)
    recipient, year, provider = rows.columns
    weight = rows.sum(weight)
    return ProviderShares(
        recipient, year, provider, weight, shares(group_by(recipient, year), weight), treated
    )
