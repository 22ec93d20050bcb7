"""Statistics over time: each column follows one effect through the history and writes values where asked."""

from __future__ import annotations

from copy import copy
from typing import NamedTuple, Protocol

import numpy as np

from auxilia.events.arrays import AnyArray, Floats, Ints
from auxilia.events.catalogue import Effect, Read
from auxilia.events.clock import Clock
from auxilia.events.history import Attribute, History
from auxilia.events.layers import Course, Layer, course
from auxilia.events.logs import Log, Sets
from auxilia.events.models import Model
from auxilia.events.opportunities import Alternatives
from auxilia.events.terms import Part

# Between two rebasings a decayed state grows by at most 2^(SPAN * degree), which double precision holds.
SPAN = 100.0


class Column(Protocol):
    """One statistic on its way through the risk sets; `emit` is called with consecutive alternatives."""

    def fresh(self) -> Column:
        """The same statistic at the beginning of its way; the log of changes is shared."""

    def emit(self, at: Alternatives, views: Views, out: Floats) -> None:
        """Write the values of the alternatives, having digested the changes before each risk set."""


class Views:
    """The places of alternatives in a state: (i, j), (j, i), i or j, each computed once."""

    def __init__(self, at: Alternatives, n: int) -> None:
        self.at, self.n = at, n
        self._made: dict[str, Ints] = {"i": at.row, "j": at.col}

    def index(self, view: str) -> Ints:
        """Flat places for "ij", "ji", "i" or "j"."""
        if view not in self._made:
            first, second = (self.at.row, self.at.col) if view == "ij" else (self.at.col, self.at.row)
            self._made[view] = first * self.n + second
        return self._made[view]


def column(part: Part, model: Model, history: History, clock: Clock) -> Column:
    """The column of one statistic."""
    effect = part.declared
    if effect.kernel is not None:
        return Structural(part, model, history, clock)
    if all(read.kind == "attribute" for read in effect.reads):
        return Elementwise(part, model, history, clock)
    return Following(part, model, history, clock)


def view(effect: Effect, part: Part, model: Model) -> str:
    """Where in the state the statistic of i -> j stands."""
    if effect.shape == "dyad":
        return "ji" if effect.mirrored else "ij"
    side = part.side or ("ego" if model.kind == "rate" else "alter")
    return "i" if side == "ego" else "j"


def transformed(values: Floats, part: Part) -> None:
    """Apply the term's transform in place."""
    if part.transform == "log1p":
        np.log1p(values, out=values)
    elif part.transform == "sqrt":
        np.sqrt(values, out=values)
    elif part.transform == "square":
        np.square(values, out=values)
    elif part.transform in ("positive", "absent"):
        # Sums of weights that went out again may leave a trace of rounding.
        (np.greater if part.transform == "positive" else np.less_equal)(values, 1e-9, out=values)
    elif callable(part.transform):
        values[:] = part.transform(values.copy())


def layer_course(read: Read, layer: Layer, history: History, own: str) -> Course:
    """What an effect's read sees of its layer."""
    made = course(history.network(layer.network or own), layer, history.n, latest=read.latest)
    if not read.turned:
        return made
    return made._replace(initial=np.ascontiguousarray(made.initial.T), row=made.col, col=made.row)


