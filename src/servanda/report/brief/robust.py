"""How robust the answer is: whether it stays the same under other readings of the same case."""

from __future__ import annotations

from collections import Counter

from servanda.case.keys.case import numbers_in
from servanda.case.names import name_of
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
    told = (*_told(tried), *_turns_on(material, tried)) if tried else prose(_NOT_LOOKED)
    return Section("brief-robust", "How robust this is", (Paragraph(told),))


def _told(tried: list[Robustness]) -> Prose:
    """Return how many verdicts survive every trial, which trials others fail, and which had none.

    >>> from servanda.engine.robustness import TRIALS, Trial
    >>> yes = tuple(Trial(name, True, 1.0, "") for name in TRIALS)
    >>> lost = Robustness((*yes[:3], Trial(TRIALS[3], False, 0.0, "")), ("the cost of war",))
    >>> print("".join(run.text for run in _told([lost, Robustness(yes, ())])))
    1 of 2 verdicts is robust: it survives its own ranges, the tool's own base rates, a second
    coder and the exchange of roles. 1 leans: it fails the exchange of roles.
    """
    firm = [each for each in tried if each.robust]
    near = [each for each in tried if each.undetermined]
    lean = [each for each in tried if not each.robust and not each.undetermined]
    no_one = "it does not survive" if len(tried) == 1 else "none survives"
    made = listed(_own(name, firm or tried) for name in TRIALS if _was(name, tried))

    def count(some: list[Robustness]) -> str:
        return "It" if len(tried) == 1 else str(len(some))

    said = [
        f": {_they(firm)} survive{_s(firm)} {made}." if firm else f": {no_one} all of {made}.",
        f" {count(lean)} lean{_s(lean)}: {_fail(lean)}." if lean else "",
        f" {count(near)} {_is(near)} undetermined, too near even odds to be tried." if near else "",
    ]
    idle = [name for name in TRIALS if not _was(name, tried)]
    if idle:
        said.append(f" The case has nothing on which to try {listed(idle)}.")
    many = counted(len(tried), "verdict")
    lead = f"{len(firm) or 'None'} of {many} {_is(firm or [tried[0]])} robust"
    if len(tried) == 1:
        lead = f"The verdict is {'' if firm else 'not '}robust"
    return prose(Run(lead, "strong"), "".join(said))


def _was(name: str, tried: list[Robustness]) -> bool:
    return any(trial.name == name and trial.tried for each in tried for trial in each.trials)


def _fail(lean: list[Robustness]) -> str:
    """Return which trials the verdicts that lean fail, and how many where not all do."""
    failed = Counter(trial.name for each in lean for trial in each.failed)
    lost = [
        _own(name, lean) + (f" ({count})" if count < len(lean) else "")
        for name, count in failed.most_common(3)
    ]
    return f"{_they(lean)} fail{_s(lean)} {listed(lost)}"


def _own(name: str, some: list[Robustness]) -> str:
    return name if len(some) == 1 else name.replace("its own", "their own")


def _they(some: list[Robustness]) -> str:
    return "it" if len(some) == 1 else "they"


def _s(some: list[Robustness]) -> str:
    return "s" if len(some) == 1 else ""


def _is(some: list[Robustness]) -> str:
    return "is" if len(some) == 1 else "are"


def _turns_on(material: Material, tried: list[Robustness]) -> Prose:
    """Return the number that decides most verdicts which are not robust, and what it rests on."""
    decides = Counter(path for each in tried for path in each.decisive)
    if not decides:
        return ()
    (path, times), number = decides.most_common(1)[0], dict(numbers_in(material.case))
    said = {
        "base rate": ", at the tool's own base rate: to say more of it would help most",
        "evidence": ", for which the case cites a source",
    }.get(number[path].basis, ", which is a judgement")
    often = f" ({counted(times, 'verdict')})" if times > 1 else ""
    name = f"“{name_of(material.case, path)}”"
    return prose(f" The number that decides most often is {name}{often}{said}.")
