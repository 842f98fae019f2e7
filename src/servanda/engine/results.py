"""What an assessment says of a case: shares of worlds with their error, and spreads, per proposal.

A share of worlds is a probability only as far as the ranges in the case were meant as beliefs.
Everything here is plain data: the report draws it, `to_dict` is what `--json` prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from importlib import import_module
from typing import Any

from servanda.arrays import Floats
from servanda.engine.result_columns import ResultColumn, columns, telling
from servanda.engine.shares import FEW, Share, Spread
from servanda.errors import InputError, named

__all__ = [
    "FEW",
    "KEPT_WORLDS",
    "Assessment",
    "BeliefResult",
    "LearningResult",
    "PartyResult",
    "ProposalResult",
    "Share",
    "Spread",
    "Verdict",
    "WarMonths",
    "flat",
]


KEPT_WORLDS = 131_072
"""How many worlds, the first ones by number, are kept whole for quantiles and exploration."""


Cell = str | float | None


@dataclass(frozen=True)
class PartyResult:
    """One whose consent is needed: how often it gives it, by how much, how often it alone refuses.

    `modelled` is "value" where consent follows from what the deal and the war are worth to it, and
    "probability" where the case states a probability; then there is no margin.
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
class WarMonths:
    """Expected months of war ahead, over the worlds: without the offer, with it, and the change.

    `lengthens` and `shortens` are the shares of worlds in which tabling the offer changes the
    expected length by more than a tenth of a month. `already_over` is the share in which something
    that is on the table anyway would be settled at once: where the fighting goes on, such worlds
    speak against the case's own numbers.
    """

    without: Spread | None
    with_offer: Spread | None
    change: Spread | None
    standing: Spread | None
    lapsing: Spread | None
    lengthens: Share
    shortens: Share
    already_over: Share


@dataclass(frozen=True)
class BeliefResult:
    """Whether the guarantee deters: what is believed of it, and what would have to be believed.

    `threshold` is q*, the least belief that deters the challenger once both sides have regrouped.
    `self_enforcing`: no guarantee is needed (q* <= 0). `out_of_reach`: no belief deters (q* >= 1),
    only force or terms can. `paper`: a belief would deter, but the challenger's falls short of it.
    """

    challenger: Spread | None
    protege: Spread | None
    analyst: Spread | None
    threshold: Spread | None
    self_enforcing: Share
    deterred: Share
    paper: Share
    out_of_reach: Share


@dataclass(frozen=True)
class LearningResult:
    """Months of war between sides that disagree and learn: if the offer stands, if it lapses."""

    standing: Spread
    lapsing: Spread


@dataclass(frozen=True)
class Verdict:
    """The verdict on a proposal in a word, a sentence, and how firm it is.

    `firmness` is robust (more than 90% of worlds agree), leaning, or undetermined (45% to 55%).
    """

    word: str
    firmness: str
    sentence: str


@dataclass(frozen=True, repr=False)
class ProposalResult:
    """Everything the assessment says of one proposal.

    `stops_fighting` is the share in which it is signed and both belligerents prefer it to fighting
    on: a paper signed without one of them stops nothing. `holds` is given that the deal was signed,
    so it is missing where no world signs; `would_hold` is the same over all worlds, as if it had
    been signed everywhere. Both map years to shares. `learning` is the length of the war where the
    sides disagree about it and learn; `spill_over` what reneging would cost the guarantor through
    its other commitments, in units of its own victory; `measured` the columns that are declared
    with the column of the worlds they sum up.
    """

    id: str
    title: str
    signed: Share
    signed_smallest: Share | None
    stops_fighting: Share
    parties: tuple[PartyResult, ...]
    holds: Mapping[int, Share | None]
    would_hold: Mapping[int, Share | None]
    signed_and_holds_5y: Share
    war_months: WarMonths
    belief: BeliefResult | None
    commitment_problem: Share
    values: Mapping[str, Spread | None]
    not_computed: Mapping[str, Share]
    verdict: Verdict
    learning: LearningResult | None = None
    spill_over: Spread | None = None
    measured: Mapping[str, Share | Spread | None] = field(default_factory=dict)
    asks: Callable[[], Any] | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        said = f"{self.verdict.word} ({self.verdict.firmness})"
        return f"<{self.id}: {said}; {self.verdict.sentence}>"

    def _repr_html_(self) -> str:
        """Return every column and every party for a notebook."""
        rows = "".join(
            f"<tr><th style='text-align:left' title='{escape(column.meaning)}'>"
            f"{escape(column.heading)}</th>{_cell(column, self)}</tr>"
            for column in columns()
            if column.kind in ("share", "spread") and column.value(self) is not None
        )
        who = "".join(
            f"<tr><th style='text-align:left'>{escape(party.name)} consents</th>"
            f"<td>{party.share.share:.0%}, alone in the way {party.blocks.share:.0%}</td></tr>"
            for party in self.parties
        )
        said = f"{escape(self.title)}: {escape(self.verdict.sentence)}."
        return f"<p>{said}</p><table><tbody>{rows}{who}</tbody></table>"

    @property
    def consent(self) -> Mapping[str, Share]:
        """How often each whose consent it needs gives it, by the name in the case."""
        return {party.id: party.share for party in self.parties}

    def why(self) -> Any:
        """Return why it fares as it does: who blocks, on what condition, on which evidence.

        Raises: InputError where it was not made by `servanda.assess`.
        """
        if self.asks is None:
            raise InputError(
                f"{self.id}: this result does not know its case; "
                f"ask servanda.why(case, {self.id!r}, assessment=...)"
            )
        return self.asks()

    @property
    def alone_in_the_way(self) -> tuple[tuple[str, Share], ...]:
        """Return who alone stands between it and its signature, the most frequent first."""
        apart = sorted(self.parties, key=lambda party: -party.blocks.share)
        return tuple((party.name, party.blocks) for party in apart if party.blocks.share > 0.005)

    def to_dict(self) -> dict[str, Any]:
        """Return the proposal as `--json` prints it."""
        body: dict[str, Any] = {}
        for column in columns():
            column.put(body, self)
        body["parties"] = [party.to_dict() for party in self.parties]
        body["not_computed"] = {
            advice: share.to_dict() for advice, share in self.not_computed.items()
        }
        return body


