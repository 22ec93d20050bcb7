"""Every answer of goldfish 1.7.0 on its Social Evolution data: four models, and 34 more."""

import re
from pathlib import Path

import numpy as np
import pytest
from event_samples import table

from auxilia import events as ev
from auxilia.events.jit import KERNELS
from auxilia.events.survey import totals

pytestmark = pytest.mark.reference

FIRST = {
    "choice_inertia_recip_trans": ev.choice("calls", "inertia", "recip", "trans"),
    "rate_indeg_outdeg": ev.rate("calls", "indeg", "outdeg"),
    "choice_tie_friend": ev.choice("calls", ev.term("tie", "friendship")),
    "choice_full": ev.choice(
        "calls",
        "inertia",
        "recip",
        ev.term("tie", "friendship"),
        ev.term("recip", "friendship"),
        ev.term("same", "gradeType"),
        ev.term("same", "floor"),
    ),
}
# goldfish stops when no score is above 0.001; here that leaves 1.4e-5 of an estimate with an error of 0.18.
EARLY = {("choice", "inertia + recip(friendshipNetwork)"): 2e-5}
# goldfish's `tertius` holds 0, not the mean of the others, for those whom nobody has turned to yet, where the
# network is empty at first: see test_goldfish_takes_an_empty_network_for_means_of_zero.
OTHER = "tertius(friendshipNetwork, actors$gradeType)"
EFFECTS = [
    *[("choice", f"inertia + {effect}") for effect in ("recip", "trans", "cycle", "common_sender")],
    *[("choice", f"inertia + {effect}") for effect in ("common_receiver", "four", "indeg", "outdeg")],
    *[("choice", f"inertia + {effect}(friendshipNetwork)") for effect in ("tie", "recip", "trans")],
    *[("choice", f"inertia + {effect}(friendshipNetwork)") for effect in ("indeg", "outdeg")],
    *[("choice", f"inertia + {effect}(actors$floor)") for effect in ("same", "diff", "sim")],
    ("choice", "inertia"),
    ("choice", "inertia + node_trans"),
    ("choice", "inertia + mixed_trans(list(callNetwork, friendshipNetwork))"),
    ("choice", "inertia + alter(actors$gradeType)"),
    ("choice", "inertia + ego_alter_interaction(list(actors$gradeType, actors$floor))"),
    *[("rate", effect) for effect in ("indeg", "outdeg", "node_trans", "ego(actors$gradeType)")],
    *[("rate", f"{effect}(friendshipNetwork)") for effect in ("indeg", "outdeg")],
    ("rate", "outdeg + ego(actors$floor)"),
    ("rate", "outdeg(callNetwork, window = 604800)"),
    ("rate", "1 + outdeg"),
    ("rem", "inertia + recip"),
    ("rem", "inertia + tie(friendshipNetwork)"),
]


def rows_of(path: Path, model: str, formula: str | None = None) -> list[dict[str, str]]:
    rows = [row for row in table(path) if row["model"] == model]
    rows = [row for row in rows if formula is None or row["formula"] == formula]
    assert rows
    return rows


def column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in rows])


def as_terms(formula: str) -> list[ev.Term]:
    """Terms from goldfish's notation."""
    terms = []
    for text in re.split(r"\s\+\s", formula.removeprefix("1 + ")):
        effect, arguments = re.fullmatch(r"(\w+)(?:\((.*)\))?", text).groups()
        words = (
            re.sub(r"list\(|\)|actors\$|Network", "", arguments or "").replace("call", "calls").split(", ")
        )
        plain = [word for word in words if word and "=" not in word]
        window = next((float(word.split("=")[1]) for word in words if "window" in word), None)
        terms.append(ev.term(effect, *plain, window=window))
    return terms


def agrees(fit: ev.Fit, rows: list[dict[str, str]], within: float = 1e-5) -> None:
    assert fit.converged
    assert fit.loglik == pytest.approx(float(rows[0]["loglik"]), abs=1e-5)
    assert fit.theta == pytest.approx(column(rows, "est"), abs=within)
    assert fit.se == pytest.approx(column(rows, "se"), abs=1e-5)


