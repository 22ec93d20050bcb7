"""The map of what is known: the recipients that the largest providers have on record, by year and practice.

Heights, not shades, carry the count: each practice of each provider is a row of bars on one common scale,
over ground that is grey where no source covers such help by this provider, and thinly hatched where sources
cover single kinds of it, or some recipients, alone. Cover of agreements and exercises is no cover here,
since neither is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import log1p

from auxilia.explorer.codes import actor_path
from auxilia.explorer.subject import Asked
from auxilia.explorer.summaries import BINDING
from auxilia.report.coverage import Ground, stretches
from auxilia.report.figures import Axis, Bars, bars
from auxilia.report.figures.axis import gridlines
from auxilia.report.figures.strip import ground
from auxilia.report.figures.svg import element, picture
from auxilia.report.format import label, plural, span
from auxilia.report.tables import Table, table
from auxilia.vocabulary import PRACTICES

PROVIDERS, BAND, GAP = 14, 15, 2
Counts = Mapping[tuple[str, str], Mapping[int, int]]
Covered = Mapping[tuple[str, str, bool], set[int]]


@dataclass(frozen=True, slots=True)
class KnownRow:
    """One provider: its picture and a note."""

    name: str
    href: str
    note: str
    picture: str


@dataclass(frozen=True, slots=True)
class Grown:
    """One line of growth: what is counted, by which sources, the picture and its table."""

    heading: str
    caption: str
    picture: str
    table: Table


COUNTS = """
SELECT provider_id, practice, year, count(DISTINCT recipient_id) FROM out_ties
WHERE state = 'observed' AND NOT mutual GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


def known_rows(asked: Asked, axis: Axis) -> tuple[list[KnownRow], Table]:
    """The largest providers, and the table of all of them."""
    counts: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for provider, practice, year, recipients in asked.con.execute(COUNTS).fetchall():
        counts[(provider, practice)][year] = recipients
    sums: defaultdict[str, int] = defaultdict(int)
    for (provider, _), years in counts.items():
        sums[provider] += sum(years.values())
    ordered = sorted(sums, key=lambda p: (-sums[p], p))
    most = max((n for years in counts.values() for n in years.values()), default=1)
    covered = _covered(asked)
    rows = [
        KnownRow(
            asked.book.name(provider),
            actor_path(provider),
            plural(sums[provider], "tie-year"),
            _picture(asked, place, provider, counts, axis, most, covered),
        )
        for place, provider in enumerate(ordered[:PROVIDERS])
    ]
    return rows, _table(asked, ordered, counts)


def _covered(asked: Asked) -> Covered:
    """The years that any source covers, whole practices apart from single kinds and some recipients."""
    rows = asked.con.execute(
        "SELECT provider, practice, instrument IS NULL AND recipient IN ('any', 'states'), year_from, "
        "year_to FROM core_coverage WHERE list_contains(?, source_id) "
        "AND NOT list_contains(?, coalesce(instrument, ''))",
        [list(asked.book.speaking), list(BINDING)],
    ).fetchall()
    found: defaultdict[tuple[str, str, bool], set[int]] = defaultdict(set)
    for provider, practice, whole, first, last in rows:
        found[(provider, practice, whole)] |= set(range(first, last + 1))
    return dict(found)


def _ground(covered: Covered, provider: str, practice: str, year: int) -> Ground:
    kinds = ("any", provider, "states") if provider.startswith("state:") else ("any", provider)
    for whole, kind in ((True, "zero"), (False, "narrow")):
        if any(year in covered.get((end, practice, whole), ()) for end in kinds):
            return kind  # type: ignore[return-value]
    return "none"


def covered_by_practice(asked: Asked, provider: str) -> dict[str, frozenset[int]]:
    """The years in which any source looks at help by a provider, as a whole or in part."""
    covered = _covered(asked)
    years = range(asked.book.bounds.first, asked.book.bounds.last + 1)
    return {
        practice: frozenset(y for y in years if _ground(covered, provider, practice, y) != "none")
        for practice in PRACTICES
    }


def _picture(
    asked: Asked, place: int, provider: str, counts: Counts, axis: Axis, most: int,
    covered: Covered,
) -> str:  # fmt: skip
    height = BAND * len(PRACTICES)
    drawn = []
    for line, practice in enumerate(PRACTICES):
        top = line * BAND
        grounds = [_ground(covered, provider, practice, year) for year in axis.years]
        drawn += [
            ground(axis, kind, first, last, top + GAP, BAND - GAP)
            for kind, first, last in stretches(grounds, axis.first)
            if kind != "zero"
        ]
        drawn.append(_bars(counts.get((provider, practice), {}), axis, practice, top, most))
    told = "; ".join(
        f"{label('practice', practice).lower()}: {_words(counts.get((provider, practice), {}))}"
        for practice in PRACTICES
    )
    name = asked.book.name(provider)
    return picture(
        f"known-{place}", f"{name}: recipients on record by year", f"{told}.", height,
        gridlines(axis, height), *drawn, kind="known",
    )  # fmt: skip


