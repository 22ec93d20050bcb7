"""What the section on dependency is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from auxilia.report.adding import Figures

LENGTH = 5


@dataclass(frozen=True, slots=True)
class Weighing:
    """How providers are weighed: by one measure of one source at one stage, never by several at once.

    `weigh` gives provider, year and ten-thousandths of the unit for each figure of a recipient that counts.
    """

    source_id: str
    name: str
    what: str
    unit: str
    weigh: Callable[[Figures], Iterable[tuple[str, int, int]]]


@dataclass(frozen=True, slots=True)
class Given:
    """What one provider gave in one period, counted from 0."""

    provider_id: str
    period: int
    weight: float


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One period: its years, the whole, each provider's share, and what follows from the shares.

    `polarised` is None where no two votes are known, `changed` where the period before has nothing.
    """

    first: int
    last: int
    total: float
    shares: Mapping[str, float]
    herfindahl: float
    effective: float
    polarised: float | None
    changed: float | None


@dataclass(frozen=True, slots=True)
class Backed:
    """One conflict in one year: the states that support the government's side, and those of its opponents."""

    conflict_id: str
    name: str
    year: int
    government: frozenset[str]
    opponents: frozenset[str]

    @property
    def competitive(self) -> bool:
        """Whether two different states stand behind the two sides."""
        return any(a != b for a in self.government for b in self.opponents)
