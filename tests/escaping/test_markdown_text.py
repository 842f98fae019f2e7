"""Markdown in which words of a source are words."""

from __future__ import annotations

import pytest

from servanda.escaping.markdown_text import fenced, markdown_text


@pytest.mark.parametrize("sign", list("\\`*_[]<>#|~$!{}^@"))
def test_a_sign_of_markdown_is_escaped(sign: str) -> None:
    assert markdown_text(f"a{sign}b") == f"a\\{sign}b"


def test_nothing_becomes_a_link_a_list_or_an_entity() -> None:
    assert markdown_text("see http://x.org") == "see http\\://x.org"
    assert markdown_text("www.x.org") == "www\\.x.org"
    assert markdown_text("1. first") == "1\\. first"
    assert markdown_text("- item") == "\\- item"
    assert markdown_text("a &lt; b") == "a &amp;lt; b"
    assert markdown_text("two\nlines") == "two lines"


def test_a_fence_is_longer_than_any_in_it() -> None:
    assert fenced("a ```` b").splitlines()[0] == "`````"
    assert fenced("plain").splitlines() == ["```", "plain", "```"]
