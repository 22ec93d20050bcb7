"""What each effect reads, by address: tables from ego, the moving world, covariates of a period."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np

from auxilia.saom import fields, simulator
from auxilia.saom.arguments import path
from auxilia.saom.arrays import AnyArray
from auxilia.saom.compiling import compile_all, compiled, file_of, pointed
from auxilia.saom.drawing import MODES, Base, Drawing, World, ints, own_slot

Rows = dict[tuple[int, str, str, str], int]


def _words(base: Base) -> list[tuple[str, ...]]:
    """The words of a base by mode: the change statistic moves in simulations."""
    effect = base.bound.effect
    change = effect.changing or effect.statistic
    return [pointed(change if mode == fields.SIMULATION else effect.statistic) for mode in MODES]


def tables(d: Drawing, bases: list[Base]) -> tuple[dict[str, AnyArray], Rows]:
    """One row for each way that some effect of a variable asks for."""
    rows: Rows = {}
    starts: list[int] = [0]
    two: list[bool] = []
    backward: list[list[bool]] = []
    slots: list[Any] = []
    for v in range(len(d.variables)):
        for base in (b for b in bases if b.variable == v):
            for word in sorted({word for words in _words(base) for word in words}):
                way = path(word)
                if way is None:
                    continue
                first, second = base.bound.reads[way.first], base.bound.reads.get(way.second, "")
                key = (v, word.replace("x", "1").replace("w", "2"), first, second)
                if key in rows:
                    continue
                rows[key] = len(two)
                two.append(bool(second))
                backward.append([not way.forward, bool(second) and not way.then_forward])
                slots.append(
                    [
                        [
                            [own_slot(d, base, net, mode, p) if net else 0 for net in (first, second)]
                            for p in range(d.data.periods)
                        ]
                        for mode in MODES
                    ]
                )
        starts.append(len(two))
    shape = (len(MODES), d.data.periods, len(two), 2)
    ordered = (
        np.array(slots, dtype=np.int64).transpose(1, 2, 0, 3) if slots else np.zeros(shape, dtype=np.int64)
    )
    found = {
        "table_start": ints(starts),
        "table_two": ints(two),
        "table_backward": ints(backward).reshape(len(two), 2),
        "table_lists": np.ascontiguousarray(ordered),
    }
    return found, rows


def addresses(d: Drawing, bases: list[Base], world: World, rows: Rows) -> dict[str, AnyArray]:
    """Compile every effect, and say by address where it finds what it reads."""
    periods = d.data.periods
    args = np.zeros((len(MODES), periods, len(bases)), dtype=np.int64)
    change, statistic = [], []
    compile_all(dict([simulator.file(), *_files(bases)]))
    for b, base in enumerate(bases):
        effect = base.bound.effect
        network = effect.target == "network"
        pair = [compiled(f, network) for f in (effect.changing or effect.statistic, effect.statistic)]
        d.keep.extend(pair)
        change.append(pair[0].address)
        statistic.append(pair[1].address)
        words = _words(base)
        for mode in MODES:
            for p in range(periods):
                given = [_sizes(d, base), *[_found(d, base, w, mode, p, world, rows) for w in words[mode]]]
                pointers = np.array([array.ctypes.data for array in given], dtype=np.int64)
                d.keep.append((pointers, given))
                args[mode, p, b] = pointers.ctypes.data
    step = world["base"].strides[0]
    return {
        "base_change": ints(change),
        "base_statistic": ints(statistic),
        "base_args": args,
        "base_out": world["base"].ctypes.data + step * np.arange(world["base"].shape[0], dtype=np.int64),
    }


def _files(bases: list[Base]) -> list[tuple[str, str]]:
    """What must be compiled for these effects."""
    effects = [base.bound.effect for base in bases]
    return [file_of(function, e.target == "network") for e in effects for function in e.functions]


def _sizes(d: Drawing, base: Base) -> AnyArray:
    if "x" in base.bound.reads:
        n, m = d.data.networks[base.bound.reads["x"]].shape
    else:
        n = m = d.data.data.actors
    return _constant(d, ("sizes", n, m), lambda: ints([n, m, d.size]))


def _constant(d: Drawing, key: Any, make: Callable[[], AnyArray]) -> AnyArray:
    if key not in d.constants:
        d.constants[key] = make()
    return d.constants[key]


def _number(d: Drawing, value: float) -> AnyArray:
    return _constant(d, ("number", float(value)), lambda: np.array([value], dtype=np.float64))


def _flags(d: Drawing, key: Any, values: AnyArray) -> AnyArray:
    def make() -> AnyArray:
        whole = np.zeros((d.size, d.size), dtype=np.uint8)
        whole[tuple(slice(k) for k in values.shape)] = values
        return whole

    return _constant(d, key, make)


def _padded(d: Drawing, key: Any, values: AnyArray) -> AnyArray:
    def make() -> AnyArray:
        whole = np.zeros((d.size,) * values.ndim)
        whole[tuple(slice(k) for k in values.shape)] = values
        return whole

    return _constant(d, key, make)


def _found(
    d: Drawing,
    base: Base,
    word: str,
    mode: int,
    p: int,
    world: World,
    rows: Rows,
) -> AnyArray:
    """The array behind a word, in a mode and period."""
    reads = base.bound.reads
    way = path(word)
    if way is not None:
        key = (
            base.variable,
            word.replace("x", "1").replace("w", "2"),
            reads[way.first],
            reads.get(way.second, ""),
        )
        return cast("AnyArray", world["tables"][rows[key]])
    if word == "p":
        return _number(d, base.bound.parameter)
    letter, _, what = word.partition("_")
    if letter in "xw":
        return _network_word(d, base, reads[letter], what, mode, p, world)
    if letter in "vu":
        return _attribute_word(d, reads[letter], what, mode, p, world)
    if letter in "de":
        return _pairs_word(d, reads[letter], what, mode, p)
    return _behavior_word(d, base, what, mode, p, world)


def _network_word(d: Drawing, base: Base, name: str, what: str, mode: int, p: int, world: World) -> AnyArray:
    ties = d.data.networks[name]
    if what.startswith("av"):
        return _number(d, getattr(ties, f"average_{what[2:]}"))
    if what in {"balance", "equivalence"}:
        return _number(d, getattr(ties, what))
    if what == "miss":
        either = ties.missing[p] | ties.missing[p + 1]
        return _flags(d, ("either", name, p, mode != fields.SIMULATION), either & (mode != fields.SIMULATION))
    slot = own_slot(d, base, name, mode, p)
    arrays = {"": world["x"], "out": world["out"], "in": world["into"]}
    arrays |= {"outdeg": world["outdeg"], "indeg": world["indeg"], "recdeg": world["recdeg"]}
    return cast("AnyArray", arrays[what][slot])


def _attribute_word(d: Drawing, name: str, what: str, mode: int, p: int, world: World) -> AnyArray:
    one = d.data.behaviors.get(name) or d.data.attributes[name]
    if what in {"mean", "range", "simmean"}:
        return _number(d, one.similarity if what == "simmean" else getattr(one, what))
    if what == "miss":
        seen = one.missing[p] if mode != fields.SIMULATION else np.zeros_like(one.missing[p])
        return _padded(d, ("miss", name, p, mode != fields.SIMULATION), seen.astype(np.float64))
    if name in d.behaviors:
        count = len(d.behaviors)
        row = d.behaviors[name] + (0 if mode == fields.SIMULATION else count * (3 + p))
        return cast("AnyArray", world["z"][row])
    return _padded(d, ("value", name, p), d.data.attributes[name].value[p])


def _pairs_word(d: Drawing, name: str, what: str, mode: int, p: int) -> AnyArray:
    one = d.data.pairs[name]
    if what == "mean":
        return _number(d, one.mean)
    if what == "miss":
        seen = one.missing[p] if mode != fields.SIMULATION else np.zeros_like(one.missing[p])
        return _padded(d, ("miss", name, p, mode != fields.SIMULATION), seen.astype(np.float64))
    return _padded(d, ("value", name, p), one.value[p])


def _behavior_word(d: Drawing, base: Base, what: str, mode: int, p: int, world: World) -> AnyArray:
    levels, count = d.data.behaviors[base.bound.variable], len(d.behaviors)
    b = d.behaviors[base.bound.variable]
    if what == "miss":
        seen = (levels.missing[p] | levels.missing[p + 1]) & (mode != fields.SIMULATION)
        return _padded(
            d, ("either", base.bound.variable, p, mode != fields.SIMULATION), seen.astype(np.float64)
        )
    if what:
        value = {"mean": levels.mean, "range": levels.range, "simmean": levels.similarity}
        return _number(d, (value | {"min": levels.low, "max": levels.high})[what])
    row = {fields.SIMULATION: b, fields.END: count + b}.get(
        mode, 2 * count + b if base.bound.effect.others_move else count + b
    )
    return cast("AnyArray", world["z"][row])
