"""Answers told by leaning on another: "so did Norland", "Upland followed suit", "Lowland, no"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.evidence.span import Span
from servanda.reading.packages.answer_patterns import AFTER_A_PREPOSITION, NOT, OPEN
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.clause_answers import Placed
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.passages import Passage

__all__ = ["echoed_answers"]

_HELPS = r"(?:did|do|does|has|have|had|is|are|was|were|will|would)"
_LIKEWISE = re.compile(rf"(?:\b[Ss]o|\bas) {_HELPS} (?=(?:the )?[A-ZÀ-Þ])")
_NEITHER = re.compile(rf"\b(?:[Nn]either|[Nn]or) {_HELPS} (?=(?:the )?[A-ZÀ-Þ])")
_TOO = re.compile(
    r"\A,? (?:did|does|do|has|have|is|are) (?:so|too|likewise|the same|as well)(?: too)?\b"
    r"|\A,? (?:too|likewise|as well)(?=[.,;:—–]|\Z)"
)
_AFTERWARDS = r"(?:(?:has|have|had|then|soon|later|quickly|duly|promptly|at once|since|now) ){0,2}"
_SUIT = re.compile(
    rf"\A,? {_AFTERWARDS}(?:follow(?:ed|s) suit|echo(?:ed|es) (?:it|him|her|them|that)"
    r"|(?:gave|gives|returned|sent|had) (?:back )?(?:the|exactly the|much the) same"
    r" (?:answer|reply|word|response))\b"
)
"""Who does as the one before did: close behind it, for there are other things to follow."""
_SAME = r"(?:the|exactly the|much the) same (?:answer|reply|word|response|no|yes)"
_SAME_FROM = re.compile(
    rf"(?i)\b{_SAME} (?:came |comes |arrived |was heard "
    rf"|followed )?(?:back )?from (?=(?:the )?[A-ZÀ-Þ])"
    rf"|\bfrom (?=(?:the )?[A-ZÀ-Þ][^.;:,]{{1,60}}? (?:came|comes|arrived|was heard) {_SAME}\b)"
)
_NOT_HIM = re.compile(r"(?:\b[Nn]ot so|[;—–] not|, not) (?=(?:the )?[A-ZÀ-Þ])")
_NOT_SO = re.compile(
    r"\A,? (?:(?:did|does|do|has|have|would|will|could) not|(?:did|does|has|wo|would)n[’']t"
    r"|refused|declined|will not hear of it)(?: yet)?(?=[.,;:—–]| (?:and|but)\b|\Z)"
    r"|\A,? (?:did not|didn[’']t|will not|would not|won[’']t|refused to"
    r"|declined to) (?:follow suit|do the same|do so)\b"
)
_GAPPED = re.compile(
    r"\A,? that (?:it|they|he|she)(?:[’']d| would| will|[’']ll) (?P<no>not |never )?"
    r"(?:accept|agree|respect|observe|honou?r|sign|abide|stop|hold|keep|comply|join|implement)\b"
    r"(?P<if>[^.;]*?\b(?:as long as|if|once|provided|only|when|unless|until)\b[^.;]*)?"
)
"""What a second speaker says, the verb of saying left out: "X said it would, Y that they'd …"."""
_OTHER_SIDE = re.compile(r"\A,?(?: [^.;,]{2,40},)? (?:is|are|was|were|stands?) on the other side\b")
_YES, _NO = re.compile(r"\A,? yes(?=[.,;:—–]|\Z)"), re.compile(r"\A,? no(?=[.,;:—–]|\Z)")
_FOR, _AGAINST = (
    re.compile(r"\A (?:is|are|was|were) (?:all )?for(?=[.,;:—–]|\Z)"),
    re.compile(r"\A (?:is|are|was|were) against(?=[.,;:—–]|\Z)"),
)
_ASKED_WHO = re.compile(
    r"(?i)\bwho(?:[’']s| is| was| are)?(?: [\w’'-]+){0,4} (?P<what>against|for|opposed"
    r"|in favou?r|happy"
    r"|unhappy|isn[’']t|not)\b[^.?]*\?"
)
_WHO_SIGNED = re.compile(
    r"(?i)\bwho (?:has |have )?(?:all )?(?:signed|accepted|agreed)\b[^.?]{0,40}\?"
)
_IS = re.compile(
    r"\A (?:party |movement |group )?(?:is|are|does|do|did)(?:, for (?:one|another))?[.,;]"
)
_IS_ALONE = re.compile(r"\A (?:party |movement |group )?,? ?for (?:one|another)\b")
_REFUSING = re.compile(r"(?i)\b(?:not|nobody|no one|refus\w+|reject\w+|never|but)\b|\?")
_TURNED = {"accepts": "rejects", "in_principle": "rejects", "conditional": "rejects"}
_REACH = 2
"""Sentences after which nothing leans on an answer any more."""


def echoed_answers(
    passages: Sequence[Passage], parties: Parties, placed: Sequence[Placed]
) -> Iterator[Placed]:
    """Yield answers that a sentence gives by another just before it, or to who is for or against.

    A party that has an answer of its own in the same sentence needs none.
    """
    before: list[Placed] = []
    asked, since, signed, number_of = "", 99, False, -2
    by_place = sorted(placed, key=lambda p: p.at)
    for number, passage in enumerate(passages):
        own = [
            p
            for p in by_place
            if p.answer.citation.source == passage.document
            and passage.span.start <= p.at < passage.span.end
        ]
        near = [p for p in before if p.answer.citation.source == passage.document] + own
        question = _ASKED_WHO.search(passage.words)
        if question:
            asked, since = question["what"].lower(), 0
        elif since <= _REACH:
            since += 1
        else:
            asked = ""
        close = near if number - number_of == 1 else own
        found = list(_in_passage(passage, parties, near, asked))
        found += _as_one_close_by(passage, parties, close)
        if found:
            found += _in_passage(passage, parties, [*near, *found], asked)
        if signed and not _REFUSING.search(passage.narrated):
            found += [
                _told(m.party, "accepts", passage, m.span.start - passage.span.start, False)
                for m in parties.within(passage.document, passage.span)
            ]
        signed = bool(_WHO_SIGNED.search(passage.words))
        have = {p.answer.party for p in own if p.answer.strength >= 1.0}
        once = {p.answer.party: p for p in reversed(found)}
        fresh = [p for p in once.values() if p.answer.party not in have]
        yield from fresh
        if own or fresh:
            before = [*own, *fresh]
            number_of = number
        elif before and number - number_of >= _REACH:
            before = []


def _in_passage(
    passage: Passage, parties: Parties, near: Sequence[Placed], asked: str
) -> Iterator[Placed]:
    words, at = passage.narrated, passage.span.start
    held = parties.within(passage.document, passage.span)
    for pattern, turned in ((_LIKEWISE, False), (_NEITHER, False)):
        for match in pattern.finditer(words):
            leaning = [p for p in near if p.at < at + match.start()]
            if match.group().startswith("as"):
                leaning = [p for p in leaning if p.at >= at]
            answer = leaning[-1].answer.answer if leaning else _asked_for(asked)
            if not answer or (pattern is _NEITHER and answer != "rejects"):
                continue
            for party in _row(held, words, at, match.end()):
                yield _told(party, answer, passage, match.start(), turned)
    for mention in held:
        rest = words[mention.span.end - at :]
        start = mention.span.start - at
        if (
            words[:start]
            .rstrip()
            .endswith(("of", "in", "with", "by", "from", "to", "had", "should"))
        ):
            continue
        leaning = [p for p in near if p.at < mention.span.start]
        last = leaning[-1].answer.answer if leaning else ""
        answer = _by_its_words(rest, last)
        if (gapped := _GAPPED.match(rest)) and re.search(r"\b(?:said|says|told)\b", words[:start]):
            told = _told(
                mention.party, "rejects" if gapped["no"] else "accepts", passage, start, False
            )
            if gapped["if"] and not gapped["no"]:
                condition = in_words(
                    re.sub(
                        r"\A.*?(?=\b(?:as long as|if|once|provided|only|when|unless|until)\b)",
                        "",
                        gapped["if"],
                    )
                )
                told = replace(
                    told, answer=replace(told.answer, answer="conditional", condition=condition)
                )
            yield told
            continue
        if not answer and asked and (_IS.match(rest) or _IS_ALONE.match(rest)):
            answer = _asked_for(asked)
        if answer and not any(p.answer.party == mention.party for p in leaning[-1:]):
            yield _told(mention.party, answer, passage, start, False)


def _as_one_close_by(
    passage: Passage, parties: Parties, close: Sequence[Placed]
) -> Iterator[Placed]:
    """Yield answers given as the one just before was: "followed suit", "the same answer from".

    What nobody answered cannot be followed, nor can an answer that is two sentences back.
    """
    words, at = passage.narrated, passage.span.start
    if not close or words.rstrip().endswith("?") or OPEN.search(words[:60]):
        return
    held = parties.within(passage.document, passage.span)
    for pattern, turned in ((_SAME_FROM, False), (_NOT_HIM, True)):
        for match in pattern.finditer(words):
            answer = _last_before(close, at + match.start(), "")
            answer = _TURNED.get(answer, "") if turned else answer
            if not answer or NOT.search(words[: match.start()]) or _REFUSING_LEAD.search(words):
                continue
            for party in _row(held, words, at, match.end()):
                yield _told(party, answer, passage, match.start(), False)
    for mention in held:
        follows = _SUIT.match(words[mention.span.end - at :])
        answer = _last_before(close, mention.span.start, mention.party)
        lead = words[: mention.span.start - at]
        here = any(at <= p.at < mention.span.start for p in close)
        if not here and (len(lead) > _SHORT_LEAD or ";" in lead):
            continue
        if follows and answer and not AFTER_A_PREPOSITION.search(lead):
            yield _told(mention.party, answer, passage, mention.span.start - at, False)


_SHORT_LEAD = 24
"""Letters that may stand before a name that follows an answer of the sentence before."""
_REFUSING_LEAD = re.compile(r"(?i)\A\W*(?:no|not|nobody|never|instead of|far from)\b(?! so\b)")


def _last_before(close: Sequence[Placed], at: int, but: str) -> str:
    """Return the last answer before a place, of anybody but one party."""
    told = [p.answer.answer for p in close if p.at < at and p.answer.party != but]
    return told[-1] if told and told[-1] != "undeclared" else ""


def _by_its_words(rest: str, last: str) -> str:
    """Return the answer that the words right after a party give, leaning on the last one."""
    if last and _OTHER_SIDE.match(rest):
        return _TURNED.get(last, "accepts")
    if last and _TOO.match(rest):
        return last
    if last in _TURNED and _NOT_SO.match(rest):
        return _TURNED[last]
    if last and _YES.match(rest):
        return "accepts"
    if last and _NO.match(rest):
        return "rejects"
    return "accepts" if _FOR.match(rest) else "rejects" if _AGAINST.match(rest) else ""


def _asked_for(asked: str) -> str:
    if not asked:
        return ""
    against = asked in {"against", "opposed", "unhappy", "not"} or asked.startswith("isn")
    return "rejects" if against else "accepts"


def _row(held: Sequence[PartyMention], words: str, at: int, start: int) -> list[str]:
    """Return the parties named one after another from a place on."""
    found: list[str] = []
    end = start
    for mention in held:
        low, high = mention.span.start - at, mention.span.end - at
        if low < start:
            continue
        gap = words[end:low]
        if not re.fullmatch(
            r"(?:, | and |, and | or )?(?:[Tt]he )?(?:[a-z]+ (?:of (?:the )?)?){0,3}", gap
        ):
            break
        found.append(mention.party)
        end = high
    return found


def _told(party: str, answer: str, passage: Passage, start: int, past: bool) -> Placed:
    told = Answered(party, answer, "", passage.citation, passage.day, "narration", 1.5, past)
    return Placed(told, Span(passage.span.start, passage.span.end), passage.span.start + start)
