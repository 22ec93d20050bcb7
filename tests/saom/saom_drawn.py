"""Two small networks drawn by hand, a behaviour and covariates, on which effects are worked out on paper.

    ties:   a <-> b    a <-> d    c <-> d    a -> c    b -> c    e -> a    e -> c
    other:  a <-> c    b <-> c    b <-> d    a -> e    b -> e    d -> c
    places: a - p, q    b - q, r    c - p    d - p, q, r    e -
    clubs:  a - q       b - q, r    c - r    d - p          e - p, q

    actor             a    b    c    d    e
    level             4    5    1    2    3     mean 3, range 4, mean similarity of pairs 1/2
    kind              3    3    1    1    2     mean 2
    rank              5    4    3    2    1     not centred
    side              1    1    1    2    2     mean 1.4
    near, from a      -    4    1    3    2     all other pairs 2: mean 2.1 (42 / 20)

Levels are asked about with a raised to 5, so that z_a is 2 where the others see 1. Every network gains or
loses one tie of e later: average degrees are 2.1 (ties) and 1.9 (other).
"""

import numpy as np

from auxilia.saom import plain
from auxilia.saom.data import Behavior, Covariate, Data, Dyadic, Network, TwoMode
from auxilia.saom.prepared import Prepared, prepare
from auxilia.saom.specification import Bound, effect, functions_of

ACTORS = "abcde"
TIES = "ab ba ad da cd dc ac bc ea ec"
OTHER = "ac ca bc cb bd db ae be dc"
PLACES = "ap aq bq br cp dp dq dr"
CLUBS = "aq bq br cr dp ep eq"


def _network(pairs: str, receivers: str = ACTORS) -> np.ndarray:
    ties = np.zeros((2, len(ACTORS), len(receivers)))
    for pair in pairs.split():
        ties[:, ACTORS.index(pair[0]), receivers.index(pair[1])] = 1
    # Something has to change between the waves; effects are asked about the first.
    ties[1, 4, 1] = 1 - ties[0, 4, 1]
    return ties


def drawn() -> Prepared:
    level = np.array([[4, 5], [5, 4], [1, 1], [2, 2], [3, 3]])
    near = np.full((5, 5), 2.0)
    near[0] = [0, 4, 1, 3, 2]
    return prepare(
        Data(
            {
                "ties": Network(_network(TIES)),
                "other": Network(_network(OTHER)),
                "places": TwoMode(_network(PLACES, "pqr")),
                "clubs": TwoMode(_network(CLUBS, "pqr")),
                "level": Behavior(level),
            },
            {
                "kind": Covariate(np.array([3, 3, 1, 1, 2])),
                "rank": Covariate(np.array([5, 4, 3, 2, 1]), centered=False),
                "side": Covariate(np.array([1, 1, 1, 2, 2])),
                "near": Dyadic(near),
            },
        )
    )


def _asked(
    variable: str, name: str, others: tuple[str, ...], parameter: float | None
) -> tuple[Bound, plain.View]:
    data = drawn()
    graphs = {key: plain.Graph(ties.value[0]) for key, ties in data.networks.items()}
    levels = {key: level.value[0] for key, level in data.behaviors.items()}
    view = plain.View(data, 0, graphs, levels, statistics=False)
    return functions_of(effect(variable, name, *others, parameter=parameter), data)[0], view


def level_of(
    name: str, *others: str, actor: str = "a", level: int = 5, parameter: float | None = None
) -> float:
    """s_i of an actor at a level, 5 for a."""
    bound, view = _asked("level", name, others, parameter)
    values = view.words(bound)["z"]
    return plain.behavior_statistic(bound, view, values, ACTORS.index(actor), level - 3.0)


def ties_of(
    name: str, *others: str, actor: str = "a", variable: str = "ties", parameter: float | None = None
) -> float:
    """s_i of an actor on its ties."""
    bound, view = _asked(variable, name, others, parameter)
    ego = ACTORS.index(actor)
    values = plain.row(bound.effect.statistic, ego, view.words(bound))
    if bound.effect.shape == "ego":
        return float(values[0])
    return float(view.graphs[variable].x[ego] @ values)
