"""What the articles say, gathered: who stands where on what, with a citation for each.

It is the half-way house from articles to a case: everything here is quoted from a source, and
what the articles leave open is listed as a gap and never filled in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from servanda.evidence.records import Citation, Commitment, Position, Source, Stance
from servanda.evidence.span import Span
from servanda.reading.grammar.issues import IssueKind
from servanda.reading.read import Said
from servanda.reading.text.sentences import sentences
from servanda.reading.who.tables import ActorKind, actors, decision_rule, members

__all__ = [
    "Account",
    "ActorSeen",
    "BrokenAgreement",
    "ConsentRuleSeen",
    "DisputedConsent",
    "FrontTrend",
    "Held",
    "IssueSeen",
    "account_of",
]

Stand = Literal["volunteer", "refuser", "conditional", "ambivalent", "supporter", "opponent"]


@dataclass(frozen=True)
class ActorSeen:
    """An actor the articles name; `side` is the state or group it belongs to, if another."""

    id: str
    name: str
    kind: ActorKind
    side: str
    mentions: int
    role: str
    citation: Citation


@dataclass(frozen=True)
class IssueSeen:
    """A proposal, plan or agreement the articles name."""

    id: str
    name: str
    kind: IssueKind
    topic: str
    actor: str
    organisation: str
    year: str
    mentions: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Held:
    """Where an actor stands on an issue, said by whom, in which words.

    `asserted_by` is `author` or the actor who says so; `confidence` in 0..1.
    """

    actor: str
    issue: str
    position: Position
    commitment: Commitment | None
    stand: Stand | None
    asserted_by: str
    citation: Citation
    confidence: float
    hedged: bool


@dataclass(frozen=True)
class DisputedConsent:
    """An actor whose say over something some claim and others deny."""

    whose: str
    claims: tuple[tuple[str, Citation], ...]
    denials: tuple[tuple[str, Citation], ...]
    given_to: tuple[tuple[str, str, Citation], ...]

    @property
    def disputed(self) -> bool:
        """Say whether there is both a claim and a denial, or a denial by someone else."""
        return bool(self.denials)


@dataclass(frozen=True)
class BrokenAgreement:
    """An agreement the articles say was broken, and by whom if they say it."""

    issue: str
    name: str
    by: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class ConsentRuleSeen:
    """How an organisation decides on an issue: from its treaty, cited where the articles touch it.

    `members`: the states whose consent it takes, on the day the articles were written.
    """

    issue: str
    organisation: str
    rule: str
    basis: str
    members: tuple[str, ...]
    undeclared: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class FrontTrend:
    """Whom the fighting favours, by what the articles say of it: the side most sentences favour.

    `share`: of the sentences that favour anyone, the share that favour it.
    """

    favours: str
    share: float
    citations: tuple[tuple[str, Citation], ...]


@dataclass(frozen=True)
class Account:
    """What a set of articles says, every item with its citations."""

    sources: tuple[Source, ...]
    day: date | None
    actors: tuple[ActorSeen, ...]
    issues: tuple[IssueSeen, ...]
    held: tuple[Held, ...]
    disputed_consent: tuple[DisputedConsent, ...]
    broken_agreements: tuple[BrokenAgreement, ...]
    rules: tuple[ConsentRuleSeen, ...]
    front: FrontTrend | None
    gaps: tuple[str, ...]
    unread: tuple[tuple[str, str], ...] = ()

    def standing(self, stand: Stand, issue: str | None = None) -> tuple[Held, ...]:
        """Return who stands so on `issue`, or on any: `volunteer`, `refuser`, `opponent`, …"""
        return tuple(
            h for h in self.held if h.stand == stand and (issue is None or h.issue == issue)
        )

    def undeclared(self, issue: str) -> tuple[str, ...]:
        """Return the members whose consent an issue takes and of whom nothing is said."""
        return tuple(s for rule in self.rules if rule.issue == issue for s in rule.undeclared)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return every citation of the account, each once."""
        found = [a.citation for a in self.actors] + [h.citation for h in self.held]
        for issue in self.issues:
            found += issue.citations
        for broken in self.broken_agreements:
            found += broken.citations
        for rule in self.rules:
            found += rule.citations
        for consent in self.disputed_consent:
            found += [c for _, c in (*consent.claims, *consent.denials)]
            found += [c for *_, c in consent.given_to]
        found += [c for _, c in self.front.citations] if self.front else []
        return tuple(dict.fromkeys(found))


