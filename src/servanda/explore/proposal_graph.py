"""A proposal as a graph model: who can accept, resume the war and join it, and who prefers what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.keys.case import Case
from servanda.graph.model import Model, option_model

__all__ = ["OTHERS", "THE_OTHERS", "graph_of", "makers_of", "sides_of", "utilities_of"]

OTHERS = "others"
THE_OTHERS = "The others"


def sides_of(case: Case) -> dict[str, str]:
    """Return what the two belligerents are called."""
    return {
        "challenger": case.name_of(case.challenger),
        "protege": case.name_of(case.protege),
    }


def makers_of(case: Case, proposal: str, asked: list[str]) -> dict[str, str]:
    """Return what the decision makers are called: the others by name where they are one body."""
    promising = {
        guarantor
        for name in case.proposals[proposal].guarantees
        for guarantor in case.guarantees[name].guarantors
        if case.guarantees[name].kind != "monitors"
    }
    alone = next(iter(promising)) if len(promising) == 1 else ""
    within = {alone, *(case.actors[alone].members if alone in case.actors else ())}
    one_body = alone and set(asked) <= within
    return sides_of(case) | {OTHERS: case.name_of(alone) if one_body else THE_OTHERS}


def graph_of(
    names: Mapping[str, str], asked: bool, promised: bool, title: str
) -> tuple[Model, list[str]]:
    """Return the graph model of one proposal, and what kind of state each is."""
    owners: dict[str, list[tuple[str, str]]] = {
        names["challenger"]: [("acceptance", "fwd"), ("a renewed offensive", "fwd")],
        names["protege"]: [("signature", "fwd")],
    }
    if OTHERS in names:
        own = [("agreement", "fwd")] if asked else []
        owners[names[OTHERS]] = own + ([("intervention", "fwd")] if promised else [])
    count = sum(map(len, owners.values()))
    accepts = [0, 2] + ([3] if asked else [])
    join = count - 1 if promised else None
    closed = [_pattern(count, {1: "Y", option: "N"}) for option in accepts]
    if join is not None:
        closed.append(_pattern(count, {1: "N", join: "Y"}))
    flat = dict.fromkeys(owners, [0.0] * _feasible(count, closed))
    model = option_model(owners, flat, closed, status_quo="1", title=title)
    kinds = []
    for state in range(model.states):
        pattern = model.pattern(state)
        if any(pattern[option] == "N" for option in accepts):
            kinds.append("war")
        elif pattern[1] == "N":
            kinds.append("deal")
        else:
            kinds.append("joined" if join is not None and pattern[join] == "Y" else "alone")
    labels = _labels(model, kinds, accepts, list(names.values()))
    return replace(model, labels=labels, status_quo=0), kinds


def _labels(
    model: Model, kinds: list[str], accepts: list[int], names: list[str]
) -> tuple[str, ...]:
    """Return a name for every state: who has accepted while the war goes on, or what became."""
    short = {"deal": "deal", "alone": "deal broken", "joined": "broken, joined"}
    labels = []
    for state, kind in enumerate(kinds):
        chosen = [
            n.removeprefix("The ")[0].upper()
            for n, o in zip(names, accepts, strict=False)
            if model.pattern(state)[o] == "Y"
        ]
        accepted = f"war ({'+'.join(chosen)} yes)" if chosen else "war"
        labels.append(short.get(kind, accepted))
    return tuple(labels)


def _pattern(count: int, said: Mapping[int, str]) -> str:
    return "".join(said.get(option, "-") for option in range(count))


def _feasible(count: int, closed: list[str]) -> int:
    """Return how many patterns none of the closed ones covers."""
    patterns = (format(code, f"0{count}b")[::-1] for code in range(1 << count))
    return sum(
        not any(
            all(c == "-" or (c == "Y") == (bit == "1") for c, bit in zip(shut, p, strict=True))
            for shut in closed
        )
        for p in patterns
    )


def utilities_of(
    kept: Mapping[str, Floats], kinds: list[str], makers: int, honours: Flags
) -> Floats:
    """Return (worlds, decision makers, states): what each state is worth to each in each world.

    The two sides' values are those of the cardinal lens at the horizon: fighting on, the deal kept,
    broken alone, broken and joined. The others' are an order: a deal they agree to before the war
    as it is, a renewed war last, and joining it above or below standing aside as they honour their
    word.
    """
    columns = {
        0: {"war": "fight_a", "deal": "keep_a", "alone": "alone_a", "joined": "joined_a"},
        1: {"war": "fight_b", "deal": "keep_b", "alone": "alone_b", "joined": "joined_b"},
    }
    worth = np.empty((len(honours), makers, len(kinds)))
    for state, kind in enumerate(kinds):
        for side in (0, 1):
            worth[:, side, state] = kept[columns[side][kind]]
        if makers == 3:
            agreed = np.where(kept["others_agree"] > 0, 1.0, -1.0)
            joined = np.where(honours, -2.0, -4.0)
            order: dict[str, Floats] = {
                "war": np.zeros(len(honours)),
                "deal": agreed,
                "alone": np.full(len(honours), -3.0),
                "joined": joined,
            }
            worth[:, 2, state] = order[kind]
    return worth
