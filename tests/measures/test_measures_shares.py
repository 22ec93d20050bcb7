"""Shares, concentration and portfolios, counted again with dictionaries, row by row."""

from __future__ import annotations

import itertools
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia.errors import ModelError
from auxilia.measures import Amounts, Distances, Membership
from auxilia.measures.dyad.fingerprint import fingerprint_similarity
from auxilia.measures.provider.concentration import provider_concentration
from auxilia.measures.provider.overlap import overlap, portfolio_overlap
from auxilia.measures.recipient.dependency import dependency
from auxilia.measures.recipient.exit_exposure import exit_exposure
from auxilia.measures.recipient.polarisation import polarised_dependence
from auxilia.measures.recipient.sectors import sector_fragmentation
from auxilia.measures.recipient.switching import switching
from auxilia.measures.synthetic import World, invent
from auxilia.measures.system.concentration import system_concentration
from auxilia.measures.system.poles import effective_poles, poles_by_distance

Portfolio = dict[int, float]
seeds = given(seed=st.integers(0, 2**16))
few = settings(max_examples=12, deadline=None)


def world(seed: int) -> World:
    return invent(seed, actors=12, years=4, rows=180)


def portfolios(amounts: Amounts, whole: str, part: str) -> dict[tuple[int, int], Portfolio]:
    """(whole, year) -> part -> share."""
    sums: dict[tuple[int, int], Portfolio] = defaultdict(lambda: defaultdict(float))
    for row in range(amounts.rows):
        key = int(getattr(amounts, whole)[row]), int(amounts.year[row])
        sums[key][int(getattr(amounts, part)[row])] += float(amounts.weight[row])
    return {key: shares_of(parts) for key, parts in sorted(sums.items())}


def shares_of(parts: Portfolio) -> Portfolio:
    total = sum(parts.values())
    return {part: value / total for part, value in parts.items()}


def common(one: Portfolio, other: Portfolio) -> float:
    return sum(min(share, other.get(part, 0.0)) for part, share in one.items())


@seeds
@few
def test_dependency_and_its_mirror_image(seed: int) -> None:
    amounts = world(seed).amounts
    found = dependency(amounts)
    for row, shares in enumerate(portfolios(amounts, "recipient", "provider").values()):
        assert found.n_providers[row] == len(shares)
        assert found.top_provider[row] == max(shares, key=shares.__getitem__)
        assert found.top_share[row] == pytest.approx(max(shares.values()))
        assert found.herfindahl[row] == pytest.approx(sum(share**2 for share in shares.values()))
        assert found.effective_providers[row] == pytest.approx(1 / found.herfindahl[row])
    mirrored = Amounts(amounts.recipient, amounts.provider, amounts.year, amounts.weight)
    other = provider_concentration(mirrored)
    np.testing.assert_allclose(other.herfindahl, found.herfindahl)
    assert (other.top_recipient == found.top_provider).all()


@pytest.mark.parametrize("n", [1, 2, 7, 100])
def test_n_equal_providers_are_effectively_n(n: int) -> None:
    found = dependency(Amounts(np.arange(n), [n] * n, [2000] * n, [3.0] * n))
    assert found.effective_providers[0] == pytest.approx(n)
    assert found.n_at_top[0] == n
    assert found.top_provider[0] == 0


def test_a_recipient_of_nothing_has_no_shares() -> None:
    found = dependency(Amounts([0, 0], [1, 2], [2000, 2000], [0.0, 4.0]))
    assert found.n_providers.tolist() == [0, 1]
    assert found.top_provider.tolist() == [-1, 0]
    assert np.isnan([found.herfindahl[0], found.top_share[0], found.effective_providers[0]]).all()


def test_what_only_rounding_leaves_is_no_provider() -> None:
    found = dependency(Amounts([0, 0, 0, 1], [2] * 4, [2000] * 4, [0.1, 0.2, -0.3, 5.0]), negative="floor")
    assert found.n_providers.tolist() == [1]


def test_floor_and_gross_answer_different_questions() -> None:
    amounts = Amounts([0, 0, 1, 2], [9] * 4, [2000] * 4, [5.0, -2.0, -4.0, 3.0])
    floor, gross = dependency(amounts, negative="floor"), dependency(amounts, negative="gross")
    assert (floor.top_share[0], floor.n_providers[0]) == (0.5, 2)
    assert (gross.top_share[0], gross.n_providers[0]) == (0.625, 2)
    assert (floor.negatives.rows, floor.negatives.amount, floor.negatives.floored) == (2, -6.0, 1)
    assert (gross.negatives.rows, gross.negatives.amount, gross.negatives.floored) == (2, -6.0, 0)


