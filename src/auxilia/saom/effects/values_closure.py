"""Effects of transitive triplets i -> h -> j, i -> j by the values of the three."""

from auxilia.saom.catalogue import network_effect


@network_effect("simXTransTrip", "sum_jh x_ij x_ih x_hj sim_ij", interaction="dyadic")
def closure_similar(m, ego, xo_xo, v, v_miss, v_range, v_simmean, out):
    """Transitive triplets weighted by the similarity of ego and the receiver."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = seen * (1.0 - abs(v[ego] - v[j]) / v_range - v_simmean) * xo_xo[j]


@closure_similar.change
def _(m, ego, xo_xo, x_out, x_in, x_outdeg, x_indeg, v, v_range, v_simmean, out):
    for j in range(m):
        out[j] = (1.0 - abs(v[ego] - v[j]) / v_range - v_simmean) * xo_xo[j]
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        similar = 1.0 - abs(v[ego] - v[h]) / v_range - v_simmean
        for b in range(int(x_indeg[h])):
            out[x_in[h, b]] += similar


@network_effect("transTripX", "sum_jh x_ij x_ih x_jh v_j")
def closure_intermediate(m, xo_xi, v, v_miss, out):
    """Transitive triplets weighted by the value of the actor in between."""
    for j in range(m):
        out[j] = v[j] * (1.0 - v_miss[j]) * xo_xi[j]


@closure_intermediate.change
def _(m, ego, xo_xi, x_out, x_outdeg, v, out):
    for j in range(m):
        out[j] = v[j] * xo_xi[j]
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        for b in range(int(x_outdeg[h])):
            out[x_out[h, b]] += v[h]


@network_effect("sameXTransTrip", "sum_jh x_ij x_ih x_hj I{v_i = v_j}")
def closure_same(m, ego, xo_xo, v, v_miss, out):
    """Transitive triplets in which ego and the receiver have the same value."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = seen * xo_xo[j] if abs(v[j] - v[ego]) < 1e-6 else 0.0


@closure_same.change
def _(m, ego, xo_xo, x_out, x_in, x_outdeg, x_indeg, v, out):
    for j in range(m):
        out[j] = xo_xo[j] if abs(v[j] - v[ego]) < 1e-6 else 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) < 1e-6:
            for b in range(int(x_indeg[h])):
                out[x_in[h, b]] += 1.0


@network_effect("diffXTransTrip", "sum_jh x_ij x_ih x_hj I{v_i != v_j}")
def closure_different(m, ego, xo_xo, v, v_miss, out):
    """Transitive triplets in which ego and the receiver have different values."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = seen * xo_xo[j] if abs(v[j] - v[ego]) >= 1e-6 else 0.0


@closure_different.change
def _(m, ego, xo_xo, x_out, x_in, x_outdeg, x_indeg, v, out):
    for j in range(m):
        out[j] = xo_xo[j] if abs(v[j] - v[ego]) >= 1e-6 else 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) >= 1e-6:
            for b in range(int(x_indeg[h])):
                out[x_in[h, b]] += 1.0


@network_effect("homXTransTrip", "sum_jh x_ij x_ih x_hj I{v_i = v_h = v_j}")
def closure_homogeneous(m, ego, x_out, x_outdeg, v, v_miss, out):
    """Transitive triplets in which all three have the same value."""
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) < 1e-6:
            for b in range(int(x_outdeg[h])):
                j = x_out[h, b]
                if abs(v[j] - v[ego]) < 1e-6:
                    out[j] += (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@closure_homogeneous.change
def _(m, ego, x_out, x_in, x_outdeg, x_indeg, v, out):
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) < 1e-6:
            for b in range(int(x_outdeg[h])):
                j = x_out[h, b]
                out[j] += 1.0 if abs(v[j] - v[ego]) < 1e-6 else 0.0
            for b in range(int(x_indeg[h])):
                j = x_in[h, b]
                out[j] += 1.0 if abs(v[j] - v[ego]) < 1e-6 else 0.0


@network_effect("jumpXTransTrip", "sum_jh x_ij x_ih x_hj I{v_i = v_h != v_j}")
def closure_jumping(m, ego, x_out, x_outdeg, v, v_miss, out):
    """Transitive triplets that lead, through one of ego's value, to one of another value."""
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) < 1e-6:
            for b in range(int(x_outdeg[h])):
                j = x_out[h, b]
                if abs(v[j] - v[ego]) >= 1e-6:
                    out[j] += (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@closure_jumping.change
def _(m, ego, x_out, x_in, x_outdeg, x_indeg, v, out):
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) < 1e-6:
            for b in range(int(x_outdeg[h])):
                j = x_out[h, b]
                out[j] += 1.0 if abs(v[j] - v[ego]) >= 1e-6 else 0.0
        else:
            for b in range(int(x_indeg[h])):
                j = x_in[h, b]
                out[j] += 1.0 if abs(v[j] - v[ego]) < 1e-6 else 0.0
