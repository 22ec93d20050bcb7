"""Panels as files and at the shell."""

import csv
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from panel_ledgers import Maker, cover, figure, indicator, state_value

from auxilia import panels
from auxilia.errors import UsageError
from auxilia.ledger import Ledger


@pytest.fixture
def ledger(make: Maker) -> Ledger:
    return make(
        core_indicators=[indicator("score", label="A score of the state", problems="Invented.")],
        core_coverage=[cover()],
        out_state_years=[state_value("left:score", "MLI", 2000, 2.5)],
        out_tie_figures=[figure(value=5.0)],
    )


@pytest.fixture
def panel(ledger: Ledger) -> panels.Panel:
    whole = panels.dyad_year(ledger, years="1999..2001", providers=["USA"], recipients=["MLI", "NER"])
    return whole.add("ties", "left:score").add("ties", measure="usd")


def test_parquet_and_csv_come_back_as_they_were(panel: panels.Panel, tmp_path: Path) -> None:
    expected = panel.relation.fetchall()
    for name in ("panel.parquet", "panel.csv"):
        written = panel.write(tmp_path / name)
        assert written.rows == len(expected) == 6
        columns = ", ".join(panel.columns)
        assert duckdb.sql(f"SELECT {columns} FROM '{written.path}'").fetchall() == expected
        assert {report.column for report in written.reports} == set(panel.adders())


