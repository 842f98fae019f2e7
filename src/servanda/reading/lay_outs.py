"""What the lay-out of a page says about who speaks, and the tagger cannot see.

Quotations that newspapers re-open with each paragraph, questions and answers, and contents that
would run from one block of a page into the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.evidence.records import Kind
from servanda.reading.grammar.treaty_language import undertakings
from servanda.reading.text.article import Block, Document

if TYPE_CHECKING:
    from servanda.reading.read import Attributed

__all__ = ["as_printed", "within_blocks"]

Pair = tuple[int, int]
_SURE = 0.85
_MARKS = re.compile(r"[“”\"]")
_LINE = re.compile(r"[^\n]+")
_BETWEEN = re.compile(r"[”\"]?\s*(?:[^“”\"\n]{0,160}?[.:,]\s*)?[“\"]?")
_QUESTION = re.compile(r"(?:Q|QUESTION|Question)(?::|\.)")
_ANSWER = re.compile(r"(?:A|ANSWER|Answer)(?::|\.)")
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+(?: (?:(?:al-|el-|bin |von |van |de |der )?[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)){1,3}"
)


@dataclass(frozen=True)
class Printed:
    """An attribution that the lay-out makes; see `servanda.reading.read.Attributed`."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    kind: Kind
    confidence: float


def as_printed(document: Document, words: str, found: Sequence[Attributed]) -> list[Attributed]:
    """Return attributions with what the lay-out adds: re-opened quotations, interviews.

    `words`: what is read of the document, its quotations in double marks.
    """
    made = list(interview(document, words))
    taken = [span for one in made for span in one.content]
    kept: list[Attributed] = [one for one in found if not _meets(one.content, taken)]
    kept += made
    for source, cue, content in undertakings(words):
        if not any(_meets([cue, content], (*one.cue, *one.content)) for one in kept):
            kept.append(Printed((source,), (cue,), (content,), "indirect", _SURE))
    kept += list(beside_quotations(words, kept))
    return reopened(words, kept)


_SAYS = (
    r"(?:said|says|added|adds|told|warned|warns|wrote|writes|argued|argues|insisted|insists|declared"
    r"|declares|continued|replied|replies|answered|remarked|quipped|concluded|asked|asks|explained"
    r"|complained|promised|recalled|shouted|cautioned|admitted|joked|sighed|announced|roared|cried|thundered"
    r"|snapped|laughed|muttered|whispered|observed|noted|commented|boasted|mused|shot back)"
)
_QUOTATION = re.compile(r"“[^“”\n]{12,3000}?[,.!?…—–]”|\"[^\"\n]{12,3000}?[,.!?…—–]\"")
_VERB_FIRST = re.compile(
    rf"\s+(?P<cue>{_SAYS})\s+(?P<who>(?:the\s|an?\s|his\s|her\s|its\s|their\s|one\s)?[\w’'.-]+(?:\s[\w’'.-]+){{0,9}}?)"
    r"(?=[.,;:]?(?:\s|\Z)(?:[A-Z“\"]|in\b|on\b|at\b|as\b|after\b|when\b|who\b)|[,;:.]\s|[.]?\Z)"
)
_NAME_FIRST = re.compile(
    rf"\s+(?P<who>(?:[\w’'.-]+(?:,)?\s){{1,12}}?)(?P<cue>{_SAYS})(?=[.,;:]|\s+(?:on|in|at|to|of|as|after|when|that|last|this)\b|\s*\Z)"
)


def beside_quotations(words: str, found: Sequence[Attributed]) -> Iterator[Printed]:
    """Yield the quotations that nobody was found for, though a verb of saying stands right after.

    `"…," its chairman, Ana Ruiz, said.`, `"…," said a trader in Oslo.`
    """
    taken = sorted(span for one in found for span in one.content)
    ends = [b for _, b in taken]
    for match in _QUOTATION.finditer(words):
        start, end = match.span()
        at = bisect_right(ends, start)
        if (at < len(taken) and taken[at][0] < end) or len(match.group().split()) < 4:
            continue
        stop = words.find("\n", end)
        stop = len(words) if stop < 0 else stop
        told = _VERB_FIRST.match(words, end, stop) or _NAME_FIRST.match(words, end, stop)
        if told and "”" not in told.group() and '"' not in told.group():
            who = told.span("who")
            low = who[0] + len(told["who"]) - len(told["who"].lstrip())
            source = (low, who[0] + len(told["who"].rstrip(" ,")))
            yield Printed((source,), (told.span("cue"),), ((start, end),), "direct", _SURE)


