"""What is said on a terminal is shown, and never obeyed."""

from __future__ import annotations

import io
import json
import math
import sys

import pytest

from servanda.escaping.terminal import json_for_stdout, say_json, shown


def test_controls_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with shown():
        sys.stdout.write("a\x1b[2Jb\n")
    assert capsys.readouterr().out == "a[U+001B][2Jb\n"


def test_an_encoding_that_lacks_a_sign_gets_one_like_it(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    with shown():
        sys.stdout.write("a → b … Київ\n")
    assert raw.getvalue() == b"a -> b ... ????\n"


def test_numbers_that_json_lacks_are_null(capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"x": math.nan, "y": [math.inf, 1.5], "z": (1,)})
    assert json.loads(capsys.readouterr().out) == {"x": None, "y": [None, 1.5], "z": [1]}


def test_json_on_a_poor_terminal_is_still_the_same_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    told = json_for_stdout('{"a": "Київ 🙂"}')
    assert told.isascii()
    assert json.loads(told) == {"a": "Київ 🙂"}
