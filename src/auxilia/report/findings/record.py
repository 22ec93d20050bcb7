"""What a finding is made of: numbers, yearly series, pictures and the text that asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auxilia.ledger import Ledger


# Told of each step of a long computation: stage, item, done, total.
Report = Callable[[str, str, int, int], None]


def silent(stage: str, item: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a page: `value` in `unit`, and `shown` as the reader sees it.

    `n` counts what stands behind it and `of` says what is counted; `sources` are ids of the ledger.
    """

    key: str
    what: str
    value: float
    unit: str
    shown: str
    period: str
    n: int
    of: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Yearly:
    """One row of a picture year by year, in `unit`; `fiscal` years where the source tells fiscal years."""

    picture: str
    row: str
    unit: str
    values: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a file of its own; `alt` says in words what the title shows."""

    name: str
    title: str
    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A page as computed from one ledger: its text in Markdown and all that the text rests on."""

    page: Page
    text: str
    numbers: tuple[Number, ...]
    yearly: tuple[Yearly, ...]
    pictures: tuple[Picture, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The record of a page: its place among the findings, its question, data, method and limits.

    `compute` reads an open ledger and changes nothing in it; it is told whom to report its steps to.
    """

    number: int
    slug: str
    part: str
    title: str
    question: str
    data: tuple[str, ...]
    method: tuple[str, ...]
    limits: tuple[str, ...]
    compute: Callable[[Ledger, Report], Finding]

    @property
    def name(self) -> str:
        """The name of its files: 1-purposes."""
        return f"{self.number}-{self.slug}"

    @property
    def command(self) -> str:
        """What a reader types to compute it again."""
        return f"auxilia findings {self.slug}"
