"""Terms on networks as the simulator takes them: in fours of one kind, interactions as rows of their own."""

from __future__ import annotations

import numpy as np

from auxilia.saom import fields
from auxilia.saom.arrays import AnyArray, Ints
from auxilia.saom.drawing import World, ints

# What a tie that is there changes of the sign of a change: to make it counts 1, to end it -1.
SIGNS = {fields.EVALUATION: (1.0, -2.0), fields.ENDOWMENT: (0.0, -1.0), fields.CREATION: (1.0, -1.0)}
FOUR = 4


def quads(terms: World, networks: list[bool]) -> tuple[World, int]:
    """Products and fours of each variable (behaviours, False in `networks`, have none); rows of `base`."""
    products: list[list[int]] = []
    placed: list[tuple[int, list[tuple[int, int]]]] = []
    product_start, quad_start, height = [0], [0], int(terms["base_start"][-1])
    for v, network in enumerate(networks):
        if network:
            own = slice(*terms["term_start"][v : v + 2])
            rows, more = _rows(terms["term_parts"][own], height + len(products))
            products.extend(more)
            placed.extend(_fours(rows, terms["term_kind"][own], terms["term_theta"][own]))
        product_start.append(len(products))
        quad_start.append(len(placed))
    # An empty place of a four takes the row of zeros, and any parameter.
    zeros = height + len(products)
    filled = [(four + [(zeros, 0)] * FOUR)[:FOUR] for _, four in placed]
    places = ints(filled).reshape(-1, FOUR, 2)
    return {
        "product_start": ints(product_start),
        "product_parts": ints(products).reshape(-1, 3),
        "quad_start": ints(quad_start),
        "quad_sign": np.array([SIGNS[kind] for kind, _ in placed]).reshape(-1, 2),
        "quad_rows": np.ascontiguousarray(places[:, :, 0]),
        "quad_theta": np.ascontiguousarray(places[:, :, 1]),
        "quad_weight": np.zeros((len(placed), FOUR)),
    }, zeros + 1


def _rows(parts: Ints, free: int) -> tuple[list[int], list[list[int]]]:
    """The row of each term, and the products to be made: row (from `free` on), one factor, the other."""
    rows: list[int] = []
    products: list[list[int]] = []
    for factors in parts.tolist():
        row = factors[0]
        for other in (factor for factor in factors[1:] if factor >= 0):
            products.append([free + len(products), row, other])
            row = products[-1][0]
        rows.append(row)
    return rows, products


def _fours(rows: list[int], kinds: AnyArray, theta: AnyArray) -> list[tuple[int, list[tuple[int, int]]]]:
    """Rows and parameters of terms, by kind, four at a time."""
    found: list[tuple[int, list[tuple[int, int]]]] = []
    for kind in SIGNS:
        places = [(row, int(t)) for row, k, t in zip(rows, kinds, theta, strict=True) if k == kind]
        found.extend((kind, places[begin : begin + FOUR]) for begin in range(0, len(places), FOUR))
    return found
