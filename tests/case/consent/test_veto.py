"""A party whose right to a veto is disputed."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from servanda.case.consent.rule import ConsentRule


def test_a_veto_counts_only_where_it_is_valid(written, ballot) -> None:
    asked = written({"veto": "eastmark", "valid": "likely"})
    assert asked.vetoes == (f"{asked.path}.valid",)
    valid = np.array([True, True, False, False] * 2)
    told = dataclasses.replace(ballot, valid={asked.vetoes[0]: valid})
    consents = ballot.consents["eastmark"]
    assert asked.decide(told).tolist() == [
        bool(yes or not holds) for yes, holds in zip(consents, valid, strict=True)
    ]
    assert asked.must == ()  # nobody must whose right may not hold


def test_a_veto_says_how_likely_it_is_valid() -> None:
    with pytest.raises(ValueError, match="a disputed veto needs `valid`"):
        ConsentRule.model_validate({"veto": "eastmark"})
