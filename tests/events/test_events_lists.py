"""goldfish's notation, walked through its lists step by step, and what stands for it here."""

from collections.abc import Callable

import numpy as np
import pytest
from goldfish_lists import Call, Lists, Net, loglik

from auxilia import events as ev
from auxilia.events.survey import totals

N = 6
OURS = {
    "mixed_common_sender": "mixed_common_sender_both",
    "mixed_common_receiver": "mixed_common_receiver_both",
}


def negated(function: Callable) -> Callable:
    return lambda values: -function(values)


def ours(call: Call) -> ev.Term:
    """The term that stands for a call."""
    name, transform = OURS.get(call.effect, call.effect), call.transformer_fn or "identity"
    if call.effect in ("diff", "sim") and call.transformer_fn is not None:
        name = "signed_diff"
        transform = call.transformer_fn if call.effect == "diff" else negated(call.transformer_fn)
    made = ev.term(
        name, *call.of, window=call.window, weighted=call.weighted, type=call.type, transform=transform
    )
    return ev.interaction(made, ev.term("inertia", transform="absent")) if call.ignore_repetitions else made


def sample(seed: int, **more: object) -> Lists:
    """Whole days, so that lists meet; calls of some minutes; ties taken back; treaties both ways."""
    rng = np.random.default_rng(seed)

    def rows(count: int, values: list[float]) -> list[tuple[float, int, int, float]]:
        i = rng.integers(0, N, count)
        j = (i + rng.integers(1, N, count)) % N
        days = np.sort(rng.integers(1, 30, count)).astype(float)
        return list(
            zip(days.tolist(), i.tolist(), j.tolist(), rng.choice(values, count).tolist(), strict=True)
        )

    def changes(count: int) -> list[tuple[float, int, float]]:
        return [(t, i, value) for t, i, _, value in rows(count, [0.0, 1.0, 2.0, 5.0])]

    calls = rows(30, [1.0, 2.0, 0.5])
    ties = (rng.random((N, N)) < 0.4) * ~np.eye(N, dtype=bool) * 1.0
    both = np.triu(ties, 1)
    nets = {
        "calls": Net(np.zeros((N, N)), calls, adds=True),
        "friends": Net(np.zeros((N, N)), rows(30, [0.0, 1.0, 3.0])),
        "trade": Net(ties, rows(20, [0.0, 1.0, 2.0])),
        "treaties": Net(both + both.T, rows(12, [1.0, 2.0]), adds=True, directed=False),
    }
    levels = np.arange(4.0)
    attributes = {name: (rng.choice(levels, N), changes(10)) for name in ("grade", "floor")}
    return Lists([row[:3] for row in calls], nets, attributes, **more)


def history(lists: Lists, span: tuple[float, float] | None = None, **more: object) -> ev.History:
    """The same in our terms: a stream, states, attributes."""
    t, i, j, minutes = zip(*lists.nets["calls"].rows, strict=True)
    nets = {name: net.states() for name, net in lists.nets.items() if name != "calls"}
    attributes = {
        name: ev.Attribute(values, *zip(*rows, strict=True))
        for name, (values, rows) in lists.attributes.items()
    }
    start, end = span or (None, None)
    parts = {"calls": ev.EventStream(t, i, j, minutes, directed=lists.nets["calls"].directed), **nets}
    return ev.History(N, parts, attributes, start=start, end=end, **more)


def agree(kind: str, calls: list[Call], lists: Lists, **more: object) -> None:
    timed = kind.endswith("timed")
    theta = np.array([-3.0, 0.4, -0.3, 0.2, 0.5][1 - timed : 1 + len(calls)])
    make = getattr(ev, kind.removesuffix(", timed"))
    model = make("calls", *map(ours, calls), **({"intercept": True} if timed else {}))
    made = history(lists, lists.span(calls) if timed or lists.start_time else None, **more)
    there = totals(ev.prepare(model, made), theta).loglik
    assert there == pytest.approx(loglik(kind, lists, calls, theta), rel=1e-9)


