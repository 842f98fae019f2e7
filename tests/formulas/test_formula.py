"""What a model refuses, spreads, and leaves out."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.formulas.consent_chance import at_least
from servanda.formulas.formula import Input
from servanda.formulas.random_walk import war_course
from servanda.formulas.status import Status

WAR = {"p": 0.1, "q": 0.1, "n": 4, "k": 2, "eta": 0.01}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"p": 2}, "p is 2 in world 0; it must be from 0 to 1 chance/month"),
        ({"p": [0.1, -0.5]}, "p is -0.5 in world 1"),
        ({"p": np.inf}, "p is inf"),
        ({"k": 2.5}, "k is 2.5 in world 0; it must be whole"),
        ({"k": 9}, "k is above n"),
        ({"p": 0.9, "q": 0.5}, r"p \+ q is above 1"),
        ({"p": "often"}, "p is 'often', not numbers"),
        ({"p": [[0.1]]}, r"p has shape \(1, 1\); it runs over \(world\)"),
        ({"p": [0.1, 0.2], "q": [0.1, 0.2, 0.3]}, "differ in their number of worlds"),
        ({"r": 1}, "war_course takes no r; it takes p, q, n, k, eta"),
        ({"p": None}, "war_course needs p"),
    ],
)
def test_bad_input_is_refused_with_its_place(change: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=says):
        war_course(**{**WAR, **change})  # type: ignore[arg-type]


def test_paths_along_one_axis_have_one_length() -> None:
    from servanda.formulas.hold import challenge_hazard

    rest = {"q_a": 0.1, "delta": 0.99, "omega": 0.1, "scale": 0.01}
    with pytest.raises(InputError, match="alone has 3 entries along month, u has 2"):
        challenge_hazard(u=[0.1] * 2, alone=[0.1] * 3, joined=[0.1] * 2, **rest)


def test_one_number_holds_in_every_world() -> None:
    told = war_course(**{**WAR, "p": [0.1, 0.2, 0.3]})
    assert told["months"].shape == (3,)
    assert told["months"][1] == war_course(**{**WAR, "p": 0.2})["months"][0]


def test_one_row_over_parties_holds_in_every_world() -> None:
    told = at_least(p=[0.5, 0.5], k=[1, 2])
    np.testing.assert_allclose(told["chance"], [0.75, 0.25])


def test_a_world_that_never_ends_says_so_and_is_the_only_one_without_a_value() -> None:
    told = war_course(**{**WAR, "p": [0.0, 0.1], "q": [0.0, 0.1], "eta": 0.0})
    assert told["status"].tolist() == [Status.NEVER_ENDS, Status.COMPUTED]
    assert np.isnan(told["months"]).tolist() == [True, False]


def test_no_world_at_all_is_no_fault() -> None:
    told = war_course(**{**WAR, "p": np.full(3, np.nan)})
    assert told["status"].tolist() == [Status.INPUT_MISSING] * 3
    assert war_course(**{**WAR, "p": np.empty(0)})["months"].shape == (0,)


def test_every_status_gives_advice() -> None:
    assert all(len(status.advice) > 20 for status in Status)
    assert Status(2) is Status.NEVER_ENDS


def test_an_input_whose_usual_range_is_outside_its_range_is_refused() -> None:
    with pytest.raises(InputError, match="usual"):
        Input("p", "chance", 0, 1, "a chance", (0.5, 1.5))


def test_help_shows_units_and_ranges() -> None:
    assert "p: chance that the challenger takes a fort [0, 1] chance/month" in war_course.__doc__
