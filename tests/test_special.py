"""Special functions are SciPy's own, and NumPy is whole for whoever asks for the rest of it."""

from __future__ import annotations

import subprocess
import sys

import scipy.special

from servanda.special import special

FRESH = """
import sys
from servanda.special import special
import numpy as np
held = [name for name in ("numpy.f2py", "numpy.testing") if name in sys.modules]
assert not held, held
np.testing.assert_allclose(special.ndtr(0.0), 0.5)
assert np.f2py.__name__ == "numpy.f2py"
"""


def test_they_are_scipys() -> None:
    assert special is scipy.special


def test_what_was_held_back_loads_as_ever() -> None:
    run = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
