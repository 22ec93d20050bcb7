"""Ties and partners alike, on the network drawn in saom_drawn_network, worked out by hand."""

from math import exp

import pytest
from saom_drawn_network import statistic

LESS = 1 - exp(-0.69)
TWO, THREE = 1 + LESS, 1 + LESS + LESS**2
CASES = [
    # Ties by numbers of shared partners, in the directions of the letters.
    ("gwespFF", "", 5 + TWO),  # E->C twice; A->C, B->C, D->C, E->A, E->D once
    ("gwespFB", "", 5 + TWO),  # E->D twice (A, C); A->B, B->A, D->A, E->A, E->C once
    ("gwespBF", "", 4 + THREE),  # A->C three times (B, D, E); B->C, C->D, D->A, D->C once
    ("gwespBB", "", 3),  # the cycle A->C->D
    ("gwespRR", "CB", 1),  # A->C over B
    ("gwdspFF", "", 13 + TWO),  # fifteen two-paths, two of them from E to C
    ("gwdspFB", "", 2 * (4 + 3 * TWO)),  # AB AD AE CE share one receiver, BD BE DE two
    # Others to whom one of the two is tied: AB AC AG BA BC CD DA DC EA EC ED. The mean over pairs is 70/210.
    ("balance", "", 11 * 5 / 3 - (1 + 3 + 2 + 1 + 2 + 1 + 2 + 1 + 3 + 1 + 0)),
    # Others who are tied to one of the two, in the same order. The mean over pairs is 78/210.
    ("inStructEq", "", 11 * 5 * 78 / 210 - (2 + 0 + 3 + 2 + 2 + 2 + 2 + 2 + 2 + 3 + 1)),
    ("Jin", "", 3 / 4 + 1 / 4 + 1 / 5 + 1 / 4 + 1 / 5),  # A->C B->C C->D D->A D->C
    ("Jout", "", 1 / 4 + 1 / 4 + 1 / 4 + 1 / 5 + 1 / 3 + 2 / 3),  # A->B B->A D->A E->A E->C E->D
    ("cycle4", "", 3),  # A and C from B and D, B and E, D and E
    ("sharedPop", "", 3),
]


@pytest.mark.parametrize(("name", "more", "expected"), CASES, ids=str)
def test_by_hand(name: str, more: str, expected: float) -> None:
    assert statistic(name, more=more) == pytest.approx(expected)


def test_two_mode_by_hand() -> None:
    # Of pairs of senders A and B share two places, A and C, B and C one; so there is one four-cycle.
    assert statistic("gwdspFB", on="places") == pytest.approx(2 * (TWO + 1 + 1))
    assert statistic("cycle4", on="places") == pytest.approx(1)


def test_four_cycles_by_value() -> None:
    assert statistic("sameXCycle4", "value") == pytest.approx(1)  # from D and E
    assert statistic("sameXCycle4", "value", on="places") == pytest.approx(1)  # from A and B
    assert statistic("sameInXCycle4", "value", more="DB EB") == pytest.approx(1)  # to A and B
