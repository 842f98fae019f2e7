"""Files of version 1: what they cannot say is refused by name, never dropped."""

from __future__ import annotations

import pytest

from servanda.case.load import parse
from servanda.errors import CaseError

OLD = """
servanda: 1
title: Old
as_of: 2024-06-01
{parties}challenger: a
protege: b
actors: {{a: A, b: B}}
issues:
  land: {{title: The land, kind: territory, weights: {{a: 1, b: 1}}}}
capabilities: {{a: {{forces: 6}}, b: {{forces: 4}}}}
war:
  front: {{issue: land, held: 40%}}
  trend: 0 percent per month
  swing: 3 percent per month
  costs: {{a: 0.1, b: 0.1}}
  patience: {{a: 0.1, b: 0.1}}
  opportunities: 1 per year
proposals:
  stay: {{title: Stay, terms: {{land: as_held}}, consent: {{all: [a, b]}}}}
"""


def test_parties_of_version_2_in_a_file_of_version_1_are_not_lost_in_silence() -> None:
    with pytest.raises(CaseError) as told:
        parse(OLD.format(parties="parties: {a: {victory: 1}, b: {}}\n"))
    assert any("names its parties by `challenger`" in str(each) for each in told.value.faults)
