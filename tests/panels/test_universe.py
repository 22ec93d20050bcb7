"""Which rows a panel has: the dated state system, pairs of states, actors, conflicts and ties."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from panel_ledgers import Maker, figure, party

from auxilia import panels
from auxilia.errors import UnknownNameError, UsageError
from auxilia.panels import PanelError

# Members on at least one day of the year, in the lists of COW (2016) and of Gleditsch and Ward.
MEMBERS = {1816: (23, 45), 1914: (45, 56), 1946: (66, 71), 1992: (181, 168), 2016: (195, 174)}


@pytest.mark.parametrize("year", MEMBERS)
def test_members_of_both_systems(make: Maker, year: int) -> None:
    ledger = make()
    found = tuple(
        len(panels.state_year(ledger, years=year, system=system).relation.fetchall())
        for system in ("cow", "gw")
    )
    assert found == MEMBERS[year]


@pytest.mark.parametrize("year", [1816, 1946, 2016])
def test_a_year_without_changes_has_n_times_n_less_one_pairs(make: Maker, year: int) -> None:
    rows = panels.dyad_year(make(), years=year).rows()
    n = MEMBERS[year][0]
    assert rows == n * (n - 1)


def test_all_states_of_75_years(make: Maker) -> None:
    panel = panels.dyad_year(make(), years="1946..2020")
    assert panel.rows() == 1_823_260
    keys = panel.relation.aggregate("count(DISTINCT (ccode_cow_p, ccode_cow_r, year))").fetchall()
    assert keys == [(1_823_260,)]


@pytest.mark.mirror
def test_pairs_are_those_that_share_a_day_in_the_publishers_list(make: Maker, mirror: Path) -> None:
    with (mirror / "cow" / "states2016.csv").open(encoding="utf-8") as file:
        spells = [
            (
                int(row["ccode"]),
                dt.date(int(row["styear"]), int(row["stmonth"]), int(row["stday"])),
                dt.date(int(row["endyear"]), int(row["endmonth"]), int(row["endday"])),
            )
            for row in csv.DictReader(file)
        ]
    expected: Counter[int] = Counter()
    for year in range(1816, 2017):
        days = (dt.date(year, 1, 1), dt.date(year, 12, 31))
        alive = [(c, max(a, days[0]), min(b, days[1])) for c, a, b in spells if a <= days[1] and b >= days[0]]
        pairs = {(c, d) for c, a, b in alive for d, e, f in alive if c != d and a <= f and e <= b}
        expected[year] = len(pairs)
    found = panels.dyad_year(make(), years="1816..2016").relation.aggregate("year, count(*)").fetchall()
    assert dict(found) == dict(expected)


def test_states_that_never_met_in_their_year_are_no_pair(make: Maker) -> None:
    ledger = make()
    rows = panels.dyad_year(ledger, years=1990, providers=["Germany"]).relation.fetchall()
    pairs = {(row[0], row[1]) for row in rows}
    assert (255, 2) in pairs
    assert (260, 2) in pairs
    assert (260, 265) in pairs
    assert not pairs & {(255, 260), (260, 255), (255, 265)}


def test_values_stand_at_the_code_in_force_at_the_end_of_the_year(make: Maker) -> None:
    ledger = make(out_tie_figures=[figure(recipient_id="state:DEU", year_from=1990, value=5.0)])
    panel = panels.dyad_year(ledger, years=1990, providers=["USA"], recipients=["Germany"])
    panel = panel.add("ties:measure=usd")
    found = {row[1]: row[5:7] for row in panel.relation.select(*panel.columns).fetchall()}
    assert found == {255: (5.0, "observed"), 260: (None, "not_covered")}
    assert any("code 260 (state:DEU) carries no values" in note for note in panel.notes)


def test_a_code_with_two_actors_in_a_year_is_that_of_the_later_one(make: Maker) -> None:
    rows = panels.state_year(make(), years="2005..2007").relation.filter("ccode_cow = 345").fetchall()
    assert rows == [(345, "state:YUG", 2005), (345, "state:SRB", 2006), (345, "state:SRB", 2007)]


def test_rows_come_in_the_order_of_their_keys(make: Maker) -> None:
    rows = panels.dyad_year(make(), years="1990..1995", providers=["USA", "France"]).relation.fetchall()
    keys = [(row[0], row[1], row[4]) for row in rows]
    assert keys == sorted(keys)


def test_overlapping_spells_are_refused(make: Maker) -> None:
    spell = {"scheme": "cow", "role": "member", "date_end": None}
    same_code = [
        spell | {"code": "2", "actor_id": "state:USA", "date_start": "1900-01-01", "date_end": "1950-01-01"},
        spell | {"code": "2", "actor_id": "state:CAN", "date_start": "1949-12-31"},
    ]
    same_actor = [
        spell | {"code": "2", "actor_id": "state:USA", "date_start": "1900-01-01"},
        spell | {"code": "3", "actor_id": "state:USA", "date_start": "1950-01-01"},
    ]
    with pytest.raises(PanelError, match=r"code 2 .*1949-12-31"):
        panels.state_year(make(codes=same_code), years=1950)
    with pytest.raises(PanelError, match="actor state:USA"):
        panels.state_year(make(codes=same_actor), years=1950)


def test_impossible_years_are_refused(make: Maker) -> None:
    ledger = make()
    with pytest.raises(UsageError, match="begins in 1816"):
        panels.state_year(ledger, years="1790..1850")
    with pytest.raises(UsageError, match="the last year is 2020"):
        panels.state_year(ledger, years="2010..2030")
    with pytest.raises(UsageError, match="2010"):
        panels.state_year(ledger, years="2010..1990")
    with pytest.raises(UsageError, match="begins in 1816"):
        panels.state_year(ledger, years="..1750")


def test_open_years_go_as_far_as_the_ledger(make: Maker) -> None:
    ledger = make()
    assert (
        panels.state_year(ledger).request.years == panels.state_year(ledger, years="1946..2020").request.years
    )
    assert panels.state_year(ledger, years="..1820").request.years.start == 1816


def test_a_state_and_itself_are_no_pair(make: Maker) -> None:
    with pytest.raises(UsageError, match="state:USA and itself"):
        panels.dyad_year(make(), years=2000, providers=["USA"], recipients=["United States"])


def test_unknown_names_are_refused(make: Maker) -> None:
    ledger = make()
    with pytest.raises(UnknownNameError, match="cow"):
        panels.state_year(ledger, years=2000, system="polity")
    with pytest.raises(UnknownNameError):
        panels.dyad_year(ledger, years=2000, providers=["Atlantis"])
    with pytest.raises(UsageError, match="no providers"):
        panels.build(ledger, "state-year", years=2000, providers=["USA"])


def test_actors_live_from_their_first_to_their_last_tie_or_war(make: Maker) -> None:
    group = "ucdp:90001"
    ledger = make(
        core_actors=[{"actor_id": group, "kind": "group", "name": "Band"}],
        out_tie_figures=[
            figure(recipient_id=group, measure="presence", year_from=2001),
            figure(recipient_id="region:anywhere", year_from=2001, value=1.0),
        ],
        core_conflicts=[party("1", 2004, "b", group)],
    )
    rows = panels.actor_year(ledger, years="2000..2010").relation.fetchall()
    assert [(row[1], row[3]) for row in rows if row[0] == group] == [("group", y) for y in range(2001, 2005)]
    assert not [row for row in rows if row[0].startswith("region:")]
    assert len([row for row in rows if row[1] == "state" and row[3] == 2005]) == len(
        panels.state_year(ledger, years=2005).relation.fetchall()
    )


def test_a_conflict_has_one_row_a_year_and_its_single_parties(make: Maker) -> None:
    ledger = make(
        core_conflicts=[
            party("7", 2001, "a", "state:MLI"),
            party("7", 2001, "b", "ucdp:90001"),
            party("7", 2001, "b", "ucdp:90002"),
            party("7", 2001, "a", "state:FRA", "secondary"),
            party("7", 2002, "a", "state:MLI"),
            party("7", 2002, "b", "ucdp:90001"),
        ]
    )
    panel = panels.conflict_year(ledger, years="2000..2005")
    rows = [dict(zip(panel.keys, row, strict=True)) for row in panel.relation.fetchall()]
    assert [
        (r["year"], r["side_a_id"], r["side_b_id"], r["parties_a_n"], r["parties_b_n"]) for r in rows
    ] == [
        (2001, "state:MLI", None, 2, 2),
        (2002, "state:MLI", "ucdp:90001", 1, 1),
    ]


def test_ties_by_year_spread_presences_and_leave_sums_over_years_out(make: Maker) -> None:
    ledger = make(
        out_tie_figures=[
            figure(measure="presence", year_from=2000, year_to=2002),
            figure(value=7.0, year_from=2001),
            figure(value=9.0, year_from=1998, year_to=2003),
        ]
    )
    rows = panels.tie_year(ledger, years="2001..2005").relation.select("measure", "year", "value").fetchall()
    assert sorted(rows) == [("presence", 2001, None), ("presence", 2002, None), ("usd", 2001, 7.0)]
