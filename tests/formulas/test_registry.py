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


def test_every_file_is_registered() -> None:
    registered = {model.run.__module__.rpartition(".")[2] for model in MODELS}
    files = {file.stem for file in FOLDER.glob("*.py")}
    assert files - registered <= set(NO_MODEL)
    assert not registered & set(NO_MODEL)


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
