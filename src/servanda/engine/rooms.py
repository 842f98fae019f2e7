"""Rooms in which groups of worlds are worked through, used again and again."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.engine.calendar import starts_of
from servanda.engine.contract import YEARS
from servanda.engine.game import room_for_game, room_for_play
from servanda.engine.lanes import room_for_course, room_for_group
from servanda.engine.renewed_war import room_for_paths

__all__ = ["Rooms", "rooms_like"]

Counts = npt.NDArray[np.int64]

TOLD_VIOLATED = (1, 5, 10)


class Rooms:
    """Rooms to work in for deals of one shape, used again: making them takes a part of a deal.

    With one public state, what a room held before moves no digit: all that is read of it was
    written in the same round, save who is in which lane and what is violated, which begin anew.
    With several, what was never written is read, to count for nothing: there each room is new.
    """

    def __init__(
        self,
        parties: int,
        blocks: Floats,
        power_states: int,
        states: int,
        types: int,
        responses: int,
    ) -> None:
        self.starts, self.told_at = starts_of(blocks), _blocks_at(blocks, YEARS + TOLD_VIOLATED)
        self._shape = (parties, blocks, power_states, states, types, responses)
        self._free: list[list[Any]] = []

    def take(self) -> list[Any]:
        """Return a room that nobody works in: of a group's paths, of its worlds, of those done."""
        try:
            room = self._free.pop()  # by one thread alone
        except IndexError:
            return self._made()
        for group, course in ((room[1], room[4]), (room[5], room[8])):
            group.who[:] = -1
            course.violated[:] = 0.0  # told of every deal, and filled where there are such states
        return room

    def give_back(self, room: list[Any]) -> None:
        """Let others work in a room."""
        if self._shape[3] == 1:
            self._free.append(room)

    def _made(self) -> list[Any]:
        parties, blocks, power_states, states, types, responses = self._shape
        room: list[Any] = [room_for_paths(parties, len(blocks), responses)]
        play = room_for_play(parties, blocks, states, types)
        for beliefs in (play.expected, np.zeros_like(play.expected)):
            # Those whose beliefs stand are told in the same room: nothing in it outlasts a round.
            room += [
                room_for_group(parties, types),
                room_for_game(parties, len(blocks), power_states, types),
                play._replace(expected=beliefs),
                room_for_course(parties, len(blocks), states),
            ]
        return room


_ROOMS: dict[tuple[Any, ...], Rooms] = {}
MOST_SHAPES = 64
"""Shapes of deals whose rooms are kept."""


def rooms_like(
    parties: int, blocks: Floats, power_states: int, states: int, types: int, responses: int
) -> Rooms:
    """Return the rooms for deals of a shape."""
    key = (parties, blocks.tobytes(), power_states, states, types, responses)
    found = _ROOMS.get(key)
    if found is None:
        if len(_ROOMS) >= MOST_SHAPES:
            _ROOMS.clear()
        found = _ROOMS[key] = Rooms(parties, blocks, power_states, states, types, responses)
    return found


def _blocks_at(blocks: Floats, years: tuple[int, ...]) -> Counts:
    """Return the block at whose end each of the `years` is over, or the last."""
    ends = np.cumsum(blocks)
    found = np.searchsorted(ends, 12.0 * np.array(years) - 1e-9)
    return np.minimum(found, len(blocks) - 1).astype(np.int64)
