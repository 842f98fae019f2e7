"""What each party answers to the plan: yes, yes in principle, yes if, no, or nothing yet.

Every answer rests on a whole clause that holds its subject, the deciding verb and the object. A
yes under a question, a wish, an if of somebody else or an older plan is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.packages.answer_holders import holders, who_is_meant
from servanda.reading.packages.answer_patterns import (
    AFTER_A_PREPOSITION,
    APART,
    IN_A_PLACE,
    NOT_THE_STATE,
    OPEN,
    WANTS,
    verbs,
)
from servanda.reading.packages.answer_times import is_earlier, is_in_an_old_aside
from servanda.reading.packages.answer_verbs import answered_by, verb_answer
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.clause_answers import Placed, clause_answers
from servanda.reading.packages.echoed_answers import echoed_answers
from servanda.reading.packages.framed_answers import framed_answers
from servanda.reading.packages.on_the_plan import of_other_things
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.passages import Passage, part_around
from servanda.reading.packages.roll_calls import roll_calls
from servanda.reading.packages.signed import done_deals, is_old, signatories, signed_for
from servanda.reading.packages.silences import silences, standing_aside
from servanda.reading.packages.spoken_answers import in_speech
from servanda.reading.read import Said

__all__ = ["Answered", "answers_to", "who_speak_for_themselves"]


def answers_to(
    passages: Sequence[Passage], parties: Parties, sides: Sequence[str], read: Sequence[Said] = ()
) -> list[Answered]:
    """Return every report of an answer, in the order of the passages.

    `sides`: the armed parties of the war, who are meant by "both sides".
    """
    found: list[Placed] = []
    before: str = ""
    both_before: tuple[str, ...] = ()
    last = ("", -1)
    for passage in passages:
        if (passage.document, passage.paragraph) != last and passage.document != last[0]:
            before, both_before = "", ()
        last = (passage.document, passage.paragraph)
        held = parties.within(passage.document, passage.span)
        found += [
            Placed(answer, passage.span, passage.span.start + start)
            for answer, start in _in_passage(passage, held, parties, sides, before, both_before)
        ]
        before = _main_subject(passage, held) or (
            "" if _is_told_of_others(passage, held) else before
        )
        if held:
            both_before = tuple(dict.fromkeys(m.party for m in held if m.party in sides))
    found += done_deals(passages, parties, sides)
    found += signatories(passages, parties)
    found += signed_for(passages, parties)
    for said in read:
        found += in_speech(said, said.source.id, parties)
    by_clause = [p for said in read for p in clause_answers(said, parties, sides)]
    texts = {said.source.id: said.text for said in read}
    judged = {said.source.id: of_other_things(said) for said in read}
    order = {document: n for n, document in enumerate(dict.fromkeys(p.document for p in passages))}
    placed = [
        p
        for p in (*by_clause, *_not_told_by(by_clause, found, judged, parties, texts))
        if p.answer.party
    ]
    placed = [standing_aside(each, texts) for each in placed]
    placed += framed_answers(passages, parties, placed)
    placed += roll_calls(passages, parties)
    placed += echoed_answers(passages, parties, placed)
    placed.sort(key=lambda p: (order.get(p.answer.citation.source, 0), p.at))
    return [each.answer for each in placed]


def _not_told_by(
    by_clause: Sequence[Placed],
    found: Sequence[Placed],
    judged: Mapping[str, Sequence[Span]],
    parties: Parties,
    texts: Mapping[str, str],
) -> Iterator[Placed]:
    """Yield what patterns found and the grammar of clauses does not tell of the same sentence.

    Where the grammar knows whose answer a sentence gives, patterns add only those who give it
    together with them. `judged`: by document, the clauses that the grammar finds to answer
    something else than the plan.
    """
    told: dict[str, list[Placed]] = {}
    for each in by_clause:
        told.setdefault(each.answer.citation.source, []).append(each)
    together: dict[tuple[str, Span, int], set[str]] = {}
    for each in found:
        key = (each.answer.citation.source, each.sentence, each.at)
        together.setdefault(key, set()).add(each.answer.party)
    for each in found:
        source = each.answer.citation.source
        if any(span.start <= each.at < span.end for span in judged.get(source, ())):
            continue
        clauses = [p for p in told.get(source, ()) if p.sentence.meets(each.sentence)]
        if not clauses:
            yield each
            continue
        same = together[source, each.sentence, each.at]
        held = parties.within(source, each.sentence)
        named = {m.party for m in held}
        text = texts[source]
        ends = [
            m.span.end
            for m in held
            if m.party == each.answer.party
            and not IN_A_PLACE.search(text[max(0, m.span.start - 12) : m.span.start])
        ]
        lead = next(
            (
                p.answer
                for p in clauses
                if p.answer.party in same or _is_one_of_a_row(ends, p, each.at, text)
            ),
            None,
        )
        fresh = each.answer.party not in {p.answer.party for p in clauses}
        if lead and fresh and each.answer.party in named:
            joined = replace(lead, party=each.answer.party, strength=lead.strength - 0.2)
            yield Placed(joined, each.sentence, each.at)


_ROW = re.compile(r"(?:[’']s?)?(?: [\w’'-]+){0,2}(?:(?:,| and|, and)(?: [\w’'-]+){0,4})+ ?\Z")
_FINITE = re.compile(
    r"(?i)\b(?:said|says|has|have|had|is|are|was|were|will|would|which|who|that|but|while|after"
    r"|before|because|although|(?!backed)\w{3,}ed)\b(?!-)"
)


def _is_one_of_a_row(ends: Sequence[int], lead: Placed, verb: int, text: str) -> bool:
    """Say whether a name stands in one row with the subject of a clause: "A, B and C signed"."""
    if not lead.at <= verb < lead.sentence.end:
        return False
    gaps = [text[end : lead.at] for end in ends if end < lead.at]
    return bool(gaps) and bool(_ROW.fullmatch(gaps[-1])) and not _FINITE.search(gaps[-1])


_ASKING = re.compile(r"(?i)(?:\A|: )(?:what|who|why|how|where|whether|when)\b")


def _main_subject(passage: Passage, held: Sequence[PartyMention]) -> str:
    """Return who a sentence is about: the first party it names, persons first."""
    narrated = [
        m
        for m in held
        if passage.narrated[
            m.span.start - passage.span.start : m.span.end - passage.span.start
        ].strip()
    ]
    if narrated and _MANY_ELSE.match(passage.words):
        return ""
    return narrated[0].party if narrated else ""


_MANY_ELSE = re.compile(
    r"\A\W*(?:The |These |Those )?(?:[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Mm]any|[Ss]ome|[Oo]ther)"
    r" (?!sides|parties|leaders|governments)[a-z]+s\b"
)


def _is_told_of_others(passage: Passage, held: Sequence[PartyMention]) -> bool:
    """Say whether a sentence is about some who are no party: "Two generals walked out on N."."""
    return bool(held) and bool(_MANY_ELSE.match(passage.words))


def _in_passage(
    passage: Passage,
    held: Sequence[PartyMention],
    parties: Parties,
    sides: Sequence[str],
    before: str,
    both_before: Sequence[str],
) -> Iterator[tuple[Answered, int]]:
    words, at = passage.narrated, passage.span.start
    if (
        (passage.kind == "title" and (len(words.split()) < 4 or _ASKING.search(words)))
        or is_old(passage)
        or words.rstrip().endswith("?")
    ):
        return
    held = who_speak_for_themselves(passage, held, parties)
    done: set[str] = set()
    found: list[tuple[Answered, re.Match[str]]] = []
    for match in verbs().finditer(words):
        answer = verb_answer(match, words, held, at, sides)
        if is_in_an_old_aside(words, match.start(), passage.day):
            continue
        if answer is None or _is_of_a_body(words[: match.start()], held, at):
            continue
        for party in holders(match, words, at, held, sides, before, both_before):
            if _told_by_another(party, match, words, held, at) or _leaves(match, party, held):
                continue
            if party not in done and not _is_the_people(party, match, words, at, held, parties):
                done.add(party)
                found.append((answered_by(party, *answer, passage, words, match), match))
    yield from _told_apart(found, passage, held)
    for match in WANTS.finditer(words):
        near = [
            m
            for m in held
            if 0 <= match.start() + 2 - (m.span.end - at) < 60
            and not AFTER_A_PREPOSITION.search(words[: m.span.start - at])
            and not _is_in_an_aside(words, m.span.start - at, m.span.end - at, match.start())
        ]
        if re.match(r"(?:was|were|is|are|been) not\b|not\b", words[match.start() :]) and re.search(
            r"\b(?:was|were|is|are|been|had|has|have) \Z|\A(?:was|were|is|are) ",
            words[: match.start()],
        ):
            continue
        holder = near[-1].party if near else who_is_meant(words[: match.end()], before)
        if holder and holder not in done and not OPEN.search(words[: match.start()]):
            done.add(holder)
            fights = _FIGHTS_UNTIL.search(words[max(0, match.start() - 25) : match.end()])
            told = Answered(
                holder, "rejects" if fights else "conditional",
                "" if fights else in_words(match.group()), passage.citation, passage.day,
                "narration", 1.0 if _STANDS.match(match.group()) else 0.9,
                is_earlier(words[: match.start()]),
            )  # fmt: skip
            yield told, match.start()
    yield from silences(passage, held, done, parties)


_ASIDE = re.compile(r", (?:whose|who|which|whom|where) [^,]*\Z")


def _is_in_an_aside(words: str, start: int, end: int, verb: int) -> bool:
    """Say whether a name stands in a relative clause that is over before a verb.

    "Marr, whose men fought Norland, said that he would sign if": Norland would not.
    """
    return bool(_ASIDE.search(words[:start])) and "," in words[end:verb]


_BODY = re.compile(
    r"(?:\b[Aa]nd |\b[Aa]s |\b[Ww]hile |, |: )(?:[Tt]he )?(?:Army|Military|Government|Rebels"
    r"|Opposition|Junta|Guerrillas|army|military|government|rebels|opposition|junta|guerrillas) \Z"
)


def _is_of_a_body(before: str, held: Sequence[PartyMention], at: int) -> bool:
    """Say whether an army or a government that no party is known by is the subject of a verb.

    "RSF announces truce and army rejects plan": the army's no is not the RSF's.
    """
    body = _BODY.search(before)
    return bool(body) and not any(0 <= len(before) - (m.span.end - at) <= 1 for m in held)


def who_speak_for_themselves(
    passage: Passage, held: Sequence[PartyMention], parties: Parties
) -> list[PartyMention]:
    """Return the mentions without those that only say where an opponent or a renegade is from."""
    words, at = passage.words, passage.span.start
    return [
        m
        for m in held
        if not (
            (m.how == "demonym" or (m.how == "name" and parties.kind(m.party) == "state"))
            and NOT_THE_STATE.match(words[m.span.end - at :])
        )
        and not _owns_only(m, words[m.span.end - at :])
        and not _QUARRELLING.match(words[m.span.end - at :])
        and not _MEMBERS_OF.search(words[: m.span.start - at])
        and not (
            APART.search(words[: m.span.start - at])
            and re.match(r" [a-z]", words[m.span.end - at :])
        )
    ]


_QUARRELLING = re.compile(r"(?:[’']s?)? (?:warring|rival|feuding|opposing|quarrelling) ")
"""Behind a land's name those who fight over it, and not its government."""
_MEMBERS_OF = re.compile(
    r"(?i)\b(?:members?|defectors|deserters|remnants|elements) of (?:the )?(?:General )?\Z"
)
"""Some of a body, who do not answer for it."""
_OWNED = re.compile(r"[’']s? (?:[\w-]+ ){0,2}?(?P<what>[\w-]+)(?=[\s,.;:]|\Z)")
_SPEAKING = re.compile(
    r"(?i)\b(?:government|junta|regime|army|military|forces|leaders?\w*|president|presidency|prime|premier"
    r"|foreign|defen[cs]e|\w*minist\w+|chancellor|king|queen|emir|sultan|\w*representatives?|delegat\w+"
    r"|ambassador|envoys?|spokes\w+|officials?|authorit\w+|cabinet|side|negotiat\w+|administration"
    r"|parliament|congress|senate|assembly|generals?|commanders?|troops|chiefs?|secretary|council|team"
    r"|rulers?|party|movement|men|rebels?|fighters|guerrillas|wing|front|deput\w+|head|faction|people"
    r"|yes|no|acceptance|refusal|rejection|signature|answer|reply|consent|approval|blessing|assent"
    r"|backing|endorsement|support|veto|opposition|response|verdict|welcome|ratification|go-ahead|house"
    r"|dismissal|plan|offer|proposal|draft|initiative|voters|electorate|diplomats?|lawmakers|mps|followers|supporters|lieutenants|bloc)\b"
)
"""What answers for its owner; a hotel, a valley or a rugby field does not."""


