"""Every registered concept: declared completely, solved, and explained as it is solved."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from random_models import random_option_model

import servanda.graph as g
from servanda.errors import InputError
from servanda.graph import stability
from servanda.graph.concept import Concept
from servanda.references import all_references

MODELS = Path(__file__).parents[3] / "docs" / "graph" / "models"
NAMES = [c.name for c in g.CONCEPTS]


def test_every_file_is_registered() -> None:
    declared = set()
    for module in pkgutil.iter_modules(stability.__path__):
        held = vars(import_module(f"{stability.__name__}.{module.name}")).values()
        parts = [v for v in held if isinstance(v, Concept)]
        parts += [c for v in held if isinstance(v, tuple) for c in v if isinstance(c, Concept)]
        assert parts, f"{module.name} declares no concept"
        declared.update(c.name for c in parts)
    assert declared == set(NAMES)


def test_every_concept_says_what_it_asks_and_rests_on() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for concept in g.CONCEPTS:
        assert concept.title
        assert concept.asks
        assert concept.family
        assert concept.sources
        assert set(concept.sources) <= set(all_references()), concept.name


def said(model: g.Model, concept: str) -> None:
    solution = g.solve(model, [concept])
    for who, stable in solution.stable[concept].items():
        for label in model.labels:
            words = g.explain(model, label, who, concept)
            alone = " + " not in who
            if g.concept_called(concept).coalitions and alone:
                # A single name stands for every coalition it could be in.
                holds = all(
                    label in kept
                    for group, kept in solution.stable[concept].items()
                    if who in group.split(" + ")
                )
            else:
                holds = label in stable
            assert (" is stable for " in words) == holds, words
            assert (" is not stable for " in words) != holds, words
            assert words.endswith(".")
            assert "  " not in words


@pytest.mark.parametrize("concept", NAMES)
@pytest.mark.parametrize("name", ["syria_iraq_1975", "gisborne_economic"])
def test_words_agree_with_answers(name: str, concept: str) -> None:
    said(g.read_model(MODELS / f"{name}.json"), concept)


@pytest.mark.parametrize("kind", ["ties", "unknown", "degrees"])
@pytest.mark.parametrize("concept", NAMES)
def test_words_agree_on_random_models(concept: str, kind: str) -> None:
    if kind == "unknown" and (concept == "nm" or concept[1:].isdigit()):
        return  # looking ahead needs rankings
    model = random_option_model(np.random.default_rng(11), kind, 4)
    said(model, concept)


def test_the_credibility_of_a_deterrent_is_said() -> None:
    model = g.read_model(MODELS / "elmira.json")
    words = g.explain(model, "1", "Local Government", "gmr")
    assert "but MoE would not itself gain by it" in words or "would not itself gain" in words
    assert "counts under GMR and SMR and not under SEQ or SSEQ" in words


def test_coalitions_are_named_by_their_members() -> None:
    model = g.read_model(MODELS / "elmira.json")
    assert "MoE and Uniroyal could upset it" in g.explain(model, "5", "Uniroyal + MoE", "cnash")
    with pytest.raises(InputError, match="single decision makers"):
        g.explain(model, "5", "MoE + Uniroyal", "seq")


def test_mixed_concepts_take_each_by_its_own() -> None:
    model = g.read_model(MODELS / "elmira.json")
    stable = g.solve(model, ["nash", "gmr", "seq"]).stable
    by = {"MoE": "nash", "Uniroyal": "gmr", "Local Government": "seq"}
    wanted = set.intersection(*(set(stable[c][dm]) for dm, c in by.items()))
    assert set(g.mixed_equilibria(model, by)) == wanted
    with pytest.raises(InputError, match="has no concept"):
        g.mixed_equilibria(model, {"MoE": "nash"})
    with pytest.raises(InputError, match="coalitions, not about"):
        g.mixed_equilibria(model, {**by, "MoE": "cnash"})


def test_one_decision_maker_alone() -> None:
    model = g.option_model({"A": ["x", "y"]}, {"A": [0, 2, 1, 3]})
    for concept in NAMES:
        assert g.solve(model, [concept]).equilibria[concept] == ["4"], concept


def test_the_command_answers_in_plain_data() -> None:
    answer = g.solve_command(MODELS / "chicken.json", ["NASH", "seq"])
    assert answer == {
        "states": 4,
        "equilibria": {"nash": ["2", "3"], "seq": ["2", "3"]},
        "stable": {
            "nash": {"A": ["2", "3"], "B": ["2", "3"]},
            "seq": {"A": ["2", "3"], "B": ["2", "3"]},
        },
    }
    with pytest.raises(InputError, match="did you mean 'nash'"):
        g.solve_command(MODELS / "chicken.json", ["nahs"])
    with pytest.raises(InputError, match="no concept is asked for"):
        g.solve_command(MODELS / "chicken.json", [])
