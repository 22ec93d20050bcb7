"""A publisher on a loopback address that does what it is told, and a store that never really waits."""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from auxilia.snapshots import Address, Progress, Store

TABLE = b"provider,recipient,year\nAtlantis,Ruritania,1999\nAtlantis,Freedonia,2001\n"
LONG = b"provider,recipient,year\n" + b"Atlantis,Ruritania,1999\n" * 20_000
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request, as the publisher sees it."""

    protocol_version = "HTTP/1.1"
    server: Publisher

    def do_GET(self) -> None:
        self.server.serve(self)

    def do_HEAD(self) -> None:
        self.server.serve(self)

    def log_message(self, *_: Any) -> None:
        return

    def reply(self, status: int, body: bytes = b"", *, cut: int | None = None, **headers: str) -> None:
        """Answer; `cut` sends so many bytes of the body and hangs up."""
        self.send_response(status)
        sent = {"Content-Length": str(len(body)), **{k.replace("_", "-"): v for k, v in headers.items()}}
        for name, value in sent.items():
            if value:
                self.send_header(name, value)
        if cut is not None or not sent["Content-Length"]:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[:cut])


class Publisher(ThreadingHTTPServer):
    """Answers by path, in the order given; the last answer stands for all later requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.answers: dict[str, list[Answer]] = defaultdict(list)
        self.requests: list[tuple[str, str, dict[str, str]]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up: many of these do."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def serve(self, asked: Asked) -> None:
        self.requests.append((asked.command, asked.path, dict(asked.headers.items())))
        answers = self.answers[asked.path]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(asked)

    def gives(self, path: str, *answers: Answer) -> str:
        """Script a path; returns its address."""
        self.answers[path] = list(answers)
        return self.url(path)

    def headers(self, name: str) -> list[str | None]:
        """One header of all requests so far."""
        return [headers.get(name) for _, _, headers in self.requests]


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    """The same answer to everybody."""
    return lambda asked: asked.reply(status, body, **headers)


def cuts(body: bytes, after: int, **headers: str) -> Answer:
    """Promise all, send `after` bytes and hang up."""
    return lambda asked: asked.reply(200, body, cut=after, **headers)


def offers(body: bytes, *, etag: str = '"one"', cut: int | None = None, **headers: str) -> Answer:
    """A well-behaved file: conditions and ranges are honoured; `cut` hangs up after so many bytes."""

    def answer(asked: Asked) -> None:
        if asked.headers.get("If-None-Match") == etag:
            asked.reply(304, ETag=etag)
            return
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", asked.headers.get("Range", ""))
        if not wanted or asked.headers.get("If-Range", etag) != etag:
            asked.reply(200, body, cut=cut, ETag=etag, **headers)
            return
        first, last = int(wanted[1]), min(int(wanted[2] or len(body) - 1), len(body) - 1)
        if first >= len(body):
            asked.reply(416, Content_Range=f"bytes */{len(body)}", ETag=etag)
            return
        told = f"bytes {first}-{last}/{len(body)}"
        asked.reply(206, body[first : last + 1], cut=cut, Content_Range=told, ETag=etag, **headers)

    return answer


@dataclass
class Bench:
    """A store in a home of its own, with what it waited for and what it told."""

    home: Path
    waits: list[float] = field(default_factory=list)
    told: list[Progress] = field(default_factory=list)
    time: datetime = NOW
    on_progress: Callable[[Progress], None] | None = None

    def store(self, **options: Any) -> Store:
        settings: dict[str, Any] = {
            "client_factory": lambda: httpx.Client(timeout=5.0, trust_env=False),
            "rng": random.Random(1),
            "sleep": self.waits.append,
            "now": lambda: self.time,
            "progress": self._hear,
            "delay": 0.0,
        }
        return Store(self.home, **{**settings, **options})

    def later(self, **span: float) -> None:
        self.time += timedelta(**span)

    def parts(self) -> list[Path]:
        return sorted(self.home.glob("snapshots/*/partial/*.part"))

    def _hear(self, progress: Progress) -> None:
        self.told.append(progress)
        if self.on_progress:
            self.on_progress(progress)


def address(url: str, **fields: Any) -> Address:
    """A declared file of an invented source."""
    settings: dict[str, Any] = {"name": "ties", "mirror": "atlas/ties.csv", "kind": "csv", "url": url}
    return Address("atlas", **{**settings, **fields})


def sha(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def locked(bench: Bench) -> dict[str, Any]:
    """The only entry of the store's lock."""
    (entry,) = json.loads((bench.home / "snapshots.lock.json").read_text("utf-8"))["files"]
    return entry
