# mypy: ignore-errors
"""Who may act, and how soon; and what is measured of it at the end of a period."""

import math

from numba import types

from auxilia.saom.fields import (
    ACTIVE,
    BASIC_THETA,
    BEHAVIOR,
    INDEG,
    INDEX,
    KINDS,
    LEVEL,
    LEVEL_MISSING,
    LEVEL_START,
    MAT_BEGUN,
    MAT_FIXED,
    MATS,
    ONE_MODE,
    OUTDEG,
    RATE_KIND,
    RATE_SLOT,
    RATE_SOURCE,
    RATE_START,
    RATE_THETA,
    RATE_VECTOR,
    RECDEG,
    RECEIVERS,
    SENDERS,
    SLOT_CLEAN,
    SLOT_CURRENT,
    X,
)
from auxilia.saom.kernels.memory import bytes1, bytes3, floats2, floats3, ints1, ints2, ints3, kernel


@kernel(types.float64)
def rate_value(memory, r, period, i):
    """What a rate effect says of actor i now."""
    rate_kind = ints1(memory, RATE_KIND)
    rate_source = ints1(memory, RATE_SOURCE)
    rate_vector = floats3(memory, RATE_VECTOR)
    level = ints2(memory, LEVEL)
    slot_current = ints1(memory, SLOT_CURRENT)
    outdeg = floats2(memory, OUTDEG)
    indeg = floats2(memory, INDEG)
    recdeg = floats2(memory, RECDEG)
    kind, source = rate_kind[r], rate_source[r]
    if kind == 0:
        return rate_vector[source, period, i]
    if kind == 1:
        return float(level[source, i])
    slot = slot_current[source]
    of, form = (kind - 2) // 3, (kind - 2) % 3
    degree = outdeg[slot, i] if of == 0 else (indeg[slot, i] if of == 1 else recdeg[slot, i])
    if form == 0:
        return degree
    return 1.0 / (degree + 1.0) if form == 1 else math.log(degree + 1.0)


@kernel(types.float64)
def rates(memory, variable, period, theta, free, out):
    """Rate of each actor now; returns the sum."""
    basic_theta = ints2(memory, BASIC_THETA)
    rate_start = ints1(memory, RATE_START)
    senders = ints1(memory, SENDERS)
    active = bytes1(memory, ACTIVE)
    rate_theta = ints1(memory, RATE_THETA)
    basic, total = theta[basic_theta[variable, period]], 0.0
    first, last = rate_start[variable], rate_start[variable + 1]
    for i in range(senders[variable]):
        out[i] = 0.0
        if active[i] and free[i]:
            power = 0.0
            for r in range(first, last):
                power += theta[rate_theta[r]] * rate_value(memory, r, period, i)
            out[i] = basic * math.exp(power) if last > first else basic
            total += out[i]
    return total


@kernel(types.void)
def able(memory, variable, period, free):
    """Who has at least one tie that is not fixed, towards those who are there."""
    kinds = ints1(memory, KINDS)
    index = ints1(memory, INDEX)
    mat_fixed = ints2(memory, MAT_FIXED)
    receivers = ints1(memory, RECEIVERS)
    senders = ints1(memory, SENDERS)
    active = bytes1(memory, ACTIVE)
    mats = bytes3(memory, MATS)
    for i in range(free.size):
        free[i] = 1
    if kinds[variable] == BEHAVIOR:
        return
    k = index[variable]
    fixed = mat_fixed[k, period]
    if fixed < 0:
        return
    one_mode, m = kinds[variable] == ONE_MODE, receivers[variable]
    for i in range(senders[variable]):
        there, held = 0, 0
        for j in range(m):
            if not one_mode or (j != i and active[j]):
                there += 1
                held += mats[fixed, i, j] != 0
        free[i] = held < there


