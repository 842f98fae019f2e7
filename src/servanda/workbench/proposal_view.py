"""One proposal looked at closely: who refuses and why, when it breaks, where it stands written."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from servanda.case.keys.case import Case
from servanda.case.names import name_of
from servanda.case.parts import citations_in
from servanda.engine.assess import assess
from servanda.engine.evidence import evidence_in
from servanda.engine.live import Live
from servanda.engine.live_verdict import LiveVerdict
from servanda.engine.results import ProposalResult
from servanda.engine.shares import FEW, Share
from servanda.errors import named
from servanda.explore.questions.why import Assumption, Reason, reasons
from servanda.report.annex.holding import hold_figure
from servanda.report.drawings.draw import draw
from servanda.report.weighed import weighed_sentence
from servanda.threads import Progress, nicely
from servanda.workbench.answers import in_thread
from servanda.workbench.exceptions import StaleError
from servanda.workbench.jobs import Jobs
from servanda.workbench.journal import Patch
from servanda.workbench.rows import Row, row_of, share_row, spread_row
from servanda.workbench.session import Session

__all__ = ["Closely"]

WORLDS = 500
WEIGHED_WORLDS = 2_000
"""Worlds that are weighed: a share is then known to some three points, as even as evidence is."""
MOST_KEPT = 24
YEARS = (1, 2, 3, 4, 5, 10, 20)


class Closely:
    """Looks at proposals closely, each once for the edits that stand.

    `jobs` are those whose linchpins are told beside; a notebook's panel has none.
    """

    def __init__(self, session: Session, jobs: Jobs | None = None) -> None:
        self.session, self.jobs = session, jobs
        self._kept: OrderedDict[tuple[object, ...], Row] = OrderedDict()
        self._lock, self._alone = threading.Lock(), threading.Lock()

    async def view(self, request: Request) -> Response:
        """Answer with what is told of a proposal."""
        return await in_thread(lambda: self.look(request.path_params["name"]))

    async def tried(self, request: Request) -> Response:
        """Answer with what the verdict on a proposal survives, and what it rests on."""

        def found() -> Row:
            row = self.look(request.path_params["name"])
            kept = ("name", "chip", "firmness", "verdict", "robust")
            return {"revision": row["revision"], **{key: row[key] for key in kept}}

        return await in_thread(found)

    async def weighed(self, request: Request) -> Response:
        """Answer with what answers and events make of the share that signs each proposal."""
        return await in_thread(self.weigh)

    def weigh(self) -> Row:
        """Return the share that signs each proposal, worlds weighed by answers and events so far.

        `shares` holds none where the case has no such evidence and where it is too unlike its
        worlds, which `says` tells. Goes on, and raises, as `look`.
        """
        live = self._live()
        if not evidence_in(live.case):
            return {"revision": self.session.revision, "shares": {}, "says": ""}
        return self._once(live, "", _weighed) | {"revision": self.session.revision}

    def look(self, name: str) -> Row:
        """Return what is told of a proposal as the edits stand.

        It takes long, so it goes on beside edits, as nicely as the system allows, one at a time;
        and what nobody waits for any more is not begun.

        Raises: InputError for an unknown one, and where the edits contradict each other;
        StaleError where a newer edit has come.
        """
        live = self._live()
        named(name, live.case.proposals, "proposal")

        def make(case: Case, seed: int, go_on: Progress) -> Row:
            return _looked(case, seed, go_on, name)

        found = self._once(live, name, make)
        return found | {"revision": self.session.revision, "linchpins": self._linchpins(name)}

    def _live(self) -> Live:
        self.session.refresh()
        return self.session.live

    def _once(self, live: Live, what: str, make: Callable[[Case, int, Progress], Row]) -> Row:
        """Return what is made of the case as the edits stand, made once for them."""
        patch = dict(self.session.kept.patch)
        key = (self.session.file_hash, what, tuple(sorted(patch.items())))
        found = self._known(key)
        if found is None:
            with self._alone:
                found = self._known(key)
                if found is None:
                    found = self._made(live, patch, make)
                    with self._lock:
                        self._kept[key] = found
                        while len(self._kept) > MOST_KEPT:
                            self._kept.popitem(last=False)
        return found

    def _known(self, key: tuple[object, ...]) -> Row | None:
        with self._lock:
            return self._kept.get(key)

    def _made(self, live: Live, patch: Patch, make: Callable[[Case, int, Progress], Row]) -> Row:
        session = self.session

        def stale() -> bool:
            return session.kept.patch != patch

        def go_on(done: int = 0, total: int = 0) -> None:
            if not session.hand.at_rest(stale):
                raise StaleError

        go_on()
        case = live.checked(patch) if patch else live.case
        return nicely(lambda: make(case, live.seed, go_on), go_on)

    def _linchpins(self, name: str) -> list[Row] | None:
        job = self.jobs.found_on("linchpins", name) if self.jobs is not None else None
        if job is None:
            return None
        return [claim for claim in job.found.get("claims", []) if claim["found"]]


def _weighed(case: Case, seed: int, go_on: Progress) -> Row:
    """Return the share that signs each proposal, the worlds weighed; the war is not followed."""
    found = assess(
        case, worlds=WEIGHED_WORLDS, seed=seed, progress=go_on, robustness=False, war_worlds=1
    )
    shares = {each.id: share_row(each.signed_weighed) for each in found if each.signed_weighed}
    return {"shares": shares, "says": "" if shares else weighed_sentence(found.evidence, None)}


def _looked(case: Case, seed: int, go_on: Progress, name: str) -> Row:
    assessment = assess(case, worlds=WORLDS, seed=seed, proposals=(name,), progress=go_on)
    result = assessment[name]
    body = case.proposals[name]
    why = reasons(case, assessment, name)
    return {
        **row_of(case, LiveVerdict.of_result(result)),
        "robust": _robust(result),
        "summary": body.note,
        "worlds": assessment.worlds,
        "consent_in_words": case.consent_of(name),
        "refusals": [_refusal(case, each) for each in why if each.party.share.share < 1.0],
        "hold_curve": _curve(result),
        "sources": _sources(case, name),
        "drawings": {"hold": draw(hold_figure(result), name=f"hold-{name}")},
        "not_computed": {says: share_row(share) for says, share in result.not_computed.items()},
        "bad_faith": {
            party.id: share_row(party.bad_faith.get(0)) for party in result.armed
        },
    }  # fmt: skip


def _robust(result: ProposalResult) -> Row | None:
    """Return what the verdict survives, and what it rests on, as the trials found."""
    found = result.robustness
    return None if found is None else {"sentence": found.sentence, **found.to_dict()}


def _refusal(case: Case, reason: Reason) -> Row:
    party = reason.party
    refuses = None
    if party.share.worlds:
        refuses = Share(1.0 - party.share.share, party.share.se, party.share.worlds)
    return {
        "actor": party.id,
        "name": party.name,
        "modelled": party.modelled,
        "share": share_row(refuses),
        "alone": share_row(party.blocks),
        "margin": spread_row(party.margin),
        "condition": reason.condition,
        "why": [],
        "assumptions": [_assumption(case, each) for each in reason.assumptions],
    }


def _assumption(case: Case, each: Assumption) -> Row:
    cite = each.cite[0] if each.cite else None
    return {
        "path": each.path,
        "label": f"{name_of(case, each.path)}: {each.text}",
        "basis": each.basis,
        "separation": each.separation,
        "why": each.why,
        "quote": cite.quote if cite else None,
        "source": cite.source if cite else None,
        "source_title": case.sources[cite.source].title
        if cite and cite.source in case.sources
        else None,
    }


def _curve(result: ProposalResult) -> Row:
    """Return how long it holds among the worlds that sign, and who ends it by when."""
    first = result.holds.get(1)
    if first is None or first.worlds < FEW:
        return {"years": [], "total": [], "by_breaker": {}, "svg": ""}
    years = [year for year in result.holds if year in YEARS]
    by = {party.name: [_mean(party.breaks.get(year)) for year in years] for party in result.armed}
    if result.breaking is not None:
        by["runs out"] = [_mean(result.breaking.lapses.get(year)) for year in years]
    return {
        "years": years,
        "total": [_mean(result.holds.get(year)) for year in years],
        "by_breaker": by,
        "svg": "",
    }


def _mean(share: Share | None) -> float | None:
    return share.share if share is not None and share.worlds else None


def _sources(case: Case, name: str) -> list[dict[str, Any]]:
    """Return the sentences that the proposal and its guarantees cite."""
    heads = [("proposals", name), *(("guarantees", g) for g in case.proposals[name].guarantees)]
    found = []
    for path, citation in citations_in(case):
        if tuple(path[:2]) in heads and citation.source in case.sources:
            source = case.sources[citation.source]
            found.append(
                {"id": citation.source, "source": citation.source, "title": source.title,
                 "quote": citation.quote, "path": ".".join(map(str, path))}
            )  # fmt: skip
    return found
