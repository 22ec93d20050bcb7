"""Effects on behaviour of positions in two networks at once."""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("FFDeg", "z_i sum_j x_ij w_ij", types=("evaluation",), interaction="OK")
def double_outdegree(ego, zi, x_out, x_outdeg, w):
    """Number of those to whom one is tied in both networks."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += w[ego, j]
    return zi * total


@behavior_effect("BBDeg", "z_i sum_j x_ji w_ji", types=("evaluation",), interaction="OK")
def double_indegree(ego, zi, x_in, x_indeg, w):
    """Number of those who are tied to one in both networks."""
    total = 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        total += w[j, ego]
    return zi * total


@behavior_effect("FBDeg", "z_i sum_j x_ij w_ji", types=("evaluation",), interaction="OK")
def crossed_degree(ego, zi, x_out, x_outdeg, w):
    """Number of those to whom one is tied in x and who are tied to one in w."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += w[j, ego]
    return zi * total


@behavior_effect("FRDeg", "z_i sum_j x_ij w_ij w_ji", types=("evaluation",), interaction="OK")
def outdegree_reciprocated(ego, zi, x_out, x_outdeg, w):
    """Number of those to whom one is tied in x and mutually in w."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += w[ego, j] * w[j, ego]
    return zi * total


@behavior_effect("BRDeg", "z_i sum_j x_ji w_ij w_ji", types=("evaluation",), interaction="OK")
def indegree_reciprocated(ego, zi, x_in, x_indeg, w):
    """Number of those who are tied to one in x and mutually in w."""
    total = 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        total += w[ego, j] * w[j, ego]
    return zi * total
