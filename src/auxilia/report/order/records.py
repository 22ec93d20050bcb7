"""What the section on order is made of: indicators of the codebook, and their values for a state or pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Ordering = Literal["higher", "lower", "none"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the codebook.

    `counts`: whole numbers from zero of something that disorders; drawn as bars. `low` and `high` bound nine
    tenths of all state-years since 1945, the scale on which levels are drawn.
    """

    indicator: str
    source_id: str
    label: str
    family: str
    of: str
    unit: str
    ordering: Ordering
    year_from: int
    year_to: int
    absence: str
    problems: str
    counts: bool
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One year of one indicator: value with its bounds, or why there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None
    missing: str = ""

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Low and high, where the source gives both."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An indicator read along the years.

    `label` and `up` are what the row is called and what a rise means; `existing` are the years in which the
    state (or both states) existed.
    """

    indicator: Indicator
    label: str
    up: str
    readings: Mapping[int, Reading]
    existing: range

    @property
    def covered(self) -> range:
        """The years of which the source speaks."""
        return range(self.indicator.year_from, self.indicator.year_to + 1)

    @property
    def values(self) -> dict[int, float]:
        """The years with a value."""
        return {year: r.value for year, r in self.readings.items() if r.value is not None}

    def within(self, years: range) -> Outcome:
        """The same in these years alone."""
        kept = {year: reading for year, reading in self.readings.items() if year in years}
        return Outcome(self.indicator, self.label, self.up, kept, self.existing)
