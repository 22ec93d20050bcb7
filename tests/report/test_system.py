"""The dossier of the system: counts by brute force, constant sets, growth in parts, poles, light core."""

from __future__ import annotations

import builtins
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auxilia.report import system_dossier
from auxilia.report.extra import with_models
from auxilia.report.figures import Axis, Period, periods
from auxilia.report.system import gather
from auxilia.report.system.growth import changes
from auxilia.report.system.poles import poles
from auxilia.report.system.records import Count, Seen, Window, constant_set, counts
from report.ledger import ARCADIA, FULL, PONTUS, QUIRINIA, STARTER, empty_ledger, figure, insert, mini_ledger
from report.pages import Element, parse, visible

LONG = {"measure": "presence", "value": None, "n_valued": 0, "practice": "equip", "instrument": "arms"}


def world(*, outcomes: bool = True) -> Any:
    """The invented ledger with a register of all years, and a second one that begins late."""
    con = mini_ledger(outcomes=outcomes)
    con.execute("UPDATE core_coverage SET year_from = 1950, year_to = 2020 WHERE source_id = 'register'")
    con.execute("DELETE FROM out_tie_figures WHERE source_id = 'register'")
    con.execute("UPDATE core_actors SET gwcode = 1 WHERE kind = 'state'")
    for year in range(1950, 2021):
        figure(con, "register", year, **LONG)
        if year >= 1960:
            figure(con, "register", year, provider_id=QUIRINIA, **LONG)
        if year >= 1990:
            figure(con, "register", year, recipient_id=QUIRINIA, **LONG)
    insert(
        con,
        "core_coverage",
        source_id="wars",
        provider="any",
        recipient="any",
        practice="equip",
        year_from=1950,
        year_to=2020,
        absence="zero",
    )
    return con


def page(con: Any) -> Element:
    return parse(system_dossier(con, provenance=FULL))


