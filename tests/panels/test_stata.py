"""Stata files cell by cell: every kind of variable at its bounds, as pandas and ReadStat read them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia.panels.stata import BOUNDS, Dataset, Variable, missing, write

np = pytest.importorskip("numpy")
pandas = pytest.importorskip("pandas")
pyreadstat = pytest.importorskip("pyreadstat")

KINDS = ("byte", "int", "long", "double")
VARIABLES = (
    *(Variable(kind, kind, f"A {kind}", "why" if kind != "double" else "") for kind in KINDS),
    Variable("text", "str9", "A text — with a dash", notes=("Unit: none", "Source: nobody")),
)
WHY = {2_147_483_622: "not reported", 7: "seven"}


def number(kind: str) -> st.SearchStrategy[float | int]:
    if kind == "double":
        return st.floats(-(2.0**1023) + 2.0**971, 2.0**1023 * (1 - 2.0**-53), allow_nan=False)
    return st.integers(*BOUNDS[kind])


cells = st.tuples(*(number(kind) for kind in KINDS), st.text("aäЖ€", max_size=3))


def written(path: Path, rows: list[tuple[object, ...]], cuts: int = 1) -> Path:
    data = Dataset(VARIABLES, len(rows), "Tïtle", ("first", "second"), {"why": WHY})
    blocks = [rows[i::cuts] for i in range(cuts)]
    names = [v.name for v in VARIABLES]
    chunks = ({n: [row[i] for row in block] for i, n in enumerate(names)} for block in blocks)
    write(path, data, chunks)
    return path


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(cells, min_size=1, max_size=6))
def test_every_value_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, ...]]
) -> None:
    path = written(tmp_path_factory.mktemp("dta") / "rows.dta", rows)
    frame = pandas.read_stata(path, convert_categoricals=False)
    assert [tuple(row) for row in frame.itertuples(index=False)] == rows
    other, meta = pyreadstat.read_dta(path)
    assert [tuple(row) for row in other.itertuples(index=False)] == rows
    assert meta.column_names_to_labels == {v.name: v.label for v in VARIABLES}
    assert meta.file_label == "Tïtle"


def test_missing_values_have_their_letters(tmp_path: Path) -> None:
    rows = [(*(missing(kind, reason) for kind in KINDS), "") for reason in (0, 1, 2, 26)]
    path = written(tmp_path / "rows.dta", rows)
    frame = pandas.read_stata(path, convert_categoricals=False, convert_missing=True)
    for kind in KINDS:
        assert [str(cell) for cell in frame[kind]] == [".", ".a", ".b", ".z"]
    assert pandas.read_stata(path, convert_categoricals=False)[list(KINDS)].isna().all(axis=None)
    other, meta = pyreadstat.read_dta(path, user_missing=True)
    for kind in KINDS:
        assert list(other[kind][1:]) == ["a", "b", "z"]
        assert np.isnan(other[kind][0])
    assert meta.variable_value_labels["byte"] == {"a": "not reported", 7: "seven"}
    assert meta.notes == ["first", "second"]


def test_chunks_follow_one_another(tmp_path: Path) -> None:
    rows = [(i, i, i, float(i), str(i)) for i in range(6)]
    frame = pandas.read_stata(written(tmp_path / "rows.dta", rows, cuts=2), convert_categoricals=False)
    assert list(frame["byte"]) == [0, 2, 4, 1, 3, 5]


def test_a_panel_without_rows_is_a_file_without_rows(tmp_path: Path) -> None:
    frame = pandas.read_stata(written(tmp_path / "rows.dta", [], cuts=1), convert_categoricals=False)
    assert list(frame.columns) == [v.name for v in VARIABLES]
    assert len(frame) == 0
