"""The model and one group's data as the memory that the compiled simulator works in."""

from __future__ import annotations

from typing import Any

import numpy as np

from auxilia.saom import fields
from auxilia.saom.addresses import addresses, tables
from auxilia.saom.arrays import AnyArray, Floats, Ints
from auxilia.saom.catalogue import Effect, asks
from auxilia.saom.drawing import Base, Drawing, Slots, World, ints, matrices
from auxilia.saom.layout import Layout, rate_source
from auxilia.saom.prepared import Prepared, Ties
from auxilia.saom.quads import quads
from auxilia.saom.specification import Bound, Rate, functions_of

KINDS = {"evaluation": fields.EVALUATION, "endowment": fields.ENDOWMENT, "creation": fields.CREATION}


# A row is a whole number of vector registers, four to a turn of a loop; the last place is nobody's.
LANES = 16


class Memory:
    """Arrays by field, and the table of where they are; `keep` holds what addresses inside them point at."""

    def __init__(self, arrays: World, keep: list[Any]) -> None:
        self.arrays, self.keep = {}, keep
        self.table: Ints = np.zeros((len(fields.FIELDS), 5), dtype=np.int64)
        for number, (name, (dtype, dimensions)) in enumerate(fields.FIELDS.items()):
            array = np.ascontiguousarray(arrays.get(name, np.zeros((1,) * dimensions)), dtype=dtype)
            if array.ndim != dimensions:
                raise ValueError(f"{name} has {array.ndim} dimensions, not {dimensions}")
            self.arrays[name] = array
            self.table[number, 0] = array.ctypes.data
            self.table[number, 1 : 1 + dimensions] = array.shape


