"""Statistics carried forward into an open future: columns to which events are told one by one."""

from __future__ import annotations

import heapq
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from auxilia.events.arrays import Floats
from auxilia.events.clock import Clock
from auxilia.events.columns import Column, Elementwise, Following, Structural, Views, column
from auxilia.events.design import assembled
from auxilia.events.history import EventStream, History
from auxilia.events.logs import Log, Sets
from auxilia.events.models import Model
from auxilia.events.opportunities import Alternatives, Openings, openings
from auxilia.events.terms import Part


class Moment(NamedTuple):
    """A time, and whether what changes at that very time has happened."""

    time: float
    after: bool = False

    def sees(self, time: float) -> bool:
        """Whether a change at `time` is seen."""
        return time < self.time or (self.after and time == self.time)


class Event(NamedTuple):
    """One event of the explained stream."""

    time: float
    sender: int
    receiver: int
    weight: float = 1.0


class _Entry(NamedTuple):
    """A change to come: a cell's new `value`, or with `step` (of the count of events) what is added to it."""

    time: float
    number: int
    source: int
    row: int
    col: int
    value: float
    step: int = 0


class Live:
    """The statistics of one model, of which the explained stream is told event by event."""

    def __init__(self, model: Model, history: History) -> None:
        self.directed = history.stream(model.events).directed
        none = np.empty(0, np.int64)
        nothing = EventStream(np.empty(0), none, none, directed=self.directed)
        self.model, self.history = (
            model,
            replace(history, networks={**history.networks, model.events: nothing}, start=None, end=None),
        )
        empty = np.zeros(1, np.int64)
        clock = Clock(model.events, np.array([-np.inf]), empty - 1, empty, np.zeros(1))
        parts = dict.fromkeys(part for each in model.terms for part in each.parts)
        self.columns = {part: _live(column(part, model, self.history, clock), part, self) for part in parts}
        self.moment = Moment(-np.inf)
        self._doors = openings(self.history, model.kind)
        self._open, self._next = next(self._doors), next(self._doors, None)

    def tell(self, event: Event) -> None:
        """An event of the explained stream has happened."""
        # As listed, an event is seen by those that follow at the same time.
        listed = self.history.simultaneous == "as_listed"
        seen = float(np.nextafter(event.time, -np.inf)) if listed else event.time
        for each in self.columns.values():
            each.tell(event, seen)

    def cells(self, event: Event) -> list[tuple[int, int]]:
        """The cells that an event touches."""
        pair = event.sender, event.receiver
        return [pair] if self.directed else [pair, pair[::-1]]

    def open(self, moment: Moment) -> Openings:
        """What is open at a moment; moments must not go back."""
        while self._next is not None and moment.sees(self._next.time):
            self._open, self._next = self._next, next(self._doors, None)
        return self._open

    def statistics(self, moment: Moment, at: Alternatives) -> Floats:
        """The statistics (P, M) of alternatives at a moment; moments must not go back."""
        self.moment = moment
        columns: dict[Part, Column] = dict(self.columns)
        time = np.nextafter(moment.time, np.inf) if moment.after else moment.time
        return assembled(self.model, self.history, np.array([time]), at, columns)

    def next_change(self, time: float) -> float:
        """The next time at which statistics or openings change by themselves; call it after `statistics`."""
        times = [each.pending() for each in self.columns.values()]
        times += [self._next.time] if self._next is not None else []
        for term in self.model.terms:
            edges = np.array(term.period or ())
            if term.scale is not None:
                edges = np.append(edges, self.history.global_covariate(term.scale).time)
            times += [float(edge) for edge in edges if time < edge]
        return min(times, default=np.inf)


def _live(made: Column, part: Part, live: Live) -> _LiveColumn:
    if isinstance(made, Structural):
        return _LiveStructural(made, part, live)
    if isinstance(made, Elementwise):
        return _LiveElementwise(made, live)
    assert isinstance(made, Following)
    return _LiveFollowing(made, part, live)


