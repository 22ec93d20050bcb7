"""The contract of effects, over the whole catalogue."""

import inspect
import re
from pathlib import Path

import numpy as np
import pytest
from event_samples import ACTORS, compare, emitted, history, some_term
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia import events as ev
from auxilia.errors import ModelError, UnknownNameError
from auxilia.events.catalogue import Effect, catalogue
from auxilia.events.design import prepare
from auxilia.events.jit import KERNELS, Kernel
from auxilia.events.terms import Part, Term

EFFECTS = sorted(catalogue())
DOCS = Path(__file__).parents[2] / "docs" / "events.md"
PLAIN: dict[str, object] = {}
ASPECTS = [PLAIN, {"weighted": True}, {"window": 4.0}, {"window": 4.0, "weighted": True, "kinds": ("arms",)}]
TRANSFORMS = ("log1p", "sqrt", "square", "positive", "absent", np.cbrt)
DECAYS = [{"half_life": 3.0}, {"half_life": 0.02, "weighted": True}]


def dated(effect: Effect) -> bool:
    return effect.networks > 0 and not any(read.latest for read in effect.reads)


@pytest.mark.parametrize("name", EFFECTS)
def test_updates_equal_the_definition_from_scratch(name: str) -> None:
    effect = catalogue()[name]
    terms = [some_term(name)] if not dated(effect) else [some_term(name, **more) for more in ASPECTS + DECAYS]
    if effect.networks:
        terms += [some_term(name, "visits")]
    if dated(effect):
        terms += [some_term(name, "alliance"), some_term(name, "alliance", weighted=True)]
    if effect.shape == "actor" and effect.side is None:
        terms += [some_term(name, type="ego")]
    compare(ev.rem("orders", *terms), history(3))
    compare(ev.rem("orders", *terms, intercept=True), history(4, events=20))


STREAMS = [name for name in EFFECTS if dated(catalogue()[name])]


@given(
    name=st.sampled_from(STREAMS),
    seed=st.integers(0, 10_000),
    window=st.none() | st.floats(0.01, 30),
    # Shares of amounts below the smallest number are 0 from scratch, and what they were by updates.
    half_life=st.floats(0.1, 30),
    weighted=st.booleans(),
    ties=st.booleans(),
    rule=st.sampled_from(["together", "as_listed"]),
)
@settings(max_examples=40, deadline=None)
def test_whatever_happens_updates_equal_the_definition(
    name: str, seed: int, window: float | None, half_life: float, weighted: bool, ties: bool, rule: str
) -> None:
    terms = [
        some_term(name, **more, weighted=weighted) for more in ({"window": window}, {"half_life": half_life})
    ]
    compare(ev.rem("orders", *terms), history(seed, events=20, ties=ties, simultaneous=rule))


@pytest.mark.parametrize("rule", ["together", "as_listed"])
def test_simultaneous_events_follow_the_rule(rule: str) -> None:
    model = ev.rem("orders", "inertia", "trans", "ps_abba", ev.term("recip", window=3.0), "recency_send")
    made = history(5, ties=True, simultaneous=rule)
    assert len(np.unique(made.stream("orders").time)) < len(made.stream("orders"))
    compare(model, made)


def test_interactions_transforms_and_undirected_streams() -> None:
    orders = history(6).stream("orders")
    agreed = ev.EventStream(orders.time, orders.sender, orders.receiver, orders.weight, directed=False)
    made = history(6, networks={**history(6).networks, "orders": agreed})
    model = ev.rem(
        "orders",
        ev.interaction("inertia", ev.term("ego", "wealth")),
        ev.interaction(ev.term("trans"), ev.term("same", "regime"), "recip"),
        *(ev.term("indeg", weighted=True, transform=name) for name in TRANSFORMS),
        ev.term("inertia", weighted=True, window=5.0),
        "inertia",
    )
    compare(model, made)


