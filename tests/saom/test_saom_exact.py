"""The simulator against the exact distribution of its Markov chain, over all networks of four actors.

The generator is built here from the model's formulas alone: every actor decides at its rate, and chooses
among its changes in proportion to exp of its objective function after them. The chain's distribution at the
end of the period is a matrix exponential; chi-square compares the simulator's draws with it.
"""

from collections.abc import Iterator

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.linalg import expm_multiply
from scipy.stats import chi2

from auxilia.saom import effect
from auxilia.saom.chains import stream
from auxilia.saom.data import Behavior, Data, Network
from auxilia.saom.engine import Engine
from auxilia.saom.layout import lay_out
from auxilia.saom.prepared import prepare
from auxilia.saom.specification import Term

ACTORS = 4
PAIRS = [(i, j) for i in range(ACTORS) for j in range(ACTORS) if i != j]
BITS = np.zeros((ACTORS, ACTORS), dtype=np.int64)
BITS[tuple(np.array(PAIRS).T)] = 1 << np.arange(len(PAIRS))
STATES = np.arange(1 << len(PAIRS))
ALL = (STATES[:, None, None] & BITS) > 0
"""Every network of four actors, in the order of their codes."""
LEVELS = (np.arange(1 << ACTORS)[:, None] >> np.arange(ACTORS)) & 1
"""Every way in which four actors are low or high, 0 or 1."""
FREE = ~np.eye(ACTORS, dtype=bool)
STRUCTURE = [effect("ties", name) for name in ("density", "recip", "transTrip")]
THETA = np.array([-0.4, 0.8, 0.6])
DRAWS = 25_000


def objective(ties: np.ndarray) -> np.ndarray:
    """Density, reciprocity and transitive triplets of each actor, weighted: (..., networks, actors)."""
    x = ties.astype(float)
    triplets = (x * (x @ x)).sum(axis=-1)
    return THETA[0] * x.sum(axis=-1) + THETA[1] * (x * x.swapaxes(-1, -2)).sum(axis=-1) + THETA[2] * triplets


def moves(worth: np.ndarray, allowed: np.ndarray) -> Iterator[tuple[int, int, np.ndarray]]:
    """Ego, receiver and the chance of that change in each network; `worth` is (networks, actors)."""
    for ego in range(ACTORS):
        after = {j: np.exp(worth[STATES ^ BITS[ego, j], ego]) for j in np.flatnonzero(allowed[ego])}
        total = np.exp(worth[:, ego]) + sum(after.values())
        for j, weight in after.items():
            yield ego, int(j), weight / total


def generator(rows: list[np.ndarray], columns: list[np.ndarray], rates: list[np.ndarray]) -> csr_array:
    """Rates from states (rows) to states (columns), with the diagonal that lets rows sum to 0."""
    row, column, rate = np.concatenate(rows), np.concatenate(columns), np.concatenate(rates)
    size = int(max(row.max(), column.max())) + 1
    leaving = np.bincount(row, rate, size)
    every = np.arange(size)
    return csr_array(
        (np.append(rate, -leaving), (np.append(row, every), np.append(column, every))), shape=(size, size)
    )


def of_networks(rate: float, allowed: np.ndarray) -> csr_array:
    """The generator over all networks, where some changes are not allowed."""
    steps = list(moves(objective(ALL), allowed))
    return generator(
        [STATES for _ in steps],
        [STATES ^ BITS[ego, j] for ego, j, _ in steps],
        [rate * chance for _, _, chance in steps],
    )


def after(start: np.ndarray, rates: csr_array, time: float) -> np.ndarray:
    """Probabilities of all states, `time` later."""
    return expm_multiply(rates.T.tocsr() * time, start)


