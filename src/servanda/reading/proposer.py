"""Statements proposed by a language model of the user's own, kept only where verbatim.

The endpoint speaks the OpenAI chat protocol and is named by the user; nothing is sent anywhere
else. Models misquote: each proposal's source, cue and content must stand word for word in the
text, or it is refused with the nearest passage. What is kept is a proposal still: its confidence
is low until a person accepts it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from servanda.errors import InputError
from servanda.evidence.quotes import Nearest, QuoteFinder
from servanda.evidence.records import Kind
from servanda.evidence.span import Span

__all__ = ["Endpoint", "Proposals", "Proposed", "Refused", "propose"]

_ASK = """List every attribution in the text between the marks: who (source) reports (cue) what
(content). Copy source, cue and content word for word from the text; leave source or cue empty
where the text has none. Answer with a JSON array of objects with the keys source, cue, content."""
_LONGEST_ANSWER = 4_000_000
_OPENERS, _CLOSERS = '“„«"', '”»"'


@dataclass(frozen=True)
class Endpoint:
    """Where a model answers: the base address (`http://127.0.0.1:8080/v1`), its name, a key."""

    address: str
    model: str
    key: str = ""
    seconds: float = 60.0


@dataclass(frozen=True)
class Proposed:
    """A proposal whose words stand in the text, as an extractor's attribution."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    kind: Kind
    confidence: float = 0.3


@dataclass(frozen=True)
class Refused:
    """A proposal whose words do not stand in the text: which part, and what comes nearest."""

    part: str
    quote: str
    nearest: str


@dataclass(frozen=True)
class Proposals:
    """What a model proposed: the kept, and the refused with reasons."""

    kept: tuple[Proposed, ...]
    refused: tuple[Refused, ...]


def propose(text: str, endpoint: Endpoint) -> Proposals:
    """Return what the model at `endpoint` proposes for `text`, located or refused.

    Raises `InputError` where the endpoint cannot be reached or does not answer in its protocol.
    """
    finder = QuoteFinder(text)
    kept: list[Proposed] = []
    refused: list[Refused] = []
    for item in _asked(text, endpoint):
        found = _located(item, finder)
        if isinstance(found, Proposed):
            kept.append(found)
        else:
            refused.append(found)
    return Proposals(tuple(dict.fromkeys(kept)), tuple(refused))


def _asked(text: str, endpoint: Endpoint) -> list[Mapping[str, Any]]:
    parts = urlsplit(endpoint.address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(f"{endpoint.address!r} is no http address; write http://host:port/v1")
    body = {
        "model": endpoint.model,
        "temperature": 0,
        "messages": [
            {"role": "system", "content": _ASK},
            {"role": "user", "content": f"<text>\n{text}\n</text>"},
        ],
    }
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    url = endpoint.address.rstrip("/") + "/chat/completions"
    request = Request(url, json.dumps(body).encode(), headers)
    try:
        with urlopen(request, timeout=endpoint.seconds) as answer:
            data = answer.read(_LONGEST_ANSWER)
    except (URLError, OSError, ValueError) as fault:
        raise InputError(f"{url} did not answer ({fault}); check the address and key") from None
    return _items(data, url)


def _items(data: bytes, url: str) -> list[Mapping[str, Any]]:
    try:
        words = json.loads(data)["choices"][0]["message"]["content"]
        match = re.search(r"\[.*\]", words, re.DOTALL)
        items = json.loads(match.group() if match else words)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as fault:
        raise InputError(
            f"{url} gave no list of attributions ({fault}); try another model"
        ) from None
    if not isinstance(items, list):
        raise InputError(f"{url} gave no list of attributions; try another model")
    return [item for item in items if isinstance(item, dict)]


def _located(item: Mapping[str, Any], finder: QuoteFinder) -> Proposed | Refused:
    content_words = str(item.get("content") or "")
    content = finder.find(content_words)
    if isinstance(content, Nearest):
        return Refused("content", content_words, content.passage)
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    for part in ("source", "cue"):
        words = str(item.get(part) or "")
        place = finder.find(words, near=content.start) if words.strip() else None
        if isinstance(place, Nearest):
            return Refused(part, words, place.passage)
        spans[part] = ((place.start, place.end),) if place else ()
    content = _with_marks(content, finder.text)
    pair = ((content.start, content.end),)
    return Proposed(spans["source"], spans["cue"], pair, _kind(content, finder.text))


def _with_marks(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    if start and end < len(text) and text[start - 1] in _OPENERS and text[end] in _CLOSERS:
        return Span(start - 1, end + 1)
    return span


def _kind(span: Span, text: str) -> Kind:
    words = span.of(text)
    if words[:1] in _OPENERS:
        return "direct"
    return "mixed" if any(mark in words for mark in _OPENERS) else "indirect"
