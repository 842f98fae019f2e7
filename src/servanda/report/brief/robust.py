"""How robust the answer is: whether it stays the same under other readings of the same case."""

from __future__ import annotations

from collections import Counter
from typing import Any, Protocol

from servanda.report.blocks import Paragraph, Prose, Run, Section, prose
from servanda.report.brief.named import counted
from servanda.report.material import Material
from servanda.sentences import listed

__all__ = ["robust"]


class _Trials(Protocol):
    """What the engine tells of a verdict that was tried: which trials it survives, and on what."""

    @property
    def robust(self) -> bool: ...
    @property
    def failed(self) -> tuple[Any, ...]: ...
    @property
    def rests_on(self) -> tuple[str, ...]: ...


_NOT_LOOKED = (
    "Not looked at for this report: whether the verdicts stay the same with the tool's own base "
    "rates, from a second coder's case, and with the roles exchanged. Until then they are one "
    "coder's."
)


def robust(material: Material, most: int) -> Section:
    """Return what the verdicts survive, or that nobody looked."""
    found = [getattr(each, "robustness", None) for each in material.assessment.proposals]
    tried = [each for each in found if each is not None]
    told = _told(tried) if tried else prose(_NOT_LOOKED)
    return Section("brief-robust", "How robust this is", (Paragraph(told),))


def _told(tried: list[_Trials]) -> Prose:
    """Return how many verdicts survive every trial, and which trials fail how many of the rest.

    >>> from types import SimpleNamespace as Tried
    >>> lost = Tried(robust=False, failed=(Tried(name="a second coder"),), rests_on=("the cost",))
    >>> _told([lost, Tried(robust=True, failed=(), rests_on=())])[0].text
    '1 of 2 verdicts survives every trial'
    """
    firm = sum(each.robust for each in tried)
    many = counted(len(tried), "verdict")
    lead = f"{firm or 'None'} of {many} survive{'s' if firm < 2 else ''} every trial"
    tail = (
        ": other numbers within the case's ranges, the tool's own base rates, a second coder, and "
        "the war told from the other side."
    )
    failed = Counter(trial.name for each in tried for trial in each.failed)
    rests = Counter(name for each in tried for name in each.rests_on)
    said: list[str | Run] = [Run(lead, "strong"), tail]
    if failed:
        lost = [f"{name} {count} of them" for name, count in failed.most_common(3)]
        said.append(f" The others fail: {listed(lost)}.")
    if rests:
        said.append(f" They rest most on {listed([name for name, _ in rests.most_common(2)])}.")
    return prose(*said)
