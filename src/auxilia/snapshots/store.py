"""The store: the declared files of the sources under one home, downloaded where they are not at hand."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from auxilia.errors import ManualDownloadError, SnapshotError
from auxilia.snapshots import manual
from auxilia.snapshots.check import CheckResult, check_address, check_manual, look
from auxilia.snapshots.client import Client, Pace, new_session
from auxilia.snapshots.content import verify
from auxilia.snapshots.fetch import MAX_BYTES
from auxilia.snapshots.files import Address, Progress, Snapshot
from auxilia.snapshots.hashing import HashMemo
from auxilia.snapshots.lockfile import LOCK, Lockfile, Version
from auxilia.snapshots.locking import exclusive
from auxilia.snapshots.obtain import Run
from auxilia.snapshots.shelf import Shelf
from auxilia.snapshots.trouble import Trouble

if TYPE_CHECKING:
    import httpx

BUSY = "snapshots.busy"
MEMO = "hashes.json"
DELAY = 1.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _tell_nobody(_progress: Progress) -> None:
    return None


class Store:
    """The files under one home.

    `snapshots/` holds what was downloaded, `snapshots.lock.json` which bytes those are, `manual/<source>/`
    the user's own downloads, which go before, and `hashes.json` the memo of hashes.

    `client_factory` makes the connections of a run, `rng` the jitter of the waits, `sleep` waits (seconds),
    `now` tells the time (UTC), `progress` is told what goes on; `delay` is the pause between two requests to
    one host (seconds), `max_bytes` the largest download that is taken.
    """

    def __init__(
        self,
        home: Path,
        *,
        client_factory: Callable[[], httpx.Client] = new_session,
        rng: random.Random | None = None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = _utc_now,
        progress: Callable[[Progress], None] | None = None,
        delay: float = DELAY,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self.home = home
        self._client_factory = client_factory
        self._rng = rng or random.Random()
        self._sleep = sleep
        self._now = now
        self._tell = progress or _tell_nobody
        self._pace = Pace(delay, sleep)
        self._max_bytes = max_bytes
        self._memo = HashMemo(home / MEMO)
        self._shelf = Shelf(home, self._memo)

    def ensure(self, addresses: Iterable[Address], *, refresh: bool = False) -> list[Snapshot]:
        """The snapshots of the declared files, in the order declared, members of archives by their paths.

        The user's own downloads go first, then what is locked and whole; the rest is downloaded, one file at
        a time. `refresh` asks the publishers again: a file that changed there becomes a new snapshot beside
        the old one. All addresses are tried before the first error is raised, and what came is kept.

        Raises
        ------
        ManualDownloadError
            Where only the user can fetch a file; the message gives the steps.
        HashMismatchError
            Where a file at hand is not the one that was locked.
        SnapshotError
            Where a file cannot be fetched; of several errors, all are named.
        BuildError
            Where another process is downloading into this home.
        """
        wanted = list(dict.fromkeys(addresses))
        errors: list[SnapshotError] = []
        found: dict[Address, list[Snapshot]] = {}
        lock = Lockfile(self.home / LOCK)
        absent = []
        for address in wanted:
            with _gathered(errors):
                at_hand = self._at_hand(address, lock, refresh)
                if at_hand is None:
                    absent.append(address)
                else:
                    found[address] = at_hand
        if absent:
            found |= self._obtain(absent, refresh, errors)
        self._memo.save()
        _raise(errors)
        return [snapshot for address in wanted for snapshot in found[address]]

    def check(self, addresses: Iterable[Address]) -> list[CheckResult]:
        """How each declared file is at its publisher, asked without downloading; errors are results."""
        lock = Lockfile(self.home / LOCK)
        results = []
        with self._client() as client:
            ask = cache(partial(look, client))
            for address in addresses:
                if _by_hand(address):
                    results.append(check_manual(self.home, address, self._now()))
                    continue
                self._tell(Progress(address.source_id, address.name, "asks", text=address.url))
                entry = lock.get(address)
                version = entry.current if entry and entry.current.url == address.url else None
                results.append(check_address(ask, address, version, self._now()))
        return results

    def _at_hand(self, address: Address, lock: Lockfile, refresh: bool) -> list[Snapshot] | None:
        """What needs no download; None where one is needed."""
        if files := manual.find(self.home, address):
            return [self._own_download(address, path) for path in files]
        if _by_hand(address):
            if address.optional:
                return []
            raise manual.missing(self.home, address)
        entry = lock.get(address)
        if refresh or not entry:
            return None
        version = entry.current
        if (version.url, version.member) != (address.url, address.member):
            return None
        whole = all(self._shelf.has(kept) for kept in version.parts or (version.kept,))
        return self._snapshots(address, version) if whole else None

    def _own_download(self, address: Address, path: Path) -> Snapshot:
        try:
            verify(path, address.kind)
        except Trouble as trouble:
            steps = manual.steps(self.home, address)
            raise SnapshotError(f"{address.source_id}: {path}: {trouble.text}. Mend: {steps}") from trouble
        digest, size = self._memo.sha256(path), path.stat().st_size
        origin = f"manual:{path.name}"
        return Snapshot(address.source_id, address.name, path, path.name, digest, size, origin)

    def _obtain(
        self, absent: list[Address], refresh: bool, errors: list[SnapshotError]
    ) -> dict[Address, list[Snapshot]]:
        found = {}
        with exclusive(self.home / BUSY, "the store of downloads"), self._client() as client:
            # Another process may have downloaded meanwhile: the record is read anew under the lock.
            run = Run(
                self._shelf,
                Lockfile(self.home / LOCK),
                client,
                refresh=refresh,
                now=self._now,
                tell=self._tell,
                max_bytes=self._max_bytes,
            )
            for address in absent:
                with _gathered(errors):
                    found[address] = self._snapshots(address, run.obtain(address))
        return found

    @contextmanager
    def _client(self) -> Iterator[Client]:
        with self._client_factory() as session:
            yield Client(session, self._pace, rng=self._rng, sleep=self._sleep, now=self._now)

    def _snapshots(self, address: Address, version: Version) -> list[Snapshot]:
        found = []
        for kept in version.parts or (version.kept,):
            path = self._shelf.path(kept)
            origin = f"{version.final_url}#{kept.member}" if kept.member else version.final_url
            found.append(
                Snapshot(
                    source_id=address.source_id,
                    name=address.name,
                    path=path,
                    filename=path.name,
                    sha256=kept.sha256,
                    bytes=kept.bytes,
                    origin=origin,
                    fetched=version.fetched,
                )
            )
        return found


def _by_hand(address: Address) -> bool:
    return address.how == "manual" or not address.url


@contextmanager
def _gathered(errors: list[SnapshotError]) -> Iterator[None]:
    try:
        yield
    except SnapshotError as error:
        errors.append(error)


def _raise(errors: list[SnapshotError]) -> None:
    if len(errors) == 1:
        raise errors[0]
    if errors:
        same = all(isinstance(error, ManualDownloadError) for error in errors)
        kind = ManualDownloadError if same else SnapshotError
        raise kind("\n".join(str(error) for error in errors))
