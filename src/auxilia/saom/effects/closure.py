"""Effects of triads: transitive triplets by position and reciprocity, transitive ties, cycles, brokerage."""

from auxilia.saom.catalogue import network_effect


@network_effect("transTrip", "sum_jh x_ij x_ih x_hj")
def transitive_triplets(m, xo_xo, out):
    """Transitive triplets: ties to those to whom one's partners are tied."""
    for j in range(m):
        out[j] = xo_xo[j]


@transitive_triplets.change
def _(m, xo_xo, xo_xi, out):
    for j in range(m):
        out[j] = xo_xo[j] + xo_xi[j]


@network_effect("transTrip1", "sum_jh x_ij x_ih x_hj", change_of="tie", interaction="dyadic")
def transitive_triplets_closing(m, xo_xo, out):
    """Transitive triplets, but a tie is only judged by the two-paths that it closes."""
    for j in range(m):
        out[j] = xo_xo[j]


@network_effect(
    "transTrip2", "sum_jh x_ij x_ih x_jh", change_of="tie", interaction="dyadic", types=("evaluation",)
)
def transitive_triplets_leading(m, xo_xi, out):
    """Transitive triplets, but a tie is only judged by the closed two-paths that it begins."""
    for j in range(m):
        out[j] = xo_xi[j]


@network_effect("transMedTrip", "sum_jh x_ij x_hi x_hj")
def transitive_mediated_triplets(m, xi_xo, out):
    """Transitive triplets in which ego stands between: a third actor is tied to ego and to the receiver."""
    for j in range(m):
        out[j] = xi_xo[j]


@network_effect("transRecTrip", "sum_jh x_ij x_ji x_ih x_hj")
def transitive_reciprocated_triplets(m, xi, xo_xo, out):
    """Transitive triplets whose closing tie is reciprocated."""
    for j in range(m):
        out[j] = xi[j] * xo_xo[j]


@transitive_reciprocated_triplets.change
def _(m, ego, xi, xo_xo, x_out, x_in, x_outdeg, x_indeg, out):
    for j in range(m):
        out[j] = xi[j] * xo_xo[j]
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if xi[h] > 0.0:
            for b in range(int(x_indeg[h])):
                out[x_in[h, b]] += 1.0


@network_effect("transRecTrip2", "sum_jh x_ij x_ih x_hj x_jh", change_of="tie")
def transitive_reciprocated_triplets_2(m, ego, x, x_out, x_outdeg, out):
    """Two-paths with a reciprocated second leg that a tie closes."""
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        for b in range(int(x_outdeg[h])):
            k = x_out[h, b]
            out[k] += x[k, h]


@network_effect("transTrip.FR", "sum_jh x_ij x_ih x_hj x_jh", change_of="tie")
def transitive_triplets_forward_reciprocal(m, ego, x, x_out, x_outdeg, out):
    """Two-paths that a tie closes: a tie, then a reciprocated tie."""
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        for b in range(int(x_outdeg[h])):
            k = x_out[h, b]
            out[k] += x[k, h]


@network_effect("transTies", "sum_j x_ij max_h(x_ih x_hj)")
def transitive_ties(m, xo_xo, out):
    """Ties that close at least one two-path."""
    for j in range(m):
        out[j] = 1.0 if xo_xo[j] > 0.0 else 0.0


@transitive_ties.change
def _(m, ego, xo, xo_xo, x_out, x_in, x_outdeg, x_indeg, out):
    for j in range(m):
        out[j] = 1.0 if xo_xo[j] > 0.0 else 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        for b in range(int(x_indeg[h])):
            j = x_in[h, b]
            if xo_xo[h] == xo[j]:
                out[j] += 1.0


@network_effect("cycle3", "sum_jh x_ij x_jh x_hi", divisor=3)
def three_cycles(m, xi_xi, out):
    """Three-cycles."""
    for j in range(m):
        out[j] = xi_xi[j]
