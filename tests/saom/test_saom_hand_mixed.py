"""Effects of dyadic covariates and of a second network, worked out by hand on the networks of `saom_drawn`.

a is tied to b, c, d. In the other network a is tied to c, e (b to c, d, e; c to a, b; d to b, c); to a is
tied c (to b c, d; to c a, b, d; to d b). Sides: a, b, c against d, e.
"""

from math import log, sqrt

import pytest
from saom_drawn import ties_of

DYADIC = [
    ("X", ("near",), 4 + 1 + 3 - 3 * 2.1),
    # Only b and d answer.
    ("XRecip", ("near",), 4 + 3 - 2 * 2.1),
    # b, d and e are tied to c, c to d.
    ("WXX", ("near",), (4 + 3 + 2) + 1),
    # b is tied to c, c to d, d to c.
    ("XXW", ("near",), 1 + 3 + 1),
    ("XWX", ("near",), 6 * 2),
    ("XWX1", ("near",), 6 * 2),
    ("XWX2", ("near",), 6 * 2),
    ("WWX", ("near",), 2 * ((1 + 3 + 2) + (4 + 3 + 2) + (4 + 1 + 2))),
    ("OutWWX", ("near",), 2 * ((1 + 3 + 2) + (4 + 3 + 2) + (4 + 1 + 2))),
    ("cyWWX", ("near",), 3 * 3 * 2 * 2),
    ("InWWX", ("near",), 3 * 3 * 2 * 2),
]
TIES = [
    ("crprod", ("other",), 1),
    ("crprodRecip", ("other",), 1),
    ("crprodMutual", ("other",), 1),
    # c is tied to d, e to a and c.
    ("to", ("other",), 2),
    ("toAny", ("other",), 2),
    ("toBack", ("other",), 1),
    ("toRecip", ("other",), 1),
    # b shares c and e with a, d shares c.
    ("from", ("other",), 3),
    ("fromAny", ("other",), 2),
    ("fromMutual", ("other",), 1),
    ("from", ("places",), 1 + 1 + 2),
    ("closure", ("other",), 1),
    ("cyClosure", ("other",), 2),
    ("sharedIn", ("other",), 1),
    # b is tied to c and d there, d to b and c.
    ("mixedInXW", ("other",), 4),
    ("cl.XWX", ("other",), 5),
    ("cl.XWX1", ("other",), 5),
    ("cl.XWX2", ("other",), 5),
    ("JoutMix", ("other",), 2 / 3 + 1 / 3),
    ("JinMix", ("other",), 1 / 2),
]
# With e^a = 2 one shared partner counts 1, two count 1.5.
SHARED = [
    ("gwespFFMix", "other", 1),
    ("gwespBBMix", "other", 2),
    ("gwespBFMix", "other", 1),
    ("gwespFBMix", "other", 1.5 + 1),
    ("gwespRRMix", "other", 1),
    ("gwespMix", "places", 1 + 1 + 1.5),
]
DEGREES = [
    ("inPopIntn", (2 - 1.9) + (3 - 1.9) + (1 - 1.9)),
    ("outPopIntn", (3 - 1.9) + (2 - 1.9) + (2 - 1.9)),
    ("inActIntn", 3 * (1 - 1.9)),
    ("outActIntn", 3 * (2 - 1.9)),
    ("crprodInActIntn", 1 - 1.9),
    ("both", (1 - 1.9) * ((2 - 1.9) + (3 - 1.9) + (1 - 1.9))),
    ("absOutDiffIntn", 1),
    ("avDegIntn", 3 * (9 / 5 - 1)),
    # Of c and e, who have 1 and 2 ties.
    ("outOutActIntn", 3 * ((1 - 2.1) + (2 - 2.1))),
    ("outOutAvIntn", 3 * ((1 - 2.1) + (2 - 2.1)) / 2),
    ("divOutEgoIntn", 3 / 2),
    ("divInEgoIntn", 3 / 1),
    ("divOutAltIntn", 1 / 3 + 1 / 2 + 1 / 2),
    ("divInAltIntn", 1 / 2 + 1 / 3 + 1),
    # Through b c-d, c-e and d-e, through c a-b, b-a and d-a.
    ("betweenPop", 3 + 3),
]
ROOTS = [
    ("inPopIntn", sqrt(2) + sqrt(3) + 1 - 3 * sqrt(1.9)),
    ("outPopIntn", sqrt(3) + 2 * sqrt(2) - 3 * sqrt(1.9)),
    ("inActIntn", 3 * (1 - sqrt(1.9))),
    ("outActIntn", 3 * (sqrt(2) - sqrt(1.9))),
    ("crprodInActIntn", 1 - sqrt(1.9)),
    ("both", (1 - sqrt(1.9)) * (sqrt(2) + sqrt(3) + 1 - 3 * sqrt(1.9))),
    ("absOutDiffIntn", sqrt(3) - sqrt(2)),
    ("avDegIntn", 3 * (9 / 5 - 2)),
    ("outOutActIntn", 3 * (1 + sqrt(2) - 2 * sqrt(2.1))),
    ("outOutAvIntn", 3 * (1 + sqrt(2) - 2 * sqrt(2.1)) / 2),
    ("divOutEgoIntn", 3 / sqrt(2)),
    ("divInEgoIntn", 3),
    ("divOutAltIntn", 1 / sqrt(3) + 2 / sqrt(2)),
    ("divInAltIntn", 1 / sqrt(2) + 1 / sqrt(3) + 1),
    ("betweenPop", 2 * sqrt(3)),
]
COVARIATES = [
    ("covNetNet", "side", "a", 2),
    ("homCovNetNet", "side", "a", 1),
    ("contrastCovNetNet", "side", "a", 1),
    # d shares c.
    ("jumpFrom", "side", "a", 1),
    ("covNetNetIn", "side", "a", 1),
    ("homCovNetNetIn", "side", "a", 1),
    # b is tied to c and d.
    ("jumpSharedIn", "side", "c", 1),
    # Through c to a, through d to c.
    ("sameWWClosure", "side", "b", 1),
    ("diffWWClosure", "side", "b", 1),
    # Through b to d.
    ("jumpWWClosure", "side", "c", 1),
    # c is tied to d; e to c.
    ("sameWXClosure", "side", "a", 1),
    ("diffWXClosure", "side", "a", 1),
    # b is tied to c and d, c to b; d to b and c.
    ("sameXWClosure", "side", "a", 2 + 1),
    ("diffXWClosure", "side", "a", 2),
    # a is tied to d.
    ("jumpWXClosure", "side", "c", 1),
    ("inPopIntnX", "rank", "a", (3 + 2) + (5 + 4 + 2) + 4),
    ("outPopIntnX", "rank", "a", (3 + 2 + 1) + (5 + 4) + (4 + 3)),
    ("inActIntnX", "rank", "a", 3 * 3),
    ("outActIntnX", "rank", "a", 3 * (3 + 1)),
    ("sameXInPopIntn", "side", "a", 1 + 2 + 1),
    ("sameXOutPopIntn", "side", "a", 1 + 2 + 2),
    ("sameXInActIntn", "side", "a", 3),
    ("sameXOutActIntn", "side", "a", 3),
    ("altDist2W", "rank", "a", 6 / 3 + 9 / 2 + 7 / 2),
    ("totDist2W", "rank", "a", 6 + 9 + 7),
    # a itself, who is tied to c, is left out.
    ("altInDist2W", "rank", "a", 5 / 2 + 6 / 2 + 4),
    ("totInDist2W", "rank", "a", 5 + 6 + 4),
    # Averages of kind are 4/3, 3, 2, and 1, 2, 3; a has 3; the range is 2, the mean similarity 0.4.
    ("simEgoDist2W", "kind", "a", 1 / 6 + 1 + 1 / 2 - 3 * 0.4),
    ("simEgoInDist2W", "kind", "a", 0 + 1 / 2 + 1 - 3 * 0.4),
]


