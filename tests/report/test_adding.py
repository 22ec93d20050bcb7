"""Figures grouped in memory, against the engine's own grouping of the same random rows."""

from __future__ import annotations

import random
from typing import Any

import duckdb
import pytest

from auxilia.report import adding, gather, gather_figures
from auxilia.report.asking import Question
from auxilia.report.order.gather import OUTCOMES
from auxilia.report.records import Kind, Overlap, Side, Span
from report.ledger import empty_ledger, mini_ledger

ACTORS = ("state:A", "state:B", "state:C")
SIDES = (Side(None, "state:A"), Side("state:B", None), Side("state:A", "state:B"), Side(None, "state:Z"))
KIND = (
    "source_id, measure, stage, coalesce(price_basis, ''), concession, fiscal, certainty = 'alleged', mutual"
)
PROGRAMME = "coalesce(programme_id, 'kind:' || practice || '/' || instrument)"
OVERLAP = Overlap("ledger", "budget", "p:1", "same account")


def random_ledger(seed: int) -> duckdb.DuckDBPyConnection:
    """Some hundred figures of few words, so that groups have several rows and every gap occurs."""
    rng, con = random.Random(seed), empty_ledger()
    rows = []
    for _ in range(400):
        first = rng.choice((None, 2000, 2001, 2001, 2002))
        last = rng.choice((None, first, first, first, 2003 if first else None))
        measure = rng.choice(("usd", "eur", "trainees", "troops", "presence"))
        value = None if measure == "presence" else rng.choice((None, 0.0, 0.1, 0.2, 1234.5678, 7e11))
        claims = rng.randint(1, 3)
        rows.append(
            (
                *rng.sample(ACTORS, 2), rng.choice(("train", "equip", "support")), first, last,
                rng.random() < 0.5, rng.choice(("ledger", "budget", "third")), rng.choice(("course", "arms")),
                rng.choice(("grant", "loan")), rng.choice(("ordered", "delivered")), measure,
                rng.choice((None, "current")), rng.choice((None, "p:1", "p:2")),
                rng.choice(("confirmed", "uncertain", "alleged")), rng.random() < 0.2, value, claims,
                0 if value is None else rng.choice((claims, 1)),
            )
        )  # fmt: skip
    con.executemany(f"INSERT INTO out_tie_figures VALUES ({', '.join('?' * 18)})", rows)
    return con


def where(side: Side) -> str:
    ends = (("provider_id", side.provider_id), ("recipient_id", side.recipient_id))
    return " AND ".join(f"{column} = '{actor}'" for column, actor in ends if actor)


@pytest.fixture(params=[1, 2, 3])
def con(request: pytest.FixtureRequest) -> duckdb.DuckDBPyConnection:
    return random_ledger(request.param)


@pytest.mark.parametrize("side", SIDES)
def test_groups_are_those_of_the_engine(con: duckdb.DuckDBPyConnection, side: Side) -> None:
    figures = gather.figures(gather.FIGURES.ask(con, side.given), side)

    def told(query: str) -> list[tuple[Any, ...]]:
        return con.execute(query.format(rows=f"(FROM out_tie_figures WHERE {where(side)})")).fetchall()

    for key, found in (
        (PROGRAMME, adding.by_programme(figures)),
        (side.partner, adding.by_partner(figures)),
    ):
        made = [
            (*kind, a.key, a.year_from, a.year_to, a.value, a.n_claims, a.uncertain)
            for kind, entries in found.items()
            for a in entries
        ]
        assert made == told(
            f"SELECT {KIND}, {key}, year_from, coalesce(year_to, year_from), "
            "sum(value::DECIMAL(30, 4))::DOUBLE, sum(n_claims)::BIGINT, bool_or(certainty = 'uncertain') "
            "FROM {rows} WHERE value IS NOT NULL AND measure <> 'presence' GROUP BY ALL ORDER BY ALL"
        )
    helped = {(*kind, *pair) for kind, pairs in adding.helps(figures).items() for pair in pairs}
    assert helped == {
        (*Kind(*row[:8])._replace(concession=""), *row[8:])
        for row in told(f"SELECT {KIND}, practice, instrument FROM {{rows}} WHERE value IS NOT NULL")
    }
    assert adding.training_lines(figures) == dict(
        told("SELECT source_id, sum(n_claims)::BIGINT FROM {rows} WHERE measure = 'trainees' GROUP BY 1")
    )
    assert adding.fiscal_sources(figures) == {
        row[0] for row in told("SELECT source_id FROM {rows} WHERE measure = 'trainees' AND fiscal")
    }
    assert list(adding.undated(figures)) == told(
        "SELECT practice, instrument, source_id, sum(n_claims)::BIGINT FROM {rows} WHERE year_from IS NULL "
        "AND NOT (n_valued = n_claims AND value = 0) GROUP BY ALL ORDER BY ALL"
    )


