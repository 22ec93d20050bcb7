"""What the sources reach in one direction, in words: the years covered as a whole, for whom, in parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auxilia.report.coverage import WARRING, Coverage
from auxilia.report.format import label, listing, runs, span, the
from auxilia.report.records import Actor, Cover
from auxilia.report.sides import Gathered, Ledger
from auxilia.report.words import forces_of
from auxilia.vocabulary import PRACTICES

NOUNS = {"train": "Training", "equip": "Equipment", "support": "Other support"}
WIDE = ("any", "states")


def reach(ledger: Ledger, found: Gathered) -> list[str]:
    """One sentence for each practice."""
    ends = tuple(ledger.actors[i] if i else None for i in found.side.given)
    here = _Reach(ledger, found.coverage, ends[0], ends[1])
    return [here.sentence(practice) for practice in PRACTICES]


def end_words(ledger: Ledger, end: str) -> str:
    """One end of a cover, in words."""
    words = {"any": "anybody", "states": "all states", WARRING: "parties to an armed conflict"}
    return words.get(end) or the(ledger.actors[end].name)


@dataclass(frozen=True, slots=True)
class _Reach:
    """The cover of one direction; None stands for the end that is left open."""

    ledger: Ledger
    coverage: Coverage
    provider: Actor | None
    recipient: Actor | None

    def sentence(self, practice: str) -> str:
        covers = [cover for cover in self.coverage.covers if cover.practice == practice]
        head = NOUNS[practice] + (f" by {the(self.provider.name)}" if self.provider else "")
        head += f" of {forces_of(self.recipient)}" if self.recipient else ""
        return f"{head}: {self._whole(covers)}{self._parts(covers)}."

    def _whole(self, covers: Sequence[Cover]) -> str:
        """The years in which the practice is covered with all its kinds."""
        whole = [cover for cover in covers if not cover.instrument]
        years = self._years(whole)
        if not years:
            return "no source covers it as a whole"
        return f"covered in {years}" if self.provider else self._for_whom(whole)

    def _for_whom(self, covers: Sequence[Cover]) -> str:
        """The years covered for providers at large, and for single providers."""
        ids = {cover.provider for cover in covers} - set(WIDE)
        names = sorted((the(self.ledger.actors[i].name), i) for i in ids)
        single = [
            f"{name} ({years})"
            for name, i in names
            if (years := self._years([cover for cover in covers if cover.provider == i]))
        ]
        wide = self._years([cover for cover in covers if cover.provider not in ids])
        if not wide:
            return f"covered for {listing(single)} alone; of all other providers no source tells"
        besides = f"; besides, for {listing(single)}" if single else ""
        return f"covered for providers at large in {wide}{besides}"

    def _parts(self, covers: Sequence[Cover]) -> str:
        """Single kinds of help that are covered by themselves."""
        kinds = sorted({cover.instrument for cover in covers if cover.instrument})
        told = [
            f"{label('instrument', kind).lower()} ({years})"
            for kind in kinds
            if (years := self._years([cover for cover in covers if cover.instrument == kind]))
        ]
        return f"; of single kinds alone: {listing(told)}" if told else ""

    def _years(self, covers: Iterable[Cover]) -> str:
        """The years of these covers; covers of some recipients alone are named where all are asked about."""
        grouped: dict[str, list[Cover]] = {}
        for cover in sorted(covers, key=lambda c: (c.recipient not in WIDE, c.recipient)):
            narrow = self.recipient is None and cover.recipient not in WIDE
            grouped.setdefault(end_words(self.ledger, cover.recipient) if narrow else "", []).append(cover)
        told = [(whom, self._spans(entries)) for whom, entries in grouped.items()]
        return "; ".join(f"{years} ({whom} alone)" if whom else years for whom, years in told if years)

    def _spans(self, covers: Sequence[Cover]) -> str:
        coverage = Coverage(tuple(covers), self.coverage.listed)
        years = coverage.years_of(self.provider, self.recipient, PRACTICES)
        return ", ".join(span(first, last) for first, last in runs(years))
