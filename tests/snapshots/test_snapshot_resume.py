"""Downloads that break off: resumed, retried with patience, never mixed, never half."""

import errno
import gzip
import json
import os
import shutil
import subprocess
import sys
import threading

import httpx
import pytest
from publisher import LONG, TABLE, Asked, Bench, Publisher, address, cuts, locked, offers, says, sha

from auxilia.errors import SnapshotError
from auxilia.snapshots import Progress
from auxilia.snapshots.partial import Partial


def test_a_cut_connection_is_resumed_where_it_broke_off(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", offers(LONG, cut=100_000), offers(LONG, cut=70_000), offers(LONG))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.path.read_bytes() == LONG
    assert publisher.headers("Range") == [None, "bytes=100000-", "bytes=170000-"]
    assert publisher.headers("If-Range") == [None, '"one"', '"one"']
    assert [p.event for p in bench.told if p.event == "waits"] == ["waits", "waits"]
    # New bytes came each time, so that both waits are first waits: half a second to a second.
    assert all(0.5 <= wait <= 1.0 for wait in bench.waits)


def test_a_server_that_ignores_ranges_sends_all_again(bench: Bench, publisher: Publisher) -> None:
    marks = {"Last_Modified": "Sat, 28 Feb 2026 10:00:00 GMT"}
    url = publisher.gives("/ties.csv", cuts(LONG, 100_000, **marks), says(200, LONG, **marks))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.sha256 == sha(LONG)
    assert publisher.headers("Range") == [None, "bytes=100000-"]
    assert publisher.headers("If-Range") == [None, "Sat, 28 Feb 2026 10:00:00 GMT"]


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_without_a_strong_mark_nothing_is_resumed(bench: Bench, publisher: Publisher, etag: str) -> None:
    url = publisher.gives("/ties.csv", cuts(LONG, 100_000, ETag=etag), says(200, LONG, ETag=etag))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.sha256 == sha(LONG)
    assert publisher.headers("Range") == [None, None]


def test_a_file_that_changes_between_two_parts_is_not_mixed(bench: Bench, publisher: Publisher) -> None:
    other = LONG.replace(b"Ruritania", b"Freedonia")
    url = publisher.gives("/ties.csv", offers(LONG, cut=100_000), offers(other, etag='"two"'))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.sha256 == sha(other)
    assert locked(bench)["current"]["etag"] == '"two"'


@pytest.mark.parametrize(
    "told", ["bytes 99999-479999/480024", "bytes 100000-480022/480023", "nonsense", "", "bytes */480024"]
)
def test_another_part_than_was_asked_for_starts_anew(bench: Bench, publisher: Publisher, told: str) -> None:
    def wrong_part(asked: Asked) -> None:
        asked.reply(206, LONG[99_999:], Content_Range=told, ETag='"one"')

    url = publisher.gives("/ties.csv", offers(LONG, cut=100_000), wrong_part, offers(LONG))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.sha256 == sha(LONG)
    assert publisher.headers("Range") == [None, "bytes=100000-", None]


def test_a_process_that_died_after_the_last_byte_goes_on(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", offers(TABLE))
    part = Partial(bench.home / "snapshots" / "atlas" / "partial", url)
    (bench.home / "snapshots" / "atlas" / "partial").mkdir(parents=True)
    part.path.write_bytes(TABLE)
    part.path.with_suffix(".json").write_text(json.dumps({"url": url, "etag": '"one"', "total": len(TABLE)}))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.path.read_bytes() == TABLE
    assert publisher.headers("Range") == [f"bytes={len(TABLE)}-"]


def test_more_bytes_here_than_there_start_anew(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", offers(LONG, cut=300_000), offers(TABLE), offers(TABLE))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.path.read_bytes() == TABLE
    assert publisher.headers("Range") == [None, "bytes=300000-", None]


def test_a_damaged_note_beside_a_part_costs_only_the_part(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", offers(LONG, cut=100_000), offers(LONG))
    part = Partial(bench.home / "snapshots" / "atlas" / "partial", url)

    def damage(progress: Progress) -> None:
        if progress.event == "waits":
            part.path.with_suffix(".json").write_text("{", "utf-8")

    bench.on_progress = damage
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.sha256 == sha(LONG)
    assert publisher.headers("Range") == [None, None]


def test_an_interrupted_download_goes_on_in_the_next_process(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", offers(LONG))

    def interrupt(progress: Progress) -> None:
        if progress.done > 100_000:
            raise KeyboardInterrupt

    bench.on_progress = interrupt
    with pytest.raises(KeyboardInterrupt):
        bench.store().ensure([address(url)])
    (part,) = bench.parts()
    have = part.stat().st_size
    assert LONG.startswith(part.read_bytes())
    assert have > 100_000

    bench.on_progress = None
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.sha256 == sha(LONG)
    assert publisher.headers("Range") == [None, f"bytes={have}-"]
    assert bench.parts() == []


DOWNLOAD = """
import sys
from pathlib import Path
from auxilia.snapshots import Address, Store

def tell(progress):
    if progress.done == 100_000:
        print("here", flush=True)

wanted = Address("atlas", "ties", "atlas/ties.csv", "csv", url=sys.argv[2])
Store(Path(sys.argv[1]), progress=tell).ensure([wanted])
"""


def test_a_killed_download_goes_on_in_the_next_process(bench: Bench, publisher: Publisher) -> None:
    killed = threading.Event()
    halves = offers(LONG, cut=100_000)

    def stall(asked: Asked) -> None:
        halves(asked)
        killed.wait(10)

    url = publisher.gives("/ties.csv", stall, offers(LONG))
    process = subprocess.Popen(
        [sys.executable, "-c", DOWNLOAD, str(bench.home), url],
        stdout=subprocess.PIPE,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        process.kill()
    killed.set()
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.sha256 == sha(LONG)
    assert publisher.headers("Range") == [None, "bytes=100000-"]


def test_a_slow_answer_is_asked_for_again(bench: Bench, publisher: Publisher) -> None:
    asked_again = threading.Event()

    def slow(asked: Asked) -> None:
        asked.close_connection = True
        asked_again.wait(5)

    def prompt(asked: Asked) -> None:
        asked_again.set()
        asked.reply(200, TABLE)

    url = publisher.gives("/ties.csv", slow, prompt)
    store = bench.store(client_factory=lambda: httpx.Client(timeout=0.1, trust_env=False))
    (snapshot,) = store.ensure([address(url)])
    assert snapshot.path.read_bytes() == TABLE
    assert [p.text for p in bench.told if p.event == "waits"] == ["the server is too slow to answer"]


@pytest.mark.parametrize(
    ("status", "header", "wait"),
    [(429, "17", 17.0), (503, "Sun, 01 Mar 2026 12:01:30 GMT", 90.0), (503, "", 0.5), (502, "soon", 0.5)],
)
def test_a_server_that_asks_for_patience_gets_it(
    bench: Bench, publisher: Publisher, status: int, header: str, wait: float
) -> None:
    url = publisher.gives("/ties.csv", says(status, Retry_After=header), says(200, TABLE))
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.path.read_bytes() == TABLE
    (waited,) = bench.waits
    assert wait <= waited <= max(wait, 1.0)


def test_patience_has_an_end_and_grows_until_then(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", says(500))
    with pytest.raises(SnapshotError, match=r"answered 500 .* \(5 times in a row\).*Mend: run again later"):
        bench.store().ensure([address(url)])
    assert len(publisher.requests) == 5
    assert len(bench.waits) == 4
    assert all(2**n / 2 <= wait <= 2**n for n, wait in enumerate(bench.waits))


def test_equal_generators_wait_equally(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", says(500))
    for _ in range(2):
        with pytest.raises(SnapshotError):
            bench.store().ensure([address(url)])
    assert bench.waits[:4] == bench.waits[4:]


def test_a_server_that_asks_for_an_hour_is_left_alone(bench: Bench, publisher: Publisher) -> None:
    one = publisher.gives("/a.csv", says(429, Retry_After="3600"))
    two = publisher.gives("/b.csv", says(200, TABLE))
    with pytest.raises(SnapshotError, match=r"until 2026-03-01T13:00") as caught:
        bench.store().ensure([address(one), address(two, name="other")])
    assert "127.0.0.1 is not asked again" in str(caught.value)
    assert len(publisher.requests) == 1
    assert bench.waits == []


def test_a_truncated_body_is_never_taken_for_the_file(bench: Bench, publisher: Publisher) -> None:
    url = publisher.gives("/ties.csv", cuts(LONG, 1000))
    with pytest.raises(SnapshotError, match="5 times in a row"):
        bench.store().ensure([address(url)])
    assert not (bench.home / "snapshots.lock.json").exists()


def test_a_full_disk_says_how_much_is_needed_and_keeps_what_came(
    bench: Bench, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = publisher.gives("/ties.csv", offers(LONG))
    append = Partial.append

    def append_until_full(partial: Partial, chunk: bytes) -> None:
        if partial.size > 100_000:
            raise OSError(errno.ENOSPC, "No space left on device", str(partial.path))
        append(partial, chunk)

    monkeypatch.setattr(Partial, "append", append_until_full)
    with pytest.raises(SnapshotError) as caught:
        bench.store().ensure([address(url)])
    (part,) = bench.parts()
    have = part.stat().st_size
    assert have > 100_000
    assert f"{len(LONG) - have} more bytes are needed in {bench.home}" in str(caught.value)
    assert "Mend: make room" in str(caught.value)

    monkeypatch.setattr(Partial, "append", append)
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.sha256 == sha(LONG)
    assert publisher.headers("Range") == [None, f"bytes={have}-"]


def test_a_disk_without_room_is_noticed_before_the_first_byte(
    bench: Bench, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = publisher.gives("/ties.csv", offers(LONG))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**6, 10**6 - 5, 5))
    with pytest.raises(
        SnapshotError, match=f"disk is full: {len(LONG)} more bytes are needed in .* 5 are free"
    ):
        bench.store().ensure([address(url)])


def test_a_server_that_packs_unasked_is_unpacked(bench: Bench, publisher: Publisher) -> None:
    packed = gzip.compress(LONG)
    url = publisher.gives(
        "/ties.csv",
        cuts(packed, len(packed) // 2, Content_Encoding="gzip", ETag='"one"'),
        says(200, packed, Content_Encoding="gzip", ETag='"one"'),
    )
    (snapshot,) = bench.store().ensure([address(url)])
    assert snapshot.path.read_bytes() == LONG
    assert publisher.headers("Range") == [None, None]
