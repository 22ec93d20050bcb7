"""What years do to ties: spells, turnover, growth; counted again from sets and sequences of years."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia.errors import ModelError
from auxilia.measures import Amounts, Ties
from auxilia.measures.dyad.spells import age, interruption
from auxilia.measures.provider.turnover import entry_and_exit
from auxilia.measures.synthetic import invent
from auxilia.measures.system.growth import growth

PARTS = ("entry", "exit", "spread", "retreat", "deepening", "thinning")
seeds = given(seed=st.integers(0, 2**16))
few = settings(max_examples=12, deadline=None)
some_years = st.sets(st.integers(1990, 2010), min_size=1)


@given(years=some_years, gap=st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_spells_of_one_tie(years: set[int], gap: int) -> None:
    run = sorted(years)
    ties = Ties([0] * len(run), [1] * len(run), run)
    ages, breaks = age(ties, gap=gap, observed_from=1990), interruption(ties, gap=gap)
    began, off = run[0], 0
    for row, year in enumerate(run):
        pause = year - run[row - 1] - 1 if row else 0
        if pause > gap:
            began, off = year, off + pause
        assert ages.age[row] == year - began
        assert ages.since_first[row] == year - run[0]
        assert ages.at_least[row] == (began == 1990)
        assert breaks.years_off[row] == off
        assert breaks.last_gap[row] == (pause if pause > gap else 0)
    pauses = [after - before - 1 for before, after in pairwise(run)]
    assert breaks.n_interruptions[-1] == sum(pause > gap for pause in pauses)


@seeds
@few
def test_each_tie_has_its_own_spells(seed: int) -> None:
    ties = invent(seed, actors=6, years=8, rows=60).ties
    found = interruption(ties)
    dyads = set(zip(found.provider.tolist(), found.recipient.tolist(), strict=True))
    for i, j in dyads:
        here = (ties.provider == i) & (ties.recipient == j)
        there = (found.provider == i) & (found.recipient == j)
        alone = interruption(Ties(ties.provider[here], ties.recipient[here], ties.year[here]))
        assert found.years_off[there].tolist() == alone.years_off.tolist()
        assert found.n_interruptions[there].tolist() == alone.n_interruptions.tolist()


@seeds
@few
def test_entry_and_exit_are_differences_of_sets(seed: int) -> None:
    ties = invent(seed, actors=8, years=6, rows=70).ties
    has: dict[tuple[int, int], set[int]] = defaultdict(set)
    rows = zip(ties.provider.tolist(), ties.year.tolist(), ties.recipient.tolist(), strict=True)
    for i, year, j in rows:
        has[i, year].add(j)
    found = entry_and_exit(ties, years=(1990, 1996))
    expected = {
        (i, year): (len(now - then), len(then - now), len(now & then))
        for i in range(8)
        for year in range(1991, 1997)
        if (now := has[i, year]) | (then := has[i, year - 1])
    }
    counts = zip(found.n_entered.tolist(), found.n_left.tolist(), found.n_kept.tolist(), strict=True)
    keys = zip(found.provider.tolist(), found.year.tolist(), strict=True)
    assert dict(zip(keys, counts, strict=True)) == expected


def test_a_provider_that_pauses_leaves_and_enters_again() -> None:
    found = entry_and_exit(Ties([0, 0], [1, 1], [2000, 2002]))
    assert found.year.tolist() == [2001, 2002]
    assert (found.n_left.tolist(), found.n_entered.tolist()) == ([1, 0], [0, 1])


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 3), st.integers(4, 7), st.integers(2000, 2005), st.integers(0, 50)),
        min_size=1,
        max_size=60,
    ),
    lag=st.integers(1, 3),
)
@settings(max_examples=60, deadline=None)
def test_growth_adds_up_exactly(rows: list[tuple[int, int, int, int]], lag: int) -> None:
    provider, recipient, year, weight = zip(*rows, strict=True)
    found = growth(Amounts(provider, recipient, year, weight), lag=lag, years=(2000, 2005))
    # Whole amounts are exact in doubles: so is the sum of the parts.
    assert (sum(getattr(found, part) for part in PARTS) == found.change).all()
    totals = [sum(row[3] for row in rows if row[2] == one) for one in range(2000, 2006)]
    assert found.total.tolist() == totals[lag:]
    changes = [after - before for before, after in zip(totals, totals[lag:], strict=False)]
    assert found.change.tolist() == changes
    for part in ("entry", "spread", "deepening", "spread_to_new"):
        assert (getattr(found, part) >= 0).all()
    for part in ("exit", "retreat", "thinning"):
        assert (getattr(found, part) <= 0).all()


@seeds
@few
def test_every_change_of_a_tie_is_in_one_part_of_growth(seed: int) -> None:
    amounts = invent(seed, actors=7, years=4, rows=40).amounts
    w: dict[tuple[int, int, int], float] = defaultdict(float)
    for i, j, t, x in zip(
        amounts.provider.tolist(),
        amounts.recipient.tolist(),
        amounts.year.tolist(),
        amounts.weight.tolist(),
        strict=True,
    ):
        w[t, i, j] += x
    found = growth(amounts, years=(1990, 1993))
    for row, t in enumerate((1991, 1992, 1993)):
        expected: dict[str, float] = dict.fromkeys((*PARTS, "spread_to_new"), 0.0)
        givers = [{i for year, i, _ in w if year == one} for one in (t - 1, t)]
        takers_before = {j for year, _, j in w if year == t - 1}
        for i, j in {(i, j) for year, i, j in w if year in (t - 1, t)}:
            now, then = w.get((t, i, j), 0.0), w.get((t - 1, i, j), 0.0)
            stays = i in givers[0] and i in givers[1]
            if not stays:
                expected["entry" if now else "exit"] += now - then
            elif now and then:
                expected["deepening" if now > then else "thinning"] += now - then
            else:
                expected["spread" if now else "retreat"] += now - then
                expected["spread_to_new"] += now if j not in takers_before else 0.0
        assert {part: getattr(found, part)[row] for part in expected} == pytest.approx(expected)


def test_a_year_without_ties_is_a_year_of_growth_all_the_same() -> None:
    found = growth(Ties([0, 0], [1, 2], [2000, 2002]))
    assert found.year.tolist() == [2001, 2002]
    assert found.change.tolist() == [-1.0, 1.0]
    assert (found.exit.tolist(), found.entry.tolist()) == ([-1.0, 0.0], [0.0, 1.0])


def test_ties_outside_of_the_years_observed_are_refused() -> None:
    ties = Ties([0, 0], [1, 2], [2000, 2002])
    for measured in (growth, entry_and_exit):
        with pytest.raises(ModelError, match=r"ties run from 2000 to 2002, outside .* 2000 to 2001"):
            measured(ties, years=(2000, 2001))


@pytest.mark.parametrize("wrong", [{"lag": 0}, {"lag": 1.5}, {"lag": True}])
def test_a_lag_is_a_whole_number_of_years(wrong: dict[str, int]) -> None:
    with pytest.raises(ModelError, match="whole number of at least 1"):
        growth(Ties([0], [1], [2000]), **wrong)


def test_a_lag_may_be_a_whole_number_of_numpy() -> None:
    assert growth(Ties([0], [1], [2000]), lag=np.int64(1)).lag == 1  # type: ignore[arg-type]


def test_a_gap_is_no_negative_number() -> None:
    with pytest.raises(ModelError, match="gap=-1"):
        age(Ties([0], [1], [2000]), gap=-1)


def test_spells_of_no_tie() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert age(Ties(none, none, none)).age.size == 0
