"""Every cell of a grid of providers, recipients, practices and years, with the reason where nothing is known.

The states are those of `auxilia.ledger.cells`, taken over all sources at once: observed before withheld
before observed_zero before not_reported before not_covered. A silence counts as zero only where a source
that covers the whole practice says that its silence means none; `cover` says whether the practice is
covered as a whole, in single kinds, or not at all. A state is in the grid in the years in which it exists.
"""

from __future__ import annotations

from auxilia.explorer.book import Book
from auxilia.explorer.columns import columns
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State
from auxilia.explorer.trouble import ParameterError, TooMuchError
from auxilia.ledger.years import Years
from auxilia.vocabulary import PRACTICES

MOST_ENDS = 40
MOST_CELLS = 2_000_000
FIRST_OF_GRID = 1946

GRID = """
WITH ends AS (
    SELECT actor_id, kind, name, gwcode, ccode_cow, year(date_start) AS born, year(date_end) AS died
    FROM core_actors
),
providers AS (SELECT * FROM ends WHERE list_contains(?, actor_id)),
recipients AS (SELECT * FROM ends WHERE {recipients}),
grid AS (
    SELECT p.actor_id AS provider_id, p.name AS provider_name, p.gwcode AS pg, p.ccode_cow AS pc,
        p.kind = 'state' AS p_state, r.actor_id AS recipient_id, r.name AS recipient_name, r.gwcode AS rg,
        r.ccode_cow AS rc, r.kind = 'state' AS r_state, w.practice, y.year::INTEGER AS year
    FROM providers AS p, recipients AS r, (SELECT unnest(?::VARCHAR[]) AS practice) AS w,
        (SELECT unnest(range(?::INTEGER, ?::INTEGER + 1)) AS year) AS y
    WHERE p.actor_id <> r.actor_id
        AND y.year >= coalesce(p.born, y.year) AND y.year <= coalesce(p.died, y.year)
        AND y.year >= coalesce(r.born, y.year) AND y.year <= coalesce(r.died, y.year)
),
covers AS (
    SELECT DISTINCT source_id, provider, recipient, practice, instrument, year_from, year_to, absence
    FROM core_coverage WHERE list_contains(?, source_id)
),
covered AS (
    SELECT g.provider_id, g.recipient_id, g.practice, g.year,
        max(CASE WHEN c.instrument IS NULL THEN 2 ELSE 1 END) AS reach,
        bool_or(c.absence = 'zero' AND c.instrument IS NULL) AS zero
    FROM grid AS g JOIN covers AS c ON c.practice = g.practice AND g.year BETWEEN c.year_from AND c.year_to
        AND (c.provider IN ('any', g.provider_id) OR (c.provider = 'states' AND g.p_state))
        AND (c.recipient IN ('any', g.recipient_id) OR (c.recipient = 'states' AND g.r_state)
            OR (c.recipient = 'warring parties' AND EXISTS (
                SELECT 1 FROM core_covered AS l WHERE l.source_id = c.source_id
                AND l.recipient_id = g.recipient_id AND l.year = g.year)))
    GROUP BY ALL
),
kept AS (
    SELECT DISTINCT provider_id, recipient_id, practice, year FROM core_withheld
    WHERE list_contains(?, source_id)
),
known AS (
    SELECT g.*, t.n_claims, t.n_sources, t.sources, t.certainty, t.mutual, c.reach,
        CASE WHEN t.state = 'observed' THEN 'observed'
            WHEN k.year IS NOT NULL OR t.state = 'withheld' THEN 'withheld'
            WHEN t.state = 'observed_zero' OR c.zero THEN 'observed_zero'
            WHEN c.reach IS NOT NULL THEN 'not_reported' ELSE 'not_covered' END AS status
    FROM grid AS g
    LEFT JOIN {ties} AS t USING (provider_id, recipient_id, practice, year)
    LEFT JOIN kept AS k USING (provider_id, recipient_id, practice, year)
    LEFT JOIN covered AS c USING (provider_id, recipient_id, practice, year)
)
SELECT provider_id AS provider, provider_name, pg AS provider_gwcode, pc AS provider_ccode_cow,
    recipient_id AS recipient, recipient_name, rg AS recipient_gwcode, rc AS recipient_ccode_cow,
    practice, year,
    CASE status WHEN 'observed' THEN 1 WHEN 'observed_zero' THEN 0 END::BIGINT AS tie, status AS tie_status,
    CASE reach WHEN 2 THEN 'whole' WHEN 1 THEN 'part' ELSE 'none' END AS cover, certainty, mutual,
    coalesce(n_claims, 0)::BIGINT AS n_claims, coalesce(n_sources, 0)::BIGINT AS n_sources, sources
FROM known
"""


def cells(book: Book, state: State, ties: str, ties_values: tuple[object, ...]) -> Relation:
    """The grid that a state asks for; recipients are all states where none is named.

    Raises
    ------
    ParameterError
        When no provider is named, or more than 40.
    TooMuchError
        When the grid has more cells than can be worked out for one asker.
    """
    if not 1 <= len(state.provider) <= MOST_ENDS:
        raise ParameterError(
            "provider", ",".join(state.provider), f"the table cells wants 1 to {MOST_ENDS} providers"
        )
    span = state.year or Years(FIRST_OF_GRID, book.bounds.last)
    first, last = max(span.start, book.bounds.first), min(span.end, book.bounds.last)
    _check_size(book, state, max(0, last - first + 1))
    speaking = list(book.open_sources if state.licence == "open" else book.speaking)
    recipients = "list_contains(?, actor_id)" if state.recipient else "kind = 'state'"
    asked = [list(state.recipient)] if state.recipient else []
    values = (
        list(state.provider), *asked, list(state.practice or PRACTICES), first, last, speaking, speaking,
        *ties_values,
    )  # fmt: skip
    query = GRID.format(recipients=recipients, ties=ties)
    return Relation(
        "cells",
        "Cells: every provider, recipient, practice and year, with the reason where nothing is known",
        columns(
            "provider", "provider_name", "provider_gwcode", "provider_ccode_cow", "recipient",
            "recipient_name", "recipient_gwcode", "recipient_ccode_cow", "practice", "year", "tie",
            "tie_status", "cover", "certainty", "mutual", "n_claims", "n_sources", "sources",
        ),
        query,
        values,
        "provider, recipient, practice, year",
        f"SELECT unnest(string_split(sources, '; ')) AS source FROM ({query})",
        (
            f"Years outside of {book.bounds.first} to {book.bounds.last}, of which the ledger can speak, are "
            "left out.",
            "tie is empty where nothing is known, and tie_status says why. Agreements and exercises count as "
            "ties; mutual tells them apart.",
        ),
    )  # fmt: skip


def _check_size(book: Book, state: State, years: int) -> None:
    states = sum(1 for actor in book.actors.values() if actor.kind == "state")
    size = len(state.provider) * (len(state.recipient) or states) * len(state.practice or PRACTICES) * years
    if size > MOST_CELLS:
        raise TooMuchError(
            f"about {size:,} cells are asked for, {MOST_CELLS:,} can be at once. Ask for fewer years "
            f"or providers."
        )
