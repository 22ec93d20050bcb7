"""Pictures of a view without script: ranked bars, bars by year (one kind to a picture), the matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from auxilia.explorer.book import Con
from auxilia.explorer.codes import actor_path, dyad_path
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State
from auxilia.explorer.subject import Asked
from auxilia.explorer.summaries import BINDING, summary_of
from auxilia.report.figures import Axis, Bars, axis_for, axis_row
from auxilia.report.figures import bars as year_bars
from auxilia.report.figures.svg import element, percent, words
from auxilia.report.format import basis, capital, exact, label, plural, short, span, unit
from auxilia.report.tables import Table, table

RANKED, KINDS, SIDE, TWIN = 15, 6, 20, 400
DRAWN = ("ties", "figures")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a picture: who, where that leads, the note beside it, the drawing."""

    who: str
    href: str
    note: str
    picture: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One kind in one picture, with its caption, its time axis, if it has one, and the table of the same."""

    heading: str
    caption: str
    axis: str
    lines: tuple[Line, ...]
    more: str
    twin: Table


def pictures(asked: Asked, state: State) -> list[Picture]:
    """The pictures of a view; the table has none, and neither have claims, units and cells."""
    if state.shown_table not in DRAWN:
        return []
    if state.view == "ranked":
        return _ranked(asked, state)
    if state.view == "timeline":
        return _timeline(asked, state)
    return []


def _rows(con: Con, relation: Relation, limit: int = 4_000) -> list[Row]:
    return [dict(zip(relation.names, row, strict=True)) for row in relation.page(con, 1, limit)]


def _kinds(rows: Sequence[Row]) -> dict[tuple[Any, ...], list[Row]]:
    """Rows that may share a scale, the kinds with most claims first."""
    grouped: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        names = (
            ("practice",)
            if "n_ties" in row
            else ("practice", "source", "measure", "stage", "price_basis", "fiscal")
        )
        grouped[tuple(row[name] for name in names)].append(row)
    ranked = sorted(
        grouped.items(), key=lambda e: (_constant(e[0]), -sum(r["n_claims"] for r in e[1]), str(e[0]))
    )
    return dict(ranked[:KINDS])


def _constant(kind: tuple[Any, ...]) -> bool:
    """Constant prices stand after the prices of the day."""
    return len(kind) > 1 and str(kind[4]).startswith("constant")


def _heading(kind: tuple[Any, ...]) -> tuple[str, str]:
    """What a kind is, and its unit."""
    practice = label("practice", kind[0])
    if len(kind) == 1:
        return practice, "Years on record, summed over the partners asked for"
    _, source, measure, stage, price, fiscal = kind
    told = ", ".join(w for w in (unit(measure), label("stage", stage).lower(), basis(price or "")) if w)
    return f"{practice}: {told}", f"{source}, {'fiscal' if fiscal else 'calendar'} years"


def _ranked(asked: Asked, state: State) -> list[Picture]:
    relation = summary_of(asked.book, state)
    end = relation.names[0]
    made: list[Picture] = []
    for kind, rows in _kinds(_rows(asked.con, relation)).items():
        heading, caption = _heading(kind)
        field = "n_ties" if len(kind) == 1 else "value"
        ordered = sorted(rows, key=lambda r: (-r[field], r[end]))
        most = max((row[field] for row in ordered), default=0) or 1
        lines = tuple(_line(row, end, field, most, kind[0]) for row in ordered[:RANKED])
        rest = len(ordered) - len(lines)
        n_claims = sum(row["n_claims"] for row in rows)
        made.append(
            Picture(
                heading, f"{caption}; n = {plural(n_claims, 'claim')}", "", lines,
                f"and {plural(rest, f'more {end}')} in the table" if rest > 0 else "",
                _ranked_twin(ordered, end, field, len(made), heading),
            )
        )  # fmt: skip
    return made


def _ranked_twin(rows: Sequence[Row], end: str, field: str, place: int, heading: str) -> Table:
    told = [
        (row[f"{end}_name"], _span(row), exact(row[field]), f"{row['n_claims']:,}") for row in rows[:TWIN]
    ]
    heads = (end.capitalize(), "From, to", "Years" if field == "n_ties" else "Figure", "Claims")
    return table(f"ranked-{place}", f"{heading}: as a table", heads, told, numbers=2)


def _span(row: Row) -> str:
    return span(row["year_from"], row["year_to"]) if row["year_from"] is not None else "undated"


def _line(row: Row, end: str, field: str, most: float, practice: str) -> Line:
    return Line(
        row[f"{end}_name"],
        actor_path(row[end]),
        f"{_told(row, field)}, {_span(row)}",
        bar(max(row[field], 0) / most, practice, f"{row[f'{end}_name']}: {exact(row[field])}"),
    )


def _told(row: Row, field: str) -> str:
    return plural(row[field], "year") if field == "n_ties" else short(row[field])


def bar(share: float, practice: str, told: str) -> str:
    """One bar of a ranking, as long as its share of the longest."""
    return element(
        "svg",
        element("title", words(told)),
        element("rect", class_=f"rank-{practice}", x="0%", y=2, width=percent(100 * share), height=12),
        class_="pic",
        role="img",
        width="100%",
        height=16,
    )


def _timeline(asked: Asked, state: State) -> list[Picture]:
    relation = summary_of(asked.book, state)
    rows = [row for row in _rows(asked.con, relation, 20_000) if _one_year(row)]
    kinds = _kinds(rows)
    axis = axis_for({_year(row) for found in kinds.values() for row in found}, ())
    return [
        _years(asked, state, kind, found, axis, place) for place, (kind, found) in enumerate(kinds.items())
    ]


def _one_year(row: Row) -> bool:
    return "year" in row or (row["year_from"] is not None and row["year_from"] == row["year_to"])


def _year(row: Row) -> int:
    return int(row["year"] if "year" in row else row["year_from"])


def _years(
    asked: Asked, state: State, kind: tuple[Any, ...], rows: Sequence[Row], axis: Axis, place: int
) -> Picture:
    heading, caption = _heading(kind)
    field = "n_ties" if len(kind) == 1 else "value"
    values: defaultdict[int, float] = defaultdict(float)
    for row in rows:
        values[_year(row)] += row[field]
    covered = covered_years(asked, state, kind[0], kind[1] if len(kind) > 1 else None)
    named = "pairs" if field == "n_ties" else heading
    data = Bars(dict(values), named, frozenset(covered), fiscal=len(kind) > 1 and bool(kind[5]))
    n_claims = sum(row["n_claims"] for row in rows)
    told = "pairs of provider and recipient on record in the year" if field == "n_ties" else caption
    drawn = Line(heading, "", "", year_bars(f"timeline-{place}", heading, axis, data))
    twin = table(
        f"timeline-{place}-years", f"{heading}: as a table", ("Year", capital(named)),
        [(str(year), exact(value)) for year, value in sorted(values.items())], numbers=1,
    )  # fmt: skip
    return Picture(heading, f"{told}; n = {plural(n_claims, 'claim')}", axis_row(axis), (drawn,), "", twin)


def covered_years(asked: Asked, state: State, practice: str, source: str | None) -> set[int]:
    """The years in which a source covers such help between such ends; the others are grey.

    Cover of agreements and exercises counts where they are asked for; cover of single actors where
    it is they.
    """
    kinds = (
        "" if set(state.instrument) & set(BINDING) else " AND NOT list_contains(?, coalesce(instrument, ''))"
    )
    wide = ["any", "states", "warring parties"]
    rows = asked.con.execute(
        "SELECT DISTINCT unnest(range(year_from, year_to + 1)) FROM core_coverage WHERE practice = ? AND "
        f"list_contains(?, source_id) AND list_contains(?, provider) AND list_contains(?, recipient){kinds}",
        [
            practice,
            [source] if source else list(asked.book.speaking),
            *(
                [*wide, *ends] if ends or not source else _ends(asked, source)
                for ends in (state.provider, state.recipient)
            ),
            *([list(BINDING)] if kinds else []),
        ],
    ).fetchall()
    return {row[0] for row in rows}


def _ends(asked: Asked, source: str) -> list[str]:
    """Every end that the cover of one source names: its own figures are drawn, whoever they are about."""
    rows = asked.con.execute(
        "SELECT provider FROM core_coverage WHERE source_id = ?1 "
        "UNION SELECT recipient FROM core_coverage WHERE source_id = ?1 ORDER BY 1",
        [source],
    ).fetchall()
    return [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Providers by recipients: counts of tie-years, with the pair's page behind each."""

    providers: tuple[tuple[str, str], ...]
    recipients: tuple[tuple[str, str], ...]
    cells: tuple[tuple[tuple[int, int, str], ...], ...]
    more: str


