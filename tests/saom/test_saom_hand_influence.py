"""Influence on behaviour, worked out by hand on the networks of `saom_drawn` for a at level 5: z_a = 2.

a is tied to b, c, d (z 2, -2, -1; similarity less its mean 1/2, -1/2, -1/4; in-degree 1, 4, 2; kind 1, -1,
-1; rank 4, 3, 2); b, d, e (z 2, -1, 0; similarity 1/2, -1/4, 0; rank 4, 2, 1) are tied to a.
"""

from math import log

import pytest
from saom_drawn import level_of

SHAPES = [
    ("linear", (), 2),
    ("quad", (), 4),
    ("quad_nc", (), 25),
    # With a at 5 the levels add up to 16.
    ("quad_cc", (), (5 - 16 / 5) ** 2),
    ("avGroup", (), 2 * (16 / 5 - 1)),
    # The sum is centred as if it were one value.
    ("totGroup", (), 2 * (1 + 3 - 1)),
    ("simAllNear", (), 2),
    ("simAllFar", (), 0),
]
ALTERS = [
    ("avAlt", ("ties",), 2 * -1 / 3),
    ("totAlt", ("ties",), 2 * -1),
    ("avInAlt", ("ties",), 2 * 1 / 3),
    ("totInAlt", ("ties",), 2 * 1),
    ("avRecAlt", ("ties",), 2 * 1 / 2),
    ("totRecAlt", ("ties",), 2 * 1),
    ("avAltPop", ("ties",), 2 * (2 * 1 - 2 * 4 - 1 * 2) / 3),
    ("totAltPop", ("ties",), 2 * (2 * 1 - 2 * 4 - 1 * 2)),
    ("maxAlt", ("ties",), 2 * 2),
    ("minAlt", ("ties",), 2 * -2),
    ("avAlt_cc", ("ties",), (5 - 3.2) * (8 - 3 * 3.2) / 3),
    ("totAlt_cc", ("ties",), (5 - 3.2) * (8 - 3 * 3.2)),
]
SIMILARITY = [
    ("avSim", ("ties",), -1 / 4 / 3),
    ("totSim", ("ties",), -1 / 4),
    ("avAttHigher", ("ties",), 1),
    ("totAttHigher", ("ties",), 3),
    ("avAttLower", ("ties",), (1 + 0 + 1 / 4) / 3),
    ("totAttLower", ("ties",), 1 + 0 + 1 / 4),
    ("avInSim", ("ties",), 1 / 4 / 3),
    ("totInSim", ("ties",), 1 / 4),
    ("avSimRecip", ("ties",), 1 / 4 / 2),
    ("totSimRecip", ("ties",), 1 / 4),
    ("avSimPopAlt", ("ties",), (1 / 2 - 4 / 2 - 2 / 4) / 3),
    ("totSimPopAlt", ("ties",), 1 / 2 - 4 / 2 - 2 / 4),
    ("avSimPopEgo", ("ties",), 3 * -1 / 4 / 3),
]
# For a at level 4 similarity less its mean is 1/4 to b, 0 to d, 1/4 to e.
SIMILARITY_AT_4 = [
    ("avInSimPopAlt", ("ties",), 1 / 4 / 3),
    ("totInSimPopAlt", ("ties",), 1 / 4),
    ("avSimRecPop", ("ties",), 1 / 4 / 2),
    ("totSimRecPop", ("ties",), 1 / 4),
]
ATTRIBUTES = [
    ("effFrom", ("kind",), 2 * 1),
    ("avXAlt", ("ties", "kind"), 2 * -1 / 3),
    ("totXAlt", ("ties", "kind"), 2 * -1),
    ("avXInAlt", ("ties", "rank"), 2 * 7 / 3),
    ("totXInAlt", ("ties", "rank"), 2 * 7),
    ("avXRecAlt", ("ties", "rank"), 2 * 6 / 2),
    ("totXRecAlt", ("ties", "rank"), 2 * 6),
    ("maxXAlt", ("ties", "rank"), 2 * 4),
    ("minXAlt", ("ties", "rank"), 2 * 2),
    # Of all others only b is of the kind of a.
    ("avSameXAlt", ("ties", "kind"), 2 / 3),
    ("totSameXAlt", ("ties", "kind"), 2),
    ("avSameXInAlt", ("ties", "kind"), 2 / 3),
    ("totSameXInAlt", ("ties", "kind"), 2),
    ("avSameXRecAlt", ("ties", "kind"), 2 / 2),
    ("totSameXRecAlt", ("ties", "kind"), 2),
    ("avSimEgoX", ("ties", "rank"), 5 * -1 / 4 / 3),
    ("totSimEgoX", ("ties", "rank"), 5 * -1 / 4),
    ("avAltEgoX", ("ties", "rank"), 5 * 2 * -1 / 3),
    ("totAltEgoX", ("ties", "rank"), 5 * 2 * -1),
    ("avSimAltX", ("ties", "kind"), (1 / 2 + 1 / 2 + 1 / 4) / 3),
    ("totSimAltX", ("ties", "kind"), 1 / 2 + 1 / 2 + 1 / 4),
    ("avAltAltX", ("ties", "kind"), 2 * (2 + 2 + 1) / 3),
    ("avAltSameX", ("ties", "kind"), 2 * 2),
    ("totAltSameX", ("ties", "kind"), 2 * 2),
    ("avRecAltSameX", ("ties", "kind"), 2 * 2),
    ("totRecAltSameX", ("ties", "kind"), 2 * 2),
]
# Weights less their mean: 1.9 for b, -1.1 for c, 0.9 for d, -0.1 for e.
WEIGHTED = [
    ("avAltW", ("ties", "near"), 2 * (3.8 + 2.2 - 0.9) / 1.7),
    ("totAltW", ("ties", "near"), 2 * (3.8 + 2.2 - 0.9)),
    ("avInAltW", ("ties", "near"), 2 * (3.8 - 0.9) / 2.7),
    ("totInAltW", ("ties", "near"), 2 * (3.8 - 0.9)),
    ("avSimW", ("ties", "near"), (0.95 + 0.55 - 0.225) / 1.7),
    ("totSimW", ("ties", "near"), 0.95 + 0.55 - 0.225),
    ("avWAlt", ("ties", "near"), 2 * 1.7 / 3),
    ("totWAlt", ("ties", "near"), 2 * 1.7),
    ("avWInAlt", ("ties", "near"), 2 * 2.7 / 3),
    ("totWInAlt", ("ties", "near"), 2 * 2.7),
]
# b at level 4 is tied to a and c. a is tied to c, d besides b; c to d. d, e are tied to a; a, d, e to c.
DISTANCE_OF_B = [
    ("avAltDist2", ("ties",), (-3 / 2 - 1) / 2),
    ("totAltDist2", ("ties",), -3 - 1),
    ("avTAltDist2", ("ties",), (-3 - 1) / 2),
    ("totAAltDist2", ("ties",), -3 / 2 - 1),
    ("avInAltDist2", ("ties",), (-1 / 2 + 0) / 2),
    ("totInAltDist2", ("ties",), -1 + 0),
    ("avTInAltDist2", ("ties",), (-1 + 0) / 2),
    ("totAInAltDist2", ("ties",), -1 / 2 + 0),
    ("avInAltDist2_nc", ("ties",), 4 * (5 / 2 + 3) / 2),
    ("totInAltDist2_nc", ("ties",), 4 * (5 + 9)),
    ("avTInAltDist2_nc", ("ties",), 4 * (5 + 9) / 2),
    ("totAInAltDist2_nc", ("ties",), 4 * (5 / 2 + 3)),
    ("avXAltDist2", ("ties", "rank"), (5 / 2 + 2) / 2),
    ("totXAltDist2", ("ties", "rank"), 5 + 2),
    ("avTXAltDist2", ("ties", "rank"), (5 + 2) / 2),
    ("totAXAltDist2", ("ties", "rank"), 5 / 2 + 2),
    ("avXInAltDist2", ("ties", "rank"), (3 / 2 + 8 / 3) / 2),
    ("totXInAltDist2", ("ties", "rank"), 3 + 8),
    ("avTXInAltDist2", ("ties", "rank"), (3 + 8) / 2),
    ("totAXInAltDist2", ("ties", "rank"), 3 / 2 + 8 / 3),
    ("avInSimDist2", ("ties",), ((1 / 2 - 1.5 / 4) + (1 / 2 - 1 / 4)) / 2),
    ("totInSimDist2", ("ties",), (1 / 2 - 1.5 / 4) + (1 / 2 - 1 / 4)),
]
POSITIONS = [
    ("indeg", ("ties",), 2 * 3),
    ("outdeg", ("ties",), 2 * 3),
    ("outdeg", ("places",), 2 * 2),
    ("recipDeg", ("ties",), 2 * 2),
    ("popAlt", ("ties",), 2 * (1 + 4 + 2) / 3),
    ("totPopAlt", ("ties",), 2 * (1 + 4 + 2)),
    # p has three visitors, q three.
    ("totPopAlt", ("places",), 2 * (3 + 3)),
    ("degAbsContrX", ("ties", "rank"), 2 * 2),
    ("degNegContrX", ("ties", "rank"), 2 * 2),
    ("degPosContrX", ("ties", "kind"), 2 * 2),
    # a, c and d have five ties among them, the other triads of a four or fewer.
    ("behDenseTriads", ("ties",), 2),
    ("simDenseTriads", ("ties",), -1 / 2 - 1 / 4),
    # a is tied to c in both networks, and c to a in the other one.
    ("FFDeg", ("ties", "other"), 2),
    ("FBDeg", ("ties", "other"), 2),
    ("FRDeg", ("ties", "other"), 2),
]