def _meets(spans: Sequence[Pair], others: Sequence[Pair]) -> bool:
    return any(a < d and c < b for a, b in spans for c, d in others)


# quotations over several paragraphs


def reopened(words: str, found: Sequence[Attributed]) -> list[Attributed]:
    """Join the pieces of each quotation that its paragraphs re-open and only the last closes."""
    whole = list(found)
    for chain in chains(words):
        low, high = chain[0][0], chain[-1][1]
        inside = [one for one in whole if _meets(one.content, chain)]
        lead = next((one for one in whole if _leads(words, one, low)), None)
        speaking = [one for one in (lead, *inside) if one and one.source]
        if not speaking:
            continue
        main = next((one for one in speaking if _is_named(words, one)), speaking[0])
        parts = [one for one in inside if one.kind != "indirect" or one in speaking]
        if lead and lead not in parts:
            parts.append(lead)
        spans = {s for one in parts for s in one.content if not _meets([s], chain)}
        content = tuple(sorted({*spans, *chain}))
        content = tuple(s for s in content if s[1] <= high)
        whole = [one for one in whole if one not in parts and one not in inside]
        source = tuple(s for s in main.source if not _meets([s], content))
        whole.append(Printed(source, main.cue, content, "direct", main.confidence))
    return sorted(whole, key=lambda one: one.content)


def _leads(words: str, one: Attributed, low: int) -> bool:
    """Say whether a quotation before is parted from the next by who said it alone."""
    if one.kind == "indirect" or not one.content or one.content[-1][1] > low:
        return False
    between = words[one.content[-1][1] : low]
    return "\n" not in between and bool(_BETWEEN.fullmatch(between)) and bool(one.source)


def _is_named(words: str, one: Attributed) -> bool:
    return any(
        words[a:b][:1].isupper() and words[a:b] not in {"He", "She", "They", "I"}
        for a, b in one.source
    )


def chains(words: str) -> Iterator[tuple[Pair, ...]]:
    """Yield the quotations that run over several paragraphs, as one span a paragraph."""
    chain: list[Pair] = []
    for line in _LINE.finditer(words):
        if not line.group().strip():
            continue
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        end = line.start() + len(line.group().rstrip())
        if chain and words[start] in '“"':
            close = _close(words, start, end)
            chain.append((start, close if close else end))
            if close:
                yield tuple(chain)
                chain = []
                left = _left_open(words, close, end)
                chain = [(left, end)] if left is not None else []
            continue
        if len(chain) > 1:
            yield tuple(chain)
        left = _left_open(words, start, end)
        chain = [(left, end)] if left is not None else []
    if len(chain) > 1:
        yield tuple(chain)


def _close(words: str, start: int, end: int) -> int | None:
    """Return where the quotation opened at `start` is closed, past its mark."""
    sign = "”" if words[start] == "“" else '"'
    depth = 0
    for match in _MARKS.finditer(words, start + 1, end):
        if match.group() == "“" and sign == "”":
            depth += 1
        elif match.group() == sign:
            if depth == 0:
                return match.end()
            depth -= 1
    return None


def _left_open(words: str, start: int, end: int) -> int | None:
    """Return where the quotation begins that a paragraph leaves open; None if it leaves none."""
    opened: int | None = None
    for match in _MARKS.finditer(words, start, end):
        sign = match.group()
        if sign == "“" or (sign == '"' and opened is None):
            opened = match.start() if opened is None else opened
        else:
            opened = None
    return opened if opened is not None and len(words[opened:end].split()) > 2 else None


# questions and answers


def interview(document: Document, words: str) -> Iterator[Printed]:
    """Yield the turns of an interview whose answers are one person's.

    Laid out as "Q:" and "A:", or as questions each followed by paragraphs in quotation marks. The
    person is the one whom what stands before the first question names first, or who is named last
    before it; the questions are the author's, or the publisher's.
    """
    turns = list(_labelled(document, words) or _quoted_answers(document, words))
    if sum(asked for asked, _ in turns) < 2:
        return
    first = turns[0][1][0][0]
    person = _interviewed(document, words, first)
    if person is None:
        return
    asker = _asker(document)
    for asked, content in turns:
        source = asker if asked else person
        yield Printed((source,) if source else (), (), content, "direct", _SURE)


