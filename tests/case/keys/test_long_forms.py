"""A case written short, written out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.case.keys.case import Case
from servanda.case.keys.long_forms import written_out

CASES = Path(__file__).parents[2] / "cases"


def plain(folder: str) -> Any:
    return yaml.safe_load((CASES / folder / "case.yaml").read_text(encoding="utf-8"))


def test_parties_may_be_a_list_or_stand_at_their_sides() -> None:
    raw = plain("strait")
    named = Case.model_validate(raw)
    assert Case.model_validate({**raw, "parties": {"norland": {}, "suria": {}}}) == named
    sides = {key: value for key, value in raw.items() if key != "parties"}
    assert Case.model_validate({**sides, "sides": {"norland": "norland", "suria": ["suria"]}}) == (
        named
    )
    with pytest.raises(ValueError, match="the party `norland` stands twice"):
        Case.model_validate({**raw, "parties": ["norland", "norland"]})
    with pytest.raises(ValueError, match="`sides` names coalitions"):
        Case.model_validate({**sides, "sides": {"north": 3}})


def test_a_lone_number_is_the_share_of_the_first_side(strait: Case) -> None:
    shares = strait.issues["status"].options["partner"].shares
    assert {party: share.form.value for party, share in shares.items()} == {
        "norland": 0.5, "suria": 0.5,
    }  # fmt: skip
    member = strait.issues["status"].options["member"].shares
    assert member["norland"].form.value == 0.0 and member["suria"].form.value == 1.0


def test_what_is_written_long_stays_and_nothing_given_is_changed() -> None:
    raw = plain("strait")
    long = written_out(raw)
    assert written_out(long) == long and isinstance(raw["parties"], list)
    assert long["issues"]["status"]["options"]["partner"] == {"norland": 0.5, "suria": 0.5}
    three = {**raw, "parties": ["norland", "suria", "dova"]}
    assert written_out(three)["issues"] == raw["issues"]  # of three sides nobody shares a number