def matrix(asked: Asked, state: State) -> Matrix:
    """The largest providers by the largest recipients, in years on record over all practices."""
    relation = summary_of(asked.book, replace(state, table="ties", stage=(), measure=(), view="matrix"))
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    sums: tuple[defaultdict[str, int], defaultdict[str, int]] = (defaultdict(int), defaultdict(int))
    for row in _rows(asked.con, relation, 60_000):
        counts[(row["provider"], row["recipient"])] += row["n_ties"]
        sums[0][row["provider"]] += row["n_ties"]
        sums[1][row["recipient"]] += row["n_ties"]
    ends = [sorted(found, key=lambda a: (-found[a], a))[:SIDE] for found in sums]
    most = max(counts.values(), default=1)
    cells = tuple(
        tuple(
            (counts[(p, r)], _step(counts[(p, r)], most), dyad_path(p, r) if counts[(p, r)] else "")
            for r in ends[1]
        )
        for p in ends[0]
    )
    named = [tuple((asked.book.name(a), actor_path(a)) for a in found) for found in ends]
    left = (len(sums[0]) - len(ends[0]), len(sums[1]) - len(ends[1]))
    more = f"{plural(left[0], 'more provider')} and {plural(left[1], 'more recipient')} in the table."
    return Matrix(named[0], named[1], cells, more if any(left) else "")


def _step(count: int, most: int) -> int:
    """Three steps of the ground, by thirds of the largest; 0 where nothing is on record."""
    return 0 if count == 0 else min(3, 1 + 3 * count // (most + 1))
