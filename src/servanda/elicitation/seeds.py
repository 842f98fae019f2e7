"""Seed questions: counts whose answers are known, to tell how far an expert's ranges hold.

All are counted in public data and shipped with their source, so that form and pool ask and know
the same. They are of the field, and nobody is expected to have them by heart.
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.kinds_of_war import endings, kind_of_war
from servanda.kinds_of_war.classes import fitted_class

__all__ = ["Seed", "seeds"]


@dataclass(frozen=True)
class Seed:
    """A question with a known answer, in percent, and where it was counted."""

    id: str
    question: str
    answer: float
    source: str


def seeds() -> tuple[Seed, ...]:
    """Return the seed questions, in the order of the form.

    >>> len(seeds()) >= 8, all(0 < seed.answer < 100 for seed in seeds())
    (True, True)
    """
    civil, truce = kind_of_war("civil_settlement"), kind_of_war("civil_truce")
    states = kind_of_war("interstate")
    goes_on = fitted_class("war_goes_on")
    crisis = fitted_class("crisis_recurs")
    kept = fitted_class("guarantor_kept")
    peters, paper = endings("civil")["peters_out"], endings("civil")["paper"]
    asked = (
        ("civil_1y", f"Of {civil.papers} agreements in civil wars, what share held one year "
         "between those who signed?", civil.held(1).share, civil.counted),
        ("civil_5y", f"Of the same {civil.papers}, what share held five years?",
         civil.held(5).share, civil.counted),
        ("truce_1y", f"Of {truce.papers} truces in civil wars, what share held one year?",
         truce.held(1).share, truce.counted),
        ("truce_5y", f"Of the same {truce.papers}, what share held five years?",
         truce.held(5).share, truce.counted),
        ("states_5y", f"Of {states.papers} wars between states that had been quiet for a calendar "
         "year, what share stayed so for five years?", states.held(5).share, states.counted),
        ("goes_on", f"Of {goes_on.cases} years in which a conflict was active, in what share was "
         "it active the next year too?", goes_on.share, goes_on.source),
        ("crisis", f"Of {crisis.cases} crises between states that came to serious clashes or war, "
         "what share came back within five years?", crisis.share, crisis.source),
        ("kept", f"Of {kept.cases} alliances that a war called in, what share was honoured?",
         kept.share, kept.source),
        ("peters", "In what share of its years does an active civil war peter out with neither "
         "paper nor victory?", peters[0], "UCDP Conflict Termination Dataset"),
        ("paper", "In what share of its years does an active civil war end by a paper?", paper[0],
         "UCDP Conflict Termination Dataset"),
    )  # fmt: skip
    return tuple(
        Seed(f"seed.{name}", said, 100.0 * float(share), source)
        for name, said, share, source in asked
    )
