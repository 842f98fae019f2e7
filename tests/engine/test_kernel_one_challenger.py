"""The hot loop against a plain NumPy version that shares no kernel with it."""

from __future__ import annotations

import numpy as np
from benchmarks.assessment import kernel_rows
from benchmarks.plain_numpy import settle as plain_settle
from servanda.engine.kernel_one_challenger import INPUTS, OUTPUTS, column, settle

from servanda.case.keys.case import Case


def test_agrees_with_plain_numpy(strait: Case) -> None:
    steps, rows, terms_a, terms_b = kernel_rows(strait, 2_000)
    results = np.empty((len(rows), len(OUTPUTS)))
    settle(steps, rows, terms_a, terms_b, np.array([0]), results)
    for name, values in plain_settle(steps, rows, terms_a[:, 0], terms_b[:, 0]).items():
        error = np.abs(results[:, column(name)] - values)
        exact = name.startswith("fight")
        assert np.quantile(error, 0.99) < (1e-12 if exact else 3e-4), name
        assert error.max() < (1e-12 if exact else 1e-2), name


def test_without_regrouping_nothing_is_interpolated(strait: Case) -> None:
    steps, rows, terms_a, terms_b = kernel_rows(strait, 500)
    rows[:, list(INPUTS).index("rest_up")] = 0.0
    rows[:, list(INPUTS).index("rest_down")] = 0.0
    results = np.empty((len(rows), len(OUTPUTS)))
    settle(steps, rows, terms_a, terms_b, np.array([0]), results)
    for name, values in plain_settle(steps, rows, terms_a[:, 0], terms_b[:, 0]).items():
        np.testing.assert_allclose(results[:, column(name)], values, atol=1e-9, err_msg=name)


def test_a_row_with_a_missing_number_is_missing(strait: Case) -> None:
    steps, rows, terms_a, terms_b = kernel_rows(strait, 10)
    rows[3, 0] = np.nan
    results = np.zeros((len(rows), len(OUTPUTS)))
    settle(steps, rows, terms_a, terms_b, np.array([0]), results)
    assert np.isnan(results[3]).all()
    assert np.isfinite(results[[0, 1, 2, 4], column("fight_a")]).all()


def test_a_worlds_digits_do_not_depend_on_its_company(strait: Case) -> None:
    steps, rows, terms_a, terms_b = kernel_rows(strait, 41)
    rows[7, 0] = rows[40, 0] = np.nan
    together = np.empty((41, len(OUTPUTS)))
    settle(steps, rows, terms_a, terms_b, np.array([0]), together)
    for start, stop in ((0, 1), (5, 9), (7, 8), (9, 38), (38, 41)):
        part = slice(start, stop)
        alone = np.empty((stop - start, len(OUTPUTS)))
        settle(steps, rows[part], terms_a[part], terms_b[part], np.array([0]), alone)
        np.testing.assert_array_equal(alone, together[part])
