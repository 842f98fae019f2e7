from __future__ import annotations

from pathlib import Path

import pytest

from servanda.case.change import changed
from servanda.case.load import load
from servanda.case.schema import Case, numbers_in
from servanda.errors import InputError
from servanda.quantity import Interval

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "ukraine"


@pytest.fixture(scope="module")
def case() -> Case:
    return load(FOLDER)


def test_nothing_else_changes(case: Case) -> None:
    after = dict(numbers_in(changed(case, {"war.costs.russia": "0.3 to 0.6"})))
    differ = [path for path, number in numbers_in(case) if after[path] != number]
    assert differ == ["war.costs.russia"]
    assert after["war.costs.russia"].form == Interval(0.3, 0.6)
    assert case.war.costs["russia"].text == "0.02 to 0.15"


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("war.trend.russia", "0.1 percentage points per month"),
        ("war.settles_anyway", []),
        ("guarantees.article5.credibility.prior", "likely"),
        ("actors.nato.members.hungary.consents", 0.9),
        ("proposals.land_for_invitation.stances", {"nato": {"consents": 1}}),
        ("proposals.land_for_invitation.terms.alignment", "member"),
        ("proposals.land_for_invitation.phases.0.from_month", 30),
        ("proposals.land_for_invitation.after_any_settlement", ["alignment"]),
        ("proposals.land_for_invitation.offer", "lapses"),
    ],
)
def test_anything_can_be_changed(case: Case, path: str, raw: object) -> None:
    after = changed(case, {path: raw})
    assert after != case
    assert changed(after, {path: raw}) == after


@pytest.mark.parametrize(
    ("path", "raw", "says"),
    [
        ("war.costs.russa", 0.1, "there is no `russa`; there are russia, ukraine"),
        ("wart", 0.1, "there is no `wart`"),
        ("war.costs.russia", 3, "lies outside 0 to 1"),
        ("war.costs.russia.text", "0.1", "nothing below it"),
        ("proposals.land_for_invitation.phases.4.from_month", 3, "there is no `4`"),
        ("proposals.land_for_invitation.offer", "maybe", "'stands' or 'lapses'"),
    ],
)
def test_a_change_that_cannot_be_is_refused(case: Case, path: str, raw: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        changed(case, {path: raw})
