# mypy: ignore-errors
"""One ministep: what each change is worth to ego, and what ego does."""

import math

import numpy as np
from numba import types

from auxilia.saom.fields import (
    BASE,
    BASE_ARGS,
    BASE_CHANGE,
    BASE_OUT,
    BASE_START,
    BASE_STATISTIC,
    BASE_STILL,
    CREATION,
    ENDOWMENT,
    HIGH,
    INDEX,
    KINDS,
    LEVEL,
    LOW,
    MAT_FIXED,
    MATS,
    MEANS,
    ONE_MODE,
    ONLY,
    PRODUCT_PARTS,
    PRODUCT_START,
    QUAD_ROWS,
    QUAD_SIGN,
    QUAD_START,
    QUAD_THETA,
    QUAD_WEIGHT,
    RECEIVERS,
    SIMULATION,
    SLOT_CURRENT,
    TERM_KIND,
    TERM_PARTS,
    TERM_START,
    TERM_THETA,
    WORK,
    X,
    Z,
)
from auxilia.saom.kernels.graphs import tabulate, toggle
from auxilia.saom.kernels.memory import (
    SUMMING,
    bytes1,
    bytes3,
    floats1,
    floats2,
    ints1,
    ints2,
    ints3,
    kernel,
    uniform,
    value_at,
    write_row,
)
from auxilia.saom.kernels.rates import pick

# The utility of what cannot be chosen: its exponential is 0.
NEVER = -1e4


@kernel(types.float64, fastmath={"reassoc", "nsz", "nnan"})
def highest(u):
    """The largest value, at least 0: staying is worth 0."""
    top = 0.0
    for j in range(u.size):
        top = u[j] if u[j] > top else top
    return top


@kernel(types.float64, fastmath=SUMMING)
def added(u):
    """The sum."""
    total = 0.0
    for j in range(u.size):
        total += u[j]
    return total


@kernel(types.void, fastmath={"contract"})
def exponentials(u):
    """exp of utilities less their maximum (at least 0: staying is worth 0).

    exp(x) = 2^k exp(r) with |r| <= ln 2 / 2, and a polynomial of degree 11 for exp(r), that of Chebyshev's
    nodes (its relative error is 1e-17), in three parts that do not wait for each other: right to the last
    digits of double precision, and in vector registers, where the library's exp is a call for each number.
    Adding 1.5 * 2^52 rounds to the whole number k and leaves it in the last bits; sums may not be
    reordered here. Below exp(-709) the exponent's bits are all 0, and so is the number.
    """
    top = highest(u)
    for j in range(u.size):
        x = max(u[j] - top, -709.09)
        t = x * 1.4426950408889634 + 6755399441055744.0
        k = t - 6755399441055744.0
        r = x - k * 0.693145751953125 - k * 1.4286068203094173e-06
        r2 = r * r
        r4 = r2 * r2
        low = (1.0 + r) + (0.5000000000000006 + 0.1666666666666667 * r) * r2
        middle = 0.04166666666657314 + 0.008333333333326141 * r
        middle += (0.0013888888932488625 + 0.00019841269874800512 * r) * r2
        high = 2.480150434696448e-05 + 2.7557255425720897e-06 * r
        high += (2.762635725527078e-07 + 2.510520638458724e-08 * r) * r2
        e = low + (middle + high * r4) * r4
        power = (np.float64(t).view(np.int64) + 1023) << 52
        u[j] = e * np.int64(power).view(np.float64)


@kernel(types.void)
def forbid(memory, k, period, ego, m, u):
    """No structural tie may change, and none against a period that only grows or shrinks."""
    slot_current = ints1(memory, SLOT_CURRENT)
    only = ints3(memory, ONLY)
    mat_fixed = ints2(memory, MAT_FIXED)
    x = bytes3(memory, X)
    mats = bytes3(memory, MATS)
    slot = slot_current[k]
    up, down = only[k, period, 0], only[k, period, 1]
    fixed = mat_fixed[k, period]
    if not up and not down and fixed < 0:
        return
    for j in range(m):
        tie = x[slot, ego, j]
        if (tie and up) or (not tie and down) or (fixed >= 0 and mats[fixed, ego, j]):
            u[j] = NEVER


