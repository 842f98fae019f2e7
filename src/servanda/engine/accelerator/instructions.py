"""What a device calls by another name than the processor; fetched on a real device alone."""

from __future__ import annotations

from typing import Any

from numba import cuda
from numba.cuda import libdevice

from servanda.formulas import elementary

__all__ = ["INSTEAD"]


def _fused(a: float, b: float, c: float) -> Any:
    return cuda.fma(a, b, c)


def _bits_of(x: float) -> Any:
    return libdevice.double_as_longlong(x)


def _of_bits(bits: int) -> Any:
    return libdevice.longlong_as_double(bits)


INSTEAD: dict[object, Any] = {
    elementary.fused: _fused,
    elementary.bits_of: _bits_of,
    elementary.of_bits: _of_bits,
}
"""By what a kernel of the processor calls, what stands in for it on a device."""
