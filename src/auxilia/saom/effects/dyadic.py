"""Effects of a dyadic covariate on a network, beside ties or with other ties between them.

Statistics leave out pairs whose covariate is missing.
"""

from auxilia.saom.catalogue import network_effect


@network_effect("X", "sum_j x_ij (d_ij - mean)", two_mode="also", interaction="dyadic")
def dyadic(m, ego, d, d_mean, d_miss, out):
    """Dyadic covariate, centred."""
    for j in range(m):
        out[j] = (d[ego, j] - d_mean) * (1.0 - d_miss[ego, j])


@network_effect("XRecip", "sum_j x_ij x_ji (d_ij - mean)", interaction="dyadic")
def dyadic_reciprocity(m, ego, xi, d, d_mean, d_miss, out):
    """Dyadic covariate, centred, on reciprocated ties."""
    for j in range(m):
        out[j] = xi[j] * (d[ego, j] - d_mean) * (1.0 - d_miss[ego, j])


@network_effect("WXX", "sum_jh x_ij d_ih x_hj", interaction="dyadic")
def weight_then_tie(m, ego, x_out, x_outdeg, d, d_miss, out):
    """Ties to those to whom others are tied, by the covariate from ego to these."""
    for j in range(m):
        out[j] = 0.0
    for h in range(m):
        if h != ego:
            weight = d[ego, h] * (1.0 - d_miss[ego, h])
            for k in range(int(x_outdeg[h])):
                out[x_out[h, k]] += weight


@network_effect("XXW", "sum_jh x_ij x_jh d_ih", types=("evaluation",), interaction="dyadic")
def tie_then_weight(m, ego, x_in, x_indeg, d, d_miss, out):
    """Ties to those who are tied to others, by the covariate from ego to these."""
    # Evaluation only: RSiena counts other pairs of ties in what is lost and made.
    for j in range(m):
        out[j] = 0.0
    for h in range(m):
        if h != ego:
            weight = d[ego, h] * (1.0 - d_miss[ego, h])
            for k in range(int(x_indeg[h])):
                out[x_in[h, k]] += weight


@network_effect("XWX", "sum_jh x_ij x_ih d_hj")
def between_alters(m, ego, x_out, x_outdeg, d, d_miss, out):
    """Pairs of ego's ties, by the covariate from the one to the other."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(x_outdeg[ego])):
        h = x_out[ego, k]
        for j in range(m):
            if j != h:
                out[j] += d[h, j] * (1.0 - d_miss[h, j])


@between_alters.change
def _(m, ego, x_out, x_outdeg, d, d_miss, out):
    for j in range(m):
        out[j] = 0.0
    for k in range(int(x_outdeg[ego])):
        h = x_out[ego, k]
        for j in range(m):
            if j != h:
                out[j] += d[h, j] * (1.0 - d_miss[h, j]) + d[j, h] * (1.0 - d_miss[j, h])


@network_effect("XWX1", "sum_jh x_ij x_ih d_hj", change_of="tie")
def from_alters(m, ego, x_out, x_outdeg, d, d_miss, out):
    """Ties by the covariate to the receiver from those to whom one is tied already."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(x_outdeg[ego])):
        h = x_out[ego, k]
        for j in range(m):
            if j != h:
                out[j] += d[h, j] * (1.0 - d_miss[h, j])


@network_effect("XWX2", "sum_jh x_ij x_ih d_jh", types=("evaluation",), change_of="tie")
def to_alters(m, ego, x_out, x_outdeg, d, d_miss, out):
    """Ties by the covariate from the receiver to those to whom one is tied already."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(x_outdeg[ego])):
        h = x_out[ego, k]
        for j in range(m):
            if j != h:
                out[j] += d[j, h] * (1.0 - d_miss[j, h])


@network_effect("WWX", "sum_jh x_ij d_ih d_hj", interaction="dyadic")
def weight_paths(m, ego, d, d_miss, out):
    """Covariate along two steps from ego."""
    for j in range(m):
        out[j] = 0.0
    for h in range(m):
        weight = d[ego, h] * (1.0 - d_miss[ego, h])
        if h != ego and weight != 0.0:
            for j in range(m):
                if j != h:
                    out[j] += weight * d[h, j] * (1.0 - d_miss[h, j])


@network_effect("cyWWX", "sum_jh x_ij d_jh d_hi", interaction="dyadic")
def weight_cycles(m, ego, d, d_miss, out):
    """Covariate along two steps back to ego."""
    for j in range(m):
        out[j] = 0.0
    for h in range(m):
        weight = d[h, ego] * (1.0 - d_miss[h, ego])
        if h != ego and weight != 0.0:
            for j in range(m):
                if j != h:
                    out[j] += weight * d[j, h] * (1.0 - d_miss[j, h])


@network_effect("InWWX", "sum_jh x_ij d_hi d_hj", interaction="dyadic")
def weight_from_third(m, ego, d, d_miss, out):
    """Covariate from third actors to both."""
    for j in range(m):
        out[j] = 0.0
    for h in range(m):
        weight = d[h, ego] * (1.0 - d_miss[h, ego])
        if h != ego and weight != 0.0:
            for j in range(m):
                if j != h:
                    out[j] += weight * d[h, j] * (1.0 - d_miss[h, j])


@network_effect("OutWWX", "sum_jh x_ij d_ih d_jh", interaction="dyadic")
def weight_to_third(m, ego, d, d_miss, out):
    """Covariate from both to third actors."""
    for j in range(m):
        out[j] = 0.0
    for h in range(m):
        weight = d[ego, h] * (1.0 - d_miss[ego, h])
        if h != ego and weight != 0.0:
            for j in range(m):
                if j != h:
                    out[j] += weight * d[j, h] * (1.0 - d_miss[j, h])
