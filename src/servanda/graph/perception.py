"""Hypergames: each decision maker plays its own game, as it sees it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from servanda.errors import GraphError, InputError
from servanda.graph.model import Model
from servanda.graph.options import closest
from servanda.graph.read import model_from
from servanda.graph.solve import Solution, explain, solve

__all__ = ["Hypergame", "HypergameSolution", "hypergame_from", "read_hypergame", "solve_hypergame"]

CLASSIC = ("nash", "gmr", "smr", "seq")


@dataclass(frozen=True, eq=False)
class Hypergame:
    """Each decision maker's own game: states, moves and everybody's preferences as it sees them.

    States are the same where their labels are.
    """

    games: Mapping[str, Model]

    def __post_init__(self) -> None:
        for dm, game in self.games.items():
            if dm not in game.decision_makers:
                raise GraphError(f"{dm} does not appear in its own game")
        if not self.games:
            raise GraphError("a hypergame needs the game of each decision maker")

    @cached_property
    def labels(self) -> list[str]:
        """Every state that anybody sees."""
        return list(dict.fromkeys(x for game in self.games.values() for x in game.labels))

    def seen(self, dm: str) -> set[str]:
        """Which states `dm` knows of."""
        return set(self.games[dm].labels)


@dataclass(frozen=True, eq=False)
class HypergameSolution:
    """What solving a hypergame gave; every answer is {concept: [labels]}.

    own: each decision maker's own game, solved.
    """

    hypergame: Hypergame
    own: Mapping[str, Solution]
    concepts: tuple[str, ...]

    def stays(self, concept: str, dm: str) -> set[str]:
        """Where `dm` would stay, judging by its own game."""
        return set(self.own[dm].stable[concept][dm])

    @cached_property
    def equilibria(self) -> dict[str, list[str]]:
        """States that all see and each, in its own game, would stay in."""
        return {
            c: [
                x
                for x in self.hypergame.labels
                if all(x in self.stays(c, dm) for dm in self.hypergame.games)
            ]
            for c in self.concepts
        }

    @cached_property
    def expected(self) -> dict[str, list[str]]:
        """Equilibria that everybody, in its own game, takes for an equilibrium: no surprise."""
        return {
            c: [x for x in found if all(x in s.equilibria[c] for s in self.own.values())]
            for c, found in self.equilibria.items()
        }

    @cached_property
    def surprising(self) -> dict[str, list[str]]:
        """Equilibria that somebody does not take for one: it expects another to leave."""
        return {
            c: [x for x in found if x not in self.expected[c]]
            for c, found in self.equilibria.items()
        }

    @cached_property
    def unseen(self) -> dict[str, list[str]]:
        """States that somebody does not know of and all who do would stay in."""
        found: dict[str, list[str]] = {}
        for c in self.concepts:
            found[c] = []
            for x in self.hypergame.labels:
                aware = [dm for dm in self.hypergame.games if x in self.hypergame.seen(dm)]
                blind = len(aware) < len(self.hypergame.games)
                if blind and all(x in self.stays(c, dm) for dm in aware):
                    found[c].append(x)
        return found

    def words(self, label: str, concept: str) -> str:
        """Say how each decision maker, in its own eyes, judges a state."""
        said = []
        for dm, game in self.hypergame.games.items():
            if label not in self.hypergame.seen(dm):
                said.append(f"{dm} does not know of state {label}.")
                continue
            said.append(f"In the eyes of {dm}: {explain(game, label, dm, concept)}")
        return " ".join(said)


def solve_hypergame(hypergame: Hypergame, concepts: Sequence[str] = CLASSIC) -> HypergameSolution:
    """Find where everybody would stay, each judging by the game it sees.

    A decision maker's stability is worked out in its own game; a state is an equilibrium of the
    hypergame iff each judges it stable in its own. A state that somebody does not know of is no
    equilibrium by that, and is listed apart: deleting such states from everybody's game, as some
    tools do, would also make them stable.

    *Departure*: [@Aljefri2018] sorts equilibria into steady, unsteady and stealthy ones by rules
    that could not be read; `expected`, `surprising` and `unseen` are sorted as they say.

    >>> from servanda.graph.model import option_model
    >>> owners = {"Attacker": ["Attack"], "Guarantor": ["Fight"]}
    >>> true = option_model(owners, {"Attacker": [1, 2, 1, 0], "Guarantor": [2, 0, 1, 1]})
    >>> # The attacker believes that the guarantor would rather not fight.
    >>> seen = true.with_preference("Guarantor", true.preferences[0])
    >>> h = solve_hypergame(Hypergame({"Attacker": seen, "Guarantor": true}), ["seq"])
    >>> h.stays("seq", "Attacker") >= {"1"}, "1" in solve(true, ["seq"]).stable["seq"]["Attacker"]
    (False, True)

    Source: [@Bennett1977], [@WangHipelFraser1988]; in the graph model, [@Aljefri2018].
    """
    own = {dm: solve(game, concepts) for dm, game in hypergame.games.items()}
    names = tuple(next(iter(own.values())).answers)
    return HypergameSolution(hypergame, own, names)


def hypergame_from(data: object) -> Hypergame:
    """Make a hypergame of a model and what each decision maker sees differently.

    The data is a graph model's (see `read_model`) with one more key, ``perceptions``: {decision
    maker: {key: value}}. Preferences given there replace the true ones of whom they name; any other
    key replaces the model's. A decision maker without an entry sees things as they are.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("perceptions"), Mapping):
        raise GraphError("perceptions: {decision maker: what it sees differently} is needed")
    base = {key: value for key, value in data.items() if key != "perceptions"}
    truth = model_from(base)
    perceptions: Mapping[str, Any] = data["perceptions"]
    for dm, seen in perceptions.items():
        if dm not in truth.decision_makers:
            hint = closest(str(dm), truth.decision_makers)
            raise GraphError(f"perceptions: unknown decision maker {dm!r}; {hint}")
        if not isinstance(seen, Mapping) or not isinstance(seen.get("preferences", {}), Mapping):
            raise GraphError(f"perceptions.{dm}: an object of what it sees differently is needed")
    games = {}
    for dm in truth.decision_makers:
        seen = dict(perceptions.get(dm, {}))
        merged = {**base, **seen}
        merged["preferences"] = {**base.get("preferences", {}), **seen.get("preferences", {})}
        try:
            games[dm] = model_from(merged)
        except GraphError as fault:
            raise GraphError(f"perceptions.{dm}: {fault}") from None
    return Hypergame(games)


def read_hypergame(path: str | Path) -> Hypergame:
    """Read a hypergame from a JSON file; see `hypergame_from`."""
    file = Path(path)
    try:
        return hypergame_from(json.loads(file.read_text(encoding="utf-8-sig")))
    except OSError as fault:
        raise InputError(f"{file}: cannot be read: {fault.strerror or fault}") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as fault:
        raise InputError(f"{file}: not JSON: {fault}") from None
    except GraphError as fault:
        raise GraphError(f"{file}: {fault}") from None
