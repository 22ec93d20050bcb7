"""The questions of the page to the ledger. Sums are decimal, so that their order changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from auxilia.report.asking import Con
from auxilia.report.gather import parts, rows

SUM = "sum(value::DECIMAL(30, 4))::DOUBLE"
# The years in which money and training are both told, and in which the recipients of both are compared.
FIRST, LAST = 1999, 2020
LENSES = ("ucdp:intensity", "ucdp:internal_conflicts", "vdem:polyarchy", "vdem:v2clkill", "vdem:v2cltort")


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as the ledger holds it."""

    programme_id: str
    short: str
    name: str
    provider_id: str
    objectives: tuple[str, ...]
    purpose: str
    document: str
    document_url: str
    year_from: int | None
    year_to: int | None


@dataclass(frozen=True, slots=True)
class Flow:
    """What one programme gave one recipient in one fiscal year; `reading` says whether its purpose holds."""

    stock: str
    programme_id: str
    reading: str
    recipient_id: str
    recipient: str
    one_state: bool
    year: int
    value: float
    n_claims: int


@dataclass(frozen=True, slots=True)
class Slice:
    """What went to recipients of one level under one programme and reading in one fiscal year."""

    stock: str
    lens: str
    level: str
    programme_id: str
    reading: str
    year: int
    value: float


@cache
def _base() -> str:
    return files("auxilia.report.findings.purposes").joinpath("base.sql").read_text("utf-8")


def _ask(con: Con, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    return rows(con, f"{_base()} {query}", values)


def programmes(con: Con) -> tuple[Programme, ...]:
    """All programmes, those without a stated purpose among them."""
    found = rows(
        con,
        "SELECT programme_id, short, name, provider_id, objectives, purpose, document, document_url, "
        "year_from, year_to FROM core_programmes ORDER BY programme_id",
        [],
    )
    return tuple(
        Programme(programme_id, short, name, provider_id, parts(stated), purpose, document, url, first, last)
        for programme_id, short, name, provider_id, stated, purpose, document, url, first, last in found
    )


def flows(con: Con) -> tuple[Flow, ...]:
    """Every figure of the three stocks, added up by programme, recipient and fiscal year."""
    found = _ask(
        con,
        "SELECT stock, coalesce(programme_id, ''), reading, recipient_id, recipient, one_state, year, "
        f"{SUM}, sum(n_claims)::BIGINT FROM told GROUP BY ALL ORDER BY 1, 2, 3, 4, 5, 6, 7",
    )
    return tuple(Flow(*row) for row in found)


def slices(con: Con, without: Sequence[str] = ()) -> tuple[Slice, ...]:
    """The stocks by what the recipients were in the year; `without` leaves recipients out."""
    marks = ", ".join("?" for _ in without)
    kept = f"WHERE recipient_id NOT IN ({marks})" if without else ""
    found = _ask(
        con,
        f"SELECT stock, lens, level, coalesce(programme_id, ''), reading, year, {SUM} FROM placed "
        f"{kept} GROUP BY ALL ORDER BY ALL",
        without,
    )
    return tuple(Slice(*row) for row in found)


def world(con: Con) -> dict[tuple[str, str, int], int]:
    """(lens, level, year) -> how many of the states that V-Dem rates stood there."""
    found = _ask(con, "SELECT lens, level, year, count(*) FROM world GROUP BY ALL ORDER BY ALL")
    return {(lens, level, year): count for lens, level, year, count in found}


def providers(con: Con) -> list[tuple[str, int, int]]:
    """Source -> how many providers it names in ties, and how many of these have a programme in the ledger."""
    found = rows(
        con,
        "SELECT source_id, count(DISTINCT provider_id), count(DISTINCT provider_id) FILTER "
        "(provider_id IN (SELECT provider_id FROM core_programmes)) "
        "FROM out_tie_figures GROUP BY source_id ORDER BY source_id",
        [],
    )
    return [(source, named, programmed) for source, named, programmed in found]


def all_providers(con: Con) -> tuple[int, int]:
    """How many providers the ledger names, and how many of them have a programme."""
    ((named, programmed),) = rows(
        con,
        "SELECT count(DISTINCT provider_id), count(DISTINCT provider_id) FILTER "
        "(provider_id IN (SELECT provider_id FROM core_programmes)) FROM out_tie_figures",
        [],
    )
    return named, programmed


def sales_before(con: Con) -> tuple[int, int, float, int]:
    """First and last fiscal year, amount and recipients of the sales that are printed as one sum."""
    ((first, last, value, recipients),) = rows(
        con,
        f"SELECT min(year_from), max(year_to), {SUM}, count(DISTINCT recipient_id) FILTER (value > 0) "
        "FROM out_tie_figures WHERE source_id = 'dsca_sales' AND stage = 'agreed' AND measure = 'usd' "
        "AND programme_id = 'us:fms' AND year_from < year_to",
        [],
    )
    return first, last, value, recipients


def cover(con: Con, source_id: str) -> range:
    """The years that a source covers."""
    ((first, last),) = rows(
        con, "SELECT min(year_from), max(year_to) FROM core_coverage WHERE source_id = ?", [source_id]
    )
    return range(first, last + 1)
