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
    ("outTrunc", 2, "", 2 + 2 + 1 + 2 + 2),
]


@pytest.mark.parametrize(("name", "parameter", "more", "expected"), CASES, ids=str)
def test_by_hand(name: str, parameter: float | None, more: str, expected: float) -> None:
    assert statistic(name, parameter=parameter, more=more) == pytest.approx(expected)
