"""A case as it stood at an earlier revision of the repository that keeps it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from servanda.case.revision import load_version
from servanda.errors import InputError


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def test_the_earlier_text_is_read_and_the_file_of_today_left_alone(own_isle: Path) -> None:
    git(own_isle, "init", "-q")
    git(own_isle, "add", ".")
    git(own_isle, "commit", "-qm", "first")
    file = own_isle / "case.yaml"
    file.write_text(file.read_text().replace("The isle of Vard\n", "Another isle\n", 1))
    assert load_version(str(own_isle)).title == "Another isle"
    assert load_version(f"{own_isle}@HEAD").title == "The isle of Vard"
    assert load_version(f"{file}@HEAD").title == "The isle of Vard"
    assert file.read_text().count("Another isle")
    with pytest.raises(InputError, match=r"git cannot show case.yaml at 'v9' .*`git log -- case"):
        load_version(f"{own_isle}@v9")


@pytest.mark.parametrize("revision", ["--output=x", "HEAD:case.yaml", ""])
def test_what_is_no_revision_never_reaches_git(own_isle: Path, revision: str) -> None:
    with pytest.raises(InputError, match="is no revision; write a tag, a hash, or HEAD~1"):
        load_version(f"{own_isle}@{revision}")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder or file"):
        load_version(f"{tmp_path / 'gone'}@HEAD")
