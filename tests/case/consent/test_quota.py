"""Those who consent must bring enough together."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from servanda.case.consent.rule import ConsentRule

BRINGS = {"eastmark": 4, "westmark": 2, "farholm": 1}
PATH = ("proposals", "truce", "consent")


def test_what_those_who_consent_bring_is_added_up(written, ballot) -> None:
    asked = written({"quota": 5, "of": BRINGS})
    path = asked.path
    weights = {f"{path}.of.{party}": np.full(8, float(n)) for party, n in BRINGS.items()}
    told = dataclasses.replace(ballot, weights={f"{path}.quota": np.full(8, 5.0), **weights})
    brought = [4 * (n & 1) + 2 * (n >> 1 & 1) + (n >> 2 & 1) for n in range(8)]
    assert asked.decide(told).tolist() == [each >= 5 for each in brought]
    assert asked.must == () and asked.parties == tuple(BRINGS)


def test_a_quota_above_all_together_is_a_fault(written, vard) -> None:
    (fault,) = written({"quota": 8, "of": BRINGS}).rule.faults(vard, PATH)
    assert fault.wrong == "a quota of 8 is above the 7 of all together"
    assert fault.mend == "write at most 7"
    for quota in (7, "7 to 9"):
        assert not list(written({"quota": quota, "of": BRINGS}).rule.faults(vard, PATH))


def test_a_quota_says_what_each_brings_and_needs_weights(written, vard) -> None:
    rule = written({"quota": 5, "of": {"eastmark": "3 to 4", "farholm": 2}}).rule
    assert rule.says(vard, ()) == "enough of Eastmark (3 to 4) and Farholm (2) to bring 5"
    assert rule.entries == () and rule.with_entries(()) is rule
    with pytest.raises(ValueError, match="`quota` needs weights"):
        ConsentRule.model_validate({"quota": 5, "of": 3})
