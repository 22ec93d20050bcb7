"""Effects of the values of sender and receiver together: similarity, sameness, difference, sum, product."""

from auxilia.saom.catalogue import network_effect


@network_effect("simX", "sum_j x_ij (1 - |v_i - v_j| / range - mean)", interaction="dyadic")
def similarity(m, ego, v, v_miss, v_range, v_simmean, out):
    """Similarity of sender and receiver, centred."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = seen * (1.0 - abs(v[ego] - v[j]) / v_range - v_simmean)


@network_effect("simRecipX", "sum_j x_ij x_ji (1 - |v_i - v_j| / range - mean)", interaction="dyadic")
def similarity_reciprocated(m, ego, xi, v, v_miss, v_range, v_simmean, out):
    """Similarity of sender and receiver, centred, in reciprocated ties."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = xi[j] * seen * (1.0 - abs(v[ego] - v[j]) / v_range - v_simmean)


@network_effect("sameX", "sum_j x_ij I{v_i = v_j}", interaction="dyadic")
def same(m, ego, v, v_miss, out):
    """Same value of sender and receiver."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = seen if abs(v[ego] - v[j]) < 1e-6 else 0.0


@network_effect("sameXRecip", "sum_j x_ij x_ji I{v_i = v_j}", interaction="dyadic")
def same_reciprocated(m, ego, xi, v, v_miss, out):
    """Same value of sender and receiver in reciprocated ties."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = xi[j] * seen if abs(v[ego] - v[j]) < 1e-6 else 0.0


@network_effect("unequalX", "sum_j x_ij I{v_i != v_j}", interaction="dyadic")
def unequal(m, ego, v, v_miss, out):
    """Different values of sender and receiver."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = 0.0 if abs(v[ego] - v[j]) < 1e-6 else seen


@network_effect("higher", "sum_j x_ij (I{v_i > v_j} + I{v_i = v_j} / 2)", interaction="dyadic")
def higher(m, ego, v, v_miss, out):
    """Whether the sender's value is higher than the receiver's; half where they are equal."""
    for j in range(m):
        gap = (v[ego] - v[j]) * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = 0.5 if abs(gap) < 1e-6 else (1.0 if gap > 0.0 else 0.0)


@network_effect("diffX", "sum_j x_ij (v_j - v_i)", interaction="dyadic")
def difference(m, ego, v, v_miss, out):
    """Value of the receiver less that of the sender."""
    for j in range(m):
        out[j] = (v[j] - v[ego]) * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@network_effect("absDiffX", "sum_j x_ij |v_j - v_i|", interaction="dyadic")
def absolute_difference(m, ego, v, v_miss, out):
    """Absolute difference of sender and receiver."""
    for j in range(m):
        out[j] = abs(v[j] - v[ego]) * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@network_effect("diffSqX", "sum_j x_ij (v_j - v_i)^2", interaction="dyadic")
def squared_difference(m, ego, v, v_miss, out):
    """Squared difference of sender and receiver."""
    for j in range(m):
        out[j] = (v[j] - v[ego]) * (v[j] - v[ego]) * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@network_effect("egoDiffX", "sum_j x_ij v_i (v_j - v_i)", interaction="dyadic")
def ego_times_difference(m, ego, v, v_miss, out):
    """Value of the sender times the difference of receiver and sender."""
    for j in range(m):
        out[j] = v[ego] * (v[j] - v[ego]) * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@network_effect("egoPlusAltX", "sum_j x_ij (v_i + v_j)", interaction="dyadic")
def sum_of_values(m, ego, v, v_miss, out):
    """Sum of the values of sender and receiver."""
    for j in range(m):
        out[j] = (v[j] + v[ego]) * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@network_effect("egoPlusAltSqX", "sum_j x_ij (v_i^2 + v_j^2)", interaction="dyadic")
def sum_of_squares(m, ego, v, v_miss, out):
    """Sum of the squared values of sender and receiver."""
    for j in range(m):
        out[j] = (v[j] * v[j] + v[ego] * v[ego]) * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@network_effect("egoXaltX", "sum_j x_ij v_i v_j", interaction="dyadic")
def product_of_values(m, ego, v, v_miss, out):
    """Product of the values of sender and receiver."""
    for j in range(m):
        out[j] = v[ego] * v[j] * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@network_effect("egoXaltXRecip", "sum_j x_ij x_ji v_i v_j", interaction="dyadic")
def product_of_values_reciprocated(m, ego, xi, v, v_miss, out):
    """Product of the values of sender and receiver in reciprocated ties."""
    for j in range(m):
        out[j] = xi[j] * v[ego] * v[j] * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@network_effect("altHigherEgoX", "sum_j x_ij sign(v_j - v_i)", interaction="dyadic")
def receiver_higher(m, ego, v, v_miss, out):
    """Whether the receiver's value is higher than the sender's: 1, or -1 where it is lower."""
    for j in range(m):
        gap = (v[j] - v[ego]) * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = 0.0 if abs(gap) < 1e-6 else (1.0 if gap > 0.0 else -1.0)
