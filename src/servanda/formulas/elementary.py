"""Exponential and logarithm with the same digits on every processor, many worlds at a time.

The hot loops spend their time in these. Written as polynomials without branches they are compiled
to vector instructions, and no processor's own library decides the last digit. Sums of products are
rounded once (`fused`), as every processor can, those of before 2013 slowly; powers are added in
pairs of pairs rather than one after the other, so that the processor need not wait for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic

from servanda.compiled import compiled, compiled_within

__all__ = ["erfc", "exponential", "fused", "log_of_normal", "log_one_plus", "logarithm", "power"]

LOG2_E = 1.4426950408889634
LN2_HIGH = 0.6931471803691238
LN2_LOW = 1.9082149292705877e-10
ROOT_HALF = 0.7071067811865476
LEAST_NORMAL = 2.3e-308
TWO_TO_52, TWO_TO_54 = 4503599627370496.0, 18014398509481984.0
SHIFTER = 6755399441055744.0
"""1.5 * 2^52: adding it rounds to a whole number and leaves that number in the low bits."""


def _bits_of(_context: Any, _number: Any) -> Any:
    def generate(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), generate


def _of_bits(_context: Any, _bits: Any) -> Any:
    def generate(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), generate


def _fused(_context: Any, _a: Any, _b: Any, _c: Any) -> Any:
    def generate(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.fma(*arguments)

    return types.float64(types.float64, types.float64, types.float64), generate


fused = cast(Callable[[float, float, float], float], intrinsic(_fused))
"""``a * b + c``, rounded once."""

bits_of = cast(Callable[[float], int], intrinsic(_bits_of))
of_bits = cast(Callable[[int], float], intrinsic(_of_bits))


@compiled
def exponential(x: float) -> float:
    """Return e to the power x; below -700 as at -700, above 700 as at 700.

    x = n ln 2 + r with |r| at most ln 2 / 2, and the series of e^r to the twelfth power: right to
    5e-16 of the value.

    >>> print(f"{exponential(1.0):.14f} {exponential(-0.5):.14f} {exponential(0.0)}")
    2.71828182845905 0.60653065971263 1.0
    """
    x = -700.0 if x < -700.0 else (700.0 if x > 700.0 else x)  # so that no NaN becomes a number
    shifted = fused(x, LOG2_E, SHIFTER)
    n = shifted - SHIFTER
    r = fused(n, -LN2_LOW, fused(n, -LN2_HIGH, x))
    square = r * r
    fourth = square * square
    low = fused(square, fused(r, 1 / 6, 0.5), 1.0 + r)
    middle = fused(square, fused(r, 1 / 5040, 1 / 720), fused(r, 1 / 120, 1 / 24))
    high = fused(square, fused(r, 1 / 39916800, 1 / 3628800), fused(r, 1 / 362880, 1 / 40320))
    high = fused(fourth, 1 / 479001600, high)
    p = fused(fourth * fourth, high, fused(fourth, middle, low))
    return of_bits(bits_of(p) + (bits_of(shifted) << 52))


@compiled
def log_one_plus(e: float) -> float:
    """Return the logarithm of 1 + e for e from 0 to 1, right to 2e-14 of the value.

    ln(1+e) = 2 artanh(z), z = e/(2+e) at most 1/3; the series to z^25.

    >>> print(f"{log_one_plus(1.0):.12f} {log_one_plus(0.25):.12f} {log_one_plus(0.0)}")
    0.693147180560 0.223143551314 0.0
    """
    return _twice_artanh(e / (2.0 + e))


@compiled_within
def _twice_artanh(z: float) -> float:
    """Return ln((1+z)/(1-z)) for |z| at most 1/3."""
    w = z * z
    square = w * w
    fourth = square * square
    low = fused(square, fused(w, 1 / 9, 1 / 7), fused(w, 1 / 5, 1 / 3))
    middle = fused(square, fused(w, 1 / 17, 1 / 15), fused(w, 1 / 13, 1 / 11))
    high = fused(square, fused(w, 1 / 25, 1 / 23), fused(w, 1 / 21, 1 / 19))
    series = fused(fourth * fourth, high, fused(fourth, middle, low))
    return 2.0 * fused(z * w, series, z)


@compiled
def logarithm(x: float) -> float:
    """Return the natural logarithm, right to 1e-15; of 0 minus infinity, of less than 0 NaN.

    x = 2^n m with m between the square root of 1/2 and that of 2; ln m = 2 artanh((m-1)/(m+1)).

    >>> print(f"{logarithm(10.0):.14f} {logarithm(0.3):.14f} {logarithm(1.0)}")
    2.30258509299405 -1.20397280432594 0.0
    """
    if not 0.0 < x < np.inf:
        return x if x > 0.0 else (-np.inf if x == 0.0 else np.nan)
    if x < LEAST_NORMAL:
        return log_of_normal(x * TWO_TO_54) - 54.0 * (LN2_HIGH + LN2_LOW)
    return log_of_normal(x)


@compiled_within
def log_of_normal(x: float) -> float:
    """Return the logarithm of a positive number that is neither tiny nor infinite, as `logarithm`.

    Without a branch, so that many are worked out side by side.

    >>> print(f"{log_of_normal(0.3):.14f}")
    -1.20397280432594
    """
    bits = bits_of(x)
    # n + 1024 is positive: vector units shift and turn into a float only what has no sign.
    raised: Any = np.int64(np.uint64(bits - bits_of(ROOT_HALF) + (1024 << 52)) >> np.uint64(52))
    n = of_bits(raised | bits_of(TWO_TO_52)) - (TWO_TO_52 + 1024.0)
    m = of_bits(bits - (raised << 52) + (1024 << 52))
    rest = _twice_artanh((m - 1.0) / (m + 1.0))
    return fused(n, LN2_HIGH, fused(n, LN2_LOW, rest))


@compiled
def power(base: float, exponent: float) -> float:
    """Return `base` to the power `exponent`, NaN for a base below 0; 0 to the power 0 is 1.

    >>> print(f"{power(0.98, 60.0):.12f} {power(0.0, 2.0)} {power(0.0, 0.0)}")
    0.297553142692 0.0 1.0
    """
    if exponent == 0.0:
        return 1.0
    if base == 0.0:
        return 0.0 if exponent > 0.0 else np.inf
    return exponential(exponent * logarithm(base))


_TAIL = (
    -1.30265371978170943, 6.4196979235649026e-1, 1.94764732041858363e-2, -9.56151478680863164e-3,
    -9.46595344482036866e-4, 3.66839497852761452e-4, 4.25233248069077716e-5,
    -2.02785781125342432e-5, -1.62429000464702551e-6, 1.3036558355805232e-6,
    1.56264417220661432e-8, -8.52380959149265425e-8, 6.5290544390988515e-9, 5.05934349555146894e-9,
    -9.91364156493033087e-10, -2.27365122293183586e-10, 9.6467911020155268e-11,
    2.39403808303911474e-12, -6.8860275264975534e-12, 8.94487927309072572e-13,
    3.13092139934295808e-13, -1.12708223613672524e-13, 3.81090525518923206e-16,
    7.10609761360923699e-15, -1.5230282014571043e-15, -9.457494571291234e-17,
    1.21023718922427899e-16, -2.81666308774717697e-17,
)  # fmt: skip
"""Chebyshev coefficients of ln(erfc(x)/t) + x^2 in 2t - 1, found with fifty digits."""


@compiled
def erfc(x: float) -> float:
    """Return 1 less the error function, right to 1e-15, and to 1e-13 of the value up to x = 25.

    Formula: ``t exp(-x^2 + P(t))`` with ``t = 2/(2 + |x|)``, P by Chebyshev's polynomials
    [@PressEtAl2007, section 6.2.2].

    >>> print(f"{erfc(0.5):.14f} {erfc(-0.5):.14f} {erfc(0.0):.14f} {erfc(3.0):.6e}")
    0.47950012218695 1.52049987781305 1.00000000000000 2.209050e-05
    """
    size = min(abs(x), 26.0)
    t = 2.0 / (2.0 + size)
    twice = 4.0 * t - 2.0
    last, now = 0.0, 0.0
    for j in range(27, 0, -1):
        last, now = now, fused(twice, now, _TAIL[j] - last)
    series = fused(0.5 * twice, now, 0.5 * _TAIL[0] - last)
    tail = t * exponential(series - size * size)
    return tail if x >= 0.0 else 2.0 - tail
