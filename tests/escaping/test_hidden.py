"""Characters that steer or reorder what is shown are written out."""

from __future__ import annotations

import pytest

from servanda.escaping.hidden import line, visible


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\ufeff", "\ud800"])
def test_a_hidden_sign_is_written_out(sign: str) -> None:
    assert visible(f"a{sign}b") == f"a[U+{ord(sign):04X}]b"


def test_what_writes_a_language_is_left_alone() -> None:
    for text in ("Київ", "\u0645\u200c\u06cc", "tab\tand\nline", "emoji 🙂"):
        assert visible(text) == text


def test_a_line_is_one_line() -> None:
    assert line("a\r\nb\nc\td") == "a b c d"
