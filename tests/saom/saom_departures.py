"""Where RSiena's stored statistics are not what the formula of the effect says, and why."""

from dataclasses import dataclass

from saom_observed import Target


@dataclass(frozen=True)
class Departure:
    """Rows of RSiena that are not what the formula says: those for which all of the given fields agree."""

    why: str
    effects: tuple[str, ...]
    data: str = ""
    variable: str = ""
    other: str = ""
    function: str = ""

    def covers(self, data: str, target: Target) -> bool:
        return (
            target.effect in self.effects
            and self.data in {"", data}
            and self.variable in {"", target.variable}
            and (not self.other or self.other in target.others)
            and self.function in {"", target.function}
        )


DEPARTURES = (
    Departure(
        "its default parameter 0 takes degrees at the start of the period (with 1 it is the formula)",
        ("inAct.c", "inActSqrt"),
        function="evaluation",
    ),
    Departure(
        "its default parameter 0 takes degrees at the start of the period, neither centred, rooted nor cut",
        ("outPop.c", "outPopSqrt", "outPopMore", "outPopSqrtMore", "outPopThreshold"),
    ),
    Departure(
        "similarity is left out: ego's covariate is multiplied by 1 or by the number of ties",
        ("avSimEgoX", "totSimEgoX"),
    ),
    Departure(
        "averages are over all who are tied to ego, also those whose value is missing",
        ("avInAlt", "avInSim"),
        data="missing",
        function="endowment",
    ),
    Departure("the same", ("avInAlt", "avInSim"), data="missing", function="creation"),
    Departure("the first step is reciprocated where it should be in either direction", ("transTrip.EE",)),
    Departure(
        "differences of values are cut to integers before they are compared with 0",
        ("sameXTransTrip", "diffXTransTrip", "sameXTransRecTrip", "diffXTransRecTrip"),
        data="multiplex",
        other="mood",
    ),
    Departure(
        "the average is over as many actors as there are receivers",
        ("avGroupEgoX", "totGroupEgoX"),
        variable="venues",
    ),
    Departure(
        "senders' values are read at the receivers' places; ours is for one mode",
        ("crossXOutAct",),
        variable="venues",
    ),
    Departure(
        "ties to receivers whose value is missing are left out, though it does not enter",
        ("inPopX",),
        data="missing",
    ),
    Departure(
        "ego's missing value is taken out of sums that it is not in",
        ("totInDist2", "simEgoDist2", "simEgoInDist2"),
        data="missing",
        other="drinking",
        function="evaluation",
    ),
    Departure(
        "the same",
        ("totInDist2", "simEgoDist2", "simEgoInDist2"),
        data="missing",
        other="drinking",
        function="endowment",
    ),
    Departure(
        "the same",
        ("totInDist2", "simEgoInDist2"),
        data="missing",
        other="drinking",
        function="creation",
    ),
)


def departs(data: str, target: Target) -> bool:
    return any(one.covers(data, target) for one in DEPARTURES)
