"""Waves: definitions of ties worked by hand and by brute force, presence, values, and what is refused."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from panel_ledgers import Maker, cover, figure, indicator, pair_value, state_value

from auxilia.errors import AuxiliaError, UsageError
from auxilia.ledger import Ledger
from auxilia.panels import waves
from auxilia.panels.waves.making import bridged

A, B, C, D, E = (f"state:{name}" for name in ("USA", "MLI", "FRA", "SSD", "YUG"))
CODES = [
    {
        "scheme": "gw",
        "code": str(k),
        "actor_id": actor,
        "date_start": start,
        "date_end": end,
        "role": "member",
    }
    for k, (actor, start, end) in enumerate(
        (
            (A, dt.date(1816, 1, 1), None),
            (B, dt.date(1960, 9, 22), None),
            (C, dt.date(1816, 1, 1), None),
            (D, dt.date(2002, 7, 2), None),
            (E, dt.date(1918, 12, 1), dt.date(2003, 7, 1)),
        ),
        start=2,
    )
]
YEARS = (2001, 2003, 2005)
EQUIP = {"practice": "equip"}


def ledger_of(make: Maker, *ties: tuple[str, str, int], **tables: Any) -> Ledger:
    figures = [
        figure(provider_id=a, recipient_id=b, year_from=year, measure="presence") for a, b, year in ties
    ]
    tables.setdefault("core_coverage", [cover(provider="states", year_from=1995, year_to=2010)])
    return make(CODES, out_tie_figures=[*figures, *tables.pop("figures", [])], **tables)


def tied(seen: waves.Waves, name: str = "equip") -> list[set[tuple[str, str]]]:
    """Ties of each wave."""
    return [
        {(seen.actors[i], seen.actors[j]) for i, j in np.argwhere(wave == 1)} for wave in seen.networks[name]
    ]


def built(ledger: Ledger, *networks: waves.Ties, **more: Any) -> waves.Waves:
    return waves.build(ledger, waves.Plan(YEARS, networks, **more))


TIES = ((A, B, 2000), (A, B, 2003), (A, C, 2001), (C, B, 1999), (C, B, 2002), (B, C, 2005), (A, B, 2006))


def test_a_window_a_year_and_a_spell_by_hand(make: Maker) -> None:
    ledger = ledger_of(make, *TIES)
    seen = built(
        ledger,
        waves.Ties("pairs", EQUIP, years=2),
        waves.Ties("single", EQUIP, rule="year"),
        waves.Ties("spells", EQUIP, rule="spell", gap=2),
    )
    assert tied(seen, "pairs") == [{(A, B), (A, C)}, {(A, B), (C, B)}, {(B, C)}]
    assert tied(seen, "single") == [{(A, C)}, {(A, B)}, {(B, C)}]
    # 2000 to 2003 and 2003 to 2006 are one spell of A to B; 1999 to 2002 is one of C to B.
    assert tied(seen, "spells") == [{(A, B), (A, C), (C, B)}, {(A, B)}, {(A, B), (B, C)}]
    assert seen.actors == tuple(sorted((A, B, C, D, E)))
    assert seen.sources["pairs"] == ("left",)


def test_a_spell_is_that_of_brute_force() -> None:
    rng = np.random.default_rng(4)
    yearly = rng.random((25, 40)) < 0.2
    for gap in range(5):
        wanted = yearly.copy()
        for pair in range(40):
            told = np.flatnonzero(yearly[:, pair])
            for first, second in pairwise(told):
                if second - first - 1 <= gap:
                    wanted[first:second, pair] = True
        assert (bridged(yearly, gap) == wanted).all()


def test_a_threshold_is_of_the_window_together(make: Maker) -> None:
    amounts = [
        figure(provider_id=a, recipient_id=b, year_from=year, value=value)
        for a, b, year, value in ((A, B, 2000, 4.0), (A, B, 2001, 3.0), (A, C, 2001, 6.9), (A, B, 2002, 7.0))
    ]
    ledger = ledger_of(make, figures=amounts)
    options = {**EQUIP, "measure": "usd"}
    seen = built(
        ledger,
        waves.Ties("together", options, years=2, threshold=7.0),
        waves.Ties("yearly", options, rule="spell", gap=1, threshold=7.0),
    )
    assert tied(seen, "together") == [{(A, B)}, {(A, B)}, set()]
    assert tied(seen, "yearly") == [set(), set(), set()]


def test_cells_without_a_tie_are_read_as_asked(make: Maker) -> None:
    covers = [
        cover(provider="states", recipient="states", year_from=2002, year_to=2003),
        cover(provider="states", recipient="states", year_from=2004, year_to=2005, absence="zero"),
    ]
    ledger = ledger_of(make, (A, B, 2000), (A, B, 2002), core_coverage=covers)
    seen = built(ledger, waves.Ties("equip", EQUIP, years=2, silence="missing", not_covered="impossible"))
    a, b, c = (seen.actors.index(actor) for actor in (A, B, C))
    ties = seen.networks["equip"]
    assert ties[:, a, b].tolist() == [1.0, 1.0, 0.0]
    assert ties[0, a, c] == 10.0
    assert np.isnan(ties[1, a, c])
    assert ties[2, a, c] == 0.0
    assert (np.diagonal(ties, axis1=1, axis2=2) == 0).all()


def test_who_comes_and_goes_does_so_on_the_day(make: Maker) -> None:
    seen = built(ledger_of(make, *TIES, (A, E, 2001), (A, E, 2003)), waves.Ties("equip", EQUIP, years=2))
    times = dict(zip(seen.actors, seen.presence, strict=True))
    assert times[A] == (1.0, 3.0)
    # Wave 1 stands at the end of 2001, wave 2 at that of 2003: mid-2002 is a quarter of the way.
    assert times[D] == pytest.approx((1.25, 3.0), abs=0.002)
    assert times[E] == pytest.approx((1.0, 1.75), abs=0.002)
    assert seen.there[:, seen.actors.index(E)].tolist() == [True, False, False]
    # The tie of 2003 was made, but its receiver is gone at the wave.
    assert [(A, E) in wave for wave in tied(seen)] == [True, False, False]


def test_looks_are_those_of_sets() -> None:
    rng = np.random.default_rng(8)
    made = (rng.random((4, 12, 12)) < 0.3).astype(float)
    made[:, np.arange(12), np.arange(12)] = 0
    made[rng.random(made.shape) < 0.1] = np.nan
    made[1, 3, :] = 10
    for look, (before, after) in zip(waves.looks(made), pairwise(made), strict=True):
        pairs = [
            (i, j)
            for i in range(12)
            for j in range(12)
            if i != j and before[i, j] in (0, 1) and after[i, j] in (0, 1)
        ]
        x, y = ({pair for pair in pairs if wave[pair] == 1} for wave in (before, after))
        assert (look.kept, look.made, look.ended) == (len(x & y), len(y - x), len(x - y))
        assert look.alike == pytest.approx(len(x & y) / len(x | y))
        assert look.pairs == len(pairs)
        assert look.density == pytest.approx(len(x) / len(pairs))


def values_of(make: Maker) -> Ledger:
    told = {A: (1, 2, 3, 4, 5), B: (10, 20, None, 40, 60), C: (7, 7, 7, 7, 7), D: (None, None, 3, 3, 9)}
    return ledger_of(
        make,
        *TIES,
        core_indicators=[indicator("deaths"), indicator("foes", of="dyad", unit="1 if so", absence="zero",
                                                        family="competition")],
        out_state_years=[
            state_value("left:deaths", actor.removeprefix("state:"), 1999 + k, value)
            for actor, series in told.items()
            for k, value in enumerate(series)
            if value is not None
        ],
        out_dyad_years=[pair_value("left:foes", "FRA", "USA", year, 1.0) for year in (1999, 2000, 2002)],
    )  # fmt: skip


def test_values_are_summed_up_over_the_years_of_a_wave(make: Maker) -> None:
    plan = waves.Plan(
        (2001, 2003),
        (waves.Ties("equip", EQUIP, years=2),),
        (waves.Value("level", "left:deaths", over="max", cuts=(5, 41)),),
        (
            waves.Value("mean", "left:deaths"),
            waves.Value("later", "left:deaths", over="last", moment="end"),
            waves.Value("filled", "left:deaths", over="first", fill=True),
            waves.Value("foe", "left:foes", of="pair", over="max"),
        ),
    )
    seen = waves.build(values_of(make), plan)
    row = {actor: k for k, actor in enumerate(seen.actors)}
    # Years of the waves: 2000 and 2001, then 2002 and 2003.
    assert [seen.behaviors["level"][row[x]].tolist() for x in (A, B, C)] == [[1, 2], [2, 3], [2, 2]]
    assert [seen.states["mean"][row[x], 0] for x in (A, B, C)] == [2.5, 20, 7]
    assert [seen.states["later"][row[x], 0] for x in (A, B, C)] == [5, 60, 7]
    assert seen.states["filled"][row[B], 0] == 20
    assert np.isnan(seen.states["mean"][row[D], 0])
    assert seen.pairs["foe"].shape == (1, 5, 5)
    assert (seen.pairs["foe"][0, row[A], row[C]], seen.pairs["foe"][0, row[A], row[B]]) == (1, 0)
    assert seen.sources["mean"] == ("left",)


def test_what_rivals_do_is_counted_by_brute_force(make: Maker) -> None:
    plan = waves.Plan(
        (2001, 2003),
        (waves.Ties("equip", EQUIP, years=2),),
        covariates=(waves.Value("foe", "left:foes", of="pair", over="max"),),
        others=(waves.Others("foes_arm", "equip", "foe"),),
    )
    seen = waves.build(values_of(make), plan)
    n, ties, foe = len(seen.actors), seen.networks["equip"][0], seen.pairs["foe"][0]
    for i in range(n):
        for j in range(n):
            wanted = any(foe[i, h] == 1 and ties[h, j] == 1 for h in range(n))
            assert seen.pairs["foes_arm"][0, i, j] == wanted
    assert seen.pairs["foes_arm"].sum() == 2  # A's ties to B and C, by its foe C


def test_one_provider_has_a_network_of_its_own(make: Maker) -> None:
    seen = built(ledger_of(make, *TIES), waves.Ties("equip", EQUIP, years=2))
    own = waves.seen_from(seen, A)
    row = own.networks["equip"]
    assert row.shape == (3, 1, 5)
    at = {actor: k for k, actor in enumerate(own.actors)}
    assert row[:, 0, at[B]].tolist() == [1, 1, 0]
    assert row[:, 0, at[A]].tolist() == [10, 10, 10]
    assert row[:, 0, at[D]].tolist() == [10, 0, 0]
    assert row[:, 0, at[E]].tolist() == [0, 10, 10]
    with pytest.raises(UsageError, match="no member of the state system in 2001 to 2005"):
        waves.seen_from(seen, "state:CHN")


def test_a_definition_is_put_into_words() -> None:
    window = waves.Ties("equip", {"practice": "equip"}, years=3, silence="none")
    assert "in any of the 3 years up to the wave" in waves.told(window)
    assert "share years" in waves.consequence(window, (2001, 2002, 2003))
    assert "without overlap" in waves.consequence(window, (2001, 2004))
    spell = waves.Ties("equip", {}, rule="spell", gap=2)
    assert "up to 2 silent years are bridged" in waves.told(spell)
    assert "only to 3 years" in waves.consequence(spell, (2001, 2004))
    assert "Single years" in waves.consequence(waves.Ties("equip", {}, rule="year"), (2001, 2002))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rule": "windows"}, "window"),
        ({"silence": "zero"}, "none"),
        ({"rule": "spell", "years": 3}, "years are those of a window"),
        ({"gap": 2}, "gap is that of a spell"),
        ({"threshold": 3.0}, "needs a measure"),
        ({"options": {"measure": "tiv"}}, "a measure a threshold"),
    ],
)
def test_definitions_that_mean_nothing_are_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        waves.Ties("equip", **given)


def test_plans_that_the_ledger_cannot_answer_are_refused(make: Maker) -> None:
    ledger, ties = values_of(make), waves.Ties("equip", EQUIP, years=2)
    for given, said in (
        ({"years": (2019, 2031)}, "the ledger has"),
        ({"networks": (waves.Ties("equip", {"practice": "arm"}),)}, "equip: .*arm"),
        ({"covariates": (waves.Value("x", "left:death"),)}, "x: .*left:death"),
        ({"covariates": (waves.Value("x", "left:deaths", column=("y",)),)}, "column"),
        ({"covariates": (waves.Value("x", "left:deaths", shape="log"),), "years": (1985, 1987)}, "no values"),
        ({"without": ("Atlantis",)}, "Atlantis"),
    ):
        plan = {"years": (2001, 2003), "networks": (ties,)} | given
        with pytest.raises(AuxiliaError, match=said):
            waves.build(ledger, waves.Plan(**plan))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"years": (2003, 2001)}, "no waves"),
        ({"networks": ()}, "no network"),
        ({"behaviors": (waves.Value("x", "a:b"),)}, "ordered classes"),
        ({"covariates": (waves.Value("equip", "a:b"),)}, "named twice"),
        ({"others": (waves.Others("x", "arms", "foe"),)}, "arms"),
        ({"others": (waves.Others("x", "equip", "foe"),)}, "foe"),
    ],
)
def test_plans_that_do_not_hang_together_are_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        waves.Plan(**({"years": (2001, 2003), "networks": (waves.Ties("equip"),)} | given))
