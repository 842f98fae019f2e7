"""A study of one proposal of a case: its worlds, what went into them, and the same worlds again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from servanda.arrays import Floats
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Quantity
from servanda.case.names import name_of, watch_of
from servanda.engine.fidelity import EXPLORING, SCANNING, Fidelity
from servanda.errors import named
from servanda.explore.proposal_worlds import ProposalWorlds, parts_of, used_by
from servanda.explore.questions.requirements import requirements
from servanda.explore.study import Input, Outcome, Study
from servanda.quantity import Family
from servanda.version import __version__
from servanda.worlds.belief import pooled_quantile
from servanda.worlds.sample import Worlds, sample

__all__ = ["OUTCOMES", "columns_of", "stated_range", "studies_of", "study_of"]

OUTCOMES = {
    "signed": "{} is signed",
    "holds_5": "{} is signed and holds five years",
    "would_hold_5": "{}, once signed, holds five years",
}
"""The columns whose share of worlds makes the verdict, and how a sentence says them."""

FEW = 1_000
"""Worlds on which inputs are scanned quickly before a flip is closed in on with all worlds."""
SOME = 2_000
"""Worlds, or a tenth of them where that is more, from which a flip is then placed."""

NEAR = 5_000
"""Worlds from which it is told what would suffice."""

BOUNDED = frozenset({"uniform", "loguniform", "triangular"})


def study_of(case: Case, proposal: str, *, worlds: int = 20_000, seed: int = 0) -> Study:
    """Return the study of one proposal: its uncertain numbers, and whether it is signed and holds.

    Only numbers that the proposal's fate was computed from are inputs. Whether those whose consent
    is a probability then consent, and whether a disputed veto is valid, is chance beside the
    inputs; `rerun` keeps that chance as it fell.

    Raises: InputError for an unknown proposal and for whatever `sample` refuses.
    """
    named(proposal, case.proposals, "proposal")
    drawn = sample(case, worlds=worlds, seed=seed)
    return _study(case, proposal, drawn, tuple(parts_of(drawn)))


def studies_of(
    case: Case, proposals: Iterable[str], *, worlds: int = 20_000, seed: int = 0
) -> Iterator[Study]:
    """Yield the study of one proposal after another; what they share is drawn once.

    Raises: as `study_of`.
    """
    drawn = sample(case, worlds=worlds, seed=seed)
    parts = tuple(parts_of(drawn))
    for proposal in proposals:
        named(proposal, case.proposals, "proposal")
        yield _study(case, proposal, drawn, parts)


def _study(case: Case, proposal: str, drawn: Worlds, whole: tuple[Worlds, ...]) -> Study:
    names = used_by(case, drawn, proposal)
    numbers = dict(numbers_in(case))
    inputs = tuple(_input(case, name, numbers[name]) for name in names)
    title = case.proposals[proposal].title
    says = {name: text.format(f"“{title}”") for name, text in OUTCOMES.items()}

    def on(count: int, mode: Fidelity) -> ProposalWorlds:
        these = parts_of(drawn.chunk(drawn.start, drawn.start + count))
        return ProposalWorlds(case, tuple(these), proposal, tuple(OUTCOMES), mode)

    few, some = min(len(drawn), FEW), min(len(drawn), max(SOME, len(drawn) // 10))
    run = ProposalWorlds(case, whole, proposal, tuple(OUTCOMES))
    found = run({})
    outcomes = tuple(Outcome(name, found[name], says[name]) for name in OUTCOMES)
    together = frozenset(name for item in case.correlations for name in item.between)
    table = np.concatenate([part.table(names) for part in whole])
    made = (case_hash(case), __version__, drawn.seed)
    near = drawn.chunk(drawn.start, drawn.start + min(len(drawn), NEAR))
    return Study(
        inputs,
        table,
        outcomes,
        run,
        *made,
        together,
        on(few, EXPLORING),
        on(some, SCANNING),
        lambda: requirements(case, near, proposal),
        proposal,
    )


def columns_of(
    case: Case, drawn: Worlds, proposal: str, columns: tuple[str, ...]
) -> dict[str, Floats]:
    """Return some of a proposal's columns; a world that is not computed counts as no.

    Columns are those of signing and holding; not the months of war.
    """
    worlds = ProposalWorlds(case, tuple(parts_of(drawn)), proposal, columns)
    found = dict(worlds({}))
    worlds.let_go()
    return found


def stated_range(number: Quantity) -> tuple[float, float, float]:
    """Return the ends of a number's stated range and its middle.

    The ends are those of the middle 90% of the stated belief (an interval is exactly that), or the
    limits themselves of a distribution that has limits.
    """
    bounded = isinstance(number.form, Family) and number.form.name in BOUNDED
    edge = 1e-9 if bounded else 0.05
    low, middle, high = pooled_quantile(
        number.form, np.array([edge, 0.5, 1 - edge]), number.low, number.high, unit=number.unit
    )
    return float(low), float(middle), float(high)


def _input(case: Case, name: str, number: Quantity) -> Input:
    low, middle, high = stated_range(number)
    basis = number.basis if number.basis in {"evidence", "base rate"} else "judgement"
    return Input(
        name,
        low,
        high,
        basis,  # type: ignore[arg-type]
        unit=number.unit,
        label=name_of(case, name),
        indicator=watch_of(case, name),
        now=middle,
    )
