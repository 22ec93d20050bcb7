"""Effects on behaviour of covariates: ego's own, and those of others tied to ego.

Statistics leave out others whose covariate or behaviour is missing. Maintenance and creation functions are
missing where RSiena has no settled statistic (it reads a mark that it never sets).
"""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("effFrom", "z_i v_i", interaction="OK")
def main_effect(ego, zi, v, v_miss):
    """Ego's own covariate."""
    return zi * v[ego] * (1.0 - v_miss[ego])


@behavior_effect("avXAlt", "z_i (sum_j x_ij v_j) / (sum_j x_ij)", types=("evaluation",), interaction="OK")
def average_covariate(ego, zi, v, v_miss, z_miss, x_out, x_outdeg):
    """Average covariate of those to whom one is tied."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known * v[j]
        seen += known
    return zi * total / seen if seen > 0 else 0.0


@behavior_effect("totXAlt", "z_i sum_j x_ij v_j", types=("evaluation",), interaction="OK")
def total_covariate(ego, zi, v, v_miss, z_miss, x_out, x_outdeg):
    """Sum of the covariate of those to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - v_miss[j]) * (1.0 - z_miss[j]) * v[j]
    return zi * total


@behavior_effect("avXInAlt", "z_i (sum_j x_ji v_j) / (sum_j x_ji)", types=("evaluation",), interaction="OK")
def average_covariate_in(ego, zi, v, v_miss, z_miss, x_in, x_indeg):
    """Average covariate of those who are tied to one."""
    total, seen = 0.0, 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        known = (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known * v[j]
        seen += known
    return zi * total / seen if seen > 0 else 0.0


@behavior_effect("totXInAlt", "z_i sum_j x_ji v_j", types=("evaluation",), interaction="OK")
def total_covariate_in(ego, zi, v, v_miss, z_miss, x_in, x_indeg):
    """Sum of the covariate of those who are tied to one."""
    total = 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        known = (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known * v[j]
    return zi * total


@behavior_effect("avXRecAlt", "z_i (sum_j x_ij x_ji v_j) / (sum_j x_ij x_ji)", interaction="OK")
def average_covariate_reciprocated(ego, zi, v, v_miss, z_miss, x, x_out, x_outdeg):
    """Average covariate in reciprocated ties."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = x[j, ego] * (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known * v[j]
        seen += known
    return zi * total / seen if seen > 0 else 0.0


@behavior_effect("totXRecAlt", "z_i sum_j x_ij x_ji v_j", interaction="OK")
def total_covariate_reciprocated(ego, zi, v, v_miss, z_miss, x, x_out, x_outdeg):
    """Sum of the covariate in reciprocated ties."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = x[j, ego] * (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known * v[j]
    return zi * total


@behavior_effect(
    "avSameXAlt", "z_i (sum_j x_ij I{v_i = v_j}) / (sum_j x_ij)", types=("evaluation",), interaction="OK"
)
def average_same(ego, zi, v, v_miss, z_miss, x_out, x_outdeg):
    """Share of those with ego's covariate among those to whom one is tied."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known if abs(v[j] - v[ego]) < 1e-6 else 0.0
        seen += known
    return zi * (1.0 - v_miss[ego]) * total / seen if seen > 0 else 0.0


@behavior_effect("totSameXAlt", "z_i sum_j x_ij I{v_i = v_j}", types=("evaluation",), interaction="OK")
def total_same(ego, zi, v, v_miss, z_miss, x_out, x_outdeg):
    """Number of those with ego's covariate among those to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known if abs(v[j] - v[ego]) < 1e-6 else 0.0
    return zi * (1.0 - v_miss[ego]) * total


@behavior_effect(
    "avSameXInAlt", "z_i (sum_j x_ji I{v_i = v_j}) / (sum_j x_ji)", types=("evaluation",), interaction="OK"
)
def average_same_in(ego, zi, v, v_miss, z_miss, x_in, x_indeg):
    """Share of those with ego's covariate among those who are tied to one."""
    total, seen = 0.0, 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        known = (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known if abs(v[j] - v[ego]) < 1e-6 else 0.0
        seen += known
    return zi * (1.0 - v_miss[ego]) * total / seen if seen > 0 else 0.0


@behavior_effect("totSameXInAlt", "z_i sum_j x_ji I{v_i = v_j}", types=("evaluation",), interaction="OK")
def total_same_in(ego, zi, v, v_miss, z_miss, x_in, x_indeg):
    """Number of those with ego's covariate among those who are tied to one."""
    total = 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        known = (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known if abs(v[j] - v[ego]) < 1e-6 else 0.0
    return zi * (1.0 - v_miss[ego]) * total


@behavior_effect(
    "avSameXRecAlt",
    "z_i (sum_j x_ij x_ji I{v_i = v_j}) / (sum_j x_ij x_ji)",
    interaction="OK",
)
def average_same_reciprocated(ego, zi, v, v_miss, z_miss, x, x_out, x_outdeg):
    """Share of those with ego's covariate in reciprocated ties."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = x[j, ego] * (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known if abs(v[j] - v[ego]) < 1e-6 else 0.0
        seen += known
    return zi * (1.0 - v_miss[ego]) * total / seen if seen > 0 else 0.0


@behavior_effect("totSameXRecAlt", "z_i sum_j x_ij x_ji I{v_i = v_j}", interaction="OK")
def total_same_reciprocated(ego, zi, v, v_miss, z_miss, x, x_out, x_outdeg):
    """Number of those with ego's covariate in reciprocated ties."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = x[j, ego] * (1.0 - v_miss[j]) * (1.0 - z_miss[j])
        total += known if abs(v[j] - v[ego]) < 1e-6 else 0.0
    return zi * (1.0 - v_miss[ego]) * total


@behavior_effect("maxXAlt", "z_i max_j x_ij v_j", interaction="OK")
def highest_covariate(ego, zi, v, v_miss, x_out, x_outdeg):
    """Highest covariate of those to whom one is tied."""
    extreme, seen = 0.0, 0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        if v_miss[j] < 1:
            extreme = max(extreme, v[j]) if seen > 0 else v[j]
            seen += 1
    return zi * extreme


@behavior_effect("minXAlt", "z_i min_j x_ij v_j", interaction="OK")
def lowest_covariate(ego, zi, v, v_miss, x_out, x_outdeg):
    """Lowest covariate of those to whom one is tied."""
    extreme, seen = 0.0, 0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        if v_miss[j] < 1:
            extreme = min(extreme, v[j]) if seen > 0 else v[j]
            seen += 1
    return zi * extreme
