"""Arms transfers: both forms of the register by hand, damaged files, the real one counted by other means."""

import datetime as dt
import re
from collections import Counter
from functools import cache
from pathlib import Path

import duckdb
import pytest
from damage import EXAMPLES, damaged
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover
from auxilia.vocabulary import load_programmes

SAMPLES = Path(__file__).parent / "sipri_transfers"
OLDER = (SAMPLES / "older.csv").read_bytes()
NEWER = (SAMPLES / "newer.csv").read_bytes()


def snapshot(path: Path) -> Snapshot:
    return Snapshot("sipri_transfers", "register", path, path.name, "0" * 64, path.stat().st_size, "test")


def make_sample(folder: Path) -> None:
    """The sample's files, for the tests of all sources."""
    (folder / "trade-register.csv").write_bytes(OLDER)


@cache
def read(name: str) -> duckdb.DuckDBPyConnection:
    """A whole sample, read once: the tests only ask it."""
    con = duckdb.connect()
    run_source(con, discover()["sipri_transfers"], [snapshot(SAMPLES / name)], guards=False)
    return con


def run(folder: Path, content: bytes, *, guards: bool = False) -> duckdb.DuckDBPyConnection:
    if not guards and content in (OLDER, NEWER):
        return read("older.csv" if content == OLDER else "newer.csv")
    path = folder / "trade-register.csv"
    path.write_bytes(content)
    con = duckdb.connect()
    run_source(con, discover()["sipri_transfers"], [snapshot(path)], guards=guards)
    return con


def edited(content: bytes, old: str, new: str) -> bytes:
    assert old.encode("latin-1") in content
    return content.replace(old.encode("latin-1"), new.encode("latin-1"))


@pytest.mark.parametrize("name", ["older.csv", "newer.csv"])
def test_every_column_of_both_forms_is_declared(name: str) -> None:
    spec = discover()["sipri_transfers"]
    assert run_source(duckdb.connect(), spec, [snapshot(SAMPLES / name)], guards=False) == []


def test_deliveries_over_years_are_a_sum_and_a_presence_in_each(tmp_path: Path) -> None:
    rows = (
        run(tmp_path, OLDER)
        .execute(
            "SELECT facet, stage, measure, value, year, date_start, date_end, price_basis, certainty, note "
            "FROM claims WHERE locator = 'line 8' ORDER BY facet"
        )
        .fetchall()
    )
    first, last, note = dt.date(1962, 1, 1), dt.date(1965, 12, 31), "Trireme-1; frigate; ships"
    assert rows == [
        ("delivered:1962", "delivered", "presence", None, 1962, None, None, None, "confirmed", note),
        ("delivered:1963", "delivered", "presence", None, 1963, None, None, None, "confirmed", note),
        ("delivered:1965", "delivered", "presence", None, 1965, None, None, None, "confirmed", note),
        ("delivered_items", "delivered", "items", 8.0, None, first, last, None, "confirmed", note),
        ("delivered_tiv", "delivered", "tiv", 20.0, None, first, last, "sipri_tiv", "confirmed", note),
        ("ordered_items", "ordered", "items", 10.0, 1960, None, None, None, "uncertain", note),
        ("ordered_tiv", "ordered", "tiv", 25.0, 1960, None, None, "sipri_tiv", "uncertain", note),
    ]


def test_comments_tell_who_paid_and_by_which_programme(tmp_path: Path) -> None:
    rows = run(tmp_path, OLDER).execute(
        "SELECT locator, concession, programme_id, value, year, certainty, note FROM claims "
        "WHERE facet = 'delivered_items' ORDER BY locator"
    )
    found = {locator: rest for locator, *rest in rows.fetchall()}
    assert found["line 8"][:2] == ["unknown", None]
    second = "Biréme; tank; armoured vehicles; Second-hand; 'FMF' aid; for use in Mu"
    assert found["line 9"] == ["grant", "us:fmf", 4.0, 1971, "uncertain", second]
    assert found["line 10"][:2] == ["unknown", None]
    assert found["line 11"][:2] == ["mixed", None]


