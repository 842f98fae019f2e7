"""What the kernel takes and what it gives: every column and path, with unit, range and default.

Two stages. `war_tables` looks at the world alone (`PARTY`, `WORLD`): what fighting is worth to
every party, wherever the line runs and whatever changed its power. `settle` looks at one proposal
(`Deal`) on those tables and is called for each proposal of the same worlds.

Frames: `held`, `line` and every change of power are stated for side +, whose victory is the front
at 1; the kernel turns them into each party's own frame, so that names and order of parties decide
nothing. A change of power is a change of the drift of the front (share of the contested ground a
month) or, without a front, of the log-odds that side + wins; either way above 0 is good for side +.

Values are monthly averages in each party's own unit: total victory less total defeat on what is
contested. Amounts of 0 are exactly the model without the feature, and continuous there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats

__all__ = [
    "DEAL_PARTY",
    "DEAL_WORLD",
    "PARTY",
    "PARTY_OUTPUT",
    "WORLD",
    "WORLD_OUTPUT",
    "YEARS",
    "Column",
    "Deal",
    "Outcomes",
    "Settings",
    "Worlds",
    "column_of",
    "rows_of",
]

Counts = npt.NDArray[np.int64]

INFINITE = float("inf")


@dataclass(frozen=True)
class Column:
    """One number of a row: its name, unit, range, what holds if nothing is said, its meaning."""

    name: str
    unit: str
    low: float
    high: float
    default: float
    meaning: str


PARTY = (
    Column(
        "side", "sign", -1, 1, 1, "+1 gains as the front moves up, -1 as it moves down, 0 neither"
    ),
    Column(
        "drift", "share/month", -10, 10, 0, "own view of the front's drift, up for side + (front)"
    ),
    Column("log_odds", "log", -50, 50, 0, "own view of ln(side + wins / side - wins) (no front)"),
    Column(
        "decisive", "chance/month", 0, 1, 0, "own view: chance that a side wins outright (no front)"
    ),
    Column("discount", "per year", 0, 100, 0.1, "discount rate of those who decide"),
    Column("fighting", "value", -10, 10, 0, "flow of all but the ground while fighting"),
    Column("ground", "value", -10, 10, 0, "flow of the whole contested ground; own share counts"),
    Column(
        "victory", "value", -10, 10, 1, "worth of having won; below 1 where occupation would follow"
    ),
    Column("defeat", "value", -10, 10, 0, "worth of having lost"),
    Column("lull", "value", -10, 10, 0, "flow of all but the ground in a lull nobody signed"),
    Column("lull_ground", "value", -10, 10, 0, "flow of the whole ground in such a lull"),
    Column(
        "cost", "value", 0, 100, 0, "running cost of war, a flow; `running_cost` of a year's cost"
    ),
    Column("opening", "chance/month", 0, 1, 0.05, "chance that an opening to break a deal arises"),
    Column("noise", "value", 1e-9, 10, 0.017, "scale of the unseen shocks to the choice to break"),
    Column("word", "value", 0, 100, 0.06, "what breaking its word costs a party of good faith"),
    Column("bad_seen", "chance", 0, 1, 0.3, "chance of bad faith as the others see it"),
    Column("bad_true", "chance", 0, 1, 0.3, "chance of bad faith in truth (the analyst's)"),
    Column("readiness", "value", -10, 10, 0, "what signing brings it beyond the terms, in truth"),
    Column("readiness_seen", "value", -10, 10, 0, "the same, as the others take it to be"),
    Column("blur", "value", 1e-9, 10, 0.02, "s.d. with which the others read whether it signs"),
    Column("leaders", "per year", 0, 100, 0.2, "rate at which who decides is replaced"),
    Column("can_break", "flag", 0, 1, 1, "0 where the party cannot break a deal"),
    Column(
        "inside", "flag", 0, 1, 1, "0 where the deal needs no signature of it (a spoiler outside)"
    ),
    Column(
        "ignites", "chance", 0, 1, 1, "chance that its breach ends the deal for all; outside: 0"
    ),
)
"""A party's row in a world: arrays (worlds, parties, columns). Sides 0: see `war_tables`."""

