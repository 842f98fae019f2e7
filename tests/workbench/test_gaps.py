"""What a case leaves open is listed, and filled in as somebody's judgement."""

from __future__ import annotations

import pytest

from servanda.case.load import parse
from servanda.case.template import first_case
from servanda.engine.assess import assess
from servanda.errors import InputError
from servanda.workbench.gaps import gaps_of, with_gaps_filled

OPEN = parse(first_case().replace("swing: 1% to 3% per month", "swing: '?'"))


def test_gaps_are_listed_with_what_may_stand_there() -> None:
    (gap,) = gaps_of(OPEN)
    assert gap["path"] == "war.swing" and gap["label"] and gap["watch"]
    filled = with_gaps_filled(OPEN, {"war.swing": gap["wide"]}, "A. Analyst")
    assert not gaps_of(filled) and filled.war.swing.judgement is not None


def test_what_is_left_wide_open_can_be_assessed() -> None:
    case = with_gaps_filled(OPEN, {}, "A. Analyst", wide=True)
    assert assess(case, worlds=20, robustness=False).proposals
    assert case.war.swing.judgement is not None and "wide" in case.war.swing.judgement.why


@pytest.mark.parametrize(
    ("values", "by", "said"),
    [
        ({"war.swing": "a lot"}, "A. Analyst", "a lot"),
        ({"war.trend": "0.1"}, "A. Analyst", "is not open"),
        ({"war.swing": "0.1"}, " ", "say whose"),
        ({"war.swing": " "}, "A. Analyst", "nothing was filled in"),
    ],
)
def test_what_cannot_be_filled_in_is_told(values: dict[str, str], by: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        with_gaps_filled(OPEN, values, by)
