"""Years as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.errors import UsageError
from auxilia.ledger.years import Years, parse_years

YEAR = st.integers(1700, 2100)


@given(YEAR, YEAR)
def test_a_range_holds_its_ends_and_what_lies_between(a: int, b: int) -> None:
    start, end = sorted((a, b))
    span = parse_years(f"{start}..{end}")
    assert (span.start, span.end) == (start, end)
    assert start in span
    assert end in span
    assert start - 1 not in span
    assert end + 1 not in span
    assert parse_years((start, end)) == span


def test_open_ends_and_single_years() -> None:
    assert parse_years("2010") == parse_years(2010) == Years(2010, 2010)
    assert parse_years("2010..").start == 2010
    assert parse_years("..2010").end == 2010
    assert parse_years(None) == Years()


@pytest.mark.parametrize("given_years", ["", "x", "2020..2010", "20..30", "2010-2020", "2010...2020", "1e3"])
def test_what_is_no_range_is_refused_with_the_ways_to_write_one(given_years: str) -> None:
    with pytest.raises(UsageError, match=r"years|range"):
        parse_years(given_years)
