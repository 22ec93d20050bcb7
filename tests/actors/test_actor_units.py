"""Units below the state: spellings merge, different units stay apart, kinds of force by table."""

import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.actors import FORCES, Resolver, unit_of
from auxilia.actors.tables import read_rows
from auxilia.actors.units import is_unit_id, unit_parent


def slug(parent_id: str, text: str) -> str:
    unit = unit_of(parent_id, text)
    assert unit is not None
    return unit.unit_id


@pytest.mark.parametrize(
    ("parent_id", "spellings"),
    [
        ("state:MLI", ["33rd Para Bn.", "33 PARACHUTE BATTALION", "33Para BTN", "Malian 33rd parachute BN"]),
        ("state:GEO", ["32nd BN", "BN 32", "32Bn", "Batallion No. 32", "Georgian 32nd Battalion"]),
        ("state:ZMB", ["ZAMBATT III", "ZAMBATT 3", "ZAMBAT-3"]),
        ("state:COL", ["Army", "COLAR", "EJERCITO", "Colombian Army", "Army of Colombia"]),
        ("state:THA", ["RTA", "Royal Thai Army", "ARMY"]),
        ("state:MEX", ["SEMAR", "Secretaría de Marina", "Secretariat of the Navy (SEMAR)", "MX Navy"]),
        ("state:AFG", ["Afghan National Army (ANA)", "ANA", "Army", "AFGHANISTAN NATIONAL ARMY"]),
        ("state:UGA", ["UGABAG 22", "UG BG 22", "UBG22", "Uganda Battle Group 22"]),
        ("state:JOR", ["DIR OF MAINT", "Maintenance Directorate", "DIRECTORATE OF MAINTENANCE."]),
        ("state:PER", ["M.O.D.", "MOD", "Ministerio de Defensa", "Peru Ministry of Defense"]),
        ("state:HTI", ["Garde Côte", "Haitian Coast Guard", "COAST GUARD"]),
        ("state:URY", ["3ra Brigada Aérea", "AIR BDE III", "3rd Air Brigade"]),
        ("state:EGY", ["Air Force: Almaza Air Base", "ALMAZA AFB", "Almaza Airbase"]),
        ("state:SLV", ["Intel &AMP; Recon Dept", "INTELLIGENCE & RECCE DEPARTMENT"]),
    ],
)
def test_spellings_of_one_unit_are_one(parent_id: str, spellings: list[str]) -> None:
    assert len({slug(parent_id, text) for text in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1st Battalion, 2nd Brigade", "2nd Battalion, 1st Brigade"),
        ("11 BN", "1 BN"),
        ("Army", "Army Aviation"),
        ("Navy", "Naval Academy"),
        ("GH-74", "GH-75"),
        ("Battalion I", "Battalion 2"),
    ],
)
def test_different_units_stay_apart(one: str, other: str) -> None:
    assert slug("state:GHA", one) != slug("state:GHA", other)


def test_one_name_in_two_states_is_two_units() -> None:
    assert slug("state:MLI", "Army") == "unit:MLI:army"
    assert slug("state:NER", "Army") == "unit:NER:army"
    assert slug("org:NATO", "HQ") == "unit:org-NATO:headquarters"


@pytest.mark.parametrize("row", read_rows("unit_nonvalues"), ids=lambda row: row["text"])
def test_a_cell_that_names_no_unit_is_none(row: dict[str, str]) -> None:
    assert unit_of("state:MLI", row["text"]) is None
    assert unit_of("state:MLI", f" {row['text'].upper()}. ") is None


