"""A ledger of a few invented figures of purposes, small enough to be summed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from auxilia.ledger import Provenance
from report.ledger import SOURCE, empty_ledger, insert

PONTUS, ARCADIA, BITHYNIA, CILICIA = "state:PON", "state:ARC", "state:BIT", "state:CIL"
NAMES = {PONTUS: "Pontus", ARCADIA: "Arcadia", BITHYNIA: "Bithynia", CILICIA: "Cilicia"}
WORLD = "aggregate:world"
# id, short name, objectives, first year
PROGRAMMES = (
    ("us:imet", "SCHOOL", "Respect for human rights; Civilian control and rule of law", 1995),
    ("us:fmf", "FINANCE", "Counter-terrorism; Peacekeeping", 1950),
    ("us:isff", "FUND", "", None),
    ("us:fms", "SALES", "Sale of defence articles", 1968),
)
# programme, recipient, fiscal year, amount, number of claims
MONEY = (
    ("us:imet", ARCADIA, 2000, 300.0, 2),
    ("us:imet", BITHYNIA, 2000, 100.0, 1),
    ("us:imet", ARCADIA, 1990, 50.0, 1),
    ("us:fmf", ARCADIA, 2001, 600.0, 3),
    ("us:fmf", CILICIA, 2001, -100.0, 1),
    ("us:fmf", BITHYNIA, 2002, 150.0, 1),
    ("us:fmf", WORLD, 2001, 140.0, 1),
    (None, BITHYNIA, 2001, 60.0, 1),
    ("us:isff", CILICIA, 2002, 250.0, 1),
)
TRAINEES = (
    ("us:imet", ARCADIA, 2000, 10.0, 1),
    ("us:imet", CILICIA, 2001, 30.0, 1),
    ("us:fmf", BITHYNIA, 2001, 40.0, 2),
    ("us:fmf", ARCADIA, 2002, 20.0, 1),
)
SALES = (("us:fms", ARCADIA, 2001, 500.0, 1), ("us:fms", BITHYNIA, 2002, 1500.0, 1))
STOCKS: tuple[tuple[str, dict[str, Any], tuple[Any, ...]], ...] = (
    ("us_greenbook", {"stage": "obligated", "measure": "usd", "price_basis": "constant_2020"}, MONEY),
    ("us_fmtr", {"stage": "delivered", "measure": "trainees"}, TRAINEES),
    ("dsca_sales", {"stage": "agreed", "measure": "usd", "price_basis": "current"}, SALES),
)
LENSES = (
    ("ucdp:intensity", 1946, 2020, "zero"),
    ("ucdp:internal_conflicts", 1946, 2020, "zero"),
    ("vdem:polyarchy", 1990, 2020, "not_reported"),
    ("vdem:v2clkill", 1990, 2020, "not_reported"),
    ("vdem:v2cltort", 1990, 2020, "not_reported"),
)
# Arcadia is at war inside in 2000 and in a smaller conflict in 2001; of three rated states it is the lowest.
CONFLICTS = (
    ("ucdp:intensity", ARCADIA, 2000, 2.0),
    ("ucdp:intensity", ARCADIA, 2001, 1.0),
    ("ucdp:internal_conflicts", ARCADIA, 2000, 1.0),
)
RATED = {ARCADIA: 0.1, BITHYNIA: 0.5, PONTUS: 0.9}


@dataclass(frozen=True)
class Made:
    """Stands in for an open ledger: its connection and where it comes from."""

    con: duckdb.DuckDBPyConnection
    provenance: Provenance


def source(con: duckdb.DuckDBPyConnection, source_id: str) -> None:
    """An invented source with one file."""
    title = f"The {source_id}"
    insert(con, "core_sources", source_id=source_id, title=title, citation=f"Nobody. {title}.", **SOURCE)
    insert(
        con,
        "core_files",
        source_id=source_id,
        name="f",
        filename=f"{source_id}.csv",
        sha256=f"{source_id:0<64}",
        bytes=1,
        origin="mirror:x",
    )


def indicator(
    con: duckdb.DuckDBPyConnection, name: str, first: int, last: int, absence: str, of: str = "state"
) -> None:
    """An entry of the codebook."""
    insert(
        con,
        "core_indicators",
        indicator=name,
        source_id=name.partition(":")[0],
        name=name.partition(":")[2],
        label=name,
        family="violence",
        of=of,
        unit="number",
        ordering="none",
        year_from=first,
        year_to=last,
        absence=absence,
    )


def state_value(con: duckdb.DuckDBPyConnection, name: str, actor: str, year: int, value: float) -> None:
    """A value of a state and year."""
    row = {"indicator": name, "actor_id": actor, "year": year, "value": value}
    insert(con, "out_state_years", source_id=name.partition(":")[0], **row)


def purposes_ledger() -> Made:
    """The invented ledger of page 1."""
    con = empty_ledger()
    for actor_id, name in NAMES.items():
        insert(con, "core_actors", actor_id=actor_id, kind="state", name=name)
    insert(con, "core_actors", actor_id=WORLD, kind="aggregate", name="World")
    for programme_id, short, objectives, first in PROGRAMMES:
        insert(
            con,
            "core_programmes",
            programme_id=programme_id,
            name=f"The {short}",
            short=short,
            provider_id=PONTUS,
            authority="An Act",
            objectives=objectives,
            purpose="Better officers.",
            document="Act, section 1",
            document_url="https://example.org/act",
            year_from=first,
        )
    for source_id, words, rows in STOCKS:
        source(con, source_id)
        insert(
            con,
            "core_coverage",
            source_id=source_id,
            provider=PONTUS,
            recipient="states",
            practice="equip",
            year_from=1990,
            year_to=2002,
            absence="not_reported",
        )
        for programme_id, recipient_id, year, value, n_claims in rows:
            _figure(
                con,
                source_id=source_id,
                programme_id=programme_id,
                recipient_id=recipient_id,
                year_from=year,
                year_to=year,
                value=value,
                n_claims=n_claims,
                **words,
            )
    earlier = {"recipient_id": CILICIA, "year_from": 1950, "year_to": 2000, "value": 7000.0, "n_claims": 1}
    _figure(con, source_id="dsca_sales", programme_id="us:fms", **STOCKS[2][1], **earlier)
    _conditions(con)
    return Made(con, Provenance("full", "b0b0cafe", "2026-01-02T03:04:05", "0.1.0", "home"))


def _figure(con: duckdb.DuckDBPyConnection, **given: Any) -> None:
    fixed = {"practice": "equip", "instrument": "finance", "concession": "grant", "certainty": "confirmed"}
    more = {"provider_id": PONTUS, "fiscal": True, "mutual": False, "n_valued": given["n_claims"]}
    insert(con, "out_tie_figures", **fixed, **more, **given)


def _conditions(con: duckdb.DuckDBPyConnection) -> None:
    for source_id in ("ucdp", "vdem"):
        source(con, source_id)
    for name, first, last, absence in LENSES:
        indicator(con, name, first, last, absence)
    for name, actor, year, value in CONFLICTS:
        state_value(con, name, actor, year, value)
    for name, _, _, absence in LENSES:
        if absence == "not_reported":
            for actor, value in RATED.items():
                for year in (2000, 2001, 2002):
                    state_value(con, name, actor, year, value)
