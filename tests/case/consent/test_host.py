"""A party that must consent, and whose consent can lapse."""

from __future__ import annotations


def test_a_host_decides_as_a_party_does_and_must(written, ballot) -> None:
    host, party = written({"all": [{"host": "farholm"}]}), written({"all": ["farholm"]})
    assert (host.decide(ballot) == party.decide(ballot)).all()
    assert host.must == party.must == ("farholm",)


def test_only_a_host_that_withdraws_can_take_its_consent_back(written) -> None:
    assert written({"host": "farholm"}).hosts == ()
    path = "proposals.truce.consent.withdraws"
    assert written({"host": "farholm", "withdraws": 0.1}).hosts == (("farholm", path),)


def test_a_host_nobody_knows_is_a_fault(written, vard) -> None:
    (fault,) = written({"host": "farhol"}).rule.faults(vard, ("consent",))
    assert fault.wrong == "no actor is called `farhol`" and "write `farholm`" in fault.mend
