"""Long answers a page at a time, only where somebody sits at the terminal."""

from __future__ import annotations

import sys

import pytest

from servanda.cli.paged import LONG, print_paged


def draw(lines: int):
    return lambda console: console.print("\n".join(f"line {n}" for n in range(lines)))


@pytest.mark.parametrize(
    ("lines", "terminal", "every", "paged"),
    [(LONG + 5, True, False, True), (LONG + 5, True, True, False), (3, True, False, False),
     (LONG + 5, False, False, False)],
)  # fmt: skip
def test_it_is_paged_where_it_is_long_and_somebody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    lines: int, terminal: bool, every: bool, paged: bool,
) -> None:  # fmt: skip
    shown: list[str] = []
    monkeypatch.setattr("pydoc.pager", shown.append)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    print_paged(draw(lines), every)
    text = shown[0] if paged else capsys.readouterr().out
    assert text.count("line ") == lines and bool(shown) == paged