class _LiveColumn:
    """A column whose changes come one by one; `emit` sees those before the present moment."""

    def __init__(self, live: Live, known: Log, time: Floats) -> None:
        self.live = live
        fields = (each.tolist() for each in (time, np.arange(len(time)), *known[1:]))
        self.entries = [_Entry(*values) for values in zip(*fields, strict=True)]
        heapq.heapify(self.entries)
        self.number = len(self.entries)

    def fresh(self) -> _LiveColumn:
        """Live columns are used once."""
        return self

    def emit(self, at: Alternatives, views: Views, out: Floats) -> None:
        """See `Column`."""
        raise NotImplementedError

    def tell(self, event: Event, seen: float) -> None:
        """Take notice of an event of the explained stream, `seen` after this time; attributes do not."""

    def pending(self) -> float:
        """The time of the next change."""
        return self.entries[0].time if self.entries else np.inf

    def push(self, time: float, source: int, row: int, col: int, value: float, step: int = 0) -> None:
        """A change to come."""
        heapq.heappush(self.entries, _Entry(time, self.number, source, row, col, value, step))
        self.number += 1

    def due(self) -> list[_Entry]:
        """The changes that the present moment sees, in order."""
        found = []
        while self.entries and self.live.moment.sees(self.entries[0].time):
            found.append(heapq.heappop(self.entries))
        return found


class _LiveStructural(_LiveColumn):
    def __init__(self, made: Structural, part: Part, live: Live) -> None:
        super().__init__(live, made.changes, made.time)
        self.column = made.fresh()
        self.reads = [read for read in part.declared.reads if read.kind == "network"]
        self.layers = [part.layers[read.argument] for read in self.reads]
        self.count: dict[tuple[int, int, int], tuple[int, float]] = {}

    def tell(self, event: Event, seen: float) -> None:
        for source, (read, layer) in enumerate(zip(self.reads, self.layers, strict=True)):
            if (layer.network or self.live.model.events) != self.live.model.events:
                continue
            for i, j in self.live.cells(event):
                row, col = (j, i) if read.turned else (i, j)
                weight = event.weight if layer.weighted else 1.0
                if read.latest or layer.half_life is not None:
                    self.push(seen, source, row, col, event.time if read.latest else weight)
                    continue
                self.push(seen, source, row, col, weight, 1)
                if layer.window is not None:
                    self.push(event.time + layer.window, source, row, col, -weight, -1)

    def emit(self, at: Alternatives, views: Views, out: Floats) -> None:
        due = self.due()
        source, row, col = np.array([each[2:5] for each in due], dtype=np.int64).reshape(-1, 3).T
        value = np.array([self._value(each) for each in due], dtype=float)
        log = Log(np.zeros(len(due), np.int64), source.copy(), row.copy(), col.copy(), value)
        time = np.array([each.time for each in due], dtype=float)
        sets = Sets(at.start, views.index(self.column.view))
        if np.isinf(self.column.base):  # nothing has happened yet that could have decayed
            self.column.base = self.live.moment.time
        self.column.digest(log, time, sets, np.array([self.live.moment.time]), out)

    def _value(self, entry: _Entry) -> float:
        """What the cell becomes (what is added to it, where the layer decays)."""
        if entry.step == 0:
            return entry.value
        cell = entry.source, entry.row, entry.col
        count, total = self.count.get(cell, (0, 0.0))
        count, total = self.count[cell] = count + entry.step, total + entry.value
        return (total if self.layers[entry.source].weighted else 1.0) if count > 0 else 0.0


class _LiveElementwise(_LiveColumn):
    def __init__(self, made: Elementwise, live: Live) -> None:
        super().__init__(live, made.changes, made.time)
        self.column = made.fresh()

    def emit(self, at: Alternatives, views: Views, out: Floats) -> None:  # noqa: ARG002
        for entry in self.due():
            self.column.digest(entry.source, entry.row, entry.value)
        self.column.write(views, out)


class _LiveFollowing(_LiveColumn):
    def __init__(self, made: Following, part: Part, live: Live) -> None:
        super().__init__(live, made.changes, made.time)
        self.column = made
        self.own = (part.layers[0].network or live.model.events) == live.model.events
        self.last = (-1, -1)

    def tell(self, event: Event, seen: float) -> None:
        if self.own:
            for row, col in self.live.cells(event):
                self.push(seen, 0, row, col, event.time)

    def emit(self, at: Alternatives, views: Views, out: Floats) -> None:  # noqa: ARG002
        for entry in self.due():
            self.last = entry.row, entry.col
        a, b = self.last
        self.column.write(np.full(len(out), a), np.full(len(out), b), at, out)