@pytest.mark.parametrize(
    ("parent_id", "text", "force"),
    [
        ("state:MLI", "Armée de Terre", "army"),
        ("state:RWA", "67 BN UNMISS", "army"),
        ("state:PAK", "PNS Mehran", "navy"),
        ("state:MEX", "SEMAR", "navy"),
        ("state:ISR", "IAF Air Wing 25", "air_force"),
        ("state:COL", "CNP DIRAN", "police"),
        ("state:SEN", "Gendarmerie Nationale", "gendarmerie"),
        ("state:AFG", "ABP", "border"),
        ("state:JAM", "JDF CG", "coast_guard"),
        ("state:MYS", "Maritime Enforcement Agency", "coast_guard"),
        ("state:LBN", "Marine Commando RGT", "special"),
        ("state:MRT", "Garde Présidentielle", "presidential_guard"),
        ("state:JOR", "Directorate of Mil Intel", "intelligence"),
        ("state:UKR", "MOI", "ministry"),
        ("state:HND", "Estado Mayor Conjunto", "joint"),
        ("state:PHL", "J-3, Armed Forces", "joint"),
        ("state:COL", "ESDEGUE", "school"),
        ("state:KEN", "Parliament", "civilian"),
        ("state:BRB", "Regional Security System", "other"),
        ("state:SLV", "CODEM", "unknown"),
    ],
)
def test_the_kind_of_force(parent_id: str, text: str, force: str) -> None:
    unit = unit_of(parent_id, text)
    assert unit is not None
    assert unit.force == force


def test_rules_of_force_are_not_repeated() -> None:
    rules = [(row["parent_id"], row["words"]) for row in read_rows("unit_forces")]
    assert len(set(rules)) == len(rules)
    assert {row["force"] for row in read_rows("unit_forces")} == set(FORCES) - {"unknown"}


def test_a_long_name_has_a_short_id_of_its_own() -> None:
    units = [f"{name} company of the brigade of the northern district" * 3 for name in ("first", "second")]
    one, other = (slug("state:MLI", text) for text in units)
    assert one != other
    assert len(one) < 100


def test_ids_tell_their_parent() -> None:
    for parent_id in ("state:MLI", "territory:ABW", "org:NATO", "agg:west-africa"):
        unit_id = slug(parent_id, "2nd Infantry Company")
        assert is_unit_id(unit_id)
        assert unit_parent(unit_id) == parent_id
    assert not is_unit_id("unit:MLI")
    assert not is_unit_id("state:MLI")


@given(st.text(max_size=80))
def test_any_text_is_a_well_formed_unit_or_none(text: str) -> None:
    unit = unit_of("state:MLI", text)
    if unit is not None:
        assert is_unit_id(unit.unit_id)
        assert unit.name
        assert unit == unit_of("state:MLI", f"  {text} ")


@given(
    st.sampled_from(["12th Inf Bn", "MOD", "Navy HQ", "2 Regt, 3 Bde"]),
    st.sampled_from([" ", "-", ", ", " / "]),
)
def test_case_and_punctuation_do_not_matter(text: str, mark: str) -> None:
    turned = re.sub(r"[ ,]+", mark, text).upper()
    assert unit_of("state:MLI", turned) == unit_of("state:MLI", text)


@pytest.mark.mirror
def test_the_units_of_the_training_reports(mirror: Path) -> None:
    reports = str(mirror / "us_fmtr" / "fmtrpt_all.tsv.zst")
    sql = """SELECT "training:country", "training:recipient_unit", count(*) FROM read_csv(?, delim = '\t',
        quote = '"', header = true, all_varchar = true, compression = 'zstd')
        WHERE "training:recipient_unit" <> '' GROUP BY 1, 2"""
    printed = duckdb.connect().execute(sql, [reports]).fetchall()
    resolver = Resolver()
    cells = [(resolver.resolve("name", country, country, 2010) or "", text) for country, text, _ in printed]
    units = [unit_of(parent_id, text) for parent_id, text in cells]
    names: dict[str, set[str]] = {}
    for unit in units:
        if unit:
            names.setdefault(unit.unit_id, set()).add(unit.name)
    assert all(len(found) == 1 for found in names.values())
    assert len(printed) == 79_365
    assert 60_000 < len(names) < 64_000
    lines = [(unit, count) for unit, (_, _, count) in zip(units, printed, strict=True) if unit]
    total = sum(count for _, count in lines)
    known = sum(count for unit, count in lines if unit.force != "unknown")
    assert total > 225_000
    assert known / total > 0.88