def plan_group(data: Prepared, group: int, layout: Layout) -> Memory:
    """The memory of one group."""
    ties = list(data.networks.values())
    widest = max([data.data.actors, *[t.shape[1] + (0 if t.one_mode else 1) for t in ties]])
    size = (widest // LANES + 1) * LANES
    drawing = Drawing(
        data,
        group,
        layout,
        size,
        Slots(size, 2 * len(ties)),
        Slots(size, 0),
        {t.name: k for k, t in enumerate(ties)},
        {name: b for b, name in enumerate(data.behaviors)},
        list(data.data.variables),
    )
    parts = _structure(drawing) | matrices(drawing) | _levels(drawing) | _composition(drawing)
    bases, terms = _terms(drawing)
    fours, height = quads(terms, [name in drawing.networks for name in drawing.variables])
    parts |= terms | fours | _rates(drawing)
    found, rows = tables(drawing, bases)
    world = _world(drawing, terms, len(rows), height)
    # Lists of those who send follow those of all slots.
    found["table_lists"] = found["table_lists"] + len(world["x"]) * found.pop("table_backward")
    parts |= found | world | addresses(drawing, bases, world, rows)
    parts["mats"] = drawing.mats.stacked()
    return Memory(parts, drawing.keep)


def _structure(d: Drawing) -> dict[str, AnyArray]:
    kinds, n, m, index, only = [], [], [], [], []
    for name in d.variables:
        if name in d.networks:
            ties = d.data.networks[name]
            kinds.append(fields.ONE_MODE if ties.one_mode else fields.TWO_MODE)
            senders, receivers = ties.shape
            one: Any = ties
        else:
            kinds.append(fields.BEHAVIOR)
            senders, receivers = d.data.data.actors, 2
            one = d.data.behaviors[name]
        n.append(senders)
        m.append(receivers)
        index.append({**d.networks, **d.behaviors}[name])
        only.append(np.stack([one.up_only, one.down_only], axis=1))
    basic = [[d.layout.basic[v, d.group, p] for p in range(d.data.periods)] for v in d.variables]
    return {
        "kinds": ints(kinds),
        "senders": ints(n),
        "receivers": ints(m),
        "index": ints(index),
        "only": ints(only),
        "basic_theta": ints(basic),
    }


def _levels(d: Drawing) -> dict[str, AnyArray]:
    count, n, waves = max(1, len(d.behaviors)), d.data.data.actors, d.data.data.waves
    start, missing = np.zeros((count, waves, n), dtype=np.int64), np.zeros((count, waves, n), dtype=np.uint8)
    mean, low, high = np.zeros(count), np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for name, b in d.behaviors.items():
        levels = d.data.behaviors[name]
        start[b], missing[b] = levels.value, levels.missing
        mean[b], low[b], high[b] = levels.mean, levels.low, levels.high
    return {
        "level_start": start,
        "level_missing": missing,
        "means": mean,
        "low": low,
        "high": high,
        "z_clean": count + np.arange(count, dtype=np.int64),
        "z_moved": 2 * count + np.arange(count, dtype=np.int64),
    }


def _composition(d: Drawing) -> dict[str, AnyArray]:
    """Who is there at the start of each period, and who joins and leaves when."""
    n, periods = d.data.data.actors, d.data.periods
    there = np.ones((periods, n), dtype=np.uint8)
    events: list[list[tuple[float, int, int]]] = [[] for _ in range(periods)]
    for actor, times in enumerate(d.data.data.presence or ()):
        steps = list(times)
        spans = list(zip(steps[::2], steps[1::2], strict=True))
        for period in range(periods):
            there[period, actor] = any(join <= period + 1 <= leave for join, leave in spans)
        for time, joins in [(join, 1) for join, _ in spans] + [(leave, 0) for _, leave in spans]:
            period = int(time) - 1
            if time - int(time) > 1e-10 and period < periods:
                events[period].append((time - int(time), actor, joins))
    ordered = [sorted(one, key=lambda e: e[0]) for one in events]
    flat = [event for one in ordered for event in one]
    return {
        "active_start": there,
        "event_start": ints(np.cumsum([0, *[len(one) for one in ordered]])),
        "event_time": np.array([e[0] for e in flat], dtype=np.float64),
        "event_actor": ints([e[1] for e in flat]),
        "event_join": ints([e[2] for e in flat]),
    }


def _terms(d: Drawing) -> tuple[list[Base], dict[str, AnyArray]]:
    bases: list[Base] = []
    base_start, term_start, parts, kinds, passes, divisor, theta = [0], [0], [], [], [], [], []
    for v, name in enumerate(d.variables):
        known: dict[Any, int] = {}
        for term, place in d.layout.terms[name]:
            row = [-1, -1, -1]
            found = functions_of(term, d.data)
            for which, bound in enumerate(found):
                key = (bound.effect.name, tuple(bound.reads.items()), bound.parameter)
                if key not in known:
                    known[key] = len(bases)
                    bases.append(Base(bound, v))
                row[which] = known[key]
            parts.append(row)
            kinds.append(KINDS[term.function])
            passes.append(_pass(found[0], term.function))
            divisor.append(found[0].effect.divisor)
            theta.append(place)
        base_start.append(len(bases))
        term_start.append(len(parts))
    return bases, {
        "base_start": ints(base_start),
        "base_still": np.array([_still(b.bound.effect) for b in bases], dtype=np.uint8),
        "base_ego": ints([b.bound.effect.shape == "ego" for b in bases]),
        "term_start": ints(term_start),
        "term_parts": ints(parts),
        "term_kind": ints(kinds),
        "term_pass": ints(passes),
        "term_divisor": np.array(divisor),
        "term_theta": ints(theta),
    }


def _still(effect: Effect) -> bool:
    """Whether what a change is worth depends on neither the state nor the actor."""
    return effect.target == "network" and not set(asks(effect.changing or effect.statistic)) - {
        "n",
        "m",
        "p",
        "out",
    }


def _pass(bound: Bound, function: str) -> int:
    """Which state of the world a statistic looks at."""
    if bound.effect.target == "behavior":
        return fields.BACK if bound.effect.others_move and function != "evaluation" else fields.END
    if function != "evaluation" and bound.effect.looks_back:
        return fields.START
    return fields.BACK if function == "endowment" else fields.END


def _rates(d: Drawing) -> dict[str, AnyArray]:
    starts, kinds, sources, theta, slots = [0], [], [], [], []
    vectors: list[Floats] = []
    for name in d.variables:
        for one, place in d.layout.rates[name]:
            kind, source = _rate_kind(d, one, vectors)
            kinds.append(kind)
            sources.append(source)
            theta.append(place)
            slots.append(_rate_slots(d, one, rate_source(one, d.data)))
        starts.append(len(kinds))
    empty = np.zeros((1, d.data.periods, d.data.data.actors))
    return {
        "rate_start": ints(starts),
        "rate_kind": ints(kinds),
        "rate_source": ints(sources),
        "rate_theta": ints(theta),
        "rate_vector": np.array(vectors) if vectors else empty,
        "rate_slot": ints(slots).reshape(len(kinds), d.data.periods),
    }


def _rate_kind(d: Drawing, one: Rate, vectors: list[Floats]) -> tuple[int, int]:
    name = rate_source(one, d.data)
    if name in d.data.attributes:
        vectors.append(d.data.attributes[name].value)
        return 0, len(vectors) - 1
    if name in d.behaviors:
        return 1, d.behaviors[name]
    of = ("out", "in", "recip").index(one.effect.split("Rate")[0])
    form = ("", "Inv", "Log").index(one.effect.split("Rate")[1])
    return 2 + 3 * of + form, d.networks[name]


def _rate_slots(d: Drawing, one: Rate, name: str) -> list[int]:
    if name not in d.networks:
        return [0] * d.data.periods
    ties = d.data.networks[name]
    start = ties.before if one.variable in d.networks else ties.initial
    return [d.slots.add(start(p)) for p in range(d.data.periods)]


def _world(d: Drawing, terms: World, ways: int, height: int) -> World:
    """What moves, at rest."""
    # Two networks may share a slot where they are equal: only a one-mode network has reciprocated ties.
    networks = sorted(d.data.networks.values(), key=lambda ties: ties.one_mode)
    slots = [(slot, ties.one_mode) for ties in networks for slot in _starts(d, ties)]
    x, n = d.slots.stacked(), d.data.data.actors
    count, periods = max(1, len(d.behaviors)), d.data.periods
    longest = int(np.diff(terms["term_start"]).max(initial=0))
    world: World = {
        "x": x,
        **_listed(x.shape),
        "z": np.zeros((count * (3 + periods), d.size)),
        "level": np.zeros((count, n), dtype=np.int64),
        "tables": np.zeros((max(1, ways), d.size)),
        "base": np.zeros((height, d.size)),
        "work": np.zeros((4 + longest, d.size)),
        "active": np.ones(n, dtype=np.uint8),
        "summed": np.zeros(d.size, dtype=np.int64),
        "rate": np.zeros((len(d.variables), d.size)),
        "free": np.ones((len(d.variables), n), dtype=np.uint8),
        "total": np.zeros(len(d.variables)),
        "even": np.zeros(len(d.variables), dtype=np.uint8),
    }
    for slot, one_mode in slots:
        relist(world, slot, one_mode)
    for name, b in d.behaviors.items():
        levels = d.data.behaviors[name]
        for p in range(periods):
            seen = np.where(levels.missing[p], 0, levels.value[p]) - levels.mean
            world["z"][count * (3 + p) + b, : seen.size] = seen
    return world


def _listed(shape: tuple[int, ...]) -> World:
    """Lists and degrees of all slots, outward and inward, at rest."""
    lists, degrees = np.full((2, *shape), shape[1] - 1, dtype=np.uint16), np.zeros((2, *shape[:2]))
    return {
        "lists": lists.reshape(-1, *shape[1:]),
        "out": lists[0],
        "into": lists[1],
        "degrees": degrees.reshape(-1, shape[1]),
        "outdeg": degrees[0],
        "indeg": degrees[1],
        "recdeg": np.zeros(shape[:2]),
    }


def relist(world: World, slot: int, one_mode: bool) -> None:
    """Lists and degrees of a slot from its matrix."""
    x = world["x"][slot]
    for name, matrix in (("out", x), ("into", x.T)):
        world[name][slot] = len(x) - 1
        rows, ties = np.nonzero(matrix)
        places = np.arange(rows.size) - np.searchsorted(rows, rows)
        world[name][slot, rows, places] = ties
    world["outdeg"][slot], world["indeg"][slot] = x.sum(axis=1), x.sum(axis=0)
    world["recdeg"][slot] = (x * x.T).sum(axis=1) if one_mode else 0.0


def _starts(d: Drawing, ties: Ties) -> set[int]:
    """The slots of all that statistics may see of a network at the start of a period."""
    return {
        d.slots.add(matrix)
        for p in range(d.data.periods)
        for matrix in (ties.value[p], ties.before(p), ties.initial(p))
    }
