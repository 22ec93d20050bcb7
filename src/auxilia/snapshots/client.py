"""Asking servers politely: one request at a time, pauses, a clear name, patience that grows."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from auxilia.snapshots.headers import host_of, retry_after
from auxilia.snapshots.trouble import Trouble

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
MAX_REDIRECTS = 10
MAX_WAIT = 300.0
_FIRST_WAIT = 1.0
_LAST_WAIT = 60.0
# Whoever is offline should not wait through all patience for each of a dozen hosts.
_CONNECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_PASSING = (408, 425, 429, 500, 502, 503, 504)
_LOGIN = (401, 403)
_GONE = (404, 410)


@cache
def user_agent() -> str:
    """The name under which servers are asked: program, version, and the home page that its metadata state."""
    from importlib.metadata import metadata  # noqa: PLC0415 - only a download pays for it

    about = metadata("auxilia")
    pages = [text.split(",", 1) for text in about.get_all("Project-URL", [])]
    homes = [page[1].strip() for page in pages if len(page) == 2 and page[0].strip().lower() == "homepage"]
    return f"auxilia/{about['Version']} ({'+' + homes[0] if homes else 'research software'})"


def new_session() -> httpx.Client:
    """The connections of one run; a server that is silent for a minute counts as cut off."""
    import httpx  # noqa: PLC0415 - only a download pays for it

    return httpx.Client(timeout=httpx.Timeout(60.0, connect=20.0))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is no redirect: its address in the end, and the one it has moved to for good."""

    response: httpx.Response
    url: str
    moved: str


class Pace:
    """One host's requests follow each other with a pause of `delay` seconds."""

    def __init__(self, delay: float, sleep: Callable[[float], None]) -> None:
        self._delay = delay
        self._sleep = sleep
        self._last: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host's turn; the pause counts from the end of the block."""
        rest = self._last.get(host, float("-inf")) + self._delay - time.monotonic()
        if rest > 0:
            self._sleep(rest)
        try:
            yield
        finally:
            self._last[host] = time.monotonic()


class Client:
    """Requests with redirects followed by hand, so that each hop is paced and seen."""

    def __init__(
        self,
        session: httpx.Client,
        pace: Pace,
        *,
        rng: random.Random,
        sleep: Callable[[float], None],
        now: Callable[[], datetime],
    ) -> None:
        self._session = session
        self._pace = pace
        self._rng = rng
        self._sleep = sleep
        self._now = now

    @contextmanager
    def answer(self, method: str, url: str, headers: dict[str, str]) -> Iterator[Answer]:
        """The answer at the end of the redirects; failures inside the block are told apart as well.

        Raises
        ------
        Trouble
            `passing` for cut connections, slow servers and statuses that ask for patience, `login` and `gone`
            by status, `wrong` for redirects that lead nowhere. Other statuses are the caller's to judge.
        """
        import httpx  # noqa: PLC0415 - only a download pays for it

        try:
            with self._followed(method, url, headers) as answer:
                self._judge(answer.response)
                yield answer
        except httpx.TimeoutException as error:
            raise Trouble("passing", "the server is too slow to answer") from error
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise Trouble("wrong", f"an address that cannot be asked: {error}") from error
        except httpx.ConnectError as error:
            raise Trouble("passing", f"the connection failed: {error}", attempts=_CONNECTS) from error
        except httpx.TransportError as error:
            raise Trouble(
                "passing", f"the connection failed: {str(error) or type(error).__name__}"
            ) from error
        except httpx.DecodingError as error:
            raise Trouble("passing", f"the answer cannot be unpacked: {error}") from error

    @contextmanager
    def _followed(self, method: str, url: str, headers: dict[str, str]) -> Iterator[Answer]:
        moved, lasting = "", True
        # Compressed transfer has lengths and ranges of its own: files are asked for as they are.
        own = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "identity", **headers}
        for _ in range(MAX_REDIRECTS + 1):
            with (
                self._pace.turn(host_of(url)),
                self._session.stream(method, url, headers=own, follow_redirects=False) as response,
            ):
                target = response.headers.get("Location", "")
                if response.status_code not in _REDIRECTS or not target:
                    yield Answer(response, url, moved)
                    return
                lasting = lasting and response.status_code in _PERMANENT
                url = str(response.url.join(target))
                moved = url if lasting else moved
        raise Trouble("wrong", f"more than {MAX_REDIRECTS} redirects, at last to {url}")

    def _judge(self, response: httpx.Response) -> None:
        status = f"the server answered {response.status_code} {response.reason_phrase}".rstrip()
        if response.status_code in _PASSING:
            wait = retry_after(response.headers.get("Retry-After", ""), self._now())
            raise Trouble("passing", status, wait=wait or 0.0)
        if response.status_code in _LOGIN:
            raise Trouble("login", f"{status}: the publisher wants a login, or refuses programs")
        if response.status_code in _GONE:
            raise Trouble("gone", f"{status}: the file is not there any more")

    def patiently(
        self,
        work: Callable[[], T],
        *,
        attempts: int,
        furthest: Callable[[], int] = lambda: 0,
        on_wait: Callable[[float, str], None] = lambda _seconds, _why: None,
    ) -> T:
        """Do `work`, again and again while its trouble is passing: `attempts` times without any new byte.

        `furthest` says how many bytes are here. The waits double from one second to a minute, with jitter,
        and are never shorter than the server asks; a server that asks for more than five minutes ends it.

        Raises
        ------
        Trouble
            `unreachable` where patience ends; whatever else `work` raises.
        """
        best, failures = furthest(), 0
        while True:
            try:
                return work()
            except Trouble as trouble:
                if trouble.kind != "passing":
                    raise
                failures = 1 if furthest() > best else failures + 1
                best = max(best, furthest())
                wait = self._next_wait(trouble, failures, attempts)
                on_wait(wait, trouble.text)
                self._sleep(wait)

    def _next_wait(self, trouble: Trouble, failures: int, attempts: int) -> float:
        if trouble.wait > MAX_WAIT:
            until = (self._now() + timedelta(seconds=min(trouble.wait, 1e9))).isoformat(timespec="minutes")
            raise Trouble(
                "unreachable", f"{trouble.text}, and asks to be left alone until {until}"
            ) from trouble
        if failures >= min(attempts, trouble.attempts):
            raise Trouble("unreachable", f"{trouble.text} ({failures} times in a row)") from trouble
        backoff = min(_LAST_WAIT, _FIRST_WAIT * 2.0 ** (failures - 1)) * (0.5 + 0.5 * self._rng.random())
        return max(trouble.wait, backoff)