def _owns_only(mention: PartyMention, after: str) -> bool:
    """Say whether a party is only named as the owner of some thing: "Norland's old rail depot"."""
    owned = _OWNED.match(after)
    if owned is None or mention.how == "person" or not after.startswith(("’s", "'s")):
        return False
    return not _SPEAKING.search(" ".join(after.split()[1:5]))


_STANDS = re.compile(r"(?i)(?:yes|signature|consent|acceptance|agreement|word|name)\b")


_WHO_SAYS = re.compile(
    r", (?:[A-Z][\w.’'-]*|the|a|an)(?: [\w.’'-]+){0,6}? (?:said|wrote|announced|told \w+|declared"
    r"|claimed)\b[^.;]*\Z"
)


def _told_by_another(
    party: str, match: re.Match[str], words: str, held: Sequence[PartyMention], at: int
) -> bool:
    """Say whether what a party would do is only told by another: "Norland would agree, Mr X"
    " said"."""
    if not re.search(r"(?i)\bwould\b", words[max(0, match.start() - 12) : match.end()]):
        return False
    says = _WHO_SAYS.search(words, match.end())
    if says is None:
        return False
    named = [m.party for m in held if says.start() <= m.span.start - at < says.end()]
    return bool(named) and party not in named


def _leaves(match: re.Match[str], party: str, held: Sequence[PartyMention]) -> bool:
    """Say whether somebody leaves their own party over the plan, which has not answered by that."""
    leaves = re.match(r"(?i)(?:resign|quit)", match.group())
    return bool(leaves) and any(m.party == party and m.how == "person" for m in held)


