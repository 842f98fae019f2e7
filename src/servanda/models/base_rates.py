"""Named base rates: where a default number comes from, and how well it is known.

Access: `T`, text or data read; `2`, known second-hand (an abstract, or someone's transcription);
`M`, from memory, not checked; `ours`, a choice of this project with no source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from servanda.errors import InputError

__all__ = ["BASE_RATES", "BaseRate", "base_rate"]

Access = Literal["T", "2", "M", "ours"]
Shape = Literal["uniform", "log-uniform", "log-normal", "point", "classes"]


@dataclass(frozen=True)
class BaseRate:
    """A named prior: a range, or a few classes, with its source and how that was seen.

    `low` and `high` bound a uniform or log-uniform prior, or are the 5% and 95% quantiles of a
    log-normal one; `centre` is the best single number. `classes` holds (name, value) pairs that
    count alike.
    """

    name: str
    unit: str
    shape: Shape
    low: float
    centre: float
    high: float
    meaning: str
    basis: str
    access: Access
    sources: tuple[str, ...] = ()
    classes: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        if not self.low <= self.centre <= self.high:
            raise InputError(
                f"base rate {self.name}: {self.low} <= {self.centre} <= {self.high} fails"
            )

    @property
    def judged(self) -> bool:
        """Whether the number rests on judgement alone."""
        return self.access == "ours"


BASE_RATES: tuple[BaseRate, ...] = (
    BaseRate(
        "discounting", "per year", "uniform", 0.03, 0.115, 0.20,
        "annual discount rate of a decision maker",
        "upper end: leaders left office at 0.199 a year, 1946-2015 (Archigos, 2,124 spells, "
        "computed); lower end by convention",
        "T", ("Archigos2009",),
    ),
    BaseRate(
        "war cost", "share of victory flow", "uniform", 0.05, 0.325, 0.6,
        "running cost of fighting, as a share of the flow of total victory",
        "no empirical anchor; 24,000 soldiers killed a month on average gives the scale of wars",
        "ours", ("BennettStam1996",),
    ),
    BaseRate(
        "exit rate", "per year", "uniform", 0.10, 0.22, 0.35,
        "chance a year that an interstate war stops for reasons outside the model",
        "UCDP/PRIO interstate episodes 1946-2024: of those past a year 35% end within the next "
        "(n = 76), 14% at war intensity (n = 30); past three years 25%",
        "T", ("UCDP2024",),
    ),
    BaseRate(
        "break rate", "per year", "uniform", 0.01, 0.04, 0.15,
        "chance a year that an unguaranteed peace breaks",
        "UCDP interstate, renewed fighting with 25 deaths: 18% in five years (11-29), 0.040 a "
        "year; Correlates of War dyads, 1,000 deaths: 3-6% in five years. Breaks inside a year "
        "are seen in neither",
        "T", ("UCDP2024", "CorrelatesOfWar4"),
    ),
    BaseRate(
        "break rate, any dyad", "chance ever", "point", 0.45, 0.48, 0.5,
        "share of wars followed by renewed fighting between some pair of belligerents",
        "almost half of the international wars since 1945",
        "2", ("Fortna2004",),
    ),
    BaseRate(
        "opening rate", "per month", "uniform", 1 / 24, 3 / 16, 1 / 3,
        "chance a month that an opening for a challenge arises",
        "calibrated so that a deal nobody guarantees breaks at the break rate",
        "ours",
    ),
    BaseRate(
        "shock scale", "value", "log-uniform", 0.002, 0.01, 0.05,
        "size of the unseen shocks to a challenger's choice",
        "calibrated with the opening rate",
        "ours",
    ),
    BaseRate(
        "alliance honour", "chance", "classes", 0.22, 0.638, 0.745,
        "chance that an ally called on fights",
        "three reference classes, alike likely; their spread is the uncertainty",
        "2", ("LeedsLongMitchell2000", "BerkemeierFuhrmann2018", "Chiba2026"),
        (
            ("obligations as written, 1816-1944", 0.745),
            ("all alliances, 1816-2003", 0.50),
            ("two hundred years of commitments", 2 / 3),
        ),
    ),
    BaseRate(
        "alliance honour, by kind", "chance", "classes", 0.22, 0.50, 0.78,
        "chance that an alliance commitment is fulfilled, by period and kind",
        "one study of commitments in war",
        "2", ("BerkemeierFuhrmann2018",),
        (
            ("all", 0.50), ("before 1945", 0.66), ("1945-2003", 0.22), ("defence", 0.41),
            ("nonaggression", 0.37), ("offensive", 0.74), ("neutrality", 0.78),
        ),
    ),
    BaseRate(
        "alliance honour, Leeds 2003", "chance", "point", 0.70, 0.75, 0.80,
        "chance that an alliance commitment is fulfilled",
        "a quarter violated in war",
        "2", ("Leeds2003",),
    ),
    BaseRate(
        "ally's conduct", "chance", "classes", 0.12, 0.27, 0.61,
        "what allies did when war came",
        "an older count, of every ally of a side at war, whatever it had promised",
        "2", ("Sabrosky1980",),
        (("fought beside", 0.27), ("sat out", 0.61), ("fought against", 0.12)),
    ),
    BaseRate(
        "tripwire commitment", "chance", "uniform", 0.0, 0.125, 0.25,
        "chance that a small force commits even a guarantor that would not fight",
        "weak or no effect in three cases and in survey experiments; one dissertation disagrees",
        "2", ("ReiterPoast2021",),
    ),
    BaseRate(
        "belief strength", "events", "log-uniform", 4.0, 10.0, 30.0,
        "how many events the base rate of a reference class counts for",
        "our choice; sweep it",
        "ours",
    ),
    BaseRate(
        "reputation drop", "chance", "uniform", 0.0, 0.1, 0.2,
        "fall of belief in other promises after one is broken",
        "contested: past firmness did not foretell success in 54 cases",
        "2", ("HuthRussett1984",),
    ),
    BaseRate(
        "regrouping time", "months", "uniform", 12.0, 36.0, 60.0,
        "time constant over which the sides regroup after a ceasefire",
        "judgement; 15 months from March 1940 to June 1941, 316 from May 1994 to September 2020",
        "ours",
    ),
    BaseRate(
        "demilitarised zone", "ratio of hazards", "log-normal", 0.404, 0.7, 1.212,
        "multiplier of the chance of a break where a demilitarised zone is kept",
        "sign from the source; size ours (90% range a factor 3)",
        "2", ("Fortna2004",),
    ),
    BaseRate(
        "peacekeepers", "ratio of hazards", "log-normal", 0.346, 0.6, 1.039,
        "multiplier of the chance of a break where peacekeepers are present",
        "sign from the source; size ours (90% range a factor 3)",
        "2", ("Fortna2004",),
    ),
    BaseRate(
        "imposed ceasefire", "ratio of hazards", "log-normal", 0.866, 1.5, 2.598,
        "multiplier of the chance of a break where third parties pressed for the ceasefire",
        "sign from the source; size ours (90% range a factor 3)",
        "2", ("WernerYuen2005",),
    ),
    BaseRate(
        "undecided war", "ratio of hazards", "log-normal", 0.866, 1.5, 2.598,
        "multiplier of the chance of a break where battles favoured neither side",
        "sign from the source; size ours (90% range a factor 3)",
        "2", ("WernerYuen2005", "Fortna2004"),
    ),
    BaseRate(
        "war length", "days", "log-normal", 20.0, 139.0, 1600.0,
        "length of interstate wars",
        "Correlates of War: median 139 days, mean 408; UCDP episodes: median 148, mean 400",
        "2", ("CorrelatesOfWar4", "UCDP2024"),
    ),
    BaseRate(
        "wars settled by talks", "chance", "classes", 0.20, 0.55, 0.55,
        "share of wars ended by a negotiated settlement, 1940-1990",
        "41 civil wars, and interstate wars of the same years",
        "2", ("Walter1997",),
        (("interstate", 0.55), ("civil", 0.20)),
    ),
    BaseRate(
        "deterrence success foretold", "chance", "point", 0.7, 0.77, 0.85,
        "share of extended immediate deterrence outcomes a rational model foretold, 1885-1970",
        "one study",
        "2", ("Wu1990",),
    ),
)  # fmt: skip


def base_rate(name: str) -> BaseRate:
    """Return the base rate called `name`.

    >>> rate = base_rate("break rate")
    >>> print(rate.low, rate.centre, rate.high, rate.unit, rate.access)
    0.01 0.04 0.15 per year T
    """
    for rate in BASE_RATES:
        if rate.name == name:
            return rate
    names = ", ".join(rate.name for rate in BASE_RATES)
    raise InputError(f"no base rate is called {name!r}; there are {names}")
