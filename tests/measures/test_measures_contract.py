"""What every measure must do, found by looking: a new measure is tested the moment its file is there."""

from __future__ import annotations

import doctest
import importlib
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world_changes import chosen_rows, relabelled, scaled, split_rows, table, unweighted, with_weight

from auxilia.errors import ModelError, UnknownNameError
from auxilia.measures import Amounts, Measure, Result, Ties, catalogue, find
from auxilia.measures.record import HOLDS
from auxilia.measures.synthetic import World, invent

ALL = catalogue()
# Sums are taken in another order after a change: doubles differ in their last digits.
CLOSE = {"rtol": 1e-9, "atol": 1e-12}
every_measure = pytest.mark.parametrize("measure", ALL, ids=lambda measure: measure.name)
seeds = st.integers(0, 2**16)
few = settings(max_examples=8, deadline=None)

# Measures that compare years: one year alone is not enough for them.
OVER_TIME = {"age", "interruption", "fingerprint_change", "switching", "entry_and_exit", "growth"}
OF_AMOUNTS = tuple(measure for measure in ALL if "negative" in measure.takes)


@cache
def small(seed: int) -> World:
    return invent(seed, actors=14, years=5, rows=160)


def run(measure: Measure, world: World) -> Result:
    return measure.function(**world.arguments(measure))


def same(measure: Measure, left: dict[str, np.ndarray], right: dict[str, np.ndarray]) -> None:
    holds = {column.name: column.about.holds for column in measure.result.described()}
    for name, values in left.items():
        if holds[name] == "label":
            assert partition(values) == partition(right[name])
        else:
            np.testing.assert_allclose(values, right[name], **CLOSE, err_msg=f"{measure.name}.{name}")


def partition(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)}


@every_measure
def test_a_result_is_a_table_with_one_row_a_key_in_the_order_of_keys(measure: Measure) -> None:
    result = run(measure, small(1))
    columns = result.columns()
    assert list(columns) == [column.name for column in result.described()]
    assert len({values.shape for values in columns.values()}) == 1
    keys = [columns[column.name] for column in result.described() if column.about.key]
    assert keys
    assert keys[0].size > 0
    rows = np.stack(keys, axis=1)
    assert (rows == np.unique(rows, axis=0)).all()
    assert not any(values.flags.writeable for values in columns.values())


@every_measure
def test_columns_hold_what_they_are_said_to_hold(measure: Measure) -> None:
    for column in measure.result.described():
        values = run(measure, small(2)).columns()[column.name]
        assert column.about.holds in HOLDS
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,27}", column.name)
        assert column.about.label
        if column.about.holds in ("actor", "year", "code", "label", "count", "years", "grade"):
            assert values.dtype == np.int64
        elif column.about.holds == "flag":
            assert values.dtype == np.bool_
        else:
            assert values.dtype == np.float64
        if column.about.holds == "share":
            known = values[~np.isnan(values)]
            assert (known >= -1e-12).all()
            assert (known <= 1 + 1e-12).all()
        if column.about.holds in ("count", "years", "grade"):
            assert (values >= 0).all()


@every_measure
@given(seed=seeds)
@few
def test_shares_of_a_whole_sum_to_one(measure: Measure, seed: int) -> None:
    columns = run(measure, small(seed)).columns()
    for column in measure.result.described():
        if column.about.whole:
            keys = np.stack([columns[name] for name in column.about.whole], axis=1)
            _, of_row = np.unique(keys, axis=0, return_inverse=True)
            np.testing.assert_allclose(np.bincount(of_row, columns[column.name]), 1.0)


def test_some_measure_has_shares_of_a_whole() -> None:
    wholes = {measure.name for measure in ALL for c in measure.result.described() if c.about.whole}
    assert wholes >= {"provider_shares", "fingerprint", "instrument_mix"}


@every_measure
@given(seed=seeds)
@few
def test_other_numbers_for_the_actors_change_nothing(measure: Measure, seed: int) -> None:
    world = small(seed)
    new = np.random.default_rng(seed).permutation(60)
    same(measure, table(run(measure, world), new), table(run(measure, relabelled(world, new))))


@every_measure
@given(seed=seeds)
@few
def test_the_order_of_rows_changes_nothing(measure: Measure, seed: int) -> None:
    world = small(seed)
    order = np.random.default_rng(seed).permutation(world.amounts.rows)
    same(measure, table(run(measure, world)), table(run(measure, chosen_rows(world, order))))


@every_measure
@given(seed=seeds)
@few
def test_a_tie_told_in_two_parts_is_one_tie(measure: Measure, seed: int) -> None:
    world = small(seed)
    apart = split_rows(world, np.random.default_rng(seed))
    same(measure, table(run(measure, world)), table(run(measure, apart)))


@every_measure
@given(seed=seeds, factor=st.sampled_from([1e-6, 0.5, 3.0, 1e9]))
@few
def test_another_unit_changes_amounts_and_nothing_else(measure: Measure, seed: int, factor: float) -> None:
    world = small(seed)
    found = table(run(measure, scaled(world, factor)))
    before = table(run(measure, world), factor=factor)
    holds = {column.name: column.about.holds for column in measure.result.described()}
    for name, values in before.items():
        if holds[name] == "weight":
            # What is zero is the difference of two sums, and off by their last digits.
            np.testing.assert_allclose(values, found[name], rtol=1e-9, atol=1e-9 * factor)
    same(measure, *({n: v for n, v in t.items() if holds[n] != "weight"} for t in (before, found)))


