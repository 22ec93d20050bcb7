"""Closure by a second network among actors with the same or different values of a covariate.

Statistics leave out ties with an end whose covariate is missing, and third actors whose covariate is missing.
"""

from auxilia.saom.catalogue import network_effect


@network_effect("covNetNet", "sum_jh x_ij I{v_i = v_j} w_ih w_jh", w_two_mode="also", interaction="dyadic")
def same_from(m, ego, w_out, w_outdeg, w_in, w_indeg, v, v_miss, out):
    """Ties to those of ego's value who are tied to the same third actors in w."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        for q in range(int(w_indeg[h])):
            out[w_in[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) < 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("homCovNetNet", "sum_jh x_ij I{v_i = v_j} I{v_h = v_i} w_ih w_jh", interaction="dyadic")
def homogeneous_from(m, ego, w_out, w_outdeg, w_in, w_indeg, v, v_miss, out):
    """Ties to those who share third actors in w, all three of one value."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(w_indeg[h])):
                out[w_in[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) < 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("contrastCovNetNet", "sum_jh x_ij I{v_i = v_j} I{v_h != v_i} w_ih w_jh", interaction="dyadic")
def contrast_from(m, ego, w_out, w_outdeg, w_in, w_indeg, v, v_miss, out):
    """Ties to those of ego's value who share third actors of another value in w."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) > 1e-6 and v_miss[h] < 1:
            for q in range(int(w_indeg[h])):
                out[w_in[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) < 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("jumpFrom", "sum_jh x_ij I{v_i != v_j} I{v_h = v_i} w_ih w_jh", interaction="dyadic")
def jump_from(m, ego, w_out, w_outdeg, w_in, w_indeg, v, v_miss, out):
    """Ties to those of another value who share third actors of ego's value in w."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(w_indeg[h])):
                out[w_in[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) > 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("covNetNetIn", "sum_jh x_ij I{v_i = v_j} w_hi w_hj", interaction="dyadic")
def same_shared(m, ego, w_in, w_indeg, w_out, w_outdeg, v, v_miss, out):
    """Ties to those of ego's value to whom the same third actors are tied in w."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_indeg[ego])):
        h = w_in[ego, k]
        for q in range(int(w_outdeg[h])):
            out[w_out[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) < 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("homCovNetNetIn", "sum_jh x_ij I{v_i = v_j} I{v_h = v_i} w_hi w_hj", interaction="dyadic")
def homogeneous_shared(m, ego, w_in, w_indeg, w_out, w_outdeg, v, v_miss, out):
    """Ties within one value to those whom third actors of that value share in w."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_indeg[ego])):
        h = w_in[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(w_outdeg[h])):
                out[w_out[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) < 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("jumpSharedIn", "sum_jh x_ij I{v_i != v_j} I{v_h = v_i} w_hi w_hj", interaction="dyadic")
def jump_shared(m, ego, w_in, w_indeg, w_out, w_outdeg, v, v_miss, out):
    """Ties to another value, shared in w by third actors of ego's value."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_indeg[ego])):
        h = w_in[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(w_outdeg[h])):
                out[w_out[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) > 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("sameWWClosure", "sum_jh x_ij I{v_h = v_i} w_ih w_hj", interaction="dyadic")
def same_two_steps(m, ego, w_out, w_outdeg, v, v_miss, out):
    """Ties along two steps in w through actors of ego's value."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(w_outdeg[h])):
                out[w_out[h, q]] += 1.0
    for j in range(m):
        out[j] *= (1.0 - v_miss[ego]) * (1.0 - v_miss[j])


@network_effect("diffWWClosure", "sum_jh x_ij I{v_h != v_i} w_ih w_hj", interaction="dyadic")
def different_two_steps(m, ego, w_out, w_outdeg, v, v_miss, out):
    """Ties along two steps in w through actors of another value."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) > 1e-6 and v_miss[h] < 1:
            for q in range(int(w_outdeg[h])):
                out[w_out[h, q]] += 1.0
    for j in range(m):
        out[j] *= (1.0 - v_miss[ego]) * (1.0 - v_miss[j])


@network_effect("jumpWWClosure", "sum_jh x_ij I{v_i != v_j} I{v_h = v_i} w_ih w_hj", interaction="dyadic")
def jump_two_steps(m, ego, w_out, w_outdeg, v, v_miss, out):
    """Ties to another value along two steps in w through actors of ego's value."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(w_outdeg[h])):
                out[w_out[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) > 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("sameWXClosure", "sum_jh x_ij I{v_h = v_i} w_ih x_hj", interaction="dyadic")
def same_to(m, ego, w_out, w_outdeg, x_out, x_outdeg, v, v_miss, out):
    """Ties to those to whom one's partners in w of ego's value are tied."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(x_outdeg[h])):
                out[x_out[h, q]] += 1.0
    for j in range(m):
        out[j] *= (1.0 - v_miss[ego]) * (1.0 - v_miss[j])


@network_effect("diffWXClosure", "sum_jh x_ij I{v_h != v_i} w_ih x_hj", interaction="dyadic")
def different_to(m, ego, w_out, w_outdeg, x_out, x_outdeg, v, v_miss, out):
    """Ties to those to whom one's partners in w of another value are tied."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) > 1e-6 and v_miss[h] < 1:
            for q in range(int(x_outdeg[h])):
                out[x_out[h, q]] += 1.0
    for j in range(m):
        out[j] *= (1.0 - v_miss[ego]) * (1.0 - v_miss[j])


@network_effect("homWXClosure", "sum_jh x_ij I{v_i = v_j} I{v_h = v_i} w_ih x_hj", interaction="dyadic")
def homogeneous_to(m, ego, w_out, w_outdeg, x_out, x_outdeg, v, v_miss, out):
    """Ties to those to whom one's partners in w are tied, all three of one value."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(x_outdeg[h])):
                out[x_out[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) < 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("jumpWXClosure", "sum_jh x_ij I{v_i != v_j} I{v_h = v_i} w_ih x_hj", interaction="dyadic")
def jump_to(m, ego, w_out, w_outdeg, x_out, x_outdeg, v, v_miss, out):
    """Ties to another value to whom one's partners in w of ego's value are tied."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(x_outdeg[h])):
                out[x_out[h, q]] += 1.0
    for j in range(m):
        seen = abs(v[ego] - v[j]) > 1e-6 and v_miss[j] + v_miss[ego] < 1
        out[j] = out[j] if seen else 0.0


@network_effect("sameXWClosure", "sum_jh x_ij I{v_h = v_i} x_ih w_hj", change_of="tie")
def same_from_alters(m, ego, x_out, x_outdeg, w_out, w_outdeg, v, v_miss, out):
    """Ties to those to whom one's alters of ego's value are tied in w."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(x_outdeg[ego])):
        h = x_out[ego, k]
        if abs(v[h] - v[ego]) < 1e-6 and v_miss[h] < 1:
            for q in range(int(w_outdeg[h])):
                out[w_out[h, q]] += 1.0
    for j in range(m):
        out[j] *= (1.0 - v_miss[ego]) * (1.0 - v_miss[j])


@network_effect("diffXWClosure", "sum_jh x_ij I{v_h != v_i} x_ih w_hj", change_of="tie")
def different_from_alters(m, ego, x_out, x_outdeg, w_out, w_outdeg, v, v_miss, out):
    """Ties to those to whom one's alters of another value are tied in w."""
    for j in range(m):
        out[j] = 0.0
    for k in range(int(x_outdeg[ego])):
        h = x_out[ego, k]
        if abs(v[h] - v[ego]) > 1e-6 and v_miss[h] < 1:
            for q in range(int(w_outdeg[h])):
                out[w_out[h, q]] += 1.0
    for j in range(m):
        out[j] *= (1.0 - v_miss[ego]) * (1.0 - v_miss[j])
