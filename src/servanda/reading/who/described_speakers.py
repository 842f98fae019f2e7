"""Sources that are described and not named: offices, ministries, rebels, documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from servanda.evidence.records import MentionKind, Speaker
from servanda.evidence.span import Span
from servanda.reading.who.apart import FORMER, is_only_told_of, keeps_apart
from servanda.reading.who.cast import Named
from servanda.reading.who.office_holders import is_plural, last_role, name_of, speaker_of
from servanda.reading.who.pronouns import Pronouns
from servanda.reading.who.roles import GOVERNING, ORGAN, PUBLIC
from servanda.reading.who.source_words import (
    A_ROLE,
    AIDES,
    ALLIANCE,
    ARTIFACT,
    BY_KIND,
    GROUPS,
    JOINS,
    MEMORY,
    MINISTRY,
    NOBODY,
    RELATIVE_AFTER,
    SOME_OF,
    TRIM,
    UNRULED,
    WHOLE_AFTER,
)
from servanda.reading.who.tables import actors, slug

__all__ = ["Described"]


class Described(Pronouns):
    """Finds who is meant by words that hold no person's name."""

    def _near_names(self, span: Span) -> list[Named]:
        """Return the names in a source, without those it keeps its distance from."""
        return [n for n in self.cast.in_span(span) if not self._is_apart(n, span)]

    def _is_apart(self, named: Named, source: Span) -> bool:
        folded = self.cast.folded
        told = named.naming not in {"person", "surname"} and is_only_told_of(folded, named.span)
        return told or keeps_apart(folded, named.span, source)

    def _described(self, span: Span, words: str) -> Speaker | None:
        inside = self._near_names(span)
        if len(inside) < len(self.cast.in_span(span)) or _is_former(words, inside):
            return self._in_words(words)
        role = last_role(words)
        if role and not is_plural(words) and not re.match(r"(?i)(?:an?|one|another|some)\b", words):
            person = self._office_holder(span, words, role, inside)
            if person:
                return speaker_of(person, "description")
        if inside:
            return self._body(span, words, inside)
        known = self._known_by_kind(words, span.start) or self._alliance(words, span.start)
        if known:
            return known
        if re.search(r"(?i)\badministration\b|\bthe government\b", words) and self.last_person:
            side = self.last_person.side
            if side:
                return Speaker(side, name_of(side), how="description")
        return self._in_words(words)

    def _alliance(self, words: str, at: int) -> Speaker | None:
        """Return the alliance last named, for "the alliance"."""
        if not ALLIANCE.fullmatch(words):
            return None
        named = [n for n in self.cast.before(at, at - MEMORY) if _is_alliance(n.actor)]
        return replace(self._from_name(named[-1]), how="description") if named else None

    def _in_words(self, words: str) -> Speaker | None:
        """Return a speaker known only by how the text describes them."""
        if not words or NOBODY.match(words):
            return None
        head = re.split(r"\s(?:of|by|from|seen|obtained|published|released|in|on|for)\s", words)[0]
        artifact = ARTIFACT.search(words) or ARTIFACT.search(head)
        how: MentionKind = "artifact" if artifact else "description"
        role = last_role(words)
        return Speaker(slug(words)[:60] or "unnamed", words, role=role, how=how)

    def _known_by_kind(self, words: str, before: int) -> Speaker | None:
        """Return whom "the rebels", "the army" or "the North" can only mean."""
        low = words.lower()
        kinds = next((kinds for pattern, kinds in BY_KIND if pattern.fullmatch(low)), None)
        if kinds is None:
            return None
        names = self.cast.before(before, before - MEMORY)
        fit = {n.actor for n in names if kinds & {n.actor, _kind(n.actor)}}
        if len(fit) != 1:
            return None
        actor = fit.pop()
        side = actors()[actor].side or actor
        return Speaker(actor, name_of(actor), side=side, how="description")

    def _body(self, span: Span, words: str, inside: list[Named]) -> Speaker | None:
        plain_names = [n for n in inside if n.naming not in {"person", "surname"}] or inside
        first = plain_names[0]
        also = tuple(dict.fromkeys(n.actor for n in plain_names[1:] if n.actor != first.actor))
        known = actors().get(first.actor)
        if first.naming in {"person", "surname"}:
            return self._in_service(words, first)
        side = known.side if known and known.side else first.actor
        ministry = MINISTRY.search(words)
        state = known is None or known.kind == "state"
        if ministry and state and first.naming in {"demonym", "name"}:
            body = re.sub(r"(?i)^the\s+", "", words)
            return Speaker(slug(body), body, organisation=body, side=side, how="name")
        rest = words.replace(first.span.of(self.cast.text), " ", 1)
        governing = GOVERNING.search(rest) or PUBLIC.search(rest) or ORGAN.search(rest)
        if state and governing and UNRULED.search(rest):
            return self._in_words(words)
        if state and not governing and not self._is_whole(span, plain_names):
            return self._in_words(words)
        role = A_ROLE.search(rest) or GOVERNING.search(rest)
        named = role.group().lower() if role else ""
        how: MentionKind = "metonym" if first.naming in {"capital", "seat"} else "name"
        if governing and first.naming == "demonym":
            how = "description"
        named = "" if named in GROUPS else named
        return Speaker(first.actor, name_of(first.actor), named, "", side, how, also)

    def _in_service(self, words: str, owner: Named) -> Speaker | None:
        """Return for whom "Trump’s envoy" or "a spokesman for Macron" speaks; lawyers do not."""
        person = self.cast.person(owner.actor)
        role = last_role(words)
        serves = PUBLIC.search(role) or AIDES.search(words) or GOVERNING.search(words)
        if not serves or not person.side or FORMER.search(words):
            return self._in_words(words)
        side = person.side
        return Speaker(side, name_of(side), role, side=side, how="description")

    def _is_whole(self, span: Span, names: Sequence[Named]) -> bool:
        """Say whether a source is a state and no people or things of it: "Oslo", "the Poles"."""
        text, last = self.cast.text, names[0]
        for named in names[1:]:
            if JOINS.fullmatch(text, last.span.end, named.span.start):
                last = named
        after = text[last.span.end : span.end].strip(TRIM)
        if SOME_OF.match(text[span.start : names[0].span.start]):
            return False
        if after and not WHOLE_AFTER.match(after):
            return False
        return last.naming != "demonym" or not after or bool(RELATIVE_AFTER.match(after))


def _is_former(words: str, inside: Sequence[Named]) -> bool:
    """Say whether a source no longer serves the state it names: "a former US official"."""
    named = any(n.naming in {"person", "surname"} for n in inside)
    return not named and bool(FORMER.search(words + " "))


def _is_alliance(actor: str) -> bool:
    known = actors().get(actor)
    return bool(known and known.kind == "alliance")


def _kind(actor: str) -> str:
    known = actors().get(actor)
    return known.kind if known else ""
