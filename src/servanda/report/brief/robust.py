"""How robust the answer is: whether it stays the same under other readings of the same case."""

from __future__ import annotations

from collections import Counter

from servanda.engine.robustness import TRIALS, Robustness
from servanda.report.blocks import Paragraph, Prose, Run, Section, prose
from servanda.report.brief.named import counted
from servanda.report.material import Material
from servanda.sentences import listed

__all__ = ["robust"]


_NOT_LOOKED = (
    "Not looked at for this report: whether the verdicts stay the same with the tool's own base "
    "rates, from a second coder's case, and with the roles exchanged. Until then they are one "
    "coder's."
)


def robust(material: Material, most: int) -> Section:
    """Return what the verdicts survive, or that nobody looked."""
    tried = [each.robustness for each in material.assessment.proposals if each.robustness]
    told = _told(tried) if tried else prose(_NOT_LOOKED)
    return Section("brief-robust", "How robust this is", (Paragraph(told),))


def _told(tried: list[Robustness]) -> Prose:
    """Return how many verdicts survive every trial, and which trials fail how many of the rest.

    >>> from servanda.engine.robustness import TRIALS, Trial
    >>> yes = tuple(Trial(name, True, 1.0, "") for name in TRIALS)
    >>> lost = Robustness((*yes[:3], Trial(TRIALS[3], False, 0.0, "")), ("the cost of war",))
    >>> _told([lost, Robustness(yes, ())])[0].text
    '1 of 2 verdicts survives every trial'
    """
    firm = sum(each.robust for each in tried)
    many = counted(len(tried), "verdict")
    lead = f"{firm or 'None'} of {many} survive{'s' if firm < 2 else ''} every trial"
    made = [
        name for name in TRIALS if any(t.name == name and t.tried for e in tried for t in e.trials)
    ]
    idle = [name for name in TRIALS if name not in made]
    tail = f": {listed(made)}." if made else "."
    failed = Counter(trial.name for each in tried for trial in each.failed)
    rests = Counter(name for each in tried for name in each.rests_on)
    said: list[str | Run] = [Run(lead, "strong"), tail]
    if failed:
        lost = [f"{name} {count} of them" for name, count in failed.most_common(3)]
        said.append(f" The others fail: {listed(lost)}.")
    if idle:
        said.append(f" The case has nothing on which to try {listed(idle)}.")
    if rests:
        said.append(f" They rest most on {rests.most_common(1)[0][0]}.")
    return prose(*said)
