"""Putting the entries of a YAML text that changed into the text as somebody wrote it.

A YAML writer breaks lines, brackets and blanks its own way even where nothing changed. What it
writes before and after a change is compared, and only whole entries that differ are taken over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from difflib import SequenceMatcher

from servanda.case.text.document import Node, Path, Place, compose

__all__ = ["patched"]


def patched(text: str, before: str, after: str) -> str:
    """Return `text` with the entries changed that differ between `before` and `after`.

    `before` says the same as `text`, perhaps on other lines.

    >>> text = "a: {b: 1,\\n  c: 2}   # as is\\nd: 3\\n"
    >>> before, after = "a: {b: 1, c: 2} # as is\\nd: 3\\n", "a: {b: 1, c: 2} # as is\\nd: 4\\n"
    >>> print(patched(text, before, after))
    a: {b: 1,
      c: 2}   # as is
    d: 4
    """
    lines, old, new = (each.splitlines(keepends=True) for each in (text, before, after))
    there = _first_lines(text)
    home = {line: there[path] for path, line in _first_lines(before).items() if path in there}
    home |= {0: 0, len(old): len(lines)}
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    same = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks()]
    found, done = "", 0
    for start, end in _whole_entries(matcher, sorted(home)):
        found += "".join(lines[done : home[start]])
        found += "".join(new[_in_new(same, start, first=True) : _in_new(same, end, first=False)])
        done = home[end]
    return found + "".join(lines[done:])


def _whole_entries(matcher: SequenceMatcher[str], starts: list[int]) -> list[tuple[int, int]]:
    """Return the old lines that change, widened to whole entries, in order."""
    ranges: list[tuple[int, int]] = []
    for tag, first, last, _, _ in matcher.get_opcodes():
        if tag == "equal":
            continue
        start = starts[bisect_right(starts, first) - 1]
        end = starts[bisect_left(starts, last)]
        if ranges and start <= ranges[-1][1]:
            start, end = ranges[-1][0], max(end, ranges.pop()[1])
        ranges.append((start, end))
    return ranges


def _in_new(same: list[tuple[int, int, int]], line: int, first: bool) -> int:
    """Return where an old line that is the same in the new text stands there."""
    places = [new + line - old for old, new, size in same if old <= line <= old + size]
    if first:
        return places[0] if places and line else 0
    return places[-1]


def _first_lines(text: str) -> dict[Path, int]:
    """Return the line, counted from 0, of every entry that begins one."""
    root = compose(text, "").root
    lines = text.split("\n")
    found: dict[Path, int] = {}
    pending: list[tuple[Path, Node]] = [((), root)] if root else []
    while pending:
        path, node = pending.pop()
        entries: list[tuple[str | int, Place, Node]]
        entries = [(key, node.keys[key], entry) for key, entry in (node.entries or {}).items()]
        entries += [(i, entry.place, entry) for i, entry in enumerate(node.items or ())]
        for key, place, entry in entries:
            if not lines[place.line - 1][: place.column - 1].strip(" -"):
                found[(*path, key)] = place.line - 1
            pending.append(((*path, key), entry))
    return found
