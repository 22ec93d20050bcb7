"""Influence on behaviour, worked out by hand on the networks of `saom_drawn` for a at level 5: z_a = 2.

a is tied to b, c, d (z 2, -2, -1; similarity 1, 0, 1/4; kind 1, -1, -1); b, d, e are tied to a.
"""

import pytest
from saom_drawn import level_of


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("linear", (), 2),
        ("quad", (), 4),
        ("avAlt", ("ties",), 2 * -1 / 3),
        ("totAlt", ("ties",), 2 * -1),
        ("avSim", ("ties",), (1 + 0 + 1 / 4 - 3 / 2) / 3),
        ("totSim", ("ties",), 1 + 0 + 1 / 4 - 3 / 2),
        ("indeg", ("ties",), 2 * 3),
        ("outdeg", ("ties",), 2 * 3),
        ("effFrom", ("kind",), 2 * 1),
        ("avXAlt", ("ties", "kind"), 2 * -1 / 3),
        ("totXAlt", ("ties", "kind"), 2 * -1),
    ],
)
def test_level(name: str, others: tuple[str, ...], expected: float) -> None:
    assert level_of(name, *others) == pytest.approx(expected, abs=1e-12)
