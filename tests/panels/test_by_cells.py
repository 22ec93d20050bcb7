"""Files written cell by cell against the same panel written by DuckDB alone, and as others read them."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from panel_ledgers import Maker, cover, figure, indicator, pair_value, party, state_value

from auxilia import open as open_ledger
from auxilia import panels
from auxilia.ledger import Ledger
from auxilia.panels import panel as panel_module
from auxilia.panels import writing
from auxilia.panels.trouble import PanelError
from auxilia.panels.writing import Written

pytest.importorskip("numpy")
pytest.importorskip("pyarrow")


@pytest.fixture
def ledger(make: Maker) -> Ledger:
    """Values of every kind: of states and pairs, sparse and not, withheld, in wars, and ties with amounts."""
    border = {"of": "dyad", "unit": "1 if so", "absence": "zero"}
    return make(
        core_indicators=[
            indicator("score"),
            indicator("war", absence="zero", unit="0 or 1"),
            indicator("border", **border),
            indicator("rival", **border),
            indicator("km", of="dyad", unit="km"),
            indicator("alike", of="dyad", unit="share"),
        ],
        core_coverage=[cover(), cover(provider="states", practice="train", absence="zero")],
        core_conflicts=[
            party("c1", 2000, "a", "state:MLI"),
            party("c1", 2000, "b", "group:ucdp:1"),
            party("c2", 2001, "a", "state:USA"),
            party("c2", 2001, "b", "state:NER"),
        ],
        out_state_years=[
            state_value("left:score", "MLI", 2000, 2.5),
            state_value("left:score", "USA", 2000, -0.0),
            state_value("left:score", "USA", 2001, None, missing="withheld: by the source"),
            state_value("left:war", "MLI", 2000, 1.0),
        ],
        out_dyad_years=[
            pair_value("left:border", "MLI", "NER", 2000, 1.0),
            pair_value("left:border", "FRA", "GBR", 2001, 1.0),
            pair_value("left:rival", "USA", "MLI", 2001, 1.0, directed=True),
            *(
                pair_value("left:km", a, b, year, km)
                for a, b, km in (("MLI", "NER", 0.0), ("MLI", "USA", 7000.5), ("NER", "USA", 8000.25))
                for year in (2000, 2001)
            ),
            pair_value("left:alike", "MLI", "USA", 2000, 0.5),
        ],
        out_tie_figures=[figure(value=5.0), figure(provider_id="state:FRA", practice="train", value=3.0)],
    )


def added(panel: panels.Panel) -> panels.Panel:
    """A panel with what its unit takes."""
    panel = panel.add("left:score", "left:war")
    if panel.unit.pair:
        panel = panel.add("ties", "left:border", "left:rival", "left:km", "left:alike")
        panel = panel.add("ties", measure="usd")
    return panel


@pytest.fixture
def both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[panels.Panel], tuple[Written, Written]]:
    """Writes a panel in both ways."""

    def write(panel: panels.Panel) -> tuple[Written, Written]:
        ways = []

        def told(*given: object) -> object:
            ways.append(by_cells(*given))  # type: ignore[arg-type]
            return ways[-1]

        by_cells = writing._by_cells
        with monkeypatch.context() as patch:
            patch.setattr(writing, "_by_cells", told)
            fast = panel.write(tmp_path / "cells.parquet")
        assert ways
        assert ways[0] is not None
        with monkeypatch.context() as patch:
            patch.setattr(writing, "_by_cells", lambda *_: None)
            return fast, panel.write(tmp_path / "rows.parquet")

    return write


def same(fast: Written, slow: Written) -> int:
    """The number of rows, after a check that two files hold the same and say the same."""
    files = [f"FROM read_parquet('{one.path}', file_row_number = true)" for one in (fast, slow)]
    schemas = [duckdb.sql(f"DESCRIBE {file}").fetchall() for file in files]
    # DuckDB marks columns that its file declares to be without nulls; types and names are the same.
    assert [row[:2] for row in schemas[0]] == [row[:2] for row in schemas[1]]
    for one, other in (files, files[::-1]):
        assert duckdb.sql(f"{one} EXCEPT ALL {other} LIMIT 1").fetchall() == []
    assert fast.reports == slow.reports
    assert fast.rows == slow.rows
    return fast.rows


@pytest.mark.parametrize("states", [True, False])
@pytest.mark.parametrize("few", [0, 10**9])
@pytest.mark.parametrize("unit", sorted(panels.UNITS))
def test_both_ways_write_the_same(
    ledger: Ledger,
    both: Callable[[panels.Panel], tuple[Written, Written]],
    monkeypatch: pytest.MonkeyPatch,
    unit: panels.UnitName,
    few: int,
    states: bool,
) -> None:
    monkeypatch.setattr(panel_module, "FEW_ROWS", few)
    panel = added(panels.build(ledger, unit, years="1998..2003"))._with(states=states)
    assert same(*both(panel)) == panel.rows() > 0
    if unit in ("dyad-year", "state-year"):
        column = "left:border" if unit == "dyad-year" else "score"
        name = "border" if column == "left:border" else column
        again = panel.lag(name).window(name, 3, "sum")
        assert same(*both(again)) == panel.rows()


def test_in_a_year_of_two_codes_both_ways_write_the_same(
    ledger: Ledger,
    both: Callable[[panels.Panel], tuple[Written, Written]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Germany in 1990: rows that hold no values at all."""
    monkeypatch.setattr(panel_module, "FEW_ROWS", 0)
    panel = added(panels.dyad_year(ledger, years="1989..1991"))
    held = panel._compiled[0].execute("SELECT count(*) FROM unit_rows WHERE held IS NULL").fetchall()
    assert held[0][0] > 0
    assert same(*both(panel)) == panel.rows()


