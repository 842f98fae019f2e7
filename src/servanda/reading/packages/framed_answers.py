"""Answers told by a whole frame: "gave it an unqualified welcome", "a flat no came from Norland".

The frames are a shipped table, `answer_frames.csv`: whether whoever answers stands right before a
frame (`behind`) or in it, at `<WHO>` (`around`). `<PLAN>` stands for words for the plan, or for
what points at it where it was just spoken of, `<BAD>` and `<GOOD>` for what the lexicon has as
such (`servanda.reading.grammar.lexicon`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from servanda.reading.grammar.lexicon import entries
from servanda.reading.packages.answer_holders import who_is_meant
from servanda.reading.packages.answer_patterns import (
    AFTER_A_PREPOSITION,
    NOT,
    OPEN,
)
from servanda.reading.packages.answer_times import is_earlier, is_of_before, tells_of_the_past
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.clause_answers import Placed
from servanda.reading.packages.oblique_answers import speaking
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.party_patterns import NOT_GROUPS
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.plan_words import DEAL, DEAL_WORD
from servanda.reading.who.tables import slug

__all__ = ["framed_answers"]

_NOUN: Final = rf"(?:{DEAL}|signing|signature|outcome|paper|bargain|draft|offer|ceremony)"
_POINTER: Final = r"(?:it|them|this|that|the (?:whole )?thing)"
_PLAN: Final = (
    rf"(?:(?:(?:the|this|that|these|its|their|his|any|such a|both|all) )?(?:[\w’'-]+ ){{0,3}}?"
    rf"{_NOUN}|(?P<it>{_POINTER}))\b"
)
_WHO: Final = r"(?P<who>him|her|it|them|[A-ZÀ-Þ][\w.-]*(?: (?:[A-ZÀ-Þ][\w.-]*|of|al|de|the)){0,5}?)"
_LEAD: Final = (
    r"[“\"‘']?(?:an? |the |one |no more than |nothing (?:but|less than) |little more than |simply "
    r"|merely |just |only ){0,2}[“\"‘']?(?:[\w’'-]+ ){0,2}?"
)
_HELPS: Final = (
    r"(?:(?:has|have|had|is|was|are|were|also|then|now|still|later|once|again|at once|too|itself"
    r"|himself|herself|themselves|for (?:its|his|her|their) part|on \w+day|yesterday|today|\w+ly)"
    r",? )*"
)
_GAP: Final = re.compile(
    r"(?:[’']s?)?(?: (?!(?:and|but|or|that|which|who|whose|while|as|after|before|said|says|told"
    r"|asked|with|if|because|than|by|from|to|for|has|have|had|is|was|are|were|will|would"
    r"|critics|opponents|enemies|foes|rivals|dissidents|exiles|opposition|rebels|refugees|newspapers"
    r"|press|voters|defectors)\b"
    r"|\w+ed\b)[\w.’'-]+){0,6}(?:,? in [A-Z][\w’'-]+)?(?:, [^.;:“”\"]{2,90},| \([^)]{2,60}\))? "
    rf"{_HELPS}(?:(?:sa(?:id|ys|y)|declar(?:ed|es)|announc(?:ed|es)|insist(?:ed|s)|add(?:ed|s)"
    r"|promis(?:ed|es)|pledg(?:ed|es))(?: on \w+day| now| again)?(?: that)? (?:it|they|he|she) "
    rf"{_HELPS})?"
)
"""What may stand between whoever answers and a frame: an office, an aside, "says that it"."""
_SUPPOSED: Final = re.compile(
    r"(?i)\A[’']?s?(?:[’'\w .-]{0,30})? ?\b(?:would|could|might|may|should|is expected|was expected"
    r"|will be|is feared|is awaited)\b"
)
"""What a no or a yes would do once given: "a no from Norland would end it"."""
_UNSURE: Final = re.compile(
    r"(?i)\b(?:expect\w*|fear\w*|hop(?:es?|ed|ing)|await\w*|wait\w*|without|avoid\w*|prevent\w*"
    r"|despite|if|whether|unless|should|possib\w+|likely|threat of|risk\w*|in case|not|never"
    r"|nobody|no one|den(?:y|ied|ies)|want(?:s|ed)?|seek\w*|sought|need(?:s|ed)?|turned)\b"
    r"[^.;:]{0,60}\Z"
)
_REACH, _FAR = 3, 8
"""Sentences after which "it" no longer means a plan, and after which no plan is spoken of."""
_MEANT: Final = 3
"""Sentences after which a pronoun no longer means a party."""
_STRENGTH: Final = {"rejects": 1.5, "accepts": 1.2, "conditional": 1.5, "undeclared": 0.5}


def framed_answers(
    passages: Sequence[Passage], parties: Parties, placed: Sequence[Placed]
) -> Iterator[Placed]:
    """Yield the answers that frames give; a party with an answer in the same sentence needs none.

    >>> words = "A flat no to the plan came from Upland."
    >>> from servanda.evidence.span import Span
    >>> from servanda.reading.packages.parties import Party
    >>> passage = Passage("a", Span(0, len(words)), words, words, "prose", 0, None)
    >>> parties = Parties({"u": Party("u", "Upland", "state")},
    ...     {"a": [PartyMention(Span(32, 38), "u", "name")]})
    >>> [(each.answer.party, each.answer.answer) for each in framed_answers([passage], parties, [])]
    [('u', 'rejects')]
    """
    before, since, unnamed, document = "", _FAR + 1, 0, ""
    told = {(p.answer.citation.source, p.sentence.start, p.answer.party) for p in placed}
    for passage in passages:
        if passage.document != document:
            before, since, unnamed, document = "", _FAR + 1, 0, passage.document
        since = 0 if DEAL_WORD.search(passage.words) else since + 1
        held = speaking(passage, parties.within(passage.document, passage.span))
        if passage.kind != "title" and not passage.words.rstrip().endswith("?"):
            meant = before if unnamed < _MEANT else ""
            for each in _in_passage(passage, held, meant, parties, since):
                if (document, passage.span.start, each.answer.party) not in told:
                    yield each
        before, unnamed = (held[0].party, 0) if held else (before, unnamed + 1)


def _in_passage(
    passage: Passage, held: Sequence[PartyMention], before: str, parties: Parties, since: int
) -> Iterator[Placed]:
    words = passage.words
    if is_of_before(words) or tells_of_the_past(words, passage.day):
        return
    done: set[str] = set()
    for where, answer, frame in _frames():
        for match in frame.finditer(words):
            points = "<PLAN>" not in frame.pattern and not DEAL_WORD.search(match.group())
            if since > (_REACH if match["it"] else _FAR if points else since):
                continue
            if not _is_narrated(passage, match.start()):
                continue
            bound = _around if where == "around" else _behind
            for party in bound(match, passage, held, before, parties):
                if party not in done:
                    done.add(party)
                    yield _told(party, answer, passage, match)


def _around(
    match: re.Match[str],
    passage: Passage,
    held: Sequence[PartyMention],
    before: str,
    parties: Parties,
) -> Iterator[str]:
    """Yield the party that a frame names inside it."""
    words, at = passage.words, passage.span.start
    if match["who"].islower():
        yield from [before] if before and not held else []
        return
    for mention in held:
        start, end = mention.span.start - at, mention.span.end - at
        if not match.start("who") - 4 <= start <= match.start("who") + 25 < start + 26:
            continue
        if start > match.end() or _UNSURE.search(words[: match.start()]):
            continue
        if not _SUPPOSED.match(words[end:]):
            yield mention.party
        return


def _behind(
    match: re.Match[str],
    passage: Passage,
    held: Sequence[PartyMention],
    before: str,
    parties: Parties,
) -> Iterator[str]:
    """Yield the party right before a frame, by its name or by a pronoun."""
    words, at = passage.words, passage.span.start
    ahead = words[: match.start()]
    if OPEN.search(ahead) or NOT.search(ahead):
        return
    for mention in reversed(held):
        low, high = mention.span.start - at, mention.span.end - at
        if high > match.start() or AFTER_A_PREPOSITION.search(words[:low]):
            continue
        if _GAP.fullmatch(words[high : match.start()]) and not OPEN.search(words[:low]):
            yield mention.party
            return
    clause = re.split(r"[;:]|, (?:but|while|and) ", ahead)[-1]
    if not any(m.span.end - at <= match.start() for m in held) and len(clause) < _PRONOUN_REACH:
        if meant := who_is_meant(ahead, before):
            yield meant
        elif named := _by_name(ahead, parties):
            yield named


_NAME: Final = re.compile(
    r"(?:(?:\A|[.;:,“”\"(]|\b(?:and|but)) ?)(?:[Tt]he |(?:Mr|Mrs|Ms|Dr|Gen|General|Chief)\.? )?"
    r"(?P<name>[A-ZÀ-Þ][\w’-]+(?: (?:of |al-|de )?[A-ZÀ-Þ][\w’-]+){1,4}"
    r"|[A-Z]{3,9}(?:-[A-Z]{1,4})?) "
    rf"{_HELPS}\Z"
)
_NO_GROUP: Final = re.compile(
    r"(?:In|On|At|By|After|Before|When|While|Last|This|That|These|Nobody|Many|Some|But|And|Later|Then"
    r"|Security Council|General Assembly|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


_TITLES: Final = re.compile(
    r"(?:(?:Vice|President|Prime|Foreign|Defen[cs]e|Interior|Minister|Secretary|General|Colonel|Senator"
    r"|Sheikh|Prince|Army|Chief|Speaker|Governor|Ambassador) )+(?=[A-ZÀ-Þ])"
)


def _by_name(ahead: str, parties: Parties) -> str:
    """Return a party that only its own answer names: "the Dust Front gave it a cold welcome"."""
    found = _NAME.search(ahead[-120:])
    if found is None or _NO_GROUP.match(found["name"]) or found["name"] in NOT_GROUPS:
        return ""
    name = _TITLES.sub("", found["name"])
    if known := parties.persons.get(name):
        return known
    id = slug(name)
    parties.known.setdefault(id, Party(id, name, "party", names=(name,)))
    return id


_PRONOUN_REACH: Final = 40


def _is_narrated(passage: Passage, at: int) -> bool:
    """Say whether a frame begins in the article's own words, or with a quotation."""
    return passage.narrated[at : at + 1].strip() != "" or passage.words[at] in "“\"‘'"


