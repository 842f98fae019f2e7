"""What each party answers, with all evidence weighed; where that leaves doubt, a question.

An answer is given where it is likely enough and its opposite unlikely. What a person has decided
stands. A name that no table knows becomes a party where the network hears it answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.evidence.records import Citation
from servanda.reading.decisions import SURE
from servanda.reading.packages.answer_evidence import chances_of, evidence_on, plain
from servanda.reading.packages.answer_patterns import verbs
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.heard_answers import Heard
from servanda.reading.packages.parties import Parties, Party
from servanda.reading.packages.party_patterns import MANY, PLAIN_PEOPLE
from servanda.reading.packages.passages import part_around
from servanda.reading.packages.plan_words import DEAL
from servanda.reading.packages.questions import OpenAnswer
from servanda.reading.who.tables import slug

__all__ = ["Weighed", "decided", "heard_by_party", "weighed"]

KEPT: Final = 0.3
"""Chance from which an answer that rules read is given; less, and it is asked for."""
HEARD: Final = 0.45
"""Chance from which an answer is given that rules do not read, where they read none."""
TURNED: Final = 0.5
"""Chance from which an answer is given where rules read another one, or silence, and not its
opposite: that is left to a person."""
OPPOSITE: Final = 0.3
"""Chance of a no up to which a yes is given that rules do not read, and the reverse."""
OPPOSITE_OF_READ: Final = 0.6
"""The same where rules read the answer."""
LIKELY: Final = 0.5
"""Chance, in one sentence, from which an answer that rules do not read is given or asked for."""
STRANGE: Final = 0.7
"""Chance of some answer, in one sentence, from which a name of many that no table knows is a
party's (most such names are nobody's), from which a person with a title or an office answers for
themselves, and from which another name of one is asked about."""
MOST: Final = 6
"""Questions about parties that are no side of the war; more would hide the rest."""
STRENGTH: Final = 0.5
"""How binding the words are in which the network alone hears an answer."""
SEEMS: Final = {"accepts": "accept", "rejects": "reject", "conditional": "condition"}
_OPPOSITES: Final = {"accepts": "rejects", "rejects": "accepts"}

_GROUP: Final = re.compile(
    r"(?:\A[A-Z][A-Z-]{2,}\w*\Z|\b(?:Part(?:y|ies)|Front|Movement|Army|Union|League|Council|Congress"
    r"|Alliance|Coalition|Assembly|Committee|Command|Force|Brigade|Guard|Group|Organi[sz]ation"
    r"|Federation|Confederation|Bloc|Zionism|Camp|Wing|Militia|Resistance|Opposition|Synod|Church"
    r"|Forum|Network|Society|Association|Authority|Republic|Government|Majority|Minority|Faction"
    rf"|[A-Z]\w+(?<!s)s|{MANY}|\A{PLAIN_PEOPLE})\Z|\A(?:[A-Z]\.){{2,5}}\Z)"
)
"""Names of many, not of one: an acronym, a body, a plural ("Sand Elders")."""
_NEGATED: Final = re.compile(r"(?i)\b(?:no|not|never|nor|neither)\b|n[’']t\b")
_OF_A_DEAL: Final = re.compile(rf"(?i)\b(?:{DEAL})s? (?:\w+ly )?\Z")
"""Before a participle that says how a deal came about: "a deal struck behind their backs"."""
_CONDITION: Final = re.compile(
    r"(?i)\b(?:if|unless|until|once|provid(?:ed|ing)|on (?:the )?(?:one )?condition|only (?:when|if"
    r"|after|once|in)|as soon as|(?:as|so) long as|subject to|pending|in (?:exchange|return) for"
    r"|not before|without|after)\b[^;]*"
)

Reports = tuple[Answered, ...]


@dataclass(frozen=True)
class Weighed:
    """What each party answers, the report that counts last, and what is left to ask."""

    answers: dict[str, Reports]
    questions: list[OpenAnswer]


def weighed(
    final: Mapping[str, Reports],
    heard: Sequence[Heard],
    parties: Parties,
    sides: Sequence[str],
    both_ways: Collection[str] = (),
) -> Weighed:
    """Return what each party answers, rules and network weighed against each other.

    Parameters: `final`, what rules read of each party, the report that counts last; `heard`, what
    the network hears; `sides`, the armed parties of the war, asked about first; `both_ways`, those
    of whom rules read a yes and a no at once, which is as if they had read nothing. Names of
    strangers who are heard to answer are added to `parties`.
    """
    by_party = heard_by_party(heard, parties)
    answers = dict(final)
    doubts: list[tuple[float, OpenAnswer]] = []
    for party in dict.fromkeys([*final, *by_party]):
        reports, own = answers.get(party, ()), by_party.get(party, [])
        if reports and reports[-1].strength >= SURE:
            continue
        read = () if party in both_ways else reports
        chances = chances_of(evidence_on(read, own))
        answer = decided(chances, plain(read[-1].answer) if read else "")
        known = any(plain(each.answer) == answer for each in reports)
        if not (known or _is_plain(answer, own, LIKELY)) or (
            party in both_ways and _is_plain(_OPPOSITES.get(answer, ""), own, LIKELY)
        ):
            answer = ""
        if answer and (reports or parties.kind(party) != "person" or _is_plain(answer, own)):
            told = _with(answer, party, reports, own)
            if not (told[-1].heard and _is_said_otherwise(told[-1], heard)):
                answers[party] = told
                continue
        if reports and reports[-1].answer != "undeclared":
            answers[party] = (*reports, replace(reports[-1], answer="undeclared", condition=""))
        doubts += _doubt(party, chances, reports, own)
    answers, unclear = _apart(answers, final, by_party)
    doubts += unclear
    doubts.sort(key=lambda doubt: -doubt[0])
    others = [asked for _, asked in doubts if asked.party not in sides]
    questions = [asked for _, asked in doubts if asked.party in sides] + others[:MOST]
    questions += _about_persons(heard, parties.known)
    return Weighed({party: told for party, told in answers.items() if told}, questions)


def heard_by_party(heard: Sequence[Heard], parties: Parties) -> dict[str, list[Heard]]:
    """Return what is heard of each party, strangers who answer among them."""
    found: dict[str, list[Heard]] = {}
    strangers: dict[str, list[Heard]] = {}
    for each in heard:
        (found if each.party else strangers).setdefault(each.party or each.who, []).append(each)
    for who, own in strangers.items():
        if _GROUP.search(who) and max(_top(each) for each in own) >= STRANGE:
            id = slug(who)
            if id and id not in parties.known:
                parties.known[id] = Party(id, who, "party", names=(who,))
            found.setdefault(id, []).extend(replace(each, party=id) for each in own)
    return found


def _top(heard: Heard) -> float:
    """Return the chance of the likeliest answer to a plan."""
    return float(heard.chances[1:4].max())


def _is_plain(answer: str, heard: Sequence[Heard], least: float = STRANGE) -> bool:
    """Say whether one sentence tells an answer so plainly that a person alone may give it."""
    return bool(answer) and any(each.chance(answer) >= least for each in heard)


def _about_persons(heard: Sequence[Heard], known: Collection[str]) -> list[OpenAnswer]:
    """Return questions about names that no table knows and that may be one person's."""
    found: dict[str, tuple[float, OpenAnswer]] = {}
    for each in heard:
        if not each.party and slug(each.who) not in known and _top(each) >= STRANGE:
            answer = max(SEEMS, key=each.chance)
            asked = OpenAnswer("", (each.passage.citation,), SEEMS[answer], each.who)
            if each.who not in found or found[each.who][0] < _top(each):
                found[each.who] = (_top(each), asked)
    best = sorted(found.values(), key=lambda doubt: -doubt[0])
    one_each = {asked.citations[0].quote: asked for _, asked in reversed(best)}
    return list(one_each.values())[::-1][:MOST]


