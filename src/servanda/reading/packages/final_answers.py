"""Which of the reports on a party counts: the last, unless it is weaker by far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from servanda.reading.decisions import Decisions
from servanda.reading.packages.answered import Answered

__all__ = ["decided_answers", "final_answers"]


def final_answers(answers: Sequence[Answered]) -> dict[str, tuple[Answered, ...]]:
    """Return the reports on each party, the one that counts last.

    A later report counts, unless it is weaker by far: a welcome does not undo a refusal, nor
    silence a signature. A condition set after a yes makes it a yes if.
    """
    found: dict[str, list[Answered]] = {}
    seen: set[tuple[str, str]] = set()
    for answer in answers:
        if (answer.id, answer.answer) in seen:
            continue
        seen.add((answer.id, answer.answer))
        held = found.setdefault(answer.party, [])
        if held and not _replaces(answer, held[-1]):
            held.insert(len(held) - 1, answer)
        else:
            held.append(answer)
    return {party: tuple(held) for party, held in found.items()}


def decided_answers(
    answers: Mapping[str, Sequence[Answered]], decisions: Decisions
) -> dict[str, tuple[Answered, ...]]:
    """Return answers as a person decided: the rejected left out, the corrected corrected."""
    found: dict[str, tuple[Answered, ...]] = {}
    for each in decisions.applied_to_answers(a for reports in answers.values() for a in reports):
        found[each.party] = (*found.get(each.party, ()), each)
    return found


def _replaces(new: Answered, old: Answered) -> bool:
    if new.past != old.past and new.day == old.day:
        return old.past
    if new.answer == "undeclared":
        return old.answer == "undeclared"
    if old.answer == "undeclared":
        return True
    later = bool(new.day and old.day and new.day > old.day)
    if {new.answer, old.answer} == {"accepts", "conditional"}:
        if new.answer == "conditional" and new.day == old.day:
            return new.strength >= old.strength - 1.0
        return new.answer == "conditional" or (later and new.strength >= old.strength - 1.0)
    if new.strength < min(1.0, old.strength) and new.day == old.day:
        return False
    return new.strength >= old.strength - (1.0 if later else 0.5)
