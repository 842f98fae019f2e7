"""Reference classes that ship: they load, they say what they are, and they behave."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.explore.methods.reference_class import CLASSES, gaps, reference_class
from servanda.references import reference


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_carries_its_source_its_score_and_a_proper_covariance(name: str) -> None:
    past = reference_class(name)
    assert reference(past.source).fields
    assert {"C", "brier_5y", "base_rate_brier_5y"} <= past.scores.keys()
    assert past.scores["brier_5y"] < past.scores["base_rate_brier_5y"] or not past.inputs
    assert past.values.shape == (2 + len(past.inputs),)
    assert np.allclose(past.covariance, past.covariance.T)
    assert (np.linalg.eigvalsh(past.covariance) > 0).all()
    assert set(past.range_seen) == set(past.inputs)


@pytest.mark.parametrize("name", CLASSES)
def test_curves_fall_and_lie_in_their_range(name: str) -> None:
    past = reference_class(name)
    share, low, high = past.survival([0.5, 1, 5, 10], dict.fromkeys(past.inputs, 0.0))
    assert (np.diff(share) < 0).all()
    assert ((low < share) & (share < high)).all()


def test_ceasefires_know_the_signs_of_the_literature() -> None:
    """Peacekeepers lengthen, deaths shorten [Fortna 2008]; the sizes are this fit's own."""
    past = reference_class("ceasefires")
    effect = dict(zip(past.inputs, past.values[2:], strict=True))
    assert effect["peacekeepers"] < 0 < effect["log10_deaths"]


def test_a_gap_is_named_only_outside_the_range() -> None:
    past = reference_class("ceasefires")
    inputs = dict.fromkeys(past.inputs, 0.0)
    share, low, high = past.survival([5.0], inputs)
    inside, above, below = (
        gaps(past, inputs, {5.0: value})[0].beyond
        for value in (float(share[0]), float(high[0]) + 0.01, float(low[0]) - 0.02)
    )
    assert inside == 0.0
    assert above == pytest.approx(0.01) and below == pytest.approx(-0.02)


def test_what_the_class_has_not_seen_is_said() -> None:
    past = reference_class("ceasefires")
    inputs = dict.fromkeys(past.inputs, 0.0)
    assert past.outside(inputs) == ()
    assert past.outside({**inputs, "log10_deaths": 9.0}) == ("log10_deaths",)


def test_refusals() -> None:
    past = reference_class("ceasefires")
    with pytest.raises(InputError, match="also needs"):
        past.survival([5], {})
    with pytest.raises(InputError, match="times above 0"):
        past.survival([0], dict.fromkeys(past.inputs, 0.0))
