"""How far a provider's assistance goes to few recipients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Amounts
from auxilia.measures.negatives import Negative, Treated, tie_totals
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import concentration


@dataclass(frozen=True, slots=True, eq=False)
class ProviderConcentration(Result):
    """One row a provider and year; `negatives` says how negative amounts were treated."""

    provider: Annotated[Ints, key("provider", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_recipients: Annotated[Ints, column("recipients that get more than nothing", "count")]
    top_recipient: Annotated[Ints, column("the recipient that gets most, -1 for none", "actor")]
    n_at_top: Annotated[Ints, column("recipients that get as much as the top one", "count")]
    top_share: Annotated[Floats, column("part that goes to the top recipient", "share")]
    herfindahl: Annotated[Floats, column("concentration of recipients, 1 is one recipient", "share")]
    effective_recipients: Annotated[Floats, column("effective number of recipients", "index")]
    negatives: Treated


@measure("provider")
def provider_concentration(amounts: Amounts, *, negative: Negative = "refuse") -> ProviderConcentration:
    """Concentration of a provider's assistance on its recipients.

    The same as a recipient's dependency, seen from the other end: largest share, Herfindahl index and
    effective number of recipients.

    Formula
    -------
    H_it = sum_j (w_ijt / sum_k w_ikt)^2; effective = 1 / H_it.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    ProviderConcentration
        By provider and year.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    Provider 0 gives 3 to recipient 8 and 3 to recipient 9.

    >>> from auxilia.measures import Amounts
    >>> found = provider_concentration(Amounts([0, 0], [8, 9], [2010, 2010], [3, 3]))
    >>> found.herfindahl, found.effective_recipients, found.n_at_top
    (array([0.5]), array([2.]), array([2]))

    References
    ----------
    Hirschman, A. O. (1964). The Paternity of an Index. American Economic Review 54(5), 761-762.
    """
    provider, recipient, year, weight, treated = tie_totals(amounts, negative)
    whole = group_by(provider, year)
    found = concentration(whole, recipient, weight)
    provider, year = whole.columns
    return ProviderConcentration(
        provider=provider,
        year=year,
        n_recipients=found.parts,
        top_recipient=found.top,
        n_at_top=found.at_top,
        top_share=found.top_share,
        herfindahl=found.herfindahl,
        effective_recipients=found.effective,
        negatives=treated,
    )
