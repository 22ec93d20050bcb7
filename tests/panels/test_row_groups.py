"""The order of row groups in a Parquet file, as other readers see it."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia.panels.row_groups import entries_of, reorder

SIZE, GROUPS = 2048, 17
WIDE = (
    "range AS place, range % 7 = 0 AS flag, md5(range::VARCHAR) AS word, range / 3 AS number, "
    "CASE WHEN range % 2 = 0 THEN [range, NULL] END AS list, {'a': (range % 99)::SMALLINT} AS pair, "
    "['observed', 'withheld'][1 + range % 2]::ENUM('observed', 'withheld') AS state"
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of more row groups than a short list has, with columns of many types."""
    path = tmp_path_factory.mktemp("parquet") / "rows.parquet"
    with duckdb.connect() as con:
        con.execute("SET threads = 1")
        con.execute(
            f"COPY (SELECT {WIDE} FROM range({SIZE * GROUPS - 5})) TO '{path}' "
            f"(FORMAT parquet, ROW_GROUP_SIZE {SIZE})"
        )
    return path.read_bytes()


def shown(path: Path) -> list[tuple[object, ...]]:
    return duckdb.sql(f"FROM read_parquet('{path}')").fetchall()


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(GROUPS)))
def test_row_groups_come_in_the_order_given(
    original: bytes, tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    path = tmp_path_factory.mktemp("parquet") / "rows.parquet"
    path.write_bytes(original)
    before = shown(path)
    reorder(path, order)
    assert shown(path) == [row for i in order for row in before[i * SIZE : (i + 1) * SIZE]]
    assert path.stat().st_size == len(original)


def test_another_reader_sees_the_same_order(original: bytes, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "rows.parquet"
    path.write_bytes(original)
    reorder(path, [3, *(i for i in range(GROUPS) if i != 3)])
    places = parquet.read_table(path)["place"].to_pylist()
    assert places == [row[0] for row in shown(path)]
    assert places[:2] == [3 * SIZE, 3 * SIZE + 1]


@pytest.mark.parametrize("order", [[0], [0] * GROUPS, list(range(1, GROUPS + 1))])
def test_an_order_names_each_row_group_once(original: bytes, tmp_path: Path, order: list[int]) -> None:
    path = tmp_path / "rows.parquet"
    path.write_bytes(original)
    with pytest.raises(ValueError, match="17 row groups"):
        reorder(path, order)
    assert path.read_bytes() == original


def test_what_is_no_parquet_file_is_refused(original: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    path.write_bytes(b"a,b\n1,2\n" * 3)
    with pytest.raises(ValueError, match="no Parquet file"):
        reorder(path, [0])
    with pytest.raises(ValueError, match="without row groups"):
        entries_of(b"\x00")
    with pytest.raises(ValueError, match="type 11"):
        entries_of(b"\x1b\x00")
