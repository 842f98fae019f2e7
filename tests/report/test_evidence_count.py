"""What numbers rest on is counted by whose word it is, not by whose name is on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.base_rates import BASE_RATES
from servanda.case.keys.case import numbers_in
from servanda.case.keys.number import Probability, Quantity, Rate
from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.report.evidence_count import evidence_count, rests_on, told
from servanda.report.formats.markdown import render_markdown

EXAMPLE = Path(__file__).parents[2] / "examples" / "ukraine"


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (Rate.model_validate({"base_rate": "leader_exit"}), "measured"),
        (Rate.model_validate({"base_rate": "discount"}), "judgement of this package"),
        (Probability.model_validate({"base_rate": "alliance_honour"}), "second-hand"),
        (Probability.model_validate("0.2 to 0.5"), "nothing stated"),
        (Probability.model_validate({"value": 0.2, "judgement": {
            "by": "you", "date": "2025-01-01", "why": "because"}}), "judgement of the analyst"),
        (Probability.model_validate({"value": 0.2, "cite": {
            "source": "a", "quote": "words of it"}}), "words of a source"),
    ],
)  # fmt: skip
def test_whose_word_it_is(number: Quantity, says: str) -> None:
    assert rests_on(number) == says
    assert evidence_count([number, number]) == {says: 2}
    assert told({says: 2}).startswith("2 rest on ")


def test_no_judgement_of_this_package_is_called_literature() -> None:
    case = load(EXAMPLE)
    uncertain = [number for _, number in numbers_in(case) if not number.is_certain]
    counts = evidence_count(uncertain)
    assert sum(counts.values()) == len(uncertain)
    ours = [n for n in uncertain if n.base_rate and BASE_RATES[n.base_rate].access == "judgement"]
    assert counts["judgement of this package"] >= len(ours) > 10
    said = render_markdown(case, assess(case, worlds=60, seed=0), None)
    assert (
        f"{counts['judgement of this package']} on base rates that are this package's own" in said
    )
    assert "base rates from the literature" not in said
