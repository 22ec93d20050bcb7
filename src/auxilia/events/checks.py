"""What a history must be: each check says what is wrong, where, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from auxilia.errors import ModelError, UnknownNameError
from auxilia.events.arrays import AnyArray, Floats

if TYPE_CHECKING:
    from auxilia.events.history import Attribute, EventStream, Global, History, StateNetwork

Found = TypeVar("Found")


def known(table: Mapping[str, Found], name: str, kind: str) -> Found:
    """The entry of this name, or UnknownNameError with the nearest names."""
    if name not in table:
        raise UnknownNameError(
            name, kind, difflib.get_close_matches(name, table, 3, 0.4) or sorted(table)[:5]
        )
    return table[name]


def numeric(name: str, values: Any, dtype: Any) -> AnyArray:
    """The values as an array of the type wanted (any type for None)."""
    try:
        return np.asarray(values, dtype=dtype)
    except (TypeError, ValueError) as error:
        raise ModelError(
            f"`{name}` must be numbers: {error}. Mend: turn dates and text into numbers."
        ) from error


def whole(name: str, actors: Any) -> AnyArray:
    """The actors as whole numbers, of which nothing was cut off."""
    array = numeric(name, actors, float)
    if not np.array_equal(array, np.rint(array)):
        raise ModelError(f"`{name}` must be numbers of actors, 0 .. n - 1: a value is missing or not whole.")
    return array


def same_length(what: str, record: Any, names: tuple[str, ...]) -> None:
    """All given arrays are one-dimensional and equally long."""
    arrays = {name: value for name in names if (value := getattr(record, name)) is not None}
    shapes = {name: array.shape for name, array in arrays.items()}
    if len(set(shapes.values())) > 1 or any(len(shape) != 1 for shape in shapes.values()):
        told = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ModelError(f"The arrays of one {what} must be equally long vectors, not {told}.")


def history(record: History) -> None:
    """Every part of a history, one after the other."""
    names = record.names
    if len(names) < 2:
        raise ModelError(f"A history needs two actors or more, not {len(names)}.")
    if len(set(names)) < len(names):
        raise ModelError("Two actors bear the same name. Mend: make the names unique.")
    for name, network in record.networks.items():
        _network(name, network, names)
    for name, attribute in record.attributes.items():
        _attribute(f"attribute {name!r}", attribute, names)
    for name, each in record.global_covariates.items():
        _global(f"global covariate {name!r}", each)
    if record.present is not None:
        _attribute("presence", record.present, names)
    if record.opportunity is not None:
        _state("opportunity", record.opportunity, names, loops=True)
    if record.start is not None and record.end is not None and record.start >= record.end:
        raise ModelError(f"The observed time must start ({record.start}) before it ends ({record.end}).")


def _network(name: str, network: EventStream | StateNetwork, names: tuple[str, ...]) -> None:
    if hasattr(network, "value"):
        _state(f"network {name!r}", cast("StateNetwork", network), names)
    else:
        _stream(f"stream {name!r}", network, names)


def _stream(what: str, stream: EventStream, names: tuple[str, ...]) -> None:
    _times(what, "event", stream.time)
    _actors(what, "event", stream.sender, names)
    _actors(what, "event", stream.receiver, names)
    _no_loops(what, "event", stream, names)
    if stream.weight is not None:
        _first(
            what,
            "event",
            ~(np.isfinite(stream.weight) & (stream.weight > 0)),
            "has no positive weight",
            "leave such events out, or give them a weight",
        )


def _state(what: str, network: StateNetwork, names: tuple[str, ...], *, loops: bool = False) -> None:
    n = len(names)
    if network.initial is not None:
        if network.initial.shape != (n, n):
            raise ModelError(f"{what}: `initial` is {network.initial.shape}, and must be ({n}, {n}).")
        _finite(what, network.initial)
        if not loops and np.any(np.diag(network.initial) != 0):
            actor = int(np.flatnonzero(np.diag(network.initial))[0])
            raise ModelError(f"{what}: {_who(actor, names)} has a tie to itself. Mend: zero the diagonal.")
        if not network.directed and not np.array_equal(network.initial, network.initial.T):
            raise ModelError(
                f"{what} is undirected, and its `initial` is not symmetric. Mend: symmetrise it."
            )
    _times(what, "change", network.time)
    _actors(what, "change", network.sender, names)
    _actors(what, "change", network.receiver, names)
    _finite(what, network.value)
    if not loops:
        _no_loops(what, "change", network, names)


def _attribute(what: str, attribute: Attribute, names: tuple[str, ...]) -> None:
    if attribute.initial.shape != (len(names),):
        raise ModelError(f"{what}: `initial` is {attribute.initial.shape}, and must be ({len(names)},).")
    if not np.all(np.isfinite(attribute.initial)):
        actor = int(np.flatnonzero(~np.isfinite(attribute.initial))[0])
        raise ModelError(
            f"{what}: the value of {_who(actor, names)} is missing. "
            "Mend: fill it in, or take the actor out of the opportunities while it is unknown."
        )
    _times(what, "change", attribute.time)
    _actors(what, "change", attribute.actor, names)
    _finite(what, attribute.value)


def _global(what: str, record: Global) -> None:
    _times(what, "change", record.time)
    _finite(what, np.append(record.value, record.initial))


def _times(what: str, entry: str, time: Floats) -> None:
    _first(what, entry, ~np.isfinite(time), "has no finite time", "give it a date, or leave it out")
    late = np.append(False, np.diff(time) < 0)
    if late.any():
        row = int(np.flatnonzero(late)[0])
        raise ModelError(
            f"{what} is out of order: {entry} {row} (time {time[row]}) stands after {entry} {row - 1} "
            f"(time {time[row - 1]}). Mend: sort by time."
        )


def _actors(what: str, entry: str, actors: AnyArray, names: tuple[str, ...]) -> None:
    outside = (actors < 0) | (actors >= len(names))
    _first(what, entry, outside, f"names an actor outside 0 .. {len(names) - 1}", "number the actors anew")


def _no_loops(what: str, entry: str, network: EventStream | StateNetwork, names: tuple[str, ...]) -> None:
    loops = network.sender == network.receiver
    if loops.any():
        row = int(np.flatnonzero(loops)[0])
        raise ModelError(
            f"{what}: {entry} {row} (time {network.time[row]}) goes from "
            f"{_who(int(network.sender[row]), names)} to itself. Mend: leave it out: nobody chooses itself."
        )


def _finite(what: str, values: Floats) -> None:
    if not np.all(np.isfinite(values)):
        place = tuple(int(index) for index in np.argwhere(~np.isfinite(values))[0])
        raise ModelError(f"{what}: a value is missing or infinite at {place}. Mend: fill it in.")


def _first(what: str, entry: str, bad: AnyArray, says: str, mend: str) -> None:
    if bad.any():
        raise ModelError(f"{what}: {entry} {int(np.flatnonzero(bad)[0])} {says}. Mend: {mend}.")


def _who(actor: int, names: tuple[str, ...]) -> str:
    return f"actor {actor}" if names[actor] == str(actor) else f"actor {actor} ({names[actor]})"
