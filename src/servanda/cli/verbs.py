"""Every verb of the command line, in the order in which an analyst meets them, by group.

A verb is a file of this folder and a line here; one that asks a question of a case is derived from
the register of questions. Nothing is loaded until its verb is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from servanda.explore import register

__all__ = ["GROUPS", "Verb", "verbs"]

GROUPS = ("read", "case", "judge", "explore", "hand over")
"""What verbs are for, in order."""


@dataclass(frozen=True)
class Verb:
    """A verb: its name, what it is for, the sentence that help prints, and where it is.

    `place` is `module:function`; empty where its questions are asked as registered.
    """

    name: str
    group: str
    says: str
    place: str = ""

    def fetch(self) -> Callable[..., None]:
        """Return the function that parses its arguments and prints its answer."""
        if not self.place:
            from servanda.cli.question import command_of

            return command_of(self.name, self.says)
        module, _, function = self.place.partition(":")
        found: Callable[..., None] = getattr(import_module(module), function)
        return found


def _own(name: str, group: str, says: str) -> Verb:
    return Verb(name, group, says, f"servanda.cli.{name}:{name}")


OWN: tuple[Verb, ...] = (
    _own("read", "read", "Read articles: who said what, of what kind, when; and who stands where."),
    _own(
        "evidence", "read", "List what was read for a case; accept, correct or reject it, for git."
    ),
    _own(
        "draft", "read", "Begin a case from articles: actors, issues, proposals, stances, quotes."
    ),
    Verb(
        "import",
        "read",
        "Make ranges of a data file: areas, ACLED, UCDP, PA-X; or an edited table.",
        "servanda.cli.import_data:import_data",
    ),
    _own("demo", "case", "Assess the shipped Ukraine case and write its report; no input needed."),
    _own("new", "case", "Begin a case: case.yaml with comments, sources/, a schema for editors."),
    _own(
        "check",
        "case",
        "Report every fault of a case with its line, uncited numbers, stale quotes.",
    ),
    _own(
        "upgrade", "case", "Write a case of version 1 in the notation of version 2, comments kept."
    ),
    _own(
        "assess", "judge", "Assess every proposal: signed, holds 1/5/10 years, effect on the war."
    ),
    _own(
        "shard", "judge", "Work through some worlds of a case, on any machine; `merge` joins them."
    ),
    _own("merge", "judge", "Put shards together: to the digit what `assess` says of all worlds."),
    _own("why", "judge", "Say why a proposal fares as it does: who blocks, on which evidence."),
    _own("graph", "judge", "Ask who prefers what and who can answer whom; or solve a graph model."),
    _own("explore", "explore", "Ask every question of a case: what would have to change."),
    _own("compare", "explore", "Compare two versions of a case on the same worlds, edit by edit."),
    _own("serve", "judge", "Open the workbench: a local page on a case, verdicts under your hand."),
    _own(
        "library", "explore", "Past settlements as cases: list, show, score the model, like CASE."
    ),
    _own("ask", "case", "Write a form for experts: the numbers that matter most, offline."),
    _own("pool", "judge", "Pool several experts: each verdict, the pooled one, what moves it."),
    _own("questions", "hand over", "Turn verdicts into dated questions somebody can find wrong."),
    _own("ledger", "hand over", "Keep questions sealed by hash: add, resolve, score, verify."),
    _own("report", "hand over", "Write the report: a brief of two pages, and the annex behind it."),
    _own("export", "hand over", "Write numbers and stances as a sheet; `import` takes it back."),
    _own("verify", "hand over", "Run the case inside a report again; is every digit the same?"),
    _own("cite", "hand over", "Print what the results rest on: formulas, base rates, sources."),
)
"""Verbs with a file of their own."""


def verbs() -> tuple[Verb, ...]:
    """Return every verb, by group; the questions' before those that explore otherwise."""
    asked = [Verb(each.command, "explore", each.says) for each in register.QUESTIONS if each.says]
    first = [each for each in OWN if GROUPS.index(each.group) < GROUPS.index("explore")]
    return (*first, *asked, *(each for each in OWN if each not in first))
