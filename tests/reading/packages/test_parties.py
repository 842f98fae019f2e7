"""Parties, where each is named, and whom "the government" and "the rebels" mean."""

from __future__ import annotations

from servanda.evidence.span import Span
from servanda.reading.packages.parties import Parties, Party, PartyMention, resolve_generic
from servanda.reading.packages.party_finder import parties_of
from servanda.reading.read import read_text


def known(*parties: Party) -> Parties:
    return Parties(known={party.id: party for party in parties})


def test_those_within_a_span_come_in_order_and_whole() -> None:
    held = [PartyMention(Span(at, at + 5), f"p{at}", "name") for at in (0, 10, 20)]
    parties = Parties(mentions={"d": held})
    assert [m.party for m in parties.within("d", Span(0, 16))] == ["p0", "p10"]
    assert [m.party for m in parties.within("d", Span(1, 13))] == []
    assert parties.within("another", Span(0, 99)) == []


def test_a_party_is_called_by_its_name_and_another_by_its_identifier() -> None:
    parties = known(Party("FNL", "Front for the North", "armed"))
    assert parties.called("FNL") == "Front for the North"
    assert parties.called("old_guard-of-x") == "Old Guard Of X"
    assert (parties.kind("FNL"), parties.kind("old_guard")) == ("armed", "")


def test_who_fights_whom_is_told_both_ways() -> None:
    parties = known(Party("FNL", "Front", "armed", "TCD", ("TCD",)), Party("TCD", "Chad", "state"))
    assert parties.fights("FNL", "TCD") and parties.fights("TCD", "FNL")
    assert not parties.fights("FNL", "LBY") and not parties.fights("TCD", "TCD")


def test_states_are_rivals_in_their_years() -> None:
    parties = Parties()
    assert parties.rivals("IRN", "IRQ", 1985) and parties.rivals("IRQ", "IRN", None)
    assert not parties.rivals("IRN", "IRQ", 1700)
    assert not parties.rivals("NOR", "SWE", 1985)


TEXT = (
    "Sudan's government met the RSF. The government spoke, and the rebels left. "
    "The government of Chad watched."
)


def settled(government: str, rebels: str) -> tuple[Parties, list[tuple[str, str]]]:
    read = [read_text(TEXT, "d", extract=lambda _: [])]
    parties = parties_of(read)
    resolve_generic(parties, read, government, rebels)
    held = parties.mentions["d"]
    assert [m.span for m in held] == sorted(m.span for m in held)
    return parties, [(m.party, m.span.of(TEXT)) for m in held if m.how == "generic"]


def test_the_government_and_the_rebels_are_whoever_is_said() -> None:
    parties, generic = settled("SDN", "RSF")
    assert {party for party, _ in generic} == {"SDN", "RSF"}
    assert sum(party == "SDN" for party, _ in generic) == 1, "Chad's is not Sudan's"
    assert parties.count["RSF"] == 2


def test_where_nobody_is_meant_nothing_is_added() -> None:
    assert settled("", "")[1] == []
