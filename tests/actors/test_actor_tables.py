"""The tables of actors hold together: ids, codes, names and reasons."""

import itertools
import re
from collections import Counter

import pytest

from auxilia.actors import KINDS, load_actors, load_aliases, load_codes, normal
from auxilia.actors.tables import checked, read_rows

ACTORS = {actor.actor_id: actor for actor in load_actors()}
PREFIXES = {
    "state": "state:",
    "other": ("territory:", "group:", "ucdp:"),
    "group": ("group:", "ucdp:"),
    "organisation": "org:",
    "aggregate": "agg:",
}


def test_ids_are_unique_and_tell_their_kind() -> None:
    assert len(ACTORS) == len(load_actors())
    for actor in load_actors():
        assert actor.kind in KINDS
        assert actor.actor_id.startswith(PREFIXES[actor.kind])
        assert re.fullmatch(r"[a-z]+:[A-Za-z0-9-]+(:[a-z0-9-]+)*", actor.actor_id)
        assert actor.name
        assert not actor.parent_id or actor.parent_id in ACTORS


def test_an_id_without_an_iso_code_is_no_iso_code_of_another() -> None:
    iso = {code.code for code in load_codes() if code.scheme == "iso3"}
    for actor in load_actors():
        if actor.kind == "state" and not actor.iso3:
            assert actor.actor_id.removeprefix("state:") not in iso, actor


def test_every_code_and_every_alias_means_a_known_actor() -> None:
    assert {code.actor_id for code in load_codes()} <= set(ACTORS)
    named = {alias.actor_id for alias in load_aliases()}
    assert {actor_id for actor_id in named if not re.fullmatch(r"ucdp:\d+", actor_id)} <= set(ACTORS)


def test_a_state_begins_and_ends_with_its_membership() -> None:
    spells: dict[str, list[tuple[object, object]]] = {}
    for code in load_codes():
        if code.scheme == "gw" and code.role in ("member", "microstate"):
            spells.setdefault(code.actor_id, []).append((code.date_start, code.date_end))
    for actor in load_actors():
        if actor.kind == "state":
            own = sorted(spells.get(actor.actor_id, []), key=str)
            assert actor.date_start == (own[0][0] if own else None), actor
            assert actor.date_end == (own[-1][1] if own else None), actor


def test_no_name_means_two_actors() -> None:
    holders: dict[str, set[str]] = {}
    for actor in load_actors():
        for name in (actor.name, actor.name_long):
            holders.setdefault(normal(name), set()).add(actor.actor_id)
    assert {name: ids for name, ids in holders.items() if len(ids) > 1 or not name} == {}


def test_an_alias_has_a_reason_and_says_more_than_the_names_do() -> None:
    own = {normal(name): actor.actor_id for actor in load_actors() for name in (actor.name, actor.name_long)}
    times = Counter(normal(alias.text) for alias in load_aliases())
    for alias in load_aliases():
        assert alias.reason, alias
        assert times[normal(alias.text)] > 1 or own.get(normal(alias.text)) != alias.actor_id, alias


def test_a_name_by_date_starts_in_the_beginning_and_changes_hands() -> None:
    dated: dict[str, list[tuple[int, str]]] = {}
    for alias in load_aliases():
        dated.setdefault(normal(alias.text), []).append((alias.since or 0, alias.actor_id))
    for name, rows in dated.items():
        rows.sort()
        assert rows[0][0] == 0, name
        assert len({since for since, _ in rows}) == len(rows), name
        assert all(a != b for (_, a), (_, b) in itertools.pairwise(rows)), name


def test_merges_of_units_have_reasons_and_known_parents() -> None:
    for row in [*read_rows("unit_merges"), *read_rows("unit_words")]:
        assert row["reason"], row
        assert not row["parent_id"] or row["parent_id"] in ACTORS, row
    assert {row["parent_id"] for row in read_rows("demonyms")} <= set(ACTORS)


def test_an_unknown_word_in_a_table_is_named() -> None:
    with pytest.raises(ValueError, match=r"states\.csv: 'realm' is not one of state, group"):
        checked("states", "realm", KINDS)
