"""Dependency and both sides of a war: by hand, by brute force, and against the measures of the package."""

from __future__ import annotations

import builtins
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.measures.conflicts import Sides
from auxilia.measures.triad.competition import competitive_intervention
from auxilia.report import actor_dossier, dyad_dossier
from auxilia.report.dependency.competition import backed
from auxilia.report.dependency.portfolios import portfolios
from auxilia.report.dependency.records import Given
from report.ledger import (
    ARCADIA,
    CLAIM,
    FRONT,
    FULL,
    PONTUS,
    QUIRINIA,
    SOURCE,
    STARTER,
    figure,
    insert,
    mini_ledger,
)
from report.pages import Element, parse, visible

ORDER = {"practice": "equip", "instrument": "arms", "stage": "ordered", "measure": "tiv"}


def armed(*, claims: bool = True) -> Any:
    """The invented ledger with a register of orders and a war of Arcadia and the front."""
    con = mini_ledger(claims=claims, outcomes=True)
    insert(
        con, "core_sources", source_id="sipri_transfers", title="T", citation="Nobody (2020). T.", **SOURCE
    )
    insert(
        con, "core_coverage", source_id="sipri_transfers", provider="any", recipient="any", practice="equip",
        instrument="arms", year_from=1990, year_to=2006, absence="not_reported",
    )  # fmt: skip
    for provider, year, value in (
        (PONTUS, 1991, 30.0),
        (PONTUS, 1994, 30.0),
        (QUIRINIA, 1993, 20.0),
        (QUIRINIA, 2001, 50.0),
        (PONTUS, 2006, 900.0),
        ("agg:unknown", 1991, 7.0),
    ):
        figure(con, "sipri_transfers", year, provider_id=provider, value=value, **ORDER)
    insert(con, "core_actors", actor_id="agg:unknown", kind="aggregate", name="unknown")
    for side, actor in (("a", ARCADIA), ("b", FRONT)):
        for year in (2000, 2001):
            insert(
                con, "core_conflicts", conflict_id="c:1", name="Arcadia: Government", kind="intrastate",
                year=year, side=side, role="primary", actor_id=actor, source_id="ucdp",
            )  # fmt: skip
    return con


def support(
    con: Any, number: int, provider: str, recipient: str, opponent: str, year: int, **more: Any
) -> None:
    """One claim of support against somebody."""
    told = CLAIM | {"certainty": "confirmed"} | more
    insert(
        con, "core_claims", claim_id=f"wars:9{number}", source_id="wars", record_id=f"9{number}",
        locator="row", practice="support", instrument="finance", stage="observed", measure="presence",
        provider_id=provider, recipient_id=recipient, opponent_id=opponent, year=year, **told,
    )  # fmt: skip


def page(con: Any) -> Element:
    return parse(actor_dossier(con, ARCADIA, provenance=FULL))


def test_shares_stand_by_period_and_add_up_over_one_measure_alone() -> None:
    tree = page(armed())
    table = tree.find("dependency-arms-periods").words()
    assert "1990–1994 Pontus 75 % and Quirinia 25 % 80 2 0.625 1.6" in table
    assert "2000–2004 Quirinia 100 % 50 1 1 1" in table
    assert "900" not in table
    text = visible(tree.find("dependency"))
    assert "7 million TIV of unnamed providers are left out." in text
    assert "Quirinia held 100 % in 2000–2004 (sipri_transfers)" in text


def test_orders_before_the_register_begins_are_in_no_period() -> None:
    con = armed()
    figure(con, "sipri_transfers", 1988, provider_id=QUIRINIA, value=500.0, **ORDER)
    table = page(con).find("dependency-arms-periods").words()
    assert "1990–1994 Pontus 75 % and Quirinia 25 % 80 2 0.625 1.6" in table


def test_a_period_is_named_whole_on_the_picture() -> None:
    row = next(e for e in page(armed()).all("div", "row") if "Share of Pontus" in e.words())
    steps = [e.children[0].text for e in row.all("rect", "level")]
    assert set(steps) == {"1990–1994: 0.75; share of pontus", "2000–2004: 0; share of pontus"}


def test_a_pair_shows_the_share_that_the_provider_has() -> None:
    tree = parse(dyad_dossier(armed(), PONTUS, ARCADIA, provenance=FULL))
    text = visible(tree.find("dependency"))
    assert "Pontus held 0 % in 2000–2004, and at most 75 %, in 1990–1994 (sipri_transfers)." in text
    steps = {e.words() for e in tree.find("share-arms").all("title") if "share of pontus" in e.words()}
    assert {"1990–1994: 0.75; share of pontus", "2000–2004: 0; share of pontus"} <= steps
    back = parse(dyad_dossier(armed(), ARCADIA, PONTUS, provenance=FULL))
    assert "share-arms" not in {e.attributes.get("id") for e in back.all()}


def test_one_provider_alone_makes_no_portfolio() -> None:
    con = armed()
    con.execute(f"DELETE FROM out_tie_figures WHERE provider_id = '{QUIRINIA}' AND measure = 'tiv'")
    tree = page(con)
    assert "dependency-arms" not in {e.attributes.get("id") for e in tree.all()}
    assert "shares tell nothing" in visible(tree.find("dependency"))


