"""How the pictures of the page are drawn: rows by year, and rows divided by what the recipients were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from auxilia.report.asking import Con
from auxilia.report.figures import Axis, Bars, Level, Levels, axis_for, axis_row, bars, levels
from auxilia.report.findings.book import Book, share
from auxilia.report.findings.divided import HEIGHT, Kind, Part, divided, key_of
from auxilia.report.findings.purposes import gather
from auxilia.report.findings.purposes.gather import FIRST, LAST, Flow
from auxilia.report.findings.purposes.study import LEVELS, SOURCE, Gathered
from auxilia.report.findings.purposes.tally import Group, by_year
from auxilia.report.findings.record import Picture, Yearly
from auxilia.report.findings.sheet import Row, sheet
from auxilia.report.format import exact, short, span
from auxilia.report.format import year as year_of

UNITS = {"money": "USD of 2020", "training": "trainees"}
SAID = {"money": "constant 2020 USD, obligated", "training": "trainees, delivered"}
HEADS = {"money": "Money (constant 2020 USD, obligated)", "training": "Trainees"}
PLOT, MARGINS = 34, 18
# A programme with less than this percentage of the whole joins the others in one row.
LEAST = 1.0
THIRDS: tuple[tuple[str, Kind, str], ...] = (
    ("low", "first", "lowest third"),
    ("middle", "second", "middle third"),
    ("high", "third", "highest third"),
    ("unplaced", "unplaced", "not rated"),
)
KINDS: Mapping[str, tuple[tuple[str, Kind, str], ...]] = {
    "ucdp:intensity": (
        ("war", "first", "war"),
        ("minor", "lighter", "smaller conflict"),
        ("none", "second", "no conflict"),
        ("unplaced", "unplaced", "no single state"),
    ),
    "vdem:polyarchy": THIRDS,
    "vdem:v2clkill": THIRDS,
    "vdem:v2cltort": THIRDS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row by year: its words, values and unit, the years covered, and those to be drawn pale."""

    name: str
    below: str
    values: Mapping[int, float]
    unit: str
    covered: frozenset[int]
    pale: frozenset[int] = frozenset()
    fiscal: bool = True


