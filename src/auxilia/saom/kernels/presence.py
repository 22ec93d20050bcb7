# mypy: ignore-errors
"""The state that a period starts from, and who comes and goes within it."""

from numba import types

from auxilia.saom.fields import (
    ACTIVE,
    ACTIVE_START,
    BEHAVIOR,
    INDEG,
    INDEX,
    INTO,
    KINDS,
    LEVEL,
    LEVEL_START,
    MEANS,
    ONE_MODE,
    OUT,
    OUTDEG,
    RECDEG,
    RECEIVERS,
    SENDERS,
    SLOT_CURRENT,
    SLOT_START,
    X,
    Z,
)
from auxilia.saom.kernels.graphs import toggle
from auxilia.saom.kernels.memory import (
    bytes1,
    bytes2,
    bytes3,
    floats1,
    floats2,
    ints1,
    ints2,
    ints3,
    kernel,
    shorts3,
)


@kernel(types.void)
def begin(memory, period):
    """All variables as they were at the start of the period."""
    active = bytes1(memory, ACTIVE)
    active_start = bytes2(memory, ACTIVE_START)
    kinds = ints1(memory, KINDS)
    index = ints1(memory, INDEX)
    senders = ints1(memory, SENDERS)
    receivers = ints1(memory, RECEIVERS)
    level = ints2(memory, LEVEL)
    level_start = ints3(memory, LEVEL_START)
    z = floats2(memory, Z)
    means = floats1(memory, MEANS)
    slot_current = ints1(memory, SLOT_CURRENT)
    slot_start = ints2(memory, SLOT_START)
    outdeg = floats2(memory, OUTDEG)
    indeg = floats2(memory, INDEG)
    recdeg = floats2(memory, RECDEG)
    x = bytes3(memory, X)
    out = shorts3(memory, OUT)
    into = shorts3(memory, INTO)
    for i in range(active.size):
        active[i] = active_start[period, i]
    for variable in range(kinds.size):
        k, n, m = index[variable], senders[variable], receivers[variable]
        if kinds[variable] == BEHAVIOR:
            for i in range(n):
                level[k, i] = level_start[k, period, i]
                z[k, i] = level[k, i] - means[k]
            continue
        a, s = slot_current[k], slot_start[k, period]
        for i in range(n):
            for j in range(m):
                x[a, i, j] = x[s, i, j]
            for q in range(int(max(outdeg[a, i], outdeg[s, i]))):
                out[a, i, q] = out[s, i, q]
            outdeg[a, i], recdeg[a, i] = outdeg[s, i], recdeg[s, i]
        for j in range(m):
            for q in range(int(max(indeg[a, j], indeg[s, j]))):
                into[a, j, q] = into[s, j, q]
            indeg[a, j] = indeg[s, j]


@kernel(types.void)
def move(memory, period, actor, joins):
    """An actor joins, with the ties it had at the start of the period, or leaves, and its ties end."""
    active = bytes1(memory, ACTIVE)
    kinds = ints1(memory, KINDS)
    index = ints1(memory, INDEX)
    senders = ints1(memory, SENDERS)
    receivers = ints1(memory, RECEIVERS)
    slot_current = ints1(memory, SLOT_CURRENT)
    slot_start = ints2(memory, SLOT_START)
    x = bytes3(memory, X)
    active[actor] = joins
    for variable in range(kinds.size):
        if kinds[variable] == BEHAVIOR:
            continue
        k, n, m = index[variable], senders[variable], receivers[variable]
        one_mode = kinds[variable] == ONE_MODE
        slot, start = slot_current[k], slot_start[k, period]
        for j in range(m):
            there = not one_mode or active[j]
            wanted = x[start, actor, j] if there else x[slot, actor, j]
            if x[slot, actor, j] != (wanted if joins else 0):
                toggle(memory, slot, actor, j, one_mode)
        if one_mode:
            for i in range(n):
                wanted = x[start, i, actor] if active[i] else x[slot, i, actor]
                if x[slot, i, actor] != (wanted if joins else 0):
                    toggle(memory, slot, i, actor, one_mode)


@kernel(types.void)
def arrive(memory, period):
    """Who is there at the start of a period that goes on from the last one; the ties of others end."""
    active = bytes1(memory, ACTIVE)
    active_start = bytes2(memory, ACTIVE_START)
    for i in range(active.size):
        if active[i] and not active_start[period, i]:
            move(memory, period, i, 0)
        active[i] = active_start[period, i]


@kernel(types.void)
def put_back(memory, period):
    """Those who are not there at the end get the values of the start: statistics do not see them."""
    kinds = ints1(memory, KINDS)
    index = ints1(memory, INDEX)
    senders = ints1(memory, SENDERS)
    receivers = ints1(memory, RECEIVERS)
    active = bytes1(memory, ACTIVE)
    level = ints2(memory, LEVEL)
    level_start = ints3(memory, LEVEL_START)
    z = floats2(memory, Z)
    means = floats1(memory, MEANS)
    slot_current = ints1(memory, SLOT_CURRENT)
    slot_start = ints2(memory, SLOT_START)
    x = bytes3(memory, X)
    for variable in range(kinds.size):
        k, n, m = index[variable], senders[variable], receivers[variable]
        if kinds[variable] == BEHAVIOR:
            for i in range(n):
                if not active[i]:
                    level[k, i] = level_start[k, period, i]
                    z[k, i] = level[k, i] - means[k]
            continue
        one_mode = kinds[variable] == ONE_MODE
        slot, start = slot_current[k], slot_start[k, period]
        for i in range(n):
            for j in range(m):
                gone = not active[i] or (one_mode and not active[j])
                if gone and x[slot, i, j] != x[start, i, j]:
                    toggle(memory, slot, i, j, one_mode)
