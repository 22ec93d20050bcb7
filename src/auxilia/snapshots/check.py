"""Asking an address how it is, without downloading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auxilia.snapshots import manual
from auxilia.snapshots.client import Answer, Client
from auxilia.snapshots.content import refuse_html
from auxilia.snapshots.fetch import whole_length
from auxilia.snapshots.files import Address
from auxilia.snapshots.headers import content_range
from auxilia.snapshots.lockfile import Version
from auxilia.snapshots.partial import Marks
from auxilia.snapshots.trouble import Trouble, TroubleKind

if TYPE_CHECKING:
    import httpx

State = Literal["ok", "moved", "changed", "overdue", "gone", "login", "unreachable", "manual"]
ATTEMPTS = 2
_PEEK = 64 * 1024
_STATES: dict[TroubleKind, State] = {
    "passing": "unreachable",
    "unreachable": "unreachable",
    "login": "login",
    "gone": "gone",
    "page": "gone",
    "wrong": "unreachable",
    "full": "unreachable",
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one declared file is.

    `ok`: there, and as it was fetched. `changed`: the publisher has another state of it. `moved`: it stands
    at `new_url` for good. `overdue`: as it was fetched, longer ago than the publisher's cadence. `gone`,
    `login`, `unreachable`: it cannot be fetched, `detail` says why. `manual`: the user's own download.
    `fetched` is when the bytes at hand came (ISO 8601, UTC), empty where there are none.
    """

    source_id: str
    name: str
    url: str
    state: State
    detail: str
    new_url: str = ""
    fetched: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the headers of an answer say of a file."""

    marks: Marks
    bytes: int | None
    moved: str


def check_address(
    look: Callable[[str], Sight], address: Address, version: Version | None, now: datetime
) -> CheckResult:
    """Hold what is seen at an address against what was fetched from it."""
    result = CheckResult(address.source_id, address.name, address.url, "ok", "not fetched yet")
    if version:
        result = replace(result, fetched=version.fetched, detail=f"as fetched on {version.fetched[:10]}")
    try:
        sight = look(address.url)
    except Trouble as trouble:
        return replace(result, state=_STATES[trouble.kind], detail=trouble.text)
    result = replace(result, new_url=sight.moved)
    if version and (difference := _difference(sight, version)):
        return replace(result, state="changed", detail=difference)
    if sight.moved:
        return replace(result, state="moved", detail=f"now at {sight.moved}")
    if version and (late := overdue(version.confirmed, address.cadence_days, now)):
        return replace(result, state="overdue", detail=late)
    return result


def check_manual(home: Path, address: Address, now: datetime) -> CheckResult:
    """How the user's own download is; its age is that of the oldest file."""
    result = CheckResult(address.source_id, address.name, address.url, "manual", "")
    files = manual.find(home, address)
    if not files:
        return replace(result, detail=f"not there yet: {manual.steps(home, address)}")
    oldest = min(path.stat().st_mtime for path in files)
    since = datetime.fromtimestamp(oldest, UTC).isoformat(timespec="seconds")
    result = replace(result, fetched=since, detail=f"in {manual.folder_of(home, address)}")
    if late := overdue(since, address.cadence_days, now):
        return replace(result, state="overdue", detail=f"{late}. {manual.steps(home, address)}")
    return result


def overdue(confirmed: str, cadence_days: int | None, now: datetime) -> str:
    """In words, that a file last confirmed then (ISO 8601) is older than its cadence; else empty."""
    if cadence_days is None or now - datetime.fromisoformat(confirmed) <= timedelta(days=cadence_days):
        return ""
    return f"last fetched or confirmed on {confirmed[:10]}, new ones come every {cadence_days} days"


def look(client: Client, url: str) -> Sight:
    """See how a file is, by HEAD, or by its beginning where the server refuses that or speaks of a web page.

    Raises
    ------
    Trouble
        Where no file is to be had.
    """
    return client.patiently(lambda: _look(client, url), attempts=ATTEMPTS)


def _look(client: Client, url: str) -> Sight:
    try:
        with client.answer("HEAD", url, {}) as answer:
            if answer.response.is_success and not _claims_html(answer.response):
                return _sight(answer)
    except Trouble as trouble:
        # Many servers refuse HEAD, some of them as forbidden or not found.
        if trouble.kind not in {"login", "gone"}:
            raise
    with client.answer("GET", url, {"Range": f"bytes=0-{_PEEK - 1}"}) as answer:
        response = answer.response
        if not response.is_success:
            status = f"{response.status_code} {response.reason_phrase}".rstrip()
            raise Trouble("wrong", f"the server answered {status}")
        refuse_html(_beginning(response), answer.url)
        return _sight(answer)


def _claims_html(response: httpx.Response) -> bool:
    return "html" in response.headers.get("Content-Type", "").lower()


def _beginning(response: httpx.Response) -> bytes:
    head = b""
    for chunk in response.iter_bytes():
        head += chunk
        if len(head) >= _PEEK:
            break
    return head


def _sight(answer: Answer) -> Sight:
    headers = answer.response.headers
    marks = Marks(headers.get("ETag", ""), headers.get("Last-Modified", ""))
    if answer.response.status_code == HTTPStatus.PARTIAL_CONTENT:
        told = content_range(headers.get("Content-Range", ""))
        return Sight(marks, told.total if told else None, answer.moved)
    return Sight(marks, whole_length(answer.response), answer.moved)


def _difference(sight: Sight, version: Version) -> str:
    """In words, what the server now says otherwise than at the download; empty where nothing."""
    if sight.marks.etag and sight.marks.etag == version.etag:
        return ""
    pairs = (
        ("length", sight.bytes, version.bytes),
        ("last change", sight.marks.last_modified, version.last_modified),
        ("entity tag", sight.marks.etag, version.etag),
    )
    return "; ".join(
        f"{what} is {here}, was {before}"
        for what, here, before in pairs
        if here and before and here != before
    )
