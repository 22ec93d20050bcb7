"""Values of sender and receiver on the network drawn in saom_drawn_network, worked out by hand.

Centred: A -1, B -1, C 2, others 0. Ties received: A 3, B 1, C 4, D 2, G 1; sent: A 3, B 2, C 1, D 2, E 3.
Absolute differences: A->C 3, A->G 1, B->C 3, C->D 2, D->A 1, D->C 2, E->A 1, E->C 2; A-B and E->D 0.
Among all 21 pairs of actors they add up to 22, and the range is 3: the mean similarity is 1 - 22/63 = 41/63.
"""

import pytest
from saom_drawn_network import statistic

CASES = [
    ("altX", None, -3 - 1 + 8),
    ("altSqX", None, 3 + 1 + 16),
    ("altLThresholdX", -0.5, 4),
    ("altRThresholdX", 1, 4),
    ("egoX", None, -3 - 2 + 2),
    ("egoSqX", None, 3 + 2 + 4),
    ("egoLThresholdX", -0.5, 5),
    ("egoRThresholdX", 1, 1),
    ("simX", None, 11 - 15 / 3 - 11 * 41 / 63),
    ("simRecipX", None, 4 - 4 / 3 - 4 * 41 / 63),
    ("sameX", None, 3),  # A-B twice, E->D
    ("sameXRecip", None, 2),
    ("unequalX", None, 8),
    ("higher", None, 3 + 3 / 2),  # C->D, D->A, E->A and three equals
    ("altHigherEgoX", None, 5 - 3),
    ("diffX", None, 4 + 3),
    ("absDiffX", None, 15),
    ("diffSqX", None, 9 + 1 + 9 + 4 + 1 + 4 + 1 + 4),
    ("egoDiffX", None, -2 - 9),
    ("egoPlusAltX", None, 4 - 3),
    ("egoPlusAltSqX", None, 20 + 9),
    ("egoXaltX", None, 1 + 1 - 2 - 2),
    ("egoXaltXRecip", None, 1 + 1),
]


@pytest.mark.parametrize(("name", "parameter", "expected"), CASES, ids=str)
def test_by_hand(name: str, parameter: float | None, expected: float) -> None:
    assert statistic(name, "value", parameter=parameter) == pytest.approx(expected)
