"""Places in the arrays of a game: each used once, from 0 on."""

from __future__ import annotations

import ast
from pathlib import Path

from servanda.engine import slots


def test_each_group_numbers_its_places_from_nothing_on() -> None:
    tree = ast.parse(Path(slots.__file__).read_text(encoding="utf-8"))
    groups = [node.targets[0].elts for node in tree.body if isinstance(node, ast.Assign)]
    assert len(groups) == 8
    for group in groups:
        assert [getattr(slots, name.id) for name in group] == list(range(len(group)))


def test_no_name_stands_for_two_places() -> None:
    tree = ast.parse(Path(slots.__file__).read_text(encoding="utf-8"))
    names = [
        n.id for node in tree.body if isinstance(node, ast.Assign) for n in node.targets[0].elts
    ]
    assert len(set(names)) == len(names)
