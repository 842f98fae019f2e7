"""What an assessment says of a case: shares of worlds with their error, and spreads, per proposal.

A share of worlds is a probability only as far as the ranges in the case were meant as beliefs.
Everything here is plain data: the report draws it, `to_dict` is what `--json` prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from servanda.arrays import Floats
from servanda.engine.kind_rates import shrunk_holds
from servanda.engine.result_columns import ResultColumn, columns, telling
from servanda.engine.result_parts import (
    ArmedPartyResult,
    BeliefResult,
    BreakResult,
    ChallengedResult,
    EvidenceResult,
    PartyResult,
    Statement,
    Verdict,
    WarMonths,
)
from servanda.engine.robustness import Robustness
from servanda.engine.shares import FEW, Cell, Share, Spread
from servanda.errors import InputError, named
from servanda.escaping.html_text import html_text as escape
from servanda.sentences import plural

__all__ = ["FEW", "KEPT_WORLDS", "Assessment", "Cell", "ProposalResult", "Share", "Spread", "flat"]


KEPT_WORLDS = 131_072
"""How many worlds, the first ones by number, are kept whole for quantiles and exploration."""


@dataclass(frozen=True, repr=False)
class ProposalResult:
    """Everything the assessment says of one proposal.

    `stops_fighting` is the share in which it is signed and all armed parties that would live by it
    prefer it to fighting on: a paper signed without one of them stops nothing. `holds` is given
    that the deal was signed, by those who sign it, so it is missing where no world signs;
    `would_hold` is the same over all worlds, as if it had been signed everywhere. Both map years to
    shares. `kind_holds` maps years to how often deals of this kind have held, `kind_defaults` lists
    what is taken from the kind where the case is silent. `armed` tells of every armed party,
    `breaking` of when a signed deal ends, `challenged` of what a challenge would lead to,
    `statements` of public answers beside the model. `cycles` is the share of worlds in which
    guarantors do not settle on whether to consent, `spill_over` what reneging would cost the
    guarantor through its other commitments, in units of its own victory; `measured` the columns
    that are declared with the column of the worlds they sum up. `stops_given` is `stops_fighting`
    among the worlds that sign; `signed_weighed` is `signed` with the worlds counted by how likely
    they make the answers and events so far, None where the case holds none, where they are too
    unlike these worlds, and where all shares are counted so; `robustness` says what the verdict
    survives and what it rests on, None where that was not asked for.
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
    not_computed: Mapping[str, Share]
    verdict: Verdict
    kind: str = ""
    kind_holds: Mapping[int, Spread] = field(default_factory=dict)
    kind_defaults: Mapping[str, str] = field(default_factory=dict)
    armed: tuple[ArmedPartyResult, ...] = ()
    breaking: BreakResult | None = None
    challenged: ChallengedResult | None = None
    statements: tuple[Statement, ...] = ()
    cycles: Share | None = None
    spill_over: Spread | None = None
    measured: Mapping[str, Share | Spread | None] = field(default_factory=dict)
    stops_given: Share | None = None
    signed_weighed: Share | None = None
    robustness: Robustness | None = None
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
    def holds_shrunk(self) -> Spread | None:
        """The chance that it holds five years once signed, drawn towards the rate of its kind.

        None where fewer than thirty worlds sign it. Weight and range are those of
        `servanda.kinds_of_war.shrunk`.
        """
        return shrunk_holds(self.holds.get(5), self.kind) if self.kind else None

    @property
    def alone_in_the_way(self) -> tuple[tuple[str, Share], ...]:
        """Return who alone stands between it and its signature, the most frequent first."""
        apart = sorted(self.parties, key=lambda party: -party.blocks.share)
        return tuple((party.name, party.blocks) for party in apart if party.blocks.share > 0.005)

    @property
    def least_willing(self) -> tuple[tuple[str, Share], ...]:
        """Return how often each consents whose consent it needs, the least willing first."""
        apart = sorted(self.parties, key=lambda party: (party.share.share, party.name))
        return tuple((party.name, party.share) for party in apart)

    def to_dict(self) -> dict[str, Any]:
        """Return the proposal as `--json` prints it."""
        body: dict[str, Any] = {}
        for column in columns():
            column.put(body, self)
        body["parties"] = [party.to_dict() for party in self.parties]
        body["armed"] = [party.to_dict() for party in self.armed]
        hazard = self.breaking.hazard if self.breaking else {}
        body["hazard"] = {str(year): chance for year, chance in hazard.items()}
        body["kind_defaults"] = dict(self.kind_defaults)
        body["robustness"] = self.robustness.to_dict() if self.robustness else None
        body["statements"] = [said.sentence for said in self.statements]
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
    evidence: EvidenceResult | None = None
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
        drawn = f"{plural(self.worlds, 'world')}, seed {self.seed}"
        return f"<Assessment of {self.case!r}: {drawn}; {names}>"

    def __str__(self) -> str:
        lines = [f"{self.case}: {plural(self.worlds, 'world')}, seed {self.seed}"]
        for result in self.proposals:
            verdict = result.verdict
            lines.append(f"  {result.id}: {verdict.word} ({verdict.firmness}). {verdict.sentence}.")
            if result.robustness:
                lines.append(f"    {result.robustness.sentence}.")
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
            f"<p><b>{escape(self.case)}</b>: shares of {plural(self.worlds, 'world')} "
            f"± two standard errors in percentage points, seed {self.seed}</p>"
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
            "evidence": self.evidence.to_dict() if self.evidence else None,
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
