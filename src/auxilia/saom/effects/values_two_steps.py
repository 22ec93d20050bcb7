"""Effects of the values of those to whom the receiver is tied, or who are tied to the receiver."""

from auxilia.saom.catalogue import network_effect


@network_effect("altDist2", "sum_j x_ij (sum_h x_jh v_h) / x_j+", parameter=1, interaction="dyadic")
def average_beyond(m, ego, x_out, x_outdeg, v, v_miss, p, out):
    """Average value of those to whom the receiver is tied; without ego where p is 2."""
    for j in range(m):
        total = 0.0
        count = 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            if p != 2.0 or h != ego:
                total += v[h] * (1.0 - v_miss[h])
                count += 1.0 - v_miss[h]
        out[j] = total / count if count > 0.0 else 0.0


@network_effect("totDist2", "sum_j x_ij sum_h x_jh v_h", parameter=1, interaction="dyadic")
def total_beyond(m, ego, x_out, x_outdeg, v, v_miss, p, out):
    """Sum of the values of those to whom the receiver is tied; without ego where p is 2."""
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            if p != 2.0 or h != ego:
                out[j] += v[h] * (1.0 - v_miss[h])


@network_effect(
    "simDist2", "sum_j x_ij sim(average_i, average_j)", parameter=1, change_of="tie", interaction="dyadic"
)
def similar_beyond(m, ego, x_out, x_outdeg, v, v_miss, v_range, v_simmean, out):
    """Similarity of the averages of those to whom ego, and to whom the receiver, is tied."""
    mine = 0.0
    used = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        mine += v[h] * (1.0 - v_miss[h])
        used += 1.0 - v_miss[h]
    for j in range(m):
        total = 0.0
        count = 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            total += v[h] * (1.0 - v_miss[h])
            count += 1.0 - v_miss[h]
        gap = abs(mine / max(used, 1.0) - total / max(count, 1.0))
        unknown = (used == 0.0 and x_outdeg[ego] > 0.0) or (count == 0.0 and x_outdeg[j] > 0.0)
        out[j] = 0.0 if unknown else 1.0 - gap / v_range - v_simmean


@similar_beyond.change
def _(m, ego, xo, x_out, x_outdeg, v, v_range, v_simmean, out):
    mine = 0.0
    for a in range(int(x_outdeg[ego])):
        mine += v[x_out[ego, a]]
    for j in range(m):
        total = 0.0
        for a in range(int(x_outdeg[j])):
            total += v[x_out[j, a]]
        joined = (mine + (1.0 - xo[j]) * v[j]) / (x_outdeg[ego] - xo[j] + 1.0)
        out[j] = 1.0 - abs(joined - total / max(x_outdeg[j], 1.0)) / v_range - v_simmean


@network_effect("simEgoDist2", "sum_j x_ij sim(v_i, average_j)", parameter=1, interaction="dyadic")
def similar_to_beyond(m, ego, x_out, x_outdeg, v, v_miss, v_range, v_simmean, out):
    """Similarity of ego and the average of the others to whom the receiver is tied."""
    for j in range(m):
        total = 0.0
        count = 0.0
        known = 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            known += 1.0 - v_miss[h]
            if h != ego:
                total += v[h] * (1.0 - v_miss[h])
                count += 1.0
        gap = abs(v[ego] - total / max(count, 1.0))
        unknown = known == 0.0 and x_outdeg[j] > 0.0
        out[j] = 0.0 if unknown else 1.0 - gap / v_range - v_simmean


@network_effect(
    "sameEgoDist2", "sum_j x_ij sum_h x_jh I{v_h = v_i} / (x_j+ - x_ji)", parameter=1, interaction="dyadic"
)
def same_as_beyond(m, ego, x_out, x_outdeg, v, v_miss, p, out):
    """Share of ego's value among the others to whom the receiver is tied; where p is 0, if there is any."""
    for j in range(m):
        same = 0.0
        count = 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            if h != ego:
                seen = (1.0 - v_miss[h]) * (1.0 - v_miss[ego])
                count += seen
                same += seen if abs(v[h] - v[ego]) < 1e-6 else 0.0
        if p == 0.0:
            out[j] = 1.0 if same > 0.0 else 0.0
        else:
            out[j] = same / max(count, 1.0)


@network_effect(
    "altInDist2", "sum_j x_ij average of v_h over h -> j, h not i", two_mode="also", interaction="dyadic"
)
def average_fellow(m, ego, x_in, x_indeg, v, v_miss, out):
    """Average value of the others who are tied to the receiver; missing values count as the known average."""
    for j in range(m):
        known = 0.0
        sum_known = 0.0
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            known += 1.0 - v_miss[h]
            sum_known += v[h] * (1.0 - v_miss[h])
        mean = sum_known / max(known, 1.0)
        total = mean * x_indeg[j]
        count = x_indeg[j]
        for a in range(int(x_indeg[j])):
            if x_in[j, a] == ego:
                total -= v[ego]
                count -= 1.0
        out[j] = total / count if count > 0.0 and known > 0.0 else 0.0


@network_effect("totInDist2", "sum_j x_ij sum_(h != i) x_hj v_h", two_mode="also", interaction="dyadic")
def total_fellow(m, ego, x_in, x_indeg, v, v_miss, out):
    """Sum of the values of the others who are tied to the receiver."""
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            if h != ego:
                out[j] += v[h] * (1.0 - v_miss[h])


@network_effect(
    "simEgoInDist2",
    "sum_j x_ij sim(v_i, average of v_h over h -> j)",
    parameter=1,
    two_mode="also",
    interaction="dyadic",
)
def similar_to_fellow(m, ego, x_in, x_indeg, v, v_miss, v_range, v_simmean, out):
    """Similarity of ego and the average of the others who are tied to the receiver."""
    for j in range(m):
        total = 0.0
        count = 0.0
        known = 0.0
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            known += 1.0 - v_miss[h]
            if h != ego:
                total += v[h] * (1.0 - v_miss[h])
                count += 1.0
        gap = abs(v[ego] - total / max(count, 1.0))
        unknown = known == 0.0 and x_indeg[j] > 0.0
        out[j] = 0.0 if unknown else 1.0 - gap / v_range - v_simmean


@network_effect(
    "sameEgoInDist2",
    "sum_j x_ij sum_h x_hj I{v_h = v_i} / (x_+j - x_ij)",
    parameter=1,
    two_mode="also",
    interaction="dyadic",
)
def same_as_fellow(m, ego, x_in, x_indeg, v, v_miss, p, out):
    """Share of ego's value among the others who are tied to the receiver; where p is 0, if there is any."""
    for j in range(m):
        same = 0.0
        count = 0.0
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            if h != ego:
                seen = (1.0 - v_miss[h]) * (1.0 - v_miss[ego])
                count += seen
                same += seen if abs(v[h] - v[ego]) < 1e-6 else 0.0
        if p == 0.0:
            out[j] = 1.0 if same > 0.0 else 0.0
        else:
            out[j] = same / max(count, 1.0)
