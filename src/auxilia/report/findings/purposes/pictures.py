"""Which pictures the page has, in order, with their titles and what they say of their unit."""

from __future__ import annotations

from collections.abc import Callable

from auxilia.report.findings.purposes.draw import Drawer
from auxilia.report.findings.record import Picture

PICTURES: tuple[Callable[[Drawer], Picture], ...] = (
    lambda d: d.programmes("money-programmes", "money", "Where US money went, programme by programme"),
    lambda d: d.objectives("money-objectives", "money", "US money by the objective that programmes state"),
    lambda d: d.programmes("training-programmes", "training", "Who was trained under which US programme"),
    lambda d: d.shares("shares-by-year", "Shares of states in conflict and of the least democratic states"),
    lambda d: d.conditions(
        "conflict",
        "ucdp:intensity",
        "Recipients in armed conflict, by the objective that programmes state",
        "Unit: percent. War: 1,000 battle deaths or more in the year; smaller conflict: 25 to 999. A "
        "fiscal year is laid on the calendar year of its number. Programmes stand whole in each row.",
    ),
    lambda d: d.conditions(
        "democracy",
        "vdem:polyarchy",
        "How democratic the recipients were, by the objective that programmes state",
        "Unit: percent. Thirds of all states that V-Dem rates in the year by electoral democracy: the lowest "
        "third are the least democratic. By construction a third of all states is in each.",
    ),
    lambda d: d.conditions(
        "killings",
        "vdem:v2clkill",
        "Freedom from political killings among recipients, by the objective that programmes state",
        "Unit: percent. Thirds of all states that V-Dem rates in the year: in the lowest third, killings by "
        "the state are the most frequent. By construction a third of all states is in each.",
    ),
    lambda d: d.conditions(
        "torture",
        "vdem:v2cltort",
        "Freedom from torture among recipients, by the objective that programmes state",
        "Unit: percent. Thirds of all states that V-Dem rates in the year: in the lowest third, torture is "
        "the most frequent. By construction a third of all states is in each.",
    ),
)
