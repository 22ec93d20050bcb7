"""Effects of ego's ties on its further ties by the values of the receivers: activity."""

import math

from auxilia.saom.catalogue import network_effect


@network_effect("sameXOutAct", "(sum_j x_ij I{v_i = v_j})^(1 + 1/p)", parameter=1)
def activity_to_same(m, ego, x_out, x_outdeg, v, v_miss, p, out):
    """Squared number of ties to those with ego's value; where p is 2, the number times its root."""
    count = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) < 1e-6:
            count += (1.0 - v_miss[h]) * (1.0 - v_miss[ego])
    worth = math.sqrt(count) if p == 2.0 else count
    for j in range(m):
        out[j] = worth * (1.0 - v_miss[j]) if abs(v[j] - v[ego]) < 1e-6 else 0.0


@activity_to_same.change
def _(m, ego, xo, x_out, x_outdeg, v, p, out):
    count = 0.0
    for a in range(int(x_outdeg[ego])):
        count += 1.0 if abs(v[x_out[ego, a]] - v[ego]) < 1e-6 else 0.0
    for j in range(m):
        others = count - xo[j]
        if abs(v[j] - v[ego]) >= 1e-6:
            out[j] = 0.0
        elif p == 2.0:
            out[j] = (others + 1.0) * math.sqrt(others + 1.0) - others * math.sqrt(others)
        else:
            out[j] = 2.0 * others + 1.0


@network_effect("diffXOutAct", "(sum_j x_ij I{v_i != v_j})^(1 + 1/p)", parameter=1)
def activity_to_different(m, ego, x_out, x_outdeg, v, v_miss, p, out):
    """Squared number of ties to those with another value; where p is 2, the number times its root."""
    count = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) >= 1e-6:
            count += (1.0 - v_miss[h]) * (1.0 - v_miss[ego])
    worth = math.sqrt(count) if p == 2.0 else count
    for j in range(m):
        out[j] = worth * (1.0 - v_miss[j]) if abs(v[j] - v[ego]) >= 1e-6 else 0.0


@activity_to_different.change
def _(m, ego, xo, x_out, x_outdeg, v, p, out):
    count = 0.0
    for a in range(int(x_outdeg[ego])):
        count += 1.0 if abs(v[x_out[ego, a]] - v[ego]) >= 1e-6 else 0.0
    for j in range(m):
        others = count - xo[j]
        if abs(v[j] - v[ego]) < 1e-6:
            out[j] = 0.0
        elif p == 2.0:
            out[j] = (others + 1.0) * math.sqrt(others + 1.0) - others * math.sqrt(others)
        else:
            out[j] = 2.0 * others + 1.0


@network_effect(
    "homXOutAct", "sum_jh x_ij x_ih I{v_j = v_h}", parameter=1, two_mode="also", v_of_receivers=True
)
def activity_to_alike(m, ego, x_out, x_outdeg, v, v_miss, out):
    """Pairs of ego's ties to receivers of one value, each with itself included."""
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_outdeg[ego])):
            h = x_out[ego, a]
            if abs(v[h] - v[j]) < 1e-6:
                out[j] += (1.0 - v_miss[h]) * (1.0 - v_miss[j])


@activity_to_alike.change
def _(m, ego, xo, x_out, x_outdeg, v, out):
    for j in range(m):
        count = 0.0
        for a in range(int(x_outdeg[ego])):
            count += 1.0 if abs(v[x_out[ego, a]] - v[j]) < 1e-6 else 0.0
        out[j] = 2.0 * (count - xo[j]) + 1.0


@network_effect("altXOutAct", "(sum_j x_ij v_j)^2", parameter=1, two_mode="also", v_of_receivers=True)
def activity_by_values(m, ego, x_out, x_outdeg, v, v_miss, out):
    """Squared sum of the values of those to whom ego is tied."""
    total = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        total += v[h] * (1.0 - v_miss[h])
    for j in range(m):
        out[j] = total * v[j] * (1.0 - v_miss[j])


