"""Who promises to watch over the plan or uphold it: treaties, guarantors, forces, monitors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from servanda.evidence.records import Citation
from servanda.reading.packages.amounts import amounts_in
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.passages import Passage, item_id
from servanda.reading.packages.schedule import timings_in

__all__ = ["Promise", "promises_in"]

_MONITORS = re.compile(
    r"\b(?:monitor(?:s|ing|ed)?|observers?|observ(?:e|ation) mission|verif(?:y|ies|ied|ication)"
    r"|supervis\w+|inspect(?:s|ors?|ion)|oversee\w*|take custody|chaired by"
    r"|implementation committee|monitoring (?:group|team|mission|mechanism|committee)|advance team"
    r"|oversight (?:committee|mechanism|board|body|panel)|hears? complaints|complaints go to"
    r"|in the chair"
    r"|(?:panel|committee|mechanism|commission|body|board) (?:led|chaired|headed) by"
    r"|chairs? the (?:committee|commission|mechanism|panel)|keeps? watch|watch(?:es)? (?:it|the)\b"
    r"|watchers?|watch(?:es)? over|under the (?:eyes?|gaze|supervision|watch) of|sits? over"
    r"|(?:do|does) the counting|will count|count them|rules? on (?:disputes|breaches|complaints)"
    r"|presid(?:es?|ing) over|sees? to it that|counts? the (?:guns|weapons|arms|rifles|men)"
    r"|settles? complaints|keeps? an eye|posts? (?:[\w-]+ ){0,3}(?:officers|observers|monitors)"
    r"|truce commission|armistice commission|experts will|will check|check both|police the line"
    r"|watch(?:es)? both|watch(?:es)? both sides|stays? (?:on )?to watch|remains? to watch"
    r"|certif(?:y|ies)|to check (?:the|that|on)|checks (?:that|on)"
    r"|(?:keeps?|holds?) (?:the|a|one|one of the) (?:\w+ )?(?:keys?"
    r"|(?:register|count|list) of (?:the |all )?(?:weapons|arms|guns|men|prisoners|violations))"
    r"|(?:reports?|report on|looks? into|look into|investigat\w+|inquires? into) (?:any |all )?"
    r"(?:alleged )?(?:breaches|violations|infringements|complaints)"
    r"|interprets? the (?:plan|agreement|accord|treaty|text)|fact-finding mission"
    r"|truce supervisors?)\b",
    re.I,
)
_FORCE = re.compile(
    r"\b(?:peace-?keep(?:ers?|ing)|stabili[sz]ation force|implementation force|protection force"
    r"|buffer force|(?:intervention|interposition|enforcement|interim|peace) force"
    r"|(?:international|multinational|neutral|african|un|u\.n\.|nato|eu|european|arab"
    r"|joint|deterrent|regional|united nations|commonwealth|allied) (?:security )?(?:force|troops)"
    r"|forces? (?:(?:are|is) to|will|would|shall) (?:be (?:stationed|deployed|posted)|patrol"
    r"|separate|enforce|keep the peace)"
    r"|mission of (?:some |about |up to )?[\d,]+ (?:men|troops|soldiers|peacekeepers)"
    r"|force of (?:some |about "
    r"|up to )?[\d,]+|blue (?:helmets|berets)|deterrent force|to police (?:the|an?) (?:accord"
    r"|agreement|deal|settlement|truce|line)|troops (?:would |will )?(?:stay|remain|be sent|patrol"
    r"|separate)|would stay as guarantors|keeps? troops|contingents?|(?:send(?:s|ing)?|sent"
    r"|deploy\w*|provid\w+|contribut\w+|commit\w*|field\w*|lead(?:s)?) (?:in )?(?:some |about "
    r"|up to |a further |around |a force of |perhaps )?[\d,]+(?: \w+){0,2} (?:troops|soldiers|men"
    r"|peacekeepers)|[\d,]+ (?:\w+ ){0,2}(?:soldiers|troops|peacekeepers|men|marines) (?:(?:are"
    r"|is|were) to |will |would |shall )?"
    r"(?:take up|be (?:sent|deployed|stationed|posted)|deploy|stand between|separate|patrol"
    r"|move in)|(?:lend|send|furnish|supply|provide|post|station|field)(?:s|ing"
    r"|ed)? (?:[\w-]+ ){0,4}?(?:soldiers|troops"
    r"|men|battalions?|peacekeepers|a force|a brigade)|(?:soldiers|troops"
    r"|men)\b[^.;]{0,60}\b(?:will|would|shall|are to)"
    r" (?:lend|send|supply|provide|station|be (?:stationed|posted|sent|deployed|landed))"
    r"|[\d,]+ (?:[\w-]+ ){0,3}(?:soldiers|troops|peacekeepers|men|marines)\b[^.;]{0,60}\b(?:will"
    r"|would|shall|are to)"
    r" (?:be (?:sent|deployed|stationed|posted)|deploy|patrol|separate|stand)"
    r"|under the (?:eyes?|protection|guard|watch) of (?:[\w-]+ ){0,4}?(?:soldiers|troops)"
    r"|peacekeepers (?:guard|patrol|protect|escort|separate|stand|man|will|would|are to))\b",
    re.I,
)
_ASSURE = re.compile(
    r"\b(?:stands? surety|surety|(?:put|set|added) their names to it|guarantors?|guarantee[sd]?"
    r"|guaranteeing|witness(?:es|ed)?|good offices|underwr\w+"
    r"|vouch\w*|assur(?:ed?|es|ances?)|side letters?|letters? (?:of|from|to)|stands? behind"
    r"|answers? for (?:it|the \w+)|godfathers?|gives? (?:its|his|their) word"
    r"|promis(?:es|ed) to (?:act|intervene|step in)|put (?:its|his|her|their) names? under"
    r"|stood behind|pledged? to (?:act|back|see|help)|committee led by|facilitators?|accompan(?:y"
    r"|ied|ying)|(?:promis\w+|pledg\w+|offer\w*|assur\w+|guarantee\w*"
    r"|undertak\w+)(?: [\w’'-]+){0,2} (?:its|their|his|her|full|every)"
    r" (?:support|backing|help|aid|protection|assistance|weight)|companions|watch over"
    r"|sponsors?|countersign\w*|moral guarantee"
    r"|see (?:the|this|that) \w+ (?:carried out|kept|observed|applied)|sees? it carried out)\b",
    re.I,
)
_TREATY = re.compile(
    r"\b(?:attack on (?:either|one|it|any)\b[^.;]{0,45}\b(?:attack on|one on|taken as)"
    r"|treat(?:y|ies) of (?:guarantee|alliance|mutual)|(?:mutual )?defen[cs]e (?:pact|treaty)"
    r"|security (?:pact|treaty)|rights? of intervention"
    r"|come to (?:the |its |their )?(?:[\w’']+ )?(?:aid|defen[cs]e|help|assistance)"
    r" (?=if|in case|against|should|when|of)"
    r"|come to (?:the|its|their) (?:aid|defen[cs]e|help|assistance)"
    r"|(?:pledg\w+|undertak\w+|undertook|promis\w+|bind themselves|agree[ds]?) to respect\b"
    r"[^.;]{0,50}\b(?:neutrality|integrity|independence|frontiers?|sovereignty)"
    r"|(?:consult|act together|act jointly)\b[^.;]{0,50}\b(?:if|should|in case)"
    r"|(?:may|can|shall|will) intervene (?:if|should|when)|right to intervene"
    r"|would (?:fight|resist|respond|intervene|go to war)"
    r"|(?:decisive|coordinated|military|armed) (?:\w+ ){0,2}response|will (?:protect"
    r"|defend) (?:the|it|them|us)"
    r"|guarantee (?:of )?(?:the|its|new|against)|unprovoked aggression|renew\w* (?:attack|war"
    r"|aggression)|resist\w* (?:any|a) (?:new|renewed)|border guarantee|international guarantee)\b",
    re.I,
)
_SANCTION = re.compile(
    r"\b(?:(?:whoever|anyone who|those who|any \w+ that) (?:breaks?|violates?|spoils?|flouts?)"
    r"\b[^.;]{0,40}\b(?:lose|loses|punish\w*|pay|pays|cut|bans?|banned|freez\w*|frozen|sanction\w*)"
    r"|freez\w* the (?:accounts|assets|money) of|sanctions?\b[^.;]{0,50}\b(?:if"
    r"|against (?:whoever|anyone|violators|spoilers)|would"
    r"|return|snap|threat\w*|whoever)|(?:reimpos\w+|snap(?:s|ped)? back|threat(?:en\w*)? (?:of"
    r"|with)) (?:\w+ )?sanctions?)\b",
    re.I,
)
_KINDS = (
    ("sanctions", _SANCTION),
    ("deployed_force", _FORCE),
    ("monitors", _MONITORS),
    ("treaty", _TREATY),
    ("assurance", _ASSURE),
)
_PAST_ONLY = re.compile(r"\b(?:in the nineties|last winter|in (?:19|20)\d\d|ago|used to|earlier)\b")
_DENIED = re.compile(
    r"(?i)\b(?:reject\w*|refus\w+|oppos\w+|rul(?:e[sd]?|ing) out|not|never|no|without|den(?:y|ies"
    r"|ied)"
    r"|against|cannot|demand\w*|didn[’']t|doesn[’']t|won[’']t|can[’']t)\b[^.;,]*\Z"
)
_SAYING = re.compile(
    r"\b(?:monitors?|observers?) (?:said|reported|say|report|counted|recorded|found|watched)\b",
    re.I,
)
_BODY = re.compile(
    r"\b(?P<name>(?:(?:[A-Z][\w’'-]+|of|for|and|on) ){0,4}?[A-Z][\w’'-]+ (?:Body|Commission"
    r"|Mission|Team|Group|Committee|Mechanism|Force|Council)|(?:the )?(?:UN|ONU|MON?U|MINU|AM|EU"
    r"|EC|IM|I|K|S|UNT|TI)[A-Z]{2,6})\b"
)


@dataclass(frozen=True)
class Promise:
    """A promise that goes with the plan.

    `kind`: `treaty`, `assurance`, `deployed_force`, `monitors` or `sanctions`; `who` the parties
    that give it; `body` the mission that carries it out, if it has a name; `troops` how many are
    sent; `months` how long, `trigger` when they act; both as told, None or empty where not.
    """

    kind: str
    who: tuple[str, ...]
    body: str
    troops: float | None
    months: float | None
    trigger: str
    citations: tuple[Citation, ...]

    @property
    def id(self) -> str:
        """Return what a decision on this promise refers to."""
        return item_id("g", self.kind, self.citations[0])

    @property
    def quote(self) -> str:
        """Return the sentence it rests on."""
        return self.citations[0].quote


def promises_in(
    passages: Sequence[Passage], parties: Parties, sides: Sequence[str]
) -> list[Promise]:
    """Return the promises that go with a plan, those of one kind by the same party joined.

    `sides`: the armed parties, who guarantee nothing to themselves unless the text calls them
    guarantors.
    """
    found: list[Promise] = []
    for passage in passages:
        if passage.kind == "title" and len(passage.words.split()) < 4:
            continue
        for part in _parts(passage):
            found += _in_part(part, passage, parties, sides)
    return _joined(found)


def _parts(passage: Passage) -> list[Passage]:
    """Return what stands between semicolons, each as long as the sentence: two promises are two."""
    words, narrated = passage.words, passage.narrated
    marks = [m.start() for m in re.finditer(";", words)]
    if not marks:
        return [passage]
    found = []
    for start, end in pairwise([0, *marks, len(words)]):
        blank = " " * start, " " * (len(words) - end)
        found.append(
            replace(
                passage,
                words=blank[0] + words[start:end] + blank[1],
                narrated=blank[0] + narrated[start:end] + blank[1],
            )
        )
    return found


_THEIR_MEN = re.compile(
    r"(?i)\A(?: [\w-]+){0,3}? (?:battalions?|brigades?|regiments?|companies|paratroopers|marines"
    r"|troops|soldiers"
    r"|legionnaires|gendarmes|policemen|warships) (?:will |would |shall |are to )?(?:take (?:over"
    r"|up)|stay|remain"
    r"|hold|guard|patrol|occupy|man|police|land|deploy|stand|keep)\b"
    r"|\A (?:will |would |shall |is to )?sends? (?:in )?(?:[\w-]+ ){1,4}?(?:men|troops|soldiers"
    r"|peacekeepers)\b"
)
"""What follows a third state's name where its soldiers are to come: "French paratroopers stay"."""


