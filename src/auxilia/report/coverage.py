"""Which cells a source covers: the ground on which marks stand, so that silence is not read as absence.

A cell of which sources cover single kinds of help alone (major arms, agreements) is told apart: their silence
says nothing of the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from auxilia.report.records import Actor, Cover

Ground = Literal["none", "narrow", "open", "zero", "absent"]
WARRING = "warring parties"
GROUND_WORDS: dict[Ground, str] = {
    "none": "no source covers it",
    "narrow": "covered for single kinds of help alone",
    "open": "covered: nothing is reported",
    "zero": "covered: silence means none",
    "absent": "one side did not exist",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cover of the sources that this ledger holds.

    `listed` are the (source, recipient, year) of sources whose cover is a list of its own.
    """

    covers: tuple[Cover, ...]
    listed: frozenset[tuple[str, str, int]]

    def of(self, source_id: str) -> Coverage:
        """The cover of one source alone."""
        return Coverage(tuple(c for c in self.covers if c.source_id == source_id), self.listed)

    def telling(self, helps: Iterable[tuple[str, str]]) -> Coverage:
        """The cover of these practices and instruments."""
        wanted = set(helps)
        practices = {practice for practice, _ in wanted}
        kept = (
            cover
            for cover in self.covers
            if (cover.practice, cover.instrument) in wanted
            or (cover.practice in practices and not cover.instrument)
        )
        return Coverage(tuple(kept), self.listed)

    def touching(self, provider: Actor | None, recipient: Actor | None) -> tuple[Cover, ...]:
        """The covers that can hold a tie between these ends; None stands for anybody but the other end."""
        return tuple(
            cover
            for cover in self.covers
            if (provider is None or (_gives(cover, provider) and cover.recipient != provider.actor_id))
            and (recipient is None or (_takes(cover, recipient) and cover.provider != recipient.actor_id))
        )

    def grounds(self, provider: Actor, recipient: Actor, practice: str, years: range) -> list[Ground]:
        """The ground of one practice of one pair, year by year."""
        covers = [cover for cover in self.touching(provider, recipient) if cover.practice == practice]
        return [self._ground(covers, provider, recipient, year) for year in years]

    def _ground(self, covers: Iterable[Cover], provider: Actor, recipient: Actor, year: int) -> Ground:
        if not (_exists(provider, year) and _exists(recipient, year)):
            return "absent"
        found: Ground = "none"
        for cover in covers:
            if not cover.year_from <= year <= cover.year_to:
                continue
            if not self._speaks(cover, recipient, year):
                continue
            if cover.instrument:
                found = "narrow" if found == "none" else found
            elif cover.absence == "zero":
                found = "zero"
            elif found != "zero":
                found = "open"
        return found

    def narrow(self) -> list[str]:
        """The kinds of help of which sources that cover no more than one kind speak."""
        return sorted({cover.instrument for cover in self.covers if cover.instrument})

    def years_of(self, provider: Actor | None, recipient: Actor | None, practices: Iterable[str]) -> set[int]:
        """The years in which any cover speaks of these ends, while they exist, in one of the practices."""
        wanted = set(practices)
        ends = [end for end in (provider, recipient) if end is not None]
        return {
            year
            for cover in self.touching(provider, recipient)
            if cover.practice in wanted
            for year in range(cover.year_from, cover.year_to + 1)
            if all(_exists(end, year) for end in ends) and self._speaks(cover, recipient, year)
        }

    def _speaks(self, cover: Cover, recipient: Actor | None, year: int) -> bool:
        """Whether a cover holds a recipient in a year; warring parties are listed year by year."""
        if cover.recipient != WARRING or recipient is None:
            return True
        return (cover.source_id, recipient.actor_id, year) in self.listed


def _gives(cover: Cover, provider: Actor) -> bool:
    return _holds(cover.provider, provider)


def _takes(cover: Cover, recipient: Actor) -> bool:
    return cover.recipient == WARRING or _holds(cover.recipient, recipient)


def _holds(end: str, actor: Actor) -> bool:
    return end in ("any", actor.actor_id) or (end == "states" and actor.kind == "state")


def _exists(actor: Actor, year: int) -> bool:
    return (actor.year_from is None or year >= actor.year_from) and (
        actor.year_to is None or year <= actor.year_to
    )


def stretches(grounds: list[Ground], first: int) -> list[tuple[Ground, int, int]]:
    """Equal neighbours as (ground, first year, last year)."""
    found: list[tuple[Ground, int, int]] = []
    for year, ground in enumerate(grounds, first):
        if found and found[-1][0] == ground:
            found[-1] = (ground, found[-1][1], year)
        else:
            found.append((ground, year, year))
    return found
