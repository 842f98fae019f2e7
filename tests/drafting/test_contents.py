"""The parts of a case as plain data: what is proposed, of what kind the war is, what is open."""

from __future__ import annotations

from datetime import date

from tests.drafting.news import ARTICLES, citations_in, said

from servanda.drafting.contents import Contents


def test_a_case_names_only_what_it_declares_and_leaves_out_what_is_empty(
    caucasus: Contents, strip: Contents
) -> None:
    for made in (caucasus, strip):
        case = made.case()
        assert all(part not in ({}, []) for part in case.values())
        issues, actors = case["issues"], case["actors"]
        for proposal in case["proposals"].values():
            assert set(proposal["terms"]) <= set(issues)
            assert set(proposal.get("stances", {})) <= set(actors)
        assert set(case["parties"]) <= set(actors)
        assert {c["source"] for c in citations_in(case)} <= set(case["sources"])


def test_a_war_between_states_is_one_and_another_is_not(caucasus: Contents) -> None:
    assert caucasus.kind() == "interstate"
    civil = Contents([said("sudan", ARTICLES["sudan"])], (), date(2024, 5, 1))
    assert civil.kind() == "civil_truce"
    asked = Contents([said("sudan", ARTICLES["sudan"])], (), date(2024, 5, 1), "civil_settlement")
    assert asked.case()["kind"] == "civil_settlement"


def test_the_plan_is_the_proposal_and_no_ceasefire_is_made_up_beside_it(strip: Contents) -> None:
    proposals = strip.proposals()
    assert [entry["title"] for entry in proposals.values()] == ["Tripoli Plan"]
    assert strip.has_plan


def test_where_nothing_is_proposed_a_ceasefire_stands_to_compare_with() -> None:
    text = "Chad attacked Libya. Libya bombed Chad."
    made = Contents([said("war", text)], (), date(2024, 5, 1))
    (entry,) = made.proposals().values()
    assert entry["title"] == "A ceasefire between Libya and Chad"
    assert entry["note"].startswith("No article proposes it")
    assert not made.has_plan


def test_whose_consent_is_disputed_has_a_veto_of_unknown_validity(caucasus: Contents) -> None:
    asked = caucasus.proposals()["deployment"]["consent"]["all"]
    (veto,) = (each for each in asked if isinstance(each, dict) and "veto" in each)
    assert (veto["veto"], veto["valid"]) == ("azerbaijan", "?") and veto["cite"]


def test_the_file_of_a_source_holds_its_text(strip: Contents) -> None:
    (name, text), = strip.texts().items()  # fmt: skip
    assert strip.case()["sources"]["plan"]["file"] == f"sources/{name}"
    assert "Aouzou strip" in text


def test_what_is_open_is_told_in_sentences(caucasus: Contents) -> None:
    limits = caucasus.limits()
    assert limits
    assert all((each[0].isupper() or each[0].isdigit()) and each.endswith(".") for each in limits)


def test_whose_answer_a_network_alone_hears_is_told_to_be_checked() -> None:
    text = (
        "Soldiers of Chad and Libya fought over the strip. A peace plan is on the table. "
        "Libya signed the plan. Chad tore the plan to pieces before the cameras."
    )
    rules_read = text.replace("tore the plan to pieces before the cameras", "rejected the plan")
    made = Contents([said("war", text)], (), date(2024, 5, 1))
    (told,) = (each for each in made.limits() if "network" in each)
    assert "Chad" in told and "Libya" not in told
    made = Contents([said("war", rules_read)], (), date(2024, 5, 1))
    assert not any("network" in each for each in made.limits())
