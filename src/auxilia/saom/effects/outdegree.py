"""Effects of the out-degree of ego: truncated, in excess, above a threshold, none, inverse, on average."""

from dataclasses import replace

from auxilia.saom.catalogue import network_effect


@network_effect("outTrunc", "min(x_i+, p)", shape="ego", parameter=1, two_mode="also")
def outdegree_truncated(ego, x_outdeg, p, out):
    """Out-degree up to p."""
    out[0] = min(x_outdeg[ego], p)


@outdegree_truncated.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        out[j] = 1.0 if x_outdeg[ego] - xo[j] < p else 0.0


# RSiena's further names are for a second or third p in one model.
outdegree_truncated_2 = replace(outdegree_truncated, name="outTrunc2", parameter=5)


@network_effect("outMore", "max(x_i+ - p, 0)", shape="ego", parameter=1, two_mode="also")
def outdegree_more(ego, x_outdeg, p, out):
    """Out-degree beyond p."""
    out[0] = max(x_outdeg[ego] - p, 0.0)


@outdegree_more.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        out[j] = 1.0 if x_outdeg[ego] - xo[j] >= p else 0.0


outdegree_more_2 = replace(outdegree_more, name="outMore2")
outdegree_more_3 = replace(outdegree_more, name="outMore3")


@network_effect("outThreshold", "I{x_i+ > p}", shape="ego", parameter=1, two_mode="also")
def outdegree_threshold(ego, x_outdeg, p, out):
    """Whether the out-degree exceeds p."""
    out[0] = 1.0 if x_outdeg[ego] > p else 0.0


@outdegree_threshold.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        others = x_outdeg[ego] - xo[j]
        out[j] = 1.0 if others <= p < others + 1.0 else 0.0


outdegree_threshold_2 = replace(outdegree_threshold, name="outThreshold2")


@network_effect("outIso", "I{x_i+ = 0}", shape="ego", parameter=1, two_mode="also")
def outdegree_none(ego, x_outdeg, out):
    """Having no outgoing tie."""
    out[0] = 1.0 if x_outdeg[ego] == 0.0 else 0.0


@outdegree_none.change
def _(m, ego, xo, x_outdeg, out):
    for j in range(m):
        out[j] = -1.0 if x_outdeg[ego] - xo[j] == 0.0 else 0.0


@network_effect("outInv", "1 / (x_i+ + p)", shape="ego", parameter=1, two_mode="also", types=("evaluation",))
def outdegree_inverse(ego, x_outdeg, p, out):
    """Inverse of the out-degree plus p."""
    out[0] = 1.0 / (x_outdeg[ego] + p)


@outdegree_inverse.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        others = x_outdeg[ego] - xo[j]
        out[j] = 1.0 / (others + 1.0 + p) - 1.0 / (others + p)


@network_effect(
    "outSqInv",
    "1 / ((x_i+ + p) (x_i+ + p + 1))",
    shape="ego",
    parameter=1,
    two_mode="also",
    types=("evaluation",),
)
def outdegree_squared_inverse(ego, x_outdeg, p, out):
    """Inverse of the out-degree plus p, times the inverse of one more."""
    out[0] = 1.0 / ((x_outdeg[ego] + p) * (x_outdeg[ego] + p + 1.0))


@outdegree_squared_inverse.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        base = x_outdeg[ego] - xo[j] + p
        out[j] = 1.0 / ((base + 1.0) * (base + 2.0)) - 1.0 / (base * (base + 1.0))


# RSiena's statistics of lost and new ties take the average degree of these ties alone.
@network_effect(
    "avDeg",
    "x_i+ (sum_hj x_hj / n - p)",
    shape="ego",
    parameter=2,
    two_mode="also",
    types=("evaluation",),
    interaction="ego",
)
def average_degree(n, ego, x_outdeg, p, out):
    """Out-degree times the present average degree less p."""
    total = 0.0
    for i in range(n):
        total += x_outdeg[i]
    out[0] = x_outdeg[ego] * (total / n - p)


@average_degree.change
def _(m, n, ego, xo, x_outdeg, p, out):
    total = 0.0
    for i in range(n):
        total += x_outdeg[i]
    for j in range(m):
        out[j] = (total - xo[j] + x_outdeg[ego] - xo[j] + 1.0) / n - p