@every_measure
def test_all_years_at_once_are_each_year_alone(measure: Measure) -> None:
    world = small(3)
    if measure.name in OVER_TIME:
        assert "year" in {column.name for column in measure.result.described()}
        return
    whole = table(run(measure, world))
    for year in np.unique(world.amounts.year):
        alone = chosen_rows(world, np.flatnonzero(world.amounts.year == year))
        here = whole["year"] == year
        if {"sides", "support"} & set(measure.takes):
            continue
        same(measure, {n: v[here] for n, v in whole.items()}, table(run(measure, alone)))


@every_measure
def test_nothing_gives_an_empty_table(measure: Measure) -> None:
    world = small(4)
    none = np.zeros(0, dtype=np.int64)
    nothing = replace(
        chosen_rows(world, none),
        support=type(world.support)(none, none, none, none),
        sides=type(world.sides)(none, none, none, none),
    )
    assert {values.size for values in run(measure, nothing).columns().values()} == {0}


@every_measure
def test_amounts_are_not_taken_for_ties_nor_ties_for_amounts(measure: Measure) -> None:
    world = small(5)
    arguments = world.arguments(measure)
    wrong = {"amounts": world.ties, "ties": world.amounts, "network": None, "sides": None, "support": None}
    name = next(name for name in arguments if name in wrong)
    with pytest.raises(ModelError, match=rf"{measure.name}: {name} .*Mend:"):
        measure.function(**arguments | {name: wrong[name]})


@pytest.mark.parametrize("measure", [m for m in ALL if "network" in m.takes], ids=lambda m: m.name)
def test_a_network_of_ties_is_one_of_amounts_of_one_each(measure: Measure) -> None:
    world = small(6)
    provider, recipient, year = world.ties.dyads()
    ones = replace(world, network=Amounts(provider, recipient, year, np.ones(year.size)))
    same(measure, table(run(measure, unweighted(world))), table(run(measure, ones)))


@pytest.mark.parametrize("measure", OF_AMOUNTS, ids=lambda m: m.name)
def test_negative_amounts_are_refused_or_treated_by_name(measure: Measure) -> None:
    world = small(7)
    weight = world.amounts.weight.copy()
    weight[[3, 11]] *= -1
    taken_back = with_weight(world, weight)
    arguments = taken_back.arguments(measure)
    with pytest.raises(
        ModelError, match=r"2 amounts are negative, the first in row 3 .*Mend: negative='floor'"
    ):
        measure.function(**arguments)
    for rule in ("floor", "gross"):
        treated = measure.function(**arguments, negative=rule).negatives  # type: ignore[attr-defined]
        assert (treated.rule, treated.rows) == (rule, 2)
        assert treated.amount == pytest.approx(weight[3] + weight[11])
    clear = measure.function(**world.arguments(measure)).negatives  # type: ignore[attr-defined]
    assert (clear.rule, clear.rows, clear.amount, clear.floored) == ("refuse", 0, 0.0, 0)
    with pytest.raises(ModelError, match="one of refuse, floor, gross"):
        measure.function(**arguments, negative="ignore")


@every_measure
def test_the_docstring_has_words_a_formula_an_example_and_a_reference(measure: Measure) -> None:
    assert measure.label.endswith((".", "?"))
    assert measure.formula
    assert re.search(r"\(\d{4}\)", measure.reference)
    assert ">>>" in measure.example
    assert set(measure.requires) <= set(measure.takes)


@pytest.mark.parametrize("name", sorted({measure.function.__module__ for measure in ALL}))
def test_the_examples_are_true(name: str) -> None:
    tried = doctest.testmod(importlib.import_module(name))
    assert tried.attempted >= 2
    assert tried.failed == 0


def test_the_catalogue_has_every_measure_once_and_finds_it() -> None:
    names = [measure.name for measure in ALL]
    assert len(set(names)) == len(names)
    assert find("dependency").level == "recipient"
    with pytest.raises(UnknownNameError, match="dependency"):
        find("dependence")


def test_all_that_the_design_names_is_there() -> None:
    design = {
        "dyad": "intensity multiplexity age interruption reciprocity fingerprint fingerprint_similarity",
        "recipient": "provider_shares dependency exit_exposure co_provision switching polarised_dependence "
        "sector_fragmentation",
        "provider": "reach entry_and_exit provider_concentration instrument_mix overlap knowability",
        "triad": "competitive_intervention proxies co_sponsorship closure brokerage",
        "system": "numbers_of_actors density system_concentration communities modularity effective_poles "
        "growth",
    }
    found = {level: {m.name for m in ALL if m.level == level} for level in design}
    assert all(found[level] >= set(names.split()) for level, names in design.items())


def test_a_parameter_that_no_world_has_is_told() -> None:
    def strange(ties: Ties, weather: int) -> Result:
        return Result()

    with pytest.raises(ModelError, match="weather, which no invented world has"):
        small(1).arguments(Measure("strange", "dyad", strange, Result))
