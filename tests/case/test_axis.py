"""The side that has one end of a war's axis to itself."""

from __future__ import annotations

from pathlib import Path

from servanda.case.axis import axis_side
from servanda.case.keys.case import Case
from servanda.case.load import load

CASES = Path(__file__).parents[1] / "cases"


def test_with_a_front_it_is_who_holds_it(strait: Case) -> None:
    assert axis_side(strait) == "norland"
    front = strait.front.model_copy(update={"held_by": ("suria",)})
    war = strait.war.model_copy(update={"front": front})
    assert axis_side(strait.model_copy(update={"war": war})) == "suria"


def test_without_one_it_is_the_side_with_the_most_forces_whatever_the_order(strait: Case) -> None:
    bare = strait.model_copy(update={"war": strait.war.model_copy(update={"front": None})})
    assert axis_side(bare) == "norland"  # 65 against 55 thousand
    turned = bare.model_copy(update={"parties": dict(reversed(bare.parties.items()))})
    assert axis_side(turned) == "norland"
    none = bare.model_copy(update={"capabilities": {"suria": bare.capabilities["suria"]}})
    assert axis_side(none) == "suria"


def test_forces_of_a_side_are_added_up() -> None:
    for folder in sorted(CASES.iterdir()):
        if (folder / "case.yaml").exists():
            case = load(folder)
            assert axis_side(case) in case.sides, folder.name
