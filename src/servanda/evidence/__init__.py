"""What was said and where it stands: `reading` makes the records, a `case` cites them."""

from servanda.callable_room import callable_room
from servanda.evidence.quotes import Nearest, QuoteFinder, locate
from servanda.evidence.records import (
    Acts,
    Citation,
    Commitment,
    Dating,
    Kind,
    Mention,
    MentionKind,
    Polarity,
    Position,
    Source,
    Speaker,
    Stance,
    Statement,
)
from servanda.evidence.span import Span

__all__ = [
    "Acts",
    "Citation",
    "Commitment",
    "Dating",
    "Kind",
    "Mention",
    "MentionKind",
    "Nearest",
    "Polarity",
    "Position",
    "QuoteFinder",
    "Source",
    "Span",
    "Speaker",
    "Stance",
    "Statement",
    "locate",
]

callable_room(__name__)
