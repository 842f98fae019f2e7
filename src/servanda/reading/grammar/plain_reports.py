"""Reports too plain to be missed: found by rule where the tagger found nothing in their place.

Each rule wants an unmistakable cue (maintained that, has called for, according to, a verb beside
a closing quotation mark) and a subject that is one noun phrase; nothing is read over what the
tagger found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from servanda.evidence.span import Span
from servanda.reading.grammar.attribution import Attribution
from servanda.reading.grammar.clause_ends import trimmed
from servanda.reading.grammar.lexicon import finite_forms
from servanda.reading.text.sentences import sentences

__all__ = ["put_right"]

_SURE = 0.5
_ADVERB = (
    r"(?:(?:also|again|repeatedly|consistently|long|publicly|since|now|always|already|previously"
    r"|recently|flatly|firmly|explicitly|strongly|often|once|first|even|further|then|still|later"
    r"|openly|categorically|so far)\s+)*"
)
_THAT = finite_forms("say", "assert", "commit", "doubtful", "deny", "demand")
_WHAT = finite_forms("answer", "desire", "reject")
_TO = finite_forms("intend", "commit", "refuse")
_VERB_OF = re.compile(
    rf"(?P<verb>{_THAT}(?=\s+that\s)|{_WHAT}(?=\s+(?!that\b)[\w“\"‘])"
    rf"|{_TO}(?=\s+(?:not\s)?to\s))\s+"
)
_FIRST_WORDS = frozenset(re.findall(r"(?<=[:|])[a-z]+", f"{_THAT}{_WHAT}{_TO}"))
"""With what a verb of these begins: the pattern is slow and is tried at no other word."""
_LETTERS = re.compile(r"[a-z]+")
_SMALL_WORD = re.compile(r"\b[a-z]+")
_BEFORE_VERB = re.compile(rf"\b(?:(?:has|have|had)\s+{_ADVERB}|{_ADVERB})\Z")
_VERB = r"(?:said|says|adds|added|told|warned|wrote|argued|insisted|declared|continued)"
_BESIDE = re.compile(
    rf"[,?!][”\"]\s+(?:(?P<first>{_VERB})\s+(?P<last>(?:[A-Z][\w.’'-]+\s){{0,6}}[A-Z][\w’'-]+)"
    rf"|(?P<name>(?:[A-Z][\w.’'-]+\s){{0,3}}[A-Z][\w’'-]+|he|she|they)\s+(?P<verb>{_VERB}))\b"
)
_LEAD = re.compile(
    r"\A(?:(?:But|And|Yet|So|However|Meanwhile|Still|Instead|Nevertheless|Moreover|Indeed|Now),?\s+"
    r"|(?:On|In|Since|Last|Earlier|By|During|For|Under)\s[^,]{2,40},\s+)?"
)
_WORDS = r"(?:(?:[Tt]he|[Aa]n?|[Ss]ome|[Mm]any|[Mm]ost|[Bb]oth|[Oo]ther|[Hh]is|[Hh]er|[Ii]ts)\s+)?"
_ALONE = re.compile(rf"(?P<name>{_WORDS}(?:[\w’'.&-]+\s+){{0,6}}[\w’'.&-]+)\s*\Z")
_SET_OFF = re.compile(
    rf"(?P<name>{_WORDS}[“\"]?(?:[\w’'.&-]+\s+){{0,6}}[\w’'.&-]+?),[”\"]?\s+"
    r"(?:who|which|whose|where|an?|the|led|including|citing|speaking|once|[A-Z]\w+[’']s)\s"
    r".*(?:,|—|–)\s*\Z",
    re.DOTALL,
)
_CLAUSE = re.compile(
    r"\b(?:is|was|were|are|has|have|had|will|would|that|which|who|to|because|if|when|said|by|but"
    r"|it|there|this|what|while|as|he|they|she|after|under|despite|like|nothing)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?i)(?:not\s)?(?:all|any|both|each|every|few|many|most|no|one|other|several|some|such|the"
    r"|these"
    r"|those|two|three)(?:\sof)?"
)
"""What before "proposed" or "rejected" makes it a participle: "not all proposed settlements"."""
_STOP = re.compile(
    r",\s+(?:even as|whereas|while|although)\b|;\s|\s[—–]\s|—"
    r"|,\s+(?:but|and)\s+(?:[a-z]+(?:ed|s)\b|the |[A-Z]|has|have|it|he|they|she)"
)


def put_right(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions with their edges put right, and the plain ones that were missed.

    >>> text = "Russia, which invaded in 2022, has maintained that Kyiv will not join."
    >>> [one] = put_right(text, [])
    >>> [text[a:b] for a, b in one.source + one.cue + one.content]
    ['Russia', 'has maintained', 'that Kyiv will not join']
    """
    kept = [trimmed(text, one) for one in found if not _only_says_where(text, one)]
    taken = _Taken(text, kept)
    extra = [one for one in _beside_quotations(text) if taken.is_free(one, True)]
    taken.add(extra)
    for line in _LINE.finditer(text):
        for sentence in sentences(text, line.start(), line.end()):
            new = next((one for one in _in_sentence(text, sentence) if taken.is_free(one)), None)
            if new:
                extra.append(new)
                taken.add([new])
    return sorted(kept + extra, key=lambda one: one.content) if extra else kept


