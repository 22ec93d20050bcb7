# mypy: ignore-errors
"""Networks in memory: lists, degrees, tables from ego."""

from numba import types

from auxilia.saom.fields import (
    DEGREES,
    INDEG,
    INTO,
    LISTS,
    OUT,
    OUTDEG,
    RECDEG,
    TABLE_LISTS,
    TABLE_START,
    TABLE_TWO,
    TABLES,
    X,
)
from auxilia.saom.kernels.memory import bytes3, floats2, ints1, ints4, kernel, shorts3


@kernel(types.void)
def relist(memory, slot, n, m, one_mode):
    """Lists and degrees of a slot from its matrix."""
    outdeg = floats2(memory, OUTDEG)
    indeg = floats2(memory, INDEG)
    recdeg = floats2(memory, RECDEG)
    x = bytes3(memory, X)
    out = shorts3(memory, OUT)
    into = shorts3(memory, INTO)
    nobody = outdeg.shape[1] - 1
    for k in range(outdeg.shape[1]):
        for q in range(int(outdeg[slot, k])):
            out[slot, k, q] = nobody
        for q in range(int(indeg[slot, k])):
            into[slot, k, q] = nobody
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


@kernel(types.void)
def drop(row, count, member):
    """Take one member out of the first `count` places; nobody (the last of all) is in the others."""
    for place in range(count):
        if row[place] == member:
            row[place] = row[count - 1]
            row[count - 1] = row.size - 1
            return


@kernel(types.void)
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


@kernel(types.void)
def tabulate(memory, variable, mode, period, ego):
    """The tables of a variable's effects from ego: ties, and ways of two steps."""
    table_start = ints1(memory, TABLE_START)
    table_two = ints1(memory, TABLE_TWO)
    table_lists = ints4(memory, TABLE_LISTS)
    tables = floats2(memory, TABLES)
    lists = shorts3(memory, LISTS)
    degrees = floats2(memory, DEGREES)
    start, stop = table_start[variable], table_start[variable + 1]
    for t in range(start, stop):
        for j in range(tables.shape[1]):
            tables[t, j] = 0.0
    for t in range(start, stop):
        a, b = table_lists[mode, period, t, 0], table_lists[mode, period, t, 1]
        row = tables[t]
        first = lists[a, ego]
        for k in range(int(degrees[a, ego])):
            h = first[k]
            if not table_two[t]:
                row[h] = 1.0
                continue
            # Four at a time, nobody among them: a loop that ends alike is a branch foreseen.
            then, count, q = lists[b, h], int(degrees[b, h]), 0
            while True:
                row[then[q]] += 1.0
                row[then[q + 1]] += 1.0
                row[then[q + 2]] += 1.0
                row[then[q + 3]] += 1.0
                q += 4
                if q >= count:
                    break
