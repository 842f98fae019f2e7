"""What `deals` prints of a shipped case is what an assessment of the written proposal says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from servanda.case.keys.case import Case
from servanda.case.load import load, parse
from servanda.case.template import KINDS, first_case
from servanda.case.text.save import case_text
from servanda.engine.assess import assess
from servanda.engine.results import Assessment
from servanda.explore.finding import Finding
from servanda.explore.packages.combinations import Choice
from servanda.explore.packages.deal_search import Deals, Package, deals
from servanda.explore.packages.next_step import next_step
from servanda.explore.packages.repairs import Repairs
from servanda.explore.questions.deals import deal_findings

TOP = Path(__file__).parents[3]
WORLDS, SEED = 120, 5

SHIPPED: dict[str, Callable[[], Case]] = {
    **{name: lambda name=name: load(TOP / "examples" / name)  # type: ignore[misc]
       for name in ("tutorial", "sudan", "ukraine")},
    **{kind: lambda kind=kind: parse(first_case(kind)) for kind in KINDS},  # type: ignore[misc]
}  # fmt: skip
"""Every case that a reader is given: the examples, and what `servanda new` writes."""


@cache
def searched(name: str) -> Deals:
    case = SHIPPED[name]()
    first, *others = case.proposals
    return deals(case, worlds=WORLDS, seed=SEED, proposal=first, mend=others)


@cache
def findings(name: str) -> tuple[Finding, ...]:
    return tuple(deal_findings(searched(name)))


def quick(case: Case, name: str) -> Assessment:
    """An assessment without what moves no share here: trials of the verdict, the war's length."""
    return assess(
        case, worlds=WORLDS, seed=SEED, proposals=(name,), threads=1, robustness=False, war_worlds=1
    )


def assessed(found: Deals, package: Package) -> Assessment:
    """The package written into the text of a case file, read back, and assessed."""
    case, name = found.written(package)
    return quick(parse(case_text(case)), name)


def every_repair(found: Deals) -> list[Repairs]:
    assert found.start is not None
    return [Repairs(found.start.proposal, found.start, found.repairs), *found.mended]


def recommended(found: Deals) -> list[Package]:
    """What is put forward: the best package, the smallest repairs, the next step."""
    picked = [found.best]
    for each in every_repair(found):
        pick = each.smallest or each.best
        picked += [each.start, *([pick[1]] if pick else [])]
    step = next_step(every_repair(found))
    return [*picked, *([step.package] if step else [])]


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_each_package_put_forward_gives_as_a_written_proposal_what_is_printed(name: str) -> None:
    found = searched(name)
    looked: dict[tuple[str, str], Package] = {}
    for package in recommended(found):
        case, proposal = found.written(package)
        looked[proposal, repr(case.proposals[proposal])] = package
    for package in looked.values():
        (result,) = assessed(found, package)
        assert package.gives["signed"] == result.signed.share
        assert package.gives["stops"] == result.stops_fighting.share
        assert package.gives["holds_5"] == result.signed_and_holds_5y.share
        for party in result.armed:
            if party.inside:
                assert package.gives[f"accepts.{party.id}"] == party.accepts.share


def test_findings_print_the_shares_of_the_packages() -> None:
    found = searched("tutorial")
    by_question = {each.question: each for each in findings("tutorial")}
    mended = by_question["What is the smallest repair of each proposal?"]
    for row, each in zip(mended.rows, found.mended, strict=True):
        pick = each.smallest or each.best
        assert row["holds now"] == each.start.gives["holds_5"]
        assert row["holds then"] == (pick[1] if pick else each.start).gives["holds_5"]
    frontier = by_question["Which packages would be signed and would hold?"]
    for row, package in zip(frontier.rows, found.packages, strict=True):
        assert (row["x"], row["y"]) == (package.gives["stops"], package.gives["holds_5"])


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_each_trade_has_the_sign_that_two_written_proposals_show(name: str) -> None:
    found = searched(name)
    margins = {None: margins_of(found, found.base.choice)}
    for trade in found.trades[:4]:
        there = margins_of(found, trade.choice)
        for party, gain in trade.gains.items():
            change = there[party] - margins[None][party]
            if gain is not None:
                assert gain == pytest.approx(change.mean(), abs=1e-12), trade.term
                assert np.sign(gain) == np.sign(
                    np.median(there[party]) - np.median(margins[None][party])
                )


def margins_of(found: Deals, choice: Choice) -> dict[str, np.ndarray]:
    """What a package, written as a proposal, is worth to each above fighting on, by world."""
    case, name = found.space.in_case(choice)
    kept = quick(parse(case_text(case)), name).kept[name]
    return {party: np.nan_to_num(kept[f"margin.{party}"]) for party in case.parties}


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_the_next_step_changes_least_of_what_surely_helps(name: str) -> None:
    found = searched(name)
    step = next_step(every_repair(found))
    (said,) = (each for each in findings(name) if each.exploration == "next step")
    assert said.found == (step is not None)
    if step is None or not step.changes:
        return
    assert step.package.gives["holds_5"] > step.start.gives["holds_5"]
    assert step.changes in [changes for each in every_repair(found) for changes, _ in each.ladder]
    assert said.rows[0]["holds then"] == step.package.gives["holds_5"]
