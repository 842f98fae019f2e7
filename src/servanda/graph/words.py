"""States and moves in words."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.graph.model import Model
from servanda.sentences import listed

__all__ = ["gerund", "infinitive", "state_words"]


def option_words(model: Model, option: int) -> str:
    """Name an option, with its owner where the name alone would not do."""
    name = model.options[option].name
    if sum(o.name == name for o in model.options) == 1:
        return name
    return f"{name} ({model.decision_makers[model.options[option].dm]})"


def state_words(model: Model, state: int) -> str:
    """Name a state: its label, and which options are chosen in it."""
    label = f"state {model.labels[state]}"
    pattern = model.pattern(state)
    if not pattern:
        return label
    chosen = [option_words(model, o) for o, letter in enumerate(pattern) if letter == "Y"]
    return f"{label} ({', '.join(chosen) or 'nothing chosen'})"


def changes(model: Model, dm: int, source: int, target: int) -> tuple[list[str], list[str]]:
    """Return the options of `dm` taken up and dropped by a move."""
    before, after = model.pattern(source), model.pattern(target)
    taken, dropped = [], []
    for o, option in enumerate(model.options):
        if before and option.dm == dm and before[o] != after[o]:
            if after[o] == "Y":
                taken.append(option.name)
            elif after[o] == "N" and before[o] == "Y":
                dropped.append(option.name)
    return taken, dropped


def _said(model: Model, dm: int, source: int, target: int, verbs: Sequence[str]) -> str:
    taken, dropped = changes(model, dm, source, target)
    parts = [f"{verb} {listed(names)}" for verb, names in zip(verbs, (taken, dropped), strict=False)
             if names]  # fmt: skip
    label = model.labels[target]
    return f"{listed(parts)} (state {label})" if parts else f"{verbs[2]} to state {label}"


def infinitive(model: Model, dm: int, source: int, target: int) -> str:
    """Say a move after "would" or "could": "take up Attack (state 4)"."""
    return _said(model, dm, source, target, ("take up", "drop", "move"))


def gerund(model: Model, dm: int, source: int, target: int) -> str:
    """Say a move after "by": "dropping Release water (state 1)"."""
    return _said(model, dm, source, target, ("taking up", "dropping", "moving"))
