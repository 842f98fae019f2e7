"""Bytes of any encoding become text, and nothing is mangled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.text.decode import decode, normalise

WORDS = "“Šid’s café” – Зеленський 和平 — the talks, all in all, went on and on."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    assert decode(WORDS.encode(encoding))[0].removeprefix("\ufeff") == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_byte_text_without_a_mark(encoding: str) -> None:
    words = "The two sides met in Oslo."
    assert decode(words.encode(encoding))[0] == words


def test_windows_text() -> None:
    words = "The minister said: “We won’t accept” – and left the café for good. " * 5
    assert decode(words.encode("cp1252"))[0] == words


def test_a_declared_encoding() -> None:
    page = '<meta charset="windows-1251"><p>Мир близок, заявил министр.</p>'
    assert decode(page.encode("cp1251"))[0] == page


def test_utf8_with_a_few_bad_bytes_stays_utf8() -> None:
    text, encoding = decode("“Ja” – „nein“ – «да»".encode() + b"\xff and so on")
    assert encoding == "utf-8"
    assert text.startswith("“Ja” – „nein“")


@given(st.text(max_size=200), st.integers(1, 3))
def test_a_character_cut_off_at_the_end_is_dropped(text: str, cut: int) -> None:
    data = text.encode("utf-8", "surrogatepass")[:-cut] if text else b""
    assert isinstance(decode(data)[0], str)


@given(st.binary(max_size=300))
def test_any_bytes_are_some_text(data: bytes) -> None:
    text = normalise(decode(data)[0])
    text.encode("utf-8")
    assert "\r" not in text
    assert "\x00" not in text


@given(st.text(alphabet=st.characters(blacklist_characters="\r\ufeff"), max_size=200))
def test_normalising_moves_nothing(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)