WORLD = (
    Column("held", "share", 0, 1, 0.5, "share of the contested ground that side + holds today"),
    Column("swing", "share/month", 0, 10, 0.01, "s.d. of a month's change of the front"),
    Column("exits", "chance/month", 0, 1, 0.01, "chance that the fighting peters out by itself"),
    Column("regroup", "power", -10, 10, 0, "change of power once both have regrouped"),
    Column("regroup_months", "months", 1e-3, 1e6, 36, "time constant of regrouping"),
    Column("recovery", "power", -10, 10, 0, "change of power, times (1 - 2 line)"),
    Column("recovery_months", "months", 1e-3, 1e6, 120, "time constant of recovery"),
    Column("jump_rate", "per year", 0, 100, 0.1, "rate of jumps of power (3 power states)"),
    Column("jump", "power", 0, 10, 0, "size of a jump (3 power states)"),
    Column("lull_breaks", "flag", 0, 1, 1, "1: a lull nobody signed can break like a deal"),
    Column("early", "factor", 0, 1e3, 1, "openings just after signature, as a multiple"),
    Column("early_months", "months", 1e-3, 1e6, 6, "time constant at which they fall to the usual"),
    Column("analyst_drift", "share/month", -10, 10, 0, "the analyst's view of the drift (front)"),
    Column("analyst_log_odds", "log", -50, 50, 0, "the analyst's log-odds of side + (no front)"),
    Column("analyst_decisive", "chance/month", 0, 1, 0, "the analyst's chance of a win (no front)"),
    Column("shift_low", "power", -100, 100, 0, "lowest change of power any proposal can reach"),
    Column("shift_high", "power", -100, 100, 0, "highest change; `shift_range` tells both"),
)  # fmt: skip
"""A world's row: arrays (worlds, columns)."""

DEAL_PARTY = (
    Column("price", "value", -10, 10, 0, "political cost of signing"),
    Column("pressed", "chance", 0, 1, 0, "own belief that refusing is followed by pressure"),
    Column("pressed_at_breach", "chance", 0, 1, 0, "own belief that breaking is, while it lasts"),
    Column("pressure_power", "power", -10, 10, 0, "what the pressure does to power"),
    Column("pressure_cost", "value", -10, 100, 0, "what it adds to the running cost"),
    Column("pressure_months", "months", 0, 600, 0, "months from signature until which it lasts"),
    Column("violated_loss", "value", -10, 10, 0, "flow lost while the deal is violated"),
    Column("episode_cost", "months", -100, 100, 0, "cost of a repelled breach, months of victory"),
)
"""A party's row under a proposal: arrays (worlds, parties, columns)."""

DEAL_WORLD = (
    Column("violation", "chance", 0, 1, 0, "chance that a breach remains a violation short of war"),
    Column("violated_openings", "factor", 0, 1e3, 1, "openings in a violated deal, as a multiple"),
    Column("recovers", "chance/month", 0, 1, 0.1, "chance that a violated deal is mended"),
    Column("repelled", "chance", 0, 1, 0, "chance that a breach is repelled and the deal stands"),
)
"""A world's row under a proposal: arrays (worlds, columns). violation + repelled are at most 1."""

YEARS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20)
"""Years after which survival and incidence are told; beyond the calendar as at its end."""

