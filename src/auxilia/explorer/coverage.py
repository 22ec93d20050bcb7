"""What each source speaks about, drawn along the years: a full band where it covers a practice as a whole, a
thin one where it covers single kinds of help."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from auxilia.explorer.subject import Asked
from auxilia.report.figures import Axis
from auxilia.report.figures.axis import gridlines
from auxilia.report.figures.svg import element, percent, picture, words
from auxilia.report.format import label, plural, span
from auxilia.vocabulary import PRACTICES

BAND, FULL, THIN = 8, 6.0, 2.0
ENDS = {"any": "anybody", "states": "all states", "warring parties": "parties to an armed conflict"}


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One source: its picture, and beside it how much it tells."""

    source_id: str
    picture: str
    note: str
    told: str


def cover_rows(asked: Asked, axis: Axis, source: str = "") -> list[CoverRow]:
    """A row for each source that covers anything, those with most claims first."""
    rows = asked.con.execute(
        "SELECT source_id, practice, coalesce(instrument, ''), provider, recipient, year_from, year_to "
        "FROM core_coverage ORDER BY ALL"
    ).fetchall()
    grouped: defaultdict[str, list[tuple[str, str, str, str, int, int]]] = defaultdict(list)
    for source_id, *cover in rows:
        grouped[source_id].append(tuple(cover))
    records = asked.book.source_records
    wanted = [i for i in grouped if i in records and (not source or i == source)]
    ordered = sorted(wanted, key=lambda i: (-records[i].n_claims, i))
    return [_row(asked, i, grouped[i], axis) for i in ordered]


def _row(
    asked: Asked, source_id: str, covers: list[tuple[str, str, str, str, int, int]], axis: Axis
) -> CoverRow:
    height = BAND * len(PRACTICES) + 2
    told = [_words(asked, cover) for cover in covers]
    drawn = [
        _band(axis, practice, bool(instrument), first, last, text)
        for (practice, instrument, _, _, first, last), text in zip(covers, told, strict=True)
        if axis.holds(first, last)
    ]
    drawing = picture(
        f"cover-{source_id.replace('_', '-')}",
        f"{source_id}: what it covers",
        ". ".join(told),
        height,
        gridlines(axis, height),
        *drawn,
        kind="strip",
    )
    n_claims = asked.book.source_records[source_id].n_claims
    return CoverRow(source_id, drawing, plural(n_claims, "claim"), ". ".join(told))


def _band(axis: Axis, practice: str, narrow: bool, first: int, last: int, told: str) -> str:
    left, width = axis.stretch(first, last)
    size = THIN if narrow else FULL
    return element(
        "rect",
        element("title", words(told)),
        class_=f"mark sure p-{practice}",
        x=percent(left),
        width=percent(width),
        y=1 + PRACTICES.index(practice) * BAND + (BAND - size) / 2,
        height=size,
    )


def _words(asked: Asked, cover: tuple[str, str, str, str, int, int]) -> str:
    practice, instrument, provider, recipient, first, last = cover
    kind = f" ({label('instrument', instrument).lower()} alone)" if instrument else ""
    ends = [ENDS.get(end) or asked.book.name(end) for end in (provider, recipient)]
    return f"{label('practice', practice)}{kind}, {ends[0]} to {ends[1]}, {span(first, last)}"