class Drawer:
    """Draws the pictures of one page and keeps the yearly values that they show."""

    def __init__(self, con: Con, found: Gathered, book: Book) -> None:
        self._con, self._found, self._book = con, found, book
        self.yearly: list[Yearly] = []
        last = gather.cover(con, SOURCE["sales"])[-1]
        self._cover = {stock: frozenset(gather.cover(con, SOURCE[stock])) for stock in UNITS}
        self._axes = {
            stock: axis_for((f.year for f in found.of(stock)), (*self._cover[stock], last)) for stock in UNITS
        }

    def programmes(self, name: str, stock: str, title: str) -> Picture:
        """Small multiples by programme: they add up to the whole."""
        said = (
            f"Unit: {SAID[stock]}, by fiscal year; n = {self._claims(stock)} claims. "
            "Each row has a scale of its own; the dotted line carries its value. Pale: years before "
            "or after those of the programme. Hatched: years that the source does not cover."
        )
        return self._by_year(name, self._axes[stock], title, said, self._programmes(stock), (SOURCE[stock],))

    def _programmes(self, stock: str) -> list[Line]:
        lines: list[Line] = []
        rest: dict[bool, list[list[Flow]]] = {True: [], False: []}
        for programme in self._found.ranked(stock):
            flows = [f for f in self._found.of(stock) if f.programme_id == programme.programme_id]
            stated = bool(programme.objectives)
            if self._book.value(f"{stock}.programme.{programme.programme_id}.share") < LEAST:
                rest[stated].append(flows)
                continue
            pale = frozenset(f.year for f in flows if f.reading == "outside its years")
            below = "" if stated else "no stated purpose found"
            lines.append(self._line(stock, programme.short, below, flows, pale))
        for stated, words in ((True, "purpose stated"), (False, "no stated purpose found")):
            if rest[stated]:
                flows = [flow for one in rest[stated] for flow in one]
                below = f"{len(rest[stated])}, {words}"
                lines.append(self._line(stock, "Other programmes", below, flows))
        loose = [f for f in self._found.of(stock) if not f.programme_id]
        return [*lines, self._line(stock, "Other accounts", "no programme known", loose)] if loose else lines

    def objectives(self, name: str, stock: str, title: str) -> Picture:
        """Small multiples by objective: a programme stands whole in each of its rows."""
        groups = [g for g in self._found.groups if g.reading == "stated" and self._found.of(stock, g)]
        groups.sort(key=lambda g: (-self._book.value(f"{stock}.objective.{g.key}"), g.key))
        said = (
            f"Unit: {SAID[stock]}, by fiscal year, of all programmes that state the objective; "
            f"n = {self._claims(stock, 'stated')} claims. A programme with several objectives stands "
            "whole in each of its rows: rows overlap and must not be added up. Each row has a scale of its "
            "own; the dotted line carries its value. Grey: not covered."
        )
        lines = [self._line(stock, g.label, self._names(stock, g), self._found.of(stock, g)) for g in groups]
        return self._by_year(name, self._axes[stock], title, said, lines, (SOURCE[stock],))

    def shares(self, name: str, title: str) -> Picture:
        """Shares by year, on the axis of the money, beside the same share of all states."""
        said = (
            "Unit: percent of what went to single states of which UCDP or V-Dem speaks, by fiscal year; of "
            f"all states that V-Dem rates, by calendar year. n = {self._claims('money')} claims of money, "
            f"{self._claims('training')} of training. In conflict: at least 25 battle deaths in the year. "
            "A third of all states is by construction the least democratic third. Grey: not covered."
        )
        conflict, weak = ("ucdp:intensity", ("war", "minor")), ("vdem:polyarchy", ("low",))
        lines = [
            self._part("Money", "to states in conflict", "money", *conflict),
            self._part("Trainees", "from states in conflict", "training", *conflict),
            self._of_states("All states", "in conflict", *conflict),
            self._part("Money", "to least democratic third", "money", *weak),
            self._part("Trainees", "from least democratic third", "training", *weak),
        ]
        sources = (SOURCE["money"], SOURCE["training"], "ucdp", "vdem")
        return self._by_year(name, self._axes["money"], title, said, lines, sources)

    def conditions(self, name: str, lens: str, title: str, said: str) -> Picture:
        """What the recipients were, group by group, as bars of a hundred percent."""
        rows = [Row("", "", key_of([(kind, label) for _, kind, label in KINDS[lens]]), HEIGHT)]
        if self._book.holds(f"world.{lens}.{LEVELS[lens][0]}"):
            rows.append(self._divided(name, lens, "world", "All states, once a year"))
        for stock, head in HEADS.items():
            rows.append(Row(f"{head}, {span(FIRST, LAST, fiscal=True)}"))
            groups = [g for g in self._found.groups if self._book.holds(f"{stock}.{g.key}.{lens}.unplaced")]
            groups.sort(key=lambda g: self._order(stock, lens, g))
            rows += [self._divided(name, lens, f"{stock}.{g.key}", g.label) for g in groups]
        sources = (SOURCE["money"], SOURCE["training"], lens.partition(":")[0])
        return Picture(name, title, title, sheet(name, title, said, rows, self._source(sources), title))

    def _order(self, stock: str, lens: str, group: Group) -> tuple[int, float, str]:
        """All first, then objectives by the parts drawn first, then those without a purpose."""
        rank = {"all": 0, "unstated": 2}.get(group.key, 1)
        drawn_first = ("war", "minor", "low")
        part = sum(
            self._book.value(f"{stock}.{group.key}.{lens}.{level}")
            for level in LEVELS[lens]
            if level in drawn_first
        )
        return rank, -part, group.key

    def _divided(self, name: str, lens: str, key: str, label: str) -> Row:
        held = [entry for entry in KINDS[lens] if self._book.holds(f"{key}.{lens}.{entry[0]}")]
        parts = [Part(kind, words, self._book.value(f"{key}.{lens}.{level}")) for level, kind, words in held]
        number = self._book.entry(f"{key}.{lens}.{held[0][0]}")
        drawn = divided(f"{name}-{key.replace('.', '-')}", label, parts)
        return Row(label, "", drawn, HEIGHT, f"n = {number.n:,} {number.of}")

    def _line(
        self, stock: str, name: str, below: str, flows: Sequence[Flow], pale: frozenset[int] = frozenset()
    ) -> Line:
        return Line(name, below, by_year(flows), UNITS[stock], self._cover[stock], pale)

    def _part(self, name: str, below: str, stock: str, lens: str, wanted: Sequence[str]) -> Line:
        kept = [s for s in self._found.slices if (s.stock, s.lens) == (stock, lens) and s.level != "unplaced"]
        values = _percent(((s.year, s.level, s.value) for s in kept), wanted)
        return Line(name, below, values, "percent", self._cover[stock])

    def _of_states(self, name: str, below: str, lens: str, wanted: Sequence[str]) -> Line:
        counted = gather.world(self._con)
        inside = ((year, level, float(count)) for (one, level, year), count in counted.items() if one == lens)
        values = {y: v for y, v in _percent(inside, wanted).items() if y in self._axes["money"].years}
        return Line(name, below, values, "percent", frozenset(values), fiscal=False)

    def _claims(self, stock: str, reading: str = "") -> str:
        return exact(sum(f.n_claims for f in self._found.of(stock) if reading in ("", f.reading)))

    def _names(self, stock: str, group: Group) -> str:
        named = group.programmes or frozenset()
        held = [p.short for p in self._found.ranked(stock) if p.programme_id in named]
        return f"{', '.join(held[:3])}, …" if len(held) > 3 else ", ".join(held)

    def _by_year(
        self, name: str, axis: Axis, title: str, said: str, lines: Sequence[Line], sources: Sequence[str]
    ) -> Picture:
        rows = [Row("", "", axis_row(axis), 14)]
        for place, line in enumerate(lines, 1):
            label = f"{line.name} ({line.below})" if line.below else line.name
            self.yearly.append(Yearly(name, label, line.unit, line.values))
            rows.append(
                _percentages(name, place, axis, line, label)
                if line.unit == "percent"
                else _amounts(name, place, axis, line, label)
            )
        return Picture(name, title, title, sheet(name, title, said, rows, self._source(sources), title))

    def _source(self, sources: Sequence[str]) -> str:
        marks = ", ".join("?" for _ in sources)
        found = self._con.execute(
            f"SELECT producer, version FROM core_sources WHERE source_id IN ({marks}) ORDER BY source_id",
            list(sources),
        ).fetchall()
        told = "; ".join(f"{producer} ({version})" for producer, version in found)
        return f"Sources: {told}. Computed by auxilia, findings page 1."


