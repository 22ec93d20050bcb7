"""Queries on the figures of a ledger: amounts by kind, forces, overlaps, claims about conflicts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from auxilia.report.gather import Con, parts, rows
from auxilia.report.records import Amount, Backing, Deal, Force, Kind, Overlap, Side

KIND = (
    "source_id, measure, stage, coalesce(price_basis, ''), concession, fiscal, certainty = 'alleged', mutual"
)
# Where a figure names no programme, the kind of help stands in its place.
PROGRAMME = "coalesce(programme_id, 'kind:' || practice || '/' || instrument)"
Amounts = dict[Kind, tuple[Amount, ...]]


def amounts(con: Con, side: Side, key: str) -> Amounts:
    """The valued figures of one side, added up within one kind, key and period.

    `key` is an expression over `out_tie_figures`: `PROGRAMME`, or the partner's column.
    """
    found = rows(
        con,
        f"SELECT {KIND}, {key} AS key, year_from, coalesce(year_to, year_from) AS year_to, "
        "sum(value::DECIMAL(30, 4))::DOUBLE, sum(n_claims)::BIGINT, bool_or(certainty = 'uncertain') "
        f"FROM out_tie_figures WHERE {side.where} AND value IS NOT NULL AND measure <> 'presence' "
        "GROUP BY ALL ORDER BY ALL",
        side.values,
    )
    grouped: defaultdict[Kind, list[Amount]] = defaultdict(list)
    for row in found:
        grouped[Kind(*row[:8])].append(Amount(*row[8:]))
    return {kind: tuple(entries) for kind, entries in grouped.items()}


def helps(con: Con, side: Side) -> dict[Kind, frozenset[tuple[str, str]]]:
    """By kind of figure: the practices and instruments of which it tells, for the cover of its charts."""
    found = rows(
        con,
        f"SELECT DISTINCT {KIND}, practice, instrument FROM out_tie_figures "
        f"WHERE {side.where} AND value IS NOT NULL ORDER BY ALL",
        side.values,
    )
    grouped: defaultdict[Kind, set[tuple[str, str]]] = defaultdict(set)
    for row in found:
        grouped[replace(Kind(*row[:8]), concession="")].add((row[8], row[9]))
    return {kind: frozenset(pairs) for kind, pairs in grouped.items()}


def forces(con: Con, side: Side) -> tuple[Force, ...]:
    """Trainees by unit, force, partner and source, the largest first."""
    found = rows(
        con,
        f"SELECT unit_id, unit_name, force, {side.partner}, recipient_id, source_id, stage, "
        "sum(value::DECIMAL(30, 4))::DOUBLE AS trainees, sum(n_claims)::BIGINT, "
        "list(DISTINCT year ORDER BY year) FILTER (year IS NOT NULL) "
        f"FROM out_unit_figures WHERE {side.where} AND measure = 'trainees' "
        "GROUP BY ALL ORDER BY trainees DESC NULLS LAST, 1, 2, 3, 4, 5, 6, 7",
        side.values,
    )
    fiscal = _fiscal_sources(con, side)
    return tuple(_force(row, fiscal) for row in found)


def _force(row: tuple[Any, ...], fiscal: frozenset[str]) -> Force:
    unit_id, name, force, partner, recipient, source, stage, value, n_claims, years = row
    known = (unit_id, name, force, partner, recipient, source, stage, value, n_claims)
    return Force(*known, tuple(years or ()), source in fiscal)


def _fiscal_sources(con: Con, side: Side) -> frozenset[str]:
    found = rows(
        con,
        "SELECT DISTINCT source_id FROM out_tie_figures "
        f"WHERE {side.where} AND measure = 'trainees' AND fiscal",
        side.values,
    )
    return frozenset(row[0] for row in found)


def training_lines(con: Con, side: Side) -> dict[str, int]:
    """Claims about trainees by source: the lines of which some name a force."""
    found = rows(
        con,
        "SELECT source_id, sum(n_claims)::BIGINT FROM out_tie_figures "
        f"WHERE {side.where} AND measure = 'trainees' GROUP BY ALL ORDER BY ALL",
        side.values,
    )
    return {row[0]: row[1] for row in found}


def overlap_years(con: Con, side: Side, overlap: Overlap) -> dict[Kind, dict[int, float]]:
    """What the two sources of an overlap print of its programme, year by year, money and volumes alike."""
    condition = "programme_id = ?" if overlap.programme_id else "programme_id IS NOT NULL"
    values = [*side.values, overlap.source_a, overlap.source_b]
    values += [overlap.programme_id] if overlap.programme_id else []
    found = rows(
        con,
        f"SELECT {KIND}, year_from, sum(value::DECIMAL(30, 4))::DOUBLE FROM out_tie_figures "
        f"WHERE {side.where} AND source_id IN (?, ?) AND {condition} AND measure IN ('usd', 'eur') "
        "AND value IS NOT NULL AND year_from = coalesce(year_to, year_from) GROUP BY ALL ORDER BY ALL",
        values,
    )
    grouped: defaultdict[Kind, dict[int, float]] = defaultdict(dict)
    for row in found:
        grouped[Kind(*row[:8])][row[8]] = row[9]
    return dict(grouped)


def programme_figures(con: Con, side: Side) -> dict[str, tuple[tuple[Kind, float, int, int], ...]]:
    """By programme: each kind of figure with its sum and its first and last year (trainees and money)."""
    found = rows(
        con,
        f"SELECT programme_id, {KIND}, sum(value::DECIMAL(30, 4))::DOUBLE, min(year_from), "
        "max(coalesce(year_to, year_from)) FROM out_tie_figures "
        f"WHERE {side.where} AND programme_id IS NOT NULL "
        "AND value IS NOT NULL AND measure IN ('usd', 'eur', 'trainees') AND year_from IS NOT NULL "
        "GROUP BY ALL ORDER BY ALL",
        side.values,
    )
    grouped: defaultdict[str, list[tuple[Kind, float, int, int]]] = defaultdict(list)
    for row in found:
        grouped[row[0]].append((Kind(*row[1:9]), row[9], row[10], row[11]))
    return {programme: tuple(entries) for programme, entries in grouped.items()}


def backers_of_opponents(con: Con, actor_id: str) -> tuple[Backing, ...]:
    """Claims that name the actor as the opponent: who supported the other side."""
    return _backings(con, "opponent_id = ?", [actor_id])


def backings(con: Con, side: Side) -> tuple[Backing, ...]:
    """Claims of one side in which the help was against somebody."""
    return _backings(con, f"{side.where} AND opponent_id IS NOT NULL", side.values)


def _backings(con: Con, condition: str, values: list[str]) -> tuple[Backing, ...]:
    found = rows(
        con,
        "SELECT provider_id, recipient_id, opponent_id, practice, "
        "string_agg(DISTINCT instrument, '; ' ORDER BY instrument), "
        "list(DISTINCT year ORDER BY year) FILTER (certainty <> 'alleged' AND year IS NOT NULL), "
        "list(DISTINCT year ORDER BY year) FILTER (certainty = 'alleged' AND year IS NOT NULL), "
        "list(DISTINCT year ORDER BY year) FILTER (contains(note, 'in coalition') AND year IS NOT NULL), "
        "string_agg(DISTINCT source_id, '; ' ORDER BY source_id), count(*) "
        f"FROM core_claims WHERE countable AND {condition} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        values,
    )
    return tuple(_backing(row) for row in found)


def _backing(row: tuple[Any, ...]) -> Backing:
    provider, recipient, opponent, practice, instruments, firm, alleged, coalition, sources, n_claims = row
    years = (tuple(firm or ()), tuple(alleged or ()), tuple(coalition or ()))
    return Backing(
        provider, recipient, opponent, practice, parts(instruments), *years, parts(sources), n_claims
    )


def coalition_partners(con: Con, side: Side) -> frozenset[str]:
    """Partners whose every one-sided claim says that the help was given within a coalition."""
    found = rows(
        con,
        f"SELECT {side.partner} FROM core_claims WHERE countable AND {side.where} AND NOT mutual "
        "AND value IS DISTINCT FROM 0 GROUP BY 1 "
        "HAVING bool_and(coalesce(contains(note, 'in coalition'), false))",
        side.values,
    )
    return frozenset(row[0] for row in found)


def deals(con: Con, side: Side, limit: int) -> tuple[Deal, ...]:
    """The largest arms transfers by delivered volume (million TIV), as single claims."""
    found = rows(
        con,
        "SELECT provider_id, recipient_id, coalesce(note, ''), coalesce(year, year(date_start)), "
        "coalesce(year, year(date_end)), value, certainty, source_id, locator FROM core_claims "
        f"WHERE countable AND {side.where} AND measure = 'tiv' AND stage = 'delivered' AND value > 0 "
        f"ORDER BY value DESC, record_id, facet LIMIT {int(limit)}",
        side.values,
    )
    return tuple(Deal(*row) for row in found)
