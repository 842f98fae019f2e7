"""Answers by what was signed: deals that are done, lists of those who signed, the rest inferred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from servanda.evidence.span import Span
from servanda.reading.packages.answer_patterns import NOT, OPEN, SAYS_SO, verbs
from servanda.reading.packages.answer_times import tells_of_the_past
from servanda.reading.packages.answered import Answered
from servanda.reading.packages.clause_answers import Placed
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.plan_words import DEAL

__all__ = [
    "done_deals", "is_old", "signatories", "signed_by_all", "signed_by_strangers", "signed_for",
]  # fmt: skip

_SIGNED = re.compile(
    rf"(?i)\b{DEAL}\b[^.;:]{{0,60}}\b(?:was|were|has been|have been) (?:finally |formally |duly "
    rf"|solemnly )?"
    rf"(?:signed|initial?led|sealed|concluded)\b(?! by)"
    rf"|\b(?:after|of|since|upon) (?:the )?(?:signing|signature)\b"
    rf"|\b(?:the )?(?:signing|signature) of (?:the |an? |this )?(?:\w+ ){{0,2}}{DEAL}\b"
)
_DONE = re.compile(
    r"(?i)\b(?:(?:was|were|been|is|are|be) (?:finally |formally |jointly )?(?:signed|agreed"
    r"|reached|concluded|initial?led|struck|sealed)|(?:took|takes|taking|came|comes|went|goes"
    r"|enters?|entered) (?:effect|into force|into effect)"
    r"|sign(?:ing|ature) of|agreement (?:ending|to end)|reach(?:ed)? (?:an? )?(?:agreement|deal"
    r"|accord|ceasefire|truce)|(?<!\ban )(?<!\bthe )(?<!\bas )agreed(?! to (?:work|discuss|study"
    r"|consider|meet|talk|negotiate|resume|restart|reopen|return|join|attend|continue)))\b"
)


def done_deals(
    passages: Sequence[Passage], parties: Parties, sides: Sequence[str]
) -> Iterator[Placed]:
    """Yield a yes for sides that a sentence names with a deal that is done between them.

    What one side says is done is done by that side alone, until the other says so.
    """
    for passage in passages:
        words = passage.narrated
        done = _DONE.search(words)
        if (
            not done
            or NOT.search(words[: done.start()])
            or OPEN.search(words[: done.start()][-50:])
            or is_old(passage)
        ):
            continue
        if not re.search(rf"(?i)\b{DEAL}\b", words) or words.rstrip().endswith("?"):
            continue
        if any(verb["no"] for verb in verbs().finditer(words)):
            continue
        between = re.search(r"\b(?:between|by|with)\b", words)
        held = [m for m in parties.within(passage.document, passage.span) if m.party in sides]
        named = {m.party for m in held}
        if len(named) > 1 and between:
            if says := SAYS_SO.search(words[: done.start()]):
                before = {m.party for m in held if m.span.end - passage.span.start <= says.start()}
                named = before or named
            for party in sorted(named):
                yes = Answered(
                    party, "accepts", "", passage.citation, passage.day, "narration", 0.8
                )
                yield Placed(yes, passage.span, passage.span.start + done.start())


_SIGNATORIES = re.compile(
    r"\b(?:[Aa]mong (?:the|its) )?(?:[Ss]ignatories|[Ss]igners|[Tt]hose who (?:have )?signed)"
    r"(?: (?:to|of) (?:it|the \w+))? (?:also )?(?:includ(?:e|ed)|were|are)\b"
)


def signatories(passages: Sequence[Passage], parties: Parties) -> Iterator[Placed]:
    """Yield a yes for everybody in a list of those who signed: "Signatories include A and B"."""
    for passage in passages:
        match = _SIGNATORIES.search(passage.narrated)
        if match is None or NOT.search(passage.narrated[: match.start()]):
            continue
        at = passage.span.start
        end = at + (passage.narrated + ".").index(".", match.end())
        for party in dict.fromkeys(
            m.party for m in parties.within(passage.document, Span(at + match.end(), end))
        ):
            yes = Answered(party, "accepts", "", passage.citation, passage.day, "narration", 2.0)
            yield Placed(yes, passage.span, at + match.start())


def is_old(passage: Passage) -> bool:
    """Say whether a sentence tells of a plan of long before the article."""
    return tells_of_the_past(passage.narrated, passage.day)


STRENGTH = 0.3
"""What is only inferred, and gives way to whatever is told."""


def signed_by_all(
    passages: Sequence[Passage],
    parties: Parties,
    sides: Sequence[str],
    answers: Sequence[Answered],
) -> list[Answered]:
    """Return a yes for each side that nothing is told of, where the agreement was signed.

    None where a side is told to refuse, or where the sentence names one side alone: the other may
    not have signed.

    >>> from servanda.evidence.span import Span
    >>> words = "The accord was signed on Monday."
    >>> passage = Passage("a", Span(0, len(words)), words, words, "prose", 0, None)
    >>> [(a.party, a.answer) for a in signed_by_all([passage], Parties(), ["n", "u"], [])]
    [('n', 'accepts'), ('u', 'accepts')]
    """
    if any(a.party in sides and a.answer == "rejects" and not a.past for a in answers):
        return []
    told = {answer.party for answer in answers}
    for passage in passages:
        words = passage.narrated
        match = _SIGNED.search(words)
        if match is None or words.rstrip().endswith("?"):
            continue
        before = words[: match.start()]
        if NOT.search(before) or OPEN.search(before[-50:]) or _AHEAD.search(match.group()):
            continue
        named = {m.party for m in parties.within(passage.document, passage.span)} & set(sides)
        if len(named) == 1:
            continue
        return [
            Answered(p, "accepts", "", passage.citation, passage.day, "narration", STRENGTH)
            for p in sides
            if p not in told
        ]
    return []


_AHEAD = re.compile(r"(?i)\b(?:will|would|to be|until|before|if|not|never|yet|ahead)\b")


_CAPITAL = r"[A-ZÀ-Þ][\w’'-]+"
_TITLE = r"(?:(?:Mrs?|Ms|Dr|Señor|General|Colonel|President|Prince)\.? )?"
_PERSON = rf"{_TITLE}(?:{_CAPITAL} ){{0,3}}{_CAPITAL}"
_SIGNS = (
    r"(?:(?:had|has|have|then|also|duly|by then|later|finally) ){0,2}(?:sign(?:s|ed)"
    r"|initial?(?:s|led)|(?:put|set|affixed|added) (?:his|her|their)"
    r" (?:names?|signatures?|initials))"
)
_FOR = re.compile(rf"(?<!who )\b{_SIGNS}[^.;:]{{0,30}}? (?:for|on behalf of) (?:the )?")
_AND_FOR = re.compile(
    rf"(?:,| and|, and|;|; and) (?:{_PERSON}|(?:his|her|its|their|the|a) [\w -]{{3,40}}?)"
    r"(?:, [^,;.]{3,60},)? (?:for|on behalf of) (?:the )?\Z"
)
_FOR_WHOM_IT_WAS = re.compile(r"\A,? it was (?:its |their |the )?[\w ,’'-]*?[A-ZÀ-Þ]")


def signed_for(passages: Sequence[Passage], parties: Parties) -> Iterator[Placed]:
    """Yield a yes for everybody in whose name somebody signed, where the verb is told once.

    "N. signed for Norland and P. for the Popular Front"; "for the rebels it was their chief, Q."
    """
    for passage in passages:
        words, at = passage.narrated, passage.span.start
        first = _FOR.search(words) or re.search(rf"\bwho {_SIGNS}(?=[;,])", words)
        if first is None or is_old(passage) or words.rstrip().endswith("?"):
            continue
        if NOT.search(words[: first.start()]) or OPEN.search(words[: first.start()][-50:]):
            continue
        for held in parties.within(passage.document, passage.span):
            start, end = held.span.start - at, held.span.end - at
            before, after = words[:start], words[end:]
            its_own = start >= first.end() and (
                start == first.end()
                or _AND_FOR.search(before[first.start() :])
                or (re.search(r"\bfor (?:the )?\Z", before) and _FOR_WHOM_IT_WAS.match(after))
            )
            if its_own:
                yes = Answered(
                    held.party, "accepts", "", passage.citation, passage.day, "narration", 2.0
                )
                yield Placed(yes, passage.span, at + first.start())


_STRANGER = re.compile(rf"(?P<who>{_PERSON})(?:, [^,;.]{{3,60}},)? {_SIGNS}\b(?! (?:a|an|one) )")
_TWO_STRANGERS = re.compile(rf"(?P<one>{_PERSON}) and (?P<two>{_PERSON}) {_SIGNS}\b")

_FOR_OTHERS = re.compile(
    r"(?i)\b(?:witness\w*|mediat\w*|observers?|guarantors?|envoys?|facilitat\w*|brokers?|hosts?)\b"
)
"""Who signs so signs for neither side."""


def signed_by_strangers(
    passages: Sequence[Passage],
    parties: Parties,
    sides: Sequence[str],
    answers: Sequence[Answered],
) -> list[Answered]:
    """Return a yes for the sides of which nothing is told, where as many unknown persons signed.

    Of two sides whose delegates sign, the articles need not say who is whose. None where a side
    is told to refuse or to set a condition.
    """
    told = {answer.party for answer in answers if answer.answer != "undeclared"}
    open_sides = [side for side in sides if side not in told]
    if (
        len(sides) != 2
        or not open_sides
        or any(
            a.party in sides and a.answer in {"rejects", "conditional"} and not a.past
            for a in answers
        )
    ):
        return []
    met: dict[str, Passage] = {}
    known_to_sign = {
        (a.citation.source, " ".join(a.quote.split())) for a in answers if a.party in sides
    }
    for passage in passages:
        words = passage.narrated
        if (passage.document, " ".join(passage.words.split())) in known_to_sign:
            continue
        if is_old(passage) or words.rstrip().endswith("?") or passage.kind == "title":
            continue
        if _FOR_OTHERS.search(words):
            continue
        for match in (*_TWO_STRANGERS.finditer(words), *_STRANGER.finditer(words)):
            if NOT.search(words[: match.end()]) or OPEN.search(words[: match.start()][-50:]):
                continue
            for name, (low, high) in ((n, match.span(n)) for n in match.groupdict()):
                at = passage.span.start
                known = parties.within(passage.document, Span(at + low, at + high))
                if name and all(parties.kind(m.party) == "person" for m in known):
                    met.setdefault(words[low:high].split()[-1], passage)
    if len(met) < len(open_sides):
        return []
    cited = next(iter(met.values()))
    return [
        Answered(side, "accepts", "", cited.citation, cited.day, "narration", STRENGTH)
        for side in open_sides
    ]
