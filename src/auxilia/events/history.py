"""What happened: streams of dated events, networks that stand and change, attributes, presence, opportunity.

Actors are numbered 0 .. n-1. Times are numbers in one unit of the user's choice (days, seconds, fractional
years).

The rules of time, everywhere in this package:

* A change at time t is seen by what happens **after** t, not by an event at t itself. A covariate that must
  count on the day of an event is given an earlier time.
* `simultaneous="together"`: events of one stream that bear the same time do not see each other (Breslow).
  `"as_listed"`: their order in the arrays is their order in time.
* Events before `start` are history only: they shape the statistics and are not explained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import numpy as np

from auxilia.errors import ModelError, UnknownNameError
from auxilia.events import checks
from auxilia.events.arrays import AnyArray, Bools, Floats, Ints, frozen

Simultaneous = Literal["together", "as_listed"]


@dataclass(frozen=True, eq=False, slots=True)
class EventStream:
    """Dated events i -> j, in the order of their times.

    Parameters
    ----------
    time, sender, receiver
        (E,) arrays; times never decrease, nobody turns to itself.
    weight
        (E,) positive amounts, for weighted statistics; 1 each when left out.
    kind
        (E,) labels by which a layer can pick events.
    modelled
        (E,) which events a model explains; the others are history only. All when left out.
    directed
        False for agreements: an event i - j stands for both directions.
    """

    time: Floats
    sender: Ints
    receiver: Ints
    weight: Floats | None = None
    kind: AnyArray | None = None
    modelled: Bools | None = None
    directed: bool = True

    def __post_init__(self) -> None:
        _freeze(self, time=float, sender=np.int64, receiver=np.int64)
        _freeze(self, weight=float, kind=None, modelled=bool)
        checks.same_length("event stream", self, ("time", "sender", "receiver", "weight", "kind", "modelled"))

    def __len__(self) -> int:
        return len(self.time)


@dataclass(frozen=True, eq=False, slots=True)
class StateNetwork:
    """A network of states (alliance, distance): `initial` (n, n), zeros when left out, and its changes.

    The tie of (sender, receiver) takes `value` at `time`; (C,) arrays in the order of time. The diagonal is
    zero.
    """

    initial: Floats | None = None
    time: Floats = field(default_factory=lambda: np.empty(0))
    sender: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    receiver: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    value: Floats = field(default_factory=lambda: np.empty(0))
    directed: bool = True

    def __post_init__(self) -> None:
        _freeze(self, initial=float, time=float, sender=np.int64, receiver=np.int64, value=float)
        checks.same_length("state network", self, ("time", "sender", "receiver", "value"))


@dataclass(frozen=True, eq=False, slots=True)
class Attribute:
    """An attribute of actors: `initial` (n,), and its changes: `actor` takes `value` at `time`, (C,) each."""

    initial: Floats
    time: Floats = field(default_factory=lambda: np.empty(0))
    actor: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    value: Floats = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        _freeze(self, initial=float, time=float, actor=np.int64, value=float)
        checks.same_length("attribute", self, ("time", "actor", "value"))


@dataclass(frozen=True, eq=False, slots=True)
class Global:
    """A value that all share, `initial` and then `value` from each `time` on: a price, a world order."""

    initial: float
    time: Floats = field(default_factory=lambda: np.empty(0))
    value: Floats = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        _freeze(self, time=float, value=float)
        checks.same_length("global covariate", self, ("time", "value"))


@dataclass(frozen=True, eq=False, slots=True)
class History:
    """Everything that a model may look at, checked.

    Parameters
    ----------
    actors
        Their number n, or their names.
    networks
        Event streams and state networks by name.
    attributes, global_covariates
        Attributes of actors and global covariates by name.
    present
        1 while an actor is there, 0 while not; all are there when left out.
    opportunity
        Positive where i could turn to j; everywhere off the diagonal when left out. It may change.
    start, end
        The observed time; the first and last event of the explained stream when left out.
    simultaneous
        The rule for events at the same time (see the module).

    Raises
    ------
    ModelError
        Naming the network or attribute, the event and the mend.
    """

    actors: int | Sequence[str]
    networks: Mapping[str, EventStream | StateNetwork]
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    global_covariates: Mapping[str, Global] = field(default_factory=dict)
    present: Attribute | None = None
    opportunity: StateNetwork | None = None
    start: float | None = None
    end: float | None = None
    simultaneous: Simultaneous = "together"

    def __post_init__(self) -> None:
        if self.simultaneous not in get_args(Simultaneous):
            raise UnknownNameError(self.simultaneous, "rule for simultaneous events", get_args(Simultaneous))
        checks.history(self)

    @property
    def n(self) -> int:
        """The number of actors."""
        return int(self.actors) if isinstance(self.actors, int | np.integer) else len(self.actors)

    @property
    def names(self) -> tuple[str, ...]:
        """The actors' names, or their numbers as text."""
        if isinstance(self.actors, int | np.integer):
            return tuple(str(actor) for actor in range(self.n))
        return tuple(self.actors)

    def stream(self, name: str) -> EventStream:
        """The event stream of this name; UnknownNameError or ModelError when there is none."""
        network = self.network(name)
        if not isinstance(network, EventStream):
            raise ModelError(
                f"{name!r} is a state network; its ties have no dated events to explain. "
                "Mend: name an event stream."
            )
        return network

    def network(self, name: str) -> EventStream | StateNetwork:
        """The network of this name."""
        return checks.known(self.networks, name, "network")

    def attribute(self, name: str) -> Attribute:
        """The attribute of this name."""
        return checks.known(self.attributes, name, "attribute")

    def global_covariate(self, name: str) -> Global:
        """The global covariate of this name."""
        return checks.known(self.global_covariates, name, "global covariate")


def _freeze(record: Any, **types: Any) -> None:
    for name, dtype in types.items():
        value = getattr(record, name)
        if value is not None:
            array = checks.whole(name, value) if dtype is np.int64 else checks.numeric(name, value, dtype)
            object.__setattr__(record, name, frozen(array, dtype))
