"""Every printed name of every tie source means somebody: the names of the whole files."""

import csv
import re
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from auxilia.actors import Resolver, load_aliases
from auxilia.ledger import Ledger

pytestmark = pytest.mark.mirror
RESOLVER = Resolver()
# A misprint of 95 (Panama) for one case of 1903.
KNOWN_LOST = {("us_interventions", "cow", "5")}


def lost(names: set[str], years: tuple[int, ...] = (1950, 1990, 2020)) -> list[str]:
    return sorted(
        name for name in names if any(RESOLVER.resolve("name", name, name, year) is None for year in years)
    )


def test_all_spellings_of_the_training_reports(mirror: Path) -> None:
    reports = str(mirror / "us_fmtr" / "fmtrpt_all.tsv.zst")
    sql = """SELECT DISTINCT "training:country" FROM read_csv(?, delim = '\t', quote = '"', header = true,
        all_varchar = true, compression = 'zstd')"""
    rows = duckdb.connect().execute(sql, [reports]).fetchall()
    names = {name for (name,) in rows}
    assert len(names) == 242
    assert lost(names) == []
    actors = {RESOLVER.resolve("name", name, name, 2010) for name in names}
    assert 185 <= len(actors) <= 195
    ivory = {name for name in names if RESOLVER.resolve("name", name, name, 2010) == "state:CIV"}
    assert len(ivory) == 7


def test_all_recipients_of_the_greenbook_and_regions_are_aggregates(mirror: Path) -> None:
    sheet = CalamineWorkbook.from_path(str(mirror / "us_greenbook" / "us_foreignaid_greenbook.xlsx"))
    names = {str(row[2]) for row in sheet.get_sheet_by_index(0).to_python()[7:]}
    assert len(names) > 170
    assert lost(names) == []
    for name in names:
        aggregate = str(RESOLVER.resolve("name", name, name, 2000)).startswith("agg:")
        assert aggregate == name.endswith("(not specified)")


def test_all_suppliers_and_recipients_of_the_arms_register(mirror: Path) -> None:
    text = (mirror / "sipri_transfers" / "trade-register.csv").read_text("latin-1")
    deals = [row for row in csv.reader(text.splitlines()[12:]) if len(row) > 4 and row[0]]
    names = {name for row in deals for name in row[:2]}
    assert lost(names) == []
    groups = {name for name in names if name.endswith("*") and not name.endswith("**")}
    assert {str(RESOLVER.resolve("name", name, name, 2000)).split(":")[0] for name in groups} == {
        "ucdp",
        "group",
        "agg",
    }
    organisations = {name for name in names if name.endswith("**")}
    assert len(organisations) == 6
    assert all(str(RESOLVER.resolve("name", name, name, 2000)).startswith("org:") for name in organisations)


def test_every_group_that_an_alias_names_is_in_the_actor_list(mirror: Path) -> None:
    with (mirror / "ucdp" / "ucdp-actor-221.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = {f"ucdp:{row['ActorId']}" for row in csv.DictReader(file)}
    named = {alias.actor_id for alias in load_aliases() if alias.actor_id.startswith("ucdp:")}
    assert named <= listed


def test_every_end_of_every_claim_of_every_source(full_home: Path) -> None:
    with Ledger(full_home) as ledger:
        unresolved = ledger.con.execute(
            "SELECT source_id, scheme, ref FROM core_unresolved "
            "WHERE role IN ('provider', 'recipient', 'opponent')"
        ).fetchall()
    assert set(unresolved) == KNOWN_LOST


def test_governments_of_ucdp_are_the_states_of_its_conflicts(mirror: Path) -> None:
    """The conflict file gives each government its own Gleditsch-Ward number, by year: an answer to ours."""
    rows = (
        duckdb.connect()
        .execute(
            "SELECT DISTINCT side_a_id, side_a, gwno_a, year FROM read_csv(?, all_varchar = true) "
            "WHERE regexp_full_match(gwno_a, '\\d+') AND side_a LIKE 'Government of %'",
            [str(mirror / "ucdp" / "UcdpPrioConflict_v25_1.csv")],
        )
        .fetchall()
    )
    assert len(rows) > 1500
    for number, text, gwno, year in rows:
        ours = RESOLVER.resolve("ucdp", number, text, int(year))
        theirs = RESOLVER.resolve("gw", gwno, text, int(year))
        assert ours == theirs, (number, text, gwno, year)
        assert not re.match("ucdp:", str(ours))
