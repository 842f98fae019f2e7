"""What must change nothing changes nothing, in any case that ships.

Names and roles, the order of the file, the end from which a front is told, issues that nothing
moves or that are one issue told twice, terms that say what holds anyway, what comes too late: each
in every shipped case and settlement of the library that has it. Draws go by name, so where a number
is told under another name, the law gives it the draw of the old one; then it holds world by world.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.case.test_key_declarations import KEYS
from tests.laws.every_case import (
    LIBRARY,
    SHIPPED,
    WITH_A_FRONT,
    WORLDS,
    all_told,
    altered,
    as_shipped,
    case_named,
    columns,
    followed,
    keys_of,
)
from tests.laws.whole_cases import Tree, apart, case_of, put, told

from servanda.case.axis import axis_side
from servanda.engine.chunk import Chunk
from servanda.engine.fidelity import FOLLOWING
from servanda.engine.inputs.conflict import conflict_of
from servanda.engine.other_side import told_from_the_other_side
from servanda.engine.plan import plan_of
from servanda.engine.told import columns_of
from servanda.errors import CaseError
from servanda.worlds.sample import Worlds, sample

EVERY = (*SHIPPED, *LIBRARY)
ROUNDING = 1e-9
OTHER_WAY = 2e-6
"""What sums in another order leave, where breaches hang on a hair of impulse."""

SPOKEN = {"analyst", "state", "alliance", "coalition", "organisation", "treaty", "monitors"}
"""Words of the file beside its keys that might be somebody's name: these keep it."""

ABOUT_GROUND_ALONE = {
    "symmetric", "tutorial", "ford", "curzon-note-1920", "palestine-truce-1948", "tanggu-1933",
}  # fmt: skip
MOVING_THE_LINE = {"bernadotte-1948", "curzon-note-1920", "golan-1974", "tanggu-1933"}
"""Cases that a law does not speak of: all is ground along a front, or no deal keeps the line."""

PLACES = ("temptation_month", "threshold")
OF_A_SIDE = (*PLACES, "challenged_side_wins", "challenged_others_win",
             "challenged_ends_with")  # fmt: skip
"""Told of the side at one end of the axis: the other one, told from the other end."""


@contextmanager
def drawn_as(old_name: Callable[[str], str]) -> Iterator[None]:
    """Give every number and event the draw of the one that `old_name` makes of its name."""
    usual = Worlds._stream
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Worlds, "_stream", lambda self, name: usual(self, old_name(name)))
        yield


