"""What a question finds, as the page shows it: the report's own words, tables and drawings."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from servanda.case.keys.case import Case
from servanda.case.text.written import written
from servanda.explore.ask import CaseStudy, ask, question_called
from servanda.explore.finding import Finding
from servanda.explore.packages.deal_search import Deals, deals
from servanda.explore.questions.deals import deal_findings
from servanda.report.annex.changes import figure_of, finding_blocks
from servanda.report.blocks import Section
from servanda.report.drawings.draw import draw
from servanda.report.formats.html import fragment
from servanda.report.number_words import percent
from servanda.threads import Progress

__all__ = ["explored", "shown"]


def explored(
    case: Case,
    question: str,
    proposal: str | None,
    worlds: int,
    seed: int,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Ask a question of a case, and return its findings as the page shows them.

    Raises: InputError for an unknown question or proposal.
    """
    asked = question_called(question)
    if asked.name == "deals":
        study = CaseStudy(case, (proposal,) if proposal else (), worlds, seed)
        found = deals(case, worlds=worlds, seed=seed, proposal=proposal)
        findings = deal_findings(found)
        return shown(findings, asked.question) | {"packages": list(_packages(found, study.case))}
    chosen = (proposal,) if proposal else ()
    told = {"decision": proposal} if asked.names == "decision" and proposal else {}
    if asked.names == "decision":
        chosen = ()
    findings = list(
        ask(case, [asked], chosen, worlds=worlds, seed=seed, told=told, progress=progress)
    )
    return shown(findings, asked.question)


def shown(findings: list[Finding], title: str) -> dict[str, Any]:
    """Return findings as plain data, as the report's markup, and as drawings.

    `flips` lists the numbers that flip a verdict, where the findings are of that sort.
    """
    section = Section("found", title, tuple(finding_blocks(findings, "found")))
    drawings = {
        f"found-{place}": picture
        for place, finding in enumerate(findings, 1)
        if (picture := draw(figure_of(finding, f"drawn-{place}")))
    }
    return {
        "blocks": [_plain(finding.as_dict()) for finding in findings],
        "html": fragment(section),
        "drawings": drawings,
        "claims": [
            {"says": f.claim, "question": f.question, "proposal": f.proposal, "found": f.found,
             "numbers": list(f.numbers)}
            for f in findings
        ],
    }  # fmt: skip


def _plain(value: Any) -> Any:
    """Return plain data that JSON has: no number that is none."""
    if isinstance(value, dict):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _packages(found: Deals, case: Case) -> Iterator[dict[str, Any]]:
    """Yield the packages of the frontier that are no proposal yet, each as it would be written."""
    places = [(package, on) for package, on in zip(found.packages, found.on_frontier, strict=True)]
    for index, (package, on) in enumerate(places):
        if package.proposal or not on:
            continue
        inside, name = found.written(package)
        body = inside.proposals[name]
        stronger = {
            each: written(inside.guarantees[each])
            for each in body.guarantees
            if inside.guarantees[each] != case.guarantees.get(each)
        }
        gives = package.gives
        yield {
            "index": index,
            "title": package.says,
            "summary": f"as the search saw it: fighting stops in {percent(gives['stops'])} of "
            f"worlds, and has not resumed after five years in {percent(gives['holds_5'])}",
            "template": name,
            "proposal": _plain(written(body)),
            "guarantees": _plain(stronger),
        }
