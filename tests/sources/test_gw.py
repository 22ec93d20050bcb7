"""Gleditsch and Ward: hand-written rows and what they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError
from auxilia.sources import discover

DISTANCES = (told.samples("gw") / "gw_mindist.csv").read_bytes()


def test_only_pairs_that_cow_leaves_out_are_told() -> None:
    """698 is no COW member; 860 becomes one within 1951, so that COW has its distances from 1952 on."""
    rows = told.run("gw").execute(
        "SELECT a_scheme, a_ref, b_ref, year, value, directed, locator FROM dyads ORDER BY ALL"
    )
    assert rows.fetchall() == [
        ("gw", "2", "698", 1950, 900.25, False, "row 3"),
        ("gw", "2", "860", 1951, 33.0, False, "row 5"),
        ("gw", "20", "698", 1951, 910.5, False, "row 4"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "says"),
    [
        ("gw_mindist.csv", "mindist", "min_distance", "mindist", "the file has 'min_distance' instead"),
        ("gw_mindist.csv", "900.25", "-900.25", "mindist", "below 0"),
        ("gw_mindist.csv", "910.5", "far", "mindist", "not of type number"),
        ("gw_mindist.csv", "2,698", ",698", "gwcode1", "is empty"),
        ("cw_gw_panel.csv", "AAA,1952", "AAA,192", "year", "not a year"),
        ("cw_gw_panel.csv", "1950,698,", "1950,x698,", "gwcode", "not of type integer"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, file: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("gw", told.edited("gw", tmp_path, file, old, new))
    assert file in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        DISTANCES.decode().encode("utf-16"),
        DISTANCES + b"2,860",
        b"",
    ],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"gw_mindist\.csv.*Mend:"):
        told.run("gw", told.replaced("gw", tmp_path, "gw_mindist.csv", content))


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(DISTANCES))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("gw", "gw_mindist.csv", "distances", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("gw", mirror)


@pytest.mark.mirror
def test_every_pair_is_known_and_told_once(whole: duckdb.DuckDBPyConnection) -> None:
    assert whole.execute("SELECT count(*) FROM raw.distances").fetchall() == [(871_034,)]
    assert whole.execute("SELECT count(*) FROM dyads").fetchall() == [(39_673,)]
    assert told.lost_or_double(whole) == []


@pytest.mark.mirror
def test_with_the_distances_by_cow_code_no_pair_is_missing(
    whole: duckdb.DuckDBPyConnection, mirror: Path
) -> None:
    """Every distance by GW code is told here or, for the same two states and year, by COW code."""
    (cow,) = (address for address in discover()["cow"].files if address.name == "distances")
    (path,) = mirror.glob(cow.mirror)
    whole.execute(
        "CREATE TABLE pairs AS "
        "SELECT 'gw' AS scheme, gwcode1 AS one, gwcode2 AS other, year::INTEGER AS year FROM raw.distances "
        f"UNION ALL SELECT 'cow', ccode1, ccode2, year::INTEGER FROM read_csv('{path}', all_varchar = true)"
    )
    told.resolve(whole, "meant", "SELECT DISTINCT scheme, unnest([one, other]) AS ref, year FROM pairs")
    whole.execute(
        """
        CREATE TABLE known AS
        SELECT scheme, one, other, p.year,
            least(x.actor_id, y.actor_id) AS a, greatest(x.actor_id, y.actor_id) AS b
        FROM pairs AS p
        JOIN meant AS x USING (scheme, year)
        JOIN meant AS y USING (scheme, year)
        WHERE x.ref = one AND y.ref = other
        """
    )
    left = whole.execute(
        """
        WITH silent AS (
            SELECT * FROM (FROM known WHERE scheme = 'gw') AS k
            ANTI JOIN dyads AS d ON d.a_ref = k.one AND d.b_ref = k.other AND d.year = k.year
        )
        SELECT count(*), count(*) FILTER (c.a IS NULL)
        FROM silent AS s LEFT JOIN (FROM known WHERE scheme = 'cow') AS c USING (a, b, year)
        """
    ).fetchall()
    assert left == [(871_034 - 39_673, 0)]
