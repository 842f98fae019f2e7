"""Games in strategic form (`.nfg` of Gambit, tables of payoffs) as graph models.

The states are the profiles of strategies; a decision maker moves between the profiles that differ
in its own strategy alone, and prefers by its payoffs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from servanda.errors import GraphError
from servanda.graph.gambit_words import GambitWords, heading

__all__ = ["from_nfg", "from_payoffs", "model_of", "refuse_many"]

MOST_MOVES = 500_000


def from_nfg(text: str) -> dict[str, Any]:
    """Translate a game in strategic form, with payoffs or with outcomes, into a graph model.

    Raises: GraphError with the line, for anything that is not of the format.

    >>> game = 'NFG 1 R "Chicken" { "A" "B" } { 2 2 } 3 3 4 2 2 4 1 1'
    >>> from_nfg(game)["states"][1], from_nfg(game)["preferences"]["A"]
    ({'label': 'A 2; B 1'}, {'utility': [3.0, 4.0, 2.0, 1.0]})
    """
    words = GambitWords(text)
    title, players = heading(words, "NFG")
    strategies = _strategies(words, players)
    comment = words.take("a comment") if words.peek()[1] else ""
    refuse_many([len(each) for each in strategies])
    profiles = prod(len(each) for each in strategies)
    if words.peek() == ("{", False):
        payoffs = _by_outcome(words, players, profiles)
    else:
        payoffs = [[words.number("a payoff") for _ in players] for _ in range(profiles)]
    if not words.over:
        raise words.wrong(f"`{words.peek()[0][:40]}` stands after the last payoff")
    return model_of(title, comment, players, strategies, payoffs)


def _strategies(words: GambitWords, players: Sequence[str]) -> list[list[str]]:
    """Return the names of each player's strategies, numbers where the file names none."""
    words.take("{", "{")
    found: list[list[str]] = []
    while words.peek() != ("}", False):
        if words.peek() == ("{", False):
            found.append(words.names("a strategy"))
        else:
            count = words.whole("how many strategies a player has")
            found.append([str(number) for number in range(1, count + 1)])
    words.take("}", "}")
    if len(found) != len(players) or not all(found):
        raise words.wrong(f"{len(players)} players have strategies here for {len(found)}")
    return found


def _by_outcome(words: GambitWords, players: Sequence[str], profiles: int) -> list[list[Fraction]]:
    """Return the payoffs of each profile, listed as outcomes first and by number then."""
    words.take("{", "{")
    outcomes = [[Fraction(0) for _ in players]]
    while words.peek() != ("}", False):
        words.take("{", "{")
        words.name("the name of an outcome")
        listed = [words.number("a payoff") for _ in players]
        words.take("}", "}")
        outcomes.append(listed)
    words.take("}", "}")
    found = []
    for _ in range(profiles):
        number = words.whole("the number of an outcome")
        if number >= len(outcomes):
            raise words.wrong(f"there is no outcome {number}; there are {len(outcomes) - 1}")
        found.append(outcomes[number])
    return found


def refuse_many(strategies: Sequence[int]) -> None:
    """Raise GraphError where a game of so many strategies a player makes too large a model."""
    profiles = prod(strategies)
    moves = profiles * sum(count - 1 for count in strategies)
    if moves > MOST_MOVES:
        raise GraphError(
            f"{profiles:,} profiles of strategies with {moves:,} moves between them are more than "
            f"the {MOST_MOVES:,} read from a game; leave out strategies that nobody would choose"
        )


def model_of(
    title: str,
    comment: str,
    players: Sequence[str],
    strategies: Sequence[Sequence[str]],
    payoffs: Sequence[Sequence[Fraction]],
) -> dict[str, Any]:
    """Return the graph model of a game; the first player's strategy varies first."""
    shape = [len(each) for each in strategies]
    plans = [plan[::-1] for plan in product(*(range(count) for count in reversed(shape)))]
    labels = [
        "; ".join(
            f"{name} {strategies[i][k]}"
            for i, (name, k) in enumerate(zip(players, plan, strict=True))
        )
        for plan in plans
    ]
    place = {plan: number for number, plan in enumerate(plans)}
    moves: dict[str, dict[str, list[str]]] = {name: {} for name in players}
    for plan, label in zip(plans, labels, strict=True):
        for i, name in enumerate(players):
            others = ((*plan[:i], k, *plan[i + 1 :]) for k in range(shape[i]) if k != plan[i])
            moves[name][label] = [labels[place[other]] for other in others]
    return {
        "title": title,
        "source": comment,
        "decision_makers": list(players),
        "states": [{"label": label} for label in labels],
        "moves": moves,
        "preferences": {
            name: {"utility": [float(row[i]) for row in payoffs]} for i, name in enumerate(players)
        },
    }


def from_payoffs(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Translate a table of payoffs: a column a decision maker, and `payoff NAME` for each.

    Raises: GraphError for a heading that is neither, a profile that is missing or stands twice, a
    payoff that is no number.

    >>> made = from_payoffs(
    ...     ["A", "B", "payoff A", "payoff B"],
    ...     [["hold", "help", "1", "2"], ["fight", "help", "3", "0"]],
    ... )
    >>> made["preferences"]["A"]
    {'utility': [1.0, 3.0]}
    """
    names = [name for name in headings if not name.casefold().startswith("payoff ")]
    wanted = {f"payoff {name}".casefold(): name for name in names}
    for column_name in headings:
        if column_name.casefold() not in wanted and column_name not in names:
            raise GraphError(
                f"the column `{column_name}` is of nobody; there are {', '.join(names)}"
            )
    column = {heading.casefold(): place for place, heading in enumerate(headings)}
    missing = [name for key, name in wanted.items() if key not in column]
    if missing or not names:
        who = (missing or ["NAME"])[0]
        raise GraphError(
            f"a table of payoffs has a column for each decision maker, and `payoff {who}`"
        )
    strategies = [
        list(dict.fromkeys(row[column[name.casefold()]] for row in rows)) for name in names
    ]
    found: dict[tuple[str, ...], list[Fraction]] = {}
    for line, row in enumerate(rows, start=2):
        plan = tuple(row[column[name.casefold()]] for name in names)
        if plan in found:
            raise GraphError(f"line {line}: {', '.join(plan)} stands there twice")
        try:
            found[plan] = [Fraction(row[column[key]]) for key in wanted]
        except (ValueError, ZeroDivisionError):
            raise GraphError(f"line {line}: a payoff is no number") from None
    return model_of("", "", names, strategies, list(_in_order(strategies, found)))


def _in_order(
    strategies: Sequence[Sequence[str]], found: dict[tuple[str, ...], list[Fraction]]
) -> Iterator[list[Fraction]]:
    for reverse in product(*reversed([list(each) for each in strategies])):
        plan = reverse[::-1]
        if plan not in found:
            raise GraphError(f"no row says what {', '.join(plan)} brings; add one")
        yield found[plan]
