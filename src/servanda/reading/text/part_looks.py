"""What a part of a masthead looks like by its own words: an outlet's, a person's, a town's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Final

from servanda.reading.text.masthead_words import (
    BODY,
    FAINT,
    GENERAL,
    NAME,
    NOBODY,
    OF_A_STATE,
    OUTLET,
    ROLE,
    SMALL,
    SUBJECT,
    TITLE,
    TOWN,
)
from servanda.reading.who.gazetteer import find_names
from servanda.reading.who.name_words import BODIES, NO_NAMES
from servanda.reading.who.personal_names import is_given_name
from servanda.reading.who.tables import actors, plain

__all__ = [
    "as_written",
    "has_body_word",
    "has_outlet_word",
    "has_role",
    "is_persons",
    "is_place",
    "outlet_signs",
    "small_words",
    "writer_signs",
]

_WORD: Final = re.compile(r"[\w’'&-][\w’'&.-]*")
_AND: Final = re.compile(r"\s+(?:and|&|with)\s+")
_BEGINS: Final = re.compile(
    r"(?i)(?:the )?(?:ministry|office|department|embassy|secretariat|permanent mission|government"
    r"|bureau|directorate|delegation|radio|voice|council|institute|cent(?:re|er)|republic) (?:of"
    r"|for|to)\b"
)
_OPENS: Final = re.compile(
    r"(?i)(?:an?|between|on|in|at|with|to|after|before|by|from|as|how|when|where|if|about) "
)
_JOINS: Final = re.compile(r"(?i) (?:in|on|at|with|after|from|to|by|over) ")
_OF: Final = re.compile(r" (?:of|du|de|del|della|et|and|&) ")
_NO_PERSON: Final = frozenset(
    """Peace Talks Truce Ceasefire Treaty Final Text Latest Live Special Letter Letters Town Camp
    Front Full Press Comment Inside Story Lead Editorial Leading Article Questions Answers Explained
    Brief Blog Communique Joint Summit Abroad Protocol Review Zone Armistice Deal Foreign Peoples
    People's Independence Terms Speech""".split()  # noqa: SIM905
)


def _by_word(pattern: re.Pattern[str]) -> Callable[[str], int]:
    """Return what counts the words of a part that fit a pattern, each judged once."""

    @lru_cache(maxsize=4096)
    def fits(word: str) -> bool:
        return pattern.search(word) is not None

    return lambda words: sum(map(fits, words.split()))


has_outlet_word: Final = _by_word(OUTLET)
has_body_word: Final = _by_word(BODY)
has_role: Final = _by_word(ROLE)
_has_faint_word: Final = _by_word(FAINT)
_subjects: Final = _by_word(SUBJECT)


@lru_cache(maxsize=1024)
def small_words(words: str) -> int:
    """Return how many words of a part have no capital where a name's would have one."""
    return sum(
        w[0].islower() and w.partition("-")[0].rstrip(".") not in SMALL
        for w in _WORD.findall(words)
    )


@lru_cache(maxsize=512)
def is_place(words: str) -> bool:
    """Say whether words are the name of a town or state that the tables know."""
    words = words.strip(" .,")
    if not words or TOWN.match(words):
        return bool(words)
    if words.isupper() and len(words) > 3:
        words = " ".join(w.capitalize() for w in words.split())
    found = find_names(words, plain(words))
    return len(found) > 0 and all(
        actors()[a].kind in {"state", "territory"} if a in actors() else False
        for one in found
        for a in one.actors[:1]
    ) and sum(len(one.span) for one in found) >= len(words) - 3  # fmt: skip


@lru_cache(maxsize=512)
def is_persons(words: str) -> bool:
    """Say whether words can be the name of a person, or of several.

    >>> is_persons("T. Haile-Brand"), is_persons("Ana Ruiz and Ole Dahl"), is_persons("Peace Talks")
    (True, True, False)
    """
    first, *more = _AND.split(words, maxsplit=1)
    if title := TITLE.match(first):
        first = first[title.end() :]
        if re.fullmatch(r"[A-ZÀ-Þ][\w’'-]+", first):
            return True
    if not NAME.fullmatch(first) or has_outlet_word(first) or is_place(first):
        return False
    pieces = [as_written(w) for w in first.split()]
    if any(w in BODIES or w in _NO_PERSON or w in NO_NAMES for w in pieces):
        return False
    if re.search(r"\d", words) or has_role(first):
        return False
    if _has_faint_word(first) and not _has_given(first):
        return False
    return not more or bool(NOBODY.search(more[0])) or is_persons(more[0]) or more[0][0].islower()


