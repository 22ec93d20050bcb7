"""Foreign military training: hand-written lines of both tables, damage, and the totals of the whole one."""

import datetime as dt
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb
import pytest
from damage import EXAMPLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import fresh

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.readers.guards import check_guards
from auxilia.readers.run import told_signals
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

FOLDER = Path(__file__).parent / "us_fmtr"
MIRROR, OFFICIAL = FOLDER / "mirror.tsv", FOLDER / "official.tsv"
SPEC = discover()["us_fmtr"]
ROW = "regexp_extract(locator, 'row (\\d+)', 1)::INTEGER"


def make_sample(folder: Path) -> None:
    """The sample's files, for the tests of all sources."""
    shutil.copy(MIRROR, folder)


@cache
def whole_sample(path: Path) -> duckdb.DuckDBPyConnection:
    """A whole sample, read once: the tests only ask it."""
    return read(path)


def run(path: Path) -> duckdb.DuckDBPyConnection:
    return whole_sample(path) if path in (MIRROR, OFFICIAL) else read(path)


def read(path: Path) -> duckdb.DuckDBPyConnection:
    con = fresh()
    snapshot = Snapshot("us_fmtr", "trainings", path, path.name, "0" * 64, path.stat().st_size, "test")
    run_source(con, SPEC, [snapshot], guards=False)
    return con


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = MIRROR.read_text("utf-8")
    assert old in text
    path = tmp_path / "mirror.tsv"
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_each_line_tells_of_trainees_and_of_dollars() -> None:
    rows = (
        run(MIRROR)
        .execute(
            "SELECT locator, recipient_ref, measure, value, programme_id, instrument, concession, stage, "
            f"fiscal_year FROM claims ORDER BY {ROW}, measure"
        )
        .fetchall()
    )
    row2, row3 = "row 2, p. 7 of FMTR 2013-2014, Europe", "row 3 of FMTR 2006-2007, Europe"
    row4, row5 = "row 4 of FMTR 2006-2007, Europe", "row 5 of FMTR 1999-2000, Africa"
    row6, row7 = "row 6, p. 4 of FMTR 2009-2010, Europe", "row 7, p. 4 of FMTR 2009-2010, Europe"
    row8, row9 = "row 8, p. 4 of FMTR 2009-2010, Europe", "row 9, p. 12 of FMTR 2012-2013, Near East"
    row10, row11 = "row 10, p. 9 of FMTR 2004-2005, Europe", "row 11, p. 9 of FMTR 2005-2006, All Regions"
    row12 = "row 12, p. 3 of FMTR 2007-2008, Europe"
    assert rows == [
        (row2, "Freedonia", "trainees", 2, "us:imet", "course", "grant", "delivered", 2013),
        (row2, "Freedonia", "usd", 11400, "us:imet", "course", "grant", "delivered", 2013),
        (row3, "Sylvania", "trainees", 1, "us:fmf", "course", "grant", "delivered", 2006),
        (row3, "Sylvania", "usd", 4000.5, "us:fmf", "course", "grant", "delivered", 2006),
        (row4, "Sylvania", "trainees", 1, "us:fmf", "course", "grant", "delivered", 2006),
        (row4, "Sylvania", "usd", 4000.5, "us:fmf", "course", "grant", "delivered", 2006),
        (row5, "Freedonia", "trainees", 4, "us:imet", "course", "grant", "announced", 2000),
        (row5, "Freedonia", "usd", 64000, "us:imet", "course", "grant", "announced", 2000),
        (row6, "Freedonia", "trainees", 2, "us:regional-centers", "course", "grant", "delivered", 2009),
        (row6, "Freedonia", "usd", 25000, "us:regional-centers", "course", "grant", "delivered", 2009),
        (row7, "Freedonia", "trainees", 4, "us:gpoi", "course", "grant", "delivered", 2009),
        (row7, "Freedonia", "usd", 320, "us:gpoi", "course", "grant", "delivered", 2009),
        (row8, "Freedonia", "trainees", 1, "us:gpoi", "course", "grant", "delivered", 2009),
        (row8, "Freedonia", "usd", 500, "us:gpoi", "course", "grant", "delivered", 2009),
        (row9, "Sylvania", "trainees", 30, "us:combatant-command", "exercise", "unknown", "delivered", 2012),
        (row9, "Sylvania", "usd", None, "us:combatant-command", "exercise", "unknown", "delivered", 2012),
        (row10, "Sylvania", "trainees", 3, "us:fmf", "advising", "loan", "delivered", 2004),
        (row10, "Sylvania", "usd", 0, "us:fmf", "advising", "loan", "delivered", 2004),
        (row11, "Sylvania", "trainees", None, "us:service-academies", "course", "unknown", "delivered", 2005),
        (row11, "Sylvania", "usd", None, "us:service-academies", "course", "unknown", "delivered", 2005),
        (row12, "Klopstokia", "trainees", 0, None, "unknown", "unknown", "delivered", 2007),
        (row12, "Klopstokia", "usd", 0, None, "unknown", "unknown", "delivered", 2007),
    ]


