"""What became of settlements like this proposal, beside what the model says would become of it.

A proposal is read as the reference classes define their inputs (`validation/mapping.py`, frozen
before any score was seen). What a case does not say is not guessed: where an input could be read
either way both readings are shown, and a class whose circumstances are not given is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.errors import InputError, named
from servanda.explore.ask import CaseStudy, Option, Page, Question
from servanda.explore.finding import Cell, Finding, Provenance
from servanda.explore.methods.reference_class import Gap, gaps, reference_class
from servanda.explore.proposal_study import columns_of
from servanda.version import __version__
from servanda.worlds.sample import sample

__all__ = ["LARGE", "PAST", "YEARS", "explore_past", "past", "readings"]

SECTION = "past"

YEARS = (1, 5, 10)
SHOWN_YEARS = 5
LARGE = 0.1
"""How far outside every range of the past the model must lie for the gap to be a finding."""
OBSERVERS = frozenset({"monitors", "deployed_force"})


def readings(
    case: Case,
    proposal: str,
    *,
    deaths: float | None = None,
    war_years: float | None = None,
) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield each reference class, a reading of the proposal, and the inputs under that reading.

    Parameters: `deaths` in the war and `war_years`, how long it has lasted, above 0; without both
    the class of ceasefires, whose survival hangs on them, is left out.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> case = parse(first_case())
    >>> [says for _, says, _ in readings(case, "truce")]
    ['agreements that settled part of the conflict', 'agreements that settled all of it']
    """
    body = named(proposal, case.proposals, "proposal")
    kinds = {case.guarantees[name].kind for name in body.guarantees}
    watched = float(bool(kinds & OBSERVERS))
    for full, says in ((0.0, "settled part of the conflict"), (1.0, "settled all of it")):
        inputs = {"full": full, "process": 0.0, "peacekeepers": watched}
        yield "agreements", f"agreements that {says}", inputs
    if deaths is None or war_years is None:
        return
    if not (deaths > 0.0 and war_years > 0.0):
        raise InputError(
            f"the war's deaths ({deaths:g}) and years ({war_years:g}) must both be above 0"
        )
    record = case.record.values()
    broken_before = any(case.challenger in entry.conduct for entry in record)
    for settles, says in ((0.0, "truces"), (1.0, "settlements")):
        yield (
            "ceasefires",
            f"civil-war {says}",
            {
                "settlement": settles,
                "victory": 0.0,
                "peacekeepers": watched,
                "log10_deaths": math.log10(deaths / 10_000.0),
                "log10_war_years": math.log10(war_years),
                "past_agreement": float(broken_before),
            },
        )


def past(
    case: Case,
    proposal: str,
    *,
    worlds: int = 20_000,
    seed: int = 0,
    deaths: float | None = None,
    war_years: float | None = None,
) -> Finding:
    """Set the model's hold curve of a proposal beside the survival of settlements of the past.

    The finding is found where the model lies outside the 90% range of every reading of the past by
    more than `LARGE` at some horizon: then one of the two is wrong, and it is worth asking which.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> finding = past(parse(first_case()), "truce", worlds=200)
    >>> sorted({row["years"] for row in finding.rows})
    [1, 5, 10]
    """
    read = list(readings(case, proposal, deaths=deaths, war_years=war_years))
    model, rows = _model(case, proposal, worlds, seed)
    beyond: dict[int, list[Gap]] = {year: [] for year in YEARS}
    caveats = [
        "The past is of civil wars and of agreements within states: a class near at hand, not this "
        "war's own.",
        "Ranges of the past are of the share, 90%; those of the model are its Monte Carlo error.",
    ]
    sources: dict[str, None] = {}
    for name, says, inputs in read:
        kept = reference_class(name)
        sources[kept.source] = None
        outside = kept.outside(inputs)
        if outside:
            caveats.append(f"{says}: {', '.join(outside)} lies outside what the class has seen.")
        for gap in gaps(kept, inputs, {float(year): share for year, share in model.items()}):
            beyond[int(gap.years)].append(gap)
            rows.append(_row(says, int(gap.years), gap.past, gap.low, gap.high))
    if deaths is None or war_years is None:
        caveats.append("Past ceasefires are left out: the war's deaths and years were not given.")
    how = Provenance(
        "survival of a reference class beside the share of worlds in which it would hold",
        case_hash(case), __version__, seed, worlds, tuple(sources),
    )  # fmt: skip
    large = [year for year in YEARS if _apart(beyond[year]) > LARGE]
    return Finding(
        "past",
        f"What became of settlements like “{case.proposals[proposal].title}”?",
        _claim(model, beyond, large),
        "survival curve",
        tuple(rows),
        how,
        tuple(caveats),
        found=bool(large),
        labels={"share": "still holding"},
        section=SECTION,
        proposal=proposal,
        outcome="would_hold",
        percent=True,
    )


