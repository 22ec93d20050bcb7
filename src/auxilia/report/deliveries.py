"""Arms deliveries as periods, supplier by supplier (or recipient by recipient); never split into years."""

from __future__ import annotations

from collections import defaultdict

from auxilia.report.charts import Chart, Group, Row, more
from auxilia.report.figures import Spell, spells
from auxilia.report.format import capital, exact, plural, short, span
from auxilia.report.frame import Frame, kind_name, slug
from auxilia.report.series import Panel, Series
from auxilia.report.tables import Table, table

SHOWN, LANES, DYAD_LANES, LISTED = 14, 4, 24, 400
CAPTION = (
    "Each line is a period in which ordered arms were delivered; how much came in which year is not told. "
    "TIV is SIPRI's index of the volume of arms; it is never money."
)


def spell_chart(frame: Frame, panel: Panel, title: str) -> Chart:
    """The chart of delivered volumes (million TIV)."""
    name = f"{frame.prefix}-{kind_name(panel.kind)}"
    drawn = [_row(frame, panel, f"{name}-{slug(s.key)}", s) for s in panel.partners[:SHOWN]]
    left_out = sum(missing for _, missing in drawn)
    stand = "stands" if left_out == 1 else "stand"
    note = f"{plural(left_out, 'smaller period')} found no room and {stand} in the table."
    rest = len(panel.partners) - len(drawn)
    return Chart(
        name,
        title,
        CAPTION,
        panel.kind.source_id,
        panel.kind.stage,
        "",
        len(
            {
                year
                for series in panel.partners
                for spell in _spells(series)
                for year in (spell.first, spell.last)
            }
        ),
        panel.n_claims,
        (Group("", tuple(row for row, _ in drawn), tuple(more(rest, "row"))),),
        (note,) if left_out else (),
        (_table(frame, panel, name),),
    )


def _row(frame: Frame, panel: Panel, name: str, series: Series) -> tuple[Row, int]:
    who = frame.actors[series.key].name
    title = f"{who}: periods of delivery in million TIV, source {panel.kind.source_id}"
    lanes = DYAD_LANES if frame.side.dyad else LANES
    covered = frame.covered(panel, series.key)
    picture, left_out = spells(name, title, frame.axis, _spells(series), covered, lanes=lanes)
    told = f"{short(series.total)} million TIV in all, {span(series.first, series.last)}"
    return Row(who, "", told, picture), left_out


def _spells(series: Series) -> list[Spell]:
    """The periods of one partner; what falls into the same years is one line."""
    sums: defaultdict[tuple[int, int, bool], float] = defaultdict(float)
    for year, value in series.values.items():
        sums[(year, year, year in series.uncertain)] += value
    for entry in series.periods:
        if entry.year_from is not None and entry.year_to is not None:
            sums[(entry.year_from, entry.year_to, entry.uncertain)] += entry.value
    return [
        Spell(first, last, value, uncertain) for (first, last, uncertain), value in sums.items() if value > 0
    ]


def _table(frame: Frame, panel: Panel, name: str) -> Table:
    """Every period, or the largest where there are very many, in the order of partners and years."""
    every = [(place, spell) for place, series in enumerate(panel.partners) for spell in _spells(series)]
    largest = sorted(every, key=lambda e: (-e[1].value, e[0], e[1].first, e[1].last, e[1].uncertain))[:LISTED]
    rows = [
        (
            frame.actors[panel.partners[place].key].name,
            span(spell.first, spell.last),
            "estimated" if spell.uncertain else "",
            exact(spell.value),
        )
        for place, spell in sorted(largest, key=lambda e: (e[0], e[1].first, e[1].last, e[1].uncertain))
    ]
    heads = (capital(frame.other), "Period", "Certainty", "Million TIV")
    few = len(rows) == len(every)
    summary = (
        f"Periods of delivery ({len(rows)})" if few else f"The {len(rows)} largest of {len(every):,} periods"
    )
    return table(f"{name}-periods", summary, heads, rows, numbers=1)
