"""How the war goes."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.case.keys.war import Front

BODY: dict[str, Any] = {"issue": "isle", "held": 0.3}


def test_the_ends_of_the_front_are_apart() -> None:
    sound = Front.model_validate({**BODY, "beaten_at": 0.1, "wins_at": 0.9})
    assert sound.beaten_at < sound.wins_at
    for beaten, wins in ((0.5, 0.5), (0.6, 0.5)):
        with pytest.raises(ValueError, match="is not above `beaten_at`"):
            Front.model_validate({**BODY, "beaten_at": beaten, "wins_at": wins})
