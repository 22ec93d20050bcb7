"""Effects of having no or few ties, of ego and of the receiver."""

from dataclasses import replace

from auxilia.saom.catalogue import network_effect


@network_effect("inIsDegree", "x_i+ I{x_+i = 0}", interaction="ego", types=("evaluation",))
def in_isolate_degree(m, ego, x_indeg, out):
    """Ties of those to whom nobody is tied."""
    for j in range(m):
        out[j] = 1.0 if x_indeg[ego] == 0.0 else 0.0


@network_effect("isolateNet", "I{x_i+ = x_+i = 0}", shape="ego", interaction="ego", types=("evaluation",))
def network_isolate(ego, x_outdeg, x_indeg, out):
    """Having no tie at all."""
    out[0] = 1.0 if x_outdeg[ego] + x_indeg[ego] == 0.0 else 0.0


@network_isolate.change
def _(m, ego, xo, x_outdeg, x_indeg, out):
    for j in range(m):
        out[j] = -1.0 if x_outdeg[ego] - xo[j] + x_indeg[ego] == 0.0 else 0.0


@network_effect(
    "antiIso",
    "sum_j I{x_j+ = 0, x_+j >= 1}",
    change_of="receiver",
    interaction="ego",
    types=("evaluation",),
)
def anti_isolate(m, x_outdeg, x_indeg, out):
    """Actors without outgoing ties who are not isolated, thanks to those tied to them."""
    for j in range(m):
        out[j] = 1.0 / x_indeg[j] if x_outdeg[j] == 0.0 and x_indeg[j] > 0.0 else 0.0


@anti_isolate.change
def _(m, xo, x_outdeg, x_indeg, out):
    for j in range(m):
        out[j] = 1.0 if x_outdeg[j] == 0.0 and x_indeg[j] - xo[j] == 0.0 else 0.0


@network_effect(
    "antiInIso",
    "sum_j I{x_+j >= 1}",
    change_of="receiver",
    two_mode="also",
    interaction="ego",
    types=("evaluation",),
)
def anti_in_isolate(m, x_indeg, out):
    """Receivers to whom at least one is tied."""
    for j in range(m):
        out[j] = 1.0 / x_indeg[j] if x_indeg[j] >= 1.0 else 0.0


@anti_in_isolate.change
def _(m, xo, x_indeg, out):
    for j in range(m):
        out[j] = 1.0 if x_indeg[j] - xo[j] == 0.0 else 0.0


@network_effect(
    "in2Plus",
    "sum_j I{x_+j >= 2}",
    change_of="receiver",
    two_mode="also",
    interaction="ego",
    types=("evaluation",),
)
def indegree_at_least_2(m, x_indeg, out):
    """Receivers to whom at least two are tied."""
    for j in range(m):
        out[j] = 1.0 / x_indeg[j] if x_indeg[j] >= 2.0 else 0.0


@indegree_at_least_2.change
def _(m, xo, x_indeg, out):
    for j in range(m):
        out[j] = 1.0 if x_indeg[j] - xo[j] == 1.0 else 0.0


anti_in_near_isolate = replace(indegree_at_least_2, name="antiInIso2")


@network_effect(
    "in3Plus",
    "sum_j I{x_+j >= 3}",
    change_of="receiver",
    two_mode="also",
    interaction="ego",
    types=("evaluation",),
)
def indegree_at_least_3(m, x_indeg, out):
    """Receivers to whom at least three are tied."""
    for j in range(m):
        out[j] = 1.0 / x_indeg[j] if x_indeg[j] >= 3.0 else 0.0


@indegree_at_least_3.change
def _(m, xo, x_indeg, out):
    for j in range(m):
        out[j] = 1.0 if x_indeg[j] - xo[j] == 2.0 else 0.0


@network_effect("isolatePop", "sum_j x_ij I{x_j+ = 0, x_+j = 1}", interaction="ego")
def isolate_popularity(m, x_outdeg, x_indeg, out):
    """Ties to those who would be isolated without."""
    for j in range(m):
        out[j] = 1.0 if x_outdeg[j] == 0.0 and x_indeg[j] == 1.0 else 0.0


@isolate_popularity.change
def _(m, xo, x_outdeg, x_indeg, out):
    for j in range(m):
        out[j] = 1.0 if x_outdeg[j] == 0.0 and x_indeg[j] - xo[j] == 0.0 else 0.0
