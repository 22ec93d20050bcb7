"""Effects of the network on itself: degrees of reciprocity and closure."""

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


@network_effect("transTrip", "sum_jh x_ij x_ih x_hj")
def transitive_triplets(m, xo_xo, out):
    """Transitive triplets: ties to those to whom one's partners are tied."""
    for j in range(m):
        out[j] = xo_xo[j]


@transitive_triplets.change
def _(m, xo_xo, xo_xi, out):
    for j in range(m):
        out[j] = xo_xo[j] + xo_xi[j]


@network_effect("cycle3", "sum_jh x_ij x_jh x_hi", divisor=3)
def three_cycles(m, xi_xi, out):
    """Three-cycles."""
    for j in range(m):
        out[j] = xi_xi[j]


@network_effect("outAct", "(sum_j x_ij)^2", two_mode="also", looks_back=True)
def outdegree_activity(m, ego, x_outdeg, out):
    """Out-degree squared: those who are active become more so."""
    for j in range(m):
        out[j] = x_outdeg[ego]


@outdegree_activity.change
def _(m, ego, xo, x_outdeg, out):
    for j in range(m):
        out[j] = 2.0 * (x_outdeg[ego] - xo[j]) + 1.0


@network_effect("outTrunc", "min(sum_j x_ij, p)", shape="ego", parameter=1, two_mode="also")
def outdegree_truncated(ego, x_outdeg, p, out):
    """Out-degree up to p."""
    out[0] = min(x_outdeg[ego], p)


@outdegree_truncated.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        out[j] = 1.0 if x_outdeg[ego] - xo[j] < p else 0.0
