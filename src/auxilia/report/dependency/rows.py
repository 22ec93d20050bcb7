"""Portfolios as rows along the years, and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auxilia.report.charts import Row
from auxilia.report.dependency.records import LENGTH, Portfolio, Weighing
from auxilia.report.figures import Axis, Level, Levels, levels
from auxilia.report.format import exact, listing, number, plural, span, the
from auxilia.report.sections import Figure
from auxilia.report.sides import Ledger
from auxilia.report.tables import Table, table

SHOWN = 5
# What a row is called, the small print under it, its values by first year of the period, its scale.
Series = tuple[str, str, dict[int, float], tuple[float, float]]


def portfolio_figure(
    ledger: Ledger,
    axis: Axis,
    weighing: Weighing,
    window: tuple[int, int],
    told: Sequence[Portfolio],
    unnamed: float,
    sources: tuple[str, ...],
) -> Figure:
    """Measures and largest shares, period by period; `unnamed` is what providers without a name gave."""
    name = f"dependency-{weighing.name}"
    series = _measures(told)
    series += [_share(ledger, told, provider) for provider in _top(told)]
    drawn = (_row(name, place, axis, window, *entry) for place, entry in enumerate(series) if entry[2])
    caption = (
        f"Weighed by {weighing.what}, in {weighing.unit}; periods of {LENGTH} years. The last rows are the "
        f"shares of the {plural(len(_top(told)), 'provider')} that gave most."
    )
    caption += f" {exact(unnamed)} {weighing.unit} of unnamed providers are left out." if unnamed else ""
    heading = f"Dependency by {weighing.name}"
    return Figure(name, heading, caption, tuple(drawn), (_table(ledger, name, told),), sources)


def share_figure(
    ledger: Ledger,
    axis: Axis,
    weighing: Weighing,
    window: tuple[int, int],
    told: Sequence[Portfolio],
    provider: str,
) -> Figure:
    """The share of one provider, period by period, above that of whoever gave most."""
    name = f"share-{weighing.name}"
    series = [_share(ledger, told, provider), _measures(told)[0]]
    drawn = tuple(_row(name, place, axis, window, *entry) for place, entry in enumerate(series))
    caption = f"Weighed by {weighing.what}, in {weighing.unit}; periods of {LENGTH} years."
    heading = f"Share by {weighing.name}"
    return Figure(name, heading, caption, drawn, (_table(ledger, name, told),), (weighing.source_id,))


def _measures(told: Sequence[Portfolio]) -> list[Series]:
    whole = (0.0, 1.0)
    polarised = {p.first: p.polarised for p in told if p.polarised is not None}
    changed = {p.first: p.changed for p in told if p.changed is not None}
    apart = "mean distance in the UN of two providers drawn by their shares"
    return [
        (
            "Share of the top provider",
            "1 is one alone",
            {p.first: max(p.shares.values()) for p in told},
            whole,
        ),
        ("Concentration", "Herfindahl index", {p.first: p.herfindahl for p in told}, whole),
        ("Effective providers", "1 / Herfindahl", {p.first: p.effective for p in told}, (1.0, 2.0)),
        ("Polarised dependence", apart, polarised, whole),
        ("Switching", "part that changed hands since the period before", changed, whole),
    ]


def _top(told: Sequence[Portfolio]) -> list[str]:
    given: dict[str, float] = {}
    for portfolio in told:
        for provider, share in portfolio.shares.items():
            given[provider] = given.get(provider, 0.0) + share * portfolio.total
    return sorted(given, key=lambda provider: (-given[provider], provider))[:SHOWN]


def _share(ledger: Ledger, told: Sequence[Portfolio], provider: str) -> Series:
    values = {p.first: p.shares.get(provider, 0.0) for p in told}
    return f"Share of {the(ledger.actors[provider].name)}", "", values, (0.0, 1.0)


def _row(
    name: str,
    place: int,
    axis: Axis,
    window: tuple[int, int],
    label: str,
    small: str,
    values: Mapping[int, float],
    ends: tuple[float, float],
) -> Row:
    drawn = {
        year: Level(value, period=span(first, first + LENGTH - 1))
        for first, value in values.items()
        for year in range(first, first + LENGTH)
    }
    low, high = ends
    data = Levels(drawn, low, high, label.lower(), "", range(window[0], window[1] + 1), frozenset())
    last = max(values)
    high_at = max(values, key=lambda first: (values[first], -first))
    told = f"{number(values[last])} in {span(last, last + LENGTH - 1)}"
    if values[high_at] > values[last]:
        told += f"; highest {number(values[high_at])} in {span(high_at, high_at + LENGTH - 1)}"
    picture = levels(f"{name}-{place}", f"{label}, by period", axis, data, f"{label}: {told}.", plot=30)
    return Row(label, small, told, picture)


def _table(ledger: Ledger, name: str, told: Sequence[Portfolio]) -> Table:
    rows = []
    for p in told:
        ranked = sorted(p.shares, key=lambda provider: (-p.shares[provider], provider))[:3]
        rows.append(
            (
                span(p.first, p.last),
                listing(f"{ledger.actors[i].name} {100 * p.shares[i]:.0f} %" for i in ranked),
                exact(p.total),
                f"{len(p.shares):,}",
                number(p.herfindahl),
                number(p.effective),
                number(p.polarised) if p.polarised is not None else "",
                number(p.changed) if p.changed is not None else "",
            )
        )
    heads = (
        "Period",
        "Largest shares",
        "All",
        "Providers",
        "Herfindahl",
        "Effective",
        "Polarised",
        "Switching",
    )
    return table(f"{name}-periods", f"The periods as a table ({len(rows)})", heads, rows, numbers=6)