@seeds
@few
def test_exit_exposure_is_dependency_without_the_provider(seed: int) -> None:
    invented = world(seed)
    amounts, practice = invented.amounts, invented.practice
    found = exit_exposure(amounts, practice)
    whole = portfolios(amounts, "recipient", "provider")
    for row in range(found.year.size):
        key, leaver = (int(found.recipient[row]), int(found.year[row])), int(found.provider[row])
        rest = {part: share for part, share in whole[key].items() if part != leaver}
        assert found.share_lost[row] == pytest.approx(whole[key][leaver])
        assert found.providers_left[row] == len(rest)
        after = sum(share**2 for share in shares_of(rest).values()) if rest else np.nan
        assert found.herfindahl_after[row] == pytest.approx(after, nan_ok=True)
        here = (amounts.recipient == key[0]) & (amounts.year == key[1])
        own = set(practice[here & (amounts.provider == leaver)].tolist())
        assert found.practices_lost[row] == len(
            own - set(practice[here & (amounts.provider != leaver)].tolist())
        )


def test_the_exit_of_nearly_the_only_provider_loses_no_digits() -> None:
    amounts = Amounts([0, 1, 2], [9] * 3, [2000] * 3, [1e18, 1.0, 3.0])
    assert exit_exposure(amounts, [0, 0, 0]).herfindahl_after[0] == pytest.approx(0.625, rel=1e-12)


@seeds
@few
@pytest.mark.parametrize("lag", [1, 2])
def test_switching_compares_portfolios(seed: int, lag: int) -> None:
    amounts = world(seed).amounts
    found = switching(amounts, lag=lag)
    whole = portfolios(amounts, "recipient", "provider")
    compared = [(key, (key[0], key[1] - lag)) for key in whole if (key[0], key[1] - lag) in whole]
    assert list(zip(found.recipient.tolist(), found.year.tolist(), strict=True)) == [
        now for now, _ in compared
    ]
    for row, (now, then) in enumerate(compared):
        assert found.dissimilarity[row] == pytest.approx(1 - common(whole[now], whole[then]))
        new = [share for part, share in whole[now].items() if part not in whole[then]]
        gone = [share for part, share in whole[then].items() if part not in whole[now]]
        assert found.arrived[row] == pytest.approx(sum(new))
        assert found.departed[row] == pytest.approx(sum(gone))


@seeds
@few
def test_polarised_dependence_is_the_mean_distance_of_two_draws(seed: int) -> None:
    invented = world(seed)
    apart = distances_of(invented.distances)
    found = polarised_dependence(invented.amounts, invented.distances)
    whole = portfolios(invented.amounts, "recipient", "provider")
    for row, ((_, year), shares) in enumerate(whole.items()):
        pairs = itertools.product(shares.items(), repeat=2)
        expected = sum(s * t * apart[year, min(i, k), max(i, k)] for (i, s), (k, t) in pairs)
        assert found.polarised[row] == pytest.approx(expected)
    np.testing.assert_allclose(found.covered, 1.0)


def distances_of(distances: Distances) -> dict[tuple[int, int, int], float]:
    keys = zip(distances.year.tolist(), distances.first.tolist(), distances.second.tolist(), strict=True)
    return dict(zip(keys, distances.value.tolist(), strict=True))


def test_providers_without_a_place_are_refused_or_left_out() -> None:
    amounts = Amounts([0, 1, 2], [9] * 3, [2000] * 3, [1.0, 1.0, 2.0])
    apart = Distances([0], [1], [2000], [4.0])
    with pytest.raises(ModelError, match="provider 2 has no distance in 2000"):
        polarised_dependence(amounts, apart)
    found = polarised_dependence(amounts, apart, missing="renormalise")
    assert (found.polarised[0], found.covered[0], found.missing) == (2.0, 0.5, "renormalise")
    with pytest.raises(ModelError, match="one of refuse, renormalise"):
        polarised_dependence(amounts, apart, missing="zero")  # type: ignore[arg-type]
    holed = Distances([0, 2], [1, 2], [2000, 2000], [4.0, 0.0])
    with pytest.raises(ModelError, match="providers 0 and 2 have places but no distance in 2000"):
        polarised_dependence(amounts, holed, missing="renormalise")


def test_a_year_in_which_nobody_has_a_place_is_not_zero() -> None:
    found = polarised_dependence(
        Amounts([0], [9], [2000], [1.0]), Distances([0], [1], [1999], [4.0]), missing="renormalise"
    )
    assert np.isnan(found.polarised).all()
    assert found.covered.tolist() == [0.0]


@seeds
@few
def test_forces_belong_together_over_shared_providers(seed: int) -> None:
    invented = world(seed)
    amounts = invented.amounts
    found = sector_fragmentation(amounts, invented.force)
    for row in range(found.year.size):
        here = (amounts.recipient == found.recipient[row]) & (amounts.year == found.year[row])
        forces: dict[int, Portfolio] = defaultdict(lambda: defaultdict(float))
        for place in np.flatnonzero(here):
            provider, force = int(amounts.provider[place]), int(invented.force[place])
            forces[force][provider] += float(amounts.weight[place])
        shares = {force: shares_of(parts) for force, parts in forces.items()}
        assert found.n_forces[row] == len(shares)
        assert found.n_separate[row] == len(merged([set(parts) for parts in shares.values()]))
        pairs = list(itertools.combinations(shares.values(), 2))
        expected = np.mean([1 - common(one, other) for one, other in pairs]) if pairs else np.nan
        assert found.separation[row] == pytest.approx(expected, nan_ok=True)
        others = [set().union(*(p for f, p in shares.items() if f != force)) for force in shares]
        alone = sum(not set(parts) & rest for parts, rest in zip(shares.values(), others, strict=True))
        assert found.n_exclusive[row] == alone


