"""Yearly cells of panels as arrays: what is known of each pair or state in each year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from auxilia import panels
from auxilia.errors import AuxiliaError, UnknownNameError, UsageError
from auxilia.panels.literals import quoted
from auxilia.panels.panel import Panel
from auxilia.panels.plan import STATE
from auxilia.panels.streams.frame import Floats
from auxilia.panels.waves.plan import Ties, Value

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

Bytes = NDArray[np.int8]
# The lowest is kept where a pair has two rows in a year (a state with two codes).
TIE, ZERO, SILENT, WITHHELD, OUTSIDE = range(5)
CODES = {"observed": TIE, "observed_zero": ZERO, "not_reported": SILENT, "withheld": WITHHELD}


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """One kind of ties by year: `code` (Y, n, n), and `amount` (Y, n, n) where a threshold needs it."""

    code: Bytes
    amount: Floats | None
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Known:
    """A value by year: (Y, n) of states, (Y, n, n) of pairs; nan where there is none."""

    values: Floats
    sources: tuple[str, ...]
    label: str


def of_ties(ledger: Ledger, actors: Sequence[str], years: range, asked: Sequence[Ties]) -> dict[str, Cells]:
    """The cells of each kind of ties, all pairs of the actors."""
    panel, columns = _added(
        panels.dyad_year(ledger, years=(years[0], years[-1]), system="gw"),
        {one.name: ("ties", {**one.options, "name": one.name}) for one in asked},
    )
    found = {}
    for one in asked:
        code = np.full((len(years), len(actors), len(actors)), OUTSIDE, np.int8)
        amount = np.full(code.shape, np.nan) if one.threshold is not None else None
        for place, column in enumerate(columns[one.name]):
            at, value, said = _pairs(panel, column, actors, years)
            mine = np.full(code.shape, OUTSIDE, np.int8)
            np.minimum.at(mine, at, said)
            # A tie of any practice is a tie; none of all is none only where all say so.
            code = (
                mine if place == 0 else np.where((code == TIE) | (mine == TIE), TIE, np.maximum(code, mine))
            )
            if amount is not None:
                sums = np.zeros(code.shape)
                np.add.at(sums, at, np.nan_to_num(value))
                amount = sums if place == 0 else amount + sums
        found[one.name] = Cells(code, amount, _sources(panel, columns[one.name]))
    return found


def of_values(
    ledger: Ledger, actors: Sequence[str], years: range, asked: Sequence[Value], providers: Sequence[str]
) -> dict[str, Known]:
    """The yearly values asked for; pairs of `providers` only where some are named."""
    found: dict[str, Known] = {}
    for of in ("state", "pair"):
        chosen = [one for one in asked if one.of == of]
        if not chosen:
            continue
        span = (years[0], years[-1])
        empty = (
            panels.state_year(ledger, years=span, system="gw")
            if of == "state"
            else panels.dyad_year(ledger, years=span, providers=providers, system="gw")
        )
        panel, columns = _added(empty, {one.name: (one.add, {}) for one in chosen})
        for one in chosen:
            named = _named(one, columns[one.name])
            values = np.full((len(years), *[len(actors)] * (1 if of == "state" else 2)), np.nan)
            for column in named:
                at, value, _ = (_states if of == "state" else _pairs)(panel, column, actors, years)
                mine = np.full(values.shape, np.nan)
                np.fmax.at(mine, at, value)
                values = np.where(np.isnan(values), mine, values)
            if np.isnan(values).all():
                raise UsageError(f"{one.name}: no values of {one.add} in {years[0]} to {years[-1]}.")
            label = next(each.label for each in panel.value_columns if each.name == named[0])
            found[one.name] = Known(values, _sources(panel, named), label)
    return found


def _added(
    panel: Panel, asked: Mapping[str, tuple[str, Mapping[str, str]]]
) -> tuple[Panel, dict[str, list[str]]]:
    """The panel with what is asked for, and the value columns that each name has in it."""
    columns: dict[str, list[str]] = {}
    known: dict[str, list[str]] = {}
    for name, (what, options) in asked.items():
        key = f"{what} {sorted(options.items())}"
        if key not in known:
            before = {one.name for one in panel.value_columns}
            try:
                panel = panel.add(what, **options)
                known[key] = [one.name for one in panel.value_columns if one.name not in before]
            except AuxiliaError as error:
                raise UsageError(f"{name}: {error}") from error
        columns[name] = known[key]
    return panel, columns


def _named(asked: Value, columns: Sequence[str]) -> tuple[str, ...]:
    for column in asked.column:
        if column not in columns:
            raise UnknownNameError.among(column, f"column of {asked.add} (of {asked.name})", columns)
    if not asked.column and len(columns) != 1:
        listed = ", ".join(columns)
        raise UsageError(f"{asked.name}: {asked.add} adds several columns. Name one as column: {listed}.")
    return asked.column or tuple(columns)


def _sources(panel: Panel, columns: Sequence[str]) -> tuple[str, ...]:
    told = [one.source for one in panel.value_columns if one.name in columns]
    parts = [part.strip().partition(":")[0] for each in told for part in each.split(";")]
    return tuple(sorted({part for part in parts if part}))


def _pairs(
    panel: Panel, column: str, actors: Sequence[str], years: range
) -> tuple[tuple[Any, ...], Floats, Bytes]:
    return _read(panel, column, actors, years, ("provider_id", "recipient_id"))


def _states(
    panel: Panel, column: str, actors: Sequence[str], years: range
) -> tuple[tuple[Any, ...], Floats, Bytes]:
    return _read(panel, column, actors, years, ("actor_id",))


def _read(
    panel: Panel, column: str, actors: Sequence[str], years: range, ends: Sequence[str]
) -> tuple[tuple[Any, ...], Floats, Bytes]:
    """Places (year, actor ...), values and codes of the rows of the panel whose actors are among these."""
    places = ", ".join(f"({quoted(actor)}, {place})" for place, actor in enumerate(actors))
    joins = " ".join(
        f"JOIN (VALUES {places}) AS p{k}(actor, place) ON p{k}.actor = {end}" for k, end in enumerate(ends)
    )
    cases = " ".join(f"WHEN '{state}' THEN {code}" for state, code in CODES.items())
    rows = panel.relation.query(
        "rows_of_panel",
        f"SELECT year - {years[0]} AS year, {', '.join(f'p{k}.place AS at{k}' for k in range(len(ends)))}, "
        f"{column}::DOUBLE AS value, (CASE {column}{STATE} {cases} ELSE {OUTSIDE} END)::TINYINT AS code "
        f"FROM rows_of_panel {joins}",
    )
    assert rows is not None
    found = rows.fetchnumpy()
    value = np.ma.filled(found["value"].astype(np.float64), np.nan)
    at = tuple(np.asarray(found[key], np.int64) for key in ("year", *(f"at{k}" for k in range(len(ends)))))
    code = np.asarray(found["code"], np.int8)
    return at, np.asarray(value, np.float64), code
