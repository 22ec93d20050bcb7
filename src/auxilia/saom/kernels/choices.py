# mypy: ignore-errors
"""One ministep: what each change is worth to ego, and what ego does."""

import math

import numpy as np
from numba import njit

from auxilia.saom.fields import (
    BASE,
    BASE_ARGS,
    BASE_CHANGE,
    BASE_OUT,
    BASE_START,
    BASE_STATISTIC,
    CREATION,
    ENDOWMENT,
    EVALUATION,
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
    bytes3,
    floats1,
    floats2,
    ints1,
    ints2,
    ints3,
    uniform,
    value_at,
    write_row,
)


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"reassoc", "nsz", "nnan"})
def highest(u, count):
    """The largest value, at least 0: staying is worth 0."""
    top = 0.0
    for j in range(count):
        top = u[j] if u[j] > top else top
    return top


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"reassoc", "nsz"})
def added(u, count):
    """The sum."""
    total = 0.0
    for j in range(count):
        total += u[j]
    return total


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract"})
def exponentials(u, count):
    """exp of utilities less their maximum (at least 0: staying is worth 0); returns their sum.

    exp(x) = 2^k exp(r) with |r| <= ln 2 / 2, and a Taylor polynomial of degree 13 for exp(r): right to the
    last digits of double precision, and in vector registers, where the library's exp is a call for each
    number. Adding 1.5 * 2^52 rounds to the whole number k and leaves it in the last bits; sums may not be
    reordered here.
    """
    top = highest(u, count)
    for j in range(count):
        x = max(u[j] - top, -700.0)
        t = x * 1.4426950408889634 + 6755399441055744.0
        k = t - 6755399441055744.0
        r = x - k * 0.693145751953125 - k * 1.4286068203094173e-06
        e = 1.6059043836821613e-10
        e = e * r + 2.08767569878681e-09
        e = e * r + 2.505210838544172e-08
        e = e * r + 2.755731922398589e-07
        e = e * r + 2.7557319223985893e-06
        e = e * r + 2.48015873015873e-05
        e = e * r + 0.0001984126984126984
        e = e * r + 0.001388888888888889
        e = e * r + 0.008333333333333333
        e = e * r + 0.041666666666666664
        e = e * r + 0.16666666666666666
        e = e * r + 0.5
        e = e * r + 1.0
        e = e * r + 1.0
        power = (np.float64(t).view(np.int64) + 1023) << 52
        u[j] = e * np.int64(power).view(np.float64)
    return added(u, count)


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"reassoc", "contract", "nsz"})
def dot(a, b, count):
    """Sum of products."""
    total = 0.0
    for j in range(count):
        total += a[j] * b[j]
    return total


@njit(cache=True, nogil=True)
def permit(memory, k, period, ego, m, can):
    """Which ties ego may change: not the structural ones, nor against a period that only grows or shrinks."""
    slot_current = ints1(memory, SLOT_CURRENT)
    only = ints3(memory, ONLY)
    mat_fixed = ints2(memory, MAT_FIXED)
    x = bytes3(memory, X)
    mats = bytes3(memory, MATS)
    slot = slot_current[k]
    up, down = only[k, period, 0], only[k, period, 1]
    fixed = mat_fixed[k, period]
    if not up and not down and fixed < 0:
        return False
    for j in range(m):
        tie = x[slot, ego, j]
        can[j] = 0.0 if (tie and up) or (not tie and down) or (fixed >= 0 and mats[fixed, ego, j]) else 1.0
    return True


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"reassoc", "contract", "nsz"})
def contribute(memory, variable, k, ego, theta, m, u):
    """What each change of a tie adds to ego's objective: by term into `work`, in all into `u`."""
    x = bytes3(memory, X)
    slot_current = ints1(memory, SLOT_CURRENT)
    work = floats2(memory, WORK)
    base_start = ints1(memory, BASE_START)
    term_start = ints1(memory, TERM_START)
    base = floats2(memory, BASE)
    term_parts = ints2(memory, TERM_PARTS)
    term_kind = ints1(memory, TERM_KIND)
    term_theta = ints1(memory, TERM_THETA)
    ties = x[slot_current[k], ego]
    sign, absent = work[2], work[3]
    for j in range(m):
        absent[j] = 1.0 - ties[j]
        sign[j] = 1.0 - 2.0 * ties[j]
        u[j] = 0.0
    first = base_start[variable]
    start = term_start[variable]
    for t in range(start, term_start[variable + 1]):
        c = work[4 + t - start]
        a = base[term_parts[t, 0] - first]
        b, d = term_parts[t, 1], term_parts[t, 2]
        kind, weight = term_kind[t], theta[term_theta[t]]
        if kind == EVALUATION:
            for j in range(m):
                c[j] = a[j] * sign[j]
        elif kind == CREATION:
            for j in range(m):
                c[j] = a[j] * absent[j]
        else:
            for j in range(m):
                c[j] = a[j] * (absent[j] - 1.0)
        if b >= 0:
            part = base[b - first]
            for j in range(m):
                c[j] *= part[j]
        if d >= 0:
            part = base[d - first]
            for j in range(m):
                c[j] *= part[j]
        for j in range(m):
            u[j] += weight * c[j]


