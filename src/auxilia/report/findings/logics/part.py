"""A part of the page: one way to look at who picks whom. The page puts its parts one after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
