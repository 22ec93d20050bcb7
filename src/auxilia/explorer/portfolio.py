"""A provider as its sources show it: whom it reaches, takes up and leaves, by what means, beside whom.

Recipients are counted source by source: a line over all sources would rise where a source begins and fall
where one ends. The numbers are those of `auxilia.measures`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from auxilia.explorer.subject import Asked
from auxilia.measures import Ties
from auxilia.measures.provider.knowability import GRADES, knowability
from auxilia.measures.provider.overlap import overlap
from auxilia.measures.provider.turnover import entry_and_exit
from auxilia.vocabulary import PRACTICES

FEWEST_YEARS = 5
# A figure of several years is no statement about any one of them; soldiers present are no help received.
YEARLY = """
SELECT source_id, provider_id, recipient_id, practice, instrument, certainty, value, n_claims,
    unnest(range(year_from, coalesce(year_to, year_from) + 1))::INTEGER AS year
FROM out_tie_figures
WHERE year_from IS NOT NULL AND NOT mutual AND measure <> 'troops' AND value IS DISTINCT FROM 0
    AND (measure = 'presence' OR year_from = year_to)
"""
COVERED = """
SELECT source_id, min(year_from), max(year_to) FROM core_coverage
WHERE provider IN ('any', ?1) OR (provider = 'states' AND starts_with(?1, 'state:')) GROUP BY 1
"""
# What a government publishes of its own: its work, by its terms, and about it alone.
OWN = """
SELECT source_id FROM core_sources
WHERE licence ILIKE '%government%'
    AND source_id IN (
        SELECT source_id FROM core_coverage GROUP BY 1 HAVING min(provider) = ?1 AND max(provider) = ?1)
"""
GRADE_WORDS = {
    "publishes": "publishes figures for most of its known ties",
    "partly": "publishes a part of its known ties",
    "inferred": "publishes nothing that this ledger holds: what is known comes from others",
    "opaque": "publishes nothing that this ledger holds, and others report with reservations alone",
}


@dataclass(frozen=True, slots=True)
class Reach:
    """One source on a provider: recipients, those taken up and those left, by year; the years it covers."""

    source_id: str
    recipients: dict[int, int]
    entered: dict[int, int]
    left: dict[int, int]
    covered: frozenset[int]
    n_claims: int


@dataclass(frozen=True, slots=True)
class Rival:
    """Another provider: shared recipients in the year, as shares of either's own."""

    provider_id: str
    shared: int
    share_of_own: float
    share_of_other: float
    jaccard: float


@dataclass(frozen=True, slots=True)
class Known:
    """How far a provider can be known in a year; shares of its known ties."""

    year: int
    ties: int
    own: float
    own_figures: float
    confirmed: float
    grade: str


def reaches(asked: Asked, provider: str) -> list[Reach]:
    """Every source that tells of the provider over some years, those with most recipients first."""
    rows = asked.con.execute(
        f"SELECT source_id, year, recipient_id, sum(n_claims)::BIGINT FROM ({YEARLY}) WHERE provider_id = ? "
        "GROUP BY ALL ORDER BY ALL",
        [provider],
    ).fetchall()
    spans = {s: (first, last) for s, first, last in asked.con.execute(COVERED, [provider]).fetchall()}
    grouped: defaultdict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    claims: defaultdict[str, int] = defaultdict(int)
    for source, year, recipient, n_claims in rows:
        grouped[source][year].add(recipient)
        claims[source] += n_claims
    made = [
        _reach(source, years, spans[source], claims[source])
        for source, years in grouped.items()
        if source in spans and len(years) >= FEWEST_YEARS
    ]
    return sorted(made, key=lambda reach: (-max(reach.recipients.values()), reach.source_id))


def _reach(source: str, years: dict[int, set[str]], span: tuple[int, int], n_claims: int) -> Reach:
    numbers = {recipient: place for place, recipient in enumerate(sorted(set().union(*years.values())), 1)}
    inside = {year: found for year, found in years.items() if span[0] <= year <= span[1]}
    pairs = [
        (numbers[recipient], year) for year, found in sorted(inside.items()) for recipient in sorted(found)
    ]
    entered, left = {}, {}
    if pairs:
        told, at = zip(*pairs, strict=True)
        turned = entry_and_exit(Ties([0] * len(pairs), told, at), years=span)
        entered = dict(zip(turned.year.tolist(), turned.n_entered.tolist(), strict=True))
        left = dict(zip(turned.year.tolist(), turned.n_left.tolist(), strict=True))
    counts = {year: len(found) for year, found in sorted(years.items())}
    return Reach(source, counts, entered, left, frozenset(range(span[0], span[1] + 1)), n_claims)


