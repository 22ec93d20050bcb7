"""The compiled simulator against RSiena's simulations and its plain twin."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from saom_observed import prepared

from auxilia.saom import Settings, effect, estimate, interaction, plain_simulation, rate
from auxilia.saom.chains import stream
from auxilia.saom.data import Behavior, Covariate, Data, Dyadic, Network, TwoMode
from auxilia.saom.engine import Engine
from auxilia.saom.layout import Layout, lay_out
from auxilia.saom.plain_engine import PlainEngine
from auxilia.saom.prepared import Prepared, prepare
from auxilia.saom.specification import Rate, Term

DRAWS = 1200


def fixture(answers: Path, name: str) -> list[dict[str, str]]:
    path = answers / "rsiena_s50_A_simfixture.csv" if name == "s50" else answers / name / "simfixture.csv"
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def model(rows: list[dict[str, str]], data: Prepared) -> tuple[Layout, np.ndarray, list[int]]:
    """The layout, the parameters, and the place of each row's parameter."""
    first = [row for row in rows if row["period"] == "1"]
    others = {"avAlt": ("friendship",)} if "inter1" not in first[0] else {}
    terms = [
        effect(
            row["name"], row["short"], *others.get(row["short"], tuple(filter(None, [row.get("inter1", "")])))
        )
        for row in first
        if row["type"] != "rate"
    ]
    layout = lay_out([data], terms, [])
    waiting = {name: [place for _, place in placed] for name, placed in layout.terms.items()}
    where: dict[tuple[str, str], int] = {}
    theta = np.zeros(len(layout))
    for row in first:
        if row["type"] == "rate":
            period = int(row["effect"].split("period ")[1].rstrip(")")) - 1
            place = layout.basic[row["name"], 0, period]
        else:
            place = waiting[row["name"]].pop(0)
        where[row["name"], row["effect"]] = place
        theta[place] = float(row["theta"])
    return layout, theta, [where[row["name"], row["effect"]] for row in rows]


@pytest.mark.reference
@pytest.mark.parametrize("name", ["s50", "multiplex", "twomode", "composition", "missing"])
def test_simulations_are_those_of_rsiena(name: str, answers: Path) -> None:
    """Means within four Monte Carlo standard errors of both, standard deviations within a fifth."""
    data, rows = prepared(answers, name), fixture(answers, name)
    layout, theta, places = model(rows, data)
    engine = Engine([data], layout)
    drawn = np.array([engine.simulate(theta, stream(11, 1, k), scored=False)[0] for k in range(DRAWS)])
    wrong = []
    for row, place in zip(rows, places, strict=True):
        period = int(row["period"]) - 1
        assert engine.observed[period, place] == pytest.approx(float(row["target"]), abs=1e-6), row
        ours, spread = drawn[:, period, place], float(row["sd"])
        error = np.hypot(float(row["mcse"]), ours.std() / DRAWS**0.5)
        if spread and not abs(ours.mean() - float(row["mean"])) < 4 * error:
            wrong.append(
                f"{row['name']} {row['effect']} period {period + 1}: {ours.mean():.3f}, not {row['mean']}"
            )
        if spread and not 0.8 < ours.std() / spread < 1.25:
            wrong.append(f"{row['name']} {row['effect']}: spread {ours.std():.3f}, not {row['sd']}")
    assert not wrong, "\n".join(wrong)


def world(seed: int = 7) -> Data:
    """Ten actors with two networks, a two-mode network and a behaviour; some missing, fixed, absent."""
    rng = np.random.default_rng(seed)
    ties = (rng.random((3, 10, 10)) < 0.25).astype(float)
    other = (rng.random((3, 10, 10)) < 0.2).astype(float)
    ties[1, 2, 5], ties[2, 7, 1] = np.nan, np.nan
    ties[:, 4, 6], ties[:2, 8, 3] = 10, 11
    level = rng.integers(1, 5, (10, 3)).astype(float)
    level[3, 1] = np.nan
    return Data(
        {
            "ties": Network(ties),
            "other": Network(other),
            "places": TwoMode((rng.random((3, 10, 4)) < 0.4).astype(float)),
            "level": Behavior(level),
        },
        {
            "age": Covariate(rng.normal(size=10)),
            "mood": Covariate(rng.normal(size=(10, 2))),
            "near": Dyadic(rng.random((10, 10))),
        },
        [(1, 3)] * 7 + [(1.4, 3), (1, 2.6), (1, 1.5, 2.2, 3)],
    )


def everything() -> tuple[list[Term], list[Rate]]:
    ego = effect("ties", "egoX", "age")
    terms = [
        effect("ties", "density"),
        effect("ties", "recip"),
        effect("ties", "recip", function="maintenance"),
        effect("ties", "transTrip", function="creation"),
        effect("ties", "outAct", function="maintenance"),
        effect("ties", "gwespFF"),
        effect("ties", "simX", "level"),
        effect("ties", "X", "near"),
        effect("ties", "crprod", "other"),
        effect("ties", "outTrunc", parameter=2),
        interaction(ego, effect("ties", "recip")),
        effect("other", "density"),
        effect("other", "closure", "ties"),
        effect("places", "density"),
        effect("places", "cycle4"),
        effect("places", "to", "ties"),
        effect("level", "linear"),
        effect("level", "quad"),
        effect("level", "avAlt", "ties"),
        effect("level", "avAlt", "other", function="creation"),
        effect("level", "effFrom", "mood", function="maintenance"),
        interaction(effect("level", "outdeg", "ties"), effect("level", "effFrom", "age")),
    ]
    rates = [
        rate("ties", "outRate"),
        rate("ties", "RateX", "age"),
        rate("places", "RateX", "level"),
        rate("level", "inRateLog", "other"),
    ]
    return terms, rates


