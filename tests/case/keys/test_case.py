"""What a case file holds, and what follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.case.keys.case import Case, numbers_in, stated_in
from servanda.case.load import load
from servanda.errors import InputError

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture(scope="module")
def vard() -> Case:
    return load(Path(__file__).parents[1] / "isle")


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


def test_sides_enemies_and_whom_a_promise_is_for(strait: Case) -> None:
    assert strait.sides == {"norland": ("norland",), "suria": ("suria",)}
    assert strait.enemies_of("suria") == ("norland",) and not strait.same_side("norland", "suria")
    assert strait.protected_by("pact") == ("suria",) and strait.opposed_by("pact") == ("norland",)
    assert (strait.challenger, strait.protege) == ("norland", "suria")
    open_to_all = strait.guarantees["pact"].model_copy(update={"against": ()})
    case = strait.model_copy(update={"guarantees": {"pact": open_to_all}})
    assert case.opposed_by("pact") == ("norland",)
    assert strait.front_holders == ("norland",) and strait.front_losers == ("suria",)


def test_a_war_without_a_front_says_so_where_one_is_needed(strait: Case) -> None:
    bare = strait.model_copy(update={"war": strait.war.model_copy(update={"front": None})})
    assert not bare.has_front
    with pytest.raises(InputError, match="this war has no front, and one is needed here"):
        _ = bare.front


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