def test_units_dates_and_what_is_no_tie() -> None:
    rows = (
        run(MIRROR)
        .execute(
            "SELECT unit_text, date_start, date_end, date_precision, countable, reason FROM claims "
            f"WHERE measure = 'usd' ORDER BY {ROW}"
        )
        .fetchall()
    )
    day = dt.date
    broken = "a broken-off piece of another line: no number, no cost, no dates"
    assert rows == [
        (None, day(2013, 3, 4), day(2013, 3, 29), "day", True, None),
        ("1st Invented Battalion", None, None, "fiscal_year", True, None),
        ("1st Invented Battalion", None, None, "fiscal_year", True, None),
        (None, None, None, "fiscal_year", True, None),
        ("Ministry of Ink", day(2009, 3, 27), day(2009, 6, 19), "day", True, None),
        ("Ministry of Ink", day(2009, 5, 4), day(2009, 5, 8), "day", True, None),
        (None, day(2009, 5, 4), day(2009, 5, 8), "day", True, None),
        ("2nd Invented Company", None, None, "fiscal_year", True, None),
        ("Army", None, day(2004, 7, 1), "day", True, None),
        (None, None, None, "fiscal_year", False, broken),
        (None, None, None, "fiscal_year", False, "the report states that there was no activity"),
    ]


@pytest.mark.parametrize(
    ("row", "measure", "note"),
    [
        (
            2,
            "usd",
            "; INVENTED OFFICERS CRSE; at Fort Invented; given by Invented School; unit printed as 'UNK'",
        ),
        (3, "usd", 'FMF - FY 2006 DoS Training; INVENTED "RANGER" SCHOOL; at Fort Invented'),
        (6, "trainees", "were put back by the transcriber; number printed as '2 Inventhausen,'"),
        (7, "trainees", "number read from the end of the title, where it had slipped"),
        (8, "usd", "cost read from the end of the location, where it had slipped"),
        (9, "usd", "dates printed as 6/8/2012 to 6/1/2012; cost printed as '$'"),
    ],
)
def test_nothing_printed_is_lost(row: int, measure: str, note: str) -> None:
    told = (
        run(MIRROR)
        .execute(
            f"SELECT note FROM claims WHERE measure = ? AND {ROW} = ?",
            [measure, row],
        )
        .fetchall()
    )
    assert told[0][0].endswith(note)


def test_repeats_are_kept_and_numbered() -> None:
    ids = run(MIRROR).execute(
        "SELECT record_id FROM claims WHERE recipient_ref = 'Sylvania' AND fiscal_year = 2006 ORDER BY ALL"
    )
    (first, _), (second, _) = (pair for pair in zip(*[iter(ids.fetchall())] * 2, strict=True))
    assert first[0].removesuffix("#1") == second[0].removesuffix("#2")


def test_ids_do_not_depend_on_the_order_of_the_lines(tmp_path: Path) -> None:
    header, *lines = MIRROR.read_text("utf-8").splitlines()
    turned = tmp_path / "mirror.tsv"
    turned.write_text("\n".join([header, *reversed(lines)]) + "\n", "utf-8")
    query = "SELECT record_id, facet, value FROM claims ORDER BY ALL"
    assert run(turned).execute(query).fetchall() == run(MIRROR).execute(query).fetchall()