@activity_by_values.change
def _(m, ego, xo, x_out, x_outdeg, v, out):
    total = 0.0
    for a in range(int(x_outdeg[ego])):
        total += v[x_out[ego, a]]
    for j in range(m):
        out[j] = 2.0 * v[j] * (total - xo[j] * v[j]) + v[j] * v[j]


@network_effect("sameXReciAct", "x_i+ sum_j x_ij x_ji I{v_i = v_j}", parameter=1)
def activity_by_same_mutual(m, ego, xi, x_out, x_outdeg, v, v_miss, p, out):
    """Out-degree times reciprocated ties with those of ego's value, or their root where p is 2."""
    count = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) < 1e-6:
            count += xi[h] * (1.0 - v_miss[h]) * (1.0 - v_miss[ego])
    for j in range(m):
        out[j] = (math.sqrt(count) if p == 2.0 else count) * (1.0 - v_miss[j])


@activity_by_same_mutual.change
def _(m, ego, xo, xi, x_out, x_outdeg, v, p, out):
    count = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        count += xi[h] if abs(v[h] - v[ego]) < 1e-6 else 0.0
    for j in range(m):
        own = xi[j] if abs(v[j] - v[ego]) < 1e-6 else 0.0
        degree = x_outdeg[ego] - xo[j]
        rest = count - xo[j] * own
        if p == 2.0:
            out[j] = (degree + 1.0) * math.sqrt(rest + own) - degree * math.sqrt(rest)
        else:
            out[j] = rest + (degree + 1.0) * own


@network_effect("diffXReciAct", "x_i+ sum_j x_ij x_ji I{v_i != v_j}", parameter=1)
def activity_by_different_mutual(m, ego, xi, x_out, x_outdeg, v, v_miss, p, out):
    """Out-degree times reciprocated ties with those of other values, or their root where p is 2."""
    count = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) >= 1e-6:
            count += xi[h] * (1.0 - v_miss[h]) * (1.0 - v_miss[ego])
    for j in range(m):
        out[j] = (math.sqrt(count) if p == 2.0 else count) * (1.0 - v_miss[j])


@activity_by_different_mutual.change
def _(m, ego, xo, xi, x_out, x_outdeg, v, p, out):
    count = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        count += xi[h] if abs(v[h] - v[ego]) >= 1e-6 else 0.0
    for j in range(m):
        own = xi[j] if abs(v[j] - v[ego]) >= 1e-6 else 0.0
        degree = x_outdeg[ego] - xo[j]
        rest = count - xo[j] * own
        if p == 2.0:
            out[j] = (degree + 1.0) * math.sqrt(rest + own) - degree * math.sqrt(rest)
        else:
            out[j] = rest + (degree + 1.0) * own


@network_effect(
    "crossXOutAct", "sum_jh x_ij x_ih I{v_i = v_j} I{v_i != v_h}", parameter=1, types=("evaluation",)
)
def activity_across(m, ego, x_out, x_outdeg, v, out):
    """Pairs of ego's ties, one to the same value and one to another; a missing value counts as the mean."""
    count = 0.0
    for a in range(int(x_outdeg[ego])):
        count += 1.0 if abs(v[x_out[ego, a]] - v[ego]) >= 1e-6 else 0.0
    for j in range(m):
        out[j] = count if abs(v[j] - v[ego]) < 1e-6 else 0.0


@activity_across.change
def _(m, ego, xo, x_out, x_outdeg, v, out):
    different = 0.0
    for a in range(int(x_outdeg[ego])):
        different += 1.0 if abs(v[x_out[ego, a]] - v[ego]) >= 1e-6 else 0.0
    for j in range(m):
        out[j] = different if abs(v[j] - v[ego]) < 1e-6 else x_outdeg[ego] - xo[j] - (different - xo[j])