def worded(value: object, names: dict[str, str]) -> Any:
    """A tree in which every word that is a name is another, in keys and texts alike."""
    if isinstance(value, dict):
        return {worded(key, names): worded(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [worded(each, names) for each in value]
    if not isinstance(value, str):
        return value
    return re.sub(r"[A-Za-z_]\w*", lambda found: names.get(found[0], found[0]), value)


def other_names(keys: Tree) -> dict[str, str]:
    """Names in the opposite order for all actors and sides, but for words of the file."""
    words = {name for _, name in KEYS} | SPOKEN
    parties = keys["parties"] if isinstance(keys["parties"], dict) else {}
    sides = {body["side"] for body in parties.values() if body and "side" in body}
    known = sorted({*keys["actors"], *sides} - words)
    return {name: f"n{len(known) - place:02}_{name[::-1]}" for place, name in enumerate(known)}


@pytest.mark.parametrize("name", EVERY)
def test_other_names_in_another_order_move_no_digit(name: str) -> None:
    keys = keys_of(name)
    names = other_names(keys)
    assert names
    back = {new: old for old, new in names.items()}
    other = case_of(worded(keys, names))
    with drawn_as(lambda stream: worded(stream, back)):
        renamed = told(other, WORLDS)
    found = {back.get(proposal, proposal): each for proposal, each in renamed.items()}
    same_axis = worded(axis_side(case_named(name)), names) == axis_side(other)
    assert apart(all_told(name), found, names, PLACES if same_axis else OF_A_SIDE) < OTHER_WAY


@pytest.mark.parametrize("name", EVERY)
def test_the_order_of_parties_in_the_file_moves_no_digit(name: str) -> None:
    case = case_named(name)
    turned = case.model_copy(update={"parties": dict(reversed(case.parties.items()))})
    if case.war.front is not None:
        held_by = case.war.front.held_by or case.challenger
        front = case.war.front.model_copy(update={"held_by": held_by})
        turned = turned.model_copy(update={"war": case.war.model_copy(update={"front": front})})
    assert apart(all_told(name), told(turned, WORLDS)) == 0.0


@pytest.mark.parametrize("name", WITH_A_FRONT)
def test_from_which_end_the_front_is_told_moves_no_digit(name: str) -> None:
    found = told_from_the_other_side(case_named(name))
    assert found is not None
    case, numbers = found
    plan = plan_of(case)
    chunk = Chunk(plan, sample(case, worlds=WORLDS).told_over(numbers))
    other = {
        each: columns_of(chunk, chunk.vote(plan.after_any_settlement(each)))
        for each in case.proposals
    }
    assert apart(all_told(name), other, skip=OF_A_SIDE) < OTHER_WAY


def with_an_anthem(keys: Tree, parties: list[str]) -> None:
    shares = {party: 0.1 + 0.2 * place for place, party in enumerate(parties)}
    keys["issues"]["anthem"] = {
        "title": "Anthem",
        "kind": "finite",
        "weights": {party: 0.4 * place for place, party in enumerate(parties)},
        "options": {"old": shares, "new": dict.fromkeys(parties, 0.5)},
    }
    keys["war"].setdefault("while_fighting", {})["anthem"] = "old"
    for body in keys["proposals"].values():
        body["terms"] = {**body["terms"], "anthem": "old"}


@pytest.mark.parametrize("name", EVERY)
def test_an_issue_that_never_changes_moves_no_digit(name: str) -> None:
    """But where nothing at all is settled otherwise than now, as in a case of truces alone.

    There all issues are what victory would decide, and one more is one more to win.
    """
    parties = list(case_named(name).parties)
    with_it = altered(name, lambda keys: with_an_anthem(keys, parties))
    if "anthem" in conflict_of(with_it).contested:
        assert name == "new no_front"
        assert set(conflict_of(with_it).contested) == set(with_it.issues)
        return
    assert apart(all_told(name), told(with_it, WORLDS)) < ROUNDING


def splittable(name: str) -> str | None:
    """A contested issue that is not that of the front, if there is one."""
    conflict = conflict_of(case_named(name))
    return next((i for i in conflict.contested if i != conflict.territory), None)


def twice_told(keys: Tree, issue: str, shares: tuple[float, ...]) -> None:
    """Tell an issue as two of like kind and outcomes whose weights add up to its own."""
    body = keys["issues"][issue]
    weights = dict.fromkeys(case_of(keys).parties, 1.0)
    keys["correlations"] = [each for each in keys.get("correlations", [])
                            if f"issues.{issue}.weights" not in str(each["between"])]  # fmt: skip
    for place, share in enumerate(shares):
        part = {**body, "weights": {party: w * share for party, w in weights.items()}}
        keys["issues"][issue if place == 0 else "twin"] = part
    if len(shares) > 1:
        terms = [keys["war"].get("while_fighting", {}), keys["war"].get("if_it_peters_out", {})]
        for proposal in keys["proposals"].values():
            terms += [proposal["terms"], *(each["terms"] for each in proposal.get("phases", []))]
            marked = proposal.get("after_any_settlement")
            if isinstance(marked, list) and issue in marked:
                marked.append("twin")
        for each in terms:
            if issue in each:
                each["twin"] = each[issue]


@pytest.mark.parametrize("name", EVERY)
def test_an_issue_told_as_two_moves_no_digit(name: str) -> None:
    issue = splittable(name)
    if issue is None:
        assert name in ABOUT_GROUND_ALONE
        return
    whole = told(altered(name, lambda keys: twice_told(keys, issue, (1.0,))), WORLDS)
    with drawn_as(lambda stream: re.sub(r"\btwin\b", issue, stream)):
        split = told(altered(name, lambda keys: twice_told(keys, issue, (0.35, 0.65))), WORLDS)
    assert apart(whole, split) < OTHER_WAY


def left_as_held(name: str) -> list[str]:
    """The proposals that leave the ground as it is held."""
    case = case_named(name)
    land = case.front.issue
    return [p for p, body in case.proposals.items() if body.terms[land].as_held]


@pytest.mark.parametrize("name", WITH_A_FRONT)
def test_as_held_is_the_line_held_told_as_a_number(name: str) -> None:
    """The line is held for certain: a range would be read by the limits of its place, and a share
    that is held has others than one that is agreed.
    """
    names, land = left_as_held(name), case_named(name).front.issue
    if not names:
        assert name in MOVING_THE_LINE
        return
    held = float(sample(case_named(name), 1).values("war.front.held")[0])

    def tell(keys: Tree) -> None:
        for proposal in names:
            put(keys, f"proposals.{proposal}.terms.{land}", held)

    line = {"war.front.held": held}
    as_held = told(case_named(name), WORLDS, names, line)
    number = told(altered(name, tell), WORLDS, names, line)
    assert apart(as_held, number) < ROUNDING


def another_outcome(name: str) -> dict[str, Any]:
    """Terms that would be others, on an issue that the followed proposal settles."""
    case, keys = case_named(name), keys_of(name)
    terms = case.proposals[followed(name).proposal].terms
    for issue in conflict_of(case).contested:
        if terms[issue].option is not None:
            options = keys["issues"][issue]["options"]
            return {issue: next(o for o in options if o != terms[issue].option)}
    issue = next(iter(terms))
    ends = keys["issues"][issue].get("best")
    return {issue: next(iter(ends.values())) if ends else 0.07}


@pytest.mark.parametrize("name", EVERY)
def test_a_further_proposal_moves_no_other_digit(name: str) -> None:
    who = followed(name)

    def add(keys: Tree) -> None:
        body = keys["proposals"][who.proposal]
        keys["proposals"]["more"] = body | {"terms": body["terms"] | another_outcome(name)}

    after = columns(altered(name, add), name)
    assert apart({"": as_shipped(name)}, {"": after}, skip=()) == 0.0


@pytest.mark.parametrize("name", EVERY)
def test_a_provision_beyond_the_horizon_moves_no_digit(name: str) -> None:
    who = followed(name)
    late = {"title": "Late", "by": who.one, "month": 500, "gives": {who.one: 0.3},
            "forces": {who.other: -2}, "irreversible": True}  # fmt: skip

    def add(keys: Tree) -> None:
        keys["proposals"][who.proposal].setdefault("provisions", []).append(late)

    assert apart({"": as_shipped(name)}, {"": columns(altered(name, add), name)}) == 0.0


@pytest.mark.parametrize("name", EVERY)
def test_a_phase_beyond_the_horizon_moves_no_digit(name: str) -> None:
    """Verdicts are followed for twenty years and phases planned for ten: only searches, which
    follow ten, have phases beyond their horizon; a later one is refused.
    """
    who, terms = followed(name), another_outcome(name)

    def late(month: int) -> Callable[[Tree], None]:
        phase = {"from_month": month, "terms": terms}

        def add(keys: Tree) -> None:
            keys["proposals"][who.proposal].setdefault("phases", []).append(phase)

        return add

    names, mode = [who.proposal], FOLLOWING
    plain = told(case_named(name), WORLDS, names, mode=mode)
    phased = told(altered(name, late(120)), WORLDS, names, mode=mode)
    assert apart(plain, phased) == 0.0
    with pytest.raises(CaseError, match="120"):
        altered(name, late(121))
