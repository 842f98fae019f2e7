"""Speech whose speaker stands in a fixed form: transcripts and signed quotations.

A tagger learns such forms from examples, and news holds few; but their lay-out says who speaks:

    ANNA HILL: Will you sign?                     “We will not sign.” — Olga Stefanishyna
    OLGA STEFANISHYNA: Not this year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from servanda.reading.who.personal_names import is_given_name
from servanda.reading.who.tables import plain

__all__ = ["SetPiece", "set_pieces"]

Span = tuple[int, int]
NAME: Final = r"[^\W\d_a-zß-ÿ][\w.'’-]+"
ADDRESS: Final = r"(?:(?:The|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Gen|Sen|Rep|Prof)\.?[^\S\n])?"
TURN: Final = re.compile(
    r"^[^\S\n]*(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[\])]?[^\S\n]+)?[\"“”]?[^\S\n]*"
    rf"({ADDRESS}{NAME}(?:[^\S\n]{NAME}){{0,4}})(?:[^\S\n]\([^)\n]{{2,40}}\))?(:)[^\S\n]+(?=\S)",
    re.MULTILINE,
)
SIGNER: Final = rf"{NAME}(?:[^\S\n](?:{NAME}|de|van|von|al|bin|of)){{0,5}}"
TITLE: Final = r"(?:,[^\S\n][^\n.“”\"]{2,80})?"
"""What a signer is, after the name."""
SIGNED: Final = re.compile(
    rf"[”\"][^\S\n]*(?:\n[^\S\n]*){{0,2}}(―|—|–|--|-|~)[^\S\n]*({SIGNER}){TITLE}"
    r"(?=[^\S\n]*[.,]?[^\S\n]*(?:\n|\Z))"
)
BRACKETED: Final = re.compile(
    rf"[”\"][^\S\n]*\n?[^\S\n]*(\()({SIGNER}){TITLE}\)[.]?(?=[^\S\n]*(?:\n|\Z))"
)
BENEATH: Final = re.compile(
    rf"^[^\S\n]*[“\"][^\n]+([”\"])[^\S\n]*\n[^\S\n]*\n?[^\S\n]*({SIGNER}){TITLE}(?=[^\S\n]*(?:\n|\Z))",
    re.MULTILINE,
)
INTRODUCED: Final = re.compile(
    r"^[^\S\n]*(?:(?:And|Then|Next|Finally|Also|Lastly),?[^\S\n])?"
    r"(?:(?:[Tt]his[^\S\n])?(?:[Ff]rom|[Bb]y)[^\S\n])?"
    rf"({SIGNER}){TITLE}(:)[^\S\n]*\n?[^\S\n]*\n?[^\S\n]*(?=[“\"])",
    re.MULTILINE,
)
ASIDE: Final = re.compile(r"[^\S\n]*[\"“]?[(\[][^)\]\n]*[)\]][.\"”]*[^\S\n]*")
TURNS: Final = 4
"""Turns that make a transcript; fewer may be headings."""
TURNS_IN_CAPITALS: Final = 3
"""Turns that do where names are set in capitals."""
FOLLOWING: Final = 8
"""Lines without a label that may belong to one turn."""
WORDS: Final = 4
"""A quotation of so many words is speech; a shorter one may be a name."""


@dataclass(frozen=True)
class SetPiece:
    """A speech and its speaker, as spans of code points; `content` is rising, one span a line."""

    source: Span
    cue: Span
    content: tuple[Span, ...]


def set_pieces(text: str) -> list[SetPiece]:
    """Return the transcript turns and signed quotations of a text, in order, none overlapping.

    Assumes a line a paragraph. A transcript is at least `TURNS` lines that open with a
    capitalised name and a colon, by two speakers or more, one of whom speaks twice; lines without
    a name go on with the turn, but for asides in brackets. A signed quotation is followed by a dash
    of any length, a bracket or a new line, and a name, with or without what its bearer is; or the
    name and a colon stand before a line that is all quotation. Time is linear in the text.

    >>> text = "“We will not sign, not this year.” — Olga Stefanishyna\\n"
    >>> [piece] = set_pieces(text)
    >>> [text[a:b] for a, b in (piece.source, piece.cue, *piece.content)]
    ['Olga Stefanishyna', '—', '“We will not sign, not this year.”']
    """
    kept: list[SetPiece] = []
    for piece in sorted([*transcript(text), *signed(text)], key=lambda piece: piece.content):
        if not kept or kept[-1].content[-1][1] <= piece.content[0][0]:
            kept.append(piece)
    return kept


def transcript(text: str) -> Iterator[SetPiece]:
    """Yield the turns of the transcripts in a text."""
    if text.count(":") < TURNS_IN_CAPITALS:
        return
    for run in runs(text, in_one_style(list(TURN.finditer(text)))):
        turns = [
            SetPiece(turn.span(1), turn.span(2), content)
            for turn, after in pairwise([*run, None])
            if turn is not None
            and (content := tuple(spoken(text, turn.end(), after)))
            and not text[slice(*content[0])].isupper()
        ]
        if is_conversation(text, turns):
            yield from turns


def in_one_style(turns: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the turns without those named in small letters, where most names are in capitals."""
    capitals = [turn for turn in turns if in_capitals(turn.group(1))]
    return capitals if 2 * len(capitals) > len(turns) else turns


