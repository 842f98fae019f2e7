"""What became of settlements like this proposal, beside what the model says would become of it.

Like is set beside like: papers of the proposal's own kind of war first, then the class fitted to
such wars, and for a civil war agreements and truces of civil wars. A proposal is read as the
classes define their inputs (`validation/mapping.py`, frozen before any score was seen). What a case
does not say is not guessed: where an input could be read either way both readings are shown, and a
class whose circumstances are not given is left out. Classes that contradict one another are both
shown; nothing is pooled.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import ANALYST, Case
from servanda.engine.chunk import Chunk
from servanda.engine.inputs.guarantees import belief
from servanda.engine.plan import plan_of
from servanda.errors import InputError, named
from servanda.explore.ask import CaseStudy, Option, Page, Question
from servanda.explore.finding import Cell, Finding, Provenance
from servanda.explore.methods.reference_class import Gap, gaps, reference_class
from servanda.explore.proposal_study import columns_of
from servanda.explore.questions.past_classes import guarantors_kept, held_like_it, war_goes_on
from servanda.version import __version__
from servanda.worlds.sample import sample

__all__ = ["LARGE", "PAST", "YEARS", "explore_past", "past", "readings"]

SECTION = "past"

YEARS = (1, 5, 10)
SHOWN_YEARS = 5
LARGE = 0.1
"""How far outside every range of the past the model must lie for the gap to be a finding."""
MODEL = "the model, once signed"
FEW = 2_000
"""Worlds in which beliefs in guarantees are looked at."""
ALLIANCES = frozenset({"treaty", "deployed_force"})
"""Guarantees that are promises to fight, as the alliances of the record are."""
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
    broken_before = any(set(case.parties) & set(entry.conduct) for entry in record)
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
    model, rows = _model(case, proposal, worlds, seed)
    beyond: dict[int, list[Gap]] = {year: [] for year in YEARS}
    caveats = [
        "Ranges of the past are of the share, 90%; those of the model are its Monte Carlo error."
    ]
    sources: dict[str, None] = {}
    for like in held_like_it(case, proposal, war_years, deaths):
        gap = Gap(float(like.years), model[like.years], like.share, like.low, like.high)
        beyond[like.years].append(gap)
        rows.append(_row(like.says, like.years, like.share, like.low, like.high))
        caveats.append(f"{_capital(like.says)}: {like.note}" if like.note else "")
        sources |= {like.source: None} if like.source else {}
    if case.kind_of(proposal) == "interstate":
        caveats.append("Agreements and truces of civil wars are left out: this war is none.")
    else:
        _add_civil(case, proposal, (deaths, war_years), model, beyond, rows, caveats, sources)
    caveats = [each for each in dict.fromkeys(caveats) if each]
    caveats += _contradictions(rows)
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


def _add_civil(
    case: Case,
    proposal: str,
    given: tuple[float | None, float | None],
    model: Mapping[int, float],
    beyond: dict[int, list[Gap]],
    rows: list[dict[str, Cell]],
    caveats: list[str],
    sources: dict[str, None],
) -> None:
    """Add the classes of agreements and truces of civil wars, each as the proposal reads."""
    deaths, war_years = given
    for name, says, inputs in readings(case, proposal, deaths=deaths, war_years=war_years):
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


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _contradictions(rows: Sequence[Mapping[str, Cell]]) -> list[str]:
    """Say, of each horizon, which classes of the past contradict one another."""
    said = []
    for year in YEARS:
        past = [r for r in rows if r["years"] == year and r["series"] != MODEL]
        low = min(past, key=lambda row: _number(row["high"]), default=None)
        high = max(past, key=lambda row: _number(row["low"]), default=None)
        if low is None or high is None or _number(low["high"]) >= _number(high["low"]):
            continue
        said.append(
            f"The past contradicts itself after {_years(year)}: {_number(low['share']):.0%} "
            f"({low['series']}) against {_number(high['share']):.0%} ({high['series']}); no "
            "average of the two is meant."
        )
    return said


def _number(cell: Cell) -> float:
    assert isinstance(cell, float)
    return cell


def _years(year: int) -> str:
    return "1 year" if year == 1 else f"{year} years"


def explore_past(
    study: CaseStudy, deaths: float | None = None, war_years: float | None = None
) -> list[Finding]:
    """Set the model's five years beside the past's for every proposal, then each year by year.

    Then how often guarantors like these kept their word, and how often wars like this one go on.
    """
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
    rest = [_guarantors(study), _goes_on(study, war_years, deaths)]
    return [_beside(study, each), *each.values(), *(finding for finding in rest if finding)]


def _guarantors(study: CaseStudy) -> Finding | None:
    """Set the belief in each guarantee beside how often alliances were honoured."""
    case = study.case
    promised = {n: None for p in study.proposals for n in case.proposals[p].guarantees}
    acting = [name for name in promised if case.guarantees[name].kind in ALLIANCES]
    if not acting:
        return None
    drawn = sample(case, worlds=min(study.worlds, FEW), seed=study.seed)
    setting = Chunk(plan_of(case), drawn).setting
    rows: list[dict[str, Cell]] = []
    apart = []
    for name in acting:
        like, title = guarantors_kept(case, name), case.guarantees[name].title
        low, middle, high = np.quantile(belief(setting, name, ANALYST), (0.05, 0.5, 0.95))
        rows.append(_interval(title, float(low), float(middle), float(high), "the case"))
        rows.append(_interval(title, like.low, like.share, like.high, like.says))
        if low > like.high or high < like.low:
            apart.append(f"“{title}” ({middle:.0%} against {like.share:.0%})")
    claim = (
        f"The case believes otherwise than the past of {'; '.join(apart)}."
        if apart
        else "The case believes in none of them otherwise than the past would."
    )
    return Finding(
        "past",
        "How often did guarantors like these keep their word?",
        claim,
        "interval",
        tuple(rows),
        study.provenance("a fitted class beside the analyst's belief", ("BerkemeierFuhrmann2018",)),
        (like.note,) if like.note else (),
        found=bool(apart),
        labels={"axis": "honoured when called in"},
        section=SECTION,
        percent=True,
    )


def _goes_on(study: CaseStudy, war_years: float | None, deaths: float | None) -> Finding:
    """Say how often conflicts like this one went on for another year."""
    like = war_goes_on(study.case, war_years, deaths)
    return Finding(
        "past",
        "How often do wars like this one go on for another year?",
        f"A conflict like it that is active in one year is active in the next in {like.share:.0%} "
        f"of cases ({like.low:.0%} to {like.high:.0%}).",
        "interval",
        (_interval("active next year", like.low, like.share, like.high, like.says),),
        study.provenance("a fitted class", (like.source,)),
        (like.note,) if like.note else (),
        labels={"axis": "active next year"},
        section=SECTION,
        percent=True,
    )


def _interval(label: str, low: float, middle: float, high: float, group: str) -> dict[str, Cell]:
    return {"label": label, "low": low, "middle": middle, "high": high, "group": group}


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
        rows.append(_row(MODEL, year, share, low, high))
    return model, rows


def _row(series: str, years: int, share: float, low: float, high: float) -> dict[str, Cell]:
    return {"series": series, "years": years, "share": share, "low": low, "high": high}


def _apart(found: list[Gap]) -> float:
    """How far the model lies outside every range, 0 where it lies inside or between them."""
    if not found:
        return 0.0
    signed = [gap.beyond for gap in found]
    if min(signed) > 0.0 or max(signed) < 0.0:
        return min(abs(each) for each in signed)
    return 0.0


def _claim(model: dict[int, float], beyond: dict[int, list[Gap]], large: list[int]) -> str:
    year = max(large, key=lambda each: _apart(beyond[each])) if large else 5
    shares = [gap.past for gap in beyond[year]]
    low, high = min(shares), max(shares)
    told = f"{low:.0%}" if round(low, 2) == round(high, 2) else f"{low:.0%} to {high:.0%}"
    both = (
        f"after {_years(year)} {told} of settlements like it held; the model says {model[year]:.0%}"
    )
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
        "A second opinion that knows nothing of this conflict: how long past papers of the same "
        "kind of war lasted. Where it and the model are far apart, one of the two is wrong, and it "
        "is worth asking which.",
    ),
)