@pytest.mark.parametrize("name", FIRST)
def test_the_four_models(name: str, social: ev.History, dynam: Path) -> None:
    agrees(ev.fit(FIRST[name], social), rows_of(dynam / "goldfish_social_evolution.csv", name))


@pytest.mark.parametrize("name", ["choice_inertia_recip_trans", "rate_indeg_outdeg"])
def test_the_twins_find_the_same_without_the_jit(
    name: str, social: ev.History, dynam: Path, without_jit: None
) -> None:
    agrees(ev.fit(FIRST[name], social), rows_of(dynam / "goldfish_social_evolution.csv", name))
    assert all(kernel._run in (None, kernel.twin) for kernel in KERNELS.values())


@pytest.mark.parametrize(("kind", "formula"), EFFECTS)
def test_single_effects(kind: str, formula: str, social: ev.History, dynam: Path) -> None:
    make = {"choice": ev.choice, "rate": ev.rate, "rem": ev.rem}[kind]
    more = {"intercept": True} if formula.startswith("1 +") else {}
    fit = ev.fit(make("calls", *as_terms(formula), **more), social)
    agrees(fit, rows_of(dynam / "goldfish_effects.csv", kind, formula), EARLY.get((kind, formula), 1e-5))


def test_where_goldfish_stopped_early_its_own_point_has_its_own_likelihood(
    social: ev.History, dynam: Path
) -> None:
    (kind, formula), _ = next(iter(EARLY.items()))
    rows = rows_of(dynam / "goldfish_effects.csv", kind, formula)
    there = totals(ev.prepare(ev.choice("calls", *as_terms(formula)), social), column(rows, "est"))
    assert there.loglik == pytest.approx(float(rows[0]["loglik"]), abs=1e-9)
    assert np.sqrt(np.diag(np.linalg.inv(there.information))) == pytest.approx(column(rows, "se"), abs=1e-9)
    assert 1e-4 < np.abs(there.score).max() <= 1e-3


def test_every_answer_is_held_against_ours(dynam: Path) -> None:
    given = {(row["model"], row["formula"]) for row in table(dynam / "goldfish_effects.csv")}
    assert given == {*EFFECTS, ("choice", f"inertia + {OTHER}"), ("rate", OTHER)}
    assert len(given) == 34
    assert {row["model"] for row in table(dynam / "goldfish_social_evolution.csv")} == set(FIRST)


def test_goldfish_takes_an_empty_network_for_means_of_zero(social: ev.History, dynam: Path) -> None:
    """Its `tertius` as a changing attribute gives its numbers; ours is what its documentation says."""
    means = ev.Attribute(
        *goldfish_tertius(social.network("friendship"), social.attribute("gradeType").initial)
    )
    history = ev.History(social.names, social.networks, {"means": means})
    path = dynam / "goldfish_effects.csv"
    agrees(ev.fit(ev.rate("calls", ev.term("ego", "means")), history), rows_of(path, "rate", OTHER))
    model = ev.choice("calls", "inertia", ev.term("alter", "means"))
    agrees(ev.fit(model, history), rows_of(path, "choice", f"inertia + {OTHER}"))


def goldfish_tertius(net: ev.StateNetwork, z: np.ndarray) -> tuple[np.ndarray, list, list, list]:
    """The statistic as goldfish 1.7.0 keeps it: zero before the first tie, and filled in at updates only."""
    n = len(z)
    ties, kept, shown = np.zeros((n, n)), np.zeros(n), np.zeros(n)
    time, actor, value = [], [], []
    for when, i, j, tie in zip(net.time, net.sender, net.receiver, net.value, strict=True):
        if (ties[i, j] > 0) == (tie > 0):
            continue
        before, some = shown.copy(), np.isnan(kept).any()
        ties[i, j] = tie
        kept[j] = z[ties[:, j] > 0].mean() if ties[:, j].any() else np.nan
        shown[j] = shown[j] if np.isnan(kept[j]) else kept[j]
        if some or np.isnan(kept[j]):
            shown[np.isnan(kept)] = np.nanmean(kept)
        for k in np.flatnonzero(shown != before):
            time.append(when), actor.append(k), value.append(shown[k])
    return np.zeros(n), time, actor, value
