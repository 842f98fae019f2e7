"""The portable exponential and logarithm against the library's."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from servanda.compiled import sources_of
from servanda.engine import proposal, war_tables
from servanda.formulas.elementary import erfc, exponential, log_one_plus, logarithm, power


def test_the_exponential_is_right_to_the_last_digits() -> None:
    for x in np.concatenate([np.linspace(-700, 700, 2_001), np.linspace(-1, 1, 501)]):
        assert abs(exponential(float(x)) / math.exp(x) - 1.0) < 5e-16 * max(1.0, abs(x) / 50)


def test_beyond_its_range_it_stays_finite() -> None:
    assert exponential(1e9) == exponential(700.0)
    assert exponential(-1e9) == exponential(-700.0) > 0.0


def test_the_logarithm_is_right_from_nothing_to_one() -> None:
    for e in np.concatenate([[0.0], np.logspace(-300, 0, 601)]):
        assert abs(log_one_plus(float(e)) - math.log1p(e)) <= 3e-14 * math.log1p(e)


def test_the_logarithm_of_any_number_is_right() -> None:
    for x in np.concatenate([np.logspace(-307, 307, 901), np.linspace(0.5, 2.0, 501)]):
        assert abs(logarithm(float(x)) - math.log(x)) <= 3e-16 * max(1.0, abs(math.log(x)))


def test_powers_are_right_and_end_at_nothing() -> None:
    for base in np.linspace(0.01, 1.0, 100):
        for exponent in (0.0, 1 / 12, 1.0, 60.0):
            assert abs(power(float(base), exponent) - base**exponent) <= 1e-13 * base**exponent
    assert power(0.0, 3.0) == 0.0


def test_the_tail_of_the_normal_is_right() -> None:
    for x in np.linspace(-8.0, 25.0, 3_301):
        assert abs(erfc(float(x)) - math.erfc(x)) <= 2e-13 * math.erfc(x)


def test_what_is_no_number_stays_none_and_what_has_no_value_is_told() -> None:
    for made in (exponential(math.nan), log_one_plus(math.nan), logarithm(math.nan),
                 power(math.nan, 2.0), power(0.5, math.nan), erfc(math.nan)):  # fmt: skip
        assert math.isnan(made)
    assert math.isnan(logarithm(-1.0)) and math.isnan(power(-1.0, 2.0))
    assert logarithm(0.0) == -math.inf and logarithm(math.inf) == math.inf
    assert power(0.0, 0.0) == 1.0 and power(0.0, -1.0) == math.inf
    assert logarithm(5e-324) == pytest.approx(math.log(5e-324), abs=1e-12)
    assert erfc(math.inf) < 1e-290 and erfc(-math.inf) == 2.0


def test_no_processors_own_library_decides_a_digit_of_a_deal() -> None:
    """What deals and wars are computed from calls none of the platform's functions."""
    files = {
        file
        for module in (proposal, war_tables)
        for file in sources_of(Path(str(module.__file__)).resolve())
    }
    theirs = re.compile(
        r"math\.(exp|log|log1p|expm1|pow|erf|erfc|tanh)\(|np\.(exp|log|power)\("
        r"|[\w)\]] ?\*\* ?[a-z(]"  # a power whose exponent is no number
    )
    found = [file.name for file in files if theirs.search(file.read_text(encoding="utf-8"))]
    assert not found, "use servanda.formulas.elementary"
