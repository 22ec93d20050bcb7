"""A ledger of a few invented rows: Arcadia receives, Pontus and Quirinia provide, a front fights Arcadia."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from typing import Any

import duckdb

from auxilia.ledger.provenance import Provenance

ARCADIA, PONTUS, QUIRINIA = "state:ARC", "state:PON", "state:QUI"
FRONT, HOSTILE = "ucdp:7", "state:XSS"
HOSTILE_NAME = "<script>alert('x')</script>"
FULL = Provenance("full", "b0b0cafe", "2026-01-02T03:04:05", "0.1.0", "/home/reader/auxilia")
STARTER = Provenance("starter", "b0b0cafe", "2026-01-02T03:04:05", "0.1.0", "the package")

SOURCE: dict[str, Any] = {
    "producer": "Nobody",
    "version": "1.0",
    "homepage": "https://example.org/data",
    "cadence": "yearly",
    "licence": "CC0",
    "redistribute": "yes",
    "citation_json": "{}",
    "n_claims": 1,
}
FIGURE: dict[str, Any] = {
    "provider_id": PONTUS,
    "recipient_id": ARCADIA,
    "practice": "train",
    "fiscal": False,
    "instrument": "course",
    "concession": "grant",
    "stage": "delivered",
    "certainty": "confirmed",
    "mutual": False,
    "n_claims": 1,
    "n_valued": 1,
}
TIE: dict[str, Any] = {
    "provider_id": PONTUS,
    "recipient_id": ARCADIA,
    "state": "observed",
    "certainty": "confirmed",
    "n_claims": 1,
    "n_sources": 1,
    "instruments": "course",
    "mutual": False,
}
UNIT: dict[str, Any] = {
    "provider_id": PONTUS,
    "recipient_id": ARCADIA,
    "practice": "train",
    "source_id": "reports",
    "programme_id": "us:imet",
    "stage": "delivered",
    "measure": "trainees",
    "n_claims": 1,
}
CLAIM: dict[str, Any] = {
    "facet": "f",
    "file": "f.csv",
    "provider_text": "p",
    "recipient_text": "r",
    "concession": "unknown",
    "date_precision": "year",
    "countable": True,
    "mutual": False,
    "snapshot_sha256": "0" * 64,
}


def insert(con: duckdb.DuckDBPyConnection, table: str, **row: Any) -> None:
    """One row; columns that are not named are empty."""
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    con.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def empty_ledger() -> duckdb.DuckDBPyConnection:
    """Every table of the ledger's schema, without a row."""
    con = duckdb.connect()
    con.execute(files("auxilia.ledger").joinpath("schema.sql").read_text("utf-8"))
    return con


def mini_ledger(*, claims: bool = True, outcomes: bool = False) -> duckdb.DuckDBPyConnection:
    """The invented ledger; without claims it is as a starter ledger is; with order outcomes if asked for."""
    con = empty_ledger()
    _actors(con)
    _sources(con)
    _coverage(con)
    _figures(con)
    _ties(con)
    if claims:
        _claims(con)
    if outcomes:
        _outcomes(con)
    return con


def _actors(con: duckdb.DuckDBPyConnection) -> None:
    known = dt.date(1950, 1, 1)
    for actor_id, name in ((ARCADIA, "Arcadia"), (PONTUS, "Pontus"), (QUIRINIA, "Quirinia")):
        insert(
            con,
            "core_actors",
            actor_id=actor_id,
            kind="state",
            name=name,
            iso3=actor_id[-3:],
            date_start=known,
        )
    insert(con, "core_actors", actor_id=FRONT, kind="group", name="Front of the Hills")
    insert(con, "core_actors", actor_id=HOSTILE, kind="state", name=HOSTILE_NAME, date_start=known)


