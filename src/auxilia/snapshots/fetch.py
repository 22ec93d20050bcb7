"""One file, brought whole: resumed where it broke off, started anew where it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from auxilia.snapshots.client import Answer, Client
from auxilia.snapshots.disk import need_space
from auxilia.snapshots.headers import content_range, file_name, length
from auxilia.snapshots.partial import Marks, Partial
from auxilia.snapshots.trouble import Trouble

if TYPE_CHECKING:
    import httpx

ATTEMPTS = 5
MAX_BYTES = 8 * 1024**3


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole answer, lying in the partial file: its address, the publisher's name for it, its marks."""

    final_url: str
    filename: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Hooks:
    """Who is told what: bytes here and in all (None where unknown); seconds of a wait and its reason."""

    on_bytes: Callable[[int, int | None], None]
    on_wait: Callable[[float, str], None]


def fetch(
    client: Client,
    partial: Partial,
    *,
    fallback_name: str,
    known: Marks,
    hooks: Hooks,
    max_bytes: int = MAX_BYTES,
) -> Fetched | None:
    """Bring the file of `partial.url` into `partial.path`; None where `known` still holds.

    Raises
    ------
    Trouble
        Where the address gives no file.
    OSError
        Where the bytes cannot be written; what has come so far is kept.
    """

    def attempt() -> Fetched | None:
        headers = partial.resume_headers() or _conditions(known)
        with client.answer("GET", partial.url, headers) as answer:
            if answer.response.status_code == HTTPStatus.NOT_MODIFIED and known != Marks():
                return None
            return _take(answer, partial, fallback_name, hooks, max_bytes)

    return client.patiently(attempt, attempts=ATTEMPTS, furthest=lambda: partial.size, on_wait=hooks.on_wait)


def _conditions(known: Marks) -> dict[str, str]:
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value}


def _take(answer: Answer, partial: Partial, fallback_name: str, hooks: Hooks, max_bytes: int) -> Fetched:
    response = answer.response
    status = response.status_code
    if status == HTTPStatus.OK:
        partial.begin(_marks(response), whole_length(response))
        _receive(response, partial, hooks, max_bytes)
    elif status == HTTPStatus.PARTIAL_CONTENT:
        _must_continue(response, partial)
        _receive(response, partial, hooks, max_bytes)
    elif status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        _must_be_whole(response, partial)
    else:
        raise Trouble("wrong", f"the server answered {status} {response.reason_phrase}".rstrip())
    name = file_name(partial.url, answer.url, response.headers.get("Content-Disposition", ""), fallback_name)
    return Fetched(answer.url, name, partial.note().marks)


def _marks(response: httpx.Response) -> Marks:
    if _is_encoded(response):
        # What is written is unpacked on the way: its length is not the one that ranges count.
        return Marks()
    return Marks(response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))


def _is_encoded(response: httpx.Response) -> bool:
    return response.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}


def whole_length(response: httpx.Response) -> int | None:
    """The length in bytes of the file in a complete answer, where the answer tells it."""
    return None if _is_encoded(response) else length(response.headers.get("Content-Length", ""))


def _must_continue(response: httpx.Response, partial: Partial) -> None:
    """Hold a partial answer against what is here; anything but its exact continuation starts anew."""
    told = content_range(response.headers.get("Content-Range", ""))
    note = partial.note()
    etag = response.headers.get("ETag", note.etag)
    if (
        told is None
        or told.first != partial.size
        or (told.total is not None and note.total is not None and told.total != note.total)
        or etag != note.etag
        or _is_encoded(response)
    ):
        partial.drop()
        raise Trouble("passing", "the server sent another part of the file than was asked for")
    partial.learn_total(told.total)


def _must_be_whole(response: httpx.Response, partial: Partial) -> None:
    """Nothing is left to send: right where all bytes are here, a changed file where they are not."""
    told = content_range(response.headers.get("Content-Range", ""))
    if not partial.size or told is None or told.total != partial.size:
        partial.drop()
        raise Trouble("passing", "the file on the server changed during the download")


def _receive(response: httpx.Response, partial: Partial, hooks: Hooks, max_bytes: int) -> None:
    done, total = partial.size, partial.note().total
    if max(done, total or 0) > max_bytes:
        raise Trouble("wrong", f"the file has {total} bytes, more than the {max_bytes} allowed")
    need_space(partial.path.parent, (total or 0) - done)
    hooks.on_bytes(done, total)
    for chunk in _chunks(response):
        done += len(chunk)
        if done > max_bytes:
            partial.drop()
            raise Trouble("wrong", f"more than the {max_bytes} bytes allowed came")
        partial.append(chunk)
        hooks.on_bytes(done, total)
    if total is not None and done != total:
        if done > total:
            partial.drop()
        raise Trouble("passing", f"{done} bytes came where {total} were declared")


def _chunks(response: httpx.Response) -> Iterator[bytes]:
    # Without a chunk size the bytes come as they arrive: none waits in a buffer when the connection breaks.
    return response.iter_bytes() if _is_encoded(response) else response.iter_raw()
