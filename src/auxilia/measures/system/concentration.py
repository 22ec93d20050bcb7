"""How far the whole system hangs on few."""

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
class SystemConcentration(Result):
    """One row a year; `negatives` says how negative amounts were treated."""

    year: Annotated[Ints, key("year", "year")]
    total: Annotated[Floats, column("all that is given", "weight")]
    top_provider: Annotated[Ints, column("the provider that gives most, -1 for none", "actor")]
    top_provider_share: Annotated[Floats, column("part that it gives", "share")]
    herfindahl_providers: Annotated[Floats, column("concentration of providers", "share")]
    effective_providers: Annotated[Floats, column("effective number of providers", "index")]
    top_recipient: Annotated[Ints, column("the recipient that gets most, -1 for none", "actor")]
    top_recipient_share: Annotated[Floats, column("part that it gets", "share")]
    herfindahl_recipients: Annotated[Floats, column("concentration of recipients", "share")]
    effective_recipients: Annotated[Floats, column("effective number of recipients", "index")]
    negatives: Treated


@measure("system")
def system_concentration(amounts: Amounts, *, negative: Negative = "refuse") -> SystemConcentration:
    """Concentration of the system on few providers and few recipients.

    Formula
    -------
    H_t = sum_i (sum_j w_ijt / sum_kl w_klt)^2 over providers i, and likewise over recipients; effective = 1
    / H_t.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    SystemConcentration
        By year.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    0 and 1 each give 2 to recipient 9.

    >>> from auxilia.measures import Amounts
    >>> found = system_concentration(Amounts([0, 1], [9, 9], [2010, 2010], [2, 2]))
    >>> found.effective_providers, found.effective_recipients
    (array([2.]), array([1.]))

    References
    ----------
    Laakso, M., Taagepera, R. (1979). "Effective" Number of Parties. Comparative Political Studies 12(1),
    3-27.
    """
    provider, recipient, year, weight, treated = tie_totals(amounts, negative)
    sides = []
    for end in (provider, recipient):
        each = group_by(year, end)
        sides.append(concentration(group_by(each.columns[0]), each.columns[1], each.sum(weight)))
    givers, takers = sides
    years = group_by(year)
    return SystemConcentration(
        year=years.columns[0],
        total=years.sum(weight),
        top_provider=givers.top,
        top_provider_share=givers.top_share,
        herfindahl_providers=givers.herfindahl,
        effective_providers=givers.effective,
        top_recipient=takers.top,
        top_recipient_share=takers.top_share,
        herfindahl_recipients=takers.herfindahl,
        effective_recipients=takers.effective,
        negatives=treated,
    )
