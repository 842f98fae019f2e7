"""Who speaks below a line that names a party alone."""

from __future__ import annotations

import pytest

from servanda.reading.packages.headed_speakers import Headed
from servanda.reading.packages.parties import PartyMention
from servanda.reading.packages.party_finder import parties_of
from servanda.reading.packages.passages import passages_in
from servanda.reading.read import read_text

STRANGER = "Omar Badr"


def told_of(text: str) -> list[tuple[str, str]]:
    """Return whom each sentence names, strangers with an empty party, and where."""
    said = read_text(text, "one", extract=lambda _: [])
    parties, found, headed = parties_of([said]), [], Headed()
    for passage in passages_in(said):
        held = list(parties.within("one", passage.span))
        at = passage.words.find(STRANGER)
        if at >= 0 and not held:
            span = type(passage.span)(passage.span.start + at, passage.span.start + at + 9)
            held = [PartyMention(span, "", "name"), *held]
        headed = headed.by(passage, held)
        found += [(m.party, m.span.of(text)) for m in headed.spoken_for(passage, held, parties)]
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Libya.", "15:10 Libya.", "15.10 – Libya at last.", "• Libya.", "Now Libya.", "Libya.\n\n",
        "1. Libya.",
    ],
)  # fmt: skip
def test_a_person_below_a_partys_name_speaks_for_it(line: str) -> None:
    text = f"Chad fought Libya.\n\n{line} Omar Badr told the radio that his men refuse the plan."
    assert ("LBY", STRANGER) in told_of(text)


@pytest.mark.parametrize(
    "words",
    ["A Foreign Ministry spokesman: we sign.", "The government refuses.", "Its envoy said yes.",
     "Officials said nothing."],
)  # fmt: skip
def test_who_is_called_by_what_they_are_speaks_for_it_too(words: str) -> None:
    assert len([p for p, _ in told_of(f"Chad fought Libya.\n\nLibya. {words}") if p == "LBY"]) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Chad fought Libya.\n\nLibya shelled the town. Omar Badr refuses.",
        "Chad fought Libya.\n\nChad and Libya. Omar Badr refuses.",
        "Chad fought Libya.\n\nLibya. Rain fell.\n\nSnow fell.\n\nOmar Badr refuses.",
        "Chad fought Libya.\n\nLibya. Rain fell.\n\nOmar Badr refuses.",
    ],
)
def test_else_a_stranger_does_not_speak_for_it(text: str) -> None:
    told = told_of(text)
    assert ("LBY", STRANGER) not in told and STRANGER in {words for _, words in told}


def test_a_known_name_stays_whose_it_is() -> None:
    assert told_of("Libya. Chad refuses.") == [("LBY", "Libya"), ("TCD", "Chad")]
