"""The tagger's network: from tokens to a state for each.

A first layer looks at a token with its nearest neighbours; recurrent layers then carry what was
read along the text in both directions. They are simple recurrent units [@Lei2018, sect. 3], whose
matrix products do not wait for the token before, so a whole article is one product a layer. The
products are of whole numbers (`product.py`), the rest is in single precision.

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
from servanda.reading.tagger.product import HIGHEST, Codes, product
from servanda.reading.tagger.weights import Weights

__all__ = ["FormCache", "states"]

ONE: Final = np.float32(1.0)
HALF: Final = np.float32(0.5)
ZERO: Final = np.float32(0.0)
REMEMBERED: Final = 1 << 15
PLACES_BEFORE: Final = np.cumsum([0, *PLACES[:-1]]).astype(np.uint8)
"""The rows before each table of places where all stand below one another."""


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
        fresh = [word for word in dict.fromkeys(words) if word not in known]
        if fresh:
            self.learn(fresh)
        return np.array(list(map(known.__getitem__, words)), np.int32), self.sums

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
    told: Floats | None = None,
) -> Floats:
    """Return the state of every token, (tokens, states).

    `forms`: the row of each token in `sums` (`FormCache`). `places`: `place_features`. `first`:
    True where a sequence begins and, as one entry more, at the end; nothing is carried across.
    `told`: what an encoder says of each token, for a tagger that was trained above one.
    """
    mix = weights.mix
    tokens = codes(
        token_inputs(forms, sums, places + PLACES_BEFORE, weights.places), mix.low, ONE / mix.step
    )
    around = with_neighbours(tokens, first, len(mix.matrix), np.uint8(round(-mix.low / mix.step)))
    sums_of_tokens = scaled(product(around, mix.matrix), mix.scale, mix.bias)
    if weights.deep is not None and told is not None:
        deep = weights.deep
        below = product(codes(told, deep.low, ONE / deep.step), deep.matrix)
        sums_of_tokens += scaled(below, deep.scale, deep.bias)
    h = np.maximum(sums_of_tokens, ZERO)
    for layer in weights.layers:
        u = product(codes(h, layer.low, ONE / layer.step), layer.matrix)
        h = recurrent(u, layer.scale, layer.bias, h, first)
    return h


@compiled
def codes(x: npt.NDArray[np.float32], low: np.float32, a_unit: np.float32) -> Codes:
    """Round numbers to whole steps above `low`, `a_unit` of them a unit, within [0, HIGHEST]."""
    out = np.empty(x.shape, np.uint8)
    most = np.float32(HIGHEST)
    for t in range(x.shape[0]):
        row, to = x[t], out[t]
        for j in range(x.shape[1]):
            at = min(max((row[j] - low) * a_unit, ZERO), most)
            to[j] = np.uint8(np.int32(at + HALF))
    return out


@compiled
def token_inputs(
    forms: npt.NDArray[np.int32],
    sums: npt.NDArray[np.float32],
    places: npt.NDArray[np.uint8],
    tables: npt.NDArray[np.float32],
) -> npt.NDArray[np.float32]:
    """Return for each token the sum of its form's features and of its places' rows."""
    out = np.empty((len(forms), sums.shape[1]), np.float32)
    for t in range(len(forms)):
        row = out[t]
        row[:] = sums[forms[t]]
        for place in places[t]:
            row += tables[place]
    return out


@compiled
def with_neighbours(
    tokens: npt.NDArray[np.uint8], first: npt.NDArray[np.bool_], inputs: int, nothing: np.uint8
) -> npt.NDArray[np.uint8]:
    """Return each token between those before and after it, `inputs` numbers in all.

    Beyond the ends of a sequence stands `nothing`, the step that is zero.
    """
    n, width = tokens.shape
    reach = inputs // width // 2
    out = np.full((n, inputs), nothing, np.uint8)
    for t in range(n):
        low, high = t, t
        while low > t - reach and not first[low]:
            low -= 1
        while high < t + reach and not first[high + 1]:
            high += 1
        for k in range(low, high + 1):
            at = (k - t + reach) * width
            out[t, at : at + width] = tokens[k]
    return out


@compiled
def scaled(
    u: npt.NDArray[np.int32], scale: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Return the numbers that `u` counts in steps of `scale`, with `bias` added."""
    out = np.empty(u.shape, np.float32)
    for t in range(u.shape[0]):
        row, to = u[t], out[t]
        for j in range(u.shape[1]):
            to[j] = np.float32(row[j]) * scale[j] + bias[j]
    return out


@compiled
def recurrent(
    u: npt.NDArray[np.int32],
    scale: npt.NDArray[np.float32],
    bias: npt.NDArray[np.float32],
    x: npt.NDArray[np.float32],
    first: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float32]:
    """Run both directions of a recurrent layer; the halves of `u` and `x` are the directions.

    `u` counts steps of `scale`. Formula, a channel, v = x / sqrt(1 + x^2): f = (1 + v(u_f)) / 2,
    r = (1 + v(u_r)) / 2, c' = f c + (1 - f) u_z, out = r v(c') + (1 - r) x.
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
                a = np.float32(ut[f0 + j]) * scale[f0 + j] + bias[f0 + j]
                f = HALF + HALF * a / np.sqrt(ONE + a * a)
                b = np.float32(ut[r0 + j]) * scale[r0 + j] + bias[r0 + j]
                r = HALF + HALF * b / np.sqrt(ONE + b * b)
                z = np.float32(ut[z0 + j]) * scale[z0 + j] + bias[z0 + j]
                s = f * state[j] + (ONE - f) * z
                state[j] = s
                yt[side * h + j] = r * s / np.sqrt(ONE + s * s) + (ONE - r) * xt[side * h + j]
    return out