class Structural:
    """An effect of networks, updated change by change in its family's kernel."""

    def __init__(self, part: Part, model: Model, history: History, clock: Clock) -> None:
        self.part, self.effect, self.clock = part, part.declared, clock
        self.view = view(self.effect, part, model)
        reads = [read for read in self.effect.reads if read.kind == "network"]
        layers = [part.layers[read.argument] for read in reads]
        courses = [
            layer_course(read, layer, history, model.events)
            for read, layer in zip(reads, layers, strict=True)
        ]
        given = [
            history.attribute(part.attributes[r.argument]) for r in self.effect.reads if r.kind == "attribute"
        ]
        names = [layer.network or model.events for layer in layers]
        self.changes, self.time = merged(courses, names, given, clock)
        self.nets = np.stack([made.initial for made in courses]).astype(float)
        self.attrs = np.stack([each.initial for each in given]) if given else np.empty((0, history.n))
        begin = (self.effect.begin or self.effect.define)(*self.nets, *self.attrs)
        self.state = np.array(begin.T if self.effect.mirrored else begin, dtype=float, order="C")
        self.base = clock.time[0] if len(clock.time) else 0.0
        self.done = 0
        self.half_life = {k: made.half_life for k, made in enumerate(courses) if made.half_life is not None}
        self.decays = {
            read.argument: (made.half_life, self.effect.powers[read.argument])
            for read, made in zip(reads, courses, strict=True)
            if made.half_life is not None
        }

    def fresh(self) -> Structural:
        """See `Column`."""
        other = copy(self)
        other.nets, other.attrs, other.state = self.nets.copy(), self.attrs.copy(), self.state.copy()
        return other

    def emit(self, at: Alternatives, views: Views, out: Floats) -> None:
        """See `Column`."""
        stop = int(np.searchsorted(self.changes.at, at.last - 1, side="right"))
        log, time = taken(self.changes, slice(self.done, stop)), self.time[self.done : stop]
        self.done = stop
        now = self.clock.time[at.first : at.last]
        self.digest(
            log._replace(at=log.at - at.first), time, Sets(at.start, views.index(self.view)), now, out
        )

    def digest(self, log: Log, time: Floats, sets: Sets, now: Floats, out: Floats) -> None:
        """Take in changes, made at `time` (C,), and write the values of risk sets at `now` (R,)."""
        assert self.effect.kernel is not None
        if self.decays:
            log = self._decayed(log, time, now[0])
        self.effect.kernel(log, sets, self.nets, self.attrs, self.state, out)
        self.finish(now, np.diff(sets.start), out)

    def finish(self, now: Floats, count: Ints, out: Floats) -> None:
        """What values still need: decay since the base, time since the last event, the transform."""
        for half_life, power in self.decays.values():
            out *= np.repeat(np.exp2(-power * (now - self.base) / half_life), count)
        if self.effect.finish is not None:
            out[:] = self.effect.finish(out, np.repeat(now, count), self.part.unit)
        transformed(out, self.part)

    def _decayed(self, log: Log, time: Floats, now: float) -> Log:
        """Bring the state to the time base `now`, and turn what events add into values of their cells."""
        for half_life, power in self.decays.values():
            self.state *= np.exp2(-power * (now - self.base) / half_life)
        for source, half_life in self.half_life.items():
            self.nets[source] *= np.exp2(-(now - self.base) / half_life)
        self.base = now
        value = log.value.copy()
        present: dict[tuple[int, int, int], float] = {}
        for c, (source, p, q) in enumerate(
            zip(log.source.tolist(), log.row.tolist(), log.col.tolist(), strict=True)
        ):
            if source in self.half_life:
                before = present.get((source, p, q), self.nets[source, p, q])
                value[c] = before + value[c] * np.exp2((time[c] - now) / self.half_life[source])
                present[source, p, q] = value[c]
        return log._replace(value=value)


