"""From an address to an answer: page, slice or download, and what is said when it cannot be."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import duckdb

from auxilia.errors import AuxiliaError, UnknownNameError, UsageError
from auxilia.explorer import envelope, formats
from auxilia.explorer.book import Book, Con
from auxilia.explorer.cache import Body, pack
from auxilia.explorer.choices import FORMATS, split_ending
from auxilia.explorer.pages import match
from auxilia.explorer.render import page_html, trouble_html
from auxilia.explorer.slices import slice_json
from auxilia.explorer.state import parse
from auxilia.explorer.subject import Asked, Kind, Subject
from auxilia.explorer.trouble import BusyError, FaultError, NothingThereError, ParameterError, TooMuchError

HTML = "text/html; charset=utf-8"
JSON = "application/json"
LONGEST_QUERY = 4_000
KEPT_IN_MEMORY = 1 << 20
# The one parameter that is no part of the state: what was typed into the search.
WORDS = "q"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, before anything is looked up."""

    path: str
    query: str
    base: str = ""

    @property
    def wants_json(self) -> bool:
        """Whether trouble is told in JSON: for every address that is no page."""
        return bool(split_ending(self.path)[1])


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; `file` holds a body too large for memory, to be sent and removed."""

    status: int
    media: str
    body: Body
    location: str = ""
    name: str = ""
    file: Path | None = None
    kept: bool = True
    rows: int = 0
    licence: str = ""


def answer(book: Book, request: Request) -> Answer:
    """The answer to a request; trouble is an answer too.

    Runs in a worker thread with a connection of its own.
    """
    try:
        with book.cursor() as con:
            return _answer(book, con, request)
    except AuxiliaError as error:
        return trouble(request, error, book)
    except duckdb.OutOfMemoryException:
        return trouble(
            request, TooMuchError("this asks for more than the machine can hold. Ask for less."), book
        )


def found_at(book: Book, con: Con, request: Request) -> tuple[Asked, Kind, Subject]:
    """What an address is about, by whatever spelling.

    Raises
    ------
    NothingThereError
        When it is about nothing.
    ParameterError
        When its query says what it may not.
    """
    path, _ = split_ending(request.path)
    path = "/" if path == "/front" else path
    found = match(path)
    if found is None:
        raise NothingThereError(
            f"There is no page at {path}.", [("The front page", "/"), ("Search", "/search")]
        )
    kind, parts = found
    asked = _asked(book, con, parts, request)
    return asked, kind, kind.subject(asked)


def _answer(book: Book, con: Con, request: Request) -> Answer:
    path, ending = split_ending(request.path)
    path = "/" if path == "/front" else path
    asked, kind, subject = found_at(book, con, request)
    if unquote(subject.path) != path or (not ending and request.path == "/front"):
        return _sent_on(subject, ending, request)
    if not ending:
        return Answer(200, HTML, pack(page_html(asked, kind, subject, request.base).encode("utf-8")))
    if ending == "json":
        return Answer(200, JSON, pack(slice_json(asked, subject)))
    return _download(asked, subject, ending, request)


def _asked(book: Book, con: Con, parts: object, request: Request) -> Asked:
    if len(request.query) > LONGEST_QUERY:
        raise ParameterError("query", request.query[:60], f"it is longer than {LONGEST_QUERY} letters")
    try:
        pairs = parse_qsl(request.query, keep_blank_values=True, max_num_fields=60, errors="strict")
    except (ValueError, UnicodeDecodeError) as error:
        raise ParameterError("query", request.query, "it cannot be read") from error
    words = " ".join(value for name, value in pairs if name == WORDS)[:200]
    state = parse([(name, value) for name, value in pairs if name != WORDS], book)
    if book.public:
        state = replace(state, licence="open")
    return Asked(book, con, parts, state, words, request.base)  # type: ignore[arg-type]


def _sent_on(subject: Subject, ending: str, request: Request) -> Answer:
    stem = subject.path if not ending else f"{subject.path}.{ending}"
    location = f"{stem}?{request.query}" if request.query else stem
    return Answer(308, HTML, pack(b""), location)


def _download(asked: Asked, subject: Subject, ending: str, request: Request) -> Answer:
    """Written whole before the first byte is sent, so that nobody gets half a file."""
    job = formats.Job(
        asked.book, asked.con, subject.relation, subject.title, request.base + subject.address, subject.query
    )
    with tempfile.NamedTemporaryFile(prefix="auxilia-", suffix=f".{ending}", delete=False) as file:
        path = Path(file.name)
    try:
        formats.write(job, ending, path)
        media, name = FORMATS[ending].media, file_name(subject, ending)
        told: dict[str, Any] = {"name": name, "rows": job.rows, "licence": job.told["licence"]}
        if path.stat().st_size > KEPT_IN_MEMORY:
            return Answer(200, media, Body(b"", 0), file=path, kept=False, **told)
        body = pack(path.read_bytes())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    path.unlink()
    return Answer(200, media, body, **told)


def file_name(subject: Subject, ending: str) -> str:
    """What a download is called: auxilia-dyad-USA-EGY.csv."""
    stem = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in subject.path.strip("/"))
    return f"auxilia-{stem or 'front'}.{ending}"


STATUS: tuple[tuple[type[AuxiliaError], int, str], ...] = (
    (NothingThereError, 404, "not_found"),
    (ParameterError, 400, "parameter"),
    (UnknownNameError, 404, "unknown_name"),
    (TooMuchError, 413, "too_much"),
    (BusyError, 503, "busy"),
    (FaultError, 500, "fault"),
    (UsageError, 400, "usage"),
    (AuxiliaError, 409, "not_here"),
)


def trouble(request: Request, error: AuxiliaError, book: Book | None = None) -> Answer:
    """An error as an answer, in the form that was asked for."""
    status, code = next((status, code) for kind, status, code in STATUS if isinstance(error, kind))
    if request.wants_json:
        told = _error_told(status, code, error)
        return Answer(status, JSON, pack(envelope.encode(envelope.Trouble(False, told))), kept=False)
    html = trouble_html(status, error, book)
    return Answer(status, HTML, pack(html.encode("utf-8")), kept=False)


def _error_told(status: int, code: str, error: AuxiliaError) -> envelope.ErrorTold:
    message = str(error)
    if isinstance(error, ParameterError):
        return envelope.ErrorTold(status, code, message, error.parameter, error.given, list(error.allowed))
    if isinstance(error, NothingThereError):
        return envelope.ErrorTold(status, code, message, suggestions=[href for _, href in error.suggestions])
    if isinstance(error, UnknownNameError):
        return envelope.ErrorTold(
            status, code, message, given=error.text, suggestions=list(error.suggestions)
        )
    return envelope.ErrorTold(status, code, message)


__all__ = ["Answer", "Kind", "Request", "answer", "trouble"]