@pytest.mark.parametrize("side", SIDES)
def test_programmes_and_overlaps_are_those_of_the_engine(con: duckdb.DuckDBPyConnection, side: Side) -> None:
    figures = gather.figures(gather.FIGURES.ask(con, side.given), side)
    rows = f"out_tie_figures WHERE {where(side)} AND value IS NOT NULL"
    total = "sum(value::DECIMAL(30, 4))::DOUBLE"
    made = [
        (p, *kind, *sums) for p, told in adding.programme_figures(figures).items() for kind, *sums in told
    ]
    assert (
        made
        == con.execute(
            f"SELECT programme_id, {KIND}, {total}, min(year_from), max(coalesce(year_to, year_from)) "
            f"FROM {rows} AND programme_id IS NOT NULL AND measure IN ('usd', 'eur', 'trainees') "
            "AND year_from IS NOT NULL "
            "GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    )
    years = [
        (*kind, year, value)
        for kind, found in adding.overlap_years(figures, OVERLAP).items()
        for year, value in found.items()
    ]
    assert (
        years
        == con.execute(
            f"SELECT {KIND}, year_from, {total} FROM {rows} AND source_id IN ('ledger', 'budget') "
            "AND programme_id = 'p:1' AND measure IN ('usd', 'eur') "
            "AND year_from = coalesce(year_to, year_from) "
            "GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    )


@pytest.mark.parametrize("side", SIDES)
def test_spans_and_ties_of_sources_are_those_of_the_engine(
    con: duckdb.DuckDBPyConnection, side: Side
) -> None:
    figures = gather.figures(gather.FIGURES.ask(con, side.given), side)
    found = con.execute(
        "WITH told AS (SELECT *, coalesce(year_to, year_from) > year_from AND measure <> 'presence' AS long "
        f"FROM out_tie_figures WHERE {where(side)} AND year_from IS NOT NULL AND value IS DISTINCT FROM 0) "
        f"SELECT s.{side.partner}, s.practice, s.year_from, s.year_to, s.source_id, s.instrument, "
        "s.certainty, sum(s.n_claims)::BIGINT FROM told AS s WHERE s.long AND NOT EXISTS ("
        f"SELECT 1 FROM told AS y WHERE NOT y.long AND y.{side.partner} = s.{side.partner} "
        "AND y.practice = s.practice AND y.source_id = s.source_id "
        "AND y.year_from <= s.year_to AND coalesce(y.year_to, y.year_from) >= s.year_from) "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert list(adding.spans(figures)) == [Span(*row) for row in found]
    made = [
        (t.partner_id, t.practice, t.year, t.state, t.certainty, t.mutual, t.n_claims, list(t.instruments),
         list(t.programmes))
        for t in adding.source_ties(figures)
    ]  # fmt: skip
    assert (
        made
        == con.execute(
            "WITH yearly AS (SELECT *, unnest(range(year_from, coalesce(year_to, year_from) + 1))::INTEGER "
            f"AS year FROM out_tie_figures WHERE {where(side)} AND measure <> 'troops' "
            "AND (measure = 'presence' OR year_from = year_to)) "
            "SELECT source_id, practice, year, CASE WHEN bool_and(coalesce(value = 0, false) "
            "AND n_valued = n_claims) THEN 'observed_zero' ELSE 'observed' END, "
            "CASE WHEN bool_or(certainty = 'confirmed') THEN 'confirmed' "
            "WHEN bool_or(certainty = 'uncertain') THEN 'uncertain' ELSE 'alleged' END, "
            "bool_and(mutual), sum(n_claims)::BIGINT, "
            "list_sort(list(DISTINCT instrument)), "
            "coalesce(list_sort(list(DISTINCT programme_id) FILTER (programme_id IS NOT NULL)), []) "
            "FROM yearly GROUP BY ALL ORDER BY 1, 2, 3"
        ).fetchall()
    )


@pytest.mark.parametrize(
    "question", [gather.FIGURES, gather.TIES, gather_figures.FORCES, OUTCOMES], ids=lambda q: q.text[-40:]
)
def test_a_question_put_once_for_all_has_the_answers_of_each(question: Question) -> None:
    con = mini_ledger(outcomes=True)
    whole = question.everything(con)
    actors = [row[0] for row in con.execute("SELECT actor_id FROM core_actors").fetchall()]
    given: list[tuple[str | None, ...]] = [(actor,) for actor in actors]
    if len(question.keys) == 2:
        given = [ends for a in actors for b in actors for ends in ((a, b), (a, None), (None, b))]
    answers = [question.ask(con, ends) for ends in given]
    assert [whole.cut(ends) for ends in given] == answers
    assert any(answers)
