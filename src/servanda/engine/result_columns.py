"""The columns of a result, each declared once: JSON, tables, report, CSV and Parquet follow.

A column says where on a result it stands (`at`), or which column of the worlds it sums up
(`worlds`); then the engine takes its share or spread, and the value stands in
`ProposalResult.measured`. Who shows results walks `columns(...)`. A new one is one entry here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from servanda.errors import named

__all__ = [
    "ARMED_COLUMNS",
    "PARTY_COLUMNS",
    "PROPOSAL_COLUMNS",
    "YEAR_COLUMNS",
    "Kind",
    "Place",
    "ResultColumn",
    "column_called",
    "columns",
    "telling",
]

Kind = Literal["text", "share", "spread", "parties"]
Place = Literal["terminal", "report", "notebook", "rows"]
Over = Literal["computed", "all", "signed"]

EVERYWHERE: frozenset[Place] = frozenset({"terminal", "report", "notebook", "rows"})
ROWS: frozenset[Place] = frozenset({"rows"})
PAGES: frozenset[Place] = frozenset({"report", "rows"})
NOWHERE: frozenset[Place] = frozenset()
"""In no table: JSON alone."""


@dataclass(frozen=True)
class ResultColumn:
    """One thing told of a proposal, a party or a year.

    Parameters
    ----------
    name : its name in tables for programs; a share adds `_se` and `_word`, a spread its quantiles
    kind : `share` of worlds, `spread` over worlds, `text`, or `parties` (names with shares)
    unit : of a spread; a share is a share of worlds
    heading : what tables for people call it; `short` where there is little room
    meaning : one sentence that says what it is a share or a spread of
    at : where it stands on the result, dots between; in `measured` where empty
    worlds : the column of the worlds it sums up, where the engine is to measure it
    over : of which worlds it is a share: the computed ones, all, or those that sign
    json : where it stands in the JSON of the result, dots between; a pair names the two values
        of a share laid flat; its `name` where empty
    shown : the tables it stands in
    change : a change, written with its sign
    unless_like : the share it is left out beside, in tables for people, where all results have both
        the same
    if_any : whether it is left out of tables for people where no result has it

    >>> ResultColumn("signed", "share", "", "signed", "It is signed.", at="signed").place
    ('signed',)
    """

    name: str
    kind: Kind
    unit: str
    heading: str
    meaning: str
    at: str = ""
    worlds: str = ""
    over: Over = "computed"
    json: str | tuple[str, str] | None = ""
    shown: frozenset[Place] = EVERYWHERE
    short: str = ""
    change: bool = False
    unless_like: str = ""
    if_any: bool = False

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands in the JSON of the result, key by key; empty where JSON lacks it."""
        if self.json is None:
            return ()
        return tuple((self.json or self.name).split(".")) if isinstance(self.json, str) else ()

    def value(self, result: Any) -> Any:
        """Return what a result says: a share, a spread, a text, or None where there is none."""
        found: Any = result
        for step in (self.at or f"measured.{self.name}").split("."):
            if found is None:
                return None
            if isinstance(found, Mapping):
                found = found.get(int(step) if step.isdigit() else step)
            else:
                found = getattr(found, step)
        return found

    def put(self, body: dict[str, Any], result: Any) -> None:
        """Write what a result says at its place in the JSON of that result."""
        value = self.value(result)
        if isinstance(self.json, tuple):
            plain = value.to_dict() if value is not None else {"share": None, "se": None}
            bounds = [f"{self.json[0]}_{end}" for end in ("low", "high") if end in plain]
            body |= dict(zip([*self.json, *bounds], plain.values(), strict=True))
        elif self.place:
            above = (self.at or f"measured.{self.name}").rpartition(".")[0]
            _put(body, self.place, _plain(value), not above or _there(result, above))


def _there(result: Any, path: str) -> bool:
    """Whether the part of a result that a column stands in is there at all."""
    return ResultColumn("", "text", "", "", "", at=path).value(result) is not None


def _plain(value: Any) -> Any:
    return value.to_dict() if hasattr(value, "to_dict") else value


def _put(body: dict[str, Any], place: tuple[str, ...], value: Any, there: bool) -> None:
    *above, last = place
    for step in above:
        if not there:
            body[step] = None
            return
        body = body.setdefault(step, {})
    body[last] = value


def _share(name: str, heading: str, meaning: str, **more: Any) -> ResultColumn:
    return ResultColumn(name, "share", "share of worlds", heading, meaning, **more)


def _spread(name: str, unit: str, heading: str, meaning: str, **more: Any) -> ResultColumn:
    return ResultColumn(name, "spread", unit, heading, meaning, **more)


