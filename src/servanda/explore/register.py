"""The register of questions: a line each, so that whoever lists them need not load them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.explore.ask import Question

__all__ = ["QUESTIONS", "Registered"]


@dataclass(frozen=True)
class Registered:
    """A question by its name and place (`module:NAME`), fetched when it is first wanted.

    `verb` is the command that asks it, by default its name; several may share one, the first
    speaking for all in `says`, the sentence that `servanda --help` prints. A question without
    `says` on any of its verb is asked by `servanda explore` alone.
    """

    name: str
    place: str
    verb: str = ""
    says: str = ""

    @property
    def command(self) -> str:
        """The verb of the command line that asks it."""
        return self.verb or self.name

    def fetch(self) -> Question:
        """Return the question itself."""
        module, _, attribute = self.place.partition(":")
        found: Question = getattr(import_module(module), attribute)
        return found


def _here(name: str, attribute: str, verb: str = "", says: str = "") -> Registered:
    module = f"servanda.explore.questions.{attribute.lower()}"
    return Registered(name, f"{module}:{attribute}", verb, says)


QUESTIONS: tuple[Registered, ...] = (
    _here(
        "linchpins",
        "LINCHPINS",
        says="Find the numbers that flip a verdict inside their range, and what to watch.",
    ),
    Registered(
        "joint linchpins", "servanda.explore.questions.linchpins:JOINT_LINCHPINS", "linchpins"
    ),
    Registered(
        "what would suffice", "servanda.explore.questions.what_suffices:WHAT_SUFFICES", "linchpins"
    ),
    _here("what matters", "WHAT_MATTERS"),
    _here("scenarios", "SCENARIOS"),
    _here(
        "deals",
        "DEALS",
        says="Search packages for those that would be signed and hold; repair one.",
    ),
    _here("past", "PAST", says="Set the model beside what became of settlements like these."),
    _here(
        "behaviour",
        "BEHAVIOUR",
        says="Weigh worlds by what was said and done so far; say what each event moves.",
    ),
    _here(
        "forecast",
        "FORECAST",
        says="Forecast what a council or an alliance would decide, five ways, with errors.",
    ),
)
"""Every question, in the order in which a reader wants the answers."""
