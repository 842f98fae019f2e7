"""The plan the articles are about: its name, terms, times, promises, consent and answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from servanda.evidence.records import Citation
from servanda.reading.decisions import Decision, Decisions
from servanda.reading.packages.answer_patterns import AFTER_A_PREPOSITION
from servanda.reading.packages.answers import Answered, answers_to
from servanda.reading.packages.consent_asked import (
    ConsentStep,
    consent_steps,
)
from servanda.reading.packages.deadlines import Deadline, deadlines_in
from servanda.reading.packages.final_answers import decided_answers, final_answers
from servanda.reading.packages.heard_answers import Heard, listened_to
from servanda.reading.packages.oblique_answers import oblique_answers
from servanda.reading.packages.on_the_plan import left_out
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage, in_order, item_id, passages_in
from servanda.reading.packages.past_agreements import PastAgreement, past_agreements
from servanda.reading.packages.plan_words import DEAL_WORD
from servanda.reading.packages.promises import Promise, promises_in
from servanda.reading.packages.questions import OpenAnswer, told_both_ways
from servanda.reading.packages.signed import signed_by_all, signed_by_strangers
from servanda.reading.packages.terms import Term, terms_in
from servanda.reading.packages.weighed_answers import weighed
from servanda.reading.read import Said
from servanda.reading.who.tables import slug

__all__ = ["Package", "package_in"]

_CAP = r"[A-ZÀ-Þ][\w’'-]+"
_KIND = (
    r"(?:[Aa]ccords?|[Aa]greements?|[Pp]lans?|[Tt]reaty|[Mm]emorandum|[Pp]rotocols?|[Pp]act"
    r"|[Dd]eclaration|[Ii]nitiative|[Ff]ramework|[Rr]oadmap|[Aa]rmistice|[Pp]roposal|[Ff]ormula"
    r"|[Cc]ompromise|[Pp]apers)"
)
_NAMED = re.compile(
    rf"\b(?:(?:the|The) )?(?P<name>(?:{_CAP}(?:-{_CAP})?(?: and {_CAP})?[’']?s? )(?:{_CAP} |peace "
    rf"|[a-z]+-point ){{0,3}}{_KIND}(?: (?:of|on|for) (?:the )?{_CAP}(?: {_CAP}){{0,3}})?)\b"
)
_POINTS = re.compile(
    rf"\b(?P<name>(?:{_CAP}[’']s )?(?:[a-z]+|\d+)[- ]point (?:peace |cease-?fire |truce )?(?:plan"
    rf"|proposal|agreement|deal|programme|program))\b"
)
_DURATION = re.compile(
    r"\b(?P<name>(?:a |an |the )?(?:[a-z]+|\d+)[- ](?:hour|day|week|month|year) (?:cease-?fire"
    r"|truce|pause|armistice)(?: (?:in|between) [^.,;]{3,40})?)\b",
    re.I,
)
_GENERIC = re.compile(
    r"\b(?P<name>(?:peace (?:agreement|accord|deal|plan|treaty)|cease-?fire(?: agreement| deal"
    r"| plan)?|truce|armistice|power-sharing (?:deal|agreement)|withdrawal agreement"
    r"|framework agreement|joint declaration|memorandum|treaty|accords|declaration|protocol"
    r"|roadmap))\b",
    re.I,
)
_TABLED = re.compile(
    rf"\b(?:drafted|tabled|proposed|presented|put forward|brokered|drawn up|mediated|offered"
    rf"|named for)\b(?: \w+){{0,3}}? (?:by |mediators? )?(?P<who>{_CAP}(?: {_CAP}){{0,2}})"
)
_ON_PAPER = re.compile(
    r"(?i)\b(?:the|a|this|that|its) (?:draft|paper|text|offer|nine points|points)\b"
)
"""A plan by what it is written on, where no word for a deal stands in the articles."""
_SIGNED = re.compile(
    r"(?i)\b(?:who|they|leaders|sides|presidents|ministers) (?:have |had )?signed\b"
    r"|\b(?:(?:is|are|was|were|to|will|would|shall) (?:be )?(?:sign|initial)(?:l?ed)?|signed by"
    r"|(?:put|set) (?:his|her|its|their) (?:names?|signatures?|initials)|signatures?|signatories"
    r"|initial?led|initial?ling)\b"
)
"""A plan that is only known by its being signed."""
_NOT_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "This",
        "That",
        "In",
        "On",
        "At",
        "If",
        "But",
        "And",
        "Under",
        "For",
        "Both",
        "No",
        "After",
        "Before",
        "When",
        "While",
        "His",
        "Her",
        "Their",
        "Its",
        "Our",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Main",
        "New",
    ]
)


@dataclass(frozen=True)
class Package:
    """A plan on the table, as the articles tell it.

    `name` and `aliases` as written; `tabled_by` in words; `terms`, `promises`, `consent`,
    `deadlines` in the order of the articles; `answers` by party, the report that counts last;
    `open_answers` those that one article tells both ways, which a person has to decide.
    `documents`, `between`: its articles and who made it, where the set tells of other plans too.
    """

    name: str
    aliases: tuple[str, ...]
    tabled_by: str
    day: date | None
    terms: tuple[Term, ...]
    promises: tuple[Promise, ...]
    consent: tuple[ConsentStep, ...]
    deadlines: tuple[Deadline, ...]
    answers: dict[str, tuple[Answered, ...]]
    citations: tuple[Citation, ...]
    past: tuple[PastAgreement, ...] = ()
    open_answers: tuple[OpenAnswer, ...] = ()
    documents: tuple[str, ...] = ()
    between: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Answered | Term | Promise, ...]:
        """Return everything read that a person can decide on, answers first."""
        reports = (report for reports in self.answers.values() for report in reports)
        return (*reports, *self.terms, *self.promises)

    @property
    def is_told(self) -> bool:
        """Say whether there is a plan at all: a name or word for it, with terms or answers."""
        said = any(r.strength >= 0.5 for reports in self.answers.values() for r in reports)
        return bool(self.citations) and (bool(self.terms) or said)


def package_in(
    read: Sequence[Said],
    parties: Parties,
    sides: Sequence[str],
    home: str = "",
    decisions: Decisions | None = None,
) -> Package:
    """Return the plan that a set of articles is about, later articles adding to earlier ones.

    `sides`: the armed parties of the war; `home`: the state whose parliament is meant where none
    is named. `decisions`: what a person accepted, corrected or rejected of what was read.
    """
    documents = in_order(read)
    passages = [p for said in documents for p in passages_in(said)]
    past = past_agreements(passages, parties)
    old = {each.name.lower() for each in past}
    names = [name for name in _names(passages) if name.lower() not in old]
    told = [p for p in passages if DEAL_WORD.search(p.narrated)]
    told = told or [p for p in passages if _ON_PAPER.search(p.narrated)]
    told = told or [p for p in passages if _SIGNED.search(p.words)]
    tabled = next((m["who"] for p in told if (m := _TABLED.search(p.narrated))), "")
    promises = promises_in(passages, parties, sides)
    answers, hinted = _answers(documents, passages, parties, sides, promises)
    if decisions is not None:
        answers = decisions.applied_to_answers(answers)
    final = final_answers(answers)
    unsettled = told_both_ways(final)
    for each in unsettled:
        final[each.party] = (*final[each.party], _undecided(final[each.party][-1]))
    listened = listened_to(passages, parties, documents)  # with those whom the answers made known
    heard = listened.answers
    answered = {said.source.id: left_out(said) for said in documents}
    terms = terms_in(passages, parties, answered, listened.issues)
    if decisions is not None:
        rejected = [d for d in decisions if d.on[:1] == "a" and decisions.verdict(d.on) == "reject"]
        heard = [each for each in heard if not _is_rejected(each, rejected)]
        terms, promises = decisions.applied_to_items(terms), decisions.applied_to_items(promises)
    both_ways = [each.party for each in unsettled]
    balance = weighed(final, heard, parties, sides, both_ways)
    final = balance.answers
    if decisions is not None:
        final = decided_answers(final, decisions)
    questions: dict[str, OpenAnswer] = {}
    for each in (*unsettled, *balance.questions, *hinted):
        if _is_open(each, final):
            questions.setdefault(each.party or each.who or each.citations[0].quote, each)
    return Package(
        name=names[0] if names else "", aliases=tuple(names[1:6]), tabled_by=tabled,
        day=max((p.day for p in passages if p.day), default=None),
        terms=tuple(terms),
        promises=tuple(promises),
        consent=tuple(consent_steps(passages, parties, sides, home)),
        deadlines=tuple(deadlines_in(passages)),
        answers=final,
        citations=tuple(dict.fromkeys(p.citation for p in told))[:2],
        past=tuple(past),
        open_answers=tuple(questions.values()),
    )  # fmt: skip


def _answers(
    documents: Sequence[Said],
    passages: Sequence[Passage],
    parties: Parties,
    sides: Sequence[str],
    promises: Sequence[Promise],
) -> tuple[list[Answered], list[OpenAnswer]]:
    """Return every report of an answer, and what is left to ask where nothing else tells it."""
    answers = answers_to(passages, parties, sides, documents)
    answers += signed_by_all(passages, parties, sides, answers)
    answers += signed_by_strangers(passages, parties, sides, answers)
    hints = oblique_answers(documents, passages, parties, sides, answers)
    answers += [hint.told for hint in hints if hint.told.party and hint.asks != "unclear"]
    answers += _of_promisers(promises, {a.party for a in answers} | set(sides), passages, parties)
    answers += _of_authors(passages, parties, {a.party for a in answers} | set(sides))
    return answers, [
        OpenAnswer(hint.told.party, (hint.told.citation,), hint.asks, hint.who)
        for hint in sorted(hints, key=lambda hint: hint.asks == "unclear")
        if hint.asks
    ]


def _is_rejected(heard: Heard, rejected: Sequence[Decision]) -> bool:
    """Say whether a person rejected what a sentence, or a part of it, tells of a party."""
    party, sentence = heard.party or slug(heard.who), heard.passage.citation
    whole = item_id("a", party, sentence)
    return any(
        decision.on in {whole, item_id("a", party, Citation(sentence.source, decision.quote))}
        for decision in rejected
    )


def _is_open(asked: OpenAnswer, answers: Mapping[str, Sequence[Answered]]) -> bool:
    """Say whether nothing else tells what a party answers, or a yes and a no are told at once."""
    party = asked.party or slug(asked.who)
    unsaid = party not in answers or answers[party][-1].answer == "undeclared"
    return unsaid or not asked.seems


def _undecided(last: Answered) -> Answered:
    """Return the answer of one who is told to say yes and no at once: nothing, until asked."""
    return replace(last, answer="undeclared", condition="")


def _of_promisers(
    promises: Sequence[Promise], known: set[str], passages: Sequence[Passage], parties: Parties
) -> list[Answered]:
    """Return a yes for those who promise to guard the plan and are not reported to answer it."""
    days = {passage.document: passage.day for passage in passages}
    by_citation = {passage.citation: passage for passage in passages}
    found: dict[str, Answered] = {}
    for promise in promises:
        for party in promise.who:
            if party not in known and promise.kind != "sanctions":
                cited = promise.citations[0]
                told = by_citation.get(cited)
                if told is None or not _promises_itself(party, told, parties):
                    continue
                found.setdefault(
                    party,
                    Answered(party, "accepts", "", cited, days.get(cited.source), "narration", 0.4),
                )
    return list(found.values())


_NAMED_TOO = r"(?:the )?[A-Z][\w’.'-]*(?: [A-Z][\w’.'-]*){0,3}"
_PROMISES = re.compile(
    r"\A(?:[’']s (?:[\w-]+ ){0,2}?(?:government|president|minister|parliament|council|leaders?|king"
    rf"|prime minister))?(?:(?:,| and|, and| or) {_NAMED_TOO}){{0,6}}"
    r"(?:, (?:whose|which|who) [^,.;]{3,60},)?,?"
    r"(?: (?:has|have|had|will|would|shall|is|are|also|both|each|all|together|jointly|now|today"
    r"|yesterday|again|in turn|on \w+day|ready to|willing to|prepared to|to|be)){0,4}"
    r" (?:send(?:s|ing)?|sent|guarante\w+|pledg\w+|promis\w+|offer\w*|underwr\w+|vouch\w*"
    r"|volunteer\w*|provid\w+|contribut\w+|deploy\w*|undertak\w+|undertook|assur\w+|commit\w*"
    r"|stands? (?:behind|guard|surety|as (?:\w+ )?guarantors?|guarantors?)|answers? for"
    r"|gives? (?:its|his|their) word|(?:(?:the|a|[a-z]+) ){0,2}guarantors?"
    r"|monitor(?:s|ed)?|police[sd]?|suppl(?:y|ies)|lends?|lent"
    r"|puts? (?:its|their|his) names?|put up|patrols?|watch(?:es)?"
    r"|protect(?:s|ed)?|defend(?:s|ed)?|acts? as|serves? as"
    r"|withdr(?:aws?|ew)|pulls? (?:out|back)|brings? (?:back )?(?:its|his|their))\b"
)
"""What a party does itself where it promises, be it in a row with others."""
_LEADS = re.compile(
    r"\b(?:led|chaired|headed|run|presided over) by (?:the )?"
    r"(?:[A-Z][\w’.'-]*(?: [A-Z][\w’.'-]*){0,3},?(?: and| with|,)? (?:the )?)?\Z"
)
"""Before who leads the body that watches over the plan, and who does so with them."""
_IN_THEIR_ROW = re.compile(
    rf"\b(?:from|of|by|with|in|between|to|for) (?:{_NAMED_TOO}(?:,| and|, and) )+(?:the )?\Z"
)
"""Before a later name of a row that hangs on a word: "inspectors from A, B and"."""
_ADJOINED = re.compile(r"(?i)\b(?:no|not|may|might|could|if|whether|should|asks?|asked|wants?) \Z")


def _promises_itself(party: str, passage: Passage, parties: Parties) -> bool:
    """Say whether a promise is a party's own doing, of which a yes to the plan follows.

    "Norland will send observers" is; "Norland's observers will watch", "Norland-led",
    "inspectors from Norland" and "the arrival of Norland's monitors" only say whose men they are.
    """
    at = passage.span.start
    for held in parties.within(passage.document, passage.span):
        before = passage.words[: held.span.start - at]
        after = passage.words[held.span.end - at :]
        own = held.party == party
        leads = own and bool(_LEADS.search(before))
        does = own and held.how != "demonym" and bool(_PROMISES.match(after))
        aside = any(p.search(before) for p in (AFTER_A_PREPOSITION, _ADJOINED, _IN_THEIR_ROW))
        if leads or (does and not aside):
            return True
    return False


_OWN_PLAN = re.compile(
    r"\A(?:[’']s?)? (?:(?:[a-z]+|\d+)[- ](?:point|page|part|stage) |peace |cease-?fire |draft "
    r"|truce |own ){0,3}"
    r"(?:plan|proposal|draft|blueprint|initiative|roadmap|paper|formula|text)\b"
)


def _of_authors(passages: Sequence[Passage], parties: Parties, known: set[str]) -> list[Answered]:
    """Return a yes for those whose plan it is called and who are not reported to answer it.

    A plan has its name from the place where it was made, too: "the Abuja paper" is not Nigeria's.
    """
    found: dict[str, Answered] = {}
    for passage in passages:
        for held in parties.within(passage.document, passage.span):
            after = passage.words[held.span.end - passage.span.start :]
            if held.party in known or not _OWN_PLAN.match(after):
                continue
            if held.how == "place" and not after.startswith(("’", "'")):
                continue
            yes = Answered(
                held.party, "accepts", "", passage.citation, passage.day, "narration", 0.4
            )
            found.setdefault(held.party, yes)
    return list(found.values())


def _names(passages: Sequence[Passage]) -> list[str]:
    """Return what the plan is called: names of its own first, then what sort of deal it is."""
    own: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number, passage in enumerate(passages):
        for pattern, weight, bag in (
            (_NAMED, 2, own),
            (_POINTS, 2, own),
            (_DURATION, 1, plain),
            (_GENERIC, 1, plain),
        ):
            for match in pattern.finditer(passage.words):
                name = _tidy(match["name"])
                if name and not re.search(
                    r"\b(?:1[5-9]|20)\d\d\b", passage.words[match.end() : match.end() + 9]
                ):
                    bag[name] += weight + (1 if passage.kind == "title" else 0)
                    first.setdefault(name, number)
    ordered = [
        n
        for bag in (own, plain)
        for n, _ in sorted(bag.items(), key=lambda item: (-item[1], first[item[0]]))
    ]
    return list(dict.fromkeys(ordered))


def _tidy(name: str) -> str:
    words = name.split()
    while words and words[0] in _NOT_NAMES | {"the", "a", "an"}:
        words = words[1:]
    return (
        " ".join(words)
        if len(words) > 1
        or (words and words[0].lower() in {"ceasefire", "cease-fire", "truce", "armistice"})
        else ""
    )
