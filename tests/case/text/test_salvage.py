"""What is sound in a case with faults, so that the rest is checked in the same go."""

from __future__ import annotations

from servanda.case.problem import Problem
from servanda.case.text.salvage import salvage
from servanda.case.text.written import written


def test_a_sound_case_loses_nothing(strait) -> None:
    found = salvage(written(strait))
    assert found.problems == [] and found.filled == set() and found.case is not None
    assert written(found.case) == written(strait)


def test_faults_of_all_parts_are_found_at_once(strait) -> None:
    data = written(strait)
    data["issues"]["status"]["kind"] = "fine"
    data["war"]["swing"] = "much"
    data["proposals"]["truce"]["nonsense"] = 1
    del data["guarantees"]["pact"]["title"]
    found = salvage(data)
    assert {each.path for each in found.problems} == {
        ("issues", "status"), ("issues", "status", "kind"), ("war", "swing"),
        ("proposals", "truce", "nonsense"), ("guarantees", "pact", "title"),
    }  # fmt: skip
    assert found.case is not None and set(found.case.proposals) == set(strait.proposals)
    assert data["proposals"]["truce"]["nonsense"] == 1  # what was given is not changed


def test_what_only_follows_from_a_reported_fault_is_known_to(strait) -> None:
    data = written(strait)
    data["war"]["swing"] = "much"
    found = salvage(data, lost_names=frozenset({"elsewhere"}))
    assert found.follows(Problem(("war", "swing"), "", ""))
    assert found.follows(Problem(("title",), "", "", name="elsewhere"))
    assert not found.follows(Problem(("title",), "", ""))
