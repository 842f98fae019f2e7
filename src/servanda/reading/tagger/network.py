"""The tagger's network in plain NumPy: from tokens to a state and tag scores for each.

A first layer looks at a token with its nearest neighbours; recurrent layers then carry what was
read along the text in both directions. They are simple recurrent units [@Lei2018, sect. 3], whose
matrix products do not wait for the token before, so a whole article is one product a layer.

*Departure*: gates and outputs use ``x / sqrt(1 + x**2)`` in place of the logistic function and
the hyperbolic tangent, and the gates do not look at the memory: both let the loop over channels
run in vector instructions.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.reading.tagger.features import PLACES, form_features
from servanda.reading.tagger.link import Floats
from servanda.reading.tagger.weights import Weights

__all__ = ["FormCache", "states"]

ONE: Final = np.float32(1.0)
HALF: Final = np.float32(0.5)
REMEMBERED: Final = 1 << 15


class FormCache:
    """Remembers the feature sum of token forms seen, up to a fixed number of them.

    >>> from servanda.reading.tagger.weights import shipped_weights
    >>> FormCache(shipped_weights()).rows(["said", "the", "said"])[0].tolist()
    [0, 1, 0]
    """

    def __init__(self, weights: Weights, most: int = REMEMBERED) -> None:
        self.weights, self.most = weights, most
        self.clear()

    def clear(self) -> None:
        """Forget every form."""
        self.known: dict[str, int] = {}
        self.sums = np.zeros((1024, self.weights.forms.shape[1]), np.float32)

    def rows(self, words: list[str]) -> tuple[npt.NDArray[np.int32], Floats]:
        """Return each word's row and the table of rows; valid until the next call."""
        if len(self.known) > self.most:
            self.clear()
        known = self.known
        numbers = [known.get(word, -1) for word in words]
        if -1 in numbers:
            fresh = list(dict.fromkeys(w for w, at in zip(words, numbers, strict=True) if at < 0))
            self.learn(fresh)
            numbers = [known[word] for word in words]
        return np.array(numbers, np.int32), self.sums

    def learn(self, fresh: list[str]) -> None:
        """Add the sums of new forms."""
        at, total = len(self.known), len(self.known) + len(fresh)
        if total > len(self.sums):
            grown = np.zeros((max(total, 2 * len(self.sums)), self.sums.shape[1]), np.float32)
            grown[:at] = self.sums[:at]
            self.sums = grown
        features = np.array([form_features(word) for word in fresh], np.int32)
        self.sums[at:total] = summed(features, self.weights.forms, self.weights.form_scale)
        self.known.update((word, at + i) for i, word in enumerate(fresh))


@compiled
def summed(
    features: npt.NDArray[np.int32],
    forms: npt.NDArray[np.int8],
    scale: npt.NDArray[np.float32],
) -> npt.NDArray[np.float32]:
    """Sum the 8-bit rows that each form switches on; row 0 is empty."""
    out = np.zeros((len(features), forms.shape[1]), np.float32)
    for i in range(len(features)):
        for row in features[i]:
            if row > 0:
                for j in range(forms.shape[1]):
                    out[i, j] += scale[row] * np.float32(forms[row, j])
    return out


def states(
    weights: Weights,
    forms: npt.NDArray[np.int32],
    sums: Floats,
    places: npt.NDArray[np.uint8],
    first: npt.NDArray[np.bool_],
) -> Floats:
    """Return the state of every token, (tokens, states).

    `forms`: the row of each token in `sums` (`FormCache`). `places`: `place_features`. `first`:
    True where a sequence begins and, as one entry more, at the end; nothing is carried across.
    """
    used, compact = np.unique(forms, return_inverse=True)
    projected = sums[used] @ weights.mix
    near = (places[:, 0].astype(np.int32) * PLACES[4] + places[:, 4]) * PLACES[5] + places[:, 5]
    far = (places[:, 1].astype(np.int32) * PLACES[2] + places[:, 2]) * PLACES[3] + places[:, 3]
    h = first_layer(
        compact.astype(np.int32), projected, near, weights.near, far, weights.far,
        weights.mix_bias, first,
    )  # fmt: skip
    for matrix, bias in weights.layers:
        h = recurrent(h @ matrix, bias, h, first)
    return h


@compiled
def first_layer(
    forms: npt.NDArray[np.int32],
    projected: npt.NDArray[np.float32],
    near: npt.NDArray[np.int32],
    near_table: npt.NDArray[np.float32],
    far: npt.NDArray[np.int32],
    far_table: npt.NDArray[np.float32],
    bias: npt.NDArray[np.float32],
    first: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float32]:
    """Sum what a token and its neighbours send to the first layer; below 0 is cut off."""
    n, size = len(forms), len(bias)
    reach = projected.shape[1] // size // 2
    out = np.empty((n, size), np.float32)
    zero = np.float32(0.0)
    for t in range(n):
        row = out[t]
        row[:] = bias
        low, high = t, t
        while low > t - reach and not first[low]:
            low -= 1
        while high < t + reach and not first[high + 1]:
            high += 1
        for k in range(low, high + 1):
            at = (k - t + reach) * size
            a, b, c = projected[forms[k]], near_table[near[k]], far_table[far[k]]
            for j in range(size):
                row[j] += a[at + j] + b[at + j] + c[at + j]
        for j in range(size):
            row[j] = max(row[j], zero)
    return out


@compiled
def recurrent(
    u: npt.NDArray[np.float32],
    bias: npt.NDArray[np.float32],
    x: npt.NDArray[np.float32],
    first: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float32]:
    """Run both directions of a recurrent layer; the halves of `u` and `x` are the directions.

    Formula, a channel, v = x / sqrt(1 + x^2): f = (1 + v(u_f)) / 2, r = (1 + v(u_r)) / 2,
    c' = f c + (1 - f) u_z, out = r v(c') + (1 - r) x.
    """
    n, size = x.shape
    h = size // 2
    out = np.empty((n, size), np.float32)
    state = np.zeros(h, np.float32)
    for side in range(2):
        z0, f0, r0 = side * 3 * h, side * 3 * h + h, side * 3 * h + 2 * h
        for k in range(n):
            t = k if side == 0 else n - 1 - k
            if first[t + side]:
                state[:] = 0
            ut, xt, yt = u[t], x[t], out[t]
            for j in range(h):
                a = ut[f0 + j] + bias[f0 + j]
                f = HALF + HALF * a / np.sqrt(ONE + a * a)
                b = ut[r0 + j] + bias[r0 + j]
                r = HALF + HALF * b / np.sqrt(ONE + b * b)
                s = f * state[j] + (ONE - f) * (ut[z0 + j] + bias[z0 + j])
                state[j] = s
                yt[side * h + j] = r * s / np.sqrt(ONE + s * s) + (ONE - r) * xt[side * h + j]
    return out
