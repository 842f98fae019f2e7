"""What the user says of an import beside the file."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.errors import InputError
from servanda.exchange.asked import Asked, Who, range_of


def test_a_name_is_found_by_its_words_the_longest_first(vard) -> None:
    who = Who(Asked(vard, {"The North's army": "norland"}))
    assert who("Government of NORLAND (2020-)") == "norland"
    assert who("the north’s Army") in ("norland", "")  # another apostrophe is another sign
    assert who("The North's Army") == "norland" and who("Nordlandia") == ""
    assert "“Government of NORLAND (2020-)” is `norland`" in who.told()
    with pytest.raises(InputError, match="--name: no actor is called `tea`; there are"):
        Who(Asked(vard, {"x": "tea"}))


def test_what_needs_a_case_asks_for_it_and_a_case_knows_its_day(vard) -> None:
    with pytest.raises(InputError, match="ACLED: name the case it is for, with --case or --into"):
        Asked().case_for("ACLED")
    assert Asked().until == date.max and Asked(vard).until == vard.as_of
    assert Asked(vard).told_until(0, "events") == ""
    assert "1,200 events after" in Asked(vard).told_until(1200, "events")


def test_a_range_may_be_one_number_and_nothing_else() -> None:
    assert range_of("0.01% to 0.1%", "--per-place") == pytest.approx((0.0001, 0.001))
    assert range_of("5%", "--per-place") == (0.05, 0.05)
    for wrong in ("likely", "many"):
        with pytest.raises(InputError, match="--per-place: "):
            range_of(wrong, "--per-place")
