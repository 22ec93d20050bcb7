"""The Greenbook: published appropriations, and a military account that nobody has filed."""

from pathlib import Path

import duckdb
import pytest

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.readers.run import make_claims
from auxilia.snapshots import from_mirror
from auxilia.sources import discover


@pytest.fixture(scope="module")
def con(mirror: Path) -> duckdb.DuckDBPyConnection:
    spec = discover()["us_greenbook"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    return con


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("country", "billions"),
    [
        ("Israel", {2015: 3.1, 2016: 3.1, 2018: 3.1, 2019: 3.3, 2020: 3.3}),
        ("Egypt", {2015: 1.3, 2019: 1.3, 2020: 1.3}),
    ],
)
def test_military_financing_is_what_was_published(
    con: duckdb.DuckDBPyConnection, country: str, billions: dict[int, float]
) -> None:
    rows = con.execute(
        "SELECT year, sum(value) / 1e9 FROM claims WHERE recipient_text = ? AND programme_id = 'us:fmf' "
        "AND price_basis = 'current' GROUP BY 1",
        [country],
    ).fetchall()
    found = dict(rows)
    assert {year: found[year] for year in billions} == pytest.approx(billions, rel=0.02)


@pytest.mark.mirror
def test_every_military_row_is_told_in_both_prices(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT price_basis, count(*) FROM claims WHERE programme_id IS NULL "
        "OR programme_id NOT IN ('us:incle', 'us:nadr') GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert rows == [("constant_2020", 14_871), ("current", 14_871)]


@pytest.mark.mirror
def test_a_military_account_that_nobody_filed_stops_the_build(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("DELETE FROM lookup.accounts WHERE account = 'Air Force Cadet Fund'")
    con.execute("DROP TABLE claims")
    with pytest.raises(SourceError, match="breaks the contract of claims"):
        make_claims(con, discover()["us_greenbook"])
