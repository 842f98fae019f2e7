"""What was answered before is told, and does not count against what is answered now."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.packages.told import last_answers, package

from servanda.reading.packages.answer_times import tells_of_the_past


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Chad accepted the plan on Monday. Chad had rejected the plan since May.", "accepts"),
        ("Chad, which had turned down the plan twice, has now accepted it.", "accepts"),
        ("Chad signed the plan, nine days after refusing to sign it.", "accepts"),
        ("Chad held out until the evening. Chad then signed the plan.", "accepts"),
        ("Chad has agreed to the plan. Earlier on Tuesday Chad had refused it.", "accepts"),
        ("Chad will honour the plan. Only last month Chad called off a truce.", "accepts"),
    ],
)  # fmt: skip
def test_the_latest_holds(text: str, answer: str) -> None:
    assert last_answers(text)["TCD"] == answer


def test_both_are_told() -> None:
    told = package("Chad accepted the plan. Chad had rejected the plan since last summer.")
    assert {report.answer for report in told.answers["TCD"]} == {"accepts", "rejects"}


def test_a_year_in_an_aside_dates_nothing() -> None:
    assert tells_of_the_past("In 1972 Chad signed a treaty.", date(1994, 5, 3))
    aside = "The Front, which was born in 1972, rejects the plan."
    assert not tells_of_the_past(aside, date(1994, 5, 3))
