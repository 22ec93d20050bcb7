"""What the dossier of the system is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FIRST = 1946
ANYBODY = ("any", "states")


@dataclass(frozen=True, slots=True)
class Seen:
    """One source's word that a provider helped a recipient in one practice in one year."""

    source_id: str
    practice: str
    provider_id: str
    recipient_id: str
    year: int


@dataclass(frozen=True, slots=True)
class Window:
    """What one source tells in one practice, year by year: its years, and whose help to whom."""

    source_id: str
    practice: str
    instrument: str
    provider: str
    recipient: str
    first: int
    last: int

    @property
    def many(self) -> bool:
        """Whether it tells of providers at large, not of one alone."""
        return self.provider in ANYBODY

    def spans(self, first: int, last: int) -> bool:
        """Whether it covers all of these years."""
        return self.first <= first and self.last >= last


@dataclass(frozen=True, slots=True)
class Count:
    """How many take part in one year: providers, recipients, and ties between the two."""

    providers: int
    recipients: int
    ties: int


def counts(seen: Iterable[Seen]) -> dict[int, Count]:
    """Providers, recipients and ties by year; a tie that several sources or practices tell is one."""
    dyads: dict[int, set[tuple[str, str]]] = {}
    for entry in seen:
        dyads.setdefault(entry.year, set()).add((entry.provider_id, entry.recipient_id))
    return {
        year: Count(len({p for p, _ in found}), len({r for _, r in found}), len(found))
        for year, found in sorted(dyads.items())
    }


@dataclass(frozen=True, slots=True)
class ConstantSet:
    """Years, and the sources that cover the whole of them; `seen` is what they tell of these years."""

    first: int
    last: int
    windows: tuple[Window, ...]
    seen: tuple[Seen, ...]

    @property
    def source_ids(self) -> list[str]:
        """Its sources, in order."""
        return sorted({window.source_id for window in self.windows})


def constant_set(first: int, last: int, windows: Iterable[Window], seen: Iterable[Seen]) -> ConstantSet:
    """The sources (practice by practice) that cover every one of these years, and nothing of any other."""
    kept = tuple(window for window in windows if window.spans(first, last))
    wanted = {(window.source_id, window.practice) for window in kept}
    inside = tuple(e for e in seen if (e.source_id, e.practice) in wanted and first <= e.year <= last)
    return ConstantSet(first, last, kept, inside)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from one period to the next, in ties counted by practice; losses are negative."""

    first: int
    last: int
    total: float
    parts: Mapping[str, float]
