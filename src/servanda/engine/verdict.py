"""The verdict on a proposal in words, and how firm it is given what is not known."""

from __future__ import annotations

from servanda.engine.result_parts import Verdict, WarMonths
from servanda.engine.results import Share
from servanda.engine.shares import FEW
from servanda.sentences import percent

__all__ = ["ROBUST", "firmness", "firmness_of", "verdict_of", "weaker", "word_of"]

ROBUST = 0.90
"""Share of worlds that must agree for a verdict to be called robust."""

EVEN = (0.45, 0.55)

_FIRM = ("undetermined", "leaning", "robust")


def firmness(share: Share) -> str:
    """Return how firm a verdict is when a share of the worlds speaks for it.

    What sampling leaves open counts against firmness: it is robust only if more than 90% (or less
    than 10%) of worlds agree two standard errors from the share as well, and with every world that
    could not be computed against it; undetermined if even odds lie within that reach.

    >>> firmness(Share(0.95, 0.002, 10_000)), firmness(Share(0.7, 0.005, 10_000))
    ('robust', 'leaning')
    >>> firmness(Share(1.0, 0.27, 1)), firmness(Share(0.5, 0.005, 10_000))
    ('undetermined', 'undetermined')
    """
    if not share.worlds:
        return "undetermined"
    low, high = share.lowest, share.highest
    if low > ROBUST or high < 1.0 - ROBUST:
        return "robust"
    straddles = low < 0.5 < high or EVEN[0] <= share.share <= EVEN[1]
    return "undetermined" if straddles else "leaning"


def weaker(*firm: str) -> str:
    """Return the least firm of several findings that a verdict needs all of.

    >>> weaker("robust", "leaning")
    'leaning'
    """
    return min(firm, key=_FIRM.index)


def verdict_of(
    signed: Share, stops: Share | None, holds: Share | None, war: WarMonths | None
) -> Verdict:
    """Return the verdict: is it signed, does that stop the fighting, does it hold five years.

    signed: share of all worlds; stops, holds: shares of the worlds that sign it; war: None where
    the length of the war has not been followed yet. "Signed but breaks" is a word about what
    becomes of it once signed, never about how often it is signed.
    """
    if not signed.worlds:
        return Verdict("not computed", "undetermined", "no world could be computed")
    sign = f"{signed.word} to be signed ({_in_words(signed)})"
    effect = effect_of(war)
    if holds is None or stops is None:
        return Verdict("unsignable", firmness(signed), f"{sign}; {effect}")
    if holds.worlds < FEW:
        many = "1 world" if holds.worlds == 1 else f"{holds.worlds} worlds"
        few = f"signed in {many}, too few to say whether it would hold"
        word = "unsignable" if signed.share < 0.5 else "open"
        firm = firmness(signed) if word == "unsignable" else "undetermined"
        return Verdict(word, firm, f"{sign}; {few}; {effect}")
    last = f"if signed, {holds.word} to hold five years ({_in_words(holds, of='')})"
    sentence = f"{sign}; {last}; {effect}"
    if firmness(signed) == "undetermined":
        return Verdict("open", "undetermined", sentence)
    word = word_of(signed.share, stops.share, holds.share)
    if word == "signed but war goes on":
        sentence = f"{sign}, but an armed party would fight on; {effect}"
    return Verdict(word, firmness_of(signed, word, stops, holds), sentence)


def word_of(signed: float, stops: float, holds: float) -> str:
    """Return the word that shares of worlds make, whatever their error.

    signed: share of all worlds; stops, holds: shares of those that sign.

    >>> word_of(0.4, 1.0, 1.0), word_of(0.6, 0.9, 0.2)
    ('unsignable', 'signed but breaks')
    """
    if signed < 0.5:
        return "unsignable"
    if stops < 0.5:
        return "signed but war goes on"
    return "signed and holds" if holds > 0.5 else "signed but breaks"


def firmness_of(signed: Share, word: str, stops: Share | None, holds: Share | None) -> str:
    """Return how firm a word is by all shares that it needs, as its own ranges tell it."""
    if word in ("open", "not computed"):
        return "undetermined"
    if word == "unsignable":
        return firmness(signed)
    also = stops if word == "signed but war goes on" else holds
    return weaker(firmness(signed), firmness(also)) if also is not None else "undetermined"


def _in_words(share: Share, of: str = " of worlds") -> str:
    """Return a share with its error, and its bounds where worlds could not be computed."""
    said = f"{share.text}{of}"
    if share.low is None or share.high is None:
        return said
    bounds = f"{percent(share.low)} to {percent(share.high)}"
    return f"{said}; {bounds} with the worlds that are not computed"


def effect_of(war: WarMonths | None) -> str:
    """Return what tabling an offer does to the length of the war, in words.

    >>> effect_of(None)
    'what tabling it does to the length of the war is not computed yet'
    """
    if war is None:
        return "what tabling it does to the length of the war is not computed yet"
    longer, shorter = war.lengthens.share, war.shortens.share
    if war.change is None:
        return "what tabling it does to the length of the war cannot be computed"
    if max(longer, shorter) < 0.05:
        return "tabling it leaves the war as long as it is"
    middle = round(war.change.p50, 1)
    months = f"median change {middle:+.1f} months" if middle else "median: no change"
    if longer > shorter:
        return f"tabling it lengthens the war in {percent(longer)} of worlds ({months})"
    return f"tabling it shortens the war in {percent(shorter)} of worlds ({months})"