class Elementwise:
    """An effect of attributes alone: a matrix (or vector) of which a change redoes one row and one column."""

    def __init__(self, part: Part, model: Model, history: History, clock: Clock) -> None:
        self.part, self.effect = part, part.declared
        self.view = view(self.effect, part, model)
        given = [history.attribute(name) for name in part.attributes]
        self.changes, self.time = merged([], [], given, clock)
        self.attrs = [np.array(each.initial) for each in (given * 2)[:2]]
        self.shared = len(given) == 1
        self.state = self._whole()
        self.done = 0

    def fresh(self) -> Elementwise:
        """See `Column`."""
        other = copy(self)
        other.attrs, other.state = [values.copy() for values in self.attrs], self.state.copy()
        return other

    def emit(self, at: Alternatives, views: Views, out: Floats) -> None:
        """See `Column`."""
        index = views.index(self.view)
        log, flat = self.changes, self.state.ravel()
        low = 0
        while self.done < len(log.at) and log.at[self.done] < at.last:
            high = at.start[max(log.at[self.done] - at.first, 0)]
            np.take(flat, index[low:high], out=out[low:high], mode="clip")
            low = high
            self.digest(int(log.source[self.done]), int(log.row[self.done]), float(log.value[self.done]))
            self.done += 1
        np.take(flat, index[low:], out=out[low:], mode="clip")
        transformed(out, self.part)

    def write(self, views: Views, out: Floats) -> None:
        """The present values."""
        np.take(self.state.ravel(), views.index(self.view), out=out, mode="clip")
        transformed(out, self.part)

    def digest(self, source: int, actor: int, value: float) -> None:
        """Take in one change of an attribute."""
        for k in (0, 1) if self.shared else (source,):
            self.attrs[k][actor] = value
        i, j = self.attrs
        if self.effect.shape == "actor":
            self.state[actor] = value
            return
        self.state[actor] = self.effect.define(i[actor], j)
        self.state[:, actor] = self.effect.define(i, j[actor])

    def _whole(self) -> Floats:
        i, j = self.attrs
        made = (
            self.effect.define(i)
            if self.effect.shape == "actor"
            else self.effect.define(i[:, None], j[None, :])
        )
        return np.array(made, dtype=float, order="C")


class Following:
    """An effect of the last event a -> b of a stream: an elementwise function of i, j, a, b."""

    def __init__(self, part: Part, model: Model, history: History, clock: Clock) -> None:
        self.part, self.effect = part, part.declared
        (read,), (layer,) = self.effect.reads, part.layers
        name = layer.network or model.events
        self.changes, self.time = merged(
            [layer_course(read, layer, history, model.events)], [name], [], clock
        )
        last = np.searchsorted(self.changes.at, np.arange(len(clock.time)), side="right") - 1
        self.a = np.where(last < 0, -1, np.append(self.changes.row, -1)[last])
        self.b = np.where(last < 0, -1, np.append(self.changes.col, -1)[last])

    def fresh(self) -> Following:
        """See `Column`."""
        return self

    def emit(self, at: Alternatives, views: Views, out: Floats) -> None:  # noqa: ARG002
        """See `Column`."""
        count = np.diff(at.start)
        self.write(
            np.repeat(self.a[at.first : at.last], count),
            np.repeat(self.b[at.first : at.last], count),
            at,
            out,
        )

    def write(self, a: AnyArray, b: AnyArray, at: Alternatives, out: Floats) -> None:
        """The values, given the last event before each alternative's risk set (-1: none)."""
        out[:] = self.effect.define(at.row, at.col, a, b) & (a >= 0)
        transformed(out, self.part)


def taken(log: Log, which: slice) -> Log:
    """Some entries of a log."""
    return Log(log.at[which], log.source[which], log.row[which], log.col[which], log.value[which])


class Merged(NamedTuple):
    """One log of all that an effect reads, and the times of its entries."""

    log: Log
    time: Floats


def merged(courses: list[Course], names: list[str], attributes: list[Attribute], clock: Clock) -> Merged:
    """The changes of all that an effect reads, in the order in which they are seen."""
    at = [clock.position(name, made) for name, made in zip(names, courses, strict=True)]
    at += [clock.at(each.time) for each in attributes]
    records = [(made.row, made.col, made.value, made.time) for made in courses]
    records += [
        (each.actor, np.zeros(len(each.time), np.int64), each.value, each.time) for each in attributes
    ]
    place = np.concatenate(at)
    order = np.argsort(place, kind="stable")
    source = np.repeat(np.arange(len(at)), [len(each) for each in at])
    row, col, value, time = (np.concatenate(arrays)[order] for arrays in zip(*records, strict=True))
    return Merged(Log(place[order], source[order], row, col, value), time)
