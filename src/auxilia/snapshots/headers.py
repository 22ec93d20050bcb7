"""What the headers of an answer say. All functions are pure; text that says nothing usable gives nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

_RANGE = re.compile(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(\d{1,18}|\*)", re.ASCII)
_FILE_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".pdf", ".zip", ".dta", ".json", ".zst"})
_SECRET = re.compile(r"signature|token|expires|credential|policy|x-amz|key-pair", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST = 200  # bytes; file systems take 255, and names made from it get suffixes
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentRange:
    """`Content-Range`: first and last byte (None where unsatisfied), and the whole length where known."""

    first: int | None
    last: int | None
    total: int | None


def retry_after(text: str, now: datetime) -> float | None:
    """Seconds to wait by a `Retry-After` header: a count of seconds, or an HTTP date held against `now`.

    None where the header is missing or unreadable; never negative.
    """
    text = text.strip()
    if re.fullmatch(r"\d{1,12}", text, re.ASCII):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def content_range(text: str) -> ContentRange | None:
    """The parts of a `Content-Range` header; None where it is missing, unreadable or contradicts itself."""
    match = _RANGE.fullmatch(text.strip())
    if not match:
        return None
    first, last, total = (int(part) if part and part != "*" else None for part in match.groups())
    if first is not None and last is not None and (last < first or (total is not None and last >= total)):
        return None
    return ContentRange(first, last, total)


def length(text: str) -> int | None:
    """`Content-Length` in bytes."""
    return int(text) if re.fullmatch(r"\d{1,18}", text, re.ASCII) else None


def safe_name(text: str) -> str:
    """The last part of a path as a file name that every system takes; empty where nothing is left of it."""
    name = _FORBIDDEN.sub("_", text.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    if not name.strip("_"):
        return ""
    name = name.encode("utf-8", "ignore")[-_LONGEST:].decode("utf-8", "ignore")
    return f"_{name}" if _DEVICES.fullmatch(name) else name


def file_name(url: str, final_url: str, disposition: str, fallback: str) -> str:
    """The publisher's name of a download.

    The first that has a data file's suffix: the declared address, `Content-Disposition`, the final address;
    else `fallback`.
    """
    message = Message()
    message["Content-Disposition"] = disposition
    told = message.get_filename() if disposition else None
    for text in (_last_part(url), told or "", _last_part(final_url)):
        name = safe_name(text)
        if PurePosixPath(name).suffix.lower() in _FILE_SUFFIXES:
            return name
    return fallback


def host_of(url: str) -> str:
    """The host of an address; empty where it has none, or is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def without_secrets(url: str) -> str:
    """The address without a query that holds a signature or a term: such a one works once, for one user."""
    parts = urlsplit(url)
    if any(_SECRET.search(key) for key, _ in parse_qsl(parts.query, keep_blank_values=True)):
        return urlunsplit(parts._replace(query=""))
    return url


def _last_part(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])
