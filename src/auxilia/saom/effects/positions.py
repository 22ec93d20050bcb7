"""Effects of an actor's position in a network on its behaviour."""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("indeg", "z_i sum_j x_ji", interaction="OK")
def indegree(ego, zi, x_indeg):
    """In-degree."""
    return zi * x_indeg[ego]


@behavior_effect("outdeg", "z_i sum_j x_ij", two_mode="also", interaction="OK")
def outdegree(ego, zi, x_outdeg):
    """Out-degree."""
    return zi * x_outdeg[ego]