@kernel(types.void, fastmath=SUMMING)
def weigh(memory, variable, ties, u):
    """What changes of ties add to ego's objective, four terms at a time."""
    base = floats2(memory, BASE)
    quad_start = ints1(memory, QUAD_START)
    quad_sign = floats2(memory, QUAD_SIGN)
    quad_rows = ints2(memory, QUAD_ROWS)
    weights = floats2(memory, QUAD_WEIGHT)
    for j in range(u.size):
        u[j] = 0.0
    for q in range(quad_start[variable], quad_start[variable + 1]):
        absent, turn = quad_sign[q, 0], quad_sign[q, 1]
        a, b, c, d = (
            base[quad_rows[q, 0]],
            base[quad_rows[q, 1]],
            base[quad_rows[q, 2]],
            base[quad_rows[q, 3]],
        )
        va, vb, vc, vd = weights[q, 0], weights[q, 1], weights[q, 2], weights[q, 3]
        for j in range(u.size):
            u[j] += (absent + turn * ties[j]) * (va * a[j] + vb * b[j] + vc * c[j] + vd * d[j])


@kernel(types.void, fastmath=SUMMING)
def score(memory, variable, ties, u, total, chosen, scores):
    """The change that was chosen (none: -1) less the change expected, by term."""
    base = floats2(memory, BASE)
    quad_start = ints1(memory, QUAD_START)
    quad_sign = floats2(memory, QUAD_SIGN)
    quad_rows = ints2(memory, QUAD_ROWS)
    quad_theta = ints2(memory, QUAD_THETA)
    for q in range(quad_start[variable], quad_start[variable + 1]):
        absent, turn = quad_sign[q, 0], quad_sign[q, 1]
        a, b, c, d = (
            base[quad_rows[q, 0]],
            base[quad_rows[q, 1]],
            base[quad_rows[q, 2]],
            base[quad_rows[q, 3]],
        )
        ea, eb, ec, ed = 0.0, 0.0, 0.0, 0.0
        for j in range(u.size):
            chance = u[j] * (absent + turn * ties[j])
            ea += chance * a[j]
            eb += chance * b[j]
            ec += chance * c[j]
            ed += chance * d[j]
        sign, place = 0.0, 0
        if chosen >= 0:
            sign, place = (absent + turn * ties[chosen]) * total, chosen
        scores[quad_theta[q, 0]] += (sign * a[place] - ea) / total
        scores[quad_theta[q, 1]] += (sign * b[place] - eb) / total
        scores[quad_theta[q, 2]] += (sign * c[place] - ec) / total
        scores[quad_theta[q, 3]] += (sign * d[place] - ed) / total


@kernel(types.void)
def multiply(memory, variable, m):
    """The products of effects that make interactions."""
    base = floats2(memory, BASE)
    product_start = ints1(memory, PRODUCT_START)
    product_parts = ints2(memory, PRODUCT_PARTS)
    for p in range(product_start[variable], product_start[variable + 1]):
        row, a, b = base[product_parts[p, 0]], base[product_parts[p, 1]], base[product_parts[p, 2]]
        for j in range(m):
            row[j] = a[j] * b[j]


