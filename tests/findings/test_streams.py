"""The bridge from the ledger to models of dated choices: who is there, what happened, what was filled."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as shapes

from auxilia.errors import UsageError
from auxilia.panels import streams
from auxilia.panels.streams import Frame
from findings.choosing import BUYERS, JOINED, LATE, RUS, STATES, USA, YEARS, Choosing, choosing_ledger
from findings.made import indicator
from report.ledger import empty_ledger

SMALL = Frame(("state:A", "state:B"), range(2000, 2004), np.ones((4, 2), bool))
CELLS = shapes.arrays(float, (4, 2), elements=st.one_of(st.just(float("nan")), st.floats(-9, 9)))


@pytest.fixture(scope="module")
def choosing() -> Choosing:
    return choosing_ledger()


@pytest.fixture(scope="module")
def states(choosing: Choosing) -> Frame:
    return streams.frame(choosing.ledger.con, YEARS[0], YEARS[-1])


def test_a_state_is_there_from_the_year_in_which_it_joins(states: Frame) -> None:
    assert states.actors == tuple(sorted(STATES))
    late = states.present[:, states.place(LATE)]
    assert late.tolist() == [year >= JOINED for year in YEARS]
    assert states.present[:, states.place(USA)].all()
    with pytest.raises(UsageError, match="no member of the state system"):
        states.place("state:ATLANTIS")


def test_years_without_a_state_are_refused(choosing: Choosing) -> None:
    with pytest.raises(UsageError, match="no state is a member"):
        streams.frame(choosing.ledger.con, 1800, 1810)


def test_a_training_stands_at_its_day(choosing: Choosing, states: Frame) -> None:
    found = streams.trainings(choosing.ledger.con, states)
    assert found.time[0] == pytest.approx(2000 + 9 / 366)  # 10 January
    assert np.all(np.diff(found.time) > 0)
    assert found.left_out["no day of beginning"] == 1
    assert len(found.time) == 150
    assert found.open_to.all()


def test_members_of_the_alliance_are_not_open_to_training() -> None:
    con = empty_ledger()
    states = Frame(("state:FRA", "state:MLI", "state:USA"), range(2001, 2003), np.ones((2, 3), bool))
    assert streams.trainings(con, states).open_to.tolist() == [[False, True, True]] * 2


def test_orders_of_a_year_stand_together_at_its_end(choosing: Choosing, states: Frame) -> None:
    found = streams.orders(choosing.ledger.con, states)
    assert sorted(np.floor(found.time).astype(int)) == sorted(year for _, _, year in choosing.orders)
    assert set(np.round(found.time % 1, 6)) == {0.999}
    assert found.left_out["no state of the system at one end"] == 1
    told = {(states.actors[i], states.actors[j], int(t)) for i, j, t in
            zip(found.sender, found.receiver, found.time, strict=True)}  # fmt: skip
    assert told == {(STATES[i], STATES[j], year) for i, j, year in choosing.orders}


@pytest.mark.parametrize("rebels", [False, True])
def test_support_starts_where_there_was_none_in_the_year_before(
    choosing: Choosing, states: Frame, rebels: bool
) -> None:
    found = streams.support(choosing.ledger.con, states, rebels=rebels)
    side = "opponent_id LIKE 'state:%'" if rebels else "recipient_id LIKE 'state:%'"
    rows = choosing.ledger.con.execute(
        "SELECT provider_id, coalesce(opponent_id, recipient_id), year FROM core_claims "
        f"WHERE source_id = 'ucdp_esd' AND facet <> 'none' AND certainty = 'confirmed' AND {side}"
    ).fetchall()
    given_in = set(rows)
    starts = {(i, j, year) for i, j, year in given_in if year > 1975 and (i, j, year - 1) not in given_in}
    told = {(states.actors[i], states.actors[j], int(t)) for i, j, t in
            zip(found.sender, found.receiver, found.time, strict=True)}  # fmt: skip
    assert told == starts
    assert not any(year == 1990 for _, _, year in told)
    # Who was supported last year is not open, and neither is who is not at war.
    provider, state, year = next(row for row in sorted(given_in) if row[0] == RUS and 1975 < row[2] < 2016)
    row = found.open_to[year + 1 - YEARS[0], states.place(provider)]
    assert not row[states.place(state)]
    assert not row[states.place(USA)]
    assert row[states.place(next(buyer for buyer in BUYERS[:11] if (provider, buyer, year) not in given_in))]


def test_gaps_take_the_nearest_year_the_earlier_of_two_and_else_the_median() -> None:
    nan = float("nan")
    values = np.array([[1.0, nan], [nan, nan], [nan, nan], [4.0, nan]])
    found = streams.filled("x", ("x",), values, SMALL)
    assert found.values.tolist() == [[1, 1], [1, 1], [4, 4], [4, 4]]
    assert (found.nearest, found.middle, found.cells) == (2, 4, 8)
    tie = streams.filled("x", ("x",), np.array([[1.0], [nan], [3.0]]),
                         Frame(("state:A",), range(2000, 2003), np.ones((3, 1), bool)))  # fmt: skip
    assert tie.values.ravel().tolist() == [1, 1, 3]


def test_nothing_known_at_all_is_an_error() -> None:
    with pytest.raises(UsageError, match="no values of x"):
        streams.filled("x", ("x",), np.full((4, 2), np.nan), SMALL)


@given(CELLS)
def test_filling_leaves_what_is_known_and_no_gap(values: Any) -> None:
    known = ~np.isnan(values)
    if not known.any():
        return
    found = streams.filled("x", ("x",), values, SMALL)
    assert np.array_equal(found.values[known], values[known])
    assert not np.isnan(found.values).any()
    assert found.nearest + found.middle == int((~known).sum())


@given(shapes.arrays(float, (4, 2), elements=st.integers(0, 2).map(float)), st.integers(0, 1))
def test_changes_say_the_values_of_every_year_again(values: Any, lag: int) -> None:
    years = range(2000, 2004)
    state, time, (actor,), value = streams.changes(values, years, lag)
    held = state.copy()
    for y, year in enumerate(years):
        start, end = year + lag - 0.1, year + lag + 0.9
        now = (time > start) & (time < end)
        held[actor[now]] = value[now]
        assert held.tolist() == values[y].tolist()


def test_an_indicator_that_the_ledger_lacks_is_named(choosing: Choosing, states: Frame) -> None:
    with pytest.raises(UsageError, match="no indicator vdem:missing"):
        streams.of_states(choosing.ledger.con, states, "vdem:missing")


def test_silence_is_zero_where_the_codebook_says_so() -> None:
    con = empty_ledger()
    indicator(con, "ucdp:intensity", 2001, 2002, "zero")
    found = streams.of_states(con, SMALL, "ucdp:intensity")
    assert found.values.tolist() == [[0, 0]] * 4
    assert found.nearest == 4  # the two years that it does not cover


def test_the_first_of_two_distances_counts_and_both_ways(choosing: Choosing, states: Frame) -> None:
    con = empty_ledger()
    for name in ("cow:mindist", "gw:mindist"):
        indicator(con, name, 2000, 2003, "not_reported", of="dyad")
    for name, value in (("cow:mindist", 10.0), ("gw:mindist", 99.0)):
        con.execute(
            "INSERT INTO out_dyad_years (indicator, actor_a, actor_b, directed, year, value, source_id) "
            "VALUES (?, 'state:A', 'state:B', false, 2000, ?, 'x')",
            [name, value],
        )
    found = streams.of_pairs(con, SMALL, "cow:mindist", "gw:mindist")
    assert found.values[0].tolist()[0][1] == found.values[0].tolist()[1][0] == 10
    assert found.sources == ("cow", "gw")
    points = streams.of_states(choosing.ledger.con, states, "unga:ideal_all_2024")
    gaps = streams.apart(points).values
    assert gaps[3, 2, 5] == pytest.approx(abs(points.values[3, 2] - points.values[3, 5]))
