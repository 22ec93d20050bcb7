"""The six families, and which indicators of each stand first.

The order of `LEADING` is an editorial choice: direct before indirect, long before short. Indicators that a
ledger lacks are passed over; those that are not drawn stand in the table of the family.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Family:
    """A family: its heading, what it is about, and the indicators that are drawn if the ledger has them."""

    name: str
    heading: str
    lead: str
    leading: tuple[str, ...]


FAMILIES = (
    Family(
        "authority",
        "Authority",
        "Who rules, over how much of the territory, and what part the military has in it.",
        (
            "vdem:v2svstterr",
            "vdem:v2x_ex_military",
            "coups:attempts",
            "leaders:irregular_exits",
            "regime:polity_failure",
            "vdem:v2x_rule",
        ),
    ),
    Family(
        "alignment",
        "Alignment",
        "How far apart two states stand in the votes of the UN General Assembly, within one release of the "
        "ideal points; releases are never mixed.",
        (),
    ),
    Family(
        "norms",
        "Norms",
        "Protection of people from their own government.",
        ("hrps:theta", "vdem:v2x_clphy", "pts:amnesty", "vdem:v2csreprss", "pts:state"),
    ),
    Family(
        "fragmentation",
        "Fragmentation",
        "Armed challengers, fights among groups, and groups kept out of power.",
        (
            "ucdp:challengers",
            "ucdp:nonstate_conflicts",
            "epr:excluded_share",
            "ucdp:territorial_conflicts",
            "vdem:v2csantimv",
        ),
    ),
    Family(
        "competition",
        "Militarised competition",
        "Disputes and rivalries between states, military spending, arms.",
        (
            "cow:mids",
            "rivalries:tss_rivals",
            "sipri_milex:milex_gdp",
            "ucdp:foreign_states",
            "worldbank:arms_imports",
        ),
    ),
    Family(
        "violence",
        "Violence",
        "Deaths by armed force.",
        (
            "ucdp:battle_deaths",
            "ucdp_ged:one_sided",
            "hrps:killing",
            "ucdp:nonstate_deaths",
            "ucdp:intensity",
        ),
    ),
)
# The newest release of all votes that the ledger has; distances are taken within it alone.
IDEAL_POINTS = ("unga:ideal_all_2024", "unga:ideal_all_2020")
DYAD_IDEAL_POINTS = (*IDEAL_POINTS, "unga:ideal_human_rights_2020")
DYAD_ALIGNMENT = ("unga:agreement", "ucdp:fights_beside")
DYAD_COMPETITION = (
    "cow:mid_hostility_dyad",
    "rivalries:tss",
    "ucdp:interstate",
    "ucdp:fights_against",
)
RISE: Mapping[str, str] = {
    "higher": "a rise counts as order",
    "lower": "a rise counts as disorder",
    "none": "no direction",
}
