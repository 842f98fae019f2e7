"""Writing a case file of version 1 as one of version 2, with its comments kept."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.load import file_of, parse, read_text
from servanda.case.text.document import Node, compose
from servanda.case.text.document import Path as Place
from servanda.case.text.patch import patched
from servanda.case.text.yaml_text import text_of, writer
from servanda.case.version_1 import Mapped, is_version_1, mapped
from servanda.errors import CaseError
from servanda.saving import update_file

__all__ = ["upgrade", "upgraded"]


def upgrade(path: str | os.PathLike[str]) -> tuple[Path, list[str]]:
    """Write the case at `path` in the notation of version 2, in its place.

    Returns the file, and what is read differently, a sentence each: none where the case was one of
    version 2 already, and then the file is left alone. Comments stay where what they stand beside
    stays; the order and the notation of all that did not change are kept.

    Raises: CaseError where the case has faults, or InputError where the file cannot be written;
    then nothing is written.
    """
    file = file_of(path)
    told: list[str] = []

    def as_version_2(before: bytes | None) -> dict[Path, str | bytes]:
        text = (before or b"").decode("utf-8-sig")
        new, told[:] = upgraded(text, str(file))
        return {} if new == text else {file: new}

    update_file(file, as_version_2)
    return file, told


def upgraded(text: str, file: str = "case.yaml") -> tuple[str, list[str]]:
    """Return the text of a case file in version 2, and what is read differently.

    >>> text = "servanda: 2\\n"
    >>> upgraded(text, "case.yaml")
    Traceback (most recent call last):
    servanda.errors.CaseError: case.yaml:1:1: actors: this key is missing; ...
    """
    reading = read_text(text, file)
    if reading.faults or reading.case is None:
        raise CaseError(reading.faults)
    ending = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    root = compose(plain, file).root
    if root is None or not is_version_1(root):
        return text, []
    made = mapped(root, first_core=False)
    wanted = Case.model_validate(made.root.plain())
    made.root.entries = _with_kind(made.root, wanted.kind_of_war)
    wanted = Case.model_validate(made.root.plain())
    before = text_of(writer().load(plain), like=plain)
    tree = writer().load(plain)
    after = text_of(_rebuilt(made, root, tree, (), made.root), like=plain)
    found = patched(plain, before, after)
    found = found if _says(found, wanted) else after
    return found.replace("\n", ending), [f"{'.'.join(map(str, p))}: {s}" for p, s, _ in made.notes]


def _says(text: str, case: Case) -> bool:
    with contextlib.suppress(CaseError):
        return case_hash(parse(text)) == case_hash(case)
    return False


def _with_kind(root: Node, kind: str) -> dict[str, Node]:
    """Return the entries of a case with its kind said after its date."""
    entries = root.entries or {}
    if "kind" in entries:
        return entries
    found: dict[str, Node] = {}
    for key, node in entries.items():
        if key == "parties":
            found["kind"] = Node(root.place, kind)
        found[key] = node
    return found


def _rebuilt(made: Mapped, old: Node, tree: Any, path: Place, node: Node) -> Any:
    """Return what is to stand at `path`: what stood there, changed as little as can be."""
    came_from = made.written_at(path)
    before, there = _at(old, came_from), _under(tree, came_from)
    if before is not None and before.plain() == node.plain():
        return there
    if node.items is not None:
        return _list_rebuilt(made, old, tree, path, node.items)
    if node.entries is None:
        return node.plain()
    if path == ("parties",) and not any(each.entries for each in node.entries.values()):
        return _in_one_line(CommentedSeq(node.entries))
    if not isinstance(there, CommentedMap):
        there = CommentedMap()
        if not any(each.entries or each.items for each in node.entries.values()):
            _in_one_line(there)
    built = {
        key: _rebuilt(made, old, tree, (*path, key), below) for key, below in node.entries.items()
    }
    _reordered(there, built, {key: str(made.written_at((*path, key))[-1]) for key in built})
    return there


def _list_rebuilt(made: Mapped, old: Node, tree: Any, path: Place, items: list[Node]) -> Any:
    """Return a list with the entries that changed put in, in the style in which it stood."""
    there = _under(tree, made.written_at(path))
    if not isinstance(there, CommentedSeq) or len(there) != len(items):
        return _in_one_line(CommentedSeq([item.plain() for item in items]))
    for number, item in enumerate(items):
        there[number] = _rebuilt(made, old, tree, (*path, number), item)
    return there


def _reordered(there: CommentedMap, built: dict[str, Any], were: dict[str, str]) -> None:
    """Give a mapping the keys of `built` in their order; a renamed key keeps its comment."""
    comments = dict(there.ca.items)
    renamed = {key: comments[old] for key, old in were.items() if key != old and old in comments}
    for key in [key for key in there if key not in built]:
        del there[key]
    for position, (key, value) in enumerate(built.items()):
        if key in there:
            there[key] = value
        else:
            there.insert(position, key, value)
    there.ca.items.update(renamed)


def _in_one_line(made: Any) -> Any:
    made.fa.set_flow_style()
    return made


def _at(node: Node | None, path: Place) -> Node | None:
    for part in path:
        node = node.child(part) if node is not None else None
    return node


def _under(tree: Any, path: Place) -> Any:
    """Return what stands at a path of a tree that is about to be changed, or nothing."""
    for part in path:
        if isinstance(tree, CommentedMap):
            tree = tree.get(part)
        elif isinstance(tree, CommentedSeq) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            return None
    return tree