_LINE = re.compile(r"[^\n]+")
_SETTING = re.compile(
    r"(?:in|at|on|during|from)\s(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}"
    r"(?:\s(?:on|in|last)\s[A-Z]?\w+)?"
)


def _only_says_where(text: str, one: Attribution) -> bool:
    """Say whether what was taken for a content is where or when it was said."""
    return len(one.content) == 1 and bool(_SETTING.fullmatch(text, *one.content[0]))


class _Taken:
    """The places that attributions hold already."""

    def __init__(self, text: str, found: Sequence[Attribution]) -> None:
        self.cues, self.all = bytearray(len(text)), bytearray(len(text))
        self.add(found)

    def add(self, found: Sequence[Attribution]) -> None:
        """Take the places of some more."""
        for one in found:
            for a, b in one.cue:
                self.cues[a:b] = self.all[a:b] = b"\x01" * (b - a)
            for a, b in one.content:
                self.all[a:b] = b"\x01" * (b - a)

    def is_free(self, one: Attribution, cue_only: bool = False) -> bool:
        """Say whether nothing stands where an attribution has its cue and content."""
        if cue_only:
            return all(self.cues.find(1, a, b) < 0 for a, b in one.cue)
        return all(self.all.find(1, a, b) < 0 for a, b in (*one.cue, *one.content))


def _beside_quotations(text: str) -> Iterator[Attribution]:
    """Yield the quotations that end beside a verb of saying and a name."""
    for match in _BESIDE.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        mark = "“" if text[match.start() + 1] == "”" else '"'
        opening = text.rfind(mark, line, match.start())
        if opening < 0:
            continue
        source, cue = ("last", "first") if match["first"] else ("name", "verb")
        content = (opening, match.start() + 2)
        yield Attribution((match.span(source),), (match.span(cue),), (content,), "direct", _SURE)


def _in_sentence(text: str, sentence: Span) -> Iterator[Attribution]:
    """Yield what the rules for unquoted reports find in a sentence, its quotations left alone."""
    start, end = sentence.start, sentence.end
    while end > start and text[end - 1] in ".!?":
        end -= 1
    for match in _verbs_in(text, start, end):
        before = _BEFORE_VERB.search(text[max(start, match.start() - 60) : match.start()])
        cue = match.start() - (len(before.group()) if before else 0), match.end("verb")
        subject = _subject(text, start, cue[0])
        if subject and not _in_quotation(text, start, cue[0]):
            stop = _STOP.search(text, match.end() + 8, end)
            content = (match.end(), stop.start() if stop else end)
            yield Attribution((subject,), (cue,), (content,), "indirect", _SURE)


def _verbs_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of `_VERB_OF` in a part of a text."""
    if _FIRST_WORDS.isdisjoint(_LETTERS.findall(text, start, end)):
        return
    done = start
    for word in _SMALL_WORD.finditer(text, start, end):
        if word.group() in _FIRST_WORDS and word.start() >= done:
            match = _VERB_OF.match(text, word.start(), end)
            if match:
                done = match.end()
                yield match


def _in_quotation(text: str, start: int, at: int) -> bool:
    curly = text.count("“", start, at) != text.count("”", start, at)
    return curly or bool(text.count('"', start, at) % 2)


def _subject(text: str, start: int, cue: int) -> tuple[int, int] | None:
    """Return the noun phrase a sentence opens with, if only an aside parts it from the cue."""
    lead = _LEAD.match(text[start:cue])
    low = start + (lead.end() if lead else 0)
    words = text[low:cue]
    match = _ALONE.match(words) or _SET_OFF.match(words)
    if not match or _CLAUSE.search(match["name"]) or _DETERMINER.fullmatch(match["name"]):
        return None
    end = low + match.end("name")
    closed = re.match(r",[”\"]", text[end : end + 2]) if match["name"].count("“") else None
    return low, end + (2 if closed else 0)
