"""Headers of answers: every text gives a value or nothing, and never an exception."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.snapshots.headers import (
    ContentRange,
    content_range,
    file_name,
    length,
    retry_after,
    safe_name,
    without_secrets,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HEADER = st.text(st.characters(codec="latin-1"), max_size=60)


@given(st.integers(0, 10**12 - 1), st.sampled_from(["", " ", "\t"]))
def test_retry_after_in_seconds(seconds: int, space: str) -> None:
    assert retry_after(f"{space}{seconds}{space}", NOW) == seconds


@given(st.integers(-(10**8), 10**8))
def test_retry_after_as_a_date_is_never_negative(seconds: int) -> None:
    moment = NOW + timedelta(seconds=seconds)
    assert retry_after(format_datetime(moment, usegmt=True), NOW) == max(0, seconds)
    assert retry_after(format_datetime(moment.replace(tzinfo=None)), NOW) == max(0, seconds)


@given(HEADER)
def test_retry_after_takes_any_text(text: str) -> None:
    wait = retry_after(text, NOW)
    assert wait is None or wait >= 0


@pytest.mark.parametrize("text", ["", "-5", "1.5", "soon", "²", "Mon, 99 Foo 2026 12:00:00 GMT"])
def test_retry_after_without_meaning(text: str) -> None:
    assert retry_after(text, NOW) is None


@given(st.integers(0, 10**15), st.integers(0, 10**15), st.integers(1, 10**15), st.booleans())
def test_content_range_round_trip(first: int, more: int, rest: int, known: bool) -> None:
    last, total = first + more, first + more + rest
    text = f"bytes {first}-{last}/{total if known else '*'}"
    assert content_range(text) == ContentRange(first, last, total if known else None)
    assert content_range(f"bytes */{total}") == ContentRange(None, None, total)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_content_range_that_contradicts_itself(first: int, last: int, total: int) -> None:
    told = content_range(f"bytes {first}-{last}/{total}")
    assert (told is not None) == (first <= last < total)


@given(HEADER)
def test_content_range_takes_any_text(text: str) -> None:
    told = content_range(text)
    assert told is None or text.strip().startswith("bytes")


@given(HEADER)
def test_length_takes_any_text(text: str) -> None:
    told = length(text)
    assert told is None or told == int(text)


@given(HEADER, HEADER, HEADER)
def test_a_file_name_is_one_plain_name(url_path: str, disposition: str, final_path: str) -> None:
    name = file_name(f"http://h/{url_path}", f"http://h/{final_path}", disposition, "ties.csv")
    windows = PureWindowsPath(name)
    assert windows.name == name
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name.rpartition(".")[0]
    assert len(name.encode()) <= 201


@pytest.mark.parametrize(
    ("url", "final", "disposition", "name"),
    [
        (
            "http://h/a/ties%20v1.csv?x=1",
            "http://h/b/other.csv",
            'attachment; filename="third.csv"',
            "ties v1.csv",
        ),
        (
            "http://h/datafile/77",
            "http://s3/abc",
            'attachment; filename="Ideal points.csv"',
            "Ideal points.csv",
        ),
        ("http://h/datafile/77", "http://s3/abc", "attachment; filename*=UTF-8''d%C3%A9al.csv", "déal.csv"),
        ("http://h/get.php?id=7", "http://h/files/ties.csv", "", "ties.csv"),
        ("http://h/get.php?id=7", "http://h/x", 'attachment; filename="../../etc/passwd"', "fallback.csv"),
        ("http://h/get.php", "http://h/x", 'attachment; filename="..\\..\\ties.csv"', "ties.csv"),
        ("http://h/", "http://h/", "", "fallback.csv"),
    ],
)
def test_file_names(url: str, final: str, disposition: str, name: str) -> None:
    assert file_name(url, final, disposition, "fallback.csv") == name


@given(st.text(max_size=300))
def test_a_safe_name_stays_as_it_is(text: str) -> None:
    name = safe_name(text)
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://s3/a.csv?X-Amz-Signature=f00&X-Amz-Date=1", "https://s3/a.csv"),
        ("https://h/a.csv?token=abc", "https://h/a.csv"),
        ("https://h/get?id=7&format=csv", "https://h/get?id=7&format=csv"),
    ],
)
def test_addresses_are_recorded_without_what_works_only_once(url: str, kept: str) -> None:
    assert without_secrets(url) == kept
