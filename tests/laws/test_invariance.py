"""What must change nothing: roles, names, order, irrelevant and split issues, and equal wordings."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import pytest
from tests.laws.whole_cases import (
    Tree,
    apart,
    case_of,
    changed,
    put,
    shipped,
    stated,
    symmetric,
    told,
    tree,
)

SECOND = [folder for folder in shipped() if tree(folder)["servanda"] == 2]
ROUNDING = 1e-9


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_the_order_of_parties_in_the_file_moves_no_digit(folder: Path) -> None:
    keys = tree(folder)
    case = case_of(keys)
    turned = case.model_copy(update={"parties": dict(reversed(case.parties.items()))})
    if case.war.front is not None:
        held_by = case.war.front.held_by or case.challenger
        front = case.war.front.model_copy(update={"held_by": held_by})
        turned = turned.model_copy(update={"war": case.war.model_copy(update={"front": front})})
    assert apart(told(case, 48), told(turned, 48)) == 0.0


def mirrored(keys: Tree) -> Tree:
    """The same war, the front told from the other side."""
    found = copy.deepcopy(keys)
    front, war = found["war"]["front"], found["war"]
    front["held"] = 1 - front["held"]
    front["held_by"] = "b"
    war["trend"] = {who: -trend for who, trend in war["trend"].items()}
    return found


def test_from_which_side_the_front_is_told_moves_no_digit() -> None:
    keys = symmetric()
    assert (
        apart(told(case_of(keys), 2), told(case_of(mirrored(keys)), 2), skip=_OF_FRONT) < ROUNDING
    )


_OF_FRONT = (
    "temptation_month", "threshold", "challenged_side_wins", "challenged_others_win",
    "challenged_ends_with",
)  # fmt: skip


def test_exchanging_names_and_roles_exchanges_all_digits() -> None:
    keys = symmetric()
    put(keys, "war.regroup.pace", {"a": 0.002, "b": 0.0})
    for party in ("a", "b"):  # whether a party is of good faith is drawn by its name
        put(keys, f"parties.{party}.keeps_its_word", 1)
    names = {"a": "zed", "b": "ann"}

    def rename(value: object) -> object:
        if isinstance(value, dict):
            return {names.get(str(k), k): rename(v) for k, v in value.items()}
        if isinstance(value, list):
            return [rename(each) for each in value]
        return names.get(value, value) if isinstance(value, str) else value

    other = rename(keys)
    assert isinstance(other, dict)
    put(other, "war.front.held_by", "zed")
    one, two = told(case_of(keys), 2), told(case_of(other), 2)
    assert apart(one, two, names) < ROUNDING


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_an_issue_that_never_changes_moves_no_digit(folder: Path) -> None:
    keys = tree(folder)
    case = case_of(keys)
    roles = ["challenger", "protege"] if keys["servanda"] == 1 else list(case.parties)

    def add(copied: Tree) -> None:
        shares = {role: 0.1 + 0.2 * place for place, role in enumerate(roles)}
        copied["issues"]["anthem"] = {
            "title": "Anthem",
            "kind": "finite",
            "weights": {party: 0.4 * place for place, party in enumerate(case.parties)},
            "options": {"old": shares, "new": dict.fromkeys(roles, 0.5)},
        }
        copied["war"].setdefault("while_fighting", {})["anthem"] = "old"
        for body in copied["proposals"].values():
            body["terms"] = {**body["terms"], "anthem": "old"}

    assert apart(told(case, 48), told(changed(keys, add), 48)) < ROUNDING


def test_splitting_an_issue_in_two_moves_no_digit() -> None:
    keys = symmetric()

    def split(copied: Tree) -> None:
        flag = copied["issues"]["flag"]
        flag["weights"] = {"a": 0.2, "b": 0.3}
        copied["issues"]["colours"] = {**flag, "weights": {"a": 0.3, "b": 0.2}}
        copied["war"]["while_fighting"]["colours"] = "both_fly"
        for body in copied["proposals"].values():
            body["terms"]["colours"] = body["terms"]["flag"]

    assert apart(told(case_of(keys), 2), told(changed(keys, split), 2)) < ROUNDING


def test_all_weights_told_in_another_measure_move_no_digit() -> None:
    keys = symmetric()
    doubled = stated(
        keys, issues__land__weights={"a": 2, "b": 10}, issues__flag__weights={"a": 1, "b": 5}
    )
    assert apart(told(case_of(keys), 2), told(doubled, 2)) < ROUNDING


@pytest.mark.parametrize("held", [0.2, 0.5, 0.77])
def test_as_held_is_the_line_held_told_as_a_number(held: float) -> None:
    keys = symmetric()
    put(keys, "war.front.held", held)
    number = stated(keys, proposals__bare__terms__land=held, proposals__pact__terms__land=held)
    assert apart(told(case_of(keys), 2), told(number, 2)) < ROUNDING


def test_a_provision_beyond_the_horizon_moves_no_digit() -> None:
    keys = symmetric()
    late = [
        {
            "title": "Late", "by": "a", "month": 500, "gives": {"a": 0.3}, "forces": {"b": -2},
            "irreversible": True,
        }
    ]  # fmt: skip
    assert (
        apart(told(case_of(keys), 2), told(stated(keys, proposals__bare__provisions=late), 2)) == 0
    )


def test_a_later_hand_over_is_worth_ever_more_like_none() -> None:
    keys = symmetric()
    margins = []
    for month in (6, 24, 60, 119):
        phases = [{"from_month": month, "terms": {"land": 0.3}}]
        found = told(stated(keys, proposals__bare__phases=phases), 2)["bare"]
        margins.append(float(found["deal.a"][0]))
    margins.append(float(told(case_of(keys), 2)["bare"]["deal.a"][0]))
    assert margins == sorted(margins)


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_a_further_proposal_moves_no_other_digit(folder: Path) -> None:
    keys = tree(folder)
    case = case_of(keys)
    name = next(iter(case.proposals))
    more = changed(keys, lambda copied: copied["proposals"].update(more=copied["proposals"][name]))
    before = told(case, 32)
    after = told(more, 32, proposals=case.proposals)
    assert apart(before, after, skip=()) == 0.0


def test_worlds_do_not_hang_on_their_company() -> None:
    from servanda.engine.chunk import Chunk
    from servanda.engine.plan import plan_of
    from servanda.engine.told import columns_of
    from servanda.worlds.sample import sample

    case = case_of(tree(SECOND[0]))
    plan, drawn = plan_of(case), sample(case, worlds=70, seed=3)

    def part(a: int, b: int) -> dict[str, dict[str, np.ndarray]]:
        chunk = Chunk(plan, drawn.chunk(a, b))
        return {
            n: columns_of(chunk, chunk.vote(plan.after_any_settlement(n))) for n in case.proposals
        }

    whole, parts = part(0, 70), [part(0, 1), part(1, 33), part(33, 70)]
    for name, columns in whole.items():
        for column, values in columns.items():
            joined = np.concatenate([each[name][column] for each in parts])
            np.testing.assert_allclose(values, joined, 0, 1e-12, err_msg=f"{name} {column}")
