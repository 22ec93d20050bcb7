"""External support: hand-written triads and their expected claims; bad workbooks; published figures."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
from damage import EXAMPLES, damaged
from hypothesis import given, settings
from told import fresh
from workbooks import Cell, write_workbook

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

FORMS = "xpywmtfilou"
HEADER: list[Cell] = [
    "id", "year", "active", "actor_id", "actor_name", "oppo_id", "oppo_name", "ext_id", "ext_name",
    "ext_coalition", "ext_coalition_name", "ext_alleged", "ext_sup", *(f"ext_{form}" for form in FORMS),
]  # fmt: skip


def triad(*head: Cell, forms: str = "") -> list[Cell]:
    return [*head, *(1 if form in forms else 0 for form in FORMS)]


ROWS = [
    triad("t-1", 1980, 1, 901, "Front of the Hills", 902, "Government of Plains", 903,
          "Government of Coast", 0, None, 0, 1, forms="wt"),
    triad("t-2", 1981, 0, 902, "Government of Plains", 901, "Front of the Hills", 904, None, 1,
          "Invented Pact", 1, 1, forms="u"),
    triad("t-3", 1982, 1, 901, "Front of the Hills", 902, "Government of Plains", None, None, None,
          None, 0, 0),
]  # fmt: skip


def run(path: Path) -> duckdb.DuckDBPyConnection:
    con = fresh()
    snapshot = Snapshot("ucdp_esd", "triads", path, path.name, "0" * 64, path.stat().st_size, "test")
    run_source(con, discover()["ucdp_esd"], [snapshot], guards=False)
    return con


def workbook(folder: Path, rows: Sequence[Sequence[Cell]], header: Sequence[Cell] = HEADER) -> Path:
    return write_workbook(folder / "triads.xlsx", {"Sheet1": [header, *rows]})


def make_sample(folder: Path) -> None:
    """The sample's files, for the tests of all sources."""
    workbook(folder, ROWS)


def test_each_form_of_support_is_a_claim_and_none_found_is_kept(tmp_path: Path) -> None:
    rows = (
        run(workbook(tmp_path, ROWS))
        .execute(
            "SELECT record_id, facet, locator, provider_scheme, provider_ref, provider_text, recipient_ref, "
            "opponent_ref, practice, instrument, year, value, certainty, countable, reason, note "
            "FROM claims ORDER BY record_id, facet"
        )
        .fetchall()
    )
    coast = ("ucdp", "903", "Government of Coast", "901", "902")
    assert rows == [
        ("t-1", "t", "row 2", *coast, "train", "advising", 1980, None, "confirmed", True, None,
         "training and expertise"),
        ("t-1", "w", "row 2", *coast, "equip", "arms", 1980, None, "confirmed", True, None, "weapons"),
        ("t-2", "u", "row 3", "ucdp", "904", "UCDP actor 904", "902", "901", "support", "unknown", 1981, None,
         "alleged", True, None, "in coalition: Invented Pact; form not known"),
        ("t-3", "none", "row 4", "name", "any supporter", "any supporter", "901", "902", "support", "unknown",
         1982, 0.0, "confirmed", False, "no support found", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("year", 19800, "is not a year"),
        ("actor_id", "front", "is not of type integer"),
        ("ext_w", 7, "is not of type flag"),
        ("oppo_name", None, "is empty"),
    ],
)
def test_what_cannot_be_is_refused_by_name(tmp_path: Path, column: str, cell: Cell, says: str) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][HEADER.index(column)] = cell
    with pytest.raises(SourceError, match=says) as caught:
        run(workbook(tmp_path, rows))
    assert (caught.value.file, caught.value.row, caught.value.column) == ("triads.xlsx", "3", column)


def test_a_renamed_column_is_named(tmp_path: Path) -> None:
    header = ["ext_weapons" if name == "ext_w" else name for name in HEADER]
    with pytest.raises(SourceError, match="no column 'ext_w'; the file has 'ext_weapons'"):
        run(workbook(tmp_path, ROWS, header))


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut short", b"<html>not found</html>", b""])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "triads.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"triads\.xlsx") as caught:
        run(path)
    assert "Mend:" in str(caught.value)


with tempfile.TemporaryDirectory() as _folder:
    WORKBOOK = workbook(Path(_folder), ROWS).read_bytes()


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(WORKBOOK))
def test_a_damaged_workbook_is_refused_or_read_whole(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "triads.xlsx"
        path.write_bytes(content)
        try:
            con = run(path)
        except SourceError:
            return
        assert con.execute("SELECT count(DISTINCT record_id) FROM claims").fetchall() == [(len(ROWS),)]


@pytest.mark.mirror
def test_the_whole_file_agrees_with_the_published_figures(mirror: Path) -> None:
    spec = discover()["ucdp_esd"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    one = lambda sql: con.execute(sql).fetchall()[0][0]  # noqa: E731
    assert one("SELECT count(DISTINCT record_id) FROM claims") == 10_852
    assert one("SELECT count(DISTINCT record_id) FROM claims WHERE countable") == 9_316
    assert one("SELECT count(*) FROM claims WHERE practice = 'train'") == 4_324
    coalitions = "SELECT count(DISTINCT record_id) FROM claims WHERE starts_with(note, 'in coalition: ')"
    assert one(coalitions) == 3_000
    unita = con.execute(
        "SELECT provider_text, min(year), max(year) FROM claims WHERE recipient_text = 'UNITA' AND countable "
        "GROUP BY 1"
    ).fetchall()
    spells = {name: (first, last) for name, first, last in unita}
    assert spells["Government of South Africa"] == (1975, 1988)
    assert spells["Government of United States of America"] == (1975, 1992)
    assert spells["Government of DR Congo (Zaire)"] == (1975, 1995)