@pytest.mark.parametrize(
    ("comment", "concession"),
    [
        ("Aid", "grant"),
        ("probably aid", "grant"),
        ("possibly aid", "unknown"),
        ("financed by Mu", "unknown"),
        ("$5 m deal", "unknown"),
        ("$5 m deal (incl $2 m aid)", "mixed"),
        ("for St. Laurent frigates", "unknown"),
        ("10-year lease", "loan"),
        ("aid (loan)", "loan"),
        ("on loan; aid", "mixed"),
        ("For F-0 combat aircraft leased from Mu", "unknown"),
        ("payment for Lemurian debt to Atlantis", "sale"),
        ("gift", "grant"),
    ],
)
def test_the_words_of_a_comment_decide_the_concession(tmp_path: Path, comment: str, concession: str) -> None:
    rows = run(tmp_path, edited(OLDER, "$1 m deal", comment)).execute(
        "SELECT DISTINCT concession FROM claims WHERE locator = 'line 13'"
    )
    assert rows.fetchall() == [(concession,)]


def test_marks_are_kept_off_the_name_and_noted(tmp_path: Path) -> None:
    rows = run(tmp_path, OLDER).execute(
        "SELECT DISTINCT provider_ref, recipient_ref, recipient_text, certainty, note FROM claims "
        "WHERE recipient_text LIKE '%*' AND facet = 'delivered_tiv' ORDER BY ALL"
    )
    lease = "2-year lease, then bought; offsets 10% aid"
    assert rows.fetchall() == [
        (
            "Lemuria",
            "United Isles",
            "United Isles**",
            "uncertain",
            f"Trireme-2; landing ship; ships; second-hand, modernized; {lease}; "
            "recipient: international organisation",
        ),
        (
            "unknown supplier(s)",
            "Reef rebels (Atlantis)",
            "Reef rebels (Atlantis)*",
            "uncertain",
            "Sling; portable SAM; missiles; Supplier uncertain; possibly aid; recipient: armed group",
        ),
    ]


def test_an_order_of_unknown_number_makes_no_figures(tmp_path: Path) -> None:
    rows = run(tmp_path, OLDER).execute(
        "SELECT facet, measure, value, year FROM claims WHERE locator = 'line 10' AND stage = 'ordered'"
    )
    assert rows.fetchall() == [("ordered", "presence", None, 1980)]


def test_a_printed_zero_is_less_than_half_a_million(tmp_path: Path) -> None:
    rows = run(tmp_path, OLDER).execute(
        "SELECT DISTINCT value, value_low, value_high FROM claims "
        "WHERE locator = 'line 13' AND measure = 'tiv'"
    )
    assert rows.fetchall() == [(0.0, 0.0, 0.5)]


def test_ids_do_not_depend_on_the_order_of_the_lines(tmp_path: Path) -> None:
    lines = OLDER.splitlines(keepends=True)
    assert lines[12].startswith(b"Atlantis,Lemuria,1990")
    turned = b"".join([*lines[:12], lines[13], lines[12]])
    ids = "SELECT record_id, facet, year, note FROM claims ORDER BY ALL"
    assert run(tmp_path, OLDER).execute(ids).fetchall() == run(tmp_path, turned).execute(ids).fetchall()


def test_the_newer_form_tells_deliveries_by_year(tmp_path: Path) -> None:
    rows = run(tmp_path, NEWER).execute(
        "SELECT record_id, facet, locator, value, year, certainty FROM claims ORDER BY locator, facet"
    )
    assert rows.fetchall() == [
        ("102", "delivered:1981", "line 10", None, 1981, "uncertain"),
        ("102", "delivered_items:1981", "line 10", 4.0, 1981, "uncertain"),
        ("102", "delivered_tiv:1981", "line 10", 0.16, 1981, "uncertain"),
        ("102", "ordered", "line 10", None, 1980, "uncertain"),
        ("103", "ordered", "line 11", None, 1990, "confirmed"),
        ("101", "delivered:1962", "line 8", None, 1962, "confirmed"),
        ("101", "delivered_items:1962", "line 8", 3.0, 1962, "confirmed"),
        ("101", "delivered_tiv:1962", "line 8", 7.5, 1962, "confirmed"),
        ("101", "ordered", "line 8", None, 1960, "confirmed"),
        ("101", "delivered:1963", "line 9", None, 1963, "confirmed"),
        ("101", "delivered_items:1963", "line 9", 5.0, 1963, "uncertain"),
        ("101", "delivered_tiv:1963", "line 9", 12.5, 1963, "uncertain"),
    ]


