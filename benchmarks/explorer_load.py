"""How quick the explorer is under load: pages and slices of a full ledger, 16 clients on loopback.

    python benchmarks/explorer_load.py HOME [SECONDS]

The server runs as its users run it, in a process of its own; clients and server share the machine. Every
address is asked once before (`cold_*`: made from the ledger), then at random for SECONDS (20). Peak memory
is the server's own; so is its time on a core for each warm request, which says what a machine that others
use as well would hide. `growth_mb` is what it took on over the second half of the warm run. The last line is
one JSON object: milliseconds at the 95th percentile, requests a second, MB, errors.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

CLIENTS = 16
SEED = 20260101
WEIGHTS = {"dyad": 35, "actor": 20, "slice": 35, "other": 10}


@dataclass
class Seen:
    """What was measured: seconds by kind of address, and what did not answer with 200."""

    taken: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: int = 0
    bytes: int = 0

    def join(self, other: Seen) -> None:
        """Add what was measured after it."""
        for kind, taken in other.taken.items():
            self.taken[kind] += taken
        self.errors += other.errors
        self.bytes += other.bytes

    def p95(self, *kinds: str) -> float:
        found = sorted(t for kind in kinds for t in self.taken[kind])
        return round(1000 * statistics.quantiles(found, n=20)[-1], 1) if len(found) > 1 else 0.0


class Client:
    """One connection that asks one address after the other."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def __aenter__(self) -> Client:
        self._in, self._out = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._out.close()
        with contextlib.suppress(OSError):
            await self._out.wait_closed()

    async def get(self, address: str) -> tuple[int, bytes]:
        request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n"
        self._out.write(request.encode())
        head = (await self._in.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = re.search(r"content-length: (\d+)", head)
        body = await self._in.readexactly(int(length[1])) if length else b""
        return int(head.split(" ", 2)[1]), body


def addresses(home: str) -> dict[str, list[str]]:
    """The pairs and actors with most on record, and as many others at random."""
    from auxilia.explorer.codes import actor_path, dyad_path  # noqa: PLC0415
    from auxilia.ledger import Ledger  # noqa: PLC0415

    rng = random.Random(SEED)
    with Ledger(home) as ledger:
        pairs = ledger.con.execute(
            "SELECT provider_id, recipient_id FROM out_ties GROUP BY ALL ORDER BY sum(n_claims) DESC, 1, 2"
        ).fetchall()
        actors = [
            row[0]
            for row in ledger.con.execute(
                "SELECT recipient_id FROM out_ties GROUP BY ALL ORDER BY sum(n_claims) DESC, 1"
            ).fetchall()
        ]
    dyads = [dyad_path(*pair) for pair in [*pairs[:60], *rng.sample(pairs[60:], 60)]]
    known = [actor_path(actor) for actor in [*actors[:30], *rng.sample(actors[30:], 30)]]
    slices = [f"{path}.json" for path in (*dyads[::2], *known[::2])]
    slices += [f"{path}.json?table=claims&size=50" for path in dyads[:30]]
    other = [
        "/",
        "/explore",
        "/explore?view=ranked&recipient=MLI",
        "/compare",
        "/sources",
        "/search?q=mallli",
    ]
    return {"dyad": dyads, "actor": known, "slice": slices, "other": other}


async def ask(client: Client, kind: str, address: str, seen: Seen) -> None:
    before = time.perf_counter()
    status, body = await client.get(address)
    seen.taken[kind].append(time.perf_counter() - before)
    seen.bytes += len(body)
    seen.errors += status != 200


async def cold(port: int, asked: dict[str, list[str]]) -> Seen:
    """Every address once, by two clients."""
    seen, left = Seen(), [(kind, address) for kind, found in asked.items() for address in found]

    async def work() -> None:
        async with Client(port) as client:
            while left:
                await ask(client, *left.pop(), seen)

    await asyncio.gather(work(), work())
    return seen


async def warm(port: int, asked: dict[str, list[str]], seconds: float) -> Seen:
    """All clients at random until time is up."""
    seen, until = Seen(), time.perf_counter() + seconds

    async def work(number: int) -> None:
        rng = random.Random(SEED + number)
        async with Client(port) as client:
            while time.perf_counter() < until:
                kind = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
                await ask(client, kind, rng.choice(asked[kind]), seen)

    await asyncio.gather(*(work(number) for number in range(CLIENTS)))
    return seen


def memory_mb(pid: int, name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("utf-8"))
    return round(int(found[1]) / 1024, 1) if found else 0.0


def on_core(pid: int) -> float:
    """Seconds that a process has been on a core."""
    told = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    home, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 20.0
    asked = addresses(home)
    program = str(Path(sys.executable).with_name("auxilia"))
    command = [program, "explore", "--home", home, "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            said = next(line for line in server.stderr if "answers at" in line)  # type: ignore[union-attr]
            port = int(re.search(r":(\d+) ", said)[1])  # type: ignore[index]
            before = time.perf_counter()
            first = asyncio.run(cold(port, asked))
            cold_seconds = time.perf_counter() - before
            resident = memory_mb(server.pid, "VmRSS")
            before, worked = time.perf_counter(), on_core(server.pid)
            seen = asyncio.run(warm(port, asked, seconds / 2))
            halfway = memory_mb(server.pid, "VmRSS")
            seen.join(asyncio.run(warm(port, asked, seconds / 2)))
            taken, worked = time.perf_counter() - before, on_core(server.pid) - worked
            figures = {
                "p95_ms": seen.p95("dyad", "actor"),
                "slice_p95_ms": seen.p95("slice"),
                "other_p95_ms": seen.p95("other"),
                "requests_per_s": round(sum(map(len, seen.taken.values())) / taken, 1),
                "peak_mb": memory_mb(server.pid, "VmHWM"),
                "after_cold_mb": resident,
                "after_warm_mb": memory_mb(server.pid, "VmRSS"),
                "growth_mb": round(memory_mb(server.pid, "VmRSS") - halfway, 1),
                "server_ms_a_request": round(1000 * worked / sum(map(len, seen.taken.values())), 2),
                "errors": seen.errors + first.errors,
                "cold_p95_ms": first.p95("dyad", "actor"),
                "cold_slice_p95_ms": first.p95("slice"),
                "cold_seconds": round(cold_seconds, 1),
                "addresses": sum(map(len, asked.values())),
                "clients": CLIENTS,
                "seconds": seconds,
                "cores": os.cpu_count(),
            }
        finally:
            server.terminate()
    for name, value in figures.items():
        print(f"{name}: {value}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
