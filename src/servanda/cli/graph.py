"""servanda graph: the graph lens on a case, or a stand-alone graph model solved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli.csv_tables import print_csv
from servanda.cli.finding_tables import print_findings, rows_as_lines
from servanda.cli.options import All, Csv, Json, Seed, Worlds, count
from servanda.cli.paged import print_paged
from servanda.cli.progress import progress_bar
from servanda.cli.tables import wrapped
from servanda.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.explore.finding import Findings
    from servanda.explore.questions.graph_lens import GraphLens, GraphLenses
    from servanda.graph.model import Model
    from servanda.graph.solve import Solution

from servanda.escaping.hidden import line
from servanda.escaping.terminal import say_json
from servanda.saving import save_files

__all__ = ["graph"]


def graph(
    what: Annotated[str, typer.Argument(help="A case, or the word `solve`.", show_default=False)],
    which: Annotated[
        str | None,
        typer.Argument(help="A proposal of the case (all if left out); after `solve`, a file."),
    ] = None,
    concepts: Annotated[
        str, typer.Option(help="With `solve`: stability concepts, separated by commas.")
    ] = "nash,gmr,smr,seq",
    picture: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Draw the graph to .svg or .png, or write it as .graphml."
        ),
    ] = None,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    as_json: Json = False,
    as_csv: Csv = False,
    every: All = False,
) -> None:
    """Ask who prefers what and who can answer whom: equilibria, paths, who upsets each deal."""
    if what == "solve":
        _solve(which, concepts, picture, as_json, as_csv)
        return
    from servanda.door.case import load
    from servanda.door.judge import assess
    from servanda.door.judge import graph as look

    wanted = count(worlds)
    with progress_bar("worlds") as progress:
        assessment = assess(loaded := load(what), worlds=wanted, seed=seed, progress=progress)
    lenses = look(loaded, which, assessment=assessment)
    _draw_one(lenses, picture)
    if as_json:
        say_json(lenses.to_dict())
    elif as_csv:
        told = [replace(f, proposal=lens.proposal) for lens in lenses
                for f in lenses.findings(lens.proposal)]  # fmt: skip
        print_findings(told, False, True)
    else:
        print_paged(lambda console: _print_lenses(console, lenses), every)


def _solve(
    file: str | None, concepts: str, picture: Path | None, as_json: bool, as_csv: bool
) -> None:
    if file is None:
        raise InputError(
            "graph solve: name a graph model (.json, .gmcr), a game (.nfg, .efg) or payoffs (.csv)"
        )
    from servanda.graph.solve import solve_command

    asked = [name.strip().lower() for name in concepts.split(",") if name.strip()]
    solved = solve_command(file, asked)
    if picture is not None:
        from servanda.graph.read import read_model
        from servanda.graph.solve import solve

        model = read_model(file)
        is_graphml = picture.suffix.lower() == ".graphml"
        _draw(model, picture, solve(model, asked) if is_graphml else None)
    if as_json:
        say_json(solved)
        return
    if as_csv:
        print_csv(list(_solved_rows(solved)))
        return
    typer.echo(f"{solved['states']} states")
    for concept, labels in solved["equilibria"].items():
        typer.echo(line(f"{concept.upper():>6}: {', '.join(labels) or 'no equilibrium'}"))
        for dm, stable in solved["stable"][concept].items():
            typer.echo(line(f"        stable for {dm}: {', '.join(stable) or 'none'}"))
    for note in solved.get("notes", ()):
        typer.echo(line(f"note: {note}"))


def _solved_rows(solved: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield which states are stable for whom, and which for all, by concept."""
    for concept, labels in solved["equilibria"].items():
        stable = {"all": labels, **solved["stable"][concept]}
        for who, states in stable.items():
            yield {"concept": concept, "stable for": who, "states": ", ".join(states)}


def _draw_one(lenses: GraphLenses, picture: Path | None) -> None:
    if picture is None:
        return
    if len(lenses) != 1:
        raise InputError("name the proposal whose graph to draw: servanda graph CASE PROPOSAL")
    (one,) = lenses
    _draw(one.model, picture, one.solution())


def _print_lenses(console: Console, lenses: GraphLenses) -> None:
    from rich.text import Text

    for lens in lenses:
        for each in _lens_lines(lens, lenses.findings(lens.proposal), console.width):
            console.print(Text(each))


def _lens_lines(lens: GraphLens, findings: Findings, width: int) -> Iterator[str]:
    yield line(lens.title)
    for finding in findings:
        yield wrapped(line(finding.claim), "  ")
        if finding.rows:
            yield from rows_as_lines(finding, finding.rows, width)
        for caveat in finding.caveats:
            yield wrapped(line(caveat), "  ", "  ")
    reached = lens.path()
    if lens.deal in reached.steps:
        steps = " → ".join(
            f"{' and '.join(step.who)} (to {step.target})" for step in reached.path(lens.deal)
        )
        how = f"From the status quo the deal is reached by: {steps or 'nobody moving'}"
        yield wrapped(line(how), "  ")
    else:
        none = "From the status quo no sequence of gains, alone or together, reaches the deal."
        yield wrapped(none, "  ")
    yield ""


def _draw(model: Model, file: Path, solution: Solution | None = None) -> None:
    from servanda.graph.picture import draw
    from servanda.pixels import png_of

    if file.suffix.lower() == ".graphml":
        from servanda.graph.graphml import graphml

        save_files({file: graphml(model, solution)})
        typer.echo(f"wrote {file}", err=True)
        return
    picture = draw(model, solution)
    if file.suffix.lower() == ".png":
        save_files({file: png_of(picture)})
    elif file.suffix.lower() == ".svg":
        save_files({file: picture})
    else:
        raise InputError(f"-o: {file} ends in none of .svg, .png, .graphml; name one that does")
    typer.echo(f"wrote {file}", err=True)
