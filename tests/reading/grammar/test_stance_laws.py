"""What holds of every answer in every text that is given: whole clauses, one sign a quotation."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from servanda.reading.grammar.answers import Answer, last_answers, stance_of
from servanda.reading.read import Said, read_articles, read_text

PAIRS = Path(__file__).parents[2] / "corpus" / "stance_pairs.csv"
OPPOSITE = {"accepts": "rejects", "accepts_in_principle": "rejects", "rejects": "accepts"}


@pytest.fixture(scope="module")
def given_texts(shared: Path) -> list[Said]:
    """Every text beside the checkout that is prose: articles, oracles and public cases."""
    conflicts = sorted((shared / "oracles" / "conflicts" / "shared").glob("*/articles/*.txt"))
    cases = sorted((shared / "cases" / "public").glob("*/*.txt"))
    return list(read_articles([*conflicts, *cases, *sorted((shared / "sources").glob("*.txt"))]))


def test_no_two_stances_of_opposite_sign_rest_on_one_quotation(given_texts: list[Said]) -> None:
    for said in given_texts:
        signs: dict[tuple[int, int], set[str]] = {}
        for stance in said.stances:
            place = stance.evidence.start, stance.evidence.end
            signs.setdefault(place, set()).add(stance.position)
        assert not [place for place, found in signs.items() if {"support", "oppose"} <= found]


def test_evidence_is_verbatim_and_holds_its_holder_or_whoever_reports_it(
    given_texts: list[Said],
) -> None:
    for said in given_texts:
        for answer in said.answers:
            assert answer.evidence.of(said.text) == answer.quote
            if answer.said_by == "author":
                assert answer.evidence.meets(answer.holder), answer


def test_a_condition_is_part_of_the_evidence(given_texts: list[Said]) -> None:
    bound = [
        (s, a) for s in given_texts for a in s.answers if a.condition and a.said_by == "author"
    ]
    assert bound
    for said, answer in bound:
        assert answer.condition
        assert answer.evidence.meets(answer.condition), answer
        assert answer.condition.of(said.text).strip()


def test_the_deciding_words_are_in_the_quotation() -> None:
    text = (
        "Kenya and Benin volunteered to send troops to Haiti. Brazil refused to send troops to "
        "Haiti. Canada promised to send troops to Haiti. Mexico declined to send troops to Haiti."
    )
    said = read_text(text, "d")
    quotes = {s.actor: s.quote for s in said.stances}
    assert quotes == {
        "KEN": "Kenya and Benin volunteered to send troops to Haiti",
        "BEN": "Kenya and Benin volunteered to send troops to Haiti",
        "BRA": "Brazil refused to send troops to Haiti",
        "CAN": "Canada promised to send troops to Haiti",
        "MEX": "Mexico declined to send troops to Haiti",
    }


def test_a_later_answer_replaces_an_earlier_one() -> None:
    said = read_text(
        "Serbia accepted the truce. Later Serbia rejected the truce. Serbia has not said when.", "d"
    )
    [last] = [a for a in last_answers(said.answers).values() if a.actor == "SRB"]
    assert last.verdict == "rejects"


def test_what_another_says_of_somebody_does_not_replace_what_they_said() -> None:
    own = _answer("accepts", hearsay=False)
    told = _answer("rejects", hearsay=True)
    assert last_answers([own, told])["SRB", "truce"] is own


def test_what_has_ended_is_no_stance() -> None:
    said = read_text("Serbia once supported the truce.", "d")
    assert [a.ended for a in said.answers] in ([], [True])
    assert not said.stances
    assert stance_of(_answer("undeclared", hearsay=False)) is None


def _answer(verdict: str, *, hearsay: bool) -> Answer:
    said = read_text("Serbia accepted the truce.", "d")
    [answer] = said.answers
    from dataclasses import replace

    return replace(answer, verdict=verdict, hearsay=hearsay, issue="truce")  # type: ignore[arg-type]


def test_pairs_are_in_our_own_words(shared: Path) -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        lines = [row["text"] for row in csv.DictReader(file)]
    articles = (shared / "oracles" / "conflicts" / "shared").glob("*/articles/*.txt")
    words = "\n".join(path.read_text(encoding="utf-8") for path in articles)
    assert [line for line in lines if line in words] == []
