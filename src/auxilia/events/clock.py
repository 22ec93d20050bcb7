"""Risk sets in time: when something could happen, and how much of the history each moment has seen."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from auxilia.errors import ModelError
from auxilia.events.arrays import Bools, Floats, Ints
from auxilia.events.history import EventStream, History
from auxilia.events.layers import Course


class Clock(NamedTuple):
    """The R risk sets of one model, in order: one per explained event, and one per censored interval.

    Shapes (R,). `time`: the event, or the end of the interval. `event`: its place in the stream, -1 where an
    interval ends without one. `seen`: how many events of the stream it has seen. `duration`: time under risk
    (0 in models of order only). `own`: the name of the stream that is explained.
    """

    own: str
    time: Floats
    event: Ints
    seen: Ints
    duration: Floats

    def position(self, network: str, changes: Course) -> Ints:
        """The first risk set that sees each change (R where none does)."""
        by_time = np.searchsorted(self.time, changes.time, side="right")
        if network != self.own:
            return by_time
        return np.where(
            changes.order < 0, by_time, np.searchsorted(self.seen, changes.order + 1, side="left")
        )

    def at(self, time: Floats) -> Ints:
        """The first risk set that sees a change at each of these times."""
        return np.searchsorted(self.time, time, side="right")

    def taken(self, which: slice) -> Clock:
        """Some of the risk sets."""
        return Clock(self.own, self.time[which], self.event[which], self.seen[which], self.duration[which])


def ordered(history: History, name: str) -> Clock:
    """One risk set per explained event: models of order, and of choice."""
    stream = history.stream(name)
    event = np.flatnonzero(_explained(history, stream, name))
    time = stream.time[event]
    return Clock(name, time, event, _seen(history, stream, time, event), np.zeros(len(event)))


def timed(history: History, name: str, cuts: Floats, grid: float | None = None) -> Clock:
    """Risk sets of a waiting-time model: the observed time, cut wherever a statistic or a risk set may
    change.

    An interval that ends with an event is that event's risk set; further events at the same time have none of
    the time; an interval that ends with a cut, or with the end of observation, is censored.
    """
    stream = history.stream(name)
    explained = np.flatnonzero(_explained(history, stream, name))
    start, end = _span(history, stream)
    if grid is not None:
        if not grid > 0:
            raise ModelError(f"A grid must be positive, not {grid}.")
        cuts = np.append(cuts, np.arange(start, end, grid))
    inside = cuts[(cuts > start) & (cuts < end)]
    censored = np.setdiff1d(np.append(inside, end), np.append(stream.time[explained], start))
    time = np.concatenate([stream.time[explained], censored])
    event = np.concatenate([explained, np.full(len(censored), -1)])
    by_time = np.argsort(time, kind="stable")
    time, event = time[by_time], event[by_time]
    return Clock(name, time, event, _seen(history, stream, time, event), np.diff(time, prepend=start))


def _explained(history: History, stream: EventStream, name: str) -> Bools:
    start, end = _span(history, stream)
    explained = (stream.time >= start) & (stream.time <= end)
    if stream.modelled is not None:
        explained &= stream.modelled
    if not explained.any():
        raise ModelError(f"The stream {name!r} has no event to explain between {start} and {end}.")
    return np.asarray(explained)


def _span(history: History, stream: EventStream) -> tuple[float, float]:
    if len(stream) == 0:
        raise ModelError("The stream to explain has no events.")
    first, last = float(stream.time[0]), float(stream.time[-1])
    return first if history.start is None else history.start, last if history.end is None else history.end


def _seen(history: History, stream: EventStream, time: Floats, event: Ints) -> Ints:
    before = np.searchsorted(stream.time, time, side="left")
    return np.where(event >= 0, event, before) if history.simultaneous == "as_listed" else before