def decided(chances: Mapping[str, float], read: str) -> str:
    """Return the answer that is given, empty where none is likely enough and it is left to ask.

    Parameters: `chances` of each answer; `read`, what rules read last, empty for nothing.

    >>> likely = {"accepts": 0.55, "rejects": 0.1, "conditional": 0.2, "undeclared": 0.15}
    >>> decided(likely, ""), decided(likely, "accepts"), decided(likely, "rejects")
    ('accepts', 'accepts', '')
    """
    for answer in sorted(SEEMS, key=lambda each: -chances[each]):
        if answer == _OPPOSITES.get(read):
            continue
        least = KEPT if answer == read else TURNED if read else HEARD
        most = OPPOSITE_OF_READ if answer == read else OPPOSITE
        against = chances[_OPPOSITES[answer]] if answer in _OPPOSITES else 0.0
        if chances[answer] >= least and against <= most:
            return answer
    return ""


def _with(answer: str, party: str, reports: Reports, heard: Sequence[Heard]) -> Reports:
    """Return the reports on a party, one of its answer last."""
    if reports and plain(reports[-1].answer) == answer:
        return reports
    for number, each in enumerate(reversed(reports)):
        if plain(each.answer) == answer:
            at = len(reports) - 1 - number
            return (*reports[:at], *reports[at + 1 :], each)
    top = max(heard, key=lambda each: each.chance(answer), default=None)
    return reports if top is None else (*reports, _told(answer, party, top))


