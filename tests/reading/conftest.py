"""A stand-in for the trained extractor: attributions given by their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from servanda.evidence.records import Kind

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Given:
    source: Pairs
    cue: Pairs
    content: Pairs
    kind: Kind
    confidence: float = 0.9


Extract = Callable[[str], Sequence[Given]]
Triple = tuple[str, str, str]


def _pairs(text: str, words: str, after: int = 0) -> Pairs:
    if not words:
        return ()
    at = text.index(words, after)
    return ((at, at + len(words)),)


@pytest.fixture
def given() -> Callable[..., Extract]:
    """Make an extractor out of (source, cue, content) words, in order of the text."""

    def make(*triples: Triple) -> Extract:
        def extract(text: str) -> list[Given]:
            found = []
            for source, cue, content in triples:
                at = text.index(content)
                near = max(0, at - 150)
                kind: Kind = "indirect"
                if content[0] in '“"':
                    kind = "direct"
                elif "“" in content:
                    kind = "mixed"
                who, how = _pairs(text, source, near), _pairs(text, cue, near)
                found.append(Given(who, how, _pairs(text, content), kind))
            return found

        return extract

    return make
