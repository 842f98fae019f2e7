"""Words of a source under a stance or as a public answer; what cannot be is said."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from servanda.case.load import parse
from servanda.errors import InputError
from servanda.workbench.citing import stances_of, with_cite

STRAIT = Path(__file__).parents[1] / "cases" / "strait" / "case.yaml"
SOURCE = """sources:
  paper: {title: Paper, publisher: Ours, published: 2024-05-01}
issues:
"""
CASE = parse(STRAIT.read_text("utf-8").replace("issues:\n", SOURCE, 1))
WORDS = "Brema will not come."


def test_every_stance_that_counts_is_listed_once() -> None:
    rows = {row["path"]: row for row in stances_of(CASE)}
    assert len(rows) == len(stances_of(CASE))
    assert rows["actors.league.members.brema"]["says"] == "likely"
    assert (
        rows["proposals.entry.stances.cale"] | {"is_new": False, "says": "unlikely"}
        == (rows["proposals.entry.stances.cale"])
    )
    assert rows["proposals.truce.stances.cale"]["is_new"]
    for name in CASE.proposals:
        asked = [a for a in CASE.known_actors if CASE.stance_path(name, a)]
        assert {f"proposals.{name}.stances.{actor}" for actor in asked} <= set(rows)


@pytest.mark.parametrize(
    ("says", "position", "likely"),
    [
        ("refuse", "refuse", "stance_refuse"),
        ("very likely", "undeclared", ""),
        ("", "undeclared", ""),
    ],
)  # fmt: skip
def test_a_stance_is_cited_and_said_anew(says: str, position: str, likely: str) -> None:
    path = "actors.league.members.brema"
    case, where, text = with_cite(CASE, {"path": path, "says": says}, "paper", WORDS)
    stance = case.actors["league"].members["brema"]
    assert where == path and WORDS in text and stance.cite[0].quote == WORDS
    assert stance.position == position
    if likely:
        assert stance.consents.basis == "base rate"
    if not says:
        assert stance.consents.form == CASE.actors["league"].members["brema"].consents.form


def test_a_new_stance_counts_on_its_proposal_alone() -> None:
    place = {"path": "proposals.truce.stances.cale", "says": "volunteer"}
    case, _, _ = with_cite(CASE, place, "paper", WORDS)
    new, other = case.stance_of("truce", "cale"), case.stance_of("entry", "cale")
    assert new is not None and new.position == "volunteer" and new.cite
    assert other == CASE.stance_of("entry", "cale")


def test_an_answer_is_added_and_takes_the_place_of_the_same_day() -> None:
    answer = {"proposal": "truce", "party": "norland", "answer": "rejects", "date": "2024-05-02"}
    case, where, _ = with_cite(CASE, {"answer": answer}, "paper", WORDS)
    again, _, _ = with_cite(case, {"answer": answer | {"answer": "accepts"}}, "paper", WORDS)
    later = answer | {"date": "2024-05-03"}
    both, _, _ = with_cite(again, {"answer": later}, "paper", WORDS)
    assert where == "proposals.truce.acceptance"
    assert [each.answer for each in again.proposals["truce"].acceptance] == ["accepts"]
    found = both.proposals["truce"].acceptance
    assert [each.date for each in found] == [datetime.date(2024, 5, 2), datetime.date(2024, 5, 3)]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"path": "actors.league.members.nobody"}, "no stance is called"),
        ({"path": "actors.league.members.brema", "says": "perhaps"}, "is no stance"),
        ({"answer": {"proposal": "truce", "party": "nobody", "answer": "rejects"}}, "nobody"),
        ({"answer": {"proposal": "truce", "party": "suria", "answer": "shrugs"}}, "shrugs"),
        ({"answer": {"proposal": "truce", "party": "suria", "answer": "rejects", "date": "soon"}},
         "is no day"),
    ],
)  # fmt: skip
def test_what_cannot_be_cited_is_told(place: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        with_cite(CASE, place, "paper", WORDS)
