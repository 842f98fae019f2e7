"""How judgements of this kind have scored: the one place where the figures stand.

Documents and reports read them from here; what was counted and fitted ships as data of its own
(`servanda.kinds_of_war`). A figure is changed only together with the run that gave it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["SCORES", "Score"]


@dataclass(frozen=True)
class Score:
    """What a judgement scored on cases that were not fitted.

    `auc` is the chance that of two cases, one of each outcome, the right one is ranked higher;
    `brier` the mean squared error of the stated chances, `brier_constant` that of the best
    constant, `brier_kind` that of the rate of the kind, None where the level cannot be scored.
    `form` says which form of the model it was, `cite` what it was scored on.
    """

    what: str
    auc: float
    form: str
    cite: str
    cases: int | None = None
    brier: float | None = None
    brier_constant: float | None = None
    brier_kind: float | None = None
    note: str = ""

    @property
    def sentence(self) -> str:
        """Return the figures as a table of scores tells them.

        >>> print(SCORES["signs"].sentence)
        the earlier form: AUC .81, resting mostly on the judged political cost
        """
        auc = f"AUC {self.auc:.2f}".replace("0.", ".")
        if self.brier is None:
            return f"{self.form}: {auc}, {self.note}"
        against, kind = (f"{each:.3f}".replace("0.", ".", 1) for each in
                         (self.brier_constant or 0.0, self.brier_kind or 0.0))  # fmt: skip
        brier = f"{self.brier:.3f}".replace("0.", ".", 1)
        return (
            f"{self.form} on {self.cases} settlements kept back: it ranked ({auc}) and its level "
            f"was no better than a constant (Brier {brier} against {against}; the rate of the kind "
            f"{kind})"
        )


SCORES: Mapping[str, Score] = {
    "holds": Score(
        what="whether a signed settlement holds five years",
        auc=0.82,
        form="an earlier form",
        cite="docs/validation.md, what moves a verdict",
        cases=52,
        brier=0.231,
        brier_constant=0.232,
        brier_kind=0.188,
    ),
    "signs": Score(
        what="whether it is signed",
        auc=0.81,
        form="the earlier form",
        cite="docs/validation.md, what moves a verdict",
        note="resting mostly on the judged political cost",
    ),
    "holds_library": Score(
        what="whether a signed settlement of the library holds five years",
        auc=0.75,
        form="the present form",
        cite="docs/validation.md, the library of settlements",
        cases=41,
        note="AUC .64 without close calls; coded in hindsight",
    ),
    "signs_library": Score(
        what="whether a proposal of the library is signed",
        auc=0.79,
        form="the present form",
        cite="docs/validation.md, the library of settlements",
        cases=62,
        note="AUC .76 with readiness fitted on other disputes; no signed paper was called "
        "unsignable and robust; coded in hindsight",
    ),
    "holds_unseen": Score(
        what="the same, for those after 1994, coded after the model stood",
        auc=0.62,
        form="the present form",
        cite="docs/validation.md, the library of settlements",
        cases=15,
        note="no better than chance, by 15 signed papers; coded in hindsight",
    ),
    "holds_terminations": Score(
        what="whether sides of a civil war that ended fight again, told a table's columns alone",
        auc=0.71,
        form="the present form",
        cite="docs/validation.md, how civil wars ended",
        cases=183,
        note="its level too low (said .51, came .77); on a second look",
    ),
    "signs_unseen": Score(
        what="whether a proposal after 1994, coded after the model stood, is signed",
        auc=0.80,
        form="the present form",
        cite="docs/validation.md, readiness",
        cases=22,
        note="with readiness fitted on the forty coded first; coded in hindsight",
    ),
}
"""The figures by what was scored."""
