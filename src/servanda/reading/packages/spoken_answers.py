"""What parties say of the plan themselves, in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.packages.answer_patterns import SAYS_IF, SAYS_NO, SAYS_YES
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.clause_answers import Placed
from servanda.reading.packages.on_the_plan import sentence_around
from servanda.reading.packages.parties import Parties
from servanda.reading.read import Said

__all__ = ["in_speech"]


_UNLESS = re.compile(r"(?i)\b(?:unless|until|only (?:if|when|once))\b")
"""What leaves a way out of a no."""
_BASIS = re.compile(
    r"(?i)\b(?:could|can|may|might|would|will)(?! not) (?:\w+ )?(?:form|serve as|be|become"
    r"|provide|be taken as)"
    r" (?:the|a) (?:\w+ )?(?:basis|starting[ -]point|foundation) (?:of|for)\b[^.;”\"]*"
)
"""A plan that is called a basis: to go on from, and not to sign as it is."""


def in_speech(said: Said, document: str, parties: Parties) -> Iterator[Placed]:
    """Yield what parties say of the plan themselves, in quotation marks."""
    day = said.source.published or said.day
    for statement in said.statements:
        if statement.speaker is None:
            continue
        if statement.kind == "indirect" and not _BASIS.search(statement.quote):
            continue
        party = _speaks(statement.source, document, parties) or _known(
            statement.speaker.name, parties
        )
        quote = statement.quote
        if not party:
            continue
        if only := _BASIS.search(quote):
            whole = sentence_around(said, statement.content[0])
            told = Answered(
                party, "conditional", in_words(only.group()),
                Citation(document, whole.of(said.text)), day, party, 1.2,
            )  # fmt: skip
            yield Placed(told, whole, statement.content[0].start)
            continue
        answer = "rejects" if SAYS_NO.search(quote) else "accepts" if SAYS_YES.search(quote) else ""
        if not answer:
            continue
        whole = sentence_around(said, statement.content[0])
        condition = ""
        hangs = (SAYS_IF if answer == "accepts" else _UNLESS).search(quote)
        if hangs:
            answer, condition = (
                "conditional",
                in_words(re.split(r"[.;]", quote[hangs.start() :])[0]),
            )
        told = Answered(
            party, answer, condition, Citation(document, whole.of(said.text)), day, party, 1.5
        )
        yield Placed(told, whole, statement.content[0].start)


def _speaks(source: Sequence[Span], document: str, parties: Parties) -> str:
    for span in source:
        inside = parties.within(document, Span(span.start, span.end))
        if inside:
            return inside[-1].party
    return ""


def _known(name: str, parties: Parties) -> str:
    return parties.persons.get(name, "") or next(
        (p for n, p in parties.persons.items() if name and n.endswith(name)), ""
    )
