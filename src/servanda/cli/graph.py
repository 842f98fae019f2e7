"""servanda graph: the graph lens on a case, or a stand-alone graph model solved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.assess import assessed
from servanda.cli.options import Json, Seed, Worlds
from servanda.errors import InputError

if TYPE_CHECKING:
    from servanda.case.keys.case import Case
    from servanda.engine.results import Assessment
    from servanda.explore.questions.graph_lens import GraphLens
    from servanda.graph.model import Model
    from servanda.graph.solve import Solution

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
        typer.Option("-o", "--output", help="Draw the graph to this .svg or .png file."),
    ] = None,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Ask who prefers what and who can answer whom: equilibria, paths, who upsets each deal."""
    if what == "solve":
        _solve(which, concepts, picture, as_json)
        return
    case, assessment = assessed(Path(what), worlds, seed)
    _case(case, assessment, which, picture, as_json)


def _solve(file: str | None, concepts: str, picture: Path | None, as_json: bool) -> None:
    if file is None:
        raise InputError("graph solve: name the file of a graph model (.json or .gmcr)")
    from servanda.graph.solve import solve_command

    asked = [name.strip().lower() for name in concepts.split(",") if name.strip()]
    solved = solve_command(file, asked)
    if picture is not None:
        from servanda.graph.read import read_model

        _draw(read_model(file), picture)
    if as_json:
        typer.echo(json.dumps(solved, indent=2))
        return
    typer.echo(f"{solved['states']} states")
    for concept, labels in solved["equilibria"].items():
        typer.echo(f"{concept.upper():>6}: {', '.join(labels) or 'no equilibrium'}")
        for dm, stable in solved["stable"][concept].items():
            typer.echo(f"        stable for {dm}: {', '.join(stable) or 'none'}")


def _case(
    case: Case, assessment: Assessment, proposal: str | None, picture: Path | None, as_json: bool
) -> None:
    from servanda.explore.questions.graph_lens import graph_lens

    chosen = [proposal] if proposal else list(assessment.kept)
    lenses = [graph_lens(case, assessment, name) for name in chosen]
    if picture is not None:
        if len(lenses) != 1:
            raise InputError("name the proposal whose graph to draw: servanda graph CASE PROPOSAL")
        _draw(lenses[0].model, picture, lenses[0].solution())
    if as_json:
        body = {"case": case.title, "proposals": [lens.to_dict() for lens in lenses]}
        typer.echo(json.dumps(body, indent=2, allow_nan=False))
        return
    for lens in lenses:
        _print_lens(case, assessment, lens)


def _print_lens(case: Case, assessment: Assessment, lens: GraphLens) -> None:
    from servanda.explore.questions.graph_lens import lens_findings

    typer.echo(f"{lens.title}")
    for finding in lens_findings(case, assessment, lens):
        typer.echo(f"  {finding.claim}")
        for row in finding.rows:
            typer.echo("    " + "; ".join(f"{key}: {value}" for key, value in row.items()))
        for caveat in finding.caveats:
            typer.echo(f"  In the middle world: {caveat}")
    reached = lens.path()
    if lens.deal in reached.steps:
        steps = " → ".join(
            f"{' and '.join(step.who)} (to {step.target})" for step in reached.path(lens.deal)
        )
        typer.echo(f"  From the status quo the deal is reached by: {steps or 'nobody moving'}")
    else:
        typer.echo(
            "  From the status quo no sequence of gains, alone or together, reaches the deal."
        )
    typer.echo("")


def _draw(model: Model, file: Path, solution: Solution | None = None) -> None:
    from servanda.graph.picture import draw, png

    picture = draw(model, solution)
    if file.suffix.lower() == ".png":
        file.write_bytes(png(picture))
    elif file.suffix.lower() == ".svg":
        file.write_text(picture, encoding="utf-8")
    else:
        raise InputError(f"-o: {file} ends in neither .svg nor .png; name one that does")
    typer.echo(f"wrote {file}", err=True)
