"""Questions in Python, on the ledger of the samples."""

from pathlib import Path

import pytest

import auxilia
from auxilia.errors import LedgerError, UnknownNameError, UsageError
from auxilia.ledger import Ledger
from auxilia.ledger.citing import cited
from auxilia.ledger.shown import cells_shown, claims_shown, figures_shown, ties_shown


def test_a_tie_is_asked_for_by_any_name_of_its_ends(ledger: Ledger) -> None:
    asked = [
        ("FRA", "MLI"),
        ("France", "Mali"),
        ("220", "432"),
        ("state:FRA", "state:MLI"),
        ("france ", "mali"),
    ]
    answers = [ledger.ties(*names, years="1991..1999").order("year").fetchall() for names in asked]
    assert all(answer == answers[0] for answer in answers)
    assert [row[3] for row in answers[0]] == [1991, *range(1992, 2000)]
    assert {row[2] for row in answers[0]} == {"train"}


def test_soldiers_present_are_a_figure_and_no_tie(ledger: Ledger) -> None:
    assert ledger.figures("USA", "Mali", practice="support").fetchall()
    assert ledger.ties("USA", "Mali", practice="support").fetchall() == []
    cells = ledger.cells("USA", "Mali", practice="support", years="1998..1999", source="us_troops")
    assert [cell.state for cell in cells] == ["not_reported", "observed_zero"]


def test_relations_turn_into_frames(ledger: Ledger) -> None:
    relation = ledger.claims("FRA", "MLI")
    assert len(relation.df()) == len(relation.pl()) == relation.to_arrow_table().num_rows == 2


def test_claims_carry_where_they_stand(ledger: Ledger) -> None:
    relation = ledger.claims("United Kingdom", "Kenya", source="dcad").order("facet")
    row = dict(zip(relation.columns, relation.fetchall()[0], strict=True))
    assert (row["record_id"], row["facet"], row["locator"]) == ("T-2", "agreed:12", "row 3")
    assert row["file"] == "DCAD-v1.0-main.csv"
    assert len(row["snapshot_sha256"]) == 64


def test_what_does_not_resolve_stays_under_its_printed_name(ledger: Ledger) -> None:
    lost = ledger.con.execute("SELECT printed, sum(n_claims) FROM core_unresolved GROUP BY 1").fetchall()
    for printed, number in lost:
        kept = ledger.con.execute(
            "SELECT count(*) FROM core_claims WHERE provider_id = ?1 OR recipient_id = ?1",
            [f"text:{printed}"],
        ).fetchall()
        assert kept == [(number,)]


def test_unknown_names_are_refused_with_suggestions(ledger: Ledger) -> None:
    with pytest.raises(UnknownNameError, match=r"Did you mean.*Mali"):
        ledger.ties("USA", "Mailand Republic of Mal")
    with pytest.raises(UnknownNameError, match=r"train.*equip.*support"):
        ledger.ties(practice="teach")
    with pytest.raises(UnknownNameError, match="dcad"):
        ledger.claims(source="dcat")
    with pytest.raises(UnknownNameError):
        ledger.units("Mali", unit="no such force")


def test_a_cursor_sees_the_whole_ledger(ledger: Ledger) -> None:
    cursor = ledger.con.cursor()
    assert cursor.execute("SELECT count(*) FROM core_claims").fetchall() == [(14,)]
    assert cursor.execute("SELECT count(*) FROM raw_dcad__agreements").fetchall() == [(2,)]


def test_a_ledger_can_be_open_twice(ledger: Ledger) -> None:
    with auxilia.open(ledger.provenance.home) as other:
        assert other.ties().order("ALL").fetchall() == ledger.ties().order("ALL").fetchall()


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE core_claims",
        "COPY core_claims TO 'x.csv'",
        "ATTACH 'x.duckdb'",
        "INSTALL httpfs",
        "CREATE TABLE mine AS SELECT 1",
        "DELETE FROM out_ties",
        "SET threads = 1",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT nothing FROM nowhere",
        "PRAGMA database_list",
        "",
    ],
)
def test_sql_reads_the_ledger_and_nothing_else(ledger: Ledger, query: str) -> None:
    with pytest.raises(UsageError):
        ledger.sql(query).fetchall()
    assert ledger.sql("SELECT count(*) FROM core_claims").fetchall() == [(14,)]


