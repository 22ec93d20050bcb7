"""Continuity where state systems, codes and sources differ: each case of the design, decided and dated."""

import pytest

from auxilia.actors import Group, Resolver, load_actors

RESOLVER = Resolver()
Case = tuple[str, str, int | None, str]


def check(cases: list[Case]) -> None:
    for scheme, ref, year, actor_id in cases:
        assert RESOLVER.resolve(scheme, ref, ref, year) == actor_id, (scheme, ref, year)


def test_germany_is_one_actor_and_the_gdr_another() -> None:
    check(
        [
            ("gw", "255", 1914, "state:DEU"),
            ("cow", "255", 1914, "state:DEU"),
            ("gw", "260", 1960, "state:DEU"),
            ("cow", "260", 1960, "state:DEU"),
            ("gw", "260", 2000, "state:DEU"),
            ("cow", "255", 2000, "state:DEU"),
            ("name", "Germany", 1960, "state:DEU"),
            ("name", "Federal Republic of Germany", 1985, "state:DEU"),
            ("gw", "265", 1980, "state:DDR"),
            ("cow", "265", 1980, "state:DDR"),
            ("iso3", "DDR", 1980, "state:DDR"),
            ("name", "East Germany (GDR)", 1980, "state:DDR"),
            ("name", "German Democratic Republic", 1980, "state:DDR"),
        ]
    )


def test_yemen_continues_the_north_and_the_south_is_apart() -> None:
    check(
        [
            ("gw", "678", 1970, "state:YEM"),
            ("gw", "678", 2015, "state:YEM"),
            ("cow", "678", 1970, "state:YEM"),
            ("cow", "679", 2000, "state:YEM"),
            ("name", "Yemen", 1970, "state:YEM"),
            ("name", "North Yemen", 1970, "state:YEM"),
            ("name", "Yemen Arab Republic", 1970, "state:YEM"),
            ("gw", "680", 1980, "state:YMD"),
            ("cow", "680", 1980, "state:YMD"),
            ("name", "South Yemen", 1980, "state:YMD"),
            ("name", "Yemen, People's Republic of", 1980, "state:YMD"),
        ]
    )


def test_vietnam_continues_the_north_and_a_bare_vietnam_of_the_war_is_the_south() -> None:
    check(
        [
            ("gw", "816", 1960, "state:VNM"),
            ("cow", "816", 2000, "state:VNM"),
            ("gw", "817", 1970, "state:RVN"),
            ("cow", "817", 1952, "state:RVN"),
            ("gw", "817", 2005, "state:VNM"),
            ("name", "Vietnam", 1968, "state:RVN"),
            ("name", "Vietnam", 1975, "state:RVN"),
            ("name", "Vietnam", 1976, "state:VNM"),
            ("name", "Vietnam", None, "state:VNM"),
            ("name", "Viet Nam", 1968, "state:VNM"),
            ("name", "South Vietnam", 1968, "state:RVN"),
            ("name", "Vietnam (North Vietnam)", 1968, "state:VNM"),
            ("iso3", "VNM", 1999, "state:VNM"),
            ("iso3", "VDR", 1975, "state:VNM"),
            ("gw", "815", 1850, "state:ANM"),
        ]
    )


def test_serbia_is_yugoslavia_between_1918_and_2006() -> None:
    check(
        [
            ("gw", "340", 1900, "state:SRB"),
            ("cow", "345", 1900, "state:SRB"),
            ("gw", "345", 1960, "state:YUG"),
            ("cow", "345", 1960, "state:YUG"),
            ("gw", "345", 1999, "state:YUG"),
            ("cow", "345", 2005, "state:YUG"),
            ("cow", "345", 2006, "state:SRB"),
            ("cow", "345", 2010, "state:SRB"),
            ("gw", "340", 2010, "state:SRB"),
            ("name", "Serbia", 1999, "state:YUG"),
            ("name", "Serbia", 2010, "state:SRB"),
            ("name", "Serbia and Montenegro", 2004, "state:YUG"),
            ("name", "Serbia (Yugoslavia)", 1999, "state:YUG"),
            ("iso3", "SCG", 2004, "state:YUG"),
            ("gw", "341", 1900, "state:MNE"),
            ("cow", "341", 2010, "state:MNE"),
        ]
    )


def test_the_soviet_union_is_russia() -> None:
    check(
        [
            ("gw", "365", 1900, "state:RUS"),
            ("cow", "365", 1970, "state:RUS"),
            ("name", "Soviet Union", 1970, "state:RUS"),
            ("name", "Russia (Soviet Union)", 1970, "state:RUS"),
            ("name", "Russia", 2000, "state:RUS"),
            ("iso3", "SUN", 1980, "state:RUS"),
            ("name", "Ukraine", 1970, "state:UKR"),
        ]
    )


def test_the_autonomous_south_is_south_sudan() -> None:
    check(
        [
            ("name", "Sudan", 2015, "state:SDN"),
            ("gw", "625", 2000, "state:SDN"),
            ("name", "Sudan, Government of Southern", 2009, "state:SSD"),
            ("name", "Sudan, Republic of South", 2012, "state:SSD"),
            ("cow", "626", 2011, "state:SSD"),
        ]
    )


