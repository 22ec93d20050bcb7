"""Growth split in three, poles, and the widest-reaching providers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from auxilia.report.charts import Row
from auxilia.report.extra import MISSING, with_models
from auxilia.report.figures import Axis, Level, Levels, Period, levels, periods
from auxilia.report.format import exact, listing, number, plural, span
from auxilia.report.gather import Names
from auxilia.report.sections import Figure, Section
from auxilia.report.system.growth import GAINS, LENGTH, LOSSES, changes
from auxilia.report.system.poles import Poles, poles
from auxilia.report.system.records import ANYBODY, Change, ConstantSet, Seen, Window
from auxilia.report.tables import Table, table

MEANT: Mapping[str, str] = {
    "entry": "ties of providers that were absent in the period before; below the line, of those that left",
    "spread": "new ties of providers that stay; below the line, ties that they gave up",
    "deepening": "further practices in ties that stay; below the line, practices given up",
}
# Half of the breadth of the scale of ideal points that most states take up, and the whole of it.
SCALES = (1.5, 3.0)
DECADE, TOP = 10, 8


def growth(axis: Axis, sets: Sequence[ConstantSet]) -> Section:
    """Entry, spread and deepening between periods of five years."""
    sentences = [
        f"Periods of {LENGTH} years are compared with the ones before, by the same sources throughout; a "
        "tie counts once for each practice, so that a further practice in a tie that stays is deepening.",
    ]
    figures = []
    for found in sets:
        told = with_models(lambda found=found: changes(found))  # type: ignore[misc]
        if told is None:
            return Section("growth", "Entry, spread and deepening", (MISSING,), ())
        if told:
            sentences.append(_shares(found, told))
            figures.append(_growth_figure(axis, found, told))
    return Section("growth", "Entry, spread and deepening", tuple(sentences), tuple(figures))


def _shares(found: ConstantSet, told: Sequence[Change]) -> str:
    """What part of all gains was entry, spread and deepening; and what was lost over the same periods."""
    gains = {name: sum(change.parts[name] for change in told) for name in GAINS}
    whole = sum(gains.values())
    lost = -sum(change.parts[LOSSES[name]] for change in told for name in GAINS)
    if not whole:
        return f"{span(found.first, found.last)}: no period gained on the one before."
    parts = listing(f"{name} {100 * value / whole:.0f} %" for name, value in gains.items())
    return (
        f"{span(told[0].first - LENGTH, told[-1].last)}: of {exact(whole)} practice-ties gained from "
        f"period to period, {parts}; {exact(lost)} were lost."
    )


def _growth_figure(axis: Axis, found: ConstantSet, told: Sequence[Change]) -> Figure:
    name = f"growth-{found.first}-{found.last}"
    reach = max(abs(value) for change in told for value in change.parts.values())
    rows = []
    for gain in GAINS:
        loss = LOSSES[gain]
        data = [Period(c.first, c.last, c.parts[gain], c.parts[loss], gain, loss) for c in told]
        gained, lost = (sum(c.parts[kind] for c in told) for kind in (gain, loss))
        words = f"{gain} {exact(gained)}, {loss} {exact(lost)} in all"
        picture = periods(
            f"{name}-{gain}", f"{gain.capitalize()} and {loss}, by period", axis, data, reach, words
        )
        rows.append(Row(f"{gain.capitalize()} and {loss}", MEANT[gain], words, picture))
    caption = "The same sources throughout. One scale for the three rows, in ties counted by practice."
    return Figure(
        name,
        span(found.first, found.last),
        caption,
        tuple(rows),
        (_growth_table(name, told),),
        tuple(found.source_ids),
    )


def _growth_table(name: str, told: Sequence[Change]) -> Table:
    kinds = [kind for gain in GAINS for kind in (gain, LOSSES[gain])]
    rows = [(span(c.first, c.last), exact(c.total), *(exact(c.parts[kind]) for kind in kinds)) for c in told]
    heads = ("Period", "All", *(kind.capitalize() for kind in kinds))
    return table(
        f"{name}-periods", f"The periods as a table ({len(rows)})", heads, rows, numbers=len(kinds) + 1
    )


def poles_section(
    axis: Axis,
    windows: Sequence[Window],
    seen: Sequence[Seen],
    positions: Sequence[tuple[str, int, float]],
    scale_label: str,
) -> Section:
    """Effective numbers of providers and of poles by year, of one source that tells of providers at large."""
    heading = "How many poles"
    window = min((w for w in windows if w.many and w.recipient in ANYBODY), key=_rank, default=None)
    window = window or min((w for w in windows if w.many), key=_rank, default=None)
    chosen = [e for e in seen if window and e.source_id == window.source_id]
    if window is None or not chosen:
        return Section("poles", heading, ("No source in this ledger tells of providers at large.",), ())
    scales = SCALES if positions else ()
    told = with_models(lambda: poles(chosen, positions, scales))
    if told is None:
        return Section("poles", heading, (MISSING,), ())
    sentences = [
        "That many equal providers would divide all ties as unevenly as those there are (Laakso and "
        "Taagepera 1979). A provider weighs as many as it has recipients in the year, by "
        f"{window.source_id}: how many, not how much.",
    ]
    if positions:
        sentences.append(
            "Poles are fewer than providers: two that vote alike at the United Nations count as one, two "
            "that stand a given distance apart as two (Leinster and Cobbold 2012). The distance is a choice, "
            f"so two are shown. {scale_label}; providers without a vote are left out."
        )
    return Section("poles", heading, tuple(sentences), (_poles_figure(axis, window, told, scales),))


def _rank(window: Window) -> tuple[int, int, str, str]:
    """The widest window first."""
    return window.first - window.last, window.first, window.source_id, window.practice


def _poles_figure(axis: Axis, window: Window, told: Sequence[Poles], scales: Sequence[float]) -> Figure:
    series: list[tuple[str, str, dict[int, float]]] = [
        ("Effective number of providers", "whatever they vote", {p.year: p.providers for p in told})
    ]
    for place, scale in enumerate(scales):
        values = {p.year: v for p in told if (v := p.by_scale[place]) is not None}
        series.append(("Effective number of poles", f"wholly apart at a distance of {scale:g}", values))
    rows = [_pole_row(axis, window, place, *entry) for place, entry in enumerate(series) if entry[2]]
    heads = (
        "Year",
        "Providers",
        *(f"Poles at {scale:g}" for scale in scales),
        *(("Ties covered",) if scales else ()),
    )
    cells = [
        (
            str(p.year),
            number(p.providers),
            *(number(v) if v is not None else "" for v in p.by_scale),
            *((f"{100 * (p.covered or 0):.0f} %",) if scales else ()),
        )
        for p in told
    ]
    twin = table("poles-years", f"The numbers by year ({len(cells)})", heads, cells, numbers=len(heads) - 1)
    period = span(window.first, window.last)
    caption = f"All ties of {window.source_id}, {period}. Each row has its own scale, from one."
    return Figure("poles-figure", "Effective numbers", caption, tuple(rows), (twin,), (window.source_id,))


def _pole_row(
    axis: Axis, window: Window, place: int, name: str, small: str, values: Mapping[int, float]
) -> Row:
    data = Levels(
        {year: Level(value) for year, value in values.items()},
        1.0,
        max(values.values()),
        "equal ones",
        "",
        range(window.first, window.last + 1),
        frozenset(),
    )
    first, last = min(values), max(values)
    words = f"{number(values[first])} in {first}, {number(values[last])} in {last}"
    return Row(name, small, words, levels(f"poles-{place}", f"{name}, {small}", axis, data, words))


def top_providers(windows: Sequence[Window], seen: Sequence[Seen], actors: Names) -> Section:
    """Who reaches most recipients, decade by decade, source by source."""
    tables = []
    for source in sorted({w.source_id for w in windows if w.many}):
        chosen = [e for e in seen if e.source_id == source]
        if len({e.provider_id for e in chosen}) > TOP and len({e.recipient_id for e in chosen}) > TOP:
            tables.append(_top_table(source, chosen, actors))
    sentences = (
        "By the number of recipients in ten years, not by volume: many small ties stand above few large "
        f"ones. The first {TOP} of each decade; a source's first and last decade may be cut short by its "
        "cover.",
    )
    return Section("top", "Who reaches most recipients", sentences, (), tuple(tables))


def _top_table(source: str, chosen: Sequence[Seen], actors: Names) -> Table:
    reached: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for entry in chosen:
        reached[(entry.year // DECADE * DECADE, entry.provider_id)].add(entry.recipient_id)
    decades = sorted({decade for decade, _ in reached})
    rows = []
    for decade in decades:
        ranked = sorted(
            ((actors[p].name, len(found)) for (d, p), found in reached.items() if d == decade),
            key=lambda e: (-e[1], e[0]),
        )
        cells = [f"{name} ({count})" for name, count in ranked[:TOP]]
        rows.append((f"{decade}s", plural(len(ranked), "provider"), *cells, *[""] * (TOP - len(cells))))
    heads = ("Decade", "In all", *(f"{place}." for place in range(1, TOP + 1)))
    return table(f"top-{source.replace('_', '-')}", f"Providers by recipients reached: {source}", heads, rows)