def _with_men(passage: Passage, parties: Parties, sides: Sequence[str]) -> Promise | None:
    """Return a force that a third party is to send, told by whose men do what."""
    at = passage.span.start
    for held in parties.within(passage.document, passage.span):
        words = passage.narrated[held.span.start - at :]
        able = held.party not in sides and parties.kind(held.party) in {"state", "body"}
        if able and words.strip() and _THEIR_MEN.match(words[len(held.span) :]):
            before = passage.narrated[: held.span.start - at]
            if not _DENIED.search(before[-70:]) and not _PAST_ONLY.search(passage.words):
                return Promise(
                    "deployed_force", (held.party,), "", None, None, "", (passage.citation,)
                )
    return None


_ONLY_WORN = re.compile(r"(?i)blue (?:helmets|berets)\Z")


def _in_part(
    passage: Passage, whole: Passage, parties: Parties, sides: Sequence[str]
) -> Iterator[Promise]:
    """Yield the promises of a part of a sentence; assurances beside others."""
    for kind, pattern in _KINDS:
        match = pattern.search(passage.narrated if not passage.turn else passage.words)
        if (
            match is None
            or (kind == "monitors" and _SAYING.search(passage.words))
            or _PAST_ONLY.search(passage.words)
        ):
            continue
        if _DENIED.search(passage.narrated[max(0, match.start() - 70) : match.start()]):
            continue
        if _ONLY_WORN.match(match.group()) and _MONITORS.search(passage.words):
            continue
        promise = _promise(kind, match, passage, parties, sides)
        if promise:
            yield replace(promise, citations=(whole.citation,))
            if kind != "assurance":
                return
    if sent := _with_men(passage, parties, sides):
        yield replace(sent, citations=(whole.citation,))


