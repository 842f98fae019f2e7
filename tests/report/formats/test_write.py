"""A report in the formats asked for: all its files, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.report.conftest import Assessed

from servanda.report.formats import FORMATS
from servanda.report.formats.write import write


def test_an_ending_of_a_format_is_no_part_of_the_name(
    strait_assessed: Assessed, tmp_path: Path
) -> None:
    def names(output: str) -> list[str]:
        made = write(strait_assessed.case, strait_assessed.assessment, None, tmp_path / output,
                     FORMATS.resolve(["md"]))  # fmt: skip
        return [file.name for file in made]

    assert names("memo.md") == names("memo.html") == ["memo.md"]
    assert names("memo.v2") == ["memo.v2.md"]


def test_where_one_file_cannot_be_made_none_is_written(
    strait_assessed: Assessed, tmp_path: Path
) -> None:
    from dataclasses import replace

    (markdown,) = FORMATS.resolve(["md"])

    def fails(material: object, stem: Path) -> dict[Path, bytes]:
        raise ValueError("no room")

    broken = replace(markdown, make=fails)
    with pytest.raises(ValueError, match="no room"):
        write(strait_assessed.case, strait_assessed.assessment, None, tmp_path / "memo",
              [markdown, broken])  # fmt: skip
    assert list(tmp_path.iterdir()) == []
