# mypy: ignore-errors
"""A period from its start to its end."""

import math

from numba import njit, types

from auxilia.saom.fields import (
    ACTIVE,
    BASE_ARGS,
    BASE_CHANGE,
    BASE_OUT,
    BASE_STILL,
    BASIC_THETA,
    BEHAVIOR,
    EVEN,
    EVENT_ACTOR,
    EVENT_JOIN,
    EVENT_START,
    EVENT_TIME,
    FREE,
    FRESH,
    INDEX,
    KINDS,
    LEVEL,
    LEVEL_MISSING,
    LEVEL_START,
    MAT_EITHER,
    MATS,
    ONWARD,
    QUAD_THETA,
    QUAD_WEIGHT,
    RATE,
    RATE_START,
    RATE_THETA,
    SEEN,
    SENDERS,
    SIMULATION,
    SLOT_CURRENT,
    SLOT_START,
    TOTAL,
    X,
)
from auxilia.saom.kernels.choices import behavior_step, network_step
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
    uniform,
    write_row,
)
from auxilia.saom.kernels.presence import arrive, begin, move, put_back
from auxilia.saom.kernels.rates import able, pick, rate_scores, rate_value, rates
from auxilia.saom.kernels.statistics import statistics


@kernel(types.int64)
def count_change(memory, variable, period, ego, moved):
    """By how much the last step moved a variable away from the start of the period."""
    index = ints1(memory, INDEX)
    kinds = ints1(memory, KINDS)
    level_missing = bytes3(memory, LEVEL_MISSING)
    level_start = ints3(memory, LEVEL_START)
    level = ints2(memory, LEVEL)
    mat_either = ints2(memory, MAT_EITHER)
    mats = bytes3(memory, MATS)
    x = bytes3(memory, X)
    slot_current = ints1(memory, SLOT_CURRENT)
    slot_start = ints2(memory, SLOT_START)
    k = index[variable]
    if kinds[variable] == BEHAVIOR:
        if level_missing[k, period, ego] or level_missing[k, period + 1, ego]:
            return 0
        begun, now = level_start[k, period, ego], level[k, ego]
        return abs(now - begun) - abs(now - moved - begun)
    either = mat_either[k, period]
    if either >= 0 and mats[either, ego, moved]:
        return 0
    return 1 if x[slot_current[k], ego, moved] != x[slot_start[k, period], ego, moved] else -1


@kernel(types.void)
def load(memory, period, theta):
    """The parameters of terms on networks, in fours, and what never changes in a period."""
    quad_theta = ints2(memory, QUAD_THETA)
    quad_weight = floats2(memory, QUAD_WEIGHT)
    base_change = ints1(memory, BASE_CHANGE)
    base_args = ints3(memory, BASE_ARGS)
    base_out = ints1(memory, BASE_OUT)
    base_still = bytes1(memory, BASE_STILL)
    for q in range(quad_theta.shape[0]):
        for k in range(4):
            quad_weight[q, k] = theta[quad_theta[q, k]]
    for b in range(base_change.size):
        if base_still[b]:
            write_row(base_change[b], base_args[SIMULATION, period, b], 0, base_out[b])


