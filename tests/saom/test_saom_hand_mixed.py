"""Effects of dyadic covariates and of a second network, worked out by hand on the networks of `saom_drawn`.

a is tied to b, c, d; in the other network a is tied to c and e.
"""

import pytest
from saom_drawn import ties_of


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("X", ("near",), 4 + 1 + 3 - 3 * 2.1),
        # Only b and d answer.
        ("XRecip", ("near",), 4 + 3 - 2 * 2.1),
        ("crprod", ("other",), 1),
        ("crprodRecip", ("other",), 1),
        # From c and e, to whom a is tied in the other network, ties lead to d, a and to a, c: d and c count.
        ("to", ("other",), 2),
        # To b, who shares e with a; c shares nobody with a, d shares c.
        ("from", ("other",), 2),
    ],
)
def test_ties(name: str, others: tuple[str, ...], expected: float) -> None:
    assert ties_of(name, *others) == pytest.approx(expected, abs=1e-12)