PLAIN = [
    "tie",
    "recip",
    "indeg",
    "outdeg",
    "node_trans",
    "trans",
    "cycle",
    "common_sender",
    "common_receiver",
]
CALLS = [
    *(Call(effect, ("trade",)) for effect in [*PLAIN, "four"]),
    *(Call(effect, ("calls",), window=7.0) for effect in ["inertia", "four", *PLAIN[1:]]),
    *(Call(effect, ("calls",), weighted=True) for effect in ("inertia", "recip", "indeg", "outdeg")),
    *(Call(effect, ("trade",), weighted=True) for effect in ("tie", "recip", "indeg", "outdeg")),
    Call("inertia", ("calls",), weighted=True, window=7.0, transformer_fn=np.log1p),
    Call("indeg", ("calls",), weighted=True, window=3.0, transformer_fn=np.sqrt),
    Call("outdeg", ("treaties",), weighted=True, transformer_fn=np.square),
    Call("trans", ("friends",), transformer_fn=np.cbrt),
    *(Call(f"mixed_{effect}", ("calls", "trade")) for effect in ("trans", "cycle")),
    *(Call(f"mixed_common_{end}", ("calls", "trade")) for end in ("sender", "receiver")),
    Call("mixed_common_sender", ("calls", "trade"), transformer_fn=np.sqrt),
    *(Call(effect, ("grade",)) for effect in ("alter", "same", "diff", "sim")),
    Call("ego_alter_interaction", ("grade", "floor")),
    Call("diff", ("grade",), transformer_fn=np.square),
    Call("sim", ("grade",), transformer_fn=np.square),
    Call("tertius", ("trade", "grade")),
    *(Call(effect, ("trade",), ignore_repetitions=True) for effect in ("tie", "trans", "indeg")),
    Call("recip", ("calls",), weighted=True, window=9.0, ignore_repetitions=True),
]
EGO = [
    *(Call(effect, ("calls",), type="ego") for effect in ("indeg", "outdeg", "node_trans")),
    Call("outdeg", ("calls",), type="ego", weighted=True, window=5.0, transformer_fn=np.log1p),
    Call("indeg", ("trade",), type="ego", weighted=True),
    Call("ego", ("grade",)),
    Call("tertius", ("trade", "grade"), type="ego"),
]


def name(call: Call) -> str:
    return ours(call).label


@pytest.mark.parametrize("call", CALLS, ids=name)
@pytest.mark.parametrize("kind", ["choice", "rem, timed"])
def test_an_effect_of_dyads_or_alter(kind: str, call: Call) -> None:
    agree(kind, [Call("tie", ("friends",)), call], sample(1))


@pytest.mark.parametrize("call", EGO, ids=name)
@pytest.mark.parametrize("kind", ["rate", "rate, timed", "rem", "rem, timed"])
def test_an_effect_of_ego(kind: str, call: Call) -> None:
    agree(kind, [call], sample(2))


COORDINATED = [
    Call("inertia", ("calls",), weighted=True, transformer_fn=np.log1p),
    Call("indeg", ("calls",), window=8.0),
    Call("trans", ("treaties",)),
    Call("mixed_trans", ("calls", "treaties")),
    Call("four", ("calls",)),
    Call("node_trans", ("calls",)),
    Call("alter", ("grade",)),
]


@pytest.mark.parametrize("call", COORDINATED, ids=name)
def test_an_effect_on_agreements(call: Call) -> None:
    lists = sample(3)
    calls = Net(lists.nets["calls"].initial, lists.nets["calls"].rows, adds=True, directed=False)
    nets = {**lists.nets, "calls": calls}
    lists = Lists(lists.dependent, nets, lists.attributes)
    agree("coordination", [Call("tie", ("treaties",)), call], lists)


@pytest.mark.parametrize("kind", ["choice", "rate, timed", "rem, timed"])
def test_start_time_and_end_time(kind: str) -> None:
    """Both are within the observed time: what happens at them is explained."""
    lists = sample(4, start_time=8.0, end_time=21.0)
    call = Call("outdeg", ("calls",), type="ego", window=6.0)
    agree(kind, [call if kind.startswith("rate") else Call("inertia", ("calls",), window=6.0)], lists)


def test_what_is_watched_goes_from_the_first_to_the_last_entry_of_all_lists() -> None:
    """A covariate whose list goes on after the last call lengthens goldfish's time; here `end` says so."""
    lists = sample(5)
    late = Net(lists.nets["trade"].initial, [*lists.nets["trade"].rows, (44.0, 0, 1, 2.0)])
    lists = Lists(lists.dependent, {**lists.nets, "trade": late}, lists.attributes)
    calls = [Call("indeg", ("trade",), type="ego")]
    assert lists.span(calls)[1] == 44
    agree("rate, timed", calls, lists)


