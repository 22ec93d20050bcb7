"""Simulation: streams of events forward from a history, and events drawn anew where they happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from auxilia.errors import ModelError
from auxilia.events.arrays import Floats, Ints
from auxilia.events.clock import ordered
from auxilia.events.history import EventStream, History
from auxilia.events.likelihood import Risk, evaluate
from auxilia.events.live import Event, Live, Moment
from auxilia.events.models import Model
from auxilia.events.opportunities import Alternatives, Openings

NONE = np.empty(0, np.int64)


@dataclass(frozen=True, eq=False, slots=True)
class Simulated:
    """A history in which the stream `name` was simulated; events before place `first` were kept.

    `seed` is what the random numbers came from (None where a generator was passed in).
    """

    history: History
    name: str
    first: int
    seed: int | None

    @property
    def stream(self) -> EventStream:
        """The stream; its simulated events are those to be explained."""
        return self.history.stream(self.name)


def simulate(
    models: Model | tuple[Model, Model],
    theta: Floats | tuple[Floats, Floats],
    history: History,
    *,
    rng: int | np.random.Generator | None = None,
    start: float | None = None,
    events: int | None = None,
    until: float | None = None,
    grid: float | None = None,
) -> Simulated:
    """Simulate events forward.

    Parameters
    ----------
    models, theta
        A rate and a choice model with their parameters, or a tie-oriented model with its own. Models of order
        only have no clock of their own: one event per unit of time.
    history
        What came before, and all that changes by itself.
    rng
        A seed or a generator.
    start
        Events up to this time are history; the last event's when left out.
    events, until
        When to stop: after so many events, or at this time, whichever comes first.
    grid
        Cut waiting times at least so often (see `prepare`); rates are those at the beginning of each
        interval.

    Raises
    ------
    ModelError
        For models that do not make a process, and when neither `events` nor `until` is given.
    """
    who, whom = _process(models)
    first_theta, second_theta = theta if isinstance(theta, tuple) else (theta, theta)
    if events is None and until is None:
        raise ModelError("A simulation needs an end. Mend: give `events` or `until`.")
    seed, generator = seeded(rng)
    stream = history.stream(who.events)
    begin = start if start is not None else float(stream.time[-1]) if len(stream) else 0.0
    past = int(np.searchsorted(stream.time, begin, side="right"))
    lives = [Live(model, history) for model in (who, whom) if model is not None]
    for event in past_events(stream, past):
        for live in lives:
            live.tell(event)
    clock = _Clock(lives[0], np.asarray(first_theta, dtype=float), generator, begin, until, grid)
    made: list[Event] = []
    while (events is None or len(made) < events) and (drawn := clock.next()) is not None:
        time, i, j = drawn
        if whom is not None:
            j = draw_receiver(lives[1], np.asarray(second_theta, dtype=float), Moment(time), i, generator)
        made.append(Event(time, i, j))
        for live in lives:
            live.tell(made[-1])
    end = clock.until if np.isfinite(clock.until) and (events is None or len(made) < events) else clock.time
    networks = {**history.networks, who.events: _joined(stream, past, made)}
    return Simulated(replace(history, networks=networks, start=begin, end=end), who.events, past, seed)


def redraw(
    model: Model, theta: Floats, history: History, *, rng: int | np.random.Generator | None = None
) -> Simulated:
    """Draw whom each actor turned to (or which pair agreed) anew, at the times at which it happened.

    Each draw sees the draws before it. For choice and coordination models; senders are kept in choice models.
    """
    if model.kind not in ("choice", "coordination"):
        raise ModelError(f"A {model.kind} model is simulated forward. Mend: use `simulate`.")
    seed, generator = seeded(rng)
    stream, values = history.stream(model.events), np.asarray(theta, dtype=float)
    explained = set(ordered(history, model.events).event.tolist())
    live, made = Live(model, history), []
    for e, event in enumerate(past_events(stream, len(stream))):
        i, j = event.sender, event.receiver
        if e in explained and model.kind == "choice":
            j = draw_receiver(live, values, Moment(event.time), i, generator)
        elif e in explained:
            i, j = draw_pair(live, values, Moment(event.time), generator)
        made.append(event._replace(sender=i, receiver=j))
        live.tell(made[-1])
    drawn = replace(
        stream,
        sender=np.array([each.sender for each in made]),
        receiver=np.array([each.receiver for each in made]),
    )
    networks = {**history.networks, model.events: drawn}
    return Simulated(replace(history, networks=networks), model.events, min(explained), seed)


def seeded(rng: int | np.random.Generator | None) -> tuple[int | None, np.random.Generator]:
    """A generator, and the seed that makes it again."""
    if isinstance(rng, np.random.Generator):
        return None, rng
    seed = int(np.random.SeedSequence().generate_state(1)[0]) if rng is None else int(rng)
    return seed, np.random.default_rng(seed)


def past_events(stream: EventStream, count: int) -> list[Event]:
    """The first events of a stream."""
    weight = np.ones(count) if stream.weight is None else stream.weight
    fields = (each[:count].tolist() for each in (stream.time, stream.sender, stream.receiver, weight))
    return [Event(*values) for values in zip(*fields, strict=True)]


def draw_receiver(live: Live, theta: Floats, moment: Moment, i: int, rng: np.random.Generator) -> int:
    """Whom i turns to."""
    open_ = live.open(moment)
    row = slice(open_.bounds[i], open_.bounds[i + 1])
    at = _alone(open_.row[row], open_.col[row])
    if not len(at.col):
        name = live.history.names[i]
        raise ModelError(
            f"{name} has nobody to turn to at {moment.time}. Mend: look at opportunity and presence."
        )
    eta = theta @ live.statistics(moment, at)
    return int(at.col[_pick(eta, rng)])


def draw_pair(live: Live, theta: Floats, moment: Moment, rng: np.random.Generator) -> tuple[int, int]:
    """Which two agree."""
    open_ = live.open(moment)
    at = _alone(open_.row, open_.col)
    x = live.statistics(moment, at)
    mirror = open_.place[open_.col, open_.row]
    bounds = np.unique(open_.bounds)
    risk = Risk(at.start, np.zeros(1, np.int64), np.zeros(1), np.empty(0), bounds, mirror)
    share = evaluate("pairs", theta, x, risk).share
    place = int(rng.choice(len(share), p=share / share.sum()))
    return int(at.row[place]), int(at.col[place])


class _Clock:
    """Who acts next, and when; in tie-oriented models also towards whom."""

    def __init__(
        self,
        live: Live,
        theta: Floats,
        rng: np.random.Generator,
        time: float,
        until: float | None,
        grid: float | None,
    ) -> None:
        self.live, self.theta, self.rng, self.time = live, theta, rng, time
        self.until = np.inf if until is None else until
        self.grid = np.inf if grid is None else grid

    def next(self) -> tuple[float, int, int] | None:
        """The next event, or None when the time is over."""
        wait: Callable[[Floats], float] = self._wait if self.live.model.timed else self._tick
        while True:
            moment = Moment(self.time, after=True)
            open_: Openings = self.live.open(moment)
            eta = self.theta @ self.live.statistics(moment, _alone(open_.row, open_.col))
            at = wait(eta)
            edge = min(self.live.next_change(self.time), self.until, self.time + self.grid)
            if self.live.model.timed and at > edge:
                self.time = edge
            elif not np.isfinite(at) or at > self.until:
                return None
            else:
                self.time = at
                place = _pick(eta, self.rng)
                return at, int(open_.row[place]), int(open_.col[place])
            if self.time >= self.until:
                return None

    def _wait(self, eta: Floats) -> float:
        with np.errstate(over="ignore"):
            total = float(np.exp(eta).sum())
        at = self.time + float(self.rng.exponential(1 / total)) if total > 0 else np.inf
        if at == self.time:
            raise ModelError(
                f"The process explodes at {self.time}: events call forth events without end. "
                "Mend: weaken what excites itself, or stop after so many `events`."
            )
        return at

    def _tick(self, eta: Floats) -> float:
        return self.time + 1.0 if len(eta) else np.inf


def _process(models: Model | tuple[Model, Model]) -> tuple[Model, Model | None]:
    if isinstance(models, Model):
        if models.kind != "rem":
            raise ModelError(
                f"A {models.kind} model alone makes no process. Mend: simulate (rate, choice) or a rem, or "
                "`redraw` choices where they happened."
            )
        return models, None
    who, whom = models
    if (who.kind, whom.kind) != ("rate", "choice") or who.events != whom.events:
        raise ModelError("A pair of models must be a rate and a choice model of one stream, in this order.")
    return who, whom


def _alone(row: Ints, col: Ints) -> Alternatives:
    return Alternatives(0, 1, np.array([0, len(row)]), row, col, np.array([-1]), np.empty(0))


def _pick(eta: Floats, rng: np.random.Generator) -> int:
    share = np.exp(eta - eta.max())
    return int(rng.choice(len(share), p=share / share.sum()))


def _joined(stream: EventStream, past: int, made: list[Event]) -> EventStream:
    time, sender, receiver, weight = (
        (np.array(each) for each in zip(*made, strict=True)) if made else (NONE,) * 4
    )
    before = np.ones(past) if stream.weight is None else stream.weight[:past]
    modelled = np.append(np.zeros(past, bool), np.ones(len(made), bool))
    return EventStream(
        np.append(stream.time[:past], time),
        np.append(stream.sender[:past], sender),
        np.append(stream.receiver[:past], receiver),
        None if stream.weight is None else np.append(before, weight),
        modelled=modelled,
        directed=stream.directed,
    )
