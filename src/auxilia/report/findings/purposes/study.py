"""What the page reads from the ledger, and the groups of programmes that it compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auxilia.report.asking import Con
from auxilia.report.findings.purposes import gather
from auxilia.report.findings.purposes.gather import FIRST, LAST, Flow, Programme, Slice
from auxilia.report.findings.purposes.tally import ALL, Group, objective_groups, total
from auxilia.report.format import span
from auxilia.vocabulary.programmes import objectives

UNIT = {"money": "usd_2020", "training": "trainees", "sales": "usd"}
SOURCE = {"money": "us_greenbook", "training": "us_fmtr", "sales": "dsca_sales"}
STOCKS = ("money", "training")
PRICES = 2020
LARGEST = 2
READINGS = ("stated", "outside its years", "not stated", "no programme")
LEVELS = {
    "ucdp:intensity": ("war", "minor", "none", "unplaced"),
    "ucdp:internal_conflicts": ("some", "none", "unplaced"),
    "vdem:polyarchy": ("low", "middle", "high", "unplaced"),
    "vdem:v2clkill": ("low", "middle", "high", "unplaced"),
    "vdem:v2cltort": ("low", "middle", "high", "unplaced"),
}
TOP = 5


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the page reads from the ledger, and the groups that it compares."""

    programmes: tuple[Programme, ...]
    flows: tuple[Flow, ...]
    slices: tuple[Slice, ...]
    groups: tuple[Group, ...]

    def of(self, stock: str, group: Group | None = None) -> list[Flow]:
        """The flows of a stock, or of a group in it."""
        return [f for f in self.flows if f.stock == stock and (group is None or group.holds(f))]

    def ranked(self, stock: str) -> list[Programme]:
        """The programmes whose sum in a stock is above zero, the largest first."""
        sums = {p.programme_id: self._sum(stock, p) for p in self.programmes}
        kept = [p for p in self.programmes if sums[p.programme_id] > 0]
        return sorted(kept, key=lambda p: (-sums[p.programme_id], p.programme_id))

    def _sum(self, stock: str, programme: Programme) -> float:
        return total(f for f in self.flows if (f.stock, f.programme_id) == (stock, programme.programme_id))


def collect(con: Con) -> Gathered:
    """Read the ledger once."""
    programmes = gather.programmes(con)
    everything = Group(ALL, "All programmes and accounts", None, None)
    unstated = Group("unstated", "No stated purpose found", None, "not stated")
    groups = (everything, *objective_groups(programmes, objectives()), unstated)
    return Gathered(programmes, gather.flows(con), gather.slices(con), groups)


def window(flows: Iterable[Flow]) -> list[Flow]:
    """The flows of the years in which the recipients of money and of training are compared."""
    return [flow for flow in flows if FIRST <= flow.year <= LAST]


def years_of(first: int, last: int) -> str:
    """Fiscal years as the page prints them."""
    return span(first, last, fiscal=True)
