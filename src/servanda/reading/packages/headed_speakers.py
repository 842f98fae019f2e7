"""Who speaks below a line that names a party alone: "Al-Shabaab. Mukhtar Robow said that …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.passages import Passage

__all__ = ["Headed"]

_HEADING: Final = re.compile(
    r"(?:[•·▪*–—-] ?)?(?:\d{1,2}[.:h]?\d\d\b[ .:–—-]*|\(?[a-z\d]{1,2}[.)] )?"
    r"(?:(?:[Tt]he|[Aa]nd|[Nn]ow|[Ff]rom|[Nn]ext|[Ff]irst|[Ll]ast) ){0,2}"
    r"(?P<name>[^.:!?–—]{2,60}?)(?: (?:at last|first|next|too|now|again|as well))?[.:!–—]?"
)
"""A line that names somebody and says nothing of them, be it behind a time or a bullet."""
_A_SPEAKER: Final = re.compile(
    r"(?:(?:An?|The|Its|Their|One) (?:[\w’'-]+ ){0,3}?)?"
    r"(?:[Ss]pokes(?:man|woman|person)|[Oo]fficials?|[Mm]inister|[Ss]tatement|[Cc]ommuniqu[eé]"
    r"|[Ee]nvoy|[Dd]elegates?|[Aa]mbassador|[Ss]ource|[Gg]overnment|[Cc]abinet|[Cc]hief of [Ss]taff"
    r"|[Ll]eader|[Pp]resident|[Cc]ommander|[Nn]egotiators?)\b"
)
_MOST_OF_IT: Final = 0.6


@dataclass(frozen=True)
class Headed:
    """The party that a line of its own names, and the paragraph of that line; none, empty.

    What stands below in the same paragraph, or in the one behind a line without more, is of it.
    """

    party: str = ""
    paragraph: int = -1
    first: bool = False

    def by(self, passage: Passage, held: Sequence[PartyMention]) -> Headed:
        """Return the heading that a sentence stands under, or that it is itself."""
        named = list(dict.fromkeys(m.party for m in held))
        line = _HEADING.fullmatch(passage.words.strip())
        if len(named) == 1 and named[0] and line and _is_name(line["name"], held):
            return Headed(named[0], passage.paragraph, first=True)
        near = passage.paragraph - self.paragraph <= int(self.first)
        return replace(self, paragraph=passage.paragraph, first=False) if near else Headed()

    def spoken_for(
        self, passage: Passage, held: Sequence[PartyMention], parties: Parties
    ) -> list[PartyMention]:
        """Return who is named in a sentence, with who speaks in it for the party of its heading.

        That is a person who is known for no party, or one who is called by what they are ("a
        spokesman"), where a sentence begins with them.
        """
        at = passage.span.start
        if not self.party or self.first or any(m.party == self.party for m in held):
            return list(held)
        if held and held[0].span.start == at:
            own = not held[0].party or parties.kind(held[0].party) == "person"
            return [replace(held[0], party=self.party), *held[1:]] if own else list(held)
        speaker = _A_SPEAKER.match(passage.words)
        if speaker is None or any(m.span.start < at + speaker.end() for m in held):
            return list(held)
        return [PartyMention(Span(at, at + speaker.end()), self.party, "pronoun"), *held]


def _is_name(words: str, held: Sequence[PartyMention]) -> bool:
    """Say whether the words of a line are a party's name and little else."""
    return sum(m.span.end - m.span.start for m in held) >= _MOST_OF_IT * len(words)
