"""Density, reciprocity and triads on the network drawn in saom_drawn_network, worked out by hand."""

import pytest
from saom_drawn_network import statistic

# Two-paths: A-C-D, A-B-C, B-A-C, B-A-G, B-C-D, C-D-A, D-A-B, D-A-C, D-A-G,
#            E-A-B, E-A-C, E-A-G, E-C-D, E-D-A, E-D-C.
CASES = [
    ("density", "", "", 11),
    ("recip", "", "", 4),  # A-B and C-D
    ("transTrip", "", "", 7),  # A->C B->C D->C E->A E->D, E->C twice
    ("transTrip1", "", "", 7),
    ("transTrip2", "", "", 7),
    ("transMedTrip", "", "", 7),
    ("transRecTrip", "", "", 1),  # D->C
    ("transRecTrip2", "", "", 2),  # E-C-D, E-D-C
    ("transTrip.FR", "", "", 2),
    ("transTrip.FE", "", "", 2 + 2 + 2 + 6),  # of A (to B, C), B (A, C), D (A, C), E (A, C, D)
    ("transTrip.EE", "", "", 1 + 3 + 0 + 1 + 1 + 2 + 2 + 2 + 2 + 2 + 2),  # shared neighbours, tie by tie
    ("transTies", "", "", 6),  # E->C counts once
    ("cycle3", "", "", 1),  # A->C->D->A
    ("between", "", "", 15 - 7),  # two-paths less those that are closed
    ("denseTriads", "CB", "", 5),  # A, B, C with five ties
    ("denseTriads", "CB CA", "", 6 + 5),  # A, B, C and A, C, D
    ("nbrDist2", "", "", 1 + 2 + 1 + 2 + 2),  # A: D, B: D G, C: A, D: B G, E: B G
    ("nbrDist2twice", "", "EC", 1),  # E over A and D to C
]


@pytest.mark.parametrize(("name", "more", "less", "expected"), CASES, ids=str)
def test_by_hand(name: str, more: str, less: str, expected: float) -> None:
    assert statistic(name, more=more, less=less) == pytest.approx(expected)
