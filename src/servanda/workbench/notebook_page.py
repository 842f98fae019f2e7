"""The page's own modules as one module for a notebook: the same files, joined when it opens."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from posixpath import dirname, join, normpath

from servanda.escaping.json_text import json_text

__all__ = ["notebook_module", "panel_style"]

ENTRY = "notebook/panel.js"
INSTEAD = {"server.js": "notebook/server.js", "write.js": "notebook/write.js"}
"""What stands in for a module that asks a server or writes a file."""

_IMPORTED = re.compile(r'(\bfrom\s*|^import\s*)"(\.{1,2}/[^"]+)"', re.MULTILINE)


def _text(name: str) -> str:
    return (files("servanda.workbench") / "page").joinpath(*name.split("/")).read_text("utf-8")


@cache
def notebook_module() -> str:
    """Return the module that a notebook loads: it holds every module of the panel as text."""
    order: dict[str, str] = {}
    _join(ENTRY, order, ())
    told = {"order": json_text(list(order.items())), "style": json_text(panel_style())}
    return re.sub('"@(order|style)"', lambda m: told[m.group(1)], _text("notebook/loader.js"))


def _join(name: str, order: dict[str, str], above: tuple[str, ...]) -> None:
    """Add a module after those it imports, each named by its place in the page."""
    if name in order:
        return
    assert name not in above, f"modules import each other in a circle: {' '.join(above)}"
    text = _text(name)
    names = {each: _named(name, each) for _, each in _IMPORTED.findall(text)}
    for wanted in names.values():
        _join(wanted, order, (*above, name))
    order[name] = _IMPORTED.sub(
        lambda m: f'{m.group(1)}"servanda-module:{names[m.group(2)]}"', text
    )


def _named(importer: str, written: str) -> str:
    found = normpath(join(dirname(importer), written))
    # A module that stands in for another may import the one it stands for.
    return found if importer in INSTEAD.values() else INSTEAD.get(found, found)


@cache
def panel_style() -> str:
    """Return the page's style for a place inside another page, whose width decides."""
    style = _text("style/look.css") + _text("style/views.css")
    style = re.sub(r"@media (\((?:max|min)-width)", r"@container \1", style)
    style = re.sub(r"(^|[\s}]):root\b", r"\1:host", style)
    style = re.sub(r"^(?:html|body|main)(?= ?\{)", ".servanda", style, flags=re.MULTILINE)
    return style + _text("notebook/panel.css")