PARTY_OUTPUT = (
    Column("war", "value", -INFINITE, INFINITE, 0, "value of fighting on"),
    Column("refuse", "value", -INFINITE, INFINITE, 0, "value of refusing, under the pressure"),
    Column("deal_good", "value", -INFINITE, INFINITE, 0, "value of the deal, in good faith"),
    Column("deal_bad", "value", -INFINITE, INFINITE, 0, "value of the deal, in bad faith"),
    Column("margin_good", "value", -INFINITE, INFINITE, 0, "deal_good less price and refuse"),
    Column("margin_bad", "value", -INFINITE, INFINITE, 0, "deal_bad less price and refuse"),
    Column("signs", "chance", 0, 1, 0, "chance that it signs, over its own faith; outside: 1"),
    Column("expected_to_sign", "chance", 0, 1, 0, "the others' chance that it signs"),
    Column("keep_end", "value", -INFINITE, INFINITE, 0, "what the deal yields at the horizon"),
    Column("breach_end", "value", -INFINITE, INFINITE, 0, "value of breaking then, word apart"),
    Column("alone_end", "value", -INFINITE, INFINITE, 0, "the same, nobody joining against it"),
    Column("joined_end", "value", -INFINITE, INFINITE, 0, "the same, if they join for sure"),
    Column("threshold", "chance", 0, INFINITE, 0, "belief that deters it then; inf: none does"),
    Column("hazard_good", "chance/month", 0, 1, 0, "its hazard in the first month, in good faith"),
    Column("hazard_bad", "chance/month", 0, 1, 0, "the same, in bad faith"),
    Column("breaks_first", "chance", 0, 1, 0, "chance that it is the one that breaks it"),
    Column("break_month", "months", 0, INFINITE, 0, "mean month in which it does so, if it does"),
    Column("temptation", "chance/month", 0, 1, 0, "its highest hazard of any month"),
    Column("temptation_month", "months", 0, INFINITE, 0, "the month of it"),
    Column("bad_now", "chance", 0, 1, 0, "chance of bad faith, given that it signed"),
    Column("bad_1", "chance", 0, 1, 0, "the same after one year, given that the deal stands"),
    Column("bad_5", "chance", 0, 1, 0, "the same after five years"),
    Column("beyond", "power", 0, INFINITE, 0, "by how much power left the range of the tables"),
)  # fmt: skip
"""What is told of a party: arrays (worlds, parties, columns)."""

WORLD_OUTPUT = (
    Column("signed", "chance", 0, 1, 0, "chance that all insiders sign"),
    *(
        Column(
            f"stands_{year}", "chance", 0, 1, 0, f"chance that it stands after {year} years, signed"
        )
        for year in YEARS
    ),
    *(
        Column(
            f"violated_{year}",
            "chance",
            0,
            1,
            0,
            f"chance that it then stands, but violated ({year})",
        )
        for year in (1, 5, 10)
    ),
)
"""What is told of a world: arrays (worlds, columns). Survival is that of the types that sign."""


def column_of(columns: tuple[Column, ...], name: str) -> int:
    """Return where the column called `name` stands.

    >>> column_of(PARTY, "side"), column_of(WORLD, "swing")
    (0, 1)
    """
    places = _PLACES.get(id(columns))
    if places is not None:
        return places[name]
    return next(i for i, column in enumerate(columns) if column.name == name)


_PLACES = {
    id(each): {column.name: place for place, column in enumerate(each)}
    for each in (PARTY, WORLD, DEAL_PARTY, DEAL_WORLD, PARTY_OUTPUT, WORLD_OUTPUT)
}


def rows_of(
    columns: tuple[Column, ...], values: Mapping[str, npt.ArrayLike], shape: tuple[int, ...]
) -> Floats:
    """Return rows of shape (*shape, columns): what `values` says, defaults elsewhere.

    >>> rows_of(DEAL_WORLD, {"repelled": [0.1, 0.2]}, (2,)).tolist()
    [[0.0, 1.0, 0.1, 0.1], [0.0, 1.0, 0.1, 0.2]]
    """
    rows = np.empty((*shape, len(columns)))
    rows[...] = [column.default for column in columns]
    for name, value in values.items():
        rows[..., column_of(columns, name)] = value
    return rows


