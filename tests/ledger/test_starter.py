"""The starter ledger in the package: what it may hold, and that it is what the full ledger gives."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from auxilia.errors import BuildError
from auxilia.ledger import Ledger
from auxilia.ledger.starter import FOLDER, LIMIT, SOURCES, write_starter
from auxilia.sources import discover

# Where the files of a build came from, and when, differs from build to build.
BY_BUILD = {"core_files"}
TABLES = sorted(path.stem for path in FOLDER.glob("*.parquet"))


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path) as opened:
        yield opened


def test_it_is_small(starter: Ledger) -> None:
    assert starter.provenance.kind == "starter"
    assert 500_000 < sum(path.stat().st_size for path in FOLDER.iterdir()) < LIMIT


def test_it_holds_derived_figures_of_open_sources_alone(starter: Ledger) -> None:
    assert {discover()[source].licence.redistribute for source in SOURCES} <= {"yes", "derived"}
    for table in ("core_sources", "core_files", "out_tie_figures", "out_unit_figures", "out_state_years"):
        rows = starter.con.execute(f"SELECT DISTINCT source_id FROM {table}").fetchall()
        assert rows
        assert {row[0] for row in rows} <= set(SOURCES)
    assert starter.con.execute("SELECT count(*) FROM core_claims").fetchall() == [(0,)]
    assert not [table for table in TABLES if table.startswith("raw_")]


def test_every_source_comes_with_licence_and_citation(starter: Ledger) -> None:
    rows = starter.con.execute("SELECT source_id, licence, citation FROM core_sources ORDER BY 1").fetchall()
    assert [row[0] for row in rows] == sorted(SOURCES)
    assert all(licence and citation for _, licence, citation in rows)


def test_without_a_full_ledger_none_is_written(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"no full ledger\. Mend: run `auxilia build`"):
        write_starter(tmp_path, tmp_path / "starter")


@pytest.mark.mirror
def test_it_is_what_the_full_ledger_gives(full_home: Path, tmp_path: Path) -> None:
    write_starter(full_home, tmp_path / "starter")
    assert sorted(path.stem for path in (tmp_path / "starter").glob("*.parquet")) == TABLES
    for table in sorted(set(TABLES) - BY_BUILD):
        new, old = (f"FROM '{folder / table}.parquet'" for folder in (tmp_path / "starter", FOLDER))
        apart = duckdb.sql(f"({new} EXCEPT ALL {old}) UNION ALL ({old} EXCEPT ALL {new})").fetchall()
        assert apart == [], f"{table} is not of the full ledger: run python -m auxilia.ledger.starter"
