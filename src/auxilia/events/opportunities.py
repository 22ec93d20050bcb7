"""Who could turn to whom: the alternatives of each risk set, all of them or a sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from auxilia.errors import ModelError
from auxilia.events.arrays import Bools, Floats, Ints
from auxilia.events.clock import Clock
from auxilia.events.history import Attribute, EventStream, History, StateNetwork
from auxilia.events.models import Kind, Model


@dataclass(frozen=True, slots=True)
class Sample:
    """Case-control sampling: the event and `controls` alternatives drawn at random, without repetition.

    In models of order and choice the sampled alternatives are taken as the risk set (Borgan, Goldstein &
    Langholz 1995; McFadden 1978): every set of controls is equally likely, and the correction cancels. In
    models of waiting times each control stands for (alternatives - 1) / controls of them.
    """

    controls: int
    seed: int = 0

    def __post_init__(self) -> None:
        if self.controls < 1:
            raise ModelError(f"A sample needs one control or more, not {self.controls}.")


class Alternatives(NamedTuple):
    """The alternatives of the risk sets first .. last - 1.

    `start` (R + 1,) bounds each set; `row`, `col` (M,) name the actors of each alternative (in rate models
    `col` repeats `row`); `chosen` (R,) is the place of the event in its set, -1 where the interval is
    censored; `offset` (M,) is added to the linear predictor (empty for none).
    """

    first: int
    last: int
    start: Ints
    row: Ints
    col: Ints
    chosen: Ints
    offset: Floats


class Openings(NamedTuple):
    """All that is open from `time` on (after it), row by row, with the place of each cell in the list.

    `row` and `col` (C,) name the cells, `bounds` (n + 1,) the part of each sender; in rate models the cells
    are the actors who have any opportunity.
    """

    time: float
    bounds: Ints
    row: Ints
    col: Ints
    place: Ints


def openings(history: History, kind: Kind) -> Iterator[Openings]:
    """What is open, epoch by epoch: at first, and after each change of presence or opportunity."""
    n = history.n
    present = history.present or Attribute(np.ones(n))
    may = history.opportunity or StateNetwork(np.ones((n, n)))
    there = present.initial > 0
    open_ = np.zeros((n, n), bool) if may.initial is None else may.initial > 0
    yield _openings(-np.inf, there, open_, kind)
    for time in np.union1d(present.time, may.time):
        for change in np.flatnonzero(present.time == time):
            there[present.actor[change]] = present.value[change] > 0
        for change in np.flatnonzero(may.time == time):
            i, j = may.sender[change], may.receiver[change]
            open_[i, j] = may.value[change] > 0
            if not may.directed:
                open_[j, i] = open_[i, j]
        yield _openings(float(time), there, open_, kind)


def _openings(time: float, there: Bools, may: Bools, kind: Kind) -> Openings:
    alive = may & there[:, None] & there[None, :]
    np.fill_diagonal(alive, False)
    if kind == "coordination":
        alive &= alive.T
    if kind == "rate":
        active = np.flatnonzero(alive.any(axis=1))
        place = np.full(len(there), -1)
        place[active] = np.arange(len(active))
        return Openings(time, np.array([0, len(active)]), active, active, place)
    row, col = np.nonzero(alive)
    places = np.full(alive.shape, -1)
    places[row, col] = np.arange(len(row))
    return Openings(time, np.append(0, np.cumsum(alive.sum(axis=1))), row, col, places)


class Opportunities:
    """The open cells over the time of one clock, epoch by epoch."""

    def __init__(self, history: History, clock: Clock, model: Model, sample: Sample | None = None) -> None:
        self.history, self.clock, self.kind, self.sample = history, clock, model.kind, sample
        self.timed = model.timed
        self.stream = history.stream(clock.own)

    def sizes(self) -> Ints:
        """(R,) how many alternatives each risk set has."""
        parts = [self._counts(epoch, first, last) for epoch, first, last in self._epochs()]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def chunks(self, bounds: Ints) -> Iterator[Alternatives]:
        """The alternatives in order, cut at `bounds` and at every change of what is open."""
        for epoch, first, last in self._epochs():
            for start, stop in pairwise([first, *(int(b) for b in bounds if first < b < last), last]):
                yield self._alternatives(epoch, start, stop)

    def _epochs(self) -> Iterator[tuple[Openings, int, int]]:
        """What is open, from which risk set, and until which."""
        first, before = 0, None
        for epoch in openings(self.history, self.kind):
            at = int(self.clock.at(np.array([epoch.time]))[0]) if before is not None else 0
            if before is not None and at > first:
                yield before, first, at
            first, before = at, epoch
        if before is not None and first < len(self.clock.time):
            yield before, first, len(self.clock.time)

    def _counts(self, epoch: Openings, first: int, last: int) -> Ints:
        if self.kind == "choice":
            every = np.diff(epoch.bounds)[self.stream.sender[self.clock.event[first:last]]]
        else:
            every = np.full(last - first, len(epoch.row))
        return every if self.sample is None else np.minimum(every, self.sample.controls + 1)

    def _alternatives(self, epoch: Openings, first: int, last: int) -> Alternatives:
        event = self.clock.event[first:last]
        sender, receiver = self.stream.sender[event], self.stream.receiver[event]
        low = epoch.bounds[sender] if self.kind == "choice" else np.zeros(len(event), np.int64)
        count = (
            np.diff(epoch.bounds)[sender] if self.kind == "choice" else np.full(len(event), len(epoch.row))
        )
        place = epoch.place[sender] if self.kind == "rate" else epoch.place[sender, receiver]
        closed = (event >= 0) & (place < 0)
        if closed.any():
            self._complain(int(event[np.flatnonzero(closed)[0]]), epoch)
        chosen = np.where(event >= 0, place - low, -1)
        if self.sample is not None:
            return self._sampled(epoch, first, low, count, chosen)
        start = np.append(0, np.cumsum(count))
        cells = np.arange(start[-1]) + np.repeat(low - start[:-1], count)
        return Alternatives(first, last, start, epoch.row[cells], epoch.col[cells], chosen, np.empty(0))

    def _sampled(self, epoch: Openings, first: int, low: Ints, count: Ints, chosen: Ints) -> Alternatives:
        assert self.sample is not None
        rng = np.random.default_rng([self.sample.seed, first])
        cells, weights = [], []
        for begin, every, event in zip(low.tolist(), count.tolist(), chosen.tolist(), strict=True):
            case = [event] if event >= 0 else []
            others = every - len(case)
            controls = rng.choice(others, min(self.sample.controls, others), replace=False, shuffle=False)
            cells.append(begin + np.append(case, controls + (controls >= event) * len(case)).astype(np.int64))
            stands_for = others / len(controls) if len(controls) else 1.0
            weights.append(np.append(np.ones(len(case)), np.full(len(controls), stands_for)))
        cell, start = np.concatenate(cells), np.append(0, np.cumsum([len(each) for each in cells]))
        offset = np.log(np.concatenate(weights)) if self.timed else np.empty(0)
        last = first + len(low)
        return Alternatives(
            first, last, start, epoch.row[cell], epoch.col[cell], np.minimum(chosen, 0), offset
        )

    def _complain(self, event: int, epoch: Openings) -> None:
        stream: EventStream = self.stream
        names = self.history.names
        i, j, time = int(stream.sender[event]), int(stream.receiver[event]), stream.time[event]
        open_rows = set(epoch.row.tolist()) | set(epoch.col.tolist())
        absent = [names[actor] for actor in (i, j) if actor not in open_rows]
        reason = f"{' and '.join(absent)} could not act then" if absent else "that was no opportunity then"
        raise ModelError(
            f"Event {event} of {self.clock.own!r} (time {time}) goes from {names[i]} to {names[j]}, and "
            f"{reason}. Mend: correct presence or opportunity (a change counts only after its time), or set "
            "`modelled` to False for the event."
        )