def test_raw_tables_are_there(ledger: Ledger) -> None:
    assert ledger.sql("SELECT DCAid FROM raw_dcad__agreements ORDER BY 1").fetchall() == [("T-1",), ("T-2",)]


def test_shown_rows_have_names_and_periods(ledger: Ledger) -> None:
    rows = figures_shown(ledger, "FRA", "MLI", practice=None, years=None).fetchall()
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("France", "Mali", "1991"),
        ("France", "Mali", "1992-1999"),
    ]
    yearly = ties_shown(ledger, "FRA", "MLI", practice="train", years=1995).fetchall()
    assert [(row[0], row[2]) for row in yearly] == [("France", 1995)]


def test_claims_are_shown_with_period_and_place(ledger: Ledger) -> None:
    relation = claims_shown(ledger, "FRA", "MLI", practice=None, years=None)
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    assert [(row["period"], row["file"], row["locator"]) for row in rows] == [
        ("1991", "DCAD-v1.0-main.csv", "row 2"),
        ("1992-1999", "DCAD-v1.0-main.csv", "row 2"),
    ]


def test_cells_are_shown_as_spells_of_years(ledger: Ledger) -> None:
    rows = cells_shown(ledger, "FRA", "MLI", practice="train", years="1978..2001").fetchall()
    assert rows == [
        ("train", "dcad", 1978, 1979, "not_covered"),
        ("train", "dcad", 1980, 1990, "not_reported"),
        ("train", "dcad", 1991, 1999, "observed"),
        ("train", "dcad", 2000, 2001, "not_reported"),
    ]
    assert cells_shown(ledger, "FRA", "MLI", practice="train", years="1900..1950").fetchall() == []


def test_the_list_of_sources_counts_claims_and_gives_years(ledger: Ledger) -> None:
    rows = {row[0]: row[2:6] for row in ledger.sources().fetchall()}
    assert rows["dcad"] == (1991, 2010, 8, 0)
    assert set(rows) == {"dcad", "us_troops"}


def test_a_subject_is_an_actor_or_a_pair(ledger: Ledger) -> None:
    assert ledger.subject("Guinea-Bissau") == ("state:GNB",)
    assert ledger.subject("FRA-MLI") == ("state:FRA", "state:MLI")
    assert ledger.subject("France-Guinea-Bissau") == ("state:FRA", "state:GNB")
    with pytest.raises(UnknownNameError):
        ledger.subject("FRA-Nowhereland")


def test_citations_name_the_sources_behind_a_pair(ledger: Ledger) -> None:
    text = cited(ledger, ["FRA-MLI"], "text")
    assert "Kinne" in text
    assert "troopdata" not in text
    assert cited(ledger, ["dcad"], "bibtex").startswith("@article{dcad,")
    assert "DO  - 10.1177/0022002719857796" in cited(ledger, ["dcad"], "ris")
    assert cited(ledger, [], "text").count("\n\n") == 1


def test_parquet_comes_back_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "ties.parquet"
    relation = ledger.ties().order("ALL")
    path.write_bytes(ledger.parquet(relation))
    import duckdb  # noqa: PLC0415

    assert duckdb.sql(f"FROM '{path}' ORDER BY ALL").fetchall() == relation.fetchall()


def test_no_claims_on_the_starter_ledger_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUXILIA_HOME", str(tmp_path))
    with auxilia.open() as ledger:
        assert ledger.provenance.kind == "starter"
        with pytest.raises(LedgerError, match="auxilia build"):
            ledger.claims()
        assert len(ledger.figures("USA", "Mali").fetchall()) > 50


def test_a_home_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="auxilia build"):
        auxilia.open(tmp_path / "nowhere")