Turn = tuple[bool, tuple[Pair, ...]]


def _labelled(document: Document, words: str) -> list[Turn]:
    """Return the turns that "Q:" and "A:" open; a turn runs on to the next label or heading."""
    turns: list[Turn] = []
    asked: bool | None = None
    for block in document.blocks:
        if block.why == "label":
            label = block.span.of(document.text)
            asked = True if _QUESTION.match(label) else False if _ANSWER.match(label) else None
            if asked is not None:
                turns.append((asked, ()))
        elif block.kind == "prose" and asked is not None:
            turns[-1] = (asked, (*turns[-1][1], (block.span.start, block.span.end)))
        elif block.kind in {"heading", "title"} and turns and turns[-1][1]:
            asked = (
                asked if document.text[block.span.start : block.span.end].endswith("?") else None
            )
            if asked:
                turns[-1] = (asked, (*turns[-1][1], (block.span.start, block.span.end)))
    return [turn for turn in turns if turn[1]]


def _quoted_answers(document: Document, words: str) -> list[Turn]:
    """Return questions in paragraphs of their own, each answered by paragraphs in quotation
    marks."""
    blocks = [b for b in document.blocks if b.kind != "boilerplate"]
    turns: list[Turn] = []
    for i, block in enumerate(blocks[:-1]):
        line = words[block.span.start : block.span.end].strip()
        if not line.endswith("?") or len(line.split()) > 40 or _MARKS.search(line):
            continue
        answer = []
        for after in blocks[i + 1 :]:
            said = words[after.span.start : after.span.end]
            if not _is_all_quoted(said):
                break
            answer.append((after.span.start, after.span.end))
            if said.rstrip()[-1] in '”"':
                break
        if answer:
            turns += [(True, ((block.span.start, block.span.end),)), (False, tuple(answer))]
    return turns


def _is_all_quoted(paragraph: str) -> bool:
    """Say whether a paragraph is one quotation from its first word to its last."""
    paragraph = paragraph.strip()
    if paragraph[:1] not in {"“", '"'}:
        return False
    close = _close(paragraph, 0, len(paragraph))
    return close is None or close >= len(paragraph) - 1


def _interviewed(document: Document, words: str, before: int) -> Pair | None:
    """Return where who answers is named: first in the prose before the first question."""
    for kinds in (("prose",), ("heading", "title")):
        for block in document.blocks:
            if block.span.start >= before or block.kind not in kinds:
                continue
            name = _NAME.search(words, block.span.start, min(block.span.end, before))
            if name:
                return name.span()
    return None


def _asker(document: Document) -> Pair | None:
    for name in (document.source.author, document.source.publisher):
        at = document.text.find(name) if name else -1
        if at >= 0:
            return at, at + len(name)
    return None


# blocks


def within_blocks(
    words: str, blocks: Sequence[Block], found: Sequence[Attributed]
) -> list[Attributed]:
    """Return attributions whose contents stay in their block: no headline, no other cell.

    A content may go on in further paragraphs only as a quotation that was left open, or as a span
    of its own; what another block adds to an unquoted one is left off.
    """
    starts = [block.span.start for block in blocks]
    kept = []
    for one in found:
        content = tuple(
            piece
            for span in one.content
            if (piece := _in_one_block(words, blocks, starts, span, one)) is not None
        )
        if content == one.content:
            kept.append(one)
        elif content:
            kept.append(Printed(one.source, one.cue, content, one.kind, one.confidence))
    return kept


def _in_one_block(
    words: str, blocks: Sequence[Block], starts: Sequence[int], span: Pair, one: Attributed
) -> Pair | None:
    """Return the part of a content that stands in its cue's block, or in the last it touches."""
    if "\n" not in words[span[0] : span[1]]:
        return span
    first = max(0, bisect_right(starts, span[0]) - 1)
    last = max(0, bisect_right(starts, span[1] - 1) - 1)
    if first == last:
        return span
    near = [span[1], *(a for a, _ in (*one.cue, *one.source))]
    at = next((a for a in near[1:] if span[0] - 200 < a < span[1] + 200), near[0] - 1)
    home = min(max(bisect_right(starts, at) - 1, first), last)
    low, high = max(span[0], blocks[home].span.start), min(span[1], blocks[home].span.end)
    return (low, high) if low < high else None