def _amounts(name: str, place: int, axis: Axis, line: Line, label: str) -> Row:
    """Amounts as bars on a scale of their own."""
    data = Bars(line.values, line.unit, line.covered, line.fiscal, line.pale)
    drawn = bars(f"{name}-{place}", label, axis, data, plot=PLOT)
    return Row(line.name, line.below, drawn, PLOT + MARGINS, f"{short(fsum(line.values.values()))} in all")


def _percentages(name: str, place: int, axis: Axis, line: Line, label: str) -> Row:
    """Shares as a stair from nought to a hundred, the same scale in every row."""
    years = {year: Level(value) for year, value in line.values.items()}
    covered = range(min(line.covered), max(line.covered) + 1)
    data = Levels(years, 0.0, 100.0, "percent", "none", covered, frozenset())
    last = max(line.values)
    told = f"{year_of(last, fiscal=line.fiscal)}: {share(line.values[last])} %"
    drawn = levels(f"{name}-{place}", label, axis, data, f"Percent by year; {told}.", plot=PLOT)
    return Row(line.name, line.below, drawn, PLOT + 12, told)


def _percent(entries: Iterable[tuple[int, str, float]], wanted: Sequence[str]) -> dict[int, float]:
    """Year -> the part of the wanted levels, in percent; no value in a year whose whole is not above zero."""
    whole: dict[int, float] = {}
    part: dict[int, float] = {}
    for year, level, value in entries:
        whole[year] = whole.get(year, 0.0) + value
        part[year] = part.get(year, 0.0) + (value if level in wanted else 0.0)
    return {year: 100 * part[year] / whole[year] for year in sorted(whole) if whole[year] > 0}
