"""Which blocks of a page are no prose: tags, captions, credits, author lines, links, notices.

Rules look at a block's own words, at where it stands, and at its neighbours; a long block with
full sentences in the middle of a page is always prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from servanda.evidence.span import Span
from servanda.reading.grammar.quick_stems import has_any
from servanda.reading.grammar.word_index import Sieve, at_work
from servanda.reading.text.notices import AGENCY, HINTS, NAME, WHOLE_BLOCK
from servanda.reading.text.speech import holds_speech

__all__ = ["reasons"]

_FULL_STOP = re.compile(r"[.!?…:][\"”’')\]]*\s*\Z")
_SAID = re.compile(r"\b(?:said|says|told|warned|added|stated|according to|announced)\b")
_JOINT = re.compile(r"[a-z][A-Z]|[A-Z]{3,}[A-Z][a-z]")
_LIST_BREAK = re.compile(r"\s*(?:[,|/·•»>#]|\s-\s|\s{2,})\s*")
_BIO = re.compile(
    rf"\A\W*(?:(?:Dr|Prof|Professor|Sir|Gen|Lt|Col|Amb|Ambassador)\.?\s+)?{NAME}\W{{1,3}}"
    r"(?:PhD\W{1,2})?"
    r"(?:is|was|has|covers|writes|serves|reports|worked|teaches|holds)\b.{0,160}?"
    r"\b(?:fellow|columnist|reporter|correspondent|editor|journalist|professor|lecturer"
    r"|author of|analyst|scholar|contribut\w+|researcher|director|expert|writer|freelance"
    r"|historian|career|staff|diplomat|officer|co-?founder|advis[eo]r|pieces|books?)\b",
    re.DOTALL,
)
_CONTACT = re.compile(
    r"\[email(?:\s|\xa0)*protected\]|\b[\w.+-]+@[\w-]+\.\w{2,}|(?<!\w)@\w{3,20}\b"
)
_CAPTION_END = re.compile(
    rf"(?:\((?:[^()]{{0,60}}\b)?{AGENCY}\b[^()]{{0,60}}\)|\b{AGENCY}[/ ][\w./ ]{{0,40}}"
    r"|\bfile (?:photo|picture|image)|\((?:L|R|C|left|right|center|centre)\)[^.]{0,80})\W*\Z"
)
_CAPTION_WORDS = re.compile(
    r"\((?:L|R|C|left|right|centre|center|front|back|L-R)\)"
    r"|\b(?:pictured|seen here|looks? on|poses? for|file photo|shakes? hands|aerial view"
    r"|in this (?:photo|image|picture|handout)|photo shows)\b"
)
_PLACED_STEMS = ("(L", "(R)", "(C)", "(left", "(right", "(cent")
_CREDIT_STEMS = """AFP AP EPA EFE ANSA DPA Reuters REUTERS Getty Shutterstock iStock Alamy Xinhua
TASS Anadolu Bloomberg Wikimedia Creative Unsplash Flickr Pool Sipa ZUMA NurPhoto Ukrinform Handout
Army Navy Force Marine DVIDS via file"""
_CAPTION_END_STEMS = (*_CREDIT_STEMS.split(), *_PLACED_STEMS)
_LONGEST_CREDIT = 160
"""Code points at the end of a block in which a credit stands."""
_SHOWING = """(l);(r);(c);(left);(right);(center);(centre);(front);(back);(l-r);pictured;seen here
;look on;looks on;pose for;poses for;file photo;shake hands;shakes hands;aerial view;in this photo
;in this image;in this picture;in this handout;photo shows"""
_SHOWN = Sieve(_CAPTION_WORDS, "".join(_SHOWING.split("\n")).split(";"))
_CAPTION_DATE = re.compile(
    r"\bon (?:[A-Z][a-z]+day, )?(?:[A-Z][a-z]+ \d{1,2}|\d{1,2} [A-Z][a-z]+),? \d{4}\W*\Z"
)
_CAPTION_VERB = re.compile(
    r"\b(?:address(?:es)?|speaks?|attends?|arrives?|meets?|walks?|stands?|inspects?|waves?|listens?"
    r"|holds?|delivers?|hosts?|takes? part|gestures?|greets?|sits?|leaves?|visits?|fires?|rides?)\b"
)
_HINT = Sieve(re.compile("|".join(map(re.escape, HINTS))), HINTS)
_PHRASES = [sieve for _, sieves in WHOLE_BLOCK for sieve in sieves]
_KINDS = [why for why, sieves in WHOLE_BLOCK for _ in sieves]
_LONGEST_NOTICE = 700
_MOST_COMPARED = 1000
"""Blocks above which only whole repeats are looked for: comparing parts is quadratic."""


def reasons(blocks: Sequence[str]) -> list[str]:
    """Return, for each block in order, why it is boilerplate; an empty string for prose.

    >>> reasons(["WorldNATOUkraineTalks", "Deal near", "They met. " * 9, "Image: Reuters / A. B."])
    ['category_tags', '', '', 'image_credit']
    """
    texts = [" ".join(block.split()) for block in blocks]
    page = "\n".join(texts)
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    lines = [Span(at, at + len(text)) for at, text in zip(starts, texts, strict=False)]
    hinted = at_work([_HINT], page, lines)
    phrases = at_work(_PHRASES, page, lines)
    shown = at_work([_SHOWN], page, lines)
    found = [_alone(*one) for one in zip(blocks, texts, hinted, phrases, shown, strict=True)]
    _mark_tags(blocks, found)
    _mark_captions(blocks, found)
    _mark_repeats(blocks, found)
    _mark_tail(blocks, texts, found)
    _keep_speech(blocks, found)
    return found


_QUOTED = re.compile(r"[“”\"«»„‘]")


def _keep_speech(blocks: Sequence[str], found: list[str]) -> None:
    """Unmark what reports speech, whatever it looks like.

    A sentence printed twice is read once; a quotation printed twice may be another's.
    """
    doubtful = [i for i, why in enumerate(found) if why and holds_speech(blocks[i])]
    if not doubtful:
        return
    read = "\x00".join(_words(b) for b, why in zip(blocks, found, strict=True) if not why)
    for i in doubtful:
        words = _words(blocks[i])
        again = found[i] == "standfirst_or_caption" and words in read
        if not again or _QUOTED.search(blocks[i]):
            found[i] = ""
            read += "\x00" + words


def _alone(
    block: str, text: str, hinted: Sequence[int], phrases: Sequence[int], shown: Sequence[int]
) -> str:
    """Judge a block by its own words; `text` is the block in one line.

    `hinted`: not empty where a word of a notice stands in it; `phrases`: the set phrases that may
    fit; `shown`: not empty where a word of a caption stands in it.
    """
    if len(block) > _LONGEST_NOTICE:
        return ""
    if len(text) <= 120 or hinted:
        for number in phrases:
            if _PHRASES[number].pattern.fullmatch(text):
                if len(text) > 60 and _SAID.search(text):
                    continue
                return _KINDS[number]
    return "caption" if _is_caption(text, bool(shown)) else ""


def _is_caption(text: str, shown: bool) -> bool:
    if len(text) >= 400:
        return False
    if has_any(_CAPTION_END_STEMS, text[-_LONGEST_CREDIT:]) and _CAPTION_END.search(text):
        return True
    return shown and bool(_CAPTION_WORDS.search(text)) and not _SAID.search(text)


def _mark_tags(blocks: Sequence[str], found: list[str]) -> None:
    """Mark lists of topics before the first sentence, and any that run together."""
    for i, block in enumerate(blocks[:12]):
        if _is_prose(block):
            break
        if not found[i] and _is_tags(block, _over_title(blocks, found, i)):
            found[i] = "category_tags"


def _over_title(blocks: Sequence[str], found: Sequence[str], i: int) -> bool:
    """Say whether a block is the first and a headline seems to follow it."""
    after = blocks[1] if len(blocks) > 2 and i == 0 and not found[1] else ""
    return 3 <= len(after.split()) <= 20 and not after.rstrip().endswith(".")


def _is_tags(block: str, over_title: bool) -> bool:
    if _FULL_STOP.search(block) or len(block) > 300 or "\n" in block.strip():
        return False
    if len(_JOINT.findall(block)) >= 2:
        return True
    parts = [part for part in _LIST_BREAK.split(block.strip()) if part]
    short = all(len(part.split()) <= 3 and part[0].isupper() for part in parts)
    return short and (
        len(parts) >= 3 or (over_title and len(parts) == 1 and len(block.split()) <= 2)
    )


def _is_prose(block: str) -> bool:
    return len(block.split()) > 25 and bool(_FULL_STOP.search(block))


def _mark_captions(blocks: Sequence[str], found: list[str]) -> None:
    """Mark the lines that belong to a picture: above a credit line, or printed twice."""
    for i in range(len(blocks) - 1, 0, -1):
        if i == 1 and not _FULL_STOP.search(blocks[0]):
            break  # the headline, over a picture
        if found[i] not in {"image_credit", "caption"} or found[i - 1]:
            continue
        before = blocks[i - 1]
        title = len(before.split()) <= 5 and not _FULL_STOP.search(before)
        if (
            title
            or (_looks_like_caption(before) and found[i] == "image_credit")
            or (found[i] == "caption" and _words(before) == _words(blocks[i]))
        ):
            found[i - 1] = "caption"


def _looks_like_caption(block: str) -> bool:
    """Say whether a block above a credit line describes a picture: dated, or in the present."""
    if len(block.split()) > 60 or len(re.findall(r"[.!?](?:\s|\Z)", block)) > 3:
        return False
    if _CAPTION_DATE.search(block):
        return True
    short = len(block.split()) <= 30 and not _SAID.search(block)
    return short and bool(_CAPTION_VERB.search(block) or not _FULL_STOP.search(block))


def _words(block: str) -> str:
    return " ".join(re.findall(r"\w+", block.lower()))


def _mark_repeats(blocks: Sequence[str], found: list[str]) -> None:
    """Mark a short block whose words stand again elsewhere: caption, standfirst, pull quote."""
    plain = [_words(block) for block in blocks]
    whole = "\x00".join(plain) if len(plain) <= _MOST_COMPARED else ""
    count = Counter(plain)
    seen: set[str] = set()
    for i, words in enumerate(plain):
        again = words in seen
        seen.add(words)
        if found[i] or not 6 <= words.count(" ") + 1 <= 80:
            continue
        if again or (whole and whole.count(words) > count[words]):
            found[i] = "standfirst_or_caption"


def _has_contact(text: str) -> bool:
    return ("@" in text or "[email" in text) and bool(_CONTACT.search(text))


def _mark_tail(blocks: Sequence[str], texts: Sequence[str], found: list[str]) -> None:
    """Mark what follows the article: the author's life, links to other pages."""
    tail = max(1, int(len(blocks) * 0.6))
    for i in range(len(blocks)):
        if found[i]:
            continue
        text = texts[i]
        before = next((found[j] for j in range(i - 1, -1, -1) if texts[j]), "")
        after_heading = i > 0 and before == "author_bio" and len(blocks[i - 1].split()) <= 8
        if (
            i >= tail
            and (_BIO.match(text[:400]) or (_has_contact(text) and not _SAID.search(text)))
        ) or (after_heading and len(text) < 1500 and i >= tail - 1):
            found[i] = "author_bio"
        elif i >= tail and before == "related" and not _is_prose(text):
            found[i] = "related"
