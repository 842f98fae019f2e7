"""How far a model's share that holds is believed beside the rate of its kind.

The weight is fitted on the library of settlements, one dispute left out at a time, and ships with
its error and with what it gained on papers that it had not seen (`shrunk.json`, written by
`validation/library.py`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from servanda.kinds_of_war import Held

__all__ = ["Shrinkage", "shrinkage", "shrunk_to_kind"]


@dataclass(frozen=True)
class Shrinkage:
    """The weight that a share of worlds keeps beside the rate of its kind, and what it gained.

    `weight` with its 5% and 95% over draws of whole disputes, fitted on `papers` signed papers of
    `disputes` disputes. `gain` is by how much the Brier score of the shrunk forecast was below that
    of the rate of the kind on `unseen` papers coded later, both fixed before; `gain_se` its error
    over disputes.
    """

    weight: float
    low: float
    high: float
    papers: int
    disputes: int
    gain: float
    gain_se: float
    unseen: int

    @property
    def shown(self) -> bool:
        """Whether the gain on unseen papers was at least one clustered error, as registered.

        >>> Shrinkage(0.5, 0.2, 0.8, 41, 36, 0.01, 0.02, 15).shown
        False
        """
        return self.gain >= self.gain_se > 0.0

    @property
    def sentence(self) -> str:
        """What it rests on and whether it was shown to beat the rate, without a full stop.

        >>> print(Shrinkage(0.5, 0.2, 0.8, 41, 36, 0.01, 0.02, 15).sentence)
        the model's share counts 50% (20% to 80%) and the rate of the kind the rest, fitted on 41
        signed papers of the library; fitted on the 26 coded first it did not beat that rate on the
        15 coded later (gain in Brier score +0.010 ± 0.020): among signed papers nothing known beats
        it
        """
        fit = (
            f"the model's share counts {self.weight:.0%} ({self.low:.0%} to {self.high:.0%}) and "
            f"the rate of the kind the rest, fitted on {self.papers} signed papers of the library; "
            f"fitted on the {self.papers - self.unseen} coded first it"
        )
        later = (
            f"that rate on the {self.unseen} coded later (gain in Brier score {self.gain:+.3f} ± "
            f"{self.gain_se:.3f})"
        )
        if self.shown:
            return f"{fit} beat {later}"
        return f"{fit} did not beat {later}: among signed papers nothing known beats it"

    @property
    def in_short(self) -> str:
        """The same in a line, without a full stop.

        >>> print(Shrinkage(0.5, 0.2, 0.8, 41, 36, 0.01, 0.02, 15).in_short)
        the model counts 50%; on papers coded later nothing known beat the rate
        """
        later = "it beat" if self.shown else "nothing known beat"
        return f"the model counts {self.weight:.0%}; on papers coded later {later} the rate"


@cache
def shrinkage() -> Shrinkage:
    """Return the weight that is shipped."""
    text = (files("servanda.kinds_of_war") / "shrunk.json").read_text(encoding="utf-8")
    return Shrinkage(**json.loads(text))


def shrunk_to_kind(share: Held, rate: Held, weight: Shrinkage | None = None) -> Held:
    """Return the chance that a signed paper holds, drawn towards the rate of its kind.

    Parameters: `share`, the share of worlds, 0 to 1, with the range that sampling leaves it;
    `rate`, that of its kind with its interval; `weight`, the shipped one where None. Returns the
    chance and about its 90% range.

    Formula: w x share + (1 - w) x rate [@EfronMorris1975]. Departure: one weight for all, that of
    the least squared error, where the paper draws each by its own variance. Each end of the range
    is as far from the middle as the root of the summed squares of what the ends of w, the share and
    the rate move it by, one at a time: exact to first order if the three err independently. What
    the model leaves out is in no range but that of w.

    >>> half = Shrinkage(0.5, 0.5, 0.5, 41, 36, 0.0, 0.0, 15)
    >>> shrunk_to_kind(Held(0.9, 0.9, 0.9), Held(0.5, 0.4, 0.6), half)
    Held(share=0.7, low=0.65, high=0.75)
    """
    w = weight or shrinkage()

    def mixed(kept: float, own: float, past: float) -> float:
        return kept * own + (1.0 - kept) * past

    middle = mixed(w.weight, share.share, rate.share)
    moved = [
        tuple(mixed(kept, share.share, rate.share) - middle for kept in (w.low, w.high)),
        tuple(mixed(w.weight, own, rate.share) - middle for own in (share.low, share.high)),
        tuple(mixed(w.weight, share.share, past) - middle for past in (rate.low, rate.high)),
    ]
    down = math.hypot(*(min(*ends, 0.0) for ends in moved))
    up = math.hypot(*(max(*ends, 0.0) for ends in moved))
    places = 12
    low, high = max(middle - down, 0.0), min(middle + up, 1.0)
    return Held(round(middle, places), round(low, places), round(high, places))
