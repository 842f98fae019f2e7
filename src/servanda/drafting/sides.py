"""Who is the challenger and who the protégé, as far as articles tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from servanda.drafting.names import side_of
from servanda.errors import InputError
from servanda.reading.positions import Account
from servanda.reading.read import Said
from servanda.reading.text.sentences import sentences
from servanda.reading.who.speakers import actors_named
from servanda.reading.who.tables import actors, land_of

__all__ = ["sides_in"]

_ATTACK = re.compile(
    r"\b(?:inva(?:d\w+|sion)|annex\w*|occup(?:y|ies|ied|ation|ying)|attack(?:s|ed|ing)?"
    r"|bomb(?:ed|s|ing|ard\w*)|shell(?:ed|ing)|seiz(?:ed|es|ing|ure)|captured|overr[ua]n"
    r"|offensive (?:against|into)|incursions? into|advanc(?:ed|es|ing) (?:on|into|towards?))\b"
)
_OF_THE_PROTEGE = frozenset(
    {"membership", "deployment", "arms", "security_guarantees", "withdrawal", "territory"}
    | {"no_fly_zone", "neutrality"}
)
_WAS = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s)?\Z")
_BY = re.compile(r"\s+by\b")
_NEAR = 120
_MEDIATES = re.compile(
    r"\b(?:mediat(?:ed|es|ing|ors?)|brokered|brokers|facilitat(?:ed|es|ing|ors?)|hosted|envoy"
    r"|guarantors)\b"
)
_BESIDE = 40


def sides_in(
    account: Account, read: Sequence[Said], challenger: str = "", protege: str = ""
) -> tuple[str, str]:
    """Return the challenger and the protégé, by what the articles say of states and armed groups.

    For the protégé count the proposals about it, being attacked, and being who should decide; for
    the challenger attacking, breaking agreements, opposing, sanctions on it, and a say that others
    deny it. Whoever a title names counts for more, who mediates for less; a state named less than
    a third as often as the first is no side; an armed group that faces a state is the challenger.
    What is named most decides where nothing else does. `challenger` and `protege`, as named in any
    of their usual ways, overrule.

    Raises: InputError where the articles name no two sides, or an overruling name is unknown.
    """
    named = {key: _found(words, key) for key, words in
             (("challenger", challenger), ("protege", protege)) if words}  # fmt: skip
    fights, suffers = _attacks(read)
    mentions: Counter[str] = Counter()
    for seen in account.actors:
        if _can_fight(side_of(seen.id)):
            mentions[side_of(seen.id)] += seen.mentions
    candidates = _often(mentions)
    groups = Counter(c for c in candidates if actors()[c].kind == "armed_group")
    helps = Counter(side_of(h.actor) for h in account.held if h.stand == "volunteer")
    about = _about(account)
    against = _against(account)
    stakes = _stakes(read, mentions)
    suffered = {
        c: stakes[c] + 2 * about[c] + 3 * suffers[c] - fights[c] - against[c] - 4 * helps[c]
        - 4 * groups[c]
        for c in candidates
    }  # fmt: skip
    second = named.get("protege") or max(
        (c for c in candidates if c != named.get("challenger")),
        key=lambda c: (suffered[c], mentions[c]),
        default="",
    )
    did = {
        c: stakes[c] + 3 * fights[c] - suffers[c] + 2 * against[c] - 4 * helps[c]
        for c in candidates
    }
    first = named.get("challenger") or max(
        (c for c in candidates if c != second),
        key=lambda c: (did[c], mentions[c]),
        default="",
    )
    if not first or not second or first == second:
        raise InputError(
            "the articles name no two states or armed groups in dispute; name them with "
            "--challenger and --protege, or begin with `servanda new`"
        )
    return first, second


def _found(words: str, option: str) -> str:
    """Return the state or group that goes by `words`."""
    for id, known in actors().items():
        if words.casefold() in (id.casefold(), known.name.casefold()) and side_of(id) == id:
            return id
    raise InputError(
        f"--{option}: no state or armed group is called `{words}`; write its usual English name"
    )


def _often(mentions: Counter[str]) -> list[str]:
    """Return who is named often enough to be a side, two at least where two are named."""
    most = max(mentions.values(), default=0)
    often = [c for c, times in mentions.items() if 3 * times >= most]
    return often if len(often) > 1 else [c for c, _ in mentions.most_common(2)]


def _stakes(read: Sequence[Said], mentions: Counter[str]) -> dict[str, float]:
    """Return how near each is to the dispute: often named, in a title, no mediator."""
    titles = {side_of(actor) for said in read for actor in actors_named(said.source.title)}
    mediates: Counter[str] = Counter()
    for said in read:
        for word in _MEDIATES.finditer(said.text):
            low = said.text.rfind("\n", 0, word.start())
            near = (m for m in said.mentions if low < m.span.start and m.span.end <= word.start())
            for mention in [m for m in near if word.start() - m.span.end < _BESIDE][-2:]:
                mediates[side_of(mention.actor)] += 1
    most = max(mentions.values(), default=1)
    return {
        c: 4 * times / most + 3 * (c in titles) - 3 * min(mediates[c], 2)
        for c, times in mentions.items()
    }


def _can_fight(actor: str) -> bool:
    return bool(actor) and actors()[actor].kind in {"state", "armed_group"}


def _about(account: Account) -> Counter[str]:
    count: Counter[str] = Counter()
    for issue in account.issues:
        if issue.topic in _OF_THE_PROTEGE:
            count[land_of(issue.actor)] += min(issue.mentions, 4)
    for consent in account.disputed_consent:
        for whose, _, _ in consent.given_to:
            count[side_of(whose)] += 2
    return count


def _against(account: Account) -> Counter[str]:
    count: Counter[str] = Counter()
    for broken in account.broken_agreements:
        count[side_of(broken.by)] += 2
    for held in account.held:
        count[side_of(held.actor)] += held.position == "oppose"
    for consent in account.disputed_consent:
        count[side_of(consent.whose)] += 2
    for issue in account.issues:
        if issue.topic == "sanctions":
            count[issue.actor] += 1
    if account.front:
        count[account.front.favours] += 1
    return count


def _attacks(read: Sequence[Said]) -> tuple[Counter[str], Counter[str]]:
    """Count who is said to attack and who to be attacked: named just before, and just after."""
    fights: Counter[str] = Counter()
    suffers: Counter[str] = Counter()
    for said in read:
        mentions = sorted(
            (m.span.start, m.span.end, side_of(m.actor))
            for m in said.mentions
            if _can_fight(side_of(m.actor))
        )
        for block in said.blocks:
            if block.kind != "prose":
                continue
            for sentence in sentences(said.text, block.span.start, block.span.end):
                for verb in _ATTACK.finditer(said.text, sentence.start, sentence.end):
                    at = bisect_right(mentions, (verb.start(),))
                    by = _passive(said.text, verb)
                    before = mentions[at - 1] if at else None
                    after = mentions[at] if at < len(mentions) else None
                    if before and before[0] >= max(sentence.start, verb.start() - _NEAR):
                        (suffers if by else fights)[before[2]] += 1
                    if after and after[1] <= min(sentence.end, verb.end() + _NEAR):
                        (fights if by else suffers)[after[2]] += 1
    return fights, suffers


def _passive(text: str, verb: re.Match[str]) -> bool:
    before, after = (
        text[max(0, verb.start() - 20) : verb.start()],
        text[verb.end() : verb.end() + 6],
    )
    return bool(_WAS.search(before)) or bool(_BY.match(after))
