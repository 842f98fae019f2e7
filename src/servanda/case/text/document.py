"""YAML text as a tree that knows the line and column of every key and value.

YAML 1.2: only `true` and `false` are booleans, `no` and `on` are text, `012` is twelve and a date
is text. Nothing in a file can make reading it slow or deep: bytes, nesting, and values after
aliases are written out are all bounded, and no Python object is ever made from a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from servanda.errors import Fault

__all__ = ["Anchors", "Document", "Node", "Path", "Place", "compose"]

Path = tuple[str | int, ...]
"""Where something stands: the keys and list positions that lead to it."""

MOST_BYTES = 5_000_000
_MOST_VALUES = 50_000
_DEEPEST = 40
_LONGEST_KEY = 200

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NAMED = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", "+.inf", ".Inf", ".INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}


class Place(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


@dataclass(eq=False, slots=True)
class Node:
    """One value of a YAML file: a mapping has `entries`, a list `items`, anything else `value`."""

    place: Place
    value: str | int | float | bool | None = None
    entries: dict[str, Node] | None = None
    items: list[Node] | None = None
    keys: dict[str, Place] = field(default_factory=dict)
    values: int = 1
    height: int = 1

    def child(self, part: str | int) -> Node | None:
        """Return the entry or item called `part`; in a list of names, a name finds itself."""
        if self.entries is not None:
            return self.entries.get(str(part))
        if self.items is not None and isinstance(part, int):
            return self.items[part] if 0 <= part < len(self.items) else None
        return next((item for item in self.items or () if item.value == part), None)

    def plain(self) -> Any:
        """Return the value as plain Python data."""
        if self.entries is not None:
            return {key: entry.plain() for key, entry in self.entries.items()}
        if self.items is not None:
            return [item.plain() for item in self.items]
        return self.value


@dataclass(frozen=True)
class Document:
    """A YAML file as read: its tree, where there is one, and what was wrong with the notation."""

    file: str
    root: Node | None
    faults: tuple[Fault, ...] = ()
    lost: tuple[Path, ...] = ()
    """Places whose YAML could not be read, while the rest could."""
    lost_words: frozenset[str] = frozenset()
    """What stood there that may be names."""

    def place(self, path: Path, at_key: bool = False) -> Place:
        """Return where `path` stands, or the nearest enclosing thing the file does hold.

        A mapping or list counts from its key, a plain value from where it begins.
        """
        node, place = self.root, Place(1, 1)
        for number, part in enumerate(path):
            below = node.child(part) if node else None
            if node is None or below is None:
                continue
            key = node.keys.get(str(part), below.place)
            is_plain = below.entries is None and below.items is None
            place = below.place if is_plain and not (at_key and number == len(path) - 1) else key
            node = below
        return place


class _StopError(Exception):
    """Reading cannot go on past this place."""

    def __init__(self, place: Place, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.fault = (place, wrong, mend)


@dataclass
class Anchors:
    """What `&name` stands for, and which names are set somewhere, be it in a part not readable."""

    nodes: dict[str, Node | None] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()


def compose(text: str, file: str, above: int = 0, anchors: Anchors | None = None) -> Document:
    """Return `text` as a tree, with every fault of its notation.

    For a part of a file: `above` lines stand before it, and `anchors` were set there.

    >>> document = compose("on: 0.3\\nwar: {held: yes}", "case.yaml")
    >>> document.root.plain(), document.place(("war", "held"))
    ({'on': 0.3, 'war': {'held': 'yes'}}, Place(line=2, column=13))
    """
    composer = _Composer(file, above, anchors or Anchors())
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except _StopError as stop:
        composer.fault(*stop.fault)
    except yaml.YAMLError as error:
        place, wrong, mend = _reworded(error, text)
        composer.fault(place._replace(line=place.line + above), wrong, mend)
    except UnicodeEncodeError as error:
        place = _place_in(text, error.start)
        composer.fault(place._replace(line=place.line + above), *_BINARY)
    else:
        return Document(file, composer.root, tuple(composer.faults), tuple(composer.lost))
    return Document(file, None, tuple(composer.faults))


@dataclass
class _Composer:
    """Builds the tree from the parser's events, with a stack of its own."""

    file: str
    above: int
    anchors: Anchors
    root: Node | None = None
    lost: list[Path] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _open: list[Node] = field(default_factory=list)
    _names: list[str | None] = field(default_factory=list)
    _keys: list[tuple[str, Place] | None] = field(default_factory=list)

    def fault(self, place: Place, wrong: str, mend: str, key: str = "") -> None:
        self.faults.append(Fault(self.file, place.line, place.column, key, wrong, mend))

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._close(Node(self._start(event), self._scalar(event)), event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._close(self._aliased(event), None)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._keys.pop()
            self._close(self._open.pop(), self._names.pop())
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise _StopError(
                self._start(event), "a second document begins", "keep one, and remove this `---`"
            )

    def _start(self, event: Any) -> Place:
        return Place(event.start_mark.line + 1 + self.above, event.start_mark.column + 1)

    def _begin(self, event: Any) -> None:
        place = self._start(event)
        if event.tag:
            self._refuse_tag(place, event.tag)
        if len(self._open) >= _DEEPEST:
            raise _StopError(
                place, f"nested more than {_DEEPEST} deep", "a case needs about 10; remove levels"
            )
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(Node(place, entries={}) if is_mapping else Node(place, items=[]))
        self._names.append(event.anchor)
        self._keys.append(None)
        if event.anchor:
            self.anchors.nodes[event.anchor] = None

    def _close(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors.nodes[anchor] = node
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if parent.items is not None:
            parent.items.append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = (self._key(node), node.place)
            return
        else:
            (key, place), self._keys[-1] = self._keys[-1], None
            self._enter(parent, key, place, node)
        self._count(parent, node)

    def _enter(self, parent: Node, key: str, place: Place, node: Node) -> None:
        assert parent.entries is not None
        if key in parent.entries:
            first = parent.keys[key].line
            self.fault(
                place,
                f"this key stands twice, first on line {first}",
                "keep one of the two, or give one another name",
                ".".join(map(str, (*self._path(), key))),
            )
            return
        parent.entries[key] = node
        parent.keys[key] = place

    def _count(self, parent: Node, node: Node) -> None:
        parent.values += node.values
        parent.height = max(parent.height, node.height + 1)
        if len(self._open) + node.height > _DEEPEST:
            raise _StopError(node.place, f"nested more than {_DEEPEST} deep", "remove levels")
        if sum(each.values for each in self._open) > _MOST_VALUES:
            raise _StopError(
                node.place,
                f"more than {_MOST_VALUES:,} values once aliases are written out",
                "remove the aliases (`*name`), or split the case",
            )

    def _path(self, inclusive: bool = False) -> Iterator[str | int]:
        """Yield the way to the value being read, or with `inclusive`, to the entry in it."""
        last = len(self._open) if inclusive else len(self._open) - 1
        for node, key in zip(self._open[:last], self._keys[:last], strict=True):
            yield key[0] if key else len(node.items or ())

    def _key(self, node: Node) -> str:
        if node.entries is not None or node.items is not None:
            raise _StopError(node.place, "a list or mapping cannot be a key", "write a plain name")
        key = str(node.value)
        if len(key) > _LONGEST_KEY:
            raise _StopError(node.place, f"a key of {len(key)} characters", "write a short name")
        return key

    def _aliased(self, event: Any) -> Node:
        place = self._start(event)
        if event.anchor not in self.anchors.nodes:
            if event.anchor in self.anchors.elsewhere:
                self.lost.append(tuple(self._path(inclusive=True)))
                return Node(place)
            raise _StopError(
                place, f"no `&{event.anchor}` stands before this alias", "write it out"
            )
        node = self.anchors.nodes[event.anchor]
        if node is None:
            raise _StopError(place, f"`*{event.anchor}` contains itself", "write the value out")
        return node

    def _scalar(self, event: Any) -> Any:
        if _CONTROL.search(event.value):
            self.fault(self._start(event), *_BINARY)
            return ""
        if event.tag and event.tag not in ("!", "tag:yaml.org,2002:str"):
            self._refuse_tag(self._start(event), event.tag)
        is_key = self._open and self._open[-1].entries is not None and self._keys[-1] is None
        if is_key or event.tag or not event.implicit[0]:
            return event.value
        return _resolved(event.value)

    def _refuse_tag(self, place: Place, tag: str) -> None:
        shown = tag.replace("tag:yaml.org,2002:", "!!")[:60]
        self.fault(place, f"the tag `{shown}` is not read here", "write a plain value without it")


def _resolved(text: str) -> str | int | float | bool | None:
    """Return the value of a plain scalar by the core schema of YAML 1.2."""
    if text in _NAMED:
        return _NAMED[text]
    if len(text) > 40 or not _DECIMAL.fullmatch(text):
        return int(text, 0) if len(text) <= 12 and _INTEGER.fullmatch(text) else text
    return int(text) if len(text) <= 15 and _INTEGER.fullmatch(text) else float(text)


def _place_in(text: str, position: int) -> Place:
    before = text[:position]
    return Place(before.count("\n") + 1, position - before.rfind("\n"))


_BINARY = ("a character that no text file holds", "write the case as plain text in UTF-8")

_ADVICE = {
    "mapping values are not allowed": "put text that holds `: ` in quotes, and line up the keys",
    "cannot start any token": "indent with spaces, not tabs; put text with marks in quotes",
    "expected ',' or ']'": "close the list with `]`",
    "expected ',' or '}'": "close the mapping with `}`",
    "end of stream": "close the quotes",
    "could not find expected ':'": "write `key: value`, or put the text in quotes",
    "did not find expected key": "line up the keys, and put text that holds quotes in quotes",
    "expected '-' indicator": "line up the entries, each with `- `",
    "expected alphabetic or numeric": "put text that begins with `*` or `&` in quotes",
}


def _reworded(error: yaml.YAMLError, text: str) -> tuple[Place, str, str]:
    """Return where a syntax error stands, what it is, and what to write."""
    if not isinstance(error, yaml.MarkedYAMLError):
        place = _place_in(text, getattr(error, "position", 0))
        return place, *_BINARY
    problem = error.problem or "it cannot be read as YAML"
    opened = any(word in (error.context or "") for word in ("flow", "quoted"))
    mark = error.context_mark if opened and error.context_mark else error.problem_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    advice = next((say for sign, say in _ADVICE.items() if sign in problem), "mend the YAML here")
    context = f"{error.context}: " if error.context else ""
    return place, f"no YAML ({context}{problem})", advice
