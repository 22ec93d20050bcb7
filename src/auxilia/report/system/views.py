"""What the template of the system shows."""

from __future__ import annotations

from dataclasses import dataclass

from auxilia.ledger.provenance import Provenance
from auxilia.report.cards import Card
from auxilia.report.records import Source
from auxilia.report.sections import Section


@dataclass(frozen=True, slots=True)
class SystemPage:
    """The whole dossier of the system."""

    kicker: str
    title: str
    provenance: Provenance
    lead: tuple[str, ...]
    also: tuple[str, ...]
    cards: tuple[Card, ...]
    legend: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    silent: tuple[str, ...]
    absent: tuple[str, ...]
    cite: str
