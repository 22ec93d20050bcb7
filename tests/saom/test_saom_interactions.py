"""Which effects on a network may be multiplied."""

import pytest
from test_saom_contract import sample

from auxilia.errors import ModelError
from auxilia.saom.prepared import prepare
from auxilia.saom.specification import effect, functions_of, interaction

# Two that depend on ego's other ties; a sum over egos; a sum over receivers. None is a sum over single ties.
REFUSED = [("transTrip", "outAct"), ("recip", "outTrunc"), ("recip", "in2Plus")]


@pytest.mark.parametrize("names", REFUSED, ids=str)
def test_products_that_no_tie_has_are_refused(names: tuple[str, str]) -> None:
    data = prepare(sample())
    with pytest.raises(ModelError, match="interaction"):
        functions_of(interaction(*[effect("ties", name) for name in names]), data)


def test_one_part_may_depend_on_other_ties() -> None:
    data = prepare(sample())
    parts = [effect("ties", "transTrip"), effect("ties", "recip"), effect("ties", "sameX", "mood")]
    assert [one.effect.name for one in functions_of(interaction(*parts), data)] == [
        "transTrip",
        "recip",
        "sameX",
    ]
