"""Whose answer a clause tells: both sides, the party its subject names, or one newly met."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.evidence.span import Span
from servanda.reading.grammar.answers import Answer
from servanda.reading.packages.answer_patterns import APART, DISTANCE
from servanda.reading.packages.described_parties import (
    alone,
    before_it,
    counted,
    opposite,
    owner_of,
    the_other,
)
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.party_patterns import OWN_MIND
from servanda.reading.read import Said
from servanda.reading.who.roles import ROLE
from servanda.reading.who.tables import plain, slug

__all__ = ["who_answers"]

_SPEAKS_FOR = re.compile(
    r"(?i)\b(?:government|junta|regime|army|military|rebels?|guerrillas?|leaders?|leadership"
    r"|commanders?|president|ministers?|premier|representatives?|delegat\w+|ambassador|officers?|command|envoy"
    r"|spokes\w+|authorities|parliament|cabinet|mission|side|negotiators?|team|chief|king|queen"
    r"|council|assembly|forces|movement|party|faction|separatists|militants|insurgents|fighters|guerrillas|administration|ministry|secretary|wing"
    r"|group|splinter|generals?|chairman|head|rulers?|people)\Z"
)
_TITLE = re.compile(
    r"\A(?:(?:Mr|Mrs|Ms|Dr|Sir|Lord|Gen|Col|General|Colonel|Commander|President|Minister|Senator"
    r"|Captain|Prince|Sheikh|Chief|Prime|Foreign|Interior|Defen[cs]e|Vice)\.? )+"
)
_OFFICES = re.compile(rf"\A(?i:(?:the )?(?:{ROLE}) )+(?=[A-ZÀ-Þ])")
"""Offices before a name, which are none of it: "Vice President Hamid Barre"."""
_TAIL = re.compile(r"(?i),? (?:of|in|from|for|at|near|based|under|within|who|which|whose)\b")
_STATE_SPEAKS = re.compile(
    r"(?i)\b(?:government|junta|regime|army|military|armed forces|leaders?|leadership|president"
    r"|presidency|presidential|prime|premier|foreign|defen[cs]e|ministers?|ministry|chancellor|king"
    r"|queen|emir|sultan|pope|representatives?|delegat\w+|delegation|ambassador|envoys?|spokes\w+"
    r"|officials?|authorities|cabinet|side|negotiators?|state|administration|parliament|congress"
    r"|senate|assembly|generals?|commanders?|forces|troops|chief|secretary|council|diplomats|team"
    r"|rulers?|kremlin|mission|vice|head|general)\b"
)
_NOT_THE_STATE = re.compile(
    r"(?i)\b(?:opposition|rebels?|separatists?|dissidents?|exiles?|nationalists?|communists?"
    r"|socialists?|hard-?liners?|islamists?|far[- ]right|activists?|families|refugees?|settlers?"
    r"|farmers?|veterans?|students?|voters?|public|people|press|newspapers?|media|party|parties"
    r"|movement|union|league|front|federation|church|bishops?|groups?|militias?|-backed|allies"
    r"|ally|proxy|proxies|critics?|journalists?|analysts?|experts?|lawmakers?|senators?|mps?|warring|rival|feuding)\b"
)
_HIS_OWN = re.compile(
    r"(?i)(?:his|her|its|their) (?:own )?(?:bloc|party|movement|men|government|followers"
    r"|lieutenants"
    r"|supporters|group|faction|front|league|rebels|army|fighters|forces|troops|commanders|deputies"
    r"|office|spokes\w+|delegation|side|people|organi[sz]ation|militia|cabinet|parliament|ministers?|leaders?)\Z"
)
"""Those who go with a person, and answer as the person does."""
_THEIR_OWN = re.compile(r"(?:his|her|its|their)-")
_CLOCK = re.compile(r"\A(?:\d{1,2}[:.])?\d{1,2}(?: ?[ap]\.?m\.?)? (?=[A-ZÀ-Þ])")
"""The hour before a name: "11:30 N. N. has voted No"."""
_A_MEETING = re.compile(
    r"(?:[a-z][\w-]* )*(?:summit|meeting|conference|talks|session|gathering|ceremony|round"
    r"|negotiations) (?:in|at|near|outside) "
)
"""Before a place where people met, which answers nothing: "the summit in Oslo agreed"."""
_A_REPLY = re.compile(
    r"(?i)(?:an?|any|the|such an?) (?:[\w-]+ )?(?:refusal|rejection|no|veto|rebuff|yes"
    r"|signature|defeat)"
    r" (?:by|from|of)\b"
)
"""An answer as the subject of what it would do: "a refusal by Norland would sink it"."""
_OFFICE = re.compile(
    r"(?i)(?:the |its |his |her |their )?(?:head of (?:state|government|the \w+)|prime minister"
    r"|president|premier"
    r"|foreign minister|government|palace|presidency|head of|cabinet|junta|king|monarch|chancellor)"
)
"""Offices that are nobody's name; where nobody is known to hold them they speak for the state."""
_RULERS_OF = re.compile(
    r"(?:[Tt]he )?(?:leaders|rulers|authorities|men|chiefs|politicians|elders|commanders)"
    r" (?:in|of|at) (?P<place>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)\Z"
)
"""Whoever rules a place goes by its name: "the leaders in Upland"."""
_PRONOUN = re.compile(r"(?i)\A(?:he|she|it|they)\Z")
_NAMELESS = re.compile(
    r"(?i)\b(?:party|movement|group|faction|federation|union|partner|rivals?|allies|ally|wing"
    r"|rebels"
    r"|militia|coalition|opposition)\Z"
)
_REBELS = re.compile(
    r"(?i)(?:the )?(?:[\w’'-]+ ){0,2}?(?:rebels|insurgents|guerrillas|separatists|militants)"
    r"(?=\Z| (?:in|of|from|fighting)\b)"
)
"""Those who fight a state, though it is the state that is named: "rebels in Norland’s north"."""
_OWN_VOTE = re.compile(r"(?i)\b(?:has |have |had )?(?:voted|votes|cast (?:his|her) vote)\b")
"""What a person does with one vote, and does not answer for a party."""
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s|\n")
_REMEMBERED = 400
"""Code points after which a pronoun no longer means a party named before."""


