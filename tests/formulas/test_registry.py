"""Every file with a model is registered, and every file without one says why here."""

from __future__ import annotations

from pathlib import Path

import servanda.formulas
from servanda.formulas.formula import Model
from servanda.formulas.registry import MODELS

FOLDER = Path(servanda.formulas.__file__).parent
NO_MODEL = {
    "registry": "the register",
    "__init__": "says what the folder holds",
    "consent_tree": "takes a rule, not columns",
    "formula": "what a formula declares",
    "hold_in_lanes": "the recursions of hold, several worlds at once",
    "least_change_of_inputs": "works on a function of one case, not on worlds",
    "regrouping": "kernels used by the formulas of holding",
    "status": "why a quantity has no value",
}
KERNELS = {
    "bad_faith", "bent_power", "chebyshev", "competing_ends", "elementary", "evidence_likelihoods",
    "guarantor_stakes", "logit_breach", "months_of_war", "moving_front", "pace", "pressure",
    "private_types", "recovery_of_power", "running_cost", "signal_proof", "steady_deal",
}  # fmt: skip
"""Formulas for one world at a time, which the engine or another formula calls."""


def without_model(folder: Path) -> set[str]:
    """The files of a folder of formulas none of whose models is registered."""
    registered = {model.run.__module__.rpartition(".")[2] for model in MODELS}
    return {file.stem for file in folder.glob("*.py")} - registered


def test_every_file_is_registered() -> None:
    assert without_model(FOLDER) == set(NO_MODEL) | KERNELS


def test_a_trial_file_that_is_forgotten_is_found(tmp_path: Path) -> None:
    for name in ("trial", "bargaining"):
        (tmp_path / f"{name}.py").touch()
    assert without_model(tmp_path) == {"trial"}


def test_every_kernel_is_called_by_the_engine_or_another_formula() -> None:
    source = FOLDER.parent
    texts = [
        file.read_text(encoding="utf-8")
        for room in ("formulas", "engine", "explore", "report", "door")
        for file in (source / room).rglob("*.py")
    ]
    for kernel in KERNELS:
        assert any(f"servanda.formulas.{kernel} import" in text for text in texts), kernel


def test_every_model_of_a_file_is_registered() -> None:
    for stem in {model.run.__module__ for model in MODELS}:
        module = __import__(stem, fromlist=["*"])
        made = {name for name, thing in vars(module).items() if isinstance(thing, Model)}
        here = {m.name for m in MODELS if m.run.__module__ == stem}
        assert {n for n in made if vars(module)[n].run.__module__ == stem} == here


def test_every_model_says_what_it_was_checked_against_or_follows_from() -> None:
    for model in MODELS:
        text = model.run.__doc__ or ""
        assert "[@" in text, model.name
        assert ">>>" in text, model.name
