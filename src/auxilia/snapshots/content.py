"""Whether a file is of the kind that was declared: by its bytes, never by what the server calls it."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from auxilia.snapshots.files import Kind
from auxilia.snapshots.trouble import Trouble

_HEAD = 64 * 1024
_TAIL = 4 * 1024
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PAGE = 8 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
# What begins with one of these tags is a page, and so is what begins with any other and soon comes to a body.
_HTML = re.compile(
    rb"\s*(<(!doctype\s+html|html|head|body|title|meta|script)\b|<[!?a-z].{0,4096}?<(html|head|body)\b)",
    re.IGNORECASE | re.DOTALL,
)
_PASSWORD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
_LOGIN_ADDRESS = re.compile(
    r"(^|[/._-])(log-?in|sign-?in|sso|saml2?|oauth2?|cas|shibboleth|auth|authenticate)([/._-]|$)",
    re.IGNORECASE,
)


def verify(path: Path, kind: Kind, *, name: str = "", url: str = "") -> None:
    """Hold the file against its declared kind.

    `name` is the publisher's name of it, where `path` has another; `url` where it came from in the end.

    Raises
    ------
    Trouble
        `login` or `page` where it is a web page, `wrong` where it is empty, of another kind or cut short.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    if not head:
        raise Trouble("wrong", "the file is empty")
    refuse_html(head, url)
    if (name or path.name).endswith(".zst"):
        problem = "" if head.startswith(_ZSTANDARD) else "is no zstandard file"
    else:
        problem = _PROBLEMS[kind](path, head, tail)
    if problem:
        raise Trouble("wrong", f"the file {problem}")


def refuse_page(path: Path) -> None:
    """Raise where a file at hand is a web page; only its beginning is read.

    Raises
    ------
    Trouble
        `login` or `page`.
    """
    with path.open("rb") as file:
        refuse_html(file.read(_PAGE), "")


def refuse_html(head: bytes, url: str) -> None:
    """Raise where the beginning of a file is that of a web page: of a login, or of anything else."""
    if head.startswith(_BOMS[1:]):
        # Two bytes a letter: the tags are plain letters between zeros.
        head = head.replace(b"\0", b"")
    for bom in _BOMS:
        head = head.removeprefix(bom)
    if not _HTML.match(head):
        return
    if _PASSWORD.search(head) or _LOGIN_ADDRESS.search(urlsplit(url).path):
        raise Trouble("login", "a login page came instead of the file")
    raise Trouble("page", "a web page came instead of the file")


def _text(_path: Path, head: bytes, _tail: bytes) -> str:
    if head.startswith((b"PK\x03\x04", _OLE, b"%PDF-", _ZSTANDARD, b"\x1f\x8b")):
        return "is packed or another kind of document where a plain table is declared"
    if b"\0" in head and not head.startswith(_BOMS):
        return "is binary where a plain table is declared"
    if head.lstrip().startswith((b"<", b"{")):
        return "is markup or JSON where a plain table is declared"
    if b"\n" not in head.strip() and b"\r" not in head.strip():
        return "is a single line where a table is declared"
    return ""


def _zip(path: Path, _head: bytes, _tail: bytes) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            return "" if archive.infolist() else "is an empty archive"
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "is no zip archive, or was cut short"


def _xlsx(path: Path, head: bytes, tail: bytes) -> str:
    if head.startswith(_OLE):
        return "is an old or password-protected workbook where an xlsx is declared"
    if problem := _zip(path, head, tail):
        return problem.replace("zip archive", "xlsx workbook")
    with zipfile.ZipFile(path) as archive:
        return "" if "[Content_Types].xml" in archive.namelist() else "is an archive, and no xlsx workbook"


def _xls(_path: Path, head: bytes, _tail: bytes) -> str:
    return "" if head.startswith(_OLE) else "is no xls workbook"


def _pdf(_path: Path, head: bytes, tail: bytes) -> str:
    if b"%PDF-" not in head[:1024]:
        return "is no PDF"
    return "" if b"%%EOF" in tail else "is a PDF that was cut short"


def _dta(_path: Path, head: bytes, tail: bytes) -> str:
    if head.startswith(b"<stata_dta>"):
        return "" if b"</stata_dta>" in tail else "is a Stata file that was cut short"
    # Formats 102 to 115: release, byte order (1 high, 2 low), file type (always 1), a zero.
    old = len(head) > 4 and 102 <= head[0] <= 115 and head[1] in {1, 2} and head[2] == 1 and head[3] == 0
    return "" if old else "is no Stata file"


def _json(_path: Path, head: bytes, tail: bytes) -> str:
    for bom in _BOMS:
        head = head.removeprefix(bom)
    if not head.lstrip().startswith((b"{", b"[")):
        return "is no JSON"
    return "" if tail.rstrip().endswith((b"}", b"]")) else "is JSON that was cut short"


_PROBLEMS: dict[Kind, Callable[[Path, bytes, bytes], str]] = {
    "csv": _text,
    "tsv": _text,
    "xlsx": _xlsx,
    "xls": _xls,
    "pdf": _pdf,
    "zip": _zip,
    "dta": _dta,
    "json": _json,
}
