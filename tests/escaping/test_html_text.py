"""HTML in which words of a source are words."""

from __future__ import annotations

from html import unescape

import pytest

from servanda.escaping.html_text import html_text


@pytest.mark.parametrize("text", ["<script>x</script>", "a & b", "\"'", "&lt;b&gt;", "Київ"])
def test_a_browser_reads_back_what_was_written(text: str) -> None:
    told = html_text(text)
    assert unescape(told) == text
    assert not set(told) & set("<>\"'")


def test_hidden_controls_are_written_out() -> None:
    assert html_text("a\u202eb") == "a[U+202E]b"
