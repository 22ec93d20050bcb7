"""The ledger in force and the releases, each opened once; a new build is taken up between two requests."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from auxilia.errors import AuxiliaError
from auxilia.explorer.book import Book
from auxilia.explorer.releases import Release, read_release, release_names, release_root
from auxilia.ledger.home import Home, default_home

LOG = logging.getLogger(__name__)
LOOK_EVERY = 0.5
MOST_RELEASES = 3


@dataclass(slots=True)
class _Held:
    """An open book, how many read in it, and whether it leaves when the last of them has."""

    book: Book
    readers: int = 0
    leaving: bool = False


class Shelf:
    """Lends books. `root` is the home (None: the usual one, or the starter ledger where none is); `public`
    books hold what may be passed on and nothing else, `whole` ones will be asked for all their pages.
    """

    def __init__(self, root: Path | None = None, *, public: bool = False, whole: bool = False) -> None:
        self.root = root
        self.public = public
        self._whole = whole
        self._home = Home(root or default_home())
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._seen = self._pointer()
        self._current = _Held(self._open(root, ""))
        self._released: dict[str, _Held] = {}

    @contextmanager
    def book(self, release: str = "") -> Iterator[Book]:
        """The ledger in force, or a release, open for as long as the block runs.

        Raises
        ------
        LedgerError
            When a release cannot be read.
        """
        held = self._take(release)
        try:
            yield held.book
        finally:
            self._give_back(held)

    @property
    def releases(self) -> tuple[str, ...]:
        """The names of the releases."""
        return self._current.book.releases

    @property
    def manifests(self) -> tuple[Release, ...]:
        """The releases with their manifests."""
        return tuple(read_release(self._home, name) for name in self.releases)

    def stamp(self, release: str) -> str:
        """What tells one ledger from another: the build or the release, and which releases there are."""
        known = self.releases
        own = f"release {release}" if release in known else self._current.book.provenance.build_id
        return " ".join((own, *known))

    def close(self) -> None:
        """Close every book that nobody reads, the others when their last reader leaves."""
        with self._lock:
            every = [self._current, *self._released.values()]
            self._released.clear()
            for held in every:
                self._leave(held)

    def _open(self, root: Path | None, release: str) -> Book:
        book = Book(root, release, release_names(self._home), public=self.public, whole=self._whole)
        book.shelf = self
        return book

    def _take(self, release: str) -> _Held:
        with self._lock:
            held = self._released.get(release) if release else self._current
            if held is not None:
                held.readers += 1
                return held
        with self._opening:
            return self._open_release(release)

    def _open_release(self, release: str) -> _Held:
        with self._lock:
            known = self._released.get(release)
            if known is not None:
                known.readers += 1
                return known
        held = _Held(self._open(release_root(self._home, release), release), readers=1)
        with self._lock:
            if len(self._released) >= MOST_RELEASES:
                oldest = next(iter(self._released))
                self._leave(self._released.pop(oldest))
            self._released[release] = held
        return held

    def _give_back(self, held: _Held) -> None:
        with self._lock:
            held.readers -= 1
            if held.leaving and held.readers == 0:
                held.book.close()

    def _leave(self, held: _Held) -> None:
        held.leaving = True
        if held.readers == 0:
            held.book.close()

    def _pointer(self) -> tuple[int, int] | None:
        """What tells that the pointer was replaced; the releases count as part of it."""
        try:
            told = self._home.pointer.stat()
        except OSError:
            return None
        return told.st_mtime_ns, told.st_ino

    def look(self) -> None:
        """Take up a new build or release; the old one serves until the new one is open."""
        if not self._opening.acquire(blocking=False):
            return
        try:
            seen, names = self._pointer(), release_names(self._home)
            if seen != self._seen:
                self._swap(self._open(self.root, ""))
                self._seen = seen
            elif names != self._current.book.releases:
                self._current.book.releases = names
        except (AuxiliaError, OSError) as error:
            LOG.warning("the new ledger cannot be opened, the old one goes on serving: %s", error)
        finally:
            self._opening.release()

    def _swap(self, book: Book) -> None:
        with self._lock:
            old, self._current = self._current, _Held(book)
            self._leave(old)
