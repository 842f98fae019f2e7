"""servanda cite: what the results of a case rest on, as BibTeX."""

from __future__ import annotations

import json

import typer

from servanda.cli.options import CasePath, Json

__all__ = ["cite"]


def cite(case: CasePath, as_json: Json = False) -> None:
    """Print what the results rest on: formulas, base rates and the case's own sources."""
    from servanda.case.load import load
    from servanda.engine.cited import cited_by, source_entries
    from servanda.references import bibtex

    loaded = load(case)
    keys = cited_by(loaded)
    if as_json:
        sources = {name: s.model_dump(mode="json") for name, s in loaded.sources.items()}
        typer.echo(json.dumps({"references": sorted(keys), "sources": sources}, indent=2))
        return
    typer.echo(bibtex(keys) + "\n" + source_entries(loaded))