_FIGHTS_UNTIL = re.compile(
    r"(?i)\b(?:war|fight|struggle|fighting|resistance)\b[^.;,]{0,20}\b(?:will|would) (?:go on"
    r"|continue)"
    r"|\b(?:will|would) (?:go on|continue|keep(?: on)?) (?:to fight|fighting|the (?:war|fight"
    r"|struggle))"
)


def _told_apart(
    found: Sequence[tuple[Answered, re.Match[str]]], passage: Passage, held: Sequence[PartyMention]
) -> Iterator[tuple[Answered, int]]:
    """Yield answers, each on its own clause where one sentence holds a yes and a no."""
    signs = {answer.answer == "rejects" for answer, _ in found if answer.answer != "undeclared"}
    for answer, match in found:
        if len(signs) < 2:
            yield answer, match.start()
            continue
        at = passage.span.start
        own = [m.span for m in held if m.party == answer.party]
        near = min(own, key=lambda s: abs(s.start - at - match.start()), default=None)
        low = min(match.start(), near.start - at) if near else match.start()
        high = max(match.end(), near.end - at) if near else match.end()
        part = part_around(passage.words, low, high)
        yield replace(answer, citation=Citation(passage.document, part)), match.start()


def _is_the_people(
    party: str,
    match: re.Match[str],
    words: str,
    at: int,
    held: Sequence[PartyMention],
    parties: Parties,
) -> bool:
    """Say whether only a state's people are named, as voters: "Norlanders rejected the deal"."""
    ahead = [m for m in held if m.party == party and m.span.end - at <= match.start()]
    if not ahead or ahead[-1].how != "demonym" or parties.kind(party) != "state":
        return False
    name = words[ahead[-1].span.start - at : ahead[-1].span.end - at]
    after = words[ahead[-1].span.end - at :]
    return (
        name.endswith(("s", "ns"))
        and not re.match(r" [a-z]+ (?:government|minister|president|army)", after)
        and not words[: ahead[-1].span.start - at].endswith(("the ", "The "))
    )