def test_forces_named_by_one_provider_alone_tell_nothing_of_separate_providers() -> None:
    assert "no more than one provider's books name the forces" in visible(page(armed()).find("dependency"))
    con = armed()
    con.execute(
        f"INSERT INTO out_unit_figures BY NAME "
        f"SELECT * REPLACE ('{QUIRINIA}' AS provider_id) FROM out_unit_figures"
    )
    assert "no more than one provider's books" not in visible(page(con).find("dependency"))


def test_different_states_behind_both_sides_are_told_with_their_conflict() -> None:
    con = armed()
    support(con, 1, QUIRINIA, ARCADIA, FRONT, 2001)
    tree = page(con)
    text = visible(tree.find("dependency"))
    assert "Different states are on record behind both sides of 1 conflict of Arcadia, in 2001." in text
    assert "Arcadia: Government 2001 Quirinia Pontus" in tree.find("both-sides").words()


@pytest.mark.parametrize(
    ("provider", "year", "more"),
    [
        (PONTUS, 2001, {}),
        (QUIRINIA, 2000, {}),
        (QUIRINIA, 2003, {}),
        (QUIRINIA, 2001, {"certainty": "alleged"}),
        (QUIRINIA, 2001, {"countable": False}),
    ],
)
def test_what_is_no_competition(provider: str, year: int, more: dict[str, Any]) -> None:
    con = armed()
    support(con, 1, provider, ARCADIA, FRONT, year, **more)
    text = visible(page(con).find("dependency"))
    assert "In no conflict of Arcadia are different states on record behind both sides." in text


def test_the_starter_ledger_says_that_it_cannot_tell() -> None:
    tree = parse(actor_dossier(armed(claims=False), ARCADIA, provenance=STARTER))
    assert "single claims, which the starter ledger does not hold" in visible(tree.find("dependency"))


def test_the_light_core_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def light(name: str, *given: Any, **more: Any) -> Any:
        if name.startswith("auxilia.measures"):
            raise ModuleNotFoundError("No module named 'numpy'", name="numpy")
        return real(name, *given, **more)

    con = armed()
    support(con, 1, QUIRINIA, ARCADIA, FRONT, 2001)
    monkeypatch.setattr(builtins, "__import__", light)
    text = visible(page(con).find("dependency"))
    assert text.count("pip install 'auxilia[models]'") == 1
    assert "behind both sides of 1 conflict" in text


def test_a_portfolio_worked_by_hand() -> None:
    """Three quarters and one quarter, two apart; then all from a newcomer."""
    found = [Given("a", 0, 3.0), Given("b", 0, 1.0), Given("c", 1, 5.0)]
    places = [("a", 0, -1.0), ("b", 0, 1.0), ("c", 1, 0.0)]
    first, second = portfolios(found, places, 1950)
    assert (first.first, first.last, first.total) == (1950, 1954, 4.0)
    assert first.shares == {"a": 0.75, "b": 0.25}
    assert first.herfindahl == pytest.approx(0.625)
    assert first.effective == pytest.approx(1.6)
    assert first.polarised == pytest.approx(2 * 0.75 * 0.25 * 2)
    assert first.changed is None
    assert second.changed == pytest.approx(1.0)
    assert second.polarised == pytest.approx(0.0)


weights = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.integers(0, 4)), st.integers(1, 50).map(float), min_size=1
)


@given(weights, st.integers(1, 9))
def test_scaling_and_order_leave_a_portfolio_alone(cells: dict[tuple[str, int], float], factor: int) -> None:
    found = [Given(provider, period, weight) for (provider, period), weight in cells.items()]
    told = portfolios(found, [], 1950)
    turned = portfolios(
        [Given(g.provider_id, g.period, g.weight * factor) for g in reversed(found)], [], 1950
    )
    for one, other in zip(told, turned, strict=True):
        assert sum(one.shares.values()) == pytest.approx(1)
        assert one.effective == pytest.approx(1 / sum(s * s for s in one.shares.values()))
        assert other.shares == pytest.approx(one.shares)
        assert other.changed == (None if one.changed is None else pytest.approx(one.changed))


CONFLICTS = {
    ("r1", 2000): [("c1", "C1")],
    ("r2", 2000): [("c1", "C1"), ("c2", "C2")],
    ("r1", 2001): [("c1", "C1")],
}
claims = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", "z"]),
        st.sampled_from(["r1", "r2"]),
        st.booleans(),
        st.sampled_from([2000, 2001]),
    )
)


@given(claims)
def test_competition_is_that_of_the_measure(told: list[tuple[str, str, bool, int]]) -> None:
    """The measure of the package counts the same conflicts and years as competitive."""
    supports = [(s, "gov", r, y) if pro else (s, r, "gov", y) for s, r, pro, y in told]
    found = {(e.conflict_id, e.year): e.competitive for e in backed("gov", supports, CONFLICTS)}
    ids = {"x": 0, "y": 1, "z": 2, "c1": 0, "c2": 1}
    rows = [
        (ids[s], ids[conflict], 0 if pro else 1, y)
        for s, r, pro, y in told
        for conflict, _ in CONFLICTS.get((r, y), ())
    ]
    measured = (
        competitive_intervention(Sides(*(list(column) for column in zip(*rows, strict=True))))
        if rows
        else None
    )
    expected = {}
    if measured is not None:
        names = {0: "c1", 1: "c2"}
        triples = zip(
            measured.conflict.tolist(), measured.year.tolist(), measured.competitive.tolist(), strict=True
        )
        expected = {(names[c], y): flag for c, y, flag in triples}
    assert found == expected
