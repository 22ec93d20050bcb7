"""Bad input is refused at the door, with the row and the mend; rows are grouped as dictionaries would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia.errors import ModelError
from auxilia.measures import Amounts, Distances, Membership
from auxilia.measures.dyad.intensity import intensity
from auxilia.measures.grouping import group_by, pairs_within
from auxilia.measures.recipient.dependency import dependency


@pytest.mark.parametrize(
    ("provider", "recipient", "year", "weight", "says"),
    [
        ([0.0], [1], [2000], [1.0], "provider holds float64 and not whole numbers"),
        (["USA"], [1], [2000], [1.0], "provider holds .* Mend: number the actors"),
        ([-1], [1], [2000], [1.0], "provider is -1 in row 0, below 0"),
        ([0, 1], [1, 2], [2000], [1.0, 1.0], "differ in length: provider 2, recipient 2, year 1"),
        ([0, 3], [1, 3], [2000, 2000], [1.0, 1.0], r"both actor 3 in row 1 \(1 such rows\)"),
        ([0], [1], [2000], [float("nan")], "weight is nan in row 0. A missing figure is no zero"),
        ([0], [1], [2000], [float("inf")], "weight is inf in row 0"),
        ([0], [1], [2000], [True], "weight holds bool and not numbers. .* build Ties"),
        ([0], [1], [2000], [1.0, 2.0], "differ in length: provider 1, weight 2"),
        ([[0]], [1], [2000], [1.0], "provider has 2 dimensions"),
        ([0], [1], [2000.5], [1.0], "year holds float64"),
    ],
)
def test_amounts_that_cannot_be(provider, recipient, year, weight, says) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ModelError, match=says):
        Amounts(provider, recipient, year, weight)


def test_a_weighted_tie_becomes_binary_only_by_a_stated_rule() -> None:
    amounts = Amounts([0, 0, 1, 1], [2, 2, 2, 3], [2000] * 4, [1.0, 2.0, 3.0, -1.0])
    some, many = amounts.ties(above=0), amounts.ties(above=3)
    assert some.provider.tolist() == [0, 1]
    assert some.recipient.tolist() == [2, 2]
    assert some.rule == "yearly sum above 0"
    assert many.rows == 0
    with pytest.raises(ModelError, match="above=nan"):
        amounts.ties(above=float("nan"))
    with pytest.raises(TypeError):
        amounts.ties()  # type: ignore[call-arg]


def test_inputs_and_results_cannot_be_written_to() -> None:
    amounts = Amounts([0], [1], [2000], [1.0])
    with pytest.raises(ValueError, match="read-only"):
        amounts.weight[0] = 2.0
    with pytest.raises(ValueError, match="read-only"):
        dependency(amounts).herfindahl[0] = 2.0
    with pytest.raises(AttributeError):
        amounts.weight = np.ones(1)  # type: ignore[misc]


def test_the_callers_arrays_stay_his_own() -> None:
    weight = np.array([1.0, 2.0])
    amounts = Amounts([0, 0], [1, 2], [2000, 2000], weight)
    weight[0] = 99.0
    assert amounts.weight.tolist() == [1.0, 2.0]


def test_one_category_a_row() -> None:
    amounts = Amounts([0, 0], [1, 2], [2000, 2000], [1.0, 1.0])
    with pytest.raises(ModelError, match="kind has 1 entries for 2 rows"):
        intensity(amounts, [0])
    with pytest.raises(ModelError, match="kind is -1 in row 1"):
        intensity(amounts, [0, -1])


def test_kinds_of_figures_are_never_added() -> None:
    amounts = Amounts([0, 0, 1], [9, 9, 9], [2000] * 3, [30.0, 7.0, 10.0])
    found = intensity(amounts, kind=[0, 1, 0])
    assert found.amount.tolist() == [30.0, 7.0, 10.0]
    assert found.of_recipient.tolist() == [0.75, 1.0, 0.25]


@pytest.mark.parametrize(
    ("first", "second", "value", "says"),
    [
        ([0], [1], [-1.0], r"distance of 0 and 1 in 2000 is -1 \(row 0\)"),
        ([3], [3], [1.0], "distance of 3 and 3 in 2000 is 1"),
        ([0, 1], [1, 0], [1.0, 2.0], "distance of 0 and 1 in 2000 has two values, 1 and 2"),
    ],
)
def test_distances_that_cannot_be(first: list[int], second: list[int], value: list[float], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        Distances(first, second, [2000] * len(value), value)


def test_distances_of_positions_know_everyone_and_are_symmetric() -> None:
    apart = Distances.of_positions([4, 2, 7, 2], [2000, 2000, 2000, 2001], [1.0, -1.0, 4.0, 0.0])
    matrix = apart.matrix(2000, np.array([2, 4, 5, 7]))
    np.testing.assert_array_equal(matrix, matrix.T)
    assert matrix[0].tolist()[:2] == [0.0, 2.0]
    assert matrix[1, 3] == 3.0
    assert np.isnan(matrix[2]).all()
    assert apart.matrix(2001, np.array([2]))[0, 0] == 0.0
    assert np.isnan(apart.matrix(2000, np.array([2, 9]))[1, 1])
    with pytest.raises(ModelError, match="actor 2 has two positions in 2000"):
        Distances.of_positions([2, 2], [2000, 2000], [0.0, 1.0])


def test_an_actor_has_one_group_a_year() -> None:
    with pytest.raises(ModelError, match="actor 1 has more than one group in 2000"):
        Membership([1, 1], [2000, 2000], [0, 1])
    twice = Membership([1, 1], [2000, 2000], [5, 5])
    assert twice.of(np.array([1]), np.array([2000])).tolist() == [5]


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from([-(2**60), 0, 7, 2**60]), st.integers(-3, 2**40)),
        min_size=1,
        max_size=40,
    )
)
@settings(max_examples=60, deadline=None)
def test_groups_are_those_of_a_dictionary_in_the_order_of_values(rows: list[tuple[int, int, int]]) -> None:
    columns = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    found = group_by(*columns)
    keys = sorted(set(rows))
    assert list(zip(*(column.tolist() for column in found.columns), strict=True)) == keys
    assert [keys[group] for group in found.of_row.tolist()] == rows
    assert found.count().tolist() == [rows.count(key) for key in keys]


@given(groups=st.lists(st.integers(0, 4), max_size=30), most=st.integers(1, 20))
@settings(max_examples=60, deadline=None)
def test_every_two_rows_of_a_group_meet_once_in_some_block(groups: list[int], most: int) -> None:
    ordered = sorted(groups)
    blocks = list(pairs_within(np.array(ordered, dtype=np.int64), most=most))
    pairs = [pair for left, right in blocks for pair in zip(left.tolist(), right.tolist(), strict=True)]
    size = len(ordered)
    assert pairs == [(i, j) for i in range(size) for j in range(i + 1, size) if ordered[i] == ordered[j]]
