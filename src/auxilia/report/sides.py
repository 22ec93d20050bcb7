"""One direction of the question: its records, gathered once, and the blocks made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from auxilia.report import gather, gather_figures
from auxilia.report.coverage import Coverage
from auxilia.report.gather import Con, Names
from auxilia.report.partners import Partner, partners
from auxilia.report.records import LONG_SPAN, Actor, Cover, Deal, Force, Kind, Programme, Side, Source, Span
from auxilia.report.series import Panel, panels

MEASURES = ("trainees", "usd", "eur", "tiv", "troops")
DEALS = 25


@dataclass(frozen=True, slots=True)
class Ledger:
    """What every block of a dossier may look up."""

    con: Con
    actors: Names
    sources: Mapping[str, Source]
    programmes: Mapping[str, Programme]
    covers: tuple[Cover, ...]
    claims: bool

    @classmethod
    def read(cls, con: Con) -> Ledger:
        """Actors, sources, programmes and cover; cover of sources without a figure counts for nothing."""
        sources = gather.sources(con)
        covers = tuple(c for c in gather.covers(con) if c.source_id in sources and sources[c.source_id].held)
        return cls(con, Names(con), sources, gather.programmes(con), covers, gather.has_claims(con))


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records of one direction, before any sentence or picture."""

    side: Side
    name: str
    coverage: Coverage
    partners: tuple[Partner, ...]
    by_source: tuple[Partner, ...]
    undated: tuple[tuple[str, str, str, int], ...]
    panels: tuple[Panel, ...]
    forces: tuple[Force, ...]
    lines: Mapping[str, int]
    programme_figures: Mapping[str, tuple[tuple[Kind, float, int, int], ...]]
    deals: tuple[Deal, ...]

    @property
    def years(self) -> set[int]:
        """Every year with a tie or a figure other than zero; a sum over decades opens no axis."""
        found = {tie.year for p in self.partners for tie in p.ties if tie.state == "observed"}
        spans = [s for p in self.partners for s in p.spans if s.year_to - s.year_from < LONG_SPAN]
        found |= {year for span in spans for year in (span.year_from, span.year_to)}
        series = [s for panel in self.panels for s in panel.programmes]
        return found | {year for s in series for year, value in s.values.items() if value}

    @property
    def covered(self) -> set[int]:
        """The last years of the covers that touch this direction: the axis runs to the latest."""
        return {cover.year_to for cover in self.coverage.covers}

    @property
    def assisted(self) -> int:
        """Years of assistance over all partners: how much there is to tell."""
        return sum(len(p.all.assisted) + len(p.all.alleged) + len(p.spans) for p in self.partners)

    @property
    def source_ids(self) -> set[str]:
        """The sources behind this direction."""
        found = {s for partner in self.partners for tie in partner.ties for s in tie.sources}
        found |= {s.source_id for p in self.partners for s in p.spans}
        found |= {source for _, _, source, _ in self.undated}
        return found | {panel.kind.source_id for panel in self.panels}


def gather_side(ledger: Ledger, side: Side, name: str) -> Gathered:
    """Everything the ledger's tables tell of one direction."""
    con = ledger.con
    listed = gather.covered(con, side)
    ends = [ledger.actors[i] if i else None for i in (side.provider_id, side.recipient_id)]
    coverage = Coverage(Coverage(ledger.covers, listed).touching(ends[0], ends[1]), listed)
    ties, spans = gather.ties(con, side), gather.spans(con, side)
    coalition = gather_figures.coalition_partners(con, side) if ledger.claims else frozenset()
    by_programme = gather_figures.amounts(con, side, gather_figures.PROGRAMME)
    by_partner = gather_figures.amounts(con, side, side.partner)
    return Gathered(
        side,
        name,
        coverage,
        partners(ledger.actors, ties, spans, coalition),
        _by_source(ledger, side, spans) if side.dyad else (),
        gather.undated(con, side),
        panels(by_programme, by_partner, gather_figures.helps(con, side), MEASURES),
        gather_figures.forces(con, side),
        gather_figures.training_lines(con, side),
        gather_figures.programme_figures(con, side),
        gather_figures.deals(con, side, DEALS) if ledger.claims else (),
    )


def _by_source(ledger: Ledger, side: Side, spans: tuple[Span, ...]) -> tuple[Partner, ...]:
    """The ties of a dyad once more, with each source in the place of a partner."""
    ties = gather.source_ties(ledger.con, side)
    moved = tuple(replace(span, partner_id=span.source_id) for span in spans)
    rows = {source: Actor(source, "state", source) for source in ledger.sources}
    return partners(rows, ties, moved)
