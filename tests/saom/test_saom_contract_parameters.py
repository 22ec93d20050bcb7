"""Change statistics for internal parameters other than the default: roots, levels, weights."""

import pytest
from test_saom_contract import cases, check_changes, ready

from auxilia.saom.catalogue import find
from auxilia.saom.specification import effect, functions_of

ROOTS = [
    "reciAct",
    "divOut_ego",
    "divIn_ego",
    "sameXOutAct",
    "diffXOutAct",
    "sameXReciAct",
    "diffXReciAct",
    "altDist2",
    "totDist2",
]
LEVELS = [
    "outTrunc",
    "outTrunc2",
    "outMore",
    "outMore2",
    "outMore3",
    "outThreshold",
    "outThreshold2",
    "outInv",
    "outSqInv",
    "outPopMore",
    "outPopSqrtMore",
    "outPopThreshold",
    "outActMore_ego",
    "outActSqrtMore_ego",
    "outMore_ego",
]
OTHER = [(name, 2.0) for name in ROOTS]
OTHER += [(name, 3.0) for name in LEVELS]
OTHER += [(f"{ends}Ass", 1.0) for ends in ("outOut", "outIn", "inOut", "inIn")]
OTHER += [(f"gwesp{ways}", 20.0) for ways in ("FF", "BB", "FB", "BF", "RR")]
OTHER += [("gwdspFF", 20.0), ("gwdspFB", 20.0), ("denseTriads", 6.0)]
OTHER += [("doubleOutAct", 1.0), ("doubleInPop", 1.0), ("sharedTo", 2.0), ("altDist2W", 2.0)]
OTHER += [("sameEgoDist2", 0.0), ("sameEgoInDist2", 0.0), ("altRThresholdX", 1.0), ("egoLThresholdX", -1.0)]


@pytest.mark.parametrize(("name", "parameter"), OTHER, ids=str)
def test_change_is_the_difference_of_statistics(name: str, parameter: float) -> None:
    found = find("network", name)
    variable, others = cases(found)[0]
    data = ready()
    check_changes(functions_of(effect(variable, name, *others, parameter=parameter), data)[0], data)
