"""Effects of an actor's position in networks on its behaviour."""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("indeg", "z_i sum_j x_ji", interaction="OK")
def indegree(ego, zi, x_indeg):
    """In-degree."""
    return zi * x_indeg[ego]


@behavior_effect("outdeg", "z_i sum_j x_ij", two_mode="also", interaction="OK")
def outdegree(ego, zi, x_outdeg):
    """Out-degree."""
    return zi * x_outdeg[ego]


@behavior_effect("recipDeg", "z_i sum_j x_ij x_ji", types=("evaluation",), interaction="OK")
def reciprocated_degree(ego, zi, x_recdeg):
    """Number of reciprocated ties."""
    return zi * x_recdeg[ego]


@behavior_effect("isolate", "z_i I{sum_j x_ji = 0}", types=("evaluation",), interaction="OK")
def in_isolate(ego, zi, x_indeg):
    """Nobody is tied to ego."""
    return zi if x_indeg[ego] < 1 else 0.0


@behavior_effect(
    "outIsolate", "z_i I{sum_j x_ij = 0}", two_mode="also", types=("evaluation",), interaction="OK"
)
def out_isolate(ego, zi, x_outdeg):
    """Ego is tied to nobody."""
    return zi if x_outdeg[ego] < 1 else 0.0


@behavior_effect(
    "popAlt",
    "z_i (sum_j x_ij sum_h x_hj) / (sum_j x_ij)",
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def average_popularity(ego, zi, x_out, x_outdeg, x_indeg):
    """Average in-degree of those to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        total += x_indeg[x_out[ego, k]]
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totPopAlt", "z_i sum_j x_ij sum_h x_hj", two_mode="also", types=("evaluation",), interaction="OK"
)
def total_popularity(ego, zi, x_out, x_outdeg, x_indeg):
    """Sum of the in-degrees of those to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        total += x_indeg[x_out[ego, k]]
    return zi * total


@behavior_effect("degAbsContrX", "z_i |sum_j x_ij - v_i|", interaction="OK")
def contrast(ego, zi, v, v_miss, x_outdeg):
    """Distance of the out-degree and the covariate."""
    return zi * (1.0 - v_miss[ego]) * abs(x_outdeg[ego] - v[ego])


@behavior_effect("degPosContrX", "z_i max(sum_j x_ij - v_i, 0)", interaction="OK")
def positive_contrast(ego, zi, v, v_miss, x_outdeg):
    """Out-degree less the covariate where positive."""
    return zi * (1.0 - v_miss[ego]) * max(x_outdeg[ego] - v[ego], 0.0)


@behavior_effect("degNegContrX", "z_i max(v_i - sum_j x_ij, 0)", interaction="OK")
def negative_contrast(ego, zi, v, v_miss, x_outdeg):
    """Covariate less the out-degree where positive."""
    return zi * (1.0 - v_miss[ego]) * max(v[ego] - x_outdeg[ego], 0.0)


@behavior_effect(
    "behDenseTriads",
    "z_i #{j < h: at least p ties among i, j, h}",
    parameter=5,
    types=("evaluation",),
    interaction="OK",
)
def dense_triads(ego, zi, x, x_out, x_outdeg, x_in, x_indeg, p):
    """Triads of ego with at least p of the six ties; p is 5 or 6."""
    found = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        # With five ties of six ego is tied to one of the two at least, and in one way at least to the other.
        for q in range(int(x_outdeg[ego])):
            h = x_out[ego, q]
            ties = 2.0 + x[j, ego] + x[h, ego] + x[j, h] + x[h, j]
            found += 1.0 if j < h and ties >= p else 0.0
        for q in range(int(x_indeg[ego])):
            h = x_in[ego, q]
            ties = 2.0 + x[j, ego] + x[j, h] + x[h, j]
            found += 1.0 if h != j and x[ego, h] == 0 and ties >= p else 0.0
    return zi * found


@behavior_effect(
    "simDenseTriads",
    "sum_jh (sim_ij + sim_ih) over triads j < h with at least p ties among i, j, h",
    parameter=5,
    types=("evaluation",),
)
def similarity_in_dense_triads(ego, zi, z, z_miss, z_range, z_simmean, x, x_out, x_outdeg, x_in, x_indeg, p):
    """Similarity to both others of triads with at least p of the six ties; p is 5 or 6."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        near = (1.0 - z_miss[j]) * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        for q in range(int(x_outdeg[ego])):
            h = x_out[ego, q]
            ties = 2.0 + x[j, ego] + x[h, ego] + x[j, h] + x[h, j]
            if h != j and ties >= p:
                total += near * (1.0 - z_miss[h])
        for q in range(int(x_indeg[ego])):
            h = x_in[ego, q]
            ties = 2.0 + x[j, ego] + x[j, h] + x[h, j]
            if h != j and x[ego, h] == 0 and ties >= p:
                far = 1.0 - abs(zi - z[h]) / z_range - z_simmean
                total += (near + far * (1.0 - z_miss[j])) * (1.0 - z_miss[h])
    return total