def who_answers(
    answer: Answer, said: Said, parties: Parties, sides: Sequence[str]
) -> tuple[str, ...]:
    """Return whose answer it is: both sides, the party the subject names, or a new one."""
    many = before_it(answer, said, parties, sides)
    return tuple(dict.fromkeys(many + _of_its_own(answer, said, parties, sides)))


def _of_its_own(
    answer: Answer, said: Said, parties: Parties, sides: Sequence[str]
) -> tuple[str, ...]:
    """Return whose answer a subject tells, nothing before it counted in."""
    words = _CLOCK.sub("", " ".join(answer.holder.of(said.text).split()))
    if answer.actor == "author" or _A_MEETING.match(words) or _A_REPLY.match(words):
        return ()
    if many := counted(words, parties, sides):
        return many
    inside = parties.within(said.source.id, answer.holder)
    if _REBELS.match(words) and all(parties.kind(m.party) == "state" for m in inside):
        armed = tuple(party for party in sides if parties.kind(party) != "state")
        return armed if len(armed) == 1 else ()
    if inside and re.match(r"(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) ", words):
        meant = _known(answer, parties)
        inside = [m for m in inside if m.how != "generic"] if meant else inside
    if (other := the_other(words, answer, said, parties)) is not None:
        return other
    if owner := owner_of(answer, said, parties):
        return owner
    appositive = _apposed(answer.holder, said, parties) if _NAMELESS.search(words) else ""
    if appositive:
        return (appositive,)
    if inside:
        return _named(answer, said, inside, parties) + opposite(words, inside, parties)
    if (described := alone(words, answer, said, parties)) is not None:
        return described
    party = _known(answer, parties)
    if _PRONOUN.match(words) and not party and _THEIR_OWN.match(answer.actor):
        return _last_alone(answer.holder, said, parties)
    if _PRONOUN.match(words) and not party and (met := _named_before(answer, said, parties)):
        return (met,)
    if _PRONOUN.match(words) and not (party and _is_fresh(party, answer, said, parties)):
        return _last_alone(answer.holder, said, parties)
    if party:
        return (party,)
    if _HIS_OWN.match(words) and (owner := _last_alone(answer.holder, said, parties)):
        return owner
    if _OFFICE.fullmatch(words):
        states = tuple(p for p in sides if parties.kind(p) == "state")
        return states if len(states) == 1 else ()
    if ruled := _RULERS_OF.match(words):
        return _newly_met(answer, ruled["place"], parties, said.text, sure=True)
    return _newly_met(answer, words, parties, said.text)


