"""What an assessment says of a case, in Python, in JSON and in rows."""

from __future__ import annotations

import json

import pytest

from servanda.engine.assess import assess
from servanda.engine.results import Assessment
from servanda.errors import InputError


@pytest.fixture(scope="module")
def made(strait) -> Assessment:
    return assess(strait, worlds=60, seed=2, robustness=False)


def test_a_proposal_is_asked_for_by_name_and_all_come_in_order(made, strait) -> None:
    assert [each.id for each in made] == list(strait.proposals) and len(made) == 4
    assert made["patrol"].id == "patrol"
    with pytest.raises(InputError, match="no proposal is called 'patrols'"):
        made["patrols"]


def test_what_json_says_is_plain_and_whole(made) -> None:
    said = json.loads(json.dumps(made.to_dict()))
    entry = said["proposals"][[each.id for each in made].index("entry")]
    result = made["entry"]
    assert entry["signed"]["share"] == result.signed.share
    assert entry["verdict"] == result.verdict.word
    assert {party["id"] for party in entry["parties"]} == set(result.consent)
    assert all(0.0 <= each["share"] <= 1.0 for each in entry["parties"])


def test_a_row_a_proposal_with_the_same_columns(made) -> None:
    rows = made.rows()
    assert [row["proposal"] for row in rows] == [each.id for each in made]
    assert all(list(row) == list(rows[0]) for row in rows)


def test_who_stands_in_the_way_is_told_from_the_most(made) -> None:
    for result in made:
        alone = [share.share for _, share in result.alone_in_the_way]
        assert alone == sorted(alone, reverse=True)
        least = [share.share for _, share in result.least_willing]
        assert least == sorted(least)


def test_repr_is_a_line_and_html_escapes(made) -> None:
    assert len(repr(made)) < 500 and "\n" not in repr(made["truce"])
    assert "<table" in made._repr_html_() and str(made)
