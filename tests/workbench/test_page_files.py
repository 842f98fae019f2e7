"""The page's own files: handed over by name, and nothing else."""

from __future__ import annotations

import pytest

from servanda.workbench.page_files import KINDS, PAGE, VIEWS, _file_of_page, page_routes


@pytest.mark.parametrize(
    "parts",
    [("..", "app.py"), (".", "main.js"), ("", "main.js"), ("views", "..", "main.js"),
     ("a\\b.js",), ("main.js\x00",), ("shell.html",), ("nowhere.js",), ("views",)],
)  # fmt: skip
def test_what_is_no_file_of_the_page_is_not_handed_over(parts: tuple[str, ...]) -> None:
    assert _file_of_page(parts) is None


def test_its_own_files_are() -> None:
    found = _file_of_page(("main.js",))
    assert found is not None and found.name == "main.js" and found.suffix in KINDS
    assert str(PAGE) in str(found)
    assert {route.path for route in page_routes(lambda: "x")} == {"/page/{path:path}", *VIEWS}
