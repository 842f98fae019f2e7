"""The classic concepts in words: what tempts, what could answer, and where that counts."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.graph.model import Model
from servanda.graph.reasons import Answer, Temptation, temptations
from servanda.graph.relation import UNKNOWN, Reading, Relation
from servanda.graph.words import gerund, infinitive, state_words
from servanda.sentences import listed

__all__ = ["explain_answers"]

CLASSIC = {
    (False, False): "GMR",
    (False, True): "SMR",
    (True, False): "SEQ",
    (True, True): "SSEQ",
}
"""Which answers each concept counts: (credible, final)."""


def explain_answers(
    model: Model,
    dm: int,
    state: int,
    name: str,
    rule: tuple[bool, bool] | None,
    how: Reading,
    relations: Sequence[Relation] | None = None,
) -> str:
    """Say why `state` is or is not stable for `dm`.

    Parameters: `name`: the concept's name in capitals; `rule`: which answers it counts, as
    (credible, final), or None if it counts none, as Nash does.
    """
    who = model.decision_makers[dm]
    here = state_words(model, state)
    found = temptations(model, relations or model.preferences, dm, state, how)
    if not found:
        return _no_temptation(model, dm, state, who, here, name)
    open_ones = [t for t in found if rule is None or t.answers[rule] is None]
    verdict = "not stable" if open_ones else "stable"
    lines = [f"{here[0].upper()}{here[1:]} is {verdict} for {who} under {name}."]
    # The temptations that decide come first: those left open, or else all of them.
    lines += [_temptation_words(model, dm, state, t, rule, how) for t in open_ones or found]
    if open_ones and len(open_ones) < len(found):
        rest = len(found) - len(open_ones)
        lines.append(f"{rest} other temptation{'s are' if rest > 1 else ' is'} deterred.")
    return " ".join(lines)


def _no_temptation(model: Model, dm: int, state: int, who: str, here: str, name: str) -> str:
    moves = len(model.moves.out(dm, state))
    start = f"{here[0].upper()}{here[1:]} is stable for {who} under {name}"
    if not moves:
        return f"{start}: it has no move from there, so all classic concepts agree."
    options = "the one move open to it leads" if moves == 1 else f"none of its {moves} moves leads"
    negated = "nowhere" if moves == 1 else "anywhere"
    return f"{start}: {options} {negated} it would rather be, so all classic concepts agree."


def _temptation_words(
    model: Model,
    dm: int,
    state: int,
    t: Temptation,
    rule: tuple[bool, bool] | None,
    how: Reading,
) -> str:
    who = model.decision_makers[dm]
    verb = "might gain if it were to" if t.code == UNKNOWN else "would rather"
    start = f"{who} {verb} {infinitive(model, dm, state, t.target)}"
    best = _telling(t, rule)
    if best is None:
        if not t.searched_all:
            return f"{start}; no deterrent was found among the positions searched."
        return f"{start}; nothing the others can do from there would deter it."
    said = [start, _answer_words(model, dm, state, best), *_doubts(model, dm, best)]
    return f"{'; '.join(said[:2])}{''.join(said[2:])}: {_counts(t, best, how)}."


STRONGEST_FIRST = ((True, True), (True, False), (False, True), (False, False))


def _telling(t: Temptation, rule: tuple[bool, bool] | None) -> Answer | None:
    """Choose the answer that shows most: the strongest that counts, or else the strongest."""
    counted = [k for k in STRONGEST_FIRST if rule and k[0] >= rule[0] and k[1] >= rule[1]]
    for kind in (*counted, *STRONGEST_FIRST):
        if t.answers[kind] is not None:
            return t.answers[kind]
    return None


def _answer_words(model: Model, dm: int, state: int, answer: Answer) -> str:
    who = model.decision_makers[dm]
    parts = []
    for k, m in enumerate(answer.moves):
        lead = f"{model.decision_makers[m.dm]} could answer by" if k == 0 else (
            f"then {model.decision_makers[m.dm]} by"
        )  # fmt: skip
        parts.append(f"{lead} {gerund(model, m.dm, m.source, m.target)}")
    end = "back where it started" if answer.end == state else f"state {model.labels[state]}"
    if answer.end == state:
        liking = f"which leaves {who} {end}"
    elif answer.code == UNKNOWN:
        liking = f"which {who} cannot compare with {end}"
    elif answer.code == 0:
        liking = f"which is no better for {who} than {end}"
    else:
        liking = f"which {who} likes {'much ' if answer.code < -1 else ''}less than {end}"
    return f"{', '.join(parts)}, {liking}"


def _doubts(model: Model, dm: int, answer: Answer) -> list[str]:
    said = []
    unwilling = list(dict.fromkeys(m.dm for m in answer.moves if not m.gains))
    if unwilling:
        names = listed(model.decision_makers[j] for j in unwilling)
        said.append(f", but {names} would not itself gain by it")
    else:
        names = listed(dict.fromkeys(model.decision_makers[m.dm] for m in answer.moves))
        said.append(f", and {names} would itself gain by it")
    if answer.escape is not None:
        who = model.decision_makers[dm]
        joint = "and" if unwilling else "but"
        move = infinitive(model, dm, answer.end, answer.escape)
        said.append(f", {joint} {who} could then {move}, which it likes better than staying")
    return said


def _counts(t: Temptation, answer: Answer, how: Reading) -> str:
    mark = "" if how.plain else f"_{how.name}"
    mine = [k for k in CLASSIC if answer.credible >= k[0] and (answer.escape is None) >= k[1]]
    no = [f"{CLASSIC[k]}{mark}" for k in CLASSIC if t.answers[k] is None]
    other = [f"{CLASSIC[k]}{mark}" for k in CLASSIC if k not in mine and t.answers[k] is not None]
    yes = listed(f"{CLASSIC[k]}{mark}" for k in mine)
    if len(mine) == len(CLASSIC):
        return f"so the deterrent counts under {yes} alike"
    said = [f"so the deterrent counts under {yes}"]
    if other:
        said.append(f" (and another answer under {listed(other)})")
    if no:
        said.append(f" and not under {listed(no, 'or')}")
    return "".join(said)
