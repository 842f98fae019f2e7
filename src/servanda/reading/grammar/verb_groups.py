"""What stands before a verb and turns its sense: negation, modals, verbs that govern it.

"has refused to rule out accepting": the group of "accepting" holds two that refuse, so nothing is
said; "is not ready to sign": one negation and one readiness, so no.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from servanda.reading.grammar.words import Match, Words, as_yes

__all__ = ["Group", "group_of"]

MODALS: Final = frozenset(
    {"will", "would", "shall", "should", "can", "could", "may", "might", "must"}
)
HAVE: Final = frozenset({"have", "has", "had", "having"})
DO: Final = frozenset({"do", "does", "did"})
BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
NEGATORS: Final = frozenset({"not", "never", "nor"})
ALMOST_NOT: Final = frozenset({"hardly", "scarcely", "barely", "rarely", "seldom"})
HEARSAY: Final = frozenset(
    {"reportedly", "allegedly", "supposedly", "purportedly", "apparently", "ostensibly", "wrongly",
     "falsely", "perhaps", "possibly", "maybe", "probably", "presumably", "seemingly", "nearly",
     "almost"}
)  # fmt: skip
FORMER: Final = frozenset({"once", "formerly", "originally", "initially", "previously"})
_ADVERBS: Final = frozenset(
    {"also", "again", "still", "now", "even", "just", "already", "long", "always", "ever", "soon",
     "yet", "then", "today", "yesterday", "all", "both", "first", "since", "thus", "too", "else",
     "instead", "however", "indeed", "only", "finally", "at", "last", "so", "far", "in", "no",
     "on", "account", "rather", "neither", "jointly", "gladly", "twice", "better", "well",
     "there", "either"}
)  # fmt: skip
_PLAIN: Final = frozenset(
    {"at", "in", "on", "no", "last", "far", "account", "all", "both", "well", "there", "better"}
)
"""Words that are adverbs only in a few turns: "at last", "on no account"."""
_TIMES: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december", "week", "month", "year", "night", "morning", "evening", "afternoon",
     "weekend", "today", "yesterday", "tomorrow", "tuesday's"}
)  # fmt: skip
_NO_WAY: Final = frozenset(
    {"account", "circumstances", "circumstance", "way", "means", "point", "conditions", "terms"}
)
_BEFORE_TIME: Final = frozenset(
    {"on", "last", "this", "in", "late", "early", "next", "earlier", "later", "by", "of"}
)
_LINKS: Final = {"without": -1, "after": 1, "by": 0, "before": 0, "despite": 0, "for": 0, "of": 0,
                 "from": 0, "against": 0, "about": 0, "on": 1, "instead": 0, "than": 0, "in": 0,
                 "to": 0, "with": 0, "while": 0, "at": 0, "into": 0}  # fmt: skip
_LED: Final = MODALS | NEGATORS | {"to"} | DO
_HELPING: Final = BE | HAVE | MODALS | NEGATORS | DO
_MODAL_OR_NOT: Final = MODALS | NEGATORS


@dataclass
class Group:
    """A verb with all that governs it, from word `start`; what it comes to.

    `sign`: 1 yes, -1 no, 0 nothing said; `start`: its first word; `future`: said of what is to
    come; `finite`: it has a subject of its own; `why`: what took its sense away.
    """

    start: int
    sign: int
    future: bool = False
    finite: bool = False
    perfect: bool = False
    past: bool = False
    conditional: bool = False
    passive: bool = False
    refused: int = 0
    modal: str = ""
    linked: str = ""
    why: str = ""
    ended: bool = False
    steps: list[Match] = field(default_factory=list)


Ending = Mapping[int, Sequence[Match]]


def group_of(words: Words, verb: Match, ending: Ending) -> Group | None:
    """Return the verb group an entry stands in, read from the verb to the left.

    `ending`: the entries of the sentence by the word they end before. None where something else
    than its subject governs the verb ("urged Egypt to accept", "time to sign").
    """
    group = Group(verb.start, verb.entry.sign)
    if verb.denied and verb.entry.sign < 0 and _is_lapsed(words, verb):
        group.sign, group.refused = 1, 9
    _deny(group, verb.denied)
    if verb.entry.negated_only:
        group.sign = -1 if _is_denied_before(words, verb.start) else 0
        group.finite = True
        group.refused = 9
    form, at = verb.form, verb.start
    for _ in range(6):
        step = _step(words, group, form, at, ending, verb)
        if step is None:
            return None
        if isinstance(step, int):
            group.start = step
            return group
        group.steps.append(step)
        if step.entry.negated_only:
            return _only_denied(words, group, step)
        group.sign = group.sign * step.entry.sign if group.sign else 0
        if not step.entry.sign:
            group.why = group.why or ("obliged" if step.entry.act == "oblige" else "wavers")
        if step.entry.sign < 0:
            group.refused += 1
            group.sign = 0 if group.refused + (verb.entry.sign < 0) > 1 else group.sign
        group.future = True
        _deny(group, step.denied)
        form, at = step.form, step.start
    return None


def _only_denied(words: Words, group: Group, step: Match) -> Group:
    """Read "cannot wait to": a governor that says yes only where it is negated."""
    if not _is_denied_before(words, step.start):
        group.sign, group.why = 0, "wavers"
    group.finite = group.future = True
    group.start = _back_over_auxiliaries(words, step.start)
    return group


_STANDS_IN_THE_WAY: Final = frozenset(
    {"oppose", "object", "block", "resist", "hold", "stand", "veto", "obstruct", "boycott"}
)
"""Refusals that go on: who no longer opposes a plan lets it pass."""


def _is_lapsed(words: Words, verb: Match) -> bool:
    """Say whether a refusal is one no longer: "is no longer opposed to"."""
    inside = words.low[verb.start : verb.end]
    return verb.entry.words[0] == "be" and any(
        inside[n : n + 2] == ("no", "longer") for n in range(len(inside))
    )


def _deny(group: Group, times: int) -> None:
    for _ in range(times):
        if group.refused == 9:
            return
        if group.sign < 0 or group.refused:
            group.sign, group.why = 0, "denied twice"
        else:
            group.sign = -group.sign
            group.refused += 1


def _is_denied_before(words: Words, at: int) -> bool:
    return any(word in NEGATORS for word in words.low[max(0, at - 3) : at])


def _step(
    words: Words, group: Group, form: str, at: int, ending: Ending, verb: Match
) -> Match | int | None:
    """Return what governs a verb next, or where its finite group begins; None where unclear."""
    low = words.low
    place, denied, almost = at - 1, 0, False
    seen: list[str] = []
    while place >= 0 and _is_light(words, place, seen):
        word = low[place]
        only = word == "not" and low[place + 1] in {"only", "just", "merely"}
        denied += word in NEGATORS and not only
        denied += word == "longer" and low[place - 1] == "no"
        denied += word in _NO_WAY and low[place - 1] == "no"
        if word == "neither":
            group.sign, group.why = 0, "denied twice"
        if word == "never":
            group.modal = group.modal or "never"
        almost = almost or word in ALMOST_NOT
        if word in HEARSAY:
            group.sign, group.why = 0, "hearsay"
        if word in FORMER and form in {"past", "part"}:
            group.sign, group.ended, group.why = 0, True, "past"
        place -= 2 if word == "longer" else 1
    word = low[place] if place >= 0 else ""
    if almost:
        group.sign, group.why = 0, "hardly"
    if word in {"or", "and"} and form == "base" and (first := _shares(words, place, ending)):
        return _joint(words, group, first, ending)
    if word == "to" and form == "base":
        return _infinitive(words, group, place, denied, ending)
    if form == "ing":
        return _gerund(words, group, place, denied, ending)
    if word in MODALS and form == "base":
        if word == "can" and not denied and verb.entry.words[0] in _CAN_MEANS_YES:
            word, denied = "will", 0
            group.finite = group.future = True
            return _back_over_auxiliaries(words, place)
        return _modal(words, group, place, denied, ending)
    if word in DO and form == "base":
        return _done(words, group, place, denied)
    if word in HAVE and form in {"past", "part", "base"}:
        return _perfect(words, group, place, denied, ending)
    if word in BE and form in {"past", "part"} and verb.entry.words[0] != "be":
        group.passive = True
        return _passive(words, group, place, denied)
    if word in BE and form == "part":
        return _passive(words, group, place, denied)
    lapsed = low[place + 1 : place + 3] == ("no", "longer") and verb.start == at
    if lapsed and verb.entry.sign < 0 and verb.entry.words[0] in _STANDS_IN_THE_WAY:
        group.sign, group.finite = 1, True
        return place + 1
    _deny(group, denied)
    group.finite = True
    group.past = group.past or form == "past"
    return place + 1


_CAN_MEANS_YES: Final = frozenset({"live", "subscribe", "vouch"})
"""Verbs with which "can" is a yes: "Oslo can live with the plan"."""


def _shares(words: Words, place: int, ending: Ending) -> Match | None:
    """Return the verb before "or" whose modal a second one shares: "will not talk or accept"."""
    for at in range(place, max(0, place - 8), -1):
        for match in ending.get(at, ()):
            before = words.low[match.start - 1] if match.start else ""
            led = before in _LED or before.endswith("ly")
            if match.form == "base" and match.entry.use in {"answer", "deed"} and led:
                return match
    return None


def _joint(words: Words, group: Group, first: Match, ending: Ending) -> int | None:
    other = group_of(words, as_yes(first), ending)
    if other is None:
        return None
    if other.sign < 0:
        _deny(group, 1)
    elif not other.sign:
        group.sign, group.why = 0, other.why
    group.finite, group.future, group.modal = other.finite, other.future, other.modal
    group.conditional, group.steps = other.conditional, [*group.steps, *other.steps]
    return other.start


def _is_light(words: Words, place: int, seen: list[str]) -> bool:
    """Say whether a word between a verb and what governs it is an adverb, negation or time."""
    word = words.low[place]
    after = words.low[place + 1] if place + 1 < len(words) else ""
    if word in NEGATORS or word in ALMOST_NOT or word in HEARSAY or word in FORMER:
        return True
    if word == "longer" and words.low[place - 1] == "no":
        return True
    if word in {"all", "both"}:
        return place > 0 and words.low[place - 1] not in {"at", "of", "in"}
    if word in _NO_WAY and words.low[place - 1] == "no":
        return True
    if (word == "no" and after in _NO_WAY) or (
        after == "no" and word in {"under", "in", "by", "at", "on"}
    ):
        return words.low[place + 2 : place + 3] != () and (
            word == "no" or words.low[place + 2] in _NO_WAY
        )
    if word in _TIMES and not (word == "may" and not words.is_capital(place)):
        before = words.low[place - 1] if place else ""
        return before in _BEFORE_TIME or word in {"today", "yesterday", "tomorrow"}
    if word in _BEFORE_TIME and after in _TIMES and words.is_word(place):
        return after != "may" or words.is_capital(place + 1)
    if word in {"at", "in", "on"}:
        return after in {"last", "no", "private", "public", "principle"}
    if word in {"no", "last", "far", "private", "public", "principle"}:
        return after in {"account"} or words.low[place - 1] in {"at", "in", "so", "on"}
    if word.endswith("ly") and len(word) > 4 and not words.is_capital(place):
        return word not in {"only", "family", "ally", "reply", "supply", "assembly", "early"}
    return word in _ADVERBS and word not in _PLAIN


def _infinitive(
    words: Words, group: Group, place: int, denied: int, ending: Ending
) -> Match | int | None:
    """Go on from "to" to what takes an infinitive: "refused", "is ready", "is to", "used"."""
    _deny(group, denied)
    group.future = True
    at = place
    seen: list[str] = []
    while at > 0 and _is_light(words, at - 1, seen) and words.low[at - 1] not in {"yet"}:
        _deny(group, words.low[at - 1] in NEGATORS)
        at -= 1
    governor = next((m for m in ending.get(at, ()) if m.entry.complement == "inf"), None)
    if governor:
        return governor
    word = words.low[at - 1] if at else ""
    if word in BE:
        group.sign, group.why, group.finite = 0, group.why or "is to", True
        return at - 1
    if word == "used":
        group.sign, group.ended, group.why, group.finite = 0, True, "past", True
        return at - 1
    if at > 1 and words.low[at - 2] in BE and (word.endswith("ed") or word in _PARTICIPLES):
        group.sign = group.sign if word in {"known", "seen"} else 0
        group.why, group.finite = "asked", True
        return _back_over_auxiliaries(words, at - 2)
    if words.low[place - 1 : place] == ("would",) or word == "like":
        group.sign, group.why, group.finite = 0, "hope", True
        return _back_over_auxiliaries(words, at - 2)
    return None


_PARTICIPLES: Final = frozenset(
    {"told", "said", "thought", "known", "seen", "held", "bound", "meant", "given", "made", "set",
     "understood", "led", "forbidden", "left", "due", "sworn"}
)  # fmt: skip


def _back_over_auxiliaries(words: Words, place: int) -> int:
    while place > 0 and (words.low[place - 1] in _HELPING or _is_light(words, place - 1, [])):
        place -= 1
    return place


def _gerund(
    words: Words, group: Group, place: int, denied: int, ending: Ending
) -> Match | int | None:
    """Go on from an -ing form: what takes one, a progressive, or a link ("without signing")."""
    _deny(group, denied)
    governor = next((m for m in ending.get(place + 1, ()) if m.entry.complement == "ing"), None)
    if governor:
        return governor
    word = words.low[place] if place >= 0 else ""
    if word in BE:
        group.finite = True
        return _back_over_auxiliaries(words, place)
    if word in _LINKS:
        link = _LINKS[word]
        if link < 0:
            _deny(group, 1)
        elif not link:
            group.sign, group.why = 0, "linked"
        group.linked = word
        return place
    if word in {",", ""} or word in {"and", "or", "but"}:
        group.linked = "ing"
        return place + 1
    return None


def _modal(
    words: Words, group: Group, place: int, denied: int, ending: Ending
) -> Match | int | None:
    word = words.low[place]
    group.finite, group.future, group.modal = True, True, word
    group.conditional = word in {"would", "could", "might"}
    if word in {"may", "might"} or (word == "could" and not denied):
        group.sign, group.why = 0, "may"
    if word in {"must", "should"} or (word == "can" and not denied):
        group.sign, group.why = 0, word
    _deny(group, denied)
    start = place
    while start > 0 and (words.low[start - 1] in NEGATORS or _is_light(words, start - 1, [])):
        if words.low[start - 1] in NEGATORS:
            _deny(group, 1)
        if words.low[start - 1] in HEARSAY:
            group.sign, group.why = 0, "hearsay"
        start -= 1
    return start


def _done(words: Words, group: Group, place: int, denied: int) -> int:
    group.finite, group.past, group.modal = True, words.low[place] == "did", "do"
    _deny(group, denied)
    return place


def _perfect(
    words: Words, group: Group, place: int, denied: int, ending: Ending
) -> Match | int | None:
    """Read "has (not) accepted": what has not been done is not refused, unless it never was."""
    group.finite, group.perfect = True, True
    if denied and group.modal != "never" and group.sign > 0:
        group.sign, group.why = 0, "not yet"
    elif denied:
        _deny(group, denied)
    start = place
    while start > 0 and (words.low[start - 1] in _MODAL_OR_NOT or _is_light(words, start - 1, [])):
        word = words.low[start - 1]
        if word in {"would", "could", "might", "may", "should", "must"}:
            group.sign, group.why = 0, "unreal"
        if word in HEARSAY:
            group.sign, group.why = 0, "hearsay"
        start -= 1
    if words.low[place] == "having":
        before = words.low[place - 1] if place else ""
        governed = next((m for m in ending.get(place, ()) if m.entry.use == "say"), None)
        if governed or (before in _LINKS and _LINKS.get(before) != 1):
            group.sign, group.why = 0, "denied"
            return governed.start if governed else place - 1
        group.linked = "ing"
    return start


def _passive(words: Words, group: Group, place: int, denied: int) -> int:
    group.finite = True
    _deny(group, denied)
    start = _back_over_auxiliaries(words, place)
    if denied and set(words.low[start : place + 1]) & HAVE and group.modal != "never":
        group.sign, group.why = 0, "not yet"
    if (
        start > 1
        and words.low[start - 1] == "to"
        and words.low[start - 2] in {"ought", "has", "have", "need", "needs"}
    ):
        start, group.modal = start - 2, "should"
        group.sign, group.why = 0, "should"
    perfect = bool(set(words.low[start:place]) & HAVE)
    for word in words.low[start:place]:
        if word == "not" and perfect:
            group.sign, group.why = 0, "not yet"
        elif word in NEGATORS:
            _deny(group, 1)
        group.modal = word if word in MODALS else group.modal
        if word in {"should", "must"}:
            group.sign, group.why = 0, word
        elif word in {"may", "might"} or word in HEARSAY:
            group.sign, group.why = 0, "may"
        group.future = group.future or word in {"will", "would"}
    return start
