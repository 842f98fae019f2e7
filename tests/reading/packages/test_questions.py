"""A yes and a no of one article, as plain and at once, are asked and not stated."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import numpy as np
from tests.reading.packages.told import article, last_answers, package

from servanda.drafting.sides import belligerents_of
from servanda.evidence.span import Span
from servanda.reading.decisions import Decisions
from servanda.reading.packages import plan
from servanda.reading.packages.answer_network import LABELS
from servanda.reading.packages.heard_answers import Heard, Listened
from servanda.reading.packages.passages import passages_in
from servanda.reading.packages.plan import Package, package_in

BOTH = "Chad's government has accepted the plan. Chad's government has rejected the plan."


def test_it_is_asked() -> None:
    told = package(BOTH)
    assert [each.party for each in told.open_answers] == ["TCD"]
    assert told.answers["TCD"][-1].answer == "undeclared"


def test_what_the_article_puts_in_order_is_not() -> None:
    assert not package("Chad accepted the plan. On Friday Chad rejected the plan.").open_answers
    assert last_answers("Chad accepted the plan. Chad now rejects the plan.")["TCD"] == "rejects"


def test_it_is_asked_though_what_is_heard_settles_it_and_not_once_a_person_has(
    tmp_path: Path,
) -> None:
    read = [article(BOTH)]
    parties, war = belligerents_of(read, ["Chad", "Libya"])
    first = package(BOTH).answers["TCD"][0]
    words = next(p for p in passages_in(read[0]) if "accepted" in p.words)
    row = np.array([float(label == "accepts") for label in LABELS], np.float32)
    heard = Heard("TCD", words, row, Span(0, 4))

    def told(decisions: Decisions | None) -> Package:
        with patch.object(plan, "listened_to", lambda *_: Listened([heard], {})):
            return package_in(read, parties, war.all, decisions=decisions)

    found = told(None)
    assert found.answers["TCD"][-1].answer == "accepts"
    assert [each.party for each in found.open_answers] == ["TCD"]
    decisions = Decisions(tmp_path)
    decisions.record(first, "accept", "A. B.")
    assert told(decisions).answers["TCD"][-1].answer == "accepts"
    assert not told(decisions).open_answers
