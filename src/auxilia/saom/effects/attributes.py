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
