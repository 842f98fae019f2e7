"""Persons before places: a name that holds a state's is nobody's state, and distance is kept."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.evidence.span import Span
from servanda.reading.who.cast import Cast
from servanda.reading.who.gazetteer import find_names
from servanda.reading.who.personal_names import gender_of, personal_names
from servanda.reading.who.speakers import Speakers
from servanda.reading.who.tables import actors, plain

DAY = date(2024, 5, 3)
PERSONS = [
    "Michael Jordan, a former player, said no.",
    "Chad Smith said no.",
    "Paris Hilton said no.",
    "Georgia Meloni, a student in Rome, said no.",
    "Kenya Barris backs the plan.",
    "Mark Cuban, the owner of a club, said no.",
    "Prof. Cyprus Jones, 45, said no.",
    "Salvador Lima said no.",
    "Steve Israel, a carpenter, said no.",
    "America Ferrera backs the plan.",
    "Austin Sudan Jr. said no.",
    "Vienna Teng, a singer, said no.",
    "Ireland Baldwin, 29, said no.",
    "Ms. Jordan said no.",
    "Sofia Rubio, a student in Madrid, said no.",
    "Petro Hnatiuk, a surgeon in Lviv, said no.",
    "Marek Poland, a carpenter, said no.",
    "Asia Argento and Israel Gomez said no.",
    "Rep. Joseph Crowley said no.",
    "Donald Trump Jr. said no.",
    "Dr. Macron, the hospital's director in Lille, said no.",
    "Jordan B. Peterson, an author, said no.",
    "The pilot Chad Brown said no.",
]


@pytest.mark.parametrize("text", PERSONS)
def test_a_name_of_a_person_is_no_state_and_no_leader(text: str) -> None:
    first = Cast(text, DAY).names[0]
    assert first.naming in {"person", "surname"}
    assert first.actor not in actors()


STATES = [
    ("Israel Defense Minister Israel Katz said no.", ["ISR", "israel-katz"]),
    ("Jordan Foreign Minister Ayman Safadi said no.", ["JOR", "ayman-safadi"]),
    ("Yesterday Israel said it would withdraw.", ["ISR"]),
    ("Neither Poland nor Germany will go.", ["POL", "DEU"]),
    ("Will Zelensky sign?", ["volodymyr-zelensky"]),
    ("Russian President Vladimir Putin said no.", ["RUS", "vladimir-putin"]),
    ("Jordan said it would send troops to Syria.", ["JOR", "SYR"]),
    ("Georgia’s Mikheil Kavelashvili spoke.", ["GEO"]),
    ("Israel Rejects Truce as Chad Weighs Offer", ["ISR", "TCD"]),
    ("President Donald J. Trump said no.", ["donald-trump"]),
    ("Vice President Joseph R. Biden Jr. said no.", ["joe-biden"]),
]


@pytest.mark.parametrize(("text", "known"), STATES)
def test_states_and_known_persons_stay(text: str, known: list[str]) -> None:
    assert [n.actor for n in Cast(text, DAY).names if n.actor in actors()][: len(known)] == known


def test_a_later_surname_is_the_persons_and_the_state_is_told_by_its_own_words() -> None:
    text = "Michael Jordan, a player, came. Jordan said no."
    assert [n.actor for n in Cast(text, DAY).names] == ["michael-jordan"] * 2
    text = "Michael Jordan, a player, came to Amman. Jordan said no. The Jordanian king left."
    assert [n.actor for n in Cast(text, DAY).names][2] == "JOR"


DISTANCE = [
    ("Critics of Putin", "said the plan was a trap."),
    ("A former adviser to Zelensky", "said it would fail."),
    ("Iran-backed fighters", "said no."),
    ("Sources close to Netanyahu", "said Israel would accept."),
    ("An ally of Trump", "said the plan was dead."),
    ("Opponents of Erdogan", "said no."),
    ("Trump’s lawyer", "said the plan was dead."),
    ("A former US official", "said it would hold."),
    ("A Ukrainian farmer", "said it would not hold."),
    ("Russia experts", "said it would fail."),
    ("Kyiv residents", "said no."),
    ("The Kyiv Post", "said no."),
    ("The pro-Russian leader", "said no."),
    ("The US-led coalition", "said no."),
    ("Syrian rebels", "said no."),
    ("The Iranian opposition", "said no."),
    ("Israeli settlers", "said no."),
    ("Israel’s allies", "said no."),
    ("The University of Georgia", "said no."),
    ("People close to the Kremlin", "said no."),
    ("A retired Israeli general", "said no."),
    ("Anti-Hamas protesters", "said no."),
    ("Most Israelis", "said no."),
]


@pytest.mark.parametrize(("source", "rest"), DISTANCE)
def test_words_of_distance_keep_it(source: str, rest: str) -> None:
    text = f"{source} {rest}"
    speakers = Speakers(Cast(text, DAY), [Span(0, len(text))])
    found = speakers.resolve([Span(0, len(source))], len(source) + 1)
    assert found is None or (found.actor not in actors() and not found.side)


SERVE = [
    ("A spokesman for Macron", "FRA"),
    ("An aide to Putin", "RUS"),
    ("French officials", "FRA"),
    ("The Ukrainian side", "UKR"),
    ("Ankara", "TUR"),
    ("Iranian state television", "IRN"),
    ("Both the US and Iranian negotiators", "USA"),
    ("The Russians", "RUS"),
]


@pytest.mark.parametrize(("source", "side"), SERVE)
def test_who_speaks_for_a_state_still_does(source: str, side: str) -> None:
    text = f"{source} said no."
    speakers = Speakers(Cast(text, DAY), [Span(0, len(text))])
    found = speakers.resolve([Span(0, len(source))], len(source) + 1)
    assert found is not None
    assert found.side == side


def resolved(text: str, source: str) -> str:
    speakers = Speakers(Cast(text, DAY), [Span(0, len(text))])
    at = text.index(source)
    found = speakers.resolve([Span(at, at + len(source))], at)
    return found.actor if found else ""


def test_an_office_goes_to_its_possessor() -> None:
    text = "Sergei Lavrov arrived. Iran will not take part, its foreign minister said."
    assert resolved(text, "its foreign minister") in {"IRN", "hossein-amir-abdollahian"}


def test_whom_the_text_made_holder_comes_before_the_tables() -> None:
    text = "Iranian Foreign Minister Parisa Azadi left. The Iranian foreign minister said no."
    assert resolved(text, "The Iranian foreign minister") == "parisa-azadi"
    text = (
        "Former Iranian foreign minister Parisa Azadi left. The Iranian foreign minister said no."
    )
    assert resolved(text, "The Iranian foreign minister") != "parisa-azadi"


def test_pronouns_go_to_the_nearest_person_of_that_gender_or_to_nobody() -> None:
    assert resolved("Mr. Haddad met Beth Clark in Cairo. Then he said no.", "he") == "haddad"
    assert resolved("Beth Clark met Omar Haddad in Cairo. Then she said no.", "she") == "beth-clark"
    assert resolved("Omar Haddad came to Cairo. Then she said no.", "she") == ""


def test_genders() -> None:
    assert [gender_of("Olena"), gender_of("Omar"), gender_of("Alex"), gender_of("X", "Mrs.")] == [
        True, False, None, True,
    ]  # fmt: skip


def test_names_are_spans_of_the_text() -> None:
    text = "Surgeon Zoë Brontë met Luís Montenegro Jr. and Lt. Gen. William Harrison."
    folded = plain(text)
    found = [name.span.of(text) for name in personal_names(folded, find_names(folded))]
    assert found == ["Zoë Brontë", "Luís Montenegro Jr.", "William Harrison"]
