"""Limits of rates and of patience: who asks too often, sends no whole head or takes no answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Message, Scope

from auxilia.explorer.envelope import Trouble
from auxilia.explorer.patience import PatientProtocol
from auxilia.explorer.rates import Rates

LARGE = 32 << 20
Told = tuple[int, dict[str, str], bytes]


async def _large(scope: Scope, receive: object, send: object) -> None:
    body = b"x" * (LARGE if scope["path"] == "/large" else 10)
    await PlainTextResponse(body)(scope, receive, send)  # type: ignore[arg-type]


class Hasty(PatientProtocol):
    """Little patience, so that a test need not have much."""

    head_seconds = 0.4
    stalled_seconds = 0.4


def served(work: Callable[[int], Awaitable[None]]) -> None:
    """Run something before a server with little patience."""

    async def run() -> None:
        config = uvicorn.Config(_large, port=0, http=Hasty, log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        await work(server.servers[0].sockets[0].getsockname()[1])
        server.should_exit = True
        await task

    asyncio.run(run())


def test_who_sends_no_whole_head_in_time_is_let_go() -> None:
    async def work(port: int) -> None:
        for sent in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent)
            try:
                found = await asyncio.wait_for(reader.read(), 5)
            except ConnectionResetError:
                found = b""
            assert found == b""

    served(work)


def test_a_second_request_on_one_connection_has_its_own_time() -> None:
    async def work(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(3):
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
            assert b" 200 " in head
            assert await reader.readexactly(10) == b"x" * 10
            await asyncio.sleep(0.6)

    served(work)


def test_who_takes_nothing_is_let_go_and_who_reads_slowly_is_not() -> None:
    async def work(port: int) -> None:
        taken = []
        for pause in (0.05, 1.5):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 12)
            writer.write(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            await reader.readuntil(b"\r\n\r\n")
            whole = 0
            try:
                await asyncio.sleep(pause)
                while found := await reader.read(1 << 20):
                    whole += len(found)
                    if whole >= LARGE:
                        break
                    await asyncio.sleep(0 if whole % 50 else 0.001)
            except ConnectionResetError:
                pass
            taken.append(whole)
            writer.close()
        assert taken[0] == LARGE > taken[1]

    served(work)


def _answer(rates: Rates, address: str) -> Told:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": "/", "method": "GET", "headers": [], "client": (address, 1)}
    asyncio.run(rates(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent[1:])


def test_an_address_that_asks_too_often_waits_and_no_other_does() -> None:
    now = [0.0]
    rates = Rates(_large, a_second=2, reserve=5, clock=lambda: now[0])
    assert [_answer(rates, "10.0.0.1")[0] for _ in range(7)] == [200] * 5 + [429] * 2
    status, headers, body = _answer(rates, "10.0.0.1")
    assert (status, headers["retry-after"]) == (429, "1")
    assert msgspec.json.decode(body, type=Trouble).error.code == "too_often"
    assert _answer(rates, "10.0.0.2")[0] == 200
    now[0] = 1.0
    assert [_answer(rates, "10.0.0.1")[0] for _ in range(3)] == [200, 200, 429]


def test_addresses_long_silent_are_forgotten() -> None:
    rates = Rates(_large)
    for number in range(20_100):
        rates._take(str(number))
    assert len(rates._buckets) == 20_000
