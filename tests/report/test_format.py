"""Numbers and years as people read them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.report.format import amount, basis, exact, listing, plural, runs, short, span, the, years


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (0.04, "0"),
        (3.6, "3.6"),
        (11_417, "11,417"),
        (999_400, "999,400"),
        (999_600, "1 m"),
        (1_014_000, "1.01 m"),
        (64_100_000, "64.1 m"),
        (412_000_000, "412 m"),
        (999_600_000, "1 bn"),
        (1_300_000_000, "1.3 bn"),
        (3_097_000_000, "3.1 bn"),
        (424_112_177_922, "424 bn"),
        (1_380_499_000_000, "1,380 bn"),
        (-250_000, "−250,000"),
        (-1_300_000_000, "−1.3 bn"),
    ],
)
def test_short_values(value: float, written: str) -> None:
    assert short(value) == written


@given(st.floats(-1e12, 1e12))
def test_short_is_close_to_the_value(value: float) -> None:
    text = short(value).replace(",", "").replace("−", "-")
    number, _, magnitude = text.partition(" ")
    told = float(number) * {"": 1, "m": 1e6, "bn": 1e9}[magnitude]
    assert told == pytest.approx(value, rel=0.006, abs=0.051)


@given(st.integers(-(10**15), 10**15))
def test_exact_keeps_every_digit(value: int) -> None:
    assert int(exact(value).replace(",", "").replace("−", "-")) == value


@given(st.sets(st.integers(1900, 2030)))
def test_runs_hold_the_years_and_no_other(found: set[int]) -> None:
    told = runs(found)
    assert {year for first, last in told for year in range(first, last + 1)} == found
    assert all(a[1] + 1 < b[0] for a, b in pairwise(told))


def test_years_in_words() -> None:
    assert years({2005, 1999, 2000, 2001}) == "1999–2001, 2005"
    assert span(1999, 2020, fiscal=True) == "FY1999–2020"
    assert span(2006, 2006) == "2006"
    assert span(None, None) == "undated"


def test_units_and_words() -> None:
    assert amount(1.3e9, "usd") == "1.3 bn USD"
    assert amount(1, "trainees") == "1 trainee"
    assert amount(2, "troops") == "2 soldiers"
    assert basis("constant_2020") == "constant 2020 prices"
    assert basis("sipri_tiv") == ""
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert plural(1, "state") == "1 state"
    assert plural(1204, "line") == "1,204 lines"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Mali", "Mali"),
        ("United States", "the United States"),
        ("Dominican Republic", "the Dominican Republic"),
        ("Netherlands", "the Netherlands"),
    ],
)
def test_names_in_a_sentence(name: str, written: str) -> None:
    assert the(name) == written