def _text(name: str, heading: str, meaning: str, **more: Any) -> ResultColumn:
    return ResultColumn(name, "text", "", heading, meaning, **more)


def _holds(year: int) -> tuple[ResultColumn, ResultColumn]:
    heading = f"holds {year} y"
    shown: frozenset[Place] = EVERYWHERE if year == 5 else PAGES
    return (
        _share(
            f"holds_{year}y", heading, f"Among the worlds that sign: it holds {year} years.",
            at=f"holds.{year}", json=f"holds.{year}", over="signed", shown=shown,
        ),
        _share(
            f"would_hold_{year}y", f"would hold {year} y",
            f"It would hold {year} years if it had been signed in every world.",
            at=f"would_hold.{year}", json=f"would_hold.{year}", shown=ROWS,
        ),
    )  # fmt: skip


_MONTHS = "months of war"

_OF_WAR = (
    _spread("war_months_without", _MONTHS, "war without it", "Expected months of war ahead without"
            " the offer.", at="war_months.without", json="war_months.without", shown=ROWS),
    _spread("war_months_with_offer", _MONTHS, "war with it", "Expected months of war ahead with the"
            " offer.", at="war_months.with_offer", json="war_months.with_offer", shown=ROWS),
    _spread("war_months_change", _MONTHS, "change of the war", "Change of the expected length of"
            " the war if it is tabled.", at="war_months.change", json="war_months.change",
            short="months of war", change=True, shown=frozenset({"terminal", "report", "rows"})),
    _spread("war_months_change_where_taken", _MONTHS, "change where taken", "Change of the expected"
            " length of the war in the worlds in which it would be taken today.",
            at="war_months.change_where_taken", json="war_months.change_where_taken", change=True,
            shown=ROWS),
    _spread("war_months_if_it_stands", _MONTHS, "war if the offer stands", "Expected months of war"
            " if the offer stands.", at="war_months.standing", json="war_months.if_it_stands",
            shown=ROWS),
    _spread("war_months_if_it_lapses", _MONTHS, "war if the offer lapses", "Expected months of war"
            " if the offer lapses.", at="war_months.lapsing", json="war_months.if_it_lapses",
            shown=ROWS),
    _share("lengthens", "lengthens the war", "Tabling it lengthens the war by more than a tenth of"
           " a month.", at="war_months.lengthens", json="war_months.lengthens", shown=ROWS),
    _share("shortens", "shortens the war", "Tabling it shortens the war by more than a tenth of a"
           " month.", at="war_months.shortens", json="war_months.shortens", shown=ROWS),
    _share("already_over", "over at once", "Something on the table anyway would be settled at once,"
           " so that the case's numbers speak against the fighting that goes on.",
           at="war_months.already_over", json="war_months.already_over", shown=ROWS),
)  # fmt: skip

_OF_GUARANTEES = (
    _spread("belief_held", "probability", "belief held", "Belief, of the party it is to deter, that"
            " its breach would meet a guarantor.", at="belief.believed", json="guarantee.believed",
            shown=ROWS),
    _spread("belief_analyst", "probability", "belief of the analyst", "Belief of the analyst that a"
            " guarantor would join.", at="belief.analyst", json="guarantee.analyst", shown=ROWS),
    _spread("belief_needed", "probability", "belief needed", "Least belief in the guarantee that"
            " deters once all have regrouped.", at="belief.threshold",
            json="guarantee.threshold", shown=ROWS),
    *(
        _share(name, heading, meaning, at=f"belief.{name}", json=f"guarantee.{name}", shown=ROWS)
        for name, heading, meaning in (
            ("self_enforcing", "needs no guarantee", "The deal holds without a guarantee."),
            ("deterred", "deterred", "The guarantee is believed as much as it has to be."),
            ("paper", "paper promise", "A belief would deter, but it is believed less than that."),
            ("out_of_reach", "no belief deters", "No belief in the guarantee would deter."),
        )
    ),
)  # fmt: skip

_OF_BREAKING = (
    *(
        _share(f"lapses_{year}y", f"lapses in {year} y", f"Among the worlds that sign: it runs out"
               f" by itself within {year} years.", at=f"breaking.lapses.{year}",
               json=f"lapses.{year}", over="signed", shown=ROWS)
        for year in (1, 5, 10)
    ),
    _share("two_equilibria", "two equilibria", "It holds otherwise if all start by expecting"
           " breaches.", at="breaking.two_equilibria", json="two_equilibria", shown=ROWS),
    _share("in_fear_holds_5y", "holds 5 y in fear", "Among the worlds that sign: it holds five"
           " years if all start by expecting breaches.", at="breaking.in_fear",
           json="in_fear_holds_5y", shown=ROWS),
    _share("guarantors_cycle", "guarantors undecided", "Guarantors do not settle on whether to"
           " consent.", at="cycles", shown=ROWS),
    *(
        _spread(f"challenged_{name}", unit, heading, meaning, at=f"challenged.{name}",
                json=f"if_challenged.{name}", shown=ROWS)
        for name, unit, heading, meaning in (
            ("months", _MONTHS, "if challenged, months", "Months of the war that a challenge of the"
             " deal would begin."),
            ("side_wins", "probability", "if challenged, won", "Chance that the side that the front"
             " is told of wins that war."),
            ("others_win", "probability", "if challenged, lost", "Chance that it loses that war."),
            ("ends_with", "share of the ground", "if challenged, holds", "Share of the contested"
             " ground that it then holds in the end."),
        )
    ),
)  # fmt: skip

