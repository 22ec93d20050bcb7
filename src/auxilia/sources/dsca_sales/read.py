"""Historical Sales Book: a table over many pages of a PDF, three lines of figures a country.

Figures are put into columns by where they stand, since some are not printed. The book's own sums are
checked as it is read; where the book itself errs, `lookups/misprints.csv` says by how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.readers.raw import shown
from auxilia.snapshots import Snapshot
from auxilia.sources.dsca_sales.pages import Line, pages_with

MARKER = "Historical Sales Book Fiscal Years"
SALES, FINANCING, TOTAL = LABELS = (
    "Title 22 Foreign Military Sales",
    "Title 22 Foreign Military Financing",
    "Total",
)
LAST = "Totals"
COLUMNS = ("Country", "Footnote", "Command", "Region", "Continent", "Stray", "Line", "Years", "Value")

YEARS = re.compile(r"(\d{4}) To (\d{4})((?: \d{4})+)$")
FURNITURE = re.compile(
    r"Historical Sales Book Fiscal Years|Fiscal Year|State$|Combatant\b|Country\b|Command\b|Region$"
)
AMOUNT = re.compile(r"-?\$?-?\d[\d,]*")
NAME = re.compile(r"(.*[^\d\s])(\d?)")
# In points: figures of a column end within two of each other, columns are eighty apart.
SAME_COLUMN = 12.0
# Figures are whole dollars, and sums were made before rounding.
ROUNDING = 1


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of figures as printed, `None` where nothing is, in the order of the columns."""

    place: str
    printed: tuple[str | None, ...]

    def dollars(self, column: int) -> int:
        """The figure as a number; nothing printed counts as nothing, and the book's sums agree."""
        return int((self.printed[column] or "0").replace("$", "").replace(",", ""))


@dataclass(frozen=True, slots=True)
class Block:
    """A country's lines of figures by their labels; `head` is what stands in the line above them."""

    head: tuple[str, ...]
    lines: dict[str, Figures]

    @property
    def name(self) -> str:
        """The country or organisation, without the mark of a footnote."""
        return self.head[0]


def read(files: Files, raw: Raw) -> None:
    """Take every printed figure, one row each, after the book's sums have been checked."""
    snapshot = files.one("book")
    table = [line for page in pages_with(MARKER, snapshot) for line in page]
    years = _years(table, snapshot)
    blocks = list(_blocks(table, len(years), snapshot))
    misprints = {
        (name, line, period): int(dollars)
        for name, line, period, dollars in raw.con.execute(
            "SELECT country, line, years, dollars FROM lookup.misprints"
        ).fetchall()
    }
    for block in blocks:
        _check_sums(block, years, misprints, snapshot)
    raw.rows("figures", snapshot, COLUMNS, _rows(blocks, years))


def _error(problem: str, snapshot: Snapshot, place: str | None, mend: str = "") -> SourceError:
    return SourceError(
        problem,
        source=snapshot.source_id,
        file=snapshot.filename,
        row=place,
        mend=mend or "fetch the file again; if it is whole, the layout of the table has changed",
    )


def _years(table: Sequence[Line], snapshot: Snapshot) -> tuple[str, ...]:
    """The periods of the columns: the years before the single ones, each of these, and all of them."""
    heads = {match.groups() for line in table if (match := YEARS.search(" ".join(line.cells)))}
    if len(heads) != 1:
        raise _error(
            f"{len(heads)} different heads of columns in the pages marked {MARKER!r}", snapshot, None
        )
    first, until, singles = heads.pop()
    single = singles.split()
    return (f"{first}-{until}", *single, f"{first}-{single[-1]}")


def _blocks(table: Sequence[Line], columns: int, snapshot: Snapshot) -> Iterator[Block]:
    edges = _edges(table, columns, snapshot)
    body = iter([line for line in table if not FURNITURE.match(line.cells[0])])
    for head in body:
        lines = {}
        for label in LABELS:
            line = next(body, None)
            if line is None or line.cells[0] != label:
                found = f"{shown(line.cells[0])}" if line else "the end of the table"
                place = line.place if line else head.place
                raise _error(
                    f"{shown(head.cells[0])} is followed by {found}, not by {label!r}", snapshot, place
                )
            lines[label] = _figures(line, edges, snapshot)
        yield Block(_head(head, snapshot), lines)
        if head.cells[0] == LAST:
            return
    raise _error(f"the table breaks off before its {LAST!r}", snapshot, table[-1].place)


def _edges(table: Sequence[Line], columns: int, snapshot: Snapshot) -> list[float]:
    """Where figures end, by column: the middle of the lines that have one in each."""
    full = [
        line.words[-columns:] for line in table if line.cells[0] == TOTAL and len(line.words) == columns + 1
    ]
    if not full:
        raise _error(f"no line {TOTAL!r} has a figure in each of {columns} columns", snapshot, None)
    return [median(words[column].right for words in full) for column in range(columns)]


def _figures(line: Line, edges: Sequence[float], snapshot: Snapshot) -> Figures:
    printed: list[str | None] = [None] * len(edges)
    label = len(line.cells[0].split())
    for word in line.words[label:]:
        column = min(range(len(edges)), key=lambda column: abs(edges[column] - word.right))
        if abs(edges[column] - word.right) > SAME_COLUMN or printed[column] is not None:
            raise _error(f"{shown(word.text)} stands in no column of its own", snapshot, line.place)
        if not AMOUNT.fullmatch(word.text):
            raise _error(f"{shown(word.text)} is not an amount", snapshot, line.place)
        printed[column] = word.text
    return Figures(line.place, tuple(printed))


def _head(line: Line, snapshot: Snapshot) -> tuple[str, ...]:
    """Name, footnote, command, region, continent, stray: organisations may stand alone."""
    cells = line.cells
    name = NAME.fullmatch(cells[0])
    if not name or len(cells) not in (1, 4, 5) or (len(cells) == 5 and cells[4] not in ("$0", ".")):
        raise _error(
            f"{shown(' | '.join(cells))} is not a name, command, region and continent", snapshot, line.place
        )
    return (*name.groups(), *(cells[1:] + [""] * 4)[:4])


def _check_sums(
    block: Block, years: Sequence[str], misprints: dict[tuple[str, str, str], int], snapshot: Snapshot
) -> None:
    sales, financing = block.lines[SALES], block.lines[FINANCING]
    whole = len(years) - 1
    sums = [(TOTAL, column, sales.dollars(column) + financing.dollars(column)) for column in range(1, whole)]
    sums += [(label, whole, sum(map(block.lines[label].dollars, range(whole)))) for label in LABELS]
    for label, column, expected in sums:
        line = block.lines[label]
        known = misprints.get((block.name, label, years[column]), 0)
        off = line.dollars(column) - expected
        if line.printed[column] is not None and min(abs(off), abs(off - known)) > ROUNDING:
            raise _error(
                f"{block.name}, {label}, {years[column]}: {line.printed[column]} is {off:+,} dollars off the "
                f"sum of its parts",
                snapshot,
                line.place,
                "fetch the file again; if the book is wrong, say so in lookups/misprints.csv",
            )


def _rows(blocks: Sequence[Block], years: Sequence[str]) -> Iterator[tuple[str, list[str | None]]]:
    for block in blocks:
        for label, line in block.lines.items():
            # Sales and financing are told apart only for the single years: their first column is empty.
            first = 0 if label == TOTAL or line.printed[0] is not None else 1
            for column in range(first, len(years)):
                yield line.place, [*block.head, label, years[column], line.printed[column]]
