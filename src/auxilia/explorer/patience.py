"""The protocol of the server, with an end to its patience: who sends no whole request, or takes no answer,
is let go, and nobody's head of a request grows without end.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 15.0
STALLED_SECONDS = 60.0
LONGEST_HEAD = 32 << 10


class PatientProtocol(HttpToolsProtocol):
    """As the server's own. A request's head must be whole in `head_seconds`; an answer may stand still, taken
    by nobody, for `stalled_seconds`. A slow reader that goes on reading is never cut off.
    """

    head_seconds = HEAD_SECONDS
    stalled_seconds = STALLED_SECONDS

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self._head: asyncio.TimerHandle | None = None
        self._stall: asyncio.TimerHandle | None = None
        self._read = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._read += len(data)
        if self._head is not None and self._read > LONGEST_HEAD:
            self.send_400_response("The head of the request is too long.")
            return
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._await_head()

    def on_headers_complete(self) -> None:
        if self._head is not None:
            self._head.cancel()
        self._head, self._read = None, 0
        super().on_headers_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None

    def _await_head(self) -> None:
        if self._head is None:
            self._head = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _await_reader(self, before: int = -1) -> None:
        """Look again and again whether anything was taken of what waits to be sent."""
        left = self.transport.get_write_buffer_size()
        if left == before:
            self.transport.abort()
            return
        self._stall = self.loop.call_later(self.stalled_seconds, self._await_reader, left)

    def _forget(self) -> None:
        for timer in (self._head, self._stall):
            if timer is not None:
                timer.cancel()
        self._head = self._stall = None
