"""Values of third actors on the network drawn in saom_drawn_network, worked out by hand.

Centred: A -1, B -1, C 2, others 0. Sums of those to whom one is tied: C 0, A, B, D and E 1; of those who are
tied to one: A -1, B -1, C -2, D 2, G -1. The range is 3, the mean similarity 41/63. Closed triplets: A-B-C,
B-A-C, D-A-C, E-D-A, E-A-C, E-D-C, E-C-D.
"""

from math import sqrt

import pytest
from saom_drawn_network import statistic

MEAN = 41 / 63
CASES = [
    ("inPopX", None, "", -3 - 1 - 8 + 4 - 1),
    ("outPopX", None, "", 3 + 1 + 2),
    ("inActX", None, "", -3 - 2 - 2 + 4),
    ("outActX", None, "", 3 + 2 + 2 + 3),
    ("sameXInPop", None, "", (1 + 4) + 1 + (4 + 4) + (1 + 1) + 1),
    ("diffXInPop", None, "", 31 - 17),
    # Receivers of ego's value and others: A 1 and 2, B 1 and 1, C 0 and 1, D 0 and 2, E 1 and 2.
    ("sameXOutAct", None, "", 1 + 1 + 1),
    ("diffXOutAct", None, "", 4 + 1 + 1 + 4 + 4),
    ("diffXOutAct", 2, "", 2 * sqrt(2) + 1 + 1 + 2 * sqrt(2) + 2 * sqrt(2)),
    ("crossXOutAct", None, "", 2 + 1 + 2),
    ("homXOutAct", None, "EB", 3 + 2 + 1 + 2 + (4 + 1 + 1)),  # E to A and B
    ("altXOutAct", None, "", 1 + 1 + 0 + 1 + 1),
    ("sameXReciAct", None, "", 3 + 2),  # A and B
    ("diffXReciAct", None, "", 1 + 2),  # C and D
    ("degAbsDiffX", None, "", 4 + 3 + 1 + 2 + 3),
    ("degPosDiffX", None, "", 4 + 3 + 2 + 3),
    ("degNegDiffX", None, "", 1),  # C
    ("simXTransTrip", None, "", 7 - (3 + 3 + 2 + 1 + 2 + 2 + 0) / 3 - 7 * MEAN),
    ("transTripX", None, "", -1 - 1 - 1 + 0 - 1 + 0 + 2),
    ("sameXTransTrip", None, "", 1),  # E->D
    ("diffXTransTrip", None, "", 6),
    ("homXTransTrip", None, "EG DG", 1),  # E-D-G
    ("jumpXTransTrip", None, "", 4),  # A-B-C, B-A-C, E-D-A, E-D-C
    ("sameXTransRecTrip", None, "DE", 1),  # E-C-D
    ("diffXTransRecTrip", None, "DE", 2),  # D-A-C, D-E-C
    ("homXTransRecTrip", None, "EG DG GE", 1),  # E-D-G
    ("IndTies", None, "", 0 + 0 - 1 - 1 - 1),  # A: D, B: D G, C: A, D: B G, E: B G
    # Averages of those to whom one is tied: A 1/3, B 1/2, C 0, D 1/2, E 1/3.
    ("altDist2", None, "", 3 / 3 + 1 / 2 + 2 / 2),
    ("altDist2", 2, "", 2 + 1 - 1 + 1 / 3 + 1 / 3 + 1 / 2),  # A->B B->A C->D D->A E->A E->D
    ("totDist2", None, "", 6),
    ("simDist2", None, "", 11 - (4 / 6 + 3 / 3 + 3 / 2) / 3 - 11 * MEAN),
    ("simEgoDist2", None, "", 11 - (3 + 1 + 1 + 2 + 1 + 3 + 1 / 3 + 1 / 3 + 1 / 2) / 3 - 11 * MEAN),
    ("sameEgoDist2", None, "", 1 / 3 + 1 / 3 + 1),  # D->A E->A E->C
    ("sameEgoDist2", 0, "", 3),
    # Others who are tied to the receiver: A->C -1, B->C -1, D->A -1, D->C -2, E->A -1, E->C -2, E->D 2.
    ("altInDist2", None, "", -1 / 3 - 1 / 3 - 1 / 2 - 2 / 3 - 1 / 2 - 2 / 3 + 2),
    ("totInDist2", None, "", -1 - 1 - 1 - 2 - 1 - 2 + 2),
    ("simEgoInDist2", None, "", 11 - (1 + 1 + 1 + 2 + 2 + 4 * 2 / 3 + 2 / 2) / 3 - 11 * MEAN),
    ("sameEgoInDist2", None, "", 4 / 3 + 2 / 2),  # A->C B->C D->C E->C, D->A E->A
    ("sameEgoInDist2", 0, "", 6),
]


@pytest.mark.parametrize(("name", "parameter", "more", "expected"), CASES, ids=str)
def test_by_hand(name: str, parameter: float | None, more: str, expected: float) -> None:
    assert statistic(name, "value", parameter=parameter, more=more) == pytest.approx(expected)


def test_group_by_hand() -> None:
    # The level is the covariate, but 2 for A in the second wave: 14 and 15 in all, so the mean is 29/14.
    assert statistic("totGroupEgoX", "level") == pytest.approx(11 * (14 - 7 * 29 / 14))
    assert statistic("avGroupEgoX", "level") == pytest.approx(11 * (2 - 29 / 14))


def test_two_mode_by_hand() -> None:
    # A and B at places 1 and 2, C at 2, D at 3; the kinds of the places are 1, 2, 2, 3.
    assert statistic("sameXInPop", "value", on="places") == pytest.approx(4 + (4 + 1) + 1)
    assert statistic("homXOutAct", "kind", on="places") == pytest.approx(2 + 2 + 1 + 1)
