"""Alternatives of one risk set with the same statistics, merged into one that counts for all of them.

The likelihood is the same to rounding: a tie-oriented model has n (n - 1) alternatives per event, of which
most are alike.
"""

from __future__ import annotations

import numpy as np

from auxilia.events.arrays import Floats, Ints
from auxilia.events.jit import kernel


def _merge_twin(bits: Ints, start: Ints, chosen: Ints, first: Ints, count: Ints, place: Ints) -> int:
    kept = 0
    for r in range(len(start) - 1):
        low, high = start[r], start[r + 1]
        _, at, group, number = np.unique(
            bits[:, low:high], axis=1, return_index=True, return_inverse=True, return_counts=True
        )
        first[kept : kept + len(at)], count[kept : kept + len(at)] = low + at, number
        place[r + 1] = kept + len(at)
        if chosen[r] >= 0:
            chosen[r] = np.ravel(group)[chosen[r]]
        kept += len(at)
    return kept


@kernel(twin=_merge_twin)
def merge(  # noqa: C901 - a kernel calls no other
    bits: Ints, start: Ints, chosen: Ints, first: Ints, count: Ints, place: Ints
) -> int:
    """Group the columns of `bits` (P, M) within each set by a hash table.

    Writes, group by group, the `first` member and the `count` of members; `place` (R + 1,) bounds the groups
    of each set, and `chosen` (R,) becomes the place of the event's group. Returns the number of groups.
    """
    effects = bits.shape[0]
    width = 1
    for r in range(start.size - 1):
        width = max(width, start[r + 1] - start[r])
    size = 2
    while size < 2 * width:
        size *= 2
    table = np.full(size, -1)
    used = np.empty(width, np.int64)
    kept = 0
    for r in range(start.size - 1):
        begin = kept
        own = -1
        for a in range(start[r], start[r + 1]):
            code = np.uint64(14695981039346656037)
            for k in range(effects):
                code = (code ^ np.uint64(bits[k, a])) * np.uint64(1099511628211)
                code ^= code >> np.uint64(29)
            slot = np.int64(code & np.uint64(size - 1))
            while table[slot] >= 0:
                member = first[table[slot]]
                alike = True
                for k in range(effects):
                    if bits[k, a] != bits[k, member]:
                        alike = False
                        break
                if alike:
                    break
                slot = (slot + 1) & (size - 1)
            if table[slot] < 0:
                table[slot] = kept
                used[kept - begin] = slot
                first[kept] = a
                count[kept] = 0
                kept += 1
            count[table[slot]] += 1
            if a - start[r] == chosen[r]:
                own = table[slot] - begin
        chosen[r] = own
        place[r + 1] = kept
        for g in range(kept - begin):
            table[used[g]] = -1
    return int(kept)


def merged(x: Floats, start: Ints, chosen: Ints) -> tuple[Floats, Ints, Ints, Floats]:
    """Statistics (P, G), bounds and chosen places of merged alternatives, and the logs of their counts."""
    first, count = np.empty(x.shape[1], np.int64), np.empty(x.shape[1], np.int64)
    place, own = np.zeros(len(start), np.int64), chosen.copy()
    kept = merge(x.view(np.int64), start, own, first, count, place)
    return np.ascontiguousarray(x[:, first[:kept]]), place, own, np.log(count[:kept])
