"""Figures as series that may stand in one picture: one source, stage, measure and price basis, never more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from auxilia.report.adding import Amounts
from auxilia.report.records import Amount, Kind

Helps = frozenset[tuple[str, str]]
MONEY = frozenset({"usd", "eur"})
# Stages before the thing itself: planned, ordered.
EARLY = frozenset({"announced", "ordered"})
# A number of people present: years of it are never added up.
STOCKS = frozenset({"troops"})


@dataclass(frozen=True, slots=True)
class Series:
    """Values by year for one key; `periods` are figures over several years or without a year."""

    key: str
    concession: str
    values: Mapping[int, float]
    uncertain: frozenset[int]
    periods: tuple[Amount, ...]
    n_claims: int

    def moves(self, years: Container[int]) -> bool:
        """Whether any of these years has a figure other than zero."""
        return any(value for year, value in self.values.items() if year in years)

    @property
    def total(self) -> float:
        """The sum of the years and periods."""
        return sum(self.values.values()) + sum(amount.value for amount in self.periods)

    @property
    def first(self) -> int | None:
        """The first year with a figure."""
        return min(
            [*self.values, *(a.year_from for a in self.periods if a.year_from is not None)], default=None
        )

    @property
    def last(self) -> int | None:
        """The last year with a figure."""
        return max([*self.values, *(a.year_to for a in self.periods if a.year_to is not None)], default=None)


@dataclass(frozen=True, slots=True)
class Panel:
    """All series of one kind, by programme and by partner; series carry the concession, `kind` does not.

    `helps` are the practices and instruments of which the kind tells.
    """

    kind: Kind
    programmes: tuple[Series, ...]
    partners: tuple[Series, ...]
    helps: frozenset[tuple[str, str]] = frozenset()

    @property
    def n_claims(self) -> int:
        """The claims behind the panel."""
        return sum(series.n_claims for series in self.programmes)

    @property
    def totals(self) -> tuple[Series, ...]:
        """One series for each concession, the largest first."""
        grouped: defaultdict[str, list[Series]] = defaultdict(list)
        for series in self.programmes:
            grouped[series.concession].append(series)
        return ranked(added(group) for group in grouped.values())


def panels(
    by_programme: Amounts, by_partner: Amounts, helps: Mapping[Kind, Helps], measures: Iterable[str]
) -> tuple[Panel, ...]:
    """The panels of these measures, those with most years first."""
    programmes, partners = _series(by_programme), _series(by_partner)
    wanted = frozenset(measures)
    found = {
        kind: Panel(kind, ranked(programmes[kind]), ranked(partners[kind]), helps.get(kind, frozenset()))
        for kind in programmes
        if kind.measure in wanted
    }
    return tuple(sorted(_with_periods(found), key=_rank))


def _with_periods(found: dict[Kind, Panel]) -> Iterable[Panel]:
    """A panel of nothing but sums over several years joins the fiscal years of the same source and stage."""
    joined = dict(found)
    for kind, panel in found.items():
        fiscal = kind._replace(fiscal=True)
        bare = not any(series.values for series in panel.programmes)
        if not kind.fiscal and bare and fiscal in joined:
            other = joined[fiscal]
            joined[fiscal] = Panel(
                fiscal,
                (*other.programmes, *panel.programmes),
                (*other.partners, *panel.partners),
                other.helps | panel.helps,
            )
            del joined[kind]
    return joined.values()


def _rank(panel: Panel) -> tuple[bool, bool, int, str, str, bool, str]:
    years = {year for series in panel.programmes for year in series.values}
    kind = panel.kind
    return (
        kind.alleged or kind.mutual,
        kind.stage in EARLY,
        -len(years),
        kind.source_id,
        kind.stage,
        kind.fiscal,
        kind.price_basis,
    )


def _series(amounts: Amounts) -> dict[Kind, list[Series]]:
    grouped: defaultdict[Kind, defaultdict[tuple[str, str], list[Amount]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for kind, entries in amounts.items():
        concession = kind.concession if kind.measure in MONEY else ""
        keys = grouped[kind._replace(concession="")]
        for entry in entries:
            keys[(entry.key, concession)].append(entry)
    return {
        kind: [_one(key, concession, entries) for (key, concession), entries in keys.items()]
        for kind, keys in grouped.items()
    }


def _one(key: str, concession: str, entries: Iterable[Amount]) -> Series:
    values: defaultdict[int, float] = defaultdict(float)
    uncertain: set[int] = set()
    periods: list[Amount] = []
    n_claims = 0
    for entry in entries:
        n_claims += entry.n_claims
        if entry.year_from is None or entry.year_from != entry.year_to:
            periods.append(entry)
            continue
        values[entry.year_from] += entry.value
        if entry.uncertain:
            uncertain.add(entry.year_from)
    return Series(
        key, concession, dict(sorted(values.items())), frozenset(uncertain), tuple(periods), n_claims
    )


def added(group: Iterable[Series]) -> Series:
    """Series of one kind and concession as one."""
    found = list(group)
    values: defaultdict[int, float] = defaultdict(float)
    for series in found:
        for year, value in series.values.items():
            values[year] += value
    return Series(
        "",
        found[0].concession,
        dict(sorted(values.items())),
        frozenset().union(*(series.uncertain for series in found)),
        tuple(period for series in found for period in series.periods),
        sum(series.n_claims for series in found),
    )


def ranked(series: Iterable[Series]) -> tuple[Series, ...]:
    """The largest first, by the sum of sizes, so that a series of deobligations is not the smallest."""
    return tuple(
        sorted(
            series,
            key=lambda s: (
                -sum(abs(v) for v in s.values.values()) - sum(abs(a.value) for a in s.periods),
                s.key,
                s.concession,
            ),
        )
    )


def by_basis(found: Iterable[Panel]) -> list[tuple[Panel, tuple[Panel, ...]]]:
    """Panels that differ in their price basis alone: current prices first, the others beside."""
    grouped: defaultdict[Kind, list[Panel]] = defaultdict(list)
    for panel in found:
        grouped[panel.kind._replace(price_basis="")].append(panel)
    out = []
    for group in grouped.values():
        ordered = sorted(group, key=lambda p: (p.kind.price_basis != "current", p.kind.price_basis))
        out.append((ordered[0], tuple(ordered[1:])))
    return out
