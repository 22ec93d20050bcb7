"""Effects of a network on itself: density and reciprocity."""

from auxilia.saom.catalogue import network_effect


@network_effect("density", "sum_j x_ij", two_mode="also", interaction="dyadic")
def density(m, out):
    """Out-degree."""
    for j in range(m):
        out[j] = 1.0


@network_effect("recip", "sum_j x_ij x_ji", interaction="dyadic")
def reciprocity(m, xi, out):
    """Reciprocated ties."""
    for j in range(m):
        out[j] = xi[j]
