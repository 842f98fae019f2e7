"""A draft on a case that stands offers what is new, and changes nothing a person wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.drafting.news import said

from servanda.case.check import check
from servanda.drafting.draft import write_draft
from servanda.drafting.gaps import in_order_of_weight
from servanda.drafting.update import (
    Change,
    apply_changes,
    changes_between,
    offered,
    with_companions,
)
from servanda.errors import InputError
from servanda.reading.decisions import Decisions

FIRST = (
    "Truce\n\n3 May 1994\n\nSoldiers of Chad and Libya fought over the strip. Chad and Libya "
    "signed the Kufra Agreement. Under the agreement all Libyan troops shall leave the strip "
    "within 90 days."
)
LATER = (
    "Truce frays\n\n9 June 1994\n\nLibya rejected the Kufra Agreement. Niger welcomed the "
    "agreement. Under the agreement all prisoners are to be freed. Soldiers stay where they are."
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A drafted case, with a comment and a number of a person's own in it."""
    write_draft([said("first", FIRST)], tmp_path)
    file = tmp_path / "case.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    mine = ["title: Mine  # by hand\n" if x.startswith("title:") else x for x in lines]
    file.write_text("".join(mine), encoding="utf-8")
    apply_changes(tmp_path, [Change(("war", "costs", "chad"), 0.02)])
    return tmp_path


def read(case: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((case / "case.yaml").read_text(encoding="utf-8"))
    return found


def update(case: Path) -> list[Change]:
    return list(write_draft([said("first", FIRST), said("later", LATER)], case).offers)


def test_what_a_person_wrote_stays_and_the_new_is_offered(case: Path) -> None:
    before = (case / "case.yaml").read_text(encoding="utf-8").splitlines()
    offers = update(case)
    after = (case / "case.yaml").read_text(encoding="utf-8").splitlines()
    left = iter(after)
    assert all(line in left for line in before if not line.startswith("as_of"))
    assert "title: Mine  # by hand" in after
    assert read(case)["as_of"] == "1994-06-09"
    assert set(read(case)["sources"]) == {"first", "later"}
    places = {".".join(change.path) for change in offers}
    assert {"actors.niger", "issues.prisoners"} <= places
    assert not any(place.startswith(("title", "war.costs")) for place in places)
    assert offered(case) == offers
    assert check(case).is_sound


def test_a_party_that_answers_otherwise_is_offered_as_a_change(case: Path) -> None:
    [change] = [c for c in update(case) if c.path[-2:] == ("acceptance", "libya")]
    assert (change.instead_of, change.value["answer"]) == ("accepts", "rejects")
    apply_changes(case, [change])
    plan = read(case)["proposals"]["kufra_agreement"]
    assert plan["acceptance"]["libya"]["answer"] == "rejects"
    assert plan["acceptance"]["chad"]["answer"] == "accepts"


def test_a_new_issue_comes_with_how_it_is_settled(case: Path) -> None:
    offers = update(case)
    [issue] = [c for c in offers if c.path == ("issues", "prisoners")]
    apply_changes(case, with_companions([issue], offers))
    assert read(case)["proposals"]["kufra_agreement"]["terms"]["prisoners"] == "as_agreed"
    assert check(case).is_sound, str(check(case))
    assert not any(c.path == ("issues", "prisoners") for c in update(case))


def test_what_was_refused_or_taken_out_is_not_offered_again(case: Path) -> None:
    [niger] = [c for c in update(case) if c.path == ("actors", "niger")]
    Decisions(case).record(niger, "reject", "ana")
    assert niger not in update(case)
    text = (case / "case.yaml").read_text(encoding="utf-8")
    head, _, tail = text.partition("limits:\n")
    assert tail
    (case / "case.yaml").write_text(head, encoding="utf-8")
    assert not any(c.path[0] == "limits" for c in update(case))


def test_a_rejected_answer_is_used_by_no_later_draft(tmp_path: Path) -> None:
    from servanda.drafting.sides import belligerents_of
    from servanda.reading.packages.plan import package_in

    documents = [said("first", FIRST + " Sudan rejected the agreement.")]
    parties, war = belligerents_of(documents)
    [no] = package_in(documents, parties, war.all).answers["SDN"]
    decisions = Decisions(tmp_path)
    decisions.record(no, "reject", "ana")
    assert "SDN" not in package_in(documents, parties, war.all, decisions=decisions).answers
    [yes, *_] = package_in(documents, parties, war.all).answers["LBY"]
    decisions.record(yes, "correct", "ana", field="answer", value="conditional")
    corrected = package_in(documents, parties, war.all, decisions=decisions).answers["LBY"]
    assert corrected[-1].answer == "conditional"
    with pytest.raises(InputError, match="answer cannot be 'maybe'"):
        decisions.record(yes, "correct", "ana", field="answer", value="maybe")
    with pytest.raises(InputError, match="an answer has no position"):
        decisions.record(yes, "correct", "ana", field="position", value="support")


def test_nothing_is_written_over_something_that_stands(case: Path) -> None:
    before = (case / "case.yaml").read_bytes()
    with pytest.raises(InputError, match="is written already"):
        apply_changes(case, [Change(("war", "costs", "chad"), 0.5)])
    with pytest.raises(InputError, match="lies below a value"):
        apply_changes(case, [Change(("title", "of", "it"), 0.5)])
    assert (case / "case.yaml").read_bytes() == before


def test_only_gaps_are_filled() -> None:
    case = {"war": {"swing": "?", "trend": 0.1}}
    new = {"war": {"swing": 0.3, "trend": 0.2}}
    assert [c.path for c in changes_between(case, new)] == [("war", "swing")]


def test_an_offer_that_is_none_is_told_with_its_line(case: Path) -> None:
    (case / "offers.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"offers.jsonl:1: "):
        offered(case)


def test_gaps_come_by_what_they_carry() -> None:
    keys = ["capabilities.chad.forces", "issues.a.weights.chad", "war.trend", "war.costs.chad"]
    assert in_order_of_weight(keys) == ["war.trend", "war.costs.chad", keys[1], keys[0]]
