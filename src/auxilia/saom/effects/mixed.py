"""Effects of one network on another: ties between the same actors, and closure with one tie of each."""

from auxilia.saom.catalogue import network_effect


@network_effect("crprod", "sum_j x_ij w_ij", interaction="dyadic")
def entrainment(m, wo, out):
    """Ties to those to whom one is tied in w."""
    for j in range(m):
        out[j] = wo[j]


@network_effect("crprodRecip", "sum_j x_ij w_ji", interaction="dyadic")
def exchange(m, wi, out):
    """Ties to those who are tied to one in w."""
    for j in range(m):
        out[j] = wi[j]


@network_effect("crprodMutual", "sum_j x_ij w_ij w_ji", interaction="dyadic")
def mutual_entrainment(m, wo, wi, out):
    """Ties to those with whom one has mutual ties in w."""
    for j in range(m):
        out[j] = wo[j] * wi[j]


@network_effect("to", "sum_jh x_ij w_ih x_hj", two_mode="also", interaction="dyadic")
def agreement_to(m, wo_xo, out):
    """Ties to those to whom one's partners in w are tied."""
    for j in range(m):
        out[j] = wo_xo[j]


@network_effect("toBack", "sum_jh x_ij w_hi x_hj", two_mode="also", interaction="dyadic")
def agreement_to_backward(m, wi_xo, out):
    """Ties to those to whom they who are tied to one in w are tied."""
    for j in range(m):
        out[j] = wi_xo[j]


@network_effect("toRecip", "sum_jh x_ij w_ih w_hi x_hj", two_mode="also", interaction="dyadic")
def agreement_to_mutual(m, ego, x_out, x_outdeg, w, w_out, w_outdeg, out):
    """Ties to those to whom one's mutual partners in w are tied."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if w[h, ego]:
            for q in range(int(x_outdeg[h])):
                out[x_out[h, q]] += 1.0


@network_effect(
    "toAny", "sum_h w_ih I{sum_j x_ij x_hj > 0}", shape="ego", two_mode="also", types=("evaluation",)
)
def agreement_to_any(ego, xo, x_out, x_outdeg, w_out, w_outdeg, out):
    """Number of one's partners in w with whom one shares any receiver."""
    out[0] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        shared = 0.0
        for q in range(int(x_outdeg[h])):
            shared += xo[x_out[h, q]]
        out[0] += 1.0 if shared > 0 else 0.0


@agreement_to_any.change
def _(m, ego, xo, x_out, x_outdeg, w_out, w_outdeg, out):
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        shared = 0.0
        for q in range(int(x_outdeg[h])):
            shared += xo[x_out[h, q]]
        for q in range(int(x_outdeg[h])):
            j = x_out[h, q]
            out[j] += 1.0 if shared - xo[j] < 1 else 0.0


@network_effect("from", "sum_jh x_ij w_ih w_jh", w_two_mode="also", interaction="dyadic")
def agreement_from(m, wo_wi, out):
    """Ties to those who are tied to the same third actors in w."""
    for j in range(m):
        out[j] = wo_wi[j]


@network_effect("fromAny", "sum_j x_ij I{sum_h w_ih w_jh > 0}", w_two_mode="also", interaction="dyadic")
def agreement_from_any(m, wo_wi, out):
    """Ties to those who are tied to any same third actor in w."""
    for j in range(m):
        out[j] = 1.0 if wo_wi[j] > 0 else 0.0


@network_effect("fromMutual", "sum_jh x_ij w_ih w_hi w_hj w_jh", interaction="dyadic")
def agreement_from_mutual(m, ego, w, w_out, w_outdeg, out):
    """Ties to those who share mutual partners in w."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if w[h, ego]:
            for q in range(int(w_outdeg[h])):
                out[w_out[h, q]] += w[w_out[h, q], h]


@network_effect("closure", "sum_jh x_ij w_ih w_hj", interaction="dyadic")
def closure(m, wo_wo, out):
    """Ties along two steps in w."""
    for j in range(m):
        out[j] = wo_wo[j]


@network_effect("cyClosure", "sum_jh x_ij w_jh w_hi", interaction="dyadic")
def cyclic_closure(m, wi_wi, out):
    """Ties against two steps in w."""
    for j in range(m):
        out[j] = wi_wi[j]


@network_effect("sharedIn", "sum_jh x_ij w_hi w_hj", interaction="dyadic")
def shared_incoming(m, wi_wo, out):
    """Ties to those to whom the same third actors are tied in w."""
    for j in range(m):
        out[j] = wi_wo[j]


@network_effect("mixedInXW", "sum_jh x_ij x_hi w_hj", interaction="dyadic")
def mixed_incoming(m, xi_wo, out):
    """Ties to those to whom they who are tied to one are tied in w."""
    for j in range(m):
        out[j] = xi_wo[j]


@network_effect("cl.XWX", "sum_jh x_ij x_ih w_hj")
def between_alters_mixed(m, xo_wo, out):
    """Pairs of ego's ties with a tie in w between them."""
    for j in range(m):
        out[j] = xo_wo[j]


@between_alters_mixed.change
def _(m, xo_wo, xo_wi, out):
    for j in range(m):
        out[j] = xo_wo[j] + xo_wi[j]


@network_effect("cl.XWX1", "sum_jh x_ij x_ih w_hj", change_of="tie")
def from_alters(m, xo_wo, out):
    """Ties to those to whom one's alters are tied in w."""
    for j in range(m):
        out[j] = xo_wo[j]


@network_effect("cl.XWX2", "sum_jh x_ij x_ih w_jh", change_of="tie")
def to_alters(m, xo_wi, out):
    """Ties to those who are tied in w to one's alters."""
    for j in range(m):
        out[j] = xo_wi[j]