def parameters(layout: Layout, rng: np.random.Generator) -> np.ndarray:
    basic = np.array([one.basic for one in layout.parameters])
    return np.where(basic, rng.uniform(1.5, 4.0, basic.size), rng.uniform(-0.3, 0.3, basic.size))


def test_the_plain_twin_walks_the_same_chain() -> None:
    """Every kind of variable, effect, function and rate; missing, fixed, absent: states and scores agree."""
    data = prepare(world())
    layout = lay_out([data], *everything())
    engine, theta = Engine([data], layout), parameters(layout, np.random.default_rng(3))
    for number in range(3):
        for period in range(2):
            scores = np.zeros(len(layout))
            engine.period(period, theta, stream(5, period, number), scores, scored=True, turn=0)
            ours = engine.state()
            state, expected, _ = plain_simulation.simulate(
                data, 0, layout, theta, period, stream(5, period, number)
            )
            for name, values in state.items():
                assert (ours[name] == values).all(), (name, period)
            assert scores == pytest.approx(expected, abs=1e-8)


def test_the_plain_twin_measures_the_same() -> None:
    data = prepare(world())
    layout = lay_out([data], *everything())
    engine = Engine([data], layout)
    for period in range(2):
        ends = {k: v.value[period + 1] for k, v in {**data.networks, **data.behaviors}.items()}
        told = plain_simulation.statistics(data, 0, layout, period, ends)
        assert engine.observed[period] == pytest.approx(told, abs=1e-9)


def test_many_simulations_of_groups_are_the_plain_ones() -> None:
    """Some simulations of two groups from one stream: statistics, scores and times agree, one by one."""
    rng = np.random.default_rng(2)
    groups = []
    for n in (6, 8):
        first = rng.random((n, n)) < 0.3
        ties = np.stack([first, first ^ (rng.random((n, n)) < 0.1), first ^ (rng.random((n, n)) < 0.1)])
        level = rng.integers(1, 4, (n, 3)).astype(float)
        groups.append(prepare(Data({"ties": Network(ties.astype(float)), "level": Behavior(level)})))
    terms = [effect("ties", name) for name in ("density", "recip", "transTrip")]
    terms += [effect("level", "linear"), effect("level", "avAlt", "ties")]
    layout = lay_out(groups, terms, [])
    theta = parameters(layout, np.random.default_rng(4))
    for condition in (None, "ties"):
        ours = Engine(groups, layout, condition).simulations(theta, stream(7, 1, 0), 2)
        plain = PlainEngine(groups, layout, condition).simulations(theta, stream(7, 1, 0), 2)
        for one, told in zip(ours, plain, strict=True):
            assert one == pytest.approx(told, abs=1e-8)
        assert (ours[0][0] != ours[0][1]).any()


def test_a_tie_of_a_lone_network_may_go_missing() -> None:
    """Statistics then see the start of the period in three ways, of which no other variable reads any."""
    ties = (np.random.default_rng(1).random((3, 8, 8)) < 0.4).astype(float)
    ties[0, 1, 2], ties[1, 1, 2] = 1, np.nan
    data = prepare(Data({"ties": Network(ties)}))
    layout = lay_out([data], [effect("ties", "density"), effect("ties", "recip", function="maintenance")], [])
    for period, observed in enumerate(Engine([data], layout).observed):
        state = {"ties": data.networks["ties"].value[period + 1]}
        assert observed == pytest.approx(
            plain_simulation.statistics(data, 0, layout, period, state), abs=1e-9
        )


def test_without_numba_the_plain_twin_runs() -> None:
    """In a process with the JIT off, estimation goes through the twin and gives what it must."""
    script = (
        "import numpy as np\n"
        "from auxilia import saom\n"
        "from auxilia.saom.estimation import estimate\n"
        "rng = np.random.default_rng(1)\n"
        "w = (rng.random((2, 6, 6)) < 0.4).astype(float)\n"
        "fit = estimate(saom.Data({'t': saom.Network(w, allow_only=False)}), [saom.effect('t', 'density')],\n"
        "    rng=1, settings=saom.Settings(phase3=50, subphases=1, rounds=1))\n"
        "print(repr(fit.theta.tolist()), 'numba' in __import__('sys').modules)\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
    ).stdout
    theta, loaded = shown.rsplit(" ", 1)
    assert loaded.strip() == "False"
    rng = np.random.default_rng(1)
    waves = (rng.random((2, 6, 6)) < 0.4).astype(float)
    compiled = estimate(
        Data({"t": Network(waves, allow_only=False)}),
        [effect("t", "density")],
        rng=1,
        settings=Settings(phase3=50, subphases=1, rounds=1),
    )
    assert json.loads(theta) == pytest.approx(compiled.theta.tolist(), rel=1e-6)