@njit(cache=True, nogil=True)
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
    work = floats2(memory, WORK)
    term_start = ints1(memory, TERM_START)
    term_theta = ints1(memory, TERM_THETA)
    k = index[variable]
    m, one_mode = receivers[variable], kinds[variable] == ONE_MODE
    slot = slot_current[k]
    tabulate(memory, variable, SIMULATION, period, ego)
    first = base_start[variable]
    for b in range(first, base_start[variable + 1]):
        write_row(base_change[b], base_args[SIMULATION, period, b], ego, base_out[b - first])
    u, can = work[0], work[1]
    contribute(memory, variable, k, ego, theta, m, u)
    start, stop = term_start[variable], term_start[variable + 1]
    limited = permit(memory, k, period, ego, m, can)
    count, stay = m, ego
    if not one_mode:
        count, stay = m + 1, m
    for t in range(stop - start):
        work[4 + t, stay] = 0.0
    u[stay] = 0.0
    if limited:
        can[stay] = 1.0
        for j in range(count):
            if can[j] == 0.0:
                u[j] = -1e4
                for t in range(stop - start):
                    work[4 + t, j] = 0.0
    total = exponentials(u, count)
    if limited:
        for j in range(count):
            if can[j] == 0.0:
                total -= u[j]
                u[j] = 0.0
    draw = uniform(bits) * total
    chosen, reached = count - 1, 0.0
    for j in range(count):
        reached += u[j]
        if draw < reached:
            chosen = j
            break
    if u[chosen] == 0.0:
        chosen = stay
    if scored:
        for t in range(stop - start):
            c = work[4 + t]
            scores[term_theta[start + t]] += c[chosen] - dot(u, c, count) / total
    if chosen == stay:
        return -1
    toggle(memory, slot, ego, chosen, one_mode)
    return chosen


@njit(cache=True, nogil=True)
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
    first, start, stop = base_start[variable], term_start[variable], term_start[variable + 1]
    for a in range(first, base_start[variable + 1]):
        row, function = base[a - first], base_statistic[a]
        args, centred = base_args[SIMULATION, period, a], now - mean
        here = value_at(function, args, ego, centred)
        row[0] = value_at(function, args, ego, centred - 1.0) - here if down else 0.0
        row[1] = value_at(function, args, ego, centred + 1.0) - here if up else 0.0
    lower, higher = 0.0, 0.0
    for t in range(start, stop):
        c = work[4 + t - start]
        c[0], c[1] = base[term_parts[t, 0] - first, 0], base[term_parts[t, 0] - first, 1]
        for part in range(1, 3):
            p = term_parts[t, part]
            if p >= 0:
                c[0] *= -base[p - first, 0]
                c[1] *= base[p - first, 1]
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
