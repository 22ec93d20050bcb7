"""Effects of the degrees of ego and of the receiver together: products, or products of roots where p is 2."""

import math

from auxilia.saom.catalogue import network_effect


@network_effect("outOutAss", "sum_j x_ij (x_i+ x_j+)^(1/p)", parameter=2)
def out_out(m, ego, x_outdeg, p, out):
    """Out-degree of ego with out-degree of the receiver."""
    for j in range(m):
        product = x_outdeg[ego] * x_outdeg[j]
        out[j] = math.sqrt(product) if p == 2.0 else product


@out_out.change
def _(m, ego, xo, x_out, x_outdeg, p, out):
    total = 0.0
    for a in range(int(x_outdeg[ego])):
        degree = x_outdeg[x_out[ego, a]]
        total += math.sqrt(degree) if p == 2.0 else degree
    for j in range(m):
        others = x_outdeg[ego] - xo[j]
        if p == 2.0:
            rest = total - xo[j] * math.sqrt(x_outdeg[j])
            more = math.sqrt(others + 1.0)
            out[j] = more * math.sqrt(x_outdeg[j]) + (more - math.sqrt(others)) * rest
        else:
            out[j] = (others + 1.0) * x_outdeg[j] + total - xo[j] * x_outdeg[j]


@network_effect("outInAss", "sum_j x_ij (x_i+ x_+j)^(1/p)", parameter=2, two_mode="also")
def out_in(m, ego, x_outdeg, x_indeg, p, out):
    """Out-degree of ego with in-degree of the receiver."""
    for j in range(m):
        product = x_outdeg[ego] * x_indeg[j]
        out[j] = math.sqrt(product) if p == 2.0 else product


@out_in.change
def _(m, ego, xo, x_out, x_outdeg, x_indeg, p, out):
    total = 0.0
    for a in range(int(x_outdeg[ego])):
        degree = x_indeg[x_out[ego, a]]
        total += math.sqrt(degree) if p == 2.0 else degree
    for j in range(m):
        others = x_outdeg[ego] - xo[j]
        with_tie = x_indeg[j] - xo[j] + 1.0
        if p == 2.0:
            rest = total - xo[j] * math.sqrt(x_indeg[j])
            more = math.sqrt(others + 1.0)
            out[j] = more * math.sqrt(with_tie) + (more - math.sqrt(others)) * rest
        else:
            out[j] = (others + 1.0) * with_tie + total - xo[j] * x_indeg[j]


@network_effect("inOutAss", "sum_j x_ij (x_+i x_j+)^(1/p)", parameter=2, interaction="dyadic")
def in_out(m, ego, x_outdeg, x_indeg, p, out):
    """In-degree of ego with out-degree of the receiver."""
    for j in range(m):
        product = x_indeg[ego] * x_outdeg[j]
        out[j] = math.sqrt(product) if p == 2.0 else product


@network_effect("inInAss", "sum_j x_ij (x_+i x_+j)^(1/p)", parameter=2)
def in_in(m, ego, x_indeg, p, out):
    """In-degree of ego with in-degree of the receiver."""
    for j in range(m):
        product = x_indeg[ego] * x_indeg[j]
        out[j] = math.sqrt(product) if p == 2.0 else product


@in_in.change
def _(m, ego, xo, x_indeg, p, out):
    for j in range(m):
        product = x_indeg[ego] * (x_indeg[j] - xo[j] + 1.0)
        out[j] = math.sqrt(product) if p == 2.0 else product
