"""A part of the page: one way to look at who picks whom. The page puts its parts one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auxilia.errors import UsageError
from auxilia.report.findings.record import Number, Picture, Report

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

SOURCE = "Source: auxilia, findings page 2; estimates from the sources named on the page. 95 % intervals."


@dataclass(frozen=True, slots=True)
class Told:
    """What a part gives: bullets for the head of the page, its own section, and what both rest on."""

    short: str
    text: str
    numbers: tuple[Number, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The record of a part: its data, method and limits, line by line, and how it is computed."""

    data: tuple[str, ...]
    method: tuple[str, ...]
    limits: tuple[str, ...]
    compute: Callable[[Ledger, str, Report], Told]


def refuse_starter(ledger: Ledger, needed: str, lacks: str) -> None:
    """Raise UsageError for the starter ledger, which `lacks` what a part is estimated from."""
    if ledger.provenance.kind != "full":
        raise UsageError(
            f"this page is estimated from {needed}, and the starter ledger has {lacks}. "
            "Run `auxilia build`, and then this again."
        )


@contextmanager
def numerics() -> Iterator[None]:
    """Around imports of what the extra `models` installs: UsageError where it is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(
            f"this page is computed with numerical packages, and {error.name} is not installed. "
            "Mend: pip install 'auxilia[models]'."
        ) from error