def as_written(name: str) -> str:
    """Return a name set in capitals as it is written.

    >>> as_written("LLOYD M. O'HARA")
    "Lloyd M. O'Hara"
    """
    return " ".join(
        w.lower()
        if i and w.isupper() and w.lower() in {*SMALL, "by", "with", "from", "as"}
        else re.sub(r"(?<=[’'-])\w{2}", lambda m: m.group().capitalize(), w.capitalize())
        if len(w) > 2 and w.isupper() and not re.fullmatch(r"(?:\w\.)+", w)
        else w
        for i, w in enumerate(name.split())
    )


@cache
def _known() -> frozenset[str]:
    """Return the outlets of the table, without articles, in small letters."""
    return frozenset(
        re.sub(r"\A[Tt]he ", "", name).lower()
        for actor in actors().values()
        if actor.kind == "outlet"
        for name in (actor.name, actor.id)
    )


def outlet_signs(words: str) -> Iterator[str]:
    """Yield what in its words tells for or against a part naming who printed an article."""
    count = len(words.split())
    bare = re.sub(r"\A[Tt]he ", "", words)
    if bare.lower() in _known():
        yield "known"
    if has_outlet_word(words):
        yield "outlet word"
        if has_outlet_word(words.split()[-1]) or _OF.search(words):
            yield "ends on it"
    elif _has_faint_word(words):
        yield "faint word"
    if has_body_word(words):
        yield "body"
    if _BEGINS.match(words):
        yield "body of"
    if GENERAL.match(words):
        yield "general"
    if OF_A_STATE.match(words):
        yield "of a state"
    if is_place(words):
        yield "place"
    elif any(
        a in actors() and actors()[a].kind not in {"state", "outlet", "territory"}
        for one in find_names(as_written(words), plain(as_written(words)))
        for a in one.actors[:1]
        if len(one.span) >= len(bare) - 2
    ):
        yield "organisation"
    if words.startswith(("The ", "THE ")):
        yield "the"
    if count > 5 and not has_body_word(words):
        yield "long"
    if count > 9:
        yield "very long"
    if re.fullmatch(r"[A-Z]{2,5}", words):
        yield "letters"
    yield from ("small word",) * min(3, small_words(words))
    if words.isupper() and count > 1:
        yield "capitals"
    if re.search(r"(?<![A-Za-z])\d|\d{3}|\A\w[.)] ", words):
        yield "figures"
    if re.search(r"[?!:;“”\"]|\.\Z", words):
        yield "punctuated"
    if words[:1].islower() or words.islower():
        yield "starts small"
    elif _OPENS.match(words):
        yield "article"
    yield from ("subject",) * min(2, _subjects(words))
    if _JOINS.search(words):
        yield "joins"
    if has_role(words.split()[-1]) and not words.startswith(("The ", "THE ")):
        yield "role"
    yield from _shape(words)


def _shape(words: str) -> Iterator[str]:
    if is_persons(words):
        yield "person"
        if _has_given(words):
            yield "given name"


def _has_given(words: str) -> bool:
    pieces = [as_written(w) for w in plain(words).split()]
    return any(is_given_name(w) for w in pieces[:2]) or bool(
        re.fullmatch(r"(?:[A-Z]\.-?)+", pieces[0])
    )


def writer_signs(words: str) -> Iterator[str]:
    """Yield what in its words tells for or against a part naming who wrote an article."""
    shape = tuple(_shape(words))
    yield from shape
    if "given name" not in shape:
        yield from ("subject",) * min(2, _subjects(words))
    if TITLE.match(words):
        yield "title"
    if has_outlet_word(words):
        yield "outlet word"
    elif has_body_word(words):
        yield "body"
    elif _has_faint_word(words):
        yield "faint word"
    if is_place(words):
        yield "place"
    if words.isupper():
        yield "capitals"
    yield from ("small word",) * min(3, small_words(words))
    if len(words.split()) > 5:
        yield "long"
    if re.search(r"\d|[?!:;“”\"]", words):
        yield "figures"