PAGES: dict[str, Callable[[], str]] = {
    "whole": lambda: system_dossier(world(), provenance=FULL),
    "without outcomes": lambda: system_dossier(world(outcomes=False), provenance=FULL),
    "starter": lambda: system_dossier(mini_ledger(claims=False), provenance=STARTER),
    "empty": lambda: system_dossier(empty_ledger(), provenance=FULL),
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_stands_alone_and_its_links_hold(name: str) -> None:
    html = PAGES[name]()
    assert html == PAGES[name]()
    tree = parse(html)
    ids = [e.attributes["id"] for e in tree.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    targets = {e.attributes["href"][1:] for e in tree.all("a") if e.attributes["href"].startswith("#")}
    assert targets <= set(ids)
    assert not list(tree.all("script"))
    assert not [e for e in tree.all() if "src" in e.attributes]
    for picture in tree.all("svg"):
        assert [child.tag for child in picture.children[:2]] == ["title", "desc"]
        assert picture.children[1].text.strip()


def test_a_source_that_begins_late_never_lifts_a_constant_set() -> None:
    text = visible(page(world()))
    assert (
        "From 1950 to 2020, in register alone, providers went from 1 to 2, recipients from 1 to 2 "
        "and ties from 1 to 3." in text
    )
    table = page(world()).find("set-1950-2020-years").words()
    assert "1959 1 1 1 1960 2 1 2" in table
    assert "1989 2 1 2 1990 2 2 3" in table
    assert "2001 2 2 3" in table


def test_a_source_reaches_as_far_as_it_tells_single_years() -> None:
    told = {(w.source_id, w.practice): (w.first, w.last) for w in gather.windows(world())}
    assert told[("register", "equip")] == (1950, 2020)
    assert told[("wars", "equip")] == (2000, 2001)
    assert told[("budget", "train")] == (2000, 2002)


def test_a_source_that_counts_soldiers_alone_is_no_window() -> None:
    con = world()

    def told() -> set[tuple[str, str, str]]:
        return {(window.source_id, window.practice, window.instrument) for window in gather.windows(con)}

    soldiers = ("wars", "support", "troops")
    insert(con, "core_coverage", source_id="wars", provider="any", recipient="any", practice="support",
           instrument="troops", year_from=1960, year_to=1970, absence="zero")  # fmt: skip
    before = told()
    assert ("garrisons", "support", "troops") not in before
    figure(con, "wars", 1965, practice="support", instrument="troops", measure="troops", value=40.0)
    assert told() == before - {soldiers}
    figure(con, "wars", 1966, practice="support", instrument="troops", measure="presence")
    assert told() == before


def test_orders_promises_allegations_and_zeros_are_no_ties() -> None:
    con = world()
    before = gather.seen(con)
    figure(con, "register", 2001, recipient_id="ucdp:7", **LONG | {"stage": "ordered"})
    figure(con, "register", 2001, recipient_id="ucdp:7", **LONG | {"certainty": "alleged"})
    figure(con, "register", 2001, recipient_id="ucdp:7", **LONG | {"instrument": "agreement"})
    figure(con, "register", 2001, recipient_id="ucdp:7", **LONG | {"mutual": True})
    figure(con, "register", 2001, recipient_id="ucdp:7", **LONG | {"measure": "tiv", "value": 0.0})
    figure(con, "register", 2001, recipient_id="ucdp:7", **LONG | {"measure": "troops", "value": 40.0})
    figure(con, "register", 2021, recipient_id="ucdp:7", **LONG)
    figure(con, "register", 1945, recipient_id="ucdp:7", **LONG)
    insert(con, "core_actors", actor_id="x:many", kind="aggregate", name="Several")
    figure(con, "register", 2001, provider_id="x:many", **LONG)
    assert gather.seen(con) == before
    figure(con, "register", 2001, recipient_id="ucdp:7", **LONG)
    assert len(gather.seen(con)) == len(before) + 1


def test_years_outside_of_a_source_are_apart_and_not_zero() -> None:
    picture = next(e for e in page(world()).all("svg") if e.attributes.get("id") == "seen-support-wars-ties")
    assert [e.children[0].text for e in picture.all("rect", "bar")] == ["2001: 1 ties"]
    assert len(list(picture.all("rect", "printed-zero"))) == 1
    assert len(list(picture.all("rect", "hatch"))) == 2


names = st.sampled_from(["a", "b", "c", "d"])
entries = st.builds(
    Seen,
    st.sampled_from(["s", "t"]),
    st.sampled_from(["train", "equip"]),
    names,
    names,
    st.integers(1950, 1970),
).filter(lambda e: e.provider_id != e.recipient_id)


@given(st.lists(entries))
def test_counts_are_those_of_brute_force(seen: list[Seen]) -> None:
    found = counts(seen)
    for year in range(1950, 1971):
        pairs = [
            (p, r)
            for p, r in itertools.permutations("abcd", 2)
            if any(e.year == year and (e.provider_id, e.recipient_id) == (p, r) for e in seen)
        ]
        told = found.get(year, Count(0, 0, 0))
        assert told == Count(len({p for p, _ in pairs}), len({r for _, r in pairs}), len(pairs))


@given(st.lists(entries))
def test_a_constant_set_holds_no_source_that_misses_a_year(seen: list[Seen]) -> None:
    windows = [
        Window("s", "train", "", "any", "any", 1950, 1970),
        Window("t", "train", "", "any", "any", 1951, 1970),
        Window("t", "equip", "", "any", "any", 1950, 1971),
    ]
    found = constant_set(1950, 1970, windows, seen)
    assert set(found.seen) == {
        e for e in seen if (e.source_id, e.practice) in {("s", "train"), ("t", "equip")}
    }


@given(st.lists(entries, min_size=1))
def test_the_parts_of_growth_add_up_to_the_change(seen: list[Seen]) -> None:
    windows = [Window(s, p, "", "any", "any", 1950, 1969) for s in "st" for p in ("train", "equip")]
    found = constant_set(1950, 1969, windows, seen)
    by_period = [
        len(
            {
                (e.provider_id, e.recipient_id, e.practice)
                for e in found.seen
                if (e.year - 1950) // 5 == period
            }
        )
        for period in range(4)
    ]
    assume(found.seen)
    told = changes(found)
    assert [(c.first, c.last) for c in told] == [(1955, 1959), (1960, 1964), (1965, 1969)]
    for change, before, after in zip(told, by_period, by_period[1:], strict=False):
        assert change.total == after
        assert sum(change.parts.values()) == after - before


def test_growth_worked_by_hand() -> None:
    """A provider enters; one that stays takes a second recipient, and adds a practice to the first."""
    windows = [Window("s", practice, "", "any", "any", 1950, 1959) for practice in ("train", "equip")]
    seen = [
        Seen("s", "train", "a", "b", 1950),
        Seen("s", "train", "a", "b", 1955),
        Seen("s", "equip", "a", "b", 1956),
        Seen("s", "train", "a", "c", 1957),
        Seen("s", "train", "d", "b", 1959),
    ]
    (change,) = changes(constant_set(1950, 1959, windows, seen))
    assert change.total == 4
    gained = {name: value for name, value in change.parts.items() if value}
    assert gained == {"entry": 1, "spread": 1, "deepening": 1}


def test_poles_worked_by_hand() -> None:
    """Three providers of one recipient each; two vote alike, the third stands far off: 1 / (5/9)."""
    seen = [Seen("s", "equip", provider, "r", 2000) for provider in "abc"]
    positions = [("a", 2000, 0.0), ("b", 2000, 0.0), ("c", 2000, 9.0), ("r", 2000, 5.0)]
    (told,) = poles(seen, positions, (3.0,))
    assert told.providers == pytest.approx(3)
    assert told.by_scale[0] == pytest.approx(1.8)
    assert told.covered == pytest.approx(1)


def test_a_provider_without_a_vote_is_left_out_and_told() -> None:
    seen = [Seen("s", "equip", provider, "r", 2000) for provider in "abc"]
    (told,) = poles(seen, [("a", 2000, 0.0), ("b", 2000, 9.0)], (3.0,))
    assert told.by_scale[0] == pytest.approx(2)
    assert told.covered == pytest.approx(2 / 3)
    (none,) = poles(seen, [("z", 2000, 0.0)], (3.0,))
    assert none.by_scale == (None,)


def test_the_light_core_leaves_out_what_needs_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def light(name: str, *given: Any, **more: Any) -> Any:
        if name.startswith("auxilia.measures"):
            raise ModuleNotFoundError("No module named 'numpy'", name="numpy")
        return real(name, *given, **more)

    monkeypatch.setattr(builtins, "__import__", light)
    text = visible(page(world()))
    assert text.count("pip install 'auxilia[models]'") == 2
    assert "providers went from 1 to 2" in text


def test_an_error_of_another_kind_is_not_taken_for_a_missing_extra() -> None:
    def broken() -> None:
        raise ModuleNotFoundError("No module named 'auxilia.nothing'", name="auxilia.nothing")

    with pytest.raises(ModuleNotFoundError, match="nothing"):
        with_models(broken)


def test_gains_stand_above_the_line_and_losses_below_on_one_scale() -> None:
    data = [Period(2000, 2004, 10.0, -5.0, "entry", "exit")]
    tree = parse(periods("p", "P", Axis(2000, 2009), data, 20.0, "said", plot=64))
    (gain,), (loss,) = tree.all("rect", "gain"), tree.all("rect", "loss")
    middle = 4 + 32
    assert (float(gain.attributes["y"]), float(gain.attributes["height"])) == (middle - 16, 16)
    assert (float(loss.attributes["y"]), float(loss.attributes["height"])) == (middle, 8)
    assert loss.children[0].text == "2000–2004, exit: −5"


def test_every_source_behind_it_is_cited() -> None:
    tree = page(world())
    assert "Nobody (2020). The register." in tree.find("source-register").words()
    assert "Nobody (2020). The unga." in tree.find("source-unga").words()
    assert ARCADIA not in visible(tree)
    assert PONTUS not in visible(tree)
