"""Contents cut where the clause that reports them ends, by rule, after the tagger.

The annotators of PolNeAR end an indirect content before ", even as" in 19 of 27 places of the
training part, before a semicolon in 92 of 121, and inside one sentence in 98 of 100; what was
announced or endorsed, named and not told in a clause, ends before when that was in 7 of 9 places
where a tagger that had not read the article ran on.
"""

from __future__ import annotations

import re
from dataclasses import replace

from servanda.reading.grammar.attribution import Attribution
from servanda.reading.text.sentences import sentences

__all__ = ["trimmed"]

_END = re.compile(
    r",\s+(?:even as|even though|whereas)\s|;\s"
    r"|\s?[—–]\s?(?=(?:and\s)?(?:it|that|this|there|they|he|she)(?:[’']s\b|\s(?:is|was|has"
    r"|will)\b))"
    r"|,\s+and\s+(?=(?:the\s)?[A-Z][\w’']+(?:\s[A-Z][\w’']+)?\s"
    r"(?:has|have|is|was|were|had|will|would|did|\w+ed)\b)"
)
_ANNOUNCED = re.compile(r"(?i)\b(?:announc|unveil|reveal|endors)(?:e[sd]?|ed|s|ing)\b")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WHEN = re.compile(
    rf"\s(?:during\s|(?:late\s|early\s)?(?:on\s)?{_DAY}\b|(?:late\s|early\s)?in\s{_MONTH}\b"
    r"|(?:last|earlier this|this)\s(?:week|month|year)\b"
    r"|at\s(?:an?|the|his|her)\s(?:\w+\s)?(?:press|news|rally|speech|event|meeting|summit"
    r"|conference|debate|hearing|forum)\b)"
)
_CLAUSE = re.compile(
    r"\b(?:is|was|are|were|will|would|has|have|had|be|could|should|can|to|that|who|which|when|if|it"
    r"|he|she|they)\b"
)
_QUOTE = re.compile(r"[“”\"«»]|''|``")
_RELATIVE = re.compile(r"(?i)(?:which|who|that)\Z")
_COMMA = re.compile(r",\s")
_OPENING = re.compile(
    r"\A(?:(?:\w+\s)?(?:when|while|as|where)\s[^“”\"]{1,80}?|[^“”\"]{1,40}?),\s(?=[“\"])"
)
_SHORTEST = 8


def trimmed(text: str, one: Attribution) -> Attribution:
    """Return an attribution whose unquoted content stops with its clause.

    >>> text = "Poland said it would not join, even as it armed its border."
    >>> found = trimmed(text, Attribution(((0, 6),), ((7, 11),), ((12, 58),), "indirect", 0.5))
    >>> text[slice(*found.content[0])]
    'it would not join'
    """
    if not one.cue:
        return one
    one = _within_lines(text, one)
    start, end = one.content[-1]
    if one.kind == "direct":
        return one
    if start >= one.cue[-1][1]:
        lead = _led_in(text, one)
        parts = (*one.content[:-1], (start + lead, _clause_end(text, one, start + lead, end)))
    else:
        parts = (*one.content[:-1], (_clause_start(text, start, end), end))
    if parts == one.content:
        return one
    return replace(one, content=parts, kind="direct" if text[parts[0][0]] in '“"' else one.kind)


def _within_lines(text: str, one: Attribution) -> Attribution:
    """Return an attribution whose source stays on its line."""
    if not any("\n" in text[a:b] for a, b in one.source):
        return one
    source = tuple((a, a + len(text[a:b].split("\n")[0].rstrip(" ."))) for a, b in one.source)
    return replace(one, source=tuple(span for span in source if span[0] < span[1]))


def _clause_end(text: str, one: Attribution, start: int, end: int) -> int:
    """Return where the clause that begins a content ends; quoted words are never cut."""
    cuts = [end]
    quote = _QUOTE.search(text, start, end)
    for match in _END.finditer(text, start + _SHORTEST, end):
        if not quote or match.start() < quote.start():
            cuts.append(match.start())
            break
    if not quote:
        cuts += [_first_sentence(text, start, end), _before_when(text, one, start, end)]
    if _is_relative(text, one):
        comma = _COMMA.search(text, start, quote.start() if quote else end)
        cuts.append(comma.start() if comma else end)
    return min(cuts)


def _before_when(text: str, one: Attribution, start: int, end: int) -> int:
    """Return where a thing announced ends: before when that was, "aid during a visit in May"."""
    if not _ANNOUNCED.search(text, one.cue[0][0], one.cue[-1][1]):
        return end
    when = _WHEN.search(text, start + 6, end)
    return when.start() if when and not _CLAUSE.search(text, start, when.start()) else end


def _first_sentence(text: str, start: int, end: int) -> int:
    found = sentences(text, start, end)
    if len(found) < 2:
        return end
    return found[0].end - (text[found[0].end - 1] in ".!?")


def _is_relative(text: str, one: Attribution) -> bool:
    """Say whether a content hangs in a clause set off by commas: ", which demands …,"."""
    if not one.source:
        return False
    start, end = one.source[0]
    return bool(_RELATIVE.match(text[start:end])) and text[max(0, start - 2) : start] == ", "


def _clause_start(text: str, start: int, end: int) -> int:
    """Return where the clause just before its cue begins."""
    if _QUOTE.search(text, start, end):
        return start
    at = text.rfind("; ", start, end)
    found = sentences(text, start, end)
    return max(start, at + 2 if at >= 0 else 0, found[-1].start if found else 0)


def _led_in(text: str, one: Attribution) -> int:
    """Return how much of a content only leads in: "observed in 2008 when he was envoy, “…”"."""
    if one.kind != "mixed" or len(one.content) > 1:
        return 0
    start, end = one.content[0]
    match = _OPENING.match(text[start:end])
    whole = match and text[end - 1] in '”"' and len(_QUOTE.findall(text, start, end)) == 2
    return match.end() if match and whole else 0
