"""A case in which one package, and no other, suits both sides and is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.engine.assess import assess
from servanda.explore.packages.combinations import space_of
from servanda.explore.packages.deal_search import LEVEL

TOP = Path(__file__).parents[3]
STRAIT = TOP / "tests" / "cases" / "strait"
QUICK: Any = {"robustness": False, "war_worlds": 1}
"""Without what moves no share of a package: trials of the verdict, and the war's length."""

PLANTED = """
servanda: 2
title: A border nobody wants to fight for
as_of: 2024-06-01
parties:
  norland: {victory: 1, word: 0.05, keeps_its_word: 0.5}
  suria: {victory: 1, word: 0.05, keeps_its_word: 1}
actors:
  norland: Norland
  suria: Suria
  league: {name: The League, kind: alliance, members: {arda: 1.0}}
issues:
  land: {title: The land, kind: territory, weights: {norland: 1, suria: 1}}
  port:
    title: The port
    kind: finite
    weights: {norland: 1, suria: 1}
    options:
      shared: {norland: 0.5, suria: 0.5}
      closed: {norland: 0.0, suria: 0.0}
  name:
    title: The name of the strait
    kind: finite
    weights: {norland: 0.6, suria: 0.6}
    options:
      old: {norland: 1.0, suria: 0.0}
      both: {norland: 0.7, suria: 0.7}
      new: {norland: 0.0, suria: 0.6}
capabilities:
  norland: {forces: 60 thousand}
  suria: {forces: 10 thousand}
war:
  front: {issue: land, held_by: norland, held: 50%}
  trend: 0 percent per month
  swing: 3 percent per month
  flow_costs: {norland: %COST%, suria: %COST%}
  patience: {norland: 0.05, suria: 0.05}
  ends_by_itself: 0.2 per year
  while_fighting: {port: closed, name: both}
  regroup: {pace: {norland: 3 percent per month, suria: 0}, months: 12}
  operations: 1
  opportunities: 1 per year
  temptation_noise: 0.002
  early: 1
  jumps: {rate: 0}
  decisiveness: 1
  memory: 120
guarantees:
  pact:
    title: The pact
    kind: treaty
    guarantors: league
    protects: [suria]
    against: [norland]
    intervenes: 0.95
    force: 5 thousand
proposals:
  bare:
    title: A bare truce
    terms: {land: 0.25, port: closed, name: new}
    consent: {all: [norland, suria]}
  guarded:
    title: A guarded truce
    terms: {land: 0.75, port: closed, name: old}
    guarantees: pact
    consent: {all: [norland, suria, {members: league}]}
"""

DEAR = 0.4
"""A year of war costs each so much that one package, and no other, suits both and is kept.

Half of the land is held, so that war is worth the same to both. Norland takes a quarter of the land
for the name it wants, Suria the rest and the port; without four times the promised force Norland
would come back for more once it has regrouped. All that could be uncertain is stated.
"""


def planted(cost: float) -> Case:
    return parse(PLANTED.replace("%COST%", f"{cost:g}"))


def works_by_assessment(case: Case) -> set[str]:
    """Every package of the case, assessed one by one as a case of its own."""
    space = space_of(case)
    found = set()
    for package in space.all():
        written, name = space.in_case(package)
        result = assess(written, worlds=20, seed=0, proposals=(name,), threads=1, **QUICK)[name]
        if result.signed_and_holds_5y.share >= LEVEL:
            found.add(space.says(package))
    return found