@pytest.mark.parametrize(("name", "others", "expected"), [*DYADIC, *TIES])
def test_ties_of_a(name: str, others: tuple[str, ...], expected: float) -> None:
    assert ties_of(name, *others) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("name", "other", "expected"), SHARED)
def test_shared_partners(name: str, other: str, expected: float) -> None:
    assert ties_of(name, other, parameter=100 * log(2)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("name", "expected"), DEGREES)
def test_degrees(name: str, expected: float) -> None:
    assert ties_of(name, "other", parameter=1) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("name", "expected"), ROOTS)
def test_roots_of_degrees(name: str, expected: float) -> None:
    assert ties_of(name, "other", parameter=2) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("name", "covariate", "actor", "expected"), COVARIATES)
def test_covariates(name: str, covariate: str, actor: str, expected: float) -> None:
    assert ties_of(name, "other", covariate, actor=actor) == pytest.approx(expected, abs=1e-12)


def test_three_of_one_value() -> None:
    # In the other network a is tied to c; in ties to b; b to c.
    assert ties_of("homWXClosure", "ties", "side", variable="other") == 1


def test_degrees_in_two_networks() -> None:
    # b is in q and r twice; a is in q twice.
    for parameter, expected in ((1, 4), (2, 2 * sqrt(2))):
        told = ties_of("doubleOutAct", "clubs", actor="b", variable="places", parameter=parameter)
        assert told == pytest.approx(expected)
    for parameter, expected in ((1, 2 + 1), (2, sqrt(2) + 1)):
        told = ties_of("doubleInPop", "clubs", actor="b", variable="places", parameter=parameter)
        assert told == pytest.approx(expected)


def test_sharing_with_those_who_agree() -> None:
    # c is chosen by b, d, e, who share one, two, no place with a; d by c, who shares one. Places had three,
    # three and two visitors, then q a fourth.
    average = (3 * 2 + 3 * 2 + 2 * 1 + 3 * 2 + 4 * 3 + 2 * 1) / 6 / 2
    expected = {1: 4, 2: 2 + sqrt(2), 3: 4 - 4 * average, 4: 2 + sqrt(2) - 4 * sqrt(average)}
    told = {p: ties_of("sharedTo", "places", parameter=p) for p in expected}
    assert told == pytest.approx(expected)


def test_ego_is_left_out_when_asked() -> None:
    assert ties_of("altDist2W", "other", "rank", parameter=2) == pytest.approx(6 / 3 + 4 + 7 / 2)
