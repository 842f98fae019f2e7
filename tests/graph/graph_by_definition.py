"""The graph model's definitions written out with sets: slow, and meant to be obviously right.

Nothing here is shared with the package but the model's data: `reach[i][s]` is the set of states
that decision maker i can move to from s, and `compare(i, s, t)` says how i compares t with s: a
positive degree if better, 0 if equal, negative if worse, "U" if unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, product

Code = int | str
Compare = Callable[[int, int, int], Code]


class Game:
    def __init__(self, reach: list[list[set[int]]], compare: Compare) -> None:
        self.reach, self.compare = reach, compare
        self.makers = range(len(reach))
        self.states = range(len(reach[0]))

    def better(self, i: int, s: int, t: int) -> bool:
        code = self.compare(i, s, t)
        return code != "U" and code > 0

    def not_better(self, i: int, s: int, t: int) -> bool:
        code = self.compare(i, s, t)
        return code != "U" and code <= 0

    def unknown(self, i: int, s: int, t: int) -> bool:
        return self.compare(i, s, t) == "U"


def game_of(model: object) -> Game:
    """Read a model's moves and preferences through its plainest public methods."""
    from servanda.graph.relation import UNKNOWN

    makers = range(len(model.decision_makers))
    states = range(model.states)
    reach = [[set(model.moves.out(i, s)) for s in states] for i in makers]

    def compare(i: int, s: int, t: int) -> Code:
        code = model.preferences[i].compare(s, t)
        return "U" if code == UNKNOWN else code

    return Game(reach, compare)


def improvements(g: Game, i: int, s: int) -> set[int]:
    return {t for t in g.reach[i][s] if g.better(i, s, t)}


def improvements_or_unknown(g: Game, i: int, s: int) -> set[int]:
    return {t for t in g.reach[i][s] if g.better(i, s, t) or g.unknown(i, s, t)}


def group_reach(
    g: Game, group: Iterable[int], start: int, step: Callable[[Game, int, int], set[int]]
) -> set[int]:
    """What a group reaches by legal sequences: nobody moves twice in succession."""
    members = list(group)
    nodes = {(t, j) for j in members for t in step(g, j, start)}
    queue = list(nodes)
    while queue:
        state, last = queue.pop()
        for j in members:
            if j == last:
                continue
            for t in step(g, j, state):
                if (t, j) not in nodes:
                    nodes.add((t, j))
                    queue.append((t, j))
    return {t for t, _ in nodes}


def any_move(g: Game, i: int, s: int) -> set[int]:
    return g.reach[i][s]


def others(g: Game, i: int) -> list[int]:
    return [j for j in g.makers if j != i]


# The five classic concepts.


def nash(g: Game, i: int, s: int) -> bool:
    return not improvements(g, i, s)


def gmr(g: Game, i: int, s: int) -> bool:
    return all(
        any(g.not_better(i, s, s2) for s2 in group_reach(g, others(g, i), s1, any_move))
        for s1 in improvements(g, i, s)
    )


def smr(g: Game, i: int, s: int) -> bool:
    return all(
        any(
            g.not_better(i, s, s2) and all(g.not_better(i, s, s3) for s3 in g.reach[i][s2])
            for s2 in group_reach(g, others(g, i), s1, any_move)
        )
        for s1 in improvements(g, i, s)
    )


def seq(g: Game, i: int, s: int) -> bool:
    return all(
        any(
            g.not_better(i, s, s2)
            for s2 in group_reach(g, others(g, i), s1, improvements_or_unknown)
        )
        for s1 in improvements(g, i, s)
    )


def sseq(g: Game, i: int, s: int) -> bool:
    return all(
        any(
            g.not_better(i, s, s2) and all(g.not_better(i, s, s3) for s3 in g.reach[i][s2])
            for s2 in group_reach(g, others(g, i), s1, improvements_or_unknown)
        )
        for s1 in improvements(g, i, s)
    )


CLASSIC = {"nash": nash, "gmr": gmr, "smr": smr, "seq": seq, "sseq": sseq}


# Unknown preference: four extensions.


def uncertain(g: Game, i: int, s: int, concept: str, extension: str) -> bool:
    leaves = improvements_or_unknown if extension in "ac" else improvements
    step = improvements_or_unknown if concept == "seq" else any_move

    def deters(t: int) -> bool:
        return g.not_better(i, s, t) or (extension in "cd" and g.unknown(i, s, t))

    def holds(s2: int) -> bool:
        escapes = concept == "smr" and any(not deters(s3) for s3 in g.reach[i][s2])
        return deters(s2) and not escapes

    if concept == "nash":
        return not leaves(g, i, s)
    return all(
        any(holds(s2) for s2 in group_reach(g, others(g, i), s1, step)) for s1 in leaves(g, i, s)
    )


