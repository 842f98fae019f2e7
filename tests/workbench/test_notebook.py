"""The what-if panel in a notebook: what Python answers, without a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import servanda as sv
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.errors import InputError, MissingExtraError
from servanda.workbench.notebook import NotebookAnswers, what_if

STRAIT = Path(__file__).parents[1] / "cases" / "strait"


@pytest.fixture
def answers(strait: Case) -> Iterator[NotebookAnswers]:
    made = NotebookAnswers(strait)
    yield made
    made.close()


def _ask(answers: NotebookAnswers, path: str, body: object = None, **query: str) -> Any:
    told = answers.answer({"ask": 7, "path": path, "query": query, "body": body})
    assert told["answer"] == 7
    return told["status"], told["body"]


def test_its_verdicts_are_those_of_assess(answers: NotebookAnswers, strait: Case) -> None:
    status, body = _ask(answers, "/verdicts.json", worlds="200")
    assert status == 200
    made = sv.assess(strait, worlds=200, seed=0)
    assert [row["signed"]["share"] for row in body["proposals"]] == [
        pytest.approx(result.signed.share) for result in made
    ]
    assert _ask(answers, "/numbers.json")[1]["numbers"]


def test_an_edit_stands_can_be_undone_and_is_in_the_case(
    answers: NotebookAnswers, strait: Case
) -> None:
    edit = {"patch": {"war.swing": [0.02, 0.04]}, "worlds": 100, "seq": 1, "tab": "a", "war": False}
    status, body = _ask(answers, "/edit", edit)
    assert status == 200 and body["verdicts"]
    assert answers.patch == {"war.swing": [0.02, 0.04]}
    swing = answers.case.war.swing
    assert swing is not None and swing.text == "0.02 to 0.04"
    assert _ask(answers, "/undo", {})[0] == 200
    assert answers.patch == {} and case_hash(answers.case) == case_hash(strait)
    answers.put({"war.swing": [0.01, 0.05]})
    assert answers.session.kept.undo and answers.patch == {"war.swing": [0.01, 0.05]}


def test_shares_weighed_and_verdicts_tried_are_answered(answers: NotebookAnswers) -> None:
    status, weighed = _ask(answers, "/weighed.json")
    assert status == 200 and "shares" in weighed
    status, tried = _ask(answers, "/tried/truce.json")
    assert status == 200 and tried["name"] == "truce" and tried["verdict"]
    assert _ask(answers, "/tried/nothing.json")[0] == 404


def test_what_cannot_be_is_told_and_not_taken(answers: NotebookAnswers) -> None:
    status, body = _ask(answers, "/edit", {"patch": {"war.swong": [0, 1]}, "seq": 1})
    assert status == 422 and "war.swong" in body["error"]["message"]
    assert _ask(answers, "/write", {})[0] == 404
    with pytest.raises(InputError, match=r"war\.swong"):
        answers.put({"war.swong": [0, 1]})
    assert answers.patch == {}


def test_the_folder_of_the_case_is_left_alone() -> None:
    before = sorted(STRAIT.rglob("*"))
    answers = NotebookAnswers(sv.load(STRAIT))
    _ask(answers, "/edit", {"patch": {"war.swing": [0.02, 0.04]}, "worlds": 100, "seq": 1})
    _ask(answers, "/scenario/keep", {"name": "slow"})
    folder = answers.session.folder
    assert (folder / "scenarios.yaml").exists()
    answers.close()
    assert sorted(STRAIT.rglob("*")) == before and not folder.exists()


def test_the_widget_keeps_its_edits_in_a_trait(strait: Case) -> None:
    pytest.importorskip("anywidget")
    panel = what_if(strait)
    seen: list[Any] = []
    panel.observe(lambda change: seen.append(change["new"]), "patch")
    sent: list[Any] = []
    panel.send = sent.append
    edit = {"patch": {"war.swing": [0.02, 0.04]}, "worlds": 100, "seq": 1, "tab": "a"}
    panel._reply({"ask": 1, "path": "/edit", "query": {}, "body": edit})
    assert panel.patch == {"war.swing": [0.02, 0.04]} == seen[-1]
    assert {"change", "answer"} <= {key for each in sent for key in each}
    panel.patch = {}
    assert panel.answers.patch == {} and panel.case.war.swing == strait.war.swing
    with pytest.raises(InputError, match=r"war\.swong"):
        panel.patch = {"war.swong": [0, 1]}
    assert panel.patch == {}
    panel.close()


def test_without_anywidget_the_extra_is_named(
    strait: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "anywidget", None)
    with pytest.raises(MissingExtraError, match=r"servanda\[notebook\]"):
        sv.what_if(strait)
