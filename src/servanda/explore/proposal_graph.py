"""A proposal as a graph model: who can accept, resume the war and join it, and who prefers what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.keys.case import Case
from servanda.graph.model import Model, option_model

__all__ = ["OTHERS", "THE_OTHERS", "State", "graph_of", "makers_of", "parties_in", "utilities_of"]

OTHERS = "others"
THE_OTHERS = "The others"


@dataclass(frozen=True)
class State:
    """What a state of the graph is: war, the deal, or a deal broken by a party, joined or not."""

    kind: str
    by: str = ""


def parties_in(case: Case) -> dict[str, str]:
    """Return what the armed parties are called, in the order of the case."""
    return {party: case.name_of(party) for party in case.parties}


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
    return parties_in(case) | {OTHERS: case.name_of(alone) if one_body else THE_OTHERS}


def graph_of(
    names: Mapping[str, str],
    inside: tuple[str, ...],
    asked: bool,
    opposed: tuple[str, ...],
    title: str,
) -> tuple[Model, list[State]]:
    """Return the graph model of one proposal, and what each state is.

    names: the decision makers; inside: the armed parties whose acceptance the deal needs; asked:
    whether others must agree; opposed: the parties whose breach the others promise to answer.
    One party at most resumes the war, and only from the deal; the others join only after that.
    """
    armed = [party for party in names if party != OTHERS]
    options = [("accept", party) for party in armed if party in inside]
    options += [("accept", OTHERS)] if asked else []
    options += [("break", party) for party in armed]
    options += [("join", OTHERS)] if opposed else []
    options.sort(key=lambda each: list(names).index(each[1]))
    owners: dict[str, list[tuple[str, str]]] = {name: [] for name in names.values()}
    for act, who in options:
        owners[names[who]].append((SAID[act, who == OTHERS], "fwd"))
    owners = {name: own for name, own in owners.items() if own}
    count = len(options)
    closed = _closed(options, opposed)
    flat = dict.fromkeys(owners, [0.0] * _feasible(count, closed))
    model = option_model(owners, flat, closed, status_quo="1", title=title)
    states = [_state(model.pattern(state), options) for state in range(model.states)]
    labels = tuple(
        _label(model.pattern(number), state, options, names) for number, state in enumerate(states)
    )
    return replace(model, labels=labels, status_quo=0), states


SAID = {
    ("accept", False): "acceptance",
    ("accept", True): "agreement",
    ("break", False): "a renewed offensive",
    ("join", True): "intervention",
}


def _closed(options: list[tuple[str, str]], opposed: tuple[str, ...]) -> list[str]:
    """Return the patterns of options that cannot be."""
    count = len(options)
    accepts = [place for place, (act, _) in enumerate(options) if act == "accept"]
    breaks = {who: place for place, (act, who) in enumerate(options) if act == "break"}
    places = list(breaks.values())
    closed = [_pattern(count, {place: "Y", accept: "N"}) for place in places for accept in accepts]
    closed += [
        _pattern(count, {one: "Y", two: "Y"}) for one in places for two in places if one < two
    ]
    if opposed:
        join = options.index(("join", OTHERS))
        broken = {breaks[who]: "N" for who in opposed}
        closed.append(_pattern(count, {join: "Y", **broken}))
    return closed


def _state(pattern: str, options: list[tuple[str, str]]) -> State:
    """Return what a pattern of options is."""
    chosen = {option for option, letter in zip(options, pattern, strict=True) if letter == "Y"}
    breaker = next((who for act, who in options if act == "break" and (act, who) in chosen), "")
    if breaker:
        return State("joined" if ("join", OTHERS) in chosen else "alone", breaker)
    accepted = all(option in chosen for option in options if option[0] == "accept")
    return State("deal" if accepted else "war")


def _label(
    pattern: str,
    state: State,
    options: list[tuple[str, str]],
    names: Mapping[str, str],
) -> str:
    """Return a name for a state: who has accepted while the war goes on, or what became."""
    if state.kind == "deal":
        return "deal"
    if state.kind == "war":
        chosen = [
            names[who].removeprefix("The ")
            for (act, who), letter in zip(options, pattern, strict=True)
            if act == "accept" and letter == "Y"
        ]
        return f"war ({'+'.join(chosen)} yes)" if chosen else "war"
    by = f"broken by {names[state.by]}"
    return f"{by}, joined" if state.kind == "joined" else by


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
    kept: Mapping[str, Floats],
    states: list[State],
    makers: tuple[str, ...],
    honours: Mapping[str, Flags],
) -> Floats:
    """Return (worlds, decision makers, states): what each state is worth to each in each world.

    Armed parties' values are those of the cardinal lens at the horizon: refusing, the deal kept,
    broken alone, broken and joined; a deal broken by another is the war that then is. What it costs
    to sign is paid in all but the first, and what it costs to break its word by who breaks it. The
    others' are an order: a deal they agree to before the war as it is, a renewed war last, and
    joining it above or below standing aside as they honour their word against whoever broke it.
    """
    worth = np.empty((len(kept["others_agree"]), len(makers), len(states)))
    for place, maker in enumerate(makers):
        for number, state in enumerate(states):
            of = _to_others if maker == OTHERS else _to_party
            worth[:, place, number] = of(kept, maker, state, honours)
    return worth


def _to_party(
    kept: Mapping[str, Floats], party: str, state: State, honours: Mapping[str, Flags]
) -> Floats:
    if state.kind == "war":
        return kept[f"refuse.{party}"]
    signed = kept[f"price.{party}"]
    if state.kind == "deal":
        return kept[f"keep.{party}"] - signed
    if state.by != party:
        return kept[f"alone.{party}"] - signed
    return kept[f"{state.kind}.{party}"] - kept[f"word.{party}"] - signed


def _to_others(
    kept: Mapping[str, Floats], maker: str, state: State, honours: Mapping[str, Flags]
) -> Floats:
    agreed = np.where(kept["others_agree"] > 0, 1.0, -1.0)
    if state.kind == "war":
        return np.zeros(len(agreed))
    if state.kind == "deal":
        return agreed
    if state.kind == "alone":
        return np.full(len(agreed), -3.0)
    return np.where(honours[state.by], -2.0, -4.0)
