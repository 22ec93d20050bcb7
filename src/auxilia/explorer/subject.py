"""What an address is about: its own address, title and rows; and what a page is told to find it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote

from auxilia.errors import UnknownNameError
from auxilia.explorer.book import Book, Con
from auxilia.explorer.codes import actor_path
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State, serialise
from auxilia.explorer.trouble import NothingThereError, ParameterError
from auxilia.report.sides import Ledger


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as pages see it. `parts` are the named segments of the path, `words` a search's own text,
    `base` the address of the server as citations name it.
    """

    book: Book
    con: Con
    parts: Mapping[str, str]
    state: State
    words: str = ""
    base: str = ""

    def actor(self, part: str) -> str:
        """The actor that a segment of the path names.

        Raises
        ------
        NothingThereError
            With actors of similar names.
        """
        try:
            return self.book.actor(self.parts[part])
        except UnknownNameError as error:
            near = []
            for name in error.suggestions:
                try:
                    near.append((name, actor_path(self.book.actor(name))))
                except UnknownNameError:
                    continue
            raise NothingThereError(f"No actor is known as {self.parts[part]!r}.", near) from error

    @property
    def dossiers(self) -> Ledger:
        """What a dossier looks up, for one dossier through this connection."""
        return self.book.dossiers.on(self.con)

    def refuse(self, *names: str) -> None:
        """Refuse parameters that the path itself decides."""
        for name in names:
            if getattr(self.state, name):
                raise ParameterError(name, ",".join(getattr(self.state, name)), "the address itself says it")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an address is about. `path` is where it truly lives: another spelling is sent there."""

    path: str
    title: str
    kicker: str
    state: State
    relation: Relation
    known: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""

    @property
    def query(self) -> str:
        """The canonical query; what was typed into a search stands before the state."""
        told = (f"q={quote(self.words)}" if self.words else "", serialise(self.state))
        return "&".join(part for part in told if part)

    @property
    def address(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def ending(self, ending: str, query: str | None = None) -> str:
        """The same in a format."""
        stem = "/front" if self.path == "/" else self.path
        asked = self.query if query is None else query
        return f"{stem}.{ending}?{asked}" if asked else f"{stem}.{ending}"


class Kind(Protocol):
    """A kind of page: one module of `auxilia.explorer.pages`."""

    ROUTE: str
    TEMPLATE: str
    MEANS: str

    def subject(self, asked: Asked) -> Subject:
        """What the address is about; cheap."""

    def model(self, asked: Asked, subject: Subject) -> dict[str, Any]:
        """What the template shows beside the subject; may be dear."""