def account_of(documents: Iterable[Said]) -> Account:
    """Gather what documents say into one account.

    >>> from servanda.reading.read import read_text
    >>> said = read_text("Estonia volunteered to send troops to Ukraine. Poland will not send "
    ...     "troops to Ukraine.", extract=lambda text: [])
    >>> account = account_of([said])
    >>> [h.actor for h in account.standing("volunteer")]
    ['EST']
    >>> account.standing("refuser")[0].citation.quote
    'Poland will not send troops to Ukraine'
    """
    every = list(documents)
    read = [said for said in every if not said.unread]
    days = [said.day for said in read if said.day]
    day = max(days, default=None)
    held = _held(read)
    issues = _issues(read)
    rules = _rules(read, issues, held, day)
    return Account(
        sources=tuple(said.source for said in read),
        day=day,
        actors=_actors(read),
        issues=issues,
        held=held,
        disputed_consent=_consent(read),
        broken_agreements=_broken(read),
        rules=rules,
        front=_front(read),
        gaps=_gaps(issues, held, rules),
        unread=tuple((said.source.id, said.unread) for said in every if said.unread),
    )


def _cite(said: Said, span: Span) -> Citation:
    return Citation(said.source.id, span.of(said.text))


def _sentence(said: Said, span: Span) -> Citation:
    """Cite the sentence around a place."""
    low, high = said.text.rfind("\n", 0, span.start) + 1, said.text.find("\n", span.end)
    at = bisect_right(said.blocks, span.start, key=lambda block: block.span.start) - 1
    low = max(low, said.blocks[at].span.start) if at >= 0 else low
    found = sentences(said.text, low, high if high >= 0 else len(said.text))
    whole = next((s for s in found if s.start <= span.start < s.end), span)
    return Citation(said.source.id, whole.of(said.text))


def _actors(read: Sequence[Said]) -> tuple[ActorSeen, ...]:
    count: Counter[str] = Counter()
    first: dict[str, Citation] = {}
    named: dict[str, bool] = {}
    roles: dict[str, str] = {}
    for said in read:
        prose = [b.span for b in said.blocks if b.kind == "prose"]
        for mention in said.mentions:
            if any(block.holds(mention.span) for block in prose):
                count[mention.actor] += 1
                if mention.actor not in first or (mention.how == "name") > named[mention.actor]:
                    first[mention.actor] = _sentence(said, mention.span)
                    named[mention.actor] = mention.how == "name"
        for statement in said.statements:
            if statement.speaker and statement.speaker.role:
                roles.setdefault(statement.speaker.actor, statement.speaker.role)
        for actor, role in said.roles:
            roles.setdefault(actor, role)
    seen = []
    for actor, times in count.most_common():
        known = actors().get(actor)
        if known and known.kind not in {"outlet", "territory"}:
            side = known.side if known.side != known.id else ""
            seen.append(
                ActorSeen(
                    actor, known.name, known.kind, side, times, roles.get(actor, ""), first[actor]
                )
            )
    return tuple(seen)


def _issues(read: Sequence[Said]) -> tuple[IssueSeen, ...]:
    found: dict[str, IssueSeen] = {}
    for said in read:
        for issue in said.issues:
            cites = tuple(dict.fromkeys(_sentence(said, span) for span in issue.touches[:6]))
            known = found.get(issue.id)
            times = len(issue.touches) + (known.mentions if known else 0)
            before = known.citations if known else ()
            found[issue.id] = IssueSeen(
                issue.id, issue.name, issue.kind, issue.topic, issue.actor, issue.organisation,
                issue.year or (known.year if known else ""), times, (*before, *cites),
            )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda issue: -issue.mentions))


def _stand(stance: Stance, topic: str) -> Stand | None:
    if stance.position == "conditional":
        return "conditional"
    if stance.position == "ambivalent":
        return "ambivalent"
    if stance.commitment == "will" and topic == "deployment":
        return "volunteer"
    if stance.commitment == "will_not" and topic == "deployment":
        return "refuser"
    if stance.position == "support":
        return "supporter"
    return "opponent" if stance.position == "oppose" else None