@pytest.mark.parametrize("name", EFFECTS)
def test_relabelling_the_actors_changes_nothing(name: str) -> None:
    made, order = history(8), np.random.default_rng(1).permutation(ACTORS)
    model = ev.rem("orders", some_term(name))
    first = {}
    for at, x, time, seen in emitted(model, made):
        first[time, seen] = dict(zip(zip(order[at.row], order[at.col], strict=True), x[0], strict=True))
    for at, x, time, seen in emitted(model, relabelled(made, order)):
        expected = [first[time, seen][pair] for pair in zip(at.row, at.col, strict=True)]
        assert x[0] == pytest.approx(expected, rel=1e-9, abs=1e-9)


def relabelled(made: ev.History, order: np.ndarray) -> ev.History:
    back = np.argsort(order)

    def network(each: ev.EventStream | ev.StateNetwork) -> ev.EventStream | ev.StateNetwork:
        i, j = order[each.sender], order[each.receiver]
        if isinstance(each, ev.EventStream):
            return ev.EventStream(each.time, i, j, each.weight, each.kind)
        return ev.StateNetwork(each.initial[np.ix_(back, back)], each.time, i, j, each.value)

    return ev.History(
        ACTORS,
        {name: network(each) for name, each in made.networks.items()},
        {
            name: ev.Attribute(each.initial[back], each.time, order[each.actor], each.value)
            for name, each in made.attributes.items()
        },
    )


