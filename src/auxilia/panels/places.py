"""Where a row's number stands among the numbers of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Index = NDArray[np.intp]
Numbers = NDArray[np.int64]
# Numbers and years are from 0 on; this one stands for none.
NONE = np.iinfo(np.int64).max
# The key of a pair and year has the year in its last bits: auxilia.panels.units.pair_key.
YEAR_BITS = 12


@dataclass(frozen=True, slots=True)
class Runs:
    """The keys of some rows by runs of one pair: the pair of each run, its rows, and the year of each row."""

    pairs: Numbers
    lengths: Index
    years: Numbers


def runs_of(keys: Numbers) -> Runs:
    """Runs of keys, which the order of a panel makes long."""
    pairs = keys >> YEAR_BITS
    heads = np.concatenate(([0], np.flatnonzero(pairs[1:] != pairs[:-1]) + 1))
    lengths = np.diff(heads, append=len(keys))
    return Runs(pairs[heads], lengths, keys & ((1 << YEAR_BITS) - 1))


@dataclass(frozen=True, slots=True)
class Grid:
    """The place of each pair (rows) and year (columns) in a table, -1 where it has none; a line for pairs,
    and a column on either side for years, that the table does not have."""

    pairs: Numbers
    first: int
    places: NDArray[np.int32]

    def find(self, runs: Runs) -> Index:
        """The places of rows."""
        lines = np.full(len(runs.pairs), len(self.pairs))
        if len(self.pairs):
            near = np.minimum(np.searchsorted(self.pairs, runs.pairs), len(self.pairs) - 1)
            lines = np.where(self.pairs[near] == runs.pairs, near, lines)
        width = self.places.shape[1]
        columns = np.clip(runs.years - (self.first - 1), 0, width - 1)
        return self.places.ravel().take(np.repeat(lines * width, runs.lengths) + columns).astype(np.intp)


def grid_of(keys: Numbers) -> Grid:
    """The grid of a table with sorted keys."""
    years = keys & ((1 << YEAR_BITS) - 1)
    first, last = (int(years.min()), int(years.max())) if len(keys) else (0, 0)
    pairs, lines = np.unique(keys >> YEAR_BITS, return_inverse=True)
    places = np.full((len(pairs) + 1, last - first + 3), -1, np.int32)
    places[lines, years - first + 1] = np.arange(len(keys))
    return Grid(pairs, first, places)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a table that some rows use: which, how many rows each has, and the place among them of
    each row's line."""

    used: Index
    times: Index
    at: Index


def lines_of(places: Index) -> Lines:
    """The lines that stand at the places of some rows."""
    times = np.bincount(places)
    used = np.flatnonzero(times)
    ranks: NDArray[Any] = np.empty(len(times), np.intp)
    ranks[used] = np.arange(len(used))
    return Lines(used, times[used], ranks.take(places))
