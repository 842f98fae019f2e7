"""A case in plain words names what is in it."""

from __future__ import annotations

from pathlib import Path

from servanda.case.load import load
from servanda.case.plain_words import consent_in_words, describe


def test_everything_on_the_table_is_named(isle: Path) -> None:
    case = load(isle)
    text = describe(case)
    for said in (
        "as of 1 March 2025",
        "30 to 36% of the territory",
        "-0.15 to 0.25% a month (the analyst)",
        "8 to 12 thousand troops",
        "From month 36",
        "The offer lapses if refused",
        "5 to 30% (Norland) and unlikely (the analyst)",
    ):
        assert said in text, said
    for part in (*case.proposals.values(), *case.guarantees.values(), *case.issues.values()):
        assert part.title[1:] in text


def test_consent_is_said_as_it_is_asked(isle: Path) -> None:
    case = load(isle)
    assert consent_in_words(case, case.proposals["bargain"].consent) == (
        "Sutherland, (one of (Sutherland or (Eastmark and Westmark))), Norland if its disputed "
        "veto is valid (30 to 70%), at least 2 of (Eastmark, Westmark, Farholm and Lowmoor) and "
        "enough of Lowmoor (2 to 4) and Midmoor (6) to bring 5"
    )
