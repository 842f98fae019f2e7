"""A hand that moves goes first; all else waits until it rests, and not for ever."""

from __future__ import annotations

import threading
import time

import pytest

from servanda.workbench import hand as hand_module
from servanda.workbench.hand import REST, Hand


def waits(hand: Hand) -> tuple[threading.Thread, list[bool]]:
    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.append(hand.at_rest(lambda: False)))
    thread.start()
    return thread, found


def test_what_can_wait_goes_on_once_the_hand_has_rested() -> None:
    hand = Hand()
    with hand.moves(), hand.moves():  # two tabs
        thread, found = waits(hand)
        time.sleep(2 * REST)
        assert not found
    ended = time.monotonic()
    thread.join(timeout=20)
    assert found == [True]
    assert time.monotonic() - ended >= 0.9 * REST, "another movement may follow"


def test_a_hand_that_never_rests_starves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_module, "LONGEST", 0.05)
    hand = Hand()
    with hand.moves():
        assert hand.at_rest(lambda: False)


def test_what_nobody_waits_for_is_given_up_while_the_hand_moves() -> None:
    hand, asked = Hand(), [False]
    with hand.moves():
        threading.Timer(0.05, lambda: asked.__setitem__(0, True)).start()
        assert not hand.at_rest(lambda: asked[0])
