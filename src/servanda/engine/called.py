"""Which formulas a run of a case calls, found by running it and watching.

A few worlds of the case are assessed while every function of the package that is called is noted.
Compiled kernels are followed from the functions that name them to the kernels those call. What a
function rests on is what its docstring cites; what a kernel of `formulas` rests on is what the
formulas of its file rest on that call it too. So a formula is cited where the run calls it, and a
new one needs no list of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.engine.assess import assess
from servanda.formulas.formula import Model
from servanda.formulas.registry import MODELS
from servanda.references import CITED

__all__ = ["Called", "called_by", "formulas_of", "kernels_under"]

_TOP = str(Path(__file__).resolve().parents[1])
PILOT = 32
"""Worlds of the run that is watched: which formulas it calls hangs on the case, not on luck."""


@dataclass(frozen=True)
class Called:
    """Something a run called that rests on the literature: its name, and the keys it rests on."""

    name: str
    sources: tuple[str, ...]


_KNOWN: dict[str, tuple[Called, ...]] = {}


def called_by(case: Case) -> tuple[Called, ...]:
    """Return what an assessment of `case` calls that rests on the literature, by name.

    Raises: InputError where the case cannot be assessed.
    """
    key = case_hash(case)
    if key not in _KNOWN:
        watched = _watched(lambda: assess(case, worlds=PILOT, threads=1, robustness=False))
        found: dict[str, tuple[str, ...]] = {}
        for code, (names, gave) in watched.items():
            found |= _rests_on(code, names, gave)
        _KNOWN[key] = tuple(Called(name, found[name]) for name in sorted(found))
    return _KNOWN[key]


def _watched(run: Callable[[], object]) -> dict[CodeType, tuple[Mapping[str, Any], bool]]:
    """Run something, and return the code of this package that was called.

    With each come its globals, and whether it ever gave an answer: one that only found that the
    case says nothing of its matter rests on nothing.
    """
    seen: dict[CodeType, tuple[Mapping[str, Any], bool]] = {}

    def note(frame: FrameType, event: str, arg: object) -> None:
        code = frame.f_code
        if event == "return" and code.co_filename.startswith(_TOP):
            _, answered = seen.get(code, ({}, False))
            seen[code] = frame.f_globals, answered or arg is not None

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(before)
    return seen


def _rests_on(code: CodeType, names: Mapping[str, Any], gave: bool) -> dict[str, tuple[str, ...]]:
    """Return what a function that gave an answer, and the kernels below it, rest on."""
    found: dict[str, tuple[str, ...]] = {}
    model = _model_of(code)
    sources = model.sources if model else _cited(code)
    if sources and gave:
        found[model.name if model else f"{names['__name__']}.{code.co_qualname}"] = sources
    for kernel in kernels_under(code, names):
        for formula in formulas_of(kernel):
            found[formula.name] = formula.sources
        if own := _cited(kernel.__code__):
            found[f"{kernel.__module__}.{kernel.__name__}"] = own
    return found


def _cited(code: CodeType) -> tuple[str, ...]:
    """Return what a function's docstring cites: it is the first of its constants."""
    text = code.co_consts[0] if code.co_consts else None
    keys = (match.group(1) for match in CITED.finditer(text)) if isinstance(text, str) else ()
    return tuple(dict.fromkeys(keys))


def _model_of(code: CodeType) -> Model | None:
    return next((each for each in MODELS if each.run.__code__ is code), None)


def kernels_under(code: CodeType, names: Mapping[str, Any]) -> Iterator[Callable[..., Any]]:
    """Yield the Python functions of the compiled kernels that code names, and of those they name.

    Yields each once.
    """
    waiting, seen = [(code, names)], set[CodeType]()
    while waiting:
        code, names = waiting.pop()
        for name in code.co_names:
            kernel = getattr(names.get(name), "py_func", None)
            if kernel is not None and kernel.__code__ not in seen:
                seen.add(kernel.__code__)
                waiting.append((kernel.__code__, kernel.__globals__))
                yield kernel


@cache
def formulas_of(kernel: Callable[..., Any]) -> tuple[Model, ...]:
    """Return the registered formulas of a kernel's file that call it."""
    return tuple(
        model
        for model in MODELS
        if model.run.__module__ == kernel.__module__
        and kernel in kernels_under(model.run.__code__, model.run.__globals__)
    )
