"""Rooms that are verbs too."""

from __future__ import annotations

import inspect
import sys
import types

import pytest

from servanda.callable_room import callable_room


def test_a_room_of_the_door_can_be_called_and_shows_the_signature_of_its_verb() -> None:
    import servanda.graph
    import servanda.report
    from servanda.door.hand_over import report

    assert inspect.signature(servanda.report) == inspect.signature(report)
    assert isinstance(servanda.graph, types.ModuleType) and callable(servanda.graph)


def test_a_room_that_is_no_verb_stays_a_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "servanda.tearoom", types.ModuleType("servanda.tearoom"))
    callable_room("servanda.tearoom")
    with pytest.raises(KeyError, match="tearoom"):
        sys.modules["servanda.tearoom"]()  # type: ignore[operator]
