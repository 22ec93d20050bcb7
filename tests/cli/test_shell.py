"""The shell as people type it: data on standard output, the rest on standard error, honest exit statuses."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest


def auxilia(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "auxilia", *map(str, words)], check=False, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home without a build: the starter ledger answers."""
    return tmp_path_factory.mktemp("home")


COMMANDS = sorted(
    path.stem.replace("_", "-")
    for path in (Path(__file__).parents[2] / "src/auxilia/cli/commands").glob("[a-z]*.py")
)


def test_help_lists_every_command() -> None:
    said = auxilia("--help")
    assert said.returncode == 0
    for command in COMMANDS:
        assert f"  {command} " in said.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_takes_a_home(command: str) -> None:
    said = auxilia(command, "--help")
    assert said.returncode == 0
    if "COMMAND [ARGS]" in said.stdout:
        said = auxilia(command, "create", "--help")
    assert "--home" in said.stdout


def test_ties_in_each_format_tell_the_same(empty: Path, tmp_path: Path) -> None:
    asked = ("ties", "USA", "EGY", "--years", "2015..2016", "--home", empty)
    as_csv = auxilia(*asked, "--format", "csv")
    as_json = auxilia(*asked, "-f", "json")
    assert as_csv.returncode == as_json.returncode == 0
    rows = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    records = json.loads(as_json.stdout)
    assert len(rows) == len(records) > 5
    assert [row["source"] for row in rows] == [record["source"] for record in records]
    path = tmp_path / "ties.parquet"
    assert auxilia(*asked, "-f", "parquet", "-o", path).returncode == 0
    import duckdb  # noqa: PLC0415

    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(len(rows),)]
    assert "starter ledger" in as_csv.stderr
    assert "auxilia build" in as_csv.stderr


def test_egypts_financing_stands_in_the_starter_ledger(empty: Path) -> None:
    said = auxilia("ties", "USA", "Egypt", "--years", "2015", "-f", "json", "--home", empty)
    financing = [
        row["value"]
        for row in json.loads(said.stdout)
        if row["source"] == "us_greenbook"
        and row["programme"] == "us:fmf"
        and row["price_basis"] == "current"
    ]
    assert sum(financing) == pytest.approx(1.3e9, rel=0.02)


def test_the_dossier_is_one_file(empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "mali.html"
    said = auxilia("report", "MLI", "--home", empty, "-o", path)
    assert said.returncode == 0
    assert said.stdout.strip() == str(path)
    html = path.read_text("utf-8")
    assert "Mali" in html
    assert "starter ledger" in html


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("ties", "USA", "Malli"), 2, "Did you mean"),
        (("ties", "USA", "MLI", "--years", "2020..2010"), 2, "2020..2010"),
        (("ties", "USA", "MLI", "FRA"), 2, "two names at most"),
        (("source", "us_fmt"), 2, "us_fmtr"),
        (("sql", "DROP TABLE out_ties"), 2, "SELECT"),
        (("sql", "SELECT 1", "-f", "xml"), 2, "xml"),
        (("build", "--mirror", "/no/such/folder"), 2, "no folder"),
        (("build", "--source", "nothing", "--mirror", "/"), 2, "nothing"),
        (("cite", "nobody at all"), 2, "nobody at all"),
        (("ties", "USA", "MLI", "-f", "csv", "-o", "/no/such/folder/x.csv"), 2, "x.csv cannot be written"),
        (("ties", "USA", "MLI", "-f", "parquet", "-o", "/no/such/folder/x"), 2, "x cannot be written"),
    ],
)
def test_a_wrong_question_says_what_is_wrong(
    empty: Path, words: tuple[str, ...], status: int, says: str
) -> None:
    said = auxilia(*words, "--home", empty)
    assert said.returncode == status
    assert says in said.stderr
    assert said.stdout == ""
    assert "Traceback" not in said.stderr


def test_a_reader_that_stops_early_makes_no_noise(empty: Path) -> None:
    said = subprocess.run(
        f"{sys.executable} -m auxilia ties USA -f csv --home {empty} | head -2",
        shell=True,
        check=False,
        capture_output=True,
        text=True,
    )
    assert len(said.stdout.splitlines()) == 2
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("command", ["sources", "status", "source us_fmtr", "cite us_fmtr"])
def test_the_starter_ledger_answers_every_command(empty: Path, command: str) -> None:
    said = auxilia(*command.split(), "--home", empty)
    assert said.returncode == 0, said.stderr
    assert "us_fmtr" in said.stdout or "Foreign Military Training" in said.stdout
    assert "starter ledger" in said.stderr


def test_a_source_and_the_status_come_as_json_with_every_reason_whole(empty: Path) -> None:
    source = json.loads(auxilia("source", "us_fmtr", "-f", "json", "--home", empty).stdout)
    table = source["tables"][0]
    assert (source["id"], table["name"]) == ("us_fmtr", "trainings")
    reasons = {column["name"]: column["ignored"] for column in table["columns"] if column["ignored"]}
    shown = auxilia("source", "us_fmtr", "--home", empty).stdout
    assert len(reasons) > 10
    assert all(name in shown and reason in shown for name, reason in reasons.items())
    status = json.loads(auxilia("status", "-f", "json", "--home", empty).stdout)
    assert "us_fmtr" in {row["source_id"] for row in status["Sources"]}
