"""Numbers in words: likelihood as ICD 203 says it, always beside the share and its error."""

from __future__ import annotations

from typing import Any

from servanda.engine.result_columns import ResultColumn
from servanda.engine.results import FEW, Share, Spread
from servanda.sentences import number, percent

__all__ = [
    "ADMIRALTY",
    "FEW",
    "chance",
    "confidence",
    "grade_in_words",
    "in_unit",
    "in_words",
    "likelihood",
    "number",
    "percent",
    "range_text",
    "share_text",
    "spread_text",
    "value_text",
]

ADMIRALTY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability unknown",
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth unknown",
}
"""The Admiralty grades: of a source by letter, of what it says by figure [@ArmyFM2006, app. B]."""


def range_text(spread: Spread) -> str:
    """Return a chance with its 90% range, as percentages.

    >>> range_text(Spread(0.45, 0.62, 0.75, 900))
    '62% (45% to 75%)'
    """
    return f"{percent(spread.p50)} ({percent(spread.p5)} to {percent(spread.p95)})"


def share_text(share: Share | None) -> str:
    """Return a share of worlds with twice its standard error, as `Share.text` has it, or a dash.

    >>> share_text(Share(0.712, 0.0045, 10_000)), share_text(Share(0.0, 0.0001, 10_000))
    ('71% ±0.9', '0% ±<0.1')
    >>> share_text(Share(0.0003, 0.00017, 10_000))
    '<0.1%'
    """
    return share.text if share is not None and share.worlds else "–"


def likelihood(share: Share | None) -> str:
    """Return the ICD 203 word for a share, or the words its error spans.

    Departure: the directive knows no Monte Carlo error; where two standard errors either way reach
    into another band both words are given, and below thirty worlds none.

    >>> likelihood(Share(0.712, 0.0045, 10_000)), likelihood(Share(0.46, 0.06, 70))
    ('likely', 'unlikely to likely')
    >>> likelihood(Share(0.9, 0.1, 9))
    'too few worlds to say'
    """
    return share.likelihood if share else "not computed"


def in_words(share: Share | None) -> str:
    """Return the word with the share and its error behind it.

    >>> in_words(Share(0.712, 0.0045, 10_000))
    'likely (71% ±0.9)'
    """
    if share is None or not share.worlds:
        return "not computed"
    if share.worlds < FEW:
        return f"too few worlds to say ({share.share * share.worlds:.0f} of {share.worlds})"
    return f"{likelihood(share)} ({share_text(share)})"


def chance(share: Share | None, verb: str) -> str:
    """Return the likelihood of doing something as a verb phrase, with the share and its error.

    >>> chance(Share(0.712, 0.0045, 10_000), "be signed")
    'is likely to be signed (71% ±0.9)'
    >>> chance(Share(0.049, 0.002, 10_000), "hold")
    'has almost no chance, or is very unlikely, to hold (4.9% ±0.4)'
    >>> chance(Share(0.5, 0.03, 300), "consent")
    'is anywhere from unlikely to likely to consent (50% ±6.0)'
    """
    if share is None or not share.worlds:
        return f"could not be computed to {verb}"
    if share.worlds < FEW:
        return f"is met in too few worlds ({share.worlds}) to say whether it would {verb}"
    words = likelihood(share).split(" to ")
    if share.word not in words:
        return f"is anywhere from {words[0]} to {words[-1]} to {verb} ({share_text(share)})"
    said = ", or ".join(_has(word) for word in (words[0], *words[-1:][: len(words) - 1]))
    comma = "," if len(words) > 1 else ""
    return f"{said}{comma} to {verb} ({share_text(share)})"


def _has(word: str) -> str:
    if word == "almost no chance":
        return "has almost no chance"
    return f"has a {word} chance" if word == "roughly even" else f"is {word}"


def spread_text(spread: Spread | None, unit: str = "", signed: bool = False) -> str:
    """Return the median of a spread with its 5% and 95% ends; beside them a trifle is nothing.

    >>> spread_text(Spread(1.0, 14.2, 60.0, 100), "months")
    '14 months (1 to 60)'
    >>> spread_text(Spread(-5.5, -0.0001, 0.0, 100), "months", signed=True)
    '0 months (−5.5 to 0)'
    """
    if spread is None:
        return "–"
    values = (spread.p50, spread.p5, spread.p95)
    if signed and max(map(abs, values)) < 0.05 and unit:
        return "none in 90% of worlds"
    nothing = 0.001 * max(map(abs, values))
    told = [0.0 if abs(v) < nothing else v for v in values]
    middle, low, high = (f"{'+' if signed and v > 0 else ''}{number(v)}" for v in told)
    return f"{middle}{' ' + unit if unit else ''} ({low} to {high})"


def value_text(column: ResultColumn, value: Any, most: int = 2) -> str:
    """Return the value of a declared column as a table says it; `most` names are given.

    >>> from servanda.engine.result_columns import column_called
    >>> value_text(column_called("signed"), Share(0.712, 0.0045, 10_000))
    '71% ±0.9'
    """
    if column.kind == "spread" and column.unit.partition(" ")[0] in ("share", "chance"):
        return range_text(value) if value else "–"
    if column.kind == "spread":
        return spread_text(value, column.unit.partition(" of ")[0], signed=column.change)
    if column.kind == "parties":
        return ", ".join(f"{name} {percent(share.share)}" for name, share in value[:most])
    if column.kind == "share":
        few = value is not None and 0 < value.worlds < FEW
        return share_text(None if few else value)
    return str(value or "–")


def in_unit(value: float, unit: str, digits: int = 2) -> str:
    """Return a number in its unit; what is a share is told in percent.

    >>> in_unit(0.0084, "share per month"), in_unit(0.3, "probability"), in_unit(12.0, "months")
    ('0.84% per month', '30%', '12 months')
    """
    if unit.partition(" ")[0] in ("share", "probability", "chance"):
        rest = unit.partition(" ")[2]
        return f"{number(100.0 * value, digits)}%{' ' + rest if rest.startswith('per ') else ''}"
    return f"{number(value, digits)}{' ' + unit if unit else ''}"


def grade_in_words(grade: str) -> str:
    """Return an Admiralty grade in words.

    >>> grade_in_words("C3")
    'C3: fairly reliable, possibly true'
    """
    return f"{grade}: {ADMIRALTY[grade[0]]}, {ADMIRALTY[grade[1]]}"


def confidence(bases: dict[str, int]) -> str:
    """Return how far the evidence carries the numbers: high, moderate or low.

    Two thirds of the uncertain numbers on evidence make it high, one third moderate. The levels
    are ICD 203's; where they begin is a convention of this package [@ICD203, sec. D.6].

    >>> confidence({"evidence": 4, "base rate": 3, "judgement": 3})
    'moderate'
    """
    total = sum(bases.values())
    cited = bases.get("evidence", 0) / total if total else 0.0
    return "high" if cited >= 2 / 3 else "moderate" if cited >= 1 / 3 else "low"
