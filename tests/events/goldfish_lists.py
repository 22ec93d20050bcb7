"""goldfish's way through its event lists, step by step, after its vignettes: a second opinion on ours.

Lists are walked through in the order of time; at one time the dependent events come first. A window is a copy
of the network whose list has every entry a second time, `window` later, undone. Statistics are sums over
actors, as the vignette of effects writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from auxilia import events as ev


@dataclass(frozen=True)
class Net:
    """A network: its first matrix, and entries (time, sender, receiver, value) that replace or add."""

    initial: np.ndarray
    rows: Sequence[tuple[float, int, int, float]] = ()
    adds: bool = False
    directed: bool = True

    def windowed(self, window: float) -> Net:
        """Every entry undone after the window; nothing to begin with."""
        undone = [(t + window, i, j, -value if self.adds else 0.0) for t, i, j, value in self.rows]
        rows = sorted([*self.rows, *undone], key=lambda row: row[0])
        return Net(np.zeros_like(self.initial), rows, self.adds, self.directed)

    def states(self) -> ev.StateNetwork:
        """Ours: running values."""
        now, rows = self.initial.astype(float).copy(), []
        for t, i, j, value in self.rows:
            now[i, j] = now[i, j] + value if self.adds else value
            if not self.directed:
                now[j, i] = now[i, j]
            rows.append((t, i, j, now[i, j]))
        time, sender, receiver, value = (list(each) for each in zip(*rows, strict=True)) if rows else [()] * 4
        return ev.StateNetwork(self.initial, time, sender, receiver, value, directed=self.directed)


@dataclass(frozen=True)
class Call:
    """An effect in goldfish's notation."""

    effect: str
    of: tuple[str, ...] = ()
    weighted: bool = False
    window: float | None = None
    transformer_fn: Callable | None = None
    type: str | None = None
    ignore_repetitions: bool = False


@dataclass(frozen=True)
class Lists:
    """Dependent events (time, sender, receiver), networks, attributes with entries (time, node, value)."""

    dependent: Sequence[tuple[float, int, int]]
    nets: Mapping[str, Net]
    attributes: Mapping[str, tuple[np.ndarray, Sequence[tuple[float, int, float]]]] = field(
        default_factory=dict
    )
    present: tuple[np.ndarray, Sequence[tuple[float, int, float]]] | None = None
    opportunities_list: Sequence[Sequence[int]] | None = None
    start_time: float | None = None
    end_time: float | None = None

    @property
    def n(self) -> int:
        return len(self.nets["calls"].initial)

    def span(self, calls: Sequence[Call]) -> tuple[float, float]:
        """From the first to the last entry of all lists that effects without a window look at."""
        times = [row[0] for row in self.dependent]
        for call in calls:
            if call.window is None:
                for name in call.of:
                    rows = self.nets[name].rows if name in self.nets else self.attributes[name][1]
                    times += [row[0] for row in rows]
        first, last = min(times), max(times)
        return (
            first if self.start_time is None else self.start_time,
            last if self.end_time is None else self.end_time,
        )


@dataclass(frozen=True)
class Step:
    """An event, or the end of an interval without one (`pair` None): statistics (n, n) by call."""

    time: float
    interval: float
    pair: tuple[int, int] | None
    number: int
    statistics: list[np.ndarray]


def watched(lists: Lists, calls: Sequence[Call]) -> dict[object, Net]:
    """The networks that calls look at, windowed ones for themselves, and that of the calls."""
    nets: dict[object, Net] = {"calls": lists.nets["calls"]}
    for call in calls:
        for name in set(call.of) & set(lists.nets):
            if call.window is None:
                nets[name] = lists.nets[name]
            else:
                nets[name, call.window] = lists.nets[name].windowed(call.window)
    return nets


def entries(
    lists: Lists, calls: Sequence[Call], nets: Mapping[object, Net]
) -> list[tuple[float, int, object, tuple]]:
    """All lists in one: dependent events (0) before networks (1) and attributes (2) of the same time."""
    made: list[tuple[float, int, object, tuple]] = [(row[0], 0, None, row) for row in lists.dependent]
    made += [(row[0], 1, key, row) for key, net in nets.items() for row in net.rows]
    for name in {name for call in calls for name in call.of} & set(lists.attributes):
        made += [(row[0], 2, name, row) for row in lists.attributes[name][1]]
    return sorted(made, key=lambda entry: entry[:2])


def steps(lists: Lists, calls: Sequence[Call]) -> Iterator[Step]:
    """All that a likelihood needs, one by one."""
    nets = watched(lists, calls)
    now = {key: net.initial.astype(float).copy() for key, net in nets.items()}
    attributes = {name: values.astype(float).copy() for name, (values, _) in lists.attributes.items()}
    start, end = lists.span(calls)
    time, number = start, -1
    for t, kind, key, row in entries(lists, calls, nets):
        if t > end:
            break
        number += kind == 0
        if t >= start and (kind == 0 or t > time):
            values = [statistic(call, now, attributes) for call in calls]
            yield Step(t, t - time, row[1:] if kind == 0 else None, number, values)
            time = t
        if kind == 1:
            i, j, value = row[1:]
            now[key][i, j] = now[key][i, j] + value if nets[key].adds else value
            if not nets[key].directed:
                now[key][j, i] = now[key][i, j]
        elif kind == 2:
            attributes[key][row[1]] = row[2]
    if time < end:
        yield Step(end, end - time, None, number, [statistic(call, now, attributes) for call in calls])


