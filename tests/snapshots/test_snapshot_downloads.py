"""Downloads that succeed: asked for politely, kept by hash, locked, refreshed."""

import errno
import re
from email.message import Message

import httpx
import pytest
from publisher import LONG, TABLE, Bench, Publisher, address, locked, offers, says, sha

from auxilia.errors import BuildError, HashMismatchError, SnapshotError
from auxilia.snapshots import exclusive
from auxilia.snapshots.client import user_agent


def test_a_file_is_downloaded_once_kept_by_its_hash_and_locked(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/data/ties_v1.csv", offers(TABLE, Last_Modified="Sat, 28 Feb 2026 10:00:00 GMT"))
    (first,) = bench.store().ensure([address(url)])
    assert first.path == bench.home / "snapshots" / "atlas" / sha(TABLE)[:16] / "ties_v1.csv"
    assert first.path.read_bytes() == TABLE
    assert (first.sha256, first.bytes, first.origin) == (sha(TABLE), len(TABLE), url)
    assert first.fetched == "2026-03-01T12:00:00+00:00"
    assert [progress.event for progress in bench.told] == ["asks", "bytes", "bytes", "done"]
    assert (bench.told[2].done, bench.told[2].total) == (len(TABLE), len(TABLE))
    assert bench.told[-1].text == "new"

    entry = locked(bench)
    assert (entry["source"], entry["name"], entry["history"]) == ("atlas", "ties", [])
    current = entry["current"]
    assert (current["url"], current["final_url"], current["sha256"]) == (url, url, sha(TABLE))
    assert (current["bytes"], current["fetched"]) == (len(TABLE), first.fetched)
    assert (current["etag"], current["last_modified"]) == ('"one"', "Sat, 28 Feb 2026 10:00:00 GMT")

    assert bench.store().ensure([address(url)]) == [first]
    assert len(publisher.requests) == 1
    assert list((bench.home / "snapshots" / "atlas" / "partial").iterdir()) == []


def test_the_program_says_who_it_is(bench: Bench, publisher: Publisher) -> None:
    bench.store().ensure([address(publisher.gives("/ties.csv", says(200, TABLE)))])
    (agent,) = publisher.headers("User-Agent")
    assert agent == user_agent()
    assert re.fullmatch(r"auxilia/[\d.]+ \(.+\)", agent)
    assert publisher.headers("Accept-Encoding") == ["identity"]


def test_the_name_leads_to_the_home_page_where_the_program_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    about = Message()
    about["Version"] = "9.1"
    about["Project-URL"] = "Changes, https://auxilia.example/changes"
    about["Project-URL"] = "Homepage, https://auxilia.example"
    monkeypatch.setattr("importlib.metadata.metadata", lambda _: about)
    assert user_agent.__wrapped__() == "auxilia/9.1 (+https://auxilia.example)"


def test_requests_to_one_host_are_spaced_and_those_to_another_are_not(
    bench: Bench, publisher: Publisher
) -> None:
    for path in ("/a.csv", "/b.csv", "/c.csv"):
        publisher.gives(path, says(200, TABLE))
    urls = [publisher.url("/a.csv"), publisher.url("/b.csv"), publisher.url("/c.csv", host="localhost")]
    addresses = [address(url, name=f"t{n}", mirror=f"atlas/{n}.csv") for n, url in enumerate(urls)]
    bench.store(delay=30.0).ensure(addresses)
    assert len(bench.waits) == 1
    assert 25.0 < bench.waits[0] <= 30.0


def test_redirects_are_followed_and_the_final_address_is_recorded(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/old", says(301, Location="/newer"))
    publisher.gives("/newer", says(302, Location=publisher.url("/new/ties.csv?X-Amz-Signature=abc")))
    publisher.gives("/new/ties.csv?X-Amz-Signature=abc", says(200, TABLE))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.filename == "ties.csv"
    assert snapshot.origin == publisher.url("/new/ties.csv")
    assert locked(bench)["current"]["final_url"] == publisher.url("/new/ties.csv")


def test_a_changed_file_becomes_a_new_snapshot_and_the_old_one_is_kept(
    bench: Bench, publisher: Publisher
) -> None:
    revised = TABLE + b"Atlantis,Sylvania,2003\n"
    url = publisher.gives("/ties.csv", offers(TABLE), offers(revised, etag='"two"'))
    (old,) = bench.store().ensure([address(url)])
    bench.later(days=30)
    (new,) = bench.store().ensure([address(url)], refresh=True)
    assert publisher.headers("If-None-Match") == [None, '"one"']
    assert (new.sha256, new.fetched) == (sha(revised), "2026-03-31T12:00:00+00:00")
    assert old.path.read_bytes() == TABLE
    assert new.path.read_bytes() == revised
    entry = locked(bench)
    assert entry["current"]["sha256"] == sha(revised)
    assert [(was["sha256"], was["fetched"]) for was in entry["history"]] == [(sha(TABLE), old.fetched)]
    assert bench.told[-1].text == "changed"
    assert bench.store().ensure([address(url)]) == [new]


@pytest.mark.parametrize("second", [offers(TABLE), says(200, TABLE)])
def test_an_unchanged_file_stays_the_snapshot_that_it_was(
    bench: Bench, publisher: Publisher, second: object
) -> None:
    url = publisher.gives("/ties.csv", offers(TABLE), second)  # type: ignore[arg-type]
    old = bench.store().ensure([address(url)])
    bench.later(days=30)
    assert bench.store().ensure([address(url)], refresh=True) == old
    entry = locked(bench)
    assert entry["history"] == []
    assert entry["current"]["fetched"] == "2026-03-01T12:00:00+00:00"
    assert entry["current"]["confirmed"] == "2026-03-31T12:00:00+00:00"
    assert bench.told[-1].text == "unchanged"


def test_a_new_address_is_fetched_and_the_old_state_becomes_history(
    bench: Bench, publisher: Publisher
) -> None:
    old_url = publisher.gives("/ties_v1.csv", says(200, TABLE))
    new_url = publisher.gives("/ties_v2.csv", says(200, LONG))
    bench.store().ensure([address(old_url)])
    (snapshot,) = bench.store().ensure([address(new_url)])
    assert snapshot.filename == "ties_v2.csv"
    assert [was["url"] for was in locked(bench)["history"]] == [old_url]


def test_a_snapshot_that_was_removed_is_fetched_again(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", offers(TABLE))
    (old,) = bench.store().ensure([address(url)])
    old.path.unlink()
    assert bench.store().ensure([address(url)]) == [old]
    assert old.path.read_bytes() == TABLE
    assert publisher.headers("If-None-Match") == [None, None]


def test_a_snapshot_with_other_bytes_is_refused_with_the_mend(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", offers(TABLE))
    (old,) = bench.store().ensure([address(url)])
    old.path.write_bytes(TABLE.replace(b"1999", b"1899"))
    for refresh in (False, True):
        with pytest.raises(HashMismatchError, match=r"not the file that was locked.*Mend: remove") as caught:
            bench.store().ensure([address(url)], refresh=refresh)
        assert str(old.path) in str(caught.value)
    assert len(publisher.requests) == 1


def test_a_file_of_unknown_length_is_taken(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", says(200, LONG, Content_Length=""))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.sha256 == sha(LONG)
    assert {progress.total for progress in bench.told if progress.event == "bytes"} == {None}


def test_two_processes_do_not_download_into_one_home(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", offers(TABLE))
    with (
        exclusive(bench.home / "snapshots.busy", "the store of downloads"),
        pytest.raises(BuildError, match="held by another build"),
    ):
        bench.store().ensure([address(url)])
    (snapshot,) = bench.store().ensure([address(url)])
    with exclusive(bench.home / "snapshots.busy", "the store of downloads"):
        assert bench.store().ensure([address(url)]) == [snapshot]


def test_what_another_process_has_downloaded_meanwhile_is_used(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", says(200, TABLE))
    first = bench.store().ensure([address(url)])
    lock = bench.home / "snapshots.lock.json"
    content = lock.read_bytes()
    lock.unlink()

    def other_process_finishes_first() -> httpx.Client:
        lock.write_bytes(content)
        return httpx.Client()

    assert bench.store(client_factory=other_process_finishes_first).ensure([address(url)]) == first
    assert len(publisher.requests) == 1


def test_the_lock_is_written_whole_or_not_at_all(
    bench: Bench, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = publisher.gives("/ties.csv", says(200, TABLE), says(200, LONG))
    bench.store().ensure([address(url)])
    before = (bench.home / "snapshots.lock.json").read_bytes()

    def power_cut(_file: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("auxilia.snapshots.disk.os.fsync", power_cut)
    with pytest.raises(SnapshotError, match="cannot be written"):
        bench.store().ensure([address(url)], refresh=True)
    assert (bench.home / "snapshots.lock.json").read_bytes() == before
    assert [path.name for path in bench.home.glob("*.tmp")] == []
