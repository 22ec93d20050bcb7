"""One ledger open for many readers: cursors for its threads, and what every page looks up, read once."""

from __future__ import annotations

import queue
import shutil
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

import duckdb

from auxilia.errors import LedgerError, UnknownNameError
from auxilia.explorer.codes import code_of, id_of
from auxilia.explorer.narrowing import narrow
from auxilia.explorer.panelling import Panels
from auxilia.explorer.releases import Release
from auxilia.explorer.sources import Catalogue, Programme, Source
from auxilia.ledger.names import Door
from auxilia.ledger.opening import THREADS, Opened, open_ledger
from auxilia.ledger.provenance import Provenance
from auxilia.report.sides import Ledger

Con = duckdb.DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last year of which a ledger can speak."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as lists show it."""

    actor_id: str
    kind: str
    name: str
    year_from: int | None
    year_to: int | None


ACTORS = """
SELECT actor_id, kind, name, year(date_start), year(date_end) FROM core_actors WHERE kind <> 'unit'
UNION ALL
SELECT DISTINCT actor_id, 'unresolved', regexp_replace(actor_id, '^text:', ''), NULL::BIGINT, NULL::BIGINT
FROM (SELECT provider_id AS actor_id FROM out_ties UNION SELECT recipient_id FROM out_ties)
ANTI JOIN core_actors USING (actor_id)
ORDER BY 1
"""


BOUNDS = """
SELECT coalesce(min(first), 1946), coalesce(max(last), 2024) FROM (
    SELECT min(year) AS first, max(year) AS last FROM out_ties
    UNION ALL SELECT min(year_from), max(year_to) FROM core_coverage
)
"""


class Lender(Protocol):
    """Who can open other ledgers of the same home."""

    @property
    def manifests(self) -> tuple[Release, ...]:
        """The releases of the home."""

    def book(self, release: str = "") -> AbstractContextManager[Book]:
        """A release, or the ledger in force, for as long as the block runs."""


class Book:
    """A ledger and its lookups. `release` is its name, empty for the ledger in force; a `public` book holds
    what may be passed on and nothing else. One that is `whole` will be asked for all its pages: it works with
    one thread, and holds a ledger in memory that is small enough.

    `with book.cursor() as con` lends a connection of its own to one thread; `close` waits for nobody, so the
    shelf calls it only when the last reader has left.
    """

    def __init__(
        self,
        root: Path | None,
        release: str = "",
        releases: tuple[str, ...] = (),
        *,
        public: bool = False,
        whole: bool = False,
    ) -> None:
        self._opened: Opened = open_ledger(root, threads=1 if whole else THREADS)
        self.whole = whole and self._opened.provenance.kind == "starter"
        self.public = public
        # The starter ledger holds nothing else from the beginning.
        if public and self._opened.provenance.kind == "full":
            narrow(self._opened.con)
        self.release = release
        self.releases = releases
        self._idle: queue.SimpleQueue[Con] = queue.SimpleQueue()
        self._door = Door(self._opened.con.cursor())
        self._door_lock = threading.Lock()
        self.panels = Panels()
        self.shelf: Lender | None = None
        self._catalogue = Catalogue(self._opened.con)
        self.has_claims = bool(self._opened.con.execute("SELECT 1 FROM core_claims LIMIT 1").fetchall())

    @property
    def manifests(self) -> tuple[Release, ...]:
        """The releases of its home, by name."""
        return self.shelf.manifests if self.shelf else ()

    def lend(self, release: str) -> AbstractContextManager[Book]:
        """A release of the same home.

        Raises
        ------
        LedgerError
            When nobody can open it.
        """
        if self.shelf is None:
            raise LedgerError(f"the release {release!r} cannot be opened from here.")
        return self.shelf.book(release)

    @property
    def provenance(self) -> Provenance:
        """Which ledger it is."""
        return self._opened.provenance

    @property
    def scratch(self) -> Path:
        """The one folder in which its queries may write."""
        return self._opened.scratch

    @contextmanager
    def cursor(self) -> Iterator[Con]:
        """A connection for one thread, given back to the others afterwards."""
        try:
            con = self._idle.get_nowait()
        except queue.Empty:
            con = self._opened.con.cursor()
        try:
            yield con
        finally:
            self._idle.put(con)

    @contextmanager
    def apart(self) -> Iterator[Con]:
        """A connection that nobody else will use, for what leaves temporary tables behind."""
        con = self._opened.con.cursor()
        try:
            yield con
        finally:
            con.close()

    def actor(self, asked: str) -> str:
        """The id of the actor meant by a code, id or name.

        Raises
        ------
        UnknownNameError
            With the nearest known names.
        """
        actor_id = id_of(asked)
        if actor_id in self.actors:
            return actor_id
        named = self._by_name.get(asked.strip().casefold())
        if named:
            return named
        with self._door_lock:
            found = self._door.find(asked)
        if found not in self.actors:
            raise UnknownNameError(asked, "provider or recipient")
        return found

    def name(self, actor_id: str) -> str:
        """The actor's name; one that the ledger does not list stands under its printed name."""
        known = self.actors.get(actor_id)
        return known.name if known else actor_id.removeprefix("text:")

    @cached_property
    def actors(self) -> dict[str, Named]:
        """Every actor that can provide or receive, by id; units stand apart."""
        with self.cursor() as con:
            return {row[0]: Named(*row) for row in con.execute(ACTORS).fetchall()}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Codes and names in small letters -> the one actor that has them."""
        found: dict[str, str] = {}
        for actor in self.actors.values():
            for word in (code_of(actor.actor_id).casefold(), actor.name.casefold()):
                found[word] = "" if word in found and found[word] != actor.actor_id else actor.actor_id
        return found

    @property
    def source_records(self) -> dict[str, Source]:
        """Every source, by id."""
        return self._catalogue.sources

    @property
    def programme_records(self) -> dict[str, Programme]:
        """Every programme, by id."""
        return self._catalogue.programmes

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources."""
        return tuple(self._catalogue.sources)

    @cached_property
    def programmes(self) -> tuple[str, ...]:
        """Ids of the programmes."""
        return tuple(self._catalogue.programmes)

    @property
    def open_sources(self) -> tuple[str, ...]:
        """Ids of the sources of which derived figures may be passed on."""
        return self._catalogue.open_sources

    @property
    def free_sources(self) -> tuple[str, ...]:
        """Ids of the sources whose own rows may be passed on."""
        return tuple(i for i, source in self._catalogue.sources.items() if source.redistribute == "yes")

    @property
    def speaking(self) -> tuple[str, ...]:
        """Ids of the sources whose cover counts here."""
        return self._catalogue.speaking

    @cached_property
    def dossiers(self) -> Ledger:
        """What all dossiers look up; `on` lends it to one of them with a connection of its own."""
        with self.cursor() as con:
            return replace(Ledger.read(con), whole=self.whole)

    @cached_property
    def bounds(self) -> Bounds:
        """The years of its ties and of what its sources cover."""
        with self.cursor() as con:
            rows = con.execute(BOUNDS).fetchall()
        first, last = rows[0]
        return Bounds(first, last)

    def close(self) -> None:
        """Close every connection."""
        while not self._idle.empty():
            self._idle.get_nowait().close()
        self._opened.con.close()
        shutil.rmtree(self.scratch, ignore_errors=True)
