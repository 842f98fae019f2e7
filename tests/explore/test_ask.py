"""Asking questions: one protocol, and a toy question stands everywhere from one registration."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

import servanda as sv
from servanda.case.keys.case import Case, numbers_in
from servanda.cli import main, overview
from servanda.door.explore import ask_verb
from servanda.errors import InputError
from servanda.explore import register
from servanda.explore.ask import CaseStudy, Question, answered, ask, question_called, questions
from servanda.explore.finding import Finding
from servanda.explore.register import Registered
from servanda.report.formats.html import render_html

TOP = Path(__file__).parents[2]
STRAIT = TOP / "tests" / "cases" / "strait"

TOY = '''
"""Toy: how many proposals there are."""
from servanda.explore.ask import Option, Page, Question
from servanda.explore.finding import Finding


def count(study, least: int = 0):
    """Count the proposals."""
    claim = f"There are {len(study.proposals)} proposals to count, {least} at the least."
    rows = ({"n": len(study.proposals)},)
    return [Finding("toy", "How many are there?", claim, "table", rows, study.provenance("count"))]


TOY = Question(
    "toy",
    "How many are there?",
    count,
    of="case",
    options=(Option("least", int, "How many there must be."),),
    page=Page("toy_page", "A page of toys", "All toys are counted."),
)
'''
"""A question: one file."""


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registered:
    """The toy question, in a file of its own and registered by one line."""
    (tmp_path / "toy_question.py").write_text(TOY, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "toy_question", raising=False)
    made = Registered("toy", "toy_question:TOY", says="Count the toys.")
    monkeypatch.setattr(register, "QUESTIONS", (*register.QUESTIONS, made))
    return made


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    return int(ended.value.code or 0)


def test_a_toy_question_is_a_verb_with_its_options(
    toy: Registered, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "toy" in overview() and "Count the toys." in overview()
    assert run("toy", STRAIT, "truce", "--least", "1", "--json") == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["claim"] == "There are 1 proposals to count, 1 at the least."
    assert finding["section"] == "toy_page"
    assert run("toy", "--help") == 0
    assert "How many there must be." in capsys.readouterr().out
    assert run("explore", STRAIT, "truce", "--only", "tea leaves") == 2
    assert "toy" in capsys.readouterr().err


def test_a_toy_question_is_in_python_and_in_the_report(toy: Registered, strait: Case) -> None:
    (finding,) = sv.explore(strait, "toy", worlds=150)
    assert finding.claim.startswith(f"There are {len(strait.proposals)} proposals")
    assessment = sv.assess(strait, worlds=150, seed=1)
    page = render_html(strait, assessment, None, [finding])
    assert "A page of toys" in page and "All toys are counted." in page
    assert finding.claim in page


def test_a_finding_says_what_it_is_about(strait: Case) -> None:
    found = sv.explore(strait, "linchpins", "entry", worlds=400)
    assert {each.proposal for each in found} == {"entry"}
    assert {each.outcome for each in found} == {"signed", "holds_5", "would_hold_5"}
    paths = {path for each in found for path in each.numbers}
    assert paths <= {path for path, _ in numbers_in(strait)}
    told = found[0].as_dict()["about"]
    assert told == {"proposal": "entry", "outcome": "signed", "numbers": list(found[0].numbers)}


def test_a_question_that_a_case_gives_no_answer_to_says_why(strait: Case) -> None:
    def refuse(study: CaseStudy) -> list[Finding]:
        raise InputError("there is nothing to trade")

    asked = Question("trade", "What is traded?", refuse, of="case")
    (finding,) = ask(strait, [asked])
    assert str(finding) == "What is traded? Not answered: there is nothing to trade."
    assert finding.section == "trade" and not finding.found
    with pytest.raises(InputError, match="nothing to trade"):
        answered(asked, CaseStudy(strait, ("truce",)))


def test_a_verb_asks_alone_what_makes_sense_of_one_proposal_only(strait: Case) -> None:
    every = ask_verb("linchpins", strait, worlds=150)
    one = ask_verb("linchpins", strait, "entry", worlds=150)
    assert {each.exploration for each in every} == {"linchpins"}
    assert {"joint linchpins", "what would suffice"} < {each.exploration for each in one}


def test_what_there_is_not_is_told_with_what_there_is(strait: Case) -> None:
    for wrong in (
        lambda: sv.past(strait, "tea"),
        lambda: sv.explore(strait, "past", "tea"),
        lambda: sv.why(strait, "tea", worlds=50),
        lambda: sv.graph(strait, "tea", worlds=50),
        lambda: CaseStudy(strait, ("tea",)),
    ):
        with pytest.raises(InputError, match="no proposal is called 'tea'; there are truce"):
            wrong()
    with pytest.raises(InputError, match="no question is called 'tea'; there are linchpins"):
        question_called("tea")
    with pytest.raises(InputError, match="no option of 'past' is called 'dead'; there are deaths"):
        sv.past(strait, "truce", dead=1)


def test_every_question_says_what_it_does_and_is_named_as_registered() -> None:
    for each, made in zip(register.QUESTIONS, questions(), strict=True):
        assert made.name == each.name
        assert made.question.endswith("?") and made.summary.endswith(".")
        assert not each.says or each.says.endswith(".")
        assert made.name in repr(made)
    verbs = {each.command for each in register.QUESTIONS if each.says}
    assert {each.command for each in register.QUESTIONS if each.verb} <= verbs


def test_the_docs_name_every_question_in_order() -> None:
    text = (TOP / "docs" / "explore" / "index.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z ]+) \| ([^|]+\?) \|", text, flags=re.MULTILINE)
    assert rows == [(item.name, item.question) for item in questions()]
