"""The recurrent layer and the tag chain, forward and backward, as compiled kernels."""

import numba
import numpy as np
import torch

F1 = np.float32(1.0)
FH = np.float32(0.5)


@numba.njit(cache=True, fastmath=True)
def scan_forward(u, x, first, back):
    """u (T, 3h): z, f, r; x (T, h). Returns output h and states c (T, h)."""
    T, h = x.shape
    out = np.empty((T, h), np.float32)
    c = np.empty((T, h), np.float32)
    state = np.zeros(h, np.float32)
    for k in range(T):
        t = T - 1 - k if back else k
        fresh = first[t + 1] if back else first[t]
        if fresh:
            state[:] = 0
        for j in range(h):
            a = u[t, h + j]
            f = FH + FH * a / np.sqrt(F1 + a * a)
            b = u[t, 2 * h + j]
            r = FH + FH * b / np.sqrt(F1 + b * b)
            s = f * state[j] + (F1 - f) * u[t, j]
            state[j] = s
            c[t, j] = s
            g = s / np.sqrt(F1 + s * s)
            out[t, j] = r * g + (F1 - r) * x[t, j]
    return out, c


@numba.njit(cache=True, fastmath=True)
def scan_backward(u, x, first, back, c, dout):
    """Gradients of u and x."""
    T, h = x.shape
    du = np.empty((T, 3 * h), np.float32)
    dx = np.empty((T, h), np.float32)
    carry = np.zeros(h, np.float32)
    zero = np.zeros(h, np.float32)
    for k in range(T):
        t = k if back else T - 1 - k
        # is the step before t (in scan order) of another sequence?
        fresh = first[t + 1] if back else first[t]
        prev = zero if fresh else (c[t + 1] if back else c[t - 1])
        for j in range(h):
            a = u[t, h + j]
            ia = F1 / np.sqrt(F1 + a * a)
            f = FH + FH * a * ia
            b = u[t, 2 * h + j]
            ib = F1 / np.sqrt(F1 + b * b)
            r = FH + FH * b * ib
            s = c[t, j]
            iS = F1 / np.sqrt(F1 + s * s)
            g = s * iS
            d = dout[t, j]
            du[t, 2 * h + j] = d * (g - x[t, j]) * FH * ib * ib * ib
            dx[t, j] = d * (F1 - r)
            ds = d * r * iS * iS * iS + carry[j]
            du[t, j] = ds * (F1 - f)
            du[t, h + j] = ds * (prev[j] - u[t, j]) * FH * ia * ia * ia
            carry[j] = F1 * 0 if fresh else ds * f
    return du, dx


class Scan(torch.autograd.Function):
    """One direction of a simple recurrent unit over sequences laid end to end."""

    @staticmethod
    def forward(ctx, u, x, first, back):
        un, xn = u.detach().contiguous().numpy(), x.detach().contiguous().numpy()
        out, c = scan_forward(un, xn, first, back)
        ctx.kept = (un, xn, first, back, c)
        return torch.from_numpy(out)

    @staticmethod
    def backward(ctx, dout):
        un, xn, first, back, c = ctx.kept
        du, dx = scan_backward(un, xn, first, back, c, dout.contiguous().numpy())
        return torch.from_numpy(du), torch.from_numpy(dx), None, None


