# mypy: ignore-errors
"""What is measured at the end of a period."""

from numba import types

from auxilia.saom.fields import (
    BACK,
    BASE,
    BASE_ARGS,
    BASE_EGO,
    BASE_OUT,
    BASE_START,
    BASE_STATISTIC,
    BEHAVIOR,
    END,
    ENDOWMENT,
    EVALUATION,
    INDEX,
    KINDS,
    LEVEL,
    LEVEL_MISSING,
    LEVEL_START,
    MAT_EDIT,
    MAT_GAINED,
    MAT_LOST,
    MATS,
    MEANS,
    ONE_MODE,
    OUT,
    OUTDEG,
    RECEIVERS,
    SENDERS,
    SLOT_CLEAN,
    SLOT_CURRENT,
    START,
    SUMMED,
    TERM_DIVISOR,
    TERM_KIND,
    TERM_PARTS,
    TERM_PASS,
    TERM_START,
    TERM_THETA,
    Z_CLEAN,
    Z_MOVED,
    X,
    Z,
)
from auxilia.saom.kernels.graphs import relist, tabulate
from auxilia.saom.kernels.memory import (
    bytes3,
    floats1,
    floats2,
    ints1,
    ints2,
    ints3,
    kernel,
    shorts3,
    value_at,
    write_row,
)
from auxilia.saom.kernels.rates import rate_statistics


@kernel(types.void)
def clean(memory, variable, period):
    """The end of the period as it enters statistics, into its own slot."""
    index = ints1(memory, INDEX)
    senders = ints1(memory, SENDERS)
    receivers = ints1(memory, RECEIVERS)
    slot_current = ints1(memory, SLOT_CURRENT)
    slot_clean = ints1(memory, SLOT_CLEAN)
    mat_edit = ints2(memory, MAT_EDIT)
    x = bytes3(memory, X)
    mats = bytes3(memory, MATS)
    kinds = ints1(memory, KINDS)
    k, n, m = index[variable], senders[variable], receivers[variable]
    slot, target, edit = slot_current[k], slot_clean[k], mat_edit[k, period]
    for i in range(n):
        for j in range(m):
            tie = x[slot, i, j]
            if edit >= 0:
                code = mats[edit, i, j]
                tie = tie if code == 0 else code - 1
            x[target, i, j] = tie
    relist(memory, target, n, m, kinds[variable] == ONE_MODE)


@kernel(types.int64)
def summation(memory, k, period, kind, ego, m, summed):
    """The ties of ego that a statistic sums over (all, lost ones or new ones), listed; their number."""
    x = bytes3(memory, X)
    slot_clean = ints1(memory, SLOT_CLEAN)
    mats = bytes3(memory, MATS)
    mat_gained = ints2(memory, MAT_GAINED)
    mat_lost = ints2(memory, MAT_LOST)
    slot_current = ints1(memory, SLOT_CURRENT)
    out = shorts3(memory, OUT)
    outdeg = floats2(memory, OUTDEG)
    slot, count = slot_clean[k], 0
    if kind == ENDOWMENT:
        for j in range(m):
            code = mats[mat_lost[k, period], ego, j]
            if code == 2 or (code == 1 and not x[slot_current[k], ego, j]):
                summed[count] = j
                count += 1
        return count
    for q in range(int(outdeg[slot, ego])):
        j = out[slot, ego, q]
        if kind == EVALUATION or mats[mat_gained[k, period], ego, j]:
            summed[count] = j
            count += 1
    return count


@kernel(types.void)
def network_statistics(memory, variable, period, stats):
    """Statistics of all terms on a network."""
    index = ints1(memory, INDEX)
    senders = ints1(memory, SENDERS)
    receivers = ints1(memory, RECEIVERS)
    term_start = ints1(memory, TERM_START)
    base_start = ints1(memory, BASE_START)
    term_pass = ints1(memory, TERM_PASS)
    base_statistic = ints1(memory, BASE_STATISTIC)
    base_args = ints3(memory, BASE_ARGS)
    base_out = ints1(memory, BASE_OUT)
    term_kind = ints1(memory, TERM_KIND)
    term_parts = ints2(memory, TERM_PARTS)
    base_ego = ints1(memory, BASE_EGO)
    base = floats2(memory, BASE)
    summed = ints1(memory, SUMMED)
    term_theta = ints1(memory, TERM_THETA)
    term_divisor = floats1(memory, TERM_DIVISOR)
    k, n, m = index[variable], senders[variable], receivers[variable]
    start, stop = term_start[variable], term_start[variable + 1]
    for mode in range(END, START + 1):
        wanted = False
        for t in range(start, stop):
            wanted |= term_pass[t] == mode
        if not wanted:
            continue
        for ego in range(n):
            tabulate(memory, variable, mode, period, ego)
            for b in range(base_start[variable], base_start[variable + 1]):
                write_row(base_statistic[b], base_args[mode, period, b], ego, base_out[b])
            before, count = -1, 0
            for t in range(start, stop):
                if term_pass[t] != mode:
                    continue
                kind = term_kind[t]
                sign = -1.0 if kind == ENDOWMENT else 1.0
                a, b, d = term_parts[t, 0], term_parts[t, 1], term_parts[t, 2]
                found = 0.0
                if base_ego[a]:
                    found = base[a, 0]
                else:
                    if kind != before:
                        count = summation(memory, k, period, kind, ego, m, summed)
                        before = kind
                    for q in range(count):
                        j = summed[q]
                        part = base[a, j]
                        if b >= 0:
                            part *= base[b, j]
                        if d >= 0:
                            part *= base[d, j]
                        found += part
                stats[term_theta[t]] += sign * found / term_divisor[t]


