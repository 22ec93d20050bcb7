"""Effects of the value of a covariate or behaviour of receiver or sender."""

from auxilia.saom.catalogue import network_effect


@network_effect("altX", "sum_j x_ij v_j", two_mode="also", v_of_receivers=True, interaction="dyadic")
def alter(m, v, v_miss, out):
    """Value of the receiver."""
    for j in range(m):
        out[j] = v[j] * (1.0 - v_miss[j])


@network_effect("altSqX", "sum_j x_ij v_j^2", two_mode="also", v_of_receivers=True, interaction="dyadic")
def alter_squared(m, v, v_miss, out):
    """Squared value of the receiver."""
    for j in range(m):
        out[j] = v[j] * v[j] * (1.0 - v_miss[j])


@network_effect(
    "altLThresholdX", "sum_j x_ij I{v_j <= p}", two_mode="also", v_of_receivers=True, interaction="ego"
)
def alter_at_most(m, v, v_miss, p, out):
    """Whether the value of the receiver, centred, is at most p."""
    for j in range(m):
        out[j] = 1.0 - v_miss[j] if v[j] <= p + 1e-9 else 0.0


@network_effect(
    "altRThresholdX", "sum_j x_ij I{v_j >= p}", two_mode="also", v_of_receivers=True, interaction="ego"
)
def alter_at_least(m, v, v_miss, p, out):
    """Whether the value of the receiver, centred, is at least p."""
    for j in range(m):
        out[j] = 1.0 - v_miss[j] if v[j] >= p - 1e-9 else 0.0


@network_effect("egoX", "v_i sum_j x_ij", two_mode="also", interaction="ego")
def ego_value(m, ego, v, v_miss, out):
    """Value of the sender."""
    for j in range(m):
        out[j] = v[ego] * (1.0 - v_miss[ego])


@network_effect("egoSqX", "v_i^2 sum_j x_ij", two_mode="also", interaction="ego")
def ego_squared(m, ego, v, v_miss, out):
    """Squared value of the sender."""
    for j in range(m):
        out[j] = v[ego] * v[ego] * (1.0 - v_miss[ego])


@network_effect("egoLThresholdX", "I{v_i <= p} sum_j x_ij", two_mode="also", interaction="ego")
def ego_at_most(m, ego, v, v_miss, p, out):
    """Whether the value of the sender, centred, is at most p."""
    for j in range(m):
        out[j] = 1.0 - v_miss[ego] if v[ego] <= p + 1e-9 else 0.0


@network_effect("egoRThresholdX", "I{v_i >= p} sum_j x_ij", two_mode="also", interaction="ego")
def ego_at_least(m, ego, v, v_miss, p, out):
    """Whether the value of the sender, centred, is at least p."""
    for j in range(m):
        out[j] = 1.0 - v_miss[ego] if v[ego] >= p - 1e-9 else 0.0
