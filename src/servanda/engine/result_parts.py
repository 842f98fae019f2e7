"""What an assessment says of the parts of a proposal: its parties, the war, belief, how it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from servanda.engine.result_columns import columns
from servanda.engine.shares import Share, Spread

__all__ = [
    "LEAST_EFFECTIVE",
    "ArmedPartyResult",
    "BeliefResult",
    "BreakResult",
    "ChallengedResult",
    "EvidenceResult",
    "PartyResult",
    "Statement",
    "Verdict",
    "WarMonths",
]

LEAST_EFFECTIVE = 100.0
"""Below so many worlds of even weight no share is given."""


@dataclass(frozen=True)
class PartyResult:
    """One whose consent is needed: how often it gives it, by how much, how often it alone refuses.

    `modelled` is "value" where consent follows from what the deal and the war are worth to it,
    "stakes" where it follows from what a guarantor has at stake, and "probability" where the case
    states a probability; only the first has a margin.
    """

    id: str
    name: str
    modelled: str
    share: Share
    blocks: Share
    margin: Spread | None

    def to_dict(self) -> dict[str, Any]:
        """Return the party as `--json` prints it."""
        body: dict[str, Any] = {}
        for column in columns(of="party"):
            column.put(body, self)
        return body


@dataclass(frozen=True)
class ArmedPartyResult:
    """An armed party: what war and deal are worth to it, whether it breaks, and what restrains it.

    `inside` says whether it lives by the deal; a spoiler does not, and yet may break it. `breaks`
    maps years to the chance that it is the one that ends the deal by then, among the worlds that
    sign. `temptation_month` is the month in which it is most tempted, `bad_faith` the chance that
    it signed in bad faith: at signature and, if the deal still stands, after one year and five.
    `believed` is its belief that its own breach would meet a guarantor, `trusts` that one would
    come to its help, `backed` that one would stand by it though it broke the deal itself;
    `threshold` is the least belief that deters it once all have regrouped.
    """

    id: str
    name: str
    side: str
    inside: bool
    fighting_on: Spread | None
    refusing: Spread | None
    deal: Spread | None
    margin: Spread | None
    accepts: Share
    breaks: Mapping[int, Share | None]
    temptation_month: Spread | None
    bad_faith: Mapping[int, Share | None]
    believed: Spread | None
    trusts: Spread | None
    backed: Spread | None
    threshold: Spread | None

    def to_dict(self) -> dict[str, Any]:
        """Return the party as `--json` prints it."""
        body: dict[str, Any] = {}
        for column in columns(of="armed"):
            column.put(body, self)
        return body


@dataclass(frozen=True)
class WarMonths:
    """Expected months of war ahead, over the worlds: without the offer, with it, and the change.

    `lengthens` and `shortens` are the shares of worlds in which tabling the offer changes the
    expected length by more than a tenth of a month. `already_over` is the share in which something
    that is on the table anyway would be settled at once: where the fighting goes on, such worlds
    speak against the case's own numbers. `change_where_taken` is the change in the worlds in which
    the offer would be taken today.
    """

    without: Spread | None
    with_offer: Spread | None
    change: Spread | None
    change_where_taken: Spread | None
    standing: Spread | None
    lapsing: Spread | None
    lengthens: Share
    shortens: Share
    already_over: Share


@dataclass(frozen=True)
class BeliefResult:
    """Whether guarantees deter: what is believed of them, and what would have to be believed.

    Told of the party whose breach they answer and whose belief falls shortest of what would deter
    it: `threshold` is q*, the least belief that deters it once all have regrouped, `believed` its
    belief. `self_enforcing`: no guarantee is needed (q* <= 0). `out_of_reach`: no belief deters
    (q* >= 1), only force or terms can. `paper`: a belief would deter, but its own falls short.
    `analyst` is what the analyst believes; what every party believes stands with the parties.
    """

    believed: Spread | None
    analyst: Spread | None
    threshold: Spread | None
    self_enforcing: Share
    deterred: Share
    paper: Share
    out_of_reach: Share


@dataclass(frozen=True)
class BreakResult:
    """When a deal that was signed ends: hazard by year, and how often it lapses by itself.

    `hazard` maps a year to the chance that a deal still standing ends in it, among worlds that
    sign; 20 stands for a year of the second decade. `lapses` maps years to the chance that it has
    run out by then. `two_equilibria` is the share of worlds in which it holds otherwise if all
    start by expecting breaches, `in_fear` how often it then holds five years.
    """

    hazard: Mapping[int, float]
    lapses: Mapping[int, Share | None]
    two_equilibria: Share | None
    in_fear: Share | None


@dataclass(frozen=True)
class ChallengedResult:
    """What a challenge of the deal would lead to, by the analyst's own beliefs.

    `side` is the one that gains as the front moves up (without a front, the first by name);
    `side_wins` and `others_win` are chances that the renewed war is decided, `ends_with` the share
    of the contested ground that `side` is expected to hold when it ends.
    """

    side: str
    months: Spread | None
    side_wins: Spread | None
    others_win: Spread | None
    ends_with: Spread | None


@dataclass(frozen=True)
class Statement:
    """What a party publicly answered, beside how often the model has it consent.

    `agrees` is whether both point the same way; None where the answer or the model leaves it open.
    """

    party: str
    name: str
    answer: str
    condition: str
    date: str
    reporter: str
    model: Share
    agrees: bool | None

    @property
    def sentence(self) -> str:
        """Return the statement and the model's expectation in a sentence.

        >>> model = Share(0.8, 0.01, 900)
        >>> said = Statement("a", "Aland", "rejects", "", "2025-03-01", "", model, False)
        >>> print(said.sentence)
        Aland rejects it in public (2025-03-01); the model has it accept in 80% of worlds: they
        disagree
        """
        when = f" ({self.date})" if self.date else ""
        words = {
            "accepts": "accepts it", "in_principle": "accepts it in principle",
            "conditional": "accepts it on conditions", "rejects": "rejects it",
            "undeclared": "has not declared itself",
        }[self.answer]  # fmt: skip
        verdict = {True: "they agree", False: "they disagree", None: "no telling either way"}
        expected = "the model cannot say"
        if self.model.worlds:
            expected = f"the model has it accept in {self.model.share:.0%} of worlds"
        return f"{self.name} {words} in public{when}; {expected}: {verdict[self.agrees]}"


@dataclass(frozen=True)
class EvidenceResult:
    """Dated behaviour as evidence on worlds: how far it goes, and what each event moves.

    `effective_worlds` is how many worlds of even weight the weighted ones are worth. `moved` maps
    each event to how far it moves the share of worlds that sign, by proposal. `weighed` says
    whether the shares of this assessment are weighted by it; where not, each result tells that
    share with all of the evidence (`signed_weighed`).
    """

    weighed: bool
    effective_worlds: float
    moved: Mapping[str, Mapping[str, float]]

    @property
    def tells_apart(self) -> bool:
        """Whether shares with the evidence stand beside shares without it."""
        return not self.weighed and self.effective_worlds >= LEAST_EFFECTIVE

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        moved = {event: dict(shares) for event, shares in self.moved.items()}
        return {
            "weighed": self.weighed,
            "effective_worlds": self.effective_worlds,
            "moved": moved,
        }


@dataclass(frozen=True)
class Verdict:
    """The verdict on a proposal in a word, a sentence, and how firm it is.

    `firmness` is robust (more than 90% of worlds agree, and the verdict survives the tool's own
    base rates, a second coder and the exchange of roles), leaning, or undetermined (45% to 55%).
    """

    word: str
    firmness: str
    sentence: str
