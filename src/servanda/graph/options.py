"""Options, and patterns of them: chosen (Y), not chosen (N), either (-)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.errors import GraphError

__all__ = ["Direction", "Option", "Pattern", "closest", "read_pattern"]

Direction = str
"""``both``; ``fwd``: may only be taken up; ``back``: may only be dropped."""

DIRECTIONS = {
    "both": "both",
    "fwd": "fwd",
    "forward": "fwd",
    "n->y": "fwd",
    "back": "back",
    "backward": "back",
    "y->n": "back",
}


@dataclass(frozen=True)
class Option:
    """Something a decision maker may do or leave.

    >>> Option("Attack", dm=1)
    Option(name='Attack', dm=1, direction='both')
    """

    name: str
    dm: int
    direction: Direction = "both"

    def __post_init__(self) -> None:
        known = DIRECTIONS.get(str(self.direction).lower().replace(" ", ""))
        if known is None:
            raise GraphError(
                f"option {self.name!r}: direction {self.direction!r} is unknown; write both, "
                "fwd (may only be taken up) or back (may only be dropped)"
            )
        object.__setattr__(self, "direction", known)


@dataclass(frozen=True)
class Pattern:
    """A set of patterns: the options in `care` have the values in `yes`; the others are free.

    Bit o of each number stands for option o, counted from 0.
    """

    yes: int
    care: int

    def covers(self, code: int) -> bool:
        """Whether the full pattern `code` belongs to this set."""
        return (code & self.care) == self.yes

    def text(self, options: int) -> str:
        """Write the pattern with Y, N and -.

        >>> Pattern(yes=0b001, care=0b011).text(3)
        'YN-'
        """
        letters = ("-", "N", "Y")
        return "".join(letters[(self.care >> o & 1) + (self.yes >> o & 1)] for o in range(options))


def read_pattern(text: str, options: int, where: str) -> Pattern:
    """Read Y, N and - (or 1, 0 and *), one letter an option.

    Raises GraphError for a wrong letter or length.

    >>> read_pattern("YN-", 3, "infeasible[0]")
    Pattern(yes=1, care=3)
    """
    letters = text.strip().replace(" ", "").upper()
    if len(letters) != options:
        raise GraphError(
            f"{where}: pattern {text!r} has {len(letters)} letters and the model {options} "
            "options; write one of Y, N, - per option"
        )
    yes = care = 0
    for bit, letter in enumerate(letters):
        if letter in "Y1":
            yes |= 1 << bit
            care |= 1 << bit
        elif letter in "N0":
            care |= 1 << bit
        elif letter not in "-*?":
            raise GraphError(f"{where}: {letter!r} in pattern {text!r} is none of Y, N, -")
    return Pattern(yes, care)


def closest(name: str, known: Iterable[str]) -> str:
    """Suggest what `name` may have meant, as the end of an error's text.

    >>> closest("Atack", ["Attack", "Withdraw"])
    "did you mean 'Attack'?"
    >>> closest("x", ["Attack", "Withdraw"])
    'known: Attack, Withdraw'
    """
    names: Sequence[str] = list(dict.fromkeys(known))
    folded = {n.casefold(): n for n in names}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.7)
    if near:
        return f"did you mean {folded[near[0]]!r}?"
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"known: {', '.join(names[:12])}{more}" if names else "none is defined"
