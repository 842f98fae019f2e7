"""Issues a text names: proposals by topic, plans and agreements by name, and who broke them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from servanda.evidence.span import Span
from servanda.reading.grammar.quick_stems import has_any
from servanda.reading.grammar.word_index import Sieve, at_work
from servanda.reading.text.sentences import sentences
from servanda.reading.who.cast import Cast, Named
from servanda.reading.who.tables import actors, members, plain

__all__ = ["Breach", "Issue", "Touch", "breaches_in", "issues_in", "key_of", "touches_in"]

IssueKind = Literal["proposal", "plan", "agreement"]
_ORGANISATIONS = "NATO|Nato|EU|European Union|UN|United Nations|CSTO|BRICS|ECOWAS|African Union|AU"
_ORG_ID = {"Nato": "NATO", "European Union": "EU", "United Nations": "UN", "African Union": "AU"}


@dataclass(frozen=True)
class Touch:
    """A place where the text names an issue."""

    issue: str
    span: Span


@dataclass(frozen=True)
class Issue:
    """A proposal, plan or agreement the document names, with every place that names it.

    `topic` is a row of the shipped table, `named` for what goes by a name of its own; `actor`
    the state or territory concerned, `organisation` the one to join, `year` where given.
    """

    id: str
    name: str
    kind: IssueKind
    topic: str
    touches: tuple[Span, ...]
    actor: str = ""
    organisation: str = ""
    year: str = ""


@dataclass(frozen=True)
class _Topic:
    topic: str
    name: str
    kind: IssueKind
    placed: str
    stems: tuple[str, ...]
    sieve: Sieve


@cache
def _topics() -> tuple[_Topic, ...]:
    text = (files("servanda.reading.grammar") / "topics.csv").read_text(encoding="utf-8")
    patterns: dict[tuple[str, str, IssueKind, str, tuple[str, ...]], list[str]] = {}
    for line in text.splitlines()[1:]:
        topic, name, kind, placed, stems, pattern = line.split("|", 5)
        pattern = _ORGANISATIONS.join(re.split(r"\bORG\b(?=\)|\|| )", pattern))
        key = (topic, name, kind, placed, tuple(stems.split(";")))
        patterns.setdefault(key, []).append(pattern)  # type: ignore[arg-type]
    return tuple(
        _Topic(*key, Sieve(re.compile(rf"\b(?:{'|'.join(found)})")))
        for key, found in patterns.items()
    )


_AGREEMENT = (
    r"(?:Memorandum|Accords?|Agreements?|Treaty|Protocols?|Pact|Communiqu[eé]|Declaration"
    r"|Convention|Charter|Armistice|Ceasefire)"
)
_PLAN = r"(?:Plan|Proposal|Initiative|Roadmap|Formula|Framework|Process|Summit Plan)"
_NAMED = re.compile(
    rf"(?:\b(?:the|The)\s+)?(?:(?P<year>\d{{4}})\s+)?[“\"]?"
    rf"(?<![\w])(?P<name>(?:[A-ZÀ-Þ][\w’'-]{{0,30}}\s+){{1,4}}(?:[Pp]eace\s+)?(?:(?P<agreement>{_AGREEMENT})"
    rf"|(?P<plan>{_PLAN}))"
    r"(?:\s+I{1,3}\b)?)[”\"]?(?:\s+of\s+(?P<of>\d{4}))?"
)
_SIGNED = re.compile(
    r",? (?:(?:which|that) (?:was|were) )?(?:\w+ )?(?:signed|agreed|reached|concluded|struck"
    r"|brokered) [^.;:]{0,60}?\b(?P<year>(?:19|20)\d\d)\b"
)
_NAMED_WORDS = """
    Memorandum Accord Agreement Treaty Protocol Pact Communiqu Declaration Convention Charter
    Armistice Ceasefire Plan Proposal Initiative Roadmap Formula Framework Process
