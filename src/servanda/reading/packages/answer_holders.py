"""Whose answer a verb tells: subjects, those after "by", both sides, a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.reading.packages.answer_patterns import (
    AFTER_A_PREPOSITION,
    BOTH,
    BY,
    DISTANCE,
    IN_A_PLACE,
    PRONOUN,
    SAYS_SO,
)
from servanda.reading.packages.parties import PartyMention

__all__ = ["holders", "who_is_meant"]


def holders(
    match: re.Match[str],
    words: str,
    at: int,
    held: Sequence[PartyMention],
    sides: Sequence[str],
    before: str,
    both_before: Sequence[str] = (),
) -> list[str]:
    """Return whose answer a verb tells: its subjects, or after "by" those who did it."""
    start, end = at + match.start(), at + match.end()
    if _SPEAKING_OF_THEMSELVES.search(words[: match.start()]):
        return []
    passive = re.search(
        r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s)?\Z|\bthe \Z", words[: match.start()]
    )
    by = BY.match(words[match.end() :])
    if by and (
        passive
        or match.group().lower() == "signing"
        or re.match(r"\s+(?:[\w’'-]+\s){0,3}?by\b", words[match.end() :])
    ):
        after = [m for m in held if m.span.start >= end + by.end() - 6]
        if after and _ENDS_WHO_DID.search(words[match.end() + by.end() : after[0].span.start - at]):
            after = []
        together = _together(after, words, at)
        if together:
            return together
    both = [
        found
        for found in BOTH.finditer(words[: match.start()])
        if not _PART_OF.search(words[: found.start()])
    ]
    ahead = [m for m in held if m.span.end <= start]
    if both and (not ahead or both[-1].start() > ahead[-1].span.end - at):
        return list(sides)
    if passive and not by:
        near = [m for m in held if 0 <= m.span.start - end <= 5]
        received = near and re.fullmatch(
            r" (?:in|at) ", words[match.end() : near[0].span.start - at]
        )
        return [near[0].party] if received and near[0].how == "place" else []
    fronted = _FOR_WHOM.match(words)
    if fronted and held and held[0].span.start - at == fronted.end():
        return [held[0].party]
    cut = _clause_start(words, match.start())
    own = [
        m
        for m in ahead
        if m.span.start - at >= cut and not AFTER_A_PREPOSITION.search(words[: m.span.start - at])
    ]
    own = [m for m in own if not IN_A_PLACE.search(words[: m.span.start - at])] or own
    ahead = [m for m in ahead if not AFTER_A_PREPOSITION.search(words[: m.span.start - at])]
    if own and len(own) > 1 and _NO_SUBJECT.match(words[own[-1].span.end - at : match.start()]):
        own = own[:1]
    if own:
        if DISTANCE.search(words[: own[-1].span.start - at]):
            return []
        return _together(list(reversed(_adjacent(own, words, at))), words, at) or [own[-1].party]
    pronoun = who_is_meant(words[cut : match.start()], before)
    sayers = {m.party for m in ahead if m.span.end - at <= cut}
    they = pronoun or re.match(r"\s*(?:he|she|it|they)\b", words[cut : match.start()])
    if they and cut and sayers and _SAYS_THAT.search(words[:cut]):
        return list(sayers) if len(sayers) == 1 else []
    if pronoun and len(sayers) == 1 and not re.search(r"\b[Tt]hey\b", words[cut : match.start()]):
        return list(sayers)
    if pronoun:
        many = re.search(r"\b[Tt]hey\b", words[cut : match.start()])
        return list(both_before) if many and len(both_before) > 1 else [pronoun]
    return [ahead[-1].party] if ahead and start - ahead[-1].span.end < 60 else []


_SPEAKING_OF_THEMSELVES = re.compile(
    r"\b(?:[Ww]e|I)(?:[’'](?:re|ve|ll|d|m))?(?: (?:are|have|will|would|can|do|did|could|shall|not"
    r"|also|now|still|always|all|am))* \Z"
)
"""Before a verb in somebody's own words, which the quotation gives to whoever says them."""
_ENDS_WHO_DID = re.compile(r"[.;:“”\"]|, (?!\Z)|\b(?:said|says|and (?:also|then))\b")
"""Where those after "by" end: "signed by the two generals, also provides …, X said"."""
_SAYS_THAT = re.compile(
    r"\b(?:said|says|warn(?:ed|s)|announc(?:ed|es)|insist(?:ed|s)|declar(?:ed|es)|add(?:ed|s)"
    r"|stress(?:ed|es)|maintain(?:ed|s)|stat(?:ed|es)|repeat(?:ed|s)|reiterat(?:ed|es)|vow(?:ed|s)"
    r"|confirm(?:ed|s)|indicat(?:ed|es)|signal(?:led|ed|s)|argu(?:ed|es)|not(?:ed|es)"
    r"|pledg(?:ed|es)|wrote|told [^.,;]{2,40}|made (?:it )?(?:plain|clear))"
    r"(?: on \w+day| \w+day| yesterday| today| again)? that\Z"
)
"""Whoever says so in the same sentence is meant by "it": "Kyiv warned that it will not sign"."""
_FOR_WHOM = re.compile(r"\W*(?:For|On behalf of) (?:the )?")
"""Whom a sentence names first as those for whom somebody signs."""
_PART_OF = re.compile(r"\b(?:of|either|neither|none) [“\"']?\Z")