def _sources(con: duckdb.DuckDBPyConnection) -> None:
    for source_id in ("reports", "budget", "register", "wars", "pacts", "garrisons"):
        insert(
            con,
            "core_sources",
            source_id=source_id,
            title=f"The {source_id}",
            citation=f"Nobody (2020). The {source_id}.",
            **SOURCE,
        )
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
    insert(
        con,
        "core_sources",
        source_id="unheld",
        title="Not here",
        citation="Nobody (2021). Not here.",
        **SOURCE | {"homepage": "javascript:alert(1)"},
    )
    insert(
        con,
        "core_overlaps",
        source_a="reports",
        source_b="budget",
        programme_id="us:imet",
        reason="the cost of courses and the account that pays them",
    )
    insert(
        con,
        "core_programmes",
        programme_id="us:imet",
        name="Schooling of Officers",
        short="SCHOOL",
        provider_id=PONTUS,
        authority="Act of Schooling",
        objectives="Professional armed forces; Peacekeeping",
        purpose="Better officers.",
        document="Act, section 1",
        document_url="https://example.org/act",
    )


def _coverage(con: duckdb.DuckDBPyConnection) -> None:
    covers: tuple[tuple[str, str, str, str, str | None, int, int, str], ...] = (
        ("reports", PONTUS, "states", "train", None, 2000, 2004, "not_reported"),
        ("budget", PONTUS, "states", "train", None, 1998, 2006, "not_reported"),
        ("register", "any", "any", "equip", "arms", 1990, 2006, "not_reported"),
        ("wars", "any", "warring parties", "support", None, 1995, 2003, "zero"),
        ("pacts", "states", "states", "support", "agreement", 1990, 2006, "not_reported"),
        ("garrisons", PONTUS, "states", "support", "troops", 2001, 2006, "not_reported"),
        ("unheld", "any", "any", "train", None, 1990, 2006, "zero"),
    )
    for source, provider, recipient, practice, instrument, first, last, absence in covers:
        insert(
            con,
            "core_coverage",
            source_id=source,
            provider=provider,
            recipient=recipient,
            practice=practice,
            instrument=instrument,
            year_from=first,
            year_to=last,
            absence=absence,
        )
    for year in (1999, 2000, 2001):
        insert(con, "core_covered", source_id="wars", recipient_id=ARCADIA, year=year)
    insert(
        con,
        "core_withheld",
        source_id="budget",
        provider_id=PONTUS,
        recipient_id=ARCADIA,
        practice="train",
        year=1998,
    )


def figure(con: duckdb.DuckDBPyConnection, source_id: str, year: int | None, **given: Any) -> None:
    """One figure; `year_to` is the year itself unless given."""
    row = FIGURE | {"source_id": source_id, "year_from": year, "year_to": year} | given
    insert(con, "out_tie_figures", **row)


def _figures(con: duckdb.DuckDBPyConnection) -> None:
    school = {"programme_id": "us:imet", "fiscal": True}
    for year, trainees in ((2000, 100.0), (2001, 1203.0), (2003, 7.0)):
        figure(con, "reports", year, measure="trainees", value=trainees, n_claims=3, **school)
    for year, cost in ((2000, 505_000.0), (2001, 1_530_000.0)):
        figure(con, "reports", year, measure="usd", price_basis="current", value=cost, **school)
    money = {"measure": "usd", "stage": "obligated"}
    for year, usd in ((2000, 1_010_000.0), (2001, 2_040_000.0), (2002, -250_000.0)):
        figure(con, "budget", year, price_basis="current", value=usd, **money, **school)
        figure(con, "budget", year, price_basis="constant_2020", value=usd * 1.7, **money, **school)
    figure(
        con,
        "budget",
        2001,
        price_basis="current",
        value=1_300_000_000.0,
        practice="equip",
        **money | {"instrument": "finance", "fiscal": True},
    )
    figure(
        con, "register", 2002, year_to=2005, practice="equip", instrument="arms", measure="tiv", value=120.0
    )
    figure(con, "garrisons", 2001, practice="support", instrument="troops", measure="troops", value=40.0)
    figure(con, "garrisons", 2002, practice="support", instrument="troops", measure="troops", value=0.0)
    presence = {"practice": "support", "measure": "presence", "value": None, "n_valued": 0}
    figure(
        con, "wars", 2000, provider_id=QUIRINIA, certainty="alleged", instrument="finance", stage="observed",
        **presence,
    )  # fmt: skip
    figure(
        con,
        "pacts",
        1992,
        year_to=1994,
        provider_id=QUIRINIA,
        instrument="agreement",
        mutual=True,
        **presence,
    )
    figure(con, "wars", 2001, recipient_id=FRONT, instrument="finance", stage="observed", **presence)
    for name, force, trainees in (("First Battalion", "army", 900.0), ("Harbour Guard", "police", 60.0)):
        insert(
            con,
            "out_unit_figures",
            unit_id=f"unit:ARC:{name}",
            unit_name=name,
            force=force,
            year=2001,
            value=trainees,
            **UNIT,
        )


