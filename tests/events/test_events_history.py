"""What a history may be, what it refuses, and who could act when."""

import numpy as np
import pytest
from event_samples import ACTORS, history

from auxilia import events as ev
from auxilia.errors import ModelError, UnknownNameError
from auxilia.events.design import prepare, walk
from auxilia.events.layers import course

NAMES = ("USA", "SUN", "MLI", "IRN")


def stream(**more: object) -> ev.EventStream:
    parts = {"time": [1, 2, 3, 4], "sender": [0, 1, 0, 1], "receiver": [2, 3, 3, 2], **more}
    return ev.EventStream(**parts)


def made(orders: ev.EventStream | None = None, **more: object) -> ev.History:
    return ev.History(NAMES, {"orders": orders or stream(), **more.pop("networks", {})}, **more)


@pytest.mark.parametrize(
    ("orders", "says"),
    [
        ({"time": [1, 3, 2, 4]}, r"out of order: event 2 \(time 2.0\) stands after event 1 .* sort by time"),
        ({"time": [1, np.nan, 3, 4]}, "event 1 has no finite time"),
        ({"receiver": [2, 1, 3, 2]}, r"event 1 \(time 2.0\) goes from actor 1 \(SUN\) to itself"),
        ({"sender": [0, 4, 0, 1]}, r"event 1 names an actor outside 0 .. 3"),
        ({"weight": [1, 0, 1, 1]}, "event 1 has no positive weight"),
        ({"weight": [1, np.inf, 1, 1]}, "event 1 has no positive weight"),
    ],
)
def test_a_stream_that_cannot_be_is_refused(orders: dict, says: str) -> None:
    with pytest.raises(ModelError, match=f"stream 'orders'.*{says}"):
        made(stream(**orders))


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (
            {"networks": {"ally": ev.StateNetwork(np.eye(4))}},
            r"network 'ally': actor 0 \(USA\) has a tie to its",
        ),
        ({"networks": {"ally": ev.StateNetwork(np.zeros((3, 3)))}}, r"is \(3, 3\), and must be \(4, 4\)"),
        ({"networks": {"ally": ev.StateNetwork(np.full((4, 4), np.nan))}}, "missing or infinite at"),
        (
            {"networks": {"ally": ev.StateNetwork(np.triu(np.ones((4, 4)), 1), directed=False)}},
            "not symmetric",
        ),
        (
            {"networks": {"ally": ev.StateNetwork(None, [2], [1], [1], [1])}},
            "goes from actor 1 .SUN. to itself",
        ),
        (
            {"attributes": {"gdp": ev.Attribute([1, 2, np.nan, 3])}},
            r"gdp.*actor 2 \(MLI\) is missing.*fill it",
        ),
        ({"attributes": {"gdp": ev.Attribute([1, 2, 3])}}, r"is \(3,\), and must be \(4,\)"),
        (
            {"attributes": {"gdp": ev.Attribute([1, 2, 3, 4], [5, 2], [0, 1], [1, 1])}},
            "change 1 .* stands after",
        ),
        ({"global_covariates": {"price": ev.Global(np.nan)}}, "global covariate 'price'"),
        ({"present": ev.Attribute([1, 1, 1])}, "presence"),
        ({"start": 5.0, "end": 5.0}, "must start"),
    ],
)
def test_a_history_that_cannot_be_is_refused(parts: dict, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        made(**parts)


def test_names_and_rules_are_checked() -> None:
    with pytest.raises(ModelError, match="same name"):
        ev.History(["A", "A"], {})
    with pytest.raises(ModelError, match="two actors or more"):
        ev.History(1, {})
    with pytest.raises(UnknownNameError, match="as_listed"):
        made(simultaneous="breslow")
    with pytest.raises(ModelError, match=r"time \(4,\), sender \(3,\)"):
        stream(sender=[0, 1, 0])
    with pytest.raises(UnknownNameError, match="orders"):
        made().stream("order")
    with pytest.raises(ModelError, match="state network"):
        made(networks={"ally": ev.StateNetwork()}).stream("ally")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"sender": [0, 1.5, 0, 1]}, "`sender` must be numbers of actors.*not whole"),
        ({"receiver": [2, np.nan, 3, 2]}, "`receiver` must be numbers of actors"),
        ({"sender": ["USA", "SUN", "USA", "SUN"]}, "`sender` must be numbers"),
        ({"time": ["1990-01-01"] * 4}, "`time` must be numbers.*dates"),
    ],
)
def test_what_is_no_number_is_refused(parts: dict, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        stream(**parts)


def test_arrays_are_copied_and_frozen() -> None:
    time = np.array([1.0, 2, 3, 4])
    orders = stream(time=time)
    time[0] = 9
    assert orders.time[0] == 1
    with pytest.raises(ValueError, match="read-only"):
        orders.time[0] = 9


def open_cells(model: ev.Model, data: ev.History) -> list[set[tuple[int, int]]]:
    blocks = list(walk(prepare(model, data), merge=False))
    return [
        set(zip(b.at.row[low:high].tolist(), b.at.col[low:high].tolist(), strict=True))
        for b in blocks
        for low, high in zip(b.at.start[:-1], b.at.start[1:], strict=True)
    ]


def test_presence_and_opportunity_bound_the_alternatives() -> None:
    may = np.ones((4, 4))
    may[0, 1] = 0
    data = made(
        present=ev.Attribute([1, 1, 1, 0], [1.5, 3.0], [3, 2], [1, 0]),
        opportunity=ev.StateNetwork(may, [2.0], [1], [0], [0]),
        orders=stream(sender=[0, 1, 0, 1], receiver=[2, 3, 3, 3]),
    )
    choices = open_cells(ev.choice("orders", "inertia"), data)
    # Actor 3 comes after 1.5, so that it is there at 2; 1 -> 0 is closed after 2; actor 2 leaves after 3.
    assert choices == [{(0, 2)}, {(1, 0), (1, 2), (1, 3)}, {(0, 2), (0, 3)}, {(1, 3)}]
    ties = open_cells(ev.rem("orders", "inertia"), data)
    assert ties[0] == {(0, 2), (1, 0), (1, 2), (2, 0), (2, 1)}
    assert ties[3] == {(0, 3), (1, 3), (3, 0), (3, 1)}
    rates = open_cells(ev.rate("orders", "outdeg"), data)
    assert [len(each) for each in rates] == [3, 4, 4, 3]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (
            {"present": ev.Attribute([1, 1, 1, 0])},
            r"Event 1 .*time 2.0. goes from SUN to IRN, and IRN could not act",
        ),
        ({"present": ev.Attribute([1, 1, 1, 1], [0.5], [0], [0])}, "Event 0 .* USA could not act"),
        (
            {"opportunity": ev.StateNetwork(1 - np.eye(4), [1.0], [0], [3], [0])},
            "Event 2 .* no opportunity then",
        ),
    ],
)
def test_an_event_that_could_not_happen_is_refused(parts: dict, says: str) -> None:
    with pytest.raises(ModelError, match=says):
        ev.fit(ev.rem("orders", "inertia"), made(**parts))


