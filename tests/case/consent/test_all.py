"""Every one of a list must consent."""

from __future__ import annotations

from servanda.case.consent.all import AllOf


def test_all_is_met_where_nobody_refuses(written, ballot) -> None:
    asked = written({"all": [{"members": "league"}]})
    assert isinstance(asked.rule, AllOf)
    assert asked.decide(ballot).tolist() == [False] * 7 + [True]
    assert asked.must == ("eastmark", "westmark", "farholm")


def test_a_list_of_nobody_or_of_one_twice_is_a_fault(vard, written) -> None:
    path = ("proposals", "truce", "consent")
    empty = AllOf(all=())
    assert [each.wrong for each in empty.faults(vard, path)] == ["nobody is asked here"]
    twice = written({"all": ["norland", "norland"]}).rule
    assert [each.wrong for each in twice.faults(vard, path)] == ["`norland` is asked twice"]
