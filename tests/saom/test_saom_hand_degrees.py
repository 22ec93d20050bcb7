"""Popularity and activity on the network drawn in saom_drawn_network, worked out by hand.

Out-degrees: A 3, B 2, C 1, D 2, E 3. In-degrees: A 3, B 1, C 4, D 2, G 1. The mean is 11/7.
With the tie C -> B, B and C have two reciprocated ties each.
"""

from math import sqrt

import pytest
from saom_drawn_network import statistic

CENTRE = 11 * 11 / 7
CASES = [
    ("inPop", None, "", 9 + 1 + 16 + 4 + 1),
    ("inPop.c", None, "", 31 - CENTRE),
    ("inPop_dya", None, "", 31 - CENTRE),
    ("inPopSqrt", None, "", 3 * sqrt(3) + 1 + 8 + 2 * sqrt(2) + 1),
    ("outPop", None, "", 3 + 4 + 2 + 4 + 6),
    ("reciPop", None, "CB", 3 * 1 + 2 * 2 + 4 * 2 + 2 * 1),
    ("reciPopSqrt", None, "CB", 3 + 2 * sqrt(2) + 4 * sqrt(2) + 2),
    ("outAct", None, "", 9 + 4 + 1 + 4 + 9),
    ("outAct.c", None, "", 27 - CENTRE),
    ("outActSqrt", None, "", 3 * sqrt(3) + 2 * sqrt(2) + 1 + 2 * sqrt(2) + 3 * sqrt(3)),
    ("inAct", None, "", 9 + 2 + 4 + 4),
    ("inAct.c", None, "", 19 - CENTRE),
    ("inActSqrt", None, "", 3 * sqrt(3) + 2 + 2 + 2 * sqrt(2)),
    ("reciAct", 1, "CB", 3 * 1 + 2 * 2 + 2 * 2 + 2 * 1),
    ("reciAct", 2, "CB", 3 + 2 * sqrt(2) + 2 * sqrt(2) + 2),
    ("outPop.c", None, "", 19 - CENTRE),
    ("outPopSqrt", None, "", sqrt(2) + 1 + sqrt(3) + 1 + sqrt(2) + sqrt(3) + 1 + sqrt(3) + 1 + sqrt(2)),
    ("outPopMore", 2, "", 3),  # B->A, D->A, E->A
    ("outPopSqrtMore", 2, "", 3 * (sqrt(3) - sqrt(2))),
    ("outPopThreshold", 1, "", 3 + 1 + 2),  # to A, B and D
    ("outAct_ego", None, "", 27 - CENTRE),
    ("outActMore_ego", 2, "", 3 + 3),  # of A and E
    ("outActSqrtMore_ego", 2, "", 6 * (sqrt(3) - sqrt(2))),
    ("outMore_ego", 2, "", 6),
    ("divOut_ego", None, "", 5),
    ("divOut_ego", 2, "", sqrt(3) + sqrt(2) + 1 + sqrt(2) + sqrt(3)),
    ("inAct_ego", None, "", 19 - CENTRE),
    ("divIn_ego", None, "", 3 / 3 + 2 / 1 + 1 / 4 + 2 / 2),
    ("divIn_ego", 2, "", 3 / sqrt(3) + 2 + 1 / 2 + 2 / sqrt(2)),
    ("reciAct_ego", None, "", 3 + 2 + 1 + 2 - 11 * 4 / 7),
    ("outTrunc", 2, "", 2 + 2 + 1 + 2 + 2),
    ("outTrunc2", 2, "", 9),
    ("outMore", 2, "", 1 + 1),
    ("outMore2", 2, "", 2),
    ("outMore3", 2, "", 2),
    ("outThreshold", 1, "", 4),  # all but C, F and G
    ("outThreshold2", 2, "", 2),  # A and E
    ("outIso", None, "", 2),
    ("outInv", 1, "", 1 / 4 + 1 / 3 + 1 / 2 + 1 / 3 + 1 / 4 + 1 + 1),
    ("outSqInv", 1, "", 1 / 20 + 1 / 12 + 1 / 6 + 1 / 12 + 1 / 20 + 1 / 2 + 1 / 2),
    ("avDeg", 2, "", 11 * (11 / 7 - 2)),
    ("inIsDegree", None, "", 3),  # of E
    ("isolateNet", None, "", 1),  # F
    ("antiIso", None, "", 1),  # G
    ("antiInIso", None, "", 5),
    ("antiInIso2", None, "", 3),
    ("in2Plus", None, "", 3),
    ("in3Plus", None, "", 2),
    ("isolatePop", None, "", 1),  # A->G
    ("outOutAss", 1, "", 3 * (2 + 1) + 2 * (3 + 1) + 1 * 2 + 2 * (3 + 1) + 3 * (3 + 1 + 2)),
    ("outOutAss", 2, "", 4 * sqrt(6) + 2 * sqrt(3) + 3 * sqrt(2) + 3),
    ("outInAss", 1, "", 3 * (1 + 4 + 1) + 2 * (3 + 4) + 1 * 2 + 2 * (3 + 4) + 3 * (3 + 4 + 2)),
    ("inOutAss", 1, "", 3 * (2 + 1) + 1 * (3 + 1) + 4 * 2 + 2 * (3 + 1)),
    ("inInAss", 1, "", 3 * (1 + 4 + 1) + 1 * (3 + 4) + 4 * 2 + 2 * (3 + 4)),
]

# A and B both go to places 1 and 2, C to 2, D to 3.
TWO_MODE = [
    ("density", 6),
    ("inPop", 4 + 9 + 1),
    ("outAct", 4 + 4 + 1 + 1),
    ("antiInIso", 3),
    ("in2Plus", 2),
    ("in3Plus", 1),
]


@pytest.mark.parametrize(("name", "parameter", "more", "expected"), CASES, ids=str)
def test_by_hand(name: str, parameter: float | None, more: str, expected: float) -> None:
    assert statistic(name, parameter=parameter, more=more) == pytest.approx(expected)


@pytest.mark.parametrize(("name", "expected"), TWO_MODE, ids=str)
def test_two_mode_by_hand(name: str, expected: float) -> None:
    assert statistic(name, on="places") == pytest.approx(expected)