@numba.njit(cache=True)
def chain(e, trans, begin, first, gold):
    """Negative log likelihood of the gold tags and its gradients, scaled forward-backward."""
    T, K = e.shape
    et = np.exp(trans)
    eb = np.exp(begin)
    alpha = np.empty((T, K))
    scale = np.empty(T)
    p = np.empty((T, K))
    loss = 0.0
    for t in range(T):
        top = e[t].max()
        for k in range(K):
            p[t, k] = np.exp(e[t, k] - top)
        for k in range(K):
            if first[t]:
                v = eb[k]
            else:
                v = 0.0
                for q in range(K):
                    v += alpha[t - 1, q] * et[q, k]
            alpha[t, k] = v * p[t, k]
        z = alpha[t].sum()
        scale[t] = z
        for k in range(K):
            alpha[t, k] /= z
        loss += np.log(z) + top - e[t, gold[t]]
        loss -= begin[gold[t]] if first[t] else trans[gold[t - 1], gold[t]]
    de = np.zeros((T, K), np.float32)
    dt = np.zeros((K, K))
    db = np.zeros(K)
    beta = np.ones(K)
    for t in range(T - 1, -1, -1):
        z = 0.0
        for k in range(K):
            z += alpha[t, k] * beta[k]
        for k in range(K):
            de[t, k] = alpha[t, k] * beta[k] / z
        if first[t]:
            for k in range(K):
                db[k] += de[t, k]
            db[gold[t]] -= 1
            beta[:] = 1
        else:
            new = np.zeros(K)
            for q in range(K):
                for k in range(K):
                    w = et[q, k] * p[t, k] * beta[k] / scale[t]
                    new[q] += w
                    dt[q, k] += alpha[t - 1, q] * w / z
            dt[gold[t - 1], gold[t]] -= 1
            beta = new
        de[t, gold[t]] -= 1
    return loss, de, dt, db


@numba.njit(cache=True)
def viterbi(e, trans, begin, first):
    T, K = e.shape
    back = np.zeros((T, K), np.int8)
    score = np.zeros(K)
    tags = np.zeros(T, np.int64)
    for t in range(T):
        new = np.empty(K)
        if first[t]:
            best = score.argmax()
            for k in range(K):
                back[t, k] = best
                new[k] = begin[k] + e[t, k]
        else:
            for k in range(K):
                b, bs = 0, -1e30
                for q in range(K):
                    s = score[q] + trans[q, k]
                    if s > bs:
                        b, bs = q, s
                back[t, k] = b
                new[k] = bs + e[t, k]
        score = new
    k = score.argmax()
    for t in range(T - 1, -1, -1):
        tags[t] = k
        k = back[t, k]
    return tags


@numba.njit(cache=True)
def draw_tags(e, trans, begin, uniform):
    """Draw a sequence of tags from the chain: filter forwards, draw backwards."""
    T, K = e.shape
    forward = np.empty((T, K))
    weight = np.exp(trans)
    tags = np.zeros(T, np.int64)
    for t in range(T):
        top = e[t].max()
        total = 0.0
        for k in range(K):
            v = 0.0
            if t == 0:
                v = np.exp(begin[k])
            else:
                for q in range(K):
                    v += forward[t - 1, q] * weight[q, k]
            forward[t, k] = v * np.exp(e[t, k] - top)
            total += forward[t, k]
        for k in range(K):
            forward[t, k] /= total
    for t in range(T - 1, -1, -1):
        p = forward[t].copy()
        if t < T - 1:
            for k in range(K):
                p[k] *= weight[k, tags[t + 1]]
        left = uniform[t] * p.sum()
        for k in range(K):
            left -= p[k]
            if left <= 0.0 and p[k] > 0.0:
                tags[t] = k
                break
    return tags


class Chain(torch.autograd.Function):
    """Sum over tokens of the negative log likelihood of a chain of tags."""

    @staticmethod
    def forward(ctx, e, trans, begin, first, gold):
        loss, de, dt, db = chain(
            e.detach().contiguous().numpy(),
            trans.detach().double().numpy(),
            begin.detach().double().numpy(),
            first,
            gold,
        )
        ctx.kept = (
            torch.from_numpy(de),
            torch.from_numpy(dt).float(),
            torch.from_numpy(db).float(),
        )
        return torch.tensor(loss, dtype=torch.float32)

    @staticmethod
    def backward(ctx, d):
        de, dt, db = ctx.kept
        return d * de, d * dt, d * db, None, None
