"""The report's figures as files of their own."""

from __future__ import annotations

from pathlib import Path

from tests.report.conftest import Assessed

from servanda.report.blocks import Details, Figure, Grid, Group, Paragraph, prose
from servanda.report.formats.figures import figures_in, on_white, svg_files
from servanda.report.material import material


def test_figures_are_found_wherever_they_lie() -> None:
    one, two, three = (Figure(name, name, "table", ()) for name in ("a", "b", "c"))
    blocks = [Grid((one,)), Details("x", (Group(prose("y"), (two, Paragraph(prose("z")))),)), three]
    assert [figure.id for figure in figures_in(blocks)] == ["a", "b", "c"]


def test_each_is_a_file_named_after_it_and_opens_as_a_picture(strait_assessed: Assessed) -> None:
    made = material(strait_assessed.case, strait_assessed.assessment, None)
    files = svg_files(made, Path("memo"))
    assert Path("memo-holds-truce.svg") in files
    assert all(body.startswith(b"<svg") for body in files.values())
    assert on_white(files[Path("memo-holds-truce.svg")].decode()).startswith(b"\x89PNG")
