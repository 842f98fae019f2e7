"""What a report carries inside, so that it can be made again: case, options, results and texts."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from markupsafe import Markup, escape

from servanda.errors import InputError
from servanda.escaping.hidden import HIDDEN
from servanda.report.material import Explored, Part

__all__ = [
    "MOST_WORLDS",
    "Embedded",
    "differences",
    "embedded",
    "listing",
    "read_back",
    "report_text",
]

MOST_WORLDS = 1_000_000
"""A report that says it was made from more worlds is not made again unasked: it may be a trap."""

_MOST_BYTES = 64_000_000
_MOST_OPTIONS = 1_000_000
_DEEPEST = 64


@dataclass(frozen=True)
class Embedded:
    """What a report was made from, and what it says came out.

    `digits` is what `Assessment.to_dict` gave, `texts` are the excerpts of sources that it shows,
    `explored` says what its findings were asked (None: they were put in by hand).
    """

    case_yaml: str
    seed: int
    worlds: int
    version: str
    digits: dict[str, Any]
    texts: Mapping[str, str]
    public: bool = False
    explored: Explored | None = None
    part: Part = "both"


def listing(text: str) -> Markup:
    """Return text as HTML that `embedded` reads back to the letter, hidden controls shown.

    >>> listing("a < \u202e")
    Markup('a &lt; <i data-c="202e">[U+202E]</i>')
    """
    pieces, at = [], 0
    for match in HIDDEN.finditer(text):
        code = f"{ord(match.group()):04x}"
        pieces += [escape(text[at : match.start()])]
        pieces += [Markup('<i data-c="{}">[U+{}]</i>').format(code, code.upper())]
        at = match.end()
    return Markup("").join([*pieces, escape(text[at:])])


def report_text(path: Path) -> str:
    """Return the text of a report; ends of lines do not count, for mail programs change them.

    Raises: InputError for what is no ordinary file, or no file of a size that reports have.
    """
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: this is no ordinary file; give the HTML file of a report")
    with path.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise InputError(f"{path}: no report has more than {_MOST_BYTES // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: {_NONE}") from None
    return text.replace("\r\n", "\n")


_NONE = (
    "this is no whole servanda report: it carries no case, options and results to make it again "
    "from; give the HTML file that `servanda report` wrote"
)


def embedded(html_text: str) -> Embedded:
    """Return what the report whose text is `html_text` carries inside.

    Raises: InputError where it is no report, one that was cut short, or one whose options no
    report can have. Nothing in it is run or believed before it has been found to be plain.
    """
    found = {name: _listed(html_text, name) for name in ("case", "options", "digits", "texts")}
    options = _object(found["options"], "options", _MOST_OPTIONS)
    texts = _object(found["texts"], "texts", _MOST_BYTES)
    if not all(isinstance(text, str) for text in texts.values()):
        raise _odd("texts", "something that is no text")
    return Embedded(
        found["case"],
        _whole(options, "seed", 0, 2**63 - 1),
        _whole(options, "worlds", 1, MOST_WORLDS),
        _plain(options, "version", str),
        _object(found["digits"], "digits", _MOST_BYTES),
        texts,
        _plain(options, "public", bool),
        _explored(options),
        _part(options),
    )


def _listed(html_text: str, name: str) -> str:
    """Return what stands in the one element of a name; found by its text, in one pass."""
    begin = f'<pre id="servanda-{name}">'
    _, found, rest = html_text.partition(begin)
    inside, ended, _ = rest.partition("</pre>")
    if not found or not ended:
        raise InputError(_NONE)
    if begin in rest:
        raise InputError(f"the report holds two parts called `{name}`; give the file as written")
    return read_back(inside)


def read_back(markup: str) -> str:
    """Return the text that `listing` made this HTML of.

    >>> read_back('a &lt; <i data-c="202e">[U+202E]</i>') == "a < \u202e"
    True
    """
    return "".join(
        _character(piece) if number % 2 else html.unescape(piece)
        for number, piece in enumerate(_SHOWN_CODE.split(markup))
    )


_SHOWN_CODE = re.compile(r'<i data-c="([0-9a-f]{4,6})">\[U\+[0-9A-F]{4,6}\]</i>')


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF else ""


def _odd(part: str, what: str) -> InputError:
    return InputError(
        f"the report's `{part}` holds {what}, which no report does; give the file as it was written"
    )


def _object(text: str, part: str, most: int) -> dict[str, Any]:
    """Return a JSON object; refused are what is too long, too deep, or no object."""
    if len(text) > most:
        raise _odd(part, f"more than {most // 1000:,} kB")
    if _depth(text) > _DEEPEST:
        raise _odd(part, f"lists in lists, more than {_DEEPEST} deep")
    try:
        body = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _odd(part, "no JSON") from None
    if not isinstance(body, dict):
        raise _odd(part, "no JSON object")
    return body


def _no_number(name: str) -> None:
    raise ValueError(name)


def _depth(text: str) -> int:
    """Return how deep JSON lists and objects lie in one another; in one pass, whatever it holds."""
    outside = text.replace("\\\\", "").replace('\\"', "").split('"')[::2]
    deepest = depth = 0
    for match in _BRACKET.finditer(" ".join(outside)):
        depth += 1 if match.group() in "[{" else -1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest


_BRACKET = re.compile(r"[\[{}\]]")


def _whole(options: Mapping[str, Any], key: str, low: int, high: int) -> int:
    value = options.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _odd("options", f"`{key}` that is no whole number")
    if not low <= value <= high:
        raise _odd("options", f"`{key}` that is not between {low:,} and {high:,}")
    return value


def _plain(options: Mapping[str, Any], key: str, kind: type) -> Any:
    value = options.get(key)
    if not isinstance(value, kind):
        raise _odd("options", f"no `{key}`, or one of the wrong kind")
    return value


def _explored(options: Mapping[str, Any]) -> Explored | None:
    if options.get("explored") is None:
        return None
    worlds = _whole(options, "explored_worlds", 1, 10**9)
    return Explored(_named(options, "explored"), worlds, _named(options, "lens"))


def _part(options: Mapping[str, Any]) -> Part:
    for part in get_args(Part):
        if options.get("part") == part:
            return cast(Part, part)
    raise _odd("options", f"a `part` that is none of {', '.join(get_args(Part))}")


def _named(options: Mapping[str, Any], key: str) -> tuple[str, ...]:
    names = options.get(key)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _odd("options", f"`{key}` that names no proposals")
    return tuple(dict.fromkeys(names))


def differences(said: object, here: object, where: str = "") -> list[tuple[str, object, object]]:
    """Return where two pieces of plain data differ: the place, and what each says.

    >>> differences({"proposals": [{"id": "a", "signed": {"share": 0.5}}]},
    ...             {"proposals": [{"id": "a", "signed": {"share": 0.25}}]})
    [('proposals.a.signed.share', 0.5, 0.25)]
    """
    return list(_differences(said, here, where))


def _differences(said: object, here: object, where: str) -> Iterator[tuple[str, object, object]]:
    if isinstance(said, dict) and isinstance(here, dict):
        for name in dict.fromkeys((*said, *here)):
            place = f"{where}.{name}".lstrip(".")
            yield from _differences(said.get(name), here.get(name), place)
    elif isinstance(said, list) and isinstance(here, list) and len(said) == len(here):
        for index, (one, other) in enumerate(zip(said, here, strict=True)):
            yield from _differences(one, other, f"{where}.{_called(one, index)}")
    elif type(said) is not type(here) or said != here:
        yield where, said, here


def _called(entry: object, index: int) -> str:
    return str(entry.get("id", index)) if isinstance(entry, dict) else str(index)