def tie(con: duckdb.DuckDBPyConnection, practice: str, year: int, sources: str, **given: Any) -> None:
    """One tie."""
    insert(con, "out_ties", **TIE | {"practice": practice, "year": year, "sources": sources} | given)


def _ties(con: duckdb.DuckDBPyConnection) -> None:
    for year, sources in (
        (2000, "budget; reports"),
        (2001, "budget; reports"),
        (2002, "budget"),
        (2003, "reports"),
    ):
        tie(con, "train", year, sources, programmes="us:imet", n_sources=len(sources.split("; ")))
    tie(con, "equip", 2001, "budget", instruments="finance")
    tie(con, "support", 2001, "garrisons", instruments="troops")
    tie(con, "support", 2002, "garrisons", instruments="troops", state="observed_zero")
    tie(con, "support", 2000, "wars", provider_id=QUIRINIA, certainty="alleged", instruments="finance")
    for year in (1992, 1993, 1994):
        tie(con, "support", year, "pacts", provider_id=QUIRINIA, instruments="agreement", mutual=True)
    tie(con, "support", 2001, "wars", recipient_id=FRONT, instruments="finance")


def _claims(con: duckdb.DuckDBPyConnection) -> None:
    war = {"source_id": "wars", "practice": "support", "instrument": "finance", "stage": "observed"}
    insert(
        con,
        "core_claims",
        claim_id="wars:1",
        record_id="1",
        locator="row 2",
        provider_id=PONTUS,
        recipient_id=FRONT,
        opponent_id=ARCADIA,
        year=2001,
        measure="presence",
        certainty="confirmed",
        note="funding; in coalition: unnamed",
        **CLAIM | war,
    )
    insert(
        con,
        "core_claims",
        claim_id="wars:2",
        record_id="2",
        locator="row 3",
        provider_id=QUIRINIA,
        recipient_id=ARCADIA,
        opponent_id=FRONT,
        year=2000,
        measure="presence",
        certainty="alleged",
        **CLAIM | war,
    )
    insert(
        con,
        "core_claims",
        claim_id="register:1",
        source_id="register",
        record_id="77",
        locator="row 9",
        provider_id=PONTUS,
        recipient_id=ARCADIA,
        practice="equip",
        instrument="arms",
        stage="delivered",
        date_start=dt.date(2002, 1, 1),
        date_end=dt.date(2005, 12, 31),
        measure="tiv",
        value=120.0,
        certainty="confirmed",
        note="4 patrol boats",
        **CLAIM,
    )


