"""The tutorial builds the case that is shipped, and its commands run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from servanda.case.check import check
from servanda.cli import main

TOP = Path(__file__).resolve().parents[2]
FOLDER = TOP / "examples" / "tutorial"
PAGE = (TOP / "docs" / "tutorial.md").read_text(encoding="utf-8")
GAP = '  costs:\n    marren: "?"\n    tole: 0.02 to 0.06\n'


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.S)


def built(folder: Path, filled: bool) -> Path:
    *parts, filling = blocks("yaml")
    text = "\n".join(parts)
    assert text.count(GAP) == 1
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "herald.md").write_text(blocks("text")[0], encoding="utf-8")
    case = text.replace(GAP, filling) if filled else text
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    return folder


def test_the_blocks_make_the_shipped_case(tmp_path: Path) -> None:
    made = built(tmp_path / "sarn", filled=True)
    for name in ("case.yaml", "sources/herald.md"):
        assert (made / name).read_text("utf-8") == (FOLDER / name).read_text("utf-8")


def test_with_the_gap_there_is_one_gap_and_no_fault(tmp_path: Path) -> None:
    report = check(built(tmp_path / "sarn", filled=False))
    assert report.faults == ()
    assert [gap.key for gap in report.gaps] == ["war.costs.marren"]


@pytest.mark.parametrize(
    "command", [line[2:] for block in blocks("console") for line in block.splitlines()]
)
def test_its_commands_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if command.split()[1] == "report":
        pytest.importorskip("servanda.report")
    built(tmp_path / "sarn", filled=True)
    monkeypatch.chdir(tmp_path)
    name, *arguments = command.split()
    assert name == "servanda"
    with pytest.raises(SystemExit) as ended:
        raise SystemExit(main(arguments))
    assert not ended.value.code


def test_it_stays_within_ten_minutes() -> None:
    """At 200 words a minute of reading; the blocks count, for they are typed or pasted."""
    assert len(PAGE.split()) < 2000
