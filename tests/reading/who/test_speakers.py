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
    ("day", "name"),
    [
        (date(2012, 5, 1), "anders-fogh-rasmussen"),
        (date(2022, 5, 1), "jens-stoltenberg"),
        (date(2025, 5, 1), "mark-rutte"),
    ],
)
def test_roles_over_time(day: date, name: str) -> None:
    text = "The NATO chief said so."
    speakers = Speakers(Cast(text, day), [Span(0, len(text))])
    who = speakers.resolve([Span(0, 14)], 0)
    assert who is not None
    assert (who.actor, who.how, who.side) == (name, "description", "NATO")


def test_the_day_is_estimated_from_offices_the_text_gives() -> None:
    text = "President Joe Biden met the press. The NATO chief said so."
    cast = Cast(text)
    assert cast.day == date(2021, 1, 20)
    who = Speakers(cast, [Span(0, len(text))]).resolve([Span(35, 49)], 50)
    assert who is not None
    assert who.actor == "jens-stoltenberg"


def test_we_is_whoever_speaks() -> None:
    text = "Macron said we think it is late."
    speakers = Speakers(Cast(text, date(2024, 1, 1)), [Span(0, len(text))])
    outer = speakers.resolve([Span(0, 6)], 7)
    inner = speakers.resolve([Span(12, 14)], 15, within=outer)
    assert inner is not None
    assert (inner.actor, inner.how) == ("emmanuel-macron", "pronoun")


LEANING = [
    (
        "The RSF, led by Mohamed Hamdan Dagalo, said no.",
        "The RSF, led by Mohamed Hamdan Dagalo,",
        "RSF",
    ),
    ("The United States supports it.", "The United States", "USA"),
    ("The Greek Cypriots want more.", "The Greek Cypriots", "CYP"),
    ("Talks with the ELN failed. The rebels say so.", "The rebels", "ELN"),
    ("North Korea and South Korea met. The South rejects it.", "The South", "KOR"),
    ("President Joe Biden left. His aides insist on it.", "His aides", "USA"),
    ("Saudi Arabia, which mediated the talks, urged peace.", "which mediated the talks,", "SAU"),
    (
        "A copy of the declaration seen by us says so.",
        "A copy of the declaration",
        "a-copy-of-the-declaration",
    ),
    ("Oman, the mediator, declined to comment.", "the mediator,", "OMN"),
    (
        "The “Coalition of the Willing,” a group of thirty nations that has met, calls for more.",
        "a group of thirty nations that",
        "COALITION_OF_THE_WILLING",
    ),
    ("Yemen's recognised government fears it. Its oil minister left.", "Its oil minister", "YEM"),
]


@pytest.mark.parametrize(("text", "source", "actor"), LEANING)
def test_sources_that_lean_on_others(text: str, source: str, actor: str) -> None:
    speakers = Speakers(Cast(text, date(2024, 3, 1)), [Span(0, len(text))])
    at = text.index(source)
    if "Biden" in text:
        speakers.resolve([Span(0, len("President Joe Biden"))], 0)
    found = speakers.resolve([Span(at, at + len(source))], at)
    assert found is not None
    assert found.actor == actor


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


def test_two_before_a_relative_clause_both_speak() -> None:
    text = "Saudi Arabia and the United States, which mediated, urged peace."
    speakers = Speakers(Cast(text, date(2024, 3, 1)), [Span(0, len(text))])
    at = text.index("which")
    found = speakers.resolve([Span(at, at + 5)], at)
    assert found is not None
    assert (found.actor, found.also) == ("SAU", ("USA",))


@pytest.mark.parametrize(
    ("day", "chief"),
    [(date(2023, 7, 5), "jens-stoltenberg"), (date(2024, 11, 5), "mark-rutte")],
)
def test_an_office_is_read_on_the_day_of_the_article(day: date, chief: str) -> None:
    text = "The NATO chief spoke. The German chancellor was cautious: he said no."
    speakers = Speakers(Cast(text, day), [Span(0, len(text))])
    found = speakers.resolve([Span(0, 14)], 15)
    at = text.index("he said")
    he = speakers.resolve([Span(at, at + 2)], at)
    assert found is not None
    assert he is not None
    assert (found.actor, he.actor) == (chief, "olaf-scholz")
