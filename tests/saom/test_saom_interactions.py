"""Which effects may be multiplied."""

import pytest
from test_saom_contract import EFFECTS, N, cases, ready, view

from auxilia.errors import ModelError
from auxilia.saom import plain
from auxilia.saom.catalogue import find
from auxilia.saom.specification import effect, functions_of, interaction

# Two that depend on ego's other ties; a sum over egos; a sum over receivers. None is a sum over single ties.
REFUSED = [("transTrip", "outAct"), ("recip", "outTrunc"), ("recip", "in2Plus")]


@pytest.mark.parametrize("names", REFUSED, ids=str)
def test_products_that_no_tie_has_are_refused(names: tuple[str, str]) -> None:
    data = ready()
    with pytest.raises(ModelError, match="interaction"):
        functions_of(interaction(*[effect("ties", name) for name in names]), data)


def test_one_part_may_depend_on_other_ties() -> None:
    data = ready()
    parts = [effect("ties", "transTrip"), effect("ties", "recip"), effect("ties", "sameX", "mood")]
    assert [one.effect.name for one in functions_of(interaction(*parts), data)] == [
        "transTrip",
        "recip",
        "sameX",
    ]


def test_one_part_on_behaviour_may_be_more_than_a_factor() -> None:
    data = ready()
    near, far = effect("level", "avSim", "ties"), effect("level", "avSim", "other")
    factors = [effect("level", "indeg", "ties"), effect("level", "avAlt", "other")]
    assert len(functions_of(interaction(near, *factors), data)) == 3
    with pytest.raises(ModelError, match="interaction"):
        functions_of(interaction(near, far), data)


@pytest.mark.parametrize("name", [one.name for one in EFFECTS if one.interaction == "OK"])
def test_factors_are_factors(name: str) -> None:
    data = ready()
    others = cases(find("behavior", name))[0][1]
    one, state = functions_of(effect("level", name, *others), data)[0], view(data)
    values = state.words(one)["z"]
    told = [plain.behavior_statistic(one, state, values, ego, step) for ego in range(N) for step in (1, 2)]
    assert told[1::2] == pytest.approx([2 * each for each in told[::2]], abs=1e-12)
