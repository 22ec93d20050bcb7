"""Rows into groups, for all years at once: the one kernel under every measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from auxilia.measures.arrays import Floats, Ints

WIDE = 2**31
LARGEST = 2**62
# A thousand additions of doubles err by less than this part of their gross sum.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Rows grouped by equal values of several columns.

    `of_row` (rows,) is the group of each row; `columns` one array (groups,) a column, in the order of the
    columns' values, the first column slowest.
    """

    of_row: Ints
    columns: tuple[Ints, ...]

    @property
    def n(self) -> int:
        """How many groups there are."""
        return int(self.columns[0].size)

    def sum(self, values: Floats) -> Floats:
        """Sum of `values` (rows,) in each group (groups,)."""
        return np.bincount(self.of_row, weights=values, minlength=self.n).astype(np.float64, copy=False)

    def net(self, values: Floats) -> Floats:
        """The same for amounts of both signs: what only rounding leaves of them is zero."""
        sums = self.sum(values)
        sums[np.abs(sums) <= ROUNDING * self.sum(np.abs(values))] = 0.0
        return sums

    def count(self) -> Ints:
        """Rows in each group (groups,)."""
        return np.bincount(self.of_row, minlength=self.n).astype(np.int64)

    def largest(self, values: Floats) -> Floats:
        """Largest of `values` (rows,) in each group (groups,)."""
        out = np.full(self.n, -np.inf)
        np.maximum.at(out, self.of_row, values)
        return out

    def smallest(self, values: Ints) -> Ints:
        """Smallest of `values` (rows,) in each group (groups,)."""
        out = np.full(self.n, np.iinfo(np.int64).max)
        np.minimum.at(out, self.of_row, values)
        return out


def group_by(*columns: Ints) -> Groups:
    """Group rows by equal values of the columns, each (rows,)."""
    keys = _packed(columns)
    _, first, of_row = np.unique(keys, return_index=True, return_inverse=True)
    return Groups(of_row.astype(np.int64), tuple(column[first] for column in columns))


def unique_rows(*columns: Ints) -> tuple[Ints, ...]:
    """The different rows, in the order of the columns' values."""
    return group_by(*columns).columns


def pairs_within(groups: Ints, *, most: int = 4_000_000) -> Iterator[tuple[Ints, Ints]]:
    """Positions of every two rows of one group, earlier position first, in blocks of about `most` pairs.

    `groups` (rows,) must be sorted.
    """
    if not groups.size:
        return
    ends = np.searchsorted(groups, groups, side="right")
    following = ends - np.arange(groups.size) - 1
    bounds = np.concatenate([[0], np.cumsum(following)])
    start = 0
    while start < groups.size:
        stop = max(start + 1, int(np.searchsorted(bounds, bounds[start] + most, side="right")) - 1)
        counts = following[start:stop]
        first = np.repeat(np.arange(start, stop), counts)
        offset = np.arange(first.size) - np.repeat(bounds[start:stop] - bounds[start], counts)
        yield first, first + 1 + offset
        start = stop


def _packed(columns: tuple[Ints, ...]) -> Ints:
    """One number a row that orders rows as the columns do."""
    keys = np.zeros(columns[0].size, dtype=np.int64)
    span = 1
    for column in columns:
        if not column.size:
            continue
        wide = int(column.max()) - int(column.min()) >= WIDE
        values = _ranked(column) if wide else column - column.min()
        width = int(values.max()) + 1
        if span * width > LARGEST:
            keys = _ranked(keys)
            span = keys.size
        keys = keys * width + values
        span *= width
    return keys


def _ranked(keys: Ints) -> Ints:
    return np.unique(keys, return_inverse=True)[1].astype(np.int64)
