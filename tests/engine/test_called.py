"""`cite` lists what a run called: formulas found by watching it, and none besides."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

import servanda
import servanda.engine
import servanda.explore
import servanda.worlds
from servanda.case.keys.case import Case
from servanda.case.load import load, parse
from servanda.case.template import first_case
from servanda.engine import called
from servanda.engine.called import Called, called_by, formulas_of, kernels_under
from servanda.engine.cited import cited_by
from servanda.formulas.formula import Model
from servanda.formulas.registry import LIBRARY_ONLY, MODELS

CASES = Path(__file__).parents[1] / "cases"
NOT_OF_A_TRUCE = {"Banzhaf1965", "Rubinstein1982", "KrepsWilson1982", "Nash1950", "Fearon1994"}


def test_a_fresh_case_cites_no_formula_that_it_does_not_call() -> None:
    cited = cited_by(parse(first_case()))
    assert not NOT_OF_A_TRUCE & set(cited)
    assert {"McKelveyPalfrey1998", "Rust1987", "MilgromRoberts1990"} <= set(cited)


def test_what_a_case_does_not_say_is_not_cited(strait: Case) -> None:
    bare = strait.model_copy(update={"commitments": {}, "record": {}})
    for key, name in (("HuthRussett1984", "reputation_stake"),):
        with_it = {each.name for each in called_by(strait)}
        without = {each.name for each in called_by(bare)}
        assert (name in with_it) == bool(strait.commitments)
        assert name not in without
        assert name not in cited_by(bare).get(key, ())


@pytest.mark.parametrize("name", ["bay", "ford", "ridge", "strait"])
def test_what_is_cited_is_in_the_bibliography_and_says_what_rests_on_it(name: str) -> None:
    from servanda.references import reference

    for key, used_by in cited_by(load(CASES / name)).items():
        assert reference(key) and used_by


def _rooms() -> list[ModuleType]:
    return [
        importlib.import_module(each.name)
        for room in (servanda.engine, servanda.explore, servanda.worlds)
        for each in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    ]


def _reached() -> set[str]:
    """The formulas that a function of the engine or of an exploration calls, by name."""
    waiting: list[FunctionType] = []
    for module in _rooms():
        for value in list(vars(module).values()):
            function = getattr(value, "py_func", value)
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                waiting.append(function)
            if isinstance(value, type) and value.__module__ == module.__name__:
                waiting += [f for f in vars(value).values() if isinstance(f, FunctionType)]
    found: set[str] = set()
    for function in waiting:
        names = {name for code in _nested(function.__code__) for name in code.co_names}
        found |= {
            each.name for each in map(function.__globals__.get, names) if isinstance(each, Model)
        }
        for code in _nested(function.__code__):
            for kernel in kernels_under(code, function.__globals__):
                found |= {each.name for each in formulas_of(kernel)}
    return found


def _nested(code: object) -> list[object]:
    return [code, *(n for c in code.co_consts if hasattr(c, "co_consts") for n in _nested(c))]  # type: ignore[attr-defined]


def test_every_formula_is_reached_by_a_verb_or_listed_as_library_only() -> None:
    reached = _reached() - {"__init__"}
    names = {each.name for each in MODELS}
    assert names - reached == set(LIBRARY_ONLY)
    assert all(says.endswith(".") for says in LIBRARY_ONLY.values())


def test_kernels_are_followed_to_those_they_call() -> None:
    from servanda.engine.proposal import settle

    below = {kernel.__name__ for kernel in kernels_under(settle.__code__, settle.__globals__)}
    assert {"breach_choice", "exponential"} <= below


TRIAL = """
def trial(x):
    \"\"\"Return twice a share [@Powell2006, p. 182].\"\"\"
    return 2.0 * x
"""


def test_a_trial_formula_is_cited_by_its_docstring_once_a_run_calls_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room: dict[str, Any] = {"__name__": "servanda.formulas.trial"}
    place = Path(servanda.__file__).parent / "formulas" / "trial.py"
    exec(compile(TRIAL, str(place), "exec"), room)
    case, assessed = parse(first_case()), called.assess

    def calling(*given: Any, **more: Any) -> Any:
        room["trial"](0.2)
        return assessed(*given, **more)

    trial = Called("servanda.formulas.trial.trial", ("Powell2006",))
    assert trial not in called_by(case)
    monkeypatch.setattr(called, "_KNOWN", {})
    monkeypatch.setattr(called, "assess", calling)
    assert trial in called_by(case)
    assert trial.name in cited_by(case)["Powell2006"]