def _told(party: str, answer: str, passage: Passage, match: re.Match[str]) -> Placed:
    condition = in_words(match["if"]) if answer == "conditional" else ""
    told = Answered(
        party, answer, condition, passage.citation, passage.day, "narration", _STRENGTH[answer],
        is_earlier(passage.words[: match.start()]),
    )  # fmt: skip
    return Placed(told, passage.span, passage.span.start + match.start())


@cache
def _frames() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return the shipped frames: where whoever answers stands, the answer, the pattern."""
    text = (files("servanda.reading.packages") / "answer_frames.csv").read_text(encoding="utf-8")
    rows = (line.split("|", 2) for line in text.splitlines()[1:])
    return tuple((where, answer, _pattern(frame)) for where, answer, frame in rows)


def _pattern(frame: str) -> re.Pattern[str]:
    plans = frame.count("<PLAN>")
    frame = frame.replace("<PLAN>", _PLAN, 1)
    frame = frame.replace("<PLAN>", _PLAN.replace("?P<it>", "?:")) if plans > 1 else frame
    for sign, mark in ((-1, "<BAD>"), (1, "<GOOD>")):
        frame = frame.replace(mark, _LEAD + _valued(sign)) if mark in frame else frame
    frame = frame.replace("<WHO>", _WHO).replace("<DEAL>", DEAL)
    for group in ("it", "who", "if"):
        frame += "" if f"?P<{group}>" in frame else f"(?P<{group}>(?!))?"
    return re.compile(rf"(?<![\w’'-])(?:{frame})")


@cache
def _valued(sign: int) -> str:
    words = {" ".join(e.words) for e in entries() if e.use == "eval" and e.sign == sign}
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))})\\b"
