"""Influence on behaviour from two steps away: by those to whom, or from whom, one's partners have ties.

Ego itself is never counted. Partners without others have the average 0.
"""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect(
    "avAltDist2",
    "z_i (sum_j x_ij ((sum_h(h != i) x_jh z_h) / (sum_h(h != i) x_jh))) / (sum_j x_ij)",
    types=("evaluation",),
    interaction="OK",
)
def average_average_alter_distance2(ego, zi, z, x_out, x_outdeg):
    """Average over one's partners of the average value of those to whom they are tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_outdeg[j])):
            h = x_out[j, q]
            if h != ego:
                part += z[h]
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totAltDist2", "z_i sum_j x_ij sum_h(h != i) x_jh z_h", types=("evaluation",), interaction="OK"
)
def total_total_alter_distance2(ego, zi, z, x_out, x_outdeg):
    """Sum over one's partners of the sum of the value of those to whom they are tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_outdeg[j])):
            h = x_out[j, q]
            if h != ego:
                part += z[h]
        total += part
    return zi * total


@behavior_effect(
    "avTAltDist2",
    "z_i (sum_j x_ij sum_h(h != i) x_jh z_h) / (sum_j x_ij)",
    types=("evaluation",),
    interaction="OK",
)
def average_total_alter_distance2(ego, zi, z, x_out, x_outdeg):
    """Average over one's partners of the sum of the value of those to whom they are tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_outdeg[j])):
            h = x_out[j, q]
            if h != ego:
                part += z[h]
        total += part
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totAAltDist2",
    "z_i sum_j x_ij ((sum_h(h != i) x_jh z_h) / (sum_h(h != i) x_jh))",
    types=("evaluation",),
    interaction="OK",
)
def total_average_alter_distance2(ego, zi, z, x_out, x_outdeg):
    """Sum over one's partners of the average value of those to whom they are tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_outdeg[j])):
            h = x_out[j, q]
            if h != ego:
                part += z[h]
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return zi * total


@behavior_effect(
    "avInAltDist2",
    "z_i (sum_j x_ij ((sum_h(h != i) x_hj z_h) / (sum_h(h != i) x_hj))) / (sum_j x_ij)",
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def average_average_alter_in_distance2(ego, zi, z, x_out, x_outdeg, x_in, x_indeg):
    """Average over one's partners of the average value of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h]
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totInAltDist2",
    "z_i sum_j x_ij sum_h(h != i) x_hj z_h",
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def total_total_alter_in_distance2(ego, zi, z, x_out, x_outdeg, x_in, x_indeg):
    """Sum over one's partners of the sum of the value of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h]
        total += part
    return zi * total


@behavior_effect(
    "avTInAltDist2",
    "z_i (sum_j x_ij sum_h(h != i) x_hj z_h) / (sum_j x_ij)",
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def average_total_alter_in_distance2(ego, zi, z, x_out, x_outdeg, x_in, x_indeg):
    """Average over one's partners of the sum of the value of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h]
        total += part
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totAInAltDist2",
    "z_i sum_j x_ij ((sum_h(h != i) x_hj z_h) / (sum_h(h != i) x_hj))",
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def total_average_alter_in_distance2(ego, zi, z, x_out, x_outdeg, x_in, x_indeg):
    """Sum over one's partners of the average value of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h]
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return zi * total


@behavior_effect(
    "avInSimDist2",
    "(sum_j x_ij (1 - |z_i - average_h(x_hj = 1, h != i) z_h| / range - mean)) / (sum_j x_ij)",
    two_mode="also",
    types=("evaluation",),
)
def average_similarity_in_distance2(ego, zi, z, z_range, z_simmean, x_out, x_outdeg, x_in, x_indeg):
    """Average similarity to the average of those tied to one's partners."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h]
                seen += 1.0
        total += 1.0 - abs(zi - part / seen) / z_range - z_simmean if seen > 0 else 0.0
    return total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totInSimDist2",
    "sum_j x_ij (1 - |z_i - average_h(x_hj = 1, h != i) z_h| / range - mean)",
    two_mode="also",
    types=("evaluation",),
)
def total_similarity_in_distance2(ego, zi, z, z_range, z_simmean, x_out, x_outdeg, x_in, x_indeg):
    """Total similarity to the average of those tied to one's partners."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h]
                seen += 1.0
        total += 1.0 - abs(zi - part / seen) / z_range - z_simmean if seen > 0 else 0.0
    return total
