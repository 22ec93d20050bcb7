"""Negative amounts in shares: a choice that is made by name and told with the result.

Obligations taken back are real figures, but a portfolio with a negative part has no shares. Each rule answers
another question: `refuse` answers none; `floor` asks what was added on balance in each part that the measure
forms (a tie, or a tie's cell); `gross` asks what was promised, whatever was taken back later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from auxilia.errors import ModelError
from auxilia.measures.arrays import Floats, Ints, one_of
from auxilia.measures.grouping import Groups, group_by
from auxilia.measures.inputs import Amounts

Negative = Literal["refuse", "floor", "gross"]
NEGATIVES: tuple[str, ...] = get_args(Negative)


@dataclass(frozen=True, slots=True)
class Treated:
    """How negative amounts were treated.

    `rows` counts them and `amount` is their sum; `floored` counts the totals that were negative on balance
    and stand as zero.
    """

    rule: Negative
    rows: int
    amount: float
    floored: int


def totals(amounts: Amounts, groups: Groups, negative: Negative) -> tuple[Floats, Treated]:
    """The sum of the amounts in each group (groups,), none below zero, and how that was reached.

    Raises
    ------
    ModelError
        Where there are negative amounts and the rule is `refuse`.
    """
    one_of(negative, NEGATIVES, "negative")
    below = amounts.weight < 0
    rows, amount = int(below.sum()), float(amounts.weight[below].sum())
    if rows and negative == "refuse":
        raise ModelError(_refusal(amounts, rows))
    sums = groups.net(np.where(below, 0.0, amounts.weight) if negative == "gross" else amounts.weight)
    floored = sums < 0
    return np.where(floored, 0.0, sums), Treated(negative, rows, amount, int(floored.sum()))


def tie_totals(amounts: Amounts, negative: Negative) -> tuple[Ints, Ints, Ints, Floats, Treated]:
    """Provider, recipient, year and sum of every tie that weighs more than zero, and how that was reached."""
    groups = group_by(amounts.provider, amounts.recipient, amounts.year)
    weight, treated = totals(amounts, groups, negative)
    provider, recipient, year = groups.columns
    return provider, recipient, year, weight, treated


def _refusal(amounts: Amounts, rows: int) -> str:
    row = int(np.argmax(amounts.weight < 0))
    return (
        f"{rows} amounts are negative, the first in row {row} ({amounts.weight[row]:g} in "
        f"{amounts.year[row]}); shares of such a total are not defined. Mend: negative='floor' sets a "
        "part to zero where its sum is negative; negative='gross' leaves negative amounts out before summing."
    )