def by_practice(asked: Asked, provider: str) -> tuple[dict[str, dict[int, int]], int]:
    """Recipients by practice and year, all sources together, and the claims behind them."""
    counts: dict[str, dict[int, int]] = {practice: {} for practice in PRACTICES}
    total = 0
    for practice, year, recipients, n_claims in asked.con.execute(
        "SELECT practice, year, count(DISTINCT recipient_id), sum(n_claims)::BIGINT FROM out_ties "
        "WHERE state = 'observed' AND NOT mutual AND provider_id = ? GROUP BY 1, 2 ORDER BY 1, 2",
        [provider],
    ).fetchall():
        counts[practice][year] = recipients
        total += n_claims
    return counts, total


def rivals(asked: Asked, provider: str, last: int | None) -> tuple[int | None, list[Rival]]:
    """The providers that shared most recipients in the last year of which more than one provider is known.

    `last` is the last year of the source that tells of most recipients: later years, of which sources on one
    war alone may speak, would make rivals of all who help in that war, and of nobody else.
    """
    years = asked.con.execute(
        "SELECT year FROM out_ties WHERE state = 'observed' AND NOT mutual AND year <= ?2 AND year IN ("
        "SELECT year FROM out_ties WHERE provider_id = ?1 AND state = 'observed' AND NOT mutual) "
        "GROUP BY year HAVING count(DISTINCT provider_id) > 1 ORDER BY year DESC LIMIT 1",
        [provider, 9999 if last is None else last],
    ).fetchall()
    if not years:
        return None, []
    year = int(years[0][0])
    rows = asked.con.execute(
        "SELECT DISTINCT provider_id, recipient_id FROM out_ties WHERE year = ? AND state = 'observed' "
        "AND NOT mutual AND provider_id <> recipient_id ORDER BY ALL",
        [year],
    ).fetchall()
    actors = sorted({actor for row in rows for actor in row})
    numbers = {actor: place for place, actor in enumerate(actors)}
    found = overlap(Ties([numbers[p] for p, _ in rows], [numbers[r] for _, r in rows], [year] * len(rows)))
    made = []
    for a, b, shared, of_a, of_b, jaccard in zip(
        found.provider_a, found.provider_b, found.n_shared, found.share_of_a, found.share_of_b, found.jaccard,
        strict=True,
    ):  # fmt: skip
        if provider not in (actors[a], actors[b]):
            continue
        first = actors[a] == provider
        shares = (of_a, of_b) if first else (of_b, of_a)
        made.append(
            Rival(
                actors[b] if first else actors[a],
                int(shared),
                float(shares[0]),
                float(shares[1]),
                float(jaccard),
            )
        )
    return year, sorted(made, key=lambda r: (-r.shared, -r.jaccard, r.provider_id))


def known(asked: Asked, provider: str) -> list[Known]:
    """How far the provider can be known, year by year: from figures, each of which stands for its claims."""
    own = {row[0] for row in asked.con.execute(OWN, [provider]).fetchall()}
    rows = asked.con.execute(
        f"SELECT recipient_id, practice, year, source_id, value IS NOT NULL, certainty = 'confirmed' "
        f"FROM ({YEARLY}) WHERE provider_id = ? AND recipient_id <> provider_id GROUP BY ALL ORDER BY ALL",
        [provider],
    ).fetchall()
    if not rows:
        return []
    numbers = {recipient: place for place, recipient in enumerate(sorted({row[0] for row in rows}), 1)}
    told = knowability(
        Ties([0] * len(rows), [numbers[row[0]] for row in rows], [row[2] for row in rows]),
        [PRACTICES.index(row[1]) for row in rows],
        [row[3] in own for row in rows],
        [row[4] for row in rows],
        [row[5] for row in rows],
    )
    columns = (told.year, told.n_ties, told.own, told.own_figures, told.confirmed, told.grade)
    return [
        Known(int(year), int(ties), float(by_itself), float(figures), float(sure), GRADES[int(grade)])
        for year, ties, by_itself, figures, sure, grade in zip(*columns, strict=True)
    ]


INSTRUMENTS = f"""
SELECT practice, instrument, count(DISTINCT recipient_id), min(year), max(year), sum(n_claims)::BIGINT,
    list_sort(list_distinct(list(source_id)))
FROM ({YEARLY}) WHERE provider_id = ? GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""


def instruments(asked: Asked, provider: str) -> list[tuple[Any, ...]]:
    """Practice, instrument, recipients, first and last year, claims, sources."""
    return asked.con.execute(INSTRUMENTS, [provider]).fetchall()


def largest(asked: Asked, provider: str, limit: int) -> Sequence[tuple[Any, ...]]:
    """Recipients by years on record: recipient, years, practices, first and last year, claims."""
    return asked.con.execute(
        "SELECT recipient_id, count(DISTINCT year), list_sort(list_distinct(list(practice))), "
        "min(year), max(year), sum(n_claims)::BIGINT FROM out_ties "
        "WHERE provider_id = ? AND state = 'observed' AND NOT mutual "
        "GROUP BY 1 ORDER BY 2 DESC, 6 DESC, 1 LIMIT ?",
        [provider, limit],
    ).fetchall()