@kernel(types.int64)
def pick(weights, draw):
    """The first place where the running sum passes the draw; the number of places is a multiple of four."""
    reached, place = 0.0, 0
    while place < weights.size - 4:
        four = (weights[place] + weights[place + 1]) + (weights[place + 2] + weights[place + 3])
        if draw < reached + four:
            break
        reached += four
        place += 4
    # No branch among the four: which it will be cannot be foreseen.
    one = reached + weights[place]
    two = one + weights[place + 1]
    three = two + weights[place + 2]
    place += int(draw >= one) + int(draw >= two) + int(draw >= three)
    # Rounding: sums in another order are a little less than the draw.
    while weights[place] == 0.0 and place > 0:
        place -= 1
    return place


@kernel(types.void)
def rate_scores(memory, period, theta, rate, total, tau, scores):
    """What waiting for tau says of the rates."""
    basic_theta = ints2(memory, BASIC_THETA)
    rate_start = ints1(memory, RATE_START)
    senders = ints1(memory, SENDERS)
    rate_theta = ints1(memory, RATE_THETA)
    for v in range(senders.size):
        place = basic_theta[v, period]
        scores[place] -= total[v] * tau / theta[place]
        for r in range(rate_start[v], rate_start[v + 1]):
            sum_ = 0.0
            for i in range(senders[v]):
                if rate[v, i] > 0.0:
                    sum_ += rate[v, i] * rate_value(memory, r, period, i)
            scores[rate_theta[r]] -= sum_ * tau


@kernel(types.float64)
def moved_by(memory, variable, period, i):
    """What actor i changed in the period, as counted for rates."""
    index = ints1(memory, INDEX)
    kinds = ints1(memory, KINDS)
    level_missing = bytes3(memory, LEVEL_MISSING)
    level = ints2(memory, LEVEL)
    level_start = ints3(memory, LEVEL_START)
    mat_begun = ints2(memory, MAT_BEGUN)
    receivers = ints1(memory, RECEIVERS)
    x = bytes3(memory, X)
    slot_clean = ints1(memory, SLOT_CLEAN)
    mats = bytes3(memory, MATS)
    k = index[variable]
    if kinds[variable] == BEHAVIOR:
        if level_missing[k, period, i] or level_missing[k, period + 1, i]:
            return 0.0
        return float(abs(level[k, i] - level_start[k, period, i]))
    found, begun = 0.0, mat_begun[k, period]
    for j in range(receivers[variable]):
        if x[slot_clean[k], i, j] != mats[begun, i, j]:
            found += 1.0
    return found


@kernel(types.void)
def rate_statistics(memory, variable, period, stats):
    """Distance from the start of the period, in all and weighted by what rate effects look at."""
    senders = ints1(memory, SENDERS)
    basic_theta = ints2(memory, BASIC_THETA)
    rate_start = ints1(memory, RATE_START)
    rate_kind = ints1(memory, RATE_KIND)
    rate_source = ints1(memory, RATE_SOURCE)
    rate_vector = floats3(memory, RATE_VECTOR)
    level_start = ints3(memory, LEVEL_START)
    rate_slot = ints2(memory, RATE_SLOT)
    outdeg = floats2(memory, OUTDEG)
    indeg = floats2(memory, INDEG)
    recdeg = floats2(memory, RECDEG)
    rate_theta = ints1(memory, RATE_THETA)
    for i in range(senders[variable]):
        distance = moved_by(memory, variable, period, i)
        stats[basic_theta[variable, period]] += distance
        for r in range(rate_start[variable], rate_start[variable + 1]):
            kind, source = rate_kind[r], rate_source[r]
            if kind == 0:
                weight = rate_vector[source, period, i]
            elif kind == 1:
                weight = float(level_start[source, period, i])
            else:
                slot, of, form = rate_slot[r, period], (kind - 2) // 3, (kind - 2) % 3
                weight = outdeg[slot, i]
                if of == 1:
                    weight = indeg[slot, i]
                elif of == 2:
                    weight = recdeg[slot, i]
                if form:
                    weight = 1.0 / (weight + 1.0) if form == 1 else math.log(weight + 1.0)
            stats[rate_theta[r]] += weight * distance
