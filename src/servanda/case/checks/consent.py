"""Consent rules can be met, go round in no circle, and ask nobody whose stance is unknown."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.consent import ConsentRule, Named
from servanda.case.consent.asked import parties_asked, weighing_their_stakes
from servanda.case.keys.case import Case
from servanda.case.keys.parties import Stance
from servanda.case.parts import parts_in
from servanda.case.problem import NOT_GIVEN, Path, Problem

__all__ = ["consent_can_be_given", "parties_say_where_they_stand"]


def consent_can_be_given(case: Case) -> Iterator[Problem]:
    """Yield rules in a circle, and what each kind of rule finds wrong with itself."""
    yield from _circles(case)
    for path, part in parts_in(case):
        if isinstance(part, ConsentRule):
            yield from part.faults(case, path)
        elif isinstance(part, Stance):
            yield from _waits_for_few_enough(case, path, part)


def _used_rules(rule: ConsentRule, path: Path) -> Iterator[tuple[Path, str]]:
    for place, part in parts_in(rule, path):
        if isinstance(part, Named):
            yield (*place, "rule"), part.rule


def _circles(case: Case) -> Iterator[Problem]:
    """Yield, once a circle, the reference that closes it."""
    seen: set[frozenset[str]] = set()
    for start in case.consent_rules:
        pending: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
        visited: set[str] = set()
        while pending:
            name, way = pending.pop()
            rule = case.consent_rules.get(name)
            for path, used in _used_rules(rule, ("consent_rules", name)) if rule else ():
                if used == start and frozenset(way) not in seen:
                    seen.add(frozenset(way))
                    wrong = f"the rules go round in a circle: {' → '.join([*way, used])}"
                    yield Problem(path, wrong, "let one of them name its parties instead")
                elif used != start and used not in visited:
                    visited.add(used)
                    pending.append((used, (*way, used)))


def _waits_for_few_enough(case: Case, path: Path, stance: Stance) -> Iterator[Problem]:
    if stance.needs is None:
        return
    if stance.position != "conditional":
        wrong = (
            f"`needs` says how many others a conditional party waits for; this is {stance.position}"
        )
        yield Problem((*path, "needs"), wrong, "write `position: conditional`, or remove `needs`")
        return
    others = len(case.known_actors) - 1
    if path[0] == "actors":
        others = len(case.actors[str(path[1])].members) - 1
    if stance.needs > others:
        wrong = f"it waits for {stance.needs} others, and there are {others}"
        yield Problem((*path, "needs"), wrong, f"write at most {others}")


def parties_say_where_they_stand(case: Case) -> Iterator[Problem]:
    """Yield proposals that turn on an actor of which nothing is known.

    Armed parties decide by what the deal is worth to them, guarantors whose `resolve` is told by
    what they have at stake; all others by their stance.
    """
    known = case.known_actors
    if not set(case.parties) <= set(known):
        return  # then it is not known who decides by what the deal is worth
    for name, proposal in case.proposals.items():
        by_stakes = weighing_their_stakes(case, name)
        for actor in parties_asked(case, proposal.consent):
            if (
                actor in by_stakes
                or actor in case.parties
                or actor not in known
                or actor.startswith(NOT_GIVEN)
            ):
                continue
            if case.stance_of(name, actor) is None:
                yield Problem(
                    ("proposals", name, "stances"),
                    f"nothing says where `{actor}` stands, and its consent counts",
                    f"add `{actor}: undeclared` (or volunteer, refuse, or a probability)",
                )