INDICATORS = (
    ("ucdp:challengers", "fragmentation", "state", "groups", "lower", 1990, 2004, "zero"),
    ("ucdp:intensity", "violence", "state", "0 none, 1 minor, 2 war", "lower", 1946, 2004, "zero"),
    ("ucdp:battle_deaths", "violence", "state", "deaths", "lower", 1990, 2003, "zero"),
    ("hrps:theta", "norms", "state", "latent score", "higher", 1990, 2005, "not_reported"),
    ("vdem:v2clkill", "norms", "state", "scale", "higher", 1990, 2005, "not_reported"),
    ("unga:ideal_all_2024", "alignment", "state", "points", "none", 1990, 2004, "not_reported"),
    ("unga:ideal_all_2020", "alignment", "state", "points", "none", 1990, 2002, "not_reported"),
    ("unga:agreement", "alignment", "dyad", "share", "higher", 1990, 2004, "not_reported"),
    ("cow:mid_hostility_dyad", "competition", "dyad", "level", "lower", 1990, 2001, "zero"),
    ("rivalries:tss", "competition", "dyad", "1 if so", "lower", 1990, 2004, "zero"),
    ("cow:tpop", "covariate", "state", "thousands", "none", 1990, 2004, "not_reported"),
)
READINGS = (
    ("ucdp:challengers", ARCADIA, 2001, 2.0, None, None, None),
    ("ucdp:intensity", ARCADIA, 2000, 1.0, None, None, None),
    ("ucdp:intensity", ARCADIA, 2001, 2.0, None, None, None),
    ("ucdp:battle_deaths", ARCADIA, 2001, 1400.0, 900.0, 2300.0, None),
    ("hrps:theta", ARCADIA, 2000, 0.5, 0.25, 0.75, None),
    ("hrps:theta", ARCADIA, 2001, -1.5, -2.0, -1.0, None),
    ("hrps:theta", ARCADIA, 2002, None, None, None, "no report"),
    ("hrps:theta", QUIRINIA, 2000, 3.0, 2.5, 3.5, None),
    ("vdem:v2clkill", ARCADIA, 2001, 0.125, None, None, None),
    ("unga:ideal_all_2024", ARCADIA, 2000, -0.5, -0.75, -0.25, None),
    ("unga:ideal_all_2024", ARCADIA, 2001, -0.5, -0.75, -0.25, None),
    ("unga:ideal_all_2024", PONTUS, 2000, 2.0, 1.5, 2.5, None),
    ("unga:ideal_all_2020", ARCADIA, 2000, -7.0, None, None, None),
    ("unga:ideal_all_2020", ARCADIA, 2001, -7.0, None, None, None),
    ("unga:ideal_all_2020", PONTUS, 2000, 9.0, None, None, None),
    ("unga:ideal_all_2020", PONTUS, 2001, 9.0, None, None, None),
    ("cow:tpop", ARCADIA, 2001, 4711.0, None, None, None),
)


def _outcomes(con: duckdb.DuckDBPyConnection) -> None:
    for source_id in ("ucdp", "hrps", "vdem", "unga", "cow", "rivalries"):
        insert(
            con,
            "core_sources",
            source_id=source_id,
            title=f"The {source_id}",
            citation=f"Nobody (2020). The {source_id}.",
            **SOURCE | {"n_claims": 0},
        )
    for name, family, of, unit, ordering, first, last, absence in INDICATORS:
        insert(
            con,
            "core_indicators",
            indicator=name,
            source_id=name.split(":")[0],
            name=name.split(":")[1],
            label=f"Label of {name}, votes of {name[-4:]}",
            family=family,
            of=of,
            unit=unit,
            ordering=ordering,
            year_from=first,
            year_to=last,
            absence=absence,
            problems=f"Problem of {name}.",
        )
    for indicator, actor_id, year, value, low, high, missing in READINGS:
        insert(
            con,
            "out_state_years",
            indicator=indicator,
            actor_id=actor_id,
            year=year,
            value=value,
            value_low=low,
            value_high=high,
            missing=missing,
            source_id=indicator.split(":")[0],
        )
    for indicator, year, value in (("unga:agreement", 2000, 0.25), ("cow:mid_hostility_dyad", 2001, 4.0)):
        insert(
            con,
            "out_dyad_years",
            indicator=indicator,
            actor_a=ARCADIA,
            actor_b=PONTUS,
            directed=False,
            year=year,
            value=value,
            source_id=indicator.split(":")[0],
        )
