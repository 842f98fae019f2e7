"""Persons of a conflict: who they speak for, by office, apposition, table and title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from servanda.evidence.span import Span
from servanda.reading.packages.bare_names import addressed, bare, owner_in
from servanda.reading.packages.capital_lines import in_small_letters
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.party_leaders import LeaderNamed
from servanda.reading.packages.party_members import members_named
from servanda.reading.packages.party_patterns import (
    ACTS,
    COMMON_NAMES,
    NAME,
    NAME_THEN_ROLE,
    NO_PERSON,
    OF_NAME,
    OWN_MIND,
    ROLE_THEN_NAME,
)
from servanda.reading.packages.passages import Passage
from servanda.reading.read import Said
from servanda.reading.who.gazetteer import find_names
from servanda.reading.who.roles import ROLE
from servanda.reading.who.tables import actors, slug

__all__ = ["PersonsMet"]

_BY_TITLE = re.compile(r"(?i)(?:mr|mrs|ms|dr|gen|col|general|colonel|sheikh|archbishop)\.?")
"""Titles that make a surname a person of whom more may be told."""


_FOR_WHOM = re.compile(r" (?:the )?(?:rebels|guerrillas|government)\b")
"""Behind "who signed for" those who are only called what they are."""
_FORMER = re.compile(r"(?i)\b(?:former|ex-|one-?time|retired)")
_ENVOY = re.compile(
    r"(?i)\b(?:representative|envoy|mediator|commissioner|facilitator|negotiator)\b"
)


def _kind(party: str) -> str:
    known = actors().get(party)
    return known.kind if known else ""


class PersonsMet:
    """Gives persons the party that the text or the table gives them, and finds them again."""

    read: Sequence[Said]
    parties: Parties
    passages: dict[str, list[Passage]]
    leaders: list[LeaderNamed]
    states: Counter[str]
    titled: set[str]
    before: Passage | None = None
    """The sentence before the one in which persons are met."""

    def _in_table(self, name: str) -> str | None:
        raise NotImplementedError

    def _historical(self, actor: str) -> str:
        raise NotImplementedError

    def _meet_persons(self) -> None:
        """Give persons the party that the text gives them, and find them by surname thereafter.

        Well-known leaders of a party that the articles name need no introduction.
        """
        for leader in self.leaders:
            self.parties.persons[leader.name] = self._historical(leader.party)
        for said in self.read:
            self.before = None
            for passage in self.passages[said.source.id]:
                self._meet_in(passage)
                self.before = passage
        for said in self.read:
            self._find_persons(said)

    def _meet_in(self, passage: Passage) -> None:
        words, at = passage.words, passage.span.start
        for match in ROLE_THEN_NAME.finditer(words):
            name = self._person(match["name"])
            if name:
                if OWN_MIND.search(match["role"]) or OWN_MIND.search(
                    words[max(0, match.start() - 25) : match.start()]
                ):
                    self._meet(name, "")
                    lead = words[max(0, match.start() - 25) : match.end()]
                    if _FORMER.search(lead):
                        self._retire(name, passage, at + match.start())
                    continue
                party = (
                    self._party_before(passage, at + match.start())
                    or self._party_right_after(passage, at + match.end())
                    or self._by_role(match["role"], passage)
                )
                self._meet(name, party)
                if not party and _BY_TITLE.fullmatch(match["role"]):
                    self.titled.add(name)
        for match in NAME_THEN_ROLE.finditer(words):
            name = self._person(match["name"])
            if name:
                inside = self.parties.within(
                    passage.document,
                    Span(
                        at + match.start("name") + len(name), at + min(len(words), match.end() + 40)
                    ),
                )
                if OWN_MIND.search(match.group()):
                    self._meet(name, "")
                    if _FORMER.search(match.group()):
                        self._retire(name, passage, at + match.start())
                    continue
                near = [m for m in inside if m.span.start <= at + match.end() + 12]
                if len(inside) > 1 and near[:1] == inside[:1]:
                    gap = words[inside[0].span.end - at : inside[1].span.start - at]
                    near = inside[1:2] if re.fullmatch(r"[’']s? ", gap) else near
                of = _FOR_WHOM.match(words, match.end())
                role = match.group() + (of.group() if of else "")
                self._meet(name, near[0].party if near else self._by_role(role, passage))
        for match in ACTS.finditer(words):
            name = self._person(match["name"])
            if name and " " in name:
                self._meet(name, "")
        self._meet_beside(passage)

    def _meet_beside(self, passage: Passage) -> None:
        """Give persons the group or the state whose name stands right beside theirs."""
        words, at = passage.words, passage.span.start
        for whole, party in members_named(passage, self.parties):
            if (name := self._person(whole)) and " " in name:
                self._meet(name, party)
        for mention in self.parties.within(passage.document, passage.span):
            before = OF_NAME.search(words[: mention.span.start - at])
            if (
                before
                and mention.how == "name"
                and (name := self._person(before["name"]))
                and " " in name
            ):
                self._meet(name, mention.party)
            after = re.match(rf"[’']s (?P<name>{NAME})", words[mention.span.end - at :])
            if after and (name := self._person(after["name"])) and " " in name:
                self._meet(name, mention.party)

    def _retire(self, name: str, passage: Passage, at: int) -> None:
        """Let a former leader of a state speak for the body whose envoy the text makes them."""
        near = self.parties.within(passage.document, Span(max(passage.span.start, at - 120), at))
        bodies = [m for m in near if _kind(m.party) in {"alliance", "organisation"}]
        between = (
            passage.words[bodies[-1].span.end - passage.span.start : at - passage.span.start]
            if bodies
            else ""
        )
        party = bodies[-1].party if _ENVOY.search(between) else ""
        last = name.split()[-1]
        for known in [name, *self.parties.persons]:
            held = self.parties.persons.get(known, "")
            same = known == name or known.split()[-1] == last
            if same and (not held or _kind(held) == "state"):
                self.parties.persons[known] = party

    def _person(self, name: str) -> str:
        name = re.sub(r"[’']s\Z", "", owner_in(name)) or name
        words = name.split()
        while words and (
            words[0].strip(".") in COMMON_NAMES or re.fullmatch(f"(?i:{ROLE})", words[0])
        ):
            words = words[1:]
        if len(words) > 1 and (short := bare(" ".join(words)).split()) != words:
            surname = self._person(" ".join(short))
            if surname and " " not in surname and addressed(" ".join(words)):
                self.titled.add(surname)
            return surname
        while words and re.sub(r"[’']s?\Z", "", words[-1]) in COMMON_NAMES:
            words = words[:-1]
        name = re.sub(r"[’']s?\Z", "", " ".join(words))
        if not name or len(name) < 3 or name.isupper() or NO_PERSON & set(name.split()):
            return ""
        if self._in_table(name) or any(
            f.naming in {"name", "demonym", "capital"}
            for f in find_names(name)[:1]
            if f.span.start == 0
        ):
            return ""
        return name

    def _party_before(self, passage: Passage, at: int) -> str:
        """Return the party right before a role: "Norland's president", "FMLN commander"."""
        near = self.parties.within(passage.document, Span(max(passage.span.start, at - 40), at))
        if not near or near[-1].how == "person":
            return ""
        gap = passage.words[near[-1].span.end - passage.span.start : at - passage.span.start]
        return (
            near[-1].party
            if re.fullmatch(r"(?:[’']s?)?,?\s*(?:own |new |chief |top |veteran |hard-line )?", gap)
            else ""
        )

    def _party_right_after(self, passage: Passage, at: int) -> str:
        """Return the party right after a name: "Jan Petersen of Norway", "Raja, for the Tigers"."""
        near = self.parties.within(passage.document, Span(at, min(passage.span.end, at + 60)))
        if not near:
            return ""
        gap = passage.words[at - passage.span.start : near[0].span.start - passage.span.start]
        return (
            near[0].party
            if re.fullmatch(
                r",? (?:of|for|from|who leads|who signed for|leader of|the) ?(?:the )?", gap
            )
            else ""
        )

    def _by_role(self, role: str, passage: Passage) -> str:
        """Return whose president or rebel leader it is where the text leaves it out."""
        role = role.lower()
        if re.search(r"rebel|guerrilla|militia|warlord", role):
            return "REBELS"
        if "its " in role or "their " in role:
            for near in (passage, self.before):
                held = self.parties.within(near.document, near.span) if near else []
                named = [m.party for m in held if m.how in ("name", "demonym")]
                if named:
                    return named[0]
            return ""
        if OWN_MIND.search(role):
            return ""
        if re.search(r"secretary of state\b(?! for)", role) and self.states["USA"]:
            return "USA"
        if re.search(
            r"army chief|chief of (?:the )?(?:general )?staff|army commander|military chief", role
        ):
            return "GOVERNMENT"
        if re.search(
            r"president|minister|premier|government|chancellor|king|secretary of state|ambassador",
            role,
        ):
            return "GOVERNMENT"
        return ""

    def _meet(self, name: str, party: str) -> None:
        known = self.parties.persons.get(name)
        if party and (known is None or known in {"GOVERNMENT", "REBELS", ""}):
            self.parties.persons[name] = party
        elif known is None:
            self.parties.persons[name] = ""

    def _find_persons(self, said: Said) -> None:
        held = self.parties.mentions[said.source.id]
        taken = {n for m in held for n in range(m.span.start, m.span.end)}
        short: dict[str, str] = {}
        for name, party in self.parties.persons.items():
            last = name.split()[-1]
            if not party and addressed(name):
                party = next(
                    (p for n, p in self.parties.persons.items() if p and n.endswith(f" {last}")), ""
                )
            if not party and " " not in name:
                party = next(
                    (p for n, p in self.parties.persons.items() if p and n.endswith(f" {name}")), ""
                )
            if not party and (" " in name or name in self.titled):
                name_of = next(
                    (n for n in self.parties.persons if re.search(rf"[ -]{re.escape(name)}\Z", n)),
                    name,
                )
                party = self.parties.persons[name_of]
                if not party:
                    party = slug(name_of)
                    self.parties.known.setdefault(party, Party(party, name_of, "person"))
            if party:
                short.setdefault(name, party)
                last = re.split(r"\s", name)[-1]
                if len(last) > 3 and last not in COMMON_NAMES:
                    short.setdefault(last, party)
                    short.setdefault(re.sub(r"\A(?:al|el|Al|El)-", "", last), party)
        text = in_small_letters(said.text)
        for name in sorted(short, key=len, reverse=True):
            for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", text):
                if not taken & set(range(*match.span())):
                    taken |= set(range(*match.span()))
                    held.append(PartyMention(Span(*match.span()), short[name], "person"))
        held.sort(key=lambda m: m.span)
