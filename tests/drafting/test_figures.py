"""Only figures of the right thing are taken over."""

from __future__ import annotations

import pytest
from tests.drafting.news import said

from servanda.drafting.figures import share_held, troops_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Russia holds about 20 percent of Ukraine.", "20%"),
        ("Russia occupies 18.5% of Ukrainian territory.", "18.5%"),
        ("Russia controls 19 per cent of Ukraine’s territory.", "19%"),
        ("Russia now controls 20% of the country.", "20%"),
        ("Russia holds 18% of Ukraine. Later Russia held 20% of Ukraine.", "18% to 20%"),
        ("Russia destroyed 20 percent of Ukraine’s army and holds it.", None),
        ("Russia holds the gas, 20 percent of Ukrainians say.", None),
        ("Poland holds 20 percent of Ukraine.", None),
        ("Russia said that 20 percent of Ukraine voted.", None),
        ("Russia holds 20 percent of Georgia.", None),
    ],
)
def test_the_share_of_the_land_held(text: str, value: str | None) -> None:
    found = share_held([said("one", text)], "RUS", "UKR")
    assert (found.value if found else None) == value


def test_troops() -> None:
    assert troops_in("Canada will send 400 peacekeepers") == 0.4
    assert troops_in("It offered 12,500 extra troops by May") == 12.5
    assert troops_in("between 10,000 troops and 20,000 troops") is None
    assert troops_in("In 2025 it refused") is None
