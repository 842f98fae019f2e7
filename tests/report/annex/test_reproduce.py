"""How to reproduce a report."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex.reproduce import reproduce
from servanda.report.material import Explored


def test_the_command_is_the_one_that_made_it(strait_material, words) -> None:
    made = strait_material.assessment
    explored = replace(strait_material, explored=Explored(("truce",), 50), part="annex")
    said = words(reproduce(explored))
    assert (
        f"servanda report CASE --annex --worlds {made.worlds} --seed {made.seed} --explore truce"
        " --explore-worlds 50" in said
    )
    assert made.case_hash in said and "--explore none" in words(reproduce(strait_material))


def test_findings_put_in_by_hand_are_told_to_be(strait_material, finding, words) -> None:
    by_hand = replace(strait_material, findings=(finding(),), explored=None)
    assert "Its 1 findings were put in by hand" in words(reproduce(by_hand))
    assert "What tells the sources is left out" in words(
        reproduce(replace(strait_material, public=True))
    )