# Two ways lead from a to c by two steps forward, one to d; one to b, c, d, e by one forward and one back.
# With e^a = 2 one way counts 1, two count 1.5.
WAYS = [
    ("totGwdspFFAlt", 2 * (1.5 * -2 - 1)),
    ("totGwdspFBAlt", 2 * (2 - 2 - 1)),
    ("totGwdspFFAlt_nc", 5 * (1.5 * 1 + 2)),
    ("totGwdspFBAlt_nc", 5 * (5 + 1 + 2 + 3)),
]


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [*SHAPES, *ALTERS, *SIMILARITY, *ATTRIBUTES, *WEIGHTED, *POSITIONS],
)
def test_level_of_a(name: str, others: tuple[str, ...], expected: float) -> None:
    assert level_of(name, *others) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("name", "others", "expected"), SIMILARITY_AT_4)
def test_level_of_a_at_4(name: str, others: tuple[str, ...], expected: float) -> None:
    assert level_of(name, *others, level=4) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("name", "others", "expected"), DISTANCE_OF_B)
def test_level_of_b(name: str, others: tuple[str, ...], expected: float) -> None:
    assert level_of(name, *others, actor="b", level=4) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("name", ["threshold", "threshold2", "threshold3", "threshold4"])
def test_threshold(name: str) -> None:
    assert [level_of(name, parameter=p) for p in (4, 5, 6)] == [1, 1, 0]


