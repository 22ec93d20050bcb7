"""Finished answers in memory, compressed, the ones longest unused leaving first; each is made once."""

from __future__ import annotations

import asyncio
import zlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

LIMIT_BYTES = 96 << 20
LEVEL = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it is kept: gzip, with the length it has when unpacked."""

    packed: bytes
    length: int

    def unpacked(self) -> bytes:
        """The bytes themselves."""
        return zlib.decompress(self.packed, wbits=31)


def pack(body: bytes) -> Body:
    """Compress a body. The header holds no time, so that equal bodies are equal bytes."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, wbits=31)
    return Body(packer.compress(body) + packer.flush(), len(body))


class Cache(Generic[T]):
    """Values by key, at most `limit` bytes of them as `weigh` weighs. Used from the event loop alone."""

    def __init__(self, weigh: Callable[[T], int], limit: int = LIMIT_BYTES) -> None:
        self.limit = limit
        self.held = 0
        self._weigh = weigh
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._making: dict[str, asyncio.Future[T]] = {}

    async def get(self, key: str, make: Callable[[], Awaitable[tuple[T, bool]]]) -> T:
        """The value of a key, made where nobody has; who comes meanwhile waits for the same one.

        `make` gives the value, and whether it may be kept; one that may not goes to the asker alone.
        """
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
            return known
        running = self._making.get(key)
        if running is not None:
            await asyncio.wait({running})
            return await self.get(key, make)
        running = asyncio.get_running_loop().create_future()
        self._making[key] = running
        try:
            value, keep = await make()
        finally:
            del self._making[key]
            running.cancel()
        if keep:
            self._keep(key, value)
        return value

    def _keep(self, key: str, value: T) -> None:
        size = self._weigh(value) + len(key)
        if size > self.limit // 8:
            return
        self._kept[key] = value
        self.held += size
        while self.held > self.limit:
            gone, old = self._kept.popitem(last=False)
            self.held -= self._weigh(old) + len(gone)