# Strength of preference.


def strongly(g: Game, i: int, s: int, concept: str, degree: int = 2) -> bool:
    step = improvements_or_unknown if concept == "seq" else any_move

    def deters(t: int) -> bool:
        code = g.compare(i, s, t)
        return code != "U" and code <= -degree

    def holds(s2: int) -> bool:
        escapes = concept == "smr" and any(not deters(s3) for s3 in g.reach[i][s2])
        return deters(s2) and not escapes

    return all(
        any(holds(s2) for s2 in group_reach(g, others(g, i), s1, step))
        for s1 in improvements(g, i, s)
    )


# Coalitions.


def coalition_improvements(g: Game, group: Iterable[int], s: int) -> set[int]:
    members = list(group)
    return {
        t for t in group_reach(g, members, s, any_move) if all(g.better(i, s, t) for i in members)
    }


def subsets(members: Iterable[int]) -> list[tuple[int, ...]]:
    listed = list(members)
    return [c for size in range(1, len(listed) + 1) for c in combinations(listed, size)]


def improving_coalitions_reach(g: Game, members: Iterable[int], start: int) -> set[int]:
    """Sequences of improvements by coalitions, none acting twice in succession."""
    groups = subsets(members)
    nodes = {(t, k) for k in groups for t in coalition_improvements(g, k, start)}
    queue = list(nodes)
    while queue:
        state, last = queue.pop()
        for k in groups:
            if k == last:
                continue
            for t in coalition_improvements(g, k, state):
                if (t, k) not in nodes:
                    nodes.add((t, k))
                    queue.append((t, k))
    return {t for t, _ in nodes}


def coalition(g: Game, group: tuple[int, ...], s: int, concept: str) -> bool:
    rest = [j for j in g.makers if j not in group]

    def hurt(t: int) -> bool:
        return any(g.not_better(i, s, t) for i in group)

    gains = coalition_improvements(g, group, s)
    if concept == "cnash":
        return not gains
    for s1 in gains:
        if concept == "cseq":
            answers = improving_coalitions_reach(g, rest, s1)
        else:
            answers = group_reach(g, rest, s1, any_move)
        met = any(
            hurt(s2)
            and (concept != "csmr" or all(hurt(s3) for s3 in group_reach(g, group, s2, any_move)))
            for s2 in answers
        )
        if not met:
            return False
    return True


# Simultaneous answers.


def simultaneous(g: Game, patterns: list[int], i: int, s: int, movers: list[int]) -> bool:
    """Every improvement of i is spoiled by some of `movers` improving at the same time from s."""
    at = {code: t for t, code in enumerate(patterns)}
    choices = [[s, *improvements(g, j, s)] for j in movers if j != i]
    for s1 in improvements(g, i, s):
        spoiled = False
        for taken in product(*choices):
            code = patterns[s] ^ (patterns[s] ^ patterns[s1])
            for t in taken:
                code ^= patterns[s] ^ patterns[t]
            if code in at and g.not_better(i, s, at[code]):
                spoiled = True
        if not spoiled:
            return False
    return True


# Limited moves.


def anticipates(g: Game, ranks: list[list[int]], horizon: int, i: int, s: int) -> int:
    """Where i, having the move at s with `horizon` moves left, expects things to end."""
    if horizon == 0:
        return s
    expected = {t: after(g, ranks, horizon - 1, i, t) for t in sorted(g.reach[i][s])}
    if not expected:
        return s
    best = max(expected, key=lambda t: (ranks[i][expected[t]], -t))
    return expected[best] if ranks[i][expected[best]] > ranks[i][s] else s


def after(g: Game, ranks: list[list[int]], horizon: int, i: int, t: int) -> int:
    """What i expects of t when anyone else may move next: the worst for i, the first of equals."""
    if horizon == 0:
        return t
    ends = [anticipates(g, ranks, horizon, j, t) for j in others(g, i)]
    return min(ends, key=lambda end: ranks[i][end])


def limited(g: Game, ranks: list[list[int]], horizon: int, i: int, s: int) -> bool:
    return anticipates(g, ranks, horizon, i, s) == s
