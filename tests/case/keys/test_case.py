"""What a case file holds, and what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.numbers_below import stated_in
from servanda.case.load import load
from servanda.errors import InputError

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture(scope="module")
def vard() -> Case:
    return load(Path(__file__).parents[1] / "isle")


def test_best_and_worst_are_told_by_party_or_side(vard: Case) -> None:
    assert vard.best_of("garrison", "sutherland") == 20.0
    assert vard.worst_of("garrison", "sutherland") == 0.0
    assert (vard.best_of("isle", "norland"), vard.best_of("isle", "sutherland")) == (1.0, 0.0)
    with pytest.raises(InputError, match="says nothing for norland; add `norland:"):
        vard.best_of("harbour", "norland")


def test_the_stance_that_decides_is_the_nearest(vard: Case) -> None:
    assert vard.stance_path("bargain", "midmoor") == "proposals.bargain.stances.midmoor"
    assert vard.stance_path("truce", "midmoor") == "actors.willing.members.midmoor"
    assert vard.stance_path("truce", "norland") == ""
    assert vard.stance_of("truce", "norland") is None
    stance = vard.stance_of("truce", "eastmark")
    assert stance is not None and stance.position == "volunteer"


def test_of_two_bodies_the_one_the_proposal_asks_decides(strait: Case) -> None:
    assert strait.stance_path("entry", "arda") == "actors.league.members.arda"
    assert strait.stance_path("patrol", "arda") == "actors.patrol.members.arda"


def test_names_in_prose(vard: Case) -> None:
    assert vard.name_of("league") == "the Straits League"
    assert vard.name_of("westmark") == "Westmark"
    assert vard.name_of("no_man_s_land") == "No Man S Land"
    assert vard.consent_of("truce").startswith("Norland, Sutherland and Sutherland as host")
    assert vard.inside("truce") == ("norland", "sutherland")
    assert vard.inside("bargain") == ("norland", "sutherland")


def test_a_number_with_a_default_by_kind_is_read_where_it_is_said(strait: Case) -> None:
    assert strait.path_of("early") == "war.early"
    assert strait.path_of("keeps_its_word", "norland") == "parties.norland.keeps_its_word"
    truce = strait.proposals["truce"].model_copy(update={"kind": "civil_truce"})
    case = strait.model_copy(update={"proposals": {**strait.proposals, "truce": truce}})
    assert case.path_of("early", proposal="truce") == "by_kind.civil_truce.early"
    assert case.path_of("early", proposal="entry") == "war.early"
    assert case.path_of("word", "suria", "truce") == "parties.suria.word"


def test_numbers_are_found_by_path_and_no_path_twice(vard: Case) -> None:
    names = [name for name, _ in numbers_in(vard)]
    assert len(names) == len(set(names))
    stated = [name for name, _ in stated_in(vard)]
    assert names[: len(stated)] == stated
    for name in ("war.trend.analyst", "issues.harbour.options.shared.norland",
                 "proposals.truce.phases.0.terms.garrison.value",
                 "proposals.bargain.consent.all.4.of.lowmoor"):  # fmt: skip
        assert name in stated
