"""Where the states of a small model stand in a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["ROWS", "layered", "placed"]

ROWS = 7
"""States one above another before a layer takes a further column."""


def layered(
    states: Sequence[int], arcs: Mapping[int, Sequence[int]], start: int
) -> list[list[int]]:
    """Sort states into layers by the fewest moves from `start`; what cannot be reached comes last.

    >>> layered([0, 1, 2, 3], {0: [1], 1: [2]}, 0)
    [[0], [1], [2], [3]]
    """
    layers = [[start]]
    seen = {start}
    while layers[-1]:
        found = [t for s in layers[-1] for t in arcs.get(s, ()) if t not in seen]
        layers.append(list(dict.fromkeys(found)))
        seen.update(found)
    rest = [s for s in states if s not in seen]
    return [layer for layer in (*layers, rest) if layer]


def _settled(layers: list[list[int]], near: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Order each layer by where its neighbours stand, so that fewer lines cross."""
    ordered = [list(layer) for layer in layers]
    for sweep in range(6):
        place = {s: k / max(1, len(layer)) for layer in ordered for k, s in enumerate(layer)}
        for layer in ordered if sweep % 2 else ordered[::-1]:
            beside = {
                s: [place[t] for t in near.get(s, ()) if t in place and t not in layer]
                for s in layer
            }
            centre = {s: sum(b) / len(b) if b else place[s] for s, b in beside.items()}
            layer.sort(key=lambda s, c=centre, p=place: (c[s], p[s], s))  # type: ignore[misc]
            place.update({s: k / max(1, len(layer)) for k, s in enumerate(layer)})
    return ordered


def placed(
    layers: list[list[int]], near: Mapping[int, Sequence[int]], step: tuple[float, float]
) -> dict[int, tuple[float, float]]:
    """Give each state the middle of its box; `step` is the distance between columns and rows.

    >>> placed([[0], [1, 2]], {}, (100.0, 50.0))
    {0: (0.0, 25.0), 1: (100.0, 0.0), 2: (100.0, 50.0)}
    """
    columns = [
        layer[k : k + ROWS] for layer in _settled(layers, near) for k in range(0, len(layer), ROWS)
    ]
    tallest = max(len(column) for column in columns)
    return {
        s: (x * step[0], (y + (tallest - len(column)) / 2) * step[1])
        for x, column in enumerate(columns)
        for y, s in enumerate(column)
    }