_OF_ITS_KIND = (
    _text("kind", "kind", "The kind of war whose base rates stand where the case is silent.",
          at="kind", shown=ROWS),
    *(
        _spread(f"kind_holds_{year}y", "share of deals", f"deals of its kind hold {year} y",
                f"How often deals of this kind have held {year} years.", at=f"kind_holds.{year}",
                json=f"kind_holds.{year}", shown=PAGES if year == 5 else ROWS)
        for year in (1, 5, 10)
    ),
    _spread("holds_5y_shrunk", "chance", "holds 5 y, shrunk to its kind", "The chance that it holds"
            " five years once signed: the share of worlds drawn towards the rate of its kind, by a"
            " weight fitted on the library of settlements.", at="holds_shrunk",
            shown=ROWS),
)  # fmt: skip

PROPOSAL_COLUMNS: tuple[ResultColumn, ...] = (
    _text("proposal", "proposal", "The name of the proposal in the case.", at="id", json="id",
          shown=frozenset({"terminal", "rows"})),
    _text("title", "proposal", "The title of the proposal.", at="title",
          shown=frozenset({"report", "notebook", "rows"})),
    _share("signed", "signed", "It is signed: all whose consent it needs give it.", at="signed"),
    _share("signed_weighed", "signed, weighed by answers and events", "It is signed, each world"
           " counted by how likely it makes the answers and events so far.", at="signed_weighed",
           if_any=True, shown=frozenset({"report", "notebook", "rows"})),
    _share("signed_if_volunteers_wait", "signed if volunteers wait", "It is signed if those who"
           " wait for others to come forward wait for each other.", at="signed_smallest",
           shown=ROWS),
    _share("stops_fighting", "stops the fighting", "It is signed and all armed parties that"
           " would live by it prefer it to fighting on.", at="stops_fighting",
           unless_like="signed", shown=PAGES),
    ResultColumn("alone_in_the_way", "parties", "share of worlds", "alone in the way", "Who alone"
                 " stands between the proposal and its signature, most often first.",
                 at="alone_in_the_way", json=None, shown=NOWHERE),
    ResultColumn("least_willing", "parties", "share of worlds", "consent of the least willing",
                 "How often each whose consent it needs gives it, the least willing first.",
                 at="least_willing", json=None, short="consent", shown=frozenset({"terminal"})),
    *(each for year in (1, 5, 10, 20) for each in _holds(year)),
    _share("signed_and_holds_5y", "signed and holds 5 y", "It is signed and holds five years.",
           at="signed_and_holds_5y", short="both"),
    *_OF_WAR,
    *_OF_GUARANTEES,
    _share("commitment_problem", "commitment problem", "A deal that all prefer to war today is one"
           " that a party would break later.", at="commitment_problem", shown=ROWS),
    *_OF_BREAKING,
    *_OF_ITS_KIND,
    _spread("spill_over", "the guarantor's own victory", "spill-over", "What reneging would cost"
            " the guarantor through its other commitments.", at="spill_over", shown=ROWS),
    _text("verdict", "verdict", "The verdict in a word.", at="verdict.word",
          shown=frozenset({"notebook", "rows"})),
    _text("firmness", "firmness", "How many worlds agree with the verdict, and whether it survives"
          " its trials: robust, leaning or undetermined.", at="verdict.firmness",
          json="verdict_firmness", shown=frozenset({"notebook", "rows"})),
    _text("survives", "what it survives", "Which trials the verdict survives, and what it rests on"
          " where it does not.", at="robustness.sentence", json=None, shown=ROWS),
    _text("verdict_words", "verdict in words", "The verdict in a sentence.",
          at="verdict.sentence", shown=NOWHERE),
)  # fmt: skip
"""What is told of a proposal, in the order in which tables tell it."""

