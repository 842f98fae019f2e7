"""Games in extensive form (`.efg` of Gambit) as graph models of their strategies.

A strategy names an action at every information set of its player, and payoffs are expected over
chance; states and moves are those of the game in strategic form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from servanda.graph.gambit_words import GambitWords, heading
from servanda.graph.strategic_form import model_of, refuse_many

__all__ = ["from_efg"]


@dataclass
class _Node:
    """A node of a game: c, p or t; whose; its information set; its actions and what follows."""

    kind: str
    player: int = 0
    info: int = 0
    actions: list[str] = field(default_factory=list)
    chances: list[Fraction] = field(default_factory=list)
    gain: list[Fraction] = field(default_factory=list)
    below: list[_Node] = field(default_factory=list)


def from_efg(text: str) -> dict[str, Any]:
    """Translate a game in extensive form into the graph model of its strategies.

    Raises: GraphError with the line, for anything that is not of the format.

    >>> game = '''EFG 2 R "Entry" { "A" "B" }
    ... p "" 1 1 "" { "In" "Out" } 0
    ... p "" 2 1 "" { "Fight" "Yield" } 0
    ... t "" 1 "" { -1, -1 }
    ... t "" 2 "" { 2, 1 }
    ... t "" 3 "" { 0, 2 }'''
    >>> from_efg(game)["preferences"]["A"]["utility"]
    [-1.0, 0.0, 2.0, 0.0]
    """
    words = GambitWords(text)
    title, players = heading(words, "EFG")
    comment = words.take("a comment") if words.peek()[1] else ""
    outcomes: dict[int, list[Fraction]] = {}
    sets: dict[tuple[int, int], list[str]] = {}
    chances: dict[int, tuple[list[str], list[Fraction]]] = {}
    root = _tree(words, players, outcomes, sets, chances)
    if not words.over:
        raise words.wrong(f"`{words.peek()[0][:40]}` stands after the last node")
    own = [[key for key in sorted(sets) if key[0] == i + 1] for i in range(len(players))]
    refuse_many([prod(len(sets[key]) for key in keys) for keys in own])
    plans = [list(product(*(range(len(sets[key])) for key in keys))) for keys in own]
    strategies = [
        [
            "/".join(sets[key][k] for key, k in zip(keys, plan, strict=True)) or "waits"
            for plan in each
        ]
        for keys, each in zip(own, plans, strict=True)
    ]
    payoffs = []
    for chosen in product(*reversed(plans)):
        picks = {
            key: k
            for keys, plan in zip(own, reversed(chosen), strict=True)
            for key, k in zip(keys, plan, strict=True)
        }
        payoffs.append(_expected(root, picks, len(players)))
    return model_of(title, comment, players, _told_apart(strategies), payoffs)


def _told_apart(strategies: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return names of strategies of which no two of one player are alike."""
    return [
        [name if each.count(name) == 1 else f"{name} ({k})" for k, name in enumerate(each, start=1)]
        for each in map(list, strategies)
    ]


def _tree(
    words: GambitWords,
    players: Sequence[str],
    outcomes: dict[int, list[Fraction]],
    sets: dict[tuple[int, int], list[str]],
    chances: dict[int, tuple[list[str], list[Fraction]]],
) -> _Node:
    """Read the nodes, written depth first, without calling itself: trees may be deep."""
    root: _Node | None = None
    waiting: list[tuple[_Node, int]] = []
    while root is None or waiting:
        node = _node(words, players, outcomes, sets, chances)
        if root is None:
            root = node
        else:
            parent, left = waiting.pop()
            parent.below.append(node)
            if left > 1:
                waiting.append((parent, left - 1))
        if node.actions:
            waiting.append((node, len(node.actions)))
    return root


def _node(
    words: GambitWords,
    players: Sequence[str],
    outcomes: dict[int, list[Fraction]],
    sets: dict[tuple[int, int], list[str]],
    chances: dict[int, tuple[list[str], list[Fraction]]],
) -> _Node:
    node = _Node(words.take("a node: c, p or t,"))
    if node.kind not in ("c", "p", "t"):
        raise words.wrong(f"`{node.kind[:40]}` is no node; they are c, p and t")
    words.name("the name of a node")
    if node.kind == "p":
        node.player = words.whole("the number of a player")
        if not 1 <= node.player <= len(players):
            raise words.wrong(f"there is no player {node.player}; there are {len(players)}")
        node.info = words.whole("the number of an information set")
        _optional_name(words)
        if words.peek() == ("{", False):
            sets.setdefault((node.player, node.info), words.names("an action"))
        if (node.player, node.info) not in sets:
            raise words.wrong(f"information set {node.info} has no actions")
        node.actions = sets[node.player, node.info]
    elif node.kind == "c":
        node.info = words.whole("the number of an information set")
        _optional_name(words)
        if words.peek() == ("{", False):
            chances[node.info] = _chances(words)
        if node.info not in chances:
            raise words.wrong(f"the chance move {node.info} has no actions")
        node.actions, node.chances = chances[node.info]
    number = words.whole("the number of an outcome")
    _optional_name(words)
    if words.peek() == ("{", False):
        outcomes[number] = words.numbers("a payoff")
        if len(outcomes[number]) != len(players):
            raise words.wrong(f"an outcome has a payoff for each of {len(players)} players")
    if number and number not in outcomes:
        raise words.wrong(f"there is no outcome {number} yet")
    node.gain = outcomes.get(number, [])
    return node


def _optional_name(words: GambitWords) -> None:
    if words.peek()[1]:
        words.take("a name")


def _chances(words: GambitWords) -> tuple[list[str], list[Fraction]]:
    words.take("{", "{")
    names, shares = [], []
    while words.peek() != ("}", False):
        names.append(words.name("an action"))
        shares.append(words.number("its probability"))
    words.take("}", "}")
    if abs(float(sum(shares)) - 1.0) > 1e-6:
        raise words.wrong(f"the probabilities of a chance move add to {float(sum(shares)):g}")
    return names, shares


def _expected(root: _Node, picks: dict[tuple[int, int], int], players: int) -> list[Fraction]:
    """Return the expected payoffs of a profile; payoffs on the way add up."""
    total = [Fraction(0)] * players
    waiting = [(root, Fraction(1))]
    while waiting:
        node, chance = waiting.pop()
        total = (
            [sum_ + chance * gain for sum_, gain in zip(total, node.gain, strict=True)]
            if node.gain
            else total
        )
        if node.kind == "p":
            waiting.append((node.below[picks[node.player, node.info]], chance))
        elif node.kind == "c":
            shares = zip(node.below, node.chances, strict=True)
            waiting += [(below, chance * share) for below, share in shares if share]
    return total
