"""What can still be read of a YAML file with an error of notation in it.

A parser stops at the first error. The file is therefore taken apart at its keys, block by block,
going down into a block that cannot be read as a whole, so that one stray quote hides only itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from servanda.case.text.document import Anchors, Document, Node, Path, Place, compose
from servanda.errors import Fault

__all__ = ["compose_all", "names_in_text"]

_KEY = re.compile(r"""^( *)([\w.-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)""")
_TABS = re.compile(r"^( *)\t[ \t]*")
_ANCHOR = re.compile(r"&([^\s,\[\]{}]+)")
_DEEPEST = 6
_MOST_LINES = 20_000


def compose_all(text: str, file: str) -> Document:
    """Return `text` as a tree; where the notation is at fault, as much of it as can be read.

    >>> document = compose_all("title: [Isle\\nwar:\\n  swing: 0.1\\n  trend: 'x\\n", "case.yaml")
    >>> document.root.plain(), document.lost
    ({'war': {'swing': 0.1}}, (('title',), ('war', 'trend')))
    >>> [fault.line for fault in document.faults]
    [1, 4]
    """
    document = compose(text, file)
    lines = text.split("\n")
    if document.root is not None or len(lines) > _MOST_LINES:
        return document
    if untabbed := _without_tabs(lines, file):
        return untabbed
    found = _Pieces(file, Anchors(elsewhere=frozenset(_ANCHOR.findall(text))))
    root = found.gather(lines, 0, (), Place(1, 1))
    if root is None or not root.entries or not found.faults:
        return document
    return Document(file, root, tuple(found.faults), tuple(found.lost), frozenset(found.lost_words))


def _without_tabs(lines: list[str], file: str) -> Document | None:
    """Return the file as it reads with its tabs taken for what they must have meant, if that does.

    Either nothing, or two blanks, or as far in as the line above or the line below.
    """
    tabbed = [number for number, line in enumerate(lines) if _TABS.match(line)]
    if not tabbed:
        return None
    meanings: tuple[Callable[[str, str], str], ...] = (
        lambda above, below: "",
        lambda above, below: "  ",
        lambda above, below: " " * (len(above) - len(above.lstrip(" "))),
        lambda above, below: " " * (len(above) - len(above.lstrip(" -"))),
        lambda above, below: " " * (len(below) - len(below.lstrip(" "))),
    )
    for meaning in meanings:
        tried = list(lines)
        for number in tabbed:
            above, below = tried[number - 1 : number], lines[number + 1 : number + 2]
            indent = meaning("".join(above), "".join(below))
            tried[number] = indent + _TABS.sub(r"\1", lines[number])
        document = compose("\n".join(tried), file)
        if document.root is not None:
            wrong, mend = "a tab stands in the indentation", "indent with spaces, not tabs"
            faults = [Fault(file, number + 1, 1, "", wrong, mend) for number in tabbed]
            return Document(file, document.root, (*document.faults, *faults))
    return None


@dataclass
class _Pieces:
    """What was read of the blocks, and which of them could not be."""

    file: str
    anchors: Anchors
    faults: list[Fault] = field(default_factory=list)
    lost: list[Path] = field(default_factory=list)
    lost_words: set[str] = field(default_factory=set)

    def gather(self, lines: list[str], above: int, path: Path, place: Place) -> Node | None:
        """Return the mapping whose keys stand in `lines`, or nothing where there are none."""
        starts = _blocks(lines)
        if not starts:
            return None
        node = Node(place, entries={})
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            self._add(node, lines[start:end], above + start, path)
        return node

    def _add(self, node: Node, lines: list[str], above: int, path: Path) -> None:
        piece = compose("\n".join(lines), self.file, above, self.anchors)
        match = _KEY.match(lines[0])
        name = match.group(2).strip("\"'") if match else ""
        place = Place(above + 1, len(match.group(1)) + 1 if match else 1)
        opens_a_block = match and lines[0].rstrip().endswith(":") and len(path) < _DEEPEST
        if piece.root is None and opens_a_block:
            below = self.gather(lines[1:], above + 1, (*path, name), place)
            if below is not None:
                self._enter(node, name, place, below, path)
                return
        self.faults += piece.faults
        if piece.root is None or piece.root.entries is None:
            self.lost.append((*path, name))
            self.lost_words |= names_in_text("\n".join(lines))
            return
        self.lost += [(*path, *hole) for hole in piece.lost]
        for key, entry in piece.root.entries.items():
            self._enter(node, key, piece.root.keys[key], entry, path)

    def _enter(self, node: Node, key: str, place: Place, entry: Node, path: Path) -> None:
        assert node.entries is not None
        if key in node.entries:
            wrong = f"this key stands twice, first on line {node.keys[key].line}"
            mend = "keep one of the two, or give one another name"
            full = ".".join(map(str, (*path, key)))
            self.faults.append(Fault(self.file, place.line, place.column, full, wrong, mend))
            return
        node.entries[key], node.keys[key] = entry, place


def names_in_text(text: str) -> set[str]:
    """Return whatever in a text may be a name of the case."""
    return set(re.findall(r"\b[a-z][a-z0-9_]*\b", text))


def _blocks(lines: list[str]) -> list[int]:
    """Return where the keys of the outermost level stand."""
    keys = [(number, match) for number, line in enumerate(lines) if (match := _KEY.match(line))]
    if not keys:
        return []
    indent = len(keys[0][1].group(1))
    return [number for number, match in keys if len(match.group(1)) == indent]
