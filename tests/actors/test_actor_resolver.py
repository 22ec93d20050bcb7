"""The door for people, suggestions, and errors."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.actors import Group, Resolver, load_actors, load_aliases
from auxilia.errors import UnknownNameError

GROUPS = [
    Group("ucdp:9001", "group", "9001", "FHA", "Free Hill Army"),
    Group("ucdp:9002", "group", "9002", "FHA", "Front of Harbour Artisans"),
    Group("ucdp:9003", "group", "9003", "Malli Front"),
]
RESOLVER = Resolver(GROUPS)


@pytest.mark.parametrize(
    "asked", ["Mali", "MLI", "mli", "432", "state:MLI", "STATE:mli", "mali ", " Republic of MALI"]
)
def test_a_state_opens_to_its_name_codes_and_id(asked: str) -> None:
    assert RESOLVER.find(asked).actor_id == "state:MLI"


@pytest.mark.parametrize(
    ("asked", "actor_id"),
    [
        ("Ivory Coast", "state:CIV"),
        ("679", "state:YEM"),
        ("345", "state:YUG"),
        ("NATO", "org:NATO"),
        ("Houthis", "ucdp:1091"),
        ("territory:PRI", "territory:PRI"),
        ("Free Hill Army", "ucdp:9001"),
        ("ucdp:9002", "ucdp:9002"),
    ],
)
def test_other_actors_open_too(asked: str, actor_id: str) -> None:
    assert RESOLVER.find(asked).actor_id == actor_id


def test_a_unit_opens_by_its_id_if_its_parent_is_known() -> None:
    unit = RESOLVER.find("unit:MLI:33-parachute-battalion")
    assert (unit.kind, unit.parent_id, unit.name) == ("unit", "state:MLI", "33 parachute battalion")
    with pytest.raises(UnknownNameError):
        RESOLVER.find("unit:QQQ:33-parachute-battalion")


def test_a_name_that_several_groups_share_names_them() -> None:
    with pytest.raises(UnknownNameError, match=r"No single actor.*Free Hill Army \(ucdp:9001\), Front of"):
        RESOLVER.find("FHA")


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("Malli", "Mali"),
        ("Uzbekstan", "Uzbekistan"),
        ("Untied States", "United States"),
        ("Ivory Cost", "Côte d'Ivoire"),
        ("state:MIL", "Mali"),
    ],
)
def test_a_slip_is_answered_with_the_name_meant(asked: str, hint: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        RESOLVER.find(asked)
    assert hint in caught.value.suggestions
    assert "Did you mean" in str(caught.value)


def test_suggestions_are_few_and_states_come_before_groups() -> None:
    assert RESOLVER.suggest("guinea", n=1) == ("Guinea",)
    near = RESOLVER.suggest("Malli", n=9)
    assert near[0] == "Mali"
    assert "Malli Front" in near
    assert RESOLVER.suggest("") == ()


def test_every_name_and_alias_opens_to_its_actor() -> None:
    for actor in load_actors():
        assert RESOLVER.find(actor.actor_id).actor_id == actor.actor_id
    for alias in load_aliases():
        assert RESOLVER.resolve("name", alias.text, alias.text, alias.since or 1) == alias.actor_id


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'fips' is no scheme; the schemes are name, gw"):
        RESOLVER.resolve("fips", "ML", "Mali", None)


def test_the_actors_include_the_groups_in_the_order_of_ids() -> None:
    ids = [actor.actor_id for actor in RESOLVER.actors]
    assert ids == sorted(ids)
    assert {"ucdp:9001", "state:MLI", "org:UN"} <= set(ids)
    assert RESOLVER.actor("ucdp:9001") == RESOLVER.find("Free Hill Army")
    assert RESOLVER.actor("state:QQQ") is None


@given(st.text(max_size=30), st.one_of(st.none(), st.integers(0, 2100)))
def test_any_text_gives_an_actor_or_nothing(text: str, year: int | None) -> None:
    for scheme in ("name", "gw", "cow", "iso3", "ucdp", "actor"):
        found = RESOLVER.resolve(scheme, text, text, year)
        assert found is None or found.startswith("ucdp:") or RESOLVER.actor(found) is not None
    with contextlib.suppress(UnknownNameError):
        assert RESOLVER.find(text) in RESOLVER.actors
