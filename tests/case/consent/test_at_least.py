"""Some number of a list must consent."""

from __future__ import annotations

import pytest

from servanda.case.consent.rule import ConsentRule

LEAGUE = [{"members": "league"}]


@pytest.mark.parametrize("least", [1, 2, 3])
def test_it_counts_those_who_consent(written, ballot, least: int) -> None:
    asked = written({"at_least": least, "of": LEAGUE})
    assert asked.decide(ballot).tolist() == [f"{n:b}".count("1") >= least for n in range(8)]
    assert bool(asked.must) == (least == 3)


def test_one_is_any_and_as_many_as_there_are_is_all(written, ballot) -> None:
    rules = [["eastmark", {"any": ["westmark", "farholm"]}]]  # a rule below that is no party
    for of in rules:
        least_one, least_two = (written({"at_least": k, "of": of}) for k in (1, 2))
        assert (least_one.decide(ballot) == written({"any": of}).decide(ballot)).all()
        assert (least_two.decide(ballot) == written({"all": of}).decide(ballot)).all()


def test_a_number_that_cannot_be_reached_is_a_fault(written, vard) -> None:
    rule = written({"at_least": 4, "of": LEAGUE}).rule
    (fault,) = rule.faults(vard, ("proposals", "truce", "consent"))
    assert fault.path[-1] == "at_least"
    assert (fault.wrong, fault.mend) == ("4 of 3 can never consent", "write a number from 1 to 3")
    with pytest.raises(ValueError, match="needs a list; add `of: "):
        ConsentRule.model_validate({"at_least": 2})
