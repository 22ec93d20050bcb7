"""Geometrically weighted effects of the number of partners whom two actors share.

The weight of k partners is exp(a) (1 - (1 - exp(-a))^k) with a = p / 100: 1 for one, ever less for one more.
Letters name the directions from ego to the partner and on to the receiver: forward, backward, reciprocated.
"""

import math

from auxilia.saom.catalogue import network_effect

PAPER = "Snijders, Pattison, Robins and Handcock (2006), Sociological Methodology 36"


@network_effect(
    "gwespFF",
    "sum_j x_ij w(sum_h x_ih x_hj)",
    parameter=69,
    change_of="tie",
    interaction="dyadic",
    reference=PAPER,
)
def closed_forward(m, xo_xo, p, out):
    """Ties weighted by the two-paths that they close."""
    decay = 1.0 - math.exp(-0.01 * p)
    for j in range(m):
        out[j] = math.exp(0.01 * p) * (1.0 - decay ** xo_xo[j])


@network_effect(
    "gwespBB",
    "sum_j x_ij w(sum_h x_hi x_jh)",
    parameter=69,
    change_of="tie",
    interaction="dyadic",
    reference=PAPER,
)
def closed_backward(m, xi_xi, p, out):
    """Ties weighted by the two-paths that lead back to ego."""
    decay = 1.0 - math.exp(-0.01 * p)
    for j in range(m):
        out[j] = math.exp(0.01 * p) * (1.0 - decay ** xi_xi[j])


@network_effect(
    "gwespFB",
    "sum_j x_ij w(sum_h x_ih x_jh)",
    parameter=69,
    change_of="tie",
    interaction="dyadic",
    reference=PAPER,
)
def closed_outgoing(m, xo_xi, p, out):
    """Ties weighted by the actors to whom both are tied."""
    decay = 1.0 - math.exp(-0.01 * p)
    for j in range(m):
        out[j] = math.exp(0.01 * p) * (1.0 - decay ** xo_xi[j])


@network_effect(
    "gwespBF",
    "sum_j x_ij w(sum_h x_hi x_hj)",
    parameter=69,
    change_of="tie",
    interaction="dyadic",
    reference=PAPER,
)
def closed_incoming(m, xi_xo, p, out):
    """Ties weighted by the actors who are tied to both."""
    decay = 1.0 - math.exp(-0.01 * p)
    for j in range(m):
        out[j] = math.exp(0.01 * p) * (1.0 - decay ** xi_xo[j])


@network_effect(
    "gwespRR",
    "sum_j x_ij w(sum_h x_ih x_hi x_hj x_jh)",
    parameter=69,
    change_of="tie",
    interaction="dyadic",
    reference=PAPER,
)
def closed_reciprocated(m, ego, x, xi, x_out, x_outdeg, p, out):
    """Ties weighted by the actors with whom both have reciprocated ties."""
    decay = 1.0 - math.exp(-0.01 * p)
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if xi[h] > 0.0:
            for b in range(int(x_outdeg[h])):
                k = x_out[h, b]
                out[k] += x[k, h]
    for j in range(m):
        out[j] = math.exp(0.01 * p) * (1.0 - decay ** out[j])


@network_effect("gwdspFF", "sum_j w(sum_h x_ih x_hj)", shape="ego", parameter=69, reference=PAPER)
def dyads_forward(m, ego, xo_xo, p, out):
    """Pairs, tied or not, weighted by the two-paths from ego to the other."""
    decay = 1.0 - math.exp(-0.01 * p)
    total = 0.0
    for j in range(m):
        if j != ego:
            total += math.exp(0.01 * p) * (1.0 - decay ** xo_xo[j])
    out[0] = total


@dyads_forward.change
def _(m, ego, xo, xo_xo, x_out, x_outdeg, p, out):
    decay = 1.0 - math.exp(-0.01 * p)
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            if h != ego:
                out[j] += decay ** (xo_xo[h] - xo[j])


@network_effect(
    "gwdspFB", "sum_h w(sum_j x_ij x_hj)", shape="ego", parameter=69, two_mode="also", reference=PAPER
)
def dyads_outgoing(n, ego, xo_xi, p, out):
    """Pairs of senders weighted by the receivers to whom both are tied."""
    decay = 1.0 - math.exp(-0.01 * p)
    total = 0.0
    for h in range(n):
        if h != ego:
            total += math.exp(0.01 * p) * (1.0 - decay ** xo_xi[h])
    out[0] = total


@dyads_outgoing.change
def _(m, ego, xo, xo_xi, x_in, x_indeg, p, out):
    decay = 1.0 - math.exp(-0.01 * p)
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            if h != ego:
                out[j] += decay ** (xo_xi[h] - xo[j])
