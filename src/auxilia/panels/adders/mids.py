"""Militarized interstate disputes, of the COW project or of Gibler, Miller and Little."""

from collections.abc import Mapping

from auxilia.panels.adding import Adder, Context, Option
from auxilia.panels.indicators import OPTIONS, add_indicators
from auxilia.panels.plan import Addition

LISTS = {
    "cow": ("cow:mid", "cow:mids", "cow:mid_*"),
    "gml": ("gml_mid:*",),
    "both": ("cow:mid", "cow:mids", "cow:mid_*", "gml_mid:*"),
}


def build(context: Context, options: Mapping[str, str]) -> Addition:
    """Disputes between the two states of a row; where rows are no pairs, disputes of the state."""
    wanted = "dyad" if context.unit.pair else "state"
    found = context.matching(*LISTS[options.get("list", "cow")])
    chosen = [one for one in found if one.of == wanted]
    rest = {key: value for key, value in options.items() if key != "list"}
    return add_indicators(context, "mids", chosen, rest)


ADDER = Adder(
    "mids",
    "Militarized interstate disputes (COW, or with list=gml Gibler, Miller and Little).",
    build,
    options={"list": Option("Whose list of disputes.", tuple(LISTS)), "only": OPTIONS["only"]},
)