@kernel(types.float64)
def behavior_value(memory, t, period, ego, zi):
    """s_i of a plain effect on behaviour, or a product per unit of the value."""
    base_statistic = ints1(memory, BASE_STATISTIC)
    term_parts = ints2(memory, TERM_PARTS)
    base_args = ints3(memory, BASE_ARGS)
    found = value_at(base_statistic[term_parts[t, 0]], base_args[END, period, term_parts[t, 0]], ego, zi)
    for part in range(1, 3):
        p = term_parts[t, part]
        if p >= 0:
            more = value_at(base_statistic[p], base_args[END, period, p], ego, zi)
            found = found * more / zi if zi != 0.0 else 0.0
    return found


@kernel(types.float64)
def behavior_difference(memory, t, period, ego, zi, step):
    """Maintenance and creation: the value here less that of the start, for products per unit of the step."""
    term_pass = ints1(memory, TERM_PASS)
    term_parts = ints2(memory, TERM_PARTS)
    base_statistic = ints1(memory, BASE_STATISTIC)
    base_args = ints3(memory, BASE_ARGS)
    found, back = 1.0, BACK if term_pass[t] == BACK else END
    for part in range(3):
        p = term_parts[t, part]
        if p >= 0:
            here = value_at(base_statistic[p], base_args[END, period, p], ego, zi)
            there = value_at(base_statistic[p], base_args[back, period, p], ego, zi + step)
            found *= (here - there) if part == 0 else (here - there) / -step
    return found


@kernel(types.void)
def behavior_statistics(memory, variable, period, stats):
    """Statistics of all terms on a behaviour."""
    index = ints1(memory, INDEX)
    senders = ints1(memory, SENDERS)
    term_start = ints1(memory, TERM_START)
    z = floats2(memory, Z)
    z_clean = ints1(memory, Z_CLEAN)
    z_moved = ints1(memory, Z_MOVED)
    term_kind = ints1(memory, TERM_KIND)
    level_missing = bytes3(memory, LEVEL_MISSING)
    level = ints2(memory, LEVEL)
    means = floats1(memory, MEANS)
    level_start = ints3(memory, LEVEL_START)
    term_theta = ints1(memory, TERM_THETA)
    b, n = index[variable], senders[variable]
    start, stop = term_start[variable], term_start[variable + 1]
    ended, moved = z[z_clean[b]], z[z_moved[b]]
    for turn in range(3):
        wanted = False
        for t in range(start, stop):
            wanted |= term_kind[t] == turn
        if not wanted:
            continue
        for i in range(n):
            seen = not (level_missing[b, period, i] or level_missing[b, period + 1, i])
            ended[i] = level[b, i] - means[b] if seen else 0.0
            lower = float(level_start[b, period, i] - level[b, i]) if seen else 0.0
            moved[i] = ended[i] + (lower if turn == ENDOWMENT else -lower)
        for ego in range(n):
            if level_missing[b, period, ego] or level_missing[b, period + 1, ego]:
                continue
            lower = float(level_start[b, period, ego] - level[b, ego])
            step = lower if turn == ENDOWMENT else -lower
            if turn != EVALUATION and step <= 0.0:
                continue
            tabulate(memory, variable, END, period, ego)
            for t in range(start, stop):
                if term_kind[t] != turn:
                    continue
                place = term_theta[t]
                if turn == EVALUATION:
                    stats[place] += behavior_value(memory, t, period, ego, ended[ego])
                else:
                    sign = 1.0 if turn == ENDOWMENT else -1.0
                    stats[place] += sign * behavior_difference(memory, t, period, ego, ended[ego], step)


@kernel(types.void)
def statistics(memory, period, stats):
    """All statistics of the present end of the period."""
    kinds = ints1(memory, KINDS)
    for place in range(stats.size):
        stats[place] = 0.0
    for variable in range(kinds.size):
        if kinds[variable] == BEHAVIOR:
            behavior_statistics(memory, variable, period, stats)
        else:
            clean(memory, variable, period)
            network_statistics(memory, variable, period, stats)
        rate_statistics(memory, variable, period, stats)