def moved(to: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """Probabilities after every state has become another one at once."""
    return np.bincount(to, chances, len(STATES))


def code(ties: np.ndarray) -> int:
    return int(BITS[ties == 1].sum())


def at(state: int, size: int = len(STATES)) -> np.ndarray:
    found = np.zeros(size)
    found[state] = 1.0
    return found


def drawn(data: Data, terms: list[Term], theta: np.ndarray, size: int) -> np.ndarray:
    """How often the simulator ends in each state."""
    ready = prepare(data)
    layout = lay_out([ready], terms, [])
    engine, counts, unused = Engine([ready], layout), np.zeros(size), np.zeros(len(layout))
    for number in range(DRAWS):
        engine.period(0, theta, stream(3, 1, number), unused, scored=False, turn=0)
        state = engine.state()
        place = code(state["ties"])
        if "level" in state:
            place += len(STATES) * int((state["level"] - 1) @ (1 << np.arange(ACTORS)))
        counts[place] += 1
    return counts


def assert_alike(counts: np.ndarray, chances: np.ndarray) -> None:
    """Chi-square over states, rare ones put together until 20 are expected, at one in a thousand.

    The seed is fixed: a chain that is right passes always, but for one seed in a thousand.
    """
    assert chances.sum() == pytest.approx(1.0, abs=1e-9)
    assert counts[chances < 1e-15].sum() == 0
    order = np.argsort(chances)
    expected = DRAWS * chances[order]
    group = (np.cumsum(expected) / 20).astype(int)
    seen, due = np.bincount(group, counts[order]), np.bincount(group, expected)
    seen, due = seen[due > 0], due[due > 0]
    distance = float(((seen - due) ** 2 / due).sum())
    assert len(due) > 60
    assert distance < chi2.ppf(0.999, len(due) - 1), (distance, len(due))


def waves(*pairs: tuple[int, int]) -> np.ndarray:
    """A network with these ties, and a second wave that has some other ones."""
    first = np.zeros((ACTORS, ACTORS))
    first[tuple(np.array(pairs).T)] = 1
    return np.stack([first, np.where(FREE, 1 - first, 0.0)])


def test_four_actors_end_where_the_exact_chain_ends() -> None:
    """All 4,096 networks of four actors."""
    ties = waves((0, 1), (1, 2), (2, 0), (3, 0), (0, 3))
    expected = after(at(code(ties[0])), of_networks(2.5, FREE), 1.0)
    theta = np.array([2.5, *THETA])
    counts = drawn(Data({"ties": Network(ties, allow_only=False)}), STRUCTURE, theta, len(STATES))
    assert_alike(counts, expected)
    # Each tie and each pair of ties, within four and a half Monte Carlo errors (78 figures).
    flat = ALL.reshape(len(STATES), -1)[:, FREE.ravel()].astype(float)
    got, due = flat.T @ (counts[:, None] * flat) / DRAWS, flat.T @ (expected[:, None] * flat)
    assert (np.abs(got - due) < 4.5 * np.sqrt(due * (1 - due) / DRAWS)).all()


def test_structural_ties_stand_still_in_the_exact_chain() -> None:
    """A structural zero and one at the start stand still; what is structural only at the end moves freely."""
    ties = waves((0, 1), (1, 2), (2, 0), (3, 0), (0, 3))
    ties[0, 2, 3], ties[0, 0, 1], ties[1, 1, 3] = 10, 11, 10
    allowed = FREE.copy()
    allowed[2, 3], allowed[0, 1] = False, False
    expected = after(at(code(ties[0] % 10)), of_networks(2.5, allowed), 1.0)
    assert expected[ALL[:, 2, 3] | ~ALL[:, 0, 1]].sum() == 0
    theta = np.array([2.5, *THETA])
    counts = drawn(Data({"ties": Network(ties, allow_only=False)}), STRUCTURE, theta, len(STATES))
    assert_alike(counts, expected)


def test_an_actor_without_free_ties_leaves_the_others_as_they_are() -> None:
    ties = waves((0, 1), (1, 2), (2, 0), (3, 0), (0, 3))
    ties[:, 2, :2], ties[:, 2, 3] = 11, 10
    ties[1, 3, 1] = 0
    allowed = FREE.copy()
    allowed[2] = False
    expected = after(at(code(ties[0] % 10)), of_networks(2.5, allowed), 1.0)
    theta = np.array([2.5, *THETA])
    counts = drawn(Data({"ties": Network(ties, allow_only=False)}), STRUCTURE, theta, len(STATES))
    assert_alike(counts, expected)


def test_who_joins_and_leaves_in_the_exact_chain() -> None:
    """The last actor leaves at 0.3 and the third joins at 0.6 (Huisman & Snijders 2003).

    A joiner takes up its ties of the start with those who are there; a leaver's ties end, and at the end of
    the period it has those of the start. As in RSiena, who is not there decides nothing, but may be chosen.
    """
    ties = waves((0, 1), (1, 0), (3, 0), (0, 3), (1, 3))
    start, leaver = code(ties[0]), int(BITS[3].sum() | BITS[:, 3].sum())
    taken = int(BITS[2, :2].sum() | BITS[:2, 2].sum())
    assert start & taken == 0
    deciding = FREE.copy()
    deciding[2] = False
    chances = after(at(start), of_networks(2.5, deciding), 0.3)
    deciding[3] = False
    chances = after(moved(STATES & ~leaver, chances), of_networks(2.5, deciding), 0.3)
    deciding[2] = FREE[2]
    chances = after(moved(STATES & ~taken, chances), of_networks(2.5, deciding), 0.4)
    expected = moved((STATES & ~leaver) | (start & leaver), chances)
    theta = np.array([2.5, *THETA])
    data = Data({"ties": Network(ties, allow_only=False)}, presence=[(1, 2), (1, 2), (1.6, 2), (1, 1.3)])
    assert_alike(drawn(data, STRUCTURE, theta, len(STATES)), expected)


def test_ties_and_behaviour_end_where_the_exact_chain_ends() -> None:
    """Four actors, each low or high: 65,536 states; ties follow similarity, levels follow partners."""
    ties, level = waves((0, 1), (1, 2), (2, 0), (3, 0), (0, 3)), np.array([1, 2, 2, 1])
    mean, similar, alike, slope, toward = 1.5, 1 / 3, 0.7, -0.3, 0.8
    rows, columns, rates = [], [], []
    for number, low_or_high in enumerate(LEVELS):
        place = len(STATES) * number
        same = (low_or_high[:, None] == low_or_high[None, :]).astype(float)
        worth = objective(ALL) + alike * (ALL * (same - similar)).sum(axis=-1)
        for ego, j, chance in moves(worth, FREE):
            rows.append(place + STATES)
            columns.append(place + (STATES ^ BITS[ego, j]))
            rates.append(2.5 * chance)
        z = low_or_high + 1 - mean
        partners = np.where(ALL.any(axis=-1), (ALL @ z) / np.maximum(ALL.sum(axis=-1), 1), 0.0)
        for ego in range(ACTORS):
            # The objective is the level times this: the other level is worth as much, the sign turned.
            gain = -2 * z[ego] * (slope + toward * partners[:, ego])
            rows.append(place + STATES)
            columns.append(len(STATES) * (number ^ 1 << ego) + STATES)
            rates.append(1.5 / (1 + np.exp(-gain)))
    begun = code(ties[0]) + len(STATES) * int((level - 1) @ (1 << np.arange(ACTORS)))
    expected = after(at(begun, len(STATES) * len(LEVELS)), generator(rows, columns, rates), 1.0)
    data = Data(
        {
            "ties": Network(ties, allow_only=False),
            "level": Behavior(np.stack([level, 3 - level], axis=1), allow_only=False),
        }
    )
    terms = [*STRUCTURE, effect("ties", "simX", "level")]
    terms += [effect("level", "linear"), effect("level", "avAlt", "ties")]
    theta = np.array([2.5, *THETA, alike, 1.5, slope, toward])
    assert prepare(data).behaviors["level"].similarity == pytest.approx(similar)
    assert_alike(drawn(data, terms, theta, len(expected)), expected)
