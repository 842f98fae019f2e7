"""servanda report: the brief, the annex, or both; what is written can be verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.cli import main

STRAIT = Path(__file__).parents[1] / "cases" / "strait"
QUICK = ("--worlds", "80", "--explore", "none")


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


@pytest.mark.parametrize(
    ("flags", "there", "missing"),
    [
        (("--brief",), ["The answer", "How such judgements have scored"], ["Key judgements"]),
        (("--annex",), ["Key judgements", "All assumptions"], ["How such judgements have scored"]),
        ((), ["The answer", "Annex: everything behind this brief", "Key judgements"], []),
        (("--brief", "--annex"), ["The answer", "Key judgements"], []),
    ],
)
def test_the_parts_asked_for_are_written_and_verified(
    flags: tuple[str, ...], there: list[str], missing: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "memo.html"
    assert run("report", STRAIT, *flags, "-o", file, *QUICK) == 0
    page = file.read_text(encoding="utf-8")
    assert [each for each in there if each not in page] == []
    assert [each for each in missing if each in page] == []
    assert run("verify", file) == 0


def test_a_changed_word_of_a_brief_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "memo.html"
    assert run("report", STRAIT, "--brief", "--public", "-o", file, *QUICK) == 0
    page = file.read_text(encoding="utf-8")
    file.write_text(page.replace("Unsignable as long as", "Signable as long as"), encoding="utf-8")
    assert run("verify", file) == 1
    assert "brief-answer" in capsys.readouterr().out
