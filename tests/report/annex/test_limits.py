"""What the model leaves out."""

from __future__ import annotations

from servanda.report.annex.limits import STANDING, limits


def test_the_limits_of_the_case_come_before_those_of_every_case(
    isle_material, strait_material, words
) -> None:
    said = words(limits(isle_material))
    assert said.index("The fleet is left out.") < said.index(STANDING[0])
    assert all(each in said for each in STANDING)
    assert "In this case" not in words(limits(strait_material))  # it names none
