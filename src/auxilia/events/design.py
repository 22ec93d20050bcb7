"""A model laid out on a history: its risk sets and their statistics, walked through in blocks."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np

from auxilia.errors import ModelError
from auxilia.events.arrays import Floats, Ints
from auxilia.events.blocks import ROWS, Block, joined
from auxilia.events.clock import Clock, ordered, timed
from auxilia.events.columns import SPAN, Column, Views, column, layer_course
from auxilia.events.history import History
from auxilia.events.likelihood import Pieces, Risk, evaluate
from auxilia.events.merging import merged
from auxilia.events.models import Model
from auxilia.events.opportunities import Alternatives, Opportunities, Sample
from auxilia.events.terms import Part, Term, as_term

# Bytes per alternative that a block takes beside its statistics.
OVERHEAD = 32
THREADS = min(2, os.cpu_count() or 1)
# Blocks of alternatives from which on the columns are made side by side.
SHORT = 8
# How a function is run over many things: `map`, or that of a pool.
Spread: TypeAlias = Callable[..., Iterable[None]]
NONE = np.empty(0, np.int64)


@dataclass(slots=True)
class _Store:
    """What is made once: columns as they begin, and blocks where they fit into memory.

    `open` until a walk has ended, or the blocks have outgrown the memory allowed.
    """

    columns: dict[Part, Column] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    open: bool = True


@dataclass(frozen=True, eq=False)
class Design:
    """A model on a history; made by `prepare`.

    `clock` has the R risk sets; `rows` is the number of all alternatives, `exposure` their time under risk.
    Blocks are kept when they fit into `memory` bytes, and walked through anew each time otherwise.
    """

    model: Model
    history: History
    sample: Sample | None
    clock: Clock
    rows: int
    exposure: float
    memory: int
    _store: _Store = field(default_factory=_Store, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parameters."""
        return self.model.names

    @property
    def kept(self) -> bool:
        """Whether the statistics stay in memory; known after the first walk."""
        return bool(self._store.blocks) and not self._store.open

    @property
    def outgrows(self) -> bool:
        """Whether the statistics of all alternatives, one by one, take more than the memory allowed."""
        return self.rows * (8 * len(self.names) + OVERHEAD) > self.memory

    @property
    def likelihood(self) -> str:
        """Which likelihood of `auxilia.events.likelihood` it has."""
        return "timed" if self.model.timed else "pairs" if self.model.kind == "coordination" else "choice"

    @property
    def actors(self) -> tuple[Ints, Ints]:
        """Sender and receiver of each risk set's event, -1 where the interval is censored; (R,) each."""
        stream, event = self.history.stream(self.model.events), self.clock.event
        none = event < 0
        return np.where(none, -1, stream.sender[event]), np.where(none, -1, stream.receiver[event])

    def blocks(self) -> Iterator[Block]:
        """The blocks in order."""
        store = self._store
        if self.kept or not store.open:
            yield from store.blocks or walk(self)
            return
        made: list[Block] = []
        size = 0
        for block in walk(self):
            size += block.x.nbytes + OVERHEAD * block.x.shape[1]
            if size <= self.memory:
                made.append(block)
            else:
                made.clear()
            yield block
        store.blocks, store.open = joined(made), False

    def pieces(self, theta: Floats) -> Iterator[tuple[Block, Pieces]]:
        """Each block with its log-likelihoods, scores, information and probabilities at `theta`."""
        for block, (here,) in self.pieces_at([theta]):
            yield block, here

    def pieces_at(self, thetas: Sequence[Floats]) -> Iterator[tuple[Block, list[Pieces]]]:
        """The same at several parameters in one walk.

        While one block is evaluated in another thread, the next one is made here.
        """

        def at_each(block: Block) -> list[Pieces]:
            return [evaluate(self.likelihood, theta, block.x, block.risk) for theta in thetas]

        if self.kept and len(self._store.blocks) == 1:
            block = self._store.blocks[0]
            yield block, at_each(block)
            return
        ahead: deque[tuple[Block, Future[list[Pieces]]]] = deque()
        with ThreadPoolExecutor(THREADS) as pool:
            for block in self.blocks():
                ahead.append((block, pool.submit(at_each, block)))
                while len(ahead) > THREADS:
                    first, future = ahead.popleft()
                    yield first, future.result()
            for first, future in ahead:
                yield first, future.result()

    def columns(self) -> dict[Part, Column]:
        """The statistics of the model's parts, at the beginning of their way."""
        if not self._store.columns:
            for part in (part for each in self.model.terms for part in each.parts):
                if part not in self._store.columns:
                    self._store.columns[part] = column(part, self.model, self.history, self.clock)
        return {part: each.fresh() for part, each in self._store.columns.items()}

    def reduced(self, *terms: str | Term) -> Design:
        """The design of the model with these of its terms alone; statistics in memory are taken over.

        Sampled alternatives stay the same, so that likelihoods can be compared. ModelError for a term that
        the model does not have.
        """
        wanted = [as_term(each) for each in terms]
        new = [each.label for each in wanted if each not in self.model.terms]
        if new:
            raise ModelError(f"The design has no term {new[0]!r}. Mend: `prepare` the model with it.")
        model = replace(self.model, terms=tuple(wanted))
        made = laid_out(model, self.history, self.clock, self.sample, self.memory)
        parts = {part for each in wanted for part in each.parts}
        made._store.columns = {part: each for part, each in self.columns().items() if part in parts}
        if self.kept:
            lead = int(model.timed)
            rows = [*range(lead), *(lead + self.model.terms.index(each) for each in wanted)]
            made._store.blocks = [block._replace(x=block.x[rows]) for block in self._store.blocks]
            made._store.open = False
        return made

    def thinned(self, step: int) -> Design:
        """Every `step`-th risk set of the same model."""
        clock = self.clock.taken(slice(None, None, step))
        return laid_out(self.model, self.history, clock, self.sample, self.memory)


