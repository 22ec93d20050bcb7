"""Small invented histories, and statistics recomputed from scratch."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from auxilia import events as ev
from auxilia.events.catalogue import Read, find
from auxilia.events.design import prepare, walk
from auxilia.events.opportunities import Alternatives
from auxilia.events.terms import Part, Term

ACTORS = 7


def history(seed: int, *, events: int = 40, ties: bool = False, **more: object) -> ev.History:
    """Seven actors, a stream with kinds and weights, another stream, two state networks, two attributes.

    With `ties`, times are whole numbers and repeat.
    """
    rng = np.random.default_rng(seed)

    def times(count: int) -> np.ndarray:
        drawn = np.sort(rng.uniform(0, 20, count))
        return np.floor(drawn) if ties else drawn

    def pairs(count: int) -> tuple[np.ndarray, np.ndarray]:
        i = rng.integers(0, ACTORS, count)
        return i, (i + rng.integers(1, ACTORS, count)) % ACTORS

    def states(density: float) -> ev.StateNetwork:
        net = rng.choice([0.0, 1.0, 2.5], (ACTORS, ACTORS), p=[1 - density, density / 2, density / 2])
        np.fill_diagonal(net, 0)
        return ev.StateNetwork(net, times(15), *pairs(15), rng.choice([0.0, 1.0, 3.0], 15))

    def attribute() -> ev.Attribute:
        levels = np.arange(4.0)
        return ev.Attribute(
            rng.choice(levels, ACTORS), times(9), rng.integers(0, ACTORS, 9), rng.choice(levels, 9)
        )

    streams = {
        name: ev.EventStream(
            times(count), *pairs(count), rng.gamma(2.0, 1.0, count), rng.choice(["arms", "course"], count)
        )
        for name, count in (("orders", events), ("visits", 25))
    }
    parts = {
        "networks": {**streams, "alliance": states(0.4), "rivalry": states(0.3)},
        "attributes": {"wealth": attribute(), "regime": attribute()},
    }
    return ev.History(ACTORS, **{**parts, **more})


class Scratch:
    """A history seen just before a moment: `time`, and how many events of "orders" came before."""

    def __init__(self, made: ev.History, time: float, seen: int) -> None:
        self.history, self.time, self.seen = made, time, seen

    def layer(self, layer: ev.Layer, *, latest: bool = False) -> np.ndarray:
        """The matrix that an effect sees."""
        network = self.history.network(layer.network or "orders")
        if isinstance(network, ev.StateNetwork):
            net = self.states(network)
            return net if layer.weighted else (net > 0).astype(float)
        net = np.full((self.history.n, self.history.n), -np.inf if latest else 0.0)
        for e in self.past(layer):
            add = network.weight[e] if layer.weighted and network.weight is not None else 1.0
            if layer.half_life is not None:
                add *= 2 ** (-(self.time - network.time[e]) / layer.half_life)
            i, j = network.sender[e], network.receiver[e]
            for cell in {(i, j), (i, j) if network.directed else (j, i)}:
                net[cell] = network.time[e] if latest else net[cell] + add
        if latest or layer.weighted or layer.half_life is not None:
            return net
        return (net > 0).astype(float)

    def states(self, network: ev.StateNetwork) -> np.ndarray:
        """A state network as it is."""
        net = network.initial.copy()
        for t, i, j, value in zip(network.time, network.sender, network.receiver, network.value, strict=True):
            if t < self.time:
                net[i, j] = value
        return net

    def past(self, layer: ev.Layer) -> list[int]:
        """The events that a layer counts."""
        stream = self.history.network(layer.network or "orders")
        events = (
            range(self.seen) if layer.network in (None, "orders") else np.flatnonzero(stream.time < self.time)
        )
        return [
            int(e)
            for e in events
            if (layer.kinds is None or stream.kind[e] in layer.kinds)
            and (layer.window is None or self.time <= stream.time[e] + layer.window)
        ]

    def attribute(self, name: str) -> np.ndarray:
        """The present values of an attribute."""
        record = self.history.attribute(name)
        values = record.initial.copy()
        for t, actor, value in zip(record.time, record.actor, record.value, strict=True):
            if t < self.time:
                values[actor] = value
        return values

    def last(self, layer: ev.Layer) -> tuple[int, int]:
        """The last event of a stream, (-1, -1) before the first."""
        stream = self.history.network(layer.network or "orders")
        count = self.seen if layer.network in (None, "orders") else int((stream.time < self.time).sum())
        return (int(stream.sender[count - 1]), int(stream.receiver[count - 1])) if count else (-1, -1)

    def statistic(self, part: Part, side: str = "alter") -> np.ndarray:
        """The whole (n, n) matrix of a statistic by its definition."""
        effect, n = find(part.effect), self.history.n
        if effect.kernel is None and all(read.kind == "attribute" for read in effect.reads):
            z = [self.attribute(name) for name in part.attributes] * (3 - len(part.attributes))
            made = (
                effect.define(z[0])
                if effect.shape == "actor"
                else effect.define(z[0][:, None], z[1][None, :])
            )
        elif effect.kernel is None:
            a, b = self.last(part.layers[0])
            i, j = np.indices((n, n))
            made = effect.define(i, j, a, b) & (a >= 0)
        else:
            made = effect.define(*(self.read(read, part) for read in effect.reads))
        if effect.finish is not None:
            made = effect.finish(made, np.full(made.shape, self.time), part.unit)
        if effect.shape == "actor":
            ego = (part.side or side) == "ego"
            made = np.broadcast_to(made[:, None] if ego else made[None, :], (n, n))
        made = np.array(made, dtype=float)
        functions = {
            "identity": np.array,
            "log1p": np.log1p,
            "sqrt": np.sqrt,
            "square": np.square,
            "positive": lambda x: (x > 0) * 1.0,
            "absent": lambda x: (x == 0) * 1.0,
        }
        return functions.get(part.transform, part.transform)(made)

    def read(self, read: Read, part: Part) -> np.ndarray:
        """One argument of an effect's definition."""
        if read.kind == "attribute":
            return self.attribute(part.attributes[read.argument])
        net = self.layer(part.layers[read.argument], latest=read.latest)
        return net.T.copy() if read.turned else net