def _is_said_otherwise(told: Answered, heard: Sequence[Heard]) -> bool:
    """Say whether a sentence about one party alone has plain words of the opposite answer only.

    "I have signed" is no refusal, however surely one is heard in it.
    """
    others = {h.party or h.who for h in heard if h.passage.citation == told.citation}
    matches = [
        m for m in verbs().finditer(told.quote) if not _OF_A_DEAL.search(told.quote[: m.start()])
    ]
    signs = {
        "rejects" if each["no"] or _NEGATED.search(each.group()) else "accepts" for each in matches
    }
    return len(others) <= 1 and signs == {_OPPOSITES.get(told.answer)}


def _told(answer: str, party: str, heard: Heard) -> Answered:
    """Return an answer as it is heard in a sentence."""
    words = heard.passage.words
    condition = ""
    if answer == "conditional":
        found = _CONDITION.search(words)
        condition = in_words(found.group() if found else words)
    return Answered(
        party, answer, condition, heard.passage.citation, heard.passage.day, "narration", STRENGTH,
        heard=True,
    )  # fmt: skip


def _doubt(
    party: str, chances: Mapping[str, float], reports: Reports, heard: Sequence[Heard]
) -> Iterator[tuple[float, OpenAnswer]]:
    """Yield a question about a party whose answer is likely and not plain."""
    answer = max(SEEMS, key=chances.__getitem__)
    told = next((each for each in reversed(reports) if plain(each.answer) == answer), None)
    top = max(heard, key=lambda each: each.chance(answer), default=None)
    if told is not None:
        yield chances[answer], OpenAnswer(party, (told.citation,), SEEMS[answer])
    elif top is not None and top.chance(answer) >= LIKELY:
        yield chances[answer], OpenAnswer(party, (top.passage.citation,), SEEMS[answer])


def _apart(
    answers: Mapping[str, Reports], final: Mapping[str, Reports], heard: Mapping[str, list[Heard]]
) -> tuple[dict[str, Reports], list[tuple[float, OpenAnswer]]]:
    """Let no yes and no rest on the same words: on a clause each, or one of them is asked for."""
    told = dict(answers)
    doubts: list[tuple[float, OpenAnswer]] = []
    for party, reports in answers.items():
        last = reports[-1] if reports else None
        if last is None or last in final.get(party, ()) or not _clashes(party, last, told):
            continue
        own = [h for h in heard.get(party, ()) if h.passage.citation == last.citation]
        top = max(own, key=lambda each: each.chance(last.answer))
        part = part_around(top.passage.words, top.at.start, top.at.end)
        cut = replace(last, citation=Citation(last.citation.source, part))
        if _clashes(party, cut, told):
            told[party] = reports[:-1]
            asked = OpenAnswer(party, (last.citation,), SEEMS[last.answer])
            doubts.append((top.chance(last.answer), asked))
        else:
            told[party] = (*reports[:-1], cut)
    return told, doubts


def _clashes(party: str, last: Answered, told: Mapping[str, Reports]) -> bool:
    """Say whether another party's opposite answer rests on the same words."""
    opposite = _OPPOSITES.get(plain(last.answer))
    return any(
        other != party and reports and plain(reports[-1].answer) == opposite
        and reports[-1].citation == last.citation
        for other, reports in told.items()
    )  # fmt: skip