def _held(read: Sequence[Said]) -> tuple[Held, ...]:
    found = []
    for said in read:
        topics = {issue.id: issue.topic for issue in said.issues}
        speakers = {s.id: s.speaker for s in said.statements}
        for stance in said.stances:
            speaker = speakers.get(stance.asserted_by)
            found.append(
                Held(
                    actor=stance.actor,
                    issue=stance.issue,
                    position=stance.position,
                    commitment=stance.commitment,
                    stand=_stand(stance, topics.get(stance.issue, "")),
                    asserted_by=speaker.actor if speaker else "author",
                    citation=_cite(said, stance.evidence),
                    confidence=stance.confidence,
                    hedged=stance.hedged,
                )
            )
    return tuple(found)


def _consent(read: Sequence[Said]) -> tuple[DisputedConsent, ...]:
    sides: dict[str, tuple[list[tuple[str, Citation]], list[tuple[str, Citation]]]] = {}
    given: list[tuple[str, str, Citation]] = []
    for said in read:
        for say in said.says:
            citation = _cite(said, say.span)
            if say.side == "gives":
                given.append((say.whose, say.by, citation))
                continue
            claims, denials = sides.setdefault(say.whose, ([], []))
            (claims if say.side == "claims" else denials).append((say.by, citation))
    found = [
        DisputedConsent(whose, tuple(claims), tuple(denials), tuple(given if denials else ()))
        for whose, (claims, denials) in sides.items()
    ]
    return tuple(consent for consent in found if consent.disputed)


def _broken(read: Sequence[Said]) -> tuple[BrokenAgreement, ...]:
    found: dict[tuple[str, str], BrokenAgreement] = {}
    for said in read:
        issues = {issue.id: issue for issue in said.issues}
        for breach in said.breaches:
            named = tuple(_sentence(said, span) for span in issues[breach.issue].touches[:1])
            known = found.get((breach.issue, breach.by))
            cites = (*(known.citations if known else ()), _cite(said, breach.span), *named)
            found[breach.issue, breach.by] = BrokenAgreement(
                breach.issue, issues[breach.issue].name, breach.by, tuple(dict.fromkeys(cites))
            )
    return tuple(found.values())


def _rules(
    read: Sequence[Said], issues: Sequence[IssueSeen], held: Sequence[Held], day: date | None
) -> tuple[ConsentRuleSeen, ...]:
    """Return the decision rules that the issues fall under, and who has not declared."""
    found = []
    for issue in issues:
        organisation = issue.organisation or _deciding(issue, read)
        rule = decision_rule(organisation, issue.topic) if organisation else None
        if not rule:
            continue
        states = members(organisation, day)
        declared = {_side(h.actor) for h in held if h.issue == issue.id}
        found.append(
            ConsentRuleSeen(
                issue.id, organisation, rule.rule, rule.basis, tuple(sorted(states)),
                tuple(sorted(states - declared)), issue.citations[:3],
            )
        )  # fmt: skip
    return tuple(found)


def _deciding(issue: IssueSeen, read: Sequence[Said]) -> str:
    """Return the organisation whose decision an issue is: the one its citations name."""
    if issue.topic not in {"deployment", "sanctions"}:
        return ""
    words = " ".join(citation.quote for citation in issue.citations)
    for name in ("NATO", "CSTO", "UN Security Council", "EU"):
        if name in words:
            return {"UN Security Council": "UNSC"}.get(name, name)
    return ""


def _side(actor: str) -> str:
    known = actors().get(actor)
    return known.side if known and known.kind == "person" and known.side else actor


def _front(read: Sequence[Said]) -> FrontTrend | None:
    favours: Counter[str] = Counter()
    cites: list[tuple[str, Citation]] = []
    for said in read:
        for turn in said.turns:
            cites.append((turn.favours, _cite(said, turn.span)))
            if turn.favours:
                favours[turn.favours] += 1
    if not cites:
        return None
    best, times = favours.most_common(1)[0] if favours else ("", 0)
    return FrontTrend(best, round(times / max(1, favours.total()), 2), tuple(cites))


def _gaps(
    issues: Sequence[IssueSeen], held: Sequence[Held], rules: Sequence[ConsentRuleSeen]
) -> tuple[str, ...]:
    """Return what the articles leave open and an analyst must fill in."""
    gaps = [
        "what the fighting costs each side and how likely each is to win is not in the articles"
    ]
    for issue in issues:
        if issue.kind == "agreement":
            continue
        if not any(h.issue == issue.id for h in held):
            gaps.append(f"nobody's position on {issue.name} is reported")
    gaps += [
        f"{len(rule.undeclared)} of {len(rule.members)} members of {rule.organisation} "
        f"are not reported on {rule.issue}"
        for rule in rules
        if rule.undeclared
    ]
    return tuple(gaps)
