"""Density, reciprocity and triads on the network drawn in saom_drawn_network, worked out by hand."""

import pytest
from saom_drawn_network import statistic

# Two-paths: A-C-D, A-B-C, B-A-C, B-A-G, B-C-D, C-D-A, D-A-B, D-A-C, D-A-G,
#            E-A-B, E-A-C, E-A-G, E-C-D, E-D-A, E-D-C.
CASES = [
    ("density", "", 11),
    ("recip", "", 4),  # A-B and C-D
    ("transTrip", "", 7),  # A->C B->C D->C E->A E->D, E->C twice
    ("transTrip1", "", 7),
    ("transTrip2", "", 7),
    ("transMedTrip", "", 7),
    ("transRecTrip", "", 1),  # D->C
    ("transRecTrip2", "", 2),  # E-C-D, E-D-C
    ("transTrip.FR", "", 2),
    ("transTies", "", 6),  # E->C counts once
    ("cycle3", "", 1),  # A->C->D->A
]


@pytest.mark.parametrize(("name", "more", "expected"), CASES, ids=str)
def test_by_hand(name: str, more: str, expected: float) -> None:
    assert statistic(name, more=more) == pytest.approx(expected)
