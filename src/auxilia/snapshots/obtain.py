"""Downloads of one run: one after the other, each kept, unpacked and locked before the next."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from auxilia.errors import ManualDownloadError, SnapshotError
from auxilia.snapshots import manual
from auxilia.snapshots.client import Client
from auxilia.snapshots.content import verify
from auxilia.snapshots.disk import disk_full
from auxilia.snapshots.fetch import MAX_BYTES, Fetched, Hooks, fetch
from auxilia.snapshots.files import Address, Progress
from auxilia.snapshots.headers import host_of, without_secrets
from auxilia.snapshots.lockfile import Kept, Lockfile, Version
from auxilia.snapshots.partial import Marks
from auxilia.snapshots.shelf import Shelf
from auxilia.snapshots.trouble import Trouble

_FULL = (errno.ENOSPC, errno.EDQUOT)


class Run:
    """Obtains addresses for a store that holds its write lock; `refresh` asks again for what is at hand."""

    def __init__(
        self,
        shelf: Shelf,
        lock: Lockfile,
        client: Client,
        *,
        refresh: bool,
        now: Callable[[], datetime],
        tell: Callable[[Progress], None],
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._shelf = shelf
        self._lock = lock
        self._client = client
        self._refresh = refresh
        self._now = now
        self._tell = tell
        self._max_bytes = max_bytes
        self._asked: set[tuple[str, str]] = set()
        self._silent_hosts: dict[str, str] = {}

    def obtain(self, address: Address) -> Version:
        """The state of an address that is now at hand and locked.

        Raises
        ------
        SnapshotError
            Where there is none; a `ManualDownloadError` where the publisher wants a login.
        """
        before = self._lock.get(address)
        try:
            version = self._reusable(address) or self._download(address)
            entry = self._lock.put(address, self._unpacked(address, version))
            self._lock.write()
        except Trouble as trouble:
            raise self._error(address, trouble) from trouble
        except OSError as error:
            raise self._error(address, self._disk_trouble(address, error)) from error
        same = before is not None and before.current.sha256 == version.sha256
        text = "unchanged" if same else "changed" if before else "new"
        self._tell(Progress(address.source_id, address.name, "done", version.bytes, version.bytes, text=text))
        return entry.current

    def _reusable(self, address: Address) -> Version | None:
        asked = (address.source_id, address.url) in self._asked
        return self._intact(address) if asked or not self._refresh else None

    def _intact(self, address: Address) -> Version | None:
        version = self._lock.same_download(address)
        return version if version and self._shelf.has(version.kept) else None

    def _download(self, address: Address) -> Version:
        known = self._intact(address)
        fetched = self._fetch(address, known.marks if known else Marks())
        self._asked.add((address.source_id, address.url))
        now = self._now().isoformat(timespec="seconds")
        if not fetched and known:
            return replace(known, confirmed=now)
        if not fetched:
            raise Trouble("wrong", "the server says that nothing changed, and nothing is here")
        kept = self._keep(address, fetched)
        return Version(
            url=address.url,
            final_url=without_secrets(fetched.final_url),
            file=kept.file,
            sha256=kept.sha256,
            bytes=kept.bytes,
            fetched=now,
            confirmed=now,
            etag=fetched.marks.etag,
            last_modified=fetched.marks.last_modified,
        )

    def _fetch(self, address: Address, known: Marks) -> Fetched | None:
        host = host_of(address.url)
        if host in self._silent_hosts:
            raise Trouble("unreachable", f"{host} is not asked again: {self._silent_hosts[host]}")
        source, name = address.source_id, address.name
        self._tell(Progress(source, name, "asks", text=address.url))
        hooks = Hooks(
            on_bytes=lambda done, total: self._tell(Progress(source, name, "bytes", done, total)),
            on_wait=lambda wait, why: self._tell(Progress(source, name, "waits", seconds=wait, text=why)),
        )
        suffix = "zip" if address.member else address.kind
        try:
            return fetch(
                self._client,
                self._shelf.partial(address),
                fallback_name=f"{name}.{suffix}",
                known=known,
                hooks=hooks,
                max_bytes=self._max_bytes,
            )
        except Trouble as trouble:
            if trouble.kind == "unreachable":
                self._silent_hosts[host] = trouble.text
            raise

    def _keep(self, address: Address, fetched: Fetched) -> Kept:
        partial = self._shelf.partial(address)
        kind = "zip" if address.member else address.kind
        try:
            verify(partial.path, kind, name=fetched.filename, url=fetched.final_url)
        except Trouble:
            partial.drop()
            raise
        kept = self._shelf.keep(partial.path, address.source_id, fetched.filename)
        partial.drop_note()
        return kept

    def _unpacked(self, address: Address, version: Version) -> Version:
        if not address.member:
            return replace(version, member="", parts=())
        own = self._lock.get(address)
        for done in (version, own.current if own else version):
            fits = done.sha256 == version.sha256 and done.member == address.member
            if fits and done.parts and all(self._shelf.has(part) for part in done.parts):
                return replace(version, member=done.member, parts=done.parts)
        archive = self._shelf.path(version.kept)
        parts = self._shelf.unpack(archive, address.source_id, address.member, address.kind)
        return replace(version, member=address.member, parts=parts)

    def _disk_trouble(self, address: Address, error: OSError) -> Trouble:
        if error.errno not in _FULL:
            return Trouble("full", f"{error.filename or 'a file'} cannot be written: {error.strerror}")
        partial = self._shelf.partial(address)
        return disk_full(self._shelf.home, max(0, (partial.note().total or 0) - partial.size))

    def _error(self, address: Address, trouble: Trouble) -> SnapshotError:
        kind = ManualDownloadError if trouble.kind == "login" else SnapshotError
        mend = _mend(trouble)
        steps = "" if trouble.kind == "full" else manual.steps(self._shelf.home, address)
        return kind(f"{address.source_id}: {address.url}: {trouble.text}. Mend: {mend}{steps}")


def _mend(trouble: Trouble) -> str:
    match trouble.kind:
        case "login":
            return ""
        case "unreachable" | "passing":
            return "run again later, what has come so far is kept; or fetch the file by hand. "
        case "gone" | "page":
            return "the publisher may have moved the file: find it from the source's home page. "
        case "wrong":
            return "run again later; if it stays so, fetch the file by hand. "
        case "full":
            return (
                "make room, or choose another folder with --home, and run again: "
                "what has come so far is kept and the download goes on from there."
            )
