"""Scripts, styles and fonts that Vite built from `web/`: which files there are, what pages want of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any

from auxilia.errors import AuxiliaError

MANIFEST = "manifest.json"
MEDIA = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
MEND = (
    "Mend: install a wheel, or build the scripts in a checkout: "
    "`npm install --no-package-lock && npm run build` in web/."
)


class AssetsError(AuxiliaError):
    """The built scripts are missing or damaged; the message says how they are made."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a page loads: its script and its styles, as names of files in the folder of the built files."""

    script: str
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assets:
    """The built files: entries by name, and every file that may be served with its media type."""

    entries: Mapping[str, Entry]
    media: Mapping[str, str]


NONE = Assets({}, {})


def read_assets(folder: Traversable) -> Assets:
    """What a folder of built files holds.

    Raises
    ------
    AssetsError
        When there is no manifest, when it names a file that is not there, or an unknown kind of file.
    """
    try:
        told: dict[str, dict[str, Any]] = json.loads(folder.joinpath(MANIFEST).read_text("utf-8"))
    except FileNotFoundError as error:
        raise AssetsError(f"the scripts of the explorer are not built. {MEND}") from error
    except ValueError as error:
        raise AssetsError(f"{MANIFEST} of the explorer's scripts cannot be read: {error}. {MEND}") from error
    names = sorted({name for chunk in told.values() for name in _files(chunk)})
    for name in names:
        if PurePosixPath(name).suffix not in MEDIA:
            raise AssetsError(f"{name} is no kind of file that the explorer serves. {MEND}")
        if "/" in name or not folder.joinpath(name).is_file():
            raise AssetsError(f"{MANIFEST} names {name}, which is not there. {MEND}")
    entries = {_name(key, chunk): _entry(told, key) for key, chunk in told.items() if chunk.get("isEntry")}
    return Assets(entries, {name: MEDIA[PurePosixPath(name).suffix] for name in names})


@cache
def assets() -> Assets:
    """The built files of this package, which a checkout may lack: its pages then go without script."""
    try:
        return read_assets(_folder())
    except AssetsError:
        if _folder().joinpath(MANIFEST).is_file():
            raise
        return NONE


def check_assets() -> None:
    """Make sure that the scripts are there.

    Raises
    ------
    AssetsError
        Saying how they are made.
    """
    read_assets(_folder())


@cache
def asset(name: str) -> bytes | None:
    """A built file; None for any name that the manifest does not tell."""
    return _folder().joinpath(name).read_bytes() if name in assets().media else None


def _folder() -> Traversable:
    return files("auxilia.explorer").joinpath("static", "app")


def _files(chunk: Mapping[str, Any]) -> Iterator[str]:
    yield chunk["file"]
    yield from chunk.get("css", ())
    yield from chunk.get("assets", ())


def _name(key: str, chunk: Mapping[str, Any]) -> str:
    return str(chunk.get("name") or PurePosixPath(chunk.get("src", key)).stem)


def _entry(told: Mapping[str, Mapping[str, Any]], key: str) -> Entry:
    """The script of an entry, and the styles of all that it imports at once."""
    styles: dict[str, None] = {}
    seen: set[str] = set()
    left = [key]
    while left:
        chunk = left.pop()
        if chunk not in seen:
            seen.add(chunk)
            styles |= dict.fromkeys(told[chunk].get("css", ()))
            left += told[chunk].get("imports", ())
    return Entry(told[key]["file"], tuple(styles))
