"""How the fighting goes, as the text tells it: whom each sentence about the front favours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.evidence.span import Span
from servanda.reading.grammar.word_index import Sieve
from servanda.reading.text.sentences import sentences
from servanda.reading.who.cast import Cast, Named
from servanda.reading.who.tables import actors

__all__ = ["Turn", "front_in"]

_FAVOUR = re.compile(
    r"(?i)\b(?:trend(?: ?lines?)?|trajectory|momentum|tide|balance|initiative|war|odds|advantage)\b"
    r"[^.;]{0,60}?\b(?:in|to|toward|towards|with|on) (?P<whose>[^.;,]{2,30}?)[’']s? (?:favou?r"
    r"|side|advantage)"
    r"|\b(?:momentum|initiative|upper hand)\b[^.;]{0,30}\b(?:is|lies|remains?|was) with\b"
)
_GAIN = re.compile(
    r"(?i)\b(?:captur(?:e[sd]?|ing)|seiz(?:e[sd]?|ing)|(?:re)?tak(?:en?|ing) (?:control"
    r"|the (?:town|village|city))"
    r"|retook|retak\w+|advanc(?:e[sd]?|ing)|gain(?:s|ed|ing)? (?:ground|territory|control)"
    r"|(?:making|made)\b"
    r"[^.;]{0,40}\b(?:gains|advances|inroads)|push(?:ed|ing) (?:back|into|forward)|press(?:ing"
    r"|ed) (?:on|toward)"
    r"|encircl(?:ed|ing)|broke through|breakthrough|overr[ua]n|liberat(?:ed|ing)|clos(?:ed"
    r"|ing) in on|conquer\w*"
    r"|occupied|holds? the upper hand)\b"
)
_LOSS = re.compile(
    r"(?i)\b(?:los(?:t|es|ing) (?:ground|territory|control|the (?:town|village|city))"
    r"|retreat(?:ed|ing|s)?"
    r"|fall(?:en|ing)? back|fell back|withdrew from|outgunned|outnumbered|manpower (?:constraints"
    r"|shortages?)"
    r"|short of (?:men|troops|ammunition|soldiers)|overstretched|collaps(?:ed|ing)|on the defensive"
    r"|incapable of|(?:has|have|had)? ?lost (?:hundreds|thousands"
    r"|tens) of (?:hundreds of )?thousands|failed offensive"
    r"|been (?:killed|rushed to the front)|casualt(?:y|ies) rate|hasn[’']t paid off"
    r"|difficult (?:one|year))\b"
)
_STALE = re.compile(
    r"(?i)\b(?:stalemate|deadlock(?:ed)?|attrition(?:al)?|frozen (?:front|conflict|lines)"
    r"|neither side"
    r"|front ?lines? (?:has|have|had)? ?(?:barely|hardly|not) (?:moved|shifted|changed)|grinding)\b"
)
_WAR = re.compile(
    r"(?i)\b(?:war|front|troops|forces|army|soldiers|military|fighters|rebels|battlefield|offensive"
    r"|town|village|city|region|territory|militia|insurgents|frontline|drafted?|manpower|battle)\b"
)

_STEMS = ("favor", "favour", "side", "advantage", "momentum", "initiative", "upper hand",
          "captur", "seiz", "tak", "retook", "advanc", "gain", "inroads", "push", "press",
          "encircl", "broke", "break", "overr", "liberat", "clos", "conquer", "occupied",
          "los", "retreat", "fall", "fell", "withdrew", "outgunned", "outnumbered", "manpower",
          "short", "overstretched", "collaps", "defensive", "incapable", "failed", "killed",
          "rushed", "casualt", "paid off", "difficult", "stalemate", "deadlock", "attrition",
          "frozen", "front", "grinding")  # fmt: skip
"""One of them is in every sentence on the course of the fighting."""
_STEM = Sieve(re.compile(""), _STEMS)
_TELLING = tuple(map(Sieve, (_FAVOUR, _GAIN, _LOSS, _STALE)))
_AT_WAR = Sieve(_WAR)


@dataclass(frozen=True)
class Turn:
    """A sentence about the front and whom it favours; `favours` is empty for a stalemate."""

    favours: str
    sign: Literal["gain", "loss", "stalemate"]
    of: str
    span: Span
    quote: str


def front_in(cast: Cast, prose: Sequence[Span]) -> list[Turn]:
    """Return what the prose says of the course of the fighting.

    A gain favours its subject, a loss the other of the two sides named most.

    >>> cast = Cast("Russian forces are making advances in Ukraine, whose army is outgunned.")
    >>> [(turn.sign, turn.of) for turn in front_in(cast, [Span(0, len(cast.text))])]
    [('gain', 'RUS')]
    """
    sides = _sides(cast)
    found = []
    for block in prose:
        if not _STEM.may_match(cast.text, block.start, block.end):
            continue
        for sentence in sentences(cast.text, block.start, block.end):
            turn = _turn(cast, sentence, sides)
            if turn:
                found.append(turn)
    return found


def _turn(cast: Cast, sentence: Span, sides: Sequence[str]) -> Turn | None:
    text, (start, end) = cast.text, (sentence.start, sentence.end)
    if not any(sieve.may_match(text, start, end) for sieve in _TELLING):
        return None
    words = sentence.of(text)
    favour = _FAVOUR.search(words) if _TELLING[0].may_match(text, start, end) else None
    if favour:
        whose = cast.in_span(Span(sentence.start + favour.start(), sentence.start + favour.end()))
        if whose:
            return Turn(_state(whose[-1]), "gain", _state(whose[-1]), sentence, words)
    if not _AT_WAR.may_match(text, start, end) or not _WAR.search(words):
        return None
    for pattern, sign in ((_GAIN, "gain"), (_LOSS, "loss")):
        match = pattern.search(words)
        who = _whose(cast, sentence, sentence.start + match.start()) if match else ""
        if who and who in sides and sign == "gain":
            return Turn(who, "gain", who, sentence, words)
        if who and who in sides:
            return Turn(next((s for s in sides if s != who), ""), "loss", who, sentence, words)
    stale = _STALE.search(words)
    return Turn("", "stalemate", "", sentence, words) if stale else None


def _whose(cast: Cast, sentence: Span, verb: int) -> str:
    before = [n for n in cast.before(verb, sentence.start) if not n.place and _state(n)]
    owner = before[0] if before and before[0].span.start == sentence.start else None
    if owner and re.match(r"[’']s?\s", cast.text[owner.span.end : owner.span.end + 3]):
        return _state(owner)  # "Kyiv’s bet that …"
    return _state(before[-1]) if before else ""


def _state(named: Named) -> str:
    known = actors().get(named.actor)
    if known is None or known.kind in {"territory", "outlet"}:
        return ""
    return known.side if known.kind in {"person", "armed_forces"} and known.side else known.id


def _sides(cast: Cast) -> list[str]:
    """Return the two states or armed groups the text names most."""
    count: dict[str, int] = {}
    for named in cast.names:
        known = actors().get(named.actor)
        if known and known.kind in {"state", "armed_group", "armed_forces"}:
            count[_state(named)] = count.get(_state(named), 0) + 1
    return sorted(count, key=lambda side: -count[side])[:2]
