"""The explorer as static files: each page a folder with index.html, its rows beside it as JSON and CSV.

What may not be passed on stays out of the rows, since a site is there to be read by others. Links to what
asks the ledger anew (explore, compare, search) lead to a page that says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import unquote

from auxilia.errors import UsageError
from auxilia.explorer import formats
from auxilia.explorer.answers import Request, found_at
from auxilia.explorer.assets import asset, assets
from auxilia.explorer.book import Book
from auxilia.explorer.codes import actor_path, dyad_path, programme_path, source_path
from auxilia.explorer.collecting import look_less_often
from auxilia.explorer.render import STATIC, page_html, site_note, static_file
from auxilia.explorer.sheet import rows_of
from auxilia.explorer.shelf import Shelf
from auxilia.explorer.slices import slice_json

CORES = os.cpu_count() or 1
PART = 12
FIXED = ("/", "/actors", "/sources", "/codebook", "/glossary")
WRITTEN = ("csv", "bib")
BESIDE = ("json", *WRITTEN)
LOCAL = re.compile(r'(href|action|src)="/(?!/)([^"#?]*)(\?[^"#]*)?(#[^"]*)?"')
PAIRS = (
    "SELECT provider_id, recipient_id FROM out_ties GROUP BY 1, 2 ORDER BY sum(n_claims) DESC, 1, 2 LIMIT ?"
)
Progress = Callable[[str, str, int, int], None]


@dataclass(frozen=True, slots=True)
class Site:
    """What was written."""

    pages: int
    files: int
    bytes: int


def write_site(folder: Path, home: Path | None, *, dyads: int, progress: Progress) -> Site:
    """Write the site into a new folder, with one process to a core.

    Raises
    ------
    UsageError
        When the folder is there already and not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty. Name a new folder.")
    shelf = Shelf(home, public=True)
    try:
        with shelf.book() as book:
            paths = list(dict.fromkeys(_paths(book, dyads)))
    finally:
        shelf.close()
    known = frozenset(unquote(path) for path in paths)
    parts = [paths[start : start + PART] for start in range(0, len(paths), PART)]
    # Spawned, not forked: the ledger's engine has threads of its own.
    with ProcessPoolExecutor(min(CORES, len(parts)), get_context("spawn"), _open, (home,)) as workers:
        done = 0
        for part in as_completed([workers.submit(_write_part, folder, part, known) for part in parts]):
            done += part.result()
            progress("pages", paths[min(done, len(paths) - 1)], done, len(paths))
    for name in STATIC:
        _put(folder / "static" / name, static_file(name) or b"")
    for name in assets().media:
        _put(folder / "static" / "app" / name, asset(name) or b"")
    _put(folder / "server-only" / "index.html", _relative(site_note(), 1, known).encode())
    written = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Site(len(paths), len(written), sum(written))


_SHELVES: list[Shelf] = []


def _open(home: Path | None) -> None:
    """Each worker opens the ledger once."""
    _SHELVES.append(Shelf(home, public=True, whole=True))
    look_less_often()


def _write_part(folder: Path, paths: Sequence[str], known: frozenset[str]) -> int:
    with _SHELVES[0].book() as book:
        for path in paths:
            write_page(folder, book, path, known)
    return len(paths)


def _put(target: Path, body: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)


def _paths(book: Book, dyads: int) -> Iterator[str]:
    yield from FIXED
    with book.cursor() as con:
        rows = con.execute(
            "SELECT provider_id FROM out_tie_figures UNION SELECT recipient_id FROM out_tie_figures "
            "ORDER BY 1"
        ).fetchall()
        pairs = con.execute(PAIRS, [dyads]).fetchall()
    yield from (actor_path(row[0]) for row in rows)
    yield from (programme_path(programme) for programme in book.programmes)
    yield from (source_path(source) for source in book.sources)
    yield from (dyad_path(*pair) for pair in pairs)


def write_page(folder: Path, book: Book, path: str, known: frozenset[str]) -> None:
    """A page and what lies beside it, from one reading of its rows."""
    plain = unquote(path)
    with book.cursor() as con:
        asked, kind, subject = found_at(book, con, Request(plain, ""))
        subject = replace(subject, relation=subject.relation.held(con, rows_of(book, subject)))
        depth = plain.strip("/").count("/") + 1 if plain != "/" else 0
        html = _relative(page_html(asked, kind, subject, ""), depth, known)
        _put(folder / plain.strip("/") / "index.html", html.encode("utf-8"))
        stem = folder / (plain.strip("/") or "front")
        _put(stem.with_name(f"{stem.name}.json"), slice_json(asked, subject))
        job = formats.Job(book, con, subject.relation, subject.title, subject.address, subject.query)
        for ending in WRITTEN:
            formats.write(job, ending, stem.with_name(f"{stem.name}.{ending}"))


def _relative(html: str, depth: int, known: frozenset[str]) -> str:
    """Links from the root become links from the page; what the site does not hold leads to the note."""
    up = "../" * depth or "./"

    def put(match: re.Match[str]) -> str:
        name, path, query, anchor = match[1], unquote(match[2]), match[3], match[4] or ""
        ending = path.rpartition(".")[2]
        if path.startswith("static/"):
            return f'{name}="{up}{match[2]}"'
        if f"/{path}".rstrip("/") in known or not path:
            return f'{name}="{up}{match[2].strip("/")}{"/" if path else ""}index.html{anchor}"'
        if ending in BESIDE and not query and _stem(path, ending) in known:
            return f'{name}="{up}{match[2]}"'
        return f'{name}="{up}server-only/index.html"'

    return LOCAL.sub(put, html)


def _stem(path: str, ending: str) -> str:
    stem = f"/{path.removesuffix(f'.{ending}')}"
    return "/" if stem == "/front" else stem
