"""What a verb of answering says in its sentence: yes, no, yes if, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.reading.packages.answer_patterns import (
    AN_EFFORT,
    ANOTHER_OBJECT,
    DENIED_NO,
    ENDS,
    IF,
    NEEDS_OBJECT,
    NOT,
    NOUN,
    OBJECT,
    OFFER_OF_TALKS,
    ONLY_SUCH,
    OPEN,
    OTHER_THINGS,
    OTHERS_SAY,
    WANTS,
)
from servanda.reading.packages.answer_times import (
    is_earlier,
    is_of_an_earlier_month,
    is_of_before,
)
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.parties import PartyMention
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.plan_words import DEAL

__all__ = ["answered_by", "verb_answer"]


def verb_answer(
    match: re.Match[str], words: str, held: Sequence[PartyMention], at: int, sides: Sequence[str]
) -> tuple[str, float] | None:
    """Return the answer that a verb gives, with its strength, None where it gives none."""
    before, after = words[: match.start()], words[match.end() :]
    if (
        _TURNED.search(before)
        or _NOTHING_BUT.match(after)
        or _NOBODY_SAYS.search(before)
        or _ANYBODY.search(before)
        or _WHATEVER_HE.search(before)
    ):
        return None
    offered = OFFER_OF_TALKS.search(words, match.start())
    if match["yes"] and offered and offered.start() - match.end() < _NEAR:
        return None
    if _AGREED_THING.search(before + match.group()):
        return None
    if match["yes"] and (_TO_TALK.match(after) or _TALK_OF.search(before)):
        return None
    if match["yes"] and _NOTHING.match(after):
        return "rejects", 1.5
    if match["yes"] and _SOONER.search(before):
        return None if _SUPPOSED.search(before) else ("rejects", 1.5)
    if _OF_SOMETHING_ELSE.search(before) or _OBJECT_FIRST.search(before) or _BEGS.search(before):
        return None
    if ANOTHER_OBJECT.match(after) and not _IS_WHOLE.match(match.group()):
        return None
    clause = re.split(r"[;:]|, (?:and|but|who|which) ", before)[-1]
    named = re.match(r"\s*(?:the )?[A-Z][\w’'-]+", after)
    fits = bool(OBJECT.match(after)) or bool(
        named
        and not any(
            m.party in sides
            and m.span.start - at < match.end() + named.end()
            and m.span.end - at > match.end()
            for m in held
        )
    )
    if (
        NEEDS_OBJECT.match(match.group())
        and not fits
        and not (match["no"] and ENDS.match(after) and not NOUN.match(match.group()))
        and "it" not in match.group().split()
        and "the" not in match.group().split()
    ):
        return None
    other = re.match(
        r"\s*(?:the|a|an|his|her|its|their|no|some|any|more) (?:[\w’'-]+ ){0,2}[\w’'-]+", after
    )
    if (
        not fits
        and other
        and not ENDS.match(after)
        and not match["no"]
        and not match["weak"]
        and len(match.group().split()) == 1
        and not re.match(r"\s*(?:to|that|on|not)\b", after)
    ):
        return None
    if re.match(r"(?i)agree", match.group()) and re.match(
        r"\s*(?:with|that (?:it|he) (?:was|is))\b", after
    ):
        return None
    denied = match["no"] or NOT.search(clause) or re.search(r"(?i)\b(?:not|never)\b", match.group())
    if denied and re.match(r"[^.;]{0,25}\b(?:at first|initially)\b", after):
        return None
    if denied and not match["no"] and (_NOT_YET.search(before) or _YET.match(after)):
        return None
    if denied and re.match(r"\s*(?:those|anyone|anybody|everyone|whoever)\b", after):
        return None
    if denied and AN_EFFORT.match(after.lstrip()) and not NOUN.match(match.group()):
        return None
    if re.match(r"\s*(?:them|those)\b", after) and OTHER_THINGS.search(before):
        return None
    if (
        denied
        and (only := ONLY_SUCH.search(words, match.start()))
        and only.start() - match.end() < 3
    ):
        return "conditional", 1.5
    if match["no"]:
        if DENIED_NO.search(clause):
            return None
        if re.match(r"(?i)refus", match.group()) and re.match(
            r"\s*to (?:rule out|say|comment|give|discuss|name|confirm|meet|talk|believe)", after
        ):
            return None
        if (
            OPEN.search(clause[-60:])
            and not _SET_OFF.search(clause)
            and not re.search(r"(?<!is )(?<!are )(?<!was )\bsaid\b(?! to)", clause[-20:])
        ):
            return None
        return "rejects", 2.0
    if OPEN.search(clause[-60:]) and not _SET_OFF.search(clause):
        return None
    if re.search(r"(?i)\b(?:never|not)\b", match.group()):
        return "rejects", 2.0
    if NOT.search(clause):
        undone = re.search(r"(?i)\b(?:yet to|without|rather than|nobody)\b", clause[-40:])
        return None if undone else ("rejects", 1.5)
    if re.search(r"\bhad (?:\w+ )?\Z", before):
        return "accepts", 0.9
    if re.search(r"\bin principle\b", words):
        return "in_principle", 1.8
    if match["puts"]:
        return ("accepts", 0.8) if fits else None
    return "accepts", 1.0 if match["weak"] else 2.0


_NOT_YET = re.compile(
    r"(?i)(?:\bnot|n[’']t) (?:yet|as yet|so far)\b[\w ]{0,20}\Z"
    r"|\b(?:by (?:noon|midnight|nightfall|dusk|dawn|(?:late |early )?(?:morning|afternoon|evening"
    r"|\w+day)(?: \w+)?)|so far|as yet)\b,?[^.;,]{0,40}\Z"
)
_YET = re.compile(
    r"(?i)\A(?:(?! but\b)[^.;,]){0,50}\b(?:yet|so far|in public|publicly|openly|aloud|out loud)\b"
)
"""Whose yes has not been heard has not said no: "has not accepted it yet", "by noon had not"."""
_IS_WHOLE = re.compile(r"(?i)(?:order|gave the order|vow|swor|keep fighting|fight on)")
"""What says all by itself, whatever follows: "ordered his men to fire on the forces of order"."""
_OF_SOMETHING_ELSE = re.compile(
    r"(?i)\b(?:ideas?|demands?|clauses?|points?|conditions?|provisions?|notions?|claims?|things?|steps?"
    r"|moves?|requests?|troops|soldiers|peacekeepers|force) (?:that|which) (?:[\w’'-]+ ){1,4}\Z"
)
"""What a relative clause is about where it is not the plan: "an idea that Oslo rejects"."""
_OBJECT_FIRST = re.compile(
    r"(?i)(?:\A|[;,:] )(?:the|this|that|its|his|their|an?) "
    rf"(?!(?:[\w-]+ )?(?:{DEAL}|text|paper)s? )"
    r"(?:[\w-]+ ){1,2}(?:it|he|she|they) (?:has |have |had )?\Z"
)
"""What is refused, where it comes first and is no plan: "the base it refused"."""
_BEGS = re.compile(
    r"(?i)\b(?:beg(?:s|ged)?|urg(?:es?|ed)|ask(?:s|ed)|tells?|told|implor(?:es?|ed)|advis(?:es?|ed)"
    r"|warn(?:s|ed)|press(?:es|ed)|order(?:s|ed)|persuad(?:es?|ed)|call(?:s|ed) on|plead\w* with"
    r"|want(?:s|ed)|counsel\w*|entreat\w*) (?!to\b)[^.;:]{2,80}?\b(?:not|never) to \Z"
)
"""What somebody asks another not to do, who has not refused by that."""
_TURNED = re.compile(
    r"\b(?:[Hh]ad|[Ss]hould|[Ww]ere) (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? (?:ever )?\Z"
)
"""A subject behind its auxiliary, which only supposes: "had Norland refused"."""
_NOBODY_SAYS = re.compile(
    r"(?i)\b(?:nobody|no one|none|few)\b[^.;:]{0,30}\b(?:thought|thinks?|sa(?:id|ys?)|believ\w+"
    r"|expect\w+)(?: that)? [^.;:]{0,40}\Z"
)
_NOTHING = re.compile(r"\s*(?:nothing|not a (?:thing|word|line))\b")
_WHILE_IT = re.compile(
    r"(?i)\bwhile (?:the |its |their |any |a |[A-Z]\w+ )?(?:[\w’'-]+ ){0,5}?(?:is|are|remains?"
    r"|stays?|sits?|stands?"
    r"|holds?|continues?|lasts?)\b(?! (?:ready|willing|for|in favou?r))[^.,;]*|\b(?:as"
    r"|so) long as\b[^.,;]*"
)
"""For how long somebody will not: "will sign nothing while the port is shelled"."""
_WILL_NOT = re.compile(
    r"(?i)\b(?:(?:will|would|shall|can)(?: not|n[’']t)|won[’']t|cannot|will never|refuses?"
    r"|will)\b[^,;.]{0,40}\Z"
)
_WHATEVER_HE = re.compile(
    r"(?i)\b(?:no|any|every|each|whatever) (?:[\w’'-]+ ){1,2}?(?:that |which )?(?:he|she|it|they)"
    r"(?: (?:has|had|have|may|might|ever))* \Z"
)
"""Whatever somebody else may answer: "no paper he signs binds us"."""
_ANYBODY = re.compile(
    r"(?i)(?<!the )(?<!this )(?<!that )(?<!each )(?<!last )(?<!no )\bone (?:has |had |would "
    r"|will |can )?\Z"
)
"""What is said of people at large: "a thing one has turned down"."""
_NOTHING_BUT = re.compile(
    r"\s*(?:nothing|no more|little) (?:beyond|but|except|more|other|else|save)\b"
)
_SOONER = re.compile(r"(?i)\b(?:sooner|rather|better)\b[^.;:]{0,80}\bthan(?: to| have to)? \Z")
"""What somebody would do sooner than this: "would sooner burn it than sign"."""
_NEAR = 60
"""Letters between a verb and what it answers."""
_AGREED_THING = re.compile(r"(?i)\b(?:an|the|previously|mutually|as|already) agreed\Z")
"""What was agreed, and no agreeing: "an agreed number of prisoners"."""
_TALK_OF = re.compile(r"(?i)\b(?:talk|speak|spoke|think|dream)\w* (?:of|about) \Z")
_SUPPOSED = re.compile(r"(?i)\b(?:whether|if|unless|den(?:y|ies|ied)|ask(?:s|ed)|untrue)\b")
_TO_TALK = re.compile(
    r"(?i)\s+(?:(?:in principle|on \w+day|yesterday|today) )?(?:to|on) (?:(?:resum|restart|reopen"
    r"|hold|continu|start|open|begin"
    r"|join|attend|return to|enter)\w* )?(?:[\w’'-]+ ){0,3}?(?:talks|negotiations|dialogue"
    r"|discussions|a meeting|a summit"
    r"|a conference)\b|\s+to (?:\w+ly )?(?:meet|talk|discuss|consider|study|negotiate"
    r"|work (?:through|on|with|together|towards?))\b"
)
"""A yes to go on talking: "agreed to resume talks"."""
_SET_OFF = re.compile(
    r"(?i)\A\W*(?:after|when|once) [^.,;:]*\b(?:went|had|was|were|did|came|fell|\w{3,}ed)\b[^.,;:]*"
    r"\b(?:he|she|it|they) \Z"
)
"""A time that is over, before its main clause: "After the ship went down it said no"."""


def _is_past(words: str, match: re.Match[str], passage: Passage) -> bool:
    """Say whether a verb tells of an answer before the one its article is about."""
    return (
        is_earlier(words[: match.start()])
        or is_of_before(words)
        or is_of_an_earlier_month(words, passage.day)
    )


def answered_by(
    party: str, answer: str, strength: float, passage: Passage, words: str, match: re.Match[str]
) -> Answered:
    """Return the answer of a party by a verb, with the condition that the sentence sets."""
    condition = ""
    if answer == "conditional" and (only := ONLY_SUCH.search(words, match.start())):
        condition = in_words(only.group())
    if answer == "rejects" and re.match(r"(?i)(?:fight on|keep fighting|vow|swor)", match.group()):
        return Answered(
            party, answer, "", passage.citation, passage.day, "narration", strength,
            _is_past(words, match, passage),
        )  # fmt: skip
    others = OTHERS_SAY.search(words, match.end())
    end = others.start() if others else len(words)
    hangs = IF.search(words, match.end(), end) or (
        WANTS.search(words, match.end(), end) if answer != "rejects" else None
    )
    if hangs is None and match["yes"]:
        hangs = re.search(
            r"(?i)\bon condition\b[^.;]*|\bas long as\b[^.;]*|\bif\b[^.;]*",
            words[match.end() : end],
        )
    if answer == "rejects" and not hangs and _WILL_NOT.search(words[: match.end()]):
        while_it = _WHILE_IT.search(words, match.end(), end)
        if while_it and "," not in words[match.end() : while_it.start()]:
            answer, condition = "conditional", in_words(while_it.group())
    if (hangs and answer in {"accepts", "in_principle"}) or (
        hangs
        and answer == "rejects"
        and re.search(r"(?i)\b(?:unless|until|before|only if|without)\b", hangs.group())
    ):
        answer, condition = "conditional", in_words(hangs.group())
    return Answered(
        party, answer, condition, passage.citation, passage.day, "narration", strength,
        _is_past(words, match, passage),
    )  # fmt: skip
