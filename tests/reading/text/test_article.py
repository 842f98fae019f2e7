"""Blocks are told apart: what is prose is read, what is furniture is marked with its kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import wrap

import pytest

from servanda.errors import InputError
from servanda.reading.text.article import document_from_text, files_in, read_document

PROSE = (
    "The two foreign ministers met in Geneva on Tuesday and agreed on a first exchange of "
    "prisoners, to be watched by observers whom both governments had proposed in the spring."
)
MORE = (
    "Officials in both capitals said afterwards that the lists had been exchanged and that the "
    "buses would leave on Friday, if the fighting in the hills did not flare up again."
)


def kinds(text: str) -> dict[str, tuple[str, str]]:
    doc = document_from_text(text)
    return {block.span.of(doc.text): (block.kind, block.why) for block in doc.blocks}


@pytest.mark.parametrize(
    ("furniture", "why"),
    [
        ("Related Posts", "related"),
        ("Comments are closed.", "comments"),
        ("We use cookies to improve your experience. Read our Cookie Policy.", "notice"),
        ("© 2025 The Daily Paper. All rights reserved.", "notice"),
        ("Sign up for our newsletter and get the news in your inbox", "subscribe"),
        ("Image: Reuters / Jane Doe", "image_credit"),
        ("Jane DOE / AFP/Getty Images", "image_credit"),
        ("Read more: The war in ten charts", "link_text"),
        ("Source link", "link_text"),
        ("1 of 31", "pagination"),
        ("By Jane Doe and John Roe", "byline"),
        ("Published: 3 March 2024", "byline"),
        ("About the Author: Jane Doe", "author_bio"),
        ("Jane Doe is a senior fellow at the Institute and a columnist.", "author_bio"),
        ("The views expressed in this article are the writer’s own.", "author_bio"),
        ("Reporting by Jane Doe; Editing by John Roe", "author_bio"),
        ("You can follow her on Twitter: @janedoe.", "author_bio"),
        ("A soldier looks on near the bridge. (AP Photo/Jane Doe)", "caption"),
    ],
)
def test_furniture(furniture: str, why: str) -> None:
    found = kinds(f"Deal near\n\n{PROSE}\n\n{MORE}\n\n{furniture}")
    assert found[furniture] == ("boilerplate", why)
    assert found[PROSE] == found[MORE] == ("prose", "")
    assert found["Deal near"] == ("title", "")


@pytest.mark.parametrize(
    "prose",
    [
        "“Sign up for the talks or leave,” the envoy said, and nobody signed up for anything more.",
        "By Tuesday the army had taken the town.",
        "He said the cookies on the table were the only thing both sides could agree on that day.",
        "Jane Doe, a fellow at the Institute, said the deal would fail within a year.",
    ],
)
def test_prose_that_looks_like_furniture(prose: str) -> None:
    assert kinds(f"Deal near\n\n{PROSE}\n\n{prose}\n\n{MORE}")[prose] == ("prose", "")


def test_tags_before_the_headline() -> None:
    found = kinds(f"AsiaFeaturedIndiaPakistanKashmir\n\nWhat now for Kashmir?\n\n{PROSE}\n\n{MORE}")
    assert found["AsiaFeaturedIndiaPakistanKashmir"] == ("boilerplate", "category_tags")
    assert found["What now for Kashmir?"] == ("title", "")


def test_a_picture_with_its_caption_printed_twice() -> None:
    caption = "President A. greets President B. at the airport in Oslo, on May 2, 2024."
    found = kinds(f"{PROSE}\n\nThe two leaders\n{caption}\n{caption}\nJane Doe / AFP\n\n{MORE}")
    assert found[caption][0] == found["The two leaders"][0] == "boilerplate"


def test_a_standfirst_that_repeats_a_sentence() -> None:
    first = PROSE.split(", to be")[0]
    found = kinds(f"Deal near\n\n{first}\n\n{MORE}\n\n{PROSE}")
    assert found[first] == ("boilerplate", "standfirst_or_caption")


def test_subheadings_are_neither() -> None:
    assert (
        kinds(f"Deal near\n\n{PROSE}\n\nWhat Comes Next\n\n{MORE}")["What Comes Next"][0]
        == "heading"
    )


def test_wrapped_lines_are_one_paragraph() -> None:
    texts = [PROSE, MORE, PROSE.replace("two", "three")]
    lines = "\n\n".join("\n".join(wrap(text, 72)) for text in texts)
    assert len(document_from_text(lines).blocks) == 3


def test_what_a_page_says_of_itself() -> None:
    doc = document_from_text(f"Deal near\n\nBy Jane Doe\n\nMarch 3, 2024\n\n{PROSE}\n\n{MORE}")
    assert doc.source.title == "Deal near"
    assert doc.source.author == "Jane Doe"
    assert doc.source.published == date(2024, 3, 3)
    assert doc.source.language == "en"


def test_a_day_in_the_file_name(tmp_path: Path) -> None:
    path = tmp_path / "paper_2016-09-12_deal.txt"
    path.write_text(PROSE)
    assert read_document(path).source.published == date(2016, 9, 12)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le président a déclaré que les négociations de paix sont dans une impasse totale.", "fr"),
        ("Der Minister sagte, dass die Gespräche nicht mit dem Gegner geführt werden.", "de"),
        ("El presidente dijo que la paz no es posible en las condiciones que se han dado.", "es"),
        ("Министр заявил, что переговоры о мире зашли в тупик из-за условий сторон.", "ru"),
        ("قال الوزير إن المفاوضات وصلت إلى طريق مسدود بسبب شروط الطرفين", "ar"),
        ("部长表示，由于双方的条件，和平谈判陷入僵局。", "zh"),
    ],
)
def test_other_languages_are_reported_unread(text: str, language: str) -> None:
    doc = document_from_text(text * 3)
    assert doc.source.language == language
    assert language in doc.unread
    assert doc.text == text * 3


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b" \n\t\n")
    assert read_document(tmp_path / "a.txt").unread == "empty"


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.md", ".hidden/x.txt", "c.png", "a/.y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [p.name for p in files_in([tmp_path])] == ["1.md", "2.txt"]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        list(files_in([tmp_path / "nowhere"]))
