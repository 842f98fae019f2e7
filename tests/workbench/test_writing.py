"""Writing into the case file, over nobody's work."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from servanda.case.load import load
from servanda.errors import CaseError, InputError
from servanda.workbench.exceptions import ChangedElsewhereError
from servanda.workbench.writing import Writing, diff_of, hash_of, with_bases

STRAIT = Path(__file__).parents[1] / "cases" / "strait"
SWING = "war.swing"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STRAIT, tmp_path / "s")) / "case.yaml"


def test_a_number_is_written_with_its_basis_and_nothing_else_moves(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    basis = {"kind": "judgement", "by": "A. Analyst", "why": "It thaws."}
    case = with_bases(load(file.parent), {SWING: (0.02, 0.04)}, {SWING: basis})
    writing = Writing(file, hash_of(before))
    text, diff = writing.change(case, folder=file.parent, dry=True)
    assert file.read_text(encoding="utf-8") == before  # only shown
    assert writing.change(case, folder=file.parent, dry=False) == (text, diff)
    assert load(file.parent).war.swing.judgement.why == "It thaws."
    assert text.startswith("# An invented dispute")  # comments are kept
    assert "swing" in diff and diff.startswith("--- a/case.yaml")


def test_what_another_wrote_since_is_not_written_over(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    writing = Writing(file, hash_of(before))
    file.write_text(before.replace("The Strait of Ister", "Theirs"), encoding="utf-8")
    with pytest.raises(ChangedElsewhereError) as caught:
        writing.replace(before, dry=False)
    assert "Theirs" in caught.value.theirs and "-title: Theirs" in caught.value.diff
    assert "Theirs" in file.read_text(encoding="utf-8")


def test_a_text_with_faults_is_not_written(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    with pytest.raises(CaseError):
        Writing(file, hash_of(before)).replace(before.replace("kind: finite", "kind: x"), dry=False)
    assert file.read_text(encoding="utf-8") == before
    assert diff_of("a", "b", "f").endswith("-a\n+b\n")


@pytest.mark.parametrize(
    ("basis", "said"),
    [(None, "nothing says what it rests on"), ({"kind": "judgement", "by": "A"}, "whose it is and"),
     ({"kind": "evidence", "source": "s"}, "evidence is a source and words of it"),
     ({"kind": "base_rate"}, "no base rate is named"), ({"kind": "hope"}, "'hope' is no basis")],
)  # fmt: skip
def test_a_number_without_a_basis_is_not_written(strait, basis: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        with_bases(strait, {SWING: (0.02, 0.04)}, {SWING: basis})