def explore_past(
    study: CaseStudy, deaths: float | None = None, war_years: float | None = None
) -> list[Finding]:
    """Set the model's five years beside the past's for every proposal, then each year by year."""
    each = {
        name: past(
            study.case,
            name,
            worlds=study.worlds,
            seed=study.seed,
            deaths=deaths,
            war_years=war_years,
        )
        for name in study.proposals
    }
    return [_beside(study, each), *each.values()]


def _beside(study: CaseStudy, each: Mapping[str, Finding]) -> Finding:
    """Say of all proposals at once where the model and the past are far apart."""
    titles = {name: study.case.proposals[name].title for name in each}
    rows = tuple(
        {
            "label": titles[name],
            "low": row["low"],
            "middle": row["share"],
            "high": row["high"],
            "group": row["series"],
        }
        for name, finding in each.items()
        for row in finding.rows
        if row["years"] == SHOWN_YEARS
    )
    apart = [name for name, finding in each.items() if finding.found]
    if apart:
        named = "; ".join(f"“{titles[name]}”" for name in apart)
        claim = (
            f"Of {_counted(len(each))}, {len(apart)} would fare otherwise in the model than "
            f"settlements like them did, by more than {LARGE:.0%} of worlds at one horizon or "
            f"another: {named}."
        )
    else:
        claim = f"For none of {_counted(len(each))} do the model and the past disagree by much."
    caveats = dict.fromkeys(c for finding in each.values() for c in finding.caveats)
    sources = dict.fromkeys(s for finding in each.values() for s in finding.provenance.sources)
    method = "survival of reference classes beside the share of worlds in which each would hold"
    return Finding(
        "past",
        "How did settlements like these fare, and what does the model say?",
        claim,
        "interval",
        rows,
        study.provenance(method, tuple(sources)),
        tuple(caveats),
        found=bool(apart),
        labels={"axis": "still holding after five years"},
        section=SECTION,
        percent=True,
    )


def _counted(proposals: int) -> str:
    return f"{proposals} proposal{'s' if proposals != 1 else ''}"


def _model(
    case: Case, proposal: str, worlds: int, seed: int
) -> tuple[dict[int, float], list[dict[str, Cell]]]:
    columns = tuple(f"would_hold_{year}" for year in YEARS)
    found = columns_of(case, sample(case, worlds=worlds, seed=seed), proposal, columns)
    model, rows = {}, []
    for year, column in zip(YEARS, columns, strict=True):
        share = float(found[column].mean())
        error = 1.645 * float(found[column].std()) / float(np.sqrt(worlds))
        model[year] = share
        low, high = max(share - error, 0.0), min(share + error, 1.0)
        rows.append(_row("the model, once signed", year, share, low, high))
    return model, rows


def _row(series: str, years: int, share: float, low: float, high: float) -> dict[str, Cell]:
    return {"series": series, "years": years, "share": share, "low": low, "high": high}


def _apart(found: list[Gap]) -> float:
    """How far the model lies outside every range, 0 where it lies inside or between them."""
    signed = [gap.beyond for gap in found]
    if min(signed) > 0.0 or max(signed) < 0.0:
        return min(abs(each) for each in signed)
    return 0.0


def _claim(model: dict[int, float], beyond: dict[int, list[Gap]], large: list[int]) -> str:
    year = max(large, key=lambda each: _apart(beyond[each])) if large else 5
    shares = [gap.past for gap in beyond[year]]
    low, high = min(shares), max(shares)
    told = f"{low:.0%}" if round(low, 2) == round(high, 2) else f"{low:.0%} to {high:.0%}"
    years = "1 year" if year == 1 else f"{year} years"
    both = f"after {years} {told} of settlements like it held; the model says {model[year]:.0%}"
    if not large:
        return f"Model and past do not disagree by much: {both}."
    way = "likelier to break" if model[year] < low else "safer"
    return f"The model thinks it {way} than the past would: {both}."


PAST = Question(
    "past",
    "How did settlements like these fare, and what does the model say?",
    explore_past,
    of="case",
    options=(
        Option("deaths", float, "Deaths in the war; with --war-years, past ceasefires too."),
        Option("war_years", float, "How long the war has lasted."),
    ),
    page=Page(
        SECTION,
        "Past settlements beside the model",
        "A second opinion that knows nothing of this conflict: how long past settlements like each "
        "of these lasted. Where it and the model are far apart, one of the two is wrong, and it is "
        "worth asking which.",
    ),
)
