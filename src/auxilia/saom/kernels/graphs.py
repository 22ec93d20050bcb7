# mypy: ignore-errors
"""Networks in memory: lists, degrees, tables from ego."""

from numba import njit

from auxilia.saom.fields import (
    INDEG,
    INTO,
    OUT,
    OUTDEG,
    RECDEG,
    TABLE,
    TABLE_SLOT,
    TABLE_START,
    TABLES,
    X,
)
from auxilia.saom.kernels.memory import bytes3, floats2, ints1, ints2, ints4, shorts3


@njit(cache=True, nogil=True)
def relist(memory, slot, n, m, one_mode):
    """Lists and degrees of a slot from its matrix."""
    outdeg = floats2(memory, OUTDEG)
    indeg = floats2(memory, INDEG)
    recdeg = floats2(memory, RECDEG)
    x = bytes3(memory, X)
    out = shorts3(memory, OUT)
    into = shorts3(memory, INTO)
    for k in range(outdeg.shape[1]):
        outdeg[slot, k] = 0.0
        indeg[slot, k] = 0.0
        recdeg[slot, k] = 0.0
    for i in range(n):
        for j in range(m):
            if x[slot, i, j]:
                out[slot, i, int(outdeg[slot, i])] = j
                into[slot, j, int(indeg[slot, j])] = i
                outdeg[slot, i] += 1.0
                indeg[slot, j] += 1.0
                if one_mode and x[slot, j, i]:
                    recdeg[slot, i] += 1.0


@njit(cache=True, nogil=True)
def drop(row, count, member):
    """Take one member out of the first `count` places."""
    for place in range(count):
        if row[place] == member:
            row[place] = row[count - 1]
            return


@njit(cache=True, nogil=True)
def toggle(memory, slot, i, j, one_mode):
    """Make or end the tie i -> j."""
    x = bytes3(memory, X)
    out = shorts3(memory, OUT)
    outdeg = floats2(memory, OUTDEG)
    into = shorts3(memory, INTO)
    indeg = floats2(memory, INDEG)
    recdeg = floats2(memory, RECDEG)
    sign = -1.0 if x[slot, i, j] else 1.0
    if sign > 0:
        out[slot, i, int(outdeg[slot, i])] = j
        into[slot, j, int(indeg[slot, j])] = i
    else:
        drop(out[slot, i], int(outdeg[slot, i]), j)
        drop(into[slot, j], int(indeg[slot, j]), i)
    x[slot, i, j] = 1 - x[slot, i, j]
    outdeg[slot, i] += sign
    indeg[slot, j] += sign
    if one_mode and x[slot, j, i]:
        recdeg[slot, i] += sign
        recdeg[slot, j] += sign


# The signature keeps one version: a constant mode would be compiled apart.
@njit("void(int64[:,::1], int64, int64, int64, int64)", cache=True, nogil=True)
def tabulate(memory, variable, mode, period, ego):
    """The tables of a variable's effects from ego: ties, and ways of two steps."""
    table_start = ints1(memory, TABLE_START)
    table = ints2(memory, TABLE)
    table_slot = ints4(memory, TABLE_SLOT)
    tables = floats2(memory, TABLES)
    out = shorts3(memory, OUT)
    into = shorts3(memory, INTO)
    outdeg = floats2(memory, OUTDEG)
    indeg = floats2(memory, INDEG)
    for t in range(table_start[variable], table_start[variable + 1]):
        forward, two, then = table[t, 0], table[t, 1], table[t, 2]
        a, b = table_slot[mode, period, t, 0], table_slot[mode, period, t, 1]
        row = tables[table[t, 3]]
        for j in range(row.size):
            row[j] = 0.0
        first = out[a, ego] if forward else into[a, ego]
        count = int(outdeg[a, ego]) if forward else int(indeg[a, ego])
        for k in range(count):
            h = first[k]
            if not two:
                row[h] = 1.0
            elif then:
                for q in range(int(outdeg[b, h])):
                    row[out[b, h, q]] += 1.0
            else:
                for q in range(int(indeg[b, h])):
                    row[into[b, h, q]] += 1.0
