"""Which articles tell of which plan, where a set plainly tells of two plans of one war.

A document belongs to one plan as a whole. Two are only parted on a sure sign: each tells of a deal
made by other parties at another place; one tells of a halt short of the truce that the other
proposes; or one tells of a new deal after the vote that, by the other, threw out the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from servanda.reading.packages.deals_made import DealMade, deals_made
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage, passages_in
from servanda.reading.packages.plan_words import DEAL
from servanda.reading.read import Said

__all__ = ["SHORT_OF", "PlanTold", "plans_apart"]

DAYS_APART = 7
"""By how many days two documents differ that cannot tell of one signing in other words."""

SHORT_OF = re.compile(
    r"(?i)\b(?:but|though|and|while)? ?(?:(?:stop|fall)(?:s|ped|ping|ing)?|fell)"
    r" (?:well |far |just )?short of (?:\w+ing (?:to )?)?the (?:[\w-]+ ){0,3}?"
    r"(?:truce|cease-?fire|armistice)\b"
    r"|\bbut not (?:to )?(?:an? |the )?(?:full|complete|general|total|wider) (?:truce|cease-?fire"
    r"|armistice)\b"
)
"""A deal told apart from a wider one that was asked for."""
_HALT = re.compile(
    r"(?i)\bagree[sd]?\b[^.;]{0,30}? to (?P<what>(?:stop|halt|suspend|pause|cease|spare"
    r"|refrain from|hold off|end|freeze) [^,.;]{5,80})"
)
_ASKED_FOR = re.compile(
    r"(?i)\A[^.;,]{0,60}?\b(?:(?:has|have|had) )?(?:asked for|proposed|sought|put forward|offered"
    r"|called for|wanted|demanded|tabled|pressed for)\b"
)
_PROPOSED = re.compile(
    r"(?i)\A(?:[’']s)? (?:[\w-]+ ){0,2}?(?:propos(?:al|ed|es)|plan|offer(?:ed|s)?"
    r"|call(?:ed|s)? for) (?:for |of )?(?:an? |the )?(?:[\w-]+ ){0,3}?"
    r"(?:truce|cease-?fire|armistice)\b"
)
_PROPOSED_BY = re.compile(
    r"(?i)\b(?:truce|cease-?fire|armistice)(?: \w+)? (?:proposed|put forward|offered|tabled|drafted"
    r"|asked for|sought) by (?:the )?\Z"
)

_VOTE = (
    r"(?:(?i:voters?|electors|electorate|the people|parliament|congress|assembly|senate"
    r"|deputies|lawmakers|chamber|referendum|plebiscite|vote)|[A-Z]\w+(?:ns|ians|ese"
    r"|ots))"
)
_THREW_OUT = (
    r"(?:(?:had|has|have|narrowly|then) ){0,2}(?:threw out|thrown out|reject(?:s|ed)?"
    r"|turn(?:s|ed)? down|vot(?:es?|ed) (?:down|against)|refused? to ratify|said no to|voted no to)"
)
_NEW_DEAL = re.compile(
    rf"(?i)\b(?:sign(?:s|ed)?|initial(?:l?ed|s)?|conclude[sd]?|reach(?:ed)?|struck|agree[sd]?(?: on"
    rf"| to)?)\b[^.;]{{0,25}}?\b(?:a|an) (?:(?:second|new|revised|amended|modified|reworked"
    rf"|renegotiated) ){{1,2}}{DEAL}\b"
)
_FIRST_FELL = re.compile(
    rf"\b{_VOTE} {_THREW_OUT} (?:the|its|their) (?:first|original|old|earlier|previous)\b"
)
_DEAL_FELL = re.compile(
    rf"\b{_VOTE} {_THREW_OUT} (?:(?:the|an?|its|their) )?(?:[\w-]+ ){{0,2}}?{DEAL}\b"
)


@dataclass(frozen=True)
class PlanTold:
    """One plan of a set: the documents that tell of it, by name, and what parts it from others.

    `between`: who made the deal, empty where that is not what parts it; `called`: what it is
    called there; `made`: the sentences that tell that it was made, with who made it.
    """

    documents: tuple[str, ...]
    between: tuple[str, ...] = ()
    called: str = ""
    made: tuple[DealMade, ...] = ()


@dataclass(frozen=True)
class _Sign:
    """What a document tells that may part it from others."""

    document: str
    day: date | None
    deals: tuple[DealMade, ...]
    halts: tuple[DealMade, ...]
    askers: frozenset[str]
    proposers: frozenset[str]
    renewed: tuple[DealMade, ...]
    fell: bool

    @property
    def makers(self) -> frozenset[str]:
        """Return everybody whom the document tells to have made a deal with another."""
        return frozenset(p for deal in self.deals for p in deal.who)

    @property
    def begun(self) -> date:
        """Return the day of the document; one without a day stands first, as in `in_order`."""
        return self.day or date.min

    @property
    def places(self) -> frozenset[str]:
        return frozenset(d.place for d in self.deals if d.place)

    @property
    def sorts(self) -> frozenset[str]:
        return frozenset(d.sort for d in self.deals if d.sort)


def plans_apart(
    documents: Sequence[Said], parties: Parties, sides: Sequence[str]
) -> tuple[PlanTold, ...]:
    """Return the plans that documents tell of, with the documents of each: one, unless sure.

    Parameters: `documents` by their day; `parties` that they name; `sides`, the armed parties of
    the war.

    >>> from servanda.reading.read import read_text
    >>> from servanda.drafting.sides import belligerents_of
    >>> said = read_text("Chad and Libya fought on. Chad and Libya signed an accord in Tunis.",
    ...     "wire", extract=lambda _: [])
    >>> parties, war = belligerents_of([said], ["Chad", "Libya"])
    >>> [plan.documents for plan in plans_apart([said], parties, war.all)]
    [('wire',)]
    """
    signs = [_sign(said, parties, sides) for said in documents]
    groups = _parted(signs)
    if len(groups) < 2:
        return (PlanTold(tuple(sign.document for sign in signs)),)
    told = {sign.document for group in groups for sign in group}
    joined = [list(group) for group in groups]
    for sign, said in zip(signs, documents, strict=True):
        if sign.document not in told:
            joined[_nearest(sign, said, groups, parties)].append(sign)
    order = [sign.document for sign in signs]
    return tuple(
        _plan(group, sorted((s.document for s in all_of), key=order.index))
        for group, all_of in zip(groups, joined, strict=True)
    )


def _parted(signs: Sequence[_Sign]) -> list[list[_Sign]]:
    """Return the documents with a sure sign by plan, in order; none where the signs disagree."""
    apart = {
        frozenset((a.document, b.document))
        for a, b in combinations(signs, 2)
        if _are_apart(a, b) or _are_apart(b, a)
    }
    groups: list[list[_Sign]] = []
    for sign in signs:
        if not any(sign.document in pair for pair in apart):
            continue
        near = [
            group
            for group in groups
            if any(frozenset((sign.document, other.document)) not in apart for other in group)
        ]
        groups = [group for group in groups if group not in near]
        groups.append([*(each for group in near for each in group), sign])
    disagree = any(
        frozenset((a.document, b.document)) in apart
        for group in groups
        for a, b in combinations(group, 2)
    )
    if disagree:
        return []
    position = {sign.document: number for number, sign in enumerate(signs)}
    for group in groups:
        group.sort(key=lambda sign: position[sign.document])
    return sorted(groups, key=lambda group: position[group[0].document])


def _are_apart(one: _Sign, other: _Sign) -> bool:
    """Say whether two documents surely tell of two plans, `other` of the later where one is."""
    return (
        _by_others_elsewhere(one, other)
        or (bool(other.askers & one.proposers) and not one.halts and _since(one, other, 0))
        or (bool(other.renewed) and one.fell and _since(one, other, DAYS_APART))
    )


def _by_others_elsewhere(one: _Sign, other: _Sign) -> bool:
    """Say whether each tells of a deal of its own makers, at another place or of another sort.

    Who tells of both deals has the makers of both, so that neither set is without the other's.
    """
    if not (one.makers - other.makers and other.makers - one.makers):
        return False
    if one.places and other.places:
        return not one.places & other.places
    other_sort = one.sorts and other.sorts and not one.sorts & other.sorts
    later = _since(one, other, DAYS_APART) or _since(other, one, DAYS_APART)
    return bool(other_sort) and later


def _since(one: _Sign, other: _Sign, days: int) -> bool:
    """Say whether so many days at least lie between two documents, `other` the later."""
    return one.day is not None and other.day is not None and (other.day - one.day).days >= days


def _nearest(sign: _Sign, said: Said, groups: Sequence[Sequence[_Sign]], parties: Parties) -> int:
    """Return the number of the plan that a document without a sign of its own joins.

    The one whose own makers and places it names most, where each has such; else the one told of
    last by its day.
    """
    makers = [frozenset(p for s in group for p in s.makers) for group in groups]
    places = [frozenset(p for s in group for p in s.places) for group in groups]
    named = [m.party for m in parties.mentions.get(sign.document, [])]
    counts = []
    for number in range(len(groups)):
        others = frozenset(p for n, each in enumerate(makers) if n != number for p in each)
        own = makers[number] - others
        at = sum(len(re.findall(rf"\b{re.escape(place)}\b", said.text)) for place in places[number])
        counts.append(sum(party in own for party in named) + at)
    most = max(counts)
    if all(makers) and counts.count(most) == 1:
        return counts.index(most)
    begun = [n for n, group in enumerate(groups) if group[0].begun <= sign.begun]
    return begun[-1] if begun else 0


def _plan(group: Sequence[_Sign], documents: Sequence[str]) -> PlanTold:
    deals = [deal for sign in group for deal in sign.deals]
    made = deals or [deal for sign in group for deal in (*sign.halts, *sign.renewed)]
    between = dict.fromkeys(party for deal in deals for party in deal.who)
    named = (*(deal for sign in group for deal in sign.renewed), *made)
    called = next((deal.called for deal in named if deal.called), "")
    place = next((deal.place for deal in deals if deal.place), "")
    return PlanTold(
        tuple(documents), tuple(between), f"{place} {called}".strip() if called else "", tuple(made)
    )


def _sign(said: Said, parties: Parties, sides: Sequence[str]) -> _Sign:
    passages = list(passages_in(said))
    halts = list(_halts(passages, parties))
    fell = any(_DEAL_FELL.search(p.narrated) for p in passages)
    first_fell = any(_FIRST_FELL.search(p.narrated) for p in passages)
    return _Sign(
        said.source.id,
        said.source.published or said.day,
        tuple(deals_made(passages, parties, sides)),
        tuple(deal for deal, _ in halts),
        frozenset(party for _, party in halts),
        frozenset(_proposers(passages, parties)),
        tuple(_renewed(passages)) if first_fell else (),
        fell and not first_fell,
    )


def _halts(passages: Sequence[Passage], parties: Parties) -> Iterator[tuple[DealMade, str]]:
    """Yield halts short of a wider truce, each with a party that asked for the wider one."""
    for passage in passages:
        words, at = passage.narrated, passage.span.start
        halt, short = _HALT.search(words), SHORT_OF.search(words)
        if not (halt and short) or short.start() < halt.end():
            continue
        held = parties.within(passage.document, passage.span)
        who = [m.party for m in held if m.span.end - at <= halt.start()]
        for mention in held:
            after = mention.span.start - at >= short.end()
            if after and who and _ASKED_FOR.match(words[short.end() :]):
                called = f"agreement to {' '.join(halt['what'].split())}"
                called = SHORT_OF.split(called)[0].rstrip(" ,")
                yield (
                    DealMade(tuple(dict.fromkeys(who)), passage, "", "truce", called),
                    mention.party,
                )
                break


def _proposers(passages: Sequence[Passage], parties: Parties) -> Iterator[str]:
    """Yield who is told to propose a truce."""
    for passage in passages:
        for mention in parties.within(passage.document, passage.span):
            low = mention.span.start - passage.span.start
            high = mention.span.end - passage.span.start
            before, after = passage.narrated[:low], passage.narrated[high:]
            if _PROPOSED.match(after) or _PROPOSED_BY.search(before):
                yield mention.party


def _renewed(passages: Sequence[Passage]) -> Iterator[DealMade]:
    """Yield new deals, told in a document that tells that a vote threw out the first."""
    for passage in passages:
        if match := _NEW_DEAL.search(passage.narrated):
            called = re.split(r"(?i)\ban? ", match.group(), maxsplit=1)[-1]
            yield DealMade((), passage, "", "", called)
