"""servanda import: a data file of the field, or an edited table, into a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import Json
from servanda.errors import InputError
from servanda.escaping.hidden import line
from servanda.escaping.terminal import say_json

__all__ = ["import_data"]


def import_data(
    file: Annotated[
        Path,
        typer.Argument(
            help="Areas by day, ACLED or UCDP GED events, UCDP or PA-X agreements (.csv, .xlsx); "
            "or the numbers of a case that `servanda export` wrote.",
            show_default=False,
        ),
    ],
    case: Annotated[
        Path | None, typer.Option(help="The case it is for; nothing is written.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(help="Write it into this case, comments kept.")
    ] = None,
    lay_out: Annotated[
        str,
        typer.Option("--as", help="acled, ged, ucdp_agreements, pax or areas; else by headings."),
    ] = "",
    name: Annotated[
        list[str] | None,
        typer.Option(help="What the file calls an actor: 'Government of Norland=norland'."),
    ] = None,
    since: Annotated[str, typer.Option(help="First day that counts, such as 2024-01-31.")] = "",
    months: Annotated[int, typer.Option(help="Months before the last day that count.", min=1)] = 12,
    total: Annotated[
        float | None, typer.Option(help="Areas: the whole territory, in square kilometres.", min=1)
    ] = None,
    held_by: Annotated[str, typer.Option(help="Areas: the party whose ground they are.")] = "",
    column: Annotated[str, typer.Option(help="Areas: the column they stand in.")] = "",
    layer: Annotated[str, typer.Option(help="Areas: the layer that counts, of several.")] = "",
    per_place: Annotated[
        str, typer.Option(help="Events: the share of the territory a place is worth, as a range.")
    ] = "",
    quiet: Annotated[
        int, typer.Option(help="GED: months without a death after which it stopped.", min=1)
    ] = 12,
    alike: Annotated[
        str, typer.Option(help="Agreements: how much they are like the present case, as a range.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Make a piece of a case of a data file, with what it leaves out and what it cannot say."""
    from servanda.door.exchange import import_data as take

    made = take(
        file, case, into=into, lay_out=lay_out, names=_names(name or ()), since=_day(since),
        months=months, total=total, held_by=held_by, column=column, layer=layer,
        per_place=per_place, quiet=quiet, alike=alike,
    )  # fmt: skip
    if as_json:
        say_json(made.to_dict())
        return
    for each in str(made).splitlines():
        typer.echo(line(each))
    if into is not None:
        typer.echo(f"wrote into {into}", err=True)


def _names(given: list[str] | tuple[str, ...]) -> dict[str, str]:
    names = {}
    for each in given:
        name, sign, actor = each.rpartition("=")
        if not sign or not name.strip() or not actor.strip():
            raise InputError(f"--name: `{each}`; write 'Government of Norland=norland'")
        names[name.strip()] = actor.strip()
    return names


def _day(text: str) -> date | None:
    from servanda.exchange.table import day_of

    if not text:
        return None
    day = day_of(text)
    if day is None:
        raise InputError(f"--since: `{text}` is no day; write 2024-01-31")
    return day