@dataclass(frozen=True)
class Settings:
    """How finely to compute; `EXPLORING` of `servanda.engine.modes` is the quick one.

    `blocks` (T) are the lengths in months of the blocks of like months that the deal is followed
    through; the last one goes on for ever. Beliefs are revised until no expected hazard of a month
    moves by more than `tolerance`, `passes` times at most. `fear` is the hazard everyone expects at
    the start: 0 (trust) selects the equilibrium, 0.2 (fear) checks whether there is another.
    `power_states` is 1, or 3 with jumps. `violations` says whether a deal may be violated, or a
    breach repelled, and go on. `front` says whether the war has one. All of them hold for the case,
    never for a single world: a world's digits do not depend on its company. With `by_block` what
    stands is taken through a block at one go, not month by month: coarser, and for deals of one
    public state alone.
    """

    blocks: Floats
    front: bool = True
    passes: int = 40
    tolerance: float = 1e-5
    power_states: int = 1
    violations: bool = False
    fear: float = 0.0
    by_block: bool = False


@dataclass(frozen=True)
class Worlds:
    """W worlds with n parties: `party` (W, n, PARTY), `world` (W, WORLD), and what is private.

    A party knows its own running cost; the others know its range: `cost_nodes` (W, n, K) are its
    quantiles at the nodes of `private_types.quantile_nodes`, `node_weights` (K) their weights. With
    K = 0 everybody knows every cost.
    """

    party: Floats
    world: Floats
    cost_nodes: Floats
    node_weights: Floats


@dataclass(frozen=True)
class Deal:
    """One proposal in W worlds with n parties, F phases and J responses of guarantors.

    A phase is any stretch of time in which nothing changes by plan: cut at every month in which a
    provision falls due or a guarantee begins or ends (`calendar.blocks_for` cuts the blocks there).

    phase (T): the phase in force in each block. terms (W, n, F): what the deal yields a month.
    line (W, F): share of side +; a breach starts from the line then held. power (W, F): what the
    terms do to power and a breach does not undo (limits on forces, an ally that left, rearmament).
    keeps (W, n, F): what provisions performed for good add to the flow of a renewed war.
    lapse (W, T): chance that the deal lapses by itself in the block (an expiry: one of a month).
    payments (W, n, P), payment_block (P): one-off payoffs, in months of total victory, and the
    block each falls in.

    Responses are alternatives that exclude each other (guarantor one joins, two joins, both join):
    response_shift (W, J) is what one does to power, response_cost (W, J) what it adds to the
    running cost of whoever broke. Beliefs (W, n, J, F): against, of a party that ITS breach
    meets the response; beside, that the response comes to its side when ANOTHER breaks; backs,
    that it comes to its side though it broke itself (moral hazard). true (W, J, F): the
    analyst's belief.
    host_leaves (W, J): chance a month that the host sends the force away, counted from the month
    response_from (J). against + backs summed over responses is at most 1, beside too.
    """

    phase: Counts
    terms: Floats
    line: Floats
    power: Floats
    keeps: Floats
    lapse: Floats
    payments: Floats
    payment_block: Counts
    response_shift: Floats
    response_cost: Floats
    against: Floats
    beside: Floats
    backs: Floats
    true: Floats
    host_leaves: Floats
    response_from: Floats
    party: Floats = field(repr=False)
    world: Floats = field(repr=False)


@dataclass(frozen=True)
class Outcomes:
    """What `settle` tells: `party` (W, n, PARTY_OUTPUT), `world` (W, WORLD_OUTPUT),

    `incidence` (W, n + 1, YEARS): chance that the deal ended by then through each party, and last
    through its own lapse; `hazard` (W, n, T): each party's hazard a month in each block, of those
    who signed and still stand.
    """

    party: Floats
    world: Floats
    incidence: Floats
    hazard: Floats

    def of_party(self, name: str) -> Floats:
        """Return the column called `name` of every world and party."""
        found: Floats = self.party[..., column_of(PARTY_OUTPUT, name)]
        return found

    def of_world(self, name: str) -> Floats:
        """Return the column called `name` of every world."""
        found: Floats = self.world[..., column_of(WORLD_OUTPUT, name)]
        return found
