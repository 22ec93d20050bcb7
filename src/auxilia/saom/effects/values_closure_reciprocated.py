"""Effects of transitive triplets with a reciprocated closing tie, i -> h -> j and i <-> j, by values."""

from auxilia.saom.catalogue import network_effect


@network_effect("sameXTransRecTrip", "sum_jh x_ij x_ji x_ih x_hj I{v_i = v_j}")
def reciprocated_closure_same(m, ego, xi, xo_xo, v, v_miss, out):
    """Transitive triplets with a reciprocated closing tie between two of the same value."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = seen * xi[j] * xo_xo[j] if abs(v[j] - v[ego]) < 1e-6 else 0.0


@reciprocated_closure_same.change
def _(m, ego, xi, xo_xo, x_out, x_in, x_outdeg, x_indeg, v, out):
    for j in range(m):
        out[j] = xi[j] * xo_xo[j] if abs(v[j] - v[ego]) < 1e-6 else 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if xi[h] > 0.0 and abs(v[h] - v[ego]) < 1e-6:
            for b in range(int(x_indeg[h])):
                out[x_in[h, b]] += 1.0


@network_effect("diffXTransRecTrip", "sum_jh x_ij x_ji x_ih x_hj I{v_i != v_j}")
def reciprocated_closure_different(m, ego, xi, xo_xo, v, v_miss, out):
    """Transitive triplets with a reciprocated closing tie between two of different values."""
    for j in range(m):
        seen = (1.0 - v_miss[j]) * (1.0 - v_miss[ego])
        out[j] = seen * xi[j] * xo_xo[j] if abs(v[j] - v[ego]) >= 1e-6 else 0.0


@reciprocated_closure_different.change
def _(m, ego, xi, xo_xo, x_out, x_in, x_outdeg, x_indeg, v, out):
    for j in range(m):
        out[j] = xi[j] * xo_xo[j] if abs(v[j] - v[ego]) >= 1e-6 else 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if xi[h] > 0.0 and abs(v[h] - v[ego]) >= 1e-6:
            for b in range(int(x_indeg[h])):
                out[x_in[h, b]] += 1.0


@network_effect("homXTransRecTrip", "sum_jh x_ij x_ji x_ih x_hj I{v_i = v_h = v_j}")
def reciprocated_closure_homogeneous(m, ego, xi, x_out, x_outdeg, v, v_miss, out):
    """Transitive triplets with a reciprocated closing tie in which all three have the same value."""
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) < 1e-6:
            for b in range(int(x_outdeg[h])):
                j = x_out[h, b]
                if abs(v[j] - v[ego]) < 1e-6:
                    out[j] += xi[j] * (1.0 - v_miss[j]) * (1.0 - v_miss[ego])


@reciprocated_closure_homogeneous.change
def _(m, ego, xi, x_out, x_in, x_outdeg, x_indeg, v, out):
    for j in range(m):
        out[j] = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        if abs(v[h] - v[ego]) < 1e-6:
            for b in range(int(x_outdeg[h])):
                j = x_out[h, b]
                out[j] += xi[j] if abs(v[j] - v[ego]) < 1e-6 else 0.0
            for b in range(int(x_indeg[h])):
                j = x_in[h, b]
                out[j] += xi[h] if abs(v[j] - v[ego]) < 1e-6 else 0.0
