"""How far a recipient hangs on few providers."""

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
class Dependency(Result):
    """One row a recipient and year; `negatives` says how negative amounts were treated."""

    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_providers: Annotated[Ints, column("providers that give more than nothing", "count")]
    top_provider: Annotated[Ints, column("the provider that gives most, -1 for none", "actor")]
    n_at_top: Annotated[Ints, column("providers that give as much as the top one", "count")]
    top_share: Annotated[Floats, column("part that comes from the top provider", "share")]
    herfindahl: Annotated[Floats, column("concentration of providers, 1 is one provider", "share")]
    effective_providers: Annotated[Floats, column("effective number of providers", "index")]
    negatives: Treated


@measure("recipient")
def dependency(amounts: Amounts, *, negative: Negative = "refuse") -> Dependency:
    """Dependency of a recipient on its providers.

    The share of the largest provider; the Herfindahl index, which is 1 where all comes from one hand; and the
    effective number of providers, that many equal providers being as concentrated. A recipient whose amounts
    sum to zero has none of these (NaN).

    Formula
    -------
    top_jt = max_i s_ijt; H_jt = sum_i s_ijt^2; N_jt = 1 / H_jt, with s_ijt the provider shares.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    Dependency
        By recipient and year. Where several providers are at the top, `top_provider` is the one with the
        lowest id and `n_at_top` says how many they are.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    Shares of 3/4 and 1/4: H = 9/16 + 1/16 = 0.625, as concentrated as 1.6 equal providers.

    >>> from auxilia.measures import Amounts
    >>> found = dependency(Amounts([0, 1], [9, 9], [2010, 2010], [6, 2]))
    >>> found.top_share, found.herfindahl, found.effective_providers
    (array([0.75]), array([0.625]), array([1.6]))

    References
    ----------
    Hirschman, A. O. (1964). The Paternity of an Index. American Economic Review 54(5), 761-762.

    Laakso, M., Taagepera, R. (1979). "Effective" Number of Parties. Comparative Political Studies 12(1),
    3-27.
    """
    provider, recipient, year, weight, treated = tie_totals(amounts, negative)
    whole = group_by(recipient, year)
    found = concentration(whole, provider, weight)
    recipient, year = whole.columns
    return Dependency(
        recipient=recipient,
        year=year,
        n_providers=found.parts,
        top_provider=found.top,
        n_at_top=found.at_top,
        top_share=found.top_share,
        herfindahl=found.herfindahl,
        effective_providers=found.effective,
        negatives=treated,
    )