def test_events_can_be_history_only() -> None:
    orders = stream(modelled=[False, True, False, True])
    laid = prepare(ev.choice("orders", "inertia"), made(orders))
    assert laid.clock.event.tolist() == [1, 3]
    late = prepare(ev.choice("orders", "inertia"), made(start=2.5, end=3.5))
    assert late.clock.event.tolist() == [2]
    assert late.clock.seen.tolist() == [2]
    with pytest.raises(ModelError, match="no event to explain"):
        prepare(ev.choice("orders", "inertia"), made(start=8.0, end=9.0))


def test_intervals_are_cut_where_something_changes() -> None:
    data = made(
        networks={"ally": ev.StateNetwork(None, [2.5], [0], [1], [1])},
        attributes={"gdp": ev.Attribute([1, 2, 3, 4], [1.25, 3.0], [0, 0], [2, 1])},
        global_covariates={"price": ev.Global(1.0, [3.75], [2.0])},
        start=0.0,
        end=5.0,
    )
    model = ev.rem("orders", ev.term("tie", "ally"), ev.term("ego", "gdp"), intercept=True)
    clock = prepare(model, data).clock
    assert clock.time.tolist() == [1, 1.25, 2, 2.5, 3, 4, 5]
    assert clock.event.tolist() == [0, -1, 1, -1, 2, 3, -1]
    assert clock.duration.tolist() == [1, 0.25, 0.75, 0.5, 0.5, 1, 1]
    more = ev.rem("orders", ev.scaled("inertia", "price"), ev.term("recip", window=1.5), intercept=True)
    assert prepare(more, data).clock.time.tolist() == [1, 2, 2.5, 3, 3.5, 3.75, 4, 4.5, 5]
    assert prepare(more, data, grid=2.0).clock.time.tolist() == [1, 2, 2.5, 3, 3.5, 3.75, 4, 4.5, 5]
    assert 0.8 in prepare(more, data, grid=0.8).clock.time