def test_kosovo_has_its_code_in_general_use() -> None:
    check(
        [
            ("gw", "347", 2008, "state:XKX"),
            ("cow", "347", 1999, "state:XKX"),
            ("iso3", "XKX", 2010, "state:XKX"),
            ("name", "Kosovo", 2003, "state:XKX"),
        ]
    )


def test_palestine_is_an_actor_without_membership() -> None:
    check(
        [
            ("name", "West Bank/Gaza", 1995, "state:PSE"),
            ("name", "Palestinian Authority", 2008, "state:PSE"),
            ("iso3", "PSE", 2008, "state:PSE"),
            ("name", "PLO (Israel)*", 1980, "ucdp:204"),
            ("name", "Hamas (Palestine)*", 2010, "ucdp:209"),
        ]
    )
    assert RESOLVER.find("Palestine").date_start is None


def test_the_republic_of_china_governs_the_mainland_to_1949() -> None:
    check(
        [
            ("name", "China (Taiwan)", 1947, "state:CHN"),
            ("name", "China (Taiwan)", 1960, "state:TWN"),
            ("name", "Taiwan", 1960, "state:TWN"),
            ("gw", "713", 1960, "state:TWN"),
            ("cow", "710", 1947, "state:CHN"),
            ("name", "China (P.R.C.)", 1990, "state:CHN"),
            ("name", "China, Republic of", 1990, "state:TWN"),
            ("name", "China (Hong Kong)", 1990, "territory:HKG"),
        ]
    )


def test_western_sahara_and_polisario_are_two_actors() -> None:
    check(
        [
            ("name", "Western Sahara", 1985, "state:ESH"),
            ("iso3", "ESH", 1985, "state:ESH"),
            ("name", "Polisario", 1985, "ucdp:563"),
        ]
    )


def test_korea_congo_and_other_shared_names() -> None:
    check(
        [
            ("name", "Korea", 1890, "state:JOS"),
            ("name", "Korea", 1999, "state:KOR"),
            ("name", "Korea, Republic of South", 2010, "state:KOR"),
            ("name", "Korea, North", 2010, "state:PRK"),
            ("name", "Congo", 1970, "state:COG"),
            ("name", "Congo (Kinshasa)", 1970, "state:COD"),
            ("name", "Congo (DROC)", 1999, "state:COD"),
            ("name", "Congo, Republic Of (Brazzaville)", 2011, "state:COG"),
            ("cow", "327", 1850, "state:PAP"),
            ("cow", "327", 1990, "state:VAT"),
            ("gw", "970", 2000, "state:KIR"),
            ("cow", "970", 2000, "state:NRU"),
            ("cow", "6", 1990, "territory:PRI"),
        ]
    )


@pytest.mark.parametrize("ref", ["N/A", "750, 770", "nobody knows it", ""])
def test_what_is_not_known_is_not_guessed(ref: str) -> None:
    for scheme in ("name", "gw", "cow", "iso3", "ucdp", "actor"):
        assert RESOLVER.resolve(scheme, ref, ref, 1990) is None


def test_a_year_of_nought_is_no_year() -> None:
    assert RESOLVER.resolve("name", "Vietnam", "Vietnam", 0) == "state:VNM"


def test_states_of_one_parent_are_not_states() -> None:
    kinds = {actor.actor_id: actor.kind for actor in load_actors()}
    assert kinds["territory:HKG"] == "other"
    assert kinds["agg:west-africa"] == "aggregate"
    assert kinds["state:PSE"] == "state"


def test_governments_of_the_actor_list_are_their_states_by_date() -> None:
    groups = [
        Group("ucdp:49", "government", "49", "Government of Serbia (Yugoslavia)"),
        Group("ucdp:57", "government", "57", "Government of Russia (Soviet Union)"),
        Group(
            "ucdp:9001", "group", "9001", "Free Hill Army", "Army of the Free Hills", None, "FHA | Hillmen"
        ),
    ]
    resolver = Resolver(groups)
    assert resolver.resolve("ucdp", "57", "misprinted", 1970) == "state:RUS"
    assert resolver.resolve("ucdp", "49", "", 1999) == "state:YUG"
    assert resolver.resolve("ucdp", "49", "", 2010) == "state:SRB"
    assert resolver.resolve("ucdp", "9001", "Free Hill Army", 2010) == "ucdp:9001"
    assert resolver.resolve("name", "Free Hill Army", "Free Hill Army", 2010) is None
    assert resolver.find("Hillmen").actor_id == "ucdp:9001"
    assert resolver.find("ucdp:57").actor_id == "state:RUS"


def test_without_the_list_a_government_is_known_by_its_name() -> None:
    assert RESOLVER.resolve("ucdp", "7771", "Government of Malta", 1990) == "state:MLT"
    assert RESOLVER.resolve("ucdp", "9001", "Free Hill Army", 1990) == "ucdp:9001"
    both = "Government of United Kingdom, Government of United States of America"
    assert RESOLVER.resolve("ucdp", "6356", both, 2001) == "ucdp:6356"