def test_the_transcribers_own_table_is_read_as_well() -> None:
    rows = (
        run(OFFICIAL)
        .execute(
            "SELECT record_id, measure, value, date_start, date_precision, locator, note "
            "FROM claims ORDER BY ALL"
        )
        .fetchall()
    )
    assert [row[:6] for row in rows] == [
        ("inv-0001", "trainees", 2, dt.date(2013, 3, 4), "day", "row 2, p. 7 of FMTR 2013-2014, Europe"),
        ("inv-0001", "usd", 11400, dt.date(2013, 3, 4), "day", "row 2, p. 7 of FMTR 2013-2014, Europe"),
        ("inv-0002", "trainees", None, None, "fiscal_year", "row 3 of FMTR 2006-2007, Europe"),
        ("inv-0002", "usd", 4000, None, "fiscal_year", "row 3 of FMTR 2006-2007, Europe"),
    ]
    assert rows[2][6].endswith(
        "dates printed as 12/10/205 to 1/5/2006; number printed as 'Inventhausen, Germany'"
    )


def test_a_programme_that_nobody_filed_is_said_and_stops_the_build_when_common(tmp_path: Path) -> None:
    con = run(edited(tmp_path, "FMF - FY 2006 DoS Training", "Invented Fund - FY 2006 DoS Training"))
    rows = con.execute(
        "SELECT DISTINCT programme_id, instrument, right(note, 19) "
        "FROM claims WHERE fiscal_year = 2006 AND value > 0"
    ).fetchall()
    assert rows == [(None, "unknown", "programme not filed")]
    (signal,) = told_signals(con, SPEC)
    assert (signal.table, signal.column) == ("trainings", "training:program")
    assert "'Invented Fund - FY 2006 DoS Training' stands under no phrase" in signal.message
    assert signal.message.endswith("(2 lines)")
    programmes = tuple(guard for guard in SPEC.guards if "programme" in guard.name)
    with pytest.raises(SourceError, match=r"programme stands under no phrase.*0\.18"):
        check_guards(con, replace(SPEC, guards=programmes), {"trainings"})


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        (
            "training:program\t",
            "training:programme\t",
            "training:program",
            "has 'training:programme' instead",
        ),
        ("2013_2014_Europe_fmtrpt", "Europe 2013", "qa:training_group", "does not name a report"),
        ("\t2\t$11,400", "\t-2\t$11,400", "training:quantity", "is absurd"),
        ("\t2\t$11,400", "\t2000000\t$11,400", "training:quantity", "is absurd"),
        ("$11,400", "$11,400,000,000", "training:total_cost", "is absurd"),
        ("Klopstokia\tNo", "\tNo", "training:country", "is empty"),
        ("\t2009\t1\n", "\t2009\tyes\n", "qa:repaired", "is not of type flag"),
    ],
)
def test_what_no_report_prints_is_refused(tmp_path: Path, old: str, new: str, column: str, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(edited(tmp_path, old, new))
    assert caught.value.column == column
    assert "Mend:" in str(caught.value)


def test_a_line_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mirror.tsv"
    path.write_text(MIRROR.read_text("utf-8") + "Freedonia\tIMET", "utf-8")
    with pytest.raises(SourceError, match="cannot be read as a table"):
        run(path)


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mirror.tsv"
    path.write_bytes(MIRROR.read_text("utf-8").replace("Ministry of Ink", "Ministère").encode("latin-1"))
    with pytest.raises(SourceError, match="cannot be read as a table"):
        run(path)


def test_a_page_of_html_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mirror.tsv"
    path.write_text("<!DOCTYPE html>\n<html><body>Not found</body></html>\n", "utf-8")
    with pytest.raises(SourceError):
        run(path)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=3),
    cut=st.one_of(st.none(), st.integers(0, 10**6)),
)
def test_damage_gives_a_clear_error_or_loses_nothing(flips: list[tuple[int, int]], cut: int | None) -> None:
    data = bytearray(MIRROR.read_bytes())
    for place, byte in flips:
        data[place % len(data)] = byte
    if cut is not None:
        del data[cut % len(data) :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mirror.tsv"
        path.write_bytes(data)
        try:
            con = run(path)
        except SourceError:
            return
        records, claims = con.execute(
            "SELECT (SELECT count(*) FROM raw.trainings), (SELECT count(*) FROM claims)"
        ).fetchall()[0]
    assert claims == 2 * records


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    assert run_source(con, SPEC, from_mirror(mirror, SPEC.files)) == []
    return con


@pytest.mark.mirror
def test_every_line_of_the_reports_is_kept(whole: duckdb.DuckDBPyConnection) -> None:
    lines, records, countries, with_unit = whole.execute(
        "SELECT count(*), count(DISTINCT record_id), count(DISTINCT recipient_ref), count(unit_text) "
        "FROM claims WHERE measure = 'trainees'"
    ).fetchall()[0]
    assert (lines, records, countries) == (254_699, 254_699, 242)
    assert with_unit / lines == pytest.approx(0.89, abs=0.01)
    repeats = whole.execute(
        "SELECT count(*) FROM claims WHERE measure = 'usd' AND NOT record_id LIKE '%#1'"
    ).fetchall()[0][0]
    assert repeats > 20_000


@pytest.mark.mirror
def test_all_programmes_are_filed_under_exactly_one(whole: duckdb.DuckDBPyConnection) -> None:
    strings, filed, double = whole.execute("""
        SELECT count(*), count(*) FILTER (ids >= 1), count(*) FILTER (ids > 1) FROM (
            SELECT program, count(DISTINCT coalesce(programme_id, '')) FILTER (programme_id IS NOT NULL
                OR note NOT LIKE '%programme not filed%') AS ids
            FROM (
                SELECT DISTINCT r."training:program" AS program, c.programme_id, c.note
                FROM claims AS c
                JOIN raw.trainings AS r ON 'row ' || r._row = regexp_extract(c.locator, '^row \\d+')
            ) GROUP BY program
        )
    """).fetchall()[0]
    assert (strings, filed, double) == (3_093, 3_093, 0)
    nothing = whole.execute("SELECT DISTINCT recipient_ref FROM claims WHERE programme_id IS NULL ORDER BY 1")
    assert nothing.fetchall() == [("Hong Kong",), ("Kiribati",), ("Nauru",), ("Niue",)]


@pytest.mark.mirror
def test_every_printed_number_and_cost_is_read(whole: duckdb.DuckDBPyConnection) -> None:
    read = whole.execute("""
        SELECT
            (SELECT sum(try_cast("training:quantity" AS DOUBLE)) FROM raw.trainings),
            (SELECT sum(value) FROM claims WHERE measure = 'trainees'
                AND NOT regexp_matches(note, 'number (read|printed)|run together')),
            (SELECT sum(try_cast(replace(replace("training:total_cost", '$', ''), ',', '') AS DOUBLE))
                FROM raw.trainings),
            (SELECT sum(value) FROM claims WHERE measure = 'usd'
                AND NOT regexp_matches(note, 'cost (read|printed)'))
    """).fetchall()[0]
    assert read[0] == read[1]
    assert read[2] == pytest.approx(read[3], rel=1e-12)
    slipped = whole.execute(
        "SELECT count(*), sum(value) FROM claims WHERE note LIKE '%read from the end of the title%' "
        "AND measure = 'trainees' AND fiscal_year = 2009"
    ).fetchall()
    assert slipped == [(192, 605)]
    unread = whole.execute(
        "SELECT regexp_extract(note, '(number|cost) printed as ''([^'']*)''$', 2) AS printed, count(*) "
        "FROM claims WHERE value IS NULL AND printed <> '' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert unread == [("$", 3056), (",", 1), ("N/A", 7)]


@pytest.mark.mirror
def test_only_the_first_two_reports_tell_of_what_was_proposed(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT fiscal_year, regexp_extract(locator, 'FMTR (\\S+),', 1), count(*) FROM claims "
        "WHERE measure = 'usd' AND stage = 'announced' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert rows == [(2000, "1999-2000", 4565), (2001, "2000-2001", 4941)]


@pytest.mark.mirror
def test_dates_stand_in_order(whole: duckdb.DuckDBPyConnection) -> None:
    assert whole.execute("SELECT count(*) FROM claims WHERE date_end < date_start").fetchall() == [(0,)]
    dated = whole.execute("SELECT count(*) FROM claims WHERE date_precision = 'day' AND measure = 'usd'")
    assert dated.fetchall() == [(236_067,)]
