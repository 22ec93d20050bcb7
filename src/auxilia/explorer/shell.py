"""What the server answers, without a server: for the shell and for static sites."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from auxilia.errors import UsageError
from auxilia.explorer.answers import Answer, Request, answer
from auxilia.explorer.book import Book
from auxilia.explorer.choices import FORMATS, split_ending
from auxilia.explorer.shelf import Shelf

MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: where, how many rows, what its licence allows, which ledger answered."""

    path: Path
    rows: int
    licence: str
    ledger: str


def export(address: str, output: Path | None, home: Path | None) -> Written:
    """Write what an address answers into a file.

    Raises
    ------
    UsageError
        When the address or the file has no known ending, or the address is refused.
    """
    parts = urlsplit(address if address.startswith("/") else f"/{address}")
    path, ending = split_ending(unquote(parts.path))
    if output is not None and not ending:
        ending = split_ending(output.name)[1]
    if not ending:
        raise UsageError(f"{address} names no format. Add one of {', '.join(f'.{e}' for e in FORMATS)}.")
    stem = "/front" if path == "/" else path
    release = (parse_qs(parts.query).get("v") or [""])[-1]
    shelf = Shelf(home)
    try:
        with shelf.book(release if release in shelf.releases else "") as book:
            found = followed(Request(f"{stem}.{ending}", parts.query), book)
            if found.status != 200:
                raise UsageError(_message(found))
            target = output or Path(found.name or f"auxilia.{ending}")
            _write(found, target)
            return Written(target, found.rows, found.licence, book.provenance.label)
    finally:
        shelf.close()


def followed(request: Request, book: Book) -> Answer:
    """The answer to a request, at the address where it truly lives."""
    for _ in range(MOST_STEPS):
        found = answer(book, request)
        if not found.location:
            return found
        parts = urlsplit(found.location)
        request = Request(unquote(parts.path), parts.query, request.base)
    return found


def _message(found: Answer) -> str:
    import msgspec  # noqa: PLC0415 - only where something went wrong

    told = msgspec.json.decode(found.body.unpacked())
    return str(told["error"]["message"])


def _write(found: Answer, target: Path) -> None:
    try:
        if found.file is not None:
            shutil.move(found.file, target)
        else:
            target.write_bytes(found.body.unpacked())
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error}. Name another file with --output.") from error
