"""The named base rates a case may lean on where the analyst knows no better.

Each says what it is, in which unit, what it rests on, and how far that was checked. Where no study
gives a number the range is a judgement and says so; none of it should outlive better evidence.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from servanda.errors import InputError
from servanda.quantity import Family, Form, Mixture, Point, Word

__all__ = ["BASE_RATES", "STANDINGS", "Access", "BaseRateEntry", "base_rate"]

Access = Literal["text read", "second-hand", "from memory", "judgement", "computed"]
"""How the number was come by: in the study's own text, from its abstract or another's report, from
memory, estimated by the authors of this package, or counted by them in public data."""

STANDINGS: Mapping[Access, str] = MappingProxyType({
    "computed": "measured",
    "text read": "measured",
    "second-hand": "second-hand",
    "from memory": "second-hand",
    "judgement": "judgement of this package",
})  # fmt: skip
"""What a base rate counts as where evidence is counted: few of them are evidence."""


@dataclass(frozen=True)
class BaseRateEntry:
    """One named base rate: what it says, in which unit, and what it rests on."""

    name: str
    form: Form
    unit: str
    meaning: str
    basis: str
    access: Access
    references: tuple[str, ...] = ()
    caution: str = ""
    low: float = 0.0
    high: float = math.inf

    @property
    def standing(self) -> str:
        """What it counts as where evidence is counted (`STANDINGS`)."""
        return STANDINGS[self.access]


def base_rate(name: str) -> BaseRateEntry:
    """Return the base rate called `name`.

    Raises: InputError naming the nearest names where there is none.

    >>> base_rate("alliance_honour_post1945").form
    Point(value=0.22)
    >>> base_rate("aliance_honour")
    Traceback (most recent call last):
    servanda.errors.InputError: no base rate is called `aliance_honour`; did you mean
    alliance_honour, ...?
    """
    if name in BASE_RATES:
        return BASE_RATES[name]
    near = difflib.get_close_matches(name, BASE_RATES, n=3, cutoff=0.4)
    advice = f"did you mean {', '.join(near)}?" if near else f"known: {', '.join(BASE_RATES)}"
    raise InputError(f"no base rate is called `{name}`; {advice}")


def _ratio(median: float) -> Family:
    """Return a log-normal hazard ratio whose 90% range spans a factor of 3."""
    return Family("lognormal", (median, math.log(3.0) / (2 * 1.6448536269514722)))


_WAR = (
    BaseRateEntry(
        "war_ending",
        Family("loguniform", (0.063, 0.812)),
        "per year",
        "How often a long interstate war stops for reasons outside the bargaining modelled here.",
        "Of half of UCDP's conflict episodes, after their first year, with neither a deal nor a "
        "victory: 6 of 9 interstate ones in 13 years of war ended so, 0.46 a year (90% interval "
        "over the 7 pairs of states 0.36 to 0.81), and 52 of 112 civil ones in 638 years, 0.082 "
        "(over 58 clusters 0.063 to 0.106). The range spans both intervals.",
        "computed",
        ("Kreutz2010", "GleditschEtAl2002"),
        "Interstate wars that outlast a year are few, and the longest are not among those counted: "
        "for a war that has lasted for years the civil figure is the likelier one.",
        high=12.0,
    ),
    BaseRateEntry(
        "discount",
        Family("uniform", (0.03, 0.20)),
        "per year",
        "How fast a decision maker discounts the future.",
        "Leaders left office at 0.20 a year, 1946-2015 (2,124 spells in Archigos): a leader who "
        "cares only while in office discounts at that rate. The low end is a social convention.",
        "judgement",
        ("GoemansEtAl2009",),
        "Leaders of long standing lose office far less often than the average.",
        high=12.0,
    ),
    BaseRateEntry(
        "leader_exit",
        Point(0.199),
        "per year",
        "How often the leader of a state leaves office.",
        "Exits per leader-year, 1946-2015, 2,124 spells.",
        "computed",
        ("GoemansEtAl2009",),
        high=12.0,
    ),
    BaseRateEntry(
        "running_cost",
        Family("uniform", (0.05, 0.60)),
        "share",
        "What a month of war costs a side, as a share of what a month of total victory is worth.",
        "No study gives this number; the range is wide on purpose.",
        "judgement",
        (),
        "No empirical anchor: replace it, and see how far the verdict hangs on it.",
        high=1.0,
    ),
    BaseRateEntry(
        "regrouping",
        Family("uniform", (12.0, 60.0)),
        "months",
        "How long a pause takes to give two thirds of the strength it can give (a time constant).",
        "Between the 15 months from the Moscow peace of 1940 to the next Soviet-Finnish war and "
        "the decades before Karabakh in 2020, towards the short end.",
        "judgement",
        (),
        "Two recalled cases are no sample.",
        high=1200.0,
    ),
    BaseRateEntry(
        "recovery_of_power",
        Family("uniform", (60.0, 240.0)),
        "months",
        "How long the loser of a war takes to regain two thirds of what it can (a time constant).",
        "Between the five years of Croatia from 1991 to 1995 and the twenty-six of Azerbaijan from "
        "1994 to 2020, towards the short end.",
        "judgement",
        (),
        "Two recalled cases are no sample.",
        high=1200.0,
    ),
    BaseRateEntry(
        "contest_decisiveness",
        Family("uniform", (0.5, 1.5)),
        "",
        "The exponent of relative force in the odds of winning the next step of ground.",
        "The ratio form of the contest function, and that its exponent decides how far numbers "
        "tell, are the literature's; the range around 1 is ours.",
        "judgement",
        ("Tullock1980", "Hirshleifer1989", "Hwang2009"),
        "Estimates from battles exist but were not read; they concern single battles.",
    ),
)

_PEACE = (
    BaseRateEntry(
        "challenge_opportunities",
        Family("loguniform", (0.5, 4.0)),
        "per year",
        "How often the challenger is in a position to decide whether to break the deal.",
        "Once in two years to four times a year, so that with `challenge_noise` a deal nobody "
        "guarantees can break about as often as truces have (see `ceasefire_break`).",
        "judgement",
        (),
        "A calibration, not a measurement: sweep it.",
        high=12.0,
    ),
    BaseRateEntry(
        "challenge_noise",
        Family("loguniform", (0.002, 0.05)),
        "",
        "How far impulse, misreading and domestic pressure move the decision to challenge, in the "
        "unit of value (1 = total victory for ever).",
        "Chosen together with `challenge_opportunities`; the form is that of quantal response.",
        "judgement",
        ("McKelveyPalfrey1998",),
        "A calibration, not a measurement: sweep it.",
    ),
    BaseRateEntry(
        "ceasefire_break",
        Family("lognormal", (0.04, 0.80)),
        "per year",
        "How often fighting resumes after an interstate war stopped, in its first five years.",
        "UCDP/PRIO interstate conflicts renewed with 25 deaths or more: 18% within five years (95% "
        "interval 11-29%), 0.040 a year; 32% within twenty. The spread, 0.011 to 0.15, is wider "
        "than the sampling error: almost half of such wars saw fighting renewed by some pair.",
        "computed",
        ("GleditschEtAl2002", "DaviesEtAl2024", "Fortna2004"),
        "Breaks inside the first year are invisible in yearly data; all endings are counted, "
        "victories too, not signed deals alone.",
        high=12.0,
    ),
    BaseRateEntry(
        "war_resumption",
        Family("lognormal", (0.010, 0.35)),
        "per year",
        "How often a pair of states is again at war, with 1,000 battle deaths, in five years.",
        "Correlates of War dyads: 0.012 a year (1816-2010, n = 374), 0.007 (since 1946, n = 118), "
        "0.008 (without the world wars, n = 229).",
        "computed",
        ("SarkeesWayman2010",),
        "Dyads of one war are not independent.",
        high=12.0,
    ),
    BaseRateEntry(
        "settlement_break",
        Family("lognormal", (0.02, 0.80)),
        "per year",
        "How often an interstate settlement of the issues, not merely of the fighting, breaks.",
        "Set halfway between `war_resumption` and `ceasefire_break`; no count of interstate "
        "settlements was made.",
        "judgement",
        ("SarkeesWayman2010", "Fortna2004"),
        high=12.0,
    ),
    BaseRateEntry(
        "ceasefire_break_civil",
        Family("lognormal", (0.325, 0.38)),
        "per year",
        "How often a truce in a civil war breaks, over its first five years.",
        "15 of 21 truces begun in 1989-99, in 46 years of truce; the spread is the sampling error "
        "over the 13 countries they were made in (90% interval 0.18 to 0.62).",
        "computed",
        ("Fortna2008",),
        "0.73 a year in the first year, 0.15 in the next four: most that break do so at once.",
        high=12.0,
    ),
    BaseRateEntry(
        "settlement_break_civil",
        Family("lognormal", (0.267, 0.41)),
        "per year",
        "How often a negotiated settlement of a civil war breaks, over its first five years.",
        "9 of 13 settlements of 1989-99, in 34 years; the spread is the sampling error over the 11 "
        "countries they were made in (90% interval 0.14 to 0.53).",
        "computed",
        ("Fortna2008",),
        "0.49 a year in the first year, 0.17 in the next four. UCDP's wider list of agreements "
        "gives 91 of 271 ended in 970 years, 0.094 a year (over 102 peace processes 0.064 to "
        "0.137).",
        high=12.0,
    ),
    BaseRateEntry(
        "host_withdrawal",
        Family("loguniform", (0.01, 0.20)),
        "per year",
        "How often a host state sends the force that guards the deal away.",
        "Egypt dismissed UNEF in 1967 after ten years; most hosts never do.",
        "judgement",
        (),
        "One recalled case.",
        high=12.0,
    ),
)

_RATIOS = (
    BaseRateEntry(
        "dmz_ratio",
        _ratio(0.7),
        "",
        "By what the rate of breaking is multiplied where a demilitarised zone parts the sides.",
        "The sign is the literature's; the size is ours.",
        "judgement",
        ("Fortna2003",),
        "Zones are agreed where peace is likelier anyway, or feared for.",
    ),
    BaseRateEntry(
        "peacekeepers_ratio",
        _ratio(0.6),
        "",
        "By what the rate of breaking is multiplied where peacekeepers are deployed with consent.",
        "The sign is the literature's; the size is ours. After civil wars that no side won, truces "
        "and settlements with peacekeepers broke at 0.16 a year and without at 0.46, uncorrected.",
        "judgement",
        ("Fortna2003", "Fortna2008"),
        "Where peacekeepers go is not chance.",
    ),
    BaseRateEntry(
        "monitors_ratio",
        _ratio(0.8),
        "",
        "By what the rate of breaking is multiplied where unarmed monitors watch the line.",
        "Supposed weaker than peacekeepers; the study pools monitors with them.",
        "judgement",
        ("Fortna2003",),
    ),
    BaseRateEntry(
        "imposed_ratio",
        _ratio(1.5),
        "",
        "By what the rate of breaking is multiplied where outsiders pressed the sides to stop.",
        "The sign is the literature's; the size is ours.",
        "judgement",
        ("WernerYuen2005",),
    ),
    BaseRateEntry(
        "tie_ratio",
        _ratio(1.5),
        "",
        "By what the rate of breaking is multiplied where the war ended without a winner.",
        "The sign is the literature's; the size is ours.",
        "judgement",
        ("Fortna2003", "WernerYuen2005"),
    ),
)

_ALLIANCES = "Alliance obligations that war invoked and that were honoured, as a share."


def _alliance(
    name: str, share: float, which: str, key: str, caution: str = "", access: Access = "second-hand"
) -> BaseRateEntry:
    return BaseRateEntry(
        name,
        Point(share),
        "share",
        _ALLIANCES,
        which,
        access,
        (key,),
        caution or "A class mean; `prior_strength` says how widely guarantors differ around it.",
        high=1.0,
    )


_BF = "Berkemeier and Fuhrmann's count, "
_HONOUR = (
    BaseRateEntry(
        "alliance_honour",
        Mixture(
            ("leeds_long_mitchell", "berkemeier_fuhrmann", "chiba"),
            (1 / 3, 1 / 3, 1 / 3),
            (Point(0.745), Point(0.50), Point(0.667)),
        ),
        "share",
        _ALLIANCES,
        "Three counts that disagree by more than chance, each held right in a third of the worlds: "
        "the disagreement is the uncertainty.",
        "second-hand",
        ("LeedsEtAl2000", "BerkemeierFuhrmann2018", "ChibaEtAl2026"),
        "None is a sample of nuclear-armed guarantors; choose a narrower class where one fits.",
        high=1.0,
    ),
    _alliance(
        "alliance_honour_leeds",
        0.745,
        "Leeds, Long and Mitchell's count, 1816-1944, of obligations as written.",
        "LeedsEtAl2000",
    ),
    _alliance("alliance_honour_berkemeier", 0.50, _BF + "1816-2003.", "BerkemeierFuhrmann2018"),
    _alliance(
        "alliance_honour_chiba",
        0.667,
        "About two thirds over two centuries; lower since 1945 because of a few related cases.",
        "ChibaEtAl2026",
    ),
    _alliance("alliance_honour_pre1945", 0.66, _BF + "before 1945.", "BerkemeierFuhrmann2018"),
    _alliance(
        "alliance_honour_post1945",
        0.22,
        _BF + "1945-2003.",
        "BerkemeierFuhrmann2018",
        "Driven by a few multilateral alliances whose members sat out the same wars.",
    ),
    _alliance("alliance_honour_defence", 0.41, _BF + "defence pacts.", "BerkemeierFuhrmann2018"),
    _alliance(
        "alliance_honour_nonaggression", 0.37, _BF + "non-aggression.", "BerkemeierFuhrmann2018"
    ),
    _alliance("alliance_honour_offensive", 0.74, _BF + "offensive.", "BerkemeierFuhrmann2018"),
    _alliance("alliance_honour_neutrality", 0.78, _BF + "neutrality.", "BerkemeierFuhrmann2018"),
    BaseRateEntry(
        "prior_strength",
        Family("triangular", (4.0, 10.0, 30.0)),
        "",
        "How many invoked obligations a class's mean is worth as evidence about one guarantor.",
        "Ten is ours: at ten, a class mean of one half leaves a guarantor between 0.25 and 0.75.",
        "judgement",
    ),
    BaseRateEntry(
        "memory",
        Family("loguniform", (60.0, 240.0)),
        "months",
        "How long until a past deed weighs a third of a fresh one (a time constant).",
        "That the weight of past conduct fades is the literature's; five to twenty years is ours.",
        "judgement",
        ("Crescenzi2007",),
        high=1200.0,
    ),
    BaseRateEntry(
        "reputation_loss",
        Family("uniform", (0.0, 0.2)),
        "share",
        "How much less a guarantor is believed elsewhere once it reneged here.",
        "The evidence on reputation is contested: past firmness did not predict success in one "
        "study of deterrence, others deny that reputations travel at all. Hence from none to 0.2.",
        "judgement",
        ("HuthRussett1984", "Mercer1996", "Press2005"),
        high=1.0,
    ),
    BaseRateEntry(
        "tripwire",
        Family("uniform", (0.0, 0.25)),
        "share",
        "How much of a guarantor's remaining doubt troops in harm's way remove.",
        "Survey experiments find the effect far weaker than assumed; small forces without local "
        "weight did not deter in the cases studied. The size is ours.",
        "judgement",
        ("MusgraveWard2023", "ReiterPoast2021"),
        "Force that changes the local balance works through `force`, not through this.",
        high=1.0,
    ),
)

_CONSENT = (
    BaseRateEntry(
        "consent_correlation",
        Family("uniform", (0.0, 0.6)),
        "share",
        "How far members of a coalition say yes or no together (one-factor correlation).",
        "No study gives this number; partners watch one another and the same events.",
        "judgement",
        high=1.0,
    ),
    BaseRateEntry(
        "stance_volunteer",
        Word("very likely"),
        "share",
        "How probable consent is from one who has offered to take part.",
        "The band of `very likely`: offers are mostly, not always, made good.",
        "judgement",
        ("ICD203",),
        high=1.0,
    ),
    BaseRateEntry(
        "stance_refuse",
        Word("very unlikely"),
        "share",
        "How probable consent is from one who has refused.",
        "The band of `very unlikely`: refusals are mostly, not always, held to.",
        "judgement",
        ("ICD203",),
        high=1.0,
    ),
    BaseRateEntry(
        "stance_undeclared",
        Family("uniform", (0.2, 0.8)),
        "share",
        "How probable consent is from one who has not said.",
        "Nothing is known, so nearly anything may be.",
        "judgement",
        high=1.0,
    ),
)

_KINDS = ("interstate", "civil_settlement", "civil_truce")

_CALIBRATED = (
    "Calibrated (`validation/calibrate.py`) with the other numbers of its kind to how long such "
    "deals have lasted; no study measures it, and it trades off against them along a ridge."
)


def _by_kind(
    name: str,
    forms: tuple[Form, Form, Form],
    unit: str,
    means: str,
    which: str,
    caution: str = "",
    high: float = math.inf,
) -> tuple[BaseRateEntry, ...]:
    """Return one entry a kind of war, named after both."""
    return tuple(
        BaseRateEntry(
            f"{name}_{kind}", form, unit, means, which, "judgement", (), caution, high=high
        )
        for kind, form in zip(_KINDS, forms, strict=True)
    )


_BY_KIND = (
    *_by_kind(
        "opportunities",
        (
            Family("lognormal", (0.7, 0.7)),
            Family("lognormal", (2.2, 0.7)),
            Family("lognormal", (5.0, 0.7)),
        ),
        "per year",
        "How often an opening to break a deal comes a party's way.",
        _CALIBRATED,
        "Read it together with `temptation_noise` of the same kind: neither means much alone.",
        high=365.0,
    ),
    *_by_kind(
        "temptation_noise",
        (
            Family("lognormal", (0.06, 0.7)),
            Family("lognormal", (0.06, 0.7)),
            Family("lognormal", (0.1, 0.7)),
        ),
        "",
        "How far impulse and misreading move the decision to break a deal, as a share of all aims.",
        _CALIBRATED,
        "Read it together with `opportunities` of the same kind: neither means much alone.",
    ),
    *_by_kind(
        "keeps_its_word",
        (
            Family("triangular", (0.60, 0.82, 0.95)),
            Family("triangular", (0.35, 0.60, 0.88)),
            Family("triangular", (0.10, 0.35, 0.60)),
        ),
        "share",
        "The chance that a party means its word when it signs.",
        _CALIBRATED,
        "Means 0.79, 0.61 and 0.35; the width is ours.",
        high=1.0,
    ),
    *_by_kind(
        "early",
        (
            Family("lognormal", (1.9, 0.5)),
            Family("lognormal", (10.0, 0.5)),
            Family("lognormal", (5.0, 0.5)),
        ),
        "",
        "How many times more openings there are just after signature.",
        _CALIBRATED,
    ),
    *_by_kind(
        "jump_rate",
        (Family("loguniform", (0.05, 0.2)),) * 3,
        "per year",
        "How often relative power jumps while a deal stands.",
        "About once in ten years: the order of coups, changes of patron and new weapons; ours.",
        high=12.0,
    ),
    *_by_kind(
        "jump_size",
        (
            Family("lognormal", (0.11, 0.5)),
            Family("lognormal", (0.15, 0.5)),
            Family("lognormal", (0.15, 0.5)),
        ),
        "",
        "How far relative power jumps, in swings of the front a month.",
        _CALIBRATED,
    ),
    *_by_kind(
        "violation_share",
        (Point(0.0),) * 3,
        "share",
        "The share of breaches that stay short of war, and from which a deal recovers.",
        "None: the other numbers of a kind are calibrated to breaks of a deal alone, violations "
        "short of war not counted.",
        "Give a share where violations short of war matter to the case.",
        high=1.0,
    ),
    *_by_kind(
        "violation_recovers",
        (Family("loguniform", (1.0, 6.0)),) * 3,
        "months",
        "How long a deal takes to recover from a violation short of war.",
        "Weeks to half a year; ours.",
        high=1200.0,
    ),
    *_by_kind(
        "violation_cost",
        (Family("loguniform", (0.001, 0.01)),) * 3,
        "share",
        "What a violation short of war costs each party, as a share of all its aims.",
        "A few days to weeks of war at the usual cost; ours.",
        high=1.0,
    ),
    *_by_kind(
        "decided",
        (
            Family("loguniform", (0.05, 0.30)),
            Family("loguniform", (0.03, 0.15)),
            Family("loguniform", (0.03, 0.15)),
        ),
        "per year",
        "How often a war without a front is decided on the field.",
        "The order of victories per year of war in lists of how wars ended; not yet recounted.",
        "Wars last long where nobody can win: the longer it has lasted, the lower.",
        high=12.0,
    ),
)

_PARTIES = (
    BaseRateEntry(
        "broken_word",
        Family("uniform", (0.02, 0.10)),
        "share",
        "What breaking its word costs a party that meant it, as a share of all its aims.",
        "Held at 0.06 where the numbers of a kind are calibrated; the width is ours.",
        "judgement",
        (),
        high=1.0,
    ),
    BaseRateEntry(
        "readiness",
        Family("normal", (0.06, 0.10)),
        "",
        "What settling is worth to a party beyond the issues of a case and the costs of its war, "
        "as a share of all its aims.",
        "Fitted to which of 62 proposals of the library were signed, those refused counted as "
        "many as those signed (`validation/readiness.py`); the idea is that of readiness theory.",
        "computed",
        ("Pruitt2007", "Signorino1999"),
        "Its mean hangs on how many proposals are signed in the world, which nobody counts; fitted "
        "to settlements that were coded in hindsight.",
        low=-math.inf,
    ),
    BaseRateEntry(
        "concession_cost",
        Family("loguniform", (0.08, 0.6)),
        "",
        "What signing away a share of its aims that it holds costs a party at home, as a multiple "
        "of that share.",
        "From the political costs that coders of the library judged, divided by what the party "
        "would give up: the middle four in five of the thirty that give up more than a tenth of "
        "their aims lie from 0.10 to 0.70, half above 0.24 (`validation/concessions.py`). Set a "
        "little lower by judgement: a price of some 0.03 was judged where nothing is given up too.",
        "judgement",
        (),
        "The numbers it is computed from are judgements, made in hindsight.",
        low=0.0,
    ),
    BaseRateEntry(
        "victory_brings",
        Family("uniform", (0.5, 1.0)),
        "share",
        "What having won brings in the end, as a share of all of a party's aims.",
        "From half, where occupation, insurgency or the wrath of allies would follow, to all. No "
        "study gives this number; the range is wide on purpose.",
        "judgement",
        (),
        "No empirical anchor: replace it, and see how far the verdict hangs on it.",
        high=1.0,
    ),
    BaseRateEntry(
        "leader_exit_non_state",
        Family("loguniform", (0.05, 0.2)),
        "per year",
        "How often the leader of a non-state armed group changes.",
        "About half as often as that of a state; ours.",
        "judgement",
        (),
        high=12.0,
    ),
    BaseRateEntry(
        "war_cost",
        Family("loguniform", (0.005, 0.06)),
        "share",
        "What a year of war costs a party, as a share of the value of all its aims.",
        "No study gives this number; the range is wide on purpose.",
        "judgement",
        (),
        "No empirical anchor: replace it, and see how far the verdict hangs on it.",
        high=1.0,
    ),
    BaseRateEntry(
        "operations",
        Family("loguniform", (0.25, 4.0)),
        "",
        "How many operations make up a month of war, in turning force into ground.",
        "From one in four months to one a week; ours.",
        "judgement",
        (),
        "Sweep it where force decides the verdict.",
    ),
    BaseRateEntry(
        "answer_reliability",
        Family("uniform", (0.3, 0.9)),
        "share",
        "The chance that a party's public answer to a proposal means what it says.",
        "Around 0.7; what is said in public is said to bargain as well. Ours.",
        "judgement",
        (),
        high=1.0,
    ),
)

_EVERY = (*_WAR, *_PEACE, *_RATIOS, *_HONOUR, *_CONSENT, *_BY_KIND, *_PARTIES)

BASE_RATES: Mapping[str, BaseRateEntry] = MappingProxyType({entry.name: entry for entry in _EVERY})
"""Every base rate by name."""
