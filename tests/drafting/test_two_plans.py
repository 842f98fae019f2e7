"""A draft of two plans: a proposal each, every issue set in both, and what a person decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.drafting.news import said
from tests.reading.packages.two_plans import KAMPALA, LATER, TUNIS

from servanda.case.check import check
from servanda.drafting.draft import write_draft
from servanda.drafting.update import apply_changes

SIDES = ("Chad", "Libya+Sudan")


def written(folder: Path, **texts: str) -> dict[str, Any]:
    write_draft([said(name, text) for name, text in texts.items()], folder, sides=SIDES)
    report = check(folder)
    assert report.is_sound, str(report)
    case: dict[str, Any] = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
    return case


@pytest.fixture
def case(tmp_path: Path) -> dict[str, Any]:
    return written(tmp_path / "two", one=TUNIS, two=KAMPALA, later=LATER)


def test_each_plan_is_a_proposal_with_its_own_parts(case: dict[str, Any]) -> None:
    kampala, tunis = case["proposals"].values()
    assert kampala["title"] == "Kampala ceasefire agreement between Chad and Sudan"
    assert tunis["title"] == "Tunis border treaty between Chad and Libya"
    assert set(tunis["consent"]["all"]) == {"chad", "libya"}
    assert set(kampala["consent"]["all"]) == {"chad", "sudan"}
    assert "libya" not in kampala["acceptance"] and tunis["acceptance"]["libya"]
    assert kampala["guarantees"] and "guarantees" not in tunis
    months = [[phase["from_month"] for phase in p["phases"]] for p in (kampala, tunis)]
    assert months == [[1], [2]]


def test_every_proposal_sets_every_issue_and_leaves_the_other_plans_as_now(
    case: dict[str, Any],
) -> None:
    for proposal in case["proposals"].values():
        assert set(proposal["terms"]) == set(case["issues"])
    kampala, tunis = case["proposals"].values()
    assert kampala["terms"]["withdrawal"] == "as_now"
    assert all("withdrawal" not in phase["terms"] for phase in kampala["phases"])
    assert tunis["terms"]["prisoners"] == "as_now"
    titles = [issue["title"] for issue in case["issues"].values()]
    assert len(titles) == len(set(titles))


def test_whoever_answers_is_declared(case: dict[str, Any]) -> None:
    for proposal in case["proposals"].values():
        assert set(proposal["acceptance"]) <= set(case["actors"])


def test_limits_say_which_article_tells_of_which_plan(case: dict[str, Any]) -> None:
    [told] = [each for each in case["limits"] if "read as two plans" in each]
    assert "“Tunis border treaty between Chad and Libya” (`one`)" in told
    assert "(`two`, `later`)" in told


def test_one_plan_has_no_such_limit(tmp_path: Path) -> None:
    case = written(tmp_path / "one", one=TUNIS)
    assert len(case["proposals"]) == 1
    assert not any("plans" in each for each in case["limits"])


def test_a_second_plan_is_offered_to_a_case_that_stands(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    written(folder, one=TUNIS)
    documents = [said("one", TUNIS), said("two", KAMPALA), said("later", LATER)]
    offers = write_draft(documents, folder).offers
    assert any(change.path[0] == "proposals" and len(change.path) == 2 for change in offers)
    apply_changes(folder, offers)
    assert check(folder).is_sound, str(check(folder))


def test_drafted_again_nothing_is_new(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    written(folder, one=TUNIS, two=KAMPALA)
    again = write_draft([said("two", KAMPALA), said("one", TUNIS)], folder)
    assert again.updated and again.offers == ()
