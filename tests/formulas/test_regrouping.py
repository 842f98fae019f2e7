"""What a pause does to power."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.regrouping import along_months, regrouped


def test_regrouping_starts_at_nothing_and_never_ends() -> None:
    assert regrouped(0.0, 24.0) == 0.0
    assert regrouped(1e6, 24.0) == 1.0
    path = np.empty(1)
    along_months(np.full(7, 0.3), 24.0, path)
    assert path[0] == pytest.approx(0.3)
