"""servanda questions: the verdicts on a case as dated questions that can be found to be wrong."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.options import CasePath, Csv, Json, Seed, Worlds, count
from servanda.cli.progress import progress_bar
from servanda.escaping.terminal import say_json

__all__ = ["questions"]


def questions(
    case: CasePath,
    months: Annotated[
        int, typer.Option(help="Months from the day of the case in which a signature counts.")
    ] = 12,
    worlds: Worlds = "10000",
    seed: Seed = 0,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Turn verdicts into dated questions: probability, who decides by which rule, when void."""
    wanted = count(worlds)
    from servanda.door.ledger import questions as ask

    with progress_bar("worlds") as progress:
        found = ask(case, months=months, worlds=wanted, seed=seed, progress=progress)
    if as_json:
        say_json(found.to_dict())
    elif as_csv:
        from servanda.cli.csv_tables import print_csv

        print_csv([exported(each.to_dict()) for each in found])
    else:
        from servanda.cli.tables import wrapped

        for each in found:
            typer.echo(wrapped(f"{each.closes}  {each.probability:.0%}  {each.question}"))
            typer.echo(wrapped(f"Decided by: {each.resolver}", "    "))
            typer.echo(wrapped(f"Void: {each.void}", "    "))
            typer.echo(wrapped(f"Rests on {each.rests_on}. {each.id}", "    "))


def exported(question: dict[str, object]) -> dict[str, object]:
    """Return a question in the columns that forecasting platforms ask for."""
    return {
        "id": question["id"],
        "title": question["question"],
        "type": "binary",
        "description": f"Probability by servanda, {question['rests_on']}",
        "resolution_criteria": question["resolver"],
        "fine_print": f"Void: {question['void']}",
        "close_date": question["closes"],
        "probability": question["probability"],
    }
