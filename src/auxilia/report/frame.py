"""What the charts of one side share: ends, axis, cover and names; and a figure's kind in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auxilia.report.coverage import Coverage
from auxilia.report.figures import Axis
from auxilia.report.format import basis, label
from auxilia.report.gather import Names
from auxilia.report.records import Kind, Programme, Side
from auxilia.report.series import Panel
from auxilia.vocabulary import PRACTICES

# Where a figure names no programme, practice and instrument stand after this mark in its place.
NO_PROGRAMME = "kind:"
CONCESSIONS = {
    "": "All",
    "grant": "Grants",
    "loan": "Loans",
    "sale": "Sales",
    "mixed": "Partly grants, partly paid",
    "unknown": "Not said whether granted or paid",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One side as its charts see it. `prefix` heads the names of its pictures."""

    side: Side
    prefix: str
    axis: Axis
    coverage: Coverage
    actors: Names
    programmes: Mapping[str, Programme]

    @property
    def other(self) -> str:
        """What the partners are called: provider or recipient."""
        return "provider" if self.side.role == "recipient" else "recipient"

    def covered(self, panel: Panel, partner_id: str | None = None) -> frozenset[int]:
        """The years in which the panel's source speaks of such help on this side, or with one partner."""
        provider, recipient = self.side.ends(partner_id) if partner_id else self.side.given
        return frozenset(
            self.coverage.of(panel.kind.source_id)
            .telling(panel.helps)
            .years_of(
                self.actors[provider] if provider else None,
                self.actors[recipient] if recipient else None,
                PRACTICES,
            )
        )

    def programme(self, key: str) -> tuple[str, str]:
        """A programme's short and long name; the kind of help where the figures name no programme."""
        if key.startswith(NO_PROGRAMME):
            practice, _, instrument = key.removeprefix(NO_PROGRAMME).partition("/")
            return f"{label('practice', practice)}: {label('instrument', instrument).lower()}", ""
        known = self.programmes.get(key)
        if known is None:
            return key, ""
        return known.short, known.name if known.name != known.short else ""


def kind_words(kind: Kind) -> str:
    """The kind in words: obligated, current prices, fiscal years."""
    words = [label("stage", kind.stage).lower(), basis(kind.price_basis)]
    words += ["alleged"] if kind.alleged else []
    words += ["ties that bind both sides"] if kind.mutual else []
    words += ["fiscal years" if kind.fiscal else "calendar years"]
    return ", ".join(word for word in words if word)


def kind_name(kind: Kind) -> str:
    """A stable name for links and pictures."""
    fields = (kind.source_id, kind.measure, kind.stage, kind.price_basis, "fy" if kind.fiscal else "")
    marks = ("alleged" if kind.alleged else "", "mutual" if kind.mutual else "")
    return slug("-".join(field for field in (*fields, *marks) if field))


def slug(key: str) -> str:
    """A key as part of a name."""
    return "".join(
        c if c.isascii() and c.isalnum() else "-" if c.isascii() else f"{ord(c):x}" for c in key.lower()
    )
