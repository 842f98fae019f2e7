"""Why a quantity could not be computed in a world, and what to change."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Status"]


class Status(IntEnum):
    """The state of one world's outcome; its text is advice.

    >>> Status.NEVER_ENDS.advice
    'fighting never ends in this world: raise the exit rate or the chances of advance'
    >>> int(Status.COMPUTED)
    0
    """

    advice: str

    COMPUTED = 0, "nothing to do: the quantity was computed"
    INPUT_MISSING = 1, "an input has no value in this world: mend what feeds this model first"
    NEVER_ENDS = (
        2,
        "fighting never ends in this world: raise the exit rate or the chances of advance",
    )
    NOTHING_AT_STAKE = (
        3,
        "both courses are worth the same in this world, so no threshold divides them: "
        "check that intervention, or settlement, changes what war is worth",
    )
    OUT_OF_REACH = (
        4,
        "no value of this input reaches the target in this world: change another input as well",
    )
    NO_SUCH_EQUILIBRIUM = (
        5,
        "the conditions of this equilibrium do not hold in this world: "
        "check the order of the payoffs",
    )
    NOT_CONVERGED = (
        6,
        "the search did not settle in this world: widen the range or start nearer the answer",
    )

    def __new__(cls, value: int, advice: str) -> Status:
        """Make the member whose number is `value` and whose text is `advice`."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.advice = advice
        return member