def some_term(name: str, first: str | None = None, **more: object) -> Term:
    """The effect on invented networks and attributes; `first` is the network it looks at first."""
    effect = find(name)
    rivalry = ev.Layer("rivalry")  # a layer of its own: windows and decays are for the other
    networks = [rivalry, first] if name.startswith("rival") else [first, rivalry][: effect.networks]
    return ev.term(name, *networks, *["wealth", "regime"][: effect.attributes], **more)


def emitted(model: ev.Model, made: ev.History) -> Iterator[tuple[Alternatives, np.ndarray, float, int]]:
    """Each risk set's alternatives and statistics, its time, and how many events it has seen."""
    design = prepare(model, made)
    for block in walk(design, merge=False):
        for r in range(block.at.first, block.at.last):
            low, high = block.at.start[r - block.at.first : r - block.at.first + 2]
            at = block.at._replace(row=block.at.row[low:high], col=block.at.col[low:high])
            yield at, block.x[:, low:high], design.clock.time[r], design.clock.seen[r]


def compare(model: ev.Model, made: ev.History) -> None:
    """Every statistic of every risk set is what it is from scratch."""
    lead = int(model.timed)
    number = 0
    for at, x, time, seen in emitted(model, made):
        scratch = Scratch(made, time, seen)
        for k, each in enumerate(model.terms):
            whole = np.prod([scratch.statistic(part) for part in each.parts], axis=0)
            assert x[lead + k] == pytest.approx(whole[at.row, at.col], rel=1e-9, abs=1e-9), (each.label, time)
            number += 1
    assert number >= len(model.terms) * 20


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def filled(cells: list[str]) -> np.ndarray:
    """Missing values as goldfish fills them: the mean of the others."""
    values = np.array([np.nan if cell == "NA" else float(cell) for cell in cells])
    return np.where(np.isnan(values), np.nanmean(values), values)
