"""One name for one number, told by the field itself, and what to watch to see it move."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from servanda.case.keys.case import Case, numbers_in
from servanda.case.load import load, parse
from servanda.case.names import group_of, name_of, names_of, watch_of
from servanda.case.template import KINDS, first_case

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "cases" / "public"
FOLDERS = [
    *sorted(file.parent for file in ROOT.glob("examples/*/case.yaml")),
    *sorted(file.parent for file in ROOT.glob("tests/cases/*/case.yaml")),
    *sorted(file.parent for file in ROOT.glob("tests/case/*/case.yaml")),
    *sorted(file.parent for file in SHARED.glob("*/case.yaml") if "broken" not in str(file)),
]


def holds(case: Case) -> None:
    names = names_of(case)
    assert set(names) == {path for path, _ in numbers_in(case)}
    assert [n for n, many in Counter(names.values()).items() if many > 1] == []
    for path, name in names.items():
        assert name != path and "{" not in name and "_" not in name and "  " not in name, path
        watch = watch_of(case, path)
        assert watch and "{" not in watch and "  " not in watch, path
        assert group_of(case, path), path


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_number_of_every_case_has_one_name_and_something_to_watch(folder: Path) -> None:
    holds(load(folder))


@pytest.mark.parametrize("kind", KINDS)
def test_so_has_every_number_of_the_cases_to_begin_with(kind: str) -> None:
    holds(parse(first_case(kind)))


def test_names_say_whose_eyes_and_where() -> None:
    case = parse(first_case("interstate"))
    assert name_of(case, "war.trend.analyst") == "the pace of the front, as the analyst sees it"
    valid = name_of(case, "proposals.pact_for_harbour.consent.all.1.valid")
    assert valid.startswith("the chance that the disputed veto of Norland in “The League's promise")


def test_two_numbers_that_would_be_called_alike_are_told_apart() -> None:
    text = first_case("interstate").replace(
        "- {veto: norland, valid: 0.3 to 0.7}",
        "- {veto: norland, valid: 0.3 to 0.7}\n        - {veto: norland, valid: 0.1 to 0.2}",
    )
    names = names_of(parse(text))
    path = "proposals.pact_for_harbour.consent.all.{}.valid"
    assert names[path.format(1)].endswith("is valid (1)")
    assert names[path.format(2)].endswith("is valid (2)")


def test_a_path_that_leads_to_no_number_is_its_own_name() -> None:
    assert name_of(parse(first_case("interstate")), "war.nothing") == "war.nothing"
