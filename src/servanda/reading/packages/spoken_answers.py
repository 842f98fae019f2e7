"""What parties say of the plan themselves, and what the grammar of stances finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.packages.answer_patterns import DISTANCE, OLD_YEAR, SAYS_IF, SAYS_NO, SAYS_YES
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.plan_words import DEAL
from servanda.reading.read import Said
from servanda.reading.text.sentences import sentences

__all__ = ["as_coded", "in_speech", "tells_of_the_past"]


def in_speech(said: Said, document: str, parties: Parties) -> Iterator[Answered]:
    """Yield what parties say of the plan themselves, in quotation marks."""
    day = said.source.published or said.day
    for statement in said.statements:
        if statement.kind == "indirect" or statement.speaker is None:
            continue
        party = _speaks(statement.source, document, parties) or _known(
            statement.speaker.name, parties
        )
        quote = statement.quote
        if not party:
            continue
        answer = "rejects" if SAYS_NO.search(quote) else "accepts" if SAYS_YES.search(quote) else ""
        if not answer:
            continue
        whole = _around(said, statement.content[0])
        condition = ""
        if answer == "accepts" and (hangs := SAYS_IF.search(quote)):
            answer, condition = (
                "conditional",
                in_words(re.split(r"[.;]", quote[hangs.start() :])[0]),
            )
        yield Answered(party, answer, condition, Citation(document, whole), day, party, 1.5)


_VERDICTS = {
    "accepts": "accepts",
    "accepts_in_principle": "in_principle",
    "conditional": "conditional",
    "rejects": "rejects",
}


def as_coded(said: Said, parties: Parties) -> Iterator[Answered]:
    """Yield the answers that the grammar of stances finds on the deal."""
    for answer in said.answers:
        about = answer.about.of(said.text) if answer.about else ""
        on_it = re.search(rf"(?i)\b{DEAL}\b", about) or answer.issue in {"peace_deal", "ceasefire"}
        if answer.verdict not in _VERDICTS or answer.ended or not on_it or answer.confidence < 0.55:
            continue
        inside = parties.within(said.source.id, answer.holder)
        ahead = (
            said.text[max(0, answer.holder.start - 30) : inside[-1].span.start] if inside else ""
        )
        if inside and not DISTANCE.search(ahead):
            condition = answer.condition.of(said.text) if answer.condition else ""
            cited = Citation(said.source.id, _around(said, answer.evidence))
            day = said.source.published or said.day
            if tells_of_the_past(cited.quote, day):
                continue
            yield Answered(
                inside[-1].party,
                _VERDICTS[answer.verdict],
                in_words(condition),
                cited,
                day,
                answer.said_by,
                1.0,
            )


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


def _around(said: Said, span: Span) -> str:
    low, high = said.text.rfind("\n", 0, span.start) + 1, said.text.find("\n", span.end)
    whole = next(
        (
            s
            for s in sentences(said.text, low, high if high >= 0 else len(said.text))
            if s.start <= span.start < s.end
        ),
        span,
    )
    return Span(whole.start, max(whole.end, span.end)).of(said.text)


def tells_of_the_past(words: str, day: date | None) -> bool:
    """Say whether words tell of something long before a day, by a year they name."""
    years = [int(m["year"] or m["named"]) for m in OLD_YEAR.finditer(words)]
    return day is not None and any(year < day.year - 1 for year in years)
