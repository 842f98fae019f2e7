"""Persons beside the name of a group: whose it is, who speaks for it, who stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.party_patterns import NAME
from servanda.reading.packages.party_tables import armed_party
from servanda.reading.packages.passages import Passage

__all__ = ["members_named"]

_BEHIND: Final = re.compile(
    rf"(?:,? (?:of|under|led by|headed by|commanded by|founded by) | \(|[’']s leader,? "
    rf"|, whose leader,? )(?P<name>{NAME})(?![\w’'-])"
)
"""Behind a group whose man it is: "the Sand Front of Tom Okello", "Sand Front (Tom Okello)"."""
_BEFORE: Final = re.compile(
    rf"(?P<name>{NAME})(?P<how>[’']s (?:[a-z-]+ )?|, whose (?:[a-z-]+ )?"
    rf"|,? (?:of|for|from) (?:the )?| \(|, )\Z"
)
"""Before a group whose man it is: "Tom Okello's Sand Front", "Tom Okello, Sand Front:"."""
_CLOSED: Final = {" (": (")",), ", ": (":", ")")}
"""What must stand behind a group that is only set beside a name."""
_FROM_THERE: Final = re.compile(
    r" (?:units?|fighters|forces|troops|men|battalions?|rebels|volunteers|leaders?|side|people"
    r"|cause|land|homeland|capital|friends|allies|neighbou?rs|enemies|foes)\b"
)
"""Behind a name that only tells which people they are: "Okello, whose Karst units fight on"."""


def members_named(passage: Passage, parties: Parties) -> Iterator[tuple[str, str]]:
    """Yield the persons whose group is named right beside them, with the group.

    Only for groups: a state beside a name may only tell where somebody is from or was.
    """
    words, at = passage.words, passage.span.start
    for mention in parties.within(passage.document, passage.span):
        if mention.how != "name" or not _is_a_group(mention, parties):
            continue
        behind = _BEHIND.match(words, mention.span.end - at)
        if behind and " " in behind["name"]:
            yield behind["name"], mention.party
        before = _BEFORE.search(words[: mention.span.start - at])
        if before and " " in before["name"]:
            ends = _CLOSED.get(before["how"])
            if _FROM_THERE.match(words, mention.span.end - at):
                continue
            if ends is None or words[mention.span.end - at :].startswith(ends):
                yield before["name"], mention.party


def _is_a_group(mention: PartyMention, parties: Parties) -> bool:
    row, known = armed_party(mention.party), parties.known.get(mention.party)
    kind = row.kind if row else known.kind if known else ""
    return kind in {"armed", "party"}
