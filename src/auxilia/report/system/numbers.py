"""Providers, recipients and ties by year: source by source, and with a constant set of sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auxilia.report.charts import Row
from auxilia.report.figures import Axis, Bars, bars
from auxilia.report.format import capital, exact, label, listing, plural, span
from auxilia.report.frame import slug
from auxilia.report.sections import Figure, Section
from auxilia.report.system.records import ConstantSet, Count, Seen, Window, constant_set, counts
from auxilia.report.tables import Table, table
from auxilia.vocabulary import PRACTICES

WHAT = ("providers", "recipients", "ties")
# Long enough to tell growth, and each reached by more than one kind of source.
SETS = ((1950, 2020), (1975, 2017))


def by_source(
    axis: Axis, windows: Sequence[Window], seen: Sequence[Seen], names: Mapping[str, str]
) -> Section:
    """One figure for each practice and source; no source is joined to another."""
    figures = [
        _source_figure(axis, window, [e for e in seen if _same(e, window)], names)
        for practice in PRACTICES
        for window in sorted(windows, key=lambda w: (not w.many, w.first, w.source_id))
        if window.practice == practice
    ]
    sentences = (
        "Each source is a window of its own. Where it begins, help does not begin; where it ends, help does "
        "not end. Sources that tell of providers at large stand first; those of one provider or one "
        "recipient tell of that one's books alone.",
        "Counted are actors with a name, and help that was given: orders, promises, alliances, joint "
        "exercises and allegations are left aside.",
    )
    return Section(
        "sources-by-year", "Who takes part, source by source", sentences, tuple(f for f in figures if f.rows)
    )


def _same(entry: Seen, window: Window) -> bool:
    return (entry.source_id, entry.practice) == (window.source_id, window.practice)


def _source_figure(axis: Axis, window: Window, seen: Sequence[Seen], names: Mapping[str, str]) -> Figure:
    found = counts(seen)
    wanted = WHAT if window.many and window.recipient not in names else _one_sided(window)
    name = f"seen-{window.practice}-{slug(window.source_id)}"
    heading = f"{label('practice', window.practice)}: {_whose(window, names)}"
    rows = _rows(name, axis, found, window.first, window.last, wanted) if found else ()
    tables = (count_table(f"{name}-years", found),) if found else ()
    return Figure(name, heading, _reach(window), rows, tables, (window.source_id,))


def _one_sided(window: Window) -> tuple[str, ...]:
    """One provider's books tell its recipients; one recipient's, its providers."""
    return ("providers",) if window.many else ("recipients",)


def _whose(window: Window, names: Mapping[str, str]) -> str:
    if not window.many:
        return f"{names.get(window.provider, window.provider)} to others"
    if window.recipient in names:
        return f"others to {names[window.recipient]}"
    return "to parties of armed conflicts" if window.recipient == "warring parties" else "anybody to anybody"


def _reach(window: Window) -> str:
    kinds = [label("instrument", kind).lower() for kind in window.instrument.split("; ") if kind]
    what = f"{listing(kinds)} alone, " if kinds else ""
    return capital(f"{what}covered {span(window.first, window.last)}.")


def _rows(
    name: str, axis: Axis, found: Mapping[int, Count], first: int, last: int, wanted: Iterable[str]
) -> tuple[Row, ...]:
    covered = frozenset(range(first, last + 1))
    made = []
    for what in wanted:
        values = {year: float(getattr(count, what)) for year, count in found.items()}
        values = {year: values.get(year, 0.0) for year in range(first, last + 1)}
        picture = bars(
            f"{name}-{what}",
            f"{capital(what)} by year",
            axis,
            Bars(values, what, covered, fiscal=False),
            plot=34,
        )
        made.append(Row(capital(what), "", told(values), picture))
    return tuple(made)


def told(values: Mapping[int, float]) -> str:
    """The first, the highest and the last year."""
    first, last = min(values), max(values)
    high = max(values, key=lambda year: (values[year], -year))
    most = "" if high in (first, last) else f"; most {exact(values[high])} in {high}"
    return f"{exact(values[first])} in {first}, {exact(values[last])} in {last}{most}"


def count_table(name: str, found: Mapping[int, Count]) -> Table:
    """The table twin."""
    rows = [(str(y), exact(c.providers), exact(c.recipients), exact(c.ties)) for y, c in found.items()]
    return table(
        name,
        f"The numbers by year ({len(rows)})",
        ("Year", "Providers", "Recipients", "Ties"),
        rows,
        numbers=3,
    )


def sets_of(windows: Sequence[Window], seen: Sequence[Seen]) -> list[ConstantSet]:
    """The constant sets that have anything to tell."""
    made = (constant_set(first, last, windows, seen) for first, last in SETS)
    return [found for found in made if found.seen]


def constant(axis: Axis, sets: Sequence[ConstantSet], states: Mapping[int, int]) -> Section:
    """Numbers over years in which the same sources look all the time."""
    figures = tuple(_set_figure(axis, found) for found in sets)
    context = (_states(axis, states),) if states and figures else ()
    if not figures:
        told_ = (
            "No source in this ledger covers the whole of "
            + " or of ".join(span(*years) for years in SETS)
            + "."
        )
        return Section("constant", "Growth, with a constant set of sources", (told_,), ())
    return Section(
        "constant",
        "Growth, with a constant set of sources",
        (SAME,),
        (*figures, *context),
    )


SAME = (
    "A source that begins would look like growth: each picture has the sources that cover all of its years."
)


def shown(found: ConstantSet) -> tuple[str, ...]:
    """What is worth a count: the books of one provider tell its recipients alone."""
    return WHAT if any(window.many for window in found.windows) else ("recipients",)


def _set_figure(axis: Axis, found: ConstantSet) -> Figure:
    name = f"set-{found.first}-{found.last}"
    which = [
        f"{w.source_id} ({label('practice', w.practice).lower()})" for w in found.windows if _tells(w, found)
    ]
    heading = f"{span(found.first, found.last)}, all practices together"
    caption = f"The same sources in every year: {listing(which)}."
    by_year = counts(found.seen)
    rows = _rows(name, axis, by_year, found.first, found.last, shown(found))
    tables = (count_table(f"{name}-years", by_year),)
    return Figure(name, heading, caption, rows, tables, tuple(found.source_ids))


def _tells(window: Window, found: ConstantSet) -> bool:
    return any(_same(entry, window) for entry in found.seen)


def grown(found: ConstantSet) -> str:
    """How the numbers of one constant set went from its first year to its last."""
    by_year = counts(found.seen)
    first, last = by_year.get(found.first, Count(0, 0, 0)), by_year.get(found.last, Count(0, 0, 0))
    told_ = [f"{what} from {getattr(first, what):,} to {getattr(last, what):,}" for what in shown(found)]
    told_[0] = told_[0].replace(" from", " went from")
    return f"From {found.first} to {found.last}, in {listing(found.source_ids)} alone, {listing(told_)}."


def _states(axis: Axis, states: Mapping[int, int]) -> Figure:
    """The number of states, without which growth is read wrongly."""
    data = Bars({y: float(n) for y, n in states.items()}, "states", frozenset(states), fiscal=False)
    row = Row(
        "States",
        "",
        told(data.values),
        bars("states-by-year", "States of the world by year", axis, data, plot=34),
    )
    last = max(states)
    caption = (
        f"{plural(states[last], 'state')} in {last}, in the list of Gleditsch and Ward: more states, more "
        "ends for a tie."
    )
    return Figure("states", "Beside: how many states there are", caption, (row,))
