"""Answers that are not the file: one clear error each, with the mend."""

import pytest
from publisher import LONG, TABLE, Bench, Publisher, address, locked, says, sha

from auxilia.errors import ManualDownloadError, SnapshotError


def test_redirects_in_a_circle_end(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/a", says(302, Location="/b"))
    publisher.gives("/b", says(302, Location="/a"))
    with pytest.raises(SnapshotError, match="more than 10 redirects"):
        bench.store().ensure([address(url)])
    assert len(publisher.requests) == 11


@pytest.mark.parametrize(
    ("target", "says_what"),
    [
        ("ftp://127.0.0.1/ties.csv", "cannot be asked"),
        ("file:///etc/hostname", "cannot be asked"),
        ("http://[::1", "Invalid URL in location header"),
    ],
)
def test_a_redirect_to_what_is_no_web_address_is_refused(
    bench: Bench, publisher: Publisher, target: str, says_what: str
) -> None:
    with pytest.raises(SnapshotError, match=says_what):
        bench.store().ensure([address(publisher.gives("/a", says(302, Location=target)))])


def test_nobody_at_the_address(bench: Bench, publisher: Publisher) -> None:
    publisher.server_close()
    with pytest.raises(SnapshotError, match=r"the connection failed: .* \(3 times in a row\)"):
        bench.store().ensure([address(publisher.url("/ties.csv"))])
    assert len(bench.waits) == 2


@pytest.mark.parametrize("url", ["http://[::1", "ties.csv", "ftp://127.0.0.1/ties.csv", "http:///ties.csv"])
def test_a_declared_address_that_is_none_is_an_error(bench: Bench, url: str) -> None:
    with pytest.raises(SnapshotError, match="an address that cannot be asked"):
        bench.store().ensure([address(url)])


@pytest.mark.parametrize("status", [404, 410])
def test_a_file_that_is_gone_is_not_asked_for_again(bench: Bench, publisher: Publisher, status: int) -> None:
    url = publisher.gives("/ties.csv", says(status, b"no"))
    with pytest.raises(SnapshotError, match=r"not there any more.*Mend: the publisher may have moved"):
        bench.store().ensure([address(url)])
    assert len(publisher.requests) == 1


@pytest.mark.parametrize("status", [204, 400, 416, 418])
def test_other_answers_are_errors_that_name_the_status(
    bench: Bench, publisher: Publisher, status: int
) -> None:
    url = publisher.gives("/ties.csv", says(status))
    with pytest.raises(SnapshotError, match=f"answered {status}|changed during"):
        bench.store().ensure([address(url)])


def test_a_page_with_status_200_is_not_taken_for_the_file(bench: Bench, publisher: Publisher) -> None:
    page = b"\n<!-- made by hand -->\n<!DOCTYPE html>\n<html><body>We are sorry</body></html>\n"
    url = publisher.gives("/ties.csv", says(200, page, Content_Type="text/csv"))
    with pytest.raises(SnapshotError, match="a web page came instead of the file") as caught:
        bench.store().ensure([address(url)])
    assert not isinstance(caught.value, ManualDownloadError)
    assert bench.parts() == []


PASSWORD = b"<html><form><input name='user'><input name='p' type='password'></form></html>"


@pytest.mark.parametrize(
    "answers",
    [
        {"/ties.csv": says(401)},
        {"/ties.csv": says(403)},
        {"/ties.csv": says(200, PASSWORD)},
        {"/ties.csv": says(302, Location="/users/login?next=x"), "/users/login?next=x": says(200, b"<html>")},
        {"/ties.csv": says(302, Location="/sso/start"), "/sso/start": says(401)},
    ],
)
def test_a_login_sends_the_user_to_fetch_the_file_by_hand(
    bench: Bench, publisher: Publisher, answers: dict
) -> None:
    for path, answer in answers.items():
        publisher.gives(path, answer)
    url = publisher.url("/ties.csv")
    with pytest.raises(ManualDownloadError) as caught:
        bench.store().ensure([address(url)])
    folder = bench.home / "manual" / "atlas"
    assert f"Open {url} in a browser" in str(caught.value)
    assert f"put it as ties.csv into {folder}, and run again" in str(caught.value)

    folder.mkdir(parents=True)
    (folder / "ties.csv").write_bytes(TABLE)
    (snapshot,) = bench.store().ensure([address(url)])
    assert (snapshot.path, snapshot.origin) == (folder / "ties.csv", "manual:ties.csv")
    assert snapshot.sha256 == sha(TABLE)


def test_an_unchanged_that_nobody_asked_about_is_refused(bench: Bench, publisher: Publisher) -> None:
    with pytest.raises(SnapshotError, match="answered 304"):
        bench.store().ensure([address(publisher.gives("/ties.csv", says(304)))])


@pytest.mark.parametrize("headers", [{}, {"Content_Length": ""}])
def test_a_file_without_end_is_not_taken(bench: Bench, publisher: Publisher, headers: dict) -> None:
    url = publisher.gives("/ties.csv", says(200, LONG, **headers))
    with pytest.raises(SnapshotError, match=r"1000 (bytes )?allowed"):
        bench.store(max_bytes=1000).ensure([address(url)])
    assert sum(part.stat().st_size for part in bench.parts()) <= 1000


def test_all_addresses_are_tried_before_the_errors_are_told(bench: Bench, publisher: Publisher) -> None:
    gone = address(publisher.gives("/gone.csv", says(404)), name="gone")
    hand = address("", name="deals", mirror="atlas/deals.csv", how="manual", steps="Ask the archive")
    good = address(publisher.gives("/ties.csv", says(200, TABLE)))
    with pytest.raises(SnapshotError) as caught:
        bench.store().ensure([gone, hand, good])
    assert not isinstance(caught.value, ManualDownloadError)
    assert "404" in str(caught.value)
    assert "Ask the archive" in str(caught.value)
    assert locked(bench)["name"] == "ties"


@pytest.mark.parametrize(
    ("text", "says_what"),
    [
        ("{", "cannot be read.*or remove it"),
        ('{"format": 9, "files": []}', "newer version"),
        ("[]", "cannot be read"),
    ],
)
def test_a_damaged_lock_is_an_error_with_the_mend(bench: Bench, text: str, says_what: str) -> None:
    bench.home.mkdir()
    (bench.home / "snapshots.lock.json").write_text(text, "utf-8")
    with pytest.raises(SnapshotError, match=says_what):
        bench.store().ensure([address("http://127.0.0.1:9/x.csv")])