def test_other_readers_see_the_same(ledger: Ledger, tmp_path: Path) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    parquet = pytest.importorskip("pyarrow.parquet")
    panel = added(panels.dyad_year(ledger, years="1999..2001"))
    path = panel.write(tmp_path / "panel.parquet").path
    expected = panel.relation.fetchall()
    assert polars.read_parquet(path).rows() == expected
    table = parquet.read_table(path)
    assert [tuple(row.values()) for row in table.to_pylist()] == expected
    frame = pandas.read_parquet(path)
    assert list(frame.columns) == list(panel.columns)
    assert frame["score_r_state"].tolist() == table["score_r_state"].to_pylist()
    assert str(table.schema.field("war_r").type) == "int8"
    assert str(table.schema.field("score_r_state").type) == "string"


def test_a_panel_without_rows_is_a_file_without_rows(
    ledger: Ledger, both: Callable[[panels.Panel], tuple[Written, Written]]
) -> None:
    panel = panels.tie_year(ledger, years=2002).add("left:score")
    assert same(*both(panel)) == 0


def test_bounds_of_row_groups_are_those_of_the_values(ledger: Ledger, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = added(panels.dyad_year(ledger, years="1999..2001")).write(tmp_path / "panel.parquet").path
    group = parquet.ParquetFile(path).metadata.row_group(0)
    for at in range(group.num_columns):
        column = group.column(at)
        found = duckdb.sql(
            f"SELECT min({column.path_in_schema}), max({column.path_in_schema}), "
            f"count(*) FILTER ({column.path_in_schema} IS NULL) FROM '{path}'"
        ).fetchall()
        told = column.statistics
        bounds = (told.min, told.max) if told.has_min_max else (None, None)
        assert (*bounds, told.null_count) == found[0]


def test_the_same_panel_gives_the_same_parquet_file(ledger: Ledger, tmp_path: Path) -> None:
    panel = added(panels.dyad_year(ledger, years="1985..2003"))
    one, other = panel.write(tmp_path / "one.parquet"), panel.write(tmp_path / "other.parquet")
    assert one.path.read_bytes() == other.path.read_bytes()


def test_a_key_that_stands_twice_is_no_panel(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table of pairs that no check has seen."""
    monkeypatch.setattr(panel_module, "FEW_ROWS", 0)
    monkeypatch.setattr(panel_module, "check_unique", lambda *_: None)
    panel = panels.dyad_year(ledger, years="1999..2001").add("left:km")
    con, _ = panel._compiled
    con.execute("CREATE TEMP TABLE out_dyad_years AS FROM ledger.out_dyad_years")
    con.execute("INSERT INTO out_dyad_years FROM out_dyad_years WHERE indicator = 'left:km'")
    with pytest.raises(PanelError, match="a key twice"):
        panel.write(tmp_path / "panel.parquet")


def test_without_the_extra_duckdb_writes(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "find_spec", lambda name: None)
    path = added(panels.dyad_year(ledger, years="1999..2001")).write(tmp_path / "panel.parquet").path
    maker = duckdb.sql(f"SELECT created_by FROM parquet_file_metadata('{path}')").fetchall()
    assert maker[0][0].startswith("DuckDB")


@pytest.mark.mirror
def test_both_ways_write_the_same_of_the_full_ledger(
    full_home: Path,
    both: Callable[[panels.Panel], tuple[Written, Written]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(panel_module, "FEW_ROWS", 0)
    adders = ("ties", "alignment", "violence", "mids", "contiguity", "distance", "alliances", "rivalries")
    with open_ledger(full_home) as whole:
        panel = panels.dyad_year(whole, years="1989..1992").add(*adders)
        assert same(*both(panel)) == panel.rows()
        assert same(*both(panel.lag("mid"))) == panel.rows()
