"""Consent rules can be met, go round in no circle, and ask nobody whose stance is unknown."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.checks.names import actors_of
from servanda.case.fault_messages import Problem
from servanda.case.keys.case import Case
from servanda.case.keys.parties import ConsentRule, Stance
from servanda.case.parts import parts_in
from servanda.case.text.document import Path
from servanda.case.text.salvage import NOT_GIVEN
from servanda.quantity import Point

__all__ = ["asked", "consent_can_be_given", "parties_say_where_they_stand"]


def consent_can_be_given(case: Case) -> Iterator[Problem]:
    """Yield rules in a circle, empty rules, and thresholds that nobody can reach."""
    yield from _circles(case)
    for path, rule in parts_in(case):
        if isinstance(rule, ConsentRule):
            yield from _can_be_met(case, path, rule)
    for path, stance in parts_in(case):
        if isinstance(stance, Stance):
            yield from _waits_for_few_enough(case, path, stance)


def _used_rules(rule: ConsentRule, path: Path) -> Iterator[tuple[Path, str]]:
    for place, part in parts_in(rule, path):
        if isinstance(part, ConsentRule) and part.rule:
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


def _entries(case: Case, rule: ConsentRule) -> list[str] | None:
    """Return what a list of rules comes to, members written out; None where it is no list."""
    listed = rule.all if rule.all is not None else rule.any
    listed = rule.of if listed is None and isinstance(rule.of, tuple) else listed
    if listed is None:
        return None
    found: list[str] = []
    for number, entry in enumerate(listed):
        body = case.actors.get(entry.members or "")
        members = [m for m in body.members if m not in entry.excluding] if body else []
        found += members if entry.members else [entry.party or str(number)]
    return found


def _can_be_met(case: Case, path: Path, rule: ConsentRule) -> Iterator[Problem]:
    entries = _entries(case, rule)
    if entries is not None and not entries:
        yield Problem(path, "nobody is asked here", "list at least one party")
    elif entries is not None and rule.at_least and rule.at_least > len(entries):
        wrong = f"{rule.at_least} of {len(entries)} can never consent"
        yield Problem((*path, "at_least"), wrong, f"write a number from 1 to {len(entries)}")
    if entries is not None:
        twice = sorted({e for e in entries if entries.count(e) > 1 and not e.isdigit()})
        for name in twice:
            yield Problem(path, f"`{name}` is asked twice", "keep it once, or use `except`")
    is_entry = path and isinstance(path[-1], int)
    if rule.members and not is_entry:
        mend = f"write `{{all: [{{members: {rule.members}}}]}}`, or `any`, or `at_least`"
        yield Problem(path, "`members` says who is asked, not how many must agree", mend)
    body = case.actors.get(rule.members or "")
    if rule.members and body and not body.members:
        wrong = f"`{rule.members}` has no members"
        yield Problem((*path, "members"), wrong, f"add `members:` under `actors.{rule.members}`")
    if rule.quota is not None and isinstance(rule.of, dict):
        weights = [weight.form for weight in rule.of.values()]
        total = sum(w.value for w in weights if isinstance(w, Point))
        certain = isinstance(rule.quota.form, Point) and all(isinstance(w, Point) for w in weights)
        if certain and isinstance(rule.quota.form, Point) and rule.quota.form.value > total:
            wrong = f"a quota of {rule.quota.form.value:g} is above the {total:g} of all together"
            yield Problem((*path, "quota"), wrong, f"write at most {total:g}")


def _waits_for_few_enough(case: Case, path: Path, stance: Stance) -> Iterator[Problem]:
    if stance.needs is None:
        return
    if stance.position != "conditional":
        wrong = (
            f"`needs` says how many others a conditional party waits for; this is {stance.position}"
        )
        yield Problem((*path, "needs"), wrong, "write `position: conditional`, or remove `needs`")
        return
    others = len(actors_of(case)) - 1
    if path[0] == "actors":
        others = len(case.actors[str(path[1])].members) - 1
    if stance.needs > others:
        wrong = f"it waits for {stance.needs} others, and there are {others}"
        yield Problem((*path, "needs"), wrong, f"write at most {others}")


def asked(case: Case, rule: ConsentRule, within: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every party whose consent a rule may turn on, those of named rules among them."""
    for _, part in parts_in(rule):
        if not isinstance(part, ConsentRule):
            continue
        yield from filter(None, (part.party, part.veto, part.host))
        yield from part.of if isinstance(part.of, dict) else ()
        body = case.actors.get(part.members or "")
        yield from (m for m in body.members if m not in part.excluding) if body else ()
        if part.rule and part.rule not in within and part.rule in case.consent_rules:
            yield from asked(case, case.consent_rules[part.rule], (*within, part.rule))


def parties_say_where_they_stand(case: Case) -> Iterator[Problem]:
    """Yield proposals that turn on a party of which nothing is known.

    The challenger and the protégé decide by what the deal is worth to them; all others by their
    stance.
    """
    known = actors_of(case)
    if not {case.challenger, case.protege} <= set(known):
        return  # then it is not known who decides by what the deal is worth
    for name, proposal in case.proposals.items():
        for party in dict.fromkeys(asked(case, proposal.consent)):
            if party in (case.challenger, case.protege) or party not in known:
                continue
            if not party.startswith(NOT_GIVEN) and case.stance_of(name, party) is None:
                yield Problem(
                    ("proposals", name, "stances"),
                    f"nothing says where `{party}` stands, and its consent counts",
                    f"add `{party}: undeclared` (or volunteer, refuse, or a probability)",
                )
