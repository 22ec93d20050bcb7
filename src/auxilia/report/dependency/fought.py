"""Conflicts of a state with different states behind both sides, as rows and as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from auxilia.report.charts import Row
from auxilia.report.dependency import gather
from auxilia.report.dependency.competition import backed
from auxilia.report.dependency.records import Backed
from auxilia.report.figures import Axis, Bars, bars
from auxilia.report.format import exact, listing, plural, the, years
from auxilia.report.frame import slug
from auxilia.report.records import Actor
from auxilia.report.sections import Figure
from auxilia.report.sides import Ledger
from auxilia.report.tables import table

ONLY_FULL = (
    "Who supports both sides of a war is told by single claims, which the starter ledger does not hold."
)


def both_sides(ledger: Ledger, actor: Actor, axis: Axis) -> tuple[list[Figure], str]:
    """Conflicts of the state in which different states support both sides."""
    if not ledger.claims:
        return [], ONLY_FULL
    found = backed(
        actor.actor_id,
        ledger.once(gather.supports).get(actor.actor_id, []),
        gather.sides(ledger.con, actor.actor_id),
    )
    contested = [entry for entry in found if entry.competitive]
    if not contested:
        return [], f"In no conflict of {the(actor.name)} are different states on record behind both sides."
    told = sorted({entry.year for entry in contested})
    names = {entry.conflict_id for entry in contested}
    sentence = (
        f"Different states are on record behind both sides of {plural(len(names), 'conflict')} of "
        f"{the(actor.name)}, in {years(told)}."
    )
    return [_fought(ledger, axis, found, contested)], sentence


def _fought(ledger: Ledger, axis: Axis, found: Sequence[Backed], contested: Sequence[Backed]) -> Figure:
    window = ledger.once(gather.window, gather.SUPPORT.source_id)
    first, last = window or (min(e.year for e in found), max(e.year for e in found))
    drawn = (
        _counted(axis, "States behind the government", _by_year(first, last, found, _government)),
        _counted(axis, "States behind its opponents", _by_year(first, last, found, _opponents)),
        _counted(axis, "Conflicts with both", _by_year(first, last, contested, _conflict)),
    )
    grouped: dict[tuple[str, str], list[Backed]] = {}
    for entry in contested:
        grouped.setdefault((entry.conflict_id, entry.name), []).append(entry)
    cells = [
        (
            name,
            years(e.year for e in entries),
            listing(_named(ledger, {s for e in entries for s in e.government})),
            listing(_named(ledger, {s for e in entries for s in e.opponents})),
        )
        for (_, name), entries in sorted(grouped.items(), key=lambda item: (item[1][0].year, item[0]))
    ]
    heads = ("Conflict", "Years", "Behind the government", "Behind its opponents")
    twin = table("both-sides", f"The conflicts with both sides supported ({len(cells)})", heads, cells)
    caption = (
        "Claims that name the opponent, allegations left aside; troops that fight beside a side are support."
    )
    sources = (gather.SUPPORT.source_id,) if window else ()
    return Figure("both-sides-figure", "States behind both sides", caption, drawn, (twin,), sources)


def _by_year(
    first: int, last: int, found: Sequence[Backed], of: Callable[[Backed], frozenset[str]]
) -> dict[int, float]:
    """How many different ones there are in each year."""
    return {
        year: float(len({one for entry in found if entry.year == year for one in of(entry)}))
        for year in range(first, last + 1)
    }


def _government(entry: Backed) -> frozenset[str]:
    return entry.government


def _opponents(entry: Backed) -> frozenset[str]:
    return entry.opponents


def _conflict(entry: Backed) -> frozenset[str]:
    return frozenset({entry.conflict_id})


def _counted(axis: Axis, label: str, values: Mapping[int, float]) -> Row:
    data = Bars(values, label.lower(), frozenset(values), fiscal=False)
    high = max(values, key=lambda year: (values[year], -year))
    told = f"most {exact(values[high])} in {high}" if values[high] else "none"
    return Row(label, "", told, bars(f"both-{slug(label)}", f"{label}, by year", axis, data, plot=30))


def _named(ledger: Ledger, actors: set[str]) -> list[str]:
    return sorted(ledger.actors[actor].name for actor in actors)
