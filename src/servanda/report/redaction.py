"""A case fit to be shown: its numbers and its own names, and nothing of what it was told by whom.

The whole public report is made from this case, so what is withheld cannot reach it by another way.
Everything is withheld that is not known to be needed: a key that is added to the case file stays
out until it is named here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError

from servanda.base_rates import BASE_RATES
from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.case.text.save import case_text
from servanda.case.text.written import written
from servanda.errors import CaseError, InputError
from servanda.quantity import ICD_203
from servanda.report.source_names import WITHHELD, SourceNames

__all__ = ["WITHHELD", "Public", "public_version"]

_SHOWN = frozenset({"title", "name", "unit"})
"""What is shown, cleared of sources: by these the reader knows who and what is meant."""

_LABELS = frozenset({"labels"})
"""Whose keys are free texts too, shown as `_SHOWN` are, though one may look like a name."""

_LEFT_OUT = frozenset({"aliases", "limits", "note", "summary"})
"""What a case can do without."""

_FREE = frozenset({"by", "condition", "quote", "reporter", "why"})
"""What is somebody's words or name, though it be one word that the case has elsewhere too."""

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_NUMBER = re.compile(
    r"\?|[-+]?[\d.]+(?:e[-+]?\d+)?(?: to [-+]?[\d.]+(?:e[-+]?\d+)?)?|\d{4}-\d\d-\d\d"
)
_GRADE = re.compile(r"[A-F][1-6]")


@dataclass(frozen=True)
class Public:
    """A case as it may be shown.

    `texts` are the free texts that remain, each with its place; `clear` takes what would tell a
    source out of any other text about the case.
    """

    case: Case
    texts: tuple[tuple[str, str], ...]
    clear: SourceNames


def public_version(case: Case, shown: Collection[str] = ()) -> Public:
    """Return the case without anything of its sources, and what free text it still holds.

    Sources keep their date and grade under a number. Every draw, and so every digit of an
    assessment, stays the same. `shown` are words that may stand though a source is called so.

    Raises: InputError where a name of the case (`herald_plan`) holds the name of a source: names
    cannot be changed, for every draw follows from them.
    """
    clear = SourceNames(case, shown)
    numbered = {name: f"source_{i}" for i, name in enumerate(case.sources, start=1)}
    raw = written(case)
    raw["actors"] = {
        name: {"name": body} if isinstance(body, str) else body
        for name, body in raw.get("actors", {}).items()
    }
    clearing = _Clearing(
        clear, numbered, frozenset((*case.actors, *case.sides)), _words_of(case, raw)
    )
    found = {
        key: _sources(entry, numbered) if key == "sources" else clearing.cleared(entry, key)
        for key, entry in raw.items()
        if key not in _LEFT_OUT
    }
    _refuse_names(found, clear)
    try:
        made = parse(case_text(Case.model_validate(found)))
    except (ValidationError, CaseError) as error:
        raise InputError(f"the case cannot be shown in public: {error}") from None
    return Public(made, tuple(_texts(found, ())), clear)


def _sources(sources: dict[str, Any], numbered: dict[str, str]) -> dict[str, Any]:
    return {
        numbered[name]: {
            "title": WITHHELD,
            "publisher": WITHHELD,
            **{key: body[key] for key in ("published", "grade") if key in body},
        }
        for name, body in sources.items()
    }


@dataclass(frozen=True)
class _Clearing:
    """What may stand: names that the case gives to things, and words that the notation prescribes.

    `parties` exert pressure and carry out provisions; `words` are all such names and words.
    """

    clear: SourceNames
    numbered: Mapping[str, str]
    parties: frozenset[str]
    words: frozenset[str]

    def cleared(self, value: Any, key: str) -> Any:
        """Return a part of the case without what tells of its sources."""
        if key == "cite":
            cited = value if isinstance(value, list) else [value]
            return [{"source": self.numbered[each["source"]], "quote": WITHHELD} for each in cited]
        if key in _LABELS and isinstance(value, dict):
            return {self.clear(name): entry for name, entry in value.items()}
        if isinstance(value, dict):
            return {
                name: self.cleared(entry, str(name))
                for name, entry in value.items()
                if name not in _LEFT_OUT
            }
        if isinstance(value, list | tuple):
            return [self.cleared(entry, key) for entry in value]
        if not isinstance(value, str):
            return value
        if key in _SHOWN:
            return self.clear(value)
        if key == "by" and value in self.parties:
            return value  # who exerts pressure or carries out a provision; elsewhere, who assumes
        return value if self._is_notation(value, key) else WITHHELD

    def _is_notation(self, text: str, key: str) -> bool:
        """Return whether a text is a name, a number or a word that the case file prescribes.

        A lone word may as well be somebody's (`reporter: kyivecho`): it must be known to be a name.
        """
        if key in _FREE:
            return False
        if text in ICD_203 or text in self.words:
            return True
        if any(each.fullmatch(text) for each in (_NUMBER, _GRADE)):
            return True
        parts = text.split(".") if _NAME.fullmatch(text) else [""]
        return all(part in self.words or part.isdigit() for part in parts)


def _words_of(case: Case, raw: Any) -> frozenset[str]:
    """Return the names that a case gives to things, and the words that the notation prescribes."""
    given = {str(name) for name in _keys({k: v for k, v in raw.items() if k != "sources"})}
    return frozenset({*given, *case.sides, *case.known_actors, *BASE_RATES, *_prescribed()})


def _keys(raw: Any) -> Iterator[str]:
    if isinstance(raw, dict):
        for name, entry in raw.items():
            yield name
            if name not in _LABELS:
                yield from _keys(entry)
    elif isinstance(raw, list | tuple):
        for entry in raw:
            yield from _keys(entry)


@cache
def _prescribed() -> frozenset[str]:
    """Return every key and every choice of the notation."""
    found: set[str] = set()

    def look(part: Any) -> None:
        if isinstance(part, dict):
            found.update(part.get("properties", {}))
            found.update(str(each) for each in part.get("enum", ()))
            found.update({str(part["const"])} if "const" in part else ())
            for below in part.values():
                look(below)
        elif isinstance(part, list):
            for below in part:
                look(below)

    look(Case.model_json_schema())
    return frozenset(found)


def _refuse_names(raw: Any, clear: SourceNames) -> None:
    held = sorted({name for name in _names(raw) if clear.stands_in(name)})
    if held:
        raise InputError(
            f"--public: {', '.join(held)}: these names of the case hold the name of a source; "
            "rename them, or let them stand with --show NAME"
        )


def _names(raw: Any, key: str = "") -> Iterator[str]:
    """Yield every name the case gives to something, and every word it refers to one by."""
    if isinstance(raw, dict):
        for name, entry in raw.items():
            yield str(name)
            yield from _names(entry, str(name))
    elif isinstance(raw, list):
        for entry in raw:
            yield from _names(entry, key)
    elif isinstance(raw, str) and key not in _SHOWN and raw != WITHHELD:
        yield raw


def _texts(raw: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the free texts that remain: titles, names, units, and labels that are no names."""
    if isinstance(raw, dict):
        for name, entry in raw.items():
            here = (*path, str(name))
            if (path and path[-1] in _LABELS) or not _NAME.fullmatch(str(name)):
                yield ".".join(path), str(name)
            yield from _texts(entry, here)
    elif isinstance(raw, list):
        for number, entry in enumerate(raw):
            yield from _texts(entry, (*path, str(number)))
    elif isinstance(raw, str) and path[-1] in _SHOWN and raw != WITHHELD:
        yield ".".join(path), raw