def test_simultaneous_events_share_their_interval() -> None:
    clock = prepare(
        ev.rate("orders", "outdeg", intercept=True), made(stream(time=[1, 2, 2, 4]), start=0.0)
    ).clock
    assert clock.duration.tolist() == [1, 1, 0, 2]
    assert clock.seen.tolist() == [0, 1, 1, 3]
    listed = made(stream(time=[1, 2, 2, 4]), start=0.0, simultaneous="as_listed")
    assert prepare(ev.rate("orders", "outdeg", intercept=True), listed).clock.seen.tolist() == [0, 1, 2, 3]


def test_a_window_lets_events_go_after_its_end() -> None:
    orders = stream(time=[1, 2, 3, 4], sender=[0, 0, 0, 0], receiver=[1, 1, 1, 2], weight=[1e9, 0.1, 0.2, 1])
    seen = course(orders, ev.Layer(window=1.0, weighted=True), 4)
    at = {
        time: value
        for time, row, col, value in zip(*seen[1:2], *seen[3:6], strict=True)
        if (row, col) == (0, 1)
    }
    assert at[2.0] == pytest.approx(0.1, rel=1e-5)
    assert at[4.0] == 0.0  # exactly, although 1e9 came and went


def test_periods_and_global_covariates_scale_a_term() -> None:
    data = history(2, global_covariates={"price": ev.Global(1.0, [5.0, 10.0], [2.0, 3.0])})
    one, two = ev.periods("inertia", (8.0,))
    model = ev.rem("orders", one, two, ev.scaled("recip", "price"), "inertia", "recip")
    for block in walk(prepare(model, data), merge=False):
        time = np.repeat(data.stream("orders").time[block.at.first : block.at.last], np.diff(block.at.start))
        assert np.array_equal(block.x[0], block.x[3] * (time <= 8))
        assert np.array_equal(block.x[1], block.x[3] * (time > 8))
        assert np.array_equal(block.x[2], block.x[4] * np.select([time <= 5, time <= 10], [1, 2], 3))
    assert [each.label for each in model.terms][:3] == [
        "inertia in (-inf, 8]",
        "inertia in (8, inf]",
        "recip x price",
    ]


def test_labels_tell_terms_apart() -> None:
    term = ev.term("outdeg", "visits", window=7, weighted=True, type="ego", transform="log1p")
    assert term.label == "outdeg(visits, window=7, weighted, ego, log1p)"
    assert ev.interaction("inertia", ev.term("ego", "wealth")).label == "inertia x ego(wealth)"
    assert ev.rem("orders", "inertia", intercept=True).names == ("intercept", "inertia")
    assert history(1).n == ACTORS