def in_capitals(name: str) -> bool:
    """Say whether a name is set in capitals, but for the title before it: "Mr. McCLURE"."""
    last = name.split()[-1]
    return len(last) > 1 and sum(c.isupper() for c in last) > 0.6 * sum(c.isalpha() for c in last)


def is_conversation(text: str, turns: list[SetPiece]) -> bool:
    """Say whether turns are speech by several, one of whom speaks again, and not a list."""
    labels = Counter(text[slice(*turn.source)] for turn in turns)
    speech = sum(len(text[slice(*turn.content[0])].split()) >= WORDS for turn in turns)
    return (
        len(turns) >= (TURNS_IN_CAPITALS if all(map(in_capitals, labels)) else TURNS)
        and len(labels) > 1
        and labels.most_common(1)[0][1] > 1
        and 3 * speech >= 2 * len(turns)
    )


def runs(text: str, turns: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the turns that follow one another with few lines between."""
    run: list[re.Match[str]] = []
    for turn in turns:
        if run and text.count("\n", run[-1].end(), turn.start()) > 2 * FOLLOWING:
            yield run
            run = []
        run.append(turn)
    if run:
        yield run


def spoken(text: str, start: int, after: re.Match[str] | None) -> Iterator[Span]:
    """Yield the lines of a turn that are speech, up to the next turn or else of one line."""
    at = start
    for line in text[start : after.start() if after else line_end(text, start)].split("\n"):
        if line.strip(' \t\xa0"“”') and not ASIDE.fullmatch(line):
            left = len(line) - len(line.lstrip())
            yield at + left, at + len(line.rstrip())
        at += len(line) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line that holds `at` ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def signed(text: str) -> Iterator[SetPiece]:
    """Yield the quotations that a name follows or, with a colon, introduces."""
    for form in (SIGNED, BRACKETED, BENEATH):
        for sign in form.finditer(text):
            end = sign.start() + 1 if form is not BENEATH else sign.end(1)
            content = quotation(text, end)
            if content and (form is not BENEATH or is_person(sign.group(2))):
                yield SetPiece(sign.span(2), sign.span(1), (content,))
    for sign in INTRODUCED.finditer(text):
        end = line_end(text, sign.end())
        line = text[sign.end() : end].rstrip()
        content = quotation(text, sign.end() + len(line)) if line[-1:] in '”"' else None
        if content and content[0] <= sign.end():
            yield SetPiece(sign.span(1), sign.span(2), ((sign.end(), content[1]),))


def is_person(name: str) -> bool:
    """Say whether a name alone on its line is a person's: a title or a given name stands in it."""
    words = plain(name).split()
    return any(is_given_name(word) for word in words[:-1]) and len(words) > 1


def quotation(text: str, end: int) -> Span | None:
    """Return the quotation that ends at `end`, with what it quotes itself; None if a few words."""
    line = text.rfind("\n", 0, end) + 1
    start = opening(text, line, end - 1)
    before = text[line:start]
    if "“" in before and "”" not in before:
        start = line
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return (start, end) if len(text[start:end].split()) >= WORDS else None


def opening(text: str, line: int, end: int) -> int:
    """Return where the mark stands that opens what the mark at `end` closes, or the line begins."""
    if text[end] == '"':
        return max(line, text.rfind('"', line, end))
    depth = 1
    for at in range(end - 1, line - 1, -1):
        depth += (text[at] == "”") - (text[at] == "“")
        if not depth:
            return at
    return line
