"""Effects of triads: transitive triplets by position and reciprocity, transitive ties, cycles, brokerage."""

from dataclasses import replace

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


transitive_triplets_forward_reciprocal = replace(transitive_reciprocated_triplets_2, name="transTrip.FR")


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


@network_effect("transTrip.FE", "sum_jh x_ij x_ih max(x_hj, x_jh)", change_of="tie")
def transitive_triplets_forward_either(m, ego, x, x_out, x_in, x_outdeg, x_indeg, out):
    """Two-paths that a tie closes: a tie, then a tie in either direction."""
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        for b in range(int(x_outdeg[h])):
            out[x_out[h, b]] += 1.0
        for b in range(int(x_indeg[h])):
            k = x_in[h, b]
            out[k] += 1.0 - x[h, k]


@network_effect("transTrip.EE", "sum_jh x_ij max(x_ih, x_hi) max(x_hj, x_jh)", change_of="tie")
def transitive_triplets_either(m, n, x, xo, xi, x_out, x_in, x_outdeg, x_indeg, out):
    """Two-paths that a tie closes: two ties, each in either direction."""
    for j in range(m):
        out[j] = 0.0
    for h in range(n):
        if xo[h] + xi[h] > 0.0:
            for b in range(int(x_outdeg[h])):
                out[x_out[h, b]] += 1.0
            for b in range(int(x_indeg[h])):
                k = x_in[h, b]
                out[k] += 1.0 - x[h, k]


@network_effect("between", "sum_jh x_hi x_ij (1 - x_hj)", types=("evaluation",))
def betweenness(m, ego, x, x_miss, x_in, x_indeg, out):
    """Brokerage: two-paths through ego between actors of whom the first is not tied to the second."""
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_indeg[ego])):
        h = x_in[ego, a]
        for j in range(m):
            if j != h and x[h, j] == 0 and x_miss[h, j] == 0:
                out[j] += 1.0


@betweenness.change
def _(m, ego, xi, xi_xo, x_indeg, out):
    for j in range(m):
        out[j] = x_indeg[ego] - xi[j] - xi_xo[j]


@network_effect("denseTriads", "sum_jh x_ij I{ties among i, j, h >= p}", parameter=5, types=("evaluation",))
def dense_triads(m, ego, x, xo, xi, x_out, x_in, x_outdeg, x_indeg, p, out):
    """Triads with p (5 or 6) ties or more, counted for each of ego's ties in them."""
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            if h != ego and 2.0 + xi[j] + xo[h] + xi[h] + x[h, j] >= p:
                out[j] += 1.0
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            if h != ego and x[j, h] == 0 and 2.0 + xi[j] + xo[h] + xi[h] >= p:
                out[j] += 1.0


@dense_triads.change
def _(m, ego, x, xo, xi, x_out, x_in, x_outdeg, x_indeg, p, out):
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            ties = 2.0 + xi[j] + xo[h] + xi[h] + x[h, j]
            if h != ego and ties >= p:
                out[j] += 1.0 + (xo[h] if ties < p + 1.0 else 0.0)
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            ties = 2.0 + xi[j] + xo[h] + xi[h]
            if h != ego and x[j, h] == 0 and ties >= p:
                out[j] += 1.0 + (xo[h] if ties < p + 1.0 else 0.0)
