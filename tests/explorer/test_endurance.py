"""The server under ill treatment: killed in mid-download, its ledger swapped, besieged by slow clients."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import re
import resource
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import build_home, ledger
from .serving import Server, server

SLOW, DROPS = 1_000, 3
WHOLE = "/explore.csv?table=figures&provider=USA&year=2000.."


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server(tmp_path_factory.mktemp("nothing")) as started:
        yield started


def body(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        found: bytes = answer.read()
        assert len(found) == int(answer.headers["content-length"])
    return found


def test_a_killed_server_sends_no_half_file_as_a_whole_and_starts_again(tmp_path: Path) -> None:
    with server(tmp_path) as first:
        asking = http.client.HTTPConnection("127.0.0.1", first.port, timeout=60)
        asking.request("GET", WHOLE)
        answer = asking.getresponse()
        told = int(answer.headers["content-length"])
        begun = answer.read(1 << 16)
        first.process.kill()
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            answer.read()
    with server(tmp_path) as again:
        whole = body(f"{again.address}{WHOLE}")
    assert len(whole) == told > 4 * len(begun)
    assert whole.startswith(begun)


def test_answers_stay_whole_while_the_ledger_is_swapped(tmp_path: Path) -> None:
    def build(name: str) -> None:
        con = ledger()
        if name.startswith("less"):
            con.execute("DELETE FROM out_ties WHERE year > 2000")
        build_home(tmp_path, name, con)

    build("more0")
    seen: dict[str, set[int]] = {}
    trouble: list[BaseException] = []
    stop = threading.Event()
    with server(tmp_path) as started:

        def read() -> None:
            try:
                while not stop.is_set():
                    told = json.loads(body(f"{started.address}/explore.json?size=1000"))
                    assert told["ok"]
                    assert len(told["rows"]) == told["page"]["rows"]
                    seen.setdefault(told["ledger"]["build"], set()).add(len(told["rows"]))
                    lines = body(f"{started.address}/explore.csv").count(b"\r\n")
                    assert lines - 1 in {rows for found in seen.values() for rows in found} or len(seen) < 2
            except BaseException as error:
                trouble.append(error)

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        names = ["less1", "more2", "less3"]
        for name in names:
            build(name)
            until = time.monotonic() + 20
            while name not in seen and not trouble and time.monotonic() < until:
                time.sleep(0.05)
        stop.set()
        for reader in readers:
            reader.join()
    assert trouble == []
    assert set(seen) >= set(names)
    assert all(len(rows) == 1 for rows in seen.values())
    assert seen["less1"] == seen["less3"] != seen["more2"]


async def _slow(port: int, number: int, holding: asyncio.Event) -> str:
    """One who dribbles the head of a request, or asks for a page and takes none of it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 10)
    head = "GET /dyad/USA/EGY HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    if number % 2:
        writer.write(f"{head}\r\n".encode())
        await holding.wait()
    else:
        with contextlib.suppress(ConnectionError):
            for letter in head[:DROPS]:
                writer.write(letter.encode())
                await asyncio.sleep(0.5)
            await holding.wait()
    writer.close()
    return "" if number % 2 else (await reader.read(100)).decode("latin-1")


def test_a_thousand_slow_clients_keep_nobody_else_waiting(starter: Server) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < 2 * SLOW:
        pytest.skip(f"this machine allows a process {most} files, fewer than {2 * SLOW}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4 * SLOW), most))
    addresses = ("/dyad/USA/EGY", "/explore.json?recipient=MLI", "/actor/MLI.csv")
    calm = [body(f"{starter.address}{address}") for address in addresses]

    async def siege() -> list[tuple[float, bool]]:
        holding = asyncio.Event()
        slow = [asyncio.create_task(_slow(starter.port, n, holding)) for n in range(SLOW)]
        await asyncio.sleep(3)
        assert sum(not task.done() for task in slow) == SLOW
        taken = []
        for round_ in range(4):
            for place, address in enumerate(addresses):
                before = time.monotonic()
                found = await asyncio.to_thread(body, f"{starter.address}{address}")
                taken.append((time.monotonic() - before, found == calm[place]))
            await asyncio.sleep(0.1 * round_)
        holding.set()
        await asyncio.gather(*slow, return_exceptions=True)
        return taken

    taken = asyncio.run(siege())
    assert all(same for _, same in taken)
    assert max(seconds for seconds, _ in taken) < 5
    assert body(f"{starter.address}{addresses[0]}") == calm[0]


def test_a_head_without_end_is_refused(starter: Server) -> None:
    async def long_head() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", starter.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"a" * (40 << 10))
        return await asyncio.wait_for(reader.read(), 10)

    assert re.match(rb"HTTP/1.1 400 ", asyncio.run(long_head()))
    assert body(f"{starter.address}/glossary")
