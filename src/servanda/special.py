"""SciPy's special functions, loaded without what they never use: a tenth of a second at each start.

SciPy copies every name of NumPy into a module of its own, and so loads NumPy's reader of Fortran,
its tests and, with them, the system's; a special function needs none of these. They are held back
while SciPy is loaded here, and load as ever for whoever asks for them.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

__all__ = ["special"]

_UNUSED = ("f2py", "testing")


def _loaded() -> Any:
    held = [name for name in _UNUSED if f"numpy.{name}" not in sys.modules]
    for name in held:
        setattr(np, name, None)
    try:
        from scipy import special
    finally:
        for name in held:
            if getattr(np, name, None) is None:
                delattr(np, name)
    return special


special = _loaded()
"""`scipy.special`."""
