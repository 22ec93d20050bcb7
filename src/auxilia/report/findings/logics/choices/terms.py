"""What may draw a provider to a recipient: the same terms for every provider and practice. Words only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Years after which an event counts for half, and for which a deal of others is lately.
HALF_LIFE, LATELY = 5.0, 3.0


@dataclass(frozen=True, slots=True)
class Cause:
    """A term in words.

    `unit` is the step of its coefficient, `plain` whom a positive one favours (`at_war` where all are at war
    and it says something else then), `group` the kind of reason it stands for.
    """

    key: str
    label: str
    unit: str
    plain: str
    group: str
    sources: tuple[str, ...] = ()
    at_war: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """A stream of choices in words; explained are those from `begins` (in years) on."""

    label: str
    period: str
    source: str
    begins: float
    chosen: str


CAUSES = (
    Cause("inertia", "chosen before", "log of 1 + past choices", "those chosen before", "habit"),
    Cause("suppliers", "sellers of arms lately", "log of 1 + sellers", "those to whom many sell arms",
          "opportunity", ("sipri_transfers",)),
    Cause("gdp", "size of economy", "1 s.d. of log GDP", "large economies", "opportunity", ("worldbank",)),
    Cause("wealth", "wealth per person", "1 s.d. of log GDP a head", "rich states", "opportunity",
          ("worldbank",)),
    Cause("distance", "distance", "1 s.d. of log km", "far states", "opportunity", ("cow", "gw")),
    Cause("democracy", "democracy", "1 s.d. of polyarchy", "democracies", "regime", ("vdem",)),
    Cause("war", "war at home", "one level of 0, 1, 2", "states at war", "war", ("ucdp",),
          "states in larger wars"),
    Cause("un_distance", "distance in UN votes", "1 s.d. of the gap", "states that vote otherwise in the UN",
          "alignment", ("unga",)),
    Cause("ally", "defence ally", "yes against no", "allies", "alignment", ("atop",)),
    Cause("rival", "own rival", "yes against no", "own rivals", "rivalry", ("rivalries",)),
    Cause("rivals_ally", "ally of a rival", "yes against no", "allies of rivals", "rivalry",
          ("rivalries", "atop")),
    Cause("rivals_rival", "rival of a rival", "yes against no", "rivals of rivals", "rivalry",
          ("rivalries",)),
    Cause("rivals_sale", "rival sold arms lately", "yes against no", "those whom a rival armed lately",
          "rivalry", ("rivalries", "sipri_transfers")),
)  # fmt: skip
GROUPS = ("habit", "opportunity", "regime", "war", "alignment", "rivalry")
PRACTICES: Mapping[str, Practice] = {
    # After a year (trainings) and five (orders) that are history only; before 1976 support has no starts.
    "train": Practice("trainings", "October 2001 to September 2020", "us_fmtr", 2001 + 273 / 366, "trained"),
    "arms": Practice("arms orders", "1955–2020", "sipri_transfers", 1955.0, "armed"),
    "support": Practice("support to governments at war", "1976–2017", "ucdp_esd", 1976.0, "supported"),
    "rebels": Practice("support to their rebels", "1976–2017", "ucdp_esd", 1976.0, "undermined"),
}
# Before and after the end of the Soviet Union, in years from and to.
ERAS: Mapping[str, tuple[float, float]] = {"1955-1991": (1955.0, 1992.0), "1992-2020": (1992.0, 2021.0)}
ALL = "all"
# Fewer choices than this make no model of a provider.
LEAST = 100
# With so many, a model of four terms: of support, and of these sellers, whose part is much spoken of.
LEAST_FEW = 25
FEW = ("state:ARE", "state:IND", "state:PRK", "state:IRN")
SHORT = ("inertia", "distance", "war", "un_distance")
# A yes or no that holds, or fails, for fewer choices or fewer recipients than this is left out.
LEAST_CHOICES, LEAST_RECIPIENTS = 5, 3
TOPS = (1, 5, 10)
