"""What a kernel is given: changes to digest, and the cells whose values to write."""

from __future__ import annotations

from typing import NamedTuple

from auxilia.events.arrays import Floats, Ints


class Log(NamedTuple):
    """Changes in order, (C,) each.

    `at` is the risk set before which a change must have been made, counted from the first one of `Sets`.
    `source` counts the networks that the effect reads, and after them its attributes (then `row` is the
    actor).
    """

    at: Ints
    source: Ints
    row: Ints
    col: Ints
    value: Floats


class Sets(NamedTuple):
    """R risk sets: set r has the places start[r] .. start[r + 1] - 1; `places` (M,) points into the state."""

    start: Ints
    places: Ints