@kernel(types.int64)
def network_step(memory, variable, period, ego, theta, scores, scored, bits):
    """One actor may change one tie; returns the receiver, or -1 for none."""
    index = ints1(memory, INDEX)
    receivers = ints1(memory, RECEIVERS)
    kinds = ints1(memory, KINDS)
    slot_current = ints1(memory, SLOT_CURRENT)
    base_start = ints1(memory, BASE_START)
    base_change = ints1(memory, BASE_CHANGE)
    base_args = ints3(memory, BASE_ARGS)
    base_out = ints1(memory, BASE_OUT)
    base_still = bytes1(memory, BASE_STILL)
    work = floats2(memory, WORK)
    x = bytes3(memory, X)
    k = index[variable]
    m, one_mode = receivers[variable], kinds[variable] == ONE_MODE
    slot = slot_current[k]
    tabulate(memory, variable, SIMULATION, period, ego)
    for b in range(base_start[variable], base_start[variable + 1]):
        if not base_still[b]:
            write_row(base_change[b], base_args[SIMULATION, period, b], ego, base_out[b])
    multiply(memory, variable, m)
    count = m if one_mode else m + 1
    whole = (count + 3) // 4 * 4
    u, ties = work[0, :whole], x[slot, ego, :whole]
    weigh(memory, variable, ties, u)
    stay = ego if one_mode else m
    forbid(memory, k, period, ego, m, u)
    u[stay] = 0.0
    for j in range(count, whole):
        u[j] = NEVER
    exponentials(u)
    total = added(u)
    chosen = pick(u, uniform(bits) * total)
    if chosen == stay:
        chosen = -1
    if scored:
        u[stay] = 0.0
        score(memory, variable, ties, u, total, chosen, scores)
    if chosen >= 0:
        toggle(memory, slot, ego, chosen, one_mode)
    return chosen


@kernel(types.int64)
def behavior_step(memory, variable, period, ego, theta, scores, scored, bits):
    """One actor may change its behaviour by one; returns the step."""
    index = ints1(memory, INDEX)
    level = ints2(memory, LEVEL)
    means = floats1(memory, MEANS)
    high = ints1(memory, HIGH)
    only = ints3(memory, ONLY)
    low = ints1(memory, LOW)
    base_start = ints1(memory, BASE_START)
    term_start = ints1(memory, TERM_START)
    base = floats2(memory, BASE)
    base_statistic = ints1(memory, BASE_STATISTIC)
    base_args = ints3(memory, BASE_ARGS)
    work = floats2(memory, WORK)
    term_parts = ints2(memory, TERM_PARTS)
    term_kind = ints1(memory, TERM_KIND)
    term_theta = ints1(memory, TERM_THETA)
    z = floats2(memory, Z)
    b = index[variable]
    tabulate(memory, variable, SIMULATION, period, ego)
    now, mean = level[b, ego], means[b]
    up = now < high[b] and only[variable, period, 1] == 0
    down = now > low[b] and only[variable, period, 0] == 0
    start, stop = term_start[variable], term_start[variable + 1]
    for a in range(base_start[variable], base_start[variable + 1]):
        row, function = base[a], base_statistic[a]
        args, centred = base_args[SIMULATION, period, a], now - mean
        here = value_at(function, args, ego, centred)
        row[0] = value_at(function, args, ego, centred - 1.0) - here if down else 0.0
        row[1] = value_at(function, args, ego, centred + 1.0) - here if up else 0.0
    lower, higher = 0.0, 0.0
    for t in range(start, stop):
        c = work[4 + t - start]
        c[0], c[1] = base[term_parts[t, 0], 0], base[term_parts[t, 0], 1]
        for part in range(1, 3):
            p = term_parts[t, part]
            if p >= 0:
                c[0] *= -base[p, 0]
                c[1] *= base[p, 1]
        if term_kind[t] == ENDOWMENT:
            c[1] = 0.0
        elif term_kind[t] == CREATION:
            c[0] = 0.0
        lower += theta[term_theta[t]] * c[0]
        higher += theta[term_theta[t]] * c[1]
    top = max(0.0, lower if down else 0.0, higher if up else 0.0)
    p0 = math.exp(lower - top) if down else 0.0
    p1 = math.exp(-top)
    p2 = math.exp(higher - top) if up else 0.0
    total = p0 + p1 + p2
    draw = uniform(bits) * total
    step = -1 if draw < p0 else (0 if draw < p0 + p1 else 1)
    if step == 1 and not up:
        step = 0
    if scored:
        for t in range(start, stop):
            c = work[4 + t - start]
            got = c[0] if step < 0 else (c[1] if step > 0 else 0.0)
            scores[term_theta[t]] += got - (p0 * c[0] + p2 * c[1]) / total
    if step:
        level[b, ego] += step
        z[b, ego] += step
    return step
