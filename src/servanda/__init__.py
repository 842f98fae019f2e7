"""servanda: judge proposed settlements of armed conflicts, with ranges, sources and reasons.

    import servanda as sv

    case = sv.load("talks")              # a folder with a case
    a = sv.assess(case)                  # a table of verdicts; a["truce"].consent, .holds, .why()
    sv.explore(case, "linchpins", "truce")
    sv.report(case, "memo.docx")

Every verb of the command line is a function here; each is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from servanda.version import __version__

if TYPE_CHECKING:
    from servanda.case.keys.case import Case as Case
    from servanda.door.case import check as check
    from servanda.door.case import load as load
    from servanda.door.case import new as new
    from servanda.door.case import upgrade as upgrade
    from servanda.door.elicitation import ask as ask
    from servanda.door.elicitation import pool as pool
    from servanda.door.evidence import decide as decide
    from servanda.door.evidence import evidence as evidence
    from servanda.door.exchange import export as export
    from servanda.door.exchange import import_data as import_data
    from servanda.door.explore import behaviour as behaviour
    from servanda.door.explore import compare as compare
    from servanda.door.explore import deals as deals
    from servanda.door.explore import explore as explore
    from servanda.door.explore import findings as findings
    from servanda.door.explore import forecast as forecast
    from servanda.door.explore import linchpins as linchpins
    from servanda.door.explore import past as past
    from servanda.door.hand_over import cite as cite
    from servanda.door.hand_over import report as report
    from servanda.door.hand_over import verify as verify
    from servanda.door.judge import assess as assess
    from servanda.door.judge import demo as demo
    from servanda.door.judge import graph as graph
    from servanda.door.judge import why as why
    from servanda.door.ledger import ledger as ledger
    from servanda.door.ledger import ledger_add as ledger_add
    from servanda.door.ledger import ledger_crowd as ledger_crowd
    from servanda.door.ledger import ledger_resolve as ledger_resolve
    from servanda.door.ledger import ledger_score as ledger_score
    from servanda.door.ledger import ledger_verify as ledger_verify
    from servanda.door.ledger import questions as questions
    from servanda.door.library import library as library
    from servanda.door.library import score_library as score_library
    from servanda.door.library import settlements_like as settlements_like
    from servanda.door.read import draft as draft
    from servanda.door.read import read as read
    from servanda.door.shards import merge as merge
    from servanda.door.shards import shard as shard
    from servanda.engine.results import Assessment as Assessment
    from servanda.errors import CaseError as CaseError
    from servanda.errors import InputError as InputError
    from servanda.errors import ServandaError as ServandaError
    from servanda.explore.finding import Finding as Finding
    from servanda.workbench.notebook import what_if as what_if
    from servanda.workbench.start import serve as serve

_ELSEWHERE = {
    "Assessment": "servanda.engine.results",
    "Case": "servanda.case.keys.case",
    "CaseError": "servanda.errors",
    "Finding": "servanda.explore.finding",
    "InputError": "servanda.errors",
    "ServandaError": "servanda.errors",
    "serve": "servanda.workbench.start",
    "what_if": "servanda.workbench.notebook",
}
"""What no file of the door holds: types, and the workbench, which stands on the door itself."""

_ROOMS = frozenset({"evidence", "explore", "graph", "report"})
"""Verbs that are rooms too: packages that can be called."""

__all__ = [  # each fetched by `__getattr__`
    "Assessment",
    "Case",
    "CaseError",
    "Finding",
    "InputError",
    "ServandaError",
    "__version__",
    "ask",
    "assess",
    "behaviour",
    "check",
    "cite",
    "compare",
    "deals",
    "decide",
    "demo",
    "draft",
    "evidence",
    "explore",
    "export",
    "findings",
    "forecast",
    "graph",
    "import_data",
    "ledger",
    "ledger_add",
    "ledger_crowd",
    "ledger_resolve",
    "ledger_score",
    "ledger_verify",
    "library",
    "linchpins",
    "load",
    "merge",
    "new",
    "past",
    "pool",
    "questions",
    "read",
    "report",
    "score_library",
    "serve",
    "settlements_like",
    "shard",
    "upgrade",
    "verify",
    "what_if",
    "why",
]


def __getattr__(name: str) -> Any:
    if name in _ELSEWHERE:
        found = getattr(import_module(_ELSEWHERE[name]), name)
    elif name in _ROOMS:
        return import_module(f"servanda.{name}")
    elif name in __all__:
        door = import_module("servanda.door")
        found = getattr(import_module(f"servanda.door.{door.DOOR[name]}"), name)
    else:
        raise AttributeError(f"module 'servanda' has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