def _clause_start(words: str, at: int) -> int:
    marks = [
        m.end()
        for m in re.finditer(
            r"[;:]|, (?:but|while|whereas|although) |\bwhile\b|\bthat\b(?= (?:he|she|it|they)\b)",
            words[:at],
        )
    ]
    return marks[-1] if marks else 0


def _adjacent(own: Sequence[PartyMention], words: str, at: int) -> list[PartyMention]:
    """Return the last mentions of a list that belong together: "A, B and C signed", last first."""
    kept = [own[-1]]
    for mention in reversed(own[:-1]):
        gap = words[mention.span.end - at : kept[-1].span.start - at]
        if (
            re.fullmatch(
                r"(?:[’']s)?(?: [a-z’'-]+){0,3}?,?(?: (?:and|with|or))? ?(?:the |its |his "
                r"|both )?(?:[A-Za-z-]+ ){0,3}",
                gap,
            )
            and re.search(r",|and|with", gap)
            and not SAYS_SO.search(gap)
        ) or mention.party == kept[-1].party:
            kept.append(mention)
        else:
            break
    return kept


_NO_SUBJECT = re.compile(
    r"\A,? (?:but|and|then|yet|while)(?: (?:then|also|later|at once|has|had))? \Z"
)
"""Between a name and a verb that shares the subject of the verb before it."""
_ANOTHER_CLAUSE = re.compile(
    r"\A(?:[’']s)?,? (?:which|who|whose) (?:(?!, and).)*\Z|\b(?:but|while|because|after|before"
    r"|that)\b"
)


def _together(held: Sequence[PartyMention], words: str, at: int) -> list[str]:
    """Return the parties of a list that runs on from its first member."""
    if not held:
        return []
    found = [held[0]]
    for mention in held[1:]:
        low, high = sorted((found[-1].span, mention.span))
        gap = words[low.end - at : high.start - at]
        if mention.party == found[-1].party or (
            re.fullmatch(
                r"(?:, (?:which|who|whose) [^,.;:]{0,60})?[^.;:]{0,60}?(?:,| and| with| or) ?"
                r"(?:the |its |his )?(?:[\w-]+ ){0,3}",
                gap,
            )
            and not _ANOTHER_CLAUSE.search(gap)
            and not IN_A_PLACE.search(gap)
        ):
            found.append(mention)
        else:
            break
    return list(dict.fromkeys(m.party for m in found))


def who_is_meant(words: str, before: str) -> str:
    """Return the party named before, where `words` have a pronoun for a subject."""
    return before if before and PRONOUN.search(words) else ""
