"""Effects of one network on another: ties between the same actors."""

from auxilia.saom.catalogue import network_effect


@network_effect("crprod", "sum_j x_ij w_ij", two_mode="also", w_two_mode="also", interaction="dyadic")
def entrainment(m, wo, out):
    """Ties to those to whom one is tied in w."""
    for j in range(m):
        out[j] = wo[j]


@network_effect("crprodRecip", "sum_j x_ij w_ji", interaction="dyadic")
def exchange(m, wi, out):
    """Ties to those who are tied to one in w."""
    for j in range(m):
        out[j] = wi[j]


@network_effect("to", "sum_jh x_ij w_ih x_hj", two_mode="also")
def agreement_to(m, wo_xo, out):
    """Ties to those to whom one's partners in w are tied."""
    for j in range(m):
        out[j] = wo_xo[j]


@network_effect("from", "sum_jh x_ij w_ih w_jh", w_two_mode="also")
def agreement_from(m, wo_wi, out):
    """Ties to those who are tied to the same third actors in w."""
    for j in range(m):
        out[j] = wo_wi[j]
