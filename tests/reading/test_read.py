"""From text to statements: speakers, nesting, dates, places, and quotation marks that are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from servanda.evidence.span import Span, joined
from servanda.reading.read import read_articles, read_text

TEXT = (
    "“We will not leave,” Rwandan President Paul Kagame said in Kigali on Thursday. He added that "
    "“Tshisekedi thinks that the war is over.” The “Coalition of the Willing” met."
)


def read(given: Callable[..., Any]) -> Any:
    return read_text(
        TEXT,
        "d",
        date(2025, 9, 5),
        given(
            ("Rwandan President Paul Kagame", "said", "“We will not leave,”"),
            ("He", "added", "that “Tshisekedi thinks that the war is over.”"),
            ("Tshisekedi", "thinks", "that the war is over"),
            ("", "", "“Coalition of the Willing”"),
        ),
    )


def test_statements(given: Callable[..., Any]) -> None:
    said = read(given)
    first, second, third = said.statements
    assert first.speaker.actor == second.speaker.actor == "paul-kagame"
    assert second.speaker.how == "pronoun"
    assert third.speaker.actor == "felix-tshisekedi"
    assert third.nested_in == second.id
    assert (first.said_on.value, first.place) == ("2025-09-04", "Kigali")
    assert second.said_on.inherited
    assert (first.kind, second.kind, third.kind) == ("direct", "mixed", "indirect")
    assert first.act == "refuse"


def test_every_span_is_its_quote(given: Callable[..., Any]) -> None:
    said = read(given)
    for statement in said.statements:
        assert joined(statement.content, said.text) == statement.quote
    for mention in said.mentions:
        assert mention.span.of(said.text).strip()


def test_names_in_quotation_marks_are_no_speech(given: Callable[..., Any]) -> None:
    assert len(read(given).statements) == 3


def test_ids_do_not_change(given: Callable[..., Any]) -> None:
    assert [s.id for s in read(given).statements] == [s.id for s in read(given).statements]


def test_boilerplate_is_not_shown_to_the_extractor() -> None:
    seen: list[str] = []

    def extract(text: str) -> list[Any]:
        seen.append(text)
        return []

    prose = (
        "The ministers met in Geneva on Tuesday and agreed on a first exchange of prisoners. " * 3
    )
    text = f"Deal near\n\n{prose}\n\nRelated Posts\n\nSubscribe to our newsletter today"
    read_text(text, extract=extract)
    assert len(seen[0]) == len(text)
    assert "Related" not in seen[0]
    assert "agreed" in seen[0]
    assert seen[0].count("\n") == text.count("\n")


def test_two_files_of_one_name_stay_apart(tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(
            f"The talks in {folder} were about the peace of all."
        )
    ids = [said.source.id for said in read_articles([tmp_path], extract=lambda _: [])]
    assert ids[0] == "x"
    assert ids[1].startswith("x-")


def test_other_languages_give_no_statements() -> None:
    words = "Le président a dit que la paix n’est pas possible dans les conditions."
    said = read_text(words, "d", extract=lambda _: [])
    assert said.unread
    assert not said.statements
    assert said.source.language == "fr"


def test_a_source_left_out_is_found_again(given: Callable[..., Any]) -> None:
    text = "Russia, which began the war in 2022, has maintained that Kyiv will not join NATO."
    said = read_text(text, "d", None, given(("", "has maintained", "that Kyiv will not join NATO")))
    assert said.statements[0].speaker is not None
    assert said.statements[0].speaker.actor == "RUS"


def test_a_span_outside_the_text_cannot_be() -> None:
    assert Span(3, 5).of("abc") == ""
