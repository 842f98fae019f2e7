"""What settling is worth beyond the issues: known to itself, a range to the others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.engine.invented import party, play
from tests.laws.whole_cases import stated, symmetric, told

from servanda.case.keys.number import Signed
from servanda.engine.inputs.readiness import LEAST_BLUR, readiness_of
from servanda.engine.inputs.readings import Readings


class OneNumber:
    """A chunk that holds one number."""

    def __init__(self, number: Signed) -> None:
        self.numbers = {"parties.a.readiness": number}

    def values(self, name: str) -> np.ndarray:
        return np.array([0.01, 0.2])

    def certain(self, name: str) -> float | None:
        return None

    def event(self, name: str) -> np.ndarray:
        return np.zeros(2)


def columns(number: Any) -> dict[str, Any]:
    draws = OneNumber(Signed.model_validate(number))
    return dict(readiness_of(Readings(None, draws, 2), "a"))  # type: ignore[arg-type]


def test_the_others_know_the_range_and_not_the_number() -> None:
    found = columns({"normal": [0.06, 0.1]})
    assert found["readiness"].tolist() == [0.01, 0.2]
    assert found["readiness_seen"] == pytest.approx(0.06)
    assert found["blur"] == pytest.approx(np.hypot(LEAST_BLUR, 0.1), rel=1e-6)


def test_what_is_certain_is_known_to_all() -> None:
    found = columns(0.05)
    assert (found["readiness_seen"], found["blur"]) == (0.05, LEAST_BLUR)


def told_at(own: float, seen: float, blur: float = 0.1) -> Any:
    return play(
        [party(1.0, readiness=own, readiness_seen=seen, blur=blur), party(-1.0, cost=0.2)],
        {"held": 0.4},
    )


def test_it_adds_to_the_margin_and_to_nothing_later() -> None:
    """A law: once, at signature. Whoever has signed breaks as it would have."""
    poor, rich = told_at(-0.05, 0.06), told_at(0.2, 0.06)
    for faith in ("good", "bad"):
        margins = [each.of_party(f"margin_{faith}")[0, 0] for each in (poor, rich)]
        assert margins[1] - margins[0] == pytest.approx(0.25)
        hazards = [each.of_party(f"hazard_{faith}")[0] for each in (poor, rich)]
        assert np.array_equal(*hazards)
        deals = [each.of_party(f"deal_{faith}")[0] for each in (poor, rich)]
        assert np.array_equal(*deals)


def test_the_wider_it_may_lie_the_less_others_can_tell_who_signs() -> None:
    """A law: their chance that it signs goes to even odds, and does not hang on what it is."""
    seen = [
        [told_at(own, 0.06, blur).of_party("expected_to_sign")[0, 0] for blur in (0.02, 0.1, 1, 10)]
        for own in (-0.1, 0.2)
    ]
    assert np.array_equal(*seen)
    away = np.abs(np.array(seen[0]) - 0.5)
    assert (np.diff(away) < 0.0).all() and away[-1] < 0.02


def test_the_readier_consents_more_often_and_the_other_as_often() -> None:
    one, other = (
        told(stated(symmetric(), parties__a__readiness=value), 300)["pact"] for value in (0.0, 0.1)
    )
    assert other["accepts.a"].mean() > one["accepts.a"].mean()
    assert (other["accepts.a"] >= one["accepts.a"]).all()
    assert np.allclose(other["margin.a"] - one["margin.a"], 0.1, atol=0.02)


def test_it_is_continuous_at_nothing() -> None:
    at = [
        told(stated(symmetric(), parties__a__readiness=value), 1)["pact"]["margin.a"][0]
        for value in (0.0, 1e-6, 1e-4)
    ]
    assert abs(at[1] - at[0]) < 1e-5 and abs(at[2] - at[0]) < 1e-3