@pytest.mark.parametrize(("name", "expected"), WAYS)
def test_ways(name: str, expected: float) -> None:
    assert level_of(name, "ties", parameter=100 * log(2)) == pytest.approx(expected, abs=1e-12)


def test_groups_weighted_by_indegrees() -> None:
    total = 3 * 2 + 1 * 2 - 4 * 2 - 2 * 1
    assert level_of("indegAvGroup", "ties", parameter=2) == pytest.approx(2 * (total / 10 + 3 - 2))
    assert level_of("indegTotGroup", "ties", parameter=2) == pytest.approx(2 * (total + 3 - 2))


def test_isolates() -> None:
    # Nobody is tied to e, and e goes nowhere.
    assert [level_of("isolate", "ties", actor=one, level=5) for one in "ae"] == [0, 2]
    assert [level_of("outIsolate", "ties", actor=one, level=5) for one in "ae"] == [0, 0]
    assert [level_of("outIsolate", "places", actor=one, level=5) for one in "ae"] == [0, 2]


def test_ties_to_one_in_two_networks() -> None:
    # To c run ties of a, b, d, e; in the other network of a, b and d, and both ways with a and b.
    assert level_of("BBDeg", "ties", "other", actor="c", level=5) == 2 * 3
    assert level_of("BRDeg", "ties", "other", actor="c", level=5) == 2 * 2


def test_internal_parameters() -> None:
    assert level_of("avAltW", "ties", "near", parameter=1) == pytest.approx(2 * 5.1 / 3)
    assert level_of("simAllFar", parameter=2) == -2 - 1
    assert level_of("avGroup", parameter=0.1) == pytest.approx(2 * (16 / 5 - 3))
