"""Exponential and logarithm with the same digits on every processor, many worlds at a time.

The hot loops spend their time in these two. Written as polynomials without branches they are
compiled to vector instructions, and no processor's own library decides the last digit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic

from servanda.compiled import compiled

__all__ = ["exponential", "log_one_plus"]

LOG2_E = 1.4426950408889634
LN2_HIGH = 0.6931471803691238
LN2_LOW = 1.9082149292705877e-10
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


bits_of = cast(Callable[[float], int], intrinsic(_bits_of))
of_bits = cast(Callable[[int], float], intrinsic(_of_bits))


@compiled
def exponential(x: float) -> float:
    """Return e to the power x; below -700 as at -700, above 700 as at 700.

    x = n ln 2 + r with |r| at most ln 2 / 2, and the series of e^r to the twelfth power: right to
    3e-16 of the value.

    >>> print(f"{exponential(1.0):.14f} {exponential(-0.5):.15f} {exponential(0.0)}")
    2.71828182845905 0.606530659712633 1.0
    """
    x = min(max(x, -700.0), 700.0)
    shifted = x * LOG2_E + SHIFTER
    n = shifted - SHIFTER
    r = (x - n * LN2_HIGH) - n * LN2_LOW
    low = 1 / 5040 + r * (1 / 40320 + r * (1 / 362880 + r * (1 / 3628800 + r * (
        1 / 39916800 + r * (1 / 479001600)))))  # fmt: skip
    p = 1.0 + r * (1.0 + r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (
        1 / 720 + r * low))))))  # fmt: skip
    return of_bits(bits_of(p) + (bits_of(shifted) << 52))


@compiled
def log_one_plus(e: float) -> float:
    """Return the logarithm of 1 + e for e from 0 to 1, right to 1e-14 of the value.

    ln(1+e) = 2 artanh(z), z = e/(2+e) at most 1/3; the series to z^25.

    >>> print(f"{log_one_plus(1.0):.12f} {log_one_plus(0.25):.12f} {log_one_plus(0.0)}")
    0.693147180560 0.223143551314 0.0
    """
    z = e / (2.0 + e)
    w = z * z
    low = 1 / 15 + w * (1 / 17 + w * (1 / 19 + w * (1 / 21 + w * (1 / 23 + w * (1 / 25)))))
    series = w * (1 / 3 + w * (1 / 5 + w * (1 / 7 + w * (1 / 9 + w * (1 / 11 + w * (
        1 / 13 + w * low))))))  # fmt: skip
    return 2.0 * z * (1.0 + series)