"""
_NAMED_STEMS = tuple(_NAMED_WORDS.split())
_FROM_A_TREATY = re.compile(
    r"\s+(?:the |a |any |all )?(?:[A-Z]\w+ ){0,3}(?:[Tt]reaty|[Aa]greement|[Tt]alks|[Dd]eal|[Pp]act"
    r"|[Aa]ccords?|[Pp]rocess|[Cc]onvention|[Pp]rotocol|[Nn]egotiations|Group|Union)\b"
)
_TRADE = re.compile(
    r"\b(?:[A-Z]\w+\s)?(?<![\w-])(?P<trade>[a-z]{2,30}-for-[a-z]{2,30})[”\"]?\s+(?:trade|deal|swap"
    r"|formula|arrangement"
    r"|exchange|bargain|plan|proposal|agreement|settlement)"
)
_DATED_STEMS = ("agreement", "accord", "deal", "ceasefire", "truce", "treaty", "armistice", "pact")
_DATED = re.compile(
    r"\b[Tt]he (?:(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) )?(?P<year>(?:19|20)\d\d) (?P<name>(?:[a-z-]+ ){0,3}?"
    r"(?:agreement|accord|deal|ceasefire(?: agreement| deal)?|truce|treaty|armistice|pact))\b"
)
_PLACED = re.compile(
    r"\b[Tt]he (?:(?P<year>(?:19|20)\d\d) )?"
    r"(?P<name>[A-Z][\w’'-]+ (?P<what>peace |ceasefire |nuclear )?"
    r"(?:agreement|accords?|deal|truce|treaty|armistice|pact))\b(?: of (?P<of>(?:19|20)\d\d))?"
)
_NOT_NAMES = frozenset(
    "The A An This That His Her Its Their Our My Any Some Peace European Union New".split()  # noqa: SIM905
)
_PART = (
    r"(?:(?:the|all|all of|parts of|most of|western|eastern|northern|southern|central|occupied"
    r"|neighbou?ring)\s+)*"
)
_PLACE_AFTER = re.compile(
    rf"\s*(?:in|inside|into|to|on|across|within|for|over|from|against)\s+{_PART}"
)
_RIGHT_AFTER = re.compile(rf"\s+{_PART}")
_ANAPHORA = re.compile(
    r"\b(?:[Bb]oth|[Tt]hose|[Tt]hese|[Tt]he two|[Aa]ll (?:these|those))\s+(?:\w+\s)?"
    r"(?:deals|agreements|accords|pacts|treaties|memorandums?|commitments|promises)\b"
    r"|\b(?:the|that|this) (?:deal|agreement|accord|pact|treaty|memorandum)\b"
)
_BROKEN = re.compile(
    r"\b(?:violat(?:e[sd]?|ing|ions?)|breach(?:e[sd]|ing)?|broke(?:n)?|breaking|reneg(?:e[sd]?|ing)"
    r"|t(?:ore|orn) up|flout(?:s|ed|ing)?|abandon(?:s|ed)?|repudiat(?:es|ed)|collapsed|ignored"
    r"|walked away from|withdr(?:ew|awn) from|pulled out of|scrapped|trampled)\b"
)
_BREAKING = Sieve(_BROKEN)
_BY = re.compile(r"(?:\s\w+){0,2}?\s+by\s+(?:the\s+)?")


def touches_in(
    cast: Cast, prose: Sequence[Span]
) -> list[tuple[str, Span, str, str, str, IssueKind]]:
    """Return every place the prose names an issue: topic, span, actor, organisation, name, kind."""
    found: list[tuple[str, Span, str, str, str, IssueKind]] = []
    topics = _topics()
    working = at_work([topic.sieve for topic in topics], cast.text, prose)
    for block, numbers in zip(prose, working, strict=True):
        taken: list[Span] = []
        for span, name, year, kind in _names_in(cast.text, block):
            taken.append(span)
            found.append(("named", span, "", year, name, kind))
        low = block.of(cast.text).lower() if numbers else ""
        for topic in map(topics.__getitem__, numbers):
            if not has_any(topic.stems, low):
                continue
            for match in topic.sieve.pattern.finditer(cast.text, block.start, block.end):
                span = Span(*match.span())
                if any(span.meets(other) for other in taken if other.holds(span)):
                    continue
                if topic.topic == "withdrawal" and _FROM_A_TREATY.match(cast.text, span.end):
                    continue
                organisation = _organisation(match.group()) if topic.topic == "membership" else ""
                actor, span = _concerned(cast, span, topic.placed, organisation)
                found.append((topic.topic, span, actor, organisation, topic.name, topic.kind))
    return sorted(found, key=lambda touch: touch[1])


def _names_in(text: str, block: Span) -> list[tuple[Span, str, str, IssueKind]]:
    found = list(_dated_in(text, block))
    prose = block.of(text)
    if not has_any(_NAMED_STEMS, prose) and "-for-" not in prose:
        return found
    for match in _NAMED.finditer(text, block.start, block.end):
        words = match["name"].split()
        while len(words) > 1 and words[0] in _NOT_NAMES:
            words = words[1:]
        if len(words) < 2:
            continue
        kind: IssueKind = "agreement" if match["agreement"] else "plan"
        start, end = match.span()
        opened, closed = match.group().count("“"), match.group().count("”")
        end -= 1 if closed > opened and text[end - 1] == "”" else 0
        later = _SIGNED.match(text, end, block.end) if kind == "agreement" else None
        year = match["year"] or match["of"] or (later["year"] if later else "")
        found.append((Span(start, end), " ".join(words), year, kind))
    trades = _TRADE.finditer(text, block.start, block.end)
    found.extend((Span(*match.span()), match.group(), "", "plan") for match in trades)
    return found


def _dated_in(text: str, block: Span) -> Iterator[tuple[Span, str, str, IssueKind]]:
    """Yield the agreements that go by their year: "the November 2020 ceasefire agreement"."""
    if not has_any(_DATED_STEMS, block.of(text)):
        return
    for match in _DATED.finditer(text, block.start, block.end):
        yield Span(*match.span()), f"{match['name']} of {match['year']}", match["year"], "agreement"
    for match in _PLACED.finditer(text, block.start, block.end):
        if match["year"] or match["of"] or match["what"]:
            yield (
                Span(*match.span()),
                match["name"],
                match["year"] or match["of"] or "",
                "agreement",
            )


def _organisation(words: str) -> str:
    match = re.search(rf"\b(?:{_ORGANISATIONS})\b", words)
    return _ORG_ID.get(match.group(), match.group()) if match else ""


def _concerned(cast: Cast, span: Span, placed: str, organisation: str) -> tuple[str, Span]:
    """Return the state an issue is about, and the span widened to its name."""
    if not placed:
        return "", span
    after = cast.in_span(Span(span.end, span.end + 40))
    follows = _RIGHT_AFTER if span.of(cast.text).endswith((" from", " in")) else _PLACE_AFTER
    for named in after:
        between = cast.text[span.end : named.span.start]
        if _is_land(named) and follows.fullmatch(between):
            return named.actor, Span(span.start, named.span.end)
        break
    inside = [n for n in cast.in_span(span) if _is_land(n) and n.actor != organisation]
    if inside and placed != "place":
        return inside[0].actor, span
    before = _earlier(cast, span)
    if placed == "candidate" and not organisation and not inside:
        return "", span
    if placed == "candidate":
        inside_members = members(organisation, cast.day) if organisation else frozenset()
        asked = [
            n
            for n in before
            if not _ASKED.search(cast.text[max(0, n.span.start - 16) : n.span.start])
        ]
        outside = [n for n in asked if n.actor not in inside_members]
        last = asked[-1] if asked else None
        if last and last not in outside and _PAST.search(cast.text[last.span.end : span.start]):
            return last.actor, span
        return (outside[-1].actor if outside else ""), span
    if placed == "target":
        own = before and _IMPOSING.search(cast.text[before[-1].span.end : span.start])
        return (before[-1].actor if before and not own else ""), span
    return "", span


_ASKED = re.compile(r"\b(?:ask(?:s|ed|ing)?|told|urged|from|by|against|with|like|and)\s\Z")
_PAST = re.compile(r"\b(?:did|had|was|joined|became)")
_IMPOSING = re.compile(
    r"\b(?:lift|eas|impos|remov|slap|announc|approv|renew|extend|back|support|oppos|veto|want"
    r"|demand|call|threaten|tighten|reject|welcom|adopt)"
)


def _earlier(cast: Cast, span: Span) -> list[Named]:
    """Return the lands named before an issue, in its sentence or, failing that, just before."""
    low = max(0, span.start - 300)
    stop = max(
        cast.text.rfind(mark, low, span.start) for mark in (". ", "! ", "? ", "\n", ".”", ": ")
    )
    lands = [n for n in cast.before(span.start, low) if _is_land(n)]
    return [n for n in lands if n.span.start > stop] or []


def _is_land(named: Named) -> bool:
    known = actors().get(named.actor)
    return bool(known and known.kind in {"state", "territory"})


def issues_in(cast: Cast, prose: Sequence[Span]) -> tuple[list[Issue], list[Touch]]:
    """Return the issues a document names, and every touch of one, in order.

    A touch that does not say which state it is about belongs to the one its topic is mostly
    about in the document, and failing that to the state the document's issues are mostly about.

    >>> cast = Cast("Poland will not send troops to Ukraine. A ceasefire is far off.")
    >>> [issue.name for issue in issues_in(cast, [Span(0, len(cast.text))])[0]]
    ['troops in Ukraine', 'ceasefire']
    """
    raw = touches_in(cast, prose)
    by_topic: dict[str, Counter[str]] = {}
    overall: Counter[str] = Counter()
    for topic, _, actor, _, _, _ in raw:
        if actor:
            by_topic.setdefault(topic, Counter())[actor] += 1
            overall[actor] += 1
    mostly = _main_land(cast, overall)
    org = Counter(o for t, _, _, o, _, _ in raw if t == "membership" and o)
    placed = {t.topic: t.placed for t in _topics()}
    issues: dict[str, Issue] = {}
    touches: list[Touch] = []
    for topic, span, actor, extra, name, kind in raw:
        if topic == "membership" and actor in members(extra, cast.day):
            continue  # how a member once joined is no proposal
        if placed.get(topic) not in {"", None, "target"} and not actor:
            common = by_topic.get(topic)
            actor = common.most_common(1)[0][0] if common else mostly
        if topic == "membership" and not extra:
            extra = org.most_common(1)[0][0] if org else ""
        issue = _issue(topic, span, actor, extra, name, kind)
        known = issues.setdefault(issue.id, issue)
        if issue.year and not known.year:
            issues[issue.id] = replace(known, year=issue.year)
        touches.append(Touch(issue.id, span))
    touches = sorted(touches + _short_names(cast, prose, issues, touches), key=lambda t: t.span)
    spans: dict[str, list[Span]] = {}
    for touch in touches:
        spans.setdefault(touch.issue, []).append(touch.span)
    return [replace(i, touches=tuple(spans[i.id])) for i in issues.values()], touches


def _main_land(cast: Cast, overall: Counter[str]) -> str:
    """Return the state a document is about: where its issues lie, else the one named most.

    A name before "talks" or "conflict", or in the title, counts for more, a capital for less;
    two named alike leave it open.
    """
    if overall:
        return overall.most_common(1)[0][0]
    weight: Counter[str] = Counter()
    for named in cast.names:
        known = actors().get(named.actor)
        if known and known.kind == "armed_forces" and _is_state(known.side):
            weight[known.side] += 4
        elif _is_land(named):
            weight[named.actor] += _weight(cast, named)
    first = weight.most_common(2)
    return first[0][0] if first and (len(first) < 2 or first[0][1] > first[1][1]) else ""


def _is_state(actor: str) -> bool:
    return actor in actors() and actors()[actor].kind == "state"


def _weight(cast: Cast, named: Named) -> int:
    about = _ABOUT.match(cast.text, named.span.end)
    whole = 1 if named.naming in {"capital", "seat"} else 2
    return whole + 6 * bool(about) + 2 * (named.span.end < _TITLE) + 2 * named.place


_ABOUT = re.compile(
    r"(?:[’']s)? (?:peace )?(?:talks|conflict|war|crisis|question|problem|dispute)\b"
)
_TITLE = 120
"""Code points a title takes up, about."""


def _issue(topic: str, span: Span, actor: str, extra: str, name: str, kind: IssueKind) -> Issue:
    if topic == "named":
        return Issue(key_of(name), name, kind, topic, (span,), year=extra)
    of = actors()[actor].name if actor in actors() else ""
    if topic == "membership":
        title = f"{of + ' ' if of else ''}membership of {extra or 'the alliance'}"
        return Issue(key_of(f"{extra} membership {of}"), title, kind, topic, (span,), actor, extra)
    if name.endswith((" in", " for", " on", " of", " from", " over")):
        title = f"{name} {of}" if of else name.rsplit(" ", 1)[0]
        return Issue(key_of(title), title, kind, topic, (span,), actor)
    return Issue(key_of(name), name, kind, topic, (span,), actor)


def key_of(words: str) -> str:
    """Return an identifier made of words.

    >>> key_of("Côte d’Ivoire’s troops")
    'cote_divoires_troops'
    """
    return re.sub(r"[^a-z0-9]+", "_", plain(words).lower().replace("'", "")).strip("_")


def _short_names(
    cast: Cast, prose: Sequence[Span], issues: dict[str, Issue], touches: Sequence[Touch]
) -> list[Touch]:
    """Return the places where an agreement goes by its first word: "repeating Minsk"."""
    starts = [touch.span.start for touch in touches]
    found = []
    for issue in issues.values():
        if issue.topic != "named" or issue.kind != "agreement" or issue.name[0].islower():
            continue
        word = re.compile(rf"(?<!\w){re.escape(issue.name.split()[0])}(?!\w)")
        for block in prose:
            for match in word.finditer(cast.text, block.start, block.end):
                span = Span(*match.span())
                at = bisect_right(starts, span.start)
                taken = any(t.span.meets(span) for t in touches[max(0, at - 3) : at + 1])
                before = cast.text[max(0, span.start - 4) : span.start].lower()
                if not taken and not before.endswith(("in ", "at ")):
                    found.append(Touch(issue.id, span))
    return found


@dataclass(frozen=True)
class Breach:
    """An agreement the text says was broken, by whom if it says so, and the words that say it."""

    issue: str
    by: str
    span: Span
    quote: str


def breaches_in(
    cast: Cast, prose: Sequence[Span], issues: Sequence[Issue], touches: Sequence[Touch]
) -> list[Breach]:
    """Return the agreements that were broken: named in the sentence, or shortly before it."""
    agreements = {issue.id for issue in issues if issue.kind == "agreement"}
    if not agreements:
        return []
    named = [touch for touch in touches if touch.issue in agreements]
    starts = [touch.span.start for touch in named]
    found: list[Breach] = []
    for block in prose:
        for sentence in sentences(cast.text, block.start, block.end):
            broken = _BREAKING.search(cast.text, sentence.start, sentence.end)
            if not broken:
                continue
            low, high = bisect_right(starts, sentence.start - 1), bisect_right(starts, sentence.end)
            here = [touch.issue for touch in named[low:high]]
            if not here:
                back = _ANAPHORA.search(cast.text, broken.start() - 60, sentence.end)
                if not back:
                    continue
                here = _before(
                    named[max(0, low - 40) : low],
                    sentence.start,
                    many="oth" in back.group() or "os" in back.group(),
                )
            by = _breaker(cast, sentence, broken)
            quote = sentence.of(cast.text)
            found.extend(Breach(issue, by, sentence, quote) for issue in dict.fromkeys(here))
    return found


def _before(named: Sequence[Touch], at: int, many: bool) -> list[str]:
    near = [touch.issue for touch in named if touch.span.start > at - 800]
    recent = list(dict.fromkeys(reversed(near)))
    return recent[:2] if many else recent[:1]


def _breaker(cast: Cast, sentence: Span, verb: re.Match[str]) -> str:
    if passive := _BY.match(cast.text, verb.end(), sentence.end):
        comma = cast.text.find(",", passive.end(), passive.end() + 40)
        end = comma if comma >= 0 else passive.end() + 40
        after = cast.in_span(Span(passive.end(), min(sentence.end, end)))
        return after[0].actor if after else ""
    accused = _ACCUSED.search(cast.text, sentence.start, verb.start())
    if accused:
        named = cast.in_span(Span(*accused.span("who")))
        return named[-1].actor if named else _forces(cast, accused["who"])
    before = [
        n
        for n in cast.before(verb.start(), sentence.start)
        if not n.place and n.naming != "demonym"
    ]
    return before[-1].actor if before else ""


_ACCUSED = re.compile(r"\baccus(?:es?|ed|ing) (?P<who>[^,;.]{2,60}?) of\b")


def _forces(cast: Cast, words: str) -> str:
    """Return the one army the document names, for "the army"."""
    if not re.search(r"\b(?:army|military|armed forces)\b", words):
        return ""
    found = {n.actor for n in cast.names if actors()[n.actor].kind == "armed_forces"}
    return found.pop() if len(found) == 1 else ""