def prepare(
    model: Model,
    history: History,
    *,
    sample: Sample | None = None,
    grid: float | None = None,
    memory_mb: float = 600,
) -> Design:
    """Lay a model out on a history.

    Parameters
    ----------
    model, history
        What is explained, and what happened.
    sample
        Draw controls instead of using all alternatives.
    grid
        Of a waiting-time model: cut intervals at least so often. Rates are constant within an interval, at
        their values at its end; statistics that fade (half-lives, recency) need a grid that is fine against
        their pace.
    memory_mb
        How much the statistics may take; beyond it they are computed anew in each iteration.

    Raises
    ------
    ModelError, UnknownNameError
        For names that the history lacks, events that could not happen, and models that do not fit the data.
    """
    _check(model, history, sample)
    if model.timed:
        clock = timed(history, model.events, cuts(model, history), grid)
    else:
        clock = ordered(history, model.events)
    return laid_out(model, history, clock, sample, int(memory_mb * 1e6))


def laid_out(model: Model, history: History, clock: Clock, sample: Sample | None, memory: int) -> Design:
    """A design on given risk sets."""
    sizes = Opportunities(history, clock, model).sizes()
    rows = sizes if sample is None else np.minimum(sizes, sample.controls + 1)
    return Design(model, history, sample, clock, int(rows.sum()), float(sizes @ clock.duration), memory)


def cuts(model: Model, history: History) -> Floats:
    """All times at which a statistic of the model, or what is open, changes between events (C,)."""
    times = [np.empty(0)]
    for part in (part for each in model.terms for part in each.parts):
        for read in part.declared.reads:
            if read.kind == "attribute":
                times.append(history.attribute(part.attributes[read.argument]).time)
            else:
                times.append(layer_course(read, part.layers[read.argument], history, model.events).time)
    times += [history.global_covariate(each.scale).time for each in model.terms if each.scale is not None]
    times += [np.array(each.period) for each in model.terms if each.period is not None]
    times += [record.time for record in (history.present, history.opportunity) if record is not None]
    every = np.unique(np.concatenate(times))
    return every[np.isfinite(every)]


def walk(design: Design, *, merge: bool = True) -> Iterator[Block]:
    """Walk through the history once; with `merge`, like alternatives of tie-oriented models become one."""
    model, history, clock = design.model, design.history, design.clock
    columns = design.columns()
    opportunities = Opportunities(history, clock, model, design.sample)
    with ThreadPoolExecutor(THREADS) as pool:
        # Columns know nothing of one another; in short walks handing them out costs more than it saves.
        spread: Spread = pool.map if design.rows > SHORT * ROWS else map
        for at in opportunities.chunks(_bounds(opportunities.sizes(), clock, list(columns))):
            x = assembled(model, history, clock.time[at.first : at.last], at, columns, spread)
            block = Block(at, x, _risk(at, design))
            yield _merged(block) if merge and model.kind == "rem" and design.sample is None else block