# On 0 -> 1, 0 -> 2, 1 -> 2, 2 -> 3, 2 -> 0 and the attribute 0, 1, 3, 6, at 3 -> 0: i, j, the value.
DRAWN = {
    "tie": (0, 1, 1),
    "inertia": (2, 0, 1),
    "recip": (0, 2, 1),
    "out_share": (2, 3, 0.5),
    "in_share": (1, 2, 0.5),
    "recip_share": (2, 0, 0.5),
    "indeg": (3, 2, 2),
    "outdeg": (3, 0, 2),
    "totaldeg": (3, 2, 4),
    "trans": (0, 2, 1),
    "cycle": (2, 1, 0),
    "common_sender": (0, 3, 1),
    "common_receiver": (0, 1, 1),
    "mixed_trans": (0, 3, 1),
    "mixed_cycle": (1, 2, 1),
    "mixed_common_sender": (1, 2, 1),
    "mixed_common_receiver": (0, 1, 1),
    "mixed_common_sender_both": (0, 3, 2),
    "mixed_common_receiver_both": (0, 1, 2),
    "four": (1, 0, 0),
    "node_trans": (3, 0, 1),
    "tertius": (0, 2, 0.5),
    "tertius_diff": (3, 2, 5.5),
    "ego": (3, 0, 6),
    "alter": (0, 3, 6),
    "same": (0, 1, 0),
    "diff": (1, 3, 5),
    "sim": (1, 3, -5),
    "signed_diff": (1, 3, -5),
    "ego_alter_interaction": (1, 2, 3),
    "higher": (2, 1, 1),
    "average": (2, 3, 4.5),
    "minimum": (2, 3, 3),
    "maximum": (2, 3, 6),
    "rival_presence": (1, 0, 1),
    "rival_share": (1, 0, 1),
    "recency_continue": (0, 1, 1 / 6),
    "recency_send": (3, 1, 1 / 4),
    "recency_receive": (3, 0, 1 / 2),
    "rank_send": (0, 1, 0.5),
    "rank_receive": (2, 0, 0.5),
    "ps_abba": (0, 2, 1),
    "ps_abby": (0, 3, 1),
    "ps_abay": (2, 3, 1),
    "ps_abab": (2, 0, 1),
    "ps_abxa": (1, 2, 1),
    "ps_abxb": (3, 0, 1),
    "ps_abxy": (1, 3, 1),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_the_value_on_a_hand_drawn_graph(name: str) -> None:
    stream = ev.EventStream([0, 1, 2, 3, 4, 5], [0, 0, 1, 2, 2, 3], [1, 2, 2, 3, 0, 0])
    i, j, value = DRAWN[name]
    assert last_values(name, stream)[i, j] == pytest.approx(value)


def test_three_paths_are_of_three_ties() -> None:
    stream = ev.EventStream([0, 1, 2, 3], [0, 0, 1, 3], [2, 3, 2, 0])
    values = last_values("four", stream)
    assert {pair for pair, value in values.items() if value} == {(1, 3)}
    assert values[1, 3] == 1


def last_values(name: str, stream: ev.EventStream) -> dict[tuple[int, int], float]:
    """The statistic of each pair at the last event of a stream among four actors."""
    made = ev.History(4, {"drawn": stream}, {"z": ev.Attribute([0.0, 1.0, 3.0, 6.0])})
    effect = catalogue()[name]
    term = ev.term(name, *["drawn"] * effect.networks, *["z"] * effect.attributes)
    *_, (at, x, _, _) = emitted(ev.rem("drawn", term), made)
    return dict(zip(zip(at.row.tolist(), at.col.tolist(), strict=True), x[0].tolist(), strict=True))


@pytest.mark.parametrize("name", EFFECTS)
def test_an_effect_says_what_it_is(name: str) -> None:
    effect = catalogue()[name]
    assert effect.meaning.endswith(".")
    assert effect.formula
    assert len(inspect.signature(effect.define).parameters) in (1, 2, 4)
    formula = effect.formula.replace("|", "\\|")
    assert f"| `{name}` | {formula} | {effect.meaning} | {effect.reference} |" in DOCS.read_text("utf-8")


def test_the_example_of_the_documentation_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    exec(compile(example, str(DOCS), "exec"), {})
    assert "tie(alliance)" in capsys.readouterr().out


def test_there_are_thirty_five_effects_or_more() -> None:
    assert len(EFFECTS) >= 35
    assert set(DRAWN) == set(EFFECTS)


def test_a_kernel_calls_no_other_kernel() -> None:
    assert len(KERNELS) >= 12
    for kernel in KERNELS.values():
        names = kernel.text.__code__.co_names
        assert not [name for name in names if isinstance(kernel.text.__globals__.get(name), Kernel)]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: ev.term("commonSender"), "common_sender"),
        (lambda: ev.term("inertia", transform="log"), "log1p"),
        (lambda: ev.term("same"), "attributes"),
        (lambda: ev.term("inertia", type="ego"), "takes no type"),
        (lambda: ev.term("inertia", window=-1), "must be positive"),
        (lambda: ev.term("inertia", window=1, half_life=1), "not both"),
        (lambda: ev.term("same", "regime", window=1), "'same' reads no network, and takes no window"),
        (lambda: ev.term("inertia", ev.Layer("orders"), weighted=True), "names its networks as layers"),
        (lambda: ev.term("inertia", unit=2), "counts no time"),
        (lambda: ev.interaction("inertia"), "two or more"),
        (lambda: ev.during("inertia", 3, 3), "must end"),
        (lambda: ev.rate("orders", "inertia"), "rate model knows only who acts"),
        (lambda: ev.rate("orders", ev.term("indeg", type="alter")), "rate model knows only who acts"),
        (lambda: ev.choice("orders", "inertia", "inertia"), "twice"),
        (lambda: ev.choice("orders"), "no terms"),
    ],
)
def test_a_wrong_term_is_refused(wrong: object, says: str) -> None:
    with pytest.raises((ModelError, UnknownNameError), match=says):
        wrong()


@pytest.mark.parametrize(
    ("term", "says"),
    [
        (ev.term("tie", "aliance"), "alliance"),
        (ev.term("same", "welth"), "wealth"),
        (ev.scaled("inertia", "price"), "global covariate"),
        (ev.term("tie", "alliance", window=2.0), "no dated events"),
        (ev.term("rank_send", window=2.0), "Recency takes no"),
        (ev.term("inertia", kinds=("ships",)), "No event"),
    ],
)
def test_a_term_that_the_history_cannot_serve_is_refused(term: Term, says: str) -> None:
    with pytest.raises((ModelError, UnknownNameError), match=says):
        ev.fit(ev.rem("orders", term), history(1))


def test_parts_are_computed_once() -> None:
    model = ev.rem("orders", "inertia", ev.during("inertia", 0, 9), ev.interaction("inertia", "recip"))
    assert {type(part) for each in model.terms for part in each.parts} == {Part}
    assert len(prepare(model, history(1)).columns()) == 2
