"""Columns of any content, written in chunks, as three other readers read them back."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

np = pytest.importorskip("numpy")
pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

from auxilia.panels.chunks import cells_of, coded_chunk, many_valued, plain_chunk  # noqa: E402
from auxilia.panels.parquet import ParquetWriter  # noqa: E402
from auxilia.panels.places import grid_of, lines_of, runs_of  # noqa: E402
from auxilia.panels.row_groups import entries_of  # noqa: E402

ARROW = {
    "BOOLEAN": pa.bool_(),
    "TINYINT": pa.int8(),
    "SMALLINT": pa.int16(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "VARCHAR": pa.string(),
}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "BOOLEAN": st.booleans(),
    "TINYINT": st.integers(-128, 127),
    "SMALLINT": st.integers(-(2**15), 2**15 - 1),
    "INTEGER": st.integers(-(2**31), 2**31 - 1),
    "BIGINT": st.integers(-(2**63), 2**63 - 1),
    "DOUBLE": st.floats(),
    "VARCHAR": st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
}


def compress(content: bytes) -> bytes:
    packed: bytes = pa.Codec("zstd").compress(content, asbytes=True)
    return packed


def written(groups: list[Any], kind: str, plain: bool = False) -> bytes:
    """A file of one column, a row group an array."""
    file = io.BytesIO()
    writer = ParquetWriter(file, {"x": kind})
    for column in groups:
        chunk = plain_chunk(column, compress) if plain else coded_chunk(cells_of(column), kind, compress)
        writer.write([chunk], len(column))
    writer.close()
    return file.getvalue()


def alike(one: list[Any], other: list[Any]) -> bool:
    """Equal lists, in which NaN is itself and -0 is not 0."""
    return [repr(value) for value in one] == [repr(value) for value in other]


@settings(max_examples=150, deadline=None)
@given(data=st.data(), kind=st.sampled_from(sorted(ARROW)), cut=st.integers(0, 3))
def test_values_come_back(tmp_path_factory: pytest.TempPathFactory, data: Any, kind: str, cut: int) -> None:
    """Among others all missing, one value only, slices of a longer array."""
    value = VALUES[kind]
    few = data.draw(st.lists(value, min_size=1, max_size=data.draw(st.sampled_from((1, 2, 5, 16, 17, 40)))))
    cell = st.none() | st.sampled_from(few) if data.draw(st.booleans()) else st.sampled_from(few)
    groups = data.draw(st.lists(st.lists(cell, min_size=1, max_size=70), min_size=1, max_size=3))
    arrays = [pa.array([None] * cut + group, ARROW[kind])[cut:] for group in groups]
    path = tmp_path_factory.mktemp("chunks") / "x.parquet"
    path.write_bytes(written(arrays, kind))
    expected = [value for group in groups for value in group]
    assert alike(parquet.read_table(path)["x"].to_pylist(), expected)
    assert alike([row[0] for row in duckdb.sql(f"FROM '{path}'").fetchall()], expected)
    assert str(duckdb.sql(f"FROM '{path}'").types[0]) == kind


@pytest.mark.parametrize("distinct", [1, 2, 16, 17, 256, 257, 65_535, 65_536, 70_000])
@pytest.mark.parametrize("kind", ["INTEGER", "DOUBLE", "VARCHAR"])
def test_any_number_of_values_comes_back(tmp_path: Path, kind: str, distinct: int) -> None:
    polars = pytest.importorskip("polars")
    numbers = (np.arange(80_003) * 7 % distinct).tolist()
    values = (
        [f"w{n}" for n in numbers]
        if kind == "VARCHAR"
        else [n * (1.5 if kind == "DOUBLE" else 1) for n in numbers]
    )
    values[::11] = [None] * len(values[::11])
    column = pa.array(values, ARROW[kind])
    path = tmp_path / "x.parquet"
    path.write_bytes(written([column], kind))
    assert parquet.read_table(path)["x"].combine_chunks().equals(column)
    assert polars.read_parquet(path)["x"].to_list() == values
    bounds = duckdb.sql(f"SELECT min(x), max(x) FROM '{path}' WHERE x IS NOT NULL").fetchall()[0]
    told = parquet.ParquetFile(path).metadata.row_group(0).column(0).statistics
    assert (told.min, told.max) == bounds
    assert told.null_count == column.null_count


@pytest.mark.parametrize("nulls", [0, 7])
def test_numbers_without_a_dictionary_come_back(tmp_path: Path, nulls: int) -> None:
    values: list[float | None] = np.random.default_rng(3).normal(size=9_001).tolist()
    values[:nulls] = [None] * nulls
    column = pa.array(values, pa.float64())
    assert many_valued(column)
    assert not many_valued(pa.array([round(v or 0) for v in values], pa.float64()))
    path = tmp_path / "x.parquet"
    path.write_bytes(written([column], "DOUBLE", plain=True))
    assert parquet.read_table(path)["x"].to_pylist() == values
    assert duckdb.sql(f"SELECT count(x) FROM '{path}' WHERE x > 0").fetchall()[0][0] == sum(
        (v or 0) > 0 for v in values
    )


def test_a_file_without_rows_and_one_with_a_number_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(written([], "INTEGER"))
    assert duckdb.sql(f"FROM '{path}'").fetchall() == []
    path.write_bytes(written([pa.array([1.0, math.nan, -0.0])], "DOUBLE"))
    told = parquet.ParquetFile(path).metadata.row_group(0).column(0).statistics
    assert not told.has_min_max


def test_the_footer_lists_its_row_groups() -> None:
    """Read by the reader of DuckDB's footers."""
    content = written([pa.array([1, 2])] * 17, "BIGINT")
    begin = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    assert len(entries_of(content[begin:-8])) == 17


keys = st.lists(st.tuples(st.integers(0, 5), st.integers(1990, 1996)), max_size=30)


@given(table=keys, rows=keys.filter(len))
def test_rows_find_their_lines(table: list[tuple[int, int]], rows: list[tuple[int, int]]) -> None:
    numbers = sorted({pair << 12 | year for pair, year in table})
    wanted = [pair << 12 | year for pair, year in rows]
    places = grid_of(np.array(numbers, np.int64)).find(runs_of(np.array(wanted, np.int64)))
    assert places.tolist() == [numbers.index(one) if one in numbers else -1 for one in wanted]
    lines = lines_of(places + 1)
    assert lines.used[lines.at].tolist() == (places + 1).tolist()
    assert lines.times.sum() == len(rows)
