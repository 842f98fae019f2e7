"""Sources resolve to actors: names, surnames, descriptions, metonyms, pronouns, over time."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.evidence.span import Span
from servanda.reading.who.cast import Cast
from servanda.reading.who.speakers import Speakers

TEXT = (
    "Israeli Prime Minister Benjamin Netanyahu said no deal was near. He warned Hamas. The "
    "Israeli leader added that Doha must act. Qatari Foreign Ministry spokesman Majed al-"
    "Ansari said talks go on. US officials said so too. The White House declined. Jane "
    "Harman-Smith, a senior fellow at the Carnegie Endowment, said it was late. Harman-Smith "
    "added more. She argued otherwise. The French foreign minister told reporters that Paris "
    "would not send troops. A Hamas spokesman denied it. The Sudanese army said it had taken "
    "Khartoum. Hemedti vowed to fight. The report found hunger. The UN chief called for a "
    "truce. Ukraine's foreign minister said no. Analysts say it will fail. Kremlin spokesman "
    "Dmitry Peskov rejected it. The Turkish president said Ankara could mediate. It offered "
    "Istanbul. British Prime Minister Keir Starmer agreed. The prime minister said more."
)

ROWS = [
    ("Israeli Prime Minister Benjamin Netanyahu", "benjamin-netanyahu", "Prime Minister", "Israel"),
    ("He", "benjamin-netanyahu", "Prime Minister", "Israel"),
    ("The Israeli leader", "benjamin-netanyahu", "Prime Minister", "Israel"),
    (
        "Qatari Foreign Ministry spokesman Majed al-Ansari",
        "majed-al-ansari", "spokesman", "Qatari Foreign Ministry",
    ),
    ("US officials", "USA", "officials", ""),
    ("The White House", "USA", "", ""),
    (
        "Jane Harman-Smith, a senior fellow at the Carnegie Endowment,",
        "jane-harman-smith", "senior fellow", "Carnegie Endowment",
    ),
    ("Harman-Smith added", "jane-harman-smith", "senior fellow", "Carnegie Endowment"),
    ("She", "jane-harman-smith", "senior fellow", "Carnegie Endowment"),
    ("The French foreign minister", "jean-noel-barrot", "Foreign Minister", "France"),
    ("A Hamas spokesman", "HAMAS", "spokesman", ""),
    ("The Sudanese army", "SAF", "", ""),
    ("Hemedti", "mohamed-hamdan-dagalo", "Commander", "Rapid Support Forces"),
    ("The report", "the-report", "", ""),
    ("The UN chief", "antonio-guterres", "Secretary-General", "United Nations"),
    ("Ukraine's foreign minister", "andrii-sybiha", "Foreign Minister", "Ukraine"),
    ("Analysts", "analysts", "", ""),
    ("Kremlin spokesman Dmitry Peskov", "dmitry-peskov", "spokesman", "Kremlin"),
    ("The Turkish president", "recep-tayyip-erdogan", "President", "Türkiye"),
    ("It offered", "TUR", "", ""),
    ("British Prime Minister Keir Starmer", "keir-starmer", "Prime Minister", "United Kingdom"),
    ("The prime minister said", "keir-starmer", "Prime Minister", "United Kingdom"),
]  # fmt: skip
VERBS = (" added", " offered", " said")


def spans() -> list[Span]:
    found, at = [], 0
    for words, *_ in ROWS:
        at = TEXT.index(words, at)
        bare = words
        for verb in VERBS:
            bare = bare.removesuffix(verb)
        found.append(Span(at, at + len(bare)))
    return found


@pytest.fixture(scope="module")
def resolved() -> list[tuple[str, str, str]]:
    speakers = Speakers(Cast(TEXT, date(2025, 1, 10)), [Span(0, len(TEXT))])
    found = []
    for span in spans():
        who = speakers.resolve([span], span.start)
        assert who is not None
        found.append((who.actor, who.role, who.organisation))
    return found


@pytest.mark.parametrize("i", range(len(ROWS)), ids=[row[0] for row in ROWS])
def test_who_speaks(resolved: list[tuple[str, str, str]], i: int) -> None:
    assert resolved[i] == ROWS[i][1:]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Oslo spoke. No country has offered to send monitors.", "No country"),
        ("Oslo spoke. It is hard to see how it can end.", "It"),
    ],
)
def test_who_is_nobody(text: str, source: str) -> None:
    speakers = Speakers(Cast(text, date(2024, 3, 1)), [Span(0, len(text))])
    speakers.resolve([Span(0, 4)], 0)
    at = text.index(source)
    assert speakers.resolve([Span(at, at + len(source))], at) is None


def test_a_source_that_ends_inside_a_name_is_nobody() -> None:
    text = "Sierra Leone rebels spoke."
    speakers = Speakers(Cast(text, date(2024, 3, 1)), [Span(0, len(text))])
    assert speakers.resolve([Span(0, 6)], 0) is None


def test_capitals_of_a_headline_are_no_person() -> None:
    text = "Rebels Reject Sierra Coast Peace Deal\n\nSierra said that it would not sign."
    speakers = Speakers(Cast(text, date(2024, 3, 1)), [Span(0, len(text))])
    at = text.index("Sierra said")
    found = speakers.resolve([Span(at, at + 6)], at)
    assert found is None or "Rebels" not in found.name
