"""Every stability concept, in the order in which they are listed to people.

To add one, write a file beside these that ends in a `Concept`, and put it into `CONCEPTS`.
"""

from __future__ import annotations

from servanda.errors import InputError
from servanda.graph.concept import Concept
from servanda.graph.options import closest
from servanda.graph.stability.coalition import COALITIONAL
from servanda.graph.stability.gmr import GMR
from servanda.graph.stability.limited import LIMITED
from servanda.graph.stability.nash import NASH
from servanda.graph.stability.seq import SEQ
from servanda.graph.stability.sim import FH, SIM
from servanda.graph.stability.smr import SMR
from servanda.graph.stability.sseq import SSEQ
from servanda.graph.stability.strength import BY_STRENGTH
from servanda.graph.stability.unknown import UNDER_UNKNOWN

__all__ = ["CONCEPTS", "concept_called"]

CONCEPTS: tuple[Concept, ...] = (
    NASH,
    GMR,
    SMR,
    SEQ,
    SSEQ,
    SIM,
    FH,
    *LIMITED,
    *COALITIONAL,
    *BY_STRENGTH,
    *UNDER_UNKNOWN,
)


def concept_called(name: str) -> Concept:
    """Return the concept called `name`; InputError if none is.

    >>> concept_called("GMR").title
    'General metarationality'
    """
    wanted = name.strip().casefold()
    for concept in CONCEPTS:
        if concept.name == wanted:
            return concept
    raise InputError(
        f"no concept is called {name!r}; {closest(wanted, [c.name for c in CONCEPTS])}"
    )