def assembled(
    model: Model,
    history: History,
    time: Floats,
    at: Alternatives,
    columns: dict[Part, Column],
    spread: Spread = map,
) -> Floats:
    """The statistics (P, M) of the next alternatives: products of parts, times their factors in time.

    `time` (R,) is that of their risk sets; `spread` runs the columns, one after another or side by side.
    """
    terms, lead, views = model.terms, int(model.timed), Views(at, history.n)
    x = np.empty((lead + len(terms), len(at.row)))
    x[:lead] = 1.0
    plain = {each.parts[0]: lead + k for k, each in reversed(list(enumerate(terms))) if len(each.parts) == 1}
    values = {part: x[plain[part]] if part in plain else np.empty(len(at.row)) for part in columns}
    deque(spread(lambda part: columns[part].emit(at, views, values[part]), columns), maxlen=0)
    for k, term in reversed(list(enumerate(terms))):
        if len(term.parts) > 1 or plain[term.parts[0]] != lead + k:
            np.multiply.reduce([values[part] for part in term.parts], axis=0, out=x[lead + k])
    for k, term in enumerate(terms):
        if term.period is not None or term.scale is not None:
            x[lead + k] *= np.repeat(in_time(term, history, time), np.diff(at.start))
    return x


def _merged(block: Block) -> Block:
    x, start, chosen, offset = merged(block.x, block.at.start, block.at.chosen)
    return Block(
        block.at._replace(row=NONE, col=NONE),
        x,
        block.risk._replace(start=start, chosen=chosen, offset=offset),
    )


def in_time(each: Term, history: History, time: Floats) -> Floats:
    """The factor of a term at each time: its period and its global covariate."""
    factor = np.ones(len(time))
    if each.period is not None:
        factor *= (time > each.period[0]) & (time <= each.period[1])
    if each.scale is not None:
        record = history.global_covariate(each.scale)
        factor *= np.append(record.initial, record.value)[np.searchsorted(record.time, time, side="left")]
    return factor


def _bounds(sizes: Ints, clock: Clock, parts: list[Part]) -> Ints:
    """Where blocks begin: about ROWS alternatives each, and no longer than decays can bear."""
    total = np.cumsum(sizes) // ROWS
    edges = [np.flatnonzero(np.diff(total, prepend=0))]
    half_lives = [layer.half_life for part in parts for layer in part.layers if layer.half_life is not None]
    if half_lives and len(clock.time):
        step = np.floor((clock.time - clock.time[0]) / (SPAN * min(half_lives)))
        edges.append(np.flatnonzero(np.diff(step, prepend=0)))
    return np.unique(np.concatenate(edges))


def _risk(at: Alternatives, design: Design) -> Risk:
    duration = design.clock.duration[at.first : at.last]
    bounds = mirror = NONE
    if design.model.kind == "coordination":
        n, sets = design.history.n, np.repeat(np.arange(len(at.chosen)), np.diff(at.start))
        key = (sets * n + at.row) * n + at.col
        mirror = np.searchsorted(key, (sets * n + at.col) * n + at.row)
        bounds = np.append(np.flatnonzero(np.diff(sets * n + at.row, prepend=-1)), len(key))
    return Risk(at.start, at.chosen, duration, at.offset, bounds, mirror)


def _check(model: Model, history: History, sample: Sample | None) -> None:
    stream = history.stream(model.events)
    if model.kind == "coordination" and stream.directed:
        raise ModelError(
            f"A coordination model explains agreements, and the stream {model.events!r} is directed. "
            "Mend: give it `directed=False`."
        )
    if sample is not None and model.kind in ("coordination", "rate"):
        raise ModelError(f"A {model.kind} model takes no sample of alternatives. Mend: leave `sample` out.")
    for part in (part for each in model.terms for part in each.parts):
        for layer in part.layers:
            history.network(layer.network or model.events)
        for name in part.attributes:
            history.attribute(name)
    for each in model.terms:
        if each.scale is not None:
            history.global_covariate(each.scale)