@kernel(types.float64)
def walk(memory, theta, period, condition, target, limit, scores, scored, turn, bits):
    """Run one period; returns the time it took (1 unless conditional), or -1 at the limit of steps.

    `condition` is the variable whose distance from the start ends a conditional run at `target`, or -1.
    `turn`: FRESH from the start of the period, FORWARD the same but without setting back who has left, ONWARD
    from where the variables stand.
    """
    kinds = ints1(memory, KINDS)
    active = bytes1(memory, ACTIVE)
    senders = ints1(memory, SENDERS)
    event_start = ints1(memory, EVENT_START)
    rate_start = ints1(memory, RATE_START)
    event_time = floats1(memory, EVENT_TIME)
    event_actor = ints1(memory, EVENT_ACTOR)
    event_join = ints1(memory, EVENT_JOIN)
    basic_theta = ints2(memory, BASIC_THETA)
    rate_theta = ints1(memory, RATE_THETA)
    if turn == ONWARD:
        arrive(memory, period)
    else:
        begin(memory, period)
    load(memory, period, theta)
    variables = kinds.size
    rate, free = floats2(memory, RATE), bytes2(memory, FREE)
    total, even = floats1(memory, TOTAL), bytes1(memory, EVEN)
    for place in range(scores.size):
        scores[place] = 0.0
    everybody = True
    for i in range(active.size):
        everybody = everybody and active[i] == 1
    still = rate_start[variables] == 0
    stale = True
    now, waited, grand, distance, event = 0.0, 0.0, 0.0, 0, event_start[period]
    for _ in range(limit):
        if stale or not still:
            grand = 0.0
            for v in range(variables):
                if stale:
                    able(memory, v, period, free[v])
                if stale or rate_start[v + 1] > rate_start[v]:
                    total[v] = rates(memory, v, period, theta, free[v], rate[v])
                even[v] = still and total[v] > (senders[v] - 0.5) * theta[basic_theta[v, period]]
                grand += total[v]
        stale = False
        if grand <= 0.0:
            break
        tau = -math.log(1.0 - uniform(bits)) / grand
        ends = condition < 0 and now + tau >= 1.0
        moving = event < event_start[period + 1] and event_time[event] <= min(now + tau, 1.0)
        if moving:
            tau = event_time[event] - now
        elif ends:
            tau = 1.0 - now
        now += tau
        waited += tau
        if scored and (moving or ends or not still):
            rate_scores(memory, period, theta, rate, total, waited, scores)
            waited = 0.0
        if moving:
            move(memory, period, event_actor[event], event_join[event])
            event += 1
            stale = True
            continue
        if ends:
            break
        draw, v = uniform(bits) * grand, 0
        while v < variables - 1 and draw >= total[v]:
            draw -= total[v]
            v += 1
        ego = min(int(draw / rate[v, 0]), senders[v] - 1) if even[v] else pick(rate[v], draw)
        if scored:
            scores[basic_theta[v, period]] += 1.0 / theta[basic_theta[v, period]]
            for r in range(rate_start[v], rate_start[v + 1]):
                scores[rate_theta[r]] += rate_value(memory, r, period, ego)
        if kinds[v] == BEHAVIOR:
            moved = behavior_step(memory, v, period, ego, theta, scores, scored, bits)
            changed = moved != 0
        else:
            moved = network_step(memory, v, period, ego, theta, scores, scored, bits)
            changed = moved >= 0
        if v == condition and changed:
            distance += count_change(memory, v, period, ego, moved)
            if distance >= target:
                break
    else:
        return -1.0
    if scored and waited > 0.0:
        rate_scores(memory, period, theta, rate, total, waited, scores)
    if turn == FRESH and (event_start[period + 1] > event_start[period] or not everybody):
        put_back(memory, period)
    return now


# The only entry: what is compiled under two entries is compiled twice. The signature compiles it at import,
# not at the first call: see `compiling.load`.
@njit(
    types.boolean(
        types.int64[:, ::1],
        types.float64[::1],
        *[types.int64] * 2,
        types.int64[::1],
        types.int64,
        *[types.float64[:, :, ::1]] * 2,
        types.float64[:, ::1],
        types.boolean,
        types.int64,
        types.int64,
    ),
    cache=True,
    nogil=True,
    error_model="numpy",
    _nrt=False,
)
def simulate(memory, theta, first, condition, targets, limit, stats, scores, times, scored, turn, bits):
    """Run the periods from `first` on, again and again; returns whether all ended within the limit of steps.

    `scores` (runs, periods, parameters) and `times` (runs, periods) are filled, and so is `stats`, as scores,
    unless it has no parameters. `targets` (periods,) are those of `walk`. `turn` is that of `walk`, or SEEN:
    the variables are measured as they stand.
    """
    for run in range(times.shape[0]):
        for place in range(times.shape[1]):
            period = first + place
            if turn != SEEN:
                time = walk(
                    memory,
                    theta,
                    period,
                    condition,
                    targets[place],
                    limit,
                    scores[run, place],
                    scored,
                    turn,
                    bits,
                )
                times[run, place] = time
                if time < 0.0:
                    return False
            if stats.shape[2] > 0:
                statistics(memory, period, stats[run, place])
    return True