def _promise(
    kind: str, match: re.Match[str], passage: Passage, parties: Parties, sides: Sequence[str]
) -> Promise | None:
    at = passage.span.start
    held = [
        m
        for m in parties.within(passage.document, passage.span)
        if passage.words[m.span.start - at : m.span.end - at].strip()
    ]
    who = _givers(kind, match, passage, held, parties, sides)
    body = _BODY.search(passage.words)
    mission = (
        re.sub(r"\A(?:[Tt]he|[Aa]n?|All|This) ", "", body["name"]).strip()
        if body and kind in {"monitors", "deployed_force"}
        else ""
    )
    if not who and not mission and parties.count["UN"] and _OF_THE_UN.search(passage.words):
        who = ["UN"]
    if not who and not mission:
        return None
    troops = next(
        (
            a.value
            for a in amounts_in(passage.words)
            if not a.time and _MANNED.search(a.unit + passage.words[a.end : a.end + 60])
        ),
        None,
    )
    lasts = next(
        (t.months for t in timings_in(passage) if t.kind in {"for", "until"} and t.months), None
    )
    trigger = re.search(
        r"(?i)\b(?:if|in case of|in the event of|should)\b[^.;]{5,100}", passage.words
    )
    return Promise(
        kind, tuple(who), mission, troops if kind in _SENT else None, lasts,
        " ".join(trigger.group().split()) if trigger else "", (passage.citation,),
    )  # fmt: skip


