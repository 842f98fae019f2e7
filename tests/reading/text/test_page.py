"""The text of an HTML page, with the speech that an extractor would leave out."""

from __future__ import annotations

import pytest

from servanda.errors import MissingExtraError
from servanda.reading.text import page
from servanda.reading.text.page import HTML_START, page_text

pytest.importorskip("trafilatura")

PARAGRAPH = "The delegations met in the old town hall for the third day, and talked until night. "
SPEECH = "“We will sign it on Monday,” the minister said after the talks."
PAGE = f"""<!doctype html><html><head><title>Talks in the north</title></head><body>
<nav>“Buy now,” he said.</nav><article><h1>Talks in the north</h1>
<p>{PARAGRAPH * 3}</p><aside class="box"><p>{SPEECH}</p></aside><p>{PARAGRAPH * 2}</p></article>
<div class="comments"><p>“Nonsense,” a reader said.</p></div>
<p style="display: none">“Hidden,” he said.</p></body></html>"""


def test_speech_is_kept_once_and_in_its_place() -> None:
    text = page_text(PAGE).text
    assert text.count("We will sign it on Monday") == 1
    assert text.index("third day") < text.index("We will sign")


def test_what_is_hidden_said_by_readers_or_of_the_menu_is_no_text() -> None:
    text = page_text(PAGE).text
    assert not any(word in text for word in ("Hidden", "Nonsense", "Buy now"))


def test_the_title_is_the_pages() -> None:
    assert page_text(PAGE).title == "Talks in the north"


def test_cells_of_a_table_are_lines_of_their_own() -> None:
    row = "<tr><td>All troops leave the strip within a year</td><td>Both signed</td></tr>"
    whole = f"<article><p>{PARAGRAPH * 4}</p><table>{row * 2}</table></article>"
    text = page_text(f"<html><body>{whole}</body></html>").text
    assert "|" not in text
    assert "All troops leave the strip within a year" in text.split("\n")


@pytest.mark.parametrize(
    "many",
    ["<div>" * 300 + PARAGRAPH, "<b>x</b>" * 30_000, f"<a {'x=1 ' * 3_000}>{PARAGRAPH}</a>"],
    ids=["deep", "many tags", "many attributes"],
)
def test_a_monstrous_page_is_taken_plainly_and_at_once(many: str) -> None:
    found = page_text(f"<html><head><style>p {{}}</style></head><body><p>One.</p>{many}</body>")
    assert "One." in found.text and "<" not in found.text and "p {" not in found.text


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match="read"):
        page_text(PAGE)


@pytest.mark.parametrize(
    ("start", "is_page"),
    [("<!DOCTYPE html>", True), ("  <!-- a word -->\n<html lang='en'>", True), ("<body>", True),
     ("The <html> tag", False), ("# A title", False), ("<rss>", False)],
)  # fmt: skip
def test_a_page_is_known_by_its_beginning(start: str, is_page: bool) -> None:
    assert bool(HTML_START.match(start)) == is_page
