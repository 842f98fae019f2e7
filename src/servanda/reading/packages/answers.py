"""What each party answers to the plan: yes, yes in principle, yes if, no, or nothing yet.

Every answer rests on a whole clause that holds its subject, the deciding verb and the object. A
yes under a question, a wish, an if of somebody else or an older plan is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.passages import Passage, item_id
from servanda.reading.packages.plan_words import DEAL
from servanda.reading.read import Said
from servanda.reading.text.sentences import sentences

__all__ = ["Answered", "answers_to", "final_answers"]

_IT = r"(?:it|them|this|these|that|its terms|their signature|yes|both)"
_OBJECT = re.compile(
    rf"\A\s*(?:up to|to|on|for|with|by|against|off|out|from|at|in|of)?\s*(?:the|a|an|any|all|its"
    rf"|his|their|this|that|such|last|both|every|each"
    rf"|whatever)?\s*(?:[\w’'“”\"-]+\s+){{0,6}}?(?:{DEAL}|{_IT}|pages?|signing|points?|offer|map"
    rf"|maps|vote|ballot|name)\b",
    re.I,
)
_ENDS = re.compile(
    r"\A\s*(?:[.,;:!?)]|\Z|—|–|in\b|on\b|at\b|yesterday|today|after\b|before\b|but\b|and\b"
    r"|within\b|first\b|for\b|with\b|without\b|as\b|last\b|too\b|only\b|that\b|here\b|there\b"
    r"|under\b|from\b|by\b|again\b|when\b|while\b|because\b)"
)


@cache
def _verbs() -> re.Pattern[str]:
    """Return the shipped words of answers, by what they answer: a no is looked for first."""
    text = (files("servanda.reading.packages") / "answer_words.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines()[1:]:
        answer, pattern = line.split("|", 1)
        found.setdefault(answer, []).append(pattern)
    each = [f"(?P<{a}>{'|'.join(found[a])})" for a in ("weak", "no", "puts", "yes")]
    return re.compile(rf"\b(?:{'|'.join(each)})(?![\w-])", re.I)


_NEEDS_OBJECT = re.compile(
    r"(?i)\A(?:back|support|welcom|hail|prais|oppos|condemn|denounc|dismiss|adopt|approv|endors"
    r"|veto|abid|boycott|turn|brand|scorn|call(?:ed|s)? off|embrac|reject|applaud|vot|pass|commit"
    r"|veto|protest|complain|plead|argue|walk|bless|torpedo|refusal|rejection|acceptance|signature|approval|consent|blessing|backing|no\b)"
)
_NOUN = re.compile(
    r"(?i)(?:refusal|rejection|acceptance|signature|approval|consent|blessing|backing|veto|no)\b"
)
_NOT = re.compile(
    r"(?i)\b(?:not|never|n[’']t|no longer|refus(?:ed|es|al|ing) to|declin(?:ed|es) to|fail(?:ed"
    r"|s) to|unwilling to|without|cannot|nor|neither|nobody|rather than|instead of|yet to"
    r"|stopped short of|could never)\b[\w ,’'-]{0,28}\Z"
)
_DENIED_NO = re.compile(
    r"(?i)\b(?:not|never|n[’']t|refus(?:ed|es) to|declin(?:ed|es) to"
    r"|no reason to)\b[\w ’'-]{0,16}\Z"
)
_OPEN = re.compile(
    r"(?i)(?:\b(?:whoever|anyone who|those who|he who|nobody who|everyone who|if|whether|unless"
    r"|until|should|once|when|before|after|in case)\b[^.,;:]{0,45}"
    r"|\b(?:asked|asks|ask|urge[sd]?|urging|press(?:ed|es|ing|ure)?|expect(?:s|ed)?|hop(?:es|ed"
    r"|ing)|want(?:s|ed)?|call(?:s|ed|ing)? (?:on|for)|persuad\w+|convinc\w+|wait(?:s|ed|ing)? for"
    r"|told|invit\w+|demand\w*|appeal\w*|forc(?:ed|ing)|bull\w+|rumou?r\w*|claim(?:s|ed)? that|due"
    r"|reluctan\w+|possib\w+|chance that|likely|unlikely|able|free)\b[^.,;:]{0,45}"
    r"|\b(?:could|might|may|can|must|to be|was to|were to|is to|are to|had to|have to|has to"
    r"|need(?:s|ed)? to|prepar(?:ed|es|ing) to|supposed to|would have to|make|let"
    r"|get)\s+(?:\w+ly )?)\Z"
)
_IF = re.compile(
    r"(?i)\b(?:only if|only when|only once|unless|provided(?: that)?|providing"
    r"|on (?:the )?condition(?: that)?|as long as|so long as|on the understanding|subject to|until"
    r"|in return for|in exchange for|with (?:the )?reserv\w+|with reservations|pending"
    r"|conditional (?:on|upon)|but (?:it |he |she |they |only |also |first )?(?:has |have "
    r"|had )?(?:demand(?:s|ed)?|want(?:s|ed)?|insist(?:s|ed)?|asked|asks"
    r"|added that (?:there could be no|it)|said (?:that )?(?:it|he|they) would|not (?:any|with"
    r"|before|without|at)|warned|no )|and added that there could be no|if (?:the|they|all|both|his"
    r"|its|their|it|he|israel|russia|[A-Z]\w+)|once (?:the|all|every)|before (?:the|any|it|they)"
    r"|(?:that|which) (?:it|he) would count only|except)\b[^.;]*"
)
_WANTS = re.compile(
    r"(?i)\b(?:(?:would|will|[’']ll|is ready to|are ready to|is prepared to"
    r"|are prepared to) [^.;]{0,60}\b(?:only (?:if|when|once|after)|provided|as long as|so long as"
    r"|if (?:the|their|its|his|all|both|[A-Z]))\b[^.;]*)|\b(?:demand(?:s|ed|ing)?|want(?:s|ed)?"
    r"|insist(?:s|ed|ing)?|would not|will not|won[’']t|could not|wouldn[’']t|can(?:not|’t|'t)"
    r"|(?:only )?(?:if|when|as)|not)\b[^.;]{0,80}?\b(?:until|unless|before|if|only"
    r"|written guarantees|first|deadline|guarantees that|as long as|so long as|stay(?:s)? theirs"
    r"|concurrently)\b[^.;]*"
)
_SILENT = re.compile(
    r"(?i)\b(?:ha(?:s|ve|d) (?:not|yet to|never) (?:yet )?(?:sa(?:id|y)|respon\w+|repl\w+"
    r"|answer\w*|declar\w+|comment\w*|decid\w+|spoken|reacted|taken a position)|hasn[’']t (?:said"
    r"|answered|responded|decided)|sa(?:ys|id|y) (?:nothing|little|neither)|kept (?:quiet|silent"
    r"|silence|its counsel)|keeps (?:quiet|silent|silence)|(?:is|was|remained|remains|stayed"
    r"|were) silent|made no comment|no comment|declin(?:ed|es) to comment|did not comment"
    r"|not at the table|not in the room|(?:was|were|is|are) not (?:part|a party|invited|consulted"
    r"|represented|present|asked)|not part of (?:it|the)|had no (?:seat|part)|(?:was|were|is"
    r"|are) absent|undecided|sat out|stayed away|neither (?:accepted|took|signed)|no word from"
    r"|never answered|was never answered|and waits|yet to (?:say|respond|answer|declare"
    r"|make up))\b"
)
_PRONOUN = re.compile(
    r"(?:\A|[;,—–-] |\b(?:and|but|then|that) )(?P<who>He|She|It|They|His (?:men|party|government"
    r"|movement|side|followers|forces)|Her government|Their|he|she|they|it)\b"
)
_BY = re.compile(r"\A[^.;:]{0,50}?\b(?:by)\s+(?:both |the )?")
_BOTH = re.compile(
    r"\b(?:[Bb]oth (?:sides|parties|governments|delegations|leaders|capitals|countries|armies|men"
    r"|presidents|generals|foreign ministers|teams|movements)\b|[Bb]oth (?=sign|accept|agree|said"
    r"|have|put)"
    r"|(?:[Tt]he|[Tt]heir|[Tt]hese|[Tt]hose) (?:two|three|four|five|six|warring|rival"
    r"|opposing)(?: \w+)? (?:sides|parties|governments|leaders|delegations|enemies|foes|countries"
    r"|presidents|armies|nations|neighbou?rs|factions|states|men|generals|teams|movements"
    r"|ministers)"
    r"|[Tt]he (?:two|three|four)(?= (?:sign|accept|agree|said|have|put|leaders|who))"
    r"|[Tt]he (?:[Pp]arties|delegations|belligerents|combatants|factions|signatories"
    r"|negotiators)\b|PARTIES\b|[Aa]ll (?:the )?(?:sides|parties|factions)|[Oo]n paper, everyone"
    r"|[Ee]veryone signed)"
)
_OLD_YEAR = re.compile(
    r"(?i)\b(?:in|of|since|during) (?:\w+ )?(?P<year>(?:19|20)\d\d)\b|\bthe (?P<named>(?:19|20)\d\d)\b"
)
_DISTANCE = re.compile(
    r"(?i)(?:critics? of|opponents? of|former|ex-|allies? of|ally of|sources? close to"
    r"|supporters? of|(?:soldiers?|voters?|families|relatives|some|many|thousands|hundreds"
    r"|dozens) (?:of|in|from))\s+(?:the |of )?\Z"
)
_AFTER_A_PREPOSITION = re.compile(
    r"(?i)\b(?:to|for|with|against|from|by|at|on|into|over|under|between|after|than|about|upon"
    r"|towards?|like|despite|without) (?:the |its |his |their |a |an )?\Z"
)
_SAYS_YES = re.compile(
    r"(?i)\bwe(?:[’']ve| have)? (?:now )?(?:accept(?:ed)?|agree[ds]?|sign(?:ed)?|commit(?:ted)?"
    r"|support|back|endorse|welcome)\b(?! nothing)|\bwe (?:will|shall|are going to) (?:keep"
    r"|honou?r|respect|sign|abide|implement|stand by|stop)|\bwe are ready|\bI (?:accept|signed"
    r"|have signed|agree)\b|\bthe war is over\b|\bno going back|without ifs"
)
_SAYS_NO = re.compile(
    r"(?i)\bwe (?:do not|don[’']t|will not|won[’']t|cannot|can[’']t|will never|shall never|never"
    r"|did not|have not) (?:accept|sign|agree|recogni[sz]e|support|signed|be bound)|\bnot bound\b"
    r"|\bwe (?:reject|refuse|oppose)|\bforget it\b|\bwar (?:ends|goes on|will go on|continues)"
    r"|\b(?:plan|deal|agreement|accord|paper)\b[^.]{0,20}\bis (?:dead|treason|a surrender)"
    r"|\bwe will (?:fight|go on|continue fighting|resist)|\bnever (?:sign|accept)"
)
_SAYS_IF = re.compile(
    r"(?i)\b(?:if (?:they|the|he|you|it|[A-Z]\w+)|unless|only (?:if|when|once)|until|as long as"
    r"|provided)\b"
)


@dataclass(frozen=True)
class Answered:
    """One report of where a party stands on the plan.

    `answer`: `accepts`, `in_principle`, `conditional`, `rejects` or `undeclared`; `condition` its
    words; `reporter` whose words report it (`narration`, or a party); `strength` how binding the
    words are: a signature more than a welcome.
    """

    party: str
    answer: str
    condition: str
    citation: Citation
    day: date | None
    reporter: str
    strength: float

    @property
    def id(self) -> str:
        """Return what a decision on this report refers to."""
        return item_id("a", self.party, self.citation)

    @property
    def quote(self) -> str:
        """Return the clause it rests on."""
        return self.citation.quote


def answers_to(
    passages: Sequence[Passage], parties: Parties, sides: Sequence[str], read: Sequence[Said] = ()
) -> list[Answered]:
    """Return every report of an answer, in the order of the passages.

    `sides`: the armed parties of the war, who are meant by "both sides".
    """
    found: list[Answered] = []
    before: str = ""
    both_before: tuple[str, ...] = ()
    last = ("", -1)
    for passage in passages:
        if (passage.document, passage.paragraph) != last and passage.document != last[0]:
            before, both_before = "", ()
        last = (passage.document, passage.paragraph)
        held = parties.within(passage.document, passage.span)
        found += _in_passage(passage, held, parties, sides, before, both_before)
        before = _main_subject(passage, held) or before
        if held:
            both_before = tuple(dict.fromkeys(m.party for m in held if m.party in sides))
    found += _done_deals(passages, parties, sides)
    by_document = {said.source.id: said for said in read}
    for document, said in by_document.items():
        found += _in_speech(said, document, parties)
    have = {answer.party for answer in found}
    found += [a for said in read for a in _as_coded(said, parties) if a.party not in have]
    order = {document: n for n, document in enumerate(dict.fromkeys(p.document for p in passages))}
    return sorted(found, key=lambda a: order.get(a.citation.source, 0))


_DONE = re.compile(
    r"(?i)\b(?:(?:was|were|been|is|are|be) (?:finally |formally |jointly )?(?:signed|agreed"
    r"|reached|concluded|initial?led|struck|sealed)|(?:took|takes|taking|came|comes|went|goes"
    r"|enters?|entered) (?:effect|into force|into effect)"
    r"|sign(?:ing|ature) of|agreement (?:ending|to end)|reach(?:ed)? (?:an? )?(?:agreement|deal"
    r"|accord|ceasefire|truce)|agreed)\b"
)


def _done_deals(
    passages: Sequence[Passage], parties: Parties, sides: Sequence[str]
) -> Iterator[Answered]:
    """Yield a yes for sides that a sentence names with a deal that is done between them."""
    for passage in passages:
        words = passage.narrated
        done = _DONE.search(words)
        if (
            not done
            or _NOT.search(words[: done.start()])
            or _OPEN.search(words[: done.start()][-50:])
            or _is_old(passage)
        ):
            continue
        if not re.search(rf"(?i)\b{DEAL}\b", words) or words.rstrip().endswith("?"):
            continue
        if any(verb["no"] for verb in _verbs().finditer(words)):
            continue
        between = re.search(r"\b(?:between|by|with)\b", words)
        named = {m.party for m in parties.within(passage.document, passage.span)} & set(sides)
        if len(named) > 1 and between:
            for party in sorted(named):
                yield Answered(
                    party, "accepts", "", passage.citation, passage.day, "narration", 0.8
                )


def _main_subject(passage: Passage, held: Sequence[PartyMention]) -> str:
    """Return who a sentence is about: the first party it names, persons first."""
    narrated = [
        m
        for m in held
        if passage.narrated[
            m.span.start - passage.span.start : m.span.end - passage.span.start
        ].strip()
    ]
    return narrated[0].party if narrated else ""


def _in_passage(
    passage: Passage,
    held: Sequence[PartyMention],
    parties: Parties,
    sides: Sequence[str],
    before: str,
    both_before: Sequence[str],
) -> Iterator[Answered]:
    words, at = passage.narrated, passage.span.start
    if (
        (passage.kind == "title" and len(words.split()) < 4)
        or _is_old(passage)
        or words.rstrip().endswith("?")
    ):
        return
    done: set[str] = set()
    found: list[tuple[Answered, re.Match[str]]] = []
    for match in _verbs().finditer(words):
        answer = _reads(match, words, held, at, sides)
        if answer is None:
            continue
        for party in _holders(match, words, at, held, sides, before, both_before):
            if party not in done and not _is_the_people(party, match, words, at, held, parties):
                done.add(party)
                found.append((_answered(party, *answer, passage, words, match), match))
    yield from _told_apart(found, passage, held)
    for match in _WANTS.finditer(words):
        near = [m for m in held if m.span.end - at <= match.start() + 2]
        holder = near[-1].party if near else _pronoun(words[: match.end()], before)
        if holder and holder not in done and not _OPEN.search(words[: match.start()]):
            done.add(holder)
            yield Answered(
                holder,
                "conditional",
                _words(match.group()),
                passage.citation,
                passage.day,
                "narration",
                1.0,
            )
    for match in _SILENT.finditer(words):
        near = [
            m
            for m in held
            if m.span.end - at <= match.start() + 3 and match.start() - (m.span.end - at) < 90
        ]
        holder = near[-1].party if near else ""
        if holder and holder not in done:
            done.add(holder)
            yield Answered(
                holder, "undeclared", "", passage.citation, passage.day, "narration", 0.5
            )


_PART_ENDS = re.compile(
    r"[;]|, (?:while|but|whereas|although|and|which)\b|\b(?:while|whereas)\b| and (?=(?:the "
    r"|its )?[A-Z])|, (?=[A-Z])"
)


def _told_apart(
    found: Sequence[tuple[Answered, re.Match[str]]], passage: Passage, held: Sequence[PartyMention]
) -> Iterator[Answered]:
    """Yield answers, each on its own clause where one sentence holds a yes and a no."""
    signs = {answer.answer == "rejects" for answer, _ in found if answer.answer != "undeclared"}
    for answer, match in found:
        if len(signs) < 2:
            yield answer
            continue
        at = passage.span.start
        own = [m.span for m in held if m.party == answer.party]
        near = min(own, key=lambda s: abs(s.start - at - match.start()), default=None)
        low = min(match.start(), near.start - at) if near else match.start()
        high = max(match.end(), near.end - at) if near else match.end()
        start = max(
            (m.end() for m in _PART_ENDS.finditer(passage.words) if m.end() <= low), default=0
        )
        after = _PART_ENDS.search(passage.words, high)
        part = passage.words[start : after.start() if after else len(passage.words)].strip(" ,;")
        yield replace(answer, citation=Citation(passage.document, part))


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


def _is_old(passage: Passage) -> bool:
    """Say whether a sentence tells of a plan of long before the article."""
    return _tells_of_the_past(passage.narrated, passage.day)


def _tells_of_the_past(words: str, day: date | None) -> bool:
    years = [int(m["year"] or m["named"]) for m in _OLD_YEAR.finditer(words)]
    return day is not None and any(year < day.year - 1 for year in years)


def _reads(
    match: re.Match[str], words: str, held: Sequence[PartyMention], at: int, sides: Sequence[str]
) -> tuple[str, float] | None:
    """Return the answer that a verb gives, with its strength, None where it gives none."""
    before, after = words[: match.start()], words[match.end() :]
    clause = re.split(r"[;:]|, (?:and|but|who|which) ", before)[-1]
    named = re.match(r"\s*(?:the )?[A-Z][\w’'-]+", after)
    fits = bool(_OBJECT.match(after)) or bool(
        named
        and not any(
            m.party in sides
            and m.span.start - at < match.end() + named.end()
            and m.span.end - at > match.end()
            for m in held
        )
    )
    if (
        _NEEDS_OBJECT.match(match.group())
        and not fits
        and not (match["no"] and _ENDS.match(after) and not _NOUN.match(match.group()))
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
        and not _ENDS.match(after)
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
    if match["no"]:
        if _DENIED_NO.search(clause):
            return None
        if re.match(r"(?i)refus", match.group()) and re.match(
            r"\s*to (?:rule out|say|comment|give|discuss|name|confirm|meet|talk|believe)", after
        ):
            return None
        if _OPEN.search(clause[-60:]) and not re.search(r"\bsaid\b", clause[-20:]):
            return None
        return "rejects", 2.0
    if _OPEN.search(clause[-60:]):
        return None
    if re.search(r"(?i)\b(?:never|not)\b", match.group()):
        return "rejects", 2.0
    if _NOT.search(clause):
        undone = re.search(r"(?i)\b(?:yet to|without|rather than|nobody)\b", clause[-40:])
        return None if undone else ("rejects", 1.5)
    if re.search(r"\bhad (?:\w+ )?\Z", before):
        return "accepts", 0.9
    if re.search(r"\bin principle\b", words):
        return "in_principle", 1.8
    if match["puts"]:
        return ("accepts", 0.8) if fits else None
    return "accepts", 1.0 if match["weak"] else 2.0


def _holders(
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
    passive = re.search(
        r"\b(?:was|were|been|being|is|are|be)\s+(?:\w+ly\s)?\Z|\bthe \Z", words[: match.start()]
    )
    by = _BY.match(words[match.end() :])
    if by and (
        passive
        or match.group().lower() == "signing"
        or re.match(r"\s+(?:[\w’'-]+\s){0,3}?by\b", words[match.end() :])
    ):
        after = [m for m in held if m.span.start >= end + by.end() - 6]
        together = _together(after, words, at)
        if together:
            return together
    both = list(_BOTH.finditer(words[: match.start()]))
    ahead = [m for m in held if m.span.end <= start]
    if both and (not ahead or both[-1].start() > ahead[-1].span.end - at):
        return list(sides)
    if passive and not by:
        return []
    cut = _clause_start(words, match.start())
    own = [
        m
        for m in ahead
        if m.span.start - at >= cut and not _AFTER_A_PREPOSITION.search(words[: m.span.start - at])
    ]
    ahead = [m for m in ahead if not _AFTER_A_PREPOSITION.search(words[: m.span.start - at])]
    if own:
        if _DISTANCE.search(words[: own[-1].span.start - at]):
            return []
        return _together(list(reversed(_adjacent(own, words, at))), words, at) or [own[-1].party]
    pronoun = _pronoun(words[cut : match.start()], before)
    if pronoun:
        many = re.search(r"\b[Tt]hey\b", words[cut : match.start()])
        return list(both_before) if many and len(both_before) > 1 else [pronoun]
    return [ahead[-1].party] if ahead and start - ahead[-1].span.end < 60 else []


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
        ) or mention.party == kept[-1].party:
            kept.append(mention)
        else:
            break
    return kept


def _together(held: Sequence[PartyMention], words: str, at: int) -> list[str]:
    """Return the parties of a list that runs on from its first member."""
    if not held:
        return []
    found = [held[0]]
    for mention in held[1:]:
        low, high = sorted((found[-1].span, mention.span))
        gap = words[low.end - at : high.start - at]
        if mention.party == found[-1].party or re.fullmatch(
            r"[^.;:]{0,60}?(?:,| and| with| or) ?(?:the |its |his )?(?:[\w-]+ ){0,3}", gap
        ):
            found.append(mention)
        else:
            break
    return list(dict.fromkeys(m.party for m in found))


def _pronoun(words: str, before: str) -> str:
    return before if before and _PRONOUN.search(words) else ""


def _answered(
    party: str, answer: str, strength: float, passage: Passage, words: str, match: re.Match[str]
) -> Answered:
    condition = ""
    hangs = _IF.search(words, match.end()) or (
        _WANTS.search(words, match.end()) if answer != "rejects" else None
    )
    if hangs is None and match["yes"]:
        hangs = re.search(
            r"(?i)\bon condition\b[^.;]*|\bas long as\b[^.;]*|\bif\b[^.;]*", words[match.end() :]
        )
    if (hangs and answer in {"accepts", "in_principle"}) or (
        hangs
        and answer == "rejects"
        and re.search(r"(?i)\b(?:unless|until|before|only if|without)\b", hangs.group())
    ):
        answer, condition = "conditional", _words(hangs.group())
    return Answered(party, answer, condition, passage.citation, passage.day, "narration", strength)


def _words(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;")[:300]


def _in_speech(said: Said, document: str, parties: Parties) -> Iterator[Answered]:
    """Yield what parties say of the plan themselves, in quotation marks."""
    day = said.source.published or said.day
    for statement in said.statements:
        if statement.kind == "indirect" or statement.speaker is None:
            continue
        party = _speaks(statement.source, document, parties) or _known(
            statement.speaker.name, parties
        )
        quote = statement.quote
        if not party:
            continue
        answer = (
            "rejects" if _SAYS_NO.search(quote) else "accepts" if _SAYS_YES.search(quote) else ""
        )
        if not answer:
            continue
        whole = _around(said, statement.content[0])
        condition = ""
        if answer == "accepts" and (hangs := _SAYS_IF.search(quote)):
            answer, condition = "conditional", _words(re.split(r"[.;]", quote[hangs.start() :])[0])
        yield Answered(party, answer, condition, Citation(document, whole), day, party, 1.5)


_VERDICTS = {
    "accepts": "accepts",
    "accepts_in_principle": "in_principle",
    "conditional": "conditional",
    "rejects": "rejects",
}


def _as_coded(said: Said, parties: Parties) -> Iterator[Answered]:
    """Yield the answers that the grammar of stances finds on the deal."""
    for answer in said.answers:
        about = answer.about.of(said.text) if answer.about else ""
        on_it = re.search(rf"(?i)\b{DEAL}\b", about) or answer.issue in {"peace_deal", "ceasefire"}
        if answer.verdict not in _VERDICTS or answer.ended or not on_it or answer.confidence < 0.55:
            continue
        inside = parties.within(said.source.id, answer.holder)
        ahead = (
            said.text[max(0, answer.holder.start - 30) : inside[-1].span.start] if inside else ""
        )
        if inside and not _DISTANCE.search(ahead):
            condition = answer.condition.of(said.text) if answer.condition else ""
            cited = Citation(said.source.id, _around(said, answer.evidence))
            day = said.source.published or said.day
            if _tells_of_the_past(cited.quote, day):
                continue
            yield Answered(
                inside[-1].party,
                _VERDICTS[answer.verdict],
                _words(condition),
                cited,
                day,
                answer.said_by,
                1.0,
            )


def _speaks(source: Sequence[Span], document: str, parties: Parties) -> str:
    for span in source:
        inside = parties.within(document, Span(span.start, span.end))
        if inside:
            return inside[-1].party
    return ""


def _known(name: str, parties: Parties) -> str:
    return parties.persons.get(name, "") or next(
        (p for n, p in parties.persons.items() if name and n.endswith(name)), ""
    )


def _around(said: Said, span: Span) -> str:
    low, high = said.text.rfind("\n", 0, span.start) + 1, said.text.find("\n", span.end)
    whole = next(
        (
            s
            for s in sentences(said.text, low, high if high >= 0 else len(said.text))
            if s.start <= span.start < s.end
        ),
        span,
    )
    return Span(whole.start, max(whole.end, span.end)).of(said.text)


def final_answers(answers: Sequence[Answered]) -> dict[str, tuple[Answered, ...]]:
    """Return the reports on each party, the one that counts last.

    A later report counts, unless it is weaker by far: a welcome does not undo a refusal, nor
    silence a signature. A condition set after a yes makes it a yes if.
    """
    found: dict[str, list[Answered]] = {}
    seen: set[tuple[str, str]] = set()
    for answer in answers:
        if (answer.id, answer.answer) in seen:
            continue
        seen.add((answer.id, answer.answer))
        held = found.setdefault(answer.party, [])
        if held and not _replaces(answer, held[-1]):
            held.insert(len(held) - 1, answer)
        else:
            held.append(answer)
    return {party: tuple(held) for party, held in found.items()}


def _replaces(new: Answered, old: Answered) -> bool:
    if new.answer == "undeclared":
        return old.answer == "undeclared"
    if old.answer == "undeclared":
        return True
    if {new.answer, old.answer} == {"accepts", "conditional"}:
        return new.answer == "conditional" or (new.strength > old.strength and new.day != old.day)
    later = bool(new.day and old.day and new.day > old.day)
    return new.strength >= old.strength - (1.0 if later else 0.5)