@dataclass(frozen=True, repr=False)
class Assessment:
    """The answer for a whole case: how it was made, and one result per proposal.

    `kept` holds, per proposal, the columns of the first `KEPT_WORLDS` worlds for exploration.
    """

    case: str
    case_hash: str
    version: str
    seed: int
    worlds: int
    proposals: tuple[ProposalResult, ...]
    bases: Mapping[str, int]
    kept: Mapping[str, Mapping[str, Floats]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __getitem__(self, proposal: str) -> ProposalResult:
        return named(proposal, {result.id: result for result in self.proposals}, "proposal")

    def __iter__(self) -> Iterator[ProposalResult]:
        return iter(self.proposals)

    def __len__(self) -> int:
        return len(self.proposals)

    def __repr__(self) -> str:
        names = ", ".join(result.id for result in self.proposals)
        return f"<Assessment of {self.case!r}: {self.worlds:,} worlds, seed {self.seed}; {names}>"

    def __str__(self) -> str:
        lines = [f"{self.case}: {self.worlds:,} worlds, seed {self.seed}"]
        for result in self.proposals:
            verdict = result.verdict
            lines.append(f"  {result.id}: {verdict.word} ({verdict.firmness}). {verdict.sentence}.")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Return the verdicts as a table for a notebook."""
        shown = telling("notebook", self.proposals)
        rows = "".join(
            "<tr>" + "".join(_cell(column, result) for column in shown) + "</tr>"
            for result in self.proposals
        )
        head = "".join(
            f"<th style='text-align:left'>{escape(column.heading)}</th>" for column in shown
        )
        return (
            f"<p><b>{escape(self.case)}</b>: shares of {self.worlds:,} worlds ± two standard "
            f"errors in percentage points, seed {self.seed}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def rows(self) -> list[dict[str, Cell]]:
        """Return a row a proposal: every declared column, shares and spreads in cells of their own.

        A share `x` gives `x`, `x_se` and `x_word`; a spread its quantiles `x_5`, `x_50`, `x_95`.
        """
        return [
            {k: v for c in columns("rows") for k, v in flat(c, c.value(result)).items()}
            for result in self.proposals
        ]

    def to_frame(self) -> Any:
        """Return `rows` as a pandas data frame, or a polars one where there is no pandas.

        Raises: InputError where neither is installed.
        """
        for library in ("pandas", "polars"):
            with suppress(ModuleNotFoundError):
                return import_module(library).DataFrame(self.rows())
        raise InputError("to_frame needs pandas or polars; install one, or take `rows()`")

    def to_dict(self) -> dict[str, Any]:
        """Return the assessment as `servanda assess --json` prints it."""
        return {
            "case": self.case,
            "case_hash": self.case_hash,
            "version": self.version,
            "seed": self.seed,
            "worlds": self.worlds,
            "numbers_by_basis": dict(self.bases),
            "proposals": [proposal.to_dict() for proposal in self.proposals],
        }


def flat(column: ResultColumn, value: Any) -> dict[str, Cell]:
    """Return a value as cells of its own: a share with error and word, a spread by quantiles."""
    name = column.name
    if column.kind == "share":
        known = value if value is not None and value.worlds else None
        return {
            name: known.share if known else None,
            f"{name}_se": known.se if known else None,
            f"{name}_word": known.likelihood if known else None,
        }
    if column.kind == "spread":
        quantiles = value.to_dict() if value else dict.fromkeys(("5", "50", "95"))
        return {f"{name}_{quantile}": at for quantile, at in quantiles.items()}
    return {name: value}


def _cell(column: ResultColumn, result: ProposalResult) -> str:
    """Return a cell of the table for a notebook."""
    value = column.value(result)
    left = " style='text-align:left'"
    if isinstance(value, Share) and value.worlds:
        said = f"{value.share:.0%} ±{200 * value.se:.1f}<br><small>{escape(value.word)}</small>"
        return f"<td>{said}</td>"
    if isinstance(value, Spread):
        said = f"{value.p50:.3g} ({value.p5:.3g} to {value.p95:.3g}) {column.unit}"
        return f"<td>{escape(said)}</td>"
    return f"<td{left}>{escape(value) if isinstance(value, str) else '–'}</td>"
