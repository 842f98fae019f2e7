"""servanda library: past settlements as cases; list, show, score the model, find like ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from servanda.cli.options import (
    Csv,
    EngineName,
    Json,
    Scheduler,
    Seed,
    Workers,
    Worlds,
    count,
)
from servanda.cli.progress import progress_bar
from servanda.errors import InputError
from servanda.escaping.hidden import line
from servanda.escaping.terminal import say_json
from servanda.sentences import plural

if TYPE_CHECKING:
    from servanda.settlements.library import Settlement
    from servanda.settlements.reading_score import ReadingScore
    from servanda.settlements.score import LibraryScore, SetScore

__all__ = ["library"]

Action = Literal["list", "show", "score", "like"]

FRAME = (
    "Chosen by a stated rule to a fixed share of each outcome: these shares are no base rate, and "
    "the coder knew how each ended (library/FRAME.md)."
)


def library(
    action: Annotated[Action, typer.Argument(help="What to do: list, show, score or like.")],
    which: Annotated[
        str | None,
        typer.Argument(help="After `show`, a settlement; after `like`, a case."),
    ] = None,
    proposal: Annotated[
        str | None, typer.Argument(help="After `like CASE`, a proposal; all if left out.")
    ] = None,
    most: Annotated[int, typer.Option(help="With `like`: how many to show.", min=1)] = 5,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="With `score`: folder to draw the calibration in."),
    ] = None,
    worlds: Worlds = "2000",
    seed: Seed = 0,
    coders: Annotated[
        int, typer.Option(help="With `score`: second codings of it all to simulate.", min=0)
    ] = 0,
    engine: EngineName = "threads",
    workers: Workers = None,
    scheduler: Scheduler = "",
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List past settlements, show one, score the model on all, or find those like a case."""
    wanted = count(worlds)
    if action == "list":
        _list(as_json, as_csv)
    elif action == "score":
        elsewhere = {"engine": engine, "workers": workers, "scheduler": scheduler}
        _score(wanted, seed, coders, elsewhere, output, as_json, as_csv)
    elif which is None:
        raise InputError(
            f"library {action}: name {'a settlement' if action == 'show' else 'a case'}; "
            "`servanda library list` lists the settlements"
        )
    elif action == "show":
        _show(which, as_json)
    else:
        _like(which, proposal, most, as_json)


def _row(each: Settlement) -> dict[str, str | int]:
    return {
        "settlement": each.id,
        "year": each.year,
        "kind": each.kind,
        "front": "front" if each.case.has_front else "no front",
        "became": each.became,
        "close call": "yes" if each.close_call else "no",
    }


def _list(as_json: bool, as_csv: bool) -> None:
    from servanda.door.library import library as shipped

    rows = [_row(each) | {"title": each.title} for each in shipped()]
    if as_json:
        say_json({"frame": FRAME, "settlements": rows})
        return
    if as_csv:
        from servanda.cli.csv_tables import print_csv

        print_csv(rows)
        return
    from servanda.cli.tables import wrapped

    for row in rows:
        typer.echo(line(f"{row['year']}  {row['became']:<8} {row['settlement']:<24} {row['kind']}"))
    typer.echo("")
    typer.echo(wrapped(f"{shipped()!r} {FRAME}"))


def _show(name: str, as_json: bool) -> None:
    from servanda.cli.tables import wrapped
    from servanda.door.library import library as shipped

    each = shipped()[name]
    body = each.case.proposals[each.proposal]
    if as_json:
        facts = {k: str(v) if k in ("date",) else v for k, v in each.facts.items()}
        told = {"title": each.title, "proposal": body.title, "summary": each.case.summary}
        works = [dict(work) for work in each.works]
        say_json(_row(each) | told | {"told": each.told, "outcome": _plain(facts), "works": works})
        return
    typer.echo(wrapped(f"{each.title}: {body.title}"))
    typer.echo(wrapped(each.case.summary))
    typer.echo(wrapped(f"{each.kind.replace('_', ' ')}; information of {each.case.as_of}."))
    typer.echo(wrapped(f"What became of it: {each.told}."))
    if each.facts.get("note"):
        typer.echo(wrapped(f"{each.facts['note']}"))
    for work in each.works:
        said = f"{work['author']}, {work['title']} ({work['publisher']}, {work['year']})"
        typer.echo(wrapped(said, "  · ", "  "))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _like(case: str, proposal: str | None, most: int, as_json: bool) -> None:
    from servanda.cli.tables import wrapped
    from servanda.door.case import load
    from servanda.door.library import settlements_like

    loaded = load(case)
    chosen = (proposal,) if proposal else tuple(loaded.proposals)
    found = {name: settlements_like(loaded, name, most) for name in chosen}
    if as_json:
        say_json({name: [each.to_dict() for each in alike] for name, alike in found.items()})
        return
    for name, alike in found.items():
        typer.echo(wrapped(f"Most like “{loaded.proposals[name].title}” ({name}):"))
        for each in alike:
            typer.echo(wrapped(f"{each}.", "  · ", "  "))
        typer.echo("")
    typer.echo(wrapped(f"Alike in what both cases declare. {FRAME}"))


