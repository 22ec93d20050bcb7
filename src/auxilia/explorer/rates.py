"""A limit of requests for servers that others can reach: so many a second from one address, and a reserve."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from auxilia.explorer import envelope

A_SECOND, RESERVE = 20.0, 120.0
MOST_ADDRESSES = 20_000
MESSAGE = "Too many requests come from this address. Ask again in some seconds."
BODY = envelope.encode(envelope.Trouble(False, envelope.ErrorTold(429, "too_often", MESSAGE)))


class Rates:
    """Answers 429 to an address that asks too often. A page with its scripts and fonts is about ten requests.

    Each address has a bucket of `reserve` requests that fills by `a_second`; the addresses longest silent are
    forgotten first, so that memory stays bounded however many come.
    """

    def __init__(
        self,
        app: ASGIApp,
        a_second: float = A_SECOND,
        reserve: float = RESERVE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._a_second = a_second
        self._reserve = reserve
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] != "http" or client is None:
            await self._app(scope, receive, send)
            return
        wait = self._take(client[0])
        if not wait:
            await self._app(scope, receive, send)
            return
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(BODY)).encode()),
            (b"retry-after", str(math.ceil(wait)).encode()),
        ]
        await send({"type": "http.response.start", "status": 429, "headers": headers})
        await send({"type": "http.response.body", "body": BODY})

    def _take(self, address: str) -> float:
        """Take one request out of the bucket; the seconds to wait where there is none in it."""
        now = self._clock()
        left, then = self._buckets.pop(address, (self._reserve, now))
        left = min(self._reserve, left + (now - then) * self._a_second)
        granted = left >= 1
        self._buckets[address] = (left - granted, now)
        if len(self._buckets) > MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return 0.0 if granted else (1 - left) / self._a_second
