"""Explorations of planted studies, of a null study, and of a toy added in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.explore.ask import answered, question_called, questions
from servanda.explore.finding import COLUMNS, Finding
from servanda.explore.study import Basis, Input, Outcome, Study

BASES: tuple[Basis, ...] = ("evidence", "base rate", "judgement")


def study_of(rule: str, worlds: int = 6_000, width: int = 9, seed: int = 3) -> Study:
    """Uniform inputs and one verdict: only input 2 counts, or 2 and 7 together, or none."""
    inputs = tuple(Input(f"input {i}", 0.0, 1.0, BASES[i % 3], now=0.5) for i in range(width))
    values = np.random.default_rng(seed).uniform(size=(worlds, width))
    luck = np.random.default_rng(seed + 1).uniform(size=worlds)

    def verdict(x: np.ndarray) -> np.ndarray:
        if rule == "one":
            return (x[:, 2] > 0.6) * 1.0
        if rule == "together":
            return ((x[:, 2] > 0.5) ^ (x[:, 7] > 0.5)) * 1.0
        return (luck < 0.3) * 1.0

    def rerun(change: Mapping[str, float]) -> dict[str, np.ndarray]:
        moved = values.copy()
        for name, value in change.items():
            moved[:, [item.name for item in inputs].index(name)] = value
        return {"signed": verdict(moved)}

    outcome = Outcome("signed", verdict(values), says="it is signed")
    return Study(inputs, values, (outcome,), rerun, case="planted", version="0", seed=5)


def explore_all(study: Study) -> list[Finding]:
    """Every question about the worlds of one proposal, asked of a planted study."""
    single = [each for each in questions() if each.of == "proposal"]
    return [finding for each in single for finding in answered(each, study)]


def by_name(findings: list[Finding], name: str) -> Finding:
    return next(finding for finding in findings if finding.exploration == name)


def test_the_only_input_that_matters_is_found_by_every_exploration() -> None:
    findings = explore_all(study_of("one"))
    (flip,) = by_name(findings, "linchpins").rows
    assert flip["label"] == "input 2" and flip["middle"] == pytest.approx(0.6, abs=2e-3)
    assert flip["distance"] == pytest.approx(0.1, abs=2e-3)
    tornado = by_name(findings, "what matters")
    assert [row["label"] for row in tornado.rows if row["matters"]] == ["input 2"]
    (limit,) = by_name(findings, "scenarios").rows
    assert limit["input"] == "input 2" and limit["low"] == pytest.approx(0.6, abs=0.01)


def test_two_inputs_that_matter_only_together() -> None:
    findings = explore_all(study_of("together"))
    tornado = by_name(findings, "what matters")
    assert [row["label"] for row in tornado.rows if row["matters"]] == ["input 2 with input 7"]
    boxes = by_name(findings, "scenarios")
    assert {row["input"] for row in boxes.rows} == {"input 2", "input 7"}
    assert all(row["density"] > 0.95 for row in boxes.rows)  # type: ignore[operator]
    shares = next(f for f in findings if f.shape == "table" and f.exploration == "what matters")
    share = {row["basis"]: row["share"] for row in shares.rows}
    assert share["judgement"] == pytest.approx(0.5, abs=0.06)
    assert share["base rate"] == pytest.approx(0.5, abs=0.06)
    assert share["evidence"] == pytest.approx(0.0, abs=0.03)


def test_a_joint_change_is_found_where_no_single_one_flips() -> None:
    plain = study_of("none", worlds=4_000)
    values = plain.values

    def both(x: np.ndarray) -> np.ndarray:
        return 1.0 * ((x[:, 2] > 0.8) & (x[:, 7] > 0.8))

    def rerun(change: Mapping[str, float]) -> dict[str, np.ndarray]:
        moved = values.copy()
        for name, value in change.items():
            moved[:, plain.names.index(name)] = value
        return {"signed": both(moved)}

    outcome = Outcome("signed", rerun({})["signed"], says="it is signed")
    study = Study(plain.inputs, values, (outcome,), rerun, seed=5)
    (single,) = question_called("linchpins").answer(study)
    (joint,) = question_called("joint linchpins").answer(study)
    assert not single.found and joint.found
    new = {row["path"]: row["new"] for row in joint.rows}
    assert {"input 2", "input 7"} <= set(new)
    assert all(0.8 < new[name] <= 1.0 for name in ("input 2", "input 7"))  # type: ignore[operator]
    assert rerun(new)["signed"].mean() >= 0.5  # type: ignore[arg-type]


def test_a_null_study_says_there_is_nothing() -> None:
    for seed in (3, 11):
        findings = explore_all(study_of("none", seed=seed))
        for name in ("linchpins", "joint linchpins", "what matters", "scenarios"):
            assert not by_name(findings, name).found, name
        assert "Nothing inside the stated ranges" in by_name(findings, "linchpins").claim


@pytest.mark.parametrize("rule", ["one", "together", "none"])
def test_findings_are_drawable_repeatable_and_plain(rule: str) -> None:
    once, again = (explore_all(study_of(rule)) for _ in range(2))
    assert [f.as_dict() for f in once] == [f.as_dict() for f in again]
    for finding in once:
        assert json.loads(json.dumps(finding.as_dict())) == finding.as_dict()
        assert finding.question.endswith("?")
        assert finding.claim[0].isupper() and finding.claim.endswith(".")
        assert finding.columns[: len(COLUMNS[finding.shape])] == COLUMNS[finding.shape]
        assert finding.provenance.seed == 5 and finding.provenance.worlds == 6_000


def test_a_study_without_rerun_has_no_linchpins_and_a_small_one_no_scenarios() -> None:
    full = study_of("one", worlds=300)
    table = Study(full.inputs, full.values, full.outcomes)
    names = {finding.exploration for finding in explore_all(table)}
    assert names == {"what matters"}


def test_streams_are_named_and_independent_of_each_other() -> None:
    study = study_of("none", worlds=200)
    first = study.stream("a").random(3)
    study.stream("b").random(100)
    assert first.tolist() == study.stream("a").random(3).tolist()
    assert first.tolist() != study.stream("b").random(3).tolist()


def test_bad_tables_are_refused() -> None:
    item = Input("x", 0, 1, "evidence")
    with pytest.raises(InputError, match="one row per world"):
        Study((item,), np.zeros((3, 2)), ())
    with pytest.raises(InputError, match="one per world"):
        Study((item,), np.zeros((3, 1)), (Outcome("y", np.zeros(2)),))
    with pytest.raises(InputError, match="no basis"):
        Input("x", 0, 1, "hunch")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="lower end first"):
        Input("x", 1, 0, "evidence")
