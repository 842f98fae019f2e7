"""The moves a file gives: listed, common, or following from the options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from servanda.arrays import Ints
from servanda.errors import GraphError
from servanda.graph.coalesce import spread_moves
from servanda.graph.moves import ArcMoves, Moves, arcs_from, option_moves
from servanda.graph.options import Option, Pattern, closest
from servanda.graph.states import Codes, StateNames

__all__ = ["read_moves"]


def read_moves(
    data: Mapping[str, Any],
    makers: Sequence[str],
    options: Sequence[Option],
    names: StateNames,
    codes: Codes | None,
    patterns: Sequence[Pattern] | None,
    closed: Sequence[Pattern],
    notes: list[str],
) -> Moves:
    """Read the moves, or derive them from who owns which option."""
    common = data.get("common_moves") or []
    if not isinstance(common, list):
        raise GraphError("common_moves: a list of {dms: [...], from: label, to: label} is needed")
    if data.get("moves"):
        listed = _listed_moves(data, makers, names, notes)
    elif codes is None:
        raise GraphError("states without patterns need `moves`: {decision maker: {from: [to]}}")
    elif patterns is not None and any(p.care != (1 << len(options)) - 1 for p in patterns):
        listed = spread_moves(patterns, closed, options, len(makers))
    else:
        moves = option_moves(codes, options, len(makers))
        if not common:
            return moves
        listed = [moves.arcs.of(i) for i in range(len(makers))]
    for k, entry in enumerate(common):
        listed = _with_common(listed, entry, f"common_moves[{k}]", makers, names)
    return ArcMoves(arcs_from(len(names.labels), listed))


def _listed_moves(
    data: Mapping[str, Any],
    makers: Sequence[str],
    names: StateNames,
    notes: list[str],
) -> list[tuple[Ints, Ints]]:
    given = data["moves"]
    if not isinstance(given, Mapping):
        raise GraphError("moves: {decision maker: {from: [to, ...]}} is needed")
    for dm in given:
        if dm not in makers:
            raise GraphError(f"moves: unknown decision maker {dm!r}; {closest(dm, makers)}")
    listed = []
    for dm in makers:
        if dm not in given:
            notes.append(f"{dm} has no moves: `moves` does not name it")
        pairs = []
        for a, b in _move_pairs(given.get(dm) or {}, f"moves.{dm}"):
            origin = names.number(a, f"moves.{dm}")
            pairs.append((origin, names.number(b, f"moves.{dm}.{a}")))
        ends = np.array(pairs, dtype=np.int32).reshape(-1, 2)
        listed.append((ends[:, 0], ends[:, 1]))
    return listed


def _move_pairs(given: object, where: str) -> list[tuple[object, object]]:
    if isinstance(given, Mapping):
        return [(a, b) for a, to in given.items() for b in (to if isinstance(to, list) else [to])]
    if isinstance(given, list) and all(isinstance(e, list) and len(e) == 2 for e in given):
        return [(a, b) for a, b in given]
    raise GraphError(f"{where}: write {{from: [to, ...]}} or [[from, to], ...]")


def _with_common(
    listed: list[tuple[Ints, Ints]],
    entry: object,
    where: str,
    makers: Sequence[str],
    names: StateNames,
) -> list[tuple[Ints, Ints]]:
    if not isinstance(entry, Mapping) or not {"from", "to"} <= set(entry):
        raise GraphError(f"{where}: write {{dms: [...], from: label, to: label}}")
    owners = entry.get("dms") or list(makers)
    if not isinstance(owners, list):
        raise GraphError(f"{where}.dms: a list of decision makers is needed")
    origins = entry["from"] if isinstance(entry["from"], list) else [entry["from"]]
    a = np.array([names.number(x, where) for x in origins], dtype=np.int32)
    b = np.full_like(a, names.number(entry["to"], where))
    for dm in owners:
        if dm not in makers:
            raise GraphError(f"{where}: unknown decision maker {dm!r}; {closest(str(dm), makers)}")
    return [
        (np.append(old[0], a), np.append(old[1], b)) if makers[i] in owners else old
        for i, old in enumerate(listed)
    ]