def statistic(
    call: Call, now: Mapping[object, np.ndarray], attributes: Mapping[str, np.ndarray]
) -> np.ndarray:
    """The statistic of every pair, by the formula of the vignette."""
    keys = [
        name if call.window is None else (name, call.window) for name in call.of if name in now or call.window
    ]
    x = [now[key] if call.weighted else (now[key] > 0) * 1.0 for key in keys if key in now]
    z = [attributes[name] for name in call.of if name in attributes]
    n = len(next(iter(now.values())))
    sides = {"ego": lambda i, j: i, "alter": lambda i, j: j}
    node = sides[call.type or "alter"]
    every = range(n)
    formula: Callable[[int, int], float] = {
        "tie": lambda i, j: x[0][i, j],
        "inertia": lambda i, j: x[0][i, j],
        "recip": lambda i, j: x[0][j, i],
        "indeg": lambda i, j: sum(x[0][k, node(i, j)] for k in every),
        "outdeg": lambda i, j: sum(x[0][node(i, j), k] for k in every),
        "node_trans": lambda i, j: sum(
            x[0][node(i, j), k] * x[0][k, h] * x[0][node(i, j), h] for k in every for h in every
        ),
        "trans": lambda i, j: sum(x[0][i, k] * x[0][k, j] for k in every),
        "cycle": lambda i, j: sum(x[0][j, k] * x[0][k, i] for k in every),
        "common_sender": lambda i, j: sum(x[0][k, i] * x[0][k, j] for k in every),
        "common_receiver": lambda i, j: sum(x[0][i, k] * x[0][j, k] for k in every),
        "four": lambda i, j: sum(
            x[0][i, k] * x[0][h, k] * x[0][h, j] for k in every for h in every if h != i and k != j
        ),
        "mixed_trans": lambda i, j: sum(x[0][i, k] * x[1][k, j] for k in every),
        "mixed_cycle": lambda i, j: sum(x[0][k, i] * x[1][j, k] for k in every),
        "mixed_common_sender": lambda i, j: sum(
            x[0][k, i] * x[1][k, j] + x[1][k, i] * x[0][k, j] for k in every
        ),
        "mixed_common_receiver": lambda i, j: sum(
            x[0][i, k] * x[1][j, k] + x[1][i, k] * x[0][j, k] for k in every
        ),
        "ego": lambda i, j: z[0][i],
        "alter": lambda i, j: z[0][j],
        "same": lambda i, j: float(z[0][i] == z[0][j]),
        "diff": lambda i, j: z[0][i] - z[0][j],
        "sim": lambda i, j: z[0][i] - z[0][j],
        "ego_alter_interaction": lambda i, j: z[0][i] * z[1][j],
        "tertius": lambda i, j: means(x[0], z[0])[node(i, j)],
    }[call.effect]
    made = np.array([[formula(i, j) for j in every] for i in every], dtype=float)
    apply = call.transformer_fn or (np.abs if call.effect in ("diff", "sim") else np.array)
    made = -apply(made) if call.effect == "sim" else apply(made)
    return np.where(now["calls"] > 0, 0.0, made) if call.ignore_repetitions else made


def means(x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Means over those who have a tie to each, and for those without any the mean of these."""
    own = [z[x[:, j] > 0].mean() if x[:, j].any() else np.nan for j in range(len(z))]
    return np.where(np.isnan(own), np.nanmean(own), own)


def loglik(kind: str, lists: Lists, calls: Sequence[Call], theta: np.ndarray) -> float:
    """The log-likelihood of "choice", "rate", "rem" (order), "rate, timed", "rem, timed", "coordination"."""
    total, n = 0.0, lists.n
    timed = kind.endswith("timed")
    slopes = theta[1:] if timed else theta
    here = np.ones(n, bool) if lists.present is None else lists.present[0].astype(bool).copy()
    seen = -np.inf
    for step in steps(lists, calls):
        if step.pair is None and not timed:
            continue
        if lists.present is not None:  # a change counts at the events of its own time
            for t, node, value in lists.present[1]:
                if seen < t <= step.time:
                    here[node] = value > 0
            seen = step.time
        eta = sum((b * s for b, s in zip(slopes, step.statistics, strict=True)), np.zeros((n, n)))
        open_ = here[:, None] & here[None, :] & ~np.eye(n, dtype=bool)
        if lists.opportunities_list is not None:
            open_ = open_ & np.isin(np.arange(n), lists.opportunities_list[step.number])[None, :]
        total += contribution(kind, eta + (theta[0] if timed else 0.0), open_, step)
    return total


def contribution(kind: str, eta: np.ndarray, open_: np.ndarray, step: Step) -> float:
    """What one step adds."""
    weights = np.where(open_, np.exp(eta), 0.0)
    if kind.startswith("rate"):  # a statistic of ego is the same in its whole row
        weights = np.diag(np.where(open_.any(axis=1), np.exp(np.diag(eta)), 0.0))
    i, j = step.pair or (0, 0)
    own = weights[i, i] if kind.startswith("rate") else weights[i, j]
    if kind.endswith("timed"):
        return (np.log(own) if step.pair else 0.0) - step.interval * weights.sum()
    if kind == "choice":
        return np.log(own / weights[i].sum())
    if kind == "coordination":
        p = weights / weights.sum(axis=1, keepdims=True)
        return np.log((p * p.T)[i, j] / (p * p.T).sum() * 2)
    return np.log(own / weights.sum())
