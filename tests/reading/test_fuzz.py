"""Nothing an article can hold breaks reading: no traceback, no lost offset, no runaway time."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.text.test_formats import pdf_file, word_file

from servanda.evidence.span import Span, joined
from servanda.reading.positions import account_of
from servanda.reading.read import Said, read_text, said_in, shipped_extractor
from servanda.reading.text.article import read_document
from servanda.reading.text.formats import extract

PIECES = """
    Russia Kyiv “ ” ‘ ’ " said , . — : will not join NATO troops in Ukraine the Kremlin he it they
    who ceasefire Mark Rutte and France Minsk Accords violated both deals on Thursday 1994 May if
    unless \u202e \u200f שלום ( ) [ ] Poland’s refusal to U.S. Mr. ... ! ? - 2024-02-30
"""
WORDS = [*PIECES.split(), "\n", "\n\n"]


class Found:
    def __init__(self, source: Any, cue: Any, content: Any, kind: Any) -> None:
        self.source, self.cue, self.content, self.kind = source, cue, content, kind
        self.confidence = 0.5


def wild(seed: int) -> Any:
    """An extractor that points anywhere inside the text."""

    def extract(text: str) -> list[Found]:
        draw = random.Random(seed)
        found = []
        for _ in range(min(40, len(text) // 10)):
            cuts = sorted(draw.sample(range(len(text) + 1), 6)) if len(text) > 8 else []
            if cuts:
                spans = [((cuts[i], cuts[i + 1]),) for i in (0, 2, 4)]
                draw.shuffle(spans)
                empty = draw.random()
                source = () if empty < 0.3 else spans[0]
                cue = () if empty > 0.8 else spans[1]
                kind = draw.choice(["direct", "mixed", "indirect"])
                found.append(Found(source, cue, spans[2], kind))
        return found

    return extract


def check(said: Said) -> None:
    text = said.text
    size = len(text)

    def inside(span: Span | None) -> bool:
        return span is None or 0 <= span.start <= span.end <= size

    for block in said.blocks:
        assert inside(block.span)
    for s in said.statements:
        assert joined(s.content, text) == s.quote
        assert all(map(inside, (*s.source, *s.cue, *s.content, s.hedge, s.condition, s.said_at)))
        assert inside(s.said_on.span if s.said_on else None)
    for mention in said.mentions:
        assert inside(mention.span)
        assert mention.span.of(text)
    for stance in said.stances:
        assert stance.evidence.of(text) == stance.quote
        assert 0 <= stance.confidence <= 1
    for event in said.events:
        assert event.span.of(text) == event.quote
        assert inside(event.when.span)
    for issue in said.issues:
        assert all(map(inside, issue.touches))
    for breach in said.breaches:
        assert breach.span.of(text) == breach.quote
    for citation in account_of([said]).citations:
        assert citation.quote in text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=120), st.integers(0, 99))
def test_any_words(words: list[str], seed: int) -> None:
    check(read_text(" ".join(words), "d", extract=wild(seed)))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.integers(0, 99))
def test_any_text(text: str, seed: int) -> None:
    check(read_text(text, "d", extract=wild(seed)))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a.docx"]))
def test_any_bytes_in_any_file(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("f") / name
    path.write_bytes(data)
    check(said_in(read_document(path), wild(1)))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"---\n"]),
    st.binary(max_size=400),
)
def test_any_bytes_behind_a_known_beginning(start: bytes, data: bytes) -> None:
    found = extract(start + data, "x")
    assert isinstance(found.text, str)


LINE = "the war goes on and on in the hills, " * 30 + "Kyiv will not join NATO — “so” "
BOMBS = {
    "one line of 5 MB": LINE * 4_500,
    "5 MB without a space": "a" * 5_000_000,
    "5 MB of spaces": " " * 5_000_000,
    "5 MB of quote marks": "“" * 1_000_000 + "”" * 1_000_000,
    "quotes nested 1,000 deep": "“he said " * 1000 + "no" + "”" * 1000 + " Rutte said.",
    "a quarter million short lines": "No.\n" * 250_000,
    "capitals": "Minister Of The " * 100_000,
    "commas": "France, Poland, and " * 20_000 + "will not join NATO.",
    "dates": "on Thursday in May 1994, " * 20_000,
    "stops": "." * 2_000_000,
    "hyphens": "land-for-" * 200_000,
    "dashes": "- " * 1_000_000,
    "right to left": "\u202eשלום\u200f " * 200_000,
    "emails": "a@b.co " * 200_000,
    "cookies": "we use cookies " * 45,
    "tags": "AaBb" * 200_000,
    "apostrophes": "’s " * 500_000,
    "an agreement": "Peace " * 200_000 + "Accords",
    "will not": "will not " * 200_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_no_text_takes_long(name: str) -> None:
    began = time.perf_counter()
    said = read_text(BOMBS[name], "d", extract=lambda _: [])
    assert time.perf_counter() - began < 60
    assert len(said.text) == len(BOMBS[name])


HTML_BOMBS = {
    "deep": b"<html>" + b"<div>" * 200_000,
    "wide": b"<html><body>" + b"<p>No deal was made." * 100_000,
    "open tag": b"<html><a " + b"x=1 " * 500_000,
    "comment": b"<html><!--" + b"-" * 2_000_000,
    "angle brackets": b"<html>" + b"<" * 1_000_000,
    "tables": b"<html><body>" + b"<table><tr><td>" * 20_000,
    "entities": b"<html><body><p>" + b"&amp;" * 400_000,
    "scripts": b"<html>" + b"<script>" * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HTML_BOMBS)
def test_no_page_takes_long(name: str) -> None:
    began = time.perf_counter()
    extract(HTML_BOMBS[name], "a.html")
    assert time.perf_counter() - began < 60


NESTED = {
    "curly": ("“he said ", "”"),
    "by turns": ("“she said ‘he said ", "’”"),
    "straight": ("\"he said 'she said ", "'\""),
    "guillemets": ("«he said ", "»"),
    "verbs": ("he said that she warned that ", ""),
}


@pytest.mark.parametrize("depth", [1, 2, 10, 1000])
@pytest.mark.parametrize("name", NESTED)
def test_quotes_in_quotes_through_the_whole_reader(name: str, depth: int) -> None:
    opening, closing = NESTED[name]
    text = opening * depth + "we will not sign" + closing * depth + " Rutte said on Monday."
    check(read_text(text, "d"))


ARTICLE = (
    "KYIV, March 3, 2025 (Reuters) — “We will not sign,” President Volodymyr Zelensky said.\n\n"
    "Poland will not send troops to Ukraine, its envoy said on Monday. The Kremlin rejected the "
    "plan, saying that NATO forces in Ukraine would be a “non-starter”.\n"
)


def article_as(ending: str) -> bytes:
    if ending == "pdf":
        return pdf_file(ARTICLE.replace("\n", " ").encode("ascii", "replace").decode())
    if ending == "docx":
        return word_file(*ARTICLE.split("\n"))
    if ending == "html":
        return f"<html><body><nav>More</nav><p>{ARTICLE}</p></body></html>".encode()
    if ending == "md":
        return f"# Talks\n\n> {ARTICLE}\n\n| a | b |\n|---|---|\n[more](http://a.b)\n".encode()
    return ARTICLE.encode("utf-16" if ending == "txt" else "utf-8")


def mutated(data: bytes, draw: random.Random) -> bytes:
    """Change, drop, repeat and insert some bytes of a file."""
    found = bytearray(data)
    for _ in range(draw.choice([1, 2, 5, 20])):
        at = draw.randrange(len(found) + 1)
        kind = draw.random()
        if kind < 0.4:
            found[at : at + 1] = bytes([draw.randrange(256)])
        elif kind < 0.6:
            del found[at : at + draw.randrange(200)]
        elif kind < 0.8:
            found[at:at] = found[: draw.randrange(1, 500)]
        else:
            found[at:at] = draw.choice(
                [b"\x00" * 40, "“".encode() * 99, b"<" * 99, b"\xff\xfe", "\u202e".encode() * 9]
            )
    return bytes(found)


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "md", "txt"])
def test_damaged_files_through_the_whole_reader(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    whole = article_as(ending)
    for seed in range(60):
        path.write_bytes(mutated(whole, random.Random(seed)) if seed else whole)
        said = said_in(read_document(path), shipped_extractor())
        check(said)
        assert seed or said.statements


def test_cut_off_utf8(tmp_path: Path) -> None:
    data = "Zakharova: “Нет, мир — это не гарантии,” she said in Vladivostok.".encode()
    for cut in range(1, len(data)):
        (tmp_path / "a.txt").write_bytes(data[:cut])
        check(said_in(read_document(tmp_path / "a.txt"), wild(cut)))
