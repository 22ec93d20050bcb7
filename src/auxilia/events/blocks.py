"""Blocks: consecutive risk sets with their statistics, in pieces that suit the processor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from auxilia.events.arrays import Floats, Ints
from auxilia.events.likelihood import Risk
from auxilia.events.opportunities import Alternatives

# Alternatives per block: its statistics then fit the processor's second-level cache or little more.
ROWS = 1 << 15


class Block(NamedTuple):
    """Consecutive risk sets: their alternatives, statistics `x` (P, M), and what the likelihood needs
    besides.

    In tie-oriented models like alternatives are merged: `x` and `risk` then have fewer places than `at`.
    """

    at: Alternatives
    x: Floats
    risk: Risk


def joined(blocks: Sequence[Block], rows: int = ROWS) -> list[Block]:
    """The same risk sets in fewer blocks, of about `rows` columns where single ones have less.

    Many short blocks (each change of what is open begins one, and merging shortens them) cost more in
    bookkeeping than in arithmetic.
    """
    return [_one(group) if len(group) > 1 else group[0] for group in _groups(blocks, rows)]


def _groups(blocks: Sequence[Block], rows: int) -> Iterator[list[Block]]:
    group: list[Block] = []
    size = 0
    for block in blocks:
        if group and size + block.x.shape[1] > rows:
            yield group
            group, size = [], 0
        group.append(block)
        size += block.x.shape[1]
    if group:
        yield group


def _one(blocks: Sequence[Block]) -> Block:
    at, risk = [block.at for block in blocks], [block.risk for block in blocks]
    before = np.cumsum([0, *(block.x.shape[1] for block in blocks[:-1])])
    return Block(
        Alternatives(
            at[0].first,
            at[-1].last,
            _bounds([each.start for each in at]),
            *(np.concatenate(part) for part in zip(*(each[3:] for each in at), strict=True)),
        ),
        np.concatenate([block.x for block in blocks], axis=1),
        Risk(
            _bounds([each.start for each in risk]),
            np.concatenate([each.chosen for each in risk]),
            np.concatenate([each.duration for each in risk]),
            np.concatenate([each.offset for each in risk]),
            _bounds([each.bounds for each in risk]) if risk[0].bounds.size else risk[0].bounds,
            np.concatenate([each.mirror + shift for each, shift in zip(risk, before, strict=True)]),
        ),
    )


def _bounds(parts: Sequence[Ints]) -> Ints:
    """Bounds of pieces that now stand one after another."""
    return np.append(0, np.cumsum(np.concatenate([np.diff(part) for part in parts])))
