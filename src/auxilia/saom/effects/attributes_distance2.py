"""Effects on behaviour of covariates two steps away: of those tied to, or from, one's partners.

Ego itself is never counted. Partners without others have the average 0.
"""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect(
    "avXAltDist2",
    "z_i (sum_j x_ij ((sum_h(h != i) x_jh v_h) / (sum_h(h != i) x_jh))) / (sum_j x_ij)",
    types=("evaluation",),
    interaction="OK",
)
def average_average_covariate_distance2(ego, zi, v, x_out, x_outdeg):
    """Average over one's partners of the average covariate of those to whom they are tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_outdeg[j])):
            h = x_out[j, q]
            if h != ego:
                part += v[h]
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totXAltDist2", "z_i sum_j x_ij sum_h(h != i) x_jh v_h", types=("evaluation",), interaction="OK"
)
def total_total_covariate_distance2(ego, zi, v, x_out, x_outdeg):
    """Sum over one's partners of the sum of the covariate of those to whom they are tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_outdeg[j])):
            h = x_out[j, q]
            if h != ego:
                part += v[h]
        total += part
    return zi * total


@behavior_effect(
    "avTXAltDist2",
    "z_i (sum_j x_ij sum_h(h != i) x_jh v_h) / (sum_j x_ij)",
    types=("evaluation",),
    interaction="OK",
)
def average_total_covariate_distance2(ego, zi, v, x_out, x_outdeg):
    """Average over one's partners of the sum of the covariate of those to whom they are tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_outdeg[j])):
            h = x_out[j, q]
            if h != ego:
                part += v[h]
        total += part
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totAXAltDist2",
    "z_i sum_j x_ij ((sum_h(h != i) x_jh v_h) / (sum_h(h != i) x_jh))",
    types=("evaluation",),
    interaction="OK",
)
def total_average_covariate_distance2(ego, zi, v, x_out, x_outdeg):
    """Sum over one's partners of the average covariate of those to whom they are tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_outdeg[j])):
            h = x_out[j, q]
            if h != ego:
                part += v[h]
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return zi * total


@behavior_effect(
    "avXInAltDist2",
    "z_i (sum_j x_ij ((sum_h(h != i) x_hj v_h) / (sum_h(h != i) x_hj))) / (sum_j x_ij)",
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def average_average_covariate_in_distance2(ego, zi, v, x_out, x_outdeg, x_in, x_indeg):
    """Average over one's partners of the average covariate of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += v[h]
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totXInAltDist2",
    "z_i sum_j x_ij sum_h(h != i) x_hj v_h",
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def total_total_covariate_in_distance2(ego, zi, v, x_out, x_outdeg, x_in, x_indeg):
    """Sum over one's partners of the sum of the covariate of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += v[h]
        total += part
    return zi * total


@behavior_effect(
    "avTXInAltDist2",
    "z_i (sum_j x_ij sum_h(h != i) x_hj v_h) / (sum_j x_ij)",
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def average_total_covariate_in_distance2(ego, zi, v, x_out, x_outdeg, x_in, x_indeg):
    """Average over one's partners of the sum of the covariate of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += v[h]
        total += part
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totAXInAltDist2",
    "z_i sum_j x_ij ((sum_h(h != i) x_hj v_h) / (sum_h(h != i) x_hj))",
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def total_average_covariate_in_distance2(ego, zi, v, x_out, x_outdeg, x_in, x_indeg):
    """Sum over one's partners of the average covariate of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += v[h]
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return zi * total