_ONLY_WHERE = re.compile(
    r"(?i)\b(?:stationed|based|posted|parked|held|housed|kept|deployed|stored|assembled|waiting)"
    r" (?:in|at|near|inside|across|over) (?:the |\w+ern )?\Z|\bletters? to (?:[\w.’'-]+ ){0,4}\Z"
)
"""Before a state that only tells where the troops or the aircraft stand."""
_OF_THE_UN = re.compile(
    r"(?i)\b(?:peace-?keepers|(?:unarmed|military|international) (?:military )?(?:observers"
    r"|monitors))\b"
)
"""Men whom nobody is told to send: where the United Nations is spoken of, they are its own."""
_SENT = frozenset({"monitors", "deployed_force"})
_MANNED = re.compile(
    r"(?i)\b(?:troops|men|soldiers|observers?|monitors?|peacekeepers|officers|personnel|experts"
    r"|force|unarmed|to police|authorised|strong|police)\b"
)


_OWN_FORCES = re.compile(r"(?i)forces? (?:are|is|will|would|shall)\b")
"""Forces that are to stand somewhere: a side's own, for all that is told, where it is a side's."""


def _givers(
    kind: str,
    match: re.Match[str],
    passage: Passage,
    held: Sequence[PartyMention],
    parties: Parties,
    sides: Sequence[str],
) -> list[str]:
    """Return who gives the promise: by name near the words for it; a side only as a guarantor."""
    at = passage.span.start
    start, end = at + match.start(), at + match.end()
    own = _OWN_FORCES.match(match.group())
    plain = "guarantor" in match.group().lower() or (kind == "deployed_force" and not own)
    able = [
        m
        for m in held
        if (m.party not in sides or (plain and parties.kind(m.party) == "state"))
        and not _ONLY_WHERE.search(passage.words[: m.span.start - at])
        and parties.kind(m.party) in {"state", "body", "party", "armed"}
    ]
    able = [m for m in able if not (parties.kind(m.party) == "armed" and m.party not in sides)]
    near = [m for m in able if m.span.end >= start - 110 and m.span.start <= end + 70]
    if not near:
        near = able if len({m.party for m in able}) == 1 else []
    if kind in {"monitors", "deployed_force"}:
        bodies = [m for m in near if parties.kind(m.party) == "body"]
        near = bodies or near[:3]
    return list(dict.fromkeys(m.party for m in near))[:4]


def _joined(found: Sequence[Promise]) -> list[Promise]:
    kept: list[Promise] = []
    for promise in found:
        for n, other in enumerate(kept):
            same = set(other.who) & set(promise.who) or (other.body and other.body == promise.body)
            if other.kind == promise.kind and same:
                kept[n] = replace(
                    other, who=tuple(dict.fromkeys((*other.who, *promise.who))),
                    body=other.body or promise.body,
                    troops=other.troops or promise.troops, months=other.months or promise.months,
                    trigger=other.trigger or promise.trigger,
                    citations=tuple(dict.fromkeys((*other.citations, *promise.citations)))[:4],
                )  # fmt: skip
                break
        else:
            kept.append(promise)
    return kept