def _bars(years: Mapping[int, int], axis: Axis, practice: str, top: int, most: int) -> str:
    """One path of bars in a frame of its own, so that years stretch with the page and heights do not."""
    size = BAND - GAP
    path = "".join(
        f"M{year - axis.first + 0.08:g} {size}V{size * (1 - log1p(n) / log1p(most)):.2f}h0.84V{size}z"
        for year, n in sorted(years.items())
        if year in axis.years
    )
    inner = element("path", class_=f"bar-{practice}", d=path) if path else ""
    return element(
        "svg", inner, y=top + GAP, width="100%", height=size, viewBox=f"0 0 {len(axis.years)} {size}",
        preserveAspectRatio="none", aria_hidden="true",
    ) if inner else ""  # fmt: skip


def _words(years: Mapping[int, int]) -> str:
    if not years:
        return "nothing on record"
    high = max(years, key=lambda y: (years[y], -y))
    return f"{plural(len(years), 'year')}, {span(min(years), max(years))}, at most {years[high]} in {high}"


def _table(asked: Asked, ordered: list[str], counts: Counts) -> Table:
    rows = [
        (asked.book.name(p), *(_words(counts.get((p, practice), {})) for practice in PRACTICES))
        for p in ordered
    ]
    heads = ("Provider", *(label("practice", p) for p in PRACTICES))
    return table("known", f"All {plural(len(ordered), 'provider')}, with recipients on record", heads, rows)


def known_claims(asked: Asked) -> int:
    """How many claims stand behind the map: those of one-sided ties with a year."""
    rows = asked.con.execute(
        "SELECT coalesce(sum(n_claims), 0)::BIGINT FROM out_ties WHERE state = 'observed' AND NOT mutual"
    ).fetchall()
    return int(rows[0][0])


def known_sentences(asked: Asked) -> list[str]:
    """What the ledger holds, in two or three sentences."""
    told = asked.con.execute(
        "SELECT count(DISTINCT provider_id), count(DISTINCT recipient_id), "
        "count(DISTINCT provider_id || '>' || recipient_id), min(year), max(year) "
        "FROM out_ties WHERE state = 'observed' AND NOT mutual"
    ).fetchall()[0]
    providers, recipients, pairs, first, last = told
    sources = asked.book.source_records.values()
    claims = sum(source.n_claims for source in sources)
    return [
        f"{plural(providers, 'actor')} are on record as training, equipping or otherwise supporting "
        f"the forces of "
        f"{plural(recipients, 'recipient')}, in {plural(pairs, 'directed pair')}, {span(first, last)}.",
        f"What is known rests on {plural(claims, 'claim')} of "
        f"{plural(len(asked.book.speaking), 'source')}, each "
        "with its place in the source.",
        "Where no source looks, nothing is known: grey ground below is silence, not absence.",
    ]


GROWTH = """
WITH yearly AS (
    SELECT source_id, provider_id, recipient_id,
        unnest(range(year_from, coalesce(year_to, year_from) + 1))::INTEGER AS year
    FROM out_tie_figures
    WHERE year_from IS NOT NULL AND NOT mutual AND value IS DISTINCT FROM 0
        AND (measure = 'presence' OR year_from = year_to)
)
SELECT source_id, year, count(DISTINCT provider_id), count(DISTINCT recipient_id),
    count(DISTINCT provider_id || '>' || recipient_id)
FROM yearly GROUP BY ALL ORDER BY ALL
"""
# Sources that look at every provider in one way, and at more than what binds both ends.
WIDE = """
SELECT DISTINCT source_id FROM core_coverage WHERE provider IN ('any', 'states')
    AND recipient IN ('any', 'states', 'warring parties')
    AND coalesce(instrument, '') NOT IN ('agreement', 'exercise', 'access')
ORDER BY 1
"""


def growth(asked: Asked, axis: Axis) -> list[Grown]:
    """Providers, recipients and pairs by year, for each source that looks at every provider.

    Never over all sources: such a line would rise where a source begins and fall where one ends.
    """
    rows = asked.con.execute(GROWTH).fetchall()
    made: list[Grown] = []
    for (source,) in asked.con.execute(WIDE).fetchall():
        own = [row for row in rows if row[0] == source]
        if own:
            made += _grown(asked, axis, source, own)
    return made


def _grown(asked: Asked, axis: Axis, source: str, rows: list[tuple[str, int, int, int, int]]) -> list[Grown]:
    heads = ("Providers", "Recipients", "Pairs")
    covered = frozenset(
        row[0]
        for row in asked.con.execute(
            "SELECT DISTINCT unnest(range(year_from, year_to + 1)) FROM core_coverage WHERE source_id = ?",
            [source],
        ).fetchall()
    )
    words = [(str(year), *(f"{n:,}" for n in counts)) for _, year, *counts in rows if year in axis.years]
    name = f"growth-{source}".replace("_", "-")
    twin = table(name, f"{source}: by year", ("Year", *heads), words, numbers=3)
    made = []
    for place, head in enumerate(heads):
        data = Bars({row[1]: float(row[place + 2]) for row in rows}, head.lower(), covered, fiscal=False)
        drawn = bars(f"{name}-{place}", f"{head} by year, {source}", axis, data, plot=34)
        made.append(Grown(head, source, drawn, twin))
    return made