def test_the_newer_form_notes_local_production(tmp_path: Path) -> None:
    rows = run(tmp_path, NEWER).execute("SELECT DISTINCT note FROM claims ORDER BY ALL")
    assert [note for (note,) in rows.fetchall()] == [
        "Oar, long; ship engine; engines",
        "Sling; portable SAM; missiles; second-hand; recipient: armed group",
        "Trireme-1; frigate; ships; local production",
    ]


@pytest.mark.parametrize(
    ("content", "old", "new", "says", "row", "column"),
    [
        (OLDER, "frigate,8", "galley,8", "in no row of lookups/descriptions", "8", "Weapon description"),
        (OLDER, ",New,,2.5", ",Cancelled,,2.5", "stands in no row of lookups/statuses", "8", "status"),
        (OLDER, "1962; 1963; 1965", "1962 to 1965", "is not a list of years", 8, "Year(s) of delivery"),
        (OLDER, "Lemuria,1960", "Lemuria,1860", "is below 1900", "8", "Year of order"),
        (OLDER, ",10,?,Tri", ",10,!,Tri", "is not one of ?", "8", "Number ordered?"),
        (OLDER, ",25,20", ",25,-20", "is below 0", "8", "SIPRI TIV of delivered weapons"),
        (OLDER, ",0.5,2,2", ",0.5,2", "breaks off before its last column", 9, None),
        (OLDER, ",Comments,", ",Remarks,", "the file has no column 'Comments'", 7, "Comments"),
        (NEWER, "Order date,", "Order year,", "the file has 'Order year' instead", 1, "Order date"),
        (NEWER, "frigate,Ships", "frigate,Boats", "no row of lookups/categories", "8", "Armament category"),
        (NEWER, "7.5,Yes", "7.5,Yes,Yes", "18 cells where the header has 17", 8, None),
        (NEWER, "1960,No,3", "1960,Maybe,3", "is not one of Yes, No", "8", "Order date is estimate"),
    ],
)  # fmt: skip
def test_a_changed_register_is_refused_with_row_and_column(
    tmp_path: Path, content: bytes, old: str, new: str, says: str, row: object, column: str | None
) -> None:
    with pytest.raises(SourceError) as caught:
        run(tmp_path, edited(content, old, new))
    error = caught.value
    assert says in str(error)
    assert (error.row, error.column) == (row, column)
    assert "trade-register.csv" in str(error)
    assert "Mend:" in str(error)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        OLDER.decode("latin-1").encode("utf-16"),
    ],
    ids=["empty", "html", "utf-16"],
)
def test_a_file_that_is_no_register_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"trade-register\.csv"):
        run(tmp_path, content)


def test_utf_8_is_read_as_well(tmp_path: Path) -> None:
    con = run(tmp_path, OLDER.decode("latin-1").encode("utf-8"))
    assert con.execute("SELECT count(*) FROM claims WHERE note LIKE 'Biréme;%'").fetchall() == [(5,)]


def test_a_part_of_the_register_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="table deals has 6 rows where 28000 to"):
        run(tmp_path, OLDER, guards=True)


def test_all_programmes_of_the_comments_are_known(tmp_path: Path) -> None:
    rows = run(tmp_path, OLDER).execute("SELECT DISTINCT word FROM lookup.comments WHERE tells = 'programme'")
    known = {programme.programme_id for programme in load_programmes()}
    assert {word for (word,) in rows.fetchall()} - {"none"} <= known


def decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def told(text: str) -> str:
    """What a text says, without the signs that part cells and lines."""
    return re.sub(r'[\s,"]', "", text)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from([OLDER, NEWER]).flatmap(damaged))
def test_damage_is_refused_or_loses_nothing(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    try:
        con = run(tmp_path_factory.mktemp("damage"), content)
    except SourceError:
        return
    (table,) = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'raw'").fetchall()[0]
    rows = con.execute(f"SELECT * EXCLUDE (_file, _row) FROM raw.{table} ORDER BY _row::INTEGER").fetchall()
    text = decoded(content)
    body = text.split("Local production\n" if table == "deliveries" else "delivered weapons\n", 1)[1]
    assert told("".join(cell or "" for row in rows for cell in row)) == told(body)


@pytest.fixture(scope="module")
def register(mirror: Path) -> list[list[str]]:
    """The deals by brute force: a line that begins with a comma goes on with the one before it."""
    text = (mirror / "sipri_transfers" / "trade-register.csv").read_bytes().decode("latin-1")
    lines = re.sub(r"\s*\n,", ",", text).split("\n")
    return [line.split(",") for line in lines if re.search(r",[\d.]+,[\d.]+,[\d.]+$", line)]


@pytest.fixture(scope="module")
def con(mirror: Path) -> duckdb.DuckDBPyConnection:
    spec = discover()["sipri_transfers"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    return con


@pytest.mark.mirror
def test_every_deal_of_every_supplier_is_there(
    con: duckdb.DuckDBPyConnection, register: list[list[str]]
) -> None:
    rows = con.execute("SELECT provider_text, count(DISTINCT record_id) FROM claims GROUP BY 1").fetchall()
    assert dict(rows) == Counter(deal[1] for deal in register)
    assert sum(dict(rows).values()) == 28_348
    assert dict(rows)["United States"] == 9_048


@pytest.mark.mirror
def test_numbers_and_volumes_add_up_to_those_of_the_file(
    con: duckdb.DuckDBPyConnection, register: list[list[str]]
) -> None:
    one = lambda facet: con.execute(f"SELECT sum(value) FROM claims WHERE facet = '{facet}'").fetchall()[0][0]  # noqa: E731
    assert one("ordered_items") == sum(int(deal[4] or 0) for deal in register)
    assert one("delivered_items") == sum(int(deal[8]) for deal in register)
    assert one("ordered_tiv") == pytest.approx(sum(float(deal[-2]) for deal in register), rel=1e-12)
    assert one("delivered_tiv") == pytest.approx(sum(float(deal[-1]) for deal in register), rel=1e-12)


@pytest.mark.mirror
def test_every_year_of_delivery_is_a_presence(
    con: duckdb.DuckDBPyConnection, register: list[list[str]]
) -> None:
    rows = con.execute(
        "SELECT year, count(*) FROM claims WHERE facet LIKE 'delivered:%' GROUP BY 1"
    ).fetchall()
    assert dict(rows) == Counter(int(year) for deal in register for year in set(deal[10].split("; ")))


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("kind", "recipients", "deals"), [("armed group", 54, 222), ("international organisation", 5, 66)]
)
def test_groups_and_organisations_are_as_many_as_published(
    con: duckdb.DuckDBPyConnection, kind: str, recipients: int, deals: int
) -> None:
    rows = con.execute(
        "SELECT count(DISTINCT recipient_ref), count(DISTINCT record_id) FROM claims "
        f"WHERE note LIKE '%; recipient: {kind}'"
    )
    assert rows.fetchall() == [(recipients, deals)]


@pytest.mark.mirror
def test_a_deal_broken_over_two_lines_is_one(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT locator, recipient_text, value FROM claims WHERE facet = 'delivered_tiv' "
        "AND locator IN ('line 24151', 'line 26834') ORDER BY 1"
    )
    assert rows.fetchall() == [("line 24151", "Thailand", 3.25), ("line 26834", "United Nations**", 9.0)]
