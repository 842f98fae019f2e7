"""The notebooks run, and say what stands in them: `python3 dev.py notebooks` runs them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))
SOURCE = str(Path(__file__).parents[2] / "src")


def _said(cells: list[dict[str, Any]]) -> list[str]:
    """Return what the cells print and show, as text and as a page."""
    said = []
    for cell in cells:
        printed = "".join("".join(o["text"]) for o in cell.get("outputs", ()) if "text" in o)
        said += [printed] if printed else []
        for output in cell.get("outputs", ()):
            shown = output.get("data", {})
            texts = [shown.get("text/plain"), shown.get("text/html")]
            said += ["".join(text) for text in texts if text]
    return said


def test_there_are_three_and_each_has_its_outputs() -> None:
    assert len(NOTEBOOKS) == 3
    for file in NOTEBOOKS:
        text = file.read_text(encoding="utf-8")
        assert "/tmp/" not in text and "/home/" not in text and "<script" not in text
        cells = json.loads(text)["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert all(cell["execution_count"] for cell in code), file.name
        assert len(_said(cells)) > 4, file.name


@pytest.mark.slow
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_says_again_what_it_says(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    beside = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [SOURCE, beside])))
    stands = nbformat.read(file, as_version=4)
    before = _said(stands.cells)
    client = nbclient.NotebookClient(stands, timeout=240, kernel_name="python3")
    client.execute()
    assert _said(stands.cells) == before, "run `python3 dev.py notebooks`, and look at the change"
