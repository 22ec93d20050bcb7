"""One direction of the question: its records, gathered once, and the blocks made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from auxilia.report import adding, gather, gather_figures
from auxilia.report.adding import Figures
from auxilia.report.asking import Con, Question, Rows
from auxilia.report.coverage import Coverage
from auxilia.report.gather import Names
from auxilia.report.partners import Partner, partners
from auxilia.report.records import LONG_SPAN, Actor, Cover, Deal, Force, Kind, Programme, Side, Source, Span
from auxilia.report.series import Panel, panels

MEASURES = ("trainees", "usd", "eur", "tiv", "troops")
DEALS = 25
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What every block of a dossier may look up.

    What is the same for all dossiers of a ledger is read once, and kept for as long as `lookups` is; the
    figures of a side are kept for one dossier, in `sides`. One that is `whole` is read into memory as far as
    dossiers ask it: for those who make hundreds of them from a small ledger.
    """

    con: Con
    actors: Names
    sources: Mapping[str, Source]
    programmes: Mapping[str, Programme]
    covers: tuple[Cover, ...]
    claims: bool
    whole: bool = False
    lookups: dict[tuple[object, ...], Any] = field(default_factory=dict)
    sides: dict[Side, Figures] = field(default_factory=dict)

    @classmethod
    def read(cls, con: Con) -> Ledger:
        """Actors, sources, programmes and cover; cover of sources without a figure counts for nothing."""
        sources = gather.sources(con)
        covers = tuple(c for c in gather.covers(con) if c.source_id in sources and sources[c.source_id].held)
        return cls(con, Names(con), sources, gather.programmes(con), covers, gather.has_claims(con))

    def on(self, con: Con) -> Ledger:
        """The same ledger for another dossier, through another connection."""
        return replace(self, con=con, sides={})

    def once(self, read: Callable[Concatenate[Con, P], T], *given: P.args, **named: P.kwargs) -> T:
        """What a query tells, asked once a ledger: `read` must depend on nothing but what it is given."""
        key = (read, *given, *named.items())
        if key not in self.lookups:
            self.lookups[key] = read(self.con, *given, **named)
        return cast(T, self.lookups[key])

    def ask(self, question: Question, *given: str | None) -> Rows:
        """What the ledger tells of an actor or a side."""
        if self.whole:
            return self.once(question.everything).cut(given)
        return question.ask(self.con, given)

    def figures(self, side: Side) -> Figures:
        """Every figure of a side."""
        if side not in self.sides:
            self.sides[side] = gather.figures(self.ask(gather.FIGURES, *side.given), side)
        return self.sides[side]

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id.

        Raises
        ------
        UnknownNameError
            When the ledger has none.
        """
        return self.actors[actor_id] if actor_id in self.actors else gather.actor(self.con, actor_id)


@dataclass(frozen=True)
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
    fiscal: frozenset[str]
    lines: Mapping[str, int]
    programme_figures: Mapping[str, tuple[tuple[Kind, float, int, int], ...]]
    deals: tuple[Deal, ...]

    @cached_property
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

    @cached_property
    def source_ids(self) -> set[str]:
        """The sources behind this direction."""
        found = {s for partner in self.partners for tie in partner.ties for s in tie.sources}
        found |= {s.source_id for p in self.partners for s in p.spans}
        found |= {source for _, _, source, _ in self.undated}
        return found | {panel.kind.source_id for panel in self.panels}


def gather_side(ledger: Ledger, side: Side, name: str) -> Gathered:
    """Everything the ledger's tables tell of one direction."""
    figures = ledger.figures(side)
    listed = ledger.once(gather.covered)
    ends = [ledger.actors[i] if i else None for i in side.given]
    coverage = Coverage(Coverage(ledger.covers, listed).touching(ends[0], ends[1]), listed)
    kept = ledger.once(gather.withheld)
    told = gather.ties(ledger.ask(gather.TIES, *side.given), side)
    ties = gather.with_withheld(told, side, kept, by_source=False)
    spans = adding.spans(figures)
    return Gathered(
        side,
        name,
        coverage,
        partners(ledger.actors, ties, spans, _coalition(ledger, side)),
        _by_source(ledger, side, spans) if side.dyad else (),
        adding.undated(figures),
        panels(
            adding.by_programme(figures),
            adding.by_partner(figures),
            adding.helps(figures),
            MEASURES,
        ),
        gather_figures.forces(ledger.ask(gather_figures.FORCES, *side.given)),
        adding.fiscal_sources(figures),
        adding.training_lines(figures),
        adding.programme_figures(figures),
        _deals(ledger, side),
    )


def _coalition(ledger: Ledger, side: Side) -> frozenset[str]:
    """Partners that helped, or were helped, within a coalition alone."""
    if not ledger.claims:
        return frozenset()
    pairs = ledger.once(gather_figures.coalition_pairs)
    return frozenset(side.partner_of(*pair) for pair in pairs if side.holds(*pair))


def _deals(ledger: Ledger, side: Side) -> tuple[Deal, ...]:
    """The largest arms transfers of the side."""
    if not ledger.claims:
        return ()
    of_actor = ledger.once(gather_figures.deals).get(side.named[0], ())
    return tuple(islice((d for d in of_actor if side.holds(d.provider_id, d.recipient_id)), DEALS))


def _by_source(ledger: Ledger, side: Side, spans: tuple[Span, ...]) -> tuple[Partner, ...]:
    """The ties of a dyad once more, with each source in the place of a partner."""
    told = adding.source_ties(ledger.figures(side))
    ties = gather.with_withheld(told, side, ledger.once(gather.withheld), by_source=True)
    moved = tuple(replace(span, partner_id=span.source_id) for span in spans)
    rows = {source: Actor(source, "state", source) for source in ledger.sources}
    return partners(rows, ties, moved)
