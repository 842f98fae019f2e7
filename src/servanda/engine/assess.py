"""Assess a case: every proposal in every world, chunk by chunk, in bounded memory.

Worlds are worked through in chunks of fixed size whatever the number of threads, and the chunks'
sums are added in order, so that the same case, version and seed give the same digits. The first
`KEPT_WORLDS` worlds are kept whole for quantiles and exploration; shares use all worlds.

Columns kept per proposal: those of `settlement.OUTPUTS`, and `signed`, `signed_smallest`,
`others_agree` (all but the two belligerents), `believed_b`, `believed_true`, `months_without`,
`months_with`, `months_standing`, `months_lapsing`, `settles_without`, `settles_with`, and
`consent.<party>` and `blocks.<party>` for each party.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.keys.case import Case, numbers_in
from servanda.engine.ballots import Ballot, Node, compile_rule
from servanda.engine.further_results import SIDE_WORLDS, learning_result, spill_over
from servanda.engine.guarantees import add_guarantees
from servanda.engine.inputs import Stated, WarSetting, rows_for, war_setting
from servanda.engine.kernel_one_challenger import INPUTS, OUTPUTS, column, outlooks, settle
from servanda.engine.results import KEPT_WORLDS, Assessment, ProposalResult
from servanda.engine.verdict import summarise
from servanda.errors import InputError, named
from servanda.threads import Progress, each_in_order
from servanda.worlds.sample import CHUNK, Worlds, sample

__all__ = ["Ballots", "assess", "evaluate_chunk", "offer_in", "offer_with_inputs", "signing"]

Columns = dict[str, Floats]


@dataclass
class Sums:
    """Running sums of per-world chances and of their squares, by name."""

    worlds: int = 0
    total: dict[str, float] = field(default_factory=dict)
    squares: dict[str, float] = field(default_factory=dict)

    def add(self, other: Sums) -> None:
        """Add the sums of the next chunk."""
        self.worlds += other.worlds
        for name, value in other.total.items():
            self.total[name] = self.total.get(name, 0.0) + value
            self.squares[name] = self.squares.get(name, 0.0) + other.squares[name]

    @classmethod
    def of(cls, columns: Mapping[str, Floats]) -> Sums:
        """Return the sums over one chunk; worlds without a value add nothing."""
        sums = cls(len(next(iter(columns.values()))))
        for name, values in columns.items():
            known = np.where(np.isfinite(values), values, 0.0)
            sums.total[name] = float(known.sum())
            sums.squares[name] = float((known * known).sum())
        return sums


def assess(
    case: Case,
    *,
    worlds: int = 10_000,
    seed: int = 0,
    proposals: tuple[str, ...] = (),
    threads: int | None = None,
    progress: Progress | None = None,
) -> Assessment:
    """Return, for every proposal of `case`, whether it is signed, holds, and shortens the war.

    Parameters: `worlds`, how many draws of everything uncertain, 1 or more; `seed`, 0 or more;
    `proposals`, the ids to assess (all where empty); `threads`, all cores where None, without
    effect on the digits; `progress`, called with the worlds done and to do.

    Raises: InputError where the case has gaps or leaves something out that a proposal needs.
    """
    if worlds < 1:
        raise InputError(f"worlds: {worlds} is too few; ask for 1 or more, 10000 as a rule")
    chosen = proposals or tuple(case.proposals)
    for name in chosen:
        named(name, case.proposals, "proposal")
    drawn = sample(case, worlds=worlds, seed=seed)
    rules = {name: compile_rule(case, name) for name in case.proposals}
    sums: dict[str, Sums] = {name: Sums() for name in chosen}
    kept: dict[str, list[Columns]] = {name: [] for name in chosen}
    done = 0
    for start, columns in _chunks(case, drawn, rules, chosen, worlds, threads):
        for name in chosen:
            sums[name].add(Sums.of(columns[name]))
            if start < KEPT_WORLDS:
                kept[name].append(columns[name])
        done = min(start + CHUNK, worlds)
        if progress:
            progress(done, worlds)
    whole = {name: _joined_up(parts) for name, parts in kept.items()}
    aside = war_setting(case, drawn.chunk(0, few := min(SIDE_WORLDS, worlds)), few)
    results = tuple(
        replace(
            _result(case, name, rules[name], sums[name], whole[name]),
            learning=learning_result(case, aside, whole[name]),
            spill_over=spill_over(case, aside, name, whole[name]),
        )
        for name in chosen
    )
    return _assessment(case, worlds, seed, results, whole)


def _result(
    case: Case, name: str, rule: Node, sums: Sums, kept: Mapping[str, Floats]
) -> ProposalResult:
    return summarise(case, name, rule.parties, sums.worlds, sums.total, sums.squares, kept)


def _assessment(
    case: Case,
    worlds: int,
    seed: int,
    results: tuple[ProposalResult, ...],
    kept: Mapping[str, Columns],
) -> Assessment:
    from servanda.case.fingerprint import case_hash
    from servanda.version import __version__

    bases: dict[str, int] = {}
    for _, number in numbers_in(case):
        if not number.is_certain:
            bases[number.basis] = bases.get(number.basis, 0) + 1
    return Assessment(
        case=case.title,
        case_hash=case_hash(case),
        version=__version__,
        seed=seed,
        worlds=worlds,
        proposals=results,
        bases=bases,
        kept=kept,
    )


def _chunks(
    case: Case,
    drawn: Worlds,
    rules: Mapping[str, Node],
    chosen: tuple[str, ...],
    worlds: int,
    threads: int | None,
) -> Iterator[tuple[int, dict[str, Columns]]]:
    """Yield the columns of each chunk in order, with a bounded number of chunks under way."""
    starts = range(0, worlds, CHUNK)

    def work(start: int) -> dict[str, Columns]:
        stop = min(start + CHUNK, worlds)
        return evaluate_chunk(case, drawn.chunk(start, stop), rules, chosen)

    yield from zip(starts, each_in_order(work, starts, threads), strict=True)


def offer_in(case: Case, drawn: Worlds, name: str) -> Columns:
    """Return what a proposal is worth and whether it holds, whoever else must consent to it."""
    return _settled(war_setting(case, drawn, len(drawn)), name, *_after_any_settlement(case, name))


def offer_with_inputs(case: Case, drawn: Worlds, name: str) -> tuple[Columns, Columns]:
    """Return `offer_in`, and the columns of `settlement.INPUTS` that it was computed from."""
    setting = war_setting(case, drawn, len(drawn))
    columns, rows = _settled_from(setting, name, *_after_any_settlement(case, name))
    return columns, {given: rows[:, place] for place, given in enumerate(INPUTS)}


def signing(case: Case, ballots: Ballots, rule: Node, name: str, offered: Columns) -> Columns:
    """Return who signs what is offered, and whether it then holds; no months of war.

    Where each party alone stands in the way is left out.
    """
    ballot = ballots.ballot(rule, name, _sides(case, offered), most=True)
    return _kept_promises(offered, rule.decide(ballot))


def evaluate_chunk(
    case: Case, drawn: Worlds, rules: Mapping[str, Node], chosen: tuple[str, ...]
) -> dict[str, Columns]:
    """Return the columns of every chosen proposal in one chunk of worlds."""
    worlds = len(drawn)
    setting = war_setting(case, drawn, worlds)
    ballots = Ballots(case, drawn, rules)
    menu = [name for name in case.war.settles_anyway if name in case.proposals]
    plain = {name: _settled(setting, name) for name in dict.fromkeys([*menu, *chosen])}
    agree = {name: _others_agree(case, ballots, rules[name], name) for name in plain}
    without = _outlook(setting, [(plain[name], agree[name]) for name in menu])
    columns = {}
    for name in chosen:
        columns[name] = _proposal_columns(
            setting, ballots, rules, name, menu, plain, agree, without
        )
    return columns


def _settled(
    setting: WarSetting,
    name: str,
    also: Stated | None = None,
    more_guarantees: tuple[str, ...] = (),
) -> Columns:
    """Return the columns of `settlement.OUTPUTS` for one proposal."""
    return _settled_from(setting, name, also, more_guarantees)[0]


def _settled_from(
    setting: WarSetting, name: str, also: Stated | None, more_guarantees: tuple[str, ...]
) -> tuple[Columns, Floats]:
    """Return the columns of one proposal, and the rows of `settlement.INPUTS` they come from."""
    made = rows_for(setting, name, also)
    guarantees = setting.case.proposals[name].guarantees
    names = tuple(dict.fromkeys([*guarantees, *more_guarantees]))
    true_belief = add_guarantees(setting, names, made.rows)
    results = np.empty((setting.worlds, len(OUTPUTS)))
    settle(setting.steps, made.rows, made.terms_a, made.terms_b, made.phases, results)
    columns = {out: results[:, column(out)] for out in OUTPUTS}
    columns["believed_b"] = made.rows[:, list(INPUTS).index("believed_b")]
    columns["believed_true"] = true_belief
    return columns, made.rows


class Ballots:
    """Who consents to what in a chunk of worlds; draws are shared by all proposals."""

    def __init__(self, case: Case, drawn: Worlds, rules: Mapping[str, Node]) -> None:
        self.case, self.drawn, self.worlds = case, drawn, len(drawn)
        sides = (case.challenger, case.protege)
        asked = [party for rule in rules.values() for party in rule.parties if party not in sides]
        actors = sorted(set(asked))
        luck = drawn.consent(actors, drawn.values("consent_correlation"))
        self._luck = dict(zip(actors, luck, strict=True))

    def consents(self, proposal: str, actor: str) -> Flags:
        """Return where an actor modelled by a probability consents to `proposal`."""
        path = self.case.stance_path(proposal, actor)
        if not path:
            raise InputError(
                f"proposals.{proposal}: whether {actor} consents is not said; add "
                f"`{actor}: volunteer` (or a probability) under its `stances`"
            )
        return np.asarray(self._luck[actor] < self.drawn.values(f"{path}.consents"), dtype=np.bool_)

    def ballot(self, rule: Node, proposal: str, sides: Mapping[str, Flags], most: bool) -> Ballot:
        """Return the ballot on `proposal`, the two sides consenting as `sides` says."""
        consents = {
            party: sides[party] if party in sides else self.consents(proposal, party)
            for party in rule.parties
        }
        valid = {
            name: np.asarray(self.drawn.event(name) < self.drawn.values(name), dtype=np.bool_)
            for name in rule.vetoes
        }
        needs = {}
        for party in rule.parties:
            stance = self.case.stance_of(proposal, party)
            if stance is not None and stance.position == "conditional" and stance.needs:
                needs[party] = stance.needs
        return Ballot(consents, valid, _Weights(self.drawn), needs, most)


class _Weights(Mapping[str, Floats]):
    """The numbers of quota rules by path, read from the worlds when asked."""

    def __init__(self, drawn: Worlds) -> None:
        self._drawn = drawn

    def __getitem__(self, path: str) -> Floats:
        return np.asarray(self._drawn.values(path), dtype=np.float64)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _others_agree(case: Case, ballots: Ballots, rule: Node, name: str) -> Flags:
    """Return where everyone but the two belligerents lets the proposal through."""
    yes = np.ones(ballots.worlds, dtype=np.bool_)
    sides = {case.challenger: yes, case.protege: yes}
    return rule.decide(ballots.ballot(rule, name, sides, most=True))


def _outlook(
    setting: WarSetting, menu: list[tuple[Columns, Flags]], here: Flags | None = None
) -> tuple[Floats, Floats]:
    """Return expected months of war and the chance of settling, given what is on the menu.

    The war ends where any item would be settled: both belligerents prefer it to fighting on from
    there, and all others whose consent it needs agree.
    """
    worlds, n = setting.worlds, setting.steps
    at_once = np.zeros(worlds, dtype=np.bool_) if here is None else here.copy()
    below, above = np.zeros(worlds), np.full(worlds, float(n))
    for columns, agree in menu:
        at_once |= agree & (columns["here"] > 0)
        below = np.maximum(below, np.where(agree, columns["below"], 0.0))
        above = np.minimum(above, np.where(agree, columns["above"], float(n)))
    front = setting.column("front")
    unknown = setting.too_fast
    if unknown.any():
        front = np.where(unknown, 1.0, front)
        below, above = np.where(unknown, 0.0, below), np.where(unknown, float(n), above)
    months, settles = np.empty(worlds), np.empty(worlds)
    exits = np.where(unknown, 0.5, setting.column("exits"))
    up, down = np.where(unknown, 0.5, setting.up), np.where(unknown, 0.5, setting.down)
    outlooks(n, front, up, down, exits, at_once, below, above, months, settles)
    months[unknown] = settles[unknown] = np.nan
    # Fighting that nothing ends has no expected length: missing, and counted as `never_ends`.
    return np.where(np.isfinite(months), months, np.nan), settles


def _proposal_columns(
    setting: WarSetting,
    ballots: Ballots,
    rules: Mapping[str, Node],
    name: str,
    menu: list[str],
    plain: Mapping[str, Columns],
    agree: Mapping[str, Flags],
    without: tuple[Floats, Floats],
) -> Columns:
    case = setting.case
    body = case.proposals[name]
    also, more = _after_any_settlement(case, name)
    offered = plain[name]
    others = [(plain[item], agree[item]) for item in menu if item != name]
    if also or more:
        offered = _settled(setting, name, also, more)
        others = [
            (_settled(setting, item, also, more), agree[item]) for item in menu if item != name
        ]
    offered["others_agree"] = agree[name].astype(np.float64)
    here = agree[name] & (offered["here"] > 0)
    standing = _outlook(setting, [*others, (offered, agree[name])])
    lapsing = _outlook(setting, others, here)
    chosen = standing if body.offer == "stands" else lapsing
    columns = dict(offered)
    columns |= _consent_columns(case, ballots, rules[name], name, offered)
    columns |= _kept_promises(offered, columns["signed"] > 0)
    paper = (offered["threshold"] > 0) & np.isfinite(offered["threshold"])
    reachable = paper & (offered["threshold"] < 1)
    columns["self_enforcing"] = (offered["threshold"] <= 0).astype(np.float64)
    columns["paper"] = (reachable & (offered["believed"] < offered["threshold"])).astype(np.float64)
    columns["deterred"] = (reachable & (offered["believed"] >= offered["threshold"])).astype(
        np.float64
    )
    columns["out_of_reach"] = (offered["threshold"] >= 1).astype(np.float64)
    columns["months_without"], columns["settles_without"] = without
    columns["months_with"], columns["settles_with"] = chosen
    columns["months_standing"], columns["months_lapsing"] = standing[0], lapsing[0]
    columns["months_change"] = columns["months_with"] - columns["months_without"]
    columns["lengthens"] = (columns["months_change"] > 0.1).astype(np.float64)
    columns["shortens"] = (columns["months_change"] < -0.1).astype(np.float64)
    columns["already_over"] = (columns["months_without"] == 0).astype(np.float64)
    columns["never_ends"] = (np.isnan(columns["months_change"]) & ~setting.too_fast).astype(
        np.float64
    )
    columns["not_computed"] = setting.too_fast.astype(np.float64)
    return columns


def _kept_promises(offered: Columns, signed: Flags) -> Columns:
    """Return whether what is signed stops the fighting, and how likely it then holds for years."""
    accepted = (offered["margin_a"] >= 0) & (offered["margin_b"] >= 0)
    columns = {"signed": signed.astype(np.float64)}
    columns["stops_fighting"] = np.where(accepted, columns["signed"], 0.0)
    for year in range(1, 11):
        stands = offered[f"stands_{year}"]
        columns[f"would_hold_{year}"] = stands
        columns[f"holds_{year}"] = np.where(accepted, stands, 0.0) * columns["signed"]
    return columns


def _sides(case: Case, offered: Columns) -> dict[str, Flags]:
    """Return where the two belligerents accept what is offered."""
    return {
        case.challenger: offered["margin_a"] >= 0,
        case.protege: offered["margin_b"] >= 0,
    }


def _after_any_settlement(case: Case, name: str) -> tuple[Stated, tuple[str, ...]]:
    """Return the terms and guarantees of `name` that would follow however the fighting ends."""
    body = case.proposals[name]
    marked = body.after_any_settlement
    if marked is False:
        return {}, ()
    names = set(body.terms) | set(body.guarantees) if marked is True else set(marked)
    territory = case.war.front.issue
    terms: Stated = {
        issue: (outcome, f"proposals.{name}.terms.{issue}")
        for issue, outcome in body.terms.items()
        if issue in names and issue != territory
    }
    return terms, tuple(g for g in body.guarantees if g in names)


def _consent_columns(
    case: Case, ballots: Ballots, rule: Node, name: str, offered: Columns
) -> Columns:
    """Return who consents, whether it is signed, and where each party alone stands in the way."""
    ballot = ballots.ballot(rule, name, _sides(case, offered), most=True)
    signed = rule.decide(ballot)
    columns: Columns = {"signed": signed.astype(np.float64)}
    for party in rule.parties:
        columns[f"consent.{party}"] = ballot.consents[party].astype(np.float64)
        alone = ~signed & ~ballot.consents[party]
        if alone.any():
            alone &= rule.decide(ballot.with_consent_of(party))
        columns[f"blocks.{party}"] = alone.astype(np.float64)
    if ballot.needs:
        smallest = Ballot(ballot.consents, ballot.valid, ballot.weights, ballot.needs, most=False)
        columns["signed_smallest"] = rule.decide(smallest).astype(np.float64)
    return columns


def _joined_up(parts: list[Columns]) -> Columns:
    """Return the kept chunks as one table, cut to `KEPT_WORLDS`."""
    if len(parts) == 1:
        return parts[0]
    return {name: np.concatenate([part[name] for part in parts])[:KEPT_WORLDS] for name in parts[0]}
