"""The shipped tables mean one party by one name."""

from __future__ import annotations

from servanda.reading.packages.party_tables import armed_parties
from servanda.reading.who.tables import actors


def test_no_row_has_the_letters_of_another_state() -> None:
    states = {id: actor.name for id, actor in actors().items() if actor.kind == "state"}
    wrong = [
        (row.id, row.name, states[row.id])
        for row in armed_parties()
        if row.id in states and row.name.split()[0] not in states[row.id]
    ]
    assert not wrong


def test_who_a_row_fights_is_known() -> None:
    known = {row.id for row in armed_parties()} | set(actors())
    assert not [(row.id, foe) for row in armed_parties() for foe in row.against if foe not in known]
