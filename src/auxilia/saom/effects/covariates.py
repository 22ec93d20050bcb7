"""Effects of an actor covariate or behaviour on a network."""

from auxilia.saom.catalogue import network_effect


@network_effect("altX", "sum_j x_ij v_j", two_mode="also", v_of_receivers=True, interaction="dyadic")
def alter(m, v, v_miss, out):
    """Value of the receiver."""
    for j in range(m):
        out[j] = v[j] * (1.0 - v_miss[j])


@network_effect("egoX", "v_i sum_j x_ij", two_mode="also", interaction="ego")
def ego_value(m, ego, v, v_miss, out):
    """Value of the sender."""
    for j in range(m):
        out[j] = v[ego] * (1.0 - v_miss[ego])


@network_effect("simX", "sum_j x_ij (1 - |v_i - v_j| / range - mean)", interaction="dyadic")
def similarity(m, ego, v, v_miss, v_range, v_simmean, out):
    """Similarity of sender and receiver, centred."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = seen * (1.0 - abs(v[ego] - v[j]) / v_range - v_simmean)


@network_effect("sameX", "sum_j x_ij I{v_i = v_j}", interaction="dyadic")
def same(m, ego, v, v_miss, out):
    """Same value of sender and receiver."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = seen if abs(v[ego] - v[j]) < 1e-6 else 0.0