@pytest.mark.parametrize("kind", ["choice", "rem"])
def test_presence_counts_at_its_own_time_and_ours_a_moment_later(kind: str) -> None:
    lists = sample(6)
    gone = [(12.0, 5, 0.0), (22.0, 5, 1.0)]
    kept = [row for row in lists.nets["calls"].rows if not (5 in row[1:3] and 12 <= row[0] < 22)]
    assert any(row[0] == 12 for row in kept)
    calls = Net(lists.nets["calls"].initial, kept, adds=True)
    present = (np.ones(N), gone)
    lists = Lists([row[:3] for row in kept], {**lists.nets, "calls": calls}, lists.attributes, present)
    earlier = ev.Attribute(np.ones(N), np.nextafter([12.0, 22.0], -np.inf), [5, 5], [0.0, 1.0])
    agree(kind, [Call("inertia", ("calls",)), Call("tie", ("trade",))], lists, present=earlier)


def test_a_list_of_opportunities_is_a_network_that_changes_before_each_event() -> None:
    rng, lists = np.random.default_rng(7), sample(7)
    times = np.arange(1.0, len(lists.dependent) + 1)  # no two at one time: each has a set of its own
    rows = [(t, *row[1:]) for t, row in zip(times, lists.nets["calls"].rows, strict=True)]
    sets = [sorted({row[2], *rng.choice(N, 3, replace=False).tolist()}) for row in rows]
    calls = Net(lists.nets["calls"].initial, rows, adds=True)
    lists = Lists(
        [row[:3] for row in rows], {**lists.nets, "calls": calls}, lists.attributes, opportunities_list=sets
    )
    changes = [(t - 0.5, row[1], j, j in open_) for t, row, open_ in zip(times, rows, sets, strict=True)
               for j in range(N)]  # fmt: skip
    opportunity = ev.StateNetwork(np.zeros((N, N)), *zip(*changes, strict=True))
    agree("choice", [Call("inertia", ("calls",)), Call("recip", ("trade",))], lists, opportunity=opportunity)


@pytest.mark.parametrize("kind", ["choice", "rem, timed"])
def test_dependent_events_may_be_a_part_of_the_list(kind: str) -> None:
    lists = sample(10)
    t, i, j, minutes = (np.array(each) for each in zip(*lists.nets["calls"].rows, strict=True))
    some = np.arange(len(t)) % 3 > 0
    part = Lists(list(zip(t[some], i[some], j[some], strict=True)), lists.nets, lists.attributes)
    calls, theta = [Call("inertia", ("calls",)), Call("tie", ("trade",))], np.array([-3.0, 0.6, -0.2])
    theta = theta if kind.endswith("timed") else theta[1:]
    terms, whole = map(ours, calls), history(lists, part.span(calls))
    stream = ev.EventStream(t, i, j, minutes, modelled=some)
    made = ev.History(N, {**whole.networks, "calls": stream}, start=whole.start, end=whole.end)
    model = ev.rem("calls", *terms, intercept=True) if len(theta) > 2 else ev.choice("calls", *terms)
    there = totals(ev.prepare(model, made), theta).loglik
    assert there == pytest.approx(loglik(kind, part, calls, theta), rel=1e-9)


def test_a_window_on_a_list_that_replaces_takes_every_tie_back() -> None:
    """Not a window here but states: each entry once more with value 0, `window` later."""
    lists = sample(8)
    window = 6.0
    taken = Lists(lists.dependent, {**lists.nets, "brief": lists.nets["friends"].windowed(window)})
    windowed, states = Call("tie", ("friends",), window=window), Call("tie", ("brief",))
    theta = np.array([0.7])
    there = totals(ev.prepare(ev.choice("calls", ours(states)), history(taken)), theta).loglik
    assert there == pytest.approx(loglik("choice", lists, [windowed], theta), rel=1e-9)


def test_a_second_mode_is_actors_who_only_receive() -> None:
    """Two modes are one set of actors in which the first may turn to the second alone."""
    lists = sample(9)
    first = 3
    rows = [(t, i % first, first + j % first, value) for t, i, j, value in lists.nets["calls"].rows]
    calls = Net(np.zeros((N, N)), rows, adds=True)
    sets = [list(range(first, N))] * len(rows)
    lists = Lists([row[:3] for row in rows], {"calls": calls}, opportunities_list=sets)
    open_ = np.zeros((N, N))
    open_[:first, first:] = 1
    agree(
        "choice",
        [Call("inertia", ("calls",)), Call("indeg", ("calls",)), Call("four", ("calls",))],
        lists,
        opportunity=ev.StateNetwork(open_),
    )
