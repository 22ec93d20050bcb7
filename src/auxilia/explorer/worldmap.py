"""What a map shows: for every state the share of its years in which something is on record, never an amount.

A state without anything on record says why: a source looked and its silence means none, a source looked,
or none did. Groups and organisations have no place on a map; the notes count what they leave out.
"""

from __future__ import annotations

from auxilia.explorer.book import Book
from auxilia.explorer.cells import FIRST_OF_GRID
from auxilia.explorer.columns import columns
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State
from auxilia.ledger.years import Years
from auxilia.vocabulary import PRACTICES

OTHER = {"recipient": "provider", "provider": "recipient"}
QUERY = """
WITH ties AS (SELECT * FROM ({ties}) WHERE {one_sided}),
counted AS (
    SELECT {end} AS actor_id, practice, year, count(*) FILTER (state = 'observed') AS n_ties,
        sum(n_claims) FILTER (state = 'observed') AS n_claims, bool_or(state = 'withheld') AS withheld
    FROM ties GROUP BY ALL
),
states AS (
    SELECT actor_id, name, practice, year, year BETWEEN coalesce(year(date_start), year)
        AND coalesce(year(date_end), year) AS there
    FROM core_actors, (SELECT unnest(?::VARCHAR[]) AS practice),
        (SELECT unnest(range(?::BIGINT, ?::BIGINT + 1)) AS year)
    WHERE kind = 'state' AND (? OR list_contains(?, actor_id))
),
covers AS (
    SELECT source_id, practice, {end} AS seen, instrument IS NULL AND absence = 'zero' AS zero,
        year_from, year_to
    FROM core_coverage
    WHERE list_contains(?, source_id) AND ({kinds}) AND (? OR {other} IN ('any', 'states', 'warring parties')
        OR list_contains(?, {other}))
),
covered AS (
    SELECT s.actor_id, s.practice, s.year, bool_or(c.zero) AS zero
    FROM states AS s JOIN covers AS c ON c.practice = s.practice AND s.year BETWEEN c.year_from AND c.year_to
        AND (c.seen IN ('any', 'states', s.actor_id) OR (c.seen = 'warring parties' AND EXISTS (
            SELECT 1 FROM core_covered AS l
            WHERE l.source_id = c.source_id AND l.recipient_id = s.actor_id AND l.year = s.year)))
    WHERE s.there GROUP BY ALL
),
summed AS (
    SELECT s.actor_id, s.name, s.practice, count(*) FILTER (there) AS n_exist,
        count(*) FILTER (there AND n_ties > 0) AS n_years, count(c.year) AS n_covered,
        count(*) FILTER (c.zero) AS n_zero, coalesce(sum(n_ties), 0) AS n_ties,
        coalesce(sum(n_claims), 0) AS n_claims, bool_or(withheld) AS withheld,
        min(s.year) FILTER (n_ties > 0) AS year_from, max(s.year) FILTER (n_ties > 0) AS year_to
    FROM states AS s LEFT JOIN counted USING (actor_id, practice, year)
        LEFT JOIN covered AS c USING (actor_id, practice, year)
    GROUP BY ALL HAVING bool_or(there)
)
SELECT actor_id AS {end}, name AS {end}_name, practice, n_years, n_exist, n_covered,
    n_years / n_exist AS share,
    CASE WHEN n_years > 0 THEN 'observed' WHEN withheld THEN 'withheld'
        WHEN n_zero = n_exist THEN 'observed_zero'
        WHEN n_covered > 0 THEN 'not_reported' ELSE 'not_covered' END AS map_status,
    n_ties::BIGINT AS n_ties, n_claims::BIGINT AS n_claims, year_from::BIGINT AS year_from,
    year_to::BIGINT AS year_to
FROM summed
"""


def world(book: Book, state: State, ties: Relation, end: str, one_sided: str, binding: bool) -> Relation:
    """Every state as `end` ("provider" or "recipient"), practice by practice, from the ties asked for.

    `binding` says whether agreements and exercises are asked for, so that their cover counts as cover.
    """
    span = state.year or Years(FIRST_OF_GRID, book.bounds.last)
    first, last = max(span.start, book.bounds.first), min(span.end, book.bounds.last)
    own, others = getattr(state, end), getattr(state, OTHER[end])
    speaking = [
        source
        for source in book.speaking
        if (not state.source or source in state.source)
        and (state.licence == "own" or source in book.open_sources)
    ]
    kinds = "true" if binding else "coalesce(instrument, '') NOT IN ('agreement', 'exercise')"
    return Relation(
        f"{state.shown_table}_map",
        "States by the share of their years with assistance on record",
        columns(
            end, f"{end}_name", "practice", "n_years", "n_exist", "n_covered", "share", "map_status",
            "n_ties", "n_claims", "year_from", "year_to",
        ),
        QUERY.format(ties=ties.sql, end=end, other=OTHER[end], one_sided=one_sided, kinds=kinds),
        (
            *ties.values, list(state.practice or PRACTICES), first, last, not own, list(own),
            speaking, not others, list(others),
        ),
        f"practice, share DESC, {end}",
        ties.sources_sql,
        (
            *ties.notes,
            f"A share of the years {first} to {last} in which the state existed, never an amount. Armed "
            "groups and organisations have no place on a map and are left out of it.",
        ),
        ties.values,
    )  # fmt: skip