def test_stata_keeps_names_labels_and_states(panel: panels.Panel, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    written = panel.write(str(tmp_path / "panel.dta"))
    with pandas.io.stata.StataReader(written.path) as reader:
        frame = reader.read(convert_categoricals=False)
        labels = reader.variable_labels()
        words = reader.value_labels()["cell_state"]
    assert tuple(frame.columns) == panel.columns
    assert labels["score_r"] == "Recipient: A score of the state"
    expected = {row[:5]: row for row in panel.relation.fetchall()}
    for row in frame.itertuples(index=False):
        told = expected[tuple(row[:5])]
        for at, name in enumerate(panel.columns):
            if name.endswith("_state"):
                assert words[row[at]] == told[at]
            else:
                assert pandas.isna(row[at]) if told[at] is None else row[at] == told[at]


def test_in_stata_a_missing_value_says_why(ledger: Ledger, tmp_path: Path) -> None:
    """Read by ReadStat, the library of R's haven: letters of missing values, their labels, notes."""
    pyreadstat = pytest.importorskip("pyreadstat")
    panel = panels.dyad_year(ledger, years="1998..2001", providers=["USA"], recipients=["MLI", "NER"])
    panel = panel.add("ties", "left:score").add("ties", measure="usd")
    letters = {"not_reported": "a", "not_covered": "b", "withheld": "c"}
    for states in (True, False):
        whole = panel if states else panel._with(states=False)
        path = whole.write(tmp_path / f"panel{states}.dta").path
        frame, meta = pyreadstat.read_dta(path, user_missing=True)
        assert tuple(frame.columns) == whole.columns
        rows = panel.relation.fetchall()
        for name in ("tie_equip", "equip_usd", "score_p", "score_r"):
            at = panel.columns.index(name)
            told = [letters.get(row[at + 1], row[at]) for row in rows]
            assert list(frame[name]) == told
            assert meta.variable_value_labels[name]["b"] == "not covered"
        assert set(frame["score_r"]) == {2.5, "a", "b"}
        assert meta.variable_value_labels["tie_equip"][1] == "yes"
        assert meta.missing_user_values["equip_usd"] == ["a", "b"]
        assert meta.file_label == "auxilia: dyad-year panel from the full ledger hand"
        assert "Missing values: .a not reported, .b not covered, .c withheld" in meta.notes
        with path.with_suffix(".codebook.csv").open(encoding="utf-8") as file:
            listed = [row["state_column"] for row in csv.DictReader(file) if row["state_column"]]
        assert listed == [name for name in whole.columns if name.endswith("_state")]


def test_the_same_panel_gives_the_same_stata_file(panel: panels.Panel, tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    one, other = panel.write(tmp_path / "one.dta"), panel.write(tmp_path / "other.dta")
    assert one.path.read_bytes() == other.path.read_bytes()


def test_tie_years_fit_into_every_format(ledger: Ledger, tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    panel = panels.tie_year(ledger, years=2000).add("left:score")
    for suffix in (".parquet", ".csv", ".dta"):
        assert panel.write(tmp_path / f"ties{suffix}").rows == 1


def test_the_codebook_stands_beside_the_file(panel: panels.Panel, tmp_path: Path) -> None:
    written = panel.write(tmp_path / "panel.csv")
    with written.codebook.open(encoding="utf-8") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert set(rows) == {name for name in panel.columns if not name.endswith("_state")}
    assert rows["score_p"] == {
        "name": "score_p",
        "label": "Provider: A score of the state",
        "unit": "deaths",
        "source": "left:score",
        "years": "1999-2003",
        "problems": "Invented.",
        "ordering": "lower",
        "added_by": "left:score",
        "state_column": "score_p_state",
    }
    assert rows["equip_usd"]["unit"] == "current USD"
    assert rows["equip_usd"]["source"] == "left"


def test_a_file_is_whole_or_not_there(panel: panels.Panel, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.parquet, \.csv, \.dta"):
        panel.write(tmp_path / "panel.xlsx")
    with pytest.raises(UsageError, match="cannot be written"):
        panel.write(tmp_path / "nowhere" / "panel.csv")
    (tmp_path / "panel.csv").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        panel.write(tmp_path / "panel.csv")
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_frames_hold_the_same_rows(panel: panels.Panel) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    expected = panel.relation.fetchall()
    assert panel.pl().rows() == expected
    assert panel.to_arrow_table().num_rows == len(panel.df()) == len(expected)
    assert list(panel.df().columns) == list(panel.columns)


def test_a_relation_outlives_its_panel(ledger: Ledger) -> None:
    relation = panels.state_year(ledger, years=2000, members=["MLI"]).add("left:score").relation
    assert relation.select("score").fetchall() == [(2.5,)]


def auxilia(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "auxilia", "panel", *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_shell_prints_and_writes(ledger: Ledger, tmp_path: Path) -> None:
    pair = ("--providers", "USA", "--recipients", "MLI", "--years", "2000..2001")
    asked = ("dyad-year", *pair, "--home", ledger.provenance.home)
    added = (*asked, "--add", "ties,left:score", "--add", "ties:measure=usd", "--lag", "equip_usd:1")
    shown = auxilia(*added, "-f", "csv")
    assert shown.returncode == 0
    rows = list(csv.DictReader(shown.stdout.splitlines()))
    assert [(row["year"], row["equip_usd"], row["equip_usd_lag1"]) for row in rows] == [
        ("2000", "5.0", ""),
        ("2001", "", "5.0"),
    ]
    path = tmp_path / "out.parquet"
    written = auxilia(*added, "-o", path)
    assert written.returncode == 0
    assert written.stdout == ""
    assert "equip_usd_lag1" in written.stderr
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(2,)]
    assert (tmp_path / "out.codebook.csv").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "unit of analysis"),
        (("dyad-month",), "dyad-year"),
        (("state-year", "--add", "tis"), "ties"),
        (("state-year", "--years", "1700..1800"), "begins in 1816"),
        (("state-year", "--lag", "score:x"), "whole number"),
        (("state-year", "-o", "panel.xlsx"), ".parquet"),
        (("dyad-year", "--providers", "USA", "--recipients", "USA"), "no dyad"),
    ],
)
def test_the_shell_refuses_in_one_line(ledger: Ledger, words: tuple[str, ...], said: str) -> None:
    answer = auxilia(*words, "--home", ledger.provenance.home)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_shell_lists_what_can_be_added() -> None:
    answer = auxilia("--adders")
    assert answer.returncode == 0
    for name, adder in panels.adders().items():
        assert f"{name}: {adder.title}" in answer.stdout


def test_a_large_panel_is_written_in_the_order_of_its_keys(make: Maker, tmp_path: Path) -> None:
    """Large enough for several row groups, which threads finish in any order."""
    ledger = make(core_indicators=[indicator("score", year_from=1946, year_to=2020)])
    panel = panels.dyad_year(ledger, years="1990..2005").add("left:score")
    path = panel.write(tmp_path / "panel.parquet").path
    groups = duckdb.sql(f"SELECT count(DISTINCT row_group_id) FROM parquet_metadata('{path}')").fetchall()
    assert groups[0][0] > 1
    keys = "ccode_cow_p, ccode_cow_r, year"
    written = duckdb.sql(f"SELECT {keys} FROM '{path}'").fetchall()
    assert written == sorted(written)
    assert len(written) == panel.rows()


def test_rows_that_come_in_another_order_are_sorted(panel: panels.Panel, tmp_path: Path) -> None:
    """What a join that does not keep the order would lead to: the universe laid down backwards."""
    con, _ = panel._compiled
    con.execute("CREATE OR REPLACE TEMP TABLE unit_rows AS FROM unit_rows ORDER BY rowid DESC")
    path = panel.write(tmp_path / "panel.parquet").path
    assert duckdb.sql(f"FROM '{path}'").fetchall() == panel.relation.fetchall()
