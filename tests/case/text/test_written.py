"""A case as an analyst would write it: the shortest notation that says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.case.keys.case import Case, numbers_in
from servanda.case.load import load
from servanda.case.text.written import written, written_form
from servanda.quantity import parse_form

CASES = [folder for folder in sorted((Path(__file__).parents[2] / "cases").iterdir())
         if (folder / "case.yaml").exists()]  # fmt: skip


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_what_is_written_says_the_same(folder: Path) -> None:
    case = load(folder)
    again = Case.model_validate(written(case))
    assert written(again) == written(case)
    forms = [[(name, number.form) for name, number in numbers_in(each)] for each in (again, case)]
    assert forms[0] == forms[1]


def test_the_short_notation_is_taken_where_it_says_all(strait: Case) -> None:
    plain = written(strait)
    assert plain["proposals"]["truce"]["terms"]["islands"] == "as_held"
    assert plain["proposals"]["truce"]["consent"] == {"all": ["norland", "suria"]}
    assert plain["actors"]["norland"] == "Norland"
    assert plain["actors"]["patrol"]["members"]["arda"] == "volunteer"
    assert plain["actors"]["patrol"]["members"]["elis"] == {"position": "conditional", "needs": 1}
    assert "note" not in plain["issues"]["islands"]


@pytest.mark.parametrize(
    "raw",
    [3, 0.25, "0.2 to 0.5", "likely", "?", {"beta": [2, 8]}, {"base_rate": "alliance_honour"},
     {"mix": {"a": {"weight": 2, "value": "0.1 to 0.2"}, "b": {"weight": 1, "value": 0.5}}}],
)  # fmt: skip
def test_forms_of_a_number_come_back(raw: object) -> None:
    form = parse_form(raw, "share")
    assert parse_form(written_form(form), "share") == form
