"""The module that a notebook loads holds the page's own modules, in the order of their imports."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from servanda.workbench.notebook_page import INSTEAD, notebook_module, panel_style

PAGE = files("servanda.workbench") / "page"


def _order() -> list[tuple[str, str]]:
    found = re.search(r"^const ORDER = (.*);$", notebook_module(), re.MULTILINE)
    assert found
    return [(name, text) for name, text in json.loads(found.group(1))]


def test_every_module_stands_after_those_it_imports() -> None:
    seen: set[str] = set()
    for name, text in _order():
        assert set(re.findall(r'"servanda-module:([^"]+)"', text)) <= seen, name
        assert not re.search(r'\bfrom\s*"\.', text), name
        seen.add(name)
    assert {"what_if.js", "views/verdicts.js", "session.js", "parts/handles.js"} <= seen
    assert set(INSTEAD.values()) <= seen and "write.js" not in seen


def test_they_are_the_pages_own_files_and_no_copies() -> None:
    for name, text in _order():
        own = PAGE.joinpath(*name.split("/")).read_text(encoding="utf-8")
        bare = re.sub(r'(\bfrom\s*|^import\s*)"[^"]+"', r"\1", own, flags=re.MULTILINE)
        assert re.sub(r'(\bfrom\s*|^import\s*)"[^"]+"', r"\1", text, flags=re.MULTILINE) == bare


def test_what_stands_in_exports_all_that_it_stands_in_for_is_asked_for() -> None:
    texts = dict(_order())
    for stands_for, name in INSTEAD.items():
        wanted: set[str] = set()
        for other, text in texts.items():
            if other != name:
                for names in re.findall(
                    rf'import \{{([^}}]+)\}} from "servanda-module:{re.escape(name)}"', text
                ):
                    wanted |= {each.strip() for each in names.split(",") if each.strip()}
        has = set(re.findall(r"export (?:async )?(?:function|const|class) (\w+)", texts[name]))
        has |= {
            e.strip() for n in re.findall(r"export \{([^}]+)\}", texts[name]) for e in n.split(",")
        }
        assert wanted <= has, (stands_for, wanted - has)


def test_the_style_touches_nothing_outside_the_panel() -> None:
    style = panel_style()
    assert not re.search(r"(^|[\s}]):root\b|^(html|body|main) ?\{", style, re.MULTILINE)
    assert "@media (max-width" not in style and "@container (max-width" in style
