"""The graph lens against direct counts of the inequalities, and on cases whose answer is known.

Breaking the deal and joining are one-way moves. So once a deal is made an armed party can only
resume the war (alone), and the others can only join against whom they promised to (joined), after
which nobody can move.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.engine.results import Assessment
from servanda.errors import InputError
from servanda.explore.questions.graph_lens import GraphLens, graph_lens, lens_findings
from servanda.worlds.sample import sample

CASES = Path(__file__).parents[2] / "cases"
WORLDS = 1_000
STRONG = {"force": "200 to 300 thousand", "punishment": 0.5}
"""A force that would turn a renewed war: whether it comes is then what matters."""


def gain(kept: Mapping[str, Floats], how: str, party: str) -> Floats:
    """Return what breaking, answered so, gains a party: the cost of its word is counted."""
    gained: Floats = kept[f"{how}.{party}"] - kept[f"word.{party}"] - kept[f"keep.{party}"]
    return gained


@pytest.fixture(scope="module")
def found(strait: Case) -> Assessment:
    return assess(strait, worlds=WORLDS, seed=0, robustness=False)


def seen(strait: Case, **guarantee: Any) -> tuple[Assessment, GraphLens]:
    """Return the patrol deal where its guarantee is as `guarantee` says."""
    raw = strait.model_dump(mode="python", by_alias=True)
    raw["guarantees"]["patrols"] |= guarantee
    case = Case.model_validate(raw)
    assessment = assess(case, worlds=WORLDS, seed=0, proposals=("patrol",), robustness=False)
    return assessment, graph_lens(case, assessment, "patrol")


@pytest.mark.parametrize("proposal", ["truce", "entry", "patrol", "handover"])
def test_shares_are_direct_counts(strait: Case, found: Assessment, proposal: str) -> None:
    kept, lens = found.kept[proposal], graph_lens(strait, found, proposal)
    tempted = gain(kept, "alone", "norland") > 0.0
    promised = bool(strait.proposals[proposal].guarantees)
    hurt = tempted & (gain(kept, "joined", "norland") <= 0.0) & promised
    luck = sample(strait, WORLDS, found.seed).event(f"honour/{proposal}")
    believed = hurt & (luck < kept["believed.norland"])
    assert lens.kept_by("Norland", "nash") == pytest.approx(np.mean(~tempted))
    assert lens.kept_by("Norland", "gmr") == pytest.approx(np.mean(~tempted | hurt))
    assert lens.kept_by("Norland", "smr") == pytest.approx(np.mean(~tempted | hurt))
    assert lens.kept_by("Norland", "seq") == pytest.approx(np.mean(~tempted | believed))


def test_equilibria_take_the_analysts_view_of_resolve(strait: Case, found: Assessment) -> None:
    kept, lens = found.kept["patrol"], graph_lens(strait, found, "patrol")
    luck = sample(strait, WORLDS, found.seed).event("honour/patrol")
    honoured = luck < kept["believed_true"]
    hurt = (gain(kept, "joined", "norland") <= 0.0) & honoured
    stable = (gain(kept, "alone", "norland") <= 0.0) | hurt
    stable &= gain(kept, "alone", "suria") <= 0.0  # nobody answers a breach of Suria's
    share, error = lens.share("seq")
    assert share == pytest.approx(np.mean(stable))
    assert error == pytest.approx(np.sqrt(share * (1 - share) / WORLDS))


def test_a_guarantor_never_believed_deters_no_more_than_nobody(strait: Case) -> None:
    assessment, lens = seen(strait, intervenes=0, **STRONG)
    assert lens.kept_by("Norland", "seq") == lens.kept_by("Norland", "nash") < 0.5
    kept = assessment.kept["patrol"]
    hurt = gain(kept, "joined", "norland") <= 0.0
    assert hurt.mean() > 0.5, "joining would hurt, believed or not"
    assert lens.kept_by("Norland", "gmr") > lens.kept_by("Norland", "seq") + 0.4
    assert "would not itself gain" in lens.why("Norland")


def test_a_guarantor_believed_for_certain_makes_every_threat_credible(strait: Case) -> None:
    _, lens = seen(strait, intervenes=1, **STRONG)
    assert lens.kept_by("Norland", "seq") == lens.kept_by("Norland", "gmr") > 0.7
    assert lens.share("seq")[0] == lens.share("gmr")[0]
    assert "would itself gain" in lens.why("Norland")


def test_belief_moves_seq_and_nothing_else(strait: Case) -> None:
    lenses = [seen(strait, intervenes=belief, **STRONG)[1] for belief in (0.1, 0.5, 0.9)]
    credible = [lens.kept_by("Norland", "seq") for lens in lenses]
    assert credible == sorted(credible)
    assert credible[2] > credible[0] + 0.3
    for concept in ("nash", "gmr", "smr"):
        assert len({lens.kept_by("Norland", concept) for lens in lenses}) == 1


def test_what_a_party_believes_is_not_what_the_analyst_does(strait: Case) -> None:
    views = {"norland": 0.02, "suria": 0.5, "analyst": 0.98}
    _, lens = seen(strait, intervenes=views, **STRONG)
    assert lens.kept_by("Norland", "seq") < 0.2 < 0.6 < lens.share("seq")[0]
    assert "not stable for Norland under SEQ" in lens.why("Norland")


def test_each_concept_that_asks_less_keeps_more(strait: Case, found: Assessment) -> None:
    for proposal in found.kept:
        lens = graph_lens(strait, found, proposal)
        for dm in lens.model.decision_makers:
            nash, seq, gmr = (lens.kept_by(dm, c) for c in ("nash", "seq", "gmr"))
            assert nash <= seq <= gmr


def test_without_a_guarantee_two_decide(strait: Case, found: Assessment) -> None:
    lens = graph_lens(strait, found, "truce")
    assert lens.model.decision_makers == ("Norland", "Suria")
    assert len({lens.kept_by("Norland", c) for c in ("nash", "gmr", "smr", "seq")}) == 1
    assert "nothing the others can do" in lens.why("Norland")


def test_others_are_named_where_they_are_one_body(strait: Case, found: Assessment) -> None:
    assert graph_lens(strait, found, "entry").model.decision_makers[2] == "The League"
    assert graph_lens(strait, found, "patrol").model.decision_makers[2] == "Patrol coalition"
    raw = strait.model_dump(mode="python", by_alias=True)
    raw["guarantees"]["pact"]["guarantors"] = ["arda", "brema"]
    several = Case.model_validate(raw)
    made = assess(several, worlds=500, proposals=("entry",), robustness=False)
    lens = graph_lens(several, made, "entry")
    assert lens.model.decision_makers[2] == "The others"
    assert "The others would itself" not in lens.why("Norland")


def test_words_name_the_actors_and_the_numbers(strait: Case, found: Assessment) -> None:
    lens = graph_lens(strait, found, "patrol")
    stability, comparison = lens_findings(strait, found, lens)
    assert "Norland" in stability.claim
    for concept in ("seq", "gmr"):
        assert f"{lens.kept_by('Norland', concept):.0%}" in stability.claim
    assert [row["concept"] for row in stability.rows] == ["Nash", "GMR", "SMR", "SEQ"]
    assert any(lens.why("Norland") in caveat for caveat in stability.caveats)
    assert comparison.rows[1]["graph"] == f"{lens.kept_by('Norland', 'seq'):.0%}"
    assert stability.provenance.worlds == WORLDS


def test_the_lenses_disagree_aloud(strait: Case, found: Assessment) -> None:
    for name in found.kept:
        lens = graph_lens(strait, found, name)
        _, comparison = lens_findings(strait, found, lens)
        would = found[name].would_hold[5]
        least = min(lens.kept_by(who, "seq") for who in ("Norland", "Suria"))
        apart = would is not None and abs(least - would.share) > 0.2
        assert ("on holding" in comparison.claim) == apart


def test_what_is_printed_as_json_is_what_it_says(strait: Case, found: Assessment) -> None:
    lens = graph_lens(strait, found, "entry")
    shown = lens.to_dict()
    assert shown["deal_stable_for"]["seq"]["Norland"] == lens.kept_by("Norland", "seq")
    assert shown["decision_makers"] == ["Norland", "Suria", "The League"]
    assert set(shown["why"]) == set(shown["decision_makers"])
    for shares in shown["equilibria"].values():
        assert sum(entry["share"] for entry in shares.values()) > 0


def test_four_parties_decide_and_each_may_break() -> None:
    case = load(CASES / "marsh")
    name = next(iter(case.proposals))
    assessment = assess(case, worlds=200, proposals=(name,), robustness=False)
    lens, kept = graph_lens(case, assessment, name), assessment.kept[name]
    for party in case.parties:
        tempted = gain(kept, "alone", party) > 0.0
        assert lens.kept_by(case.name_of(party), "nash") == pytest.approx(np.mean(~tempted))
        assert f"broken by {case.name_of(party)}" in lens.model.labels


def test_an_unknown_proposal_is_told(strait: Case, found: Assessment) -> None:
    with pytest.raises(InputError, match="no proposal is called 'entri'"):
        graph_lens(strait, found, "entri")
