"""The fuzzer tries what it is said to try: whole cases, every verb, every column's range."""

from __future__ import annotations

import random
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from servanda.case.load import load, parse
from servanda.engine.assess import assess
from servanda.engine.result_columns import columns

TOP = Path(__file__).parents[1]


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Any:
    with pytest.MonkeyPatch.context() as path:
        path.syspath_prepend(str(TOP / "validation"))
        yield
    for name in [name for name in sys.modules if name.startswith("fuzz")]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    strait = load(TOP / "tests" / "cases" / "strait")
    return assess(strait, worlds=24, seed=1, robustness=False).to_dict()


def test_every_case_to_mutate_is_sound_as_it_is_written_again() -> None:
    """`on:` was once read as a truth value, and six of fourteen cases were refused unmutated."""
    from fuzz import bases, written

    for name, content in bases():
        assert parse(written(content)).title, name
    assert len(bases()) >= 14


def test_every_verb_is_run_or_excused() -> None:
    from fuzz_verbs import NO_CASE, missing

    assert not missing()
    assert set(NO_CASE) == {"demo", "new", "serve"}


def test_a_verb_that_refuses_or_says_too_much_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    import fuzz_verbs

    text = (TOP / "tests" / "cases" / "ford" / "case.yaml").read_text("utf-8")
    monkeypatch.setattr(fuzz_verbs, "SLOW_CHAINS", ())

    def found(chain: tuple[tuple[str, ...], ...]) -> list[str]:
        monkeypatch.setattr(fuzz_verbs, "CHAINS", (chain,))
        return list(fuzz_verbs.faults_of_verbs(text, text, random.Random(1), 1.0))

    assert not found((("check", "case", "--json"),))
    assert "exit code 2" in found((("why", "case", "no_such"),))[0]
    assert not list(fuzz_verbs.faults_of_text("Finland, infantry and nanometres: 12%"))
    assert list(fuzz_verbs.faults_of_text("signed  nan% ±inf"))


@pytest.mark.parametrize("of", ["proposal", "party", "armed"])
def test_a_number_outside_the_range_of_any_column_is_found(told: dict[str, Any], of: str) -> None:
    from fuzz_ranges import faults_of_result, range_of

    assert not list(faults_of_result(told))
    tried = 0
    for column in columns(of=of):
        if column.kind not in ("share", "spread") or column.json is None:
            continue
        least, most = range_of(column)
        for value in (least - 1.0, most + 1.0):
            made = deepcopy(told)
            body = made["proposals"][0]
            body = body if of == "proposal" else body["parties" if of == "party" else "armed"][0]
            steps = (column.json[0],) if isinstance(column.json, tuple) else column.place
            for step in steps[:-1]:
                body = body[step] if isinstance(body, dict) else None
            if not isinstance(body, dict) or not body.get(steps[-1]) or abs(value) > 1e300:
                continue
            if isinstance(column.json, tuple):
                body[steps[-1]] = value
            else:
                body[steps[-1]] = dict.fromkeys(body[steps[-1]], value)
            assert any(column.name in fault for fault in faults_of_result(made)), column.name
            tried += 1
    assert tried >= 2


def test_bounds_out_of_order_are_found() -> None:
    from fuzz_ranges import faults_of

    for fault in (
        {"5": 1.0, "50": 0.0, "95": 2.0},
        {"share": 0.5, "se": 0.1, "low": 0.6, "high": 0.9},
        {"low": 1, "median": 3, "high": 2},
        {"share": 0.5, "se": 7.0},
        {"x": float("inf")},
    ):
        assert list(faults_of({"a": [fault]})), fault
    assert not list(faults_of({"share": 0.5, "se": 0.1, "low": 0.4, "high": 0.9}))
