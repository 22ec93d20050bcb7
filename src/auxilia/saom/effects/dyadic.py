"""Effects of a dyadic covariate on a network."""

from auxilia.saom.catalogue import network_effect


@network_effect("X", "sum_j x_ij (d_ij - mean)", two_mode="also", interaction="dyadic")
def dyadic(m, ego, d, d_mean, d_miss, out):
    """Dyadic covariate, centred."""
    for j in range(m):
        out[j] = (d[ego, j] - d_mean) * (1.0 - d_miss[ego, j])


@network_effect("XRecip", "sum_j x_ij x_ji (d_ij - mean)", interaction="dyadic")
def dyadic_reciprocity(m, ego, xi, d, d_mean, d_miss, out):
    """Dyadic covariate, centred, on reciprocated ties."""
    for j in range(m):
        out[j] = xi[j] * (d[ego, j] - d_mean) * (1.0 - d_miss[ego, j])
