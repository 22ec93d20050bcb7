"""Membership of the state systems, by year: our table against the lists of Gleditsch and Ward and of COW."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from auxilia.actors import Code, load_codes

FIRST, LAST = 1816, 2016


def members(scheme: str) -> list[Code]:
    return [code for code in load_codes() if code.scheme == scheme and code.role == "member"]


def in_year(scheme: str, year: int) -> set[str]:
    return {
        code.code
        for code in members(scheme)
        if code.date_start and code.date_start.year <= year <= (code.date_end or dt.date.max).year
    }


def listed(path: Path, sql: str) -> dict[int, set[str]]:
    con = duckdb.connect()
    con.execute(f"CREATE VIEW listed AS FROM read_csv('{path}', all_varchar = true)")
    found: dict[int, set[str]] = {year: set() for year in range(FIRST, LAST + 1)}
    for code, first, last in con.execute(sql).fetchall():
        for year in range(max(int(first), FIRST), min(int(last), LAST) + 1):
            found[year].add(code)
    return found


@pytest.mark.parametrize(("scheme", "year", "count"), [("cow", 1816, 23), ("cow", 2016, 195)])
def test_the_published_numbers_of_members(scheme: str, year: int, count: int) -> None:
    assert len(in_year(scheme, year)) == count


@pytest.mark.mirror
def test_the_members_of_gleditsch_and_ward_year_by_year(mirror: Path) -> None:
    theirs = listed(
        mirror / "gw" / "gw_states.csv.zst", "SELECT gwcode, left(startdate, 4), left(enddate, 4) FROM listed"
    )
    for year in (1816, 1914, 1946, 1992, 2016):
        assert len(in_year("gw", year)) == len(theirs[year])
    assert {year: in_year("gw", year) for year in theirs} == theirs


@pytest.mark.mirror
def test_the_members_of_cow_year_by_year(mirror: Path) -> None:
    theirs = listed(mirror / "cow" / "states2016.csv", "SELECT ccode, styear, endyear FROM listed")
    for year in (1816, 1914, 1946, 1992, 2016):
        assert len(in_year("cow", year)) == len(theirs[year])
    assert {year: in_year("cow", year) for year in theirs} == theirs


@pytest.mark.parametrize("scheme", ["gw", "cow"])
def test_at_any_date_a_code_is_one_actor_and_an_actor_has_one_code(scheme: str) -> None:
    spells = [
        (code.date_start, code.date_end or dt.date.max, code.code, code.actor_id) for code in members(scheme)
    ]
    for start, end, code, actor_id in spells:
        assert start is not None
        assert start <= end
        for other_start, other_end, other_code, other_id in spells:
            same = (code, actor_id, start) == (other_code, other_id, other_start)
            if not same and start <= (other_end or end) and (other_start or start) <= end:
                assert code != other_code
                assert actor_id != other_id


@pytest.mark.mirror
def test_iso_codes_agree_with_another_table_of_codes(mirror: Path) -> None:
    path = mirror / "codes" / "codelist_panel.csv.zst"
    rows = (
        duckdb.connect()
        .execute(
            "SELECT DISTINCT iso3c, gwn FROM "
            f"read_csv('{path}', all_varchar = true) WHERE iso3c IS NOT NULL AND gwn IS NOT NULL"
        )
        .fetchall()
    )
    ours = {(code.actor_id.removeprefix("state:"), code.code) for code in members("gw")}
    # That table gives four states of the nineteenth century the ISO code of a later one: the Papal States,
    # Annam, Korea to 1910 and Gran Colombia. Here they are actors of their own.
    assert set(rows) - ours == {("VAT", "327"), ("VNM", "815"), ("KOR", "730"), ("COL", "99")}
