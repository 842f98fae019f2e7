"""Who promises what, and how far it is believed."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.case.keys.promises import Guarantee

BODY: dict[str, Any] = {"title": "x", "kind": "treaty", "guarantors": ["a"]}


def test_belief_is_given_once_and_in_one_way() -> None:
    with pytest.raises(ValueError, match="given by nothing; give one of"):
        Guarantee.model_validate(BODY)
    both = {"intervenes": 0.1, "resolve": {"stake": 0.3, "cost": 0.2, "noise": 0.1}}
    with pytest.raises(ValueError, match="given by intervenes and resolve"):
        Guarantee.model_validate({**BODY, **both})
    assert Guarantee.model_validate({**BODY, "intervenes": 0.1}).intervenes is not None
    monitors = Guarantee.model_validate({**BODY, "kind": "monitors"})
    assert monitors.intervenes is None


def test_one_name_may_stand_for_a_list() -> None:
    lone = {"guarantors": "a", "protects": "b", "against": "c", "intervenes": 0.1}
    made = Guarantee.model_validate({**BODY, **lone})
    assert (made.guarantors, made.protects, made.against) == (("a",), ("b",), ("c",))
