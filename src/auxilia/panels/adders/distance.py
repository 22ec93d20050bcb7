"""Distance between the nearest points of two states."""

from collections.abc import Mapping

from auxilia.panels.adding import Adder, Context
from auxilia.panels.indicators import OPTIONS, add_indicators
from auxilia.panels.plan import Addition


def build(context: Context, options: Mapping[str, str]) -> Addition:
    """The distances of COW; with the states of Gleditsch and Ward also those that COW does not measure."""
    patterns = ("cow:mindist",) if context.request.system == "cow" else ("cow:mindist", "gw:mindist")
    return add_indicators(context, "distance", context.matching(*patterns), options)


ADDER = Adder(
    "distance",
    "Distance between the nearest points of two states.",
    build,
    units=("dyad-year", "tie-year"),
    options={"only": OPTIONS["only"]},
)
