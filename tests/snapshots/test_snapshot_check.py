"""Asking addresses how they are, without downloading."""

import os
from datetime import timedelta

import pytest
from publisher import LONG, NOW, TABLE, Answer, Asked, Bench, Publisher, address, offers, says

from auxilia.snapshots import Address, CheckResult

MONDAY = "Mon, 02 Feb 2026 10:00:00 GMT"
TUESDAY = "Tue, 03 Feb 2026 10:00:00 GMT"


def check(bench: Bench, wanted: Address) -> CheckResult:
    (result,) = bench.store().check([wanted])
    return result


def fetched(bench: Bench, publisher: Publisher, answer: Answer, **fields: object) -> Address:
    wanted = address(publisher.gives("/ties.csv", answer), **fields)
    bench.store().ensure([wanted])
    publisher.requests.clear()
    return wanted


def test_a_file_that_is_there_is_ok_and_is_not_downloaded(bench: Bench, publisher: Publisher) -> None:
    wanted = address(publisher.gives("/ties.csv", offers(LONG)))
    assert check(bench, wanted) == CheckResult("atlas", "ties", wanted.url, "ok", "not fetched yet")
    assert [method for method, _, _ in publisher.requests] == ["HEAD"]
    assert not bench.home.exists()


def test_a_file_as_it_was_fetched_is_ok(bench: Bench, publisher: Publisher) -> None:
    wanted = fetched(bench, publisher, offers(TABLE))
    result = check(bench, wanted)
    assert (result.state, result.detail) == ("ok", "as fetched on 2026-03-01")
    assert result.fetched == "2026-03-01T12:00:00+00:00"


@pytest.mark.parametrize(
    ("then", "now", "detail"),
    [
        (offers(TABLE), offers(LONG, etag='"two"'), f"length is {len(LONG)}, was {len(TABLE)}; entity tag"),
        (says(200, TABLE), says(200, LONG), f"length is {len(LONG)}, was {len(TABLE)}"),
        (
            says(200, TABLE, Last_Modified=MONDAY),
            says(200, TABLE, Last_Modified=TUESDAY),
            "last change is Tue",
        ),
        (offers(TABLE), offers(TABLE, etag='"two"'), 'entity tag is "two", was "one"'),
    ],
)
def test_a_changed_file_is_told_with_what_differs(
    bench: Bench, publisher: Publisher, then: Answer, now: Answer, detail: str
) -> None:
    wanted = fetched(bench, publisher, then)
    publisher.gives("/ties.csv", now)
    result = check(bench, wanted)
    assert result.state == "changed"
    assert result.detail.startswith(detail)


def test_an_equal_tag_outweighs_all_else(bench: Bench, publisher: Publisher) -> None:
    wanted = fetched(bench, publisher, offers(TABLE, Last_Modified=MONDAY))
    publisher.gives("/ties.csv", offers(TABLE, Last_Modified=TUESDAY))
    assert check(bench, wanted).state == "ok"


def test_a_file_that_moved_for_good_is_told_with_its_new_address(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", says(301, Location="/there"))
    publisher.gives("/there", says(308, Location="/data/ties.csv"))
    publisher.gives("/data/ties.csv", says(302, Location="/cache/77"))
    publisher.gives("/cache/77", offers(TABLE))
    result = check(bench, address(url))
    assert (result.state, result.new_url) == ("moved", publisher.url("/data/ties.csv"))


def test_a_passing_redirect_is_no_move(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", says(302, Location="/cache/77"))
    publisher.gives("/cache/77", says(301, Location="/cache/78"))
    publisher.gives("/cache/78", offers(TABLE))
    assert (check(bench, address(url)).state, check(bench, address(url)).new_url) == ("ok", "")


def test_a_file_older_than_its_cadence_is_overdue_until_confirmed(bench: Bench, publisher: Publisher) -> None:
    wanted = fetched(bench, publisher, offers(TABLE), cadence_days=30)
    bench.later(days=30)
    assert check(bench, wanted).state == "ok"
    bench.later(seconds=1)
    result = check(bench, wanted)
    assert (result.state, result.fetched[:10]) == ("overdue", "2026-03-01")
    assert "on 2026-03-01, new ones come every 30 days" in result.detail
    bench.store().ensure([wanted], refresh=True)
    assert check(bench, wanted).state == "ok"


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_a_server_that_refuses_head_is_asked_for_the_beginning(
    bench: Bench, publisher: Publisher, status: int
) -> None:
    offer = offers(LONG)

    def only_get(asked: Asked) -> None:
        if asked.command == "HEAD":
            asked.reply(status)
        else:
            offer(asked)

    wanted = fetched(bench, publisher, only_get)
    assert check(bench, wanted).state == "ok"
    assert [method for method, _, _ in publisher.requests] == ["HEAD", "GET"]
    assert publisher.headers("Range") == [None, "bytes=0-65535"]


@pytest.mark.parametrize(
    ("answer", "state", "detail"),
    [
        (says(404), "gone", "404"),
        (says(410), "gone", "410"),
        (says(401), "login", "401"),
        (says(403), "login", "wants a login"),
        (says(418), "unreachable", "418"),
        (says(503), "unreachable", "2 times in a row"),
        (says(429, Retry_After="3600"), "unreachable", "left alone until 2026-03-01T13:00"),
        (says(200, b"<html>Not here</html>", Content_Type="text/html"), "gone", "web page"),
        (says(200, b"<html><input type=password>", Content_Type="text/html"), "login", "login page"),
        (says(200, TABLE, Content_Type="text/html; charset=utf-8"), "ok", "not fetched yet"),
    ],
)
def test_what_stands_in_the_way_is_a_result(
    bench: Bench, publisher: Publisher, answer: Answer, state: str, detail: str
) -> None:
    result = check(bench, address(publisher.gives("/ties.csv", answer)))
    assert result.state == state
    assert detail in result.detail


def test_nobody_there_is_a_result(bench: Bench, publisher: Publisher) -> None:
    publisher.server_close()
    result = check(bench, address(publisher.url("/ties.csv")))
    assert (result.state, len(bench.waits)) == ("unreachable", 1)


def test_an_address_of_two_files_is_asked_once(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/all.zip", offers(TABLE))
    results = bench.store().check([address(url, name="a"), address(url, name="b")])
    assert [(result.name, result.state) for result in results] == [("a", "ok"), ("b", "ok")]
    assert len(publisher.requests) == 1


def test_the_users_own_download_is_told_with_its_steps_and_its_age(bench: Bench) -> None:
    wanted = address("", how="manual", steps="Write to the archive.", cadence_days=30)
    result = check(bench, wanted)
    assert result.state == "manual"
    assert "not there yet: Write to the archive. Then put it as ties.csv into" in result.detail

    path = bench.home / "manual" / "atlas" / "ties.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(TABLE)
    for age, state in ((29, "manual"), (31, "overdue")):
        then = (NOW - timedelta(days=age)).timestamp()
        os.utime(path, (then, then))
        result = check(bench, wanted)
        assert result.state == state
        assert result.fetched == (NOW - timedelta(days=age)).isoformat()


def test_who_is_asked_is_told(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", offers(TABLE))
    check(bench, address(url))
    assert [(told.event, told.text) for told in bench.told] == [("asks", url)]