def _named(
    answer: Answer, said: Said, inside: Sequence[PartyMention], parties: Parties
) -> tuple[str, ...]:
    """Return the party that the head of a subject names, not one further back in it."""
    start = answer.holder.start
    words = answer.holder.of(said.text)
    tail = _TAIL.search(words)
    head = [m for m in inside if tail is None or m.span.start - start < tail.start()]
    if not head and tail and not _SPEAKS_FOR.search(words[: tail.start()]):
        return ()
    chosen = head[-1] if head else inside[0]
    if DISTANCE.search(said.text[max(0, start - 30) : chosen.span.start]):
        return ()
    if len(inside) > 1 and re.search(r"\band\b", words) and answer.actor:
        own = [m for m in inside if answer.actor in {m.party, slug(m.party)}]
        chosen = own[0] if own else chosen
    apart = APART.search(words[: chosen.span.start - start])
    if apart and re.match(r" [a-z]", words[chosen.span.end - start :]):
        return _newly_met(answer, words[chosen.span.end - start :], parties, said.text, sure=True)
    if chosen.how == "person" and _OWN_VOTE.search(answer.quote):
        return _newly_met(answer, words, parties, said.text, sure=True)
    rest = words[chosen.span.end - start : tail.start() if tail else len(words)]
    if chosen.how == "person" and re.match(r"[’']s [A-Z]", rest):
        return _newly_met(answer, rest[2:], parties, said.text, sure=True)
    if _is_only_from(chosen, rest, parties):
        return _newly_met(answer, rest, parties, said.text, sure=True)
    return _with_its_row(chosen, inside, said.text)


def _with_its_row(
    chosen: PartyMention, inside: Sequence[PartyMention], text: str
) -> tuple[str, ...]:
    """Return a party with those right behind it in one row: "the Reds and the Blues signed"."""
    found, end = [chosen.party], chosen.span.end
    for mention in inside:
        if mention.span.start >= end:
            if not re.fullmatch(r"(?:,| and|, and) (?:the )?", text[end : mention.span.start]):
                break
            found.append(mention.party)
            end = mention.span.end
    return tuple(dict.fromkeys(found))


def _apposed(holder: Span, said: Said, parties: Parties) -> str:
    """Return the party named right behind a subject: "his party, the Popular Front, calls"."""
    after = re.match(r", (?:the |led by (?:the )?)?", said.text[holder.end : holder.end + 24])
    if not after or not re.match(r"[A-Z]", said.text[holder.end + after.end() :][:1]):
        return ""
    at = holder.end + after.end()
    behind = parties.within(said.source.id, Span(at, at + 60))
    ends = behind and said.text[behind[0].span.end : behind[0].span.end + 1] in {",", " "}
    return behind[0].party if behind and ends and behind[0].span.start - at < 3 else ""


def _is_only_from(chosen: PartyMention, rest: str, parties: Parties) -> bool:
    """Say whether a state only tells where somebody is from: "the Thai Yellow Shield movement"."""
    if parties.kind(chosen.party) != "state" or chosen.how == "person":
        return False
    owns = bool(re.match(r"[’']", rest))
    rest = re.sub(r"\A[’']s?", "", rest).strip()
    if not rest or rest.startswith((",", "(")):
        return False
    if _NOT_THE_STATE.search(rest) or OWN_MIND.search(rest):
        return True
    if _STATE_SPEAKS.search(rest) or re.match(r"and\b", rest):
        return False
    return owns or chosen.how == "demonym" or bool(re.search(r"\b[A-Z]", rest))


def _named_before(answer: Answer, said: Said, parties: Parties) -> str:
    """Return somebody of no party whom a pronoun means by name: "N. N. was guarded: he …"."""
    name = answer.actor.replace("-", "[ -]")
    low = max(0, answer.holder.start - _REMEMBERED)
    if not name or "-" not in answer.actor:
        return ""
    found = list(re.finditer(rf"(?i)\b{name}\b", plain(said.text[low : answer.holder.start])))
    if not found:
        return ""
    at = Span(low + found[-1].start(), low + found[-1].end())
    inside = parties.within(said.source.id, at)
    if inside and _SPEAKS_FOR.match(at.of(said.text).split(" of ")[0].split(" in ")[0]):
        return inside[-1].party
    whole = _OFFICES.sub("", at.of(said.text)) or at.of(said.text)
    id = slug(whole)
    parties.known.setdefault(id, Party(id, whole, "person", names=(whole,)))
    return id


