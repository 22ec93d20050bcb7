"""Support in conflicts, and what can be known of providers: counted again with sets."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia.errors import ModelError
from auxilia.measures import Sides, Support, Ties
from auxilia.measures.dyad.multiplexity import multiplexity
from auxilia.measures.provider.knowability import GRADES, knowability
from auxilia.measures.recipient.co_provision import co_provision
from auxilia.measures.synthetic import invent
from auxilia.measures.triad.competition import competitive_intervention
from auxilia.measures.triad.sponsors import co_sponsorship, proxies, rival_sponsorship

Camps = dict[tuple[int, int], tuple[set[int], set[int]]]
seeds = given(seed=st.integers(0, 2**16))
few = settings(max_examples=15, deadline=None)


def camps(sides: Sides) -> Camps:
    """(conflict, year) -> supporters of side 0 and of side 1."""
    found: Camps = defaultdict(lambda: (set(), set()))
    for who, conflict, side, year in zip(
        sides.supporter.tolist(),
        sides.conflict.tolist(),
        sides.side.tolist(),
        sides.year.tolist(),
        strict=True,
    ):
        found[conflict, year][side].add(who)
    return dict(sorted(found.items()))


@seeds
@few
def test_competitive_intervention_needs_two_different_states(seed: int) -> None:
    sides = invent(seed, actors=9, years=3, rows=30).sides
    found = competitive_intervention(sides)
    for row, ((conflict, year), (zero, one)) in enumerate(camps(sides).items()):
        assert (found.conflict[row], found.year[row]) == (conflict, year)
        assert (found.n_side_0[row], found.n_side_1[row]) == (len(zero), len(one))
        assert found.n_both[row] == len(zero & one)
        rivals = [(a, b) for a in zero for b in one if a != b]
        assert found.n_rival_pairs[row] == len(rivals)
        assert found.competitive[row] == bool(rivals)


@seeds
@few
def test_pairs_of_sponsors_on_one_side_and_on_opposite_sides(seed: int) -> None:
    sides = invent(seed, actors=9, years=3, rows=30).sides
    together: Counter[tuple[int, int, int]] = Counter()
    opposed: Counter[tuple[int, int, int]] = Counter()
    for (_, year), (zero, one) in camps(sides).items():
        for camp in (zero, one):
            together.update((year, a, b) for a, b in itertools.combinations(sorted(camp), 2))
        opposed.update({(year, min(a, b), max(a, b)) for a in zero for b in one if a != b})
    with_each_other, against = co_sponsorship(sides), rival_sponsorship(sides)
    assert rows(with_each_other.year, with_each_other, "n_sides") == dict(together)
    assert rows(against.year, against, "n_conflicts") == dict(opposed)


def rows(year: np.ndarray, found: object, name: str) -> dict[tuple[int, ...], int]:
    keys = (year, found.sponsor_a, found.sponsor_b)  # type: ignore[attr-defined]
    return dict(
        zip(zip(*(k.tolist() for k in keys), strict=True), getattr(found, name).tolist(), strict=True)
    )


@seeds
@few
def test_proxies_are_counted_on_both_ends(seed: int) -> None:
    s = invent(seed, actors=9, years=3, rows=30).support
    proxied: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for i, a, k, year in zip(
        s.supporter.tolist(), s.supported.tolist(), s.opponent.tolist(), s.year.tolist(), strict=True
    ):
        proxied[i, k, year].add(a)
    found = proxies(s)
    keys = zip(found.sponsor.tolist(), found.target.tolist(), found.year.tolist(), strict=True)
    counted = zip(found.n_proxies.tolist(), found.n_returned.tolist(), strict=True)
    expected = {
        (i, k, year): (len(them), len(proxied.get((k, i, year), set())))
        for (i, k, year), them in proxied.items()
    }
    assert dict(zip(keys, counted, strict=True)) == expected


def test_support_becomes_sides_of_the_pairs_that_fight() -> None:
    # State 5 helps 1 against 2, and 6 helps 2 against 1: one conflict; 5 helps 3 against 1: another.
    sides = Support([5, 6, 5], [1, 2, 3], [2, 1, 1], [2000] * 3).sides()
    found = competitive_intervention(sides)
    assert found.competitive.tolist() == [True, False]
    assert camps(sides) == {(0, 2000): ({5}, {6}), (1, 2000): (set(), {5})}


@pytest.mark.parametrize(
    ("supporter", "supported", "opponent", "says"),
    [
        ([1], [1], [2], "supporter and supported are both actor 1"),
        ([1], [2], [1], "supporter and opponent are both actor 1"),
        ([1], [2], [2], "supported and opponent are both actor 2"),
    ],
)
def test_three_parties_are_three(
    supporter: list[int], supported: list[int], opponent: list[int], says: str
) -> None:
    with pytest.raises(ModelError, match=says):
        Support(supporter, supported, opponent, [2000])


def test_a_conflict_has_two_sides() -> None:
    with pytest.raises(ModelError, match=r"side is 2 in row 1\. Mend"):
        Sides([0, 1], [0, 0], [0, 2], [2000, 2000])


@seeds
@few
def test_practices_and_providers_are_counted_once(seed: int) -> None:
    invented = invent(seed, actors=8, years=3, rows=90)
    ties, practice, instrument = invented.ties, invented.practice, invented.instrument
    many = multiplexity(ties, practice, instrument)
    meet = co_provision(ties, practice)
    for row in range(many.year.size):
        here = (ties.provider == many.provider[row]) & (ties.recipient == many.recipient[row])
        here &= ties.year == many.year[row]
        assert many.n_practices[row] == len(set(practice[here].tolist()))
        assert many.n_instruments[row] == len(set(instrument[here].tolist()))
    for row in range(meet.year.size):
        here = (ties.recipient == meet.recipient[row]) & (ties.year == meet.year[row])
        providers = set(ties.provider[here].tolist())
        by_practice = {
            p: set(ties.provider[here & (practice == p)].tolist()) for p in set(practice[here].tolist())
        }
        assert meet.n_providers[row] == len(providers)
        assert meet.n_pairs[row] == len(list(itertools.combinations(providers, 2)))
        assert meet.n_practices[row] == len(by_practice)
        assert meet.n_shared_practices[row] == sum(len(who) > 1 for who in by_practice.values())


@pytest.mark.parametrize(
    ("own", "valued", "confirmed", "grade"),
    [
        ([True, True], [True, False], [True, True], "publishes"),
        ([True, False], [False, True], [True, True], "partly"),
        ([False, False], [True, True], [True, False], "inferred"),
        ([False, False], [True, False], [False, False], "opaque"),
    ],
)
def test_grades_of_knowability(
    own: list[bool], valued: list[bool], confirmed: list[bool], grade: str
) -> None:
    found = knowability(Ties([0, 0], [1, 2], [2000, 2000]), [0, 0], own, valued, confirmed)
    assert GRADES[found.grade[0]] == grade


@seeds
@few
def test_knowability_is_a_part_of_known_ties(seed: int) -> None:
    w = invent(seed, actors=6, years=3, rows=80)
    found = knowability(w.ties, w.practice, w.own, w.valued, w.confirmed, most=0.3)
    for row in range(found.year.size):
        here = np.flatnonzero((w.ties.provider == found.provider[row]) & (w.ties.year == found.year[row]))
        tie = {place: (int(w.ties.recipient[place]), int(w.practice[place])) for place in here.tolist()}
        figures = {tie[p] for p in tie if w.own[p] and w.valued[p]}
        assert found.n_ties[row] == len(set(tie.values()))
        assert found.own_figures[row] == pytest.approx(len(figures) / len(set(tie.values())))
        assert found.own[row] >= found.own_figures[row]
        assert (found.grade[row] == 0) == (found.own_figures[row] >= 0.3)


def test_knowability_takes_conditions_and_a_limit_that_can_be() -> None:
    ties = Ties([0], [1], [2000])
    with pytest.raises(ModelError, match="own holds int64 and not True or False"):
        knowability(ties, [0], [1], [True], [True])
    with pytest.raises(ModelError, match="most=0"):
        knowability(ties, [0], [True], [True], [True], most=0)
