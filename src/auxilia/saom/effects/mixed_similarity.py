"""Effects of a second network on ties: how similar or how closely linked two actors are there."""

import math
from dataclasses import replace

from auxilia.saom.catalogue import network_effect


@network_effect(
    "gwespFFMix",
    "sum_j x_ij e^a (1 - (1 - e^-a)^(sum_h w_ih w_hj)), a = p / 100",
    parameter=69,
    interaction="dyadic",
)
def shared_partners_forward(m, wo_wo, p, out):
    """Shared partners in w, geometrically weighted: two steps forward."""
    for j in range(m):
        out[j] = math.exp(p / 100) * (1.0 - (1.0 - math.exp(-p / 100)) ** wo_wo[j])


@network_effect(
    "gwespBBMix",
    "sum_j x_ij e^a (1 - (1 - e^-a)^(sum_h w_hi w_jh)), a = p / 100",
    parameter=69,
    interaction="dyadic",
)
def shared_partners_backward(m, wi_wi, p, out):
    """Shared partners in w, geometrically weighted: two steps backward."""
    for j in range(m):
        out[j] = math.exp(p / 100) * (1.0 - (1.0 - math.exp(-p / 100)) ** wi_wi[j])


@network_effect(
    "gwespBFMix",
    "sum_j x_ij e^a (1 - (1 - e^-a)^(sum_h w_hi w_hj)), a = p / 100",
    parameter=69,
    interaction="dyadic",
)
def shared_partners_incoming(m, wi_wo, p, out):
    """Shared partners in w, geometrically weighted: ties from third actors to both."""
    for j in range(m):
        out[j] = math.exp(p / 100) * (1.0 - (1.0 - math.exp(-p / 100)) ** wi_wo[j])


@network_effect(
    "gwespFBMix",
    "sum_j x_ij e^a (1 - (1 - e^-a)^(sum_h w_ih w_jh)), a = p / 100",
    parameter=69,
    w_two_mode="also",
    interaction="dyadic",
)
def shared_partners_outgoing(m, wo_wi, p, out):
    """Shared partners in w, geometrically weighted: ties from both to third actors."""
    for j in range(m):
        out[j] = math.exp(p / 100) * (1.0 - (1.0 - math.exp(-p / 100)) ** wo_wi[j])


# RSiena's name where w is two-mode.
gwesp_two_mode = replace(shared_partners_outgoing, name="gwespMix", w_two_mode="only")


@network_effect(
    "gwespRRMix",
    "sum_j x_ij e^a (1 - (1 - e^-a)^(sum_h w_ih w_hi w_hj w_jh)), a = p / 100",
    parameter=69,
    interaction="dyadic",
)
def shared_partners_mutual(m, ego, w, w_out, w_outdeg, p, out):
    """Shared partners in w, geometrically weighted: mutual ties with third actors."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if w[h, ego]:
            for q in range(int(w_outdeg[h])):
                out[w_out[h, q]] += w[w_out[h, q], h]
    for j in range(m):
        out[j] = math.exp(p / 100) * (1.0 - (1.0 - math.exp(-p / 100)) ** out[j])


@network_effect(
    "JoutMix",
    "sum_j x_ij (sum_h w_ih w_jh) / (sum_h max(w_ih, w_jh))",
    w_two_mode="also",
    interaction="dyadic",
)
def jaccard_out(m, ego, wo_wi, w_outdeg, out):
    """Jaccard similarity of outgoing ties in w."""
    for j in range(m):
        either = w_outdeg[ego] + w_outdeg[j] - wo_wi[j]
        out[j] = wo_wi[j] / either if either > 0 else 0.0


@network_effect("JinMix", "sum_j x_ij (sum_h w_hi w_hj) / (sum_h max(w_hi, w_hj))", interaction="dyadic")
def jaccard_in(m, ego, wi_wo, w_indeg, out):
    """Jaccard similarity of incoming ties in w."""
    for j in range(m):
        either = w_indeg[ego] + w_indeg[j] - wi_wo[j]
        out[j] = wi_wo[j] / either if either > 0 else 0.0


@network_effect(
    "sharedTo",
    "sum_jk(k != i) x_ij x_kj ((sum_h w_ih w_kh)^(1/2 if p is 2 or 4) - (average if p is 3 or 4))",
    parameter=3,
    two_mode="also",
    w_two_mode="also",
    interaction="dyadic",
)
def shared_agreement(n, m, ego, wo_wi, w_avshared, x_out, x_outdeg, p, out):
    """Ties to those to whom others are tied who share receivers with ego in w."""
    for j in range(m):
        out[j] = 0.0
    for k in range(n):
        if k != ego:
            shared, centre = wo_wi[k], w_avshared if p > 2.5 else 0.0
            if abs(p - 3) == 1:
                shared, centre = math.sqrt(shared), math.sqrt(centre)
            for q in range(int(x_outdeg[k])):
                out[x_out[k, q]] += shared - centre
