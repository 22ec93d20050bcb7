"""A ledger of invented choices: two great sellers and twelve buyers, drawn by a rule that the tests know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from auxilia.ledger import Provenance
from findings.made import Made, indicator, source
from report.ledger import CLAIM, empty_ledger, insert

BUYERS = tuple(f"state:S{k:02d}" for k in range(12))
USA, RUS = "state:USA", "state:RUS"
STATES = (*BUYERS, RUS, USA)
YEARS = range(1950, 2021)
# S11 joins the system late, and nothing is known of its regime.
LATE, JOINED = BUYERS[11], 1975
ALLIES = {RUS: BUYERS[4:7], USA: BUYERS[8:12]}
RIVALS = ((USA, RUS), (RUS, BUYERS[0]), (RUS, BUYERS[1]), (RUS, BUYERS[2]))
SOURCES = ("us_fmtr", "sipri_transfers", "ucdp_esd", "atop", "worldbank", "vdem", "ucdp", "cow", "gw",
           "rivalries", "unga")  # fmt: skip
STATE_VALUES = {
    "worldbank:gdp_filled": "not_reported",
    "worldbank:gdp_capita_filled": "not_reported",
    "vdem:polyarchy": "not_reported",
    "ucdp:intensity": "zero",
    "unga:ideal_all_2024": "not_reported",
}
SEED = 20


@dataclass(frozen=True)
class Choosing:
    """The ledger and what it was made of: values (year, state), kilometres, orders (seller, buyer, year)."""

    ledger: Made
    values: dict[str, np.ndarray[Any, Any]]
    km: np.ndarray[Any, Any]
    orders: tuple[tuple[int, int, int], ...]


def choosing_ledger() -> Choosing:
    """Make it; always the same."""
    rng = np.random.default_rng(SEED)
    con = empty_ledger()
    for source_id in SOURCES:
        source(con, source_id)
    for k, actor in enumerate(STATES):
        insert(con, "core_actors", actor_id=actor, kind="state", name=f"State {actor[-3:]}")
        begins = dt.date(JOINED if actor == LATE else 1945, 1, 1)
        insert(con, "core_actor_codes", scheme="gw", code=str(k), actor_id=actor, date_start=begins,
               role="member")  # fmt: skip
    values, km = _values(rng), _kilometres(rng)
    orders = tuple(_orders(rng, values["unga:ideal_all_2024"]))
    _enter_values(con, values)
    _enter_pairs(con, km)
    _enter_pacts(con)
    _enter_orders(con, orders)
    _enter_trainings(con, rng)
    _enter_support(con, rng)
    known = Provenance("full", "b0b0cafe", "2026-01-02T03:04:05", "0.1.0", "home")
    return Choosing(Made(con, known), values, km, orders)


def _values(rng: np.random.Generator) -> dict[str, np.ndarray[Any, Any]]:
    shape = (len(YEARS), len(STATES))
    drift = rng.normal(size=shape).cumsum(axis=0) * 0.1
    votes = rng.normal(size=len(STATES)) + drift
    return {
        "worldbank:gdp_filled": np.exp(rng.normal(20, 1, shape)),
        "worldbank:gdp_capita_filled": np.exp(rng.normal(8, 1, shape)),
        "vdem:polyarchy": rng.uniform(size=shape),
        "ucdp:intensity": rng.integers(0, 3, shape).astype(float),
        "unga:ideal_all_2024": votes,
    }


def _kilometres(rng: np.random.Generator) -> np.ndarray[Any, Any]:
    km = rng.uniform(0, 12_000, (len(STATES), len(STATES)))
    return np.asarray(np.triu(km, 1) + np.triu(km, 1).T)


def _orders(rng: np.random.Generator, votes: np.ndarray[Any, Any]) -> Iterable[tuple[int, int, int]]:
    """Two orders of each seller a year: the nearer the votes of last year, the likelier."""
    for year in YEARS[1:]:
        there = [k for k, actor in enumerate(STATES) if actor != LATE or year >= JOINED]
        for seller in (STATES.index(RUS), STATES.index(USA)):
            open_to = np.array([k for k in there if k != seller])
            near = np.exp(-np.abs(votes[year - 1 - YEARS[0], open_to] - votes[year - 1 - YEARS[0], seller]))
            for buyer in rng.choice(open_to, 2, p=near / near.sum()):
                yield seller, int(buyer), year


def _enter_values(con: duckdb.DuckDBPyConnection, values: dict[str, np.ndarray[Any, Any]]) -> None:
    for name, absence in STATE_VALUES.items():
        indicator(con, name, YEARS[0], YEARS[-1], absence)
        told = [
            (actor, year, float(values[name][y, k]))
            for y, year in enumerate(YEARS)
            for k, actor in enumerate(STATES)
            if actor != LATE or (year >= JOINED and name != "vdem:polyarchy")
        ]
        columns: Sequence[Any] = list(zip(*told, strict=True))
        con.execute(
            "INSERT INTO out_state_years (indicator, actor_id, year, value, source_id) "
            "SELECT ?, unnest(?::VARCHAR[]), unnest(?::INTEGER[]), unnest(?::DOUBLE[]), 'x'",
            [name, *map(list, columns)],
        )


def _enter_pairs(con: duckdb.DuckDBPyConnection, km: np.ndarray[Any, Any]) -> None:
    for name, absence in (("cow:mindist", "not_reported"), ("gw:mindist", "not_reported"),
                          ("rivalries:tss", "zero")):  # fmt: skip
        indicator(con, name, YEARS[0], YEARS[-1], absence, of="dyad")
    pairs = [
        ("cow:mindist", a, b, float(km[i, j])) for i, a in enumerate(STATES) for j, b in enumerate(STATES[:i])
    ]
    pairs += [("rivalries:tss", a, b, 1.0) for a, b in RIVALS]
    for name, a, b, value in pairs:
        con.execute(
            "INSERT INTO out_dyad_years (indicator, actor_a, actor_b, directed, year, value, source_id) "
            "SELECT ?, ?, ?, false, range, ?, 'x' FROM range(1950, 2021)",
            [name, *sorted((a, b)), value],
        )


def _claim(con: duckdb.DuckDBPyConnection, number: int, **given: Any) -> None:
    row: dict[str, Any] = {"practice": "equip", "instrument": "arms", "stage": "ordered", "measure": "items",
                           "certainty": "confirmed", "locator": "row"}  # fmt: skip
    row |= CLAIM | {"claim_id": f"{given['source_id']}:{number}", "record_id": f"{number:05d}"} | given
    insert(con, "core_claims", **row)


def _enter_pacts(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "core_coverage", source_id="atop", provider="states", recipient="states", practice="support",
           year_from=1950, year_to=2020, absence="not_reported")  # fmt: skip
    spell = {"date_start": dt.date(1950, 1, 1), "date_end": dt.date(2020, 12, 31)}
    for provider, allies in ALLIES.items():
        for k, ally in enumerate(allies):
            for place, (a, b) in enumerate(((provider, ally), (ally, provider))):
                _claim(con, 100 * STATES.index(provider) + 2 * k + place, source_id="atop", provider_id=a,
                       recipient_id=b, **spell | {"facet": "defense"})  # fmt: skip


def _enter_orders(con: duckdb.DuckDBPyConnection, orders: Sequence[tuple[int, int, int]]) -> None:
    for number, (seller, buyer, year) in enumerate(orders):
        _claim(con, number, source_id="sipri_transfers", provider_id=STATES[seller],
               recipient_id=STATES[buyer], **{"year": year, "facet": "ordered_items"})  # fmt: skip
    _claim(con, len(orders), source_id="sipri_transfers", provider_id=USA, recipient_id="ucdp:9",
           **{"year": 1999, "facet": "ordered"})  # fmt: skip


def _enter_trainings(con: duckdb.DuckDBPyConnection, rng: np.random.Generator) -> None:
    given = {"source_id": "us_fmtr", "practice": "train", "measure": "trainees", "stage": "delivered",
             "provider_id": USA}  # fmt: skip
    for number in range(150):
        day = dt.date(2000, 1, 10) + dt.timedelta(days=50 * number)
        _claim(con, number, recipient_id=str(rng.choice(BUYERS)), date_start=day, year=day.year, **given)
    _claim(con, 150, recipient_id=BUYERS[0], year=2010, **given)


def _enter_support(con: duckdb.DuckDBPyConnection, rng: np.random.Generator) -> None:
    """Buyers are always at war; every year three providers support one each, and its rebels too."""
    given = {"source_id": "ucdp_esd", "practice": "support", "measure": "presence", "stage": "observed"}
    number = 0
    for year in range(1975, 2018):
        for state in BUYERS[:11]:
            none = {"facet": "none", "provider_id": "text:none"}
            for ends in ({"recipient_id": state}, {"recipient_id": "ucdp:7", "opponent_id": state}):
                _claim(con, number, year=year, **given | none | ends)
                number += 1
        for provider in (USA, RUS, BUYERS[11]):
            state = str(rng.choice(BUYERS[:11]))
            for ends in ({"recipient_id": state}, {"recipient_id": "ucdp:7", "opponent_id": state}):
                found = {"facet": "troops", "provider_id": provider, "year": year}
                found["certainty"] = "alleged" if year == 1990 else "confirmed"
                _claim(con, number, **given | found | ends)
                number += 1
