"""The five cell states on a hand-made ledger."""

import duckdb
import pytest

from auxilia.ledger.assemble import schema
from auxilia.ledger.cells import cell_states
from auxilia.ledger.resolve import sql


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(schema())
    for source in ("wide", "parties", "quiet"):
        con.execute(
            "INSERT INTO core_sources VALUES "
            "(?, 't', 'p', '1', 'h', 'c', 'l', 'yes', NULL, 'c', '{}', NULL, 0, NULL, NULL)",
            [source],
        )
    con.execute("""
        INSERT INTO core_coverage VALUES
            ('wide', 'state:USA', 'states', 'train', NULL, 2000, 2004, 'not_reported', NULL),
            ('parties', 'any', 'warring parties', 'train', NULL, 1999, 2002, 'zero', NULL),
            ('quiet', 'any', 'any', 'equip', NULL, 1998, 2004, 'not_reported', NULL);
        INSERT INTO core_covered VALUES ('parties', 'state:MLI', 2001);
        INSERT INTO core_withheld VALUES ('wide', 'state:USA', 'state:MLI', 'train', 2003);
    """)
    figure = (
        "INSERT INTO out_tie_figures VALUES "
        "('state:USA', 'state:MLI', 'train', ?, ?, false, ?, 'course', 'grant', 'delivered', ?, NULL, NULL, "
        "'confirmed', false, ?, 1, ?)"
    )
    con.execute(figure, [2000, 2000, "wide", "trainees", 4.0, 1])
    con.execute(figure, [2001, 2001, "wide", "trainees", 0.0, 1])
    con.execute(figure, [1998, 1999, "quiet", "presence", None, 0])
    con.execute(figure, [1998, 2004, "quiet", "usd", 10.0, 1])
    return con


def states(con: duckdb.DuckDBPyConnection, source: str, **changed: str | bool) -> str:
    asked = {"provider_id": "state:USA", "recipient_id": "state:MLI", "practice": "train"} | changed
    cells = cell_states(con, years=range(1998, 2006), source_id=source, **asked)  # type: ignore[arg-type]
    short = {"observed": "O", "observed_zero": "0", "not_reported": "?", "withheld": "W", "not_covered": "."}
    return "".join(short[cell.state] for cell in cells)


def test_figures_zeros_silence_and_withheld_are_told_apart(con: duckdb.DuckDBPyConnection) -> None:
    assert states(con, "wide") == "..O0?W?."


def test_warring_parties_are_covered_in_the_years_in_which_the_source_lists_them(
    con: duckdb.DuckDBPyConnection,
) -> None:
    assert states(con, "parties") == "...0...."
    assert states(con, "parties", recipient_id="state:NER") == "........"


def test_a_tie_outside_of_the_declared_cover_is_observed_all_the_same(con: duckdb.DuckDBPyConnection) -> None:
    assert states(con, "quiet") == "OO......"


def test_states_means_states(con: duckdb.DuckDBPyConnection) -> None:
    assert states(con, "wide", recipient_id="org:AU") == "........"
    assert states(con, "wide", provider_id="state:FRA") == "........"
    assert states(con, "wide", practice="equip") == "........"


def test_before_and_after_its_time_an_actor_has_no_cells(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "INSERT INTO core_actors BY NAME SELECT 'state:MLI' AS actor_id, 'state' AS kind, 'Mali' AS name, "
        "DATE '2002-05-01' AS date_start, DATE '2003-06-01' AS date_end"
    )
    assert states(con, "wide") == "..O0?W.."


def test_soldiers_are_stated_although_they_make_no_tie(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""
        INSERT INTO core_coverage VALUES
            ('quiet', 'state:USA', 'states', 'support', 'troops', 1999, 2004, 'not_reported', NULL);
        INSERT INTO out_tie_figures VALUES
            ('state:USA', 'state:MLI', 'support', 2001, 2001, false, 'quiet', 'troops', 'unknown', 'observed',
             'troops', NULL, NULL, 'confirmed', false, 12, 1, 1),
            ('state:USA', 'state:MLI', 'support', 2002, 2002, false, 'quiet', 'troops', 'unknown', 'observed',
             'troops', NULL, NULL, 'confirmed', false, 0, 1, 1)
    """)
    assert states(con, "quiet", practice="support") == ".??O0??."
    assert states(con, "quiet", practice="support", ties_only=True) == ".??????."
    ties = con.execute(f"SELECT count(*) FROM ({sql('ties')}) WHERE practice = 'support'")
    assert ties.fetchall() == [(0,)]


def test_all_sources_answer_in_order(con: duckdb.DuckDBPyConnection) -> None:
    cells = cell_states(
        con, provider_id="state:USA", recipient_id="state:MLI", practice="train", years=[2001, 2000]
    )
    assert [(c.source_id, c.year) for c in cells] == [
        (source, year) for source in ("parties", "quiet", "wide") for year in (2000, 2001)
    ]


def test_a_sum_over_years_makes_no_yearly_tie(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"INSERT INTO out_ties BY NAME {sql('ties')}")
    rows = con.execute("SELECT year, state, sources, n_claims FROM out_ties ORDER BY year").fetchall()
    assert rows == [
        (1998, "observed", "quiet", 1),
        (1999, "observed", "quiet", 1),
        (2000, "observed", "wide", 1),
        (2001, "observed_zero", "wide", 1),
    ]