PARTY_COLUMNS: tuple[ResultColumn, ...] = (
    _text("party", "party", "The name of the party in the case.", at="id", json="id"),
    _text("name", "name", "What the party is called.", at="name"),
    _text("modelled", "modelled", "Whether consent follows from values or is a stated"
          " probability.", at="modelled"),
    _share("consents", "consents", "It consents.", at="share", json=("share", "se")),
    _share("alone_in_the_way", "alone in the way", "It alone stands between the proposal and its"
           " signature.", at="blocks", json=("blocks", "blocks_se")),
    _spread("margin", "share of total victory", "margin", "By how much the deal is worth more to it"
            " than fighting on.", at="margin"),
)  # fmt: skip
"""What is told of each whose consent a proposal needs."""

ARMED_COLUMNS: tuple[ResultColumn, ...] = (
    _text("party", "party", "The name of the armed party in the case.", at="id", json="id"),
    _text("name", "name", "What the party is called.", at="name"),
    _text("side", "side", "The side it fights on.", at="side"),
    _text("inside", "inside", "Whether it lives by the deal.", at="inside"),
    _share("accepts", "accepts", "It prefers signing to refusing.", at="accepts"),
    _spread("margin", "share of its aims", "margin", "By how much signing is worth more to it than"
            " refusing.", at="margin"),
    _spread("fighting_on", "share of its aims", "fighting on", "What fighting on is worth to it.",
            at="fighting_on"),
    _spread("refusing", "share of its aims", "refusing", "What refusing is worth, under the"
            " pressure it expects.", at="refusing"),
    _spread("deal", "share of its aims", "the deal", "What the deal is worth to it.", at="deal"),
    *(
        _share(f"breaks_{year}y", f"breaks in {year} y", f"Among the worlds that sign: it is the"
               f" one that ends the deal within {year} years.", at=f"breaks.{year}",
               json=f"breaks.{year}", over="signed")
        for year in (1, 5, 10)
    ),
    _spread("temptation_month", "months", "most tempted", "When it is most tempted to break it.",
            at="temptation_month"),
    *(
        _share(f"bad_faith_{year}y", f"bad faith after {year} y", "The chance that it signed in bad"
               f" faith, the deal standing after {year} years.", at=f"bad_faith.{year}",
               json=f"bad_faith.{year}", over="signed")
        for year in (0, 1, 5)
    ),
    _spread("believed", "probability", "fears guarantors", "Its belief that its own breach meets a"
            " guarantor.", at="believed"),
    _spread("trusts", "probability", "trusts guarantors", "Its belief that a guarantor comes to its"
            " help.", at="trusts"),
    _spread("backed", "probability", "backed in a breach", "Its belief that a guarantor stands"
            " by it though it broke the deal.", at="backed"),
    _spread("threshold", "probability", "belief that deters", "The least belief that deters it once"
            " all have regrouped.", at="threshold"),
)  # fmt: skip
"""What is told of each armed party."""

YEAR_COLUMNS: tuple[ResultColumn, ...] = (
    _share("holds", "holds", "Among the worlds that sign: it holds that long.", at="holds"),
    _share("would_hold", "would hold", "It would hold that long if it had been signed in every"
           " world.", at="would_hold"),
)  # fmt: skip
"""What is told of each year after the signature."""


def columns(shown: Place | None = None, of: str = "proposal") -> tuple[ResultColumn, ...]:
    """Return the columns of `proposal`, `party`, `armed` or `year`, those in a table or all.

    >>> [column.name for column in columns("terminal")][:3]
    ['proposal', 'signed', 'least_willing']
    """
    every = {
        "proposal": PROPOSAL_COLUMNS,
        "party": PARTY_COLUMNS,
        "armed": ARMED_COLUMNS,
        "year": YEAR_COLUMNS,
    }[of]
    return tuple(each for each in every if shown is None or shown in each.shown)


def column_called(name: str) -> ResultColumn:
    """Return the column of a proposal by its name.

    >>> column_called("tea")
    Traceback (most recent call last):
    servanda.errors.InputError: no column of a result is called 'tea'; there are proposal, title,...
    """
    return named(name, {each.name: each for each in PROPOSAL_COLUMNS}, "column of a result")


NEGLIGIBLE = 0.005
"""Shares nearer to each other than this are printed alike."""


def telling(shown: Place, results: Iterable[Any]) -> tuple[ResultColumn, ...]:
    """Return the columns of a table for people: those that say nothing of their own left out."""
    results = tuple(results)
    return tuple(
        each
        for each in columns(shown)
        if not _like_another(each, results)
        and not (each.if_any and all(each.value(result) is None for result in results))
    )


def _like_another(column: ResultColumn, results: tuple[Any, ...]) -> bool:
    other = column_called(column.unless_like) if column.unless_like else None
    return other is not None and not any(
        abs(column.value(result).share - other.value(result).share) > NEGLIGIBLE
        for result in results
    )
