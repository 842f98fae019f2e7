"""The records of reading: sources, statements, mentions, stances and citations.

They follow what discourse network analysis codes (document, person, organisation, concept,
agreement, date), over exact spans of a stored text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Literal

from servanda.evidence.span import Span

__all__ = [
    "Acts",
    "Citation",
    "Commitment",
    "Dating",
    "Kind",
    "Mention",
    "MentionKind",
    "Polarity",
    "Position",
    "Source",
    "Speaker",
    "Stance",
    "Statement",
]

Kind = Literal["direct", "mixed", "indirect"]
Polarity = Literal["affirmed", "negated"]
Position = Literal["support", "oppose", "conditional", "ambivalent", "neutral"]
Commitment = Literal["will", "will_not"]
MentionKind = Literal["name", "pronoun", "description", "metonym", "artifact", "none"]
Acts = Literal[
    "assert", "reject", "demand", "commit", "refuse", "suggest", "predict", "believe", "announce"
]


@dataclass(frozen=True)
class Source:
    """One article or document, known by the hash of its normalised text.

    `published` and `language` are None where the document does not say. `outlets` lists every
    place the same text ran, where a wire story was printed by several.
    """

    id: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    author: str = ""
    url: str = ""
    language: str | None = None
    text_sha256: str = ""
    outlets: tuple[str, ...] = ()

    @staticmethod
    def hash_of(text: str) -> str:
        """Return the hash a stored text is known by.

        >>> Source.hash_of("peace")[:12]
        'c2e10c20bf46'
        """
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Citation:
    """What a case points at: a source, and words that stand in it verbatim."""

    source: str
    quote: str


@dataclass(frozen=True)
class Dating:
    """A date as the text puts it, and what it comes to.

    `value` is ISO 8601 as far as known (`2022`, `2022-02`, `2022-02-24`), None where the text
    gives no anchor for a relative date. `inherited`: taken over from an earlier statement of
    the same speaker.
    """

    span: Span
    value: str | None
    inherited: bool = False


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as a canonical actor.

    `actor` is the gazetteer's identifier (`RUS`, `NATO`, `mark-rutte`) or a slug of the name;
    `side` the state or alliance spoken for; `how` the way the text names the speaker.
    """

    actor: str
    name: str
    role: str = ""
    organisation: str = ""
    side: str = ""
    how: MentionKind = "name"
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """A place where a document names an actor."""

    document: str
    span: Span
    actor: str
    how: MentionKind = "name"


@dataclass(frozen=True)
class Statement:
    """Who said what, with its exact place: the unit of coding.

    `source`, `cue` and `content` are spans of the document's stored text; `quote` is the
    content's words. `hedge` and `condition` are the spans that weaken or bind what is said.
    `nested_in` names the statement in whose content this one stands. `confidence` in 0..1.
    """

    document: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    quote: str
    speaker: Speaker | None = None
    act: Acts = "assert"
    polarity: Polarity = "affirmed"
    hedge: Span | None = None
    condition: Span | None = None
    said_on: Dating | None = None
    said_at: Span | None = None
    place: str = ""
    nested_in: str | None = None
    confidence: float = 1.0
    issues: tuple[str, ...] = ()
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            places = [(s.start, s.end) for s in (*self.content, *self.source)]
            seed = f"{self.document}|{self.quote}|{places}"
            object.__setattr__(self, "id", "s" + sha256(seed.encode()).hexdigest()[:10])


@dataclass(frozen=True)
class Stance:
    """What a document says an actor wants, accepts, opposes, will or won't do about an issue.

    `asserted_by` is `author` or the id of the statement that carries it; `evidence` the words
    that support it, `quote` their text. `confidence` in 0..1.
    """

    document: str
    actor: str
    issue: str
    position: Position
    commitment: Commitment | None
    asserted_by: str
    evidence: Span
    quote: str
    confidence: float = 1.0
    hedged: bool = False
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            where = (self.evidence.start, self.evidence.end)
            seed = f"{self.document}|{self.actor}|{self.issue}|{self.quote}|{where}"
            object.__setattr__(self, "id", "p" + sha256(seed.encode()).hexdigest()[:10])