def _score(
    worlds: int,
    seed: int,
    coders: int,
    elsewhere: Mapping[str, Any],
    output: Path | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    from servanda.door.library import score_library

    with progress_bar("runs") as progress:
        made = score_library(
            worlds=worlds,
            seed=seed,
            coders=coders,
            progress=progress,
            output=output,
            tell=lambda said: typer.echo(line(said), err=True),
            **elsewhere,
        )
    if as_json:
        say_json(made.to_dict())
    elif as_csv:
        from servanda.cli.csv_tables import print_csv

        print_csv([row.to_dict() | {"failed": "; ".join(row.failed)} for row in made.rows])
    else:
        _print_score(made, output)


def _print_score(made: LibraryScore, output: Path | None) -> None:
    from servanda.cli.tables import wrapped

    for each in made.sets:
        typer.echo(f"{each.name}, {each.disputes} disputes")
        for reading in each.readings:
            typer.echo(wrapped(_told(reading), "  ", "  "))
        for said in _of_set(each):
            typer.echo(wrapped(said, "  ", "  "))
        typer.echo("")
    if made.coders:
        typer.echo(wrapped(_of_coders(made)))
    if made.shrinkage:
        typer.echo(wrapped(f"Beside a verdict {made.shrinkage.sentence}."))
    typer.echo(
        wrapped(
            f"{plural(made.worlds, 'world')}, seed {made.seed}; intervals are 90%, over disputes."
        )
    )
    _print_calibration(made)
    typer.echo("\nWhat it misses most:")
    for row in sorted(made.rows, key=lambda row: -row.misses)[:16]:
        said = f"{row.id}: {row.became}; signed in {row.sign:.0%} of worlds, then holds in"
        typer.echo(wrapped(f"{said} {row.hold:.0%}; called {row.verdict}", "  · ", "  "))
    typer.echo("")
    typer.echo(wrapped(FRAME))
    if output is not None:
        typer.echo(wrapped(line(f"The calibration is drawn in {output.resolve()}.")))


def _of_coders(made: LibraryScore) -> str:
    """Say how far the ranks go apart from one simulated coder to the next."""
    sign, hold = (sorted(ranks) for ranks in zip(*made.coders, strict=True))
    return (
        f"Coded anew by {plural(len(sign), 'simulated coder')}, every judged range moved up or "
        f"down by half its half-width, SIGN ranks at {sign[0]:.2f} to {sign[-1]:.2f} and HOLD at "
        f"{hold[0]:.2f} to {hold[-1]:.2f} (AUC)."
    )


def _of_set(each: SetScore) -> Iterator[str]:
    """Yield what is told of a set beside its readings."""
    yield (
        f"Of the signed, {each.called_robust:.0%} are called unsignable and robust "
        f"({each.called_by_ranges:.0%} by their ranges alone). Shuffled, SIGN ranks at "
        f"{each.shuffled[0]:.2f} and HOLD at {each.shuffled[1]:.2f}."
    )
    if each.frozen:
        gain = each.frozen.gain
        yield (
            f"Frozen, with weight {each.frozen.weight:.2f} and rates of kinds from the first frame "
            f"alone: Brier {each.frozen.brier:.3f}, rate of the kind {each.frozen.brier_kind:.3f}, "
            f"gain {gain.value:+.3f} ± {gain.se:.3f}"
        )


def _print_calibration(made: LibraryScore) -> None:
    from servanda.cli.tables import wrapped

    typer.echo("\nSaid, and come true, in about fifths:")
    for name, bins in made.calibration.items():
        each = "; ".join(
            f"{one.said:.0%}: {one.came:.0%} ({one.low:.0%} to {one.high:.0%}, of {one.cases})"
            for one in bins
        )
        typer.echo(wrapped(f"{name}: {each}", "  · ", "  "))


def _told(reading: ReadingScore) -> str:
    sign, hold, gain = reading.sign_auc, reading.hold_auc, reading.gain
    return (
        f"{reading.name} ({reading.settlements}): SIGN AUC {sign.value:.2f} ({sign.low:.2f} to "
        f"{sign.high:.2f}), HOLD AUC {hold.value:.2f} ({hold.low:.2f} to {hold.high:.2f}); Brier "
        f"of HOLD {reading.brier:.3f}, drawn to its kind {reading.brier_shrunk:.3f}, rate of the "
        f"kind {reading.brier_kind:.3f}, gain {gain.value:+.3f} ± {gain.se:.3f}"
    )