def merged(sets: list[set[int]]) -> list[set[int]]:
    out: list[set[int]] = []
    for one in sets:
        touching = [other for other in out if other & one]
        out = [other for other in out if not other & one] + [one.union(*touching)]
    return out


@seeds
@few
def test_overlaps_of_every_two_providers(seed: int) -> None:
    invented = world(seed)
    whole = portfolios(invented.amounts, "provider", "recipient")
    pairs = sorted(
        (year, a, b)
        for (a, year), (b, other) in itertools.product(whole, repeat=2)
        if year == other and a < b and whole[a, year].keys() & whole[b, year].keys()
    )
    counts, amounts = overlap(invented.ties), portfolio_overlap(invented.amounts)
    for row, (year, a, b) in enumerate(pairs):
        one, other = whole[a, year], whole[b, year]
        shared = len(one.keys() & other.keys())
        assert (counts.year[row], counts.provider_a[row], counts.provider_b[row]) == (year, a, b)
        assert counts.n_shared[row] == shared
        assert counts.share_of_a[row] == pytest.approx(shared / len(one))
        assert counts.share_of_b[row] == pytest.approx(shared / len(other))
        assert counts.jaccard[row] == pytest.approx(shared / len(one.keys() | other.keys()))
        assert amounts.overlap[row] == pytest.approx(common(one, other))
    assert counts.year.size == amounts.year.size == len(pairs)


@seeds
@few
def test_fingerprints_of_co_providers(seed: int) -> None:
    invented = world(seed)
    a, cell = invented.amounts, (invented.practice, invented.instrument, invented.purpose)
    prints: dict[tuple[int, int, int], Portfolio] = defaultdict(lambda: defaultdict(float))
    for row in range(a.rows):
        key = int(a.recipient[row]), int(a.year[row]), int(a.provider[row])
        prints[key][hash(tuple(int(codes[row]) for codes in cell))] += float(a.weight[row])
    shares = {key: shares_of(parts) for key, parts in prints.items()}
    found = fingerprint_similarity(a, *cell)
    expected = {
        (*one[:2], one[2], other[2]): common(shares[one], shares[other])
        for one, other in itertools.product(shares, repeat=2)
        if one[:2] == other[:2] and one[2] < other[2]
    }
    keys = [found.recipient, found.year, found.provider_a, found.provider_b]
    rows = dict(zip(zip(*(k.tolist() for k in keys), strict=True), found.similarity.tolist(), strict=True))
    assert rows == pytest.approx({key: value for key, value in expected.items() if value > 0})


@seeds
@few
def test_the_systems_concentration_is_that_of_one_recipient_and_of_one_provider(seed: int) -> None:
    a = world(seed).amounts
    found = system_concentration(a)
    to_one = dependency(Amounts(a.provider, np.full(a.rows, 99), a.year, a.weight))
    np.testing.assert_allclose(found.herfindahl_providers, to_one.herfindahl)
    from_one = provider_concentration(Amounts(np.full(a.rows, 99), a.recipient, a.year, a.weight))
    np.testing.assert_allclose(found.effective_recipients, from_one.effective_recipients)
    assert (found.top_provider == to_one.top_provider).all()
    assert found.total.sum() == pytest.approx(a.weight.sum())


@seeds
@few
def test_poles_agree_where_blocs_and_distances_say_the_same(seed: int) -> None:
    invented = world(seed)
    a, m = invented.amounts, invented.membership
    blocs = effective_poles(a, m)
    # Providers of one bloc stand in one place, those of different blocs at least the scale apart.
    places = Distances.of_positions(m.actor, m.year, 10.0 * m.group)
    np.testing.assert_allclose(
        poles_by_distance(a, places, scale=10.0).effective_poles, blocs.effective_poles
    )
    alone = Membership(m.actor, m.year, m.actor)
    np.testing.assert_allclose(
        effective_poles(a, alone).effective_poles, system_concentration(a).effective_providers
    )


@seeds
@few
def test_poles_by_distance_lie_between_one_and_the_effective_number_of_providers(seed: int) -> None:
    invented = world(seed)
    found = poles_by_distance(invented.amounts, invented.distances, scale=invented.scale).effective_poles
    assert (found >= 1 - 1e-12).all()
    assert (found <= system_concentration(invented.amounts).effective_providers + 1e-12).all()
    one = poles_by_distance(invented.amounts, invented.distances, scale=1e12).effective_poles
    np.testing.assert_allclose(one, 1.0, rtol=1e-9)


def test_a_scale_that_is_no_distance_is_refused() -> None:
    invented = world(1)
    with pytest.raises(ModelError, match="scale=0"):
        poles_by_distance(invented.amounts, invented.distances, scale=0)
