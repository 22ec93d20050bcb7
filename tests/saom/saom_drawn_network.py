"""A network drawn by hand, and the statistics of effects on it.

          +--------------+
          v              |
G <--- A <--> B          E --+      F
       | \\    |          |   |
       |  \\   |          |   |
       |   v  v          |   |
       |    C <----------+   |
       |    ^ |              |
       |    | v              |
       +<--- D <-------------+

A: B C G    B: A C    C: D    D: A C    E: A C D    F and G: nobody
values of the covariate: A 1, B 1, C 4, others 2; less their mean 2: A -1, B -1, C 2, others 0
"""

import numpy as np

from auxilia.saom import plain
from auxilia.saom.data import Behavior, Covariate, Data, Network, TwoMode
from auxilia.saom.prepared import prepare
from auxilia.saom.specification import effect, functions_of

NAMES = "ABCDEFG"
TIES = "AB AC AG BA BC CD DA DC EA EC ED"
VALUE = [1.0, 1.0, 4.0, 2.0, 2.0, 2.0, 2.0]
PLACES = "A1 A2 B1 B2 C2 D3"
"""Ties of a two-mode network: A and B go to the same two places, C to one of them, D alone to the third."""


def _square(ties: str) -> np.ndarray:
    found = np.zeros((len(NAMES), len(NAMES)))
    for sender, receiver in ties.split():
        found[NAMES.index(sender), NAMES.index(receiver)] = 1
    return found


def _places(ties: str) -> np.ndarray:
    found = np.zeros((len(NAMES), 4))
    for sender, place in ties.split():
        found[NAMES.index(sender), int(place) - 1] = 1
    return found


def statistic(
    name: str, *others: str, parameter: float | None = None, more: str = "", less: str = "", on: str = "ties"
) -> float:
    """The statistic of an effect on the drawn network, with some ties more or less."""
    kept = " ".join(tie for tie in TIES.split() if tie not in less.split())
    # A panel needs a change: at its end A is tied to F, D goes to another place, and the level of A is 2.
    ends = [f"{kept} {more}", f"{kept} {more}".replace("AG", "AF")]
    data = prepare(
        Data(
            {
                "ties": Network(np.stack([_square(ties) for ties in ends]), allow_only=False),
                "places": TwoMode(np.stack([_places(PLACES), _places(PLACES.replace("D3", "D4"))])),
                "level": Behavior(np.array([VALUE, [2.0, *VALUE[1:]]]).T),
            },
            {"value": Covariate(np.array(VALUE)), "kind": Covariate(np.array([1.0, 2.0, 2.0, 3.0]))},
        )
    )
    bounds = functions_of(effect(on, name, *others, parameter=parameter), data)
    graphs = {net: plain.Graph(ties.value[0]) for net, ties in data.networks.items()}
    levels = {name: one.value[0] for name, one in data.behaviors.items()}
    view = plain.View(data, 0, graphs, levels, statistics=False)
    return plain.network_statistic(bounds, view, graphs[on].x)