def _last_alone(holder: Span, said: Said, parties: Parties) -> tuple[str, ...]:
    """Return the party named alone before a pronoun: in its sentence, else in the one before."""
    low = max(0, holder.start - _REMEMBERED)
    before = said.text[low : holder.start]
    starts = [low, low, *(low + m.end() for m in _SENTENCE_END.finditer(before))]
    for start, end in ((starts[-1], holder.start), (starts[-2], starts[-1])):
        named = {m.party for m in parties.within(said.source.id, Span(start, max(start, end)))}
        if named:
            return tuple(named) if len(named) == 1 else ()
    return ()


def _is_fresh(party: str, answer: Answer, said: Said, parties: Parties) -> bool:
    """Say whether a party was named not long before a pronoun that is said to mean it."""
    since = Span(max(0, answer.holder.start - _REMEMBERED), answer.holder.start)
    return any(m.party == party for m in parties.within(said.source.id, since))


def _known(answer: Answer, parties: Parties) -> str:
    """Return the party that the text's cast means by a pronoun or an office."""
    for actor in (answer.side, answer.actor):
        if not actor:
            continue
        if actor in parties.count or actor in parties.known:
            return actor
        for id, party in parties.known.items():
            if actor in {slug(party.name), *(slug(name) for name in party.names)}:
                return id
            names = (party.name, *party.names)
            if any(actor.endswith(f"-{slug(name)}") for name in names if len(name) > 2):
                return id
        for name, party_id in parties.persons.items():
            if party_id and slug(name) == actor:
                return party_id
    return ""


def _newly_met(
    answer: Answer, words: str, parties: Parties, text: str, *, sure: bool = False
) -> tuple[str, ...]:
    """Return a party that only its own answer names: "the Farmers' League came out against it"."""
    words = _CLOCK.sub("", words.strip(" ,’'"))
    name = re.sub(r"\A(?:(?:the|an?|its|his|her|their|[a-z][\w-]*) )+(?=[A-Z])", "", words)
    name = re.sub(r"\AThe (?:[a-z][\w-]* )*", "", name)
    name = re.split(r", | \(| (?:in|at|which|who|that|had|has|held|said) ?\b", name)[0].strip(" ,")
    name = re.sub(
        r"[’']s?(?: (?:[a-z-]+ )?(?:government|party|movement|faction|group|men|forces|bloc"
        r"|administration|followers|supporters|office|delegation|leadership))?\Z",
        "",
        name,
    )
    name = _TITLE.sub("", name)
    if not re.match(r"[A-ZÀ-Þ]|\d[A-Z]", name) or len(name) < 2:
        return ()
    capitals = re.findall(r"\b[A-ZÀ-Þ][\w’'-]+", name)
    plainly = sure or len(capitals) > 1 or bool(re.search(r"\b[A-Z0-9-]{2,}\b", name))
    if not (plainly if not answer.actor or sure else slug(name) in answer.actor.rstrip("s") + "s"):
        return ()
    if plain(name).lower() in _NOBODY or _NO_NAME.match(name):
        return ()
    if " " not in name and not name.isupper():
        full = re.search(rf"\b(?:{_FIRST} ){{1,3}}(?:[a-z]{{2,3}}[- ])?{re.escape(name)}\b", text)
        name = _TITLE.sub("", full.group()) if full else name
    id = slug(name)
    parties.known.setdefault(id, Party(id, name, "party", names=(name,)))
    return (id,)


_NO_NAME = re.compile(
    r"(?:Only|Even|Still|Yet|Then|Now|Here|There|Once|Nor|So|Thus|Perhaps|Curiously|Meanwhile|Later"
    r"|Earlier|Soon|Also|Instead|[A-Z][a-z]{4,}ly)\b"
)
"""What opens a sentence with a capital and names nobody."""
_FIRST = r"(?!(?:The|Mr|Mrs|Ms|Dr|In|On|At|But|And|When|After|If)\b)[A-ZÀ-Þ][\w’'-]+"
_NOBODY = frozenset(
    {"whoever", "anyone", "anybody", "who", "west", "the west",
     "both", "neither", "others", "everyone", "nobody", "nothing", "many", "most", "some", "that",
     "this", "all", "each", "it", "they", "he", "she", "critics", "supporters", "sources",
     "diplomats", "analysts", "officials", "opponents", "delegates", "monday", "tuesday",
     "wednesday", "thursday", "friday", "saturday", "sunday", "rebels", "guerrillas", "mediators"}
)  # fmt: skip
