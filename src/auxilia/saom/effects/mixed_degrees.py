"""Effects of degrees in a second network on ties, centred at the average observed; roots when p is 2."""

import math

from auxilia.saom.catalogue import network_effect


@network_effect(
    "inPopIntn", "sum_j x_ij ((sum_h w_hj)^(1/p) - average^(1/p))", parameter=2, interaction="dyadic"
)
def popularity_in(m, w_indeg, w_avin, p, out):
    """In-degree of the receiver in w."""
    for j in range(m):
        out[j] = math.sqrt(w_indeg[j]) - math.sqrt(w_avin) if p == 2 else w_indeg[j] - w_avin


@network_effect(
    "outPopIntn",
    "sum_j x_ij ((sum_h w_jh)^(1/p) - average^(1/p))",
    parameter=2,
    w_two_mode="also",
    interaction="dyadic",
)
def popularity_out(m, w_outdeg, w_avout, p, out):
    """Out-degree of the receiver in w."""
    for j in range(m):
        out[j] = math.sqrt(w_outdeg[j]) - math.sqrt(w_avout) if p == 2 else w_outdeg[j] - w_avout


@network_effect(
    "inActIntn",
    "sum_j x_ij ((sum_h w_hi)^(1/p) - average^(1/p))",
    parameter=2,
    two_mode="also",
    interaction="ego",
)
def activity_in(m, ego, w_indeg, w_avin, p, out):
    """In-degree of the sender in w."""
    for j in range(m):
        out[j] = math.sqrt(w_indeg[ego]) - math.sqrt(w_avin) if p == 2 else w_indeg[ego] - w_avin


@network_effect(
    "outActIntn",
    "sum_j x_ij ((sum_h w_ih)^(1/p) - average^(1/p))",
    parameter=2,
    two_mode="also",
    w_two_mode="also",
    interaction="ego",
)
def activity_out(m, ego, w_outdeg, w_avout, p, out):
    """Out-degree of the sender in w."""
    for j in range(m):
        out[j] = math.sqrt(w_outdeg[ego]) - math.sqrt(w_avout) if p == 2 else w_outdeg[ego] - w_avout


@network_effect(
    "crprodInActIntn",
    "sum_j x_ij w_ij ((sum_h w_hi)^(1/p) - average^(1/p))",
    parameter=2,
    interaction="dyadic",
)
def entrainment_activity(m, ego, wo, w_indeg, w_avin, p, out):
    """Ties to those to whom one is tied in w, times the sender's in-degree there."""
    for j in range(m):
        value = math.sqrt(w_indeg[ego]) - math.sqrt(w_avin) if p == 2 else w_indeg[ego] - w_avin
        out[j] = wo[j] * value


@network_effect(
    "both",
    "sum_j x_ij ((sum_h w_hi)^(1/p) - av^(1/p)) ((sum_h w_hj)^(1/p) - av^(1/p))",
    parameter=2,
    interaction="dyadic",
)
def both_degrees(m, ego, w_indeg, w_avin, p, out):
    """In-degree of the sender times that of the receiver in w."""
    for j in range(m):
        if p == 2:
            out[j] = (math.sqrt(w_indeg[ego]) - math.sqrt(w_avin)) * (
                math.sqrt(w_indeg[j]) - math.sqrt(w_avin)
            )
        else:
            out[j] = (w_indeg[ego] - w_avin) * (w_indeg[j] - w_avin)


@network_effect(
    "absOutDiffIntn",
    "sum_j x_ij |(sum_h w_ih)^(1/p) - (sum_h w_jh)^(1/p)|",
    parameter=1,
    w_two_mode="also",
    interaction="dyadic",
)
def degree_difference(m, ego, w_outdeg, p, out):
    """Difference of the out-degrees of sender and receiver in w; not centred."""
    for j in range(m):
        if p == 2:
            out[j] = abs(math.sqrt(w_outdeg[ego]) - math.sqrt(w_outdeg[j]))
        else:
            out[j] = abs(w_outdeg[ego] - w_outdeg[j])


@network_effect(
    "avDegIntn",
    "sum_j x_ij (sum_hk w_hk / n - p)",
    parameter=2,
    two_mode="also",
    w_two_mode="also",
    interaction="ego",
)
def average_degree(n, m, w_outdeg, p, out):
    """Present average out-degree of all in w, less p."""
    total = 0.0
    for h in range(n):
        total += w_outdeg[h]
    for j in range(m):
        out[j] = total / n - p


@network_effect(
    "outOutActIntn",
    "sum_j x_ij sum_h w_ih ((sum_k x_hk)^(1/p) - average^(1/p))",
    parameter=1,
    two_mode="also",
    interaction="ego",
)
def activity_of_partners(m, ego, w_out, w_outdeg, x_outdeg, x_avout, p, out):
    """Out-degrees of the sender's partners in w; square roots when p is 2."""
    total = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        total += math.sqrt(x_outdeg[h]) - math.sqrt(x_avout) if p == 2 else x_outdeg[h] - x_avout
    for j in range(m):
        out[j] = total


@network_effect(
    "outOutAvIntn",
    "sum_j x_ij (sum_h w_ih ((sum_k x_hk)^(1/p) - average^(1/p))) / (sum_h w_ih)",
    parameter=1,
    two_mode="also",
    interaction="ego",
)
def average_activity_of_partners(m, ego, w_out, w_outdeg, x_outdeg, x_avout, p, out):
    """Average out-degree of the sender's partners in w; square roots when p is 2."""
    total = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        total += math.sqrt(x_outdeg[h]) - math.sqrt(x_avout) if p == 2 else x_outdeg[h] - x_avout
    for j in range(m):
        out[j] = total / w_outdeg[ego] if w_outdeg[ego] > 0 else 0.0


@network_effect(
    "divOutEgoIntn",
    "sum_j x_ij / (sum_h w_ih)^(1/p)",
    parameter=2,
    two_mode="also",
    w_two_mode="also",
    interaction="ego",
)
def divided_by_activity_out(m, ego, w_outdeg, p, out):
    """Ties divided by the sender's out-degree in w."""
    for j in range(m):
        degree = math.sqrt(w_outdeg[ego]) if p == 2 else w_outdeg[ego]
        out[j] = 1.0 / degree if degree > 0 else 0.0


@network_effect(
    "divInEgoIntn", "sum_j x_ij / (sum_h w_hi)^(1/p)", parameter=2, two_mode="also", interaction="ego"
)
def divided_by_activity_in(m, ego, w_indeg, p, out):
    """Ties divided by the sender's in-degree in w."""
    for j in range(m):
        degree = math.sqrt(w_indeg[ego]) if p == 2 else w_indeg[ego]
        out[j] = 1.0 / degree if degree > 0 else 0.0


@network_effect(
    "divOutAltIntn", "sum_j x_ij / (sum_h w_jh)^(1/p)", parameter=2, w_two_mode="also", interaction="dyadic"
)
def divided_by_popularity_out(m, w_outdeg, p, out):
    """Ties divided by the receiver's out-degree in w."""
    for j in range(m):
        degree = math.sqrt(w_outdeg[j]) if p == 2 else w_outdeg[j]
        out[j] = 1.0 / degree if degree > 0 else 0.0


@network_effect("divInAltIntn", "sum_j x_ij / (sum_h w_hj)^(1/p)", parameter=2, interaction="dyadic")
def divided_by_popularity_in(m, w_indeg, p, out):
    """Ties divided by the receiver's in-degree in w."""
    for j in range(m):
        degree = math.sqrt(w_indeg[j]) if p == 2 else w_indeg[j]
        out[j] = 1.0 / degree if degree > 0 else 0.0
