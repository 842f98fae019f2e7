"""What a verdict survives, and where it does not, what it rests on: how the word robust is earned.

A verdict is called robust only where four trials leave it as it is: its own ranges, the tool's own
base rates in place of judgements, a simulated second coder, and the war told from the other side.
How each is run is told in `trials.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from servanda.sentences import listed

__all__ = ["RANGES", "TRIALS", "Robustness", "Trial"]

RANGES = "its own ranges"
BASE_RATES = "the tool's own base rates"
SECOND_CODER = "a second coder"
ROLES = "the exchange of roles"

TRIALS = (RANGES, BASE_RATES, SECOND_CODER, ROLES)
"""The four trials, in the order in which they are told."""


@dataclass(frozen=True)
class Trial:
    """One trial of a verdict: whether it survives, and how that came out in a clause.

    `share` is the share of worlds that sign, or of draws that leave the verdict for a second coder.
    `tried` is false where the case has nothing that the trial could change: no judged number, none
    that has a base rate, no front to see from the other side. It then counts as survived, for the
    answer is the same, and is told apart.
    """

    name: str
    survives: bool
    share: float | None
    says: str
    tried: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return the trial as `--json` prints it."""
        return {
            "tried": self.tried,
            "survives": self.survives,
            "share": self.share,
            "says": self.says,
        }


@dataclass(frozen=True)
class Robustness:
    """Four trials of a verdict, and the numbers it rests on most.

    Of a verdict that is `undetermined` anyway nothing can be said to survive: it is told as near
    even odds, whatever trials leave it there.

    >>> yes = [Trial(name, True, 1.0, "") for name in TRIALS]
    >>> Robustness(tuple(yes), ()).robust
    True
    >>> no = Trial(SECOND_CODER, False, 0.5, "stands in 16 of 32 draws")
    >>> print(Robustness((*yes[:2], no, yes[3]), ("the cost being as low as judged",)).sentence)
    It survives its own ranges, the tool's own base rates and the exchange of roles, but not a
    second coder (stands in 16 of 32 draws); it rests most on the cost being as low as judged
    >>> Robustness((*yes[:2], no, yes[3]), ("the cost being as low as judged",), True).sentence
    'It is too near even odds to be tried; it turns most on the cost being as low as judged'
    """

    trials: tuple[Trial, ...]
    rests_on: tuple[str, ...]
    undetermined: bool = False
    decisive: tuple[str, ...] = ()
    """The numbers of `rests_on`, by their paths."""

    @property
    def robust(self) -> bool:
        """Whether the verdict survives all four."""
        return all(trial.survives for trial in self.trials)

    @property
    def failed(self) -> tuple[Trial, ...]:
        """The trials that the verdict does not survive."""
        return tuple(trial for trial in self.trials if not trial.survives)

    @property
    def sentence(self) -> str:
        """What it survives, what it does not, and what it then rests on, without a full stop."""
        if self.undetermined:
            said = "It is too near even odds to be tried"
            return f"{said}; it turns most on {listed(self.rests_on)}" if self.rests_on else said
        kept = [trial.name for trial in self.trials if trial.survives and trial.tried]
        idle = [trial.name for trial in self.trials if not trial.tried]
        untried = f"; it has nothing on which to try {listed(idle)}" if idle else ""
        if not self.failed:
            return (f"It survives {listed(kept)}" if kept else "It was not tried") + untried
        lost = listed([f"{t.name} ({t.says})" if t.says else t.name for t in self.failed])
        said = f"It does not survive {lost}"
        if kept:
            said = f"It survives {listed(kept)}, but not {lost}"
        said += untried
        return f"{said}; it rests most on {listed(self.rests_on)}" if self.rests_on else said

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        trials = {trial.name: trial.to_dict() for trial in self.trials}
        return {"robust": self.robust, "trials": trials, "rests_on": list(self.rests_on)}
