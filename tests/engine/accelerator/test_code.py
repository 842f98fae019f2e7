from __future__ import annotations

import math
from types import FunctionType
from typing import Any

import numpy as np

from servanda.compiled import compiled
from servanda.engine.accelerator.code import DeviceCode, greater, less
from servanda.formulas import elementary
from servanda.formulas.competing_ends import chances_of_ends
from servanda.formulas.elementary import exponential
from servanda.formulas.logit_breach import breach_choice, breach_choices

NUMBERS = (-1.0, -0.0, 0.0, 2.0, math.nan, math.inf)


def as_it_is(source: FunctionType) -> Any:
    return source


def test_the_greatest_and_the_least_are_those_of_the_processor() -> None:
    """A device's own `max` takes the number where one is NaN."""

    @compiled
    def both(a: float, b: float, c: float) -> tuple[float, float, float, float]:
        return max(a, b), min(a, b), max(a, b, c), min(a, b, c)

    for a in NUMBERS:
        for b in NUMBERS:
            for c in NUMBERS:
                told = (greater(a, b), less(a, b), greater(a, b, c), less(a, b, c))
                assert np.array(told).tobytes() == np.array(both(a, b, c)).tobytes(), (a, b, c)
    assert greater(1, 2, 4, 3) == 4 and less(4, 3, 1, 2) == 1


def test_a_kernel_is_made_again_with_all_that_it_calls() -> None:
    code = DeviceCode(as_it_is, {max: greater, min: less})
    again = code.source(breach_choices)
    assert type(again) is FunctionType and again.__code__ is breach_choices.py_func.__code__
    called = again.__globals__["breach_choice"]
    assert called is code.of(breach_choice)
    assert type(called.__globals__["exponential"]) is FunctionType
    assert called.__globals__["max"] is code.of(greater)
    assert breach_choices.py_func.__globals__["breach_choice"] is breach_choice


def test_kernels_of_a_module_that_is_left_stay_those_of_the_processor() -> None:
    code = DeviceCode(as_it_is, {max: greater, min: less}, frozenset({elementary.__name__}))
    again = code.of(breach_choice)
    assert again.__globals__["exponential"] is exponential
    given = (0.4, 0.41, 0.2, 0.01, 100.0)
    assert again(*given) == breach_choice(*given)


def test_what_stands_in_is_called_instead() -> None:
    def nothing(_: float) -> float:
        return 0.0

    assert DeviceCode(as_it_is, {exponential: nothing}).of(chances_of_ends)(0.3, 0.02) == (
        0.02,
        0.02,
    )
