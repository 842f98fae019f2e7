"""Publisher, author and day out of the ways in which newsrooms set them."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.reading.text.article import document_from_text
from servanda.reading.text.masthead import masthead

BODY = (
    "The two sides met in the capital on Thursday and agreed on all of the points that had kept "
    "them apart for so long, and the delegations went home by night over the pass."
)
DAY = date(2024, 5, 3)
ROWS = [
    ("By Ana Ruiz / The Courier / May 3, 2024", "The Courier", "Ana Ruiz"),
    ("By Ana Ruiz\nHarbour Times | May 3, 2024", "Harbour Times", "Ana Ruiz"),
    ("Ana Ruiz, Harbour Notes, 3 May 2024", "Harbour Notes", "Ana Ruiz"),
    ("Harbour Notes | Fri 3 May 2024 | Ana Ruiz", "Harbour Notes", "Ana Ruiz"),
    (
        "THE HARBOUR POST, Friday, 3rd May 2024\nAna Ruiz, Political Editor",
        "The Harbour Post",
        "Ana Ruiz",
    ),
    ("Harbour Post, Oslo, 3 May 2024. By Ana Ruiz.", "Harbour Post", "Ana Ruiz"),
    ("posted by Ana R. on Harbour Voices, May 3, 2024", "Harbour Voices", "Ana R."),
    ("The Harbour Mail\n03/05/2024\nOPINION by Ana Ruiz", "The Harbour Mail", "Ana Ruiz"),
    ("Harbour Herald, 3.5.2024", "Harbour Herald", ""),
    ("By Harbour Daily Staff\nMay 3, 2024, 11:58 pm", "Harbour Daily", ""),
    ("Harbour News Service — 3 May, 2024", "Harbour News Service", ""),
    ("Harbour Office for the Coast\nPress Release, 3 May 2024", "Harbour Office for the Coast", ""),
    ("ANA RUIZ\nThe Harbour Post – May 3, 2024", "The Harbour Post", "Ana Ruiz"),
    ("Harbour24 | Fri 3 May 2024 | 22.48 GMT", "Harbour24", ""),
    (
        "From Our Diplomatic Correspondent\nHarbour Gazette, 3 May 2024",
        "Harbour Gazette",
        "Our Diplomatic Correspondent",
    ),
    ("By Ana Ruiz in Geneva\nThe Harbour Herald, 3 May 2024", "The Harbour Herald", "Ana Ruiz"),
    ("From a correspondent in Oslo\nHarbour Herald, 3 May 2024", "Harbour Herald", None),
    ("Column | Ana Ruiz\nHarbour Forum, 03.05.2024", "Harbour Forum", "Ana Ruiz"),
    ("Ana Ruiz, Oslo\nHarbour Chronicle, Friday, 3 May 2024", "Harbour Chronicle", "Ana Ruiz"),
    (
        "Office of the Envoy for the Coast\nOslo, 3 May 2024",
        "Office of the Envoy for the Coast",
        "",
    ),
    ("Harbour Monitor, 3 de mayo de 2024", "Harbour Monitor", ""),
]


@pytest.mark.parametrize(("head", "publisher", "author"), ROWS)
def test_a_masthead(head: str, publisher: str, author: str | None) -> None:
    source = document_from_text(f"Truce holds in the valley\n\n{head}\n\n{BODY}\n\n{BODY}").source
    assert (source.publisher, source.published) == (publisher, DAY)
    assert author is None or source.author == author


def test_an_outlet_over_a_date_is_no_headline() -> None:
    text = f"The Harbour Courier\n3 May 2024\n\nTRUCE HOLDS IN THE VALLEY\n\n{BODY}\n\n{BODY}"
    source = document_from_text(text).source
    assert (source.publisher, source.published, source.author) == ("The Harbour Courier", DAY, "")


LINES = [
    "OSLO, May 3, 2024 (Harbour Newswire) — {}",
    "OSLO, Norway, May 3, 2024 (Harbour Newswire) - {}",
    "3 May 2024, OSLO/BERGEN (Harbour Newswire): {}",
    "3 May 2024 (Harbour Newswire) OSLO — {}",
    "OSLO, Friday, May 3, 2024 (Harbour Newswire)\n\n{}",
    "OSLO | Fri May 3, 2024\n\n(Harbour Newswire) - {}",
    "May 3, 2024\n\nOSLO (Harbour Newswire) - {}",
]


@pytest.mark.parametrize("line", LINES)
def test_a_dateline(line: str) -> None:
    source = document_from_text(
        f"Truce holds in the valley\n\n{line.format(BODY)}\n\n{BODY}"
    ).source
    assert (source.publisher, source.published) == ("Harbour Newswire", DAY)


def test_prose_is_no_masthead() -> None:
    text = f"Truce holds\n\nOn May 3, 2024 the two sides met.\n\n{BODY}"
    document = document_from_text(text)
    assert "On May 3, 2024" in document.prose[0].span.of(document.text)
    assert not document.source.author


@pytest.mark.parametrize(
    ("head", "publisher", "author"),
    [
        ("KOL HARBOUR\nFriday, 3 May 2024 (translated)\n\nGENERALS TO SIGN ON SUNDAY TODAY\n"
         "By Ana Ruiz", "Kol Harbour", "Ana Ruiz"),
        ("HARBOUR NOW | LIVE | Signing in the north, 3 May 2024", "Harbour Now", ""),
        ("Lettre du Port, 03.05.2024\nAnalysis: Ana Ruiz\n\nThe third chair is filled now",
         "Lettre du Port", "Ana Ruiz"),
        ("NOTICE, as printed by the Harbour Bulletin, 3 May 2024", "Harbour Bulletin", ""),
        ("Harbour Radio, May 3, 2024. Talk between presenter Ana Ruiz and a historian.",
         "Harbour Radio", "Ana Ruiz"),
        ("Harbour Star\nFriday 3 May 2024\nFrom our reporter on the coast, Ana Ruiz",
         "Harbour Star", "Ana Ruiz"),
        ("THE HARBOUR POST\nFriday, 3 May 2024\n\nA death and a paper\nAna Ruiz on what is left",
         "The Harbour Post", "Ana Ruiz"),
    ],
)  # fmt: skip
def test_mastheads_without_a_word_of_outlets(head: str, publisher: str, author: str) -> None:
    source = document_from_text(f"{head}\n\n{BODY}").source
    assert (source.publisher, source.author, source.published) == (publisher, author, DAY)


@pytest.mark.parametrize(
    "below",
    [
        "Last Updated: Friday, 3 May 2024, 21:52 GMT 22:52 UK",
        "Updated at 21:52 GMT on 3 May 2024",
        "3 May 2024",
    ],
)
def test_an_outlet_over_its_day_is_no_headline(below: str) -> None:
    words = "They met in Oslo and agreed on all of the points that had kept them apart for years."
    text = f"Harbour News\n{below}\nMain parties sign the accord\n\n{words}\n\n{words}"
    source = document_from_text(text).source
    assert (source.title, source.publisher) == ("Main parties sign the accord", "Harbour News")
    assert source.published == date(2024, 5, 3)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("Main parties sign the accord - 2024-05-03\n\nVoice of Norland", "Voice of Norland"),
        ("Main parties sign the accord\n\nNPR, May 3, 2024", "NPR"),
        ("Main parties sign the accord\n\nOSLO, May 3, 2024", ""),
        ("Main parties sign the accord\n\nUK, May 3, 2024", ""),
    ],
)
def test_letters_print_and_towns_do_not(head: str, publisher: str) -> None:
    words = "They met in Oslo and agreed on all of the points that had kept them apart for years."
    source = document_from_text(f"{head}\n\n{words}\n\n{words}").source
    assert (source.publisher, source.published) == (publisher, date(2024, 5, 3))


def test_a_paper_of_the_weekend_keeps_its_day() -> None:
    found = masthead(["Truce holds", "The Beacon on Sunday, 4 May 2003", "Ana Ruiz in Oslo", "It."])
    assert (found.publisher, found.author) == ("The Beacon on Sunday", "Ana Ruiz")


def test_pages_in_another_language_are_the_papers_own() -> None:
    found = masthead(["Truce holds", "Diario del Valle (English edition), 4 May 2003", "It held."])
    assert found.publisher == "Diario del Valle"


def test_who_writes_with_agencies_is_an_author() -> None:
    found = masthead(
        ["Truce holds", "By Ana Ruiz and agencies in Oslo", "The Beacon", "4 May 2003"]
    )
    assert (found.publisher, found.author) == ("The Beacon", "Ana Ruiz")


def test_who_writes_from_a_town() -> None:
    found = masthead(
        ["Truce holds", "From Ana Ruiz in Oslo", "The Evening Post, 4 May 2003", "It."]
    )
    assert (found.publisher, found.author) == ("The Evening Post", "Ana Ruiz")


def test_a_day_with_two_figures_for_the_year() -> None:
    found = masthead(["Truce holds", "The Evening Post Live, 04.05.03", "It held."])
    assert (found.publisher, str(found.day)) == ("The Evening Post Live", "2003-05-04")
    assert masthead(["Truce holds", "It ended 04.05.03.12 on page 7", "It held."]).day is None


HEADS = [
    # Who printed it first, last, between, alone in capitals, in brackets, behind a label.
    (["Truce holds in the valley", "3 May 2024 — The Quay Mercury — Ana Ruiz, Oslo"],
     "The Quay Mercury", "Ana Ruiz"),
    (["THE QUAY MERCURY, MAY 3, 1924", "TRUCE IN THE VALLEY.", "TERMS OF THE MEDIATORS.",
      "(FROM OUR OWN CORRESPONDENT.)"], "The Quay Mercury", ""),
    (["Truce holds in the valley", "Ana Ruiz · Quay Mercury · 3 May 2024 · 4 min read"],
     "Quay Mercury", "Ana Ruiz"),
    (["Quay Mercury > World > Explainer", "Truce holds in the valley", "Ana Ruiz, 3.5.24, Oslo"],
     "Quay Mercury", "Ana Ruiz"),
    (["Ana Ruiz", "Truce holds in the valley", "The Quay Mercury – Fri, May 3rd, 2024 – Comment"],
     "The Quay Mercury", "Ana Ruiz"),
    (["Truce holds in the valley", "By Ana Ruiz for The Quay, English edition (3 May 2024)"],
     "The Quay", "Ana Ruiz"),
    (["Truce holds in the valley", "By Ana Ruiz, Parliamentary Staff", "QUAY MERCURY, May 3 2024"],
     "Quay Mercury", "Ana Ruiz"),
    (["TRUCE HOLDS IN THE VALLEY", "Guns Silent Since Noon; Roads to Open by Sunday",
      "Special to The Quay Mercury", "By Ana Ruiz"], "The Quay Mercury", "Ana Ruiz"),
    (["The Quay Mercury", "VALLEY LIVE: Flag raised over the town as army pulls out",
      "Friday 3 May 2024", "with Ana Ruiz"], "The Quay Mercury", "Ana Ruiz"),
    (["“We had no bag”", "A nurse from the valley talks to Ana Ruiz",
      "(Quay Weekly, Friday 3 May 2024)"], "Quay Weekly", "Ana Ruiz"),
    # Bodies and their papers.
    (["UNITED NATIONS", "Information note: the valley accord at a glance",
      "Issued in Geneva, 3 May 2024"], "United Nations", ""),
    (["REPUBLIC OF NORLAND", "Ministry of Foreign Affairs", "Press statement 117/2024",
      "3.05.2024"], "Ministry of Foreign Affairs", ""),
    (["MINISTRY OF FOREIGN AFFAIRS OF NORLAND", "Information Department",
      "Comment on the package agreed in the valley", "Norholm, 03.05.2024"],
     "Ministry of Foreign Affairs of Norland", ""),
    (["QUAY LEGAL DIGEST", "No. 3/2024 — 3 May 2024", "What they signed: article by article"],
     "Quay Legal Digest", ""),
    # Nothing that names one.
    (["Talks in the valley, 3 May 2024"], "", ""),
    (["Truce holds in the valley", "Geneva, 3 May 2024"], "", ""),
    (["Reactions to the truce", "“We will keep it.” — Olena Koval", "“So will we.” — Ole Dahl"],
     "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("head", "publisher", "author"), HEADS)
def test_heads_in_any_order(head: list[str], publisher: str, author: str) -> None:
    found = masthead([*head, BODY, BODY])
    assert (found.publisher, found.author) == (publisher, author)


def test_a_signature_and_an_imprint_at_the_end() -> None:
    found = masthead(
        ["Truce holds in the valley", *[BODY] * 7], ["A. J. RUIZ.", "The Quay, 3 May 24"]
    )
    assert (found.publisher, found.author, found.day) == ("The Quay", "A. J. Ruiz", DAY)
    assert found.last == (0, 1)


def test_the_headline_is_no_masthead_and_the_outlet_over_it_is() -> None:
    found = masthead(["The Quay Mercury", "3 May 2024", "Truce holds in the valley", BODY])
    assert found.lines == (0, 1)
    assert masthead(["Quay Mercury, 3 May 2024", BODY, BODY]).lines == ()
