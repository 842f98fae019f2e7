"""How what a verdict survives is said."""

from __future__ import annotations

from servanda.engine.robustness import TRIALS, Robustness, Trial


def test_all_survived_is_one_sentence() -> None:
    told = Robustness(tuple(Trial(name, True, 1.0, "") for name in TRIALS), ())
    assert told.robust and not told.failed
    assert told.sentence.startswith("It survives its own ranges, ")
    assert "but not" not in told.sentence


def test_what_fails_is_named_with_what_it_rests_on() -> None:
    found = [Trial(name, name != TRIALS[1], 0.4, "signed in 60%") for name in TRIALS]
    told = Robustness(tuple(found), ("the cost of war being as low as judged",))
    assert not told.robust
    assert "but not the tool's own base rates (signed in 60%)" in told.sentence
    assert told.sentence.endswith("rests most on the cost of war being as low as judged")
    assert told.to_dict()["trials"][TRIALS[1]]["survives"] is False


def test_nothing_survived_is_said() -> None:
    told = Robustness(tuple(Trial(name, False, None, "") for name in TRIALS), ())
    assert told.sentence.startswith("It does not survive")


def test_what_could_not_be_tried_is_told_and_not_counted_as_survived() -> None:
    idle = Trial(TRIALS[3], True, None, "", tried=False)
    told = Robustness((*(Trial(name, True, 1.0, "") for name in TRIALS[:3]), idle), ())
    assert told.robust
    survived, _, untried = told.sentence.partition("; it has nothing on which to try ")
    assert TRIALS[3] not in survived
    assert untried == TRIALS[3]
    assert told.to_dict()["trials"][TRIALS[3]]["tried"] is False
