"""Issues by classes of words that meet: any of many verbs with any of many nouns."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from tests.reading.packages.told import package

from servanda.reading.packages.issue_frames import NAME, framed_in, frames


@pytest.mark.parametrize(
    ("words", "issue"),
    [
        ("all shooting is to cease at dawn", "ceasefire"),
        ("military activity is to be frozen for three months", "ceasefire"),
        ("both armies step back fifteen kilometres", "withdrawal"),
        ("the brigade would vacate the hills", "withdrawal"),
        ("a phased pullout over eighteen months", "withdrawal"),
        ("the militia stands down", "disarmament"),
        ("each gunman stacks his rifle", "disarmament"),
        ("a third of its fighters would be taken into the regular army", "army_integration"),
        ("the army is to be reorganised", "army_reform"),
        ("the province gets a parliament of its own", "autonomy"),
        ("the province stays part of the republic", "status"),
        ("a ballot on the territory's future", "referendum"),
        ("the junta hands over to civilians", "elections"),
        ("rebels enter the government", "power_sharing"),
        ("a new basic charter", "constitution"),
        ("an international administrator rules the district", "governance"),
        ("the valley is given back", "territory"),
        ("pillars will be put up along the frontier", "border"),
        ("an exclusion zone", "demilitarised_zone"),
        ("the garrison is held to two thousand", "force_limits"),
        ("the swap of 300 soldiers for 450 rebels", "prisoners"),
        ("charges against the rebels are dropped", "amnesty"),
        ("a panel will examine the killings", "justice"),
        ("villagers may return under escort", "refugees"),
        ("plots for landless peasants", "land_reform"),
        ("its frozen funds are unlocked", "sanctions"),
        ("of every barrel two fifths stay in the south", "resources"),
        ("aid is let into all districts", "aid"),
        ("the siege of the town is raised", "transit"),
        ("embassies are to reopen", "recognition"),
        ("quarrels go to three judges", "arbitration"),
        ("the front may register as a party", "party_status"),
        ("neither lets its soil be used against the other", "non_interference"),
        ("negotiators meet again within a month", "agreement_talks"),
        ("minefields are cleared", "mines"),
        ("Prisoners are handed back", "prisoners"),
        ("Gunmen stack their rifles", "disarmament"),
        ("the peninsula of Tarn passes to Norland", "territory"),
        ("all of Tarn is restored to Norland", "territory"),
        ("Norland cedes Tarn", "territory"),
        ("howitzers are towed back behind the river", "withdrawal"),
        ("the Norlanders return to their posts", "withdrawal"),
        ("mortars fall silent at noon", "ceasefire"),
        ("the rebels are quartered in nine agreed areas", "disarmament"),
        ("three hundred of them are sworn into the police force", "army_integration"),
        ("the county councils receive wider powers", "autonomy"),
        ("an assembly of ninety is to be elected", "elections"),
        ("a provisional coalition is to rule", "power_sharing"),
        ("those who took part are exempt from prosecution", "amnesty"),
        ("whoever ordered the killings is to be tried", "justice"),
        ("wool and cattle may be sent in transit", "transit"),
        ("each waives its claims for war damage", "reparations"),
        ("they renounce war as a means of policy", "non_interference"),
        ("the islet is let for forty years as a naval station", "bases"),
        ("conscripts are discharged within weeks", "force_limits"),
        ("factories of the old rulers are nationalised", "property"),
        ("the large estates are broken up", "land_reform"),
        ("the wishes of the islanders are to be respected", "minority_rights"),
        ("they shall treat of the rest at a later date", "agreement_talks"),
        ("newspapers may appear uncensored", "press"),
        ("a condominium over the delta", "governance"),
        ("civil servants in the south are paid their salaries again", "economy"),
    ],
)  # fmt: skip
def test_classes_make_an_issue(words: str, issue: str) -> None:
    assert issue in {framed.issue for framed in framed_in(words)}


@pytest.mark.parametrize(
    "words",
    [
        "the soldiers sang; the committee left",
        "she left her hotel for the settlement",
        "in front of him lay the text in good faith",
        "there will be no going back",
        "His bureau on the coast will close",
        "Miss Tarn will never be given up for lost",
        "the Muslim quarter of the Tarn Hotel",
        "Nobody sends soldiers any more",
    ],
)
def test_words_that_only_stand_near_make_none(words: str) -> None:
    assert not framed_in(words)


def test_a_name_is_no_common_word() -> None:
    """ "Land" the paper and "Free" the station are names where they have a capital."""
    assert not framed_in("he read in Land that Prison Songs was sold out")


def test_a_verb_goes_with_what_stands_nearest() -> None:
    found = framed_in("the fighters hand over their rifles and the valley is handed back")
    assert [framed.issue for framed in found] == ["disarmament", "territory"]


def test_what_an_answer_hangs_on_is_no_term() -> None:
    told = package("The rebels would stop shooting if the tanks went back to the railway.")
    assert "withdrawal" not in {term.issue for term in told.terms}


def test_a_phrase_does_not_run_over_into_the_next_clause() -> None:
    told = package(
        "Under the plan all guns are to be handed over, and the army goes back to its camps."
    )
    assert {"disarmament", "withdrawal"} <= {term.issue for term in told.terms}


def test_every_class_and_issue_of_the_tables_is_declared() -> None:
    folder = files("servanda.reading.packages")
    classes = (folder / "word_classes.csv").read_text(encoding="utf-8").splitlines()[1:]
    names = [line.split("|")[0] for line in classes]
    issues = {
        line.split("|")[0]
        for line in (folder / "issues.csv").read_text(encoding="utf-8").splitlines()[1:]
    }
    used = {part for frame in frames() for part, _ in frame.parts if part.isupper()}
    assert len(names) == len(set(names))
    assert used == {*names, NAME}
    assert {frame.issue for frame in frames()} <= issues
    assert all(re.fullmatch(r"[\w|;.' -]+", line) for line in classes)
