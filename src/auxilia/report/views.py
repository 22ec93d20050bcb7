"""What the templates show: one frozen record to a block of the page."""

from __future__ import annotations

from dataclasses import dataclass

from auxilia.ledger.provenance import Provenance
from auxilia.report.below import Below
from auxilia.report.cards import Card
from auxilia.report.charts import Chart
from auxilia.report.compare import Comparison
from auxilia.report.order.views import Order
from auxilia.report.records import Programme, Source
from auxilia.report.sections import Section
from auxilia.report.strips import StripRow
from auxilia.report.tables import Table


@dataclass(frozen=True, slots=True)
class Strips:
    """Ties along the years: axis, rows, what is not drawn, the legend (sample, words), the table."""

    heading: str
    caption: str
    axis: str
    rows: tuple[StripRow, ...]
    more: str
    practices: tuple[tuple[str, str], ...]
    legend: tuple[tuple[str, str], ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts of one subject, each with the same in other price bases."""

    name: str
    heading: str
    lead: str
    axis: str
    charts: tuple[tuple[Chart, tuple[Chart, ...]], ...]
    legend: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    folded: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """A programme with its stated purpose; its provider, years here, and figures in words."""

    programme: Programme
    provider: str
    years: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """All blocks of one direction."""

    name: str
    heading: str
    sentences: tuple[str, ...]
    cards: tuple[Card, ...]
    strips: Strips | None
    subjects: tuple[Charts, ...]
    programmes: tuple[ProgrammeCard, ...]
    forces: tuple[Below, ...]
    undated: tuple[str, ...]

    @property
    def missing(self) -> list[str]:
        """The subjects of which no source prints a figure."""
        named = [subject.heading.lower() for subject in self.subjects if not subject.charts]
        named += [] if self.programmes else ["programmes with a stated purpose"]
        return named + ([] if self.forces else ["forces below the state"])


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with sentences and tables."""

    name: str
    heading: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    folded: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """How the sources agree or differ; `apart` are overlaps whose figures cannot be laid side by side."""

    comparisons: tuple[Comparison, ...]
    overview: Table | None
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole dossier."""

    kicker: str
    title: str
    provenance: Provenance
    lead: tuple[str, ...]
    sides: tuple[SideView, ...]
    order: Order | None
    dependency: Section | None
    bound: Block | None
    compared: Compared
    conflicts: Block
    coverage: Block
    sources: tuple[Source, ...]
    silent: tuple[str, ...]
    absent: tuple[str, ...]
    cite: str
    words: tuple[tuple[str, str], ...]
