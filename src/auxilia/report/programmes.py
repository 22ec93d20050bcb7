"""Programmes with their stated purpose, the document that states it, and what the sources print of them."""

from __future__ import annotations

from collections import defaultdict

from auxilia.report.format import amount, years
from auxilia.report.format import span as period
from auxilia.report.frame import CONCESSIONS, kind_words
from auxilia.report.records import Kind, Programme
from auxilia.report.series import MONEY
from auxilia.report.sides import Gathered, Ledger
from auxilia.report.views import ProgrammeCard


def programme_cards(ledger: Ledger, found: Gathered) -> tuple[ProgrammeCard, ...]:
    """The programmes on record, those with most years first."""
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for partner in found.partners:
        for tie in partner.ties:
            for programme in tie.programmes:
                seen[programme].add(tie.year)
    ordered = sorted(seen.keys() & ledger.programmes.keys(), key=lambda p: (-len(seen[p]), p))
    return tuple(_card(ledger, found, ledger.programmes[p], seen[p]) for p in ordered)


def _card(ledger: Ledger, found: Gathered, programme: Programme, seen: set[int]) -> ProgrammeCard:
    """Figures in current prices alone: the charts have the others."""
    merged: dict[Kind, tuple[float, int, int]] = {}
    for printed, value, first, last in found.programme_figures.get(programme.programme_id, ()):
        kind = printed if printed.measure in MONEY else printed._replace(concession="")
        value_, first_, last_ = merged.get(kind, (0.0, first, last))
        merged[kind] = (value_ + value, min(first, first_), max(last, last_))
    figures = [
        _figure(kind, *told)
        for kind, told in merged.items()
        if told[0] and not kind.price_basis.startswith("constant")
    ]
    return ProgrammeCard(programme, ledger.actors[programme.provider_id].name, years(seen), tuple(figures))


def _figure(kind: Kind, value: float, first: int, last: int) -> str:
    terms = f" ({CONCESSIONS[kind.concession].lower()})" if kind.measure in MONEY else ""
    words = kind_words(kind._replace(price_basis="")).rpartition(", ")[0]
    when = period(first, last, fiscal=kind.fiscal)
    return f"{amount(value, kind.measure)}{terms}: {kind.source_id}, {words}, {when}"
