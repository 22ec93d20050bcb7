"""Effects of having ties alike: balance, structural equivalence, Jaccard similarity, four-cycles."""

from dataclasses import replace

from auxilia.saom.catalogue import network_effect


@network_effect("balance", "sum_j x_ij sum_h (mean - |x_ih - x_jh|)")
def balance(m, ego, x, x_miss, x_balance, out):
    """Balance: ties to those who are tied to the same others and to no others."""
    for j in range(m):
        out[j] = 0.0
        for h in range(m):
            if (h - ego) * (h - j) != 0 and x_miss[ego, h] == 0 and x_miss[j, h] == 0:
                out[j] += x_balance - (1.0 if x[ego, h] != x[j, h] else 0.0)


@balance.change
def _(m, ego, xo, xi, xo_xo, xo_xi, x_outdeg, x_balance, out):
    for j in range(m):
        others = x_outdeg[ego] - xo[j]
        own = others + x_outdeg[j] - xi[j] - 2.0 * xo_xi[j]
        out[j] = (m - 2.0) * x_balance - own - (others - 2.0 * xo_xo[j])


@network_effect("inStructEq", "sum_j x_ij sum_h (mean - |x_hi - x_hj|)", types=("evaluation",))
def in_structural_equivalence(m, n, ego, x, x_miss, x_equivalence, out):
    """Structural equivalence of incoming ties: ties to those to whom the same others are tied."""
    for j in range(m):
        out[j] = 0.0
        for h in range(n):
            if (h - ego) * (h - j) != 0 and x_miss[h, ego] == 0 and x_miss[h, j] == 0:
                out[j] += x_equivalence - (1.0 if x[h, ego] != x[h, j] else 0.0)


@in_structural_equivalence.change
def _(m, ego, xo, xi, xi_xo, x_indeg, x_equivalence, out):
    for j in range(m):
        differ = x_indeg[ego] - xi[j] + x_indeg[j] - xo[j] - 2.0 * xi_xo[j]
        out[j] = (m - 2.0) * x_equivalence - differ


@network_effect("Jin", "sum_j x_ij |in_i and in_j| / |in_i or in_j|", interaction="dyadic")
def jaccard_incoming(m, ego, xi_xo, x_indeg, out):
    """Jaccard similarity of those who are tied to ego and to the receiver."""
    for j in range(m):
        either = x_indeg[ego] + x_indeg[j] - xi_xo[j]
        out[j] = xi_xo[j] / either if either > 0.0 else 0.0


@jaccard_incoming.change
def _(m, ego, xo, xi_xo, x_indeg, out):
    for j in range(m):
        out[j] = xi_xo[j] / (x_indeg[ego] + x_indeg[j] - xo[j] + 1.0 - xi_xo[j])


@network_effect(
    "Jout", "sum_j x_ij |out_i and out_j| / |out_i or out_j|", change_of="tie", interaction="dyadic"
)
def jaccard_outgoing(m, ego, xo_xi, x_outdeg, out):
    """Jaccard similarity of those to whom ego and the receiver are tied."""
    for j in range(m):
        either = x_outdeg[ego] + x_outdeg[j] - xo_xi[j]
        out[j] = xo_xi[j] / either if either > 0.0 else 0.0


@jaccard_outgoing.change
def _(m, ego, xo, xo_xi, x_outdeg, out):
    for j in range(m):
        out[j] = xo_xi[j] / (x_outdeg[ego] - xo[j] + 1.0 + x_outdeg[j] - xo_xi[j])


# RSiena's parameter 2, the square root, is left out: its statistic and its simulations root other sums.
@network_effect("cycle4", "sum_jhk x_ij x_ih x_kj x_kh / 4", parameter=1, divisor=2, two_mode="also")
def four_cycles(m, ego, xo, xo_xi, x_in, x_indeg, out):
    """Four-cycles: two senders tied to the same two receivers."""
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_indeg[j])):
            k = x_in[j, a]
            if k != ego:
                out[j] += 0.5 * (xo_xi[k] - xo[j])


@four_cycles.change
def _(m, ego, xo, xo_xi, x_in, x_indeg, out):
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_indeg[j])):
            k = x_in[j, a]
            if k != ego:
                out[j] += xo_xi[k] - xo[j]


shared_popularity = replace(four_cycles, name="sharedPop", two_mode="no")


# RSiena cuts the numbers of cycles of lost and new ties to integers.
@network_effect(
    "sameXCycle4",
    "sum_jhk x_ij x_ih x_kj x_kh I{v_i = v_k} / 4",
    parameter=1,
    divisor=2,
    two_mode="also",
    types=("evaluation",),
)
def four_cycles_same_sender(m, ego, xo, xo_xi, x_in, x_indeg, v, v_miss, out):
    """Four-cycles whose two senders have the same value."""
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_indeg[j])):
            k = x_in[j, a]
            if k != ego and abs(v[k] - v[ego]) < 1e-6:
                out[j] += 0.5 * (xo_xi[k] - xo[j]) * (1.0 - v_miss[k]) * (1.0 - v_miss[ego])


@four_cycles_same_sender.change
def _(m, ego, xo, xo_xi, x_in, x_indeg, v, out):
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_indeg[j])):
            k = x_in[j, a]
            if k != ego and abs(v[k] - v[ego]) < 1e-6:
                out[j] += xo_xi[k] - xo[j]


@network_effect(
    "sameInXCycle4",
    "sum_jhk x_ij x_ih x_kj x_kh I{v_j = v_h} / 4",
    parameter=1,
    divisor=2,
    two_mode="also",
    v_of_receivers=True,
    types=("evaluation",),
)
def four_cycles_same_receiver(m, ego, x_out, x_in, x_outdeg, x_indeg, v, v_miss, out):
    """Four-cycles whose two receivers have the same value."""
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        for b in range(int(x_indeg[h])):
            k = x_in[h, b]
            for c in range(int(x_outdeg[k])):
                j = x_out[k, c]
                if k != ego and j != h and abs(v[j] - v[h]) < 1e-6:
                    out[j] += 0.5 * (1.0 - v_miss[j]) * (1.0 - v_miss[h])


@four_cycles_same_receiver.change
def _(m, ego, x_out, x_in, x_outdeg, x_indeg, v, out):
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        for b in range(int(x_indeg[h])):
            k = x_in[h, b]
            for c in range(int(x_outdeg[k])):
                j = x_out[k, c]
                if k != ego and j != h and abs(v[j] - v[h]) < 1e-6:
                    out[j] += 1.0
